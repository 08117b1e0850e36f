"""How a text is laid out: what every reader of it starts from, found once."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.scanning.layout.furniture import Furniture, find_furniture
from extractor.scanning.layout.sentences import sentence_borders, split_paragraphs
from extractor.schemas.span import Span


@dataclass(frozen=True, slots=True)
class Layout:
    """The paragraphs, sentences and furniture of one text, each in reading order."""

    text: str
    paragraphs: tuple[Span, ...]
    sentences: tuple[Span, ...]
    furniture: tuple[Furniture, ...]


def read_layout(text: str) -> Layout:
    """The layout of a text."""
    paragraphs = tuple(split_paragraphs(text))
    return Layout(
        text,
        paragraphs,
        tuple(
            Span.of(text, start, end)
            for paragraph in paragraphs
            for start, end in sentence_borders(text, paragraph.start, paragraph.end)
        ),
        tuple(find_furniture(text, paragraphs)),
    )
