"""What is set aside, and what must stay."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from counted import grows_in_proportion
from hypothesis import given
from hypothesis import strategies as st

from extractor.scanning.layout.furniture import find_furniture

CASES = tomllib.loads(
    (Path(__file__).parent / "text" / "cases" / "furniture.toml").read_text("utf-8")
)["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["lesson"] for case in CASES])
def test_furniture_is_set_aside_and_body_text_is_not(case: dict[str, Any]) -> None:
    """Each row of the table is read as it says."""
    found = [[furniture.span.text, furniture.reason] for furniture in find_furniture(case["text"])]
    assert found == case["set_aside"]


PIECES = st.lists(
    st.sampled_from(
        ["By ", "Jane Doe", "©", " 2024", "LONDON", " — ", ", ", "March 3", "\n", "Read More",
         "Photo:", "Published ", "10:00", " GMT", ".", "a", "(AP)", "*", "\ud800", "Mon "]
    ),
    max_size=25,
).map("".join)  # fmt: skip


@given(st.one_of(st.text(max_size=100), PIECES))
def test_furniture_holds_its_own_characters_without_overlaps(text: str) -> None:
    """Offsets point at the characters they claim, in reading order."""
    end = 0
    for furniture in find_furniture(text):
        span = furniture.span
        assert text[span.start : span.end] == span.text != ""
        assert span.start >= end
        end = span.end


@pytest.mark.parametrize(
    "piece", ["By Aa ", "© ", "KYIV, ", "Aa Bb, ", "1 May ", "Published ", "-"]
)
def test_long_lines_of_one_piece_are_read_in_linear_time(piece: str) -> None:
    """No pattern is tried again and again on a long line."""
    assert grows_in_proportion(find_furniture, piece, 20_000)
    assert grows_in_proportion(find_furniture, piece + "\n", 5_000)
