"""Two numbers that are the result of a match, a vote or an innings."""

from __future__ import annotations

from extractor.languages import Language
from extractor.scanning.look import word_after, word_before
from extractor.scanning.quantities.draft import Draft
from extractor.scanning.quantities.nouns import NounFinder
from extractor.scanning.tokens import Tokens

_NEAR = 24
_FAR = 70
"""How many tokens around a pair of numbers a match is looked for."""
_MOST = 400


class ScoreFinder:
    """Tells scores from ranges in one language; made once."""

    def __init__(self, language: Language, nouns: NounFinder) -> None:
        """Lay the tables out."""
        self._kinds = kinds = language.kinds
        self._nouns = nouns
        self._of = language.numbers.joints.of
        self._took = kinds.took

    def is_sport(self, tokens: Tokens, start: int, end: int, *, words: frozenset[str] | None = None,
                 near: int = _NEAR) -> bool:  # fmt: skip
        """Whether a match or a vote is spoken of around two tokens, on their line."""
        wanted = words or self._kinds.sport
        for step, begin, length in (
            (-1, start - 1, near),
            (1, end, near // 2 if not words else near),
        ):
            for index in range(begin, begin + step * length, step):
                if not 0 <= index < len(tokens) or tokens.words[index][0] == "\n":
                    break
                if tokens.words[index] in wanted:
                    return True
        return False

    def is_cricket(self, tokens: Tokens, start: int, end: int) -> bool:
        """Whether cricket is spoken of around two tokens."""
        return self.is_sport(tokens, start, end, words=self._kinds.cricket, near=_FAR)

    def between_sides(
        self, tokens: Tokens, first: Draft, second: Draft, before: Draft | None
    ) -> bool:
        """Whether a pair of numbers stands between two sides, or behind what a player did:
        "Leeds 0-3 Chelsea", "took 4-84"."""
        words = tokens.words
        at, end = first.start, second.end
        if words[at - 1] != " " and not (at and words[at - 1] == "("):
            return False
        if self._nouns.after(tokens, end, singular=False) is not None:
            return False
        place = at - 1
        if words[place - 1] == "a":
            place -= 2
        if self._took.back(words, place) is not None:
            return True
        name = tokens.written(at - 2) if at > 1 else ""
        if not name[:1].isupper() or words[at - 2] in self._kinds.no_person:
            return False
        behind = word_after(words, end)
        if behind and tokens.written(end + 1)[0].isupper():
            return True
        ends = (
            words[end] in ("", ".", ",", ";", ")")
            or words[end][:1] == "\n"
            or behind in self._kinds.after_score
        )
        if not ends:
            return False
        follows = before is not None and before.kind == "score" and first.start - before.end < _FAR
        return follows or self.is_cricket(tokens, at, end)

    def is_for(self, tokens: Tokens, first: Draft, second: Draft) -> bool:
        """Whether "6 for 42" or "104 for 2" are wickets and runs, or a shooter's hits."""
        a, b = first.value, second.value
        if a is None or b is None or min(a, b) > 10 or max(a, b) > 999:
            return False
        if self._nouns.after(tokens, second.end, singular=False) is not None:
            return False
        words, at = tokens.words, first.start
        if a <= b:
            return self._took.back(words, at - 1) is not None
        return word_before(words, at) in self._kinds.reached and self.is_cricket(
            tokens, at, second.end
        )

    def is_analysis(self, tokens: Tokens, draft: Draft) -> bool:
        """Whether "4/72" are wickets and runs."""
        words = tokens.words
        if draft.end - draft.start != 3 or words[draft.start + 1] != "/":
            return False
        a, b = int(words[draft.start]), int(words[draft.start + 2])
        return (
            min(a, b) <= 10
            and a != b
            and word_after(words, draft.end) not in self._of
            and (self.is_cricket(tokens, draft.start, draft.end))
        )

    @staticmethod
    def may_be(first: Draft, second: Draft) -> bool:
        """Whether two numbers are of the size that scores have, and bare."""
        a, b = first.value, second.value
        return (
            a is not None and b is not None
            and 0 <= a <= _MOST and 0 <= b <= _MOST
            and first.is_whole and second.is_whole
            and first.unit is None and second.unit is None
        )  # fmt: skip
