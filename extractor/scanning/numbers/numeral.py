"""One grammar of numerals, in digits, in words, or in both.

    numeral   = whole fraction? magnitude* | part magnitude | vague magnitude+
    whole     = digits | words
    fraction  = (" and " | "-and-" | "-" | " ") (part | n "/" m | "½")
    magnitude = "million" | "dozen" | "m" …, with "of" after a part: "a quarter of a million"

Spaces and hyphens are the same everywhere. What is glued to a numeral and not understood is told
in `Numeral.tail`, and is for the reader of quantities to refuse.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from extractor.languages import Language
from extractor.scanning.tokens import Tokens

NumeralKind = Literal["cardinal", "ordinal", "fraction", "vague", "multiple", "code"]

VULGAR: dict[str, Decimal] = {
    sign: Decimal(over) / under
    for sign, over, under in (
        ("½", 1, 2), ("⅓", 1, 3), ("⅔", 2, 3), ("¼", 1, 4), ("¾", 3, 4), ("⅕", 1, 5), ("⅖", 2, 5),
        ("⅗", 3, 5), ("⅘", 4, 5), ("⅙", 1, 6), ("⅚", 5, 6), ("⅐", 1, 7), ("⅛", 1, 8), ("⅜", 3, 8),
        ("⅝", 5, 8), ("⅞", 7, 8), ("⅑", 1, 9), ("⅒", 1, 10),
    )
}  # fmt: skip
"""Fractions that are one character."""

_ONE = Decimal(1)
_GAPS = frozenset({" ", "-"})
_DIGITS = frozenset("0123456789")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")
_SUPERSCRIPT = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
_LONGEST_DIGITS = 48
"""No quantity has so many digits, and exact arithmetic on a megabyte of them has no end."""


@dataclass(frozen=True, slots=True)
class Numeral:
    """One number with the tokens that say it."""

    start: int
    """The first token."""
    end: int
    """One past the last token."""
    kind: NumeralKind
    value: Decimal | None
    """None for a vague number, whose ends are `low` and `high`, and for a code like 2.1.3."""
    step: Decimal
    """What one unit of the last digit or word said is worth: a million for "five million"."""
    scale: Decimal = _ONE
    """What magnitudes multiply by, which an earlier number of a range may share."""
    low: Decimal | None = None
    high: Decimal | None = None
    in_digits: bool = False


class Numerals:
    """Reads numerals of one language; made once."""

    def __init__(self, language: Language) -> None:
        """Lay the language's number words out by what they do."""
        tables = language.numbers
        cardinals, ordinals = tables.cardinals, tables.ordinals
        tens = {word: value for word, value in cardinals.items() if 20 <= value <= 90}
        units = {word: value for word, value in cardinals.items() if 1 <= value <= 9}
        # "twentyfifth", "twentyone": run together by hurried hands
        glued = {ten + unit: tens[ten] + units[unit] for ten in tens for unit in units}
        self._cardinals = {**cardinals, **glued}
        self._ordinals = {
            **ordinals,
            **{ten + word: tens[ten] + n for ten in tens for word, n in ordinals.items() if n < 10},
        }
        self._powers = {word: m.power for m in tables.magnitudes.values() for word in m.words}
        self._plural_powers = {
            word: m.power
            for m in tables.magnitudes.values()
            for word in m.words
            if word.endswith("s") and word[:-1] in m.words
        }
        self._ordinal_powers = {
            word: m.power for m in tables.magnitudes.values() for word in m.ordinals
        }
        self.letters = {word: m.power for m in tables.magnitudes.values() for word in m.letters}
        """Letters that touch digits and may mean a power of ten."""
        self.spaced = {word: m.power for m in tables.magnitudes.values() for word in m.spaced}
        """Those that mean it behind a space, too."""
        self._collectives = {w: c for c in tables.collectives.values() for w in c.words}
        self._plural_collectives = {w: c for c in tables.collectives.values() for w in c.plural}
        self._parts = {w: p.by for p in tables.parts.values() for w in p.words}
        self._plural_parts = {w: p.by for p in tables.parts.values() for w in p.plural}
        self._vague = tables.vague
        self._tens = frozenset(tables.plural_tens)
        self._pairs = frozenset(tables.pairs)
        self._multiples = tables.multiples
        joints = tables.joints
        self._and = frozenset(joints.conjunction)
        self._articles = frozenset(joints.article)
        self._of = frozenset(joints.of)
        self._not_decimal = frozenset(tables.not_decimal_after)
        self._point = frozenset(joints.point)
        denominators = {word: n for word, n in self._ordinals.items() if n >= 3}
        self._denominators = {
            **denominators, **self._parts, **{w: 10**p for w, p in self._ordinal_powers.items()}
        }  # fmt: skip
        self._unit_denominators = {word + "s": n for word, n in tables.ordinals.items() if n < 10}
        self._plural_denominators = {
            **{word + "s": by for word, by in self._denominators.items()}, **self._plural_parts
        }  # fmt: skip
        self.starters = frozenset(
            {
                *self._cardinals, *self._ordinals, *self._powers, *self._ordinal_powers,
                *self._collectives, *self._plural_collectives, *self._tens, *self._parts,
                *self._multiples, *self._pairs, *VULGAR,
            }
        )  # fmt: skip
        """Words that may begin a numeral; "a", "several" and "point" are found before them."""

    def starts(self, tokens: Tokens) -> list[int]:
        """The tokens at which a numeral may begin, in order."""
        starters = self.starters
        return [
            index
            for index, word in enumerate(tokens.words)
            if word in starters or "0" <= word < ":"  # begins with a digit
        ]

    def read(self, tokens: Tokens, at: int) -> Numeral | None:
        """The numeral that begins at a token, with an article or "several" before it."""
        word = tokens.words[at]
        if word and word[0] in _DIGITS:
            return self._with_rest(tokens, _digits(tokens, at))
        if word in VULGAR:
            part = VULGAR[word]
            whole = Numeral(at, at + 1, "fraction", part, part / 4, in_digits=True)
            return self._scaled(tokens, whole, with_of=False)
        if word in self._multiples:
            value = self._multiples[word]
            return Numeral(at, at + 1, "multiple", value, value / 2)
        if word in self._pairs:
            return self._pair(tokens, at)
        lead = self._lead(tokens, at)
        return self._spoken(tokens, at if lead is None else lead, at)

    def _pair(self, tokens: Tokens, at: int) -> Numeral | None:
        """ "a couple of witnesses": two or three of them."""
        words = tokens.words
        has_article = at > 1 and words[at - 1] == " " and words[at - 2] in self._articles
        following = words[at + 2] if words[at + 1] in _GAPS else ""
        if following in self._of:
            following = words[at + 4]
        elif following not in self._powers and following not in self._collectives:
            return None
        if not has_article or following in self._powers or following in self._collectives:
            return None  # "a couple of hundred" is read from its magnitude
        low, high = self._vague[words[at]]
        return Numeral(at - 2, at + 1, "vague", None, _ONE, low=Decimal(low), high=Decimal(high))

    # What stands before the first number word.

    def _lead(self, tokens: Tokens, at: int) -> int | None:
        """Where an article, "point" or a vague word begins that belongs to the numeral."""
        words = tokens.words
        if at < 2 or words[at - 1] not in _GAPS:
            return None
        before = words[at - 2]
        if before in self._point:
            is_idiom = (
                at > 5
                and self._cardinals.get(words[at - 4]) == 1
                and (words[at - 6] in self._not_decimal)
            )
            return None if is_idiom else at - 2
        if before in self._articles:
            return at - 2
        if before in self._vague:
            return self._vague_lead(words, at - 2)
        if before in self._of and at > 3 and words[at - 4] in self._vague:
            return self._vague_lead(words, at - 4)
        return None

    def _vague_lead(self, words: list[str], at: int) -> int:
        """The same with the article of "a few", "a couple of"."""
        if at > 1 and words[at - 1] in _GAPS and words[at - 2] in self._articles:
            return at - 2
        return at

    # Number words.

    def _spoken(self, tokens: Tokens, start: int, at: int) -> Numeral | None:
        words = tokens.words
        word = words[at]
        lead = words[start] if start < at else ""
        if lead in self._point:
            return self._decimals(tokens, start, at, Decimal(0)) or self._spoken(tokens, at, at)
        vague = self._vague_word(words, start, at)
        if vague is not None and (word in self._powers or word in self._collectives):
            return self._several(tokens, start, at, vague)
        if start < at and lead not in self._articles:
            start = at  # "several two-day meetings"
        if word in self._tens:
            of_powers = (
                words[at + 1] == " "
                and words[at + 2] in self._of
                and (words[at + 3] == " " and words[at + 4] in self._plural_powers)
            )
            return self._plural(tokens, at) if of_powers else None
        if word in self._plural_powers or word in self._plural_collectives:
            return self._plural(tokens, at)
        if word in self._parts:
            return self._part(tokens, start, at)
        if word in self._ordinals or word in self._ordinal_powers:
            return self._ordinal(tokens, start, at)
        if word in self._collectives:
            if start == at and self._collectives[word].needs_number_or_of:
                return None
            whole = Numeral(start, at, "cardinal", _ONE, _ONE)
            return self._scaled(tokens, whole, with_of=False, at=at)
        if word in self._powers:
            return self._with_rest(tokens, replace(self._words(tokens, at), start=start))
        return self._with_rest(tokens, self._words(tokens, at))

    def _vague_word(self, words: list[str], start: int, at: int) -> tuple[int, int] | None:
        for index in range(start, at):
            if words[index] in self._vague:
                return self._vague[words[index]]
        return None

    def _several(self, tokens: Tokens, start: int, at: int, vague: tuple[int, int]) -> Numeral:
        """ "several hundred", "a couple of dozen": so many of it."""
        scaled = self._scaled(
            tokens, Numeral(start, at, "cardinal", _ONE, _ONE), with_of=False, at=at
        )
        assert scaled.value is not None
        worth = scaled.value
        low, high = vague[0] * worth, vague[1] * worth if vague[1] else None
        return replace(scaled, kind="vague", value=None, low=low, high=high, scale=_ONE)

    def _plural(self, tokens: Tokens, at: int) -> Numeral:
        """ "hundreds", "tens of thousands", "dozens": two of them at least."""
        words = tokens.words
        end, worth = at, _ONE
        while True:
            word = words[end]
            plural = self._plural_collectives.get(word)
            if plural is not None:
                worth *= plural.value
            elif word in self._tens:
                worth *= 10
            else:
                worth *= 10 ** self._plural_powers[word]
            end += 1
            following = end + 3
            if (
                words[end : end + 1] == [" "]
                and words[end + 1] in self._of
                and (words[end + 2] == " " and words[following] in self._plural_powers)
            ):
                end = following
                continue
            break
        return Numeral(at, end, "vague", None, _ONE, low=2 * worth)

    def _part(self, tokens: Tokens, start: int, at: int) -> Numeral:
        """ "half", "half a million", "half-a-dozen", "a quarter of a million"."""
        part = _ONE / self._parts[tokens.words[at]]
        whole = Numeral(start, at + 1, "fraction", part, part / 2)
        return self._scaled(tokens, whole, with_of=True)

    def _ordinal(self, tokens: Tokens, start: int, at: int) -> Numeral:
        words = tokens.words
        word = words[at]
        value = (
            Decimal(self._ordinals[word])
            if word in self._ordinals
            else Decimal(10 ** self._ordinal_powers[word])
        )
        if start < at and value > 2:
            # "a fifth": a part, unless a noun behind it says otherwise
            part = _ONE / value
            whole = Numeral(start, at + 1, "fraction", part, part / 2)
            return self._scaled(tokens, whole, with_of=True)
        return Numeral(at, at + 1, "ordinal", value, _ONE)

    def _words(self, tokens: Tokens, at: int) -> Numeral:
        """A whole number in words, an ordinal at its end if it has one."""
        words = tokens.words
        total = 0
        current = 1 if words[at] in self._powers else 0
        least = 10**30
        step = scale = 1
        last = ""
        place = at
        end = at
        while True:
            word = words[place]
            value = self._cardinals.get(word)
            is_ordinal = False
            if value is None and place > at and word in self._ordinals:
                value, is_ordinal = self._ordinals[word], True
            if value is not None:
                name = (
                    "zero"
                    if not value
                    else "unit"
                    if value < 10
                    else ("ten" if value % 10 == 0 and value >= 20 else "teen")
                )
                if not self._fits(name, last, current):
                    break
                if (
                    name == "ten"
                    and last == "hundred"
                    and words[end] == words[place + 1] == " "
                    and (words[place + 2] in self._unit_denominators and end == place - 1)
                ):
                    break  # "one hundred thirty fifths" are a hundred of 35
                current += value
                step = 10 if name == "ten" and not is_ordinal else 1
            elif word in self._powers or (
                place > at
                and word in self._ordinal_powers
                # "one hundredth of a second" is a part
                and (total or current > 1 or words[place + 2] not in self._of)
            ):
                is_ordinal = word not in self._powers
                power = self._powers[word] if not is_ordinal else self._ordinal_powers[word]
                if power == 2:
                    if not 0 < current < 100 or last == "hundred":
                        break
                    current *= 100
                    step, name = 100, "hundred"
                else:
                    worth = 10**power
                    if worth < least:
                        if not current:
                            break
                        total += current * worth
                    else:
                        total = (total + current) * worth
                    current, least, step, scale, name = 0, worth, worth, worth, "power"
            elif last in ("unit", "teen", "ten", "hundred") and (
                word in self._collectives or word in self._plural_collectives
            ):
                dozens = (self._collectives.get(word) or self._plural_collectives[word]).value
                return Numeral(
                    at, place + 1, "cardinal", Decimal(total + current * dozens), Decimal(dozens),
                    Decimal(dozens),
                )  # fmt: skip
            else:
                break
            last = name
            end = place + 1
            if is_ordinal:
                return Numeral(at, end, "ordinal", Decimal(total + current), _ONE)
            following = self._next_word(words, end, last)
            if following is None:
                break
            place = following
        if step < 100 and (total or current):
            step = 1
        return Numeral(at, end, "cardinal", Decimal(total + current), Decimal(step), Decimal(scale))

    @staticmethod
    def _fits(name: str, last: str, current: int) -> bool:
        if name == "zero" or last == "zero":
            return not last
        if name == "unit":
            return not (current % 10 or current % 100 == 10 or last in ("unit", "teen"))
        return not current % 100

    def _next_word(self, words: list[str], end: int, last: str) -> int | None:
        """The next token that may go on with a number said in words."""
        gap = words[end]
        if gap in "–—" and gap and last == "ten":
            return end + 1
        if last == "ten" and words[end : end + 3] == [" ", "-", " "]:
            return end + 3
        if gap in _GAPS:
            following = words[end + 1]
            if following not in self._and:
                return end + 1
            after = end + 3
            if last == "ten" and 0 < self._cardinals.get(words[after], 0) < 10:
                more = self._after_and(words, after + 1)
                return (
                    after
                    if more is not None and words[more + 2] in (self._plural_denominators)
                    else None
                )
            if words[end + 2] == gap and last in ("hundred", "power"):
                word = words[after]
                is_small = self._cardinals.get(word, 0) > 0 or word in self._ordinals
                is_part = words[after + 1] in _GAPS and (
                    self._cardinals.get(word, 0)
                    < self._plural_denominators.get(words[after + 2], 0)
                    or (
                        (word in self._articles or self._cardinals.get(word) == 1)
                        and words[after + 2] in self._denominators
                    )
                )
                return after if is_small and not is_part else None
            return None
        if gap == "," and words[end + 1] == " " and last == "power":
            # "three million, two hundred": a smaller group, or every list would become a number
            numeral = self._words_ahead(words, end + 2)
            return end + 2 if numeral else None
        return None

    def _words_ahead(self, words: list[str], at: int) -> bool:
        """Whether hundreds or a power stand in the group that begins at a token."""
        for index in range(at, at + 8):
            word = words[index]
            if word in self._powers:
                return index > at
            if word in self._cardinals or word in _GAPS or word in self._and:
                if words[at] not in self._cardinals:
                    return False
                continue
            return index > at + 2 and "-" in words[at:index]
        return False

    # What follows a whole number.

    def _with_rest(self, tokens: Tokens, whole: Numeral) -> Numeral:
        """The number with its decimals, fraction, power and magnitudes."""
        if whole.kind != "cardinal" or whole.value is None:
            return whole
        words = tokens.words
        gap, following = words[whole.end], words[whole.end + 1]
        is_idiom = (
            whole.value == 1 and whole.start > 1 and words[whole.start - 2] in self._not_decimal
        )
        if not whole.in_digits and gap == " " and following in self._point and not is_idiom:
            spoken = self._decimals(tokens, whole.start, whole.end + 3, whole.value)
            if spoken is not None and words[whole.end + 2] == " ":
                return spoken
        fraction = self._fraction(tokens, whole)
        if fraction is not None and fraction.value is not None:
            return self._scaled(tokens, fraction, with_of=fraction.kind == "fraction")
        if whole.in_digits:
            power = _power(tokens, whole)
            if power is not None:
                whole = power
        return self._with_and_part(
            tokens, self._goes_on(tokens, self._scaled(tokens, whole, with_of=False))
        )

    def _decimals(self, tokens: Tokens, start: int, at: int, whole: Decimal) -> Numeral | None:
        """Digits said after "point", the first of them at a token: "two point five million"."""
        words = tokens.words
        digits = ""
        place = end = at
        while True:
            value = self._cardinals.get(words[place])
            if value is None or value > 99:
                break
            unit = self._cardinals.get(words[place + 2])
            if value >= 20 and not value % 10 and words[place + 1] == "-" and unit and unit < 10:
                value += unit
                place += 2
            digits += str(value)
            end = place + 1
            if words[end] not in _GAPS:
                break
            place = end + 1
        if not digits:
            return None
        value_ = whole + Decimal(int(digits)).scaleb(-len(digits))
        spoken = Numeral(start, end, "cardinal", value_, _ONE.scaleb(-len(digits)))
        return self._scaled(tokens, spoken, with_of=False)

    def _fraction(self, tokens: Tokens, whole: Numeral) -> Numeral | None:
        """A fraction of which the number is the numerator, or that follows it."""
        assert whole.value is not None
        words = tokens.words
        end = whole.end
        if words[end] == "/" and whole.in_digits and words[whole.start - 1] != "/":
            return self._slashed(tokens, whole)
        if words[end] in VULGAR and whole.step == 1:
            return _plus(whole, VULGAR[words[end]], end + 1)
        if words[end] in _GAPS and words[end + 1] in VULGAR and whole.step == 1:
            return _plus(whole, VULGAR[words[end + 1]], end + 2)
        begin = self._after_and(words, end)
        if begin is not None:
            part = self._and_part(tokens, begin, whole)
            if part is not None and whole.scale == 1 and whole.step >= 1:
                return part
        if whole.in_digits:
            if words[end] in _GAPS or words[end] == "  ":
                mixed = _over(words, end + 1)
                if mixed is not None and whole.step == 1:
                    return _plus(whole, mixed[0], mixed[1])
            return None
        if words[end : end + 3] == [" ", "-", " "]:
            return self._divided(words, whole, end + 3)
        return self._divided(words, whole, end + 1) if words[end] in _GAPS else None

    def _divided(self, words: list[str], whole: Numeral, at: int) -> Numeral | None:
        """ "two thirds", "one-third", "three twenty-firsts"."""
        assert whole.value is not None
        word = words[at]
        end = at + 1
        by = self._plural_denominators.get(word)
        if by is None and whole.value == 1:
            by = self._denominators.get(word)
            if by == 2 and word in self._ordinals:
                by = None
        if by is None:
            ten = self._cardinals.get(word, 0)
            unit = self._unit_denominators.get(words[at + 2]) if words[at + 1] in _GAPS else None
            if 20 <= ten <= 90 and not ten % 10 and unit:
                by, end = ten + unit, at + 3
        if by is None or (word in self._plural_parts and whole.value > 3):
            return None  # "seven quarters" are a stretch of time
        part = whole.value / by
        return Numeral(whole.start, end, "fraction", part, part / 4)

    def _slashed(self, tokens: Tokens, whole: Numeral) -> Numeral | None:
        over = _over(tokens.words, whole.start)
        if over is None or whole.step != 1:
            return None
        return Numeral(whole.start, over[1], "fraction", over[0], over[0] / 4, in_digits=True)

    def _after_and(self, words: list[str], end: int) -> int | None:
        """The token behind " and " or "-and-"."""
        if words[end] in _GAPS and words[end + 1] in self._and and words[end + 2] == words[end]:
            return end + 3
        return None

    def _and_part(self, tokens: Tokens, at: int, whole: Numeral) -> Numeral | None:
        """What "and" adds and is less than one: "a half", "one-half", "three quarters", "1/2"."""
        words = tokens.words
        if words[at] in VULGAR:
            return _plus(whole, VULGAR[words[at]], at + 1)
        over = _over(words, at)
        if over is not None:
            return _plus(whole, over[0], over[1])
        part: Numeral | None
        if words[at] in self._articles and words[at + 1] in _GAPS:
            by = self._and_a(words, at + 2)
            part = None if by is None else Numeral(at, at + 3, "fraction", _ONE / by, _ONE)
        elif words[at] in self._parts:
            part = Numeral(at, at + 1, "fraction", _ONE / self._parts[words[at]], _ONE)
        elif words[at] in self._cardinals:
            number = self._words(tokens, at)
            part = (
                self._divided(words, number, number.end + 1)
                if words[number.end] in _GAPS and number.kind == "cardinal"
                else None
            )
            if part is None and words[number.end] in _GAPS and (number.value or 0) < 20:
                part = self._attributive(words, number)
        else:
            return None
        if part is None or part.value is None:
            return None
        end = part.end
        if words[end] == " " and words[end + 1] in self._of and whole.scale > 1:
            return None  # "seven million and two thirds of the crop"
        return _plus(whole, part.value, end)

    def _and_a(self, words: list[str], place: int) -> int | None:
        """What "and a half", "and a third" divide one by; "and a fifth" only where nothing may be
        the fifth of its kind."""
        word = words[place]
        by = self._parts.get(word) or self._denominators.get(word)
        if by is None or by < 4:
            return by
        is_last = words[place + 1] != " " or not words[place + 2][:1].isalpha()
        return by if is_last or word in self._parts else None

    def _attributive(self, words: list[str], number: Numeral) -> Numeral | None:
        """ "three-quarter" in "four and three-quarter hours"."""
        by = self._denominators.get(words[number.end + 1])
        if by is None or number.value is None or number.value >= by or by == 2:
            return None
        return Numeral(number.start, number.end + 2, "fraction", number.value / by, _ONE)

    def _with_and_part(self, tokens: Tokens, whole: Numeral) -> Numeral:
        """A magnitude with what "and" adds to it: "a million and a half"."""
        if whole.scale == 1 or whole.value is None or whole.kind != "cardinal":
            return whole
        words = tokens.words
        begin = self._after_and(words, whole.end)
        if begin is None:
            return whole
        smaller = self._smaller_part(tokens, begin, whole.scale)
        if smaller is not None and smaller.value is not None:
            return replace(
                whole, value=whole.value + smaller.value, step=smaller.step, end=smaller.end
            )
        if words[begin] not in self._articles:
            return whole
        part = self._and_part(tokens, begin, replace(whole, value=Decimal(0), step=_ONE))
        if part is None or part.value is None:
            return whole
        added = part.value * whole.scale
        return replace(whole, value=whole.value + added, step=added, end=part.end)

    def _smaller_part(self, tokens: Tokens, at: int, scale: Decimal) -> Numeral | None:
        """A part of a smaller magnitude: "three quarters million", "a half million"."""
        words = tokens.words
        start = at
        if words[at] in self._articles and words[at + 1] in _GAPS:
            at += 2
        if words[at] in self._parts:
            part = self._part(tokens, start, at)
        elif words[at] in self._cardinals:
            number = self._words(tokens, at)
            divided = (
                self._divided(words, number, number.end + 1) if words[number.end] in _GAPS else None
            )
            if divided is None:
                return None
            part = self._scaled(tokens, divided, with_of=True)
        else:
            return None
        return part if 1 < part.scale < scale else None

    def _goes_on(self, tokens: Tokens, whole: Numeral) -> Numeral:
        """Smaller groups behind a magnitude: "3 hundred and 20", "4 thousand 2 hundred"."""
        words = tokens.words
        while whole.scale > 1 and whole.kind == "cardinal" and whole.value is not None:
            begin = self._after_and(words, whole.end)
            joined = begin is not None
            if begin is None:
                if words[whole.end] != " ":
                    return whole
                begin = whole.end + 1
            word = words[begin]
            if not word or not (word[0] in _DIGITS or word in self._cardinals):
                return whole
            rest = _digits(tokens, begin) if word[0] in _DIGITS else self._words(tokens, begin)
            rest = self._scaled(tokens, rest, with_of=False)
            if (
                rest.kind != "cardinal"
                or rest.value is None
                or not (
                    0 < rest.value < whole.scale and rest.value == rest.value.to_integral_value()
                )
            ):
                return whole
            if rest.scale == 1 and not (joined and whole.scale == 100):
                return whole  # "5 million 200 men": two numbers, where nothing joins them
            whole = replace(
                whole, end=rest.end, value=whole.value + rest.value, step=rest.step,
                scale=rest.scale,
            )  # fmt: skip
        return whole

    def scaled(self, tokens: Tokens, whole: Numeral) -> Numeral:
        """A numeral with the magnitudes that follow it."""
        return self._scaled(tokens, whole, with_of=False)

    def _scaled(
        self, tokens: Tokens, whole: Numeral, *, with_of: bool, at: int | None = None
    ) -> Numeral:
        """The number times the magnitudes behind it.

        `with_of` allows "of a" between, as in "a quarter of a million"; `at` is the magnitude's
        token where the number is only its article.
        """
        if whole.value is None:
            return whole
        words = tokens.words
        end, worth = whole.end, _ONE
        place = at
        while True:
            if place is None:
                place = self._magnitude_ahead(words, end, with_of)
                if place is None:
                    break
            word = words[place]
            if word in self._powers:
                worth *= 10 ** self._powers[word]
            elif word in self._collectives or word in self._plural_collectives:
                worth *= (self._collectives.get(word) or self._plural_collectives[word]).value
            else:
                worth *= 10 ** self.spaced[word]
            end = place + 1
            place = None
            with_of = False
        if worth == 1:
            return whole
        kind: NumeralKind = "cardinal" if whole.kind == "fraction" else whole.kind
        return replace(
            whole, end=end, kind=kind, value=whole.value * worth, step=whole.step * worth,
            scale=whole.scale * worth,
        )  # fmt: skip

    def _magnitude_ahead(self, words: list[str], end: int, with_of: bool) -> int | None:
        """The token of a magnitude that follows a number ending at a token."""
        gap = words[end]
        if gap not in _GAPS:
            return None
        place = end + 1
        if with_of:
            if words[place] in self._of and words[place + 1] == gap:
                place += 2
            if words[place] in self._articles and words[place + 1] in _GAPS:
                place += 2
        word = words[place]
        if word in self._powers or word in self._collectives:
            if with_of and place == end + 1 and word in self._plural_powers:
                return None
            return place
        if word in self._plural_collectives and not with_of:
            return place
        if word in self.spaced and gap == " " and place == end + 1:
            return place
        return None


@lru_cache(maxsize=8192)
def _digit_value(token: str) -> tuple[Decimal, Decimal] | None:
    """A number's value and the worth of its last digit; none where the digits are a code."""
    if len(token) > _LONGEST_DIGITS:
        return None
    plain = token.replace("'", "")
    points, commas = plain.count("."), plain.count(",")
    if points and commas and plain.rindex(",") > plain.rindex("."):
        plain = plain.replace(".", "").replace(",", ".")  # 1.234,56
    elif points > 1:
        head, *groups = plain.split(".")
        if len(head) > 3 or any(len(group) != 3 for group in groups):
            return None  # 2.1.3 is a version
        plain = plain.replace(".", "")
    elif commas and len(plain) - plain.rindex(",") < 4:
        plain = plain.replace(",", ".")  # 1,5
    else:
        plain = plain.replace(",", "")
    decimals = len(plain) - plain.index(".") - 1 if "." in plain else 0
    return Decimal(plain), _ONE.scaleb(-decimals)


def _digits(tokens: Tokens, at: int) -> Numeral:
    """The number in digits that begins at a token, with groups that spaces part."""
    words = tokens.words
    word = words[at]
    read = _digit_value(word)
    if read is None:
        return Numeral(at, at + 1, "code", None, _ONE, in_digits=True)
    value, step = read
    start, end = at, at + 1
    if at and words[at - 1] == "." and (at < 2 or not words[at - 2][-1:].isalnum()):
        # ".5": the point belongs to the number
        if word.isdigit():
            return Numeral(
                at - 1, end, "cardinal", value.scaleb(-len(word)), _ONE.scaleb(-len(word)),
                in_digits=True,
            )  # fmt: skip
    elif len(word) <= 3 and word.isdigit() and words[end] == " " and word[0] != "0":
        grouped = word
        place = end
        while words[place] == " " and _is_group(words[place + 1]):
            grouped += words[place + 1]
            place += 2
            if "." in words[place - 1] or "," in words[place - 1]:
                break
        if (
            place > end
            and (len(grouped) > len(word) + 3 or words[end + 1] == "000")
            and words[place] not in ("-", "/")
        ):
            found = _digit_value(grouped.replace(",", "."))
            if found is not None:
                return Numeral(at, place, "cardinal", *found, in_digits=True)
    return Numeral(start, end, "cardinal", value, step, in_digits=True)


def _is_group(word: str) -> bool:
    """Whether a token is three digits, with decimals at most."""
    return (
        word[:3].isdigit()
        and len(word[:3]) == 3
        and (len(word) == 3 or (word[3] in ".," and 4 < len(word) < 7))
    )


def _over(words: list[str], at: int) -> tuple[Decimal, int] | None:
    """A fraction in digits less than one and its end: "1/2"."""
    over, under = words[at], words[at + 2]
    if words[at + 1] != "/" or not (over.isdigit() and under.isdigit()):
        return None
    if len(over) > 3 or len(under) > 4 or words[at + 3] == "/" or not int(under) or not int(over):
        return None
    return Decimal(over) / int(under), at + 3


def _plus(whole: Numeral, part: Decimal, end: int) -> Numeral | None:
    """The number and a fraction less than one."""
    if not 0 < part < 1 or whole.value is None:
        return None
    return replace(whole, end=end, value=whole.value + part, step=part)


def _power(tokens: Tokens, whole: Numeral) -> Numeral | None:
    """Scientific notation: "2.5 x 10^6", "6.02e23", "5x10²¹", "3x10-7"; and powers: "2^10"."""
    assert whole.value is not None
    words = tokens.words
    end = whole.end
    if words[end] == "e":
        sign, place = _signed(words, end + 1)
        return _shifted(whole, sign, words[place], place + 1)
    if words[end] == "^":
        return _raised(words, whole)
    if words[end] == " ":
        end += 1
    if words[end] not in ("x", "×", "*"):
        return None
    end += 1
    if words[end] == " ":
        end += 1
    base = words[end]
    if base != "10":
        return _times_power(words, whole, end)
    end += 1
    if words[end] == "^":
        sign, place = _signed(words, end + 1)
        return _shifted(whole, sign, words[place], place + 1)
    if words[end] in ("+", "-") and words[end + 1].isdigit():
        return _shifted(whole, words[end], words[end + 1], end + 2)
    raised = ""
    while words[end] and _SUPERSCRIPT.issuperset(words[end]):
        raised += words[end].translate(_RAISED)
        end += 1
    return _shifted(whole, raised[:1] if raised[:1] in "+-" else "", raised.strip("+-"), end)


_LARGEST_BASE = 10**6
"""A power of it stays a number that a text can mean."""


def _raised(words: list[str], whole: Numeral) -> Numeral | None:
    """The number to the power behind "^"; the sign is taken in later and stays outside."""
    sign, place = _signed(words, whole.end + 1)
    exponent = words[place]
    if not exponent.isdigit() or len(exponent) > 2 or whole.value is None:
        return None
    if not 0 < whole.value < _LARGEST_BASE or words[place + 1] == ".":
        return None
    power = whole.value ** (-int(exponent) if sign == "-" else int(exponent))
    return replace(whole, end=place + 1, value=power, step=_ONE)


def _times_power(words: list[str], whole: Numeral, at: int) -> Numeral | None:
    """The number times a power of another base: "8x2^10"."""
    if not words[at].isdigit() or len(words[at]) > 3 or words[at + 1] != "^":
        return None
    raised = _raised(words, Numeral(at, at + 1, "cardinal", Decimal(words[at]), _ONE))
    if raised is None or raised.value is None or whole.value is None:
        return None
    return replace(whole, end=raised.end, value=whole.value * raised.value)


def _signed(words: list[str], at: int) -> tuple[str, int]:
    return (words[at], at + 1) if words[at] in ("+", "-") else ("", at)


def _shifted(whole: Numeral, sign: str, exponent: str, end: int) -> Numeral | None:
    if not exponent.isdigit() or len(exponent) > 3 or whole.value is None:
        return None
    shift = -int(exponent) if sign == "-" else int(exponent)
    return replace(whole, end=end, value=whole.value.scaleb(shift), step=whole.step.scaleb(shift))
