"""Percentages of a draft whose source gives the few cases that they were made from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from extractor.checks.check import declare
from extractor.checks.evidence.text_index import TextIndex
from extractor.checks.findings import DRAFT, Subject, make_finding, quoted, source_number, where
from extractor.checks.passes import on_draft
from extractor.languages.current import by_language
from extractor.languages.language import Language
from extractor.languages.patterns import SPACE, either, maybe
from extractor.schemas.figure import Figure
from extractor.schemas.finding import Finding
from extractor.schemas.span import Span

SMALL_BASE = Decimal(30)
"""Fewer cases than this, and the count says more than the percentage."""


@by_language
def _of(language: Language) -> re.Pattern[str]:
    words = language.remarks
    return re.compile(
        rf"(?:\s+[\w’'-]+){{0,2}}\s+{either(words.part_of, SPACE)}\s+{maybe(words.base_wholes)}",
        re.IGNORECASE,
    )


OF_FEW = declare(
    "remark.small_base", "A percentage of so few that the count says more", severity="look"
)


@on_draft(OF_FEW, order=160)
def check_bases(
    claim: TextIndex, sources: Sequence[TextIndex], *, subject: Subject = DRAFT
) -> list[Finding]:
    """Percentages whose sentence in a source has "four of the six", where the draft has not."""
    findings = []
    for figure in claim.scan.figures:
        if figure.kind != "percent" or figure.value is None or claim.is_furniture(figure.span):
            continue
        index = claim.sentence_index(figure.span.start)
        if _counts_in(claim, -1 if index is None else index, figure.value):
            continue
        for number, source in enumerate(sources):
            counts = next(_counts_beside(figure.value, source), None)
            if counts is None:
                continue
            findings.append(
                make_finding(
                    "remark.small_base",
                    "not_checked",
                    figure.span,
                    f"{quoted(figure.span.text)} is of few: the source has {quoted(counts.text)} "
                    f"({where(source, counts)}). The count says more than the percentage.",
                    subject=subject,
                    evidence=(counts,),
                    source=source_number(number, sources),
                    expected=counts.text,
                )
            )
            break
    return findings


def _counts_beside(share: Decimal, source: TextIndex) -> Iterator[Span]:
    """ "four of the six" in each sentence of the source that gives this percentage."""
    for other in source.by_value.get(share, ()):
        index = source.sentence_index(other.span.start)
        if other.kind == "percent" and index is not None:
            yield from _counts_in(source, index, share)


def _counts_in(text: TextIndex, index: int, share: Decimal) -> list[Span]:
    """The parts and wholes of one sentence that make this percentage of few."""
    shares = text.once(_shares_of_few, index)
    return [span for percentage, span in shares if abs(percentage - share) <= 1]


def _shares_of_few(text: TextIndex, index: int) -> tuple[tuple[Decimal, Span], ...]:
    """ "Four of the six" wherever it stands in one sentence, with the percentage that it is."""
    found = []
    for part, whole in pairwise(text.figures_by_sentence.get(index, ())):
        percentage = _percentage(part, whole)
        if percentage is None:
            continue
        if _of().fullmatch(text.text[part.span.end : whole.span.start]):
            found.append((percentage, Span.of(text.text, part.span.start, whole.phrase.end)))
    return tuple(found)


def _percentage(part: Figure, whole: Figure) -> Decimal | None:
    if part.kind != "cardinal" or whole.kind != "cardinal":
        return None
    if part.value is None or whole.value is None or not 0 < whole.value < SMALL_BASE:
        return None
    return part.value / whole.value * 100
