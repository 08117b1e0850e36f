"""How servers answer, each by its name: in which form, with what refused, and in whose words."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from answering_server import Answer, answering, called, refused, said

from extractor import Options, Report, extract
from extractor.errors import ExtractorError, QuotaSpentError, SchemaRefusedError

pytestmark = pytest.mark.server

STORY = "About 1,200 people came to the fair."
FACT = {"statement": STORY, "when": None, "where": None, "attributed_to": None}
GOOD = json.dumps({"f1": FACT})

Says = Callable[[dict[str, Any]], Answer]


def ask(answer: Says, story: str = STORY, **options: Any) -> tuple[list[dict[str, Any]], Report]:
    """The calls that one story took, and its report."""
    with answering(answer) as server:
        chosen = Options(base_url=server.base_url, retry_limit_s=2, max_repairs=0, **options)
        report = extract(story, model="openai:small", options=chosen)
    return server.calls, report


FORMS: dict[str, Answer] = {
    "plain JSON": said(GOOD),
    "reasoning_content and no content": said(None, reasoning_content=GOOD),
    "reasoning and empty content": said("", reasoning=GOOD),
    "thoughts before it": said("<think>Two? No, one.</think>" + GOOD),
    "thoughts with a draft in them": said("<think>" + json.dumps({"f1": 1}) + "</think>" + GOOD),
    "thoughts whose beginning is cut away": said("One figure.</think>\n" + GOOD),
    "thoughts beside it": said(GOOD, reasoning_content="One figure."),
    "a fenced block": said(f"```json\n{GOOD}\n```"),
    "a fenced block in prose": said(f"Here it is:\n```\n{GOOD}\n```\nAnything else?"),
    "a sentence before it": said("Sure! " + GOOD),
    "a byte order mark": said("\ufeff" + GOOD),
    "a list of one": said(f"[{GOOD}]"),
    "a trailing comma": said(GOOD[:-1] + ",}"),
    "a trailing comma inside": said(GOOD.replace("null}", "null,}")),
    "a line break in a string": said(GOOD.replace("came to", "came\nto")),
    "a key too many": said(GOOD[:-1] + ', "note": "x"}'),
    "a key too many inside": said(GOOD.replace('"when"', '"unit": "people", "when"')),
    "optional keys left out": said(json.dumps({"f1": {"statement": STORY}})),
    "NaN for null": said(GOOD.replace("null", "NaN")),
    "the same twice": said(GOOD + "\n" + GOOD),
    "content in parts": said([{"type": "text", "text": GOOD}]),
    "a function call": called(GOOD),
    "a function call with an object": called({"f1": FACT}),
    "a function call written out": said(json.dumps({"name": "Answer", "arguments": {"f1": FACT}})),
    "the older function call": said(None, function_call={"name": "Answer", "arguments": GOOD}),
}


@pytest.mark.parametrize("form", FORMS)
def test_an_answer_is_read_wherever_it_stands(form: str) -> None:
    """One call gives the fact, in whatever form the server or the model puts it."""
    calls, report = ask(lambda _: FORMS[form])
    assert [" ".join(fact.statement.split()) for fact in report.facts] == [STORY]
    assert len(calls) == 1


OTHER = GOOD.replace("1,200", "1,300")

UNUSABLE: dict[str, Answer] = {
    "no JSON": said("I found one figure."),
    "nothing": said(""),
    "an object of something else": said('{"error": "busy"}'),
    "a part of it missing": said(json.dumps({"f1": {"when": None}})),
    "a number for a text": said(json.dumps({"f1": {**FACT, "statement": 1200}})),
    "an object that breaks off": said(GOOD[:-1]),
    "two different answers": said(f"{GOOD}\nNo, rather:\n{OTHER}"),
    "no object inside": said('{"f1": null}'),
}


@pytest.mark.parametrize("form", UNUSABLE)
def test_content_is_never_mended(form: str) -> None:
    """What is missing, contradictory or of another kind is no answer: it is asked again, and then
    the story's own sentence stands for it."""
    calls, report = ask(lambda _: UNUSABLE[form])
    assert [(fact.worded_by, fact.statement) for fact in report.facts] == [("story", STORY)]
    assert [each.failure for each in report.passages] == ["invalid_answer"]
    assert len(calls) == 2


def test_the_later_of_two_keys_is_held_against_the_story() -> None:
    """A doubled key is read as JSON has it, the last; the check sees the wrong figure, a slip."""
    _, report = ask(lambda _: said(GOOD[:-1] + "," + OTHER[1:]))
    (slip,) = report.slips
    assert "1,300" in slip.message
    assert [(fact.worded_by, fact.statement) for fact in report.facts] == [("story", STORY)]


def without(*parts: str) -> Says:
    """A server that refuses a request with any of these parts, by name, and answers without."""

    def answer(body: dict[str, Any]) -> Answer:
        for part in parts:
            if part in body:
                return refused(400, f"Unrecognized request argument: {part}")
        return said(GOOD)

    return answer


def only_newer_limit(body: dict[str, Any]) -> Answer:
    """As OpenAI's reasoning models do."""
    if "max_tokens" in body:
        what = "'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead."
        return refused(400, what, code="unsupported_parameter", param="max_tokens")
    return said(GOOD)


def only_temperature_one(body: dict[str, Any]) -> Answer:
    """As they do, too."""
    if body.get("temperature", 1) != 1:
        return refused(400, "Unsupported value: 'temperature' does not support 0.0.")
    return said(GOOD)


def validator(body: dict[str, Any]) -> Answer:
    """As servers do that are built on FastAPI."""
    if "seed" in body:
        fault = {"type": "extra_forbidden", "loc": ["body", "seed"], "msg": "Extra inputs are"}
        return 422, {"detail": [fault]}
    return said(GOOD)


def validator_in_a_string(body: dict[str, Any]) -> Answer:
    """As Mistral does."""
    if "seed" in body:
        fault = {"detail": [{"type": "extra_forbidden", "loc": ["body", "seed"], "msg": "no"}]}
        return 422, {"object": "error", "message": json.dumps(fault), "code": "1000"}
    return said(GOOD)


def limited(body: dict[str, Any]) -> Answer:
    """A model whose answers are short."""
    if body.get("max_tokens", 0) > 150:
        return refused(400, "max_tokens is too large: 500. This model supports at most 150.")
    return said(GOOD)


def sullen(body: dict[str, Any]) -> Answer:
    """A server that refuses and does not say what."""
    if "seed" in body or "response_format" in body:
        return 400, {}
    return said("```json\n" + GOOD + "\n```")


LEARNED: dict[str, tuple[Says, int, dict[str, Any]]] = {
    # what the server does: answers, calls of the first story, what the record then says
    "takes all": (lambda _: said(GOOD), 1, {}),
    "no seed": (without("seed"), 2, {"left_out": ["seed"]}),
    "no temperature": (without("temperature"), 2, {"left_out": ["temperature"]}),
    "temperature 1 only": (only_temperature_one, 2, {"left_out": ["temperature"]}),
    "neither": (without("seed", "temperature"), 3, {"left_out": ["seed", "temperature"]}),
    "the newer limit": (only_newer_limit, 2, {"left_out": ["max_tokens"]}),
    "a low limit": (limited, 2, {}),
    "a validator": (validator, 2, {"left_out": ["seed"]}),
    "a validator in a string": (validator_in_a_string, 2, {"left_out": ["seed"]}),
    "no response_format": (without("response_format"), 3, {"answers_as": "tools"}),
    "no word why": (sullen, 2, {"answers_as": "text", "left_out": ["seed", "temperature"]}),
    "no form but text": (without("response_format", "tools"), 4, {"answers_as": "text"}),
}


@pytest.mark.parametrize("server", LEARNED)
def test_what_a_server_refuses_is_left_out_and_remembered(server: str) -> None:
    """The first story finds out what is refused; the second asks right at once; both say it."""
    answer, calls, noted = LEARNED[server]
    with answering(answer) as asked:
        options = Options(base_url=asked.base_url, retry_limit_s=2, max_repairs=0)
        first = extract(STORY, model="openai:small", options=options)
        assert len(asked.calls) == calls
        second = extract(STORY, model="openai:small", options=options)
        assert len(asked.calls) == calls + 1
    for report in (first, second):
        assert [fact.statement for fact in report.facts] == [STORY]
        told = report.run.parameters
        assert {name: told[name] for name in ("answers_as", "left_out") if name in told} == noted


def test_a_server_that_ignores_the_schema_is_shown_it_in_the_prompt() -> None:
    """After an answer that does not fit, the next way of asking puts the schema into the words."""

    def answer(body: dict[str, Any]) -> Answer:
        has_schema = '"statement"' in body["messages"][0]["content"]
        return said(GOOD if has_schema else '{"figure": "1,200"}')

    calls, report = ask(answer)
    assert [fact.statement for fact in report.facts] == [STORY]
    assert [call["response_format"]["type"] for call in calls] == ["json_schema", "json_object"]


def test_one_bad_answer_of_a_server_that_knows_schemas_changes_nothing() -> None:
    """Once an answer has come in a form, a later one that does not fit is the model's slip."""
    answers = iter([said(GOOD), said("no"), said(GOOD)])
    with answering(lambda _: next(answers)) as asked:
        options = Options(base_url=asked.base_url, max_repairs=0)
        for _ in range(2):
            extract(STORY, model="openai:small", options=options)
    assert {call["response_format"]["type"] for call in asked.calls} == {"json_schema"}


def thinks(at_least: int, **thoughts: str) -> Says:
    """A model that thinks so many tokens before it answers."""

    def answer(body: dict[str, Any]) -> Answer:
        limit = body["max_tokens"]
        return said(GOOD, **thoughts) if limit > at_least else said("", "length", **thoughts)

    return answer


@pytest.mark.parametrize(
    "thoughts",
    [{"reasoning_content": "Hm."}, {"reasoning": "Hm."}],
    ids=["reasoning_content", "reasoning"],
)
def test_a_model_that_thinks_gets_room(thoughts: dict[str, str]) -> None:
    """An answer cut off in thought is asked for once more with room, which is remembered."""
    with answering(thinks(2_000, **thoughts)) as asked:
        options = Options(base_url=asked.base_url, max_repairs=0)
        reports = [extract(STORY, model="openai:small", options=options) for _ in range(2)]
    assert [len(report.facts) for report in reports] == [1, 1]
    assert len(asked.calls) == 3
    assert reports[0].run.completion_tokens == 18, "what was cut off is paid for"


def test_thinking_without_end_is_named() -> None:
    """A model that thinks past any room fails once, and the line says what to raise."""
    calls, report = ask(thinks(1_000_000, reasoning_content="Hm."))
    [passage] = report.passages
    assert (passage.failure, len(calls)) == ("truncated", 2)
    assert "--max-tokens" in (passage.reason or "")


def test_the_limit_that_was_chosen_is_kept() -> None:
    """With `max_tokens` nothing is added for thinking."""
    calls, _ = ask(thinks(1_000_000, reasoning_content="Hm."), max_tokens=700)
    assert [call["max_tokens"] for call in calls] == [700]


def test_options_reach_the_server() -> None:
    """Temperature, seed, limit and what else is wanted stand in the request."""
    calls, report = ask(
        lambda _: said(GOOD),
        temperature=0.7,
        seed=None,
        max_tokens=900,
        extra_body={"reasoning_effort": "low"},
    )
    [call] = calls
    assert (call["temperature"], call["max_tokens"], call["reasoning_effort"]) == (0.7, 900, "low")
    assert "seed" not in call
    assert report.run.parameters["extra_body"] == {"reasoning_effort": "low"}


FAILURES: dict[str, tuple[Answer, str, str, int]] = {
    # what comes: the answer, the failure's name, words that the reason has, most calls
    "filter, 400": (
        refused(400, "Filtered by policy.", code="content_filter"),
        "filtered",
        "Filtered by policy.",
        1,
    ),
    "filter, in Azure's inner error": (
        refused(400, "Not now.", innererror={"code": "ResponsibleAIPolicyViolation"}),
        "filtered",
        "Not now.",
        1,
    ),
    "filter, 200": (said(None, "content_filter"), "filtered", "content filter", 1),
    "moderation, 403": (refused(403, "Flagged by moderation."), "filtered", "Flagged", 1),
    "refusal": (
        said(None, refusal="I can't help with that."),
        "declined",
        "I can't help with that.",
        1,
    ),
    "context length": (
        refused(400, "maximum context length is 2048 tokens", code="context_length_exceeded"),
        "too_long",
        "maximum context length is 2048 tokens",
        1,
    ),
    "error in a 200": (
        (200, {"choices": None, "error": {"message": "Provider is down", "code": 400}}),
        "provider",
        "Provider is down",
        2,
    ),
    "error in a choice": (
        (200, {"choices": [{"error": {"message": "Flagged input", "code": 403}}]}),
        "filtered",
        "Flagged input",
        1,
    ),
}


@pytest.mark.parametrize("case", FAILURES)
def test_a_failure_is_named_in_the_servers_words(case: str) -> None:
    """A story of one passage still gives its report, and says why the passage has no facts."""
    answer, failure, words, most_calls = FAILURES[case]
    if failure == "provider":
        with pytest.raises(SchemaRefusedError, match=words):
            ask(lambda _: answer)
        return
    calls, report = ask(lambda _: answer)
    [passage] = report.passages
    assert passage.failure == failure
    assert words in (passage.reason or "")
    assert len(calls) <= most_calls
    assert [row.status for row in report.ledger] == ["unclaimed"], (
        "the figure is shown all the same"
    )


BUSY: dict[str, Answer] = {
    "429": refused(429, "Slow down, please."),
    "error 429 in a 200": (200, {"error": {"message": "Slow down, please.", "code": 429}}),
    "overloaded, without a number": (
        200,
        {"error": {"message": "Slow down, please.", "type": "overloaded_error"}},
    ),
}


@pytest.mark.parametrize("case", BUSY)
def test_a_busy_server_is_waited_for_and_quoted(case: str) -> None:
    """It is asked again for as long as the limit says, and its words are told in the end."""
    calls, report = ask(lambda _: BUSY[case])
    [passage] = report.passages
    assert passage.failure == "time_limit"
    assert "Slow down, please." in (passage.reason or "")
    assert len(calls) > 1


@pytest.mark.parametrize(
    "answer",
    [
        refused(429, "You exceeded your current quota.", code="insufficient_quota"),
        refused(429, "You exceeded your current quota, please check your plan."),
        refused(400, "Your credit balance is too low to access the API."),
        refused(402, "Insufficient credits."),
        (200, {"error": {"message": "Insufficient credits.", "code": 402}}),
    ],
    ids=range(5),
)
def test_a_spent_account_stops_at_once(answer: Answer) -> None:
    """No patience brings money: one call, and the server's words."""
    with answering(lambda _: answer) as asked, pytest.raises(QuotaSpentError) as caught:
        extract(STORY, model="openai:small", options=Options(base_url=asked.base_url))
    assert len(asked.calls) == 1
    words = answer[1]["error"]["message"].rstrip(".")
    assert words in str(caught.value)


def test_a_passage_too_long_for_the_model_is_asked_about_in_parts() -> None:
    """Both halves give their facts, under the keys of the whole passage."""
    counts = [1200 + number for number in range(8)]
    story = " ".join(
        f"On day {number}, {count:,} people came to the fair in the old harbour town, as the "
        "organisers had hoped when they opened it."
        for number, count in enumerate(counts, 1)
    )

    def answer(body: dict[str, Any]) -> Answer:
        words = body["messages"][-1]["content"]
        if len(words) > 900:
            return refused(400, "prompt is too long", code="context_length_exceeded")
        listed = [line for line in words.split("Items:")[1].splitlines() if line.startswith("f")]
        items = dict(line.split(": ", 1) for line in listed)
        return said(
            json.dumps({key: {"statement": f"{each} came."} for key, each in items.items()})
        )

    calls, report = ask(answer, story)
    assert [each.status for each in report.passages] == ["ok"] * len(report.passages)
    told = {int(figure.value) for fact in report.facts for figure in fact.figures if figure.value}
    assert told >= set(counts)
    assert len({fact.id for fact in report.facts}) == len(report.facts)
    claimed = [row for row in report.ledger if row.figure and row.figure.value in counts]
    assert [row.status for row in claimed] == ["claimed"] * len(counts)
    assert len(calls) > 1


def test_orders_in_a_servers_words_reach_no_terminal() -> None:
    """Control characters and line breaks of an error are taken out of the line."""
    with (
        answering(lambda _: refused(418, "no\x1b[31m\nred")) as asked,
    ):
        options = Options(base_url=asked.base_url)
        try:
            report = extract(STORY, model="openai:small", options=options)
            words = report.passages[0].reason or ""
        except ExtractorError as error:
            words = str(error)
    assert "no" in words
    assert words.isprintable()
