"""Whole numbers in words."""

from __future__ import annotations

from decimal import Decimal

from extractor.scanning.look import GAPS
from extractor.scanning.numbers.lexicon import NumberLexicon
from extractor.scanning.numbers.numeral import ONE, Numeral


class WholeNumbers:
    """Reads whole numbers said in words."""

    def __init__(self, lexicon: NumberLexicon) -> None:
        """Read with the words of a language."""
        self._lexicon = lexicon

    def whole(self, words: list[str], at: int) -> Numeral:
        """A whole number in words, an ordinal at its end if it has one."""
        groups: list[tuple[int, int]] = []
        current = 1 if words[at] in self._lexicon.powers else 0
        least = 10**30
        step = scale = 1
        last = ""
        place = at
        end = at
        while True:
            word = words[place]
            value = self._lexicon.cardinals.get(word)
            is_ordinal = False
            if value is None and place > at and word in self._lexicon.ordinals:
                value, is_ordinal = self._lexicon.ordinals[word], True
            if value is not None:
                name = _place_of(value)
                if not self._fits(name, last, current):
                    break
                if (
                    name == "ten"
                    and last == "hundred"
                    and not self._lexicon.between_tens
                    and words[end] == words[place + 1] == " "
                    and words[place + 2] in self._lexicon.unit_denominators
                    and end == place - 1
                ):
                    break  # "one hundred thirty fifths" are a hundred of 35
                current += value
                step = _STEPS.get(name, 1) if not is_ordinal else 1
            elif word in self._lexicon.powers or (
                place > at
                and word in self._lexicon.ordinal_powers
                # "one hundredth of a second" is a part
                and (groups or current > 1 or words[place + 2] not in self._lexicon.of)
            ):
                is_ordinal = word not in self._lexicon.powers
                powers = self._lexicon.ordinal_powers if is_ordinal else self._lexicon.powers
                power = powers[word]
                if power == 2:
                    if not 0 < current < 100 or last == "hundred":
                        break
                    current *= 100
                    step, name = 100, "hundred"
                else:
                    worth = 10**power
                    if worth < least and not current:
                        break
                    # "tres billones cinco mil millones": what is smaller is multiplied with it
                    while groups and groups[-1][1] <= worth:
                        current += groups.pop()[0]
                    groups.append((current * worth, worth))
                    current, least, step, scale, name = 0, worth, worth, worth, "power"
            elif last in ("unit", "teen", "ten", "hundred") and word in self._lexicon.dozens:
                dozens = self._lexicon.dozens[word]
                total = _sum(groups) + current * dozens
                return Numeral(
                    at, place + 1, "cardinal", Decimal(total), Decimal(dozens),
                    Decimal(dozens),
                )  # fmt: skip
            else:
                break
            last = name
            end = place + 1
            if is_ordinal:
                end, total = self.with_ordinals(words, end, _sum(groups) + current)
                return Numeral(at, end, "ordinal", Decimal(total), ONE)
            following = self._next(words, at, end, last, least)
            if following is None:
                break
            place = following
        total = _sum(groups) + current
        if step < 100 and total:
            step = 1
        return Numeral(at, end, "cardinal", Decimal(total), Decimal(step), Decimal(scale))

    def with_ordinals(self, words: list[str], end: int, total: int) -> tuple[int, int]:
        """The end and the value of an ordinal with the smaller ones behind it, in languages in
        which they add: "vigésimo quinto"."""
        while self._lexicon.ordinals_add and words[end] == " ":
            smaller = self._lexicon.ordinals.get(words[end + 1], 0)
            if not smaller or total % 10 ** len(str(smaller)):
                break
            end, total = end + 2, total + smaller
        return end, total

    @staticmethod
    def _fits(name: str, last: str, current: int) -> bool:
        if name == "zero" or last == "zero":
            return not last
        if name == "unit":
            return not (current % 10 or current % 100 == 10 or last in ("unit", "teen"))
        return not current if name == "hundred" else not current % 100

    def _next(self, words: list[str], start: int, end: int, last: str, least: int) -> int | None:
        """The next token that may go on with a number said in words."""
        gap = words[end]
        if gap in "–—" and gap and last == "ten":
            return end + 1
        if last == "ten" and words[end : end + 3] == [" ", "-", " "]:
            return end + 3
        if gap in GAPS:
            following = words[end + 1]
            if following not in self._lexicon.conjunctions:
                return end + 1
            after = end + 3
            if following in self._lexicon.between_tens:
                is_unit = 0 < self._lexicon.cardinals.get(words[after], 0) < 10
                return after if last == "ten" and is_unit and words[end + 2] == " " else None
            if last == "ten" and 0 < self._lexicon.cardinals.get(words[after], 0) < 10:
                more = self.after_and(words, after + 1)
                is_part = more is not None and (
                    words[more + 2] in self._lexicon.plural_denominators
                )
                return after if is_part else None
            if words[end + 2] == gap and last in ("hundred", "power"):
                word = words[after]
                is_small = (
                    self._lexicon.cardinals.get(word, 0) > 0 or word in self._lexicon.ordinals
                )
                is_part = words[after + 1] in GAPS and (
                    self._lexicon.cardinals.get(word, 0)
                    < self._lexicon.plural_denominators.get(words[after + 2], 0)
                    or (
                        (word in self._lexicon.articles or self._lexicon.cardinals.get(word) == 1)
                        and words[after + 2] in self._lexicon.denominators
                    )
                )
                if not is_small or is_part or self._is_second(words, after, last, least):
                    return None
                return None if self._ends_between(words, start, after) else after
            return None
        if gap == "," and words[end + 1] == " " and last == "power":
            # "three million, two hundred": a smaller group, or every list would become a number
            return end + 2 if self._is_group_ahead(words, end + 2, least) else None
        return None

    def _is_second(self, words: list[str], at: int, last: str, least: int) -> bool:
        """Whether a number as large begins behind "and", and no smaller part: "between one hundred
        and two hundred"."""
        powers: list[int] = []
        while words[at] in self._lexicon.cardinals or words[at] in self._lexicon.powers:
            if words[at] in self._lexicon.powers:
                powers.append(self._lexicon.powers[words[at]])
            if words[at + 1] not in GAPS:
                break
            at += 2
        is_second_hundred = last == "hundred" and powers[:1] == [2]
        return is_second_hundred or any(power > 2 and 10**power >= least for power in powers)

    def _ends_between(self, words: list[str], start: int, at: int) -> bool:
        """Whether the number behind "and" is the other end of "between"; not where another "and"
        goes on: "between two hundred and fifty and three hundred"."""
        if start < 2 or words[start - 2] not in self._lexicon.between:
            return False
        end = self.whole(words, at).end
        if words[end] != " " or words[end + 1] not in self._lexicon.conjunctions:
            return True
        behind = words[end + 3]
        return behind not in self._lexicon.cardinals and not behind[:1].isdecimal()

    def _is_group_ahead(self, words: list[str], at: int, least: int) -> bool:
        """Whether hundreds or a power stand in the group that begins at a token."""
        for index in range(at, at + 8):
            word = words[index]
            if word in self._lexicon.powers:
                return index > at and 10 ** self._lexicon.powers[word] < least
            if (
                word in self._lexicon.cardinals
                or word in GAPS
                or word in self._lexicon.conjunctions
            ):
                if words[at] not in self._lexicon.cardinals:
                    return False
                continue
            return index > at + 2 and "-" in words[at:index]
        return False

    def after_and(self, words: list[str], end: int) -> int | None:
        """The token behind " and " or "-and-"."""
        if (
            words[end] in GAPS
            and words[end + 1] in self._lexicon.conjunctions
            and words[end + 2] == words[end]
        ):
            return end + 3
        return None


def _sum(groups: list[tuple[int, int]]) -> int:
    """What the groups behind their powers come to."""
    return sum(value for value, _ in groups)


_STEPS = {"ten": 10, "hundred": 100}
"""What a word that is round is exact to."""


def _place_of(value: int) -> str:
    """Which place a number word takes: "zero", "unit", "teen", "ten" or
    "hundred"."""
    if not value:
        return "zero"
    if value < 10:
        return "unit"
    if value >= 100:
        return "hundred"
    return "ten" if value % 10 == 0 and value >= 20 else "teen"
