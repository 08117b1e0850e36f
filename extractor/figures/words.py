"""The numbers in a run of number words: "two hundred and five", "a third", "dozens"."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from extractor.figures.number_words import TOKENS, VAGUE
from extractor.figures.word_fractions import Fractions
from extractor.figures.word_integers import Reading

_ONE = Decimal(1)
_TOKEN = re.compile(r"[a-z]+")


_LONG = 120
"""Runs longer than this are not remembered: the memory of them would be as long as the text."""


def read_words(run: str) -> tuple[Reading, ...]:
    """The numbers in a run of number words, in order."""
    return _remembered(run) if len(run) < _LONG else _read(run)


def _read(run: str) -> tuple[Reading, ...]:
    """`read_words`, worked out."""
    tokens = [
        (m.start(), m.end(), *TOKENS[m.group()])
        for m in _TOKEN.finditer(run)
        if m.group() in TOKENS
    ]
    words = _Run(run, tokens)
    found: list[Reading] = []
    at = 0
    while at < len(tokens):
        reading, after = words.number(at)
        if reading is not None:
            found.append(reading)
            at = after
        else:
            at += 1
    return tuple(found)


_remembered = lru_cache(maxsize=8192)(_read)


class _Run(Fractions):
    """A run of number words being read."""

    def number(self, at: int) -> tuple[Reading | None, int]:
        """The longest number that begins at a place."""
        first = at
        kind = self.kind(at)
        if kind == "A":
            follower = self.kind(at + 1)
            if follower not in ("H", "S", "D", "N", "Q") and not (
                follower and follower in "utxsh" and self.word(at + 1) != "second"
            ):
                return None, at
            at += 1
            kind = follower
        if kind in ("N", "Q"):
            return self.part(first, at, _ONE / self.tokens[at][3])
        if kind == "":
            return None, at
        if kind == "P":
            return self.decimals(first, at, Decimal(0))
        if kind in ("fu", "ft", "fx", "fs", "fh"):
            return None, at
        vague = VAGUE.get(self.word(at)) if at == first else None
        if vague is not None:
            return self._vague(first, at, vague)
        value, after, ordinal, step, scale = self.integer(at)
        if after == at:
            return None, at
        if ordinal:
            if first < at and after == at + 1:
                # "a fifth": a part, unless the caller finds a noun behind it
                part = _ONE / value
                return self.made(first, after, part, part / 2, "fraction")
            return self.made(first, after, value, _ONE, "ordinal")
        if self.kind(after) == "P" and self.kind(after + 1) in ("Z", "U", "T", "X"):
            return self.decimals(first, after, Decimal(value))
        return self.with_fraction(first, at, after, value, step, scale)

    def _vague(
        self, first: int, at: int, interval: tuple[int, int | None]
    ) -> tuple[Reading | None, int]:
        """Dozens, hundreds of thousands: at least two of them."""
        low: Decimal = Decimal(interval[0])
        end = at + 1
        while (
            self.kind(end) in ("S", "H")
            and self.gap(end) == " of "
            and self.word(end).endswith("s")
        ):
            low *= 10 ** self.tokens[end][3]
            end += 1
        reading = Reading(
            self.tokens[first][0], self.tokens[end - 1][1], low, _ONE, "vague", _ONE, low, None
        )
        return reading, end
