"""The model at the desk: what it says comes as it is found, and decides nothing."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from fakes import FunctionClient, faithful
from starlette.testclient import TestClient

from extractor.errors import UnreachableError
from extractor.llm.client import AnswerT, Client, Message, Reply
from extractor.llm.waits import note_wait
from extractor.review.app import create_app
from extractor.review.desk import Desk
from extractor.review.refusals import WrongStateError
from extractor.review.safety import rules_for
from extractor.review.story_list import list_stories
from extractor.review.story_records import StoryFilter, StorySummary
from extractor.schemas.document import Document
from review.desks import DRAFT, SECOND, SOURCE, DeskClient

LONG = (
    DRAFT
    + "\n"
    + "\n\n".join(
        f"In ward {n} the council counted {n * 7 + 500} lamps last year, officials said. " * 4
        for n in range(2, 14)
    )
)
"""A story of several passages."""


def with_statement(messages: Sequence[Message], wanted: dict[str, Any]) -> dict[str, Any]:
    """An answer with one fact of its own, which has no figure."""
    fact = {"quote": "refused to resign", "statement": "He stays.", "attributed_to": None}
    return {**faithful(messages, wanted), "facts": [fact]}


class Awaited(FunctionClient):
    """Answers after a moment, as everything behind a network does."""

    async def ask(
        self, messages: Sequence[Message], answer: type[AnswerT], *, max_tokens: int
    ) -> Reply[AnswerT]:
        """What the function says, a moment later."""
        await asyncio.sleep(0.02)
        return await super().ask(messages, answer, max_tokens=max_tokens)


def asked(url: str, model: Client, *, draft: str = DRAFT) -> tuple[DeskClient, str, Desk]:
    """A desk on which the model was asked about a story, once it has answered."""
    desk = Desk.open(url, model=model)
    http = TestClient(
        create_app(desk, rules_for("127.0.0.1", token=None)), base_url="http://127.0.0.1"
    )
    client = DeskClient(http)
    key = client.open(draft, SOURCE)
    client.ok(client.http.post(f"/api/stories/{key}/ask", json={"initials": "AB"}))
    wait_for(lambda: not desk.runner.is_running(key, "model"))
    return client, key, desk


def wait_for(happens: Callable[[], bool]) -> None:
    """Wait until it does, but not for ever."""
    until = time.monotonic() + 600
    while not happens():
        assert time.monotonic() < until
        time.sleep(0.01)


def test_facts_of_the_model_stand_at_their_items(url: str) -> None:
    """What the model says of a figure is shown with the figure; its verdicts stay the checks'."""
    client, key, desk = asked(url, FunctionClient(faithful))
    run = next(run for run in client.story(key)["story"]["runs"] if run["kind"] == "model")
    assert (run["state"], run["model"]) == ("done", "local:function")
    assert run["asked"] == run["answered"] > 0
    item = client.item(key, "12 tonnes")
    page = client.get(f"/stories/{key}/items/{item['id']}")
    assert [told["fact"]["statement"] for told in page["facts"]] == ["There were 12 tonnes."]
    assert (item["need"], item["status"]) == ("match", "to_check")
    desk.close()


def test_statement_of_the_model_stands_at_its_sentence(url: str) -> None:
    """A fact without a figure that the model found is shown with the sentence that it is from."""
    draft = "The mayor refused to resign, and the council went home.\n"
    client, key, desk = asked(url, FunctionClient(with_statement), draft=draft)
    item = client.item(key, "refused to resign")
    assert item["kind"] == "claim"
    page = client.get(f"/stories/{key}/items/{item['id']}")
    assert page["facts"][0]["fact"]["statement"] == "He stays."
    client.decide(key, item)
    client.ok(client.http.post(f"/api/stories/{key}/check", json={"initials": "AB"}))
    wait_for(lambda: not desk.runner.is_running(key, "checks"))
    assert client.item(key, "refused to resign")["status"] == "confirmed"
    desk.close()


def test_waits_of_the_model_are_told_while_it_waits(url: str) -> None:
    """The page says why the model gives nothing for now; once it goes on, that is gone."""
    busy = "The server answers 503: trying again in 60 s."
    seen: list[list[str]] = []
    desk: list[Desk] = []

    def told() -> list[str]:
        (story,) = stories_on(desk[0])
        return [note for run in desk[0].view(story.key).runs for note in run.notes]

    def waiting(messages: Sequence[Message], wanted: dict[str, Any]) -> dict[str, Any]:
        note_wait(60.0, busy)
        seen.append(told())
        return faithful(messages, wanted)

    desk.append(Desk.open(url, model=FunctionClient(waiting)))
    desk[0].add_story(Document(text=DRAFT), [], who="AB")
    (story,) = stories_on(desk[0])
    desk[0].ask(story.key)
    wait_for(lambda: not desk[0].runner.is_running(story.key, "model"))
    assert seen[0] == [busy]
    assert told() == []
    desk[0].close()


def stories_on(desk: Desk) -> tuple[StorySummary, ...]:
    """The stories that are on a desk."""
    with desk.database.reading() as session:
        return list_stories(session, StoryFilter()).stories


def test_facts_come_while_the_model_works(url: str) -> None:
    """What one passage gave can be read before the next is answered."""
    seen: list[int] = []
    holder: list[tuple[DeskClient, str]] = []

    def slow(messages: Sequence[Message], wanted: dict[str, Any]) -> dict[str, Any]:
        if holder:
            client, key = holder[0]
            lines = client.get(f"/stories/{key}/history")["entries"]
            seen.append(sum(len(line["detail"].get("items", [])) for line in lines))
        return faithful(messages, wanted)

    desk = Desk.open(url, model=Awaited(slow))
    app = create_app(desk, rules_for("127.0.0.1", token=None))
    client = DeskClient(TestClient(app, base_url="http://127.0.0.1"))
    key = client.open(LONG)
    holder.append((client, key))
    desk.runner.ask(key)
    wait_for(lambda: not desk.runner.is_running(key, "model"))
    assert seen[0] == 0
    assert seen[-1] > 0
    desk.close()


def test_model_that_fails_says_so(url: str) -> None:
    """A server that is not there leaves the story as it was, with the reason on the page."""

    def refuse(messages: Sequence[Message], wanted: dict[str, Any]) -> dict[str, Any]:
        raise UnreachableError("nothing answers at http://model.example")

    client, key, desk = asked(url, FunctionClient(refuse))
    run = next(run for run in client.story(key)["story"]["runs"] if run["kind"] == "model")
    assert run["state"] == "failed"
    assert run["notes"] == ["nothing answers at http://model.example"]
    desk.close()


def test_answer_for_an_old_version_is_not_kept(url: str) -> None:
    """Facts that the model found in a version that was replaced meanwhile are left out."""
    holder: list[tuple[DeskClient, str]] = []

    def late(messages: Sequence[Message], wanted: dict[str, Any]) -> dict[str, Any]:
        if holder:
            client, key = holder.pop()
            client.new_draft(key, SECOND)
        return faithful(messages, wanted)

    desk = Desk.open(url, model=FunctionClient(late))
    app = create_app(desk, rules_for("127.0.0.1", token=None))
    client = DeskClient(TestClient(app, base_url="http://127.0.0.1"))
    key = client.open(DRAFT, SOURCE)
    holder.append((client, key))
    desk.runner.ask(key)
    wait_for(lambda: not desk.runner.is_running(key, "model"))
    items = client.items(key)
    pages = [client.get(f"/stories/{key}/items/{item['id']}") for item in items]
    assert all(page["facts"] == [] for page in pages)
    desk.close()


def test_pages_hear_what_others_do(client: DeskClient, desk: Desk) -> None:
    """An open page is told of another editor's decision, and who is there; and goes on after."""
    key = client.open(DRAFT, SOURCE)
    item = client.item(key, "Piet Lund")
    last = client.get(f"/stories/{key}/history")["entries"][0]["id"]

    async def listen() -> list[dict[str, Any]]:
        heard: list[dict[str, Any]] = []
        following = desk.hub.follow(desk.database, key, after=last, who="CD", tab="t1")
        async for message in following:
            heard.append(message)
            if len(heard) == 1:
                await asyncio.to_thread(client.decide, key, item, "wrong")
            if any(item["id"] in message.get("items", []) for message in heard):
                break
        await following.aclose()  # type: ignore[attr-defined]  # it is a generator
        return heard

    heard = asyncio.run(asyncio.wait_for(listen(), 20))
    assert heard[0]["people"] == ["CD"]
    assert heard[-1]["items"] == [item["id"]]
    assert heard[-1]["reload"] is False
    assert heard[-1]["counts"]["total"] == client.story(key)["story"]["counts"]["total"]
    assert client.story(key)["story"]["people"] == [], "the page was closed"


@pytest.mark.parametrize("who", ["", "AB"])
def test_pages_hear_of_a_new_version(client: DeskClient, desk: Desk, who: str) -> None:
    """A new version tells open pages to read the story anew."""
    key = client.open(DRAFT, SOURCE)
    last = client.get(f"/stories/{key}/history")["entries"][0]["id"]
    client.new_draft(key, SECOND)

    async def first() -> dict[str, Any]:
        async for message in desk.hub.follow(desk.database, key, after=last, who=who, tab="t"):
            return message
        raise AssertionError

    assert asyncio.run(first())["reload"] is True


@pytest.mark.parametrize("is_here", [True, False])
def test_stopped_model_keeps_what_it_said(url: str, is_here: bool) -> None:
    """A run is stopped on its own desk at once, from another at its next step; a second reading
    does not write down the same fact twice."""
    holder: list[tuple[DeskClient, str, Desk]] = []

    def stopping(messages: Sequence[Message], wanted: dict[str, Any]) -> dict[str, Any]:
        if holder and holder[0][0].item(holder[0][1], "12 tonnes")["told"]:
            client, key, other = holder.pop()
            if is_here:
                client.ok(client.http.post(f"/api/stories/{key}/stop", json={"initials": "CD"}))
            else:
                other.stop(key, who="CD")
        return faithful(messages, wanted)

    desk, other = Desk.open(url, model=Awaited(stopping)), Desk.open(url)
    app = create_app(desk, rules_for("127.0.0.1", token=None))
    client = DeskClient(TestClient(app, base_url="http://127.0.0.1"))
    key = client.open(LONG)
    holder.append((client, key, other))
    desk.runner.ask(key)
    wait_for(lambda: not desk.runner.is_running(key, "model"))
    run = next(run for run in client.story(key)["story"]["runs"] if run["kind"] == "model")
    assert (run["state"], run["notes"]) == ("stopped", ["what it had said by then is kept"])
    assert run["answered"] < run["asked"]
    item = client.item(key, "12 tonnes")
    assert item["told"] == 1
    lines = client.get(f"/stories/{key}/history")["entries"]
    assert ("CD", "stop") in [(line["who"], line["what"]) for line in lines]
    desk.ask(key)
    wait_for(lambda: not desk.runner.is_running(key, "model"))
    items = client.items(key)
    assert all(each["told"] == 1 for each in items if "lamps" in each["words"])
    assert client.item(key, "12 tonnes")["told"] == 1
    other.close()
    desk.close()


def test_model_that_waits_for_its_turn_is_told_and_stopped(url: str) -> None:
    """A story that is next says so on its page, and can be taken out before it is read."""
    may_end = threading.Event()

    def slow(messages: Sequence[Message], wanted: dict[str, Any]) -> dict[str, Any]:
        assert may_end.wait(60)
        return faithful(messages, wanted)

    desk = Desk.open(url, model=FunctionClient(slow))
    http = TestClient(
        create_app(desk, rules_for("127.0.0.1", token=None)), base_url="http://127.0.0.1"
    )
    client = DeskClient(http)
    keys = [client.open(DRAFT) for _ in range(3)]
    for key in keys:
        desk.ask(key)
    wait_for(lambda: sum(not desk.runner.is_waiting(key) for key in keys) == 2)
    (last,) = (key for key in keys if desk.runner.is_waiting(key))
    page = http.get(f"/stories/{last}/runs", headers={"Accept": "text/html"}).text
    assert "still reading another story" in page
    desk.stop(last, who="AB")
    assert not desk.runner.is_running(last, "model")
    with pytest.raises(WrongStateError, match="no model is reading this story"):
        desk.stop(last, who="AB")
    may_end.set()
    for key in keys:
        wait_for(lambda key=key: not desk.runner.is_running(key, "model"))  # type: ignore[misc]  # a default binds it
    assert [run for run in desk.view(last).runs if run.kind == "model"] == []
    desk.close()
