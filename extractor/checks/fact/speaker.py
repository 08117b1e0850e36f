"""Who a fact says it is from, against whom its story gives the words to."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks.evidence.text_index import TextIndex
from extractor.checks.fact.passage import subject_of
from extractor.checks.passes import on_fact
from extractor.checks.quotation.speakers import claim_speaker, quotation_speaker
from extractor.schemas.fact import Fact
from extractor.schemas.finding import Finding
from extractor.schemas.quotation import Quotation
from extractor.schemas.span import Span


@on_fact("quotation.speaker", "attribution.speaker", order=50)
def check_speaker(fact: Fact, story: TextIndex) -> Iterator[Finding]:
    """The verdict on the speaker of a fact; none where there is nobody to compare."""
    found = _verdict(fact, story)
    if found is not None:
        yield found


def _verdict(fact: Fact, story: TextIndex) -> Finding | None:
    subject = subject_of(fact, "attributed_to")
    if fact.span is None:
        return None
    if fact.kind == "quotation":
        quotation = _quotation_of(fact, story)
        if quotation is not None and quotation.speaker is None and fact.attributed_to is None:
            return None  # neither names anybody
        if quotation is not None:
            return quotation_speaker(fact.attributed_to, quotation, story, subject)
    return claim_speaker(fact.attributed_to, fact.span, story, subject)


def _quotation_of(fact: Fact, story: TextIndex) -> Quotation | None:
    if fact.span is None:
        return None
    place = fact.span
    touching = [q for q in story.scan.quotations if q.span.overlaps(place)]
    return max(touching, key=lambda q: _shared(q.span, place), default=None)


def _shared(one: Span, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start)
