"""Parts of one, by themselves or behind a whole number: "half a million", "two and a third"."""

from __future__ import annotations

from decimal import Decimal

from extractor.scanning.look import GAPS
from extractor.scanning.numbers.digits import read_over
from extractor.scanning.numbers.lexicon import NumberLexicon
from extractor.scanning.numbers.magnitudes import Magnitudes
from extractor.scanning.numbers.numeral import ONE, VULGAR, Numeral, plus
from extractor.scanning.numbers.words import WholeNumbers
from extractor.scanning.tokens import Tokens


class Parts:
    """Reads fractions in words, digits and signs."""

    def __init__(self, lexicon: NumberLexicon, words: WholeNumbers, magnitudes: Magnitudes) -> None:
        """Read with the words of a language."""
        self._lexicon = lexicon
        self._words = words
        self._magnitudes = magnitudes

    def half(self, tokens: Tokens, start: int, at: int) -> Numeral:
        """ "half", "half a million", "half-a-dozen", "a quarter of a million"."""
        part = ONE / self._lexicon.parts[tokens.words[at]]
        whole = Numeral(start, at + 1, "fraction", part, part / 2)
        return self._magnitudes.scaled(tokens, whole, with_of=True)

    def fraction(self, tokens: Tokens, whole: Numeral) -> Numeral | None:
        """A fraction of which the number is the numerator, or that follows it."""
        assert whole.value is not None
        words = tokens.words
        end = whole.end
        if words[end] == "/" and whole.in_digits and words[whole.start - 1] != "/":
            return self._slashed(tokens, whole)
        if words[end] in VULGAR and whole.step == 1:
            return plus(whole, VULGAR[words[end]], end + 1)
        if words[end] in GAPS and words[end + 1] in VULGAR and whole.step == 1:
            return plus(whole, VULGAR[words[end + 1]], end + 2)
        begin = self._words.after_and(words, end)
        if begin is not None:
            part = self._and_part(tokens, begin, whole)
            if part is not None and whole.scale == 1 and whole.step >= 1:
                return part
        if whole.in_digits:
            if words[end] in GAPS or words[end] == "  ":
                mixed = read_over(words, end + 1)
                if mixed is not None and whole.step == 1:
                    return plus(whole, mixed[0], mixed[1])
            return None
        if words[end : end + 3] == [" ", "-", " "]:
            return self._divided(words, whole, end + 3)
        return self._divided(words, whole, end + 1) if words[end] in GAPS else None

    def _divided(self, words: list[str], whole: Numeral, at: int) -> Numeral | None:
        """ "two thirds", "one-third", "three twenty-firsts"."""
        assert whole.value is not None
        word = words[at]
        end = at + 1
        by = self._lexicon.plural_denominators.get(word)
        if by is None and whole.value == 1:
            by = self._lexicon.denominators.get(word)
            if by == 2 and word in self._lexicon.ordinals:
                by = None
        if by is None:
            ten = self._lexicon.cardinals.get(word, 0)
            unit = (
                self._lexicon.unit_denominators.get(words[at + 2])
                if words[at + 1] in GAPS
                else None
            )
            if 20 <= ten <= 90 and not ten % 10 and unit:
                by, end = ten + unit, at + 3
        if by is None and whole.value == 1 and word in self._lexicon.cardinals:
            return self._one_of_many(words, whole, at)
        if by is None or (word in self._lexicon.plural_parts and whole.value > 3):
            return None  # "seven quarters" are a stretch of time
        part = whole.value / by
        return Numeral(whole.start, end, "fraction", part, part / 4)

    def _one_of_many(self, words: list[str], whole: Numeral, at: int) -> Numeral | None:
        """ "one one hundred fifth", "one twenty-first of it"."""
        ordinal = self._words.whole(words, at)
        if ordinal.kind != "ordinal" or not ordinal.value:
            return None
        part = ONE / ordinal.value
        return Numeral(whole.start, ordinal.end, "fraction", part, part / 4)

    def _slashed(self, tokens: Tokens, whole: Numeral) -> Numeral | None:
        over = read_over(tokens.words, whole.start)
        if over is None or whole.step != 1:
            return None
        return Numeral(whole.start, over[1], "fraction", over[0], over[0] / 4, in_digits=True)

    def _and_part(self, tokens: Tokens, at: int, whole: Numeral) -> Numeral | None:
        """What "and" adds and is less than one: "a half", "one-half", "three quarters", "1/2"."""
        words = tokens.words
        if words[at] in VULGAR:
            return plus(whole, VULGAR[words[at]], at + 1)
        over = read_over(words, at)
        if over is not None:
            return plus(whole, over[0], over[1])
        part: Numeral | None
        if words[at] in self._lexicon.articles and words[at + 1] in GAPS:
            by = self._and_a(words, at + 2)
            part = None if by is None else Numeral(at, at + 3, "fraction", ONE / by, ONE)
        elif words[at] in self._lexicon.parts:
            part = Numeral(at, at + 1, "fraction", ONE / self._lexicon.parts[words[at]], ONE)
        elif words[at] in self._lexicon.cardinals:
            number = self._words.whole(words, at)
            part = None
            if words[number.end] in GAPS and number.kind == "cardinal":
                part = self._divided(words, number, number.end + 1)
            if part is None and words[number.end] in GAPS and (number.value or 0) < 20:
                part = self._attributive(words, number)
        else:
            return None
        if part is None or part.value is None:
            return None
        end = part.end
        is_of = words[end] == " " and words[end + 1] in self._lexicon.of and whole.scale > 1
        if is_of and words[at] not in self._lexicon.bare_parts:
            return None  # "seven million and two thirds of the crop"
        return plus(whole, part.value, end)

    def _and_a(self, words: list[str], place: int) -> int | None:
        """What "and a half", "and a third" divide one by; "and a fifth" only where nothing may be
        the fifth of its kind."""
        word = words[place]
        by = self._lexicon.parts.get(word) or self._lexicon.denominators.get(word)
        if by is None or by < 4:
            return by
        is_last = words[place + 1] != " " or not words[place + 2][:1].isalpha()
        return by if is_last or word in self._lexicon.parts else None

    def _attributive(self, words: list[str], number: Numeral) -> Numeral | None:
        """ "three-quarter" in "four and three-quarter hours"."""
        by = self._lexicon.denominators.get(words[number.end + 1])
        if by is None or number.value is None or number.value >= by or by == 2:
            return None
        return Numeral(number.start, number.end + 2, "fraction", number.value / by, ONE)

    def with_and(self, tokens: Tokens, whole: Numeral) -> Numeral:
        """A magnitude with what "and" adds to it: "a million and a half"."""
        if whole.scale == 1 or whole.value is None or whole.kind != "cardinal":
            return whole
        words = tokens.words
        begin = self._words.after_and(words, whole.end)
        if begin is None:
            return whole
        smaller = self._smaller(tokens, begin, whole.scale)
        if smaller is not None and smaller.value is not None:
            return whole._replace(
                value=whole.value + smaller.value, step=smaller.step, end=smaller.end
            )
        if words[begin] not in self._lexicon.articles | self._lexicon.bare_parts:
            return whole
        part = self._and_part(tokens, begin, whole._replace(value=Decimal(0), step=ONE))
        if part is None or part.value is None:
            return whole
        added = part.value * whole.scale
        return whole._replace(value=whole.value + added, step=added, end=part.end)

    def _smaller(self, tokens: Tokens, at: int, scale: Decimal) -> Numeral | None:
        """A part of a smaller magnitude: "three quarters million", "a half million"."""
        words = tokens.words
        start = at
        if words[at] in self._lexicon.articles and words[at + 1] in GAPS:
            at += 2
        if words[at] in self._lexicon.parts:
            part = self.half(tokens, start, at)
        elif words[at] in self._lexicon.cardinals:
            number = self._words.whole(words, at)
            if words[number.end] not in GAPS:
                return None
            divided = self._divided(words, number, number.end + 1)
            if divided is None:
                return None
            part = self._magnitudes.scaled(tokens, divided, with_of=True)
        else:
            return None
        return part if 1 < part.scale < scale else None
