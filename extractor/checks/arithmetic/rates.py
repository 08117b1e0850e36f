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
from extractor.languages.current import by_language, current
from extractor.languages.language import Language
from extractor.languages.patterns import either, maybe
from extractor.schemas.figure import Figure
from extractor.schemas.finding import Finding


class _Words:
    """The patterns of one language."""

    def __init__(self, language: Language) -> None:
        words = language.arithmetic
        self.or_ = re.compile(
            rf"(?:\s+[\w’'-]+){{0,3}}?\s*(?:,?\s+{either(words.or_)}\s+"
            rf"|,\s+{either(words.that_is)}\s+|\s+\(){maybe(words.just)}",
            re.IGNORECASE,
        )
        self.each = re.compile(
            rf"\s+(?:{either(words.each)}\b|{either(words.per)}\s+([\w-]+))", re.IGNORECASE
        )
        self.for_amount = re.compile(
            rf"(?:\s+[\w’'-]+){{0,4}}\s+{either(words.for_amount)}\s+"
            rf"(?:{either(words.total_of)}\s+)?",
            re.IGNORECASE,
        )


_words = by_language(_Words)
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
    if not _words().or_.fullmatch(between):
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
    if not _words().for_amount.fullmatch(story.text[count.span.end : total.span.start]):
        return
    if not _words().or_.fullmatch(story.text[total.span.end : rate.span.start]):
        return
    divisor, amount, stated = operand(count), operand(total), interval(rate)
    each = amount.by(divisor) if amount is not None and divisor is not None else None
    if each is None or stated is None:
        return
    working = f"{total.span.text} by {count.span.text} is {each}"
    yield result_finding("arithmetic.rate", fits(each, stated), rate, (count, total), working)


def _is_of_one(count: Figure, rate: Figure, story: TextIndex) -> bool:
    """Whether the rate is for one of what is counted: "each", "per car"."""
    found = _words().each.match(story.text, rate.span.end, rate.span.end + 40)
    if found is None:
        return False
    noun = found.group(1)
    if noun is None:
        return True
    return stem(noun) in {head_stem(count.of or ""), *current().arithmetic.one_of_any}
