"""Names that are a letter or two apart: slips of the pen, and two renderings of one name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from extractor.checks.evidence.name_tokens import name_tokens
from extractor.checks.evidence.text_index import TextIndex
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
    tokens: Iterable[str], source: TextIndex, known: frozenset[str] = frozenset()
) -> Span | None:
    """A name of the source that differs from an unknown word by a letter or two.

    Of two names that both have more words one of the others must agree, too: `known` has those
    of the claim. Sebastian Vettel is no Sebastien Buemi.
    """
    for token in tokens:
        if len(token) < _SHORTEST:
            continue
        is_short = len(token) == _SHORTEST
        allowed = 1 if len(token) < 7 else _MOST_EDITS
        for word, rest, name in source.once(_words_of_names, None).near(token):
            if word == token or edits(word, token, allowed) > allowed:
                continue
            if rest & known or not (is_short or (rest and known)):
                return name
    return None


def edits(one: str, other: str, limit: int) -> int:
    """How many letters differ (inserted, left out, changed), up to one past the limit."""
    past = limit + 1
    if abs(len(one) - len(other)) > limit:
        return past
    # A letter has its like no more than `limit` places away.
    previous = {place: place for place in range(min(limit, len(other)) + 1)}
    for i, a in enumerate(one, 1):
        current: dict[int, int] = {}
        for j in range(max(0, i - limit), min(len(other), i + limit) + 1):
            if j == 0:
                current[j] = i
                continue
            changed = previous.get(j - 1, past) + (a != other[j - 1])
            put_in = current.get(j - 1, past) + 1
            current[j] = min(previous.get(j, past) + 1, put_in, changed)
        if min(current.values()) > limit:
            return past
        previous = current
    return min(previous[len(other)], past)


_Word = tuple[str, frozenset[str], Span]
"""A word of a name, the other words of it, and where the name first stands."""

_MOST_EDITS = 2
_PARTS = _MOST_EDITS + 1
"""Of so many parts of a word one at least is as it was, whatever two letters are changed."""


class _Words:
    """The words of names, asked which have the first letter of a word and a part of it."""

    def __init__(self, words: Sequence[_Word]) -> None:
        self._words = words
        self._by_part: defaultdict[tuple[str, int, int, str], list[int]] = defaultdict(list)
        for index, (word, _, _) in enumerate(words):
            for number, (start, end) in enumerate(_parts(len(word))):
                self._by_part[word[0], len(word), number, word[start:end]].append(index)

    def near(self, token: str) -> Iterator[_Word]:
        """All that `edits` could find to be near, in order."""
        found: set[int] = set()
        for length in range(len(token) - _MOST_EDITS, len(token) + _MOST_EDITS + 1):
            for number, (start, end) in enumerate(_parts(length)):
                for moved in range(-_MOST_EDITS, _MOST_EDITS + 1):
                    part = token[max(1, start + moved) : max(1, end + moved)]
                    found.update(self._by_part.get((token[0], length, number, part), ()))
        return (self._words[index] for index in sorted(found))


def _parts(length: int) -> list[tuple[int, int]]:
    """Where the parts of a word of that length begin and end, the first letter left out."""
    borders = [1 + (length - 1) * number // _PARTS for number in range(_PARTS + 1)]
    return list(pairwise(borders))


def _words_of_names(source: TextIndex, _: None) -> _Words:
    """The words of all names with the other words and the first place of each, in order."""
    first: dict[tuple[str, frozenset[str]], Span] = {}
    for name in source.scan.names:
        words = frozenset(name_tokens(name.text))
        for word in name_tokens(name.text):
            first.setdefault((word, words - {word}), name)
    return _Words([(word, rest, name) for (word, rest), name in first.items()])
