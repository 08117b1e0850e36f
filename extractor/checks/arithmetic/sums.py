"""A total against the list that it adds up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.checks.arithmetic.intervals import fits, interval, operand, result_finding
from extractor.checks.check import declare
from extractor.checks.evidence.joined_counts import is_last, is_next
from extractor.checks.evidence.text_index import TextIndex
from extractor.languages.current import by_language
from extractor.languages.language import Language
from extractor.languages.patterns import either
from extractor.schemas.figure import Figure
from extractor.schemas.finding import Finding


@by_language
def _total(language: Language) -> re.Pattern[str]:
    return re.compile(rf"\b{either(language.arithmetic.totals)}\s+$", re.IGNORECASE)


_OPENS_LIST = re.compile(r"(?:\s+[\w’'-]+){1,5}?\s*(?::|\s[–—-]|—|\()\s*")
"""Only a colon, a dash or a bracket says that what follows adds up to what stands before."""
_LIST_ENDS = re.compile(r"(?:\s+[\w’'-]+){0,4}\s*(?:[.;)–—]|\s-\s|$)")
_FEWEST = 2
"""Parts of a list."""


SUM = declare("arithmetic.sum", "A total that its list contradicts", severity="error")


def find_sums(figures: Sequence[Figure], story: TextIndex) -> Iterator[Finding]:
    """ "12 men, 8 women and 3 children, a total of 23": a total against its list."""
    for index, total in enumerate(figures):
        before = story.text[max(0, total.span.start - 30) : total.span.start]
        parts: list[Figure] = []
        if index >= _FEWEST and _total().search(before):
            parts = _list_before(figures[:index], total, story)
        elif index + _FEWEST < len(figures):
            parts = _list_behind(total, figures[index + 1 :], story)
        if len(parts) >= _FEWEST:
            yield from _sum(total, parts)


def _sum(total: Figure, parts: Sequence[Figure]) -> Iterator[Finding]:
    terms = [term for part in parts if (term := operand(part)) is not None]
    stated = interval(total)
    if stated is None or len(terms) < len(parts):
        return
    result = sum(terms[1:], start=terms[0])
    working = " + ".join(part.span.text for part in parts) + f" is {result}"
    yield result_finding("arithmetic.sum", fits(result, stated), total, parts, working)


def _list_before(figures: Sequence[Figure], total: Figure, story: TextIndex) -> list[Figure]:
    """The figures of one list that ends before the total: same kind, joined by commas and "and"."""
    run: list[Figure] = []
    for figure in reversed(figures):
        if (figure.kind, figure.unit) != (total.kind, total.unit):
            break
        if run and not is_next(story.text[figure.span.end : run[-1].span.start]):
            break
        run.append(figure)
    return run[::-1]


def _list_behind(total: Figure, figures: Sequence[Figure], story: TextIndex) -> list[Figure]:
    """The figures of one list that a colon or dash opens behind the total: "23 people: 12 men,
    eight women and three children"."""
    if total.kind != "cardinal" or total.of is None:
        return []
    if not _OPENS_LIST.fullmatch(story.text[total.span.end : figures[0].span.start]):
        return []
    run: list[Figure] = []
    is_closed = False
    for figure in figures:
        if figure.kind != total.kind or figure.of is None:
            return []
        if run:
            gap = story.text[run[-1].span.end : figure.span.start]
            if not is_next(gap):
                return []
            is_closed = is_last(gap)
        run.append(figure)
        if is_closed:
            break
    is_whole = is_closed and _LIST_ENDS.match(story.text, run[-1].span.end) is not None
    return run if is_whole else []
