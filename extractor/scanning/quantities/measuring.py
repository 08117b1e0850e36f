"""What stands around a number, in digits or in words, and says what it measures: a currency before
it, a sign, a unit behind it."""

from __future__ import annotations

from decimal import Decimal

from extractor.languages import Language
from extractor.scanning.look import GAPS
from extractor.scanning.numbers import ONE, Numeral, Numerals
from extractor.scanning.quantities.draft import Draft
from extractor.scanning.quantities.kinds.ages import AgeFinder
from extractor.scanning.quantities.kinds.names import NameFinder
from extractor.scanning.quantities.lettered import LetteredNumbers
from extractor.scanning.quantities.nouns import NounFinder
from extractor.scanning.quantities.signs import SignReader
from extractor.scanning.quantities.units import UnitReader
from extractor.scanning.tokens import Tokens


class Measures:
    """Finds what numbers measure, in one language; made once."""

    def __init__(
        self,
        language: Language,
        numerals: Numerals,
        units: UnitReader,
        signs: SignReader,
        names: NameFinder,
        nouns: NounFinder,
        ages: AgeFinder,
        lettered: LetteredNumbers,
    ) -> None:
        """Read with the readers of the parts."""
        self._language = language
        self._endings = language.endings
        self._numerals = numerals
        self._units = units
        self._signs = signs
        self._names = names
        self._nouns = nouns
        self._ages = ages
        self._lettered = lettered

    def currency(self, tokens: Tokens, draft: Draft, floor: int) -> bool:
        """Give the draft the currency that stands before it, if one does."""
        found = self._signs.currency(tokens, draft.start, floor)
        if found is None:
            place = draft.start - 1
            if (
                place > floor
                and tokens.words[place] in ("-", "(")
                and (tokens.words[place - 1] in self._language.currencies.signs)
            ):
                found = self._signs.currency(tokens, place, floor)  # "$-5", "$(5 million)"
                if found is not None:
                    draft.negate()
        if found is None:
            return False
        if self._signs.is_shy(tokens, found) and not self._lettered.is_sum(
            tokens, draft, found.start
        ):
            return False
        if found.is_name and not self._is_named_sum(tokens, draft):
            return False
        draft.kind, draft.unit, draft.start = "money", found.code, found.start
        draft.can_count, draft.signed = False, True
        self.group(tokens, draft)
        if found.code in self._language.currencies.point_groups:
            draft.group_by_points()
        if found.factor != 1:
            draft.multiply(found.factor)
        return True

    def _is_named_sum(self, tokens: Tokens, draft: Draft) -> bool:
        """Whether a number behind the name of a currency is a sum of it: large, and of nothing
        else. "It sent the yen 2 percent higher", "paid in euros 1,200 workers"."""
        end = draft.number_end
        digits = tokens.words[draft.number_start]
        is_year = digits.isdecimal() and len(digits) == 4 and digits[0] in "12"
        is_large = draft.scale > 1 or ((draft.value or 0) >= 1000 and not is_year)
        return (
            is_large
            and not tokens.words[end][:1].isalnum()
            and self._units.after(tokens, end, draft) is None
            and self._nouns.after(tokens, end, singular=False) is None
        )

    def group(self, tokens: Tokens, draft: Draft) -> None:
        """Take in the one group behind a space in "£7 812" and "$17 004 million"."""
        words, end = tokens.words, draft.number_end
        digits, group = words[draft.number_start], words[end + 1]
        if (
            words[end] != " "
            or not (group.isdecimal() and len(group) == 3 and digits.isdecimal())
            or (len(digits) > 3 or end - draft.number_start > 1)
        ):
            return
        whole = Numeral(
            draft.number_start, end + 2, "cardinal", Decimal(digits + group), ONE, in_digits=True
        )
        whole = self._numerals.scaled(tokens, whole)
        draft.value, draft.step, draft.scale = whole.value, whole.step, whole.scale
        draft.number_end = draft.end = whole.end

    def measured(self, tokens: Tokens, draft: Draft, floor: int = 0) -> Draft:
        """The draft with its sign, its unit, and what it then is."""
        words = tokens.words
        if draft.value is not None:
            self._signs.take_minus(tokens, draft)
        multiple = self._times(words, draft.number_end)
        if multiple is not None:
            draft.measure("multiple", None, multiple)
            return draft
        found = self._units.after(tokens, draft.number_end, draft)
        if found is not None:
            draft.measure(*found)
            if draft.unit in self._language.currencies.point_groups:
                draft.group_by_points()
            self._below_zero(tokens, draft)
            if draft.kind == "duration" and (
                self._ages.says_age(words, draft.number_start)
                or (draft.unit in ("year", "month") and self._ages.tells_years(tokens, draft))
            ):
                draft.kind = "age"
            return draft
        if draft.kind != "cardinal":
            return draft
        self._below_zero(tokens, draft)
        if self._ages.tells_age(tokens, draft):
            draft.measure("age", "year", draft.end)
        elif (
            draft.numeral.in_digits
            and draft.scale == 1
            and (
                self._names.is_part_of_name(tokens, draft, floor)
                or self._names.is_inside_name(tokens, draft)
            )
        ):
            return self._names.draft(tokens, draft.numeral, draft.number_start)
        return draft

    def _times(self, words: list[str], end: int) -> int | None:
        """One past "times" in "three times as many", or past "fold"."""
        kinds = self._language.kinds
        place = end + 1 if words[end] in GAPS else end
        if words[place] in kinds.fold_words:
            return place + 1
        if place > end and words[place] in kinds.times_words and words[place + 1] == " ":
            following = words[place + 2]
            if following in kinds.times_before or self._endings.comparative.fits(following):
                return place + 1
        return None

    def _below_zero(self, tokens: Tokens, draft: Draft) -> None:
        """Turn the sign round of "25 degrees below zero"."""
        if draft.unit is not None and not draft.unit.startswith("degree"):
            return
        words, at = tokens.words, draft.start
        if (
            draft.unit
            and at > 2
            and words[at - 1] == " "
            and words[at - 2] == "-"
            and words[at - 3] == " "
        ):
            draft.start -= 2
            draft.negate()
            return
        for phrase in self._language.units.below_zero:
            if tokens.low.startswith(f" {phrase}", tokens.ends[draft.end - 1]):
                draft.negate()
                draft.end += 4
                return
