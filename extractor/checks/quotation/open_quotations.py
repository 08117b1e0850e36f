"""Speech in a story that nobody is said to have spoken."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks.evidence.headline import headline_of
from extractor.checks.evidence.text_index import TextIndex
from extractor.checks.findings import make_finding, quoted
from extractor.checks.passes import on_story
from extractor.schemas.finding import Finding


@on_story("quotation.speaker", order=10)
def find_open_quotations(story: TextIndex) -> Iterator[Finding]:
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
