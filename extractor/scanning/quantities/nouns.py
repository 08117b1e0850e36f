"""The noun that a number counts, with its modifiers, found by rules of word order."""

from __future__ import annotations

from typing import NamedTuple

from extractor.languages import Language
from extractor.scanning.look import GAPS, line_around
from extractor.scanning.tokens import Tokens

_OPENERS = frozenset({'"', "'", "“", "«"})
_LONGEST = 7
"""Words among which a noun phrase is looked for."""
_LONGEST_WORD = 24
"""Tokens of a word that hyphens, points and strokes join."""
_LINE = 19
"""How many tokens to each side a line is looked at for small letters."""


class Word(NamedTuple):
    """One word of a run, hyphens and a possessive included."""

    text: str
    start: int
    end: int


class NounFinder:
    """Finds counted nouns in one language; made once."""

    def __init__(self, language: Language, numbers: frozenset[str]) -> None:
        """`numbers` are the words that numerals begin with."""
        self._nouns = language.nouns
        self._endings = language.endings
        self._of = language.numbers.joints.of
        self._numbers = numbers
        self._paired = language.nouns.paired_ordinals
        people = language.speech.references
        self._named = (
            language.nouns.named_nouns
            | language.nouns.singular_heads
            | language.speech.role_nouns
            | people.male_nouns
            | people.female_nouns
        )
        """What may be called by a name that stands behind it."""

    def after(self, tokens: Tokens, end: int, *, singular: bool) -> tuple[int, int] | None:
        """Where the counted noun stands that follows a number ending at a token.

        `singular` allows a noun without plural form ("one man", "half the city").
        """
        words = tokens.words
        nouns = self._nouns
        place = self._out_of(words, end)
        partitive = False
        if words[place] == " " and words[place + 1] in self._of:
            partitive = True
            place = self._partitive(words, place + 2)
        elif singular and words[place] == " " and words[place + 1] in nouns.determiners:
            place += 2  # "half the city"
        elif words[place] == "-":
            run = self._word(tokens, place + 1)
            first = words[place + 1]
            if run is None or len(run.text) < 3 or len(first) < 2:
                return None
            if first in nouns.not_hyphened or run.text in nouns.not_hyphened:
                return None
            return run.start, run.end  # "a two-bedroom flat" counts bedrooms
        return self._head(self._run(tokens, place, partitive), singular or partitive, tokens)

    def of_ordinal(self, tokens: Tokens, end: int) -> tuple[int, int] | None:
        """The noun of an ordinal, unless a verb with its object follows."""
        words = tokens.words
        paired = self._paired.ahead(words, end + 1) if words[end] == " " else None
        place = paired[0] if paired is not None else end
        if words[place] != " " or words[place + 1] in self._of:
            return None
        noun = self.after(tokens, place, singular=True)
        if noun is None:
            return None
        opening = words[noun[0]]
        if not self._is_participle(opening):
            return noun
        if noun[1] - noun[0] == 1:
            return None
        is_noun = self._qualifies(opening) or words[noun[1] - 1] in self._nouns.singular_heads
        return noun if is_noun else None

    def looks_plural(self, word: str) -> bool:
        """Whether a word is a plural noun by its form."""
        nouns = self._nouns
        if word in nouns.zero_plurals:
            return True
        if not self._endings.plural.fits(word):
            return False
        return not (word in nouns.like_plurals or word in nouns.stop)

    def _out_of(self, words: list[str], end: int) -> int:
        """Behind "out" in "nine out of the 10 largest firms", but not in "out of the hospital"."""
        if not (
            words[end] == " " and words[end + 1] in self._nouns.out and words[end + 3] in self._of
        ):
            return end
        place = end + 5
        if words[place] not in self._nouns.determiners:
            return end
        place += 2
        if words[place] in self._nouns.before_number:
            place += 2
        is_number = words[place][:1].isdecimal() or words[place] in self._numbers
        return end + 2 if is_number else end

    def _partitive(self, words: list[str], place: int) -> int:
        """Behind "of the", "of all their", "of Britain's"."""
        nouns = self._nouns
        while words[place] == " " and (
            words[place + 1] in nouns.partitive_determiners
            or self._endings.genitive.fits(words[place + 1])
            or (self._endings.genitive_like.fits(words[place + 1]) and words[place + 2] == "'")
        ):
            place += 3 if words[place + 2] == "'" else 2
        return place

    def _word(self, tokens: Tokens, at: int) -> Word | None:
        """A word with what hyphens, points and strokes join to it."""
        words = tokens.words
        if not words[at] or not words[at][0].isalnum():
            return None
        end, last = at + 1, at + _LONGEST_WORD
        while end < last and words[end] in ("-", "/", "&", ".") and words[end + 1][:1].isalnum():
            if words[end] == "." and not (words[end + 1][0].isalpha() and len(words[end - 1]) == 1):
                break
            end += 2
        while end < last and words[end][:1].isalnum():
            end += 1  # "f35s"
        text = "".join(words[at:end])
        return Word(text, at, end)

    def _run(self, tokens: Tokens, place: int, partitive: bool) -> list[Word]:
        """The words without a function word or a number between them."""
        words, nouns = tokens.words, self._nouns
        run: list[Word] = []
        while len(run) < _LONGEST:
            gap = words[place]
            if gap == "," and run and words[place + 1] == " " and self._is_adjective(run[-1].text):
                place += 1  # an adjective list: "11 small, poor villages"
            elif gap != " " and not (gap == "-" and not run):
                break
            place += 1
            if words[place] in _OPENERS:
                place += 1
            word = self._word(tokens, place)
            if word is None:
                break
            text = word.text
            if text[0].isdecimal():
                text = words[place]  # "2,000-odd": the number alone
            if words[word.end] == "'" and self._endings.genitive_like.fits(text):
                # "six weeks' time": a possessive, the noun follows
                run.append(Word(text + "'", word.start, word.end + 1))
                place = word.end + 1
                continue
            is_number = text in self._numbers or (text[0].isdecimal() and not text[-1].isalpha())
            if is_number and text not in nouns.zero_plurals:
                if partitive and (
                    not run
                    or run[-1].text in nouns.ranks
                    or self._endings.genitive.fits(run[-1].text)
                ):
                    run.clear()  # "325 of 400 precincts", "15 of the nation's 156 seats"
                elif text in self._numbers and not run:
                    run.append(word)  # "the first five races"
                elif not run or run[-1].text not in nouns.ranks:
                    break
                place = self._numeral_end(words, place + 1)
                continue
            if text in nouns.stop and not self._is_name(tokens, word):
                if partitive and not run and text in nouns.before_number:
                    place = word.end
                    continue
                if not (
                    self._endings.adverb.fits(text) and self._before_participle(words, word.end)
                ):
                    break
            apostrophe = text.find("'")
            if apostrophe > 0 and text[:apostrophe] in nouns.stop:
                break
            run.append(word)
            place = word.end
        return run

    def _numeral_end(self, words: list[str], end: int) -> int:
        """Behind a number inside a phrase, with its magnitude and "-odd"."""
        if words[end] == "-" and words[end + 1] in self._nouns.not_hyphened:
            end += 2
        while words[end] in GAPS and words[end + 1] in self._numbers:
            end += 2
        return end

    def _before_participle(self, words: list[str], end: int) -> bool:
        word = words[end + 1] if words[end] == " " else ""
        return self._endings.may_be_participle.fits(word)

    def _is_name(self, tokens: Tokens, word: Word) -> bool:
        """Whether a stop word stands in capitals in a line that has small letters ("US", "WHO")."""
        if len(word.text) < 2 or not tokens.phrase(word.start, word.end).isupper():
            return False
        around = line_around(tokens, word.start, word.start + 1, _LINE)
        return any(len(tokens.words[at]) > 1 and tokens.written(at).islower() for at in around)

    def _is_adjective(self, word: str) -> bool:
        return word.endswith(self._nouns.adjective_endings) or word in self._nouns.adjectives

    def _is_participle(self, word: str) -> bool:
        return self._endings.participle.fits(word) and word not in self._nouns.not_participles

    def _qualifies(self, word: str) -> bool:
        """Whether a participle is mostly used as an adjective."""
        nouns = self._nouns
        return word in nouns.adjectival_participles or (
            nouns.un != "" and word.startswith(nouns.un) and word not in nouns.un_verbs
        )

    def _modifies(self, run: list[Word], index: int, tokens: Tokens) -> bool:
        """Whether the plural at a place only qualifies a plural that follows."""
        nouns = self._nouns
        word = run[index]
        following = run[index + 1 : index + 4]
        if not following:
            return False
        after = following[0].text
        if self.looks_plural(after):
            if after in nouns.not_modified:
                return False
            if word.text in nouns.plural_modifiers or (
                word.text in nouns.zero_plurals and self._endings.plural.fits(after)
            ):
                return True
        elif (
            word.text in nouns.plural_modifiers
            and len(following) > 1
            and (after in nouns.compound_middles)
        ):
            return self.looks_plural(following[1].text)  # "arms control inspectors"
        written = tokens.written(word.start)
        if (
            not self._endings.genitive_like.fits(word.text)
            or not written[0].isupper()
            or written[1:2].isupper()
        ):
            return False
        for other in following:
            if not tokens.written(other.start)[0].isupper():
                return self.looks_plural(other.text)  # "Leeds United players"
        return False

    def _is_before_one(self, run: list[Word], index: int) -> bool:
        """Whether what looks plural stands before one man or thing ("a wounded soldier")."""
        if index + 1 >= len(run):
            return False
        nouns, word, after = self._nouns, run[index].text, run[index + 1].text
        if word in nouns.plural_modifiers:
            return (
                after in nouns.singular_heads
                or after in nouns.compound_middles
                or after in nouns.gerund_nouns
            )
        return word in nouns.zero_plurals and after in nouns.singular_heads

    def _head(self, run: list[Word], singular: bool, tokens: Tokens) -> tuple[int, int] | None:
        """The noun phrase at the start of a run of words without function words."""
        nouns = self._nouns
        while len(run) > 1 and (
            self._endings.genitive.fits(run[0].text) or run[0].text in nouns.more
        ):
            run = run[1:]
        if not run:
            return None
        head = -1
        for index, word in enumerate(run[:5]):
            if self._endings.genitive.fits(word.text):
                continue
            if self.looks_plural(word.text) and not self._is_acronym(tokens, word):
                head = index
                if self._modifies(run, index, tokens):
                    continue
                if singular and self._is_before_one(run, index):
                    head = index + 1
                break
            if singular and word.text in nouns.singular_heads:
                head = index
                if index + 1 < len(run) and run[index + 1].text in nouns.singular_heads:
                    continue
                break
        if head < 0 and singular:
            head = self._singular_head(run, tokens)
        if head < 0 or run[head].text in nouns.comparatives:
            return None
        return run[0].start, run[head].end

    def _singular_head(self, run: list[Word], tokens: Tokens) -> int:
        """The last word of a singular noun phrase, before anything that may be its verb."""
        nouns = self._nouns
        opening = run[0].text
        if (self._is_participle(opening) and not self._qualifies(opening)) or (
            self._endings.gerund.fits(opening) and opening not in nouns.gerund_nouns
        ):
            return -1
        head = -1
        for index, word in enumerate(run[:4]):
            text = word.text
            if self._endings.adverb.fits(text) or (
                index and (self._is_participle(text) or self._endings.gerund.fits(text))
            ):
                break
            if head == index - 1 and self._is_named(run, index, tokens):
                break
            if not self._endings.genitive.fits(text):
                head = index
        return head

    def _is_named(self, run: list[Word], index: int, tokens: Tokens) -> bool:
        """Whether a word is the name of the noun before it: "his first wife Margalit"."""
        if not index or run[index - 1].text not in self._named:
            return False
        before, name = (tokens.written(run[at].start)[0] for at in (index - 1, index))
        return before.islower() and name.isupper()

    def _is_acronym(self, tokens: Tokens, word: Word) -> bool:
        """Whether a word in capitals is a short name ("NHS") and no shouted plural ("PEOPLE")."""
        written = tokens.phrase(word.start, word.end)
        return (
            written.isupper()
            and len(written) <= 5
            and written.lower() not in self._nouns.zero_plurals
        )
