"""Which way the clause around a date looks: ahead, back, or neither.

The verb nearest before the date decides; where the clause has none there, the one behind it. Words
are looked up one by one; which mean what stands in the language's `tense.toml`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from extractor.languages.calendar import Calendar
from extractor.languages.phrases import Phrases
from extractor.scanning.tokens import Tokens

Tense = Literal["past", "future", "open"]
_BEFORE, _BEHIND = 36, 20
"""Tokens of a clause that are looked at; half of them are spaces."""
_NEAR = 12
"""Tokens before a date in which somebody's doing in the present says when."""
_GRANTED = 8
"""Tokens from a verb that grants time to the "until" of it."""
_STOPS = frozenset({";", ".", "!", "?"})
_QUOTES = frozenset('"“”«»')
"""Who said it, behind a quotation, tells nothing of when the rest happens."""


class Clauses:
    """Tells the tense around a place of a text; made once a language."""

    def __init__(self, calendar: Calendar) -> None:
        """Lay the verbs out."""
        self.tables = tables = calendar.tense
        signs = ("ahead", "modal", "weak", "present", "past")
        self._signs = Phrases((word, sign) for sign in signs for word in getattr(tables, sign))
        self._no_verbs = tables.no_going_on | tables.determiners | tables.sure_past

    def tense(self, tokens: Tokens, start: int, end: int, dated: frozenset[int]) -> Tense:
        """Whether the clause around the tokens of a date looks "past", "future" or is "open";
        `dated` are tokens that belong to dates, and are no verbs."""
        words = tokens.words
        clause = self._clause(words, start)
        if self._is_fixed(words, start, clause):
            return "future"
        nearest, report, main_past, last_weak = self._nearest(tokens, clause, dated)
        if nearest == "ahead":
            return "future"
        if nearest == "weak":
            if not main_past or self._is_still(words, clause):
                return "future"
            # "closed until 4 May" tells no more than that the closure has begun
            return (
                "open"
                if last_weak == start - 2 and words[last_weak] in self.tables.until
                else "past"
            )
        tail = self._tail(words, end)
        if not main_past and self._third_person(words, clause):
            return "future"
        if nearest == "past":
            if report >= 0 and self._reports_ahead(tokens, report, tail):
                return "future"
            return "past"
        behind = self._behind_says(tokens, tail)
        if behind == "future" or nearest != "present":
            return behind
        return "open"

    def _behind_says(self, tokens: Tokens, tail: range) -> Tense:
        """What the first verb behind the date says."""
        words = tokens.words
        for place in tail:
            if self.tables.ahead_behind.ahead(words, place) is not None:
                return "future"
            if self._is_past(tokens, place, tail[0]):
                return "past"
        return "open"

    def looks_back(self, tokens: Tokens, start: int, end: int, dated: frozenset[int]) -> bool:
        """Whether "in 20 years" measures a stretch that is over, and names no day to come."""
        words = tokens.words
        for place in self._clause(words, start):
            word = words[place]
            if word in self.tables.superlatives or (
                len(word) > 5 and word.endswith(self.tables.superlative_endings)
            ):
                return True
        return self.tense(tokens, start, end, dated) == "past"

    def goes_on(self, words: Sequence[str], end: int) -> bool:
        """Whether what follows is what "two years after" counts from."""
        word = words[end + 1] if words[end] == " " else ""
        return bool(word) and word[0].isalnum() and word not in self.tables.no_going_on

    def _clause(self, words: Sequence[str], start: int) -> list[int]:
        """The words before a token in its clause; a relative clause that is closed is left out."""
        place = start - 1
        found: list[int] = []
        commas: list[int] = []
        while place >= 0 and start - place <= _BEFORE:
            word = words[place]
            if (word in _STOPS and words[place + 1] == " ") or "\n" in word:
                break
            if word == ",":
                commas.append(place)
            elif word[0].isalpha() or word == "'":
                found.append(place)
            place -= 1
        found.reverse()
        for comma in commas:  # the nearest first
            if words[comma + 1] == " " and words[comma + 2] in self.tables.relatives:
                closed = min((other for other in commas if other > comma), default=None)
                if closed is None:
                    return [place for place in found if place > comma]
                return [place for place in found if not comma < place < closed]
        return found

    def _tail(self, words: Sequence[str], end: int) -> range:
        """The words behind a token in its clause."""
        place = end
        while place < end + _BEHIND and place < len(words) - 8:
            word = words[place]
            if (
                "\n" in word
                or word in _QUOTES
                or (word in _STOPS and not words[place + 1][:1].isdigit())
            ):
                break
            place += 1
        return range(end, place)

    def _is_fixed(self, words: Sequence[str], start: int, clause: list[int]) -> bool:
        """Whether a verb fixes the date right behind it, for later: "adjourned to 5 September"."""
        tables = self.tables
        place = start - 2
        while (
            place >= 0 and words[place] in tables.fixed_fillers and words[place + 1] in (" ", "-")
        ):
            place -= 2
        if place < 0 or not clause or place < clause[0]:
            return False
        is_on = self.tables.is_on.back(words, place + 1)
        if is_on is not None:
            return (words[is_on[0] - 2] if is_on[0] > 1 else "") not in tables.no_is or is_on[
                0
            ] < place
        if words[place] not in tables.fixed_for:
            return False
        between = self.tables.fixed_between.back(words, place - 1) if place > 1 else None
        verb = between[0] - 2 if between is not None else place - 2
        if verb >= 0 and words[verb] in tables.fixed:
            return True
        return self._is_moved(words, clause, place)

    def _is_moved(self, words: Sequence[str], clause: list[int], place: int) -> bool:
        """Whether a verb that moves or grants something governs the "to" or "until" at a token."""
        tables, is_until = self.tables, words[place] in self.tables.until
        for at in reversed([at for at in clause if at < place]):
            word = words[at]
            if word in tables.moving:
                return True
            if is_until and word in tables.granting and place - at <= _GRANTED:
                return True
            if is_until and word in tables.infinitive and words[at - 2] in tables.deciding:
                return True
            if self._sign(words, at)[0] and word not in tables.same_form:
                return False
        return False

    def _nearest(
        self, tokens: Tokens, clause: list[int], dated: frozenset[int]
    ) -> tuple[str, int, bool, int]:
        """The nearest sign of a tense, the end of a verb of saying, whether the clause tells of
        the past, and the last weak sign."""
        words = tokens.words
        tables = self.tables
        nearest, report, main_past, last_weak, done = "", -1, False, -1, -1
        for place in clause:
            if place < done or place in dated:
                continue
            sign, end = self._sign(words, place)
            if not sign:
                continue
            if sign == "past":
                if not self._is_past(tokens, place, clause[0]):
                    continue
                if nearest == "ahead" and words[place] in tables.same_form:
                    continue  # "can you please set"
                report = end if words[place] in tables.reports else -1
                main_past = main_past or report < 0
            else:
                report = -1
                if sign == "weak":
                    if self._is_no_verb(words, place, clause[0]):
                        continue  # "will host", "to leave"
                    last_weak = place
                elif (
                    sign == "ahead"
                    and words[place - 2 : place - 1]
                    and words[place - 2] in tables.had
                ):
                    sign, main_past = "past", True
            nearest, done = sign, end
        return nearest, report, main_past, last_weak

    def _sign(self, words: Sequence[str], place: int) -> tuple[str, int]:
        """What a word says of the tense, and its end."""
        tables, word = self.tables, words[place]
        end, sign = self._signs.ahead(words, place) or (place + 1, "")
        if sign == "modal":
            after = words[end + 1] if words[end] == " " else ""
            return ("ahead", end) if len(after) > 2 and after not in self._no_verbs else ("", place)
        if sign == "present" and place > 3 and words[place - 4] in tables.next:
            return "ahead", end
        if not sign and len(word) > 4 and word.endswith(tables.past_endings):
            return "past", end
        head, _, short = word.partition("'")
        return ("ahead", end) if head and short in tables.short_ahead else (sign, end)

    def _is_past(self, tokens: Tokens, place: int, first: int) -> bool:
        """Whether a word that looks like a past is the verb of a clause."""
        words = tokens.words
        tables = self.tables
        word = words[place]
        if not (word in tables.past or (len(word) > 4 and word.endswith(tables.past_endings))):
            return False
        if word in tables.no_verbs:
            return False
        if word not in tables.past and place > first and tokens.written(place).istitle():
            return False  # "Mohamed"
        return word in tables.sure_past or not self._is_no_verb(words, place, first)

    def _is_no_verb(self, words: Sequence[str], place: int, first: int) -> bool:
        """Whether what stands before makes a participle or an infinitive of a word."""
        tables = self.tables
        if place and words[place - 1] == "-":
            return place > 1 and len(words[place - 2]) > 2
        head = place - 2
        if head < first or words[place - 1] != " ":
            return False
        if words[head] in tables.adverbs or words[head].endswith(tables.adverb_endings):
            head -= 2
        return head >= first and words[head] in tables.no_verb_after

    def _is_still(self, words: Sequence[str], clause: list[int]) -> bool:
        return any(self.tables.still.ahead(words, place) is not None for place in clause)

    def _third_person(self, words: Sequence[str], clause: list[int]) -> bool:
        """Whether somebody does something in the present: "who fights in Leeds on Friday"."""
        tables = self.tables
        for place in reversed(clause):
            head = place - 2
            if clause[-1] - place > _NEAR:
                return False
            if head < 0 or words[head] not in tables.subjects or words[place - 1] != " ":
                continue
            word = words[place]
            return (
                word.endswith(tables.third_ending)
                and not word.endswith(tables.not_third_ending)
                and word not in tables.no_third
                and word not in tables.states
            )
        return False

    def _reports_ahead(self, tokens: Tokens, report: int, tail: range) -> bool:
        """Whether "will" behind the date belongs to what was said: "She said the vote on Thursday
        will be close"."""
        words = tokens.words
        if words[report] != " " or words[report + 1] not in self.tables.determiners:
            return False
        for place in tail:
            if words[place] in self.tables.reported_ahead:
                return True
            if self._is_past(tokens, place, tail[0]):
                return False
        return False
