"""Names that are a letter or two apart: slips of the pen, and two renderings of one name."""

from __future__ import annotations

import re
from collections.abc import Iterable

from extractor.checks.name_tokens import name_tokens
from extractor.checks.reading import Reading
from extractor.schemas.span import Span

_ENDING = re.compile(r"(?:yy|iy|ij|yi|ii|y|i)$")


_SHORTEST = 4
"""Letters of a word that may be misspelt; of so few the other words of the name must agree."""


def is_transliterated(one: str, other: str) -> bool:
    """Whether two spellings render one foreign name: "Zelensky", "Zelenskyy"; house style."""
    mine = {_romanised(token) for token in name_tokens(one)}
    theirs = {_romanised(token) for token in name_tokens(other)}
    return mine <= theirs or theirs <= mine


def _romanised(token: str) -> str:
    return _ENDING.sub("y", token.replace("kh", "h"))


def near_spelling(
    tokens: Iterable[str], source: Reading, known: frozenset[str] = frozenset()
) -> Span | None:
    """A name of the source that differs from an unknown word by a letter or two.

    Of two names that both have more words one of the others must agree, too: `known` has those
    of the claim. Sebastian Vettel is no Sebastien Buemi.
    """
    for token in tokens:
        if len(token) < _SHORTEST:
            continue
        is_short = len(token) == _SHORTEST
        allowed = 1 if len(token) < 7 else 2
        for word, rest, name in source.once(_by_first_letter, None).get(token[0], ()):
            if word == token or edits(word, token, allowed) > allowed:
                continue
            if rest & known or not (is_short or (rest and known)):
                return name
    return None


def edits(one: str, other: str, limit: int) -> int:
    """How many letters differ (inserted, left out, changed), up to one past the limit."""
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    previous = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        current = [i]
        for j, b in enumerate(other, 1):
            current.append(min(previous[j] + 1, current[-1] + 1, previous[j - 1] + (a != b)))
        if min(current) > limit:
            return limit + 1
        previous = current
    return previous[-1]


def _by_first_letter(source: Reading, _: None) -> dict[str, list[tuple[str, frozenset[str], Span]]]:
    """The words of all names with the other words and the first place of each, in order."""
    first: dict[tuple[str, frozenset[str]], Span] = {}
    for name in source.scan.names:
        words = frozenset(name_tokens(name.text))
        for word in name_tokens(name.text):
            first.setdefault((word, words - {word}), name)
    table: dict[str, list[tuple[str, frozenset[str], Span]]] = {}
    for (word, rest), name in first.items():
        table.setdefault(word[0], []).append((word, rest, name))
    return table
