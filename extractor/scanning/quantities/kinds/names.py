"""Numbers that name and do not count: "A330", "Covid-19", "flight 370", phone numbers."""

from __future__ import annotations

import re
from decimal import Decimal

from extractor.languages import Language
from extractor.scanning.look import is_running_text, word_after, word_before
from extractor.scanning.numbers import Numeral
from extractor.scanning.numbers.romans import ROMANS
from extractor.scanning.quantities.draft import Draft
from extractor.scanning.quantities.nouns import NounFinder
from extractor.scanning.tokens import Tokens

_PHONE = re.compile(
    r"(?:\+?[0-9]{1,3}[-. ])?\(?[0-9]{2,5}\)?[-. ](?:[0-9]{2,4}[-. ]){1,3}[0-9]{2,4}(?![0-9])"
)
_SEQUELS = 20
"""A name with a higher number before a comma is more likely a person with an age."""
_LONGEST = 14


class NameFinder:
    """Finds numbers that name in one language; made once."""

    def __init__(self, language: Language, nouns: NounFinder) -> None:
        """Lay the tables out."""
        self._kinds = language.kinds
        self._endings = language.endings
        self._stop = language.stop
        self._nouns = nouns
        self._hedge_words = frozenset(
            phrase.rpartition(" ")[2] for phrases in language.hedges.before.values()
            for phrase in phrases
        )  # fmt: skip
        self._determiners = language.nouns.determiners | language.numbers.joints.article
        self.romans = frozenset(ROMANS)
        """What Roman numerals look like in small letters."""
        self._glued_units = frozenset(
            unit for unit in language.unit_names.singles() if len(unit) > 1
        )
        self._named = language.kinds.named_ordinals

    def draft(self, tokens: Tokens, numeral: Numeral, floor: int) -> Draft:
        """The figure of a number that names, with the letters that touch it."""
        words = tokens.words
        draft = Draft(numeral, "identifier")
        draft.can_count = False
        start, end = numeral.start, numeral.end
        while words[end][:1].isalnum():
            end += 1
        if (
            end == numeral.end
            and words[end] == "-"
            and words[end + 1].isdecimal()
            and (numeral.in_digits and words[end + 2] != "-")
        ):
            end += 2  # "737-800"
            while words[end][:1].isalpha():
                end += 1
        while (
            start > floor
            and numeral.start - start < _LONGEST
            and (words[start - 1][:1].isalnum() or words[start - 1] in ("-", "_"))
        ):
            start -= 1
        while start < numeral.start and not words[start][0].isalnum():
            start += 1
        draft.start = draft.phrase_start = start
        draft.end = draft.phrase_end = end
        return draft

    def phone_end(self, tokens: Tokens, start: int) -> int | None:
        """One past the last token of the phone number that begins at a token."""
        found = _PHONE.match(tokens.low, tokens.starts[start])
        if found is None:
            return None
        digits = sum(sign.isdecimal() for sign in found.group())
        separators = re.sub("[0-9+]", "", found.group())
        has_plus = start > 0 and tokens.words[start - 1] == "+"
        is_phone = (
            (has_plus and digits >= 9)
            or (digits >= 10 and separators.count("-") >= 2 and " " not in separators)
            or (
                tokens.words[start][0] == "0"
                and digits >= 10
                and not separators.strip("() ")
                and len(tokens.words[start]) >= 3
            )
        )
        if not is_phone:
            return None
        return tokens.past(start, found.end())

    def has_name_before(self, tokens: Tokens, numeral: Numeral) -> bool:
        """Whether the word before makes the number a name."""
        words, kinds = tokens.words, self._kinds
        at = numeral.start
        word = word_before(words, at)
        if not word:
            return at > 1 and words[at - 1] == "." and words[at - 2] in kinds.abbreviated
        if word == ".":
            word = words[at - 3] + "." if at > 2 else ""
        if len(word) == 1 and at > 3 and words[at - 3] in ("&", "'"):
            word = "".join(words[at - 4 : at - 1])  # "S&P"
        if word in kinds.numbered_pairs:
            return at > 3 and words[at - 4] == kinds.numbered_pairs[word]  # "World War II"
        if word not in kinds.names_before and word.rstrip(".") not in kinds.abbreviated:
            return False
        if words[numeral.end] in self._glued_units:
            return False  # "must measure 5ft"
        if (
            word.rstrip(".") in kinds.abbreviated
            and word not in kinds.names_before
            and (not word.endswith("."))
        ):
            return False
        if word == "number" and at > 3 and words[at - 4] in kinds.numbering:
            return False
        after = word_after(words, numeral.end)
        is_plural = self._nouns.looks_plural(after) and after not in self._stop
        if (
            is_plural
            and word_before(words, at - 2) in self._determiners
            and (tokens.written(at - 2).islower())
        ):
            return False  # "gave the precinct 38 nurses"
        if word in kinds.countable:
            if after in kinds.amount_words or is_plural:
                return False
            if words[numeral.end] == "%":
                return False
        return True

    def is_address(self, tokens: Tokens, end: int) -> bool:
        """Whether a street follows ("10 Downing Street"), or a house's name and its town."""
        words = tokens.words
        place = end
        for _ in range(3):
            if words[place] != " " or not tokens.written(place + 1)[:1].isupper():
                break
            if words[place + 1] in self._kinds.streets and place > end:
                return True
            place += 2
        is_house = words[end] == " " and words[end + 2] == "," and words[end + 3] == " "
        return (
            is_house
            and end > 2
            and words[end - 2] == " "
            and words[end - 3] == ","
            and len(words[end - 1]) < 3
            and tokens.written(end + 1)[:1].isupper()
            and len(words[end + 1]) > 3
            and tokens.written(end + 4)[:1].isupper()
            and not self._nouns.looks_plural(words[end + 1])
        )

    def is_part_of_name(self, tokens: Tokens, draft: Draft, floor: int) -> bool:
        """Whether the number ends a capitalised name ("Bank of America 500", "Cessna 206").

        Only in running text, where capitals say something, and only if it counts nothing.
        """
        words = tokens.words
        at, end = draft.number_start, draft.number_end
        before = at - 2
        if (
            before < max(floor, 1)
            or words[at - 1] != " "
            or draft.value is None
            or (draft.value >= 10_000 or draft.step != 1)
        ):
            return False
        word = words[before]
        if len(word) < 3 or not word.isalpha() or not tokens.written(before)[0].isupper():
            return False
        if word in self._stop or word in self._hedge_words or self._nouns.looks_plural(word):
            return False
        if (
            words[before - 1] != " "
            or before < 2
            or words[before - 2] in '.!?:"“”—–-('
            or (words[before - 2][:1] == "\n")
        ):
            return False
        after = words[end]
        following = word_after(words, end)
        if following:
            if following not in self._stop and not self._endings.verb_form.fits(following):
                return False
            if following in self._kinds.name_goes_on:
                return False
        elif after == ",":
            # "the film Harbour 2, which": a sequel, where no list and no amount goes on
            is_aside = words[end + 1] == " " and tokens.written(end + 2)[:1].islower()
            if draft.value > _SEQUELS or not is_aside:
                return False
        elif after not in (".", ")", ";", "") and after[:1] != "\n":
            return False
        return is_running_text(tokens, before, end, self._stop)

    def is_capital_of_name(self, tokens: Tokens, numeral: Numeral) -> bool:
        """Whether a number word has its capital from a name ("BBC Two", "the Big Four")."""
        words = tokens.words
        at = numeral.start
        written = tokens.written(at)
        if (
            numeral.step != 1
            or at < 2
            or words[at - 1] != " "
            or not (written[0].isupper() and not written[1:2].isupper())
        ):
            return False
        word, before = words[at - 2], tokens.written(at - 2)
        if not word.isalpha() or not before[0].isupper():
            return False
        if word in self._kinds.no_person or word in self._kinds.titles:
            return False
        noun = self._nouns.after(tokens, numeral.end, singular=numeral.value == 1)
        if noun is not None and (before.isupper() or tokens.written(noun[0])[0].isupper()):
            # "LONDON Five people died", "Storm Kills Three People, officials say"
            return False
        return word not in self._stop and is_running_text(tokens, at - 2, numeral.end, self._stop)

    def is_inside_name(self, tokens: Tokens, draft: Draft) -> bool:
        """Whether the number stands in a name of several words ("Movimento 5 Stelle")."""
        words = tokens.words
        at, end = draft.number_start, draft.number_end
        word, after = word_before(words, at), word_after(words, end)
        if not word.isalpha() or not after or draft.step != 1 or len(word) < 2:
            return False
        before, behind = tokens.written(at - 2), tokens.written(end + 1)
        if not (before[0].isupper() and before[1:].islower() and behind[0].isupper()) or (
            not behind[1:].islower()
            or words[end + 2][:1].isdecimal()
            or words[end + 3][:1].isdecimal()
        ):
            return False
        if word in self._kinds.foreign_articles:
            return True
        if (
            word in self._stop
            or word in self._hedge_words
            or word in self._kinds.no_person
            or (self._nouns.looks_plural(word))
        ):
            return False
        head = words[at - 3] if at > 2 else ""
        if head != " " or (at > 3 and words[at - 4] in '.!?:;"“”(—–'):
            return False
        return self._nouns.after(tokens, end, singular=False) is None

    def is_aircraft(self, tokens: Tokens, numeral: Numeral) -> bool:
        """Whether three digits name an aircraft: "the 747", "787-8", "737 Max"."""
        words = tokens.words
        word = words[numeral.start]
        if len(word) != 3 or not word.isdecimal() or word[0] != "7" or word[2] != "7":
            return False
        end = numeral.end
        if words[end] == "-" and (
            words[end + 1] in self._kinds.aircraft
            or (words[end + 1].isdecimal() and len(words[end + 1]) < 4)
        ):
            return True
        after = word_after(words, end)
        if after in self._kinds.aircraft:
            return True
        return word_before(words, numeral.start) in self._kinds.aircraft_after and (
            not after or after in self._stop or self._endings.participle.fits(after)
        )

    def is_verse(self, tokens: Tokens, numeral: Numeral) -> bool:
        """Whether the number is one of chapter and verse ("Matthew 25:35"), or of a book's name."""
        words = tokens.words
        if word_before(words, numeral.start) in self._kinds.books:
            return words[numeral.end] == ":"
        return (
            numeral.value is not None
            and numeral.value <= 3
            and (word_after(words, numeral.end) in self._kinds.numbered_books)
        )

    def is_emergency_call(self, tokens: Tokens, numeral: Numeral) -> bool:
        """Whether the number is the one that is dialled for help ("she called 911")."""
        return tokens.words[numeral.start] in self._kinds.emergency_numbers and (
            word_before(tokens.words, numeral.start) in self._kinds.calls
        )

    def is_named_ordinal(self, tokens: Tokens, numeral: Numeral) -> bool:
        """Whether an ordinal is one half of a fixed name and counts nothing ("First Lady")."""
        words = tokens.words
        found = self._named.ahead(words, numeral.start)
        if found is None:
            return False
        end = found[0]
        if words[end - 1] in self._kinds.named_capital:
            return tokens.written(end - 1)[0].isupper()
        after = word_after(words, end)
        return (
            words[end - 1] not in self._kinds.named_if
            or not after
            or after in self._stop
            or after in self._kinds.named_followers
            or self._endings.verb_form.fits(after)
        )

    def roman(self, tokens: Tokens, at: int) -> Numeral | None:
        """The Roman numeral at a token that names something ("Super Bowl LIX").

        Behind the name of a person it is part of that name ("Louis XIV") and is not read.
        """
        words = tokens.words
        word = words[at]
        if words[at + 1] == "'" or not tokens.written(at).isupper():
            return None
        before = word_before(words, at)
        if before not in self._kinds.roman_before:
            return None
        if len(word) == 1 and (
            word != "i" or at < 4 or words[at - 4] != self._kinds.numbered_pairs.get(before)
        ):
            return None
        return Numeral(at, at + 1, "cardinal", Decimal(ROMANS[word]), Decimal(1))
