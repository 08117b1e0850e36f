""" "The first", "a second": a claim of its own, or a turn of speech that no source need have."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.checks.evidence.claims import clause_stems
from extractor.checks.evidence.stems import head_stem, stem_set, word_set
from extractor.checks.evidence.text_index import TextIndex
from extractor.schemas.figure import Figure

_TURNS = stem_set(
    """
    half hand place class degree minister lady name aid sight glance instance thought thing few
    couple minute hour day night week weekend month quarter year decade century season
    """
)
"""What "first" and "second" stand before without a claim that there was none, or one, before."""
_NEAR, _MOST_SENTENCES = 0.15, 4
_SAID_OTHERWISE = {
    1: word_set(
        """
        never inaugural debut maiden initial initially pioneer pioneering previously unprecedented
        historic newest
        """
    ),
    2: word_set("again another two twice other both repeat repeated double previous also further"),
    3: word_set("again another three two twice thrice treble triple both other further"),
}
"""Words that say as much as the ordinal does."""
_WORDS = re.compile(r"[^\W\d_]+")


def is_claimed(figure: Figure, claim: TextIndex, sources: Sequence[TextIndex]) -> bool:
    """Whether a small ordinal that no source has counts something, and no source says as much in
    another word where it speaks of the same: "again" for "a second time"."""
    noun, end = claim.noun_of(figure), figure.span.end
    words = _SAID_OTHERWISE.get(int(figure.value or 0))
    if words is None or noun is None or claim.text[end : end + 1] != " ":
        return False
    if not figure.span.text.isalpha() or claim.quotations_over(figure.span):
        return False
    first_word = _WORDS.search(claim.text, end)
    nouns = {head_stem(noun), head_stem(first_word.group()) if first_word else None}
    if not _TURNS.isdisjoint({noun for noun in nouns if noun}):
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
