"""What is counted together with the noun of a number: "86 passengers and crew"."""

from __future__ import annotations

import re

from extractor.checks.evidence.text_index import TextIndex
from extractor.schemas.figure import Figure
from extractor.schemas.span import Span

_WITH = re.compile(
    r"\s+(?:and|or)\s+(?:(?:other|their|its|his|her)\s+)?(?:crew(?:\s+members)?|staff|workers"
    r"|officers|men|women|children|boys|girls|wives|families|relatives|residents|visitors|guests"
    r"|pupils|teachers|students|soldiers|officials|supporters|volunteers|injured|wounded|missing"
    r"|dead)\b",
    re.IGNORECASE,
)


def counted_with(figure: Figure, text: TextIndex) -> Span | None:
    """The words right behind a count that widen it; none where it counts one kind of thing."""
    if figure.kind != "cardinal" or figure.of is None:
        return None
    end = max(figure.phrase.end, figure.span.end)
    found = _WITH.match(text.text, end)
    return Span.of(text.text, *found.span()) if found is not None else None
