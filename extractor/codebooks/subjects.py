"""Whether a count is of what its field counts: the dead are not the hurt."""

from __future__ import annotations

import re

from extractor.languages import DEFAULT
from extractor.languages.codebooks import Fate
from extractor.languages.current import by_language, in_language
from extractor.languages.language import Language
from extractor.languages.patterns import either


@by_language
def _fates(language: Language) -> dict[Fate, re.Pattern[str]]:
    return {
        name: re.compile(rf"\b(?:{either(words.begins)}|{either(words.whole)}\b)", re.IGNORECASE)
        for name, words in language.codebooks.fates.items()
    }


def counts_something_else(field: str, words: str, *, is_none: bool = False) -> str | None:
    """What `words` count, where a field is told to count another thing and they say nothing of it.

    `field` is its name and description; `is_none` says that nobody is counted: where nobody was
    hurt, nobody died. None where either speaks of several things or of none: then only a reader
    can tell.
    """
    wanted, given = _wanted(field), _classes_in(words)
    if len(wanted) != 1 or not given or wanted & given or (is_none and _implies(given, wanted)):
        return None
    return " and ".join(f"the {name}" for name in sorted(given))


def speaks_of_it(field: str, words: str) -> bool:
    """Whether words that deny something deny what the field counts, where that is one of these."""
    wanted, given = _wanted(field), _classes_in(words)
    return not wanted or bool(wanted & given) or _implies(given, wanted)


def wanted_fate(field: str) -> Fate | None:
    """The one thing that a field is told to count; none where it counts several or another."""
    wanted = _wanted(field)
    return next(iter(wanted)) if len(wanted) == 1 else None


def fate_words(words: str) -> set[Fate]:
    """What words like "killed or injured" say befell somebody."""
    return _classes_in(words)


def _wanted(field: str) -> set[Fate]:
    """What a field counts; a codebook may be worded in English for stories in any language."""
    words = field.replace("_", " ")
    with in_language(DEFAULT):
        usual = _classes_in(words)
    return usual | _classes_in(words)


def _implies(given: set[Fate], wanted: set[Fate]) -> bool:
    return wanted == {"dead"} and "hurt" in given


def _classes_in(words: str) -> set[Fate]:
    return {name for name, pattern in _fates().items() if pattern.search(words)}
