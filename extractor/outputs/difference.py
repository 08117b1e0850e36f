"""Two sentences side by side, with the words in question and what differs marked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from extractor.outputs.places import Places
from extractor.schemas.span import Span

_TOKEN = re.compile(r"\w+(?:['’.,:/-]\w+)*|[^\w\s]")
_LONGEST = 900
"""Characters of a sentence that are shown."""
_ALIKE = 0.6
"""Share of words in their order from which every difference of two sentences is worth a mark."""

_MOST_CHANGED = 3
"""Words of one change, beside those in question, that is worth a mark."""


@dataclass(frozen=True, slots=True)
class Part:
    """A run of characters, or "…" where something is cut."""

    text: str
    is_key: bool
    """Whether it belongs to the words that the finding is about."""
    differs: bool
    """Whether the other side has something else there."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence to be shown, and the words in it that a finding is about."""

    span: Span
    key: Span


def sentence_around(places: Places, words: Span, wider: str | None) -> Sentence:
    """The sentence of some words, which grow to `wider` if that is what stands around them."""
    key = _widened(places.text, words, wider)
    whole = places.sentence_of(key)
    start = max(whole.start, key.start - _LONGEST // 2)
    end = max(min(whole.end, start + _LONGEST), min(key.end, key.start + _LONGEST))
    return Sentence(Span.of(places.text, start, end), key)


def parts_of(sentence: Sentence, other: Sentence | None = None) -> tuple[Part, ...]:
    """The sentence in parts that join to it; without another nothing differs."""
    text = sentence.span.text
    marked = [False] * len(text)
    if other is not None:
        for start, end in _differences(sentence, other):
            marked[start:end] = [True] * (end - start)
    first = sentence.key.start - sentence.span.start
    last = sentence.key.end - sentence.span.start
    parts: list[Part] = []
    at = 0
    for stop in range(1, len(text) + 1):
        here = (first <= at < last, marked[at])
        if stop == len(text) or here != (first <= stop < last, marked[stop]):
            parts.append(Part(text[at:stop], *here))
            at = stop
    return tuple(parts)


def _widened(text: str, words: Span, wider: str | None) -> Span:
    if not wider or words.text not in wider or len(wider) > _LONGEST:
        return words
    at = text.find(wider, max(0, words.end - len(wider)), words.start + len(wider))
    return Span.of(text, at, at + len(wider)) if at >= 0 else words


def _differences(sentence: Sentence, other: Sentence) -> Iterator[tuple[int, int]]:
    """Starts and ends, in the sentence, of what the other has otherwise."""
    matcher = SequenceMatcher(None, _words(sentence.span), _words(other.span), autojunk=False)
    first_key = sentence.key.start - sentence.span.start
    last_key = sentence.key.end - sentence.span.start
    offset = 0
    text = sentence.span.text
    if matcher.ratio() < _ALIKE:
        matcher = SequenceMatcher(None, _words(sentence.key), _words(other.key), autojunk=False)
        offset = first_key
        text = text[first_key:last_key]
    tokens = [found.span() for found in _TOKEN.finditer(text)]
    for tag, first, last, other_first, other_last in matcher.get_opcodes():
        if tag == "equal" or first == last or last > len(tokens):
            continue
        start, end = offset + tokens[first][0], offset + tokens[last - 1][1]
        is_key = start < last_key and first_key < end
        if max(last - first, other_last - other_first) > _MOST_CHANGED and not is_key:
            continue  # written anew, which marks would not help to read
        if any(char.isalnum() for char in sentence.span.text[start:end]):
            yield start, end


def _words(span: Span) -> list[str]:
    return [found.casefold() for found in _TOKEN.findall(span.text[:_LONGEST])]
