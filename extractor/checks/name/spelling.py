"""Names that are a letter or two apart: slips of the pen, and two renderings of one name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from operator import itemgetter

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

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
        uses = source.once(_uses_of_words, None).get(token[0], _Uses())
        allowed = 1 if len(token) < 7 else 2
        near = process.extract(
            token, uses.words, scorer=Levenshtein.distance, score_cutoff=allowed, limit=None
        )
        for _, distance, index in sorted(near, key=itemgetter(2)):
            rest, name = uses.names[index]
            if distance == 0:
                continue
            if rest & known or not (is_short or (rest and known)):
                return name
    return None


@dataclass(frozen=True, slots=True)
class _Uses:
    """Words of names, in order; for each the other words of its name, and where that first is."""

    words: list[str] = field(default_factory=list)
    names: list[tuple[frozenset[str], Span]] = field(default_factory=list)


def _uses_of_words(source: TextIndex, _: None) -> dict[str, _Uses]:
    """The words of all names by their first letter, which is seldom the one that is wrong."""
    first: dict[tuple[str, frozenset[str]], Span] = {}
    for name in source.scan.names:
        words = frozenset(name_tokens(name.text))
        for word in name_tokens(name.text):
            first.setdefault((word, words - {word}), name)
    uses: defaultdict[str, _Uses] = defaultdict(_Uses)
    for (word, rest), name in first.items():
        uses[word[0]].words.append(word)
        uses[word[0]].names.append((rest, name))
    return uses
