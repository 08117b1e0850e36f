"""The grammar of who says it: from a cue verb to the words that name its speaker."""

from __future__ import annotations

from typing import Literal, NamedTuple

from extractor.scanning.speech.frames import Frame
from extractor.scanning.speech.phrases import (
    Phrase,
    can_speak,
    low_at,
    noun_phrase_ending,
    skip_adverbs,
)
from extractor.scanning.speech.phrases_ahead import phrase_after, subject_of
from extractor.scanning.speech.subjects import subject_before
from extractor.scanning.speech.words import ANY, CuePhrase, SpeechWords

Side = Literal["before", "after", "by", "shared"]

_LOOK_BACK = 60
"""Quotation marks further from a verb than this many tokens are not its own."""
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
    if words.may_cue.isdisjoint(frame.words):
        return []
    return _CueReader(words, frame).read()


class _CueReader:
    """Reads the cues of one sentence from left to right.

    Its rules are given the place `i` of a verb, and the place `at` of the last token before it that
    is no adverb and no "has".
    """

    def __init__(self, words: SpeechWords, frame: Frame) -> None:
        self._words = words
        self._rules = words.clauses
        self._frame = frame
        self._tokens = frame.tokens
        self._cues: list[Cue] = []

    def read(self) -> list[Cue]:
        """The cues; those before a verb may give it their speaker."""
        words = self._words
        for i, token in enumerate(self._tokens):
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

    def _low(self, i: int) -> str:
        return low_at(self._tokens, i)

    def _before(self, i: int) -> int:
        """The last token before `i` that is no adverb."""
        return skip_adverbs(self._words, self._tokens, i - 1)

    def _can_speak(self, phrase: Phrase) -> bool:
        return can_speak(self._words, self._tokens, phrase)

    def _after(self, start: int) -> Phrase | None:
        return phrase_after(self._words, self._tokens, start)

    def _subject(self, at: int) -> Phrase | None:
        return subject_before(self._words, self._tokens, at)

    def _phrase_cue(self, i: int, cue: CuePhrase) -> Cue | None:
        """ "According to", "in the words of", "put it", "went on"."""
        first = i - cue.longest
        behind = first + len(cue.words)
        if first < 0 or not all(
            word in (ANY, self._low(first + k)) for k, word in enumerate(cue.words)
        ):
            return None
        if cue.is_before_speaker:
            phrase = self._after(behind)
            return Cue(first, behind - 1, phrase, "by", True) if phrase else None
        if first == 0 or (cue.needs_quote and not self._opens_quote_at(behind)):
            return None
        phrase = self._subject(self._before(first))
        return Cue(first, behind - 1, phrase, "before", True) if phrase else None

    def _opens_quote_at(self, i: int) -> bool:
        """Whether a comma or colon and a quotation follow: "He went on: “…”", no journey."""
        tokens = self._tokens
        return i + 1 < len(tokens) and tokens[i].text in ":," and tokens[i + 1].is_quote

    # One verb

    def _verb_cue(self, i: int) -> Cue | None:
        words, low = self._words, self._tokens[i].low
        if low in words.verbs.after_quote_only and not self._is_beside_quote(i):
            return None
        if self._is_said_of(i) or self._lacks_finding(i):
            return None
        previous = self._before(i)
        if low in words.participles:
            return self._participle(i, previous)
        if previous >= 0 and self._tokens[previous].low in words.be:
            return self._passive(i)
        at = previous
        while at >= 0 and self._tokens[at].low in self._rules.perfect:
            at = self._before(at)
        if at >= 0 and (self._says_nothing(at) or self._is_noun(i, at)):
            return None
        side: Side = "after"
        phrase = self._inverted(i, at, follows=at == previous)
        if phrase is None and at >= 0:
            if not self._is_second(at):
                side, phrase = "before", self._subject(at)
            elif self._is_beside_quote(i) or self._has_word_after(i):
                side, phrase = "shared", self._shared(at)
        if phrase is None or self._is_empty(i, phrase):
            return None
        return self._cue_of(i, at, phrase, side)

    def _cue_of(self, i: int, at: int, phrase: Phrase, side: Side) -> Cue | None:
        """The cue of a verb whose speaker is found, if it is one that says something."""
        words, low = self._words, self._tokens[i].low
        is_claim = low in words.verbs.claim_forms
        follows_quote = side == "after" and at >= 0 and self._tokens[at].is_quote
        if low in words.verbs.always_speech or (is_claim and follows_quote):
            return Cue(i, i, phrase, side, is_claim)
        speaks = self._can_speak(phrase)
        if self._opens_quote(i) and (speaks or not self._cues):
            return Cue(i, i, phrase, side, is_claim)
        opens = self._opens_claim(i)
        if not speaks or not (opens or side == "after" or self._is_beside_quote(i)):
            return None
        return Cue(i, i, phrase, side, is_claim and opens)

    def _is_beside_quote(self, i: int) -> bool:
        """Whether a quotation stands near in the same sentence."""
        return self._frame.has_quote(i - _LOOK_BACK, i + _LOOK_BACK)

    def _opens_quote(self, i: int) -> bool:
        """Whether a quotation follows the verb, or all but follows it."""
        if not self._frame.quotes:
            return False
        tokens = self._tokens
        at = i + 1
        if self._low(at) in self._words.phrases.that:
            at += 1
        if at < len(tokens) and tokens[at].text in ",:":
            at += 1
        return at < len(tokens) and tokens[at].is_quote

    def _is_said_of(self, i: int) -> bool:
        """Whether somebody is spoken of: "thought to be", "said to have"."""
        if self._tokens[i].low not in self._words.verbs.past_forms:
            return False
        return f"{self._low(i + 1)} {self._low(i + 2)}" in self._rules.said_of

    def _lacks_finding(self, i: int) -> bool:
        """Whether a verb that needs "out" or "that" has neither: "found a wallet"."""
        return (
            self._tokens[i].low in self._words.verbs.needs_out
            and self._low(i + 1) not in self._rules.opens_finding
            and not self._opens_quote(i)
        )

    def _says_nothing(self, at: int) -> bool:
        """Whether the verb is denied, put off, or no verb: "would say", "to say", "the claims"."""
        return self._tokens[at].low in self._words.not_before_verb

    def _is_noun(self, i: int, at: int) -> bool:
        """Whether a form that is a verb as well is a noun: "the police chief", "at some point"."""
        words, low, before = self._words, self._tokens[i].low, self._tokens[at].low
        is_bare = low in words.bare
        if is_bare and not self._is_plural_subject(at):
            return True
        if before not in words.alone or low in words.verbs.always_speech:
            return False
        if low in words.verbs.third_forms:
            return before in self._rules.plural_alone
        return is_bare and at > 0 and self._tokens[at - 1].low in words.classes.prepositions

    def _is_plural_subject(self, at: int) -> bool:
        token, low = self._tokens[at], self._tokens[at].low
        return low in self._rules.plural_subjects or (
            token.is_word
            and low.endswith(self._words.phrases.plural_ending)
            and not low.endswith(self._rules.not_plural_endings)
        )

    def _inverted(self, i: int, at: int, *, follows: bool) -> Phrase | None:
        """The speaker behind the verb: "…", said the mayor."""
        words, tokens = self._words, self._tokens
        low = tokens[i].low
        begins = at < 0 or tokens[at].is_quote
        is_behind_mark = follows and low in words.verbs.claim_forms and self._is_dash(at)
        if not (begins or is_behind_mark) or low in words.verbs.listener_forms:
            return None  # "told X" names who listens
        phrase = self._after(i + 1)
        if phrase is None or tokens[phrase.first].low in words.object_words:
            return None  # "called it": the object
        if not self._ends_clause(phrase.last + 1, at):
            return None
        return phrase if begins or self._can_speak(phrase) else None

    def _is_dash(self, at: int) -> bool:
        return at >= 0 and self._tokens[at].text in ",—–"

    def _ends_clause(self, i: int, before: int) -> bool:
        """Whether an inverted speaker is complete: no verb follows whose subject it would be."""
        if i >= len(self._tokens) or not self._tokens[i].is_word:
            return True
        low = self._tokens[i].low
        if self._is_dash(before):
            return low in self._words.after_speaker
        return low not in self._words.not_after_speaker

    def _is_second(self, at: int) -> bool:
        """Whether the verb is joined to one before it: "came and said"."""
        tokens, rules = self._tokens, self._rules
        return tokens[at].low in rules.joints or (
            tokens[at].text == "," and at > 0 and tokens[at - 1].low in rules.comma_joints
        )

    def _has_word_after(self, i: int) -> bool:
        """Whether anything can be claimed, unlike "between the centre and states"."""
        tokens = self._tokens
        return i + 1 < len(tokens) and (tokens[i + 1].is_word or tokens[i + 1].text in ",:")

    def _shared(self, before: int) -> Phrase | None:
        """The speaker that an earlier verb of the sentence has, or the sentence's subject."""
        inner: Phrase | None = None
        for cue in reversed(self._cues):
            if cue.last < before:
                head = cue.speaker.first - 1
                if head >= 0 and self._tokens[head].low in self._words.subordinating:
                    inner = inner or cue.speaker
                    continue
                return cue.speaker
        return subject_of(self._words, self._tokens, before) or inner

    def _is_empty(self, i: int, phrase: Phrase) -> bool:
        """Whether "it" or "who" says nothing by itself: "it reports to the minister"."""
        words = self._words
        return (
            phrase.first == phrase.last
            and self._tokens[phrase.last].low in self._rules.empty_subjects
            and self._tokens[i].low not in words.verbs.always_speech
            and self._low(i + 1) not in words.phrases.that
            and not self._is_beside_quote(i)
        )

    def _opens_claim(self, i: int) -> bool:
        """Whether what follows the verb is a claim, and no bare noun that the verb describes."""
        if i + 1 >= len(self._tokens) or not self._tokens[i + 1].is_word:
            return True
        words, following = self._words, self._tokens[i + 1]
        if self._tokens[i].low in words.verbs.needs_clause:
            return following.low in words.opens_clause
        return (
            following.low in words.opens_claim
            or following.is_capital
            or following.text[0].isdigit()
            or following.low.endswith(self._rules.claim_endings)
        )

    # Passives and participles

    def _passive(self, i: int) -> Cue | None:
        """ "It was reported by X"."""
        words, tokens = self._words, self._tokens
        is_claim = tokens[i].low in words.verbs.claim_forms
        for by in range(i + 1, min(i + _FARTHEST_BY, len(tokens))):
            if tokens[by].text in ",;:" or tokens[by].low in words.classes.conjunctions:
                break
            if tokens[by].low in self._rules.by:
                phrase = self._after(by + 1)
                if phrase is not None and self._can_speak(phrase):
                    return Cue(i, by, phrase, "by", is_claim)
                break
        return None

    def _participle(self, i: int, previous: int) -> Cue | None:
        """ "X was quoted as saying", "X is saying", "…, saying", "with X saying"."""
        rules, words, low = self._rules, self._words, self._tokens[i].low
        is_claim = low in words.verbs.claim_forms and (low in rules.sayings or self._opens_claim(i))
        if (
            not {low, f"{low} {self._low(i + 1)}"}.isdisjoint(rules.no_sayings)
            or not (is_claim or self._is_beside_quote(i))
            or self._low(previous) in rules.before_noun  # "a finding"
            or self._is_modified(i, previous)
        ):
            return None
        quoted = self._quoted_as(previous)
        if quoted is not None:
            at = self._before(quoted)
            while at >= 0 and self._tokens[at].low in words.be_or_perfect:
                at = self._before(at)
            return self._with_speaker(i, self._subject(at), "before", is_claim)
        if self._low(previous) in words.be:
            subject = self._subject(self._before(previous))
            return self._with_speaker(i, subject, "before", is_claim)
        phrase = self._noun_before(previous)
        if phrase is not None:
            head = self._low(phrase.first - 1)
            if head in rules.with_:
                return Cue(i, i, phrase, "before", is_claim)
            if self._tokens[previous].low in words.participle_papers:
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
        words, before = self._words, self._tokens[i - 1]
        return (
            i > 0
            and before.is_word
            and before.low not in words.before_participle
            and not before.low.endswith(words.phrases.adverb_endings)
            and not self._opens_quote(i)
            and self._low(i + 1) not in words.phrases.that
            and not self._is_with(previous)
        )

    def _is_with(self, at: int) -> bool:
        """Whether the noun at `at` opens with "with": "with officials reporting"."""
        phrase = noun_phrase_ending(self._words, self._tokens, at)
        return phrase is not None and self._low(phrase.first - 1) in self._rules.with_

    def _quoted_as(self, at: int) -> int | None:
        """Where "quoted" stands in "quoted as saying", "quoted by the daily as saying"."""
        if self._low(at) not in self._rules.as_:
            return None
        near = range(at - 1, max(-1, at - 1 - _FARTHEST_QUOTED), -1)
        return next((k for k in near if self._tokens[k].low in self._rules.quoted), None)

    def _noun_before(self, previous: int) -> Phrase | None:
        """The speaker that ends at `previous`, with at least one word before it."""
        if previous < 0 or not self._tokens[previous].is_word:
            return None
        if self._tokens[previous].low in self._rules.before_participle:
            return None
        phrase = noun_phrase_ending(self._words, self._tokens, previous)
        if phrase is None or phrase.first == 0 or not self._can_speak(phrase):
            return None
        return phrase
