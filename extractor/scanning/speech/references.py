"""Whom a pronoun or a bare role stands for, where the grammar makes it sure."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from extractor.scanning.names.names import ending_name
from extractor.scanning.names.offices import Office, find_offices, holder
from extractor.scanning.speech.clauses import Cue, find_cues
from extractor.scanning.speech.frames import Frame
from extractor.scanning.speech.people import People, is_pronoun
from extractor.scanning.speech.phrases import Phrase
from extractor.scanning.speech.phrases_ahead import phrase_after, subject_of
from extractor.scanning.speech.words import SpeechWords

_LOOK_BACK = 4
"""Sentences that are read backwards for the name of a pronoun."""

Place = tuple[int, int]
"""Where a name stands in the text."""


class _Pronoun(NamedTuple):
    """Which token of which sentence a pronoun is."""

    frame: int
    token: int


class References:
    """What pronouns stand for in one text, read from its sentences in order."""

    def __init__(self, frames: list[Frame], words: SpeechWords) -> None:
        self._frames = frames
        self._words = words
        self._cues: dict[int, list[Cue]] = {}
        self._names: dict[tuple[int, Phrase], Place | None] = {}
        self._antecedents: dict[_Pronoun, Place | None] = {}

    @cached_property
    def _people(self) -> People:
        return People(self._words, self._frames[0].masked)

    @cached_property
    def _offices(self) -> dict[str, list[Office]]:
        return find_offices(self._frames, code=self._words.code)

    def cues_of(self, index: int) -> list[Cue]:
        """The cues of a sentence; read once."""
        if index not in self._cues:
            self._cues[index] = find_cues(self._words, self._frames[index])
        return self._cues[index]

    def name_of(self, index: int, phrase: Phrase) -> Place | None:
        """Where the name stands that the phrase gives or, as a pronoun, stands for."""
        if is_pronoun(self._words, self._frames[index].tokens, phrase):
            return self._antecedent(index, phrase.first)
        key = index, phrase
        if key not in self._names:
            self._names[key] = (
                self._place(index, phrase)
                if self._has_name(index, phrase)
                else self._apposed(index, phrase)
                or self._in_office(index, phrase)
                or self._holder(index, phrase)
            )
        return self._names[key]

    def _place(self, index: int, phrase: Phrase) -> Place:
        tokens = self._frames[index].tokens
        return tokens[phrase.first].start, tokens[phrase.last].end

    def _before(self, index: int) -> Iterator[int]:
        """The sentences before one, as far as the paragraph before its own, the last first."""
        earliest = self._frames[index].paragraph - 1
        for back in range(index - 1, max(-1, index - 1 - _LOOK_BACK), -1):
            if self._frames[back].paragraph < earliest:
                break
            yield back

    def _holder(self, index: int, phrase: Phrase) -> Place | None:
        """The one person whom the text anywhere introduces with the office the phrase gives."""
        return holder(self._frames[index].tokens, phrase, self._offices, code=self._words.code)

    def _in_office(self, index: int, phrase: Phrase) -> Place | None:
        """The name that a short role takes up: "the minister" after "Minister Jane Doe said"."""
        words, tokens = self._words, self._frames[index].tokens
        role = tokens[phrase.last].low
        if (
            phrase.last - phrase.first != 1
            or tokens[phrase.first].low not in words.phrases.the
            or role not in words.verbs.role_nouns
        ):
            return None
        found: Place | None = None
        for back in self._before(index):
            frame = self._frames[back]
            for speaker in [cue.speaker for cue in self.cues_of(back)]:
                lows = [token.low for token in frame.tokens[speaker.first : speaker.last + 1]]
                if role in lows and self._has_name(back, speaker):
                    if found is not None and lows[-1] not in frame.masked[slice(*found)].lower():
                        return None
                    found = found or self._place(back, speaker)
        return found

    def _apposed(self, index: int, phrase: Phrase) -> Place | None:
        """The name that stands in commas behind a role: "the chairman, Jane Doe,"."""
        words, tokens = self._words, self._frames[index].tokens
        first, comma = tokens[phrase.first], phrase.last + 1
        if comma + 1 >= len(tokens) or tokens[comma].text != ",":
            return None
        if not (
            first.low in words.references.owners
            or first.low.endswith(words.phrases.possessive)
            or words.is_role(first.text)
        ):
            return None
        name = phrase_after(words, tokens, comma + 1)
        if name is None or name.first == name.last or not self._has_name(index, name):
            return None
        marks = ",.;—–" if words.quotations.dialogue_dashes else ",.;"
        closes = name.last + 1 >= len(tokens) or tokens[name.last + 1].text in marks
        if not closes or not self._people.is_person(tokens, name, are_many=False):
            return None
        return self._place(index, name)

    def _antecedent(self, index: int, at: int) -> Place | None:
        """The name that a pronoun stands for, through however many pronouns before it."""
        passed: list[_Pronoun] = []
        step: _Pronoun | Place | None = _Pronoun(index, at)
        while isinstance(step, _Pronoun):
            if step in self._antecedents:
                step = self._antecedents[step]
                break
            passed.append(step)
            step = self._one_back(step.frame, step.token)
        self._antecedents.update(dict.fromkeys(passed, step))
        return step

    def _one_back(self, index: int, at: int) -> _Pronoun | Place | None:
        """What a pronoun takes up: a name, or the pronoun of a sentence before."""
        pronoun = self._frames[index].tokens[at].low
        inside = self._inside(index, at, pronoun)
        if inside is not None:
            return inside
        for back in self._before(index):
            if self._frames[back].is_only_quotes:
                continue
            settled, place = self._subject_for(back, pronoun)
            if settled:
                return place
        return None

    def _inside(self, index: int, at: int, pronoun: str) -> Place | None:
        """The subject of an earlier clause of the same sentence."""
        tokens, people = self._frames[index].tokens, self._people
        for cue in reversed(self.cues_of(index)):
            if cue.last >= at or cue.speaker.last >= at:
                continue
            if people.may_be(tokens, cue.speaker, pronoun):
                return self._place(index, cue.speaker)
        subject = subject_of(self._words, tokens, at)
        if (
            subject is not None
            and subject.last < at
            and people.may_be(tokens, subject, pronoun)
            and self._has_name(index, subject)
        ):
            return self._place(index, subject)
        return None

    def _subject_for(self, index: int, pronoun: str) -> tuple[bool, _Pronoun | Place | None]:
        """Whether the sentence settles the pronoun, and the name or pronoun if it does."""
        tokens, people = self._frames[index].tokens, self._people
        candidates = [cue.speaker for cue in self.cues_of(index) if cue.side != "shared"]
        subject = subject_of(self._words, tokens, len(tokens))
        if subject is not None:
            candidates.append(subject)
        for phrase in candidates:
            if is_pronoun(self._words, tokens, phrase):
                if tokens[phrase.first].low == pronoun:
                    return True, _Pronoun(index, phrase.first)
            elif people.may_be(tokens, phrase, pronoun):
                is_sure = not self._has_rival(index, candidates, phrase, pronoun)
                return True, self.name_of(index, phrase) if is_sure else None
        return people.are_named(tokens), None

    def _has_rival(
        self, index: int, candidates: list[Phrase], chosen: Phrase, pronoun: str
    ) -> bool:
        """Whether another speaker or subject of the sentence would fit as well."""
        tokens = self._frames[index].tokens
        own = {tokens[k].low for k in range(chosen.first, chosen.last + 1)}
        return any(
            phrase != chosen
            and tokens[phrase.last].low not in own
            and not is_pronoun(self._words, tokens, phrase)
            and self._people.may_be(tokens, phrase, pronoun)
            for phrase in candidates
        )

    def _has_name(self, index: int, phrase: Phrase) -> bool:
        """Whether the phrase gives a proper name, and not a role alone."""
        frame, words = self._frames[index], self._words
        tokens = frame.tokens
        last = tokens[phrase.last]
        if not last.is_capital:
            return False
        if phrase.first == phrase.last:
            if last.low in words.pronouns or words.is_role(last.text):
                return False
            if last.start == frame.start and words.is_role(last.low):
                # "Supporters", with the capital of a sentence
                return not last.low.endswith(words.phrases.plural_ending)
        for k in range(phrase.first + 1, phrase.last):
            head = tokens[k - 1]
            if tokens[k].low in words.phrases.connectors and (
                not head.is_capital or (words.is_role(head.text) and head.low not in words.offices)
            ):
                return False  # "a spokesman for the Camelot Group"
        named = frame.masked[tokens[phrase.first].start : last.end]
        return ending_name(named, code=words.code) is not None
