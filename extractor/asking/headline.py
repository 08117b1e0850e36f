"""A headline that says over what the story says: no fact is made of it."""

from __future__ import annotations

from extractor.asking.items import claimable_figures
from extractor.checks.evidence.headline import headline_of
from extractor.checks.evidence.text_index import index_of
from extractor.scanning.document import Scan
from extractor.schemas.figure import Figure
from extractor.schemas.span import Span


def repeating_headline(scan: Scan) -> Span | None:
    """The headline, if the story below it has every figure of it; one without figures has all."""
    headline = headline_of(index_of(scan))
    if headline is None:
        return None
    figures = claimable_figures(scan)
    below = {_read(figure) for figure in figures if figure.span.start >= headline.end}
    above = (figure for figure in figures if figure.span.start < headline.end)
    return headline if all(_read(figure) in below for figure in above) else None


def _read(figure: Figure) -> tuple[object, ...]:
    """What a figure was read as, whatever hedges it: a headline has no room for "at least"."""
    return figure.kind, figure.value, figure.low, figure.high, figure.unit
