"""What a story says against itself, before any fact or source is there to compare."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks.arithmetic import check_arithmetic
from extractor.checks.births import ages_against_births
from extractor.checks.findings import make_finding, quoted
from extractor.checks.headline import check_headline, check_spellings, headline_of
from extractor.checks.periods import check_periods
from extractor.checks.persons import ages_that_disagree
from extractor.checks.reading import Reading, read
from extractor.checks.remarks import check_remarks
from extractor.checks.titles import titles_that_disagree
from extractor.scanning.document import Scan
from extractor.schemas.finding import Finding


def check_story(scan: Scan) -> list[Finding]:
    """The findings that need no fact: open quotations, weekdays that miss their date.

    `span` and `evidence` both point into the story.
    """
    story = read(scan)
    return [
        *_open_quotations(story),
        *_weekdays(scan),
        *check_arithmetic(story),
        *check_periods(story),
        *ages_that_disagree(story),
        *ages_against_births(story),
        *titles_that_disagree(story),
        *check_headline(story),
        *check_spellings(story),
        *check_remarks(story),
    ]


def _open_quotations(story: Reading) -> Iterator[Finding]:
    """Speech that nobody says; a headline leaves to the body who said its words."""
    headline = headline_of(story)
    for quotation in story.scan.quotations:
        if headline is not None and headline.covers(quotation.span):
            continue
        if quotation.kind == "speech" and quotation.speaker is None:
            yield make_finding(
                "quotation.speaker",
                "unattributed",
                quotation.span,
                f"The story does not say beyond doubt who said {quoted(quotation.span.text, 60)}.",
                evidence=(quotation.span,),
            )


def _weekdays(scan: Scan) -> Iterator[Finding]:
    for date in scan.dates:
        if date.note is not None and " not a" in date.note:
            yield make_finding(
                "date.weekday",
                "value_mismatch",
                date.span,
                f"{quoted(date.span.text)}: {date.note}.".replace("..", "."),
                evidence=(date.span,),
            )
