"""What is counted together with the noun of a number: "86 passengers and crew"."""

from __future__ import annotations

import re

from extractor.checks.evidence.text_index import TextIndex
from extractor.languages.current import by_language
from extractor.languages.language import Language
from extractor.languages.patterns import SPACE, either, maybe
from extractor.schemas.figure import Figure
from extractor.schemas.span import Span


@by_language
def _with(language: Language) -> re.Pattern[str]:
    words = language.comparing.lists
    return re.compile(
        rf"\s+{either(words.joints)}\s+{maybe(words.companions_of)}"
        rf"{either(words.companions, SPACE)}\b",
        re.IGNORECASE,
    )


def counted_with(figure: Figure, text: TextIndex) -> Span | None:
    """The words right behind a count that widen it; none where it counts one kind of thing."""
    if figure.kind != "cardinal" or figure.of is None:
        return None
    end = max(figure.phrase.end, figure.span.end)
    found = _with().match(text.text, end)
    return Span.of(text.text, *found.span()) if found is not None else None
