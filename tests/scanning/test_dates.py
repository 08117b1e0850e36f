"""The reader of dates over the tokens of a text; `tests/figures/cases` specify it too."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from date_rows import date_row

from extractor.languages import load
from extractor.scanning.dates import DateMention, DateReader
from extractor.scanning.folding import fold
from extractor.scanning.numbers import Numerals
from extractor.scanning.scanner import scan_dates
from extractor.scanning.tokens import Tokens

NEW = Path(__file__).parent / "cases"
NEW_DAY = date(2026, 3, 12)
ENGLISH = load("en")


def _cases(path: Path) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))["case"]
    return rows


def _mentions(tokens: Tokens) -> list[DateMention]:
    reader = DateReader(ENGLISH)
    return reader.read(reader.find(tokens, Numerals(ENGLISH)), NEW_DAY)


@pytest.mark.parametrize(
    "row", [pytest.param(row, id=row["lesson"]) for row in _cases(NEW / "dates.toml")]
)
def test_what_the_tokens_add_is_read(row: dict[str, Any]) -> None:
    """Each sentence of the new table has exactly the dates of its row."""
    assert [date_row(one) for one in scan_dates(row["text"], published=NEW_DAY)] == row["dates"]


@pytest.mark.parametrize(
    ("day_first", "iso", "is_open"),
    [(None, "2026-03-04", True), (True, "2026-04-03", False), (False, "2026-03-04", False)],
)
def test_the_order_of_day_and_month_may_be_given(
    day_first: bool | None, iso: str, is_open: bool
) -> None:
    """ "03/04/2026" is in April where the day goes first; where nobody says so, a note does."""
    (found,) = scan_dates("It opens on 03/04/2026.", published=NEW_DAY, day_first=day_first)
    assert found.iso == iso
    assert (found.note is not None) == is_open


@pytest.mark.parametrize(
    ("text", "years", "counted"),
    [
        ("In 2010 he retired.", ["2010"], []),
        ("It ran from 2004 to 2009.", ["2004", "2009"], []),
        ("The vote was on July 4, 2025.", [], []),
        ("It opened in April 2002.", [], []),
        ("It shut in the summer of 2012.", ["2012"], []),
        ("Sales rose in Q1 2023.", [], []),
        ("She left three years ago.", [], ["three"]),
        ("She left two years and three months ago.", [], ["two", "three"]),
        ("Rents rose over the last 30 years.", [], ["30"]),
        ("It shut two weeks before May 13, 1999.", [], ["two"]),
        ("It shut two days before 2019.", ["2019"], ["two"]),
        ("They meet every 3 weeks.", [], ["3"]),
    ],
)
def test_a_date_tells_which_of_its_numbers_are_figures(
    text: str, years: list[str], counted: list[str]
) -> None:
    """Bare years, and numbers that measure a stretch of time, are figures beside being dates."""
    tokens = Tokens(fold(text))
    found = DateReader(ENGLISH).find(tokens, Numerals(ENGLISH)).pieces
    assert [tokens.words[at] for one in found for at in one.years] == years
    assert [tokens.words[at] for one in found for at in one.counted] == counted


def test_what_owns_is_no_part_of_the_date() -> None:
    """The last token of "Friday's" has two characters that are not the day's."""
    tokens = Tokens(fold("It was Friday's vote."))
    (found,) = _mentions(tokens)
    assert tokens.phrase(found.start, found.end)[: -found.tail] == "Friday"
