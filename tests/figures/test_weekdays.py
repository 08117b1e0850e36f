"""Which day "next", "coming" and "last" name, seen from each day of a week."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from extractor.scanning.scanner import scan_dates
from extractor.scanning.scanner import scan_dates as scan_dates_of_figures
from extractor.schemas.figure import DateRef

READERS = pytest.mark.parametrize("scan", [scan_dates, scan_dates_of_figures])
MONDAY, THURSDAY, SUNDAY = date(2025, 6, 30), date(2025, 7, 3), date(2025, 7, 6)


@READERS
@pytest.mark.parametrize(
    ("words", "published", "iso"),
    [
        ("next Friday", MONDAY, "2025-07-11"),
        ("this Friday", MONDAY, "2025-07-04"),
        ("this coming Friday", MONDAY, "2025-07-04"),
        ("next Monday", THURSDAY, "2025-07-07"),
        ("next Thursday", THURSDAY, "2025-07-10"),
        ("next Monday", SUNDAY, "2025-07-07"),
        ("last Monday", THURSDAY, "2025-06-30"),
        ("last Thursday", THURSDAY, "2025-06-26"),
        ("two months after next Friday", MONDAY, "2025-09-11"),
    ],
)
def test_a_weekday_with_its_word_is_one_day(
    scan: Callable[..., list[DateRef]], words: str, published: date, iso: str
) -> None:
    """News of a Monday calls the Friday of that week "Friday": "next Friday" is a week later."""
    assert [found.iso for found in scan(f"It is {words}.", published=published)] == [iso]


@READERS
@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("They marched this weekend.", "2025-06-28/2025-06-29"),
        ("They will march this weekend.", "2025-07-05/2025-07-06"),
    ],
)
def test_a_weekend_lies_where_the_tense_looks(
    scan: Callable[..., list[DateRef]], text: str, iso: str
) -> None:
    """Told on a Monday, "this weekend" is the one that is over, unless the clause looks ahead."""
    assert [found.iso for found in scan(text, published=MONDAY)] == [iso]
