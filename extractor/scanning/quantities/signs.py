"""What stands before a number: its sign, and the sign, code or letters of a currency."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from extractor.languages import Language
from extractor.scanning.folding import MINUS
from extractor.scanning.look import word_before
from extractor.scanning.numbers import ONE
from extractor.scanning.quantities.draft import Draft
from extractor.scanning.tokens import Tokens

_MINUS = frozenset({"-", "–"})
_OPEN = frozenset(
    {"", " ", "(", '"', "'", "[", "=", "<", ">", ":", ";", ",", "~", "/", "“", "|", "*", "_"}
)


class Currency(NamedTuple):
    """A currency before a number."""

    code: str
    start: int
    """The first token of its sign or letters."""
    factor: Decimal = ONE
    is_name: bool = False
    """Whether it is a name ("rupees 5,000"), which also ends many a clause."""


class SignReader:
    """Reads signs and currencies before numbers in one language; made once."""

    def __init__(self, language: Language) -> None:
        """Lay the tables out."""
        self._money = language.currencies
        self._codes = language.currency_codes
        self._names = language.currency_names
        self._or = language.joining.words.or_
        self._minus = language.numbers.joints.minus
        self._not_minus_after = language.numbers.joints.not_minus_after
        self._plus = language.numbers.joints.plus
        self._opens_range = language.joining.words.opens_range

    def currency(self, tokens: Tokens, at: int, floor: int) -> Currency | None:
        """The currency that stands before the token `at`, from the token `floor` on."""
        words = tokens.words
        place = at - 1
        if place < floor:
            return None
        is_spaced = words[place] == " "
        if is_spaced:
            place -= 1
        if place < floor:
            return None
        word = words[place]
        sign = self._money.signs.get(word)
        if sign is not None or word == "¢":
            return self._by_sign(tokens, place, is_spaced, floor)
        if word == "." and place > floor and words[place - 1] in self._money.dotted:
            return Currency(self._money.dotted[words[place - 1]], place - 1)
        if not word[0].isalpha():
            return None
        if place - 1 >= floor and words[place - 1] == self._money.dollar and not is_spaced:
            which = self._money.dollars.get(word)  # "$US5"
            return None if which is None else Currency(which, place - 1)
        if place - 1 >= floor and (words[place - 1][-1:].isalnum() or words[place - 1] in "-'"):
            return None
        return self._by_letters(tokens, place, is_spaced)

    def _by_sign(self, tokens: Tokens, place: int, is_spaced: bool, floor: int) -> Currency | None:
        words = tokens.words
        sign = words[place]
        before = words[place - 1] if place > floor else ""
        if is_spaced and before[-1:].isdecimal():
            return None
        code = self._money.signs.get(sign)
        if sign == self._money.dollar:
            head = place - 2 if before == " " and place - 2 >= floor else place - 1
            prefix = words[head] if head >= floor else ""
            which = self._money.dollars.get(prefix)
            if which is not None and (head == place - 1 or len(prefix) > 1 or prefix == "c"):
                touches = head == floor or not words[head - 1][-1:].isalnum()
                is_sure = len(prefix) > 1 or prefix == "c" or tokens.written(head).isupper()
                if touches and (is_sure or head == place - 1):
                    return Currency(which, head)
        elif before.isalpha():
            written = tokens.written(place - 1) + sign
            if written in self._money.letters:
                return Currency(self._money.letters[written], place - 1)
        return None if code is None else Currency(code, place)

    def _by_letters(self, tokens: Tokens, place: int, is_spaced: bool) -> Currency | None:
        word, written = tokens.words[place], tokens.written(place)
        if written in self._money.letters or word in self._money.dotted:
            return Currency(self._money.letters.get(written) or self._money.dotted[word], place)
        if written in self._codes and written not in self._money.shy_codes:
            return Currency(written, place)
        if word in self._money.lower_codes:
            return Currency(self._money.lower_codes[word], place)
        if written[:1] == "M" and written[1:] in self._codes:
            return Currency(written[1:], place, Decimal(10**6))
        shy = self._money.shy_letters.get(written)
        if shy is not None and not (is_spaced and len(written) == 1):
            return Currency(self._whose(tokens, written) or shy, place)
        if is_spaced and word not in self._money.not_after:
            name = self._names.back(tokens.words, place + 1)
            if name is not None:
                return Currency(name[1], name[0], is_name=True)
        return None

    def is_shy(self, tokens: Tokens, currency: Currency) -> bool:
        """Whether its letters also stand before roads, models and masks."""
        return tokens.written(currency.start) in self._money.shy_letters

    def _whose(self, tokens: Tokens, letter: str) -> str | None:
        """The currency of a letter that the text says to be another country's."""
        other = self._money.elsewhere.get(letter)
        if other is not None and not set(other.words).isdisjoint(tokens.words):
            return other.code
        return None

    def take_minus(self, tokens: Tokens, draft: Draft) -> None:
        """Take in a minus before the number or its currency, in signs, words or brackets."""
        words = tokens.words
        place = draft.start - 1
        if place < 0:
            return
        sign = words[place]
        if sign in (" ", "-") and place and words[place - 1] in self._minus:
            if word_before(words, place - 1) in self._not_minus_after:
                return
            if place > 2 and (words[place - 3] in self._or or words[place - 2] == "/"):
                return  # "plus or minus 3 points"
            draft.start = place - 1
        elif sign == " " and words[place - 1] == MINUS:
            draft.start = place - 1
        elif sign == " " and word_before(words, draft.start) in self._plus:
            if word_before(words, place - 1) in self._opens_range:
                draft.start = place - 1  # "from minus 5 to plus 5"
            return
        elif sign == "+":
            if word_before(words, place) in self._opens_range:
                draft.start = place
            return
        elif sign in _MINUS:
            before = words[place - 1] if place else ""
            if before in _MINUS and words[place - 2][-1:].isdecimal():
                draft.start = place  # "-3--1"
                draft.negate()
                return
            if before not in _OPEN and before[:1] != "\n":
                return
            if before == "/" and words[place - 2] == "+":
                return  # "+/-3"
            if sign == "–" and not draft.numeral.in_digits:
                return
            if (
                before == " "
                and place > 1
                and words[place - 2][-1:].isdecimal()
                and words[draft.number_end] != "%"
            ):
                return  # "75 -300mm" is a range
            draft.start = place
        elif (
            sign == "("
            and draft.signed
            and words[draft.end] == ")"
            and self._is_booked(words, place)
        ):
            draft.start, draft.end = place, draft.end + 1
        else:
            return
        draft.negate()

    def _is_booked(self, words: list[str], place: int) -> bool:
        """Whether a bracket is the bookkeeper's minus: alone in its cell, or where an amount must
        stand. After a noun or another amount it is an aside: "£40 ($50)"."""
        before = place - 1
        if before < 0 or words[before][:1] == "\n":
            return True
        if words[before] != " ":
            return False
        word = words[before - 1] if before else "|"
        return word in self._money.booked_after or word in "|:"
