"""What stands between two pieces of dates, and two pieces made one."""

from __future__ import annotations

from typing import NamedTuple

from extractor.languages.calendar import Joiner
from extractor.scanning.dates.context import Context
from extractor.scanning.dates.piece import Piece

_WIDEST = 9
"""Tokens that may stand between two pieces of one date."""
_HEDGED: frozenset[Joiner] = frozenset({"clock"})
"""What "about" alone joins: "Friday around noon"."""


class Gap(NamedTuple):
    """What stands between two pieces."""

    kinds: frozenset[Joiner]
    """What it may join, "the" and words like "about" left out."""
    is_bare: bool
    """Whether it is a space, a comma, or both."""
    sign: str
    """The joining words or sign."""
    comma: bool
    article: bool


def gap_between(text: Context, start: int, end: int) -> Gap | None:
    """What stands between two pieces; none where they cannot be one date."""
    words, small = text.words, text.calendar.words
    if end - start > _WIDEST or start > end:
        return None
    between = words[start:end]
    if any("\n" in word for word in between):
        return None
    kept = [word for word in between if word not in (" ", ",")]
    article = any(word in small.the for word in kept)
    plain = [word for word in kept if word not in small.the]
    sign = " ".join(plain)
    joiners = text.calendar.joiners
    kinds = joiners.get(sign)
    if kinds is None:
        unhedged = [word for word in plain if word not in small.hedges]
        kinds = joiners.get(" ".join(unhedged)) if unhedged else _HEDGED
    return Gap(kinds or frozenset(), not plain, sign, "," in between, article)


def over(kept: Piece, left: Piece, right: Piece) -> Piece:
    """A piece stretched over two in either order, with the figures that stand in them."""
    return kept._replace(
        start=min(left.start, right.start), end=max(left.end, right.end),
        is_weak=False,
        years=tuple(sorted({*left.years, *right.years})),
        counted=tuple(sorted({*left.counted, *right.counted})),
    )  # fmt: skip
