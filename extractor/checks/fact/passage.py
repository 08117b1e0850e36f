"""Where a fact stands: what its findings are about, and the paragraph around it."""

from __future__ import annotations

from extractor.checks.evidence.text_index import TextIndex
from extractor.checks.findings import Subject
from extractor.schemas.fact import Fact
from extractor.schemas.span import Span


def subject_of(fact: Fact, field: str) -> Subject:
    """One field of a fact, as what a finding is about."""
    return Subject("in the fact", fact.id, field, fact.span)


def passage_of(fact: Fact, story: TextIndex) -> Span | None:
    """The paragraph that a fact stands in: what the model was shown around it."""
    return story.paragraph(fact.span.start) if fact.span else None


def sentences_of(fact: Fact, story: TextIndex) -> Span | None:
    """The sentences that a fact stands on, whole."""
    if fact.span is None:
        return None
    first, last = story.sentence(fact.span.start), story.sentence(fact.span.end - 1)
    start = min(fact.span.start, first.start if first else fact.span.start)
    end = max(fact.span.end, last.end if last else fact.span.end)
    return Span.of(story.text, start, end)
