"""Two neighbours that are the ends of one range: "3 to 5 million", "five or six", "over 40 but
under 50"."""

from __future__ import annotations

from decimal import Decimal

from extractor.languages import Language
from extractor.scanning.look import word_after, word_before
from extractor.scanning.numbers import ONE
from extractor.scanning.quantities.draft import Draft
from extractor.scanning.quantities.hedging import HedgeReader
from extractor.scanning.quantities.pairs import Pair, as_one, shares_scale, take_shared
from extractor.schemas.figure import Hedge

_LOWER: frozenset[Hedge] = frozenset({"at_least", "more_than"})
_UPPER: frozenset[Hedge] = frozenset({"at_most", "less_than", "up_to"})
_ALIKE = 2
"""Ends of a range are seldom further apart; a step and where it leads to nearly always are."""


class RangeRules:
    """The rules that make ranges, in one language; made once."""

    def __init__(self, language: Language, hedges: HedgeReader) -> None:
        """Lay the tables out."""
        self._language = language
        self._hedges = hedges
        joints = language.joining
        self._joints = joints.words
        self._changes = joints.words.changes
        self._ranged = joints.words.ranged
        self._hours = joints.words.hours
        self._coins = language.currencies.coins

    def range(self, pair: Pair) -> Draft | None:
        """One figure with a low and a high end: "between 3 and 5 million", "€5-10bn"."""
        if not self._is_range(pair):
            return None
        first, second = pair.first, pair.second
        self._coin_share(first, second)
        if shares_scale(first, second):
            first.multiply(second.shared_scale)
        if first.unit and second.unit is None:
            second.unit, second.kind = first.unit, first.kind
        a, b = first.value, second.value
        assert a is not None
        assert b is not None
        second.low, second.high, second.value = min(a, b), max(a, b), None
        second.can_count = second.can_count and first.can_count
        second.hedge = "between"
        whole = as_one(first, second)
        whole.start = self._opened(pair.tokens.words, first.start)
        self._range_of_ages(pair.tokens.words, whole)
        return whole

    def _opened(self, words: list[str], start: int) -> int:
        """Where "between", "from" or "between the" begins before a range."""
        place = start
        before = word_before(words, place - 2)
        if word_before(words, place) in self._joints.the and before in self._joints.openers:
            return place - 4
        return place - 2 if word_before(words, place) in self._joints.openers else place

    def _range_of_ages(self, words: list[str], whole: Draft) -> None:
        """ "aged between 30 and 40"."""
        is_small = whole.high is not None and whole.high <= 115
        if (
            whole.kind == "cardinal"
            and is_small
            and word_before(words, whole.start) in self._language.kinds.age_words
        ):
            whole.kind, whole.unit, whole.can_count = "age", "year", False

    def _coin_share(self, first: Draft, second: Draft) -> None:
        """Give the first in the unit of the second, where it is in coins of it: "50p to £2"."""
        coin = self._coins.get(first.unit or "")
        if coin is not None and second.unit in coin.of and first.value is not None:
            first.value /= 100
            first.unit = second.unit

    def _is_range(self, pair: Pair) -> bool:
        """Whether two linked neighbours are the ends of one range."""
        first, second, gap = pair.first, pair.second, pair.gap
        words = pair.tokens.words
        is_dash = gap in ("-", "–")
        if (
            is_dash
            and not first.numeral.in_digits
            and (
                words[first.start - 1] == "-"
                or (not second.numeral.in_digits and words[second.end] == "-" and gap == "-")
            )
        ):
            return False
        head = pair.head
        if head in self._joints.the:
            head = word_before(words, first.start - 2)
        if gap in self._joints.and_links:
            if head not in self._joints.between:
                return False
        elif not is_dash and gap.strip(" -–—~") != "" and self._is_change(pair, head):
            return False
        if gap in self._joints.to_the and first.kind != "ordinal":
            return False
        if (gap in self._joints.up_to and first.kind != "cardinal") or (
            is_dash and first.unit and second.unit is None and first.kind not in ("money", "age")
        ):
            return False
        coin = self._coins.get(first.unit or "")
        is_coin = coin is not None and second.unit in coin.of
        if first.unit and second.unit and first.unit != second.unit and not is_coin:
            return False
        if first.kind != second.kind and not (
            (first.kind in ("money", "age") and second.kind == "cardinal")
            or (first.kind == "cardinal" and second.kind not in ("ordinal", "coordinate"))
        ):
            return False
        if self._is_given_to(pair):
            return False
        if shares_scale(first, second):
            return True
        a = pair.a / 100 if is_coin else pair.a
        may_fall = head in self._joints.between or self._is_ranged(pair)
        may_fall = may_fall or a < 0 > pair.b  # "-3 to -5C"
        return a < pair.b or (may_fall and a > pair.b)

    def _is_given_to(self, pair: Pair) -> bool:
        """Whether a sum in digits goes to people told in words: "paid $5 to seven women"."""
        first, second = pair.first, pair.second
        return (
            first.kind == "money"
            and first.numeral.in_digits
            and second.unit is None
            and not second.numeral.in_digits
            and second.scale == 1
            and pair.gap.strip().isalpha()
            and pair.gap.strip() not in self._joints.and_links
            and pair.head not in self._joints.openers
        )

    def _is_ranged(self, pair: Pair) -> bool:
        """Whether "ranged from" or the like stands before."""
        return self._ranged.back(pair.tokens.words, pair.first.start - 1) is not None

    def _is_change(self, pair: Pair, head: str) -> bool:
        """Whether "X to Y" is a change: "rose from 3 to 5", "rose by 5p to 250p", "lost 42 to
        3,120"."""
        if self._is_ranged(pair):
            return False
        if (
            pair.first.unit is None
            and pair.second.kind in ("percent", "percentage_points")
            and (head not in self._joints.from_)
        ):
            return False  # "rose one to four percent": a level would have its own sign
        words, at = pair.tokens.words, pair.first.start
        place = at - 2
        if word_before(words, at) in self._joints.about:
            place -= 2
        if place >= 0 and words[place] in self._joints.from_:
            return self._has_change(words, place)
        if head in self._joints.openers:
            return False
        is_by = place >= 0 and words[place] in self._joints.by
        verb = words[place - 2] if is_by and place > 1 else words[place] if place >= 0 else ""
        if verb in self._joints.losses and not is_by:
            return pair.b > _ALIKE * pair.a
        if verb not in self._changes or verb in self._joints.need_object:
            return False
        return not is_by or pair.b > _ALIKE * pair.a

    def _has_change(self, words: list[str], place: int) -> bool:
        """Whether a verb of change stands before a token in its clause."""
        for index in range(place - 1, max(-1, place - 26), -1):
            word = words[index]
            if word in self._changes:
                return index < place - 2 or word not in self._joints.need_object
            if word in (".", ";") or word[:1] == "\n":
                return False
        return False

    def alternatives(self, pair: Pair) -> Draft | None:
        """ "five or six guys", "20 or 30 miles": the next round number leaves open which it was."""
        first, second = pair.first, pair.second
        if first.kind != "cardinal" or first.unit or second.signed or second.kind not in (
            "cardinal", "measure", "duration", "percent", "percentage_points", "money", "multiple",
        ):  # fmt: skip
            return None
        a, b = pair.a, pair.b
        if shares_scale(first, second):
            b /= second.shared_scale
        elif first.scale != second.scale and second.scale > 1 and first.scale > 1:
            return None
        if not _is_next(a, b):
            return None
        words = pair.tokens.words
        head = pair.head
        names = self._language.kinds.names_before
        if head in self._joints.no_estimate or head in names or head.removesuffix("s") in names:
            return None
        if head in self._language.numbers.joints.article and not word_after(words, second.end):
            return None  # "he got a 5 or 6": marks
        if self._hours.ahead(words, second.end + 1) is not None:
            return None
        take_shared(pair)
        assert first.value is not None
        second.low, second.high, second.value = first.value, second.value, None
        second.can_count = second.can_count and first.can_count
        second.hedge = "between"
        return as_one(first, second)

    def hedged_both(self, pair: Pair) -> Draft | None:
        """Two opposite hedges make a range: "more than 40 but fewer than 50"."""
        first, second, tokens = pair.first, pair.second, pair.tokens
        upper = self._hedges.before(tokens, second.start)
        if upper is None or upper[1] <= first.end:
            return None
        between = tokens.low[tokens.ends[first.end - 1] : tokens.starts[upper[1]]]
        if between not in self._joints.hedge_joins:
            return None
        lower = self._hedges.before(tokens, first.start)
        if lower is None:
            return None
        a, b = pair.a, pair.b
        if lower[0] in _UPPER and upper[0] in _LOWER:
            a, b = b, a
        elif not (lower[0] in _LOWER and upper[0] in _UPPER):
            return None
        if (first.kind != second.kind and first.unit) or a >= b:
            return None
        second.low, second.high, second.value = a, b, None
        second.hedge = "between"
        whole = as_one(first, second)
        whole.start = lower[1]
        return whole


def _is_next(a: Decimal, b: Decimal) -> bool:
    """Whether b is the next round number after a: 5 and 6, 10 and 12, 15 and 20, 200 and 300."""
    if not 1 <= a < b or a != a.to_integral_value() or b != b.to_integral_value() or b > 10**15:
        return False
    step = ONE
    while not a % (step * 10) and not b % (step * 10):
        step *= 10
    gap = (b - a) / step
    return gap == 1 or (gap == 2 and a / step >= 8) or (gap == 5 and not a % (step * 5))
