"""Sentences with their quotations taken as one word each, ready for reading who says what."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from extractor.languages import DEFAULT
from extractor.scanning.layout.layout import Layout, read_layout
from extractor.scanning.layout.sentences import sentence_borders
from extractor.scanning.speech.dialogue import DASHES
from extractor.scanning.speech.marks import Quoted, pair_marks
from extractor.scanning.speech.words import FILLER, SpeechWords, speech_words
from extractor.schemas.span import Span

_LONGEST = 6000
"""Characters of a sentence that are read; a text without full stops is no language."""
_KEPT_MARKS = ".!?…,;:—–-"
_SMALL = bytes(
    ord(chr(code).lower()) if (code < 0x80 or code >= 0xC0) and chr(code).isalpha() else ord(" ")
    for code in range(0x100)
)
"""Small letters for capitals, and spaces for everything that is no letter of Western Europe."""


class Token:
    """One word, mark or whole quotation of a sentence."""

    __slots__ = ("_place", "is_capital", "is_quote", "is_word", "low", "text")

    def __init__(self, place: re.Match[str]) -> None:
        self._place = place
        self.text = text = place[1]
        self.low = text.lower()
        """In lower case, with a plain apostrophe."""
        first = text[0]
        self.is_capital = first.isupper()
        """Whether it begins with a capital letter."""
        self.is_word = first.isalnum()
        """Whether it is a word or number, as against a mark or a quotation."""
        self.is_quote = first == FILLER
        """Whether it stands for a whole quotation."""

    @property
    def start(self) -> int:
        """Where it begins in the text."""
        return self._place.start(1)

    @property
    def end(self) -> int:
        """One past its last character."""
        return self._place.end(1)


class Masked:
    """A text whose quotations are masked, shared by its sentences."""

    def __init__(self, text: str, words: SpeechWords) -> None:
        self.text = text
        self.small = text.encode("latin-1", "replace").translate(_SMALL).decode("latin-1")
        """The same length, with nothing but small letters and spaces."""
        self._token = words.token
        self._prefixes = tuple(p for p in words.phrases.name_prefixes if p in text)

    def tokens(self, start: int, end: int) -> list[Token]:
        """The words and marks of a stretch."""
        tokens = list(map(Token, self._token.finditer(self.text, start, end)))
        stretch = self.text[start:end]
        if "’" in stretch:
            for token in tokens:
                token.low = token.low.replace("’", "'")
        for prefix in self._prefixes:
            for token in tokens if prefix in stretch else ():
                if token.text.startswith(prefix) and token.text[len(prefix) :][:1].isupper():
                    token.is_capital = True
        return tokens


class Frame:
    """One sentence around its quotations."""

    def __init__(self, start: int, end: int, paragraph: int, shared: Masked) -> None:
        self.start = start
        self.end = end
        self.paragraph = paragraph
        """Which paragraph it belongs to, counted from 0."""
        self.quoted: list[Quoted] = []
        """The outermost quotations inside."""
        self.words = shared.small[start:end].split()
        """Its words in small letters, cut at every sign: enough to tell that one is missing."""
        self._shared = shared

    @property
    def masked(self) -> str:
        """The whole text with its quotations masked."""
        return self._shared.text

    @cached_property
    def tokens(self) -> list[Token]:
        """Its words and marks; read when first asked for, as most sentences never are."""
        return self._shared.tokens(self.start, min(self.end, self.start + _LONGEST))

    @property
    def is_quoting(self) -> bool:
        """Whether a quotation stands in it."""
        return FILLER in self.masked[self.start : self.end]

    @cached_property
    def quotes(self) -> list[int]:
        """Which tokens are quotations."""
        if not self.is_quoting:
            return []
        return [k for k, token in enumerate(self.tokens) if token.is_quote]

    @cached_property
    def is_only_quotes(self) -> bool:
        """Whether it is nothing but quotation."""
        return not any(token.is_word for token in self.tokens)

    def has_quote(self, first: int, end: int) -> bool:
        """Whether one of the tokens from `first` to before `end` is a quotation."""
        at = bisect_left(self.quotes, first)
        return at < len(self.quotes) and self.quotes[at] < end

    def token_of(self, pair: Quoted) -> int | None:
        """Which token stands for a quotation; none past the end of what is read."""
        return self._places.get(pair.outer[0])

    @cached_property
    def _places(self) -> dict[int, int]:
        return {self.tokens[k].start: k for k in self.quotes}


@dataclass(frozen=True, slots=True)
class Framed:
    """A text as frames."""

    text: str
    masked: str
    paragraphs: Sequence[Span]
    quoted: list[Quoted]
    frames: list[Frame]


def read_frames(text: str, layout: Layout | None = None, *, code: str = DEFAULT) -> Framed:
    """The sentences of a text, none of which begins or ends inside a quotation.

    `layout` is that of the text, where it is known already.
    """
    words = speech_words(code)
    layout = layout or read_layout(text, code=code)
    paragraphs = layout.paragraphs
    aside = frozenset(f.span.start for f in layout.furniture if f.reason == "page furniture")
    quoted = pair_marks(text, paragraphs, words, aside)
    outermost = [pair for pair in quoted if pair.depth == 0]
    masked = _mask(text, outermost)
    shared = Masked(masked, words)
    frames: list[Frame] = []
    at = first = 0
    for index, paragraph in enumerate(paragraphs):
        last = first
        while last < len(layout.sentences) and layout.sentences[last].start < paragraph.end:
            last += 1
        borders = [(sentence.start, sentence.end) for sentence in layout.sentences[first:last]]
        first = last
        if at < len(outermost) and outermost[at].outer[0] < paragraph.end:
            borders = list(sentence_borders(masked, paragraph.start, paragraph.end, code=code))
        for start, end in borders:
            frame = Frame(start, end, index, shared)
            while at < len(outermost) and outermost[at].outer[0] < end:
                frame.quoted.append(outermost[at])
                at += 1
            frames.append(frame)
    return Framed(text, masked, paragraphs, quoted, frames)


def _mask(text: str, outermost: list[Quoted]) -> str:
    """The text with each quotation as filler, its last stop and closing mark kept for borders."""
    pieces = []
    position = 0
    for pair in outermost:
        start, end = pair.outer
        inner_end = pair.inner[1]
        last = text[inner_end - 1]
        # A dash goes on with who says it: "—¿Quién viene? —preguntó Marta."
        goes_on = end == inner_end and text[end : end + 2].strip().startswith(tuple(DASHES))
        keep = 1 if last in _KEPT_MARKS and not goes_on else 0
        pieces.append(text[position:start])
        pieces.append(FILLER * (inner_end - keep - start))
        if keep:
            pieces.append(last)
        pieces.append("”" if keep and end > inner_end else FILLER * (end - inner_end))
        if keep and end - inner_end > 1:
            pieces.append("”" * (end - inner_end - 1))
        position = end
    pieces.append(text[position:])
    return "".join(pieces)
