"""Claims and the ones who make them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from counted import grows_in_proportion
from hypothesis import given
from hypothesis import strategies as st

from extractor.scanning.speech.attribution import find_attributions

CASES = tomllib.loads(
    (Path(__file__).parent / "text" / "cases" / "attributions.toml").read_text("utf-8")
)["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["lesson"] for case in CASES])
def test_claims_are_given_to_those_who_make_them(case: dict[str, Any]) -> None:
    """Each row of the table is read as it says."""
    found = [
        [a.speaker.text, a.cue.text, a.speaker_name.text if a.speaker_name else ""]
        for a in find_attributions(case["text"])
    ]
    assert found == case["attributions"]


def test_the_scope_is_the_sentence_that_holds_the_claim() -> None:
    """A quotation of two sentences does not cut its own frame in two."""
    text = "It rained. “We left. We had to,” said Tom Fox. Then it stopped."
    assert [a.scope.text for a in find_attributions(text)] == [
        "“We left. We had to,” said Tom Fox."
    ]


WORDS = st.lists(
    st.sampled_from(
        ["said", "the", "minister", "Ann Lee", ",", ".", "who", "by", "was", "reported", "and",
         "that", "according", "to", "with", "he", "told", "of", "-", "(", ")", "police", "put it",
         "“so it is”", "\n\n", "adding"]
    ),
    max_size=40,
).map(" ".join)  # fmt: skip


@given(st.one_of(st.text(max_size=80), WORDS))
def test_every_span_of_an_attribution_holds_its_own_characters(text: str) -> None:
    """Offsets point at the characters they claim, and the scope covers the cue."""
    for a in find_attributions(text):
        for span in (a.speaker, a.cue, a.scope, a.speaker_name):
            assert span is None or text[span.start : span.end] == span.text != ""
        assert a.scope.covers(a.cue)


@pytest.mark.parametrize(
    "piece",
    [
        "said ",
        "he said, ",
        "Aa Bb, of Cc, ",
        "according to ",
        "who ",
        "Aa bb cc dd leader Ee said ",
    ],
)
def test_a_long_sentence_without_an_end_is_read_in_linear_time(piece: str) -> None:
    """Only so much of a sentence is read as a sentence can have."""
    assert grows_in_proportion(find_attributions, piece, 4_000)


@pytest.mark.parametrize("piece", ["He left. He said so. ", "Leader Aa Bb left, said the leader. "])
def test_a_long_chain_of_pronouns_or_offices_is_read_to_its_end(piece: str) -> None:
    """No pronoun waits for the one before it, and no office is looked for more than once."""
    assert find_attributions(piece * 2_000)
