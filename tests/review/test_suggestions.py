"""Suggested wordings: made, withdrawn, taken by a new version, and sent back in Word."""

from __future__ import annotations

import csv
import json
from io import BytesIO, StringIO
from typing import Any

import pytest

from extractor.readers.formats import parse_bytes
from review.desks import DRAFT, SECOND, SOURCE, DeskClient
from review.test_queries import act, asked

docx = pytest.importorskip("docx", reason="needs `pip install 'fact-extractor[documents]'`")

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SENTENCE = "“We heard a crack and ran,” said Piet Lund, a docker."


def suggest(client: DeskClient, key: str, item: Any, words: str, **more: Any) -> Any:
    """Suggest other words for a fact; gives the answer."""
    given = {"initials": "MW", "words": words, **more}
    return client.http.post(f"/api/stories/{key}/items/{item['id']}/suggestion", json=given)


def withdraw(client: DeskClient, key: str, item: Any, version: int, initials: str = "MW") -> Any:
    """Take a suggestion back; gives the answer."""
    path = f"/api/stories/{key}/items/{item['id']}/suggestion"
    return client.http.delete(f"{path}?initials={initials}&version={version}")


def suggestions(client: DeskClient, key: str) -> Any:
    """All of a story."""
    return client.get(f"/stories/{key}/queries")["suggestions"]


def file_of(client: DeskClient, key: str) -> bytes:
    """The draft for Word."""
    answer = client.http.get(f"/api/stories/{key}/files/docx")
    assert answer.status_code == 200
    return bytes(answer.content)


def read(data: bytes) -> str:
    """Its text, with tracked changes accepted."""
    return parse_bytes(data, "draft.docx").text


def test_suggestion_is_shown_as_what_goes_out_and_what_comes_in(client: DeskClient) -> None:
    """On the card, in JSON, in the history and in the worksheet, by who suggests it."""
    key = client.open(DRAFT, SOURCE)
    item = client.item(key, "40 workers")
    made = client.ok(suggest(client, key, item, "at least 40 workers"))["item"]
    said = made["suggestion"]
    assert (said["before"], said["words"], said["by"]) == (
        item["words"],
        "at least 40 workers",
        "MW",
    )
    assert made["version"] == item["version"], "no sign-off is stale"
    for path in ("", f"/items/{item['id']}", "/queries"):
        page = client.http.get(f"/stories/{key}{path}").text
        assert "<ins>at least </ins>" in page
    everything = json.loads(client.http.get(f"/api/stories/{key}/files/json").content)
    assert [each["words"] for each in everything["suggestions"]] == ["at least 40 workers"]
    sheet = client.http.get(f"/api/stories/{key}/files/csv").content.decode()
    rows = {row["id"]: row for row in csv.DictReader(StringIO(sheet, newline=""))}
    assert rows[item["key"]]["suggestion"] == "MW: at least 40 workers"
    (line,) = [
        entry
        for entry in client.get(f"/stories/{key}/history")["entries"]
        if entry["what"] == "wording suggested"
    ]
    assert line["detail"] == {"instead of": item["words"], "suggested": "at least 40 workers"}


def test_suggestion_is_changed_only_by_who_saw_it(client: DeskClient) -> None:
    """A later one names the one that it replaces; so does taking it back."""
    key = client.open(DRAFT, SOURCE)
    item = client.item(key, "40 workers")
    client.ok(suggest(client, key, item, "at least 40 workers", initials="AA"))
    refused = suggest(client, key, item, "some workers")
    assert refused.status_code == 409
    assert "AA suggested “at least 40 workers” on" in refused.json()["error"]
    client.ok(suggest(client, key, item, "some workers", version=1))
    assert withdraw(client, key, item, 1).status_code == 409
    client.ok(withdraw(client, key, item, 2))
    assert client.item(key, "40 workers")["suggestion"] is None
    assert suggest(client, key, item, "workers", version=2).status_code == 409, "it is withdrawn"
    again = client.ok(suggest(client, key, item, "workers"))["item"]["suggestion"]
    assert again["version"] > 3, "no version comes twice"


@pytest.mark.parametrize(
    ("words", "more"),
    [("40 workers", {}), (SENTENCE, {"covers": "sentence"})],
)
def test_words_that_stand_there_are_no_suggestion(
    client: DeskClient, words: str, more: dict[str, str]
) -> None:
    """The draft has these words already, which is said in one line."""
    key = client.open(DRAFT, SOURCE)
    item = client.item(key, "Piet Lund" if more else "40 workers")
    refused = suggest(client, key, item, words if more else item["words"], **more)
    assert refused.status_code == 409
    assert "has these words already" in refused.json()["error"]


def test_nobody_suggests_over_a_claim(client: DeskClient) -> None:
    """What somebody else is at work on is taken over first; words that are gone take none."""
    key = client.open(DRAFT, SOURCE)
    item = client.item(key, "40 workers")
    client.ok(client.claim(key, item, "CC"))
    assert suggest(client, key, item, "some workers").status_code == 409
    client.ok(suggest(client, key, item, "some workers", initials="CC"))
    client.new_draft(key, SECOND)
    assert suggest(client, key, item, "no workers", version=1).status_code == 410


@pytest.mark.parametrize(
    ("words", "covers", "before", "after"),
    [
        ("at least 40 workers", "words", "injuring 40 workers", "injuring at least 40 workers"),
        ("some workers", "words", "injuring 40 workers", "and hurt some workers there"),
        ("hurt", "words", "injuring 40 workers,", "injuring hurt,"),
        (
            "A crane fell. At least 40 workers were hurt, the port authority said.",
            "sentence",
            "A crane carrying 12 tonnes of steel fell on Monday, injuring 40 workers, the port "
            "authority said.",
            "A crane fell. At least 40 workers were hurt, the port authority said.",
        ),
    ],
)
def test_new_version_with_the_words_takes_the_suggestion(
    client: DeskClient, words: str, covers: str, before: str, after: str
) -> None:
    """A longer, a shorter or another wording is taken when its place has it, whatever else of the
    sentence changed; it then is in the list as taken, and no tracked change any more."""
    key = client.open(DRAFT, SOURCE)
    item = client.item(key, "40 workers")
    client.ok(suggest(client, key, item, words, covers=covers))
    new = DRAFT.replace(before, after)
    assert new != DRAFT
    client.new_draft(key, new)
    (said,) = suggestions(client, key)
    assert (said["taken_in"], said["is_gone"]) == (2, False)
    assert "Taken in version 2" in client.http.get(f"/stories/{key}/queries").text
    assert b"w:ins" not in docx.Document(BytesIO(file_of(client, key))).element.xml.encode()
    lines = client.get(f"/stories/{key}/history")["entries"]
    assert any((e["who"], e["what"]) == ("the desk", "wording taken") for e in lines)


@pytest.mark.parametrize(
    ("before", "after", "is_gone"),
    [
        ("said Piet Lund", "told us Piet Lund", False),
        ("injuring 40 workers", "injuring a few", True),
        ("Nobody was killed.", "Somebody was killed.", False),
    ],
)
def test_suggestion_that_was_not_taken_stays_or_is_gone(
    client: DeskClient, before: str, after: str, is_gone: bool
) -> None:
    """It stays while the words that it is for do; a text with neither wording is said so."""
    key = client.open(DRAFT, SOURCE)
    item = client.item(key, "40 workers")
    client.ok(suggest(client, key, item, "at least 40 workers"))
    client.new_draft(key, DRAFT.replace(before, after))
    (said,) = suggestions(client, key)
    assert (said["taken_in"], said["is_gone"]) == (None, is_gone)
    assert client.story(key)["story"]["queries"]["suggestions"] == (not is_gone)
    assert ("at least 40" in read(file_of(client, key))) == (not is_gone)
    page = client.http.get(f"/stories/{key}/queries").text
    assert ("has neither wording" in page) == is_gone
    client.new_draft(key, DRAFT)
    assert suggestions(client, key)[0]["is_gone"] is False, "words that come back bring it along"
    client.new_draft(key, SECOND)
    assert suggestions(client, key)[0]["taken_in"] == 4


def test_suggestion_goes_along_into_a_changed_sentence(client: DeskClient) -> None:
    """Where its fact is the same but for the sentence, the wording is still for its words."""
    key = client.open(DRAFT, SOURCE)
    item = client.item(key, "12 tonnes")
    client.ok(suggest(client, key, item, "13 tonnes"))
    client.new_draft(key, DRAFT.replace("fell on Monday, injuring", "fell, hurting"))
    moved = client.item(key, "12 tonnes")
    assert moved["id"] != item["id"]
    assert moved["suggestion"]["words"] == "13 tonnes"
    assert "13 tonnes" in read(file_of(client, key))


def test_name_is_suggested_once_and_changed_in_all_its_places(client: DeskClient) -> None:
    """Each place with the same form is a tracked change; taken it is when no place has it."""
    draft = "Anna Oaks paid $5.\n\nThe mayor thanked Anna Oaks.\n\nShe left on Friday.\n"
    key = client.open(draft)
    item = client.item(key, "Anna Oaks")
    client.ok(suggest(client, key, item, "Anna Oakes"))
    assert read(file_of(client, key)) == draft.replace("Oaks", "Oakes").strip()
    client.new_draft(key, draft.replace("Oaks", "Oakes", 1))
    assert suggestions(client, key)[0]["taken_in"] is None, "one place still has it"
    client.new_draft(key, draft.replace("Oaks", "Oakes"))
    assert suggestions(client, key)[0]["taken_in"] == 3


def test_underlining_taken_back_takes_its_suggestion_along(client: DeskClient) -> None:
    """No wording is left for a fact that nobody underlines any more."""
    key = client.open(DRAFT, SOURCE)
    given = {"initials": "AB", "words": "a docker"}
    made = client.ok(client.http.post(f"/api/stories/{key}/items", json=given))["item"]
    client.ok(suggest(client, key, made, "a crane driver"))
    path = f"/api/stories/{key}/items/{made['id']}?initials=AB&version={made['version']}"
    client.ok(client.http.delete(path))
    assert suggestions(client, key) == []


def test_suggestions_work_as_forms(client: DeskClient) -> None:
    """Suggested and taken back without a script; a refused one keeps what was typed."""
    key = client.open(DRAFT, SOURCE)
    item = client.item(key, "Piet Lund")

    def send(**fields: Any) -> Any:
        return client.http.post(
            f"/stories/{key}/items/{item['id']}/suggestion",
            data={"initials": "MW", **fields},
            headers={"Accept": "text/html"},
            follow_redirects=False,
        )

    assert send(words=SENTENCE.replace("a docker", "49"), covers="sentence").status_code == 303
    refused = send(words="Piet Lundt", version=0)
    assert refused.status_code == 409
    assert "Piet Lundt" in refused.text
    assert 'name="version" value="1"' in refused.text
    assert send(do="withdraw", version=1, back="list").headers["location"].endswith("/queries")
    assert suggestions(client, key) == []


def uploaded(client: DeskClient) -> str:
    """A story from a Word document whose words are in several runs and a table; gives its key."""
    document = docx.Document()
    paragraph = document.add_paragraph("A crane with 12 ton")
    paragraph.add_run("nes of steel fell on Mon").bold = True
    paragraph.add_run("day. It hurt 40 workers, said Piet Lund.")
    table = document.add_table(2, 2)
    for number, words in enumerate(("Item", "Number", "Injured", "41 workers")):
        table.cell(number // 2, number % 2).text = words
    file = BytesIO()
    document.save(file)
    made = client.http.post(
        "/stories",
        data={"initials": "AB", "title": "Crane"},
        files={"draft": ("crane.docx", file.getvalue())},
        follow_redirects=False,
    )
    assert made.status_code == 303, made.text
    return client.checked(made.headers["location"].rpartition("/")[2])


def test_original_file_comes_back_with_comments_and_changes_by_who_made_them(
    client: DeskClient,
) -> None:
    """Sign-offs, questions, answers and wordings have their author and moment, in the file that was
    uploaded: its text is the suggested one when accepted, and its formatting stays."""
    key = uploaded(client)
    tonnes, name = client.item(key, "12 tonnes"), client.item(key, "Piet Lund")
    client.ok(suggest(client, key, tonnes, "13 tonnes"))
    client.ok(suggest(client, key, client.item(key, "41 workers"), "40 workers", initials="BB"))
    client.decide(key, name, "wrong", initials="CC", note="ask him")
    query = asked(client, key, name, question="Lund or Lundt?", initials="DD")
    client.ok(act(client, key, query, "answer", answer="Lund.", initials="WR"))
    asked(client, key, question="Why today?", initials="EE")
    data = file_of(client, key)
    text = read(data)
    assert "A crane with 13 tonnes of steel fell" in text
    assert "40 workers" in text
    assert "41 workers" not in text
    document = docx.Document(BytesIO(data))
    said = [(each.author, each.text) for each in document.comments]
    assert ("CC", "wrong\nask him") in said
    assert said.index(("DD", "Lund or Lundt?")) + 1 == said.index(("WR", "Lund."))
    assert ("EE", "Why today?") in said
    for each in document.comments:
        assert (each.timestamp is None) == (each.author == "fact-extractor")
    marks = list(document.element.body.iter(W + "ins", W + "del"))
    assert {each.get(W + "author") for each in marks} == {"MW", "BB"}
    assert all(each.get(W + "date", "").endswith("Z") for each in marks)
    bold = [run.text for run in document.paragraphs[0].runs if run.bold]
    assert "".join(bold).endswith("nes of steel fell on Mon")
    order = [each.get(W + "id") for each in document.element.body.iter(W + "commentReference")]
    by_id = {str(each.comment_id): each.text for each in document.comments}
    shown = [by_id[each] for each in order]
    assert shown.index("Lund or Lundt?") < shown.index("Lund.")


def test_open_query_about_words_that_are_gone_is_in_the_file(client: DeskClient) -> None:
    """It stands at the beginning, with the words that it is about."""
    key = client.open(DRAFT, SOURCE)
    asked(client, key, client.item(key, "40 workers"), question="Or more?")
    client.new_draft(key, SECOND)
    said = [(c.author, c.text) for c in docx.Document(BytesIO(file_of(client, key))).comments]
    assert ("MW", "About “40 workers”, which this version does not have: Or more?") in said
