"""Every figure of a text: a numeral, what stands around it, its neighbours, and last what it is."""

from __future__ import annotations

from collections.abc import Sequence, Set
from decimal import Decimal

from extractor.languages import Language
from extractor.scanning.look import GAPS, word_after, word_before
from extractor.scanning.numbers import ONE, Numeral, Numerals
from extractor.scanning.quantities.draft import Draft
from extractor.scanning.quantities.hedging import HedgeReader
from extractor.scanning.quantities.in_digits import DigitReader
from extractor.scanning.quantities.joining import Joiner
from extractor.scanning.quantities.kinds.ages import AgeFinder
from extractor.scanning.quantities.kinds.metres import Metres
from extractor.scanning.quantities.kinds.names import NameFinder
from extractor.scanning.quantities.kinds.none import NoneFinder
from extractor.scanning.quantities.kinds.scores import ScoreFinder
from extractor.scanning.quantities.kinds.small import SmallWords
from extractor.scanning.quantities.lettered import LetteredNumbers
from extractor.scanning.quantities.measuring import Measures
from extractor.scanning.quantities.nouns import NounFinder
from extractor.scanning.quantities.phrases import PhraseReader
from extractor.scanning.quantities.signs import SignReader
from extractor.scanning.quantities.units import UnitReader
from extractor.scanning.tokens import Tokens


class QuantityReader:
    """Reads figures in one language; made once."""

    def __init__(self, language: Language) -> None:
        """Make the readers of the parts."""
        self._language = language
        self.numerals = numerals = Numerals(language)
        self._of = language.numbers.joints.of
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
        self._lettered = LetteredNumbers(
            language, numerals, self._units, metres, self._names, self._ages, self._signs
        )
        self._measures = Measures(
            language, numerals, self._units, self._signs, self._names, self._nouns, self._ages,
            self._lettered,
        )  # fmt: skip
        self._digits = DigitReader(
            language, self._measures, self._units, self._names, self._lettered
        )
        self._articles = frozenset(language.numbers.joints.article)
        self._watched = (
            numerals.starters | self._none.starters | self._names.romans | self._articles
        )
        self._joiner = Joiner(language, self._hedges, self._scores)
        self._phrases = PhraseReader(language, self._nouns, self._hedges, self._ages, self._units)

    def read(
        self, tokens: Tokens, taken: Sequence[tuple[int, int]], years: Set[int]
    ) -> list[Draft]:
        """The figures of a text in reading order.

        `taken` are the tokens of dates, in order, which are no figures; `years` are those of them
        that are a year by themselves.
        """
        drafts = self._joiner.join(tokens, self._drafts(tokens, taken, years))
        for draft in drafts:
            self._last_look(tokens, draft)
            self._phrases.qualify(tokens, draft)
        self._phrases.drop_compared(tokens, drafts)
        self._phrases.take_elided(tokens, drafts)
        end = 0
        for draft in drafts:
            draft.start = max(draft.start, end)
            end = draft.end
        # "No member can hold more than 5%" is a limit, and counts no members.
        limits = {draft.phrase_start for draft in drafts if draft.phrase_start < draft.start}
        return [draft for draft in drafts if draft.value != 0 or draft.start not in limits]

    def _drafts(
        self, tokens: Tokens, taken: Sequence[tuple[int, int]], years: Set[int]
    ) -> list[Draft]:
        """One draft for each number that is a figure."""
        drafts: list[Draft] = []
        words = tokens.words
        done = 0
        dates = iter((*taken, (len(tokens) + 9, len(tokens) + 9)))
        date_start, date_end = next(dates)
        before: Draft | None = None
        for at in tokens.places(self._watched):
            if at < done:
                continue
            while date_end <= at:
                date_start, date_end = next(dates)
            if date_start <= at:
                if at in years and len(words[at]) == 4:
                    drafts.append(self._year(tokens, at))
                    done = at + 1
                continue
            numeral = self._numeral(tokens, at)
            if numeral is None or numeral.end > date_start:
                continue  # what runs into a date is read again without it, or not at all
            if before is not None and self._goes_on_unread(tokens, numeral, before):
                done = before.end
                continue
            draft = self._draft(tokens, numeral, before, done)
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
        if at != before.end + 1 or words[before.end] not in GAPS:
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
        if word in self._articles:
            return self._one_of_time(tokens, at) or self._one_counted(tokens, at)
        numeral = self.numerals.read(tokens, at)
        if numeral is None or numeral.in_digits:
            return numeral
        return self.numerals.run_on(tokens.words, numeral) or numeral

    def _one_of_time(self, tokens: Tokens, at: int) -> Numeral | None:
        """An article that counts, as a hedge says: "more than a month", "nearly an hour"."""
        words = tokens.words
        unit = word_after(words, at + 1)
        if unit not in self._language.units.times or unit in self._language.numbers.ordinals:
            return None  # "over a second term"
        if (
            words[at + 3] == "-"
            or word_after(words, at + 3) in self._language.numbers.joints.conjunction
        ):
            return None  # "about a week-long strike", "over a year and a half"
        if self._hedges.before(tokens, at) is None:
            return None
        return Numeral(at, at + 1, "cardinal", ONE, ONE)

    def _one_counted(self, tokens: Tokens, at: int) -> Numeral | None:
        """An article that is the number one, as its noun or the word before it says: "un muerto",
        "solo una vaca"."""
        words, nouns = tokens.words, self._language.nouns
        following = word_after(words, at + 1)
        is_only = word_before(words, at) in self._language.kinds.only and nouns.counted_one
        if following in nouns.counted_one or (is_only and following not in self._language.stop):
            return Numeral(at, at + 1, "cardinal", ONE, ONE)
        return None

    def _year(self, tokens: Tokens, at: int) -> Draft:
        numeral = Numeral(at, at + 1, "cardinal", Decimal(tokens.words[at]), ONE, in_digits=True)
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
        if word in self._articles and numeral.end == numeral.start + 1:
            draft = Draft(numeral)
            found = self._units.after(tokens, numeral.end, draft)
            if found is None:
                return draft if self._one_counted(tokens, numeral.start) else None
            draft.measure(*found)
            return draft
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
            return self._digits.read(tokens, numeral, before, floor)
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
        draft.step = ONE
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
        of = words[numeral.end] == " " and words[numeral.end + 1] in self._of
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
        is_measured = words[end] == "-" and words[end + 1] in self._language.units.times
        is_one = numeral.value == 1 and end - at == 1 and not is_measured
        if is_one and not self._small.is_one(tokens, numeral):
            return None
        if (
            numeral.value <= 31
            and self._names.has_name_before(tokens, numeral)
            and word_before(words, at) not in self._language.kinds.not_named_words
        ):
            return self._names.draft(tokens, numeral, at)
        draft = Draft(numeral)
        if numeral.scale > 1 and self._measures.currency(tokens, draft, floor):
            return self._lettered.money(tokens, draft)  # "Rs five crore"
        return self._measures.measured(tokens, draft)

    def _part(self, tokens: Tokens, numeral: Numeral) -> Draft | None:
        """A fraction in words, or what looks like one."""
        if self._small.counts_quarters(tokens, numeral):
            assert numeral.value is not None
            value = (numeral.value * 4).to_integral_value()
            return Draft(Numeral(numeral.start, numeral.start + 1, "cardinal", value, ONE))
        hedged = self._hedges.before(tokens, numeral.start) is not None
        kind = self._small.part(tokens, numeral, is_hedged=hedged)
        if kind == "none":
            return None
        if kind == "ordinal":
            assert numeral.value is not None
            value = (1 / numeral.value).to_integral_value()
            bare = Numeral(numeral.start + 2, numeral.end, "ordinal", value, ONE)
            return self._ordinal(tokens, bare, None)
        draft = Draft(numeral, "fraction")
        words, end = tokens.words, numeral.end
        if words[end] == "-" and words[end + 1] in self._language.units.percent.points:
            draft.measure("percentage_points", "percentage_point", end + 2)
            return draft
        found = self._units.of(tokens, end, draft)
        if found is not None and (words[end + 1] not in self._of or found.end - end > 4):
            draft.measure(*found)
            return draft
        return self._measures.measured(tokens, draft)

    def _last_look(self, tokens: Tokens, draft: Draft) -> None:
        """What only neighbours joined or not joined could show."""
        if draft.kind != "fraction" or not draft.numeral.in_digits or draft.value is None:
            return
        if self._scores.is_analysis(tokens, draft):
            a, b = Decimal(tokens.words[draft.start]), Decimal(tokens.words[draft.start + 2])
            draft.kind, draft.can_count, draft.value = "score", False, None
            draft.low, draft.high = min(a, b), max(a, b)
        elif draft.value > 10 or (draft.value > 1 and len(tokens.words[draft.start]) > 1):
            # "130/85": no part of one
            draft.kind, draft.can_count, draft.value = "identifier", False, None
