"""What follows a number and says what it measures: percent, units, rates, coins, currencies."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from extractor.languages import Language
from extractor.languages.units import Unit
from extractor.scanning.look import GAPS
from extractor.scanning.numbers import ONE
from extractor.scanning.quantities.draft import Draft
from extractor.scanning.tokens import Tokens
from extractor.schemas.figure import FigureKind

_BORDERS = frozenset({"", ".", ",", ")", ";", ":", "?", "!", '"', "”", "'", "]", "—", "–"})
_OUTSIDE_WORDS = _BORDERS | {" ", "\n"}
_AGED = frozenset({"year", "month", "week", "day", "hour"})
_BRACKETS = {"(": ")", "[": "]", "{": "}", "<": ">"}


class Measured(NamedTuple):
    """What a number measures, by the words behind it."""

    kind: FigureKind
    unit: str | None
    end: int
    """One past the last token of the unit."""
    factor: Decimal = ONE


class UnitReader:
    """Reads units behind numbers in one language; made once."""

    def __init__(self, language: Language, letters: dict[str, int]) -> None:
        """`letters` are those that touch digits and may mean a power of ten."""
        self._language = language
        self._endings = language.endings
        self._letters = letters
        self._units = language.unit_names
        tables = language.units
        self._tables = tables
        percent = tables.percent
        self._percents = frozenset((*percent.words, *percent.signs))
        self._percent = percent
        self._powers = dict.fromkeys(tables.squares, "square") | dict.fromkeys(
            tables.cubes, "cubic"
        )
        self._powers_behind = dict.fromkeys(tables.squared, "square") | dict.fromkeys(
            tables.cubed, "cubic"
        )
        self._no_rate = tables.no_rate
        self._currencies = language.currency_names
        self._money = language.currencies
        self._coin_letters = {
            letter: name for name, coin in self._money.coins.items() for letter in coin.letters
        }
        self._weight_sign = next(
            sign for sign, code in self._money.signs.items() if code == self._money.weight_code
        )

    def after(self, tokens: Tokens, at: int, draft: Draft) -> Measured | None:
        """What the tokens from `at` on, right behind a number, make of it."""
        words = tokens.words
        gap = words[at]
        if gap in GAPS:
            place = at + 1
            if words[place] in _BRACKETS and gap == " ":
                return self._bracketed(tokens, place)
        else:
            place, gap = at, ""
        word = words[place]
        if not word or word in _BORDERS:
            return None
        if gap == " " and word in self._tables.scaled_of and draft.scale > 1:
            return self.after(tokens, place + 1, draft) if words[place + 1] == " " else None
        if word in self._tables.old_short:
            return Measured("age", "year", place + 1)
        return (
            self._hundredths(words, place, gap)
            or (None if draft.signed else self._unit(tokens, place, gap, draft))
            or (None if draft.signed else self._currency(tokens, place, gap, draft))
        )

    def of(self, tokens: Tokens, at: int, draft: Draft) -> Measured | None:
        """A unit behind "of" or an article: "hundreds of miles", "half an hour"."""
        words = tokens.words
        joints = self._language.numbers.joints
        place = at
        if words[place] in GAPS and words[place + 1] in joints.of:
            place += 2
        if words[place] in GAPS and words[place + 1] in joints.article:
            place += 2
        if place == at or words[place] not in GAPS:
            return None
        gap, place = words[place], place + 1
        return self._hundredths(words, place, gap) or self._named(tokens, place, draft)

    def name_at(self, tokens: Tokens, at: int) -> tuple[str, int] | None:
        """The unit that begins at a token, in whatever kind, and its end."""
        found = self._units.ahead(tokens.words, at)
        if found is None:
            return None
        unit = self._written(tokens, at, found[0], found[1])
        return None if unit is None else (unit.name, found[0])

    def _named(self, tokens: Tokens, place: int, draft: Draft) -> Measured | None:
        """A spelled-out unit or currency, which needs no number right before it."""
        found = self._units.ahead(tokens.words, place)
        if found is not None and len(tokens.words[place]) > 2:
            end, units = found
            unit = self._written(tokens, place, end, units)
            is_money = tokens.words[place] in self._money.weights and self._is_money(
                tokens, end, draft
            )
            if unit is not None and not is_money:
                return Measured(unit.kind, unit.name, end, unit.factor)
        money = self._currencies.ahead(tokens.words, place)
        if money is not None and tokens.words[place] not in self._money.shy_names:
            return Measured("money", money[1], money[0])
        if tokens.words[place] in self._money.weights:
            return Measured("money", self._money.weight_code, place + 1)
        return None

    # Hundredths.

    def _hundredths(self, words: list[str], place: int, gap: str) -> Measured | None:
        word = words[place]
        percent = self._percent
        if word in percent.points and words[place + 1] == " ":
            if words[place + 2] in percent.behind_points:
                return Measured("percentage_points", "percentage_point", place + 3)
            if words[place + 2] in percent.behind_basis:
                return Measured("basis_points", "basis_point", place + 3)
        if word in self._percents:
            return self._points(words, place + 1)
        if word in percent.mille:
            return Measured("percent", "percent", place + 1, Decimal("0.1"))
        for first, second in percent.split:
            if word == first and words[place + 1] in GAPS and words[place + 2] == second:
                return self._points(words, place + 3)
        if word in percent.glued and gap != "-":
            return Measured("percent", "percent", place + 1)
        if word in percent.point_signs and gap != "-":
            return Measured("percentage_points", "percentage_point", place + 1)
        if word in percent.basis_signs and gap != "-":
            return Measured("basis_points", "basis_point", place + 1)
        if (
            word in percent.basis
            and words[place + 1] in GAPS
            and (words[place + 2] in percent.points)
        ):
            return Measured("basis_points", "basis_point", place + 3)
        return None

    def _points(self, words: list[str], end: int) -> Measured:
        if words[end] in GAPS and words[end + 1] in self._percent.points:
            return Measured("percentage_points", "percentage_point", end + 2)
        return Measured("percent", "percent", end)

    # Units.

    def _unit(self, tokens: Tokens, place: int, gap: str, draft: Draft) -> Measured | None:
        words = tokens.words
        word = words[place]
        power = self._powers.get(word)
        if power is not None:
            return self._of_power(tokens, place, power)
        found = self._units.ahead(words, place)
        if found is None:
            return self._temperature(tokens, place, gap, draft)
        end, units = found
        unit = self._written(tokens, place, end, units)
        if unit is None or words[end][:1].isdecimal():
            return None
        if words[draft.number_end - 1][-1:] in self._language.numbers.ordinal_endings.get(word, ""):
            return None  # "the 21 st century"
        if unit.kind == "duration":
            return self._duration(words, place, end, gap, unit)
        if unit.is_shy and not self._is_unit(tokens, place, end, gap, draft):
            return self._temperature(tokens, place, gap, draft)
        if unit.name == "degree":
            warmth = self._degrees(words, end)
            if warmth is not None:
                return warmth
        if word in self._money.weights and self._is_money(tokens, end, draft):
            return None
        money = self._currencies.ahead(words, place)
        if money is not None and money[0] > end:
            return None  # "pounds sterling"
        whole = self._rate(tokens, unit.name, end)
        if whole is not None:
            return Measured("measure", *whole, unit.factor)
        if words[end] == " " and words[end + 1] in self._powers_behind:
            name = f"{self._powers_behind[words[end + 1]]} {unit.name}"
            return Measured("measure", *(self._rate(tokens, name, end + 2) or (name, end + 2)))
        return Measured("measure", unit.name, end, unit.factor)

    @staticmethod
    def _written(tokens: Tokens, start: int, end: int, units: tuple[Unit, ...]) -> Unit | None:
        """The unit that is written so, where capitals count."""
        for unit in units:
            if unit.written is None or tokens.phrase(start, end) == unit.written:
                return unit
        return None

    def _of_power(self, tokens: Tokens, place: int, power: str) -> Measured | None:
        """Areas and volumes: "square miles", "cubic metres"."""
        words = tokens.words
        gap = place + 1
        if words[gap] == "." and words[gap + 1] == " ":
            gap += 1
        if words[gap] not in GAPS:
            return None
        found = self._units.ahead(words, gap + 1)
        if found is None or found[1][0].kind != "measure" or " " in found[1][0].name:
            return None
        name = f"{power} {found[1][0].name}"
        whole = self._rate(tokens, name, found[0])
        return Measured("measure", *(whole or (name, found[0])))

    def _duration(
        self, words: list[str], place: int, end: int, gap: str, unit: Unit
    ) -> Measured | None:
        """A stretch of time, or an age."""
        word = words[place]
        if (len(word) == 1 and not (not gap and unit.is_glued)) or (gap == "-" and len(word) < 2):
            return None
        if len(word) == 1 and words[end][:1] not in _OUTSIDE_WORDS:
            return None
        old = end + 1
        if words[end] in GAPS and words[old] in self._tables.old:
            return Measured("age", unit.name, old + 1) if unit.name in _AGED else None
        if unit.name in _AGED and words[end] in (" ", "-", "'"):
            of = end + 1 if words[end] != "'" else end + (2 if words[end + 1] == " " else 3)
            if (
                words[of] in self._language.numbers.joints.of
                and words[of + 1] == words[of - 1]
                and (words[of + 2] in self._tables.age)
            ):
                return Measured("age", unit.name, of + 3)
        if words[end] == "'" and self._endings.genitive_like.fits(word):
            end += 1
        return Measured("duration", unit.name, end)

    def _is_unit(self, tokens: Tokens, place: int, end: int, gap: str, draft: Draft) -> bool:
        """Whether a short word is a unit here: it touches its number, or ends its clause."""
        words = tokens.words
        word, after = words[place], words[end]
        if word in self._tables.bold:
            return True
        if after and after[0].isalnum():
            return False
        if not gap:
            return word not in self._letters or word == "m"
        if word in self._tables.inches:
            return gap == " " and (
                after in (".", ")", ";", "") or words[end + 1] in self._tables.inches_before
            )
        if len(word) > 1:
            return True
        if after == "/" and self._units.ahead(words, end + 1) is not None:
            return True
        if tokens.written(place).isupper() and word not in self._tables.capitals:
            return False
        following = words[end + 1]
        is_between = after == " " and tokens.written(end + 1).islower()
        if is_between and word in self._tables.before_words:
            return True
        if gap == "-":
            dimension = after == "-" and words[end + 1] in self._tables.dimensions
            return draft.numeral.in_digits and (dimension or after in _BORDERS or after == " ")
        if after in _BORDERS or after[0] == "\n":
            return True
        return after == " " and (
            following[:1].isdecimal()
            or following in self._tables.letter_before
            or word in self._tables.before_any
        )

    # Temperatures.

    def _degrees(self, words: list[str], end: int) -> Measured | None:
        place = end + 1 if words[end] in GAPS else end
        if words[place] in self._tables.celsius and len(words[place]) + place - end > 1 - (
            words[end] in GAPS
        ):
            return Measured("measure", "degree_Celsius", place + 1)
        if words[place] in self._tables.fahrenheit:
            return Measured("measure", "degree_Fahrenheit", place + 1)
        return None

    def _temperature(self, tokens: Tokens, place: int, gap: str, draft: Draft) -> Measured | None:
        """A capital C or F behind a number: "hit 41C", "30 C (86 F)"."""
        letter = tokens.written(place)
        if letter not in ("C", "F") or gap == "-" or not draft.numeral.in_digits:
            return None
        after = tokens.words[place + 1]
        if (after and after[0].isalnum()) or after in ("/", "-") or draft.value is None:
            return None
        following = tokens.words[place + 2]
        is_warm = draft.value < 0 or following in self._tables.warm_before
        if after == " " and following.isalpha() and not is_warm:
            return None
        if not -90 <= draft.value <= (60 if letter == "C" else 140):
            return None
        unit = "degree_Celsius" if letter == "C" else "degree_Fahrenheit"
        return Measured("measure", unit, place + 1)

    # Rates.

    def _rate(self, tokens: Tokens, name: str, end: int) -> tuple[str, int] | None:
        """The unit of a rate and its end, for a measure that ends at a token."""
        if " per " in name or "_per_" in name:
            return None
        below = self.below(tokens, end)
        if below is None:
            return None
        whole = f"{name} per {below[0]}"
        return self._tables.rates.get(whole, whole), below[1]

    def below(self, tokens: Tokens, end: int) -> tuple[str, int] | None:
        """The unit that a rate is reckoned by, behind "per", "a" or a stroke, and its end."""
        words = tokens.words
        if words[end] == "/":
            found = self.name_at(tokens, end + 1)
            return None if found is None or " per " in found[0] else found
        if words[end] not in GAPS:
            return None
        link = words[end + 1]
        adverb = self._tables.rate_adverbs.get(link)
        if adverb is not None:
            return adverb, end + 2
        if words[end + 2] not in GAPS:
            return None
        place = end + 3
        if link in self._tables.per:
            power = self._powers.get(words[place])
            if power is not None and words[place + 1] in GAPS:
                found = self.name_at(tokens, place + 2)
                return None if found is None else (f"{power} {found[0]}", found[1])
            found = self.name_at(tokens, place)
            if found is None or " per " in found[0]:
                return None
            power = self._powers_behind.get(words[found[1] + 1]) if words[found[1]] == " " else None
            return found if power is None else (f"{power} {found[0]}", found[1] + 2)
        if link in self._tables.rate_articles and words[end] == " ":
            found = self.name_at(tokens, place)
            if (
                found is None
                or found[0] not in self._tables.times
                or self._endings.plural.fits(words[place])
            ):
                return None
            return found if self._ends_rate(words, found) else None
        return None

    def _ends_rate(self, words: list[str], found: tuple[str, int]) -> bool:
        """Whether no noun follows that "a second" would belong to, and no "ago"."""
        name, end = found
        if words[end] == " " and self._no_rate.ahead(words, end + 1) is not None:
            return False
        if name != "second":
            return True
        following = words[end + 1] if words[end] == " " else ""
        return not following[:1].isalnum() or following in self._language.stop

    # Money.

    def is_coin_of(self, letter: str, currency: str | None) -> bool:
        """Whether a letter stands for the coins of a currency."""
        coin = self._coin_letters.get(letter)
        return coin is not None and currency in self._money.coins[coin].of

    def _currency(self, tokens: Tokens, place: int, gap: str, draft: Draft) -> Measured | None:
        """A currency named behind the number, by name, sign, code or coin."""
        words = tokens.words
        word = words[place]
        money = self._money
        sign = money.signs.get(word)
        after = words[place + 1]
        if sign is not None:
            if word == money.dollar and len(after) > 1 and after in money.dollars:
                return Measured("money", money.dollars[after], place + 2)  # "5 $US"
            return None if after[:1].isdecimal() else Measured("money", sign, place + 1)
        if after in money.signs and not words[place + 2][:1].isalnum():
            if word in money.dollars and after == money.dollar:
                return Measured("money", money.dollars[word], place + 2)  # "5 US$"
            power = self._letters.get(word)
            if power is not None:
                return Measured(
                    "money", money.signs[after], place + 2, Decimal(10**power)
                )  # "5 M€"
        coin = self._coin_letters.get(word)
        if coin is not None and not gap:
            is_capital = tokens.written(place).isupper()
            is_picture = draft.value in self._language.kinds.standards.get(word, ())
            return None if is_capital or is_picture else Measured("money", coin, place + 1)
        found = self._currencies.ahead(words, place)
        if found is not None:
            end, code = found
            following = words[end + 1] if words[end] == " " else ""
            if word in money.shy_names and (
                following in money.not_after.get(word, ())
                or (
                    draft.scale == 1
                    and word in money.not_after
                    and self._endings.plural.fits(following)
                )
            ):
                return None
            return Measured("money", code, end)
        if word in money.weights:
            return Measured("money", money.weight_code, place + 1)
        return self._code(tokens, place, gap)

    def _code(self, tokens: Tokens, place: int, gap: str) -> Measured | None:
        """A code of ISO 4217 in capitals, or with an M for millions before it."""
        code = tokens.written(place)
        if code in self._language.currency_codes and code not in self._money.shy_codes:
            return Measured("money", code, place + 1) if gap != "-" else None
        if code[:1] == "M" and code[1:] in self._language.currency_codes:
            return Measured("money", code[1:], place + 1, Decimal(10**6))
        if code.lower() in self._money.lower_codes and gap == " ":
            return Measured("money", self._money.lower_codes[code.lower()], place + 1)
        return None

    def _is_money(self, tokens: Tokens, end: int, draft: Draft) -> bool:
        """Whether pounds are a sum: they are paid in the clause before, or very many."""
        words = tokens.words
        of = self._language.numbers.joints.of
        if words[end] == " " and words[end + 1] in of:
            return False
        amount = draft.low if draft.value is None else draft.value
        if amount is not None and amount >= 100_000:
            return True
        if amount is not None and amount >= 1000 and self._weight_sign in tokens.text:
            return True  # a text that has sums in "£" weighs no tons in pounds
        return self.is_paid(words, draft.start)

    def is_paid(self, words: list[str], before: int) -> bool:
        """Whether a word for paying stands before a token in its clause."""
        money = self._money
        for index in range(before - 1, max(-1, before - 24), -1):
            word = words[index]
            if word in money.paid:
                return True
            if word in ".;:,\n()" and not (word in ",." and words[index + 1][:1].isdecimal()):
                return False
            if word in money.not_paid or word in money.signs or word[:1] == "\n":
                return False
            for first, second in money.paid_for:
                if word == second and index > 1 and words[index - 2] == first:
                    return True
        return False

    def _bracketed(self, tokens: Tokens, place: int) -> Measured | None:
        """A unit in brackets behind its number: "20 (kg)"."""
        words = tokens.words
        found = self._units.ahead(words, place + 1)
        if found is None or words[found[0]] != _BRACKETS[words[place]]:
            return None
        unit = self._written(tokens, place + 1, found[0], found[1])
        if unit is None or unit.kind != "measure" or (unit.is_shy and len(words[place + 1]) > 1):
            return None
        return Measured("measure", unit.name, found[0] + 1, unit.factor)
