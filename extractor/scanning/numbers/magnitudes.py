"""Magnitudes behind a number: "million", "dozen", "of a million"."""

from __future__ import annotations

from extractor.scanning.look import GAPS, ends_clause, word_after
from extractor.scanning.numbers.lexicon import NumberLexicon
from extractor.scanning.numbers.numeral import ONE, Numeral, NumeralKind
from extractor.scanning.tokens import Tokens


class Magnitudes:
    """Multiplies numbers by the magnitudes behind them."""

    def __init__(self, lexicon: NumberLexicon) -> None:
        """Read with the words of a language."""
        self._lexicon = lexicon

    def scaled(
        self, tokens: Tokens, whole: Numeral, *, with_of: bool, at: int | None = None
    ) -> Numeral:
        """The number times the magnitudes behind it.

        `with_of` allows "of a" between, as in "a quarter of a million"; `at` is the magnitude's
        token where the number is only its article.
        """
        if whole.value is None:
            return whole
        words = tokens.words
        end, worth = whole.end, ONE
        place = at
        while True:
            if place is None:
                place = self._ahead(tokens, end, with_of)
                if place is None:
                    break
            word = words[place]
            if word in self._lexicon.powers:
                worth *= 10 ** self._lexicon.powers[word]
            elif word in self._lexicon.dozens:
                worth *= self._lexicon.dozens[word]
            else:
                worth *= 10 ** self._lexicon.behind_space[word]
            end = place + 1
            place = None
            with_of = False
        if worth == 1:
            return whole
        kind: NumeralKind = "cardinal" if whole.kind == "fraction" else whole.kind
        return whole._replace(
            end=end, kind=kind, value=whole.value * worth, step=whole.step * worth,
            scale=whole.scale * worth,
        )  # fmt: skip

    def _ahead(self, tokens: Tokens, end: int, with_of: bool) -> int | None:
        """The token of a magnitude that follows a number ending at a token."""
        words = tokens.words
        gap = words[end]
        if gap not in GAPS:
            return None
        place = end + 1
        if with_of:
            if words[place] in self._lexicon.of and words[place + 1] == gap:
                place += 2
            if words[place] in self._lexicon.articles and words[place + 1] in GAPS:
                place += 2
        word = words[place]
        if word in self._lexicon.powers or word in self._lexicon.collectives:
            if with_of and place == end + 1 and word in self._lexicon.plural_powers:
                return None
            return place
        if word in self._lexicon.plural_collectives and not with_of:
            return place
        if word in self._lexicon.spaced and gap == " " and place == end + 1:
            return place
        if word in self._lexicon.capitals and gap == " " and place == end + 1:
            return place if self._is_of_money(tokens, place) else None
        if word in self._lexicon.closing and (
            ends_clause(words, place + 1) or word_after(words, place + 1) in self._lexicon.stop
        ):
            return place
        return None

    def _is_of_money(self, tokens: Tokens, place: int) -> bool:
        """Whether letters in capitals scale a sum: "5 MM de dólares", "12 MM USD"."""
        if not tokens.written(place).isupper() or tokens.words[place + 1] not in GAPS:
            return False
        behind = place + 2
        is_code = len(tokens.words[behind]) == 3 and tokens.written(behind).isupper()
        return is_code or tokens.words[behind] in self._lexicon.of
