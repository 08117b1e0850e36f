"""Names in running text, and whether two of them are one."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from counted import grows_in_proportion
from hypothesis import given
from hypothesis import strategies as st

from extractor.scanning.layout.layout import read_layout
from extractor.scanning.names.name_forms import NameForms
from extractor.scanning.names.names import find_mentions, find_names, same_name

CASES = tomllib.loads((Path(__file__).parent / "text" / "cases" / "names.toml").read_text("utf-8"))[
    "case"
]


@pytest.mark.parametrize("case", CASES, ids=[case["lesson"] for case in CASES])
def test_names_are_found_without_what_stands_around_them(case: dict[str, str]) -> None:
    """Each row of the table is read as it says."""
    assert " | ".join(span.text for span in find_names(case["text"])) == case["names"]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Anna Berg", "Berg"),
        ("President Anna Berg", "Anna Berg"),
        ("Mr. Berg", "Anna Berg"),
        ("A. Berg", "Anna Berg"),
        ("Anna K. Berg", "Anna Berg"),
        ("Anna K. Berg", "A. K. Berg"),
        ("José Núñez", "Jose Nunez"),
        ("Siobhan O’Dea", "Siobhan O'Dea"),
        ("the United Nations", "United Nations"),
        ("United Nations", "UN"),
        ("U.S.", "US"),
        ("Berg’s", "Berg"),
        ("Søren Løkke", "Soren Lokke"),
        ("Ukraine’s Minister of Foreign Affairs Andrii Sybiha", "Andrii Sybiha"),
        ("BERG", "Berg"),
    ],
)
def test_forms_of_one_name_are_the_same(a: str, b: str) -> None:
    """Titles, initials, accents and a missing first name do not make another person."""
    assert same_name(a, b)
    assert same_name(b, a)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Anna Berg", "Otto Berg"),
        ("Anna Berg", "Anna Bergh"),
        ("Anna Berg", "Anna Stahl"),
        ("A. Berg", "Otto Berg"),
        ("North Korea", "South Korea"),
        ("Zelensky", "Zelenskyy"),
        ("Bank of Ghana", "Bank of Kenya"),
        ("", "Berg"),
        ("Georgia State University", "Georgia"),
    ],
)
def test_other_names_are_not_the_same(a: str, b: str) -> None:
    """Another spelling, first name or place is another name."""
    assert not same_name(a, b)
    assert not same_name(b, a)


def test_mentions_are_every_form_of_a_name() -> None:
    """The surname alone counts, another first name does not."""
    text = "They met Anna Berg. Then Berg left, and Otto Berg came."
    assert [span.text for span in find_mentions("President Anna Berg", text)] == [
        "Anna Berg",
        "Berg",
    ]


RUNS = st.lists(
    st.sampled_from(
        ["Ann", "Lee", "the", "of", "and", "The", "U.S.", "Mr.", "May", "Bank", "President", ",",
         ".", "’s", "-", "\n", "&", "de", "al-Hadi", "\ud800", "É", "X"]
    ),
    max_size=40,
).map(" ".join)  # fmt: skip


@given(st.one_of(st.text(max_size=80), RUNS))
def test_names_hold_their_own_characters_in_reading_order(text: str) -> None:
    """Offsets point at the characters they claim, without overlaps."""
    end = 0
    for span in find_names(text):
        assert text[span.start : span.end] == span.text != ""
        assert span.start >= end
        end = span.end


@given(st.text(max_size=40), st.text(max_size=40))
def test_comparing_names_never_fails_and_has_no_order(a: str, b: str) -> None:
    """Any two strings can be compared, either way round."""
    assert same_name(a, b) == same_name(b, a)


@pytest.mark.parametrize(
    "piece", ["Aa ", "A. ", "Bank of ", "AB ", "Aa-", "Aa's ", "Aa & ", "al-", "Rs 4 "]
)
def test_long_runs_of_capitals_are_read_in_linear_time(piece: str) -> None:
    """No run of capitals is read twice."""
    assert grows_in_proportion(find_names, piece, 20_000)


SPELLINGS = st.lists(
    st.sampled_from(
        ["Anna", "A.", "Berg", "Berg's", "Mr.", "President", "of", "the", "Bank", "Norland", "NB",
         "BN", "Jr", "de", "Lund", "Lund-Berg", "&", "Ångström", "Angstrom", "Minister", "s", "US"]
    ),
    min_size=1,
    max_size=4,
).map(" ".join)  # fmt: skip


@given(SPELLINGS, st.lists(SPELLINGS, max_size=12))
def test_forms_of_a_name_are_those_that_are_the_same(name: str, spellings: list[str]) -> None:
    """Looking a name up among spellings gives what comparing it with each gives."""
    wanted = {spelling for spelling in spellings if same_name(name, spelling)}
    assert NameForms(spellings).alike(name) == wanted


@given(st.one_of(st.text(max_size=80), RUNS))
def test_names_are_the_same_with_the_layout_given(text: str) -> None:
    """A layout that is known already changes nothing."""
    assert find_names(text, read_layout(text)) == find_names(text)
