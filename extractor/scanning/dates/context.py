"""A text as the finders of dates see it: tokens, numerals and the calendar's words."""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple, TypeVar

from extractor.languages import Language
from extractor.languages.calendar import Calendar, Point, Which
from extractor.languages.phrases import Phrases
from extractor.scanning.dates.piece import Kind, Piece
from extractor.scanning.numbers import Numeral, Numerals
from extractor.scanning.tokens import Tokens

ValueT = TypeVar("ValueT")
GAPS = frozenset({" ", "-"})
DASHES = frozenset({"-", "–", "—", "~"})
DIGITS = frozenset("0123456789")
_STOPS = frozenset('.,;:)]!?([–—"“”')
_PARTED: frozenset[Kind] = frozenset(
    {"weekday", "near", "part", "month", "season", "year", "decade", "century", "span"}
)
"""What has an early and a late part."""
_SHORT = 5
"""Letters of the longest name that is shortened with a stop."""
_LONGEST = 11
"""Tokens that a number said in words may have."""


class Count(NamedTuple):
    """How many of a unit the text names."""

    start: int
    number: int | None
    """None where the words are vague, or no whole number."""
    numeral: int | None
    """The token at which a number begins, if one does."""


class Joint(NamedTuple):
    """What joins two items of a list, or the ends of a range."""

    place: int
    """Behind a joint the first token of the other item; before one, one past its last token."""
    sign: str
    is_range: bool


class DateWords:
    """The calendar's words in the form in which the finders need them; made once a language."""

    def __init__(self, language: Language) -> None:
        """Lay the words out."""
        calendar, joints = language.calendar, language.numbers.joints
        tables, words = calendar.tables, calendar.words
        self.joints = frozenset((*joints.conjunction, *joints.article, *joints.of))
        cardinals = language.numbers.cardinals
        self.cardinals = cardinals
        self.owned = {
            name + words.owning: name
            for name in (
                *calendar.months, *calendar.weekdays, *calendar.units, *calendar.near.firsts,
                *calendar.parts.firsts, *calendar.seasons, *tables.part_words.tonight,
                *tables.decades,
            )
        }  # fmt: skip
        """Calendar words with an "s" of possession, and the words themselves."""
        self.triggers: frozenset[str] = frozenset()
        """What makes a look worth while; the reader of dates adds to it."""
        clock = tables.clock
        self.after_number = frozenset(
            (*calendar.halves.firsts, *clock.oclock.firsts, *clock.local.firsts, *tables.zones,
             *clock.hours, *clock.after_bare, *tables.part_words.heads.firsts,
             *calendar.which.firsts, *calendar.near.firsts, *tables.part_words.tonight,
             *words.before_christ, *words.of_christ, *tables.joiners["range"], "(")
        )  # fmt: skip
        """What may follow a small number that is a time of the clock or a year, after a space."""
        self.after_part = frozenset(
            (*words.after_listed_day, *clock.after_bare, *calendar.weekdays, *calendar.months,
             *calendar.which.firsts, *calendar.near.firsts)
        )  # fmt: skip
        self.no_number = frozenset((*words.the, *words.articles, *words.that, *cardinals))
        """What stands before a unit that is counted and not numbered: "one week 10 fell ill"."""
        self.minute_ends = frozenset((*cardinals, *clock.minutes, *clock.quarters.lasts))
        """What a number of minutes ends with, before "past" or "to"."""
        self.years_said = {
            word for word, value in cardinals.items() if value == 2 or 10 <= value <= 21
        }
        self.hours_said = {word for word, value in cardinals.items() if 1 <= value <= 12}
        self.units = language.unit_names
        self.stop = language.stop
        self.fillers = tables.fillers.number | tables.fillers.working
        self.books = tables.fillers.books | tables.fillers.calendar


class Context:
    """One text, and how to look around in it."""

    __slots__ = (
        "calendar",
        "floor",
        "looks",
        "numerals",
        "owners",
        "tokens",
        "vocabulary",
        "words",
    )

    def __init__(
        self, tokens: Tokens, numerals: Numerals, calendar: Calendar, vocabulary: DateWords
    ) -> None:
        """Hold what the finders need."""
        self.tokens = tokens
        self.floor = 0
        """Where the last day or month ends, whose tokens the next one leaves alone."""
        owned, listed = vocabulary.owned, tokens.words
        self.looks = tokens.places(vocabulary.triggers)
        """The tokens at which a date may begin or be known."""
        self.owners = {at: owned[listed[at]] for at in self.looks if listed[at] in owned}
        """The tokens of calendar words with an "s" of possession, which is left out: "Friday's"."""
        self.words = listed
        if self.owners:
            self.words = list(tokens.words)
            for at, word in self.owners.items():
                self.words[at] = word
        self.numerals = numerals
        self.calendar = calendar
        self.vocabulary = vocabulary

    def before(self, at: int) -> int:
        """The word before a token, across one space or hyphen; below 0 where there is none."""
        return at - 2 if at > 1 and self.words[at - 1] in GAPS else -1

    def word_before(self, at: int) -> str:
        """That word itself."""
        return self.words[at - 2] if at > 1 and self.words[at - 1] in GAPS else ""

    def word_after(self, end: int) -> str:
        """The word behind a token, across one space."""
        return self.words[end + 1] if self.words[end] == " " else ""

    def back(self, phrases: Phrases[ValueT], at: int) -> tuple[int, ValueT] | None:
        """The start and the value of the longest phrase before a token, across a gap."""
        if at < 2 or self.words[at - 1] not in GAPS:
            return None
        return phrases.back(self.words, at - 1)

    def which_before(self, at: int) -> tuple[int, Which] | None:
        """What says before a token which one is meant; "following" only with its article."""
        found = self.back(self.calendar.which, at)
        if found is not None and found[1] == "following":
            return found if self.word_before(found[0]) in self.calendar.words.the else None
        return found

    def is_pointed(self, kind: Point, at: int) -> bool:
        """Whether what points at a time of the calendar of this kind stands before a token."""
        return self.back(self.calendar.points[kind], at) is not None

    def ahead(self, phrases: Phrases[ValueT], end: int) -> tuple[int, ValueT] | None:
        """The end and the value of the longest phrase behind a token, across a space."""
        return phrases.ahead(self.words, end + 1) if self.words[end] == " " else None

    def is_capital(self, at: int) -> bool:
        """Whether a token begins with a capital."""
        start = self.tokens.starts[at]
        return self.tokens.text[start : start + 1].isupper()

    def joint_after(self, end: int, *, slash: bool = False) -> Joint | None:
        """What joins an item that ends before a token to the one behind it; a slash too, if it may
        be one of days."""
        words, joiners = self.words, self.calendar.joiners
        if slash and words[end] == "/":
            return Joint(end + 1, "/", is_range=True)
        place = end + 1 if words[end] == " " else end
        if words[place] in DASHES:
            return Joint(place + 2 if words[place + 1] == " " else place + 1, "-", True)
        if words[place] == "," and words[place + 1] == " ":
            place += 2
            if "list" not in joiners.get(words[place], ()):
                return Joint(place, ",", False)
        elif place == end:
            return None
        kinds = joiners.get(words[place], frozenset())
        if words[place + 1] != " " or kinds.isdisjoint(("range", "list")):
            return None
        return Joint(place + 2, words[place], "range" in kinds)

    def joint_before(self, start: int, *, slash: bool = False) -> Joint | None:
        """What joins an item that begins at a token to the one before it."""
        words = self.words
        if slash and words[start - 1] == "/":
            return Joint(start - 1, "/", is_range=True)
        place = start - 2 if start > 1 and words[start - 1] == " " else start - 1
        if place < 1:
            return None
        sign = words[place]
        if sign in DASHES:
            return Joint(place - 1 if words[place - 1] == " " else place, "-", True)
        if place == start - 1:
            return None
        if sign == ",":
            return Joint(place, sign, False)
        kinds = self.calendar.joiners.get(sign, frozenset())
        if words[place - 1] != " " or kinds.isdisjoint(("range", "list")):
            return None
        end = place - 2 if place > 1 and words[place - 2] == "," else place - 1
        return Joint(end, sign, "range" in kinds)

    def name_end(self, at: int) -> int:
        """One past a name, and past the stop that shortens it where the sentence goes on."""
        words = self.words
        if words[at + 1] != "." or len(words[at]) > _SHORT:
            return at + 1
        place = at + 3 if words[at + 2] == "," else at + 2
        goes_on = words[place] == " " and words[place + 1][:1].isalnum()
        goes_on = goes_on and (
            not self.is_capital(place + 1) or words[place + 1] in self.calendar.months
        )
        return at + 2 if goes_on else at + 1

    def with_the(self, start: int) -> int:
        """A first token, or that of "the" before it."""
        return start - 2 if self.word_before(start) in self.calendar.words.the else start

    def at_char(self, end: int) -> int:
        """One past the token that ends at a character of the folded text."""
        return bisect_left(self.tokens.ends, end) + 1

    def ends_here(self, end: int) -> bool:
        """Whether no word and no number goes on behind a token: a stop, a bracket, the end."""
        words = self.words
        sign = words[end]
        if sign == " " and words[end + 1] in _STOPS:
            return True
        if sign in (".", ",", ":"):
            return not words[end + 1][:1].isdigit()
        return not sign or not (sign == " " or sign[0].isalnum() or sign in "%°$£€-–/")

    def is_unit(self, at: int) -> bool:
        """Whether a unit of measure begins at a token."""
        found = self.vocabulary.units.ahead(self.words, at)
        return found is not None and any(not unit.is_shy for unit in found[1])

    def integer(self, at: int, longest: int = 2) -> int | None:
        """The plain whole number that a token is."""
        word = self.words[at] if at >= 0 else ""
        return int(word) if 0 < len(word) <= longest and word.isdecimal() else None

    def numeral_at(self, at: int) -> Numeral | None:
        """The number in words that begins at a token."""
        if self.words[at] not in self.numerals.starters:
            return None
        numeral = self.numerals.read(self.tokens, at)
        return numeral if numeral is not None and numeral.start == at else None

    def cardinal_at(self, at: int) -> tuple[int, int] | None:
        """The end and the value of the whole number in words that begins at a token."""
        numeral = self.numeral_at(at)
        value = _cardinal(numeral)
        return None if numeral is None or value is None else (numeral.end, value)

    def cardinal_before(self, end: int) -> tuple[int, int] | None:
        """The start and the value of the whole number that ends before a token."""
        numeral = self.numeral_before(end)
        value = _cardinal(numeral)
        return None if numeral is None or value is None else (numeral.start, value)

    def numeral_before(self, end: int) -> Numeral | None:
        """The longest number that ends before a token."""
        words, numerals = self.words, self.numerals
        starts: list[int] = []
        place = end - 1
        while place >= 0 and end - place <= _LONGEST:
            word = words[place]
            if word[0] in DIGITS or word in numerals.starters:
                starts.append(place)
            elif word not in self.vocabulary.joints:
                break
            if place < 2 or words[place - 1] not in (*GAPS, "/"):
                break
            place -= 2
        for start in reversed(starts):
            numeral = numerals.read(self.tokens, start)
            if numeral is not None and numeral.end == end:
                return numeral
        return None

    def ordinal_at(self, end: int) -> tuple[int, int] | None:
        """The first token and the value of an ordinal that ends before a token; -1 is the last."""
        words = self.words
        if end < 1:
            return None
        if words[end - 1] in self.calendar.words.ordinal_ends:
            number = self.integer(end - 2)
            return (end - 2, number) if number else None
        numeral = self.numeral_before(end)
        if numeral is not None and numeral.kind == "ordinal" and numeral.value is not None:
            return (numeral.start, int(numeral.value)) if numeral.value < 100 else None
        number = self.calendar.words.ordinals.get(words[end - 1])
        return None if number is None else (end - 1, number)

    def count_before(self, at: int) -> Count | None:
        """How many are named before a unit at a token, an article counting as one."""
        words, vocabulary = self.words, self.vocabulary
        end = at - 1
        if at < 2 or words[end] not in GAPS:
            return None
        vague = self.calendar.tables.vague.counts.back(words, end)
        pair = self.calendar.tables.vague.pairs.back(words, end)
        if pair is not None and (vague is None or pair[0] <= vague[0]):
            return Count(pair[0], 2, None)
        if vague is not None:
            return Count(vague[0], None, None)
        half = self.calendar.tables.vague.halves.back(words, end)
        if half is not None:
            return Count(half[0], None, half[0])
        numeral = self.numeral_before(end)
        if numeral is None:
            number = vocabulary.cardinals.get(words[end - 1])
            if number is not None:
                # "three quarters" is a numeral to its end
                return Count(end - 1, number, end - 1)
            if words[end - 1] in self.calendar.words.articles:
                return Count(end - 1, 1, None)
            return None
        if numeral.kind in ("ordinal", "fraction", "code", "multiple"):
            return None
        value = numeral.value
        is_whole = value is not None and value == value.to_integral_value() and value < 100000
        return Count(numeral.start, int(value) if is_whole and value else None, numeral.start)


def _cardinal(numeral: Numeral | None) -> int | None:
    if numeral is None or numeral.value is None or numeral.kind != "cardinal":
        return None
    return int(numeral.value) if numeral.value == numeral.value.to_integral_value() else None


def with_which(text: Context, piece: Piece) -> Piece:
    """The piece with "last", "this" or "next" before it."""
    which = text.which_before(piece.start)
    if which is not None:
        return piece._replace(start=which[0], which=which[1])
    behind = text.ahead(text.calendar.which_after, piece.end)
    return piece if behind is None else piece._replace(end=behind[0], which=behind[1])


def with_portion(text: Context, piece: Piece) -> Piece:
    """The piece with "early", "mid" or "the end of" before it."""
    portion = text.back(text.calendar.portions, piece.start)
    if portion is None or piece.portion is not None or piece.kind not in _PARTED:
        return piece
    has_article = text.words[piece.start] != "'"
    start = text.with_the(portion[0]) if has_article else portion[0]
    return piece._replace(start=start, portion=portion[1])
