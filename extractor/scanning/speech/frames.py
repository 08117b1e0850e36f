"""Sentences with their quotations taken as one word each, ready for reading who says what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from extractor.scanning.layout.layout import Layout, read_layout
from extractor.scanning.layout.sentences import sentence_borders
from extractor.scanning.speech.marks import Quoted, pair_marks
from extractor.schemas.span import Span

FILLER = "\ue000"
"""Stands for every character of a quotation while its sentence is read."""

_TOKEN = re.compile(
    rf"{FILLER}+(?:[.!?…,;:—–-]?”+)?"
    r"|(?:[^\W\d_]\.){2,}|\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Maj|Capt|Sgt|Sen|Rep|Gov|St|Jr|Sr|Rev)\."
    r"|\w+(?:[.’'@&/–-]\w+)*(?:[’'](?!\w))?|--+|[^\w\s]"
)


_WORD = re.compile(r"[a-z]+")
_LONGEST = 6000
"""Characters of a sentence that are read; a text without full stops is no language."""


class Token(NamedTuple):
    """One word, mark or whole quotation of a sentence."""

    start: int
    end: int
    text: str
    low: str
    """In lower case, with a plain apostrophe."""

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[:1].isupper() or (
            self.text[:3] in ("al-", "el-", "as-", "ad-", "ar-") and self.text[3:4].isupper()
        )

    @property
    def is_word(self) -> bool:
        """Whether it is a word or number, as against a mark or a quotation."""
        return self.text[:1].isalnum()

    @property
    def is_quote(self) -> bool:
        """Whether it stands for a whole quotation."""
        return self.text[:1] == FILLER


@dataclass(slots=True)
class Frame:
    """One sentence around its quotations."""

    start: int
    end: int
    paragraph: int
    """Which paragraph it belongs to, counted from 0."""
    masked: str
    """The whole text with its quotations masked; shared by all frames."""
    quoted: list[Quoted] = field(default_factory=list)
    """The outermost quotations inside."""
    _tokens: list[Token] | None = None
    _places: dict[int, int] | None = None
    _words: frozenset[str] | None = None

    @property
    def words(self) -> frozenset[str]:
        """Its words in small letters, cut at every sign: enough to tell that one is missing."""
        if self._words is None:
            self._words = frozenset(_WORD.findall(self.masked[self.start : self.end].lower()))
        return self._words

    @property
    def tokens(self) -> list[Token]:
        """Its words and marks; read when first asked for, as most sentences never are."""
        if self._tokens is None:
            end = min(self.end, self.start + _LONGEST)
            self._tokens = [
                Token(*m.span(), word := m.group(), word.lower().replace("’", "'"))
                for m in _TOKEN.finditer(self.masked, self.start, end)
            ]
        return self._tokens

    def token_of(self, pair: Quoted) -> int | None:
        """Which token stands for a quotation; none past the end of what is read."""
        if self._places is None:
            self._places = {t.start: k for k, t in enumerate(self.tokens) if t.is_quote}
        return self._places.get(pair.outer[0])


@dataclass(frozen=True, slots=True)
class Framed:
    """A text as frames."""

    text: str
    masked: str
    paragraphs: Sequence[Span]
    quoted: list[Quoted]
    frames: list[Frame]


def read_frames(text: str, layout: Layout | None = None) -> Framed:
    """The sentences of a text, none of which begins or ends inside a quotation.

    `layout` is that of the text, where it is known already.
    """
    layout = layout or read_layout(text)
    paragraphs = layout.paragraphs
    aside = frozenset(f.span.start for f in layout.furniture if f.reason == "page furniture")
    quoted = pair_marks(text, paragraphs, aside)
    outermost = [pair for pair in quoted if pair.depth == 0]
    masked = _mask(text, outermost)
    frames: list[Frame] = []
    at = first = 0
    for index, paragraph in enumerate(paragraphs):
        last = first
        while last < len(layout.sentences) and layout.sentences[last].start < paragraph.end:
            last += 1
        borders = [(sentence.start, sentence.end) for sentence in layout.sentences[first:last]]
        first = last
        if at < len(outermost) and outermost[at].outer[0] < paragraph.end:
            borders = list(sentence_borders(masked, paragraph.start, paragraph.end))
        for start, end in borders:
            frame = Frame(start, end, index, masked)
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
        keep = 1 if last in ".!?…,;:—–-" else 0
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
