"""Counts of nought that are said without a number: "nobody", "no injuries", "none of the 12"."""

from __future__ import annotations

from decimal import Decimal

from extractor.languages import Language
from extractor.scanning.numbers import Numeral
from extractor.scanning.quantities.nouns import NounFinder
from extractor.scanning.tokens import Tokens

_NOUGHT = Decimal(0)


class NoneFinder:
    """Finds counts of nought in one language; made once."""

    def __init__(self, language: Language, nouns: NounFinder) -> None:
        """Lay the tables out."""
        self._tables = tables = language.nouns
        self._kinds = language.kinds
        self._nouns = nouns
        self._nobody = tables.nobody
        self._of = language.numbers.joints.of
        self.starters = tables.none | tables.no | tables.nobody.firsts
        """Words that may begin such a count."""

    def may_count(self, words: list[str], at: int) -> bool:
        """Whether a noun may follow: "no injuries", "none of the sailors", but not "nobody"."""
        return words[at] in self._tables.none or (
            words[at] in self._tables.no and self._nobody.ahead(words, at) is None
        )

    def read(self, tokens: Tokens, at: int) -> Numeral | None:
        """The count that begins at a token."""
        words = tokens.words
        nobody = self._nobody.ahead(words, at)
        if nobody is not None:
            end = nobody[0]
            behind = words[end + 1] if words[end] == " " else words[end]
            is_limit = behind in self._kinds.limits_of_age or behind in self._kinds.age_words
            return None if is_limit or behind == "'" else _nought(at, end)
        if words[at] in self._tables.none:
            is_of = words[at + 1] == " " and words[at + 2] in self._of
            following = words[at + 2] if words[at + 1] == " " else ""
            if following in self._tables.not_none_before:
                return None
            noun = self._nouns.after(tokens, at + 1, singular=False) if is_of else None
            is_people = noun is not None or not is_of or words[at + 4] in self._tables.them
            return _nought(at, at + 1) if is_people else None
        if words[at] in self._tables.no:
            noun = self._nouns.after(tokens, at + 1, singular=True)
            if noun is not None and (
                words[noun[1] - 1] in self._tables.counted_none
                or words[noun[1] - 1] in self._tables.persons
            ):
                return _nought(at, at + 1)
        return None


def _nought(start: int, end: int) -> Numeral:
    return Numeral(start, end, "cardinal", _NOUGHT, Decimal(1))
