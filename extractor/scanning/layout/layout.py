"""How a text is laid out: what every reader of it starts from, found once."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.languages import DEFAULT
from extractor.scanning.layout.furniture import Furniture, furniture_reader
from extractor.scanning.layout.paragraphs import split_paragraphs
from extractor.scanning.layout.sentences import sentence_reader
from extractor.schemas.span import Span


@dataclass(frozen=True, slots=True)
class Layout:
    """The paragraphs, sentences and furniture of one text, each in reading order."""

    text: str
    paragraphs: tuple[Span, ...]
    sentences: tuple[Span, ...]
    furniture: tuple[Furniture, ...]


def read_layout(text: str, *, code: str = DEFAULT) -> Layout:
    """The layout of a text."""
    paragraphs = tuple(split_paragraphs(text))
    borders = sentence_reader(code).borders
    return Layout(
        text,
        paragraphs,
        tuple(
            Span(start, end, text[start:end])
            for paragraph in paragraphs
            for start, end in borders(text, paragraph.start, paragraph.end)
        ),
        tuple(furniture_reader(code).find(text, paragraphs)),
    )
