"""What holds for any text at all."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.comparing.figures import compare_figures
from extractor.scanning.scanner import scan_dates, scan_figures

PIECES = st.sampled_from(
    """at least|23|people|5,000|4.2|billion|$|£|€|%|per cent|between|and|to|–|-|three|hundred|half a
    |million|of|the|drones|July|4|2025|Friday|last|week|overnight|into|aged|34|,|.|\n|\n\n|\u00a0
    |&pound;|&nbsp;|**|<b>|</b>|\u00ad|½|1/2|°C|12|:|30|pm|Q3|1990s|one|in|five|x|10^6|e9|'|\u2019|"
    |over|or more|ago|years|later|next|day|tens of|thousands|twice|6–4|+44|20|7946|0958|A330|İ
    |\ud800|\x00|\u202e|٣|１２|No.|5|Rs|12,34,567|third|quarter
    |hour|minutes|an hour|May|June|first|December|19th|centuries|month|paid|pounds
    |5p|at|1140|half past|quarter to|World War|II|LIX|1h|20m|12"|787-8|Eid al-Fitr|next|week of
    |the 18th|1Q24|2024|Mar3|Sep|2020/23/|between|8am|in the morning|last night|kg|(kg)|g/km
    |Matthew|25:35|called|911|week 10|weeks|17h30|19h|nightly|EOD|EOY|a week on|the|before|early
    |late|May/2019|05/2019|extend|moved|early hours of|2024's|Fri.|31st""".replace(
        "\n    ", ""
    ).split("|")
)
TEXTS = st.one_of(
    st.text(max_size=80),
    st.lists(PIECES, max_size=14).map(" ".join),
    st.lists(PIECES, max_size=14).map("".join),
)


@settings(max_examples=1500)
@given(TEXTS)
def test_spans_of_figures_are_the_text_that_they_name(text: str) -> None:
    """Nothing raises, every span is its characters, and spans follow one another."""
    end = 0
    for figure in scan_figures(text):
        for span in (figure.span, figure.phrase):
            assert text[span.start : span.end] == span.text
        assert figure.phrase.start <= figure.span.start < figure.span.end <= figure.phrase.end
        assert figure.span.start >= end
        end = figure.span.end
        if figure.value is not None:
            assert figure.low is None
            assert figure.high is None
        elif figure.kind not in ("identifier", "unread"):
            assert figure.low is not None or figure.high is not None


@settings(max_examples=1500)
@given(text=TEXTS, published=st.sampled_from([None, date(2025, 7, 4), date.min, date.max]))
def test_spans_of_dates_are_the_text_that_they_name(text: str, published: date | None) -> None:
    """Nothing raises on any day of the calendar, and every span is its characters."""
    end = 0
    for found in scan_dates(text, published=published):
        assert text[found.span.start : found.span.end] == found.span.text
        assert found.span.start >= end
        end = found.span.end
        assert found.iso is None or found.precision is not None


@settings(max_examples=400)
@given(st.lists(TEXTS.map(lambda text: text.replace("\n", " ").replace("\r", " ")), max_size=5))
def test_reading_by_paragraphs_gives_what_reading_the_whole_gives(paragraphs: list[str]) -> None:
    """No figure depends on another paragraph, but that a "£" says what pounds are; nor a date."""
    whole = "\n\n".join(paragraphs)
    for scan in (scan_figures, scan_dates):
        together = [
            (one.span.start, one.span.text, one)
            for one in scan(whole, published=date(2025, 7, 4), language="en")
        ]
        start = 0
        apart = []
        for paragraph in paragraphs:
            for one in scan(paragraph, published=date(2025, 7, 4), language="en"):
                apart.append((start + one.span.start, one.span.text, one))
            start += len(paragraph) + 2
        assert [entry[:2] for entry in together] == [entry[:2] for entry in apart]
        for (_, _, one), (_, _, other) in zip(together, apart, strict=True):
            units = getattr(one, "unit", None), getattr(other, "unit", None)
            if "£" in unescape(whole) and units == ("GBP", "pound"):
                continue
            for name in ("value", "hedge", "of", "unit", "iso", "precision", "note"):
                assert getattr(one, name, None) == getattr(other, name, None)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\ufeff",
        "\x00" * 10,
        "\ud800 5 people",
        "5" * 5000,
        "1," * 3000,
        "and " * 3000,
        "((((" * 3000,
        "9" * 400 + "e999",
        "one " * 3000,
        "\u0130" * 50 + " 23 people",
        "<b" * 3000,
        "&" * 3000,
        "**" * 3000,
        "A 1-in-00-year flood",
        "-10^63.18",
    ],
)
def test_odd_texts_are_read_without_complaint(text: str) -> None:
    """Empty, endless and broken texts raise nothing."""
    for figure in scan_figures(text):
        assert text[figure.span.start : figure.span.end] == figure.span.text
    for found in scan_dates(text):
        assert text[found.span.start : found.span.end] == found.span.text


def test_a_day_and_a_moment_of_publication_are_both_taken() -> None:
    """`published` may be a date or a datetime."""
    text = "It rained on Friday."
    by_day = scan_dates(text, published=date(2025, 7, 4))
    assert by_day == scan_dates(text, published=datetime(2025, 7, 4, 10, 10))
    assert by_day[0].iso == "2025-07-04"


def test_without_a_day_of_publication_the_dateline_serves() -> None:
    """The date that a text bears at its head is the day that its other dates count from."""
    text = "Fri Jul 04 10:10:00 UTC 2025: Storm\n\nRain fell yesterday."
    assert [found.iso for found in scan_dates(text)] == ["2025-07-04T10:10:00Z", "2025-07-03"]
    assert scan_dates("Rain fell yesterday.")[0].iso is None


def test_digits_imply_an_interval() -> None:
    """What is said as 4.2 billion lies between 4.15 and 4.25 billion."""
    (figure,) = scan_figures("It cost $4.2 billion.")
    assert figure.precision == (Decimal("4150000000"), Decimal("4250000000"))
    (figure,) = scan_figures("It hired 539 people.")
    assert [str(end) for end in figure.precision or ()] == ["538.5", "539.5"]


def test_importing_the_scanner_loads_no_unit_library() -> None:
    """Units are data of our own; pint is for conversion only."""
    import subprocess
    import sys

    code = "import sys, extractor.scanning.scanner; sys.exit('pint' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(("claim", "source"), [("1E100", "1"), ("1", "1E100"), ("1E100", "1E-100")])
def test_figures_of_any_size_are_compared(claim: str, source: str) -> None:
    """Numbers that lie further apart than a Decimal's digits reach still get a verdict."""
    one, other = scan_figures(claim)[0], scan_figures(source)[0]
    assert compare_figures(one, other).verdict in ("value_mismatch", "scale_mismatch")


@pytest.mark.parametrize("published", [date.min, date.max])
def test_no_date_leaves_the_calendar(published: date) -> None:
    """Seen from its first and its last day, what lies beyond has no ISO form."""
    text = (
        "The first week of Oct. was wet, last winter dry, the last quarter of last year calm. "
        "In December, next Friday, last week, a century ago and on Eid al-Fitr it snowed."
    )
    found = scan_dates(text, published=published)
    assert len(found) > 5
    assert not [one for one in found if one.iso is not None and one.iso.startswith("0000")]
