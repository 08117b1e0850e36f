"""Speech between dashes: "—Vamos —dijo Ana—. Es tarde."."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from extractor.languages.patterns import either
from extractor.scanning.speech.words import SpeechWords
from extractor.schemas.span import Span

DASHES = "—–―"
_LINE = re.compile(r"[^\n]+")
_OPENING = re.compile(rf"[ \t]*[{DASHES}][ \t]?(?=[^\s{DASHES}])")
_DASH = re.compile(rf"[{DASHES}]")
_RESUMES = re.compile(r"[.,;:?!…]*\s*")

Piece = tuple[tuple[int, int], tuple[int, int]]
"""From the dash, or from the first word, to the end of the speech; and the words alone."""


def dialogue(text: str, paragraphs: Sequence[Span], words: SpeechWords) -> Iterator[Piece]:
    """The speech of lines that open with a dash, in reading order.

    A line by itself may be an item of a list: one in its run of such lines must say who speaks.
    """
    if not words.quotations.dialogue_dashes or _DASH.search(text) is None:
        return
    run: list[list[Piece]] = []
    is_told = False
    for paragraph in paragraphs:
        for line in _LINE.finditer(text, paragraph.start, paragraph.end):
            opening = _OPENING.match(text, line.start(), line.end())
            if opening is None:
                yield from _told(run, is_told=is_told)
                run, is_told = [], False
                continue
            pieces, has_cue = _pieces(text, opening, line.end(), words)
            run.append(pieces)
            is_told = is_told or has_cue
    yield from _told(run, is_told=is_told)


def _told(run: list[list[Piece]], *, is_told: bool) -> Iterator[Piece]:
    for pieces in run if is_told else ():
        yield from pieces


def _pieces(
    text: str, opening: re.Match[str], end: int, words: SpeechWords
) -> tuple[list[Piece], bool]:
    """The speech of one line, and whether the line says who speaks."""
    pieces: list[Piece] = []
    outer, start = opening.end() - len(opening.group().lstrip()), opening.end()
    cue = _cue(frozenset(words.finite))
    while start < end:
        found = cue.search(text, start, end)
        last = start + len(text[start : found.start() if found else end].rstrip())
        if last > start:
            pieces.append(((outer, last), (start, last)))
        if found is None:
            return pieces, len(pieces) > 1
        closing = _DASH.search(text, found.end(), end)
        resumes = _RESUMES.match(text, closing.end(), end) if closing else None
        if resumes is None:
            return pieces, True
        outer = start = resumes.end()
    return pieces, True


@lru_cache
def _cue(verbs: frozenset[str]) -> re.Pattern[str]:
    """What says who speaks: a dash and a verb of speech."""
    return re.compile(rf"\s[{DASHES}]\s?(?={either(verbs)}\b)")
