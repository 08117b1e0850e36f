"""The sentences of a story that tell something, without the furniture around them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.scanning.document import Scan
from extractor.schemas.span import Span
from extractor.spans import SpanIndex

_AHEAD = re.compile(r"[\s*_#>|~:–—-]*")
_BEHIND = re.compile(r"[\s*_#|~]*\Z")
_WANTS_STOP = ("%", ")", "]")


def told_sentences(scan: Scan) -> list[Span]:
    """The sentences of a story, in order: without a dateline in front, bold or list marks.

    One that is furniture from end to end, as a copyright line is, is none of them.
    """
    return list(_told(scan))


def as_sentence(words: str) -> str:
    """Words with a capital in front and a full stop behind, where they want them.

    >>> as_sentence("three of them were hurt")
    'Three of them were hurt.'
    >>> as_sentence("iPhone sales fell by 3 percent;")
    'iPhone sales fell by 3 percent.'
    """
    words = words.rstrip(",;:–— ")
    first = words.split(maxsplit=1)[0] if words else ""
    if first.islower():
        words = words[0].upper() + words[1:]
    return words + "." if words.endswith(_WANTS_STOP) or words[-1:].isalnum() else words


def _told(scan: Scan) -> Iterator[Span]:
    furniture = SpanIndex(scan.furniture, lambda part: part.span)
    for sentence in scan.sentences:
        start, end = sentence.start, sentence.end
        for part in furniture.overlapping(sentence):
            if not _words_between(scan.text, start, part.span.start):
                start = max(start, part.span.end)
            elif not _words_between(scan.text, part.span.end, end):
                end = min(end, part.span.start)
        start, end = _trimmed(scan.text, start, end)
        if start < end:
            yield Span.of(scan.text, start, end)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    ahead = _AHEAD.match(text, start, end)
    start = ahead.end() if ahead else start
    words = text[start:end]
    behind = _BEHIND.search(words)
    return start, start + (behind.start() if behind else len(words))


def _words_between(text: str, start: int, end: int) -> bool:
    return any(character.isalnum() for character in text[start:end])
