"""The whole phrase of a figure: its hedge, and the noun that it counts."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extractor.languages import Language
from extractor.scanning.look import ends_clause, word_before
from extractor.scanning.quantities.draft import Draft
from extractor.scanning.quantities.hedging import HedgeReader
from extractor.scanning.quantities.kinds.ages import AgeFinder
from extractor.scanning.quantities.nouns import NounFinder
from extractor.scanning.quantities.units import UnitReader
from extractor.scanning.tokens import Tokens

_BARE = frozenset({"identifier", "year", "score", "unread"})
_REACH = 110
"""Tokens that a count may stand behind the noun that goes without saying."""


_RECKONED = frozenset({"percent", "percentage_points", "multiple", "money", "measure", "duration"})
"""What may be so much more or less than another number."""


class PhraseReader:
    """Finds hedges and nouns of figures in one language; made once."""

    def __init__(
        self,
        language: Language,
        nouns: NounFinder,
        hedges: HedgeReader,
        ages: AgeFinder,
        units: UnitReader,
    ) -> None:
        """Lay the tables out."""
        self._units = units
        self._language = language
        self._tables = language.nouns
        self._nouns = nouns
        self._hedges = hedges
        self._ages = ages
        self._of = language.numbers.joints.of
        self._the = language.nouns.determiners
        self._between = language.nouns.elided_between

    def qualify(self, tokens: Tokens, draft: Draft) -> None:
        """Find the hedge and the noun of a draft."""
        draft.phrase_start, draft.phrase_end = draft.start, draft.end
        if draft.kind in _BARE:
            return
        words, end = tokens.words, draft.end
        after = self._hedges.after(tokens, end)
        noun = self._noun(tokens, draft, after[1] if after else end)
        if noun is not None:
            draft.of = noun
            draft.phrase_end = self._rate_end(tokens, noun[1])
            if after is None:
                after = self._hedges.after(tokens, draft.phrase_end)
        before = self._hedges.before(tokens, draft.start)
        if (
            before is not None
            and draft.hedge in ("unhedged", "between", "at_least", "about")
            and (not self._says_how_long(words, draft, before[1]))
        ):
            draft.hedge, draft.phrase_start = before
            if (
                draft.kind == "cardinal"
                and draft.of is None
                and (self._ages.is_limit_of_age(words, draft))
            ):
                draft.measure("age", "year", draft.end)
        if after is not None:
            if draft.hedge in ("unhedged", "about") or (
                draft.hedge == "between" and after[0] == "about"
            ):
                draft.hedge = after[0]
            draft.phrase_end = max(draft.phrase_end, after[1])

    def _noun(self, tokens: Tokens, draft: Draft, end: int) -> tuple[int, int] | None:
        words = tokens.words
        if draft.kind == "ordinal":
            return self._nouns.of_ordinal(tokens, draft.end) if draft.can_name else None
        if draft.kind == "percent":
            is_of = words[draft.end] == " " and words[draft.end + 1] in self._of
            return self._nouns.after(tokens, draft.end, singular=True) if is_of else None
        if not draft.can_count:
            return None
        is_none = draft.value == 0 and words[draft.start] in self._tables.no
        singular = draft.kind == "fraction" or draft.value == 1 or is_none
        return self._nouns.after(tokens, end, singular=singular)

    def _rate_end(self, tokens: Tokens, end: int) -> int:
        """Where the rate ends at which something is counted ("20 calls a second")."""
        below = self._units.below(tokens, end) if tokens.words[end] == " " else None
        return end if below is None else below[1]

    def _says_how_long(self, words: list[str], draft: Draft, at: int) -> bool:
        """Whether "over three days" says how long it was, not that it was longer; and whether
        "around twice" is a turn."""
        hedges = self._language.hedges
        if draft.kind == "multiple" and words[at] in hedges.turning:
            return not words[draft.start][0].isdecimal()
        return (
            draft.kind == "duration"
            and words[at] in hedges.spans_time
            and word_before(words, at) not in hedges.compared
        )

    def drop_compared(self, tokens: Tokens, drafts: Sequence[Draft]) -> None:
        """Leave numbers unhedged that another is reckoned from: "12 percent more than the 40"."""
        words, than = tokens.words, self._language.hedges.comparison
        for earlier, draft in pairwise(drafts):
            begin = draft.phrase_start
            if begin == draft.start or begin - earlier.phrase_end != 1 or words[begin - 1] != " ":
                continue
            between = words[begin : draft.start]
            # "of the 50 more than 40 came": a bare count needs "the 40"
            is_counted = earlier.kind == "cardinal" and not self._the.isdisjoint(between)
            if not than.isdisjoint(between) and (earlier.kind in _RECKONED or is_counted):
                draft.hedge, draft.phrase_start = "unhedged", draft.start

    def take_elided(self, tokens: Tokens, drafts: Sequence[Draft]) -> None:
        """Give a count that names no noun the one that goes without saying.

        "Forty people died and at least 120 were hurt"; "12 seats in Ohio and 5 in Iowa". The noun
        is looked for in the sentence, and for people who come to harm in the paragraph.
        """
        words = tokens.words
        last: Draft | None = None
        for draft in drafts:
            if not draft.can_count or draft.kind == "fraction":
                continue
            if draft.of is not None:
                if (
                    words[draft.of[1] - 1] not in self._tables.fates
                    or draft.of[1] - draft.of[0] > 1
                ):
                    last = draft
                continue
            if last is None or last.of is None or draft.start - last.phrase_end > _REACH:
                continue
            between = words[last.phrase_end : draft.phrase_start]
            if any(word[:1] == "\n" for word in between):
                last = None
                continue
            if self._takes(words, draft, between):
                draft.of = last.of

    def _takes(self, words: list[str], draft: Draft, between: list[str]) -> bool:
        end = draft.phrase_end
        if words[end] == " ":
            place = end + 1
            while (ahead := self._between.ahead(words, place)) is not None and (
                words[ahead[0]] == " "
            ):
                if words[place] in self._tables.elided_verbs:
                    break
                place = ahead[0] + 1
            if words[place] in self._tables.elided_verbs:
                return True
            if words[end + 1] in self._tables.elided_links:
                return not any(word in (".", ";") for word in between)
        if "".join(between) not in self._language.joining.words.elided_links:
            return False
        return draft.value is not None and ends_clause(words, end)
