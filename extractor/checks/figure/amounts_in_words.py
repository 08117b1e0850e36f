"""Amounts that no number says: "for years", "a couple", "several", "double"."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.checks.evidence.folding import fold
from extractor.checks.evidence.stems import WORD, stem
from extractor.checks.evidence.text_index import TextIndex
from extractor.checks.figure.values import VALUE
from extractor.checks.findings import DRAFT, Subject, quoted
from extractor.checks.found_words import finding_on_words
from extractor.checks.passes import on_draft
from extractor.languages.current import current
from extractor.schemas.finding import Finding
from extractor.schemas.span import Span


@on_draft(VALUE, order=25)
def check_amounts(
    claim: TextIndex, sources: Sequence[TextIndex], *, subject: Subject = DRAFT
) -> list[Finding]:
    """One row for each amount without a number: whether a source has the word, and no more."""
    return [
        _finding(span, sources, subject)
        for span in _amounts(claim)
        if not claim.is_furniture(span) and not _is_read(span, claim)
    ]


def _amounts(claim: TextIndex) -> list[Span]:
    amounts = current().comparing.amounts
    # Behind a number the periods are a part of the figure.
    words = amounts.amounts | amounts.periods | current().numbers.groups.keys()
    return [
        Span.of(claim.text, *found.span())
        for found in WORD.finditer(claim.text)
        if found.group().casefold() in words
    ]


def _is_read(span: Span, claim: TextIndex) -> bool:
    """Whether the word is a part of a figure, a date, a name or a quotation, which has its row."""
    before = claim.figure_before(span)
    return bool(
        (before is not None and before.phrase.covers(span))
        or claim.figures_near(span)
        or claim.date_over(span)
        or claim.names_near(span)
        or claim.quotations_over(span)
    )


def _finding(span: Span, sources: Sequence[TextIndex], subject: Subject) -> Finding:
    wanted, words = stem(fold(span.text)), quoted(span.text)
    return finding_on_words(
        VALUE,
        span,
        sources,
        lambda source: source.once(_first_with, wanted),
        found=f"{words} gives no number; the source has the word",
        missing=f"{words} gives no number to compare, and the source does not have the word.",
        subject=subject,
    )


def _first_with(source: TextIndex, wanted: str) -> Span | None:
    homes = source.sentences_with(wanted)
    start = source.sentence_starts[min(homes)] if homes else 0  # small words have no homes
    for found in WORD.finditer(source.text, start):
        if stem(found.group()) == wanted:
            return Span.of(source.text, *found.span())
    return None
