"""A rise or fall against its two ends: "from 40 to 50, a rise of 25 percent"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from extractor.checks.arithmetic.intervals import (
    FAR,
    Result,
    fits,
    operand,
    result_finding,
    stated_interval,
)
from extractor.checks.check import declare
from extractor.checks.evidence.moves import ends_of_move, measure_the_same
from extractor.checks.evidence.text_index import TextIndex
from extractor.checks.findings import make_finding, quoted
from extractor.languages.current import by_language
from extractor.languages.language import Language
from extractor.languages.patterns import either, maybe
from extractor.schemas.figure import Figure
from extractor.schemas.finding import Finding
from extractor.schemas.span import Span


class _Words:
    """The patterns of one language."""

    def __init__(self, language: Language) -> None:
        words = language.arithmetic
        self.up = re.compile(rf"\b{either(words.rises)}\b", re.IGNORECASE)
        self.down = re.compile(rf"\b{either(words.falls)}\b", re.IGNORECASE)
        self.moved_by = re.compile(
            rf"\b{either(words.moved)}(?:\s+{either(words.moved_by)})?\s+$", re.IGNORECASE
        )
        self.named_change = re.compile(
            rf"(?:\s+[\w-]+){{0,2}}[,\s–—-]*(?:{either(words.before_change)})?\s*(?:[\w-]+\s+)?"
            rf"{maybe(words.change_joints)}\(?",
            re.IGNORECASE,
        )
        self.change = re.compile(rf"\b{either(words.changes)}\b")
        self.or_ = re.compile(
            rf"(?:\s+[\w’'-]+){{0,4}}\s*(?:,?\s+{either(words.or_)}\s+|\(\s*)", re.IGNORECASE
        )


_words = by_language(_Words)
_NEAR = 30
_WHOLE = Result(Decimal(100), Decimal(100), Decimal(100))


CHANGE = declare(
    "arithmetic.change", "A rise or fall that its two figures contradict", severity="error"
)


def find_changes(figures: Sequence[Figure], sentence: Span, story: TextIndex) -> Iterator[Finding]:
    """ "from 40 to 50, a rise of 25 percent": the change against its ends."""
    for one, other in pairwise(figures):
        ends = ends_of_move(one, other, sentence, story.text)
        if ends is None or not measure_the_same(one, other):
            continue
        start, end = operand(ends[0]), operand(ends[1])
        if start is None or end is None:
            continue
        for change in figures:
            if change not in ends and _is_change(change, other, sentence, story):
                yield from _change(ends[0], ends[1], change, start, end)


def find_moves(figures: Sequence[Figure], sentence: Span, story: TextIndex) -> Iterator[Finding]:
    """ "a gain of $2, or 5 percent, to $42": the percentage of a move whose end is given.

    Only what fits is said: what stands near may be another end.
    """
    for change, share in pairwise(figures):
        if share.kind != "percent" or change.kind not in ("money", "measure", "cardinal"):
            continue
        gap = story.text[change.span.end : share.phrase.start]
        if len(gap) > FAR or not _words().or_.fullmatch(gap):
            continue
        before = story.text[max(sentence.start, change.phrase.start - _NEAR) : change.phrase.start]
        sign = 1 if _words().up.search(before) else -1 if _words().down.search(before) else 0
        for end in figures if sign else ():
            if end not in (change, share) and (end.kind, end.unit) == (change.kind, change.unit):
                yield from _move(end, change, share, sign)


def _move(end: Figure, change: Figure, share: Figure, sign: int) -> Iterator[Finding]:
    last, moved, stated = operand(end), operand(change), stated_interval(share)
    if last is None or moved is None or stated is None:
        return
    relative = moved.percent_of(last - moved if sign > 0 else last + moved)
    if relative is not None and fits(relative, stated) == "derived":
        words = f"{change.span.text} to {end.span.text} is {relative} percent"
        yield result_finding("arithmetic.change", "derived", share, (change, end), words)


def _is_change(change: Figure, end: Figure, sentence: Span, story: TextIndex) -> bool:
    """Whether the words beside a figure call it the change, and nothing else does."""
    start = change.phrase.start
    if abs(start - end.span.end) > FAR:
        return False
    if start < end.span.start:
        before = story.text[max(sentence.start, start - FAR) : start]
        return bool(_words().moved_by.search(before))
    words, said = story.text[end.span.end : start], _words()
    return bool(said.named_change.fullmatch(words)) and bool(
        said.up.search(words) or said.down.search(words) or said.change.search(words)
    )


def _change(
    one: Figure, other: Figure, change: Figure, start: Result, end: Result
) -> Iterator[Finding]:
    stated = stated_interval(change)
    if stated is None:
        return
    difference = (end - start).size
    share = end.percent_of(start) if change.kind in ("percent", "fraction") else None
    if share is not None:
        relative = (share - _WHOLE).size
        if _means_points(one, other, change):
            relative = Result(relative.value, relative.value, relative.value)
        verdict = fits(relative, stated)
        if (
            verdict == "value_mismatch"
            and one.kind == "percent"
            and fits(difference, stated) != "value_mismatch"
        ):
            yield make_finding(
                "arithmetic.change",
                "unit_mismatch",
                change.span,
                f"From {one.span.text} to {other.span.text} is {difference} percentage "
                f"points, not {quoted(change.span.text)}; in percent it is {relative}.",
                evidence=(one.span, other.span),
                expected=f"{difference} percentage points",
            )
            return
        words = f"from {one.span.text} to {other.span.text} is {relative} percent"
        yield result_finding("arithmetic.change", verdict, change, (one, other), words)
    elif (change.kind, change.unit) == (one.kind, one.unit) or (
        (one.kind, change.kind) == ("percent", "percentage_points")
    ):
        words = f"{other.span.text} less {one.span.text} is {difference}"
        verdict = fits(difference, stated)
        yield result_finding("arithmetic.change", verdict, change, (one, other), words)


def _means_points(one: Figure, other: Figure, change: Figure) -> bool:
    """ "from 4 percent to 5 percent, a rise of 1 percent": the difference to the digit, while in
    percent it is far from that, whatever the ends were rounded from."""
    if not one.kind == other.kind == "percent" or not one.value or other.value is None:
        return False
    difference = abs(other.value - one.value)
    in_percent = abs(other.value / one.value * 100 - 100)
    return change.value == difference and abs(in_percent - difference) > 1
