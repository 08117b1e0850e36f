""" "The first", "a second": a claim of its own, or a turn of speech that no source need have."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.checks.evidence.claims import clause_stems
from extractor.checks.evidence.ordinals import numbered, turns
from extractor.checks.evidence.stems import word_set
from extractor.checks.evidence.text_index import TextIndex
from extractor.schemas.figure import Figure

_NEAR, _MOST_SENTENCES = 0.15, 4
_SAID_OTHERWISE = {
    1: word_set(
        """
        first never inaugural debut maiden initial initially pioneer pioneering previously
        unprecedented historic newest
        """
    ),
    2: word_set("again another two twice other both repeat repeated double previous also further"),
    3: word_set("again another three two twice thrice treble triple both other further"),
}
"""Words that say as much as the ordinal does; a "world-first" is read as no ordinal."""
_WORDS = re.compile(r"[^\W\d_]+")


def is_claimed(figure: Figure, claim: TextIndex, sources: Sequence[TextIndex]) -> bool:
    """Whether a small ordinal that no source has counts something, and no source says as much in
    another word where it speaks of the same: "again" for "a second time"."""
    words = _SAID_OTHERWISE.get(int(figure.value or 0))
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
