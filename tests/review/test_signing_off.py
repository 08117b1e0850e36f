"""Sign-offs of facts and the signature of a story, on both databases."""

from __future__ import annotations

import threading
from functools import partial

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from extractor.review import views
from extractor.review.desk import Desk
from extractor.review.records import Decision, ItemView
from extractor.review.refusals import StaleError
from extractor.review.tables import Story
from review.desks import DRAFT, SECOND, SOURCE, DeskClient


def test_opened_story_is_checked(client: DeskClient) -> None:
    """What the checks find stands on the desk as soon as the story is opened."""
    key = client.open(DRAFT, SOURCE)
    page = client.story(key)
    assert page["story"]["compared_with"] == "1 source: source-1.txt"
    assert page["text"] == DRAFT
    by_words = {item["words"]: item for item in page["items"]}
    assert by_words["40 workers"]["need"] == "fix"
    assert by_words["3.4 million tonnes a year"]["need"] == "absent"
    assert by_words["Piet Lund"]["need"] == "match"
    counts = page["story"]["counts"]
    assert counts["total"] == sum(counts[n] for n in ("fix", "look", "match", "absent", "none"))
    assert counts["settled"] == 0


def test_story_of_accusations_is_not_signed_unread(client: DeskClient) -> None:
    """Sentences in which no check reads anything are listed, and signed only once looked at."""
    draft = (
        "We walk because the road is there. Nobody was arrested. "
        "The minister is a liar and stole public money.\n"
    )
    key = client.open(draft, "The road is closed.\n")
    assert [item["words"] for item in client.items(key)] == [
        "We walk because the road is there.",
        "Nobody",
        "The minister is a liar and stole public money.",
    ]
    refused = client.sign(key)
    assert refused.status_code == 409
    assert refused.json()["error"].startswith("3 facts are still open")
    for item in client.items(key):
        client.decide(key, item, "not_needed")
    client.ok(client.sign(key))


def test_sentences_with_facts_and_page_furniture_are_not_listed_again(client: DeskClient) -> None:
    """A sentence is an item of its own only where nothing in it is one, or is set aside."""
    draft = "By Nora Hale\n\nThe fire took 14 homes. It spread fast.\n\n* * *\n"
    key = client.open(draft, "The fire took 14 homes.\n")
    claims = [item["words"] for item in client.items(key) if item["kind"] == "claim"]
    assert claims == ["It spread fast."]


def test_what_is_set_aside_and_found_wrong_is_open(client: DeskClient) -> None:
    """Nobody has to check a nickname, but one that an editor calls wrong stands in the way."""
    key = client.open("Nine men came. A “quick” visit.\n", "Nine men came.\n")
    (quick,) = (item for item in client.story(key)["items"] if item["aside"] is not None)
    client.settle(key)
    client.decide(key, quick, "wrong")
    page = client.story(key)
    assert [item["words"] for item in page["items"] if item["is_open"]] == ["quick"]
    assert page["story"]["counts"]["total"] - page["story"]["counts"]["settled"] == 1
    assert client.sign(key).status_code == 409
    (quick,) = (item for item in page["items"] if item["is_open"])
    client.decide(key, quick, "stet")
    client.ok(client.sign(key))


def test_furniture_is_listed_with_its_reason(client: DeskClient) -> None:
    """A line that is set aside as a whole is shown, and what stands before a credit is text."""
    draft = (
        "Nine men came.\n\nRead more: the mayor is a crook\n\nThe judge knew it. (Photo: Reuters)\n"
    )
    key = client.open(draft, "Nine men came.\n")
    listed = {item["words"]: item for item in client.story(key)["items"]}
    aside = listed["Read more: the mayor is a crook"]
    assert (aside["aside"], aside["state"]) == ("page furniture", "set aside")
    assert listed["The judge knew it."]["aside"] is None


def test_decision_is_kept_with_who_and_when(client: DeskClient) -> None:
    """A sign-off keeps status, method, sources and note, and the history says who changed what."""
    key = client.open(DRAFT, SOURCE)
    item = client.item(key, "3.4 million")
    source = {"title": "Port yearbook", "link": "https://port.example/2025", "place": "p. 7"}
    decided = client.decide(
        key, item, method="document", sources=[source], note="rounded", initials="MW"
    )["item"]
    assert (decided["status"], decided["method"], decided["note"]) == (
        "confirmed",
        "document",
        "rounded",
    )
    assert decided["sources"] == [{"date": "", "note": "", **source}]
    assert (decided["decided_by"], decided["is_open"]) == ("MW", False)
    history = client.get(f"/stories/{key}/items/{item['id']}")["history"]
    assert [(line["who"], line["what"]) for line in history] == [("MW", "decided")]
    assert history[0]["detail"]["status"] == ["to_check", "confirmed"]


def test_what_is_not_sent_stays(client: DeskClient) -> None:
    """A decision changes what it names and nothing else."""
    key = client.open(DRAFT, SOURCE)
    item = client.item(key, "3.4 million")
    item = client.decide(key, item, "legal", note="ask counsel", method="call")["item"]
    item = client.decide(key, item, "stet")["item"]
    assert (item["status"], item["note"], item["method"]) == ("stet", "ask counsel", "call")


def test_confirming_takes_the_place_in_the_source(client: DeskClient) -> None:
    """A fact that is confirmed without a word about the source gets the one that was shown."""
    key = client.open(DRAFT, SOURCE)
    item = client.decide(key, client.item(key, "12 tonnes"))["item"]
    assert item["method"] == "document"
    assert [(s["title"], s["place"]) for s in item["sources"]] == [("source-1.txt", "paragraph 1")]


def test_stale_decision_is_refused_and_says_why(client: DeskClient) -> None:
    """Who decides on what another changed meanwhile is told who it was, and overwrites nothing."""
    key = client.open(DRAFT, SOURCE)
    seen = client.item(key, "40 workers")
    client.decide(key, seen, "wrong", initials="CD")
    answer = client.try_decide(key, seen, "confirmed")
    assert answer.status_code == 409
    assert answer.json()["error"].startswith("CD changed this fact on ")
    assert "now: wrong" in answer.json()["error"]
    assert answer.json()["item"]["status"] == "wrong"
    assert client.item(key, "40 workers")["status"] == "wrong"


def test_claimed_fact_is_its_claimers(client: DeskClient) -> None:
    """A claim keeps others out until it is given back or taken over."""
    key = client.open(DRAFT, SOURCE)
    item = client.item(key, "Piet Lund")
    path = f"/api/stories/{key}/items/{item['id']}"
    mine = {"initials": "AB", "version": item["version"]}
    item = client.ok(client.http.post(f"{path}/claim", json=mine))["item"]
    refused = client.try_decide(key, item, initials="CD")
    assert refused.status_code == 409
    assert refused.json()["error"].startswith("AB has claimed this fact since ")
    theirs = {"initials": "CD", "version": item["version"]}
    assert client.http.post(f"{path}/claim", json=theirs).status_code == 409
    taken = client.ok(client.http.post(f"{path}/claim", json={**theirs, "take_over": True}))
    assert taken["item"]["claimed_by"] == "CD"
    decided = client.decide(key, taken["item"], initials="CD")["item"]
    client.ok(client.http.post(f"{path}/release", json={**theirs, "version": decided["version"]}))
    assert client.item(key, "Piet Lund")["claimed_by"] is None


@pytest.mark.parametrize(
    ("status", "is_open"),
    [
        ("to_check", True),
        ("confirmed", False),
        ("could_not_verify", True),
        ("wrong", True),
        ("on_author", False),
        ("legal", True),
        ("stet", False),
        ("not_needed", False),
    ],
)
def test_open_is_what_somebody_has_to_act_on(
    client: DeskClient, status: str, is_open: bool
) -> None:
    """A fact is settled when nobody has to do anything about it any more."""
    key = client.open(DRAFT, SOURCE)
    item = client.decide(key, client.item(key, "Piet Lund"), status)["item"]
    assert item["is_open"] == is_open


def test_story_is_signed_only_when_nothing_is_open(client: DeskClient) -> None:
    """Signing is refused while a fact is open, and the refusal counts them."""
    key = client.open(DRAFT, SOURCE)
    total = client.story(key)["story"]["counts"]["total"]
    refused = client.sign(key)
    assert refused.status_code == 409
    assert refused.json()["error"].startswith(f"{total} facts are still open")
    client.settle(key)
    signed = client.ok(client.sign(key, initials="EF"))
    assert signed["signed_by"] == "EF"
    assert signed["counts"]["settled"] == total


def test_signature_is_undone_visibly(client: DeskClient) -> None:
    """What opens a fact of a signed story takes the signature back, and the page says why."""
    key = client.open(DRAFT, SOURCE)
    client.settle(key)
    client.ok(client.sign(key))
    client.decide(key, client.item(key, "Piet Lund"), "wrong", initials="CD")
    story = client.story(key)["story"]
    assert story["signed_by"] is None
    assert story["unsigned"] == "Signed by AB; undone because “Piet Lund” is wrong."
    whats = [line["what"] for line in client.get(f"/stories/{key}/history")["entries"]]
    assert whats[:3] == ["decided", "unsigned", "signed"]


def test_signature_can_be_taken_back(client: DeskClient) -> None:
    """Whoever signed may think again."""
    key = client.open(DRAFT, SOURCE)
    client.settle(key)
    client.ok(client.sign(key))
    story = client.ok(client.http.delete(f"/api/stories/{key}/signature?initials=AB"))
    assert story["signed_by"] is None
    assert story["unsigned"] == "Signed by AB; undone because AB took it back."


def test_new_problem_opens_a_settled_fact(client: DeskClient) -> None:
    """A source that contradicts what was signed opens it again, with its sign-off still there."""
    key = client.open(DRAFT)
    client.settle(key)
    client.ok(client.sign(key))
    given = {"document": {"text": SOURCE, "name": "wire.txt"}, "initials": "CD"}
    story = client.ok(client.http.post(f"/api/stories/{key}/sources", json=given))
    assert story["signed_by"] is None
    item = client.item(key, "40 workers")
    assert (item["status"], item["is_open"], item["has_new_problem"]) == ("confirmed", True, True)
    assert client.decide(key, item, "stet")["item"]["is_open"] is False


def test_signing_an_old_version_is_refused(client: DeskClient) -> None:
    """Who signs what another editor's new version has replaced is told so."""
    key = client.open(DRAFT, SOURCE)
    client.settle(key)
    client.new_draft(key, SECOND)
    refused = client.sign(key, draft=1)
    assert refused.status_code == 409
    assert "version 2 of the draft came in" in refused.json()["error"]


def test_history_cannot_be_rewritten(client: DeskClient, desk: Desk) -> None:
    """The database itself refuses to change or delete a line of the history."""
    client.open(DRAFT, SOURCE)
    for statement in ("update history set who = 'nobody'", "delete from history"):
        with pytest.raises(DBAPIError, match="only ever added to"), desk.database.writing() as s:
            s.execute(text(statement))


def test_ten_editors_at_once_lose_no_write(client: DeskClient, desk: Desk) -> None:
    """Of many decisions on the same facts each is either kept in the history or refused."""
    key = client.open(DRAFT, SOURCE)
    ids = [item["id"] for item in client.items(key)][:4]
    kept: list[tuple[str, int]] = []
    lock = threading.Lock()

    def edit(who: str) -> None:
        for number in range(5):
            item_id = ids[number % len(ids)]
            while True:
                item = desk.read(key, partial(_item, item_id=item_id))
                decision = Decision(
                    version=item.version, initials=who, status="stet", note=f"{who} {number}"
                )
                try:
                    desk.decide(key, item_id, decision)
                except StaleError:
                    continue
                with lock:
                    kept.append((f"{who} {number}", item_id))
                break

    threads = [threading.Thread(target=edit, args=(f"E{n}",)) for n in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(kept) == 50
    noted = {
        (line["detail"]["note"][1], line["item"])
        for line in client.get(f"/stories/{key}/history")["entries"]
        if line["what"] == "decided"
    }
    assert noted == set(kept)
    versions = {item["id"]: item["version"] for item in client.items(key)}
    assert sum(versions[item_id] - 1 for item_id in ids) == 50


def _item(session: Session, story: Story, *, item_id: int) -> ItemView:
    return views.items(session, story, [item_id])[0]
