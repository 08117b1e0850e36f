"""Digits that letters, primes or a cross touch: "34th", "5k", "20kg", 6'2", "4x100m"."""

from __future__ import annotations

import re
from decimal import Decimal

from extractor.languages import Language
from extractor.languages.patterns import either
from extractor.scanning.look import ends_clause, word_after, word_before
from extractor.scanning.numbers import ONE, Numeral, Numerals
from extractor.scanning.quantities.draft import Draft
from extractor.scanning.quantities.kinds.ages import AgeFinder
from extractor.scanning.quantities.kinds.metres import Metres
from extractor.scanning.quantities.kinds.names import NameFinder
from extractor.scanning.quantities.signs import SignReader
from extractor.scanning.quantities.units import UnitReader
from extractor.scanning.tokens import Tokens

_FEET = re.compile(r"' ?([0-9]|1[01])(?:\.[0-9])?(?:[\"”]|'')?(?![0-9a-z])")
_STOPWATCH = re.compile(r"(:[0-5][0-9])?:([0-5][0-9](?:\.[0-9]{1,3})?)(?![0-9:]|\.[0-9])")
_GROUPED = re.compile(r"[0-9]{1,3}(?:[,'][0-9]{3})+(?:\.[0-9]{1,2})?|[0-9]{1,3}(?:000|[0-9]00)")
_LAPS = 10
_LENGTHS = frozenset({"meter", "centimeter", "millimeter", "foot", "inch", "kilometer", "pixel"})


class LetteredNumbers:
    """Reads what touches digits in one language; made once."""

    def __init__(
        self,
        language: Language,
        numerals: Numerals,
        units: UnitReader,
        metres: Metres,
        names: NameFinder,
        ages: AgeFinder,
        signs: SignReader,
    ) -> None:
        """Lay the tables out."""
        self._language = language
        self._endings = language.endings
        self._kinds = language.kinds
        self._letters = numerals.letters
        self._units = units
        self._metres = metres
        self._names = names
        self._ages = ages
        self._signs = signs
        self._compass = language.units.compass
        sides = either([*self._compass.positive, *self._compass.negative])
        self._coordinate_behind = re.compile(
            r"° ?(?:([0-9]{1,2}(?:\.[0-9]+)?) ?' ?)?(?:([0-9]{1,2}(?:\.[0-9]+)?) ?(?:[\"”]|'') ?)?"
            rf"({sides})(?![a-z])"
        )
        hours, minutes, seconds = map(either, language.units.clocked)
        self._clocked_behind = re.compile(
            rf"(?:{hours} ?([0-5]?[0-9]) ?{minutes}(?: ?([0-5]?[0-9]) ?{seconds})?"
            rf"|{minutes} ?([0-5]?[0-9])(?:\.[0-9]+)? ?{seconds})(?![a-z0-9])"
        )
        self._sure_letters = frozenset({*numerals.spaced, *numerals.powers})
        self._letters_of_sums: tuple[Tokens | None, frozenset[str]] = (None, frozenset())

    # Money.

    def money(self, tokens: Tokens, draft: Draft) -> Draft:
        """A sum whose currency stands before it: its minus and its magnitude."""
        words, end = tokens.words, draft.number_end
        letters = words[end]
        if letters in self._letters and not words[end + 1][:1].isalnum():
            self._magnify(draft, letters, end + 1)
        elif letters in self._language.hedges.glued:
            pass  # "$5ish"
        elif self._units.is_coin_of(letters, draft.unit) and draft.step < 1:
            draft.end = draft.number_end = end + 1  # "£3.50p"
        elif letters[:1].isalpha() or letters[:1].isdecimal():
            # Letters on money that are no magnitude take the value away, never half of it.
            while words[end][:1].isalnum():
                end += 1
            return draft.leave_unread(end)
        elif (
            (
                (letters == " " and words[end + 1] in self._letters)
                or (letters == "-" and words[end + 1] in self._sure_letters)  # "€40-mn"
            )
            and not (words[end + 2][:1].isalnum() or words[end + 2] == "'")
        ):
            self._magnify(draft, words[end + 1], end + 2)
        elif letters == " " and words[end + 1] in self._language.currencies.names.get(
            draft.unit or "", ()
        ):
            draft.end = end + 2
        self._take_old_coins(words, draft)
        self._take_nation(words, draft)
        self._signs.take_minus(tokens, draft)
        return draft

    def _take_nation(self, words: list[str], draft: Draft) -> None:
        """Take in whose dollars they are, where that stands behind: "$5 million Canadian"."""
        if words[draft.start] != self._language.currencies.dollar or words[draft.end] != " ":
            return
        code = self._language.dollar_nations.get(words[draft.end + 1])
        place = draft.end + 2
        if code is not None and (
            ends_clause(words, place) or word_after(words, place) in self._language.stop
        ):
            draft.unit, draft.end = code, place

    def _take_old_coins(self, words: list[str], draft: Draft) -> None:
        """Add shillings and pence to a whole sum: "£3 10s 6d"."""
        if draft.step != 1 or draft.value is None:
            return
        for letter, parts in self._language.currencies.old_coins.get(draft.unit or "", {}).items():
            place = draft.end + 1
            if (
                words[draft.end] != " "
                or words[place + 1] != letter
                or not words[place].isdecimal()
            ):
                continue
            if len(words[place]) > 2 or words[place + 2][:1].isalnum():
                continue
            draft.step = Decimal(1) / parts
            draft.value += int(words[place]) * draft.step
            draft.end = draft.number_end = place + 2

    def _magnify(self, draft: Draft, letters: str, end: int) -> None:
        draft.multiply(Decimal(10 ** self._letters[letters]))
        draft.end = draft.number_end = end

    def is_sum(self, tokens: Tokens, draft: Draft, start: int) -> bool:
        """Whether a letter and digits are a sum and not a road, a model or a mask: a magnitude,
        groups of three, or a place where sums stand in a text that has such sums."""
        words, end = tokens.words, draft.number_end
        if draft.scale > 1 or (words[end] in self._letters and not words[end + 1][:1].isalnum()):
            return True
        if _GROUPED.fullmatch(words[draft.number_start]) or end - draft.number_start > 1:
            return True
        if words[end][:1].isalpha():
            return False
        is_group = words[end] == " " and len(words[end + 1]) == 3 and words[end + 1].isdecimal()
        if is_group and word_before(words, start) not in (self._language.currencies.not_before_sum):
            return True  # "R18 500"
        letter = words[start]
        return self._has_sums(tokens, letter) and self._stands_as_sum(words, start, end)

    def _has_sums(self, tokens: Tokens, letter: str) -> bool:
        """Whether the letter stands before a sure sum somewhere in the text."""
        text, letters = self._letters_of_sums
        if text is not tokens:
            letters = self._sure_sums(tokens)
            self._letters_of_sums = tokens, letters
        return letter in letters

    def _sure_sums(self, tokens: Tokens) -> frozenset[str]:
        """The letters that stand before a sum that its form makes sure: "N1,500", "R18 million"."""
        words = tokens.words
        said = set(words)
        money = self._language.currencies
        found = {
            letter.lower()
            for letter, code in money.shy_letters.items()
            if code.lower() in said or not said.isdisjoint(money.names.get(code, ()))
        }
        for index in range(1, len(tokens)):
            letter, number = words[index - 1], words[index]
            if not ("0" <= number < ":") or len(letter) != 1 or letter in found:
                continue
            written = tokens.written(index - 1)
            if not written.isupper() or (index > 1 and words[index - 2][-1:].isalnum()):
                continue
            after = words[index + 1]
            is_scaled = after == " " and words[index + 2] in self._language.numbers.magnitudes
            if _GROUPED.fullmatch(number) or after in self._letters or is_scaled:
                found.add(letter)
        return frozenset(found)

    def _stands_as_sum(self, words: list[str], start: int, end: int) -> bool:
        """Whether they stand where a sum would: "paid N500 for it"."""
        money = self._language.currencies
        word = word_after(words, end)
        if word in money.sum_nouns:
            return True
        if word_before(words, start) in money.not_before_sum:
            return False
        return word in money.after_sum if word else ends_clause(words, end)

    # Letters.

    def attached(self, tokens: Tokens, draft: Draft, floor: int) -> Draft | None:
        """The draft of digits that letters touch."""
        words, end, numeral = tokens.words, draft.number_end, draft.numeral
        letters = words[end]
        if letters == "°" and self._coordinate(tokens, draft):
            return draft
        is_closed = not words[end + 1][:1].isalnum()
        if len(letters) == 1 and self._names.is_address(tokens, end + 1):
            return self._names.draft(tokens, numeral, floor)  # "221B Baker Street"
        if letters in self._language.numbers.ordinal_endings and is_closed:
            return self._ordinal(tokens, draft, letters)
        if letters == "s" and is_closed:
            return self._plural(tokens, draft, floor)
        self._signs.take_minus(tokens, draft)
        if letters in self._language.hedges.glued and is_closed:
            return draft  # "5,000ish"
        if letters == "k" and self._metres.is_race(tokens, draft, end + 1):
            draft.measure("measure", "kilometer", end + 1)
            return draft
        if self._clocked(tokens, draft):
            return draft
        written = tokens.written(end)
        if self._is_standard(tokens, draft, written):
            return self._names.draft(tokens, numeral, floor)
        if letters in self._sure_letters and is_closed:
            return self._scaled(tokens, draft, letters)
        if written == "M" and is_closed:
            return self._scaled(tokens, draft, letters)
        is_millions = (
            letters == "m" and is_closed and self._metres.is_millions(tokens, draft, end + 1)
        )
        if not is_millions:
            found = self._units.after(tokens, end, draft)
            if found is not None:
                draft.measure(*found)
                return draft
        if letters in self._letters and is_closed:
            return self._ambiguous(tokens, draft, letters, written, floor)
        if letters == "x" and is_closed:
            draft.measure("multiple", None, end + 1)
            return draft
        if letters in self._kinds.fold_words:
            draft.measure("multiple", None, end + 1)
            return draft
        return self._names.draft(tokens, numeral, floor)

    def _is_standard(self, tokens: Tokens, draft: Draft, written: str) -> bool:
        """Whether the letter makes the name of a standard: "5G", "a 4K screen", not "4K copies"."""
        if draft.step != 1 or draft.value not in self._kinds.standards.get(written, ()):
            return False
        if written.lower() not in self._sure_letters:
            return True
        following = word_after(tokens.words, draft.number_end + 1)
        return bool(following) and not (
            following in self._language.stop or self._endings.plural.fits(following)
        )

    def _ambiguous(
        self, tokens: Tokens, draft: Draft, letters: str, written: str, floor: int
    ) -> Draft:
        """Letters that are a magnitude or something else: "7.5t of sand", "2.5t yuan"."""
        end = draft.number_end
        names_money = tokens.words[end + 1] == " " and (
            self._language.currency_names.ahead(tokens.words, end + 2) is not None
        )
        if letters == "t" and not written.isupper() and not names_money:
            draft.measure("measure", "metric_ton", end + 1)
            return draft
        if letters == "b" and not written.isupper() and not names_money:
            return self._names.draft(tokens, draft.numeral, floor)
        return self._scaled(tokens, draft, letters)

    def _scaled(self, tokens: Tokens, draft: Draft, letters: str) -> Draft:
        self._magnify(draft, letters, draft.number_end + 1)
        found = self._units.after(tokens, draft.number_end, draft)
        if found is not None:
            draft.measure(*found)
        return draft

    def _ordinal(self, tokens: Tokens, draft: Draft, letters: str) -> Draft | None:
        words, numeral = tokens.words, draft.numeral
        digits = words[numeral.start]
        endings = self._language.numbers.ordinal_endings[letters]
        other = self._language.units.ordinal_units.get(letters)
        if other is not None and (digits[-1] not in endings or digits.endswith("11")):
            draft.measure("measure", other, draft.number_end + 1)  # "15st" are stone
            return draft
        end = numeral.end + 1
        assert numeral.value is not None
        whole = Numeral(numeral.start, end, "ordinal", numeral.value, ONE, in_digits=True)
        if self._names.is_named_ordinal(tokens, whole):
            return None
        at = numeral.start
        if at > 1 and words[at - 1] == "-" and words[at - 2][-1:].isalpha():
            return None
        return Draft(whole, "ordinal")

    def stopped_ordinal(self, tokens: Tokens, draft: Draft) -> Draft:
        """Digits whose ending stands behind a stop: "5.º"."""
        numeral = draft.numeral
        assert numeral.value is not None
        end = numeral.end + 2
        whole = Numeral(numeral.start, end, "ordinal", numeral.value, ONE, in_digits=True)
        return Draft(whole, "ordinal")

    def _plural(self, tokens: Tokens, draft: Draft, floor: int) -> Draft | None:
        """Digits with an s: "747s" a name, "in his 40s" an age, "52.34s" seconds."""
        value, end = draft.value, draft.number_end
        assert value is not None
        if draft.step != 1:
            draft.measure("duration", "second", end + 1)
            return draft
        words = tokens.words
        of = self._language.numbers.joints.of
        is_power = value >= 100 and str(value).rstrip("0") == "1"
        if is_power and word_after(words, end + 1) in of:
            draft.low, draft.value, draft.hedge = 2 * value, None, "at_least"  # "100s of hats"
            draft.end = draft.number_end = end + 1
            return draft
        if 10 <= value <= 90 and value % 10 == 0:
            if not self._ages.is_decade_of_life(tokens.words, draft.number_start):
                return None
            draft.measure("age", "year", end + 1)
            draft.low, draft.high, draft.value = value, value + 9, None
            return draft
        return self._names.draft(tokens, draft.numeral, floor)

    def _clocked(self, tokens: Tokens, draft: Draft) -> bool:
        """A duration in short units that touch their numbers: "1h 20m", "2m 30s"."""
        found = self._clocked_behind.match(tokens.low, tokens.starts[draft.number_end])
        if found is None or draft.step != 1 or draft.value is None:
            return False
        hours_minutes, seconds, of_minute = found.groups()
        if of_minute is not None:
            unit, value = "second", draft.value * 60 + int(of_minute)
        else:
            minutes = draft.value * 60 + int(hours_minutes)
            unit, value = ("minute", minutes) if seconds is None else (
                "second", minutes * 60 + int(seconds)
            )  # fmt: skip
        end = tokens.past(draft.number_end, found.end())
        draft.measure("duration", unit, end)
        draft.value = value
        return True

    def timed(self, tokens: Tokens, draft: Draft) -> bool:
        """A time as a stopwatch shows it: "1:43.21", "2:07:05.3"; without a fraction only of three
        parts, and behind words that say that somebody took it: "won in 1:07:42"."""
        found = _STOPWATCH.match(tokens.low, tokens.starts[draft.number_end])
        if found is None or draft.step != 1 or draft.value is None:
            return False
        smaller, seconds = found.groups()
        has_fraction = "." in seconds
        if not has_fraction and not (smaller and self._is_taken(tokens.words, draft.number_start)):
            return False
        value = draft.value * 60 + int(smaller[1:]) if smaller else draft.value
        end = tokens.past(draft.number_end, found.end())
        draft.measure("duration", "second", end)
        draft.value, draft.step = (
            value * 60 + Decimal(seconds),
            Decimal(1).scaleb(seconds.index(".") + 1 - len(seconds)) if has_fraction else ONE,
        )
        return True

    def _is_taken(self, words: list[str], at: int) -> bool:
        """Whether words before a token say that somebody took the time there."""
        taken = self._language.calendar.tables.clock.taken
        return words[at - 1] == " " and taken.back(words, at - 1) is not None

    # Degrees, primes and crosses.

    def _coordinate(self, tokens: Tokens, draft: Draft) -> bool:
        """Degrees of latitude or longitude, with minutes and seconds: 17°5′ N."""
        found = self._coordinate_behind.match(tokens.low, tokens.starts[draft.number_end])
        if found is None or draft.value is None:
            return False
        minutes, seconds, side = found.groups()
        value = draft.value + (Decimal(minutes) / 60 if minutes else 0)
        value += Decimal(seconds) / 3600 if seconds else 0
        end = tokens.past(draft.number_end, found.end())
        draft.measure("coordinate", "degree", end)
        draft.value = -value if side in self._compass.negative else value
        return True

    def primed(self, tokens: Tokens, draft: Draft) -> Draft | None:
        """Feet and inches: 6'2", 9" thick; none where the mark is a quotation's or a possessive."""
        words, end = tokens.words, draft.number_end
        assert draft.value is not None
        if words[end] == "'":
            if words[end + 1] == "s":
                return self._names.draft(tokens, draft.numeral, draft.number_start)
            if words[end + 1] in (" ", "-") and words[end + 2] in self._kinds.long:
                draft.measure("measure", "foot", end + 1)
                return draft
            feet = _FEET.match(tokens.low, tokens.starts[end])
            if feet is None or draft.value >= 10 or draft.step != 1:
                return None
            stop = tokens.past(end, feet.end())
            value = draft.value + Decimal(feet.group(1)) / 12
            draft.measure("measure", "foot", stop)
            draft.value = value
            return draft
        place = end if words[end] in ('"', "”") else end + 1
        following = words[place + 2] if words[place + 1] in (" ", "-") else words[place + 1]
        is_long = following in self._kinds.long or following in ("", ")") or following[:1] == "\n"
        is_small = place == end and words[place + 1] == " " and draft.value < 100
        if not (is_long or is_small):
            return None
        draft.measure("measure", "inch", place + 1)
        return draft

    def crossed(self, tokens: Tokens, draft: Draft) -> Draft | None:
        """A number before a cross: how often ("4x100m"), or one side of an area ("30x40cm").

        None where neither a unit nor a noun follows the second number: "a 4x4".
        """
        words, end = tokens.words, draft.number_end
        place = end + 1 if words[end] == " " else end
        if words[place] not in ("x", "×") or draft.kind != "cardinal" or draft.value is None:
            return None
        cross = place + 1
        place = cross + 1 if words[cross] == " " else cross
        digits = words[place].replace(",", "")
        if not digits.replace(".", "", 1).isdecimal():
            return None
        is_many = Decimal(digits) >= draft.value * _LAPS
        at = place + 2 if words[place + 1] == " " else place + 1
        unit = self._units.name_at(tokens, at)
        name = unit[0] if unit is not None and not words[unit[1]][:1].isalnum() else None
        draft.can_count = False
        if name in _LENGTHS and not (name == "meter" and is_many and draft.value <= _LAPS):
            return draft
        counted = words[place + 1] == " " and self._endings.plural.fits(words[place + 2])
        if name is None and not (is_many and counted):
            draft.can_count = True
            return None
        draft.measure("multiple", None, cross)
        return draft
