"""Whether a count is of what its field counts: the dead are not the hurt."""

from __future__ import annotations

import re

_DEAD, _HURT = "the dead", "the hurt"
_BEGINNINGS = {
    _DEAD: "kill dead! death die! died dies! dying fatal perish drown casualt",
    _HURT: "injur uninjured wound hurt! unhurt unharmed unscathed casualt hospitali maimed",
    "the missing": "missing! unaccounted",
    "the displaced": "displac evacuat homeless fled!",
    "the arrested": "arrest detain custody",
}
"""How the words for each begin, or all of a word where an exclamation mark ends it, since
"deadline", "diesel" and "hurtled" are none of them; "casualties" are of both kinds."""


def _pattern(beginnings: str) -> re.Pattern[str]:
    words = "|".join(beginnings.split()).replace("!", r"\b")
    return re.compile(rf"\b(?:{words})", re.IGNORECASE)


_CLASSES = {name: _pattern(words) for name, words in _BEGINNINGS.items()}


def counts_something_else(field: str, words: str, *, is_none: bool = False) -> str | None:
    """What `words` count, where a field is told to count another thing and they say nothing of it.

    `field` is its name and description; `is_none` says that nobody is counted: where nobody was
    hurt, nobody died. None where either speaks of several things or of none: then only a reader
    can tell.
    """
    wanted, given = _classes_in(field.replace("_", " ")), _classes_in(words)
    if len(wanted) != 1 or not given or wanted & given or (is_none and _implies(given, wanted)):
        return None
    return " and ".join(sorted(given))


def speaks_of_it(field: str, words: str) -> bool:
    """Whether words that deny something deny what the field counts, where that is one of these."""
    wanted, given = _classes_in(field.replace("_", " ")), _classes_in(words)
    return not wanted or bool(wanted & given) or _implies(given, wanted)


def _implies(given: set[str], wanted: set[str]) -> bool:
    return wanted == {_DEAD} and _HURT in given


def _classes_in(words: str) -> set[str]:
    return {name for name, pattern in _CLASSES.items() if pattern.search(words)}
