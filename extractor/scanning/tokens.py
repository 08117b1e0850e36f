"""A folded text as one stream of tokens, which figures, dates, names and speech all read.

A token is a word, a run of digits with the points and commas that belong to it, a run of white
space, or one sign. Together they are the whole text, so that what stands glued to a number is seen
as such: nothing lies between two tokens. Each paragraph has its own, so that whoever looks ahead or
back never sees another paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate, compress, count
from operator import itemgetter

from extractor.scanning.folding import Folded

_LETTER = r"[^\W\d_½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒⁰¹²³⁴⁵⁶⁷⁸⁹]"
_TOKEN = re.compile(
    r"[a-z]++(?= )| (?! )"  # most tokens: looked for first, as the rows below are slower
    rf"|(?:{_LETTER}\.){{2,}}(?!{_LETTER})"  # "u.s.", "p.m."
    rf"|{_LETTER}+(?:'{_LETTER}+)*"
    r"|[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?(?![0-9]|[,.][0-9])"  # 1,234,567.8
    r"|[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}(?:\.[0-9]+)?(?![0-9]|[,.][0-9])"  # 12,34,567
    r"|[0-9]{1,3}(?:'[0-9]{3})+(?:[.,][0-9]+)?(?![0-9'])"  # 1'234'567.8
    r"|[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]{1,3}(?![0-9]|[,.][0-9])"  # 1.234,56
    r"|(?<![0-9],)[0-9]+,[0-9]{1,2}(?![0-9]|[,.][0-9])"  # 1,5
    r"|[0-9]+(?:\.[0-9]+)*"
    r"|[ ]+|\n[\n ]*|.",
    re.DOTALL,
)
_PAD = 8
"""Empty tokens behind the last one, so that a reader may look ahead without asking for the end."""
_DIGITS = frozenset("0123456789")
_FIRST = itemgetter(0)
_BLANK_LINE = re.compile(r"\n *\n[\n ]*")


class Tokens:
    """The tokens of one paragraph; made once and never changed."""

    __slots__ = ("_digits", "ends", "folded", "low", "starts", "text", "words")

    def __init__(self, folded: Folded, start: int = 0, end: int | None = None) -> None:
        """Read the tokens of `folded.text[start:end]`, which is the whole unless it is told."""
        end = len(folded.low) if end is None else end
        self.folded = folded
        self.text = folded.text
        self.low = folded.low
        words = _TOKEN.findall(folded.low, start, end)
        ends = list(accumulate(map(len, words), initial=start))[1:]
        self.words: list[str] = words
        """The tokens in small letters."""
        self.ends: list[int] = ends
        """One past the last character of each, in the folded text."""
        self.starts: list[int] = [start, *ends]
        """The first character of each."""
        # No step of Python a word, here and in `places`: most words are none of them
        self._digits = list(compress(count(), map(_DIGITS.__contains__, map(_FIRST, words))))
        words += [""] * _PAD
        ends += [end] * _PAD
        self.starts += [end] * (_PAD - 1)

    def __len__(self) -> int:
        """How many tokens the paragraph has."""
        return len(self.words) - _PAD

    def places(self, watched: frozenset[str]) -> list[int]:
        """The tokens that are one of some words or begin with a digit, in reading order."""
        found = list(compress(count(), map(watched.__contains__, self.words)))
        if not self._digits:
            return found
        found += self._digits
        found.sort()
        return found

    def past(self, at: int, offset: int) -> int:
        """One past the token, from `at` on, in which the folded text before an offset ends."""
        while self.ends[at] < offset:
            at += 1
        return at + 1

    def written(self, index: int) -> str:
        """A token with its capitals."""
        return self.text[self.starts[index] : self.ends[index]]

    def phrase(self, start: int, end: int) -> str:
        """The tokens from `start` up to `end`, with their capitals."""
        return self.text[self.starts[start] : self.ends[end - 1]]


def paragraphs(folded: Folded) -> Iterator[Tokens]:
    """The tokens of each paragraph of a folded text that is not empty."""
    start = 0
    for gap in _BLANK_LINE.finditer(folded.low):
        if gap.start() > start:
            yield Tokens(folded, start, gap.start())
        start = gap.end()
    if start < len(folded.low):
        yield Tokens(folded, start, len(folded.low))
