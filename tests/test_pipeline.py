"""One story from text to report, with a model made of a function."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from fakes import Answer, FunctionClient, faithful
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from extractor import (
    Document,
    Finished,
    Options,
    PassageDone,
    Report,
    Scanned,
    Span,
    UsageError,
    extract,
    extract_stream,
)
from extractor.errors import (
    InvalidAnswerError,
    KeyRefusedError,
    ModelMissingError,
    SchemaRefusedError,
    TimeLimitError,
    TruncatedAnswerError,
    UnreachableError,
)
from extractor.llm.client import Message
from extractor.llm.models import DEFAULT_MODEL

Conversation = Sequence[Message]
Wanted = dict[str, Any]

STORY = """Storm floods 40 homes in Dorsby

DORSBY, March 3, 2026 — A storm flooded at least 40 homes in Dorsby on Monday, the mayor said.

“We were lucky,” said Mayor Ada Finch. Two bridges are closed.

© 2026 Dorsby Post
"""

ONE_PARAGRAPH_EACH = Options(passage_chars=200, max_repairs=0)


def spans_in(value: object) -> list[Span]:
    """Every span anywhere in a report."""
    if isinstance(value, Span):
        return [value]
    if isinstance(value, BaseModel):
        return [
            span for name in type(value).model_fields for span in spans_in(getattr(value, name))
        ]
    if isinstance(value, tuple | list):
        return [span for each in value for span in spans_in(each)]
    if hasattr(value, "__dataclass_fields__"):
        return [s for name in value.__dataclass_fields__ for s in spans_in(getattr(value, name))]
    return []


def assert_every_span_holds(report: Report) -> None:
    """The promise that stands above all others."""
    text = report.document.text
    spans = spans_in(report)
    assert all(text[span.start : span.end] == span.text for span in spans)
    assert all(fact.span is None or fact.quote == fact.span.text for fact in report.facts)


def changed(key: str, **fields: object) -> Answer:
    """A model that answers faithfully but for some fields of one item, or all it says of it."""

    def answer(messages: Conversation, wanted: Wanted) -> Wanted:
        given = faithful(messages, wanted)
        if isinstance(given.get(key), dict):
            given[key] = {**given[key], **fields}
        elif key in given:
            given[key] = next(iter(fields.values()))
        return given

    return answer


def test_every_figure_is_claimed_or_set_aside() -> None:
    """Each figure and date of the story has a row, and the counts add up."""
    report = extract(STORY, model=FunctionClient(faithful))
    assert not report.problems
    ledger = report.ledger
    assert len(ledger) == sum(ledger.count(s) for s in ("claimed", "unclaimed", "set_aside"))
    claimed = [row.figure.phrase.text for row in ledger if row.figure and row.claimed_by]
    assert claimed == ["at least 40 homes", "Two bridges"]
    headline = [row.figure.phrase.text for row in ledger if row.set_aside == "headline"]  # type: ignore[union-attr]
    assert headline == ["40 homes"]
    assert not report.slips
    years = [row for row in ledger if row.set_aside == "copyright line"]
    assert [row.date.span.text for row in years if row.date] == ["2026"]
    assert_every_span_holds(report)


def test_dateline_gives_the_day_of_publication() -> None:
    """Without a day given, weekdays are read against the story's own dateline."""
    report = extract(STORY, model="none")
    monday = [row.date for row in report.ledger if row.date and "Monday" in row.date.span.text]
    assert [each.iso for each in monday] == ["2026-03-02"]
    later = Document(text=STORY, published=date(2026, 3, 11))
    again = extract(later, model="none").ledger
    assert [r.date.iso for r in again if r.date and "Monday" in r.date.span.text] == ["2026-03-09"]


FLOOD = (
    "A storm seen in Velm on Sunday flooded at least 40 homes in Dorsby on Monday. "
    "Two bridges are closed."
)


def large(answer: Answer) -> FunctionClient:
    """A model that is asked about each figure, and chooses among times and places."""
    return FunctionClient(answer, is_local=False)


@pytest.mark.parametrize(
    ("fields", "field", "said"),
    [
        ({"statement": "A storm flooded at least 47 homes."}, "statement", "47"),
        ({"statement": "A storm flooded at least 400 homes."}, "statement", "400"),
        ({"statement": "A storm flooded 40 homes."}, "statement", "40 homes"),
        ({"statement": "at least 40 homes"}, "statement", "at least 40 homes"),
        ({"when": "on Friday"}, "when", "on Friday"),
        ({"where": "Ottery"}, "where", "Ottery"),
    ],
)
def test_what_the_model_gets_wrong_is_a_slip_and_no_fact(
    fields: dict[str, str], field: str, said: str
) -> None:
    """A statement gives way to the story's own sentence, a field is emptied, and both are told."""
    model = large(changed("f1", **fields))
    report = extract(FLOOD, model=model, options=Options(max_repairs=0))
    slips = [slip for slip in report.slips if slip.fact == "1.f1"]
    assert [slip.field for slip in slips] == [field]
    assert said in (slips[0].said or "")
    (fact,) = [fact for fact in report.facts if fact.id == "1.f1"]
    assert fact.statement == FLOOD[: FLOOD.index(" Two")]
    assert fact.worded_by == ("story" if field == "statement" else "model")
    assert not {*fields.values()} & {*fact.details.values()}
    assert not report.problems
    assert_every_span_holds(report)


def test_figure_that_the_model_leaves_out_has_its_sentence() -> None:
    """A statement without one of its sentence's figures leaves no figure unclaimed."""
    story = "The ferry carried 312 people and 40 cars, the harbour said."
    model = FunctionClient(changed("s1", statement="The ferry carried 312 people."))
    report = extract(story, model=model)
    assert [fact.statement for fact in report.facts] == [story]
    assert [row.claimed_by for row in report.ledger] == [("1.s1",), ("1.s1",)]
    assert [slip.message for slip in report.slips] == ['The model said nothing of "40 cars".']


@pytest.mark.parametrize(
    ("statement", "worded_by"),
    [
        ("The old ferry ran aground on Monday.", "model"),
        ("The old ferry ran aground.", "model"),
        ("The ferry ran aground.", "story"),
        ("The crew ran aground on Monday.", "story"),
        ("The old ferry sank on Monday.", "story"),
        ("The old ferry", "story"),
        ("", "story"),
    ],
)
def test_small_model_may_only_shorten_a_sentence(statement: str, worded_by: str) -> None:
    """Words that it changes, moves or takes from the middle give way to the sentence itself."""
    story = "The old ferry ran aground on Monday, and its crew swam to the beach."
    report = extract(story + " It was dark by then.", model=FunctionClient(
        changed("s1", statement=statement)
    ))  # fmt: skip
    by_sentence = [fact for fact in report.facts if fact.quote.startswith("The old")]
    assert [fact.worded_by for fact in by_sentence][:1] == [worded_by]


def test_no_fact_twice() -> None:
    """What two answers say in the same words of the same sentence is one fact with both figures."""
    story = "The ferry carried 312 people and 40 cars."
    report = extract(story, model=large(faithful))
    assert [fact.statement for fact in report.facts] == [story]
    assert [figure.phrase.text for figure in report.facts[0].figures] == ["312 people", "40 cars"]


def test_failing_fact_is_put_to_the_model_again_and_mended() -> None:
    """A repair says what was wrong, asks about that item alone, and keeps what came out better."""
    wrong_once = changed("f1", where="Ottery")

    def answer(messages: Conversation, wanted: Wanted) -> Wanted:
        is_repair = "An earlier answer was wrong" in messages[-1]["content"]
        return (faithful if is_repair else wrong_once)(messages, wanted)

    model = large(answer)
    report = extract(FLOOD, model=model)
    assert not report.problems
    assert not report.slips
    repairs = [each for each in model.asked if "An earlier answer" in each[-1]["content"]]
    assert ["Ottery" in each[-1]["content"] for each in repairs] == [True]


def test_repairs_stop_at_their_budget() -> None:
    """A model that never learns is asked no more often than the budget allows."""
    model = large(changed("f1", where="Ottery"))
    report = extract(FLOOD, model=model, options=Options(max_repairs=1))
    assert sum("An earlier answer" in each[-1]["content"] for each in model.asked) == 1
    assert [slip.said for slip in report.slips] == ["Ottery"]


def test_answer_that_does_not_fit_is_asked_for_again_within_a_budget() -> None:
    """The re-ask carries the answer and what was wrong with it; then the passage fails by name."""

    def answer(messages: Conversation, wanted: Wanted) -> Wanted:
        raise InvalidAnswerError("the answer does not fit: f1: missing", raw="{}", prompt_tokens=7)

    model = FunctionClient(answer)
    report = extract(STORY, model=model, options=Options(max_reasks=2, max_repairs=0))
    failed = [passage for passage in report.passages if passage.status == "failed"]
    assert {(passage.failure, passage.reasks) for passage in failed} == {("invalid_answer", 2)}
    last = model.asked[2]
    assert [message["role"] for message in last] == [
        "system", "user", "assistant", "user", "assistant", "user", "assistant", "user",
    ]  # fmt: skip
    assert "f1: missing" in last[-1]["content"]
    assert report.run.prompt_tokens == 7 * report.run.calls


@pytest.mark.parametrize(
    ("error", "failure", "left"),
    [
        (TruncatedAnswerError("cut off"), "truncated", []),
        (TimeLimitError("too slow"), "time_limit", ["Two bridges"]),
    ],
)
def test_failure_of_a_passage_is_not_the_storys(
    error: Exception, failure: str, left: list[str]
) -> None:
    """The other passages keep their facts, and the lost figures stay in the ledger, unclaimed.

    Where the model did answer, but in no form that can be used, the story's sentences are facts.
    """

    def answer(messages: Conversation, wanted: Wanted) -> Wanted:
        if "bridges" in messages[-1]["content"]:
            raise error
        return faithful(messages, wanted)

    report = extract(STORY, model=FunctionClient(answer), options=ONE_PARAGRAPH_EACH)
    failed = [passage for passage in report.passages if passage.status == "failed"]
    assert [passage.failure for passage in failed] == [failure]
    assert failed[0].reason
    unclaimed = [
        r.figure.phrase.text for r in report.ledger if r.figure and r.status == "unclaimed"
    ]
    assert unclaimed == left
    assert ["Two bridges" in fact.statement for fact in report.facts].count(True) == 1 - len(left)
    assert report.facts


def test_one_refused_passage_is_not_the_storys_end() -> None:
    """A filter that refuses one passage leaves the others; a refusal of all of them is raised."""

    def answer(messages: Conversation, wanted: Wanted) -> Wanted:
        if "bridges" in messages[-1]["content"]:
            raise SchemaRefusedError("filtered")
        return faithful(messages, wanted)

    report = extract(STORY, model=FunctionClient(answer), options=ONE_PARAGRAPH_EACH)
    assert [p.failure for p in report.passages if p.status == "failed"] == ["provider"]
    assert report.facts

    def refuse(messages: Conversation, wanted: Wanted) -> Wanted:
        raise SchemaRefusedError("no schemas here")

    with pytest.raises(SchemaRefusedError):
        extract(STORY, model=FunctionClient(refuse))


@pytest.mark.parametrize("error", [KeyRefusedError("no"), UnreachableError("nobody")])
def test_what_would_fail_everywhere_stops_the_run(error: Exception) -> None:
    """A wrong key or a server that is not there is one error, not one per passage."""

    def answer(messages: Conversation, wanted: Wanted) -> Wanted:
        raise error

    model = FunctionClient(answer)
    with pytest.raises(type(error)):
        extract(STORY, model=model)
    assert len(model.asked) == 1


def test_connection_lost_midway_keeps_what_was_there() -> None:
    """Once a passage was answered, a lost connection fails passages and not the story."""

    def answer(messages: Conversation, wanted: Wanted) -> Wanted:
        if "bridges" in messages[-1]["content"]:
            raise UnreachableError("gone")
        return faithful(messages, wanted)

    report = extract(STORY, model=FunctionClient(answer), options=ONE_PARAGRAPH_EACH)
    assert [p.failure for p in report.passages if p.status == "failed"] == ["provider"]
    assert report.facts


def test_limit_of_tokens_is_always_set_and_grows_with_the_items() -> None:
    """Every call has a `max_tokens`, larger where more is asked."""
    model = FunctionClient(faithful)
    extract(STORY, model=model, options=ONE_PARAGRAPH_EACH)
    extract(STORY, model=model)
    assert all(0 < limit < 2000 for limit in model.limits)
    assert len(set(model.limits)) > 1


def test_too_long_a_story_is_refused_before_the_first_call() -> None:
    """A story that takes more calls than allowed says so and what to do."""
    model = FunctionClient(faithful)
    story = "\n\n".join(f"The town bought {n} buses. " + "It rained. " * 40 for n in range(40))
    with pytest.raises(UsageError, match=r"takes 40 calls.*--max-passages"):
        extract(story, model=model, options=Options(max_passages=30))
    assert model.asked == []


def test_stream_gives_what_needs_no_model_first() -> None:
    """The scan comes before the first call, then each passage, then the report."""

    async def kinds() -> list[tuple[type, int]]:
        model = FunctionClient(faithful)
        return [
            (type(event), len(model.asked)) async for event in extract_stream(STORY, model=model)
        ]

    events = asyncio.run(kinds())
    assert events[0] == (Scanned, 0)
    assert {kind for kind, _ in events[1:-1]} == {PassageDone}
    assert events[-1][0] is Finished


def test_extract_works_inside_a_running_loop() -> None:
    """A notebook's loop is no obstacle to the blocking call."""

    async def cell() -> Report:
        return extract(STORY, model=FunctionClient(faithful))

    assert asyncio.run(cell()).facts


def test_large_models_are_asked_about_more_at_once(examples: Path) -> None:
    """A remote model reads more in one call than the local one, and is asked for more."""
    story = Document.read(examples / "ferry-collision.txt")
    small, large = FunctionClient(faithful), FunctionClient(faithful, is_local=False)
    extract(story, model=small)
    extract(story, model=large)
    assert len(large.asked) < len(small.asked)
    assert max(large.limits) > max(small.limits)


def test_story_without_figures_gives_a_report() -> None:
    """Nothing to count is no error."""
    report = extract("The mayor resigned. It is not known why.", model=FunctionClient(faithful))
    assert len(report.ledger) == 0
    assert report.passages[0].status == "ok"


@pytest.mark.parametrize("bad", ["gpt-5", "nowhere:gpt", "openai:", "local:"])
def test_model_must_name_its_provider(bad: str) -> None:
    """A model string that names no provider and model is refused with the forms that work."""
    with pytest.raises(UsageError, match=r"openai:MODEL"):
        extract(STORY, model=bad)


@pytest.mark.parametrize("word", ["local", DEFAULT_MODEL])
def test_local_is_short_for_the_default_model(
    word: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`local` is the model that answers where none is named, as an argument and as a variable."""
    monkeypatch.setenv("EXTRACTOR_CACHE", str(tmp_path))
    with pytest.raises(ModelMissingError) as as_argument:
        extract(STORY, model=word)
    monkeypatch.setenv("EXTRACTOR_MODEL", word)
    with pytest.raises(ModelMissingError) as as_variable:
        extract(STORY)
    assert str(as_argument.value) == str(as_variable.value)
    assert DEFAULT_MODEL.removeprefix("local:") in str(as_argument.value)


def test_missing_key_and_missing_weights_say_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No key names the variable; no weights name the command, and nothing is fetched."""
    monkeypatch.setenv("EXTRACTOR_CACHE", str(tmp_path))
    with pytest.raises(UsageError, match="OPENAI_API_KEY"):
        extract(STORY, model="openai:gpt-5")
    with pytest.raises(UsageError, match="extractor model pull"):
        extract(STORY)
    assert list(tmp_path.iterdir()) == []


PIECES = [
    *("at least 40 homes", "“Go,”", "said Ada Finch", "on Monday", "5,000", "$2m", "2019", "©"),
    *("\r\n\r\n", "\ufeff", "\x00", "&nbsp;", ". ", "**", "—", "𝟙 𐍈"),
    *("<b>", "{{ 7*7 }}", "{% raw %}", "<script>alert(1)</script>", "$items"),
]


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=30).map(" ".join),
    st.text(max_size=20),
)
def test_every_span_of_every_report_holds(text: str, said: str) -> None:
    """Whatever the story and whatever the model says, each span is a slice of the story."""

    def answer(messages: Conversation, wanted: Wanted) -> Wanted:
        given = faithful(messages, wanted)
        for key in given:
            if isinstance(given[key], dict):
                given[key] = dict.fromkeys(given[key], said)
            else:
                given[key] = said
        return given

    for is_local in (True, False):
        model = FunctionClient(answer, is_local=is_local)
        told = Options(max_repairs=1)
        assert_every_span_holds(extract("Words. " + text, model=model, options=told))


@pytest.mark.parametrize(
    ("sentence", "when"),
    [
        ("The mill burnt down on Monday.", "Monday"),
        ("On Monday the mill, which had 40 looms, burnt down.", "Monday"),
        ("The mill, which opened in May 1931, had 40 looms.", None),
        ("The mill that opened in May 1931 had 40 looms and a shop.", None),
        ("The mill will have 40 looms until Friday.", None),
        ("The mill has had 40 looms since May 1931.", None),
        ("The mill paid 6 pence a loom, against 5 pence in 2024.", None),
        ("The mill had 40 looms, the owner said on Monday.", None),
        ("Two people were killed by a bomb on Monday.", "Monday"),
        ("The mill closed hours after 40 looms had burnt.", None),
        ("The mill lost 40 looms, with its owner speaking of 12 more in May.", None),
        ("The mill, an old one, lost 40 looms on Monday, killing a cat.", "Monday"),
        ("Its shares, which had doubled since June, fell 2 percent on Monday.", "Monday"),
    ],
)
def test_when_is_the_time_of_what_the_sentence_tells(sentence: str, when: str | None) -> None:
    """Not that of a clause about a noun, of the saying, the edge of a stretch or a comparison."""
    document = Document(text=sentence, published=date(2026, 3, 4))
    (fact,) = extract(document, model=FunctionClient(faithful)).facts
    assert (fact.when or "").removeprefix("on ").removeprefix("On ") == (when or "")


@pytest.mark.parametrize(
    ("story", "kinds"),
    [
        ("“We lost 40 looms in ten minutes,” said Ann Lund.", ["quotation"]),
        ("“We lost 40 looms,” said Ann Lund, who has 12 workers.", ["quotation", "statement"]),
    ],
)
def test_figures_of_a_quotation_are_the_quotations(story: str, kinds: list[str]) -> None:
    """A quotation is one fact, and its sentence another only where it has figures of its own."""
    report = extract(story, model=FunctionClient(faithful))
    assert sorted(fact.kind for fact in report.facts) == kinds
    assert [row.span.text for row in report.ledger if row.status == "unclaimed"] == []


def test_a_few_words_of_somebody_are_stated_by_their_sentence() -> None:
    """A quotation that is no sentence is one fact with its sentence, not two."""
    story = "Ann Lund called the loss of 40 looms “a shame” and a warning to others."
    (fact,) = extract(story, model=FunctionClient(faithful)).facts
    assert (fact.kind, fact.worded_by, fact.statement) == ("quotation", "story", story)
    assert [figure.phrase.text for figure in fact.figures] == ["40 looms"]


def test_a_sentence_of_two_speakers_is_nobodys() -> None:
    """A whole sentence is not given to one of two who speak in it."""
    story = (
        "Ann Lund said 40 looms were lost, while Per Holm, a guard, told reporters 12 were saved."
    )
    (fact,) = extract(story, model=FunctionClient(faithful)).facts
    assert fact.attributed_to is None
