"""Which numbers are ages though nothing calls them years."""

from __future__ import annotations

from extractor.languages import Language
from extractor.scanning.look import ends_clause, word_after, word_before
from extractor.scanning.quantities.draft import Draft
from extractor.scanning.tokens import Tokens

_CLOCK = 13
"""Below this a number behind "at" may be an hour."""
_OLDEST = 115


class AgeFinder:
    """Finds ages in one language; made once."""

    def __init__(self, language: Language) -> None:
        """Lay the tables out."""
        self._kinds = kinds = language.kinds
        self._persons = language.nouns.persons
        self._cardinals = language.numbers.cardinals
        self._of = language.numbers.joints.of
        self._is_of_person = kinds.is_of_person
        self._died_at = kinds.died_at
        self._after_life = kinds.after_life_age
        self._of_a_life = kinds.of_a_life
        self._persons_before = kinds.persons_before

    def says_age(self, words: list[str], at: int) -> bool:
        """Whether the words before a token say that the number there is an age."""
        word = word_before(words, at)
        if word in self._of:
            word = word_before(words, at - 2)
            return word in self._kinds.age_nouns
        return word in self._kinds.age_words

    def tells_age(self, tokens: Tokens, draft: Draft) -> bool:
        """Whether the words around a bare number say that it is an age."""
        words, at, end = tokens.words, draft.number_start, draft.number_end
        if self.says_age(words, at):
            return True
        if word_before(words, at) in self._kinds.turns:
            return self._ends_age(words, end)
        return self._is_life_age(words, draft) or (
            draft.numeral.in_digits and self._is_stated(tokens, draft)
        )

    def tells_years(self, tokens: Tokens, draft: Draft) -> bool:
        """Whether a number of years is somebody's age, by what stands before it."""
        words, at = tokens.words, draft.start
        value = draft.value
        if at < 2 or words[at - 1] != " " or value is None or not 0 < value <= _OLDEST:
            return False
        if self._kinds.age_links:
            at = self._start_of_list(words, at)
        if self._kinds.age_before.back(words, at - 1) is not None:
            return True
        if words[at - 2] not in self._kinds.age_links or at < 4:
            return False
        before = words[at - 4] if words[at - 3] == " " else words[at - 3]
        return before == "," or before in self._persons

    def _start_of_list(self, words: list[str], at: int) -> int:
        """Where a list of numbers with one unit begins: "24" in "24, 31 y 46 años"."""
        while at > 4 and words[at - 1] == " " and words[at - 2] in self._kinds.list_joints:
            number = at - 3 if words[at - 2] == "," else at - 4
            if not (words[number].isdecimal() or words[number] in self._cardinals):
                break
            at = number
        return at

    def is_limit_of_age(self, words: list[str], draft: Draft) -> bool:
        """Whether a limit before the number is one of age: "aged under 18", "those over 65"."""
        at = draft.phrase_start
        if draft.value is None or not 0 < draft.value < 120:
            return False
        if word_before(words, at) in self._kinds.age_words:
            return True
        return words[at] in self._kinds.limits_of_age and self._ends_with_persons(words, at)

    def is_decade_of_life(self, words: list[str], at: int) -> bool:
        """Whether a decade is one of somebody's life: "in his late 40s", "their 30s and 60s"."""
        place = at
        for _ in range(12):
            word = word_before(words, place)
            if word in self._kinds.parts_of_decade:
                place -= 2
            elif (
                place > 1
                and words[place - 1] == "-"
                and (words[place - 2] in self._kinds.parts_of_decade)
            ):
                place -= 2
                if words[place - 1] == " ":
                    continue
            elif word in self._kinds.owners:
                return True
            elif word in self._kinds.list_joints or (
                place > 1 and words[place - 1] == "s" and words[place - 2][:1].isdecimal()
            ):
                place -= 2
            elif word == "s" and words[place - 3][:1].isdecimal():
                place -= 3
            else:
                return False
        return False

    def _ends_age(self, words: list[str], end: int) -> bool:
        return ends_clause(words, end) or word_after(words, end) in self._kinds.after_age

    def _is_life_age(self, words: list[str], draft: Draft) -> bool:
        """Whether a clause gives somebody's age by the number alone ("He was 98.", "died at 88")"""
        at, end = draft.number_start, draft.number_end
        value = draft.value
        if (
            at < 2
            or words[at - 1] != " "
            or value is None
            or not (1 < value <= _OLDEST and draft.is_whole)
        ):
            return False
        if words[at - 2] in self._kinds.age_at:
            if value < _CLOCK:
                return False
            if self._died_at.back(words, at - 1) is not None:
                return self._ends_age(words, end)
            opens = (
                at == 2
                or words[at - 3][:1] == "\n"
                or (words[at - 3] == " " and words[at - 4] in '.“"')
            )
            is_told = words[end] == "," and words[end + 2] in self._kinds.he
            return opens and is_told
        place = at - 1
        if words[place - 1] in self._kinds.just:
            place -= 2
        is_told = self._is_of_person.back(words, place) is not None or (
            words[place - 1] in self._kinds.be and word_before(words, place - 1) in self._persons
        )
        if not is_told:
            return False
        ahead = self._after_life.ahead(words, end + 1) if words[end] == " " else None
        return ends_clause(words, end) or words[end] in '"”' or ahead is not None

    def _ends_with_persons(self, words: list[str], at: int) -> bool:
        """Whether people of some age are spoken of right before ("patients", "those who are")."""
        place = at - 1
        if place < 0 or words[place] != " ":
            return False
        if self._persons_before.back(words, place) is not None:
            return True
        if words[place - 1] in self._kinds.be:
            place -= 2
        if words[place - 1] in self._kinds.who:
            place -= 2
        return place > 0 and words[place - 1] in self._persons

    def _is_stated(self, tokens: Tokens, draft: Draft) -> bool:
        """Whether the number is an age set off by commas or brackets ("Maria Lopez, 34, said")."""
        words, at, end = tokens.words, draft.number_start, draft.number_end
        value = draft.value
        if at < 3 or value is None or not (1 <= value <= _OLDEST and draft.is_whole):
            return False
        if words[at - 1] == "(" and words[at - 2] == " ":
            return self._is_bracketed(tokens, at, end)
        if words[at - 1] != " " or words[at - 2] != ",":
            return False
        word = words[at - 3]
        if word in self._persons and self._sets_off(words, end):
            return True
        if words[end] not in (".", ",") or words[end + 1][:1].isdecimal():
            return False
        if len(word) < 2 or not word.isalpha() or word in self._kinds.no_person:
            return False
        if not tokens.written(at - 3)[0].isupper():
            return False
        return words[end] == "," or (words[at - 4] == " " and words[at - 5].isalpha())

    def _sets_off(self, words: list[str], end: int) -> bool:
        """Whether a comma, a full stop or another age goes on behind the number."""
        while (
            words[end] == ","
            and words[end + 1] == " "
            and words[end + 2].isdecimal()
            and (len(words[end + 2]) < 4)
        ):
            end += 3
        if (
            words[end] == " "
            and words[end + 1] in self._kinds.list_joints
            and words[end + 3].isdecimal()
        ):
            return words[end + 4] in (".", ",")
        if words[end] == ".":
            return not words[end + 1][:1].isdecimal()
        return words[end] == "," and words[end + 1] == " "

    def _is_bracketed(self, tokens: Tokens, at: int, end: int) -> bool:
        """Whether it is the age of whoever stands before ("Maria Lopez (34), of Welby")."""
        words = tokens.words
        if words[end] != ")":
            return False
        place = end + 1
        if words[place] == ",":
            place += 1
        if words[place] != " " or self._of_a_life.ahead(words, place + 1) is None:
            return False
        if words[at - 3] in self._persons:
            return True
        return (
            at > 4
            and tokens.written(at - 3)[0].isupper()
            and words[at - 4] == " "
            and tokens.written(at - 5)[0].isupper()
            and words[at - 3].isalpha()
        )
