"""The grammar of who says it: from a cue verb to the words that name its speaker."""

from __future__ import annotations

from typing import Literal, NamedTuple

from extractor.scanning.speech.frames import Frame
from extractor.scanning.speech.phrases import (
    Phrase,
    can_speak,
    noun_phrase_ending,
)
from extractor.scanning.speech.phrases_ahead import phrase_after, subject_of
from extractor.scanning.speech.subjects import subject_before
from extractor.scanning.speech.verbs import Verbs
from extractor.scanning.speech.words import ANY, CuePhrase, SpeechWords

Side = Literal["before", "after", "by", "shared"]

_FARTHEST_BY = 8
"""Tokens from a passive verb to what stands behind its "by"."""
_FARTHEST_QUOTED = 8
"""Tokens from "quoted" to "as saying"."""


class Cue(NamedTuple):
    """One cue verb and its speaker."""

    first: int
    """Its first token: "according" of "according to"."""
    last: int
    """Its last token."""
    speaker: Phrase
    side: Side
    """Where the speaker stands; `by` after "according to" and passives; `shared` where it is taken
    over from an earlier verb of the sentence."""
    is_claim: bool
    """Whether a claim follows even without quotation marks."""


def find_cues(words: SpeechWords, frame: Frame) -> list[Cue]:
    """Every cue verb of a sentence whose speaker is found, in reading order."""
    may_cue = words.may_cue if frame.is_quoting else words.may_cue_unquoted
    if may_cue.isdisjoint(frame.words):
        return []
    return _CueReader(words, frame).read()


class _CueReader(Verbs):
    """Reads the cues of one sentence from left to right."""

    def __init__(self, words: SpeechWords, frame: Frame) -> None:
        super().__init__(words, frame)
        self._cues: list[Cue] = []

    def read(self) -> list[Cue]:
        """The cues; those before a verb may give it their speaker."""
        words = self.words
        for i, token in enumerate(self.tokens):
            low = token.low
            if low not in words.may_cue:
                continue
            cue: Cue | None = None
            if low in words.phrase_anchors:
                cue = self._phrase_cue(i, words.cue_phrases[low])
            elif i == 0 or not token.is_capital:
                cue = self._verb_cue(i)
            if cue is not None:
                self._cues.append(cue)
        return self._cues

    def _can_speak(self, phrase: Phrase) -> bool:
        return can_speak(self.words, self.tokens, phrase)

    def _after(self, start: int) -> Phrase | None:
        return phrase_after(self.words, self.tokens, start)

    def _subject(self, at: int) -> Phrase | None:
        return subject_before(self.words, self.tokens, at)

    def _phrase_cue(self, i: int, cue: CuePhrase) -> Cue | None:
        """ "According to", "in the words of", "put it", "went on"."""
        first = i - cue.longest
        behind = first + len(cue.words)
        if first < 0 or not all(
            word in (ANY, self.low(first + k)) for k, word in enumerate(cue.words)
        ):
            return None
        if cue.is_before_speaker:
            phrase = self._after(behind)
            return Cue(first, behind - 1, phrase, "by", True) if phrase else None
        if first == 0 or (cue.needs_quote and not self.opens_quote_at(behind)):
            return None
        phrase = self._subject(self.before(first))
        return Cue(first, behind - 1, phrase, "before", True) if phrase else None

    # One verb

    def _verb_cue(self, i: int) -> Cue | None:
        words, low = self.words, self.tokens[i].low
        if low in words.verbs.after_quote_only and not self.is_beside_quote(i):
            return None
        if self.is_said_of(i) or self.lacks_finding(i):
            return None
        previous = self.before(i)
        if low in words.participles:
            return self._participle(i, previous)
        if previous >= 0 and self.tokens[previous].low in words.be:
            return self._passive(i)
        at = previous
        while at >= 0 and self.tokens[at].low in self.rules.perfect:
            at = self.before(at)
        if at >= 0 and (self.says_nothing(at) or self.is_noun(i, at)):
            return None
        side: Side = "after"
        phrase = self._inverted(i, at, follows=at == previous)
        if phrase is None and at >= 0:
            if not self.is_second(at):
                side, phrase = "before", self._subject(at)
            elif self.is_beside_quote(i) or self.has_word_after(i):
                side, phrase = "shared", self._shared(at)
        if phrase is None or self._is_empty(i, phrase) or self._is_speech_itself(at, phrase):
            return None
        return self._cue_of(i, at, phrase, side)

    def _is_speech_itself(self, at: int, phrase: Phrase) -> bool:
        """Whether the words found for a speaker are what was said: "…", said."""
        return (
            phrase.first == phrase.last
            and self.tokens[phrase.first].is_quote
            and phrase.first < at
            and self.tokens[at].text == ","
        )

    def _cue_of(self, i: int, at: int, phrase: Phrase, side: Side) -> Cue | None:
        """The cue of a verb whose speaker is found, if it is one that says something."""
        words, low = self.words, self.tokens[i].low
        is_claim = low in words.verbs.claim_forms
        follows_quote = side == "after" and at >= 0 and self.tokens[at].is_quote
        if low in words.verbs.always_speech or (is_claim and follows_quote):
            return Cue(i, i, phrase, side, is_claim)
        speaks = self._can_speak(phrase)
        if self.opens_quote(i) and (speaks or not self._cues):
            return Cue(i, i, phrase, side, is_claim)
        opens = self.opens_claim(i)
        if not speaks or not (opens or side == "after" or self.is_beside_quote(i)):
            return None
        return Cue(i, i, phrase, side, is_claim and opens)

    def _inverted(self, i: int, at: int, *, follows: bool) -> Phrase | None:
        """The speaker behind the verb: "…", said the mayor."""
        words, tokens = self.words, self.tokens
        low = tokens[i].low
        begins = at < 0 or tokens[at].is_quote
        is_behind_mark = follows and low in words.verbs.claim_forms and self.is_dash(at)
        if not (begins or is_behind_mark) or low in words.verbs.listener_forms:
            return None  # "told X" names who listens
        phrase = self._after(i + 1)
        if phrase is None or tokens[phrase.first].low in words.object_words:
            return None  # "called it": the object
        if not self.ends_clause(phrase.last + 1, at):
            return None
        return phrase if begins or self._can_speak(phrase) else None

    def _shared(self, before: int) -> Phrase | None:
        """The speaker that an earlier verb of the sentence has, or the sentence's subject."""
        inner: Phrase | None = None
        for cue in reversed(self._cues):
            if cue.last < before:
                head = cue.speaker.first - 1
                if head >= 0 and self.tokens[head].low in self.words.subordinating:
                    inner = inner or cue.speaker
                    continue
                return cue.speaker
        return subject_of(self.words, self.tokens, before) or inner

    def _is_empty(self, i: int, phrase: Phrase) -> bool:
        """Whether "it" or "who" says nothing by itself: "it reports to the minister"."""
        words = self.words
        return (
            phrase.first == phrase.last
            and self.tokens[phrase.last].low in self.rules.empty_subjects
            and self.tokens[i].low not in words.verbs.always_speech
            and self.low(i + 1) not in words.phrases.that
            and not self.is_beside_quote(i)
        )

    # Passives and participles

    def _passive(self, i: int) -> Cue | None:
        """ "It was reported by X"."""
        words, tokens = self.words, self.tokens
        is_claim = tokens[i].low in words.verbs.claim_forms
        for by in range(i + 1, min(i + _FARTHEST_BY, len(tokens))):
            if tokens[by].text in ",;:" or tokens[by].low in words.classes.conjunctions:
                break
            if tokens[by].low in self.rules.by:
                phrase = self._after(by + 1)
                if phrase is not None and self._can_speak(phrase):
                    return Cue(i, by, phrase, "by", is_claim)
                break
        return None

    def _participle(self, i: int, previous: int) -> Cue | None:
        """ "X was quoted as saying", "X is saying", "…, saying", "with X saying"."""
        rules, words, low = self.rules, self.words, self.tokens[i].low
        is_claim = low in words.verbs.claim_forms and (low in rules.sayings or self.opens_claim(i))
        if (
            not {low, f"{low} {self.low(i + 1)}"}.isdisjoint(rules.no_sayings)
            or not (is_claim or self.is_beside_quote(i))
            or self.low(previous) in rules.before_noun  # "a finding"
            or self._is_modified(i, previous)
        ):
            return None
        quoted = self._quoted_as(previous)
        if quoted is not None:
            at = self.before(quoted)
            while at >= 0 and self.tokens[at].low in words.be_or_perfect:
                at = self.before(at)
            return self._with_speaker(i, self._subject(at), "before", is_claim)
        if self.low(previous) in words.be:
            subject = self._subject(self.before(previous))
            return self._with_speaker(i, subject, "before", is_claim)
        phrase = self._noun_before(previous)
        if phrase is not None:
            head = self.low(phrase.first - 1)
            if head in rules.with_:
                return Cue(i, i, phrase, "before", is_claim)
            if self.tokens[previous].low in words.participle_papers:
                return self._with_speaker(i, self._shared(i), "shared", is_claim)
            if head in words.object_prepositions:
                return None
        shared = self._shared(i)
        if shared is None or not self._can_speak(shared):
            return None
        return Cue(i, i, shared, "shared", is_claim)

    def _with_speaker(
        self, i: int, phrase: Phrase | None, side: Side, is_claim: bool
    ) -> Cue | None:
        return Cue(i, i, phrase, side, is_claim) if phrase else None

    def _is_modified(self, i: int, previous: int) -> bool:
        """Whether a noun stands before the participle that is none then: "tsunami warning"."""
        words, before = self.words, self.tokens[i - 1]
        return (
            i > 0
            and before.is_word
            and before.low not in words.before_participle
            and not before.low.endswith(words.phrases.adverb_endings)
            and not self.opens_quote(i)
            and self.low(i + 1) not in words.phrases.that
            and not self._is_with(previous)
        )

    def _is_with(self, at: int) -> bool:
        """Whether the noun at `at` opens with "with": "with officials reporting"."""
        phrase = noun_phrase_ending(self.words, self.tokens, at)
        return phrase is not None and self.low(phrase.first - 1) in self.rules.with_

    def _quoted_as(self, at: int) -> int | None:
        """Where "quoted" stands in "quoted as saying", "quoted by the daily as saying"."""
        if self.low(at) not in self.rules.as_:
            return None
        near = range(at - 1, max(-1, at - 1 - _FARTHEST_QUOTED), -1)
        return next((k for k in near if self.tokens[k].low in self.rules.quoted), None)

    def _noun_before(self, previous: int) -> Phrase | None:
        """The speaker that ends at `previous`, with at least one word before it."""
        if previous < 0 or not self.tokens[previous].is_word:
            return None
        if self.tokens[previous].low in self.rules.before_participle:
            return None
        phrase = noun_phrase_ending(self.words, self.tokens, previous)
        if phrase is None or phrase.first == 0 or not self._can_speak(phrase):
            return None
        return phrase
