"""The example stories, traps included, read without a model."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from extractor import Document, Report, extract

FIGURES = {
    "ferry-collision.txt": [
        # words of the row, value, hedge, unit, what is counted
        ("at least 14", "14", "at_least", None, None),
        ("312 people", "312", "unhedged", None, "people"),
        ("at least 14 passengers", "14", "at_least", None, "passengers"),
        ("Two of the injured", "2", "unhedged", None, "injured"),
        ("Nearly 40 others", "40", "nearly", None, "others"),
        ("less than five minutes", "5", "less_than", "minute", None),
        ("11 knots", "11", "unhedged", "knot", None),
        ("6", "6", "unhedged", None, None),
        ("third collision", "3", "unhedged", None, "collision"),
        ("18 months", "18", "unhedged", "month", None),
        ("90 minutes", "90", "unhedged", "minute", None),
        ("half-hour", "0.5", "unhedged", "hour", None),
    ],
    "solar-results.txt": [
        ("a fifth", "0.2", "unhedged", None, None),
        ("20 percent", "20", "unhedged", "percent", None),
        ("£48.6 million", "48600000", "unhedged", "GBP", None),
        ("£40.5 million", "40500000", "unhedged", "GBP", None),
        ("£1.2bn", "1200000000", "unhedged", "GBP", None),
        ("£1.05bn", "1050000000", "unhedged", "GBP", None),
        ("0.3 percentage points", "0.3", "unhedged", "percentage_point", None),
        ("4.1 percent", "4.1", "unhedged", "percent", None),
        ("more than £700 million", "700000000", "more_than", "GBP", None),
        ("about 3,400 people", "3400", "about", None, "people"),
        ("doubled", "2", "unhedged", None, None),
        ("2.4 percent", "2.4", "unhedged", "percent", None),
    ],
    "night-race.txt": [
        ("two seconds", "2", "unhedged", "second", None),
        ("More than 9,000 runners", "9000", "more_than", None, "runners"),
        ("about 8,600", "8600", "about", None, None),
    ],
}

DATES = {
    "ferry-collision.txt": ["2026-03-12", "2026-03-12", "2026-03-12", "2019", "2026-03-16"],
    "solar-results.txt": ["2026-02-17T07:05:00Z", "2026-02-17", "2025", "2025", "2025-06"],
    "night-race.txt": ["2026-10-04", "2026-10-03"],
}

SET_ASIDE = {
    "ferry-collision.txt": [
        ("14", "headline"),
        ("March 12, 2026", "dateline"),
        ("7", "identifier"),
        ("2026", "copyright line"),
        ("2025", "copyright line"),
    ],
    "solar-results.txt": [
        ("Tue Feb 17 07:05:00 GMT 2026", "dateline"),
        ("2026", "copyright line"),
    ],
    "night-race.txt": [
        ("two seconds", "headline"),
        ("Oct. 4, 2026", "dateline"),
        ("2026", "copyright line"),
    ],
}

SPEAKERS = {
    "ferry-collision.txt": [
        ("The fog came down in less than five minutes,", "Captain Ilse Romero"),
        ("We had no time to turn.", "Captain Ilse Romero"),
        ("from bow to stern", "Tomas Adeyemi"),  # and not Romero, who is named nearer
    ],
    "solar-results.txt": [
        ("a record year by any measure", "Chief executive Hanna Lindqvist"),
        (
            "Roughly a third of those orders can still be cancelled,",
            "Finance director Paul Okafor",
        ),
    ],
    "night-race.txt": [("I never looked back,", "Adomako")],
}


@pytest.fixture(params=list(FIGURES))
def example(request: pytest.FixtureRequest, examples: Path) -> tuple[str, Report]:
    """Each example, read without a model."""
    return request.param, extract(Document.read(examples / request.param), model="none")


def test_figures_are_read_with_hedge_unit_and_noun(example: tuple[str, Report]) -> None:
    """Value, hedge, unit and what is counted are those that a reader would give."""
    name, report = example
    read = {
        row.figure.phrase.text: (
            row.figure.value,
            row.figure.hedge,
            row.figure.unit,
            row.figure.of,
        )
        for row in report.ledger
        if row.figure and row.set_aside in (None, "headline")
    }
    for words, value, hedge, unit, of in FIGURES[name]:
        assert read.get(words) == (Decimal(value), hedge, unit, of), words
    assert not any("worst" in words for words in read)


def test_dates_are_read_against_the_dateline(example: tuple[str, Report]) -> None:
    """Weekdays, "since June" and "last year" resolve to the days that the story means."""
    name, report = example
    read = [row.date.iso for row in report.ledger if row.date and row.date.iso]
    assert [iso for iso in read if iso in DATES[name]][: len(DATES[name])] == DATES[name]
    assert not any(iso.startswith("T") for iso in read), "6.5p against 5p is no time of day"


def test_furniture_and_identifiers_are_set_aside(example: tuple[str, Report]) -> None:
    """What is no claim of its own is set aside: a repeating headline, datelines, route numbers."""
    name, report = example
    assert [(row.span.text, row.set_aside) for row in report.ledger if row.set_aside] == SET_ASIDE[
        name
    ]


def test_quotations_have_their_speakers(example: tuple[str, Report]) -> None:
    """Each quotation is found between its marks, with the one who said it."""
    name, report = example
    found = [
        (each.span.text, each.speaker_name.text if each.speaker_name else None)
        for each in report.quotations
    ]
    assert found == SPEAKERS[name]


def test_a_story_has_no_problem_with_itself(example: tuple[str, Report]) -> None:
    """The deterministic checks find nothing wrong in a story that is consistent."""
    assert example[1].problems == ()
