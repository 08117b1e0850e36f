"""The tables in `cases/` are the specification: one row per lesson."""

from __future__ import annotations

import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from date_rows import date_row

from extractor.scanning.scanner import scan_dates, scan_figures
from extractor.schemas.figure import Figure

CASES = Path(__file__).parent / "cases"
STORY_DAY = date(2025, 7, 4)


def _rows(kind: str) -> list[Any]:
    """The rows of the tables; those in a folder that is called by a language are in it."""
    rows = []
    for table in sorted(CASES.rglob("*.toml")):
        language = "en" if table.parent == CASES else table.parent.name
        for row in tomllib.loads(table.read_text(encoding="utf-8"))["case"]:
            if kind in row:
                name = f"{language}: {table.stem}" if language != "en" else table.stem
                rows.append(pytest.param(row, language, id=f"{name}: {row['lesson']}"))
    return rows


def _figure_row(figure: Figure) -> dict[str, Any]:
    row: dict[str, Any] = {"span": figure.span.text}
    if figure.phrase != figure.span:
        row["phrase"] = figure.phrase.text
    if figure.kind != "cardinal":
        row["kind"] = figure.kind
    for name in ("value", "low", "high"):
        number = getattr(figure, name)
        if number is not None:
            row[name] = number
    if figure.hedge != "unhedged":
        row["hedge"] = figure.hedge
    for name in ("unit", "of"):
        if getattr(figure, name) is not None:
            row[name] = getattr(figure, name)
    return row


def _is_near(found: Decimal, wanted: str) -> bool:
    """Thirds and the like are written with six decimals in the tables."""
    exact = Decimal(wanted)
    return found == exact or ("." in wanted and abs(found - exact) < Decimal("0.000001"))


@pytest.mark.parametrize(("row", "language"), _rows("figures"))
def test_figures_of_a_sentence_are_those_of_the_table(row: dict[str, Any], language: str) -> None:
    """Each sentence has exactly the figures that its row lists, field by field."""
    read = scan_figures(row["text"], published=STORY_DAY, language=language)
    found = [_figure_row(figure) for figure in read]
    wanted = [dict(figure) for figure in row["figures"]]
    assert [figure["span"] for figure in found] == [figure["span"] for figure in wanted]
    for one, other in zip(found, wanted, strict=True):
        for name in ("value", "low", "high"):
            assert (name in one) == (name in other)
            if name in one:
                assert _is_near(one.pop(name), other.pop(name))
        assert one == other


@pytest.mark.parametrize(("row", "language"), _rows("dates"))
def test_dates_of_a_sentence_are_those_of_the_table(row: dict[str, Any], language: str) -> None:
    """Each sentence, read on its day or on Friday 4 July 2025, has exactly the dates of its row."""
    day = row.get("published", STORY_DAY)
    read = scan_dates(row["text"], published=day, language=language)
    found = [date_row(found) for found in read]
    assert found == row["dates"]


def test_every_table_says_what_it_is_about_and_repeats_no_lesson() -> None:
    """A table opens with a comment, and a lesson stands once."""
    for table in CASES.rglob("*.toml"):
        text = table.read_text(encoding="utf-8")
        assert text.startswith("# ")
        lessons = [row["lesson"] for row in tomllib.loads(text)["case"]]
        assert len(lessons) == len(set(lessons)), table.name
