"""The other direction: every figure and date of the source, and what became of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from extractor.comparing.contained import has_words
from extractor.scanning.document import Scan
from extractor.schemas.fact import Fact
from extractor.schemas.report import Ledger, LedgerRow
from extractor.schemas.span import Span
from extractor.spans import SpanIndex

Place = tuple[int, int]


def make_ledger(scan: Scan, facts: Sequence[Fact] = (), headline: Span | None = None) -> Ledger:
    """One row per figure and per date of the source, in reading order.

    Args:
        scan: the source.
        facts: what claims its figures and dates.
        headline: a headline that only repeats figures of the story; these are set aside.

    A row is claimed by the facts that carry its figure or date, and by those that stand on its
    sentence and have its words in their statement.
    """
    claims: defaultdict[Place, list[str]] = defaultdict(list)
    stated = SpanIndex([fact for fact in facts if fact.span], _span_of)
    for fact in facts:
        for span in (*(f.span for f in fact.figures), *(d.span for d in fact.dates)):
            claims[_place(span)].append(fact.id)

    rows: list[tuple[Place, LedgerRow]] = []
    furniture = SpanIndex(scan.furniture, lambda piece: piece.span)

    def reason(span: Span) -> str | None:
        if headline is not None and headline.covers(span):
            return "headline"
        return next((piece.reason for piece in furniture.overlapping(span)), None)

    def claiming(item: Span) -> tuple[str, ...]:
        near = stated.overlapping(item)
        said = [each.id for each in near if has_words(each.statement, item.text)]
        return _unique(claims[_place(item)] + said)

    for figure in scan.figures:
        place = _place(figure.span)
        aside = "identifier" if figure.kind == "identifier" else reason(figure.span)
        row = LedgerRow(figure=figure, claimed_by=claiming(figure.span), set_aside=aside)
        rows.append((place, row))
    for date in scan.dates:
        place = _place(date.span)
        row = LedgerRow(date=date, claimed_by=claiming(date.span), set_aside=reason(date.span))
        rows.append((place, row))
    rows.sort(key=lambda pair: pair[0])
    return Ledger(rows=tuple(row for _, row in rows))


def _span_of(fact: Fact) -> Span:
    assert fact.span is not None
    return fact.span


def _place(span: Span) -> Place:
    return span.start, span.end


def _unique(ids: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))
