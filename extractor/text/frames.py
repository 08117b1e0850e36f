"""Sentences with their quotations taken as one word each, ready for reading who says what."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from extractor.schemas.span import Span
from extractor.text.furniture import find_furniture
from extractor.text.marks import Quoted, pair_marks
from extractor.text.sentences import sentence_borders, split_paragraphs

FILLER = "\ue000"
"""Stands for every character of a quotation while its sentence is read."""

_TOKEN = re.compile(
    rf"{FILLER}+(?:[.!?…,;:—–-]?”+)?"
    r"|(?:[^\W\d_]\.){2,}|\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Maj|Capt|Sgt|Sen|Rep|Gov|St|Jr|Sr|Rev)\."
    r"|\w+(?:[.’'@&/–-]\w+)*(?:[’'](?!\w))?|--+|[^\w\s]"
)


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

    @property
    def tokens(self) -> list[Token]:
        """Its words and marks; read when first asked for, as most sentences never are."""
        if self._tokens is None:
            self._tokens = [
                Token(m.start(), m.end(), m.group(), m.group().lower().replace("’", "'"))
                for m in _TOKEN.finditer(self.masked, self.start, min(self.end, self.start + 6000))
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
    paragraphs: list[Span]
    quoted: list[Quoted]
    frames: list[Frame]


def read_frames(text: str) -> Framed:
    """The sentences of a text, none of which begins or ends inside a quotation."""
    paragraphs = split_paragraphs(text)
    aside = frozenset(f.span.start for f in find_furniture(text) if f.reason == "page furniture")
    quoted = pair_marks(text, paragraphs, aside)
    outermost = [pair for pair in quoted if pair.depth == 0]
    masked = _mask(text, outermost)
    frames: list[Frame] = []
    at = 0
    for index, paragraph in enumerate(paragraphs):
        for start, end in sentence_borders(masked, paragraph.start, paragraph.end):
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
