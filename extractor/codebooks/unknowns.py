"""How a story says that something is not known."""

from __future__ import annotations

import re

from extractor.languages.current import by_language
from extractor.languages.language import Language
from extractor.languages.patterns import either


@by_language
def _unknown(language: Language) -> re.Pattern[str]:
    words = language.codebooks.unknown
    denied = rf"(?:{either(words.not_)}|\w+{either(words.not_endings)})"
    return re.compile(
        rf"\b(?:{either(words.phrases)}"
        rf"|{denied} (?:{either(words.between)} ){{0,3}}{either(words.sayings)})\b",
        re.IGNORECASE,
    )


def says_unknown(text: str) -> bool:
    """Whether the words have one of the usual ways to say so."""
    return _unknown().search(text) is not None
