"""Nobody decides, claims or signs over what they have not seen: JSON, forms and keys alike."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Sequence
from html import unescape
from typing import Any

import pytest
from fakes import FunctionClient, faithful
from starlette.testclient import TestClient

from extractor.llm.client import Message
from extractor.review.app import create_app
from extractor.review.desk import Desk
from extractor.review.safety import rules_for
from review.desks import DRAFT, SECOND, SOURCE, DeskClient

HTML = {"Accept": "text/html"}


def send_form(client: DeskClient, key: str, item: Any, act: str = "", **fields: Any) -> Any:
    """Send the form of a fact's own page, as a browser without scripts does."""
    given = {"version": item["version"], "initials": "BB", **fields}
    path = f"/stories/{key}/items/{item['id']}{act}"
    return client.http.post(path, data=given, headers=HTML, follow_redirects=False)


def version_in(page: str) -> int:
    """The version that the next Save of a page would name."""
    found = re.search(r'name="version" value="(\d+)"', page)
    assert found
    return int(found[1])


def words_of(page: str) -> str:
    """What a page says, without its tags."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def history(client: DeskClient, key: str) -> Any:
    """The lines of the history."""
    return client.get(f"/stories/{key}/history")["entries"]


def test_refused_form_shows_both_sign_offs(client: DeskClient) -> None:
    """The refused page has theirs in full and yours in the form, and only then their version."""
    key = client.open(DRAFT, SOURCE)
    seen = client.item(key, "Piet Lund")
    source = {"title": "Union list", "place": "p. 3"}
    now = client.decide(
        key, seen, "wrong", note="AA note", method="call", sources=[source], initials="AA"
    )["item"]
    answer = send_form(
        client, key, seen, status="stet", note="my own words", **{"source-title-0": "My list"}
    )
    assert answer.status_code == 409
    words = words_of(answer.text)
    for each in ("wrong", "AA note", "call", "Union list · p. 3", "AA", "my own words", "My list"):
        assert each in words
    assert "AA changed this fact on" in words
    assert version_in(answer.text) == now["version"]
    assert '<option value="stet" selected>' in answer.text
    assert client.item(key, "Piet Lund") == now


def test_second_save_needs_the_third_decision_seen(client: DeskClient) -> None:
    """If one more decision came in after the refusal, saving again is refused again."""
    key = client.open(DRAFT, SOURCE)
    seen = client.item(key, "Piet Lund")
    second = client.decide(key, seen, "wrong", initials="AA")["item"]
    page = send_form(client, key, seen, status="stet").text
    client.decide(key, second, "legal", initials="CC", note="ask first")
    again = {**seen, "version": version_in(page)}
    answer = send_form(client, key, again, status="stet")
    assert answer.status_code == 409
    assert "ask first" in words_of(answer.text)
    taken = send_form(client, key, {**seen, "version": version_in(answer.text)}, status="stet")
    assert taken.status_code == 303
    assert client.item(key, "Piet Lund")["status"] == "stet"


def test_buttons_of_a_facts_page_need_no_script(client: DeskClient) -> None:
    """Confirm, wrong, claim, take over and give back each do by form what they say."""
    key = client.open(DRAFT, SOURCE)
    item = client.item(key, "12 tonnes")
    page = client.http.get(f"/stories/{key}/items/{item['id']}").text
    assert "<kbd>" not in page, "that page has no keys"
    assert send_form(client, key, item, do="confirmed", status="to_check").status_code == 303
    item = client.item(key, "12 tonnes")
    assert (item["status"], item["method"]) == ("confirmed", "document")
    assert item["sources"][0]["title"] == "source-1.txt"
    assert send_form(client, key, item, do="wrong", status="confirmed").status_code == 303
    item = client.item(key, "12 tonnes")
    assert item["status"] == "wrong"
    assert send_form(client, key, item, "/claim", status="wrong", take_over="0").status_code
    item = client.item(key, "12 tonnes")
    assert item["claimed_by"] == "BB"
    refused = send_form(client, key, item, status="stet", initials="CC", note="typed by CC")
    assert refused.status_code == 409
    assert "BB has claimed this fact since" in words_of(refused.text)
    assert 'name="take_over" value="1"' in refused.text
    over = send_form(
        client, key, item, "/claim", take_over="1", initials="CC", status="stet", note="typed by CC"
    )
    assert "typed by CC" in over.text, "what was typed is in the form still"
    item = client.item(key, "12 tonnes")
    assert (item["claimed_by"], item["note"]) == ("CC", "")
    send_form(client, key, item, "/release", initials="CC", status="wrong")
    assert client.item(key, "12 tonnes")["claimed_by"] is None


def test_enter_in_a_field_saves(client: DeskClient) -> None:
    """The first button of the form, which Enter presses, is one that saves what was typed."""
    key = client.open(DRAFT, SOURCE)
    item = client.item(key, "12 tonnes")
    page = client.http.get(f"/stories/{key}/items/{item['id']}").text
    form = page[page.index('<form class="signoff"') :]
    first = re.search(r"<button[^>]*>[^<]*", form)
    assert first
    assert "name=" not in first[0]
    assert first[0].endswith("Save")


@pytest.mark.parametrize("act", ["decision", "claim", "release"])
def test_words_that_are_gone_take_no_sign_off(client: DeskClient, act: str) -> None:
    """On a fact that a new draft removed nothing is written, and one sentence says why."""
    key = client.open(DRAFT, SOURCE)
    item = client.item(key, "40 workers")
    client.new_draft(key, SECOND.replace("at least 40 workers", "many"))
    before = history(client, key)
    given = {"version": item["version"], "initials": "BB"}
    more = {"status": "wrong"} if act == "decision" else {}
    path = f"/api/stories/{key}/items/{item['id']}/{act}"
    answer = client.http.post(path, json={**given, **more})
    assert answer.status_code == 410
    assert answer.json()["error"].startswith("the words “40 workers” are gone from version 2")
    form = send_form(client, key, item, "" if act == "decision" else f"/{act}", status="wrong")
    assert form.status_code == 410
    assert "fault of the desk" not in form.text
    assert "“40 workers” are gone" in words_of(form.text)
    assert history(client, key) == before


def test_draft_that_is_being_checked_takes_no_sign_off_yet(
    desk: Desk, client: DeskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Until the checks of a new draft have ended, nobody knows whether the words still stand."""
    key = client.open(DRAFT, SOURCE)
    item = client.item(key, "Piet Lund")
    monkeypatch.setattr(type(desk.runner), "check", lambda *_, **__: None)
    given = {"document": {"text": SECOND, "name": "d"}, "initials": "AB"}
    client.ok(client.http.post(f"/api/stories/{key}/drafts", json=given))
    answer = client.try_decide(key, item)
    assert answer.status_code == 409
    assert "version 2 of the draft came in and is being checked" in answer.json()["error"]


@pytest.mark.parametrize("act", ["claim", "release"])
def test_claims_name_the_version_too(client: DeskClient, act: str) -> None:
    """A claim, a take-over or its end on what has moved on is refused."""
    key = client.open(DRAFT, SOURCE)
    seen = client.item(key, "Piet Lund")
    if act == "release":
        seen = client.ok(client.claim(key, seen, "BB"))["item"]
        client.decide(key, seen, "wrong", initials="BB")
    else:
        client.decide(key, seen, "wrong", initials="AA")
    answer = client.claim(key, seen, "BB", act, take_over=True)
    assert answer.status_code == 409
    assert "changed this fact" in answer.json()["error"]
    assert answer.json()["item"]["status"] == "wrong"


def test_take_over_is_of_the_claim_that_was_seen(client: DeskClient) -> None:
    """Who means to take over from one editor does not take over from the next."""
    key = client.open(DRAFT, SOURCE)
    seen = client.ok(client.claim(key, client.item(key, "Piet Lund"), "AA"))["item"]
    client.ok(client.claim(key, seen, "CC", take_over=True))
    answer = client.claim(key, seen, "BB", take_over=True)
    assert answer.status_code == 409
    assert answer.json()["error"].startswith("CC has claimed this fact since")


def test_new_problem_is_not_signed_off_unseen(client: DeskClient) -> None:
    """A decision made on the page from before a contradicting source is refused, and says so."""
    key = client.open(DRAFT)
    seen = client.item(key, "40 workers")
    client.new_source(key, SOURCE)
    answer = client.try_decide(key, seen, "confirmed")
    assert answer.status_code == 409
    assert answer.json()["error"].startswith("the checks report a new problem of this fact")
    assert client.item(key, "Piet Lund")["version"] == 1, "of that nothing new is said"


def test_signature_is_of_what_was_seen(client: DeskClient) -> None:
    """What another decided after the signer looked is not signed; one's own decisions are."""
    key = client.open(DRAFT, SOURCE)
    client.settle(key)
    change = client.story(key)["story"]["change"]
    item = client.decide(key, client.item(key, "Piet Lund"), "stet", initials="AA")["item"]
    path = f"/api/stories/{key}/signature?draft=1&change={change}"
    refused = client.http.post(path, json={"initials": "CH"})
    assert refused.status_code == 409
    assert refused.json()["error"].startswith("AA decided on “Piet Lund” since you looked")
    assert client.http.post(path.partition("&")[0], json={"initials": "CH"}).status_code == 422
    client.ok(client.http.post(path, json={"initials": "AA"}))
    assert client.decide(key, item, "stet", note="known", initials="AA")
    assert client.story(key)["story"]["signed_by"] == "AA"


def test_second_signature_is_told_of_the_first(client: DeskClient) -> None:
    """Who signs what another signed meanwhile is told so, and the signature stays theirs."""
    key = client.open(DRAFT, SOURCE)
    client.settle(key)
    client.ok(client.sign(key, initials="CH"))
    answer = client.sign(key, initials="MW")
    assert answer.status_code == 409
    assert answer.json()["error"].startswith("CH signed this version on ")
    assert client.story(key)["story"]["signed_by"] == "CH"


def test_source_is_not_signed_before_it_is_checked(
    desk: Desk, client: DeskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between a new source and the end of its checks nothing can be signed."""
    key = client.open(DRAFT)
    client.settle(key)
    monkeypatch.setattr(type(desk.runner), "check", lambda *_, **__: None)
    given = {"document": {"text": SOURCE, "name": "wire.txt"}, "initials": "AB"}
    client.ok(client.http.post(f"/api/stories/{key}/sources", json=given))
    answer = client.sign(key)
    assert answer.status_code == 409
    assert "the checks have not finished" in answer.json()["error"]


def test_marks_in_a_source_say_what_the_checks_say(client: DeskClient) -> None:
    """A place that contradicts is marked as one that differs, one that bears out as a match."""
    key = client.open(DRAFT, SOURCE)
    for words, state in (("40 workers", "differs"), ("12 tonnes", "matches")):
        item = client.item(key, words)
        for path in (f"/sources/1?item={item['id']}", "/sources/1"):
            page = client.http.get(f"/stories/{key}{path}").text
            marks = re.findall(r'class="m s-([\w-]+)[^>]*>([^<]*)', page)
            assert state in [s for s, shown in marks if words.split()[0] in shown], (words, path)


def test_initials_of_the_start_are_filled_in(sqlite_url: str) -> None:
    """Who started the desk finds the initials in its pages, until a browser says otherwise."""
    desk = Desk.open(sqlite_url, initials="ED")
    app = create_app(desk, rules_for("127.0.0.1", token=None))
    client = DeskClient(TestClient(app, base_url="http://127.0.0.1"))
    key = client.open(DRAFT, SOURCE)
    assert 'id="initials" value="ED"' in client.http.get(f"/stories/{key}").text
    send_form(client, key, client.item(key, "12 tonnes"), status="stet", initials="Åsa B")
    assert 'id="initials" value="Åsa B"' in client.http.get(f"/stories/{key}").text
    desk.close()


def test_run_under_way_is_seen_by_every_desk(url: str) -> None:
    """A run is told as at work on every desk for as long as its process holds it, and no longer."""
    is_asked, may_answer = threading.Event(), threading.Event()

    def slow(messages: Sequence[Message], wanted: dict[str, Any]) -> dict[str, Any]:
        is_asked.set()
        may_answer.wait(60)
        return faithful(messages, wanted)

    desk = Desk.open(url, model=FunctionClient(slow))
    app = create_app(desk, rules_for("127.0.0.1", token=None))
    client = DeskClient(TestClient(app, base_url="http://127.0.0.1"))
    key = client.open(DRAFT, SOURCE)
    desk.runner.ask(key)
    assert is_asked.wait(60)
    second = Desk.open(url)
    states = [run.state for run in second.view(key).runs if run.kind == "model"]
    assert states == ["running"]
    may_answer.set()
    until = time.monotonic() + 600
    while desk.runner.is_running(key, "model"):
        assert time.monotonic() < until
        time.sleep(0.01)
    assert [run.state for run in second.view(key).runs if run.kind == "model"] == ["done"]
    second.close()
    desk.close()
