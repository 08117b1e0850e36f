"""Whether a statement is its sentence of the story, only shortened.

A small model that is let to word a fact freely exchanges who did what, gives the second number of
a sentence to the first of its names, and loses a "likely". What it may do is leave words out where
a reader would: a clause before and behind, and what stands between two signs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractor.languages.language import Language, load
from extractor.scanning.document import Scan
from extractor.schemas.span import Span

_TOKEN = re.compile(r"[$€£¥]?[^\W_]+(?:[.,:'/-][^\W_]+)*%?|[^\w\s]")
_STRAIGHT = str.maketrans("‘’‑", "''-")
_WORD = re.compile(r"\w")
_FENCES = frozenset(",;:()[]–—-.!?…\"“”«»'‘’")
_CUT_OFF = re.compile(r"…|\.\.\.")
_FEWEST = 2
"""Words of a statement besides its figure."""


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence of the story as its words and signs, lower case."""

    tokens: tuple[str, ...]
    dates: frozenset[int]
    """The tokens that are of a time."""
    cue: int | None
    """The last token of a clause that says who says so: "said", "according"."""
    language: Language

    @classmethod
    def of(cls, sentence: Span, scan: Scan) -> _Sentence:
        found = [
            Span.of(scan.text, sentence.start + match.start(), sentence.start + match.end())
            for match in _TOKEN.finditer(_folded(sentence.text))
        ]
        dates = [date.span for date in scan.dates if date.span.overlaps(sentence)]
        cues = [said.cue for said in scan.attributions if said.cue.overlaps(sentence)]
        return cls(
            tokens=tuple(_folded(token.text).casefold() for token in found),
            dates=frozenset(
                at for at, token in enumerate(found) if any(d.overlaps(token) for d in dates)
            ),
            cue=max(
                (at for at, token in enumerate(found) if any(c.overlaps(token) for c in cues)),
                default=None,
            ),
            language=load(scan.language),
        )

    def places_of(self, words: Sequence[str]) -> tuple[int, ...] | None:
        """Which tokens the words are, in their order; none where one of them is not there.

        Of several ways that which begins last: "the council said the council will pay" is
        shortened to its end.
        """
        for start in reversed([at for at, token in enumerate(self.tokens) if token == words[0]]):
            places, at = [], start
            for word in words:
                while at < len(self.tokens) and self.tokens[at] != word:
                    at += 1
                if at == len(self.tokens):
                    break
                places.append(at)
                at += 1
            else:
                return tuple(places)
        return None

    def may_begin(self, at: int) -> bool:
        """Whether what stands before a token may be left out."""
        before = self.tokens[:at]
        while before and before[-1] in self.language.classes.determiners:
            before = before[:-1]
        if not before:
            return True
        last = before[-1]
        is_joint = last in _FENCES or last in self.language.classes.conjunctions
        is_said = self.cue is not None and self.cue < at and self._is_small(self.cue + 1, at)
        return (is_joint or is_said) and not self._is_weighed(before)

    def may_end(self, at: int) -> bool:
        """Whether what stands behind a token may be left out."""
        behind = self.tokens[at + 1 :]
        if not behind or all(token in _FENCES for token in behind):
            return True
        classes = self.language.classes
        if behind[0] == "," and behind[1] in self.language.speech.phrases.relatives:
            return True
        is_joint = (
            behind[0] in _FENCES
            or behind[0] in classes.conjunctions
            or behind[0] in classes.prepositions - classes.bound
            or at + 1 in self.dates
        )
        return is_joint and not self._is_weighed(behind)

    def may_go(self, first: int, last: int) -> bool:
        """Whether the tokens from one to another may be left out between two that are kept."""
        gap = self.tokens[first : last + 1]
        if all(token in _FENCES for token in gap):
            return True
        if self._is_weighed(gap):
            return False
        if all(
            at in self.dates or self._is_light(self.tokens[at]) for at in range(first, last + 1)
        ):
            return True
        is_fenced = gap[0] in _FENCES and gap[-1] in _FENCES
        return is_fenced and not any(token in _FENCES for token in gap[1:-1])

    def _is_small(self, first: int, last: int) -> bool:
        """Whether only small words and times stand between a word of saying and what is said."""
        return all(at in self.dates or self._is_light(self.tokens[at]) for at in range(first, last))

    def _is_light(self, token: str) -> bool:
        classes = self.language.classes
        return (
            token in classes.adverbs
            or token in classes.determiners
            or token in classes.prepositions - classes.bound
            or token in classes.conjunctions
            or token in _FENCES
        )

    def _is_weighed(self, tokens: Sequence[str]) -> bool:
        """Whether a word among these changes what the others claim: "not", "if", "likely"."""
        classes = self.language.classes
        return any(token in classes.qualifiers or token in classes.negations for token in tokens)


def is_shortened(statement: str, sentence: Span, scan: Scan, *, item: Span | None = None) -> bool:
    """Whether a statement is a sentence of the story, whole or shortened as an editor would.

    Args:
        statement: what the model says.
        sentence: the sentence that it stands on.
        scan: the story.
        item: the figure's phrase, if the statement is of one; the rest must say something of it.
    """
    tokens = _TOKEN.findall(_folded(statement).casefold())
    said = [token for token in tokens if _WORD.search(token)]
    listed = sum(bool(_WORD.search(token)) for token in _TOKEN.findall(item.text)) if item else 0
    if _CUT_OFF.search(statement) and not _CUT_OFF.search(sentence.text):
        return False
    whole = _Sentence.of(sentence, scan)
    if said == [token for token in whole.tokens if _WORD.search(token)]:
        return True
    if len(said) - listed < _FEWEST or not _has_verb(said, load(scan.language)):
        return False
    places = whole.places_of(said)
    if places is None or not (whole.may_begin(places[0]) and whole.may_end(places[-1])):
        return False
    pairs = pairwise(places)
    return all(whole.may_go(one + 1, other - 1) for one, other in pairs if other - one > 1)


def _folded(text: str) -> str:
    """The text with straight marks, character for character."""
    return text.translate(_STRAIGHT)


def _has_verb(words: Sequence[str], language: Language) -> bool:
    """Whether a verb stands among the words, and not in front: a statement has a subject."""
    places = [at for at, word in enumerate(words) if language.is_finite(word)]
    return bool(places) and (language.classes.verbs_may_lead or places[0] > 0)
