"""Rates against what they are made of: so much each, and one in so many."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from extractor.checks.arithmetic.intervals import Result, fits, interval, operand, result_finding
from extractor.checks.check import declare
from extractor.checks.evidence.stems import head_stem, stem
from extractor.checks.evidence.text_index import TextIndex
from extractor.schemas.figure import Figure
from extractor.schemas.finding import Finding

_OR = re.compile(r"(?:\s+[\w’'-]+){0,3}?\s*(?:,?\s+or\s+|,\s+which is\s+|\s+\()(?:just\s+)?", re.I)
_EACH = re.compile(r"\s+(?:each\b|apiece\b|a head\b|per\s+([\w-]+))", re.IGNORECASE)
_FOR = re.compile(
    r"(?:\s+[\w’'-]+){0,4}\s+(?:for|at|worth|costing|totall?ing)\s+(?:a total of\s+)?", re.I
)
_ABOUT = Decimal(3)
"""Percentage points by which "one in five" may miss what it stands for."""


RATE = declare(
    "arithmetic.rate",
    "A rate (“$20,000 each”, “one in five”) that the figures contradict",
    severity="error",
)


def find_rates(figures: Sequence[Figure], story: TextIndex) -> Iterator[Finding]:
    """Rates that the figures beside them do not give."""
    for one, other in pairwise(figures):
        yield from _share(one, other, story)
    for count, total, rate in zip(figures, figures[1:], figures[2:], strict=False):
        yield from _each(count, total, rate, story)


def _share(part: Figure, share: Figure, story: TextIndex) -> Iterator[Finding]:
    """ "one in five pupils, or 25 percent"."""
    if part.kind not in ("ratio", "fraction") or share.kind != "percent":
        return
    stated = interval(share)
    between = story.text[part.span.end : share.span.start]
    if part.value is None or part.value > 1 or stated is None or part.hedge != "unhedged":
        return
    if not _OR.fullmatch(between):
        return
    whole = part.value * 100
    if fits(Result(whole, whole - _ABOUT, whole + _ABOUT), stated) != "value_mismatch":
        return
    shown = f"{part.span.text} is {Result(whole, whole, whole)} percent"
    yield result_finding("arithmetic.rate", "value_mismatch", share, (part,), shown)


def _each(count: Figure, total: Figure, rate: Figure, story: TextIndex) -> Iterator[Finding]:
    """ "200 cars for $4 million, or $25,000 each"."""
    if count.kind != "cardinal" or (total.kind, total.unit) != (rate.kind, rate.unit):
        return
    if total.kind not in ("money", "measure") or not _is_of_one(count, rate, story):
        return
    if not _FOR.fullmatch(story.text[count.span.end : total.span.start]):
        return
    if not _OR.fullmatch(story.text[total.span.end : rate.span.start]):
        return
    divisor, amount, stated = operand(count), operand(total), interval(rate)
    each = amount.by(divisor) if amount is not None and divisor is not None else None
    if each is None or stated is None:
        return
    working = f"{total.span.text} by {count.span.text} is {each}"
    yield result_finding("arithmetic.rate", fits(each, stated), rate, (count, total), working)


def _is_of_one(count: Figure, rate: Figure, story: TextIndex) -> bool:
    """Whether the rate is for one of what is counted: "each", "per car"."""
    found = _EACH.match(story.text, rate.span.end, rate.span.end + 40)
    if found is None:
        return False
    noun = found.group(1)
    return noun is None or stem(noun) in (head_stem(count.of or ""), "head", "person", "unit")
