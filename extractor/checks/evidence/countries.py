"""Countries and the words made from them: "Dutch" is of "the Netherlands"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.checks.evidence.folding import without_accents
from extractor.languages.current import by_language, current
from extractor.languages.language import Language
from extractor.languages.patterns import either


@by_language
def kin(language: Language) -> dict[str, frozenset[str]]:
    """Each word with those that stand for the same place or people; joined words have a hyphen."""
    found: dict[str, frozenset[str]] = {}
    for group in language.countries.groups:
        group |= {without_accents(word) for word in group}
        for word in group:
            found[word] = found.get(word, frozenset()) | group
    return found


@by_language
def seats(language: Language) -> frozenset[str]:
    """Those that stand for a government: "Moscow said" is Russia, but "in Moscow" is a place."""
    return frozenset(map(without_accents, language.countries.seats))


def part_of_place(tokens: Sequence[str]) -> frozenset[str]:
    """What makes a place of its own of the name of another: "Northern Ireland", "New York"."""
    if len(tokens) < 2:
        return frozenset()
    language = current()
    ending = rf"{either(language.people.places.direction_endings)}$"
    return frozenset(
        re.sub(ending, "", token) for token in tokens[:-1] if token in language.names.directions
    )


def is_known_place(tokens: Sequence[str]) -> bool:
    """Whether a name is that of a country, a large city or the like."""
    return bool(tokens) and tokens[-1] in current().names.places
