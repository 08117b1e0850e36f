"""Neighbouring numbers that are one figure, or share what only one of them says.

One table says which joiner makes what of which neighbours; the first row that fits decides. What
two neighbours share (magnitude, currency, unit) follows one rule, whatever joins them.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from extractor.languages import Language
from extractor.scanning.look import ends_clause, word_after, word_before
from extractor.scanning.numbers import ONE
from extractor.scanning.quantities.draft import Draft
from extractor.scanning.quantities.hedging import HedgeReader
from extractor.scanning.quantities.kinds.scores import ScoreFinder
from extractor.scanning.quantities.pairs import Pair, as_one, shares_scale, take_shared
from extractor.scanning.quantities.ranges import RangeRules
from extractor.scanning.tokens import Tokens

_COUNTS = frozenset(
    {
        "cardinal", "money", "percent", "measure", "duration", "age", "ordinal", "fraction",
        "percentage_points", "basis_points", "multiple", "coordinate",
    }
)  # fmt: skip
_LONGEST = 17
"""Tokens between two neighbours at most."""
_TIMES = {
    ("year", "month"): 12, ("week", "day"): 7, ("day", "hour"): 24, ("day", "minute"): 1440,
    ("hour", "minute"): 60, ("hour", "second"): 3600, ("minute", "second"): 60,
}  # fmt: skip
"""How many of the second make one of the first; only where that is exact."""


Rule = Callable[[Pair], Draft | None]
"""Makes one figure of two neighbours; none where they stay two."""


class Joiner:
    """Joins neighbours in one language; made once."""

    def __init__(self, language: Language, hedges: HedgeReader, scores: ScoreFinder) -> None:
        """Lay the table out."""
        self._language = language
        self._endings = language.endings
        joints = language.joining
        self._joints = joints.words
        self._ranges = RangeRules(language, hedges)
        self._scores = scores
        self._parts = language.units.parts
        self._coins = language.currencies.coins
        self._table: tuple[tuple[frozenset[str], Rule], ...] = (
            (joints.joiners("range") | joints.joiners("or"), self._millions),
            (joints.joiners("feet"), self._feet_and_inches),
            (joints.joiners("share"), self._ratio),
            (joints.joiners("of"), self._part_of_one),
            (joints.joiners("over"), self._quotient),
            (joints.joiners("odds"), self._odds),
            (joints.joiners("and"), self._duration),
            (joints.joiners("and"), self._compound),
            (joints.joiners("and"), self._and_a_half),
            (joints.joiners("score"), self._score),
            (joints.joiners("for"), self._for),
            (joints.joiners("margin"), self._margin),
            (joints.joiners("range"), self._ranges.range),
            (joints.joiners("or"), self._ranges.alternatives),
        )
        self._listed = joints.joiners("list")
        self._for_joiners = joints.joiners("for")
        self._over = joints.joiners("over")

    def join(self, tokens: Tokens, drafts: list[Draft]) -> list[Draft]:
        """The drafts, with those that are one figure joined and what is shared given to both."""
        joined: list[Draft] = []
        for draft in drafts:
            if draft.kind in ("duration", "fraction"):
                self._take_single(tokens, draft)
            elif draft.value == 2 and draft.kind == "cardinal":
                self._take_or_two(tokens.words, draft)
            if joined:
                first = joined[-1]
                whole = None
                if 0 < draft.start - first.end <= _LONGEST:
                    before = joined[-2] if len(joined) > 1 else None
                    whole = self._joined(tokens, first, draft, before)
                if whole is not None:
                    joined[-1] = whole
                    continue
            joined.append(draft)
        return joined

    def _joined(
        self, tokens: Tokens, first: Draft, second: Draft, before: Draft | None
    ) -> Draft | None:
        if first.value is None or second.value is None:
            return None
        start, end = tokens.ends[first.end - 1], tokens.starts[second.start]
        gap = tokens.low[start:end]
        if "\n" in gap:
            return None
        pair = Pair(tokens, first, second, gap, before)
        if first.kind == "year" and gap in self._over:
            first.kind = "cardinal"
            return self._quotient(pair)
        if first.kind not in _COUNTS or second.kind not in _COUNTS:
            return self._for(pair) if gap in self._for_joiners else None
        for joiners, rule in self._table:
            if gap in joiners:
                whole = rule(pair)
                if whole is not None:
                    return whole
        if gap in self._listed:
            self._share(pair)
        return self._ranges.hedged_both(pair)

    # What two neighbours share.

    def _share(self, pair: Pair) -> None:
        """Two in a list or a change, with one unit or scale said once."""
        first, second, gap = pair.first, pair.second, pair.gap
        if first.kind == "age" and first.end == first.number_end and second.kind == "cardinal":
            if gap in self._joints.ages and not self._counted(pair):
                second.take_unit(first)
            return
        is_change = gap in self._joints.to_links and pair.head in self._joints.from_
        if is_change:
            if first.unit is None or (first.kind == "money" and first.signed):
                take_shared(pair)
            return
        if first.kind != "cardinal" or first.unit is not None:
            return
        if gap in self._joints.from_links and pair.head not in self._joints.to:
            return  # "to 51 from 49 per cent", but not "took 51 from 49 boxes"
        if gap in self._joints.alternatives and shares_scale(first, second):
            first.multiply(second.shared_scale)
        if (
            second.kind in ("measure", "percent", "duration", "age")
            and second.unit is not None
            and first.scale == second.scale
            and gap not in self._joints.unshared
            and not (gap in self._joints.and_links and first.value == 1)
        ):
            first.take_unit(second)

    def _counted(self, pair: Pair) -> bool:
        """Whether a plural noun follows, which a range counts and a score does not."""
        words, end = pair.tokens.words, pair.second.end
        place = end
        for _ in range(3):
            word = word_after(words, place)
            if not word:
                return False
            if self._endings.plural.fits(word) or word in self._language.nouns.zero_plurals:
                return word not in self._language.kinds.sport and (word not in self._language.stop)
            place += 2
        return False

    # The rows.

    def _millions(self, pair: Pair) -> None:
        """Make millions of the metres in "70m to 85m people"; joins nothing."""
        first, second = pair.first, pair.second
        words = pair.tokens.words
        million = Decimal(10**6)
        if first.unit != "meter" or second.unit is not None or second.scale != million:
            return
        if words[first.end - 1] != words[second.number_end - 1]:
            return
        if pair.gap in self._joints.and_links and pair.head not in self._joints.between:
            return
        first.kind, first.unit, first.can_count = "cardinal", None, True
        first.multiply(million)

    def _feet_and_inches(self, pair: Pair) -> Draft | None:
        """ "the 6-foot-4 guard"."""
        first, second = pair.first, pair.second
        if first.unit != "foot" or not 0 <= pair.b < 12 or second.unit is not None:
            return None
        second.measure("measure", "foot", second.end)
        second.value = pair.a + pair.b / 12
        return as_one(first, second)

    def _ratio(self, pair: Pair) -> Draft | None:
        """A share of a round number: "one in five", "nine out of ten", "a 1-in-100-year flood"."""
        first, second, gap = pair.first, pair.second, pair.gap
        a, b = pair.a, pair.b
        if (
            gap in self._joints.in_
            and gap[0] == "-"
            and a == 1
            and second.kind == "duration"
            and second.unit == "year"
        ):
            if b > 1:
                second.kind, second.unit = "ratio", None
                second.value = second.step = 1 / b
                return as_one(first, second)
            return None
        if first.kind != "cardinal" or second.kind != "cardinal" or not 0 < a < b:
            return None
        if second.step != 1 and second.numeral.in_digits:
            return None
        is_in = gap in self._joints.in_
        if is_in and (a > 20 or b > 10**9 or (1900 <= b <= 2100 and second.numeral.in_digits)):
            return None
        second.kind, second.value, second.step = "ratio", a / b, ONE / b
        second.can_count = True
        return as_one(first, second)

    def _part_of_one(self, pair: Pair) -> Draft | None:
        """ "half of 1 percent", "a quarter of a percentage point"."""
        first, second = pair.first, pair.second
        if first.kind != "fraction" or pair.b != 1 or second.kind not in (
            "percent", "percentage_points",
        ):  # fmt: skip
            return None
        second.value, second.step = first.value, first.step
        return as_one(first, second)

    def _quotient(self, pair: Pair) -> Draft | None:
        """A quotient, where nothing is counted: "one over three"."""
        first, second = pair.first, pair.second
        a, b = pair.a, pair.b
        if first.kind != "cardinal" or second.kind != "cardinal" or not b:
            return None
        tail = pair.tokens.words[second.end]
        if tail not in ("", ".", ",", ")", "?", "!") and tail[:1] != "\n":
            return None
        if a >= b and tail == ",":
            return None
        second.kind, second.value, second.can_count = "ratio", a / b, False
        second.step = abs(second.value)
        return as_one(first, second)

    def _odds(self, pair: Pair) -> Draft | None:
        """Odds: "3-to-1", "two to one"."""
        first, second, gap = pair.first, pair.second, pair.gap
        a, b = pair.a, pair.b
        if first.kind != "cardinal" or second.kind != "cardinal" or a <= b or b <= 0:
            return None
        if gap in self._joints.to_links and not (b == 1 and not second.numeral.in_digits):
            return None
        second.kind, second.value, second.step, second.can_count = "ratio", a / b, ONE, False
        return as_one(first, second)

    def _duration(self, pair: Pair) -> Draft | None:
        """One duration or age in the smaller unit: "two years and six months" are 30 months."""
        first, second, gap = pair.first, pair.second, pair.gap
        parts = _TIMES.get((first.unit or "", second.unit or ""))
        kinds = (first.kind, second.kind)
        if parts is None or kinds not in (
            ("duration", "duration"), ("duration", "age"), ("age", "duration"),
        ):  # fmt: skip
            return None
        a, b = pair.a, pair.b
        if not 0 <= b < parts or a != a.to_integral_value():
            return None
        words = pair.tokens.words
        if gap.startswith(", ") and len(gap) > 2 and "," not in words[first.start : first.end]:
            return None
        if gap.strip(" ,") and words[second.number_end] == "-":
            return None  # "two-year and six-month bans" are of two kinds
        if pair.head in self._joints.both:
            return None
        second.value = a * parts + b
        if first.kind == "age":
            second.kind = "age"
        return as_one(first, second)

    def _compound(self, pair: Pair) -> Draft | None:
        """Two units, one quantity: "5 ft 2 in", "10 dollars 30 cents"."""
        first, second, gap = pair.first, pair.second, pair.gap
        words = pair.tokens.words
        a, b = pair.a, pair.b
        if (
            first.unit == "foot"
            and second.kind == "cardinal"
            and b < 12
            and words[second.end] == " "
            and words[second.end + 1] in self._language.units.inches
            and words[second.end + 2] != "-"
        ):
            second.measure("measure", "inch", second.end + 2)
        elif (
            first.unit == "foot"
            and second.kind == "cardinal"
            and gap == " "
            and second.is_whole
            and ends_clause(words, second.end)
        ):
            second.measure("measure", "inch", second.end)  # "six feet two"
        parts = self._parts.get(first.unit or "", {}).get(second.unit or "")
        if parts is not None and b < parts and first.kind == second.kind:
            second.value, second.unit = a + b / parts, first.unit
            return as_one(first, second)
        if first.kind != "money" or b >= 100:
            return None
        if second.kind == "money" and second.unit in self._coins:
            if first.unit in self._coins or gap == ", ":
                return None
        elif not (
            second.kind == "cardinal" and second.unit is None and not first.signed
            and second.step == 1 and gap != ", " and first.scale == 1
            and a == a.to_integral_value()
            and ends_clause(words, second.end)
        ):  # fmt: skip
            return None
        second.take_unit(first)
        second.value, second.step = a + b / 100, Decimal("0.01")
        return as_one(first, second)

    def _and_a_half(self, pair: Pair) -> Draft | None:
        """ "two days and a half"."""
        first, second = pair.first, pair.second
        words = pair.tokens.words
        if first.kind not in ("duration", "measure") or second.kind != "fraction":
            return None
        joints = self._language.numbers.joints
        opens_half = joints.article | joints.bare_parts
        if pair.b != Decimal("0.5") or words[second.start] not in opens_half:
            return None
        if word_after(words, second.end) in joints.of or pair.gap.strip() not in joints.conjunction:
            return None
        second.measure(first.kind, first.unit, second.end)
        second.value = pair.a + pair.b
        return as_one(first, second)

    def _score(self, pair: Pair) -> Draft | None:
        """A score ("won 3-1", "6–4"): the two sides, the smaller as `low`; or a ratio (16:9)."""
        first, second, gap = pair.first, pair.second, pair.gap
        if gap == ":" and first.kind == "cardinal" and second.kind == "measure":
            return as_one(first, second.leave_unread(second.end))  # "a 2:2 degree"
        if (
            first.kind != "cardinal"
            or second.kind != "cardinal"
            or not self._scores.may_be(first, second)
        ):
            return None
        words, a, b = pair.tokens.words, pair.a, pair.b
        after = words[second.end]
        if gap != ":" and after in ("-", "–", "%"):
            return None
        is_sport = self._scores.is_sport(pair.tokens, first.start, second.end)
        if gap == ":":
            if a >= 60 or b >= 60 or (not is_sport and not b):
                return None
            if not is_sport:
                second.kind, second.value, second.step = "ratio", a / b, ONE
                second.can_count = False
                return as_one(first, second)
        elif self._scores.between_sides(pair.tokens, first, second, pair.before):
            pass
        elif a < b:
            if not is_sport or self._counted(pair):
                return None
        elif gap.startswith(" ") and not is_sport:
            return None
        return _as_score(first, second)

    def _for(self, pair: Pair) -> Draft | None:
        """Wickets and runs: "7 for 31", "104 for 2"; a shooter's "4-for-11"."""
        first, second = pair.first, pair.second
        if first.kind != "cardinal" or second.kind not in ("cardinal", "identifier"):
            return None
        if first.unit or second.unit or not first.is_whole or not second.is_whole:
            return None
        return _as_score(first, second) if self._scores.is_for(pair.tokens, first, second) else None

    def _margin(self, pair: Pair) -> Draft | None:
        """A number with how far it may be off: "5 ± 2 mm" is 5, from 3 to 7."""
        first, second = pair.first, pair.second
        if second.kind not in (first.kind, "cardinal") and first.kind != "cardinal":
            return None
        if first.unit and second.unit not in (first.unit, None):
            return None
        if first.unit and second.unit is None and word_after(pair.tokens.words, second.end):
            return None  # "45% ± 3 points"
        if second.unit is None:
            second.kind, second.unit = first.kind, first.unit
        second.can_count = first.can_count and second.can_count
        second.value, second.step = pair.a, 2 * abs(pair.b)
        return as_one(first, second)

    def _take_or_two(self, words: list[str], draft: Draft) -> None:
        """Take in the one before "or two": "a year or two" is from one to two of them."""
        place = draft.start - 4
        if place < 2 or word_before(words, draft.start) not in self._joints.or_:
            return
        found = self._language.unit_names.ahead(words, place)
        if found is None or found[0] != place + 1 or found[1][0].is_shy:
            return
        if word_before(words, place) not in self._language.numbers.joints.article:
            return
        following = word_after(words, draft.end)
        if self._endings.plural.fits(following) or following in self._language.nouns.zero_plurals:
            return  # "a day or two men"
        draft.measure(found[1][0].kind, found[1][0].name, draft.end)
        draft.low, draft.high, draft.value, draft.hedge = ONE, Decimal(2), None, "between"
        draft.start = place - 2

    def _take_single(self, tokens: Tokens, draft: Draft) -> None:
        """Take in a unit that is there once and has no number: "an hour and 20 minutes", "a year
        and a half"."""
        words, at = tokens.words, draft.start
        if draft.value is None:
            return
        joints = self._language.numbers.joints
        place = at
        if word_before(words, place) in joints.conjunction:
            place -= 2
        if place > 1 and words[place - 2] == ",":
            place -= 1
        elif place == at:
            return
        unit = word_before(words, place)
        article = word_before(words, place - 2)
        found = self._language.unit_names.ahead(words, place - 2) if unit else None
        if article not in joints.article or found is None:
            return
        name = found[1][0].name
        if draft.kind == "fraction":
            opens_half = joints.article | joints.bare_parts
            is_a_half = words[at] in opens_half and draft.value == Decimal("0.5")
            if (
                is_a_half
                and word_after(words, draft.end) not in joints.of
                and found[1][0].kind == "duration"
            ):
                draft.value += 1
                draft.measure("duration", name, draft.end)
                draft.start = place - 4
            return
        parts = _TIMES.get((name, draft.unit or ""))
        if parts is None or not ONE <= draft.value < parts or words[draft.number_end] == "-":
            return
        draft.value += parts
        draft.start = place - 4


def _as_score(first: Draft, second: Draft) -> Draft:
    a, b = first.value, second.value
    assert a is not None
    assert b is not None
    second.kind, second.can_count = "score", False
    second.low, second.high, second.value = min(a, b), max(a, b), None
    return as_one(first, second)
