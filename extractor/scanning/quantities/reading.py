"""Every figure of a text: a numeral, what stands around it, its neighbours, and last what it is."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from extractor.languages import Language
from extractor.languages.en.grammar import is_comparative
from extractor.scanning.look import GAPS, word_after, word_before
from extractor.scanning.numbers import Numeral, Numerals
from extractor.scanning.quantities.draft import Draft
from extractor.scanning.quantities.glued import spaced_end, unread_end
from extractor.scanning.quantities.hedging import HedgeReader
from extractor.scanning.quantities.joining import Joiner
from extractor.scanning.quantities.kinds.ages import AgeFinder
from extractor.scanning.quantities.kinds.metres import Metres
from extractor.scanning.quantities.kinds.names import NameFinder
from extractor.scanning.quantities.kinds.none import NoneFinder
from extractor.scanning.quantities.kinds.scores import ScoreFinder
from extractor.scanning.quantities.kinds.small import SmallWords
from extractor.scanning.quantities.lettered import LetteredNumbers
from extractor.scanning.quantities.nouns import NounFinder
from extractor.scanning.quantities.phrases import PhraseReader
from extractor.scanning.quantities.signs import SignReader
from extractor.scanning.quantities.units import UnitReader
from extractor.scanning.tokens import Tokens

_ONE = Decimal(1)


class QuantityReader:
    """Reads figures in one language; made once."""

    def __init__(self, language: Language) -> None:
        """Make the readers of the parts."""
        self._language = language
        self.numerals = numerals = Numerals(language)
        self._of = frozenset(language.numbers.joints.of)
        self._nouns = NounFinder(language, numerals.starters)
        self._units = UnitReader(language, numerals.letters)
        self._signs = SignReader(language)
        self._hedges = HedgeReader(language, numerals)
        self._names = NameFinder(language, self._nouns)
        self._ages = AgeFinder(language)
        self._none = NoneFinder(language, self._nouns)
        self._small = SmallWords(language)
        self._scores = ScoreFinder(language, self._nouns)
        metres = Metres(language, self._nouns, self._units)
        self._joining_for = frozenset(word.strip(" -") for word in language.joining.joiners("for"))
        self._lettered = LetteredNumbers(
            language, numerals, self._units, metres, self._names, self._ages, self._signs
        )
        self._watched = numerals.starters | self._none.starters | self._names.romans
        self._joiner = Joiner(language, self._hedges, self._scores)
        self._phrases = PhraseReader(language, self._nouns, self._hedges, self._ages, self._units)

    def read(
        self, tokens: Tokens, taken: Sequence[tuple[int, int]], years: frozenset[int]
    ) -> list[Draft]:
        """The figures of a text in reading order.

        `taken` are the tokens of dates, in order, which are no figures; `years` are those of them
        that are a year by themselves.
        """
        drafts = self._joiner.join(tokens, self._drafts(tokens, taken, years))
        for draft in drafts:
            self._last_look(tokens, draft)
            self._phrases.qualify(tokens, draft)
        self._phrases.take_elided(tokens, drafts)
        end = 0
        for draft in drafts:
            draft.start = max(draft.start, end)
            end = draft.end
        # "No member can hold more than 5%" is a limit, and counts no members.
        limits = {draft.phrase_start for draft in drafts if draft.phrase_start < draft.start}
        return [draft for draft in drafts if draft.value != 0 or draft.start not in limits]

    def _drafts(
        self, tokens: Tokens, taken: Sequence[tuple[int, int]], years: frozenset[int]
    ) -> list[Draft]:
        """One draft for each number that is a figure."""
        drafts: list[Draft] = []
        watched, words = self._watched, tokens.words
        starts = [at for at, word in enumerate(words) if word in watched or "0" <= word < ":"]
        done = 0
        dates = iter((*taken, (len(tokens) + 9, len(tokens) + 9)))
        date_start, date_end = next(dates)
        before: Draft | None = None
        for at in starts:
            if at < done:
                continue
            while date_end <= at:
                date_start, date_end = next(dates)
            if date_start <= at:
                if at in years and len(words[at]) == 4:
                    drafts.append(self._year(tokens, at))
                    done = at + 1
                continue
            found = self._numeral(tokens, at)
            if found is None or found.end > date_start:
                continue  # what runs into a date is read again without it, or not at all
            if before is not None and self._goes_on_unread(tokens, found, before):
                done = before.end
                continue
            numeral, draft = found, self._draft(tokens, found, before, done)
            done = numeral.end
            if draft is not None:
                draft.start = max(draft.start, before.end if before is not None else 0)
                drafts.append(draft)
                before = draft
                done = max(done, draft.end)
        return drafts

    def _goes_on_unread(self, tokens: Tokens, numeral: Numeral, before: Draft) -> bool:
        """Take a magnitude into the number that it multiplies and that is not read: "$1.2.3
        million"."""
        words, at = tokens.words, numeral.start
        if words[at] not in self.numerals.powers:
            return False
        is_closed = words[at - 2 : at] == [")", " "] and before.end == at - 2
        if words[before.end - 1] == ")" and before.end == at - 1:
            before.leave_unread(numeral.end)  # "$(5.2) million"
            return True
        if is_closed and words[before.start - 1] == "(":
            before.leave_unread(numeral.end)  # "(5.2) million"
            before.start = before.phrase_start = before.start - 1
            return True
        if before.kind not in ("unread", "identifier") or before.value is not None:
            return False
        if numeral.start != before.end + 1 or tokens.words[before.end] not in GAPS:
            return False
        before.leave_unread(numeral.end)
        return True

    def _numeral(self, tokens: Tokens, at: int) -> Numeral | None:
        """The number that begins at a token: a count of nought, a Roman numeral, or any other."""
        word = tokens.words[at]
        if word in self._none.starters:
            return self._none.read(tokens, at)
        if word in self._names.romans:
            return self._names.roman(tokens, at)
        numeral = self.numerals.read(tokens, at)
        if numeral is None or numeral.in_digits:
            return numeral
        return self.numerals.run_on(tokens.words, numeral) or numeral

    def _year(self, tokens: Tokens, at: int) -> Draft:
        numeral = Numeral(at, at + 1, "cardinal", Decimal(tokens.words[at]), _ONE, in_digits=True)
        draft = Draft(numeral, "year")
        draft.can_count = False
        return draft

    def _draft(
        self, tokens: Tokens, numeral: Numeral, before: Draft | None, floor: int
    ) -> Draft | None:
        """The draft of a numeral; none where it is no figure at all."""
        word = tokens.words[numeral.start]
        if word in self._none.starters:
            draft = Draft(numeral)
            draft.can_count = self._none.may_count(tokens.words, numeral.start)
            return draft
        if word in self._names.romans:
            return self._names.draft(tokens, numeral, numeral.start)
        match numeral.kind:
            case "code":
                currency = self._signs.currency(tokens, numeral.start, floor)
                if currency is not None:
                    draft = Draft(numeral)
                    draft.start = currency.start
                    return draft.leave_unread(numeral.end)
                if not numeral.in_digits:
                    return Draft(numeral).leave_unread(numeral.end)
                return self._names.draft(tokens, numeral, floor)
            case "ordinal":
                return self._ordinal(tokens, numeral, before)
            case "multiple":
                if not self._small.is_multiple(tokens, numeral):
                    return None
                draft = Draft(numeral, "multiple")
                draft.can_count = False
                return draft
            case "vague":
                return self._vague(tokens, numeral)
        if numeral.in_digits:
            if self._is_short_year(tokens.words, numeral):
                return None
            return self._digits(tokens, numeral, before, floor)
        return self._words(tokens, numeral, before, floor)

    def _is_short_year(self, words: list[str], numeral: Numeral) -> bool:
        """Whether two digits are a year that is called by them: "the class of '05"."""
        at = numeral.start
        return (
            at > 2
            and words[at - 1] == "'"
            and words[at - 2] == " "
            and len(words[at]) == 2
            and words[at - 3] in self._language.kinds.short_year_before
        )

    def claims(self, tokens: Tokens, start: int, end: int, *, is_stretch: bool) -> bool:
        """Whether what looks like a date is a figure: a sum ("$5ish"), or a decade of somebody's
        life ("in his late 40s")."""
        words = tokens.words
        place = start - 2 if words[start - 1] == " " else start - 1
        if place >= 0 and words[place] in self._language.currencies.signs:
            return True
        if start and words[start - 1].isalpha() and self._signs.currency(tokens, start, 0):
            return True
        if is_stretch and words[start].rstrip("0") == "1" and word_after(words, end) in self._of:
            return True  # "1000s of hats"
        return is_stretch and any(
            "0" <= words[at] < ":" and self._ages.is_decade_of_life(words, at)
            for at in range(start, end)
        )

    # Ordinals and vague numbers.

    def _ordinal(self, tokens: Tokens, numeral: Numeral, before: Draft | None) -> Draft | None:
        words, at = tokens.words, numeral.start
        if before is not None and before.kind in ("measure", "cardinal", "money") and (
            words[at] in self._language.units.times and before.phrase_end <= at
            and self._is_second_of_rate(tokens, before, at)
        ):  # fmt: skip
            return None
        if at > 1 and words[at - 1] == "-" and words[at - 2][-1:].isalpha():
            return None
        if self._names.is_named_ordinal(tokens, numeral):
            return None
        draft = Draft(numeral, "ordinal")
        draft.step = _ONE
        return draft

    def _is_second_of_rate(self, tokens: Tokens, before: Draft, at: int) -> bool:
        """Whether "second" is the time that something is counted by: "20 calls a second"."""
        words = tokens.words
        place = before.number_end
        while place < at:
            below = self._units.below(tokens, place)
            if below is not None and below[1] == at + 1:
                return True
            if words[place] != " ":
                return False
            place += 2
        return False

    def _vague(self, tokens: Tokens, numeral: Numeral) -> Draft | None:
        words = tokens.words
        draft = Draft(numeral)
        of = words[numeral.end] == " " and words[numeral.end + 1] in (
            self._language.numbers.joints.of
        )
        collective = self._language.numbers.collectives
        needs_of = any(
            c.needs_number_or_of and words[numeral.end - 1] in c.plural for c in collective.values()
        )
        if needs_of and not of:
            return None
        draft.hedge = "about" if numeral.high is not None else "at_least"
        found = self._units.of(tokens, numeral.end, draft) if of else None
        if found is None and not of:
            found = self._units.after(tokens, numeral.end, draft)
        if found is not None:
            draft.measure(*found)
        return draft

    # Words.

    def _words(
        self, tokens: Tokens, numeral: Numeral, before: Draft | None, floor: int
    ) -> Draft | None:
        words, at, end = tokens.words, numeral.start, numeral.end
        if words[end][:1].isdecimal():
            return self._names.draft(tokens, numeral, floor)  # "Twenty20"
        if at > 1 and words[at - 1] in ("-", "–") and words[at - 2][-1:].isalnum():
            is_joined = before is not None and before.end >= at - 1
            if not is_joined and words[at - 2] not in self._language.kinds.open_prefixes:
                return None
        if numeral.kind == "fraction":
            return self._part(tokens, numeral)
        assert numeral.value is not None
        if numeral.value == 0 and not self._small.is_zero(tokens, numeral):
            return None
        if self._names.is_capital_of_name(tokens, numeral):
            return self._names.draft(tokens, numeral, at)
        if numeral.value == 1 and end - at == 1 and not self._small.is_one(tokens, numeral):
            return None
        if (
            numeral.value <= 31
            and self._names.has_name_before(tokens, numeral)
            and word_before(words, at) not in self._language.kinds.not_named_words
        ):
            return self._names.draft(tokens, numeral, at)
        draft = Draft(numeral)
        if numeral.scale > 1 and self._currency(tokens, draft, floor):
            return self._lettered.money(tokens, draft)  # "Rs five crore"
        return self._measured(tokens, draft)

    def _part(self, tokens: Tokens, numeral: Numeral) -> Draft | None:
        """A fraction in words, or what looks like one."""
        if self._small.counts_quarters(tokens, numeral):
            assert numeral.value is not None
            value = (numeral.value * 4).to_integral_value()
            return Draft(Numeral(numeral.start, numeral.start + 1, "cardinal", value, _ONE))
        hedged = self._hedges.before(tokens, numeral.start) is not None
        kind = self._small.part(tokens, numeral, is_hedged=hedged)
        if kind == "none":
            return None
        if kind == "ordinal":
            assert numeral.value is not None
            value = (1 / numeral.value).to_integral_value()
            bare = Numeral(numeral.start + 2, numeral.end, "ordinal", value, _ONE)
            return self._ordinal(tokens, bare, None)
        draft = Draft(numeral, "fraction")
        words, end = tokens.words, numeral.end
        if words[end] == "-" and words[end + 1] in self._language.units.percent.points:
            draft.measure("percentage_points", "percentage_point", end + 2)
            return draft
        found = self._units.of(tokens, numeral.end, draft)
        if (
            found is not None
            and tokens.words[numeral.end + 1] not in self._language.numbers.joints.of
        ):
            draft.measure(*found)
            return draft
        if found is not None and found.end - numeral.end > 4:
            draft.measure(*found)
            return draft
        return self._measured(tokens, draft)

    # Digits.

    def _digits(
        self, tokens: Tokens, numeral: Numeral, before: Draft | None, floor: int
    ) -> Draft | None:
        words, at, end = tokens.words, numeral.start, numeral.end
        names = self._names
        word, after = words[at], words[end]
        if (after == ":" or len(word) == 1) and names.is_verse(tokens, numeral):
            return names.draft(tokens, numeral, at)
        if len(word) == 3 and names.is_emergency_call(tokens, numeral):
            return names.draft(tokens, numeral, at)
        if end - at == 3 and "".join(words[at:end]) in self._language.kinds.idioms:
            draft = names.draft(tokens, numeral, at)
            draft.value = None
            return draft
        draft = Draft(numeral, "fraction" if numeral.kind == "fraction" else "cardinal")
        currency = self._currency(tokens, draft, floor)
        if after == ":" and not currency and self._lettered.timed(tokens, draft):
            return draft
        cluster = unread_end(tokens, numeral, is_sum=currency)
        if cluster is not None:
            return draft.leave_unread(cluster)
        if currency:
            self._lettered.money(tokens, draft)
            is_booked = words[at - 1] == "(" and draft.start < at - 1 and words[draft.end] == ")"
            draft.end += is_booked
            return draft
        named = self._named_by_left(tokens, numeral, before, floor)
        if named is not None:
            return named
        spaced = spaced_end(words, numeral)
        if spaced is not None:
            return draft.leave_unread(spaced)
        may_go_on = (
            after
            and after in " -.)"
            and len(word) < 6
            and ("0" <= words[end + 1] < ":" or after == ")")
        )
        phone = names.phone_end(tokens, at) if may_go_on else None
        if phone is not None:
            draft = names.draft(tokens, numeral, floor)
            draft.value, draft.end, draft.phrase_end = None, phone, phone
            if at and words[at - 1] in ("+", "("):
                draft.start = draft.phrase_start = at - 1
            return draft
        if after == "-" and self._is_chain(tokens, at, end):
            draft = names.draft(tokens, numeral, at)
            if words[end + 1].isalpha():
                draft.end = draft.phrase_end = end + 2  # "7-Eleven"
            return draft
        return self._right_of(tokens, draft, before, floor)

    def _right_of(
        self, tokens: Tokens, draft: Draft, before: Draft | None, floor: int
    ) -> Draft | None:
        """What stands right of the digits decides: letters, primes, crosses, or a unit."""
        words, end = tokens.words, draft.number_end
        after = words[end]
        lettered = self._lettered
        product = lettered.crossed(tokens, draft)
        if product is not None:
            return product
        if after[:1].isalpha() or after in ("°", "µ"):
            return lettered.attached(tokens, draft, floor)
        if after == "×" and not words[end + 1][:1].isalnum():
            draft.measure("multiple", None, end + 1)
            return draft
        if after in ("'", '"', "”") or (after == " " and words[end + 1] == '"'):
            primed = lettered.primed(tokens, draft)
            if primed is not None:
                return primed
            if after == "'" and "0" <= words[end + 1] < ":":
                return draft.leave_unread(end + 3 if words[end + 2] == '"' else end + 2)
        if words[draft.start][0] == "7" and self._names.is_aircraft(tokens, draft.numeral):
            return self._names.draft(tokens, draft.numeral, draft.start)
        if after == " " and self._names.is_address(tokens, end):
            return self._names.draft(tokens, draft.numeral, draft.start)
        return self._measured(tokens, draft, floor)

    def _currency(self, tokens: Tokens, draft: Draft, floor: int) -> bool:
        """Give the draft the currency that stands before it, if one does."""
        found = self._signs.currency(tokens, draft.start, floor)
        if found is None:
            place = draft.start - 1
            if (
                place > floor
                and tokens.words[place] in ("-", "(")
                and (tokens.words[place - 1] in self._language.currencies.signs)
            ):
                found = self._signs.currency(tokens, place, floor)  # "$-5", "$(5 million)"
                if found is not None:
                    draft.negate()
        if found is None:
            return False
        if self._signs.is_shy(tokens, found) and not self._lettered.is_sum(
            tokens, draft, found.start
        ):
            return False
        if found.is_name and not self._is_named_sum(tokens, draft):
            return False
        draft.kind, draft.unit, draft.start = "money", found.code, found.start
        draft.can_count, draft.signed = False, True
        self._spaced_group(tokens, draft)
        if found.code in self._language.currencies.point_groups:
            draft.group_by_points()
        if found.factor != 1:
            draft.multiply(found.factor)
        return True

    def _is_named_sum(self, tokens: Tokens, draft: Draft) -> bool:
        """Whether a number behind the name of a currency is a sum of it: large, and of nothing
        else. "It sent the yen 2 percent higher", "paid in euros 1,200 workers"."""
        end = draft.number_end
        digits = tokens.words[draft.number_start]
        is_year = digits.isdecimal() and len(digits) == 4 and digits[0] in "12"
        is_large = draft.scale > 1 or ((draft.value or 0) >= 1000 and not is_year)
        return (
            is_large
            and not tokens.words[end][:1].isalnum()
            and self._units.after(tokens, end, draft) is None
            and self._nouns.after(tokens, end, singular=False) is None
        )

    def _spaced_group(self, tokens: Tokens, draft: Draft) -> None:
        """Take in the one group behind a space in "£7 812" and "$17 004 million"."""
        words, end = tokens.words, draft.number_end
        digits, group = words[draft.number_start], words[end + 1]
        if (
            words[end] != " "
            or not (group.isdecimal() and len(group) == 3 and digits.isdecimal())
            or (len(digits) > 3 or end - draft.number_start > 1)
        ):
            return
        whole = Numeral(
            draft.number_start, end + 2, "cardinal", Decimal(digits + group), _ONE, in_digits=True
        )
        whole = self.numerals.scaled(tokens, whole)
        draft.value, draft.step, draft.scale = whole.value, whole.step, whole.scale
        draft.number_end = draft.end = whole.end

    def _named_by_left(
        self, tokens: Tokens, numeral: Numeral, before: Draft | None, floor: int
    ) -> Draft | None:
        """The draft of a number that what stands left of it makes a name."""
        words, at = tokens.words, numeral.start
        names = self._names
        left = words[at - 1] if at else ""
        follows = before is not None and before.end == at - 1
        if (
            left
            and (left[-1].isalpha() or left in "_#@§№")
            and not (left in ("x", "×") and before is not None and before.number_end >= at - 1)
        ):
            return names.draft(tokens, numeral, floor)
        if (
            left in ("-", "–", ":")
            and follows
            and before is not None
            and (before.kind == "identifier")
        ):
            return names.draft(tokens, numeral, at)  # "pages 12–14"
        if (
            left == "-"
            and at > 1
            and words[at - 2][-1:].isalpha()
            and not follows
            and (
                words[at - 2] not in self._language.kinds.open_prefixes
                and words[at - 2] not in self._language.hedges.fillers
                and words[at - 2] not in self._language.numbers.joints.minus
            )
        ):
            if words[at - 2] in self._joining_for and before is not None and before.end == at - 3:
                return None
            found = self._units.after(tokens, numeral.end, Draft(numeral))
            if found is None or (found.kind == "measure" and words[numeral.end][:1].isalpha()):
                return names.draft(tokens, numeral, floor)
        if left == "/" and at > 1 and words[at - 2][-1:].isalnum() and not follows:
            return names.draft(tokens, numeral, at)
        if names.has_name_before(tokens, numeral) and not self._is_measured(tokens, numeral):
            return names.draft(tokens, numeral, at)
        return None

    def _is_measured(self, tokens: Tokens, numeral: Numeral) -> bool:
        """Whether a magnitude or a unit says that a number is an amount, whatever stands before."""
        if numeral.scale > 1:
            return True
        words, end = tokens.words, numeral.end
        if words[end][:1].isalpha():
            return False
        found = self._units.after(tokens, end, Draft(numeral))
        return found is not None and found.kind in ("percent", "money", "percentage_points")

    def _is_chain(self, tokens: Tokens, at: int, end: int) -> bool:
        """Whether digits and hyphens go on behind a number: "12-34-56", "1-800-Bakers",
        "7-Eleven", "555-0173"."""
        words = tokens.words
        if words[end] != "-":
            return False
        if words[end + 1].isalpha():
            is_capital = tokens.written(end + 1)[0].isupper() and not (
                tokens.written(end + 1).isupper()
            )
            return is_capital and self._units.name_at(tokens, end + 1) is None
        if not words[end + 1].isdecimal():
            return False
        if words[end + 2] == "-" and words[end + 3][:1].isalpha():
            return tokens.written(end + 3)[0].isupper()
        if len(words[end + 1]) == 4 and words[end + 1][0] == "0" and len(words[at]) == 3:
            return True
        if words[end + 2] == "-" and words[end + 3].isdecimal() and words[end + 4] != "%":
            return True
        return words[end + 2] == "/" and words[end + 3].isdecimal() and len(words[end + 3]) == 4

    # What is the same for digits and words.

    def _measured(self, tokens: Tokens, draft: Draft, floor: int = 0) -> Draft:
        """The draft with its sign, its unit, and what it then is."""
        words = tokens.words
        if draft.value is not None:
            self._signs.take_minus(tokens, draft)
        multiple = self._times(words, draft.number_end)
        if multiple is not None:
            draft.measure("multiple", None, multiple)
            return draft
        found = self._units.after(tokens, draft.number_end, draft)
        if found is not None:
            draft.measure(*found)
            if draft.unit in self._language.currencies.point_groups:
                draft.group_by_points()
            self._below_zero(tokens, draft)
            if draft.kind == "duration" and self._ages.says_age(words, draft.number_start):
                draft.kind = "age"
            return draft
        if draft.kind != "cardinal":
            return draft
        self._below_zero(tokens, draft)
        if self._ages.tells_age(tokens, draft):
            draft.measure("age", "year", draft.end)
        elif (
            draft.numeral.in_digits
            and draft.scale == 1
            and (
                self._names.is_part_of_name(tokens, draft, floor)
                or self._names.is_inside_name(tokens, draft)
            )
        ):
            return self._names.draft(tokens, draft.numeral, draft.number_start)
        return draft

    def _times(self, words: list[str], end: int) -> int | None:
        """One past "times" in "three times as many", or past "fold"."""
        kinds = self._language.kinds
        place = end + 1 if words[end] in GAPS else end
        if words[place] in kinds.fold_words:
            return place + 1
        if place > end and words[place] in kinds.times_words and words[place + 1] == " ":
            following = words[place + 2]
            if following in kinds.times_before or is_comparative(following):
                return place + 1
        return None

    def _below_zero(self, tokens: Tokens, draft: Draft) -> None:
        """Turn the sign round of "25 degrees below zero"."""
        if draft.unit is not None and not draft.unit.startswith("degree"):
            return
        words, at = tokens.words, draft.start
        if (
            draft.unit
            and at > 2
            and words[at - 1] == " "
            and words[at - 2] == "-"
            and words[at - 3] == " "
        ):
            draft.start -= 2
            draft.negate()
            return
        for phrase in self._language.units.below_zero:
            if tokens.low.startswith(f" {phrase}", tokens.ends[draft.end - 1]):
                draft.negate()
                draft.end += 4
                return

    def _last_look(self, tokens: Tokens, draft: Draft) -> None:
        """What only neighbours joined or not joined could show."""
        if (
            draft.kind == "fraction"
            and draft.numeral.in_digits
            and draft.value is not None
            and (self._scores.is_analysis(tokens, draft))
        ):
            a, b = Decimal(tokens.words[draft.start]), Decimal(tokens.words[draft.start + 2])
            draft.kind, draft.can_count, draft.value = "score", False, None
            draft.low, draft.high = min(a, b), max(a, b)
        elif (
            draft.kind == "fraction"
            and draft.numeral.in_digits
            and draft.value is not None
            and (draft.value > 10 or (draft.value > 1 and len(tokens.words[draft.start]) > 1))
        ):
            # "130/85": no part of one
            draft.kind, draft.can_count, draft.value = "identifier", False, None
