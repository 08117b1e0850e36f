"""Weekdays that do not fall on their date."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks.check import declare
from extractor.checks.evidence.text_index import TextIndex
from extractor.checks.findings import make_finding, quoted
from extractor.checks.passes import on_story
from extractor.languages.current import current
from extractor.schemas.finding import Finding

WEEKDAY = declare("date.weekday", "A weekday that does not fall on its date", severity="error")


@on_story(WEEKDAY, order=20)
def find_weekdays(story: TextIndex) -> Iterator[Finding]:
    """Dates whose own words name another weekday."""
    for date in story.scan.dates:
        if date.note is not None and current().calendar.is_note(date.note, "other_weekday"):
            yield make_finding(
                "date.weekday",
                "value_mismatch",
                date.span,
                f"{quoted(date.span.text)}: {date.note}.".replace("..", "."),
                evidence=(date.span,),
            )
