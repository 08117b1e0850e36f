"""The words that qualify a number, before it and behind it."""

from __future__ import annotations

from extractor.languages import Language
from extractor.languages.phrases import Phrases
from extractor.scanning.look import GAPS
from extractor.scanning.numbers import Numerals
from extractor.scanning.tokens import Tokens
from extractor.schemas.figure import Hedge

_MOST_FILLERS = 3
_REACH = 13
"""Tokens that a negation may stand before the limit it turns round."""


class HedgeReader:
    """Reads hedges in one language; made once."""

    def __init__(self, language: Language, numerals: Numerals) -> None:
        """Lay the tables out."""
        self._tables = tables = language.hedges
        self._language = language
        self._endings = language.endings
        self._numerals = numerals
        self._signs = {
            phrase: hedge for hedge, phrases in tables.before.items() for phrase in phrases
            if not phrase[0].isalpha()
        }  # fmt: skip
        self._before = Phrases(
            (phrase, hedge)
            for hedge, phrases in tables.before.items()
            for phrase in phrases
            if phrase not in self._signs
        )
        self._after = tables.behind
        self._estimates = tables.estimates
        self._passed = tables.passed

    def before(self, tokens: Tokens, start: int) -> tuple[Hedge, int] | None:
        """The hedge that ends right before a token, and where it begins.

        A negation in the clause turns a limit round: "cannot exceed 50" is at most 50.
        """
        found = self._adjacent(tokens, start) or self._mark_passed(tokens, start)
        if found is None or found[0] not in self._tables.turned:
            return found
        negation = self._negation(tokens.words, found[1])
        return found if negation is None else (self._tables.turned[found[0]], negation)

    def _adjacent(self, tokens: Tokens, start: int) -> tuple[Hedge, int] | None:
        words, tables = tokens.words, self._tables
        place = start
        for _ in range(_MOST_FILLERS + 1):
            sign = self._sign(words, place)
            if sign is not None:
                return sign
            if place < 2 or words[place - 1] not in GAPS:
                return None
            end = place - 1
            found = self._before.back(words, end)
            if found is not None and self._stands_free(words, *found):
                begin, hedge = found
                if place < start and words[place] in tables.part_of:
                    return None
                phrase = "".join(words[begin:end])
                if (
                    phrase in tables.prepositions
                    and place < start
                    and words[place] in tables.determined
                    and not self._is_mark(tokens, start)
                ):
                    return None
                outer = self._adjacent(tokens, begin) if hedge == "about" and begin else None
                return outer or (hedge, begin)
            estimate = self._estimate(words, end)
            if estimate is not None:
                return "about", estimate
            if words[end - 1] not in tables.fillers:
                return None
            place = end - 1
        return None

    @staticmethod
    def _stands_free(words: list[str], begin: int, hedge: Hedge) -> bool:
        """Whether the hedge that begins at a token is no part of a longer word: "hand-over"."""
        return hedge == "about" or not begin or words[begin - 1] not in ("-", "'")

    def _sign(self, words: list[str], place: int) -> tuple[Hedge, int] | None:
        """A hedge written as a sign: "~20", ">= 30"."""
        end = place - 1 if place and words[place - 1] == " " else place
        if not end:
            return None
        two = words[end - 2] + words[end - 1] if end > 1 else ""
        if two in self._signs:
            return self._signs[two], end - 2
        sign = self._signs.get(words[end - 1])
        if sign is None or (end > 1 and words[end - 2] in ("-", "=", "<", ">")):
            return None
        return sign, end - 1

    def _estimate(self, words: list[str], end: int) -> int | None:
        """Where "an estimated cost of" begins that ends before a token."""
        tables = self._tables
        if words[end - 1] not in tables.estimate_links:
            return None
        for back in (4, 6):
            place = end - back
            found = self._estimates.back(words, place) if place > 1 else None
            if found is not None:
                return found[0]
        return None

    def _is_mark(self, tokens: Tokens, start: int) -> bool:
        """Whether the number is called a mark: "the 10,000 mark"."""
        words = tokens.words
        for index in range(start + 1, start + 8):
            if words[index] in self._tables.marks:
                return words[index - 1] in GAPS
            if words[index][:1] in ".,;\n":
                return False
        return False

    def _mark_passed(self, tokens: Tokens, start: int) -> tuple[Hedge, int] | None:
        """The hedge of a number that something has passed, and where it begins.

        Only of a round number or a mark: one also passes five exams, and crosses 12 bridges.
        """
        words = tokens.words
        if start < 2 or words[start - 1] != " ":
            return None
        end = start - 1
        has_article = words[end - 1] in self._tables.determined
        if has_article:
            end -= 2
        found = self._passed.back(words, end) if end > 0 else None
        if found is None:
            return None
        if self._is_mark(tokens, start) or (not has_article and self._is_round(tokens, start)):
            return "more_than", found[0]
        return None

    def _is_round(self, tokens: Tokens, start: int) -> bool:
        """Whether the number that begins there is a round one."""
        words = tokens.words
        place = start + 1 if words[start] in self._language.currencies.signs else start
        numeral = self._numerals.read(tokens, place)
        if numeral is None or numeral.value is None:
            return False
        letters = words[numeral.end] in self._numerals.letters
        return (
            numeral.scale >= 100 or letters or (numeral.value >= 1000 and numeral.value % 1000 == 0)
        )

    def after(self, tokens: Tokens, end: int) -> tuple[Hedge, int] | None:
        """The hedge that begins right behind a token, and where it ends."""
        words, tables = tokens.words, self._tables
        sign = words[end]
        if sign == "+":
            return None if words[end + 1][:1].isdecimal() else ("at_least", end + 1)
        if sign == " " and words[end + 1 : end + 3] == ["+", " "] and words[end + 3].isalpha():
            return "at_least", end + 2  # "5 + hats"
        if sign == "-" or sign in tables.glued:
            place = end
        elif sign == " ":
            place = end + 1
        elif sign == "," and words[end + 1] == " ":
            place = end + 2
        else:
            return None
        found = self._after.ahead(words, place)
        if found is None:
            return None
        stop, hedge = found
        if words[stop][:1].isalnum():
            return None
        if words[stop] == " ":
            follower = words[stop + 1]
            phrase = "".join(words[place:stop])
            if phrase in tables.before_follower and (
                follower[:1].isalnum() or follower in self._language.currencies.signs
            ):
                return None
            if follower in tables.comparison and words[stop + 2] == " ":
                return None
        return hedge, stop

    # Negations.

    def _negation(self, words: list[str], start: int) -> int | None:
        """Where the negation begins in whose reach the limit stands that begins at a token.

        None without one, and where it denies something else ("not only", "no doubt").
        """
        tables = self._tables
        places: list[int] = []
        index = start - 1
        while index >= 0 and start - index <= _REACH:
            word = words[index]
            if word in tables.clause_borders or (word != " " and not word[0].isalpha()):
                break
            if word != " ":
                places.append(index)
            index -= 1
        exceeds = words[start] in tables.exceeding
        after: list[str] = []
        for number, place in enumerate(places):
            word = words[place]
            before = words[places[number + 1]] if number + 1 < len(places) else ""
            if self._denies(word, before, after, exceeds):
                if word in tables.two_words and number + 1 < len(places):
                    return places[number + 1]
                return place
            after.insert(0, word)
        return None

    def _denies(self, word: str, before: str, after: list[str], exceeds: bool) -> bool:
        """Whether a word denies the limit that the words `after` it lead up to."""
        tables = self._tables
        if word in tables.never or (word in tables.not_ and before in tables.modals):
            if not after:
                return exceeds or word in tables.ever
            return len(after) <= 2 and (word in tables.ever or after[0] in tables.limited)
        if word in tables.not_ or word.endswith(tables.not_ending):
            return (
                not after and exceeds and (word not in tables.not_ or before in tables.auxiliaries)
            )
        if word in tables.nobody or (word in tables.one and before in tables.no):
            return (
                1 <= len(after) <= 2
                and after[0] not in tables.no_verbs
                and not self._endings.verb_form.fits(after[0])
            )
        stop = self._language.stop
        if (
            word in tables.no
            and after
            and after[0] not in tables.no_subjects
            and after[0] not in stop
        ):
            verb = next((i for i, other in enumerate(after[:3]) if other in tables.auxiliaries), 0)
            return verb > 0 and len(after) - verb <= 2 and not set(after[1:verb]) & stop
        return False
