"""Quotations, their kinds and their speakers."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from counted import grows_in_proportion
from hypothesis import given
from hypothesis import strategies as st

from extractor.scanning.speech.quotations import find_quotations, find_speech
from extractor.schemas.quotation import Quotation

CASES = tomllib.loads(
    (Path(__file__).parent / "text" / "cases" / "quotations.toml").read_text("utf-8")
)["case"]


def _row(quotation: Quotation) -> list[str]:
    return [
        quotation.span.text,
        quotation.kind,
        quotation.speaker.text if quotation.speaker else "",
        quotation.speaker_name.text if quotation.speaker_name else "",
    ]


@pytest.mark.parametrize("case", CASES, ids=[case["lesson"] for case in CASES])
def test_quotations_of_a_text_are_found_with_kind_and_speaker(case: dict[str, Any]) -> None:
    """Each row of the table is read as it says."""
    assert [_row(quotation) for quotation in find_quotations(case["text"])] == case["quotations"]


SEED_LIKE = (
    "President Adler, speaking after a meeting with Kolb, voiced regret. “I got nothing from him "
    "today,” he said. He stated that he would call Brandt and expressed dismay that Kolb “is not "
    "ready to stop” the strikes."
)


def test_both_quotations_about_another_man_belong_to_the_subject() -> None:
    """A name nearer to the words is passed over for the grammatical subject."""
    quotations = find_quotations(SEED_LIKE)
    assert [q.speaker_name.text for q in quotations if q.speaker_name] == ["President Adler"] * 2
    assert [q.speaker.text for q in quotations if q.speaker] == ["he", "He"]


def test_the_cue_is_the_word_that_ties_speaker_and_words() -> None:
    """The cue is the verb, or both words of "according to"."""
    text = '"It works," said Ida Bell. It is "a gem", according to Tom Fox.'
    assert [q.cue.text for q in find_quotations(text) if q.cue] == ["said", "according to"]


def test_quotations_and_attributions_come_from_one_reading() -> None:
    """`find_speech` gives what the two single functions give."""
    from extractor.scanning.speech.attribution import find_attributions

    speech = find_speech(SEED_LIKE)
    assert speech.quotations == find_quotations(SEED_LIKE)
    assert speech.attributions == find_attributions(SEED_LIKE)


MARKS = st.text(alphabet="\"“”„«»‘’' \n.,abS1", max_size=60)
STORIES = st.lists(
    st.sampled_from(
        ["“", "”", '"', "'", "‘", "’", " said ", "Ann Lee", "he", ", ", ". ", "\n\n", "who ",
         "according to ", "the ", "minister", " and ", "was ", "told ", "\ud800", "\x00", "—", "("]
    ),
    max_size=30,
).map("".join)  # fmt: skip


@given(st.one_of(st.text(max_size=80), MARKS, STORIES))
def test_every_span_of_speech_holds_its_own_characters(text: str) -> None:
    """Offsets point at the characters they claim, whatever the text."""
    for quotation in find_quotations(text):
        for span in (quotation.span, quotation.speaker, quotation.speaker_name, quotation.cue):
            assert span is None or text[span.start : span.end] == span.text
        assert quotation.span.text.strip()


@pytest.mark.parametrize(
    "mark", ['"', "“", "”", "'", " 'a", '" ', "“‘", 'said: "A. ', "“We left.\n\n"]
)
def test_long_runs_of_marks_are_read_in_linear_time(mark: str) -> None:
    """No run of marks makes the pairing wait for what never comes."""
    assert grows_in_proportion(find_quotations, mark, 20_000)


@pytest.mark.parametrize("body", ["for the council", "from Dorsby Police"])
def test_pronoun_after_a_spokeswoman_is_not_the_person_she_speaks_of(body: str) -> None:
    """A role without a name takes up the pronoun: whose name it is stays open."""
    text = (
        f"Ada Finch resigned on Monday. A spokeswoman {body} confirmed Finch’s departure. "
        "She said: “We are sorry that it came to this.”"
    )
    (quotation,) = find_quotations(text)
    assert quotation.speaker is not None
    assert quotation.speaker.text == "She"
    assert quotation.speaker_name is None
