"""Codebooks: which classes are some, what is asked, how each field is checked and merged."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import Enum
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal

import pytest
from coding_scenario import code_example
from fakes import FunctionClient
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, Field, create_model
from recording import CODING, replay

from extractor import (
    Amount,
    Codebook,
    Coding,
    Document,
    EventDate,
    Finding,
    Options,
    Toll,
    code_document,
    scan_figures,
)
from extractor.codebooks.loading import find_codebook, load_schema
from extractor.codebooks.requests import split_for_coding
from extractor.codebooks.shape import column_names, read_codebook
from extractor.codebooks.tolls import bounds_of
from extractor.codebooks.unknowns import says_unknown
from extractor.errors import (
    InputError,
    InvalidAnswerError,
    OptionError,
    ProviderError,
    TruncatedAnswerError,
    UnreachableError,
)
from extractor.languages.current import in_language
from extractor.llm.client import Message
from extractor.scanning.document import scan_document
from extractor.schemas.coding import CodedField
from extractor.verification import SpeakerName

STORY = (
    "HARLOW BAY, May 6, 2026 — A coach left the road near Harlow Bay on Tuesday, killing at least "
    "nine passengers, police said. Between 15 and 20 others were injured.\n\nNo children were on "
    "board. It was not immediately clear why the coach left the road. Repairs to the bridge will "
    "cost about £2.4 million, said Inga Moss, the mayor. A man was arrested on Wednesday.\n"
)

Value = tuple[str | None, str, Any]
"""Words, status and value, as a model gives them."""

NOT_STATED: Value = (None, "not_stated", None)


class Crash(Codebook):
    """One road accident."""

    deaths: Toll | None
    """How many people died."""
    injured: Toll | None
    """How many people were injured."""
    day: EventDate | None
    """When it happened."""
    place: str | None
    """Where it happened."""
    cost: Amount | None
    """What the repairs cost."""
    lanes: int | None
    """How many lanes were closed."""
    cause: Literal["driver", "vehicle", "road"] | None
    """What brought it about."""
    arrest: bool | None
    """Whether somebody was arrested."""


def answering(**given: Value | list[tuple[str | None, Any]]) -> FunctionClient:
    """A model that gives these fields, by their keys, in every passage; lists state something."""

    def answer(_: Sequence[Message], wanted: dict[str, Any]) -> dict[str, Any]:
        return {key: spelled(given.get(key, NOT_STATED), wanted[key]) for key in wanted}

    return FunctionClient(answer)


def spelled(value: Value | list[tuple[str | None, Any]], shape: dict[str, Any]) -> dict[str, Any]:
    """One field of an answer."""
    if isinstance(value, list):
        values = [{"words": words, "value": each} for words, each in value]
        return {"status": "stated" if values else "not_stated", "values": values}
    words, status, given = value
    return {"words": words, "status": status, "value": given}


def coded(
    client: FunctionClient, schema: Any = Crash, story: str = STORY, **options: Any
) -> Coding:
    """The story coded in one passage."""
    return code_document(
        story, schema, model=client, options=Options(passage_chars=6000, **options)
    )


def one(coding: Coding, path: str) -> CodedField:
    """A field of the only record."""
    (record,) = coding.records
    return record.field(path)


def findings_of(coding: Coding, path: str) -> list[Finding]:
    """The findings on a field."""
    return [finding for finding in coding.findings if finding.field == path]


@pytest.mark.parametrize(
    ("words", "low", "best", "high", "hedge"),
    [
        ("23 people", 23, 23, 23, "unhedged"),
        ("at least 23 people", 23, 23, None, "at_least"),
        ("more than 100 people", 100, 100, None, "more_than"),
        ("between 30 and 40 people", 30, None, 40, "between"),
        ("30 to 40 people", 30, None, 40, "between"),
        ("up to 50 people", None, None, 50, "up_to"),
        ("fewer than 10 people", None, None, 10, "less_than"),
        ("about 200 people", None, 200, None, "about"),
        ("nearly 80 people", None, 80, 80, "nearly"),
        ("dozens of people", 24, None, None, "at_least"),
        ("two dozen people", 24, 24, 24, "unhedged"),
    ],
)
def test_bounds_are_those_of_the_words(
    words: str, low: int | None, best: int | None, high: int | None, hedge: str
) -> None:
    """Each hedge sets the bounds that it allows, and no number that the words do not give."""
    bounds = bounds_of(scan_figures(words)[0])
    assert (bounds.low, bounds.best, bounds.high, bounds.hedge) == (low, best, high, hedge)


@pytest.mark.parametrize(
    ("field", "words", "status", "value", "verdict", "word"),
    [
        (
            "deaths",
            "killing at least nine passengers",
            "stated",
            "at least nine",
            "exact",
            "matches",
        ),
        ("deaths", "killing at least nine passengers", "stated", "9", "hedge_changed", "matches"),
        (
            "deaths",
            "killing at least nine passengers",
            "stated",
            "at most 9",
            "hedge_changed",
            "differs",
        ),
        ("deaths", "killing at least nine passengers", "stated", "19", "value_mismatch", "differs"),
        ("deaths", "15 and 20 others were injured", "stated", "15 to 20", "misplaced", "differs"),
        (
            "deaths",
            "killing at least nine passengers",
            "stated",
            "several",
            "not_checked",
            "not checked",
        ),
        (
            "deaths",
            "left nine in hospital",
            "stated",
            "at least nine",
            "not_checked",
            "not checked",
        ),
        ("deaths", "left forty in hospital", "stated", "forty", "absent", "not in sources"),
        ("deaths", None, "stated", "0", "absent", "not in sources"),
        ("deaths", "No children were on board", "stated", "0", "not_checked", "not checked"),
        ("injured", "Between 15 and 20 others", "stated", "between 15 and 20", "exact", "matches"),
        ("injured", "Between 15 and 20 others", "stated", "9", "misplaced", "differs"),
        ("day", "on Tuesday", "stated", "Tuesday", "exact", "matches"),
        ("day", "on Tuesday", "stated", "2026-05-05", "equivalent", "matches"),
        ("day", "on Tuesday", "stated", "2026-05-04", "value_mismatch", "differs"),
        ("day", "left the road near Harlow Bay", "stated", "on Tuesday", "exact", "matches"),
        ("day", "on Tuesday", "stated", "one day", "not_checked", "not checked"),
        ("place", "near Harlow Bay", "stated", "Harlow Bay", "matches", "matches"),
        ("place", "near Harlow Bay", "stated", "Marsh End", "absent", "not in sources"),
        ("cost", "will cost about £2.4 million", "stated", "about £2.4m", "equivalent", "matches"),
        (
            "cost",
            "will cost about £2.4 million",
            "stated",
            "about $2.4 million",
            "unit_mismatch",
            "differs",
        ),
        ("lanes", "killing at least nine passengers", "stated", "9", "exact", "matches"),
        ("lanes", "killing at least nine passengers", "stated", "12", "value_mismatch", "differs"),
        (
            "lanes",
            "killing at least nine passengers",
            "stated",
            "some",
            "not_checked",
            "not checked",
        ),
        ("cause", "the coach left the road", "stated", "driver", "not_checked", "not checked"),
        ("cause", "the driver fell asleep", "stated", "driver", "absent", "not in sources"),
        ("cause", "not immediately clear why", "unknown", None, "verbatim", "matches"),
        ("cause", "Repairs to the bridge", "unknown", None, "not_checked", "not checked"),
        ("cause", None, "unknown", None, "absent", "not in sources"),
        ("arrest", "A man was arrested", "stated", True, "not_checked", "not checked"),
    ],
)
def test_each_field_has_the_verdict_of_its_words(
    field: str, words: str | None, status: str, value: Any, verdict: str, word: str
) -> None:
    """What a rule can decide of a value and its words is decided by the story, not by the model."""
    done = one(coded(answering(**{field: (words, status, value)})), field)
    assert (done.status, done.values[0].verdict, done.values[0].word) == (status, verdict, word)


def test_bounds_and_day_come_from_the_story() -> None:
    """A toll's bounds, a date's day and an amount's unit are read from the story's words."""
    coding = coded(
        answering(
            deaths=("killing at least nine passengers", "stated", "9"),
            injured=("Between 15 and 20 others were injured", "stated", "15 to 20"),
            day=("on Tuesday", "stated", "Tuesday"),
            cost=("cost about £2.4 million", "stated", "£2.4 million"),
        )
    )
    crash = Crash.model_validate(coding.values_of(coding.records[0]))
    assert crash.deaths == Toll(low=Decimal(9), best=Decimal(9), hedge="at_least")
    assert crash.injured == Toll(low=Decimal(15), high=Decimal(20), hedge="between")
    assert crash.day == EventDate(iso="2026-05-05", precision="day")
    assert crash.cost == Amount(best=Decimal(2_400_000), hedge="about", unit="GBP")
    assert crash.lanes is None


def test_no_bounds_without_support() -> None:
    """A number that the words do not bear out is kept as the model gave it, without bounds."""
    coding = coded(answering(deaths=("killing at least nine passengers", "stated", "19")))
    (value,) = one(coding, "deaths").values
    assert value.value == "19"
    assert (value.low, value.best, value.high) == (None, None, None)


def test_zero_is_not_the_same_as_not_stated_or_unknown() -> None:
    """ "No one was hurt" is 0, stated; silence is not stated; "not known" is unknown."""
    story = "A wall fell in Ely. Nobody was injured, and it is not known how many died."
    coding = coded(
        answering(
            injured=("Nobody was injured", "stated", "none"),
            deaths=("it is not known how many died", "unknown", None),
        ),
        story=story,
    )
    injured, deaths, lanes = (one(coding, path) for path in ("injured", "deaths", "lanes"))
    assert [field.status for field in (injured, deaths, lanes)] == [
        "stated",
        "unknown",
        "not_stated",
    ]
    assert [value.best for field in (injured, deaths, lanes) for value in field.values] == [0, None]


@pytest.mark.parametrize(
    ("words", "deaths", "injured"),
    [
        ("No deaths were reported", 0, None),
        ("Nobody was hurt", 0, 0),
        ("Everybody escaped unhurt", 0, 0),
        ("There were no casualties", 0, 0),
        ("No shops were open", None, None),
        ("The dead were not named", None, None),
    ],
)
def test_denial_is_of_what_the_field_counts(
    words: str, deaths: int | None, injured: int | None
) -> None:
    """A "no" is a zero only of what its sentence speaks of; where nobody is hurt, nobody died."""
    given = (words, "stated", "0")
    coding = coded(answering(deaths=given, injured=given), story=f"A wall fell. {words}.")
    assert [one(coding, f).values[0].best for f in ("deaths", "injured")] == [deaths, injured]


@pytest.mark.parametrize(
    ("words", "best"),
    [
        ("A man was killed", 1),
        ("a 40-year-old farm worker was killed", 1),
        ("a truck killed the dog", None),
    ],
)
def test_one_person_without_a_number_is_one(words: str, best: int | None) -> None:
    """A single person named by a noun is a toll of one; a thing or beast is not."""
    coding = coded(answering(deaths=(words, "stated", "1")), story=f"In Ely, {words} on Monday.")
    assert one(coding, "deaths").values[0].best == best


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        (
            "day",
            "Friday",
            "LYN, May 6, 2026 — The court will hear it on Friday.",
        ),
        ("deaths", "15-20 people", "Rescuers said 15-20 people died, two or three times the toll."),
        ("deaths", "two to three", "Some two died at first; later two to three a day died."),
    ],
)
def test_value_copied_with_its_words_matches(field: str, value: str, sentence: str) -> None:
    """What the story's own sentence has word for word is exact, however it is read alone."""
    coding = coded(answering(**{field: (sentence, "stated", value)}), story=sentence)
    assert one(coding, field).values[0].verdict == "exact"


def test_evidence_is_located_and_never_rewritten() -> None:
    """Evidence is the story's own characters, also where the model changed case or quote marks."""
    coding = coded(answering(place=("Near Harlow bay", "stated", "Harlow Bay")))
    place = one(coding, "place").values[0].evidence
    assert place is not None
    assert (place.text, STORY[place.start : place.end]) == ("near Harlow Bay",) * 2


@pytest.mark.parametrize("status", ["not_stated", "unknown"])
def test_answer_at_odds_with_itself_is_told(status: str) -> None:
    """A status is believed over a value given beside it, and the value is told in a finding."""
    coding = coded(answering(deaths=("No children were on board", status, "0")))
    assert one(coding, "deaths").status == status
    assert [f for f in findings_of(coding, "deaths") if "at odds" in f.message and f.found == "0"]


def test_stated_without_a_value_is_not_stated() -> None:
    """A field that is said to be stated and has no value is empty, and a finding says why."""
    coding = coded(answering(deaths=("killing at least nine", "stated", None)))
    assert one(coding, "deaths").status == "not_stated"
    assert "without a value" in findings_of(coding, "deaths")[0].message


def by_passage(*answers: dict[str, Value]) -> FunctionClient:
    """A model that gives other fields in each passage, told apart by the words that are in it."""

    def answer(messages: Sequence[Message], wanted: dict[str, Any]) -> dict[str, Any]:
        passage = messages[1]["content"]
        mine = next((each for each in answers if each["in"][0] in passage), {})  # type: ignore[operator]
        return {key: spelled(mine.get(key, NOT_STATED), wanted[key]) for key in wanted}

    return FunctionClient(answer)


def two_passages(first: str, second: str) -> str:
    """A story of two paragraphs that are asked about apart."""
    filler = " The road was closed for some hours while the crews worked there." * 3
    return f"{first}{filler}\n\n{second}{filler}\n"


def coded_apart(client: FunctionClient, story: str, schema: Any = Crash) -> Coding:
    """The story coded in passages of a paragraph each."""
    coding = code_document(story, schema, model=client, options=Options(passage_chars=300))
    assert len(coding.passages) == 2
    return coding


def test_same_value_twice_is_one() -> None:
    """Two passages that give one toll in other words leave one value and no disagreement."""
    story = two_passages("Nine people were killed.", "The crash killed 9 people.")
    client = by_passage(
        {"in": ("Nine people", "", None), "deaths": ("Nine people were killed", "stated", "nine")},
        {"in": ("killed 9", "", None), "deaths": ("killed 9 people", "stated", "9")},
    )
    coding = coded_apart(client, story)
    assert [value.best for value in one(coding, "deaths").values] == [9]
    assert "source.disagreement" not in {f.check for f in coding.findings}


def test_different_values_are_told_and_the_best_borne_out_kept() -> None:
    """Of two values the one with the better verdict stays; a finding gives both."""
    story = two_passages("Nine people were killed.", "The toll rose to 12 dead.")
    client = by_passage(
        {"in": ("Nine people", "", None), "deaths": ("Nine people were killed", "stated", "90")},
        {"in": ("toll rose", "", None), "deaths": ("toll rose to 12 dead", "stated", "12")},
    )
    coding = coded_apart(client, story)
    assert [value.value for value in one(coding, "deaths").values] == ["12"]
    (told,) = [f for f in coding.findings if f.check == "source.disagreement"]
    assert (told.severity, told.found, told.expected) == ("look", "12", "90")
    assert '"90"' in told.message


def test_of_equals_the_first_in_the_story_is_kept() -> None:
    """Where two different values are borne out alike, the story's order decides."""
    story = two_passages("Nine people were killed.", "The toll rose to 12 dead.")
    client = by_passage(
        {"in": ("Nine people", "", None), "deaths": ("Nine people were killed", "stated", "nine")},
        {"in": ("toll rose", "", None), "deaths": ("toll rose to 12 dead", "stated", "12")},
    )
    assert one(coded_apart(client, story), "deaths").values[0].value == "nine"


def test_stated_goes_before_unknown() -> None:
    """What one passage states and another calls unknown is stated, and a finding says so."""
    story = two_passages("Nine people were killed.", "How many died was not yet known.")
    client = by_passage(
        {"in": ("Nine people", "", None), "deaths": ("Nine people were killed", "stated", "nine")},
        {"in": ("not yet", "", None), "deaths": ("was not yet known", "unknown", None)},
    )
    coding = coded_apart(client, story)
    assert one(coding, "deaths").status == "stated"
    assert [f for f in findings_of(coding, "deaths") if f.check == "source.disagreement"]


def test_passage_that_failed_makes_its_fields_not_checked() -> None:
    """After a cut-off answer, what no other passage states is not checked, not "not stated"."""
    story = two_passages("Nine people were killed.", "The mayor wept.")

    def answer(messages: Sequence[Message], wanted: dict[str, Any]) -> dict[str, Any]:
        if "mayor" in messages[1]["content"]:
            raise TruncatedAnswerError("cut off", prompt_tokens=7, completion_tokens=9)
        stated: Value = ("Nine people were killed", "stated", "nine")
        return {key: spelled(stated if key == "deaths" else NOT_STATED, {}) for key in wanted}

    coding = coded_apart(FunctionClient(answer), story)
    assert one(coding, "deaths").status == "stated"
    assert one(coding, "injured").status == "not_checked"
    assert [(p.status, p.failure) for p in coding.passages] == [
        ("ok", None),
        ("failed", "truncated"),
    ]
    assert coding.run.completion_tokens == 5 + 9


def test_unusable_answer_is_asked_for_again_within_the_budget() -> None:
    """An answer that does not fit is asked for again as often as allowed, then named."""
    answers = [0]

    def answer(_: Sequence[Message], wanted: dict[str, Any]) -> dict[str, Any]:
        answers[0] += 1
        if answers[0] == 1:
            raise InvalidAnswerError("the answer does not fit: x", raw="{}")
        return {key: spelled(NOT_STATED, {}) for key in wanted}

    client = FunctionClient(answer)
    assert coded(client).passages[0].reasks == 1
    assert "does not fit: x" in client.asked[1][-1]["content"]
    answers[0] = 0
    failed = coded(FunctionClient(answer), max_reasks=0)
    assert failed.passages[0].failure == "invalid_answer"
    assert {field.status for field in failed.records[0].fields} == {"not_checked"}


def test_what_would_fail_everywhere_is_raised() -> None:
    """A server that was never reached is an error, not a row of empty fields."""

    def answer(_: Sequence[Message], __: dict[str, Any]) -> dict[str, Any]:
        raise UnreachableError("nothing answers")

    with pytest.raises(UnreachableError):
        coded(FunctionClient(answer))

    def late(messages: Sequence[Message], wanted: dict[str, Any]) -> dict[str, Any]:
        if "mayor" in messages[1]["content"]:
            raise ProviderError("gone")
        return {key: spelled(NOT_STATED, {}) for key in wanted}

    coding = coded_apart(FunctionClient(late), two_passages("Nine died.", "The mayor wept."))
    assert [p.failure for p in coding.passages] == [None, "provider"]


class Victims(Codebook):
    """One fire."""

    names: list[str]
    """Who was hurt."""
    tolls: list[Toll]
    """How many, in each place."""


def test_list_keeps_every_different_value() -> None:
    """A list field has each value once, each with its own verdict."""
    story = "Ann Ash and Ben Birch were hurt in the mill fire. Ann Ash wept. Two died, then 5."
    client = answering(
        names=[("Ann Ash", "Ann Ash"), ("Ann Ash wept", "Ann Ash"), ("Cal Cole", "Cal Cole")],
        tolls=[("Two died", "two"), ("then 5", "5")],
    )
    coding = coded(client, Victims, story)
    names = one(coding, "names").values
    assert [(value.value, value.word) for value in names] == [
        ("Ann Ash", "matches"),
        ("Cal Cole", "not in sources"),
    ]
    assert [value.best for value in one(coding, "tolls").values] == [2, 5]
    assert coding.values_of(coding.records[0])["names"] == ["Ann Ash", "Cal Cole"]


class Fire(Codebook):
    """One fire."""

    town: str | None
    """Where it burned."""
    deaths: Toll | None
    """How many people died."""
    arson: bool | None
    """Whether it was set."""


def rows(*given: tuple[str, Mapping[str, Value]]) -> FunctionClient:
    """A model that gives these rows where their word stands in the passage."""

    def answer(messages: Sequence[Message], wanted: dict[str, Any]) -> dict[str, Any]:
        passage = messages[1]["content"]
        keys = ("town", "deaths", "arson")
        return {
            "records": [
                {key: spelled(row.get(key, NOT_STATED), {}) for key in keys}
                for word, row in given
                if word in passage
            ]
        }

    return FunctionClient(answer)


def test_a_row_for_each_event() -> None:
    """A list codebook gives a row for each event; rows of one event in two passages are joined."""
    story = two_passages(
        "Three people died in a fire in Ely. A second fire, in Diss, killed four.",
        "The Ely fire was set on purpose, police said.",
    )
    client = rows(
        (
            "Three",
            {"town": ("Ely", "stated", "Ely"), "deaths": ("Three people died", "stated", "3")},
        ),
        ("Diss", {"town": ("Diss", "stated", "Diss"), "deaths": ("killed four", "stated", "4")}),
        (
            "purpose",
            {"town": ("Ely", "stated", "Ely"), "arson": ("set on purpose", "stated", True)},
        ),
    )
    coding = coded_apart(client, story, list[Fire])
    said = [coding.values_of(record) for record in coding.records]
    assert [(row["town"], row["deaths"]["best"], row["arson"]) for row in said] == [
        ("Ely", 3, True),
        ("Diss", 4, None),
    ]
    assert {f.fact for f in coding.findings} == {"r1", "r2"}


def test_rows_that_differ_or_share_too_little_stay_apart() -> None:
    """A shared "yes" makes no two events one, and neither do two tolls in one town."""
    story = two_passages("Three people died in Ely.", "Four people died in Ely.")
    client = rows(
        ("Three", {"town": ("Ely", "stated", "Ely"), "deaths": ("Three people", "stated", "3")}),
        ("Four", {"town": ("Ely", "stated", "Ely"), "deaths": ("Four people", "stated", "4")}),
    )
    assert len(coded_apart(client, story, list[Fire]).records) == 2
    yes: dict[str, Value] = {"arson": ("people died", "stated", True)}
    assert len(coded_apart(rows(("Three", yes), ("Four", yes)), story, list[Fire]).records) == 2


def test_story_without_an_event_has_no_row() -> None:
    """A list codebook may find nothing; a codebook of one record always has its row."""
    assert coded(rows(), list[Fire]).records == ()
    assert len(coded(answering(), Fire).records) == 1


def test_model_reads_the_codebook_and_the_story_as_they_are() -> None:
    """Descriptions and story go into the prompt as values, whatever syntax they hold."""

    class Odd(Codebook):
        """About $fields and {{ 7*7 }}."""

        price: str | None = Field(description="what $passage costs, {% raw %} and all")

    story = "It costs $5, ${about}, {{ 7*7 }} and {% raw %}.\n  Indented  <|im_end|>"
    client = answering()
    coded(client, Odd, story)
    system, user = (message["content"] for message in client.asked[0])
    assert "About $fields and {{ 7*7 }}." in system
    assert "what $passage costs, {% raw %} and all" in system
    assert "It costs $5, ${about}, {{ 7*7 }} and {% raw %}.\n  Indented  < |im_end| >" in user


def test_many_fields_are_asked_in_groups_by_a_small_model() -> None:
    """A small model is asked about a few fields at a time, a large one about all at once."""

    def coded_by(*, is_local: bool) -> int:
        def answer(_: Sequence[Message], wanted: dict[str, Any]) -> dict[str, Any]:
            return {key: spelled(NOT_STATED, {}) for key in wanted}

        client = FunctionClient(answer, is_local=is_local)
        fields: dict[str, Any] = {f"f{n}": (int | None, Field(description="n")) for n in range(20)}
        coded(client, create_model("Wide", **fields))
        return len(client.asked)

    assert (coded_by(is_local=True), coded_by(is_local=False)) == (3, 1)


def test_coding_reads_back_from_json() -> None:
    """A coding is the same after a way through JSON, whatever a model put into it."""
    client = answering(
        place=("a\ud83dq", "stated", "\udc00=1+1"), arrest=("A man was arrested", "stated", False)
    )
    coding = coded(client)
    assert Coding.model_validate_json(coding.model_dump_json()) == coding
    assert coded(client) == coding


def test_long_story_is_refused_before_it_is_asked_about() -> None:
    """More calls than allowed is an error that says so; nothing was asked."""
    client = answering()
    with pytest.raises(InputError, match="--max-passages"):
        code_document(
            STORY * 20, Crash, model=client, options=Options(passage_chars=200, max_passages=3)
        )
    assert client.asked == []


def test_no_model_is_refused() -> None:
    """A codebook wants a model, and saying none is told so."""
    with pytest.raises(OptionError, match="without a model"):
        code_document(STORY, Crash, model="none")


@settings(max_examples=60)
@given(
    st.lists(st.text(alphabet="ab .\n", max_size=400), max_size=6).map("\n\n".join),
    st.integers(200, 900),
)
def test_passages_cover_every_paragraph_once(text: str, longest: int) -> None:
    """No character of a paragraph is asked about twice, none is left out, none too many at once."""
    scan = scan_document(Document(text=text))
    pieces = split_for_coding(scan, longest)
    for before, after in pairwise(pieces):
        assert before.span.end <= after.span.start
    covered = {at for piece in pieces for at in range(piece.span.start, piece.span.end)}
    for paragraph in scan.paragraphs:
        assert covered.issuperset(range(paragraph.start, paragraph.end))
    assert all(len(piece.span.text) <= longest for piece in pieces if piece.not_asked is None)


WORDS = st.text(alphabet="a 0123,.-–%£$\n\u00a0\x00\ud800'“”no one wKk", max_size=40)


@settings(max_examples=150)
@given(WORDS, st.none() | WORDS, WORDS, st.sampled_from(("stated", "not_stated", "unknown")))
def test_no_answer_breaks_the_checks(
    story: str, words: str | None, value: str, status: str
) -> None:
    """Whatever a model gives of whatever story, it is coded; evidence is a piece of the story."""
    story = "A wall fell. " + story.encode("utf-8", "ignore").decode()
    paths = ("deaths", "day", "place", "cost", "lanes")
    coding = coded(answering(**dict.fromkeys(paths, (words, status, value))), story=story)
    assert Coding.model_validate_json(coding.model_dump_json()) == coding
    for path in paths:
        for each in one(coding, path).values:
            place = each.evidence
            assert place is None or story[place.start : place.end] == place.text


class Cause(Enum):
    FIRE = "fire"
    WATER = "water"


class Where(BaseModel):
    town: str | None = Field(description="the town")


class Wide(BaseModel):
    """Everything
    at once."""

    where: Where | None
    causes: tuple[Cause, ...] = Field(description="why")
    when: date | None = Field(description="when")
    who: SpeakerName | None = Field(description="who says so")
    share: Decimal = Field(description="how much")


def test_codebook_is_read_from_any_pydantic_class() -> None:
    """Nested classes are flattened by dots; optional, list, enum and annotated types are seen."""
    book = read_codebook(Wide)
    assert (book.name, book.about, book.is_list) == ("Wide", "Everything at once.", False)
    assert [(f.path, f.kind, f.is_list, f.choices, f.role) for f in book.fields] == [
        ("where.town", "text", False, (), None),
        ("causes", "choice", True, ("fire", "water"), None),
        ("when", "date", False, (), None),
        ("who", "text", False, (), "speaker"),
        ("share", "number", False, (), None),
    ]
    assert column_names(book.fields[0])[:2] == ("where.town", "where.town_status")


def described(**types: Any) -> Callable[[], type[BaseModel]]:
    """A class with these fields, made when it is asked for."""
    fields = {name: (kind, Field(description="it")) for name, kind in types.items()}
    return lambda: create_model("Book", **fields)  # type: ignore[call-overload]


class Selfish(BaseModel):
    me: Selfish | None


class Bare(BaseModel):
    deaths: int


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: Bare, r"Bare\.deaths has no description"),
        (lambda: Selfish, "cannot contain itself"),
        (lambda: int, "is not a codebook"),
        (lambda: "Crash", "is not a codebook"),
        (lambda: Codebook, "is not a codebook"),
        (described(), "has no fields"),
        (described(a=dict[str, int]), "cannot be coded"),
        (described(a=int | str), "one of several types"),
        (described(a=list[list[int]]), "list of lists"),
        (described(a=list[Where]), r"as list\[Where\]"),
        (described(a=Literal[1, 2]), "write them as words"),
        (described(a=Toll, a_low=str), "'a_low', which a has already"),
        (described(record_id=str), "'record_id', which every table has"),
    ],
)
def test_class_that_cannot_be_coded_is_named(make: Callable[[], Any], said: str) -> None:
    """A field without a description or of a type that no column holds is named, with what to do."""
    with pytest.raises(OptionError, match=said):
        read_codebook(make())


def test_codebook_is_loaded_from_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """FILE.py:Class is found from any folder afterwards, list[Class] asks for rows."""
    file = tmp_path / "book.py"
    file.write_text(
        "from __future__ import annotations\nfrom extractor import Codebook, Toll\n"
        "class Flood(Codebook):\n    dead: Toll | None\n    'How many died.'\n"
    )
    monkeypatch.chdir(tmp_path)
    whole = find_codebook("book.py:Flood")
    assert whole == f"{file}:Flood"
    assert read_codebook(load_schema(whole)).fields[0].description == "How many died."
    assert read_codebook(load_schema(find_codebook("book.py:list[Flood]"))).is_list
    assert find_codebook(f"{__name__}:Crash") == f"{__name__}:Crash"
    assert load_schema(f"{__name__}:Crash") is sys.modules[__name__].Crash


@pytest.mark.parametrize(
    ("reference", "said"),
    [
        ("book.py", "does not name a class"),
        ("book.py:", "does not name a class"),
        ("book.py:dict[Flood]", "does not name a class"),
        ("book.py:Flood", "cannot be loaded: ZeroDivisionError"),
        ("none.py:Flood", "no file"),
        ("json:Flood", "no class 'Flood'"),
        ("json:dumps", "no class 'dumps'"),
        ("no_such_package.book:Flood", "cannot be loaded: ModuleNotFoundError"),
        ("json:JSONDecoder", "is not a codebook"),
    ],
)
def test_codebook_that_is_not_there_is_one_line(
    reference: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever is wrong with the reference or the file is one line that names it."""
    (tmp_path / "book.py").write_text("1 / 0\n")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(OptionError, match=said) as caught:
        find_codebook(reference)
    assert "\n" not in str(caught.value)


def test_example_story_is_asked_about_whole() -> None:
    """The scenario that is recorded asks about all of the example, a few fields a call."""

    def silent(_: Sequence[Message], wanted: dict[str, Any]) -> dict[str, Any]:
        empty: dict[str, Any] = {"status": "not_stated", "values": []}
        return {key: empty if key == "victims" else spelled(NOT_STATED, {}) for key in wanted}

    client = FunctionClient(silent)
    coding = asyncio.run(code_example(client))
    read = "".join(messages[1]["content"] for messages in client.asked)
    assert all(sentence in read for sentence in ("312 people", "11 knots", "18 months"))
    assert len(client.asked) == 2 * len([p for p in coding.passages if p.status == "ok"])
    assert all(field.status == "not_stated" for field in coding.records[0].fields)


def test_recorded_model_is_checked_field_by_field() -> None:
    """What the local model coded well stands on the story's words; what it made up is named."""
    coding = replay(CODING)
    (record,) = coding.records
    injured = record.field("injured")
    assert [(each.value, each.word, each.low) for each in injured.values] == [
        ("at least 14", "matches", Decimal(14))
    ]
    assert record.field("day").values[0].iso == "2026-03-12"
    for field in record.fields:
        for value in field.values:
            assert value.evidence is None or value.evidence.text in coding.document.text
    made_up = {finding.field for finding in coding.problems}
    assert {"what", "deaths", "cause", "damage", "victims"} <= made_up
    assert made_up.isdisjoint({"injured", "day", "place.town"})


def test_example_codebook_is_one(examples: Path) -> None:
    """The example in the documentation can be read both ways."""
    file = examples / "codebook.py"
    assert len(read_codebook(load_schema(find_codebook(f"{file}:Incident"))).fields) == 10
    assert read_codebook(load_schema(find_codebook(f"{file}:list[Incident]"))).is_list


SPANISH = [
    ("Murieron al menos 12 personas", "al menos 12", 12, 12, None),
    ("No hubo muertos", "0", 0, 0, 0),
    ("Nadie murió", "0", 0, 0, 0),
    ("Entre 5 y 8 personas murieron", "entre 5 y 8", 5, None, 8),
]


@pytest.mark.parametrize(("words", "value", "low", "best", "high"), SPANISH)
def test_a_spanish_story_is_coded_with_its_own_words(
    words: str, value: str, low: int, best: int | None, high: int | None
) -> None:
    """The prompt is the Spanish one, and denials and hedges of the story are read in Spanish."""
    story = Document(text=f"Un muro cayó el lunes en Velmar. {words}.", language="es")
    asked: list[str] = []

    def answer(messages: Sequence[Message], wanted: dict[str, Any]) -> dict[str, Any]:
        asked.extend(str(message["content"]) for message in messages)
        given: Value = (words, "stated", value)
        return {
            key: spelled(given if key == "deaths" else NOT_STATED, wanted[key]) for key in wanted
        }

    coding = code_document(story, Crash, model=FunctionClient(answer))
    toll = one(coding, "deaths").values[0]
    assert [toll.low, toll.best, toll.high] == [low, best, high]
    assert any(text.startswith("Rellenas una fila") for text in asked)
    assert coding.run.prompt == "codebook.es 1"


def test_a_spanish_story_says_that_something_is_not_known() -> None:
    """ "No se ha confirmado" bears out that a value is unknown."""
    story = Document(text="Un muro cayó el lunes en Velmar. Se desconoce la causa.", language="es")
    assert not says_unknown("Se desconoce la causa")  # no words of English
    with in_language("es"):
        assert says_unknown("Se desconoce la causa")
        assert says_unknown("El número de muertos no se ha confirmado")
        assert not says_unknown("El número de muertos se ha confirmado")
    client = answering(deaths=("Se desconoce la causa", "unknown", None))
    [value] = one(code_document(story, Crash, model=client), "deaths").values
    assert (value.value, value.verdict) == (None, "verbatim")
