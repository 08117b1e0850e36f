"""A headline with a capital at every word: where it ends, and the names that stand in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.scanning.names.name_words import NameWords
from extractor.schemas.span import Span

_LINE = re.compile(r"[^\r\n]+")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_NAME_WORD = re.compile(r"\w[\w.’']*")
_SHORT_WORD = 3
"""Letters of a word that title case leaves small."""
_NEAR = 2000
"""Characters in which a headline stands."""
_LONGEST = 300
_MOST_WORDS = 8


def headline_end(text: str) -> int:
    """Where a headline in title case ends; 0 where the text opens with none."""
    for found in _LINE.finditer(text[:_NEAR]):
        line = found.group()
        if line.rstrip(" *_\ufeff")[-1:] in ".;,":
            return 0
        if not line.strip(" \ufeff*_#"):
            continue
        if len(line) >= _LONGEST:
            return 0
        words = [word for word in _WORD.findall(line) if len(word) > _SHORT_WORD]
        capitals = sum(word[0].isupper() for word in words)
        return found.end() if len(words) >= 3 and capitals >= 0.75 * len(words) else 0
    return 0


def headline_names(text: str, end: int, known: set[str], tables: NameWords) -> Iterator[Span]:
    """Names of the body that stand in the headline, the longest at each place."""
    if not end:
        return
    wanted = {name for name in known if 2 < len(name) < 80}
    wanted |= {
        word
        for name in wanted
        for word in name.split()
        if word[0].isupper() and len(word) > _SHORT_WORD and word.lower() not in tables.no_short
    }
    words = [found.span() for found in _NAME_WORD.finditer(text, 0, end)]
    i = 0
    while i < len(words):
        for size in range(min(_MOST_WORDS, len(words) - i), 0, -1):
            start, stop = words[i][0], words[i + size - 1][1]
            piece = text[start:stop].removesuffix("’s").removesuffix("'s")
            if piece in wanted and piece.lower() not in tables.nationalities:
                yield Span.of(text, start, start + len(piece))
                i += size - 1
                break
        i += 1
