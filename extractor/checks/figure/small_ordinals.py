""" "The first", "a second": a claim of its own, or a turn of speech that no source need have."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.checks.evidence.claims import clause_stems
from extractor.checks.evidence.ordinals import numbered, turns
from extractor.checks.evidence.text_index import TextIndex
from extractor.languages.current import current
from extractor.schemas.figure import Figure

_NEAR, _MOST_SENTENCES = 0.15, 4
_WORDS = re.compile(r"[^\W\d_]+")


def is_claimed(figure: Figure, claim: TextIndex, sources: Sequence[TextIndex]) -> bool:
    """Whether a small ordinal that no source has counts something, and no source says as much in
    another word where it speaks of the same: "again" for "a second time"."""
    said_otherwise = current().comparing.ordinals.said_otherwise
    words = said_otherwise.get(str(int(figure.value or 0)))
    nouns = numbered(figure, claim)
    if words is None or not nouns:
        return False
    if not figure.span.text.isalpha() or claim.quotations_over(figure.span):
        return False
    if not nouns.isdisjoint(turns()):
        return False
    stems = clause_stems(claim, figure.span)
    return not any(_says_as_much(words, stems, source) for source in sources)


def _says_as_much(words: frozenset[str], stems: frozenset[str], source: TextIndex) -> bool:
    count = len(source.scan.sentences)
    for index, _ in source.ranking(stems).best(_MOST_SENTENCES, _NEAR, count):
        for near in source.scan.sentences[max(0, index - 1) : index + 2]:
            if any(word.casefold() in words for word in _WORDS.findall(near.text)):
                return True
    return False
