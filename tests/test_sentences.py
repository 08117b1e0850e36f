"""Borders of paragraphs and sentences."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from counted import grows_in_proportion
from hypothesis import given
from hypothesis import strategies as st

from extractor.scanning.layout.layout import read_layout
from extractor.scanning.layout.paragraphs import split_paragraphs
from extractor.scanning.layout.sentences import split_sentences

CASES = tomllib.loads(
    (Path(__file__).parent / "text" / "cases" / "sentences.toml").read_text("utf-8")
)["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["lesson"] for case in CASES])
def test_sentences_end_where_a_reader_ends_them(case: dict[str, str]) -> None:
    """Each row of the table is split as it says."""
    found = " | ".join(span.text for span in split_sentences(case["text"]))
    assert found == case["sentences"]


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("", []),
        (" \n\t\n ", []),
        ("One.\n\nTwo.", ["One.", "Two."]),
        ("One.\nTwo.", ["One.", "Two."]),
        ("One\ntwo.\n\nThree.", ["One\ntwo.", "Three."]),
        ("One.\r\n \t\r\nTwo.", ["One.", "Two."]),
        ("One.\r\rTwo.", ["One.", "Two."]),
        ("\ufeffOne.\u00a0\n\n\u2003Two.", ["One.", "Two."]),
        ("One.\u2029Two.", ["One.", "Two."]),
        ("One\x0cTwo", ["One", "Two"]),
        pytest.param(
            "About 6,000 people in the town signed the\n"
            "petition that the mayor of Dorsby, Anna\n"
            "Bright, had begun on Tuesday."
            "\nNobody spoke.",
            [
                "About 6,000 people in the town signed the\n"
                "petition that the mayor of Dorsby, Anna\n"
                "Bright, had begun on Tuesday.",
                "Nobody spoke.",
            ],
            id="a text that an editor has wrapped",
        ),
        pytest.param("apples\npears\nplums", ["apples", "pears", "plums"], id="a list"),
        pytest.param(
            "Forty hurt as a crane falls at the dock\nA crane with a load of steel fell on Monday "
            "in Brackwater, the port authority said, and hurt at least 40 workers.",
            [
                "Forty hurt as a crane falls at the dock",
                "A crane with a load of steel fell on Monday in Brackwater, the port authority "
                "said, and hurt at least 40 workers.",
            ],
            id="a headline right above the text",
        ),
        pytest.param(
            "Passengers of the ferry to Halden   208\nPassengers of the ferry to Dorsby   112",
            [
                "Passengers of the ferry to Halden   208",
                "Passengers of the ferry to Dorsby   112",
            ],
            id="rows of a table",
        ),
    ],
)
def test_paragraphs_are_what_blank_lines_divide(text: str, paragraphs: list[str]) -> None:
    """Blank lines divide; where there are none, every line is a paragraph; ends are trimmed."""
    assert [span.text for span in split_paragraphs(text)] == paragraphs


@given(st.text(max_size=120))
def test_spans_hold_their_own_characters_and_do_not_overlap(text: str) -> None:
    """Offsets point at the characters they claim, in reading order."""
    for split in (split_paragraphs, split_sentences):
        end = 0
        for span in split(text):
            assert text[span.start : span.end] == span.text
            assert span.text.strip() == span.text != ""
            assert span.start >= end
            end = span.end


@given(st.text(alphabet='aB1 .!?…\n\r"”*', max_size=80))
def test_no_word_is_lost_between_sentences(text: str) -> None:
    """Every letter and digit of the text is in one sentence."""
    inside = "".join(span.text for span in split_sentences(text))
    assert [c for c in inside if c.isalnum()] == [c for c in text if c.isalnum()]


@pytest.mark.parametrize("piece", [". ", "...", "a. ", "\n", " ", "A.", '?" ', "U.S. ", "\r"])
def test_long_runs_of_one_piece_are_split_in_linear_time(piece: str) -> None:
    """No run of marks or spaces is read twice."""
    assert grows_in_proportion(split_sentences, piece, 50_000)


@given(st.text(alphabet='aB1 .!?…\n\r"”*', max_size=80))
def test_layout_has_the_paragraphs_and_sentences_of_the_text(text: str) -> None:
    """Found together they are what they are found one by one."""
    layout = read_layout(text)
    assert layout.paragraphs == tuple(split_paragraphs(text))
    assert layout.sentences == tuple(split_sentences(text))
