"""Whom a pronoun or a bare role stands for, where the grammar makes it sure."""

from __future__ import annotations

import re
from typing import NamedTuple

from extractor.languages.en.lexicon import (
    DETERMINERS,
    FEMALE_TITLES,
    GROUP_NOUNS,
    HEADS_OF,
    HONORIFICS,
    MALE_TITLES,
    NATIONALITIES,
    ORGANISATION_WORDS,
    PLACES,
    RANKS,
    ROLE_NOUNS,
    UPPER,
    words,
)
from extractor.scanning.names.names import ending_name
from extractor.scanning.names.offices import Office, find_offices, holder
from extractor.scanning.speech.clauses import Cue, find_cues
from extractor.scanning.speech.frames import Frame, Token
from extractor.scanning.speech.phrases import Phrase, is_role
from extractor.scanning.speech.phrases_ahead import phrase_after, subject_of

_PRONOUNS = words("he she they him her them")
_LOOK_BACK = 4
"""Sentences that are read backwards for the name of a pronoun."""
_FEMALE_NOUNS = words(
    "woman mother wife daughter sister girl actress queen princess spokeswoman chairwoman"
    " congresswoman businesswoman"
)  # fmt: skip
_MALE_NOUNS = words(
    "man father husband son brother boy actor king prince spokesman chairman congressman"
    " businessman"
)  # fmt: skip

_FEMALE = FEMALE_TITLES | _FEMALE_NOUNS
_MALE = MALE_TITLES | _MALE_NOUNS
_TITLES = RANKS | HONORIFICS
_PERSON_WORDS = ROLE_NOUNS | _TITLES
_NO_PERSON = ORGANISATION_WORDS | PLACES | DETERMINERS
_UNNAMED = RANKS | NATIONALITIES


def is_pronoun(token: Token) -> bool:
    """Whether the token is a pronoun for people."""
    return token.low in _PRONOUNS


class _Pronoun(NamedTuple):
    """Which token of which sentence a pronoun is."""

    frame: int
    token: int


class References:
    """What pronouns stand for in one text, read from its sentences in order."""

    def __init__(self, frames: list[Frame], cues: dict[int, list[Cue]]) -> None:
        self._frames = frames
        self._cues = cues
        self._surnames: set[str] | None = None
        self._antecedents: dict[_Pronoun, tuple[int, int] | None] = {}
        self._offices: dict[str, list[Office]] | None = None

    def cues_of(self, index: int) -> list[Cue]:
        """The cues of a sentence; read once."""
        if index not in self._cues:
            self._cues[index] = find_cues(self._frames[index])
        return self._cues[index]

    def name_of(self, index: int, phrase: Phrase) -> tuple[int, int] | None:
        """Where the name stands that the phrase gives or, as a pronoun, stands for."""
        tokens = self._frames[index].tokens
        if phrase.first == phrase.last and is_pronoun(tokens[phrase.first]):
            return self._antecedent(index, phrase.first)
        if self._has_name(index, phrase):
            return tokens[phrase.first].start, tokens[phrase.last].end
        return (
            self._apposed(index, phrase)
            or self._in_office(index, phrase)
            or self._holder(index, phrase)
        )

    def _holder(self, index: int, phrase: Phrase) -> tuple[int, int] | None:
        """The one person whom the text anywhere introduces with the office the phrase gives."""
        if self._offices is None:
            self._offices = find_offices(self._frames)
        return holder(self._frames[index].tokens, phrase, self._offices)

    def _in_office(self, index: int, phrase: Phrase) -> tuple[int, int] | None:
        """The name that a short role takes up: "the minister" after "Minister Jane Doe said"."""
        tokens = self._frames[index].tokens
        role = tokens[phrase.last].low
        if tokens[phrase.first].low != "the" or phrase.last - phrase.first != 1:
            return None
        if role not in ROLE_NOUNS:
            return None
        found: tuple[int, int] | None = None
        for back in range(index - 1, max(-1, index - 1 - _LOOK_BACK), -1):
            frame = self._frames[back]
            if frame.paragraph < self._frames[index].paragraph - 1:
                break
            for speaker in [cue.speaker for cue in self.cues_of(back)]:
                lows = [t.low for t in frame.tokens[speaker.first : speaker.last + 1]]
                if role in lows and self._has_name(back, speaker):
                    place = frame.tokens[speaker.first].start, frame.tokens[speaker.last].end
                    if found is not None and lows[-1] not in frame.masked[slice(*found)].lower():
                        return None
                    found = found or place
        return found

    def _apposed(self, index: int, phrase: Phrase) -> tuple[int, int] | None:
        """The name that stands in commas behind a role: "the chairman, Jane Doe,"."""
        tokens = self._frames[index].tokens
        comma = phrase.last + 1
        if comma + 1 >= len(tokens) or tokens[comma].text != ",":
            return None
        if (
            not is_role(tokens[phrase.first].text)
            and tokens[phrase.first].low not in ("the", "his", "her", "their", "its", "our")
            and not tokens[phrase.first].low.endswith("'s")
        ):
            return None
        name = phrase_after(tokens, comma + 1)
        if name is None or not self._has_name(index, name) or name.first == name.last:
            return None
        closes = name.last + 1 >= len(tokens) or tokens[name.last + 1].text in ",.;"
        if not closes or not self._is_person(tokens, name, "he"):
            return None
        return tokens[name.first].start, tokens[name.last].end

    def _antecedent(self, index: int, at: int) -> tuple[int, int] | None:
        """The name that a pronoun stands for, through however many pronouns before it."""
        passed: list[_Pronoun] = []
        step: _Pronoun | tuple[int, int] | None = _Pronoun(index, at)
        while isinstance(step, _Pronoun):
            if step in self._antecedents:
                step = self._antecedents[step]
                break
            passed.append(step)
            step = self._one_back(step.frame, step.token)
        self._antecedents.update(dict.fromkeys(passed, step))
        return step

    def _one_back(self, index: int, at: int) -> _Pronoun | tuple[int, int] | None:
        """What a pronoun takes up: a name, or the pronoun of a sentence before."""
        pronoun = self._frames[index].tokens[at].low
        inside = self._inside(index, at, pronoun)
        if inside is not None:
            return inside
        paragraph = self._frames[index].paragraph
        for back in range(index - 1, max(-1, index - 1 - _LOOK_BACK), -1):
            frame = self._frames[back]
            if frame.paragraph < paragraph - 1:
                return None
            if _is_only_quotes(frame.tokens):
                continue
            settled, place = self._subject_for(back, pronoun)
            if settled:
                return place
        return None

    def _inside(self, index: int, at: int, pronoun: str) -> tuple[int, int] | None:
        """The subject of an earlier clause of the same sentence."""
        tokens = self._frames[index].tokens
        for cue in reversed(self.cues_of(index)):
            if cue.last >= at or cue.speaker.last >= at:
                continue
            fits = _fits(tokens, cue.speaker, pronoun)
            if fits and self._is_person(tokens, cue.speaker, pronoun):
                return tokens[cue.speaker.first].start, tokens[cue.speaker.last].end
        subject = subject_of(tokens, at)
        if (
            subject is not None
            and subject.last < at
            and _fits(tokens, subject, pronoun)
            and self._has_name(index, subject)
            and self._is_person(tokens, subject, pronoun)
        ):
            return tokens[subject.first].start, tokens[subject.last].end
        return None

    def _subject_for(
        self, index: int, pronoun: str
    ) -> tuple[bool, _Pronoun | tuple[int, int] | None]:
        """Whether the sentence settles the pronoun, and the name or pronoun if it does."""
        tokens = self._frames[index].tokens
        candidates = [cue.speaker for cue in self.cues_of(index) if cue.side != "shared"]
        subject = subject_of(tokens, len(tokens))
        if subject is not None:
            candidates = [subject, *candidates] if not candidates else [*candidates, subject]
        for phrase in candidates:
            if phrase.first == phrase.last and is_pronoun(tokens[phrase.first]):
                if tokens[phrase.first].low == pronoun:
                    return True, _Pronoun(index, phrase.first)
                continue
            if not _fits(tokens, phrase, pronoun) or not self._is_person(tokens, phrase, pronoun):
                continue
            others = self._rivals(tokens, candidates, phrase, pronoun)
            if others:
                return True, None
            return True, self.name_of(index, phrase)
        return self._names_people(tokens), None

    def _has_name(self, index: int, phrase: Phrase) -> bool:
        """Whether the phrase gives a proper name, and not a role alone."""
        frame = self._frames[index]
        tokens = frame.tokens
        last = tokens[phrase.last]
        if not last.is_capital:
            return False
        if phrase.first == phrase.last and (is_pronoun(last) or is_role(last.text)):
            return False
        if phrase.first == phrase.last and last.start == frame.start and is_role(last.low):
            return not last.low.endswith("s")  # "Supporters", with the capital of a sentence
        for k in range(phrase.first + 1, phrase.last):
            head = tokens[k - 1]
            if tokens[k].low in _CONNECTORS and (
                not head.is_capital or (is_role(head.text) and head.low not in _OFFICES)
            ):
                return False  # "a spokesman for the Camelot Group"
        return ending_name(frame.masked[tokens[phrase.first].start : last.end]) is not None

    def _rivals(
        self, tokens: list[Token], candidates: list[Phrase], chosen: Phrase, pronoun: str
    ) -> bool:
        """Whether another speaker or subject of the sentence would fit as well."""
        words = {tokens[k].low for k in range(chosen.first, chosen.last + 1)}
        for phrase in candidates:
            if phrase == chosen or not self._is_person(tokens, phrase, pronoun):
                continue
            if phrase.first == phrase.last and is_pronoun(tokens[phrase.first]):
                continue
            if _fits(tokens, phrase, pronoun) and tokens[phrase.last].low not in words:
                return True
        return False

    def _names_people(self, tokens: list[Token]) -> bool:
        """Whether a sentence without a fitting subject names somebody all the same."""
        people = self._people()
        return any(token.text in people for token in tokens)

    def _people(self) -> set[str]:
        """Surnames of the text: last words of names that a title or first name introduces."""
        if self._surnames is None:
            runs = set(_RUN.findall(self._frames[0].masked)) if self._frames else set()
            self._surnames = {name for run in runs for name in _surname_of_run(run.split())}
        return self._surnames

    def _is_person(self, tokens: list[Token], phrase: Phrase, pronoun: str) -> bool:
        last = tokens[phrase.last]
        low = last.low.removesuffix("'s")
        if pronoun not in ("they", "them") and _has_role_as_head(tokens, phrase):
            return True
        if not last.is_capital:
            single = low[:-1] if low.endswith("s") else low
            if pronoun in ("they", "them"):
                return low in GROUP_NOUNS or single in ROLE_NOUNS or low.endswith("s")
            return low in ROLE_NOUNS or low.endswith(("man", "woman", "ist"))
        if low in PLACES or low in ORGANISATION_WORDS or low in NATIONALITIES:
            return pronoun in ("they", "them")
        if last.text in self._people():
            return True
        words = [tokens[k].low.strip(".") for k in range(_head_first(tokens, phrase), phrase.last)]
        if any(word in _PERSON_WORDS for word in words):
            return True
        if pronoun in ("they", "them"):
            return "and" in words
        return len(words) >= 1 and not any(word in _NO_PERSON for word in words)


def _head_first(tokens: list[Token], phrase: Phrase) -> int:
    """Where the words of the head begin, behind an owner: "Mr Hill's Budget" is nobody."""
    owners = (
        k + 1
        for k in range(phrase.last - 1, phrase.first - 1, -1)
        if tokens[k].low.endswith(("'s", "'"))
    )
    return next(owners, phrase.first)


def _has_role_as_head(tokens: list[Token], phrase: Phrase) -> bool:
    """ "A spokeswoman for the council" is a person, whatever stands behind the preposition."""
    for k in range(phrase.first + 1, phrase.last):
        if tokens[k].low in _CONNECTORS:
            head = tokens[k - 1]
            is_role = head.low in ROLE_NOUNS or head.low.endswith(("man", "woman"))
            return is_role and not head.is_capital
    return False


_RUN = re.compile(rf"[{UPPER}][\w.’'-]*(?: [{UPPER}][\w.’'-]*){{1,6}}")


def _surname_of_run(words: list[str]) -> list[str]:
    """The last word of a run of capitalised words, if the run names a person.

    What an owner has is no part of the name: "Mr Hill's Budget".
    """
    owner = next((k for k, word in enumerate(words) if word.endswith(("’s", "'s"))), len(words))
    words = words[: owner + 1]
    lows = [word.lower().strip(".") for word in words]
    if any(low in _BODIES for low in lows):
        return []
    named = [w for w, low in zip(words, lows, strict=True) if low not in _UNNAMED]
    if not named:
        return []
    surname = named[-1].rstrip(".").removesuffix("’s").removesuffix("'s")
    has_title = any(low in _TITLES for low in lows[:-1])
    return [surname] if len(surname) > 2 and (has_title or len(named) > 1) else []


def _is_only_quotes(tokens: list[Token]) -> bool:
    return all(token.is_quote or not token.is_word for token in tokens)


_BODIES = ORGANISATION_WORDS | PLACES
_OFFICES = RANKS | ORGANISATION_WORDS | HEADS_OF
_CONNECTORS = words("of for at from in with to on")


def _fits(tokens: list[Token], phrase: Phrase, pronoun: str) -> bool:
    """Whether number and, where it shows, gender of the phrase agree with the pronoun."""
    lows = [tokens[k].low.strip(".") for k in range(phrase.first, phrase.last + 1)]
    last = tokens[phrase.last]
    joined = "and" in lows
    low = lows[-1]
    is_plural_noun = not last.is_capital and (
        (low.endswith("s") and not low.endswith("ss"))
        or low in ("police", "people", "men", "women")
    )
    if pronoun in ("they", "them"):
        return (
            joined
            or is_plural_noun
            or low in GROUP_NOUNS
            or low in ORGANISATION_WORDS
            or (last.is_capital)
        )
    if joined or is_plural_noun:
        return False
    if pronoun in ("he", "him"):
        return not any(word in _FEMALE for word in lows)
    return not any(word in _MALE for word in lows)
