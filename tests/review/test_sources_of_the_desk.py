"""Sources at the desk: searched, marked by verdict, primary or secondary, with their recordings;
and the files that bear sign-offs out."""

from __future__ import annotations

import csv
import json
import re
from hashlib import sha256
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text
from starlette.testclient import TestClient

from extractor.outputs.visible import visible
from extractor.review import views
from extractor.review.app import create_app
from extractor.review.backup import back_up
from extractor.review.desk import Desk
from extractor.review.evidence_files import brought_evidence
from extractor.review.folded_text import FoldedText
from extractor.review.source_search import sought_places
from extractor.review.store.attachments import LARGEST_IN_STORY
from extractor.review.tables import Attachment
from extractor.schemas.document import Document
from review.brought import PDF, TRANSCRIPT, sound
from review.desks import DRAFT, LOCAL, SECOND, SOURCE, DeskClient
from review.test_history_stays import migrate

HTML = {"Accept": "text/html"}
CLIP = """\
The quay at Brackwater

The “Zur Möwe” café by the quay was closed; 40 chairs stood in it, and 1,400 guests had booked.

Nobody knows why the cafe’s owner, Łukasz Ångström, left at 1.40 p.m. The quay is old.
The crane is older: it came in 1931.
"""


# Search.


def found(client: DeskClient, key: str, words: str) -> list[tuple[int, str]]:
    """The source and the words of each place that a search finds."""
    page = client.ok(client.http.get(f"/api/stories/{key}/search", params={"words": words}))
    assert page["total"] == len(page["hits"])
    for hit in page["hits"]:
        source = client.get(f"/stories/{key}/sources/{hit['source']}")["text"]
        keys = [piece["text"] for piece in hit["pieces"] if piece["is_key"]]
        assert source[hit["start"] : hit["end"]] == keys[0]
    return [
        (hit["source"], " … ".join(p["text"] for p in hit["pieces"] if p["is_key"]))
        for hit in page["hits"]
    ]


PLACES = [
    ("crane", [(1, "crane"), (2, "crane")]),
    ("CRANE", [(1, "crane"), (2, "crane")]),
    ("cran", [(1, "cran"), (2, "cran")]),
    ("rane", []),
    ("mowe", [(2, "Möwe")]),
    ("cafe", [(2, "café"), (2, "cafe")]),
    ("lukasz angstrom", [(2, "Łukasz … Ångström")]),
    ("cafe's", [(2, "cafe’s")]),
    ('"zur mowe"', [(2, "Zur Möwe")]),
    ("„Zur Möwe“", [(2, "Zur Möwe")]),
    ('"mowe zur"', []),
    ('"the crane is"', [(2, "The crane is")]),
    ('"the cran"', []),
    # all of the words in one paragraph, in one sentence first
    ("quay 40", [(2, "quay … 40")]),
    ("quay crane", [(2, "quay")]),
    ("docker steel", []),
    # a number is itself, not a part of another
    ("40", [(1, "40"), (2, "40")]),
    ("1", []),
    ("1,400", [(2, "1,400")]),
    ("1.40", [(2, "1.40")]),
    ("", []),
    ("“”", []),
    ("?!", []),
    ("(", []),
    ("nothing of the kind", []),
]


def test_search_finds_words_and_phrases_in_all_sources(client: DeskClient) -> None:
    """Whatever the case, accents and quotation marks, each place is found once, in its order."""
    key = client.open(DRAFT, SOURCE, CLIP)
    assert [(words, found(client, key, words)) for words, _ in PLACES] == PLACES


AMOUNTS = """\
Two million people voted, 12 percent of them by post; the count cost $2.5m.

The bridge is 1,500 metres long and carries 2,000,000 cars. Flight 302 had forty passengers.
On 12 May some 20,000 marched, one in five of them a student. It was at least 40 km away.
"""


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("2 million", ["Two million", "2,000,000"]),
        ("2,000,000", ["Two million", "2,000,000"]),
        ("two million cars", ["2,000,000", "cars"]),
        ("40", ["forty", "40"]),
        ("forty passengers", ["forty", "passengers"]),
        ("$2.5 million", ["$2.5m"]),
        ("2,500,000", ["$2.5m"]),
        ("€2.5 million", []),
        ("12 per cent", ["12 percent"]),
        ("12%", ["12 percent"]),
        ("12", ["12", "12"]),
        ("20 percent", ["one in five"]),
        ("1.5 km", ["1,500 metres"]),
        ("20 thousand", ["20,000"]),
        ("302", ["302"]),
        ("three hundred and two", []),
        ('"2 million"', []),
        ("2", []),
    ],
)
def test_search_finds_a_figure_however_it_is_written(words: str, places: list[str]) -> None:
    """A number finds its value in digits and words and with any unit, one with a unit what comes to
    the same; a flight or a day is no amount, and in quotation marks only the signs count."""
    assert [AMOUNTS[start:end] for start, end in sought_places(AMOUNTS, words)] == places


def test_search_reads_figures_in_the_language_of_the_source() -> None:
    """A number is typed as the source's own readers write it."""
    text = "El año pasado votaron dos millones de personas, según el informe de la comisión.\n"
    for words in ("2 millones", "2.000.000"):
        assert [text[s:e] for s, e in sought_places(text, words)] == ["dos millones"], words


def test_page_of_a_search_needs_no_script(client: DeskClient) -> None:
    """Each place has its line, which leads to it in its source, where the words stand out."""
    key = client.open(DRAFT, SOURCE, CLIP)
    page = client.http.get(f"/stories/{key}/search?words=cafe&part=false", headers=HTML).text
    assert "2 places with “cafe”" in page
    (link, *_) = re.findall(r'class="hit" href="([^"]+)"', page)
    assert "source-2.txt, paragraph 2" in page
    path, _, place = link.replace("&amp;", "&").partition("#")
    source = client.http.get(path, headers=HTML).text
    assert re.search(rf'id="{place}"[^>]*data-near="sought"[^>]*>café<', source)
    assert "“cafe”</mark> 2 times" in source


def test_search_is_of_the_present_sources(client: DeskClient) -> None:
    """A source that was taken away is not searched, and one of another story never is."""
    key = client.open(DRAFT, SOURCE, CLIP)
    client.open(DRAFT, "The crane was sold.")
    client.ok(client.http.delete(f"/api/stories/{key}/sources/2?initials=AB"))
    assert found(client, key, "crane") == [(1, "crane")]
    assert client.http.get("/api/stories/none/search?words=x").status_code == 404
    assert client.http.get(f"/api/stories/{key}/search?words={'x' * 301}").status_code == 422


def test_many_places_are_counted_and_the_first_shown(client: DeskClient) -> None:
    """Two hundred lines are enough to read; how many there are is said."""
    key = client.open(DRAFT, "The crane fell.\n\n" * 450)
    page = client.get(f"/stories/{key}/search?words=crane")
    assert (page["total"], len(page["hits"])) == (450, 200)
    html = client.http.get(f"/stories/{key}/search?words=crane", headers=HTML).text
    assert "450 places with “crane”, the first 200 of them" in html


def test_words_of_a_source_and_of_a_search_are_no_markup(client: DeskClient) -> None:
    """What stands in a source, or is searched for, is shown as text."""
    script = "<script>alert(1)</script>"
    key = client.open(DRAFT, f"The crane {script} fell.")
    for path in (f"search?words=crane {script}", f"sources/1?words={script}"):
        page = client.http.get(f"/stories/{key}/{path}", headers=HTML).text
        assert script not in page
        assert "&lt;script&gt;" in page


letters = st.text(
    st.sampled_from("aAbéßİıœŁ’‘“”\"'– -—\u00a0\u0301\u200b…\n.,1") | st.characters(), max_size=60
)


@given(letters)
def test_folded_places_are_places_of_the_text(words: str) -> None:
    """Every folded letter leads to letters of the text that fold to it, in their order."""
    folded = FoldedText(words)
    before = 0
    for at in range(len(folded.text)):
        start, end = folded.source_range(at, at + 1)
        assert before <= start < end <= len(words)
        assert folded.text[at] in FoldedText(words[start:end]).text or words[start:end].isspace()
        before = start


@given(letters, st.text("abé 1“-", min_size=1, max_size=6))
def test_any_search_of_any_text_ends_inside_of_it(words: str, sought: str) -> None:
    """Whatever is searched for in whatever text, a place that is found is one of it."""
    for start, end in sought_places(words, sought):
        assert 0 <= start < end <= len(words)


# Marks.


def marks(client: DeskClient, path: str) -> dict[str, str]:
    """How the places of a source are marked, by their words."""
    page = client.http.get(path, headers=HTML).text
    found = re.findall(r'<a id="there-\d+" class="m s-([a-z-]+)[^>]*>([^<]*)</a>', page)
    return {words: state for state, words in found}


def test_marks_of_a_source_say_what_is_said_of_the_place(client: DeskClient) -> None:
    """A place that contradicts is marked as one that differs, with its sign, and never as a match;
    the legend has what is there and nothing else."""
    key = client.open(DRAFT, SOURCE)
    shown = marks(client, f"/stories/{key}/sources/1")
    assert shown["Piet Lund"] == "matches"
    assert "differs" in {state for words, state in shown.items() if "40" in words}
    page = client.http.get(f"/stories/{key}/sources/1", headers=HTML).text
    legend = re.findall(r'<span class="badge s-([a-z-]+)"', page.partition("<article")[0])
    assert legend == ["differs", "matches"]
    assert 'data-sign="≠"' in page


def test_place_of_a_fact_stands_out(client: DeskClient) -> None:
    """The place that a card leads to is marked as the fact's own, and is there to be gone to."""
    key = client.open(DRAFT, SOURCE)
    item = client.item(key, "40 workers")
    card = client.http.get(f"/stories/{key}/items/{item['id']}", headers=HTML).text
    (link,) = re.findall(r'class="to-source" href="([^"]+)"', card)
    path, _, place = link.partition("#")
    page = client.http.get(path, headers=HTML).text
    (own,) = re.findall(rf'<a id="{place}"[^>]*>', page)
    assert 'data-near="sought"' in own
    assert f"i{item['id']}" in own
    assert page.count('data-near="sought"') == 1


def test_source_without_a_mark_says_so(client: DeskClient) -> None:
    """Where no fact stands on a source there is no legend."""
    key = client.open(DRAFT, SOURCE, "The museum reopened after repairs.")
    page = client.http.get(f"/stories/{key}/sources/2", headers=HTML).text
    assert "No fact stands on this source." in page
    assert "Marks:" not in page


# Primary and secondary.


def stand(client: DeskClient, key: str, number: int, standing: str, **more: Any) -> Any:
    """Say what a source is; gives the answer."""
    version = client.get(f"/stories/{key}/settings")["version"]
    said = {
        "version": version,
        "initials": "MW",
        "sources": [{"number": number, "standing": standing}],
        **more,
    }
    return client.http.post(f"/api/stories/{key}/settings", json=said)


def standings(client: DeskClient, key: str) -> list[str]:
    """What the sources of a story are."""
    return [source["standing"] for source in client.story(key)["story"]["sources"]]


def test_source_is_primary_or_secondary_from_the_start(client: DeskClient) -> None:
    """What a source is can be said with the story, with a source, with files, and in each form."""
    given = {
        "draft": {"text": DRAFT},
        "sources": [{"text": SOURCE, "name": "wire", "standing": "secondary"}, {"text": CLIP}],
        "initials": "AB",
    }
    key = client.checked(client.ok(client.http.post("/api/stories", json=given))["key"])
    document = {"text": "The crane was sold.", "name": "deed", "standing": "primary"}
    path = f"/api/stories/{key}/sources"
    client.ok(client.http.post(path, json={"document": document, "initials": "AB"}))
    path = f"/api/stories/{key}/files?initials=AB&standing=primary"
    client.ok(client.http.post(path, files={"files": ("log.txt", b"It fell at noon.")}))
    form = {"initials": "AB", "text": "It fell at one.", "name": "note", "standing": "secondary"}
    client.http.post(f"/stories/{key}/sources", data=form)
    assert standings(client, key) == ["secondary", "unknown", "primary", "primary", "secondary"]
    bad = {**given, "sources": [{"text": "x", "standing": "tertiary"}]}
    assert client.http.post("/api/stories", json=bad).status_code == 422
    story = {"initials": "AB", "text": DRAFT, "standing": "secondary"}
    files = {"sources": ("wire.txt", SOURCE.encode())}
    made = client.http.post("/stories", data=story, files=files, follow_redirects=False)
    assert standings(client, made.headers["location"].split("/")[-1]) == ["secondary"]


def test_standing_is_set_later_with_a_line_of_history(client: DeskClient) -> None:
    """Saying what a source is takes a signature back, has its line, and leaves the days alone."""
    key = client.open(DRAFT, SOURCE)
    client.settle(key)
    client.ok(client.sign(key))
    published = {"sources": [{"number": 1, "published": "2026-05-04"}]}
    client.ok(stand(client, key, 1, "unknown", **published))
    client.checked(key)
    client.ok(client.sign(key))
    client.ok(stand(client, key, 1, "secondary"))
    page = client.story(key)["story"]
    assert (page["signed_by"], page["sources"][0]["standing"]) == (None, "secondary")
    assert "MW said whether the source source-1.txt is primary" in page["unsigned"]
    (source,) = client.get(f"/stories/{key}/settings")["sources"]
    assert (source["published"], source["standing"]) == ("2026-05-04", "secondary")
    lines = client.get(f"/stories/{key}/history")["entries"]
    line = next(each for each in lines if each["what"] == "standing set")
    assert line["who"] == "MW"
    assert line["detail"]["standing"] == ["unknown", "secondary"]
    shown = client.http.get(f"/stories/{key}/history", headers=HTML).text
    assert "said whether a source is primary" in shown
    before = client.story(key)["story"]["change"]
    client.ok(stand(client, key, 1, "secondary"))
    assert client.story(key)["story"]["change"] == before, "what is as it was changes nothing"


def test_form_of_the_settings_says_what_sources_are(client: DeskClient) -> None:
    """The form has a field for each source; where somebody was faster, both are shown."""
    key = client.open(DRAFT, SOURCE)
    path = f"/stories/{key}/settings"
    page = client.http.get(path, headers=HTML).text
    assert '<select name="standing-1"' in page
    typed = {"initials": "AB", "title": "Crane", "priority": "normal", "standing-1": "primary"}
    client.http.post(path, data={**typed, "version": "1"}, headers=HTML)
    assert standings(client, key) == ["primary"]
    late = {**typed, "version": "1", "standing-1": "secondary"}
    refused = client.http.post(path, data=late, headers=HTML)
    assert refused.status_code == 409
    assert "on the desk: primary" in refused.text
    wrong = client.http.post(path, data={**typed, "version": "2", "standing-1": "third"})
    assert wrong.status_code == 422
    assert standings(client, key) == ["primary"]


def alone(client: DeskClient, key: str) -> set[str]:
    """The facts that rest on secondary sources alone."""
    return {item["words"] for item in client.items(key) if item["rests_on_secondary"]}


def test_facts_that_rest_on_secondary_sources_alone_are_told(client: DeskClient) -> None:
    """A fact that a primary source, one of which nobody has spoken, or a note of the editor's own
    bears out rests on more; one that no source bears out rests on nothing."""
    key = client.open(DRAFT, SOURCE, CLIP)
    assert alone(client, key) == set()
    client.ok(stand(client, key, 1, "secondary"))
    facts = alone(client, key)
    assert any("12 tonnes" in words for words in facts)
    assert not any("3.4 million" in words for words in facts)
    client.decide(key, client.item(key, "12 tonnes"))
    assert alone(client, key) == facts, "confirmed by what it shows, which is the same source"
    note = [{"title": "the harbour master, by telephone"}]
    client.decide(key, client.item(key, "12 tonnes"), sources=note)
    left = alone(client, key)
    assert left < facts
    assert all("12 tonnes" in words for words in facts - left)
    html = client.http.get(f"/stories/{key}", headers=HTML).text
    assert "secondary sources alone" in html
    assert 'id="only-secondary"' in html
    client.ok(stand(client, key, 1, "primary"))
    assert alone(client, key) == set()
    assert 'id="only-secondary"' not in client.http.get(f"/stories/{key}", headers=HTML).text


def test_exports_say_what_sources_are(client: DeskClient) -> None:
    """Cards, the worksheet, the page to print and the JSON name a secondary source as one."""
    key = client.open(DRAFT, SOURCE)
    client.ok(stand(client, key, 1, "secondary"))
    rows = sheet(client, key)
    standing = {row["standing"] for row in rows if row["source"]}
    assert standing == {"secondary alone"}
    assert {row["standing"] for row in rows if not row["source"]} <= {""}
    printed = client.http.get(f"/stories/{key}/files/html").text
    assert "source-1.txt, paragraph 1 (secondary alone)" in printed
    assert '"standing": "secondary"' in client.http.get(f"/stories/{key}/files/json").text
    card = client.http.get(f"/stories/{key}/items/{client.item(key, '40')['id']}", headers=HTML)
    assert re.search(r'class="standing secondary"[^>]*>secondary<', card.text)
    client.ok(stand(client, key, 1, "primary"))
    assert {row["standing"] for row in sheet(client, key) if row["source"]} == {"primary"}


def sheet(client: DeskClient, key: str) -> list[dict[str, str]]:
    """The worksheet of a story."""
    data = client.http.get(f"/stories/{key}/files/csv").content.decode("utf-8")
    return list(csv.DictReader(StringIO(data, newline="")))


# Files beside sign-offs.


def attach(
    client: DeskClient,
    key: str,
    item: Any,
    data: bytes = PDF,
    name: str = "letter.pdf",
    who: str = "AB",
    **more: Any,
) -> Any:
    """Attach a file to a fact as it was seen; gives the answer."""
    query = {"initials": who, "version": item["version"], **more}
    path = f"/api/stories/{key}/items/{item['id']}/attachments"
    return client.http.post(path, params=query, files={"file": (name, data)})


def take_away(client: DeskClient, key: str, item: Any, number: int, who: str = "AB") -> Any:
    """Take a file away; gives the answer."""
    query = {"initials": who, "version": item["version"]}
    path = f"/api/stories/{key}/items/{item['id']}/attachments/{number}"
    return client.http.delete(path, params=query)


def acts(client: DeskClient, key: str) -> list[str]:
    """What was done with a story, the first line first."""
    return [line["what"] for line in reversed(client.get(f"/stories/{key}/history")["entries"])]


def test_file_is_attached_and_comes_back_byte_by_byte(client: DeskClient) -> None:
    """A file is listed with its name, size and hash, in the history too, and is given back whole,
    to be kept and never to be shown."""
    key = client.open(DRAFT, SOURCE)
    item = client.ok(attach(client, key, client.item(key, "Piet Lund"), who="MW"))["item"]
    (file,) = item["attachments"]
    assert file["name"] == "letter.pdf"
    assert (file["media_type"], file["size"]) == ("application/pdf", len(PDF))
    assert (file["digest"], file["added_by"]) == (sha256(PDF).hexdigest(), "MW")
    for root in ("", "/api"):
        path = f"{root}/stories/{key}/items/{item['id']}/attachments/{file['id']}"
        answer = client.http.get(path)
        assert answer.content == PDF
        said = answer.headers
        assert said["content-disposition"] == "attachment; filename*=UTF-8''letter.pdf"
        assert said["x-content-type-options"] == "nosniff"
        assert said["content-security-policy"].startswith("sandbox; default-src 'none'")
        assert said["content-type"] == "application/pdf"
    line = client.get(f"/stories/{key}/items/{item['id']}")["history"][0]
    assert (line["who"], line["what"]) == ("MW", "file attached")
    assert line["detail"]["sha256"] == file["digest"]
    again = client.ok(attach(client, key, item))["item"]
    assert (again["version"], len(again["attachments"])) == (item["version"], 1), "it is there"


def test_page_that_is_attached_is_only_bytes(client: DeskClient) -> None:
    """A web page or a drawing with a script is never of a type that a browser would open, and its
    name is shown with whatever is hidden in it."""
    key = client.open(DRAFT, SOURCE)
    item = client.item(key, "Piet Lund")
    page, name = b"<!doctype html><script>alert(1)</script>", 'a"><script>\u202efdp.html'
    item = client.ok(attach(client, key, item, page, name))["item"]
    (file,) = item["attachments"]
    assert file["media_type"] == "application/octet-stream"
    assert "\u202e" not in file["name"]
    answer = client.http.get(f"/stories/{key}/items/{item['id']}/attachments/{file['id']}")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert "\n" not in answer.headers["content-disposition"]
    card = client.http.get(f"/stories/{key}/items/{item['id']}", headers=HTML).text
    assert "<script>" not in card
    assert "⟨U+202E⟩" in card


def test_file_is_attached_without_a_script(client: DeskClient) -> None:
    """The form of a fact's own page attaches a file and takes it away."""
    key = client.open(DRAFT, SOURCE)
    item = client.item(key, "Piet Lund")
    path = f"/stories/{key}/items/{item['id']}"
    form = {"initials": "AB", "version": str(item["version"])}
    empty = client.http.post(f"{path}/attachments", data=form, headers=HTML)
    assert empty.status_code == 400
    assert "there is no file to attach: choose one" in empty.text
    client.http.post(f"{path}/attachments", data=form, files={"file": ("a.pdf", PDF)})
    page = client.http.get(path, headers=HTML).text
    (act,) = re.findall(r'formaction="([^"]*/attachments/\d+/remove)"', page)
    late = client.http.post(act, data=form, headers=HTML)
    assert late.status_code == 409
    assert "AB attached a file to a sign-off on" in late.text
    version = str(client.item(key, "Piet Lund")["version"])
    client.http.post(act, data={"initials": "AB", "version": version})
    assert client.item(key, "Piet Lund")["attachments"] == []


def test_file_is_refused_as_a_decision_is(client: DeskClient, monkeypatch: Any) -> None:
    """Who has not seen the fact as it is, or whose colleague has it, attaches and takes away
    nothing; too much, nothing, and a file of another fact are refused."""
    key = client.open(DRAFT, SOURCE)
    item = client.item(key, "Piet Lund")
    decided = client.decide(key, item)["item"]
    late = attach(client, key, item)
    assert late.status_code == 409
    assert late.json()["item"]["version"] == decided["version"]
    claimed = client.ok(client.claim(key, decided, "MW"))["item"]
    assert "MW has claimed this fact" in attach(client, key, claimed).json()["error"]
    item = client.ok(attach(client, key, claimed, who="MW"))["item"]
    number = item["attachments"][0]["id"]
    assert take_away(client, key, item, number).status_code == 409
    assert take_away(client, key, item, number + 1, "MW").status_code == 404
    other = client.item(key, "12 tonnes")
    assert take_away(client, key, other, number).status_code == 404
    path = f"/stories/{key}/items/{other['id']}/attachments/{number}"
    assert client.http.get(path).status_code == 404
    assert attach(client, key, other, b"").status_code == 400
    assert attach(client, key, other, b"x" * 10_000_001).status_code == 413
    for count in range(10):
        other = client.ok(attach(client, key, other, PDF + bytes([count])))["item"]
    full = attach(client, key, other, PDF + b"more")
    assert full.status_code == 413
    assert "takes at most 10 files" in full.json()["error"]
    monkeypatch.setattr("extractor.review.store.attachments.LARGEST_IN_STORY", 400)
    third = client.item(key, "40 workers")
    assert "together: take one away first" in attach(client, key, third).json()["error"]
    assert LARGEST_IN_STORY > 10 * 10_000_000


def test_lawyer_has_the_files(client: DeskClient) -> None:
    """In the legal queue a fact's files stand beside it."""
    key = client.open(DRAFT, SOURCE)
    item = client.decide(key, client.item(key, "Piet Lund"), "legal")["item"]
    item = client.ok(attach(client, key, item))["item"]
    page = client.http.get("/legal", headers=HTML).text
    number = item["attachments"][0]["id"]
    assert f'/stories/{key}/items/{item["id"]}/attachments/{number}" download>letter.pdf<' in page


def test_file_goes_along_into_a_new_version(client: DeskClient) -> None:
    """What is the same fact in a changed sentence keeps its files, and says so in its history."""
    key = client.open(DRAFT, SOURCE)
    item = client.ok(attach(client, key, client.item(key, "12 tonnes")))["item"]
    client.new_draft(key, SECOND)
    now = client.item(key, "12 tonnes")
    assert now["id"] != item["id"]
    assert [file["name"] for file in now["attachments"]] == ["letter.pdf"]
    assert "file kept" in acts(client, key)
    client.new_draft(key, DRAFT)
    assert [f["name"] for f in client.item(key, "12 tonnes")["attachments"]] == ["letter.pdf"]


def test_nobody_signs_a_file_unseen(client: DeskClient) -> None:
    """A file that somebody else attached has to be looked at before signing; one that is taken
    away takes a signature back, and the second one under its fact."""
    key = client.open(DRAFT, SOURCE)
    client.settle(key)
    change = client.story(key)["story"]["change"]
    client.ok(attach(client, key, client.item(key, "Piet Lund"), who="MW"))
    path = f"/api/stories/{key}/signature?draft=1&change={change}"
    refused = client.http.post(path, json={"initials": "AB"})
    assert refused.status_code == 409
    assert "MW attached a file to a sign-off since you looked" in refused.json()["error"]
    client.ok(client.sign(key))
    item = client.item(key, "Piet Lund")
    item = client.ok(attach(client, key, item, PDF + b"2", "second.pdf"))["item"]
    assert client.story(key)["story"]["signed_by"] == "AB", "more evidence takes nothing back"
    client.ok(take_away(client, key, item, item["attachments"][0]["id"]))
    story = client.story(key)["story"]
    assert story["signed_by"] is None
    assert "letter.pdf was taken away from “Piet Lund" in story["unsigned"]


def test_second_signature_goes_with_a_file(desk: Desk, client: DeskClient) -> None:
    """Whoever signed second had the file before them."""
    desk.ask_second(True, who="AB")
    key = client.open(DRAFT, SOURCE)
    item = client.item(key, "40 workers")
    item = client.ok(attach(client, key, client.decide(key, item, "stet")["item"]))["item"]
    item = client.ok(client.claim(key, item, "MW", "second"))["item"]
    item = client.ok(attach(client, key, item, PDF + b"2", "second.pdf"))["item"]
    assert item["second_by"] == "MW"
    item = client.ok(take_away(client, key, item, item["attachments"][0]["id"]))["item"]
    assert item["second_by"] is None
    assert "second signature withdrawn" in acts(client, key)


def test_undo_leaves_files_and_an_underlining_with_files_stays(client: DeskClient) -> None:
    """A decision is taken back without the files; words with files stay underlined."""
    key = client.open(DRAFT, SOURCE)
    item = client.decide(key, client.item(key, "Piet Lund"))["item"]
    item = client.ok(attach(client, key, item))["item"]
    item = client.ok(client.claim(key, item, "AB", "undo"))["item"]
    assert (item["status"], len(item["attachments"])) == ("to_check", 1)
    given = {"initials": "AB", "words": "The port", "kind": "claim"}
    made = client.ok(client.http.post(f"/api/stories/{key}/items", json=given))["item"]
    made = client.ok(attach(client, key, made))["item"]
    path = f"/api/stories/{key}/items/{made['id']}?initials=AB&version="
    refused = client.http.delete(f"{path}{made['version']}")
    assert refused.status_code == 409
    assert "files are attached to this: take them away first" in refused.json()["error"]
    made = client.ok(take_away(client, key, made, made["attachments"][0]["id"]))["item"]
    client.ok(client.http.delete(f"{path}{made['version']}"))


def test_exports_name_files_with_their_hashes(client: DeskClient) -> None:
    """Worksheets, Word and JSON name a file and its hash; a worksheet comes back unchanged."""
    key = client.open(DRAFT, SOURCE)
    item = client.decide(key, client.item(key, "Piet Lund"))["item"]
    client.ok(attach(client, key, item, name="=letter.pdf"))
    digest = sha256(PDF).hexdigest()
    row = next(row for row in sheet(client, key) if row["words"] == "Piet Lund")
    assert row["attachments"] == f"'=letter.pdf (SHA-256 {digest})"
    printed = client.http.get(f"/stories/{key}/files/html").text
    assert f"=letter.pdf (SHA-256 {digest})" in printed
    word = ZipFile(BytesIO(client.http.get(f"/stories/{key}/files/docx").content))
    assert f"=letter.pdf (SHA-256 {digest})" in word.read("word/comments.xml").decode()
    (file,) = next(
        each["attachments"]
        for each in json.loads(client.http.get(f"/stories/{key}/files/json").text)["items"]
        if each["attachments"]
    )
    assert file["digest"] == digest
    data = client.http.get(f"/stories/{key}/files/csv").content
    path = f"/api/stories/{key}/worksheet?initials=MW"
    done = client.ok(client.http.post(path, files={"file": ("sheet.csv", data)}))
    assert (done["changed"], done["refused"]) == (0, [])


# Recordings.


def interview(client: DeskClient, data: bytes | None = None, name: str = "talk.wav") -> str:
    """A story with a transcript for its source, and a recording beside it; gives its key."""
    key = client.open(DRAFT)
    path = f"/api/stories/{key}/files?initials=AB"
    client.ok(client.http.post(path, files={"files": ("talk.srt", TRANSCRIPT.encode())}))
    client.checked(key)
    client.ok(record(client, key, sound() if data is None else data, name))
    return key


def record(
    client: DeskClient, key: str, data: bytes, name: str = "talk.wav", number: int = 1
) -> Any:
    """Put a recording beside a source; gives the answer."""
    path = f"/api/stories/{key}/sources/{number}/recording?initials=AB"
    return client.http.post(path, files={"file": (name, data)})


def test_recording_is_played_piece_by_piece(client: DeskClient) -> None:
    """A browser that asks for some bytes gets these; one that asks for none gets all."""
    data = sound(60, 44_100)  # more than the desk reads at a time
    key = interview(client, data)
    for root in ("", "/api"):
        path = f"{root}/stories/{key}/sources/1/recording"
        whole = client.http.get(path)
        assert (whole.status_code, whole.content) == (200, data)
        assert whole.headers["accept-ranges"] == "bytes"
        assert whole.headers["content-type"] == "audio/wav"
        assert whole.headers["content-disposition"].startswith("inline; ")
        assert "sandbox" in whole.headers["content-security-policy"]
        some = client.http.get(path, headers={"Range": "bytes=1000000-2200000"})
        assert (some.status_code, some.content) == (206, data[1_000_000:2_200_001])
        assert some.headers["content-range"] == f"bytes 1000000-2200000/{len(data)}"
        last = client.http.get(path, headers={"Range": "bytes=-5"})
        assert (last.status_code, last.content) == (206, data[-5:])
        behind = client.http.get(path, headers={"Range": f"bytes={len(data)}-"})
        assert (behind.status_code, behind.content) == (416, b"")
        assert behind.headers["content-range"] == f"bytes */{len(data)}"
        tag = whole.headers["etag"]
        asked = {"Range": "bytes=0-3", "If-Range": tag}
        assert client.http.get(path, headers=asked).content == b"RIFF"
        asked["If-Range"] = '"another"'
        assert client.http.get(path, headers=asked).status_code == 200


def test_only_pages_with_a_recording_may_play_one(client: DeskClient) -> None:
    """The policy lets sound in where there is some, from this desk, and nowhere else."""
    key = interview(client)
    plays = "media-src 'self'"
    for path in ("", "/sources/1"):
        policy = client.http.get(f"/stories/{key}{path}").headers["content-security-policy"]
        assert policy.endswith(plays)
        assert "script-src 'self'; style-src 'self'" in policy
    for path in ("/history", "/settings", "/search?words=crane"):
        assert (
            plays not in client.http.get(f"/stories/{key}{path}").headers["content-security-policy"]
        )
    other = client.open(DRAFT, SOURCE)
    for path in (f"/stories/{other}", f"/stories/{other}/sources/1", "/"):
        assert plays not in client.http.get(path).headers["content-security-policy"]


def test_places_of_a_transcript_lead_to_their_second(client: DeskClient) -> None:
    """A card, and a line that a search found, play from the time code; without a script the page
    of the source begins there."""
    key = interview(client)
    item = client.item(key, "We heard a crack")
    page = client.get(f"/stories/{key}/items/{item['id']}")
    assert page["findings"][0]["evidence"][0]["time"] == 2
    (hit,) = client.get(f"/stories/{key}/search?words=18 cranes")["hits"]
    assert (hit["time"], hit["label"]) == (12.0, "talk.srt, 00:00:12")
    html = client.http.get(f"/stories/{key}/search?words=18 cranes", headers=HTML).text
    (link,) = re.findall(r'class="play" href="([^"]+)"', html)
    source = client.http.get(link.replace("&amp;", "&").partition("#")[0], headers=HTML).text
    assert f'src="/stories/{key}/sources/1/recording#t=12.0"' in source
    for wrong in ("-1", "nan", "inf", "x"):
        assert client.http.get(f"/stories/{key}/sources/1?t={wrong}").status_code == 422


def test_recording_has_its_lines_of_history(client: DeskClient) -> None:
    """A recording that comes in, is replaced or taken away takes a signature back, with its line;
    the same one again is no change."""
    key = interview(client)
    client.settle(key)
    client.ok(client.sign(key))
    change = client.story(key)["story"]["change"]
    client.ok(record(client, key, sound()))
    assert client.story(key)["story"]["change"] == change
    story = client.ok(record(client, key, sound(3), "better.wav"))
    assert "a recording of talk.srt came in" in story["unsigned"]
    assert story["sources"][0]["recording"]["name"] == "better.wav"
    path = f"/api/stories/{key}/sources/1/recording"
    assert client.http.get(path).content == sound(3)
    story = client.ok(client.http.delete(f"{path}?initials=AB"))
    assert story["sources"][0]["recording"] is None
    assert client.http.get(path).status_code == 404
    assert client.http.delete(f"{path}?initials=AB").status_code == 404
    assert acts(client, key)[-1] == "recording removed"
    assert acts(client, key).count("recording added") == 2


def test_recording_is_put_there_and_taken_away_without_a_script(client: DeskClient) -> None:
    """The page of a transcript has the forms for its recording; that of another text has none."""
    key = interview(client)
    path = f"/stories/{key}/sources/1"
    assert "Take the recording away" in client.http.get(path, headers=HTML).text
    client.http.post(f"{path}/recording/remove", data={"initials": "AB"})
    assert "<audio" not in client.http.get(path, headers=HTML).text
    none = client.http.post(f"{path}/recording", data={"initials": "AB"}, headers=HTML)
    assert "there is no recording: choose an audio file" in none.text
    files = {"file": ("talk.wav", sound(2))}
    client.http.post(f"{path}/recording", data={"initials": "AB"}, files=files)
    assert "<audio" in client.http.get(path, headers=HTML).text
    plain = client.open(DRAFT, SOURCE)
    assert 'name="file"' not in client.http.get(f"/stories/{plain}/sources/1", headers=HTML).text


def test_recording_that_cannot_be_played_is_refused(client: DeskClient) -> None:
    """No page goes in as sound, nothing too large, and nothing beside a text without times."""
    key = interview(client)
    page = record(client, key, b"<html><script>alert(1)</script>", "talk.mp3")
    assert page.status_code == 415
    assert "'talk.mp3' is no audio file that browsers play" in page.json()["error"]
    assert record(client, key, b"").status_code == 400
    assert record(client, key, sound(), number=9).status_code == 404
    large = record(client, key, b"RIFF\0\0\0\0WAVE" + b"\0" * 30_000_000)
    assert large.status_code == 413
    client.new_source(key, SOURCE, "wire.txt")
    plain = record(client, key, sound(), number=2)
    assert plain.status_code == 409
    assert "the source wire.txt has no time codes" in plain.json()["error"]


def test_text_with_times_before_its_turns_takes_a_recording(client: DeskClient) -> None:
    """A transcript that was typed plays from the time before each turn."""
    typed = (
        "[0:05] We heard a crack and ran, said Piet Lund, a docker.\n[0:20] It fell on Monday.\n"
    )
    key = client.open(DRAFT, typed)
    client.ok(record(client, key, sound()))
    hits = client.get(f"/stories/{key}/search?words=Monday")["hits"]
    assert [hit["time"] for hit in hits] == [20]


def test_archived_story_is_only_looked_at(client: DeskClient) -> None:
    """Sources of an archived story are read, searched and played, and nothing is added to them."""
    key = interview(client)
    item = client.ok(attach(client, key, client.item(key, "Piet Lund")))["item"]
    version = client.get(f"/stories/{key}/settings")["version"]
    said = {"version": version, "initials": "AB"}
    client.ok(client.http.post(f"/api/stories/{key}/archive", json=said))
    assert attach(client, key, item, PDF + b"2").status_code == 409
    assert take_away(client, key, item, item["attachments"][0]["id"]).status_code == 409
    assert record(client, key, sound(2)).status_code == 409
    assert stand(client, key, 1, "primary").status_code == 409
    assert client.http.get(f"/stories/{key}/sources/1/recording").status_code == 200
    number = item["attachments"][0]["id"]
    path = f"/stories/{key}/items/{item['id']}/attachments/{number}"
    assert client.http.get(path).content == PDF
    assert found(client, key, "cranes") == [(1, "cranes")]


# What happens to the data.


def test_files_go_with_their_story(desk: Desk, client: DeskClient) -> None:
    """Of a deleted story no attached file and no recording is left; a source that is taken away
    takes its recording along."""
    key = interview(client)
    client.ok(attach(client, key, client.item(key, "Piet Lund")))
    other = interview(client)
    client.ok(client.http.delete(f"/api/stories/{other}/sources/1?initials=AB"))
    assert (rows(desk, "attachments"), rows(desk, "recordings")) == (1, 1)
    story = client.get(f"/stories/{key}/settings")
    said = {"version": story["version"], "initials": "AB", "title": story["title"]}
    client.ok(client.http.post(f"/api/stories/{key}/delete", json=said))
    assert (rows(desk, "attachments"), rows(desk, "recordings")) == (0, 0)


def rows(desk: Desk, table: str) -> int:
    """How many rows a table has."""
    with desk.database.engine.connect() as connection:
        return int(connection.execute(text(f"select count(*) from {table}")).scalar_one())


def test_backup_has_the_files(sqlite_url: str, tmp_path: Path) -> None:
    """A copy of a desk has every file and recording, byte by byte."""
    app = create_app(Desk.open(sqlite_url), LOCAL)
    with TestClient(app, base_url="http://127.0.0.1") as http:
        client = DeskClient(http)
        key = interview(client)
        client.ok(attach(client, key, client.item(key, "Piet Lund")))
        back_up(sqlite_url, tmp_path / "copy.sqlite")
    copy = Desk.open(str(tmp_path / "copy.sqlite"))
    with copy.database.reading() as session:
        assert [row.data for row in session.query(Attachment)] == [PDF]
    again = create_app(copy, LOCAL)
    with TestClient(again, base_url="http://127.0.0.1") as http:
        assert http.get(f"/stories/{key}/sources/1/recording").content == sound()


def test_desk_from_before_learns_what_facts_stand_on(url: str) -> None:
    """What an earlier version checked is known to stand on its sources, without another run."""
    desk = Desk.open(url)
    source = Document(text=SOURCE, name="wire.txt")
    key = desk.add_story(Document(text=DRAFT), [source], who="AB", standings=["secondary"])
    desk.runner.wait(key)
    before = desk.read(key, views.story_page)
    assert any(item.rests_on_secondary for item in before.items)
    migrate(desk.database, "0005")
    desk.close()
    again = Desk.open(url)
    with again.database.writing() as session:
        session.execute(text("update sources set standing = 'secondary'"))
    after = again.read(key, views.story_page)
    assert after.items == before.items
    again.close()


def test_names_are_shown_as_they_are_kept() -> None:
    """A name that is kept is one that a page may show as it stands."""
    name = brought_evidence(PDF, "\u202e\x1b[31m.pdf").name
    assert visible(name) == name
