"""The second opinion at the desk: what a model reads in sentences stands on the checklist."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import pytest
from fakes import Answer, FunctionClient, faithful
from starlette.testclient import TestClient

from extractor.llm.client import Message
from extractor.review.app import create_app
from extractor.review.desk import Desk
from extractor.review.safety import rules_for
from extractor.schemas.document import Document
from extractor.schemas.opinion import YesNoAnswer
from review.desks import DeskClient
from review.test_model_at_the_desk import Awaited, wait_for

SOURCE = (
    "The harbour master Ida Holm fined the skipper Lars Brandt on Monday. "
    "The ferry Marlo had left the quay without a pilot.\n"
)
TURNED = "The harbour master Ida Holm pardoned the skipper Lars Brandt."
DRAFT = f"{TURNED} The ferry Marlo had no pilot on leaving the quay.\n"


def reading(*wrong: str) -> Answer:
    """No of these sentences, yes of others, and no facts."""
    return reading_of(list(wrong))


def reading_of(wrong: list[str]) -> Answer:
    """The same of a list that may change."""

    def answer(messages: Sequence[Message], wanted: dict[str, Any]) -> dict[str, Any]:
        if "says" not in wanted:
            return faithful(messages, wanted)
        draft = messages[-1]["content"].split("Draft:\n")[1]
        is_doubted = any(each in draft for each in wrong)
        return {"says": "no" if is_doubted else "yes", "log_odds": -4.0 if is_doubted else 4.0}

    return answer


def opened(url: str, model: FunctionClient) -> tuple[DeskClient, str, Desk]:
    """A desk with the story, the model not asked yet."""
    desk = Desk.open(url, model=model)
    http = TestClient(
        create_app(desk, rules_for("127.0.0.1", token=None)), base_url="http://127.0.0.1"
    )
    client = DeskClient(http)
    return client, client.open(DRAFT, SOURCE), desk


def ask(client: DeskClient, key: str, desk: Desk) -> None:
    """Press "Ask the model", and wait for the end."""
    client.ok(client.http.post(f"/api/stories/{key}/ask", json={"initials": "AB"}))
    wait_for(lambda: not any(desk.runner.is_running(key, kind) for kind in ("model", "checks")))


def claims(client: DeskClient, key: str) -> list[str]:
    """The sentences of which a model says that the source does not bear them out."""
    items = client.story(key)["items"]
    found = []
    for item in items:
        page = client.get(f"/stories/{key}/items/{item['id']}")
        if "claim.not_stated" in json.dumps(page):
            found.append(item["words"])
    return found


def test_sentence_that_the_model_doubts_asks_for_an_eye(url: str) -> None:
    """It stands on the checklist as a look with the model's words, and the page of it shows the
    sentence of the source; what it finds borne out does not."""
    client, key, desk = opened(url, FunctionClient(reading("pardoned")))
    assert claims(client, key) == []
    ask(client, key, desk)
    assert claims(client, key) == [TURNED]
    item = client.item(key, TURNED)
    assert (item["need"], item["status"]) == ("look", "to_check")
    page = json.dumps(client.get(f"/stories/{key}/items/{item['id']}"))
    assert "Ida Holm fined the skipper Lars Brandt" in page
    run = next(run for run in client.story(key)["story"]["runs"] if run["kind"] == "model")
    assert run["state"] == "done"
    assert any("2 sentences: 2 read by local:function" in note for note in run["notes"])
    desk.close()


def test_what_the_model_doubts_stays_while_the_sources_are_the_same(url: str) -> None:
    """Checked again it is there with its sign-off; with another source, of which the model has said
    nothing, it is gone, and comes back with what a new answer says."""
    client, key, desk = opened(url, FunctionClient(reading("pardoned")))
    ask(client, key, desk)
    client.decide(key, client.item(key, TURNED))
    client.ok(client.http.post(f"/api/stories/{key}/check", json={"initials": "AB"}))
    wait_for(lambda: not desk.runner.is_running(key, "checks"))
    assert claims(client, key) == [TURNED]
    assert client.item(key, TURNED)["status"] == "confirmed"
    desk.add_sources(key, [Document(text="The quay is closed.\n")], who="AB")
    wait_for(lambda: not desk.runner.is_running(key, "checks"))
    assert claims(client, key) == []
    ask(client, key, desk)
    assert claims(client, key) == [TURNED]
    desk.close()


def test_new_answer_takes_the_place_of_the_old_one(url: str) -> None:
    """A sentence that the model finds borne out at last is off the list of doubts."""
    doubted = ["pardoned"]
    client, key, desk = opened(url, FunctionClient(reading_of(doubted)))
    ask(client, key, desk)
    assert claims(client, key) == [TURNED]
    doubted.clear()
    ask(client, key, desk)
    assert claims(client, key) == []
    desk.close()


def test_stopped_model_keeps_what_it_doubts(url: str) -> None:
    """What it had read when somebody stopped it stands on the checklist."""
    holder: list[Desk] = []
    keys: list[str] = []

    def stops(messages: Sequence[Message], wanted: dict[str, Any]) -> dict[str, Any]:
        if "pardoned" not in messages[-1]["content"].split("Draft:\n")[1]:
            holder[0].stop(keys[0], who="AB")
        return reading("pardoned")(messages, wanted)

    client, key, desk = opened(url, Awaited(stops))
    holder.append(desk)
    keys.append(key)
    ask(client, key, desk)
    run = next(run for run in client.story(key)["story"]["runs"] if run["kind"] == "model")
    assert run["state"] == "stopped"
    assert claims(client, key) == [TURNED]
    desk.close()


def test_model_is_asked_about_sentences_only_with_sources(url: str) -> None:
    """A story without a source has nothing to hold its sentences against."""
    model = FunctionClient(reading("pardoned"))
    desk = Desk.open(url, model=model)
    key = desk.add_story(Document(text=DRAFT), [], who="AB")
    desk.ask(key)
    wait_for(lambda: not desk.runner.is_running(key, "model"))
    assert model.shapes
    assert YesNoAnswer not in model.shapes
    desk.close()


@pytest.mark.parametrize("sources", [(), (SOURCE,)])
def test_grounding_model_is_asked_for_no_facts(url: str, sources: tuple[str, ...]) -> None:
    """A model that was made to say yes or no of a sentence is asked nothing else; without a source
    the desk says what is missing."""
    model = FunctionClient(
        lambda messages, wanted: {"says": "yes"}, model="ollama:bespoke-minicheck"
    )
    desk = Desk.open(url, model=model)
    key = desk.add_story(Document(text=DRAFT), [Document(text=each) for each in sources], who="AB")
    desk.ask(key)
    wait_for(lambda: not any(desk.runner.is_running(key, kind) for kind in ("model", "checks")))
    assert set(model.shapes) == ({YesNoAnswer} if sources else set())
    (run,) = [run for run in desk.view(key).runs if run.kind == "model"]
    assert run.state == "done"
    assert any("attach one" in note for note in run.notes) is not bool(sources)
    desk.close()
