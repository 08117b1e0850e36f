"""A date of the draft where the source gives another one of the same grain in its place."""

from __future__ import annotations

from datetime import date

import pytest

from extractor import Document, check_draft
from extractor.schemas.finding import Finding

DRAFT = "The ferry left the harbour with grain {}."
SOURCES = {
    "first": "{} the ferry sailed from the harbour of Velm, loaded with grain.",
    "last": "Loaded with grain, the ferry sailed from the harbour of Velm {}.",
    "among others": (
        "In 1884 the harbour was built. Loaded with grain, the ferry sailed from it {}. The mayor, "
        "who took office in 2021, waved from the quay for two hours on the Sunday before Lent."
    ),
    "behind a dateline": (
        "VELM, March 12, 2026 — The ferry sailed from the harbour with a load of grain {}, the "
        "harbour board said. Ferries will run every hour until Saturday."
    ),
}
OTHER_TIMES = [
    ("on Wednesday morning", "on Thursday morning"),
    ("on Wednesday morning", "on Thursday"),
    ("on Wednesday", "on Thursday morning"),
    ("on Wednesday", "on Thursday"),
    ("early on Monday", "early on Sunday"),
    ("on Friday evening", "on Friday morning"),
    ("by Monday", "by Sunday"),
    ("in the morning", "in the evening"),
    ("at 9pm", "at 8pm"),
    ("at 9:15am", "at 9:45am"),
    ("last Tuesday", "last Friday"),
    ("last Tuesday", "on Friday"),
    ("next Tuesday", "next Friday"),
    ("on 3 May", "on 8 May"),
    ("on 3 May", "on 3 June"),
    ("on 3 May", "on 8 May 2024"),
    ("on 3 May 2024", "on 8 May 2024"),
    ("on the 3rd", "on 5 May"),
    ("in June", "in July"),
    ("in June", "in July 2024"),
    ("in June 2024", "in July"),
    ("in June 2024", "in July 2024"),
    ("in the spring", "in the autumn"),
    ("in the spring of 2024", "in the autumn of 2024"),
    ("last spring", "last autumn"),
    ("in the third quarter", "in the second quarter"),
    ("in the first half of 2023", "in the second half of 2023"),
    ("in 2019", "in 2018"),
    ("in the 1950s", "in the 1930s"),
    ("in the 16th century", "in the 17th century"),
    ("at Easter", "at Christmas"),
    ("last week", "last month"),
    ("two weeks ago", "three weeks ago"),
    ("this weekend", "next weekend"),
]


def about_time(draft: str, source: str, published: date | None = None) -> list[Finding]:
    """The findings on dates and numbers: "two weeks ago" is told as a date or as a duration."""
    report = check_draft(draft, [Document(text=source, published=published)])
    return [f for f in report.findings if f.check.startswith(("date.", "figure."))]


@pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES)
@pytest.mark.parametrize(("claimed", "given"), OTHER_TIMES)
def test_another_time_of_the_same_grain_is_named(claimed: str, given: str, source: str) -> None:
    """Where the sentence of the source has another time, the finding says which and shows it."""
    told = source.format(given)
    found = about_time(DRAFT.format(claimed), told[0].upper() + told[1:])
    assert len(found) == 1
    assert found[0].is_problem
    assert found[0].verdict in ("value_mismatch", "misplaced")
    there = found[0].evidence[0].text
    assert there
    assert there.casefold() in given.casefold()
    assert there in found[0].message


def test_a_day_without_its_month_is_read_as_a_day() -> None:
    """ "The 3rd" is "3 May", and not "5 May"; what follows from no sentence is not said."""
    source = "On Monday a bus hit the gate. The mill was shut on 3 May, its owner said."
    assert [f.verdict for f in about_time("The mill shut on the 3rd.", source)] == ["equivalent"]
    assert [f.expected for f in about_time("The mill shut on the 4th.", source)] == ["3 May"]


@pytest.mark.parametrize(
    ("draft", "source"),
    [
        ("The mill shut on Tuesday.", "The mill was shut in 2019, its owner said."),
        ("The mill shut in the spring.", "The mill was shut on a Monday, its owner said."),
        ("The mill shut in the spring.", "The mill was shut, its owner said. Hens lay in autumn."),
        ("The mill shut on Tuesday.", "VELM, May 3 — The mill was shut, its owner said."),
    ],
)
def test_a_time_of_another_grain_or_place_is_not_named(draft: str, source: str) -> None:
    """A year says nothing against a weekday, and neither does the day of a dateline."""
    found = about_time(draft, source)
    assert [(f.verdict, f.evidence) for f in found] == [("absent", ())]


def test_a_decade_is_no_month() -> None:
    """ "Decade" begins like December: the two have nothing to do with each other."""
    source = "The mill lost money over the past decade, its owner said."
    found = about_time("The mill lost money in March, its owner said.", source, date(2026, 5, 4))
    assert [f.verdict for f in found] == ["absent"]


@pytest.mark.parametrize(
    ("claimed", "period", "severity"),
    [
        ("in 2005", "from 2003 to 2005", "info"),
        ("in 2005", "in 2003-05", "info"),
        ("in 2003", "between 2003 and 2005", "info"),
        ("in 2004", "from 2003 to 2005", "look"),
        ("in 2006", "from 2003 to 2005", "error"),
        ("in 1995", "in the 1990s", "look"),
        ("in 1990", "in the 1990s", "look"),
        ("in 1980", "in the 1990s", "warning"),
        ("in 1850", "in the 19th century", "warning"),
        ("in May", "from March to May", "info"),
        ("in June", "from March to May", "error"),
        ("on 5 May", "from 3 to 5 May", "info"),
        ("on 5 May", "from May 3 to 5", "info"),
        ("on 6 May", "from 3 to 5 May", "error"),
        ("on Friday", "from Monday to Friday", "info"),
        ("in 2021", "in FY2021", "info"),
        ("in 2020", "in FY2021", "error"),
    ],
)
def test_an_end_of_a_period_is_in_the_source(claimed: str, period: str, severity: str) -> None:
    """The last end is as good as the first; a year between them is for an editor to see."""
    found = about_time(f"The mill was shut {claimed}.", f"The mill was shut {period}, he said.")
    assert [f.severity for f in found] == [severity]


_SAME_WORDS = [
    ("on Tuesday", date(2010, 5, 5), True),
    ("last Tuesday", date(2010, 5, 5), True),
    ("on Tuesday morning", date(2010, 5, 5), True),
    ("at 9am on Tuesday", date(2010, 5, 5), True),
    ("on 3 May", date(2010, 5, 5), True),
    ("in June", date(2010, 5, 5), True),
    ("this summer", date(2010, 5, 5), True),
    ("yesterday", date(2010, 5, 5), True),
    ("last week", date(2010, 5, 5), True),
    ("last year", date(2010, 5, 5), True),
    ("on Tuesday", date(2026, 4, 15), True),
    ("on Tuesday", date(2026, 5, 4), False),
    ("on Tuesday", date(2026, 5, 5), False),
    ("yesterday", date(2026, 5, 5), False),
    ("last year", date(2025, 12, 30), False),
    ("on Tuesday", None, False),
    ("in June", None, False),
    ("in June 2009", date(2010, 5, 5), False),
]


@pytest.mark.parametrize(("words", "published", "is_another"), _SAME_WORDS)
def test_equal_words_of_other_years_are_other_times(
    words: str, published: date | None, is_another: bool
) -> None:
    """With both days of publication, "Tuesday" of 2026 is not borne out by "Tuesday" of 2010."""
    draft = Document(text=f"The council closed the bridge {words}.", published=date(2026, 5, 6))
    source = Document(
        text=f"The council closed the bridge {words}, after a storm.", published=published
    )
    found = [one for one in check_draft(draft, [source]).findings if one.check.startswith("date.")]
    assert found
    assert all(one.verdict not in ("exact", "equivalent") for one in found) == is_another
