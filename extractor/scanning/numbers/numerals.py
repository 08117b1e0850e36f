"""One grammar of numerals, in digits, in words, or in both.

    numeral   = whole fraction? magnitude* | part magnitude | vague magnitude+
    whole     = digits | words
    fraction  = (" and " | "-and-" | "-" | " ") (part | n "/" m | "½")
    magnitude = "million" | "dozen" | "m" …, with "of" after a part: "a quarter of a million"

Spaces and hyphens are the same everywhere. What is glued to a numeral and not understood is for the
reader of quantities to refuse."""

from __future__ import annotations

from decimal import Decimal

from extractor.languages import Language
from extractor.scanning.look import GAPS, ends_clause
from extractor.scanning.numbers.digits import DIGITS, read_digits
from extractor.scanning.numbers.lexicon import NumberLexicon
from extractor.scanning.numbers.magnitudes import Magnitudes
from extractor.scanning.numbers.numeral import ONE, VULGAR, Numeral
from extractor.scanning.numbers.parts import Parts
from extractor.scanning.numbers.powers import read_power
from extractor.scanning.numbers.words import WholeNumbers
from extractor.scanning.tokens import Tokens

_LONGEST_DECIMALS = 7
"""Nobody says more digits behind a point."""


class Numerals:
    """Reads numerals of one language; made once."""

    def __init__(self, language: Language) -> None:
        """Read with the number words of a language."""
        self._lexicon = lexicon = NumberLexicon(language)
        self.letters = lexicon.letters
        """Letters that touch digits and may mean a power of ten."""
        self.spaced = lexicon.spaced
        """Those that mean it behind a space, too."""
        self.powers = lexicon.powers
        """Words for powers of ten."""
        self.starters = lexicon.starters
        """Words that may begin a numeral; "a", "several" and "point" are found before them."""
        self._words = WholeNumbers(lexicon)
        self._magnitudes = Magnitudes(lexicon)
        self._parts = Parts(lexicon, self._words, self._magnitudes)

    def read(self, tokens: Tokens, at: int) -> Numeral | None:
        """The numeral that begins at a token, with an article or "several" before it."""
        word = tokens.words[at]
        if word and word[0] in DIGITS:
            return self._point_first(tokens, at) or self._with_rest(tokens, read_digits(tokens, at))
        if word in VULGAR:
            part = VULGAR[word]
            whole = Numeral(at, at + 1, "fraction", part, part / 4, in_digits=True)
            return self._magnitudes.scaled(tokens, whole, with_of=False)
        if word in self._lexicon.multiples:
            value = self._lexicon.multiples[word]
            return Numeral(at, at + 1, "multiple", value, value / 2)
        if word in self._lexicon.pairs:
            return self._pair(tokens, at)
        lead = self._lead(tokens, at)
        return self._spoken(tokens, at if lead is None else lead, at)

    def _point_first(self, tokens: Tokens, at: int) -> Numeral | None:
        """ "point 7 percent": a decimal where hundredths or a magnitude follow; else it is an item
        of a list."""
        words = tokens.words
        if at < 2 or words[at - 1] != " " or words[at - 2] not in self._lexicon.point:
            return None
        spoken = self._decimals(tokens, at - 2, at, Decimal(0))
        if spoken is None or not self._is_decimal(words, spoken):
            return None
        return spoken

    def _is_decimal(self, words: list[str], spoken: Numeral) -> bool:
        """Whether what follows shows that "point" parts decimals."""
        after = words[spoken.end]
        behind = words[spoken.end + 1] if after == " " else after
        return spoken.scale > 1 or behind in self._lexicon.hundredths

    def _pair(self, tokens: Tokens, at: int) -> Numeral | None:
        """ "a couple of witnesses": two or three of them."""
        words = tokens.words
        has_article = at > 1 and words[at - 1] == " " and words[at - 2] in self._lexicon.articles
        is_of = words[at + 1] in GAPS and words[at + 2] in self._lexicon.of
        if not has_article or not is_of:
            return None
        if words[at + 4] in self._lexicon.powers or words[at + 4] in self._lexicon.collectives:
            return None  # "a couple of hundred" is read from its magnitude
        low, high = self._lexicon.vague[words[at]]
        return Numeral(at - 2, at + 1, "vague", None, ONE, low=Decimal(low), high=Decimal(high))

    def _lead(self, tokens: Tokens, at: int) -> int | None:
        """Where an article, "point" or a vague word begins that belongs to the numeral."""
        words = tokens.words
        if at < 2 or words[at - 1] not in GAPS:
            return None
        before = words[at - 2]
        if before in self._lexicon.point:
            is_idiom = (
                at > 5
                and self._lexicon.cardinals.get(words[at - 4]) == 1
                and (words[at - 6] in self._lexicon.not_decimal)
            )
            is_refused = at > 3 and words[at - 3] == " " and words[at - 4].isdecimal()
            return None if is_idiom or is_refused else at - 2
        if before in self._lexicon.articles:
            return at - 2
        if before in self._lexicon.vague:
            return self._vague_lead(words, at - 2)
        if before in self._lexicon.of and at > 3 and words[at - 4] in self._lexicon.vague:
            return self._vague_lead(words, at - 4)
        return None

    def _vague_lead(self, words: list[str], at: int) -> int:
        """The same with the article of "a few", "a couple of"."""
        if at > 1 and words[at - 1] in GAPS and words[at - 2] in self._lexicon.articles:
            return at - 2
        return at

    def _spoken(self, tokens: Tokens, start: int, at: int) -> Numeral | None:
        words = tokens.words
        word = words[at]
        lead = words[start] if start < at else ""
        if lead in self._lexicon.point:
            return self._decimals(tokens, start, at, Decimal(0)) or self._spoken(tokens, at, at)
        vague = self._vague_word(words, start, at)
        if vague is not None and (
            word in self._lexicon.powers or word in self._lexicon.collectives
        ):
            return self._several(tokens, start, at, vague)
        if start < at and lead not in self._lexicon.articles:
            start = at  # "several two-day meetings"
        if word in self._lexicon.tens:
            return self._plural(tokens, at) if self._is_of_powers(words, at + 1) else None
        if word in self._lexicon.plural_powers or word in self._lexicon.plural_collectives:
            return self._plural(tokens, at)
        if word in self._lexicon.parts:
            return self._parts.half(tokens, start, at)
        if word in self._lexicon.ordinals or word in self._lexicon.ordinal_powers:
            return self._ordinal(tokens, start, at)
        if word in self._lexicon.collectives:
            if self._lexicon.collectives[word].needs_number_or_of and (
                start == at or self._is_of_number(words, at + 1)
            ):
                return None
            whole = Numeral(start, at, "cardinal", ONE, ONE)
            return self._magnitudes.scaled(tokens, whole, with_of=False, at=at)
        whole = self._words.whole(words, at)
        if word in self._lexicon.powers:
            whole = whole._replace(start=start)
        return self._with_rest(tokens, whole)

    def _is_of_number(self, words: list[str], end: int) -> bool:
        """Whether "of" and a number follow: "a score of 77"."""
        behind = words[end + 3]
        return words[end + 1] in self._lexicon.of and (
            behind[:1].isdecimal() or behind in self._lexicon.cardinals
        )

    def run_on(self, words: list[str], whole: Numeral) -> Numeral | None:
        """Two numbers said in one breath at the end of a clause: "weighs one twenty". Whether that
        is 120, 1.20 or a time is open, and it is neither of the two."""
        if whole.kind != "cardinal" or whole.end - whole.start > 1 or words[whole.end] != " ":
            return None
        ten = self._lexicon.cardinals.get(words[whole.end + 1], 0)
        if whole.scale > 1 or not 20 <= ten <= 90 or ten % 10 or not whole.value:
            return None
        second = self._words.whole(words, whole.end + 1)
        if second.kind != "cardinal" or second.scale > 1 or not ends_clause(words, second.end):
            return None
        return second._replace(start=whole.start, kind="code", value=None)

    def _vague_word(self, words: list[str], start: int, at: int) -> tuple[int, int] | None:
        for index in range(start, at):
            if words[index] in self._lexicon.vague:
                return self._lexicon.vague[words[index]]
        return None

    def _several(self, tokens: Tokens, start: int, at: int, vague: tuple[int, int]) -> Numeral:
        """ "several hundred", "a couple of dozen": so many of it."""
        scaled = self._magnitudes.scaled(
            tokens, Numeral(start, at, "cardinal", ONE, ONE), with_of=False, at=at
        )
        assert scaled.value is not None
        worth = scaled.value
        low, high = vague[0] * worth, vague[1] * worth if vague[1] else None
        return scaled._replace(kind="vague", value=None, low=low, high=high, scale=ONE)

    def _plural(self, tokens: Tokens, at: int) -> Numeral:
        """ "hundreds", "tens of thousands", "dozens": two of them at least."""
        words = tokens.words
        end, worth = at, ONE
        while True:
            word = words[end]
            plural = self._lexicon.plural_collectives.get(word)
            if plural is not None:
                worth *= plural.value
            elif word in self._lexicon.tens:
                worth *= 10
            else:
                worth *= 10 ** self._lexicon.plural_powers[word]
            end += 1
            if not self._is_of_powers(words, end):
                return Numeral(at, end, "vague", None, ONE, low=2 * worth)
            end += 3

    def _is_of_powers(self, words: list[str], end: int) -> bool:
        """Whether "of thousands" follows, or another power in the plural."""
        return (
            words[end] == words[end + 2] == " "
            and words[end + 1] in self._lexicon.of
            and words[end + 3] in self._lexicon.plural_powers
        )

    def _ordinal(self, tokens: Tokens, start: int, at: int) -> Numeral:
        words = tokens.words
        word = words[at]
        value = (
            Decimal(self._lexicon.ordinals[word])
            if word in self._lexicon.ordinals
            else Decimal(10 ** self._lexicon.ordinal_powers[word])
        )
        if start < at and value > 2:
            # "a fifth": a part, unless a noun behind it says otherwise
            part = ONE / value
            whole = Numeral(start, at + 1, "fraction", part, part / 2)
            return self._magnitudes.scaled(tokens, whole, with_of=True)
        end, total = self._words.with_ordinals(words, at + 1, int(value))
        return Numeral(at, end, "ordinal", Decimal(total), ONE)

    def _with_rest(self, tokens: Tokens, whole: Numeral) -> Numeral:
        """The number with its decimals, fraction, power and magnitudes."""
        if whole.kind != "cardinal" or whole.value is None:
            return whole
        words = tokens.words
        gap, following = words[whole.end], words[whole.end + 1]
        is_idiom = (
            whole.value == 1
            and whole.start > 1
            and words[whole.start - 2] in self._lexicon.not_decimal
        )
        if (
            gap in GAPS
            and following in self._lexicon.point
            and not is_idiom
            and self._may_go_on(whole)
        ):
            spoken = self._decimals(tokens, whole.start, whole.end + 3, whole.value)
            if spoken is not None and words[whole.end + 2] == gap:
                # "by 1 point 5 times": more than one would be points
                is_sure = not whole.in_digits or whole.value != 1 or ends_clause(words, spoken.end)
                if is_sure or self._is_decimal(words, spoken):
                    return spoken
        fraction = self._parts.fraction(tokens, whole)
        if fraction is not None and fraction.value is not None:
            return self._magnitudes.scaled(tokens, fraction, with_of=fraction.kind == "fraction")
        if whole.in_digits:
            power = read_power(tokens, whole)
            if power is not None:
                whole = power
        return self._parts.with_and(
            tokens, self._goes_on(tokens, self._magnitudes.scaled(tokens, whole, with_of=False))
        )

    @staticmethod
    def _may_go_on(whole: Numeral) -> bool:
        """Whether decimals may follow: "two hundred point five", but not "2.5 point 5"."""
        return whole.step == 1 or (not whole.in_digits and whole.scale == 1)

    def _decimals(self, tokens: Tokens, start: int, at: int, whole: Decimal) -> Numeral | None:
        """Digits said after "point", the first of them at a token: "two point five million"."""
        words = tokens.words
        digits = ""
        place = end = at
        while True:
            word = words[place]
            if word.isdecimal() and not digits and len(word) < _LONGEST_DECIMALS:
                digits, end = word, place + 1
                break
            said = self._lexicon.cardinals.get(word)
            if said is None or said > 99:
                break
            unit = self._lexicon.cardinals.get(words[place + 2])
            if said >= 20 and not said % 10 and words[place + 1] == "-" and unit and unit < 10:
                said += unit
                place += 2
            digits += str(said)
            end = place + 1
            if words[end] not in GAPS:
                break
            place = end + 1
        if not digits:
            return None
        value = whole + Decimal(int(digits)).scaleb(-len(digits))
        spoken = Numeral(start, end, "cardinal", value, ONE.scaleb(-len(digits)))
        return self._magnitudes.scaled(tokens, spoken, with_of=False)

    def _goes_on(self, tokens: Tokens, whole: Numeral) -> Numeral:
        """Smaller groups behind a magnitude: "3 hundred and 20", "4 thousand 2 hundred"."""
        words = tokens.words
        while whole.scale > 1 and whole.kind == "cardinal" and whole.value is not None:
            begin = self._words.after_and(words, whole.end)
            joined = begin is not None
            if begin is None:
                if words[whole.end] != " ":
                    return whole
                begin = whole.end + 1
            word = words[begin]
            if not word or not (word[0] in DIGITS or word in self._lexicon.cardinals):
                return whole
            rest = (
                read_digits(tokens, begin) if word[0] in DIGITS else self._words.whole(words, begin)
            )
            rest = self._magnitudes.scaled(tokens, rest, with_of=False)
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
            whole = whole._replace(
                end=rest.end, value=whole.value + rest.value, step=rest.step,
                scale=rest.scale,
            )  # fmt: skip
        return whole

    def scaled(self, tokens: Tokens, whole: Numeral) -> Numeral:
        """A numeral with the magnitudes that follow it."""
        return self._magnitudes.scaled(tokens, whole, with_of=False)
