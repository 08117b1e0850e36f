""" "A single tower" for two: a number that is said without one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from extractor.checks.evidence.nearness import nearness, words_beside
from extractor.checks.evidence.nouns import nouns_agree
from extractor.checks.evidence.text_index import TextIndex
from extractor.checks.figure.values import CONTEXT, HEDGE, VALUE, check_figure
from extractor.checks.findings import DRAFT, Subject
from extractor.checks.passes import on_draft
from extractor.languages.current import by_language, current
from extractor.languages.language import Language
from extractor.languages.patterns import either
from extractor.schemas.figure import Figure
from extractor.schemas.finding import Finding
from extractor.schemas.span import Span


@by_language
def _single(language: Language) -> re.Pattern[str]:
    words = language.comparing.amounts.single
    return re.compile(rf"\b({either(words)})[ -]([^\W\d_]{{3,}})\b", re.IGNORECASE)


_LEAST_NEARNESS, _LEAST_WITH_ONE = 0.4, 0.6
"""Share of the words beside it that must stand around the number which it is held against, and the
same where the source has a "one" of its own."""


@on_draft(VALUE, HEDGE, CONTEXT, order=20)
def check_singles(
    claim: TextIndex, sources: Sequence[TextIndex], *, subject: Subject = DRAFT
) -> list[Finding]:
    """Where the draft has a single one of what a source counts otherwise, and only so."""
    findings: list[Finding] = []
    for figure in _singles(claim):
        if not any(_counts(figure.of, source) for source in sources):
            continue
        finding = check_figure(figure, claim, sources, subject=subject)
        source = sources[finding.source or 0]
        there = source.figure_at.get(finding.evidence[0]) if finding.evidence else None
        if not finding.is_problem or there is None:
            continue
        least = _LEAST_WITH_ONE if finding.verdict == "misplaced" else _LEAST_NEARNESS
        near = nearness(words_beside(claim, figure.span), source, there.span)
        if nouns_agree(figure.of, source.noun_of(there)) is True and near >= least:
            findings.append(finding)
    return findings


def _singles(claim: TextIndex) -> Iterator[Figure]:
    """The words as the figure that they stand for."""
    for found in _single().finditer(claim.text):
        if found.group(2).casefold() in current().comparing.amounts.no_single:
            continue
        span = Span.of(claim.text, *found.span(1))
        if claim.is_furniture(span) or claim.figures_near(span):
            continue
        yield Figure(
            span=span,
            kind="cardinal",
            value=Decimal(1),
            low=None,
            high=None,
            hedge="unhedged",
            unit=None,
            of=found.group(2),
            precision=(Decimal(1), Decimal(1)),
            phrase=Span.of(claim.text, *found.span()),
        )


def _counts(noun: str | None, source: TextIndex) -> bool:
    """Whether a source counts such things, and never speaks of a single one."""
    if not any(figure.kind == "cardinal" for figure in source.figures_of(noun)):
        return False
    words = current().comparing.amounts
    single = rf"\b{either(words.single | words.ones)}[ -]{re.escape(noun or '')}"
    return re.search(single, source.text, re.IGNORECASE) is None
