"""Whether "m" behind a number means metres or millions, and "k" kilometres or thousands.

Metres, unless something speaks for millions: to read a race of 100 metres as a hundred million is
the worse mistake by far.
"""

from __future__ import annotations

from extractor.languages import Language
from extractor.scanning.look import word_after, word_before
from extractor.scanning.quantities.draft import Draft
from extractor.scanning.quantities.nouns import NounFinder
from extractor.scanning.quantities.units import UnitReader
from extractor.scanning.tokens import Tokens

_LONGEST_RACE = 200
"""Kilometres."""
_REACH = 26
"""Tokens before the number among which what is counted or paid is looked for."""


class Metres:
    """Tells metres from millions in one language; made once."""

    def __init__(self, language: Language, nouns: NounFinder, units: UnitReader) -> None:
        """Lay the tables out."""
        self._kinds = language.kinds
        self._language = language
        self._nouns = nouns
        self._units = units
        self._paid = language.currencies.paid
        hedges = language.hedges
        self._between = hedges.fillers | {
            word for phrases in hedges.before.values() for phrase in phrases
            for word in phrase.split()
        }  # fmt: skip

    def is_race(self, tokens: Tokens, draft: Draft, end: int) -> bool:
        """Whether "k" means kilometres: "a 5k fun run", "she ran a 10k"."""
        words, kinds = tokens.words, self._kinds
        if (
            draft.value is None
            or not 0 < draft.value <= _LONGEST_RACE
            or draft.step != 1
            or (words[end][:1].isalnum())
        ):
            return False
        place = end
        if words[place] in (" ", "-"):
            if words[place + 1] in kinds.race_kinds and words[place + 2] == " ":
                place += 2
            if words[place + 1] in kinds.race_words:
                return True
        following = word_after(words, end)
        if following and following not in self._language.stop:
            return False
        at = draft.number_start
        if word_before(words, at) not in kinds.race_articles:
            return False
        return any(words[index] in kinds.racing for index in range(max(0, at - 14), at - 2))

    def is_millions(self, tokens: Tokens, draft: Draft, end: int) -> bool:
        """Whether the "m" that ends at a token means millions."""
        words, kinds = tokens.words, self._kinds
        if words[end] == "-" and words[end + 1] in kinds.plus:
            end += 2
        elif words[end] == "+":
            end += 1
        word = word_after(words, end)
        if word in kinds.events or word in kinds.spatial:
            return False
        if words[end] == "-":
            if words[end + 1] in kinds.many_hyphened:
                return True
            if words[end + 1] in self._language.units.dimensions:
                return False
        if word in kinds.many_behind or (
            word in self._language.numbers.joints.of and words[end + 3] in kinds.many_of
        ):
            return True
        is_definite = self._is_definite(words, draft.number_start)
        if not is_definite and (
            word in kinds.sums or word in kinds.plural_verbs or self._is_sum(tokens, draft, end)
        ):
            return True
        if not word or words[end + 1] in self._language.numbers.cardinals:
            return False
        if self._names_money_or_time(tokens, end):
            behind = word_after(words, end + 2)
            return not is_definite and behind not in kinds.later
        unit = self._units.name_at(tokens, end + 1)
        if word in self._language.units.squares or word in self._language.units.cubes:
            return True
        if unit is not None and len(word) > 2:
            return True
        return self._counts(tokens, draft, end, word)

    def _counts(self, tokens: Tokens, draft: Draft, end: int, word: str) -> bool:
        """Whether a noun follows that is counted in millions."""
        words, kinds = tokens.words, self._kinds
        noun = self._nouns.after(tokens, end, singular=False)
        if noun is not None:
            nouns = [words[index] for index in range(*noun)]
            if not kinds.events.isdisjoint(nouns) or nouns[-1] in kinds.measured:
                return False
            # "a 10m fence surrounds it", "the 30m oak falls", "at 300m visibility drops"
            one = word_before(words, draft.number_start)
            if one not in kinds.one_thing:
                return True
            return one in kinds.one_thing_or_many and (
                len(nouns) == 1 or tokens.written(noun[0])[0].isupper()
            )
        # "a rise of 1.3m year on year": what is measured in tenths is seldom a race
        value = draft.value
        return (
            value is not None
            and value != value.to_integral_value()
            and word not in self._language.stop
            and f"{word}s" not in kinds.measured
        )

    def _names_money_or_time(self, tokens: Tokens, end: int) -> bool:
        words = tokens.words
        word = words[end + 1]
        if tokens.written(end + 1) in self._language.currency_codes or (
            self._language.currency_names.ahead(words, end + 1) is not None
        ):
            return True
        found = self._language.unit_names.ahead(words, end + 1)
        return found is not None and found[1][0].kind == "duration" and len(word) > 2

    def _is_definite(self, words: list[str], at: int) -> bool:
        """Whether the distance of a race stands there: "the 100m", "the 800m and 1500m"."""
        if word_before(words, at) in self._kinds.definite:
            return True
        joint = word_before(words, at)
        return joint in self._kinds.list_joints and at > 4 and words[at - 4] == "m"

    def _is_sum(self, tokens: Tokens, draft: Draft, end: int) -> bool:
        """Whether what stands before the number is paid, or counted in millions."""
        words, kinds = tokens.words, self._kinds
        following = word_after(words, end)
        if following in kinds.in_space and not (
            following in self._language.joining.words.from_ and words[end + 3][:1].isdecimal()
        ):
            return False
        at = draft.number_start
        steps = 0
        for index in range(at - 1, max(-1, at - _REACH), -1):
            word = words[index]
            if word == " ":
                continue
            if word[0] == "\n" or word in ".;":
                return False
            if word in self._paid or word in kinds.counted_totals:
                return steps <= 5
            if word not in self._between:
                steps += 1
        return False
