"""What stands around a verb, and whether it can be one that says something."""

from __future__ import annotations

from extractor.scanning.speech.frames import Frame
from extractor.scanning.speech.phrases import low_at, skip_adverbs
from extractor.scanning.speech.words import SpeechWords

_LOOK_BACK = 60
"""Quotation marks further from a verb than this many tokens are not its own."""


class Verbs:
    """The rules for the verbs of one sentence.

    They are given the place `i` of a verb, and the place `at` of the last token before it that is
    no adverb and no "has".
    """

    def __init__(self, words: SpeechWords, frame: Frame) -> None:
        self.words = words
        self.rules = words.clauses
        self.frame = frame
        self.tokens = frame.tokens

    def low(self, i: int) -> str:
        """The token at `i` in small letters; nothing where there is none."""
        return low_at(self.tokens, i)

    def before(self, i: int) -> int:
        """The last token before `i` that is no adverb."""
        return skip_adverbs(self.words, self.tokens, i - 1)

    def opens_quote_at(self, i: int) -> bool:
        """Whether a comma or colon and a quotation follow: "He went on: “…”", no journey."""
        tokens = self.tokens
        return i + 1 < len(tokens) and tokens[i].text in ":," and tokens[i + 1].is_quote

    def is_beside_quote(self, i: int) -> bool:
        """Whether a quotation stands near in the same sentence."""
        return self.frame.has_quote(i - _LOOK_BACK, i + _LOOK_BACK)

    def opens_quote(self, i: int) -> bool:
        """Whether a quotation follows the verb, or all but follows it."""
        if not self.frame.quotes:
            return False
        tokens = self.tokens
        at = i + 1
        if self.low(at) in self.words.phrases.that:
            at += 1
        if at < len(tokens) and tokens[at].text in ",:":
            at += 1
        return at < len(tokens) and tokens[at].is_quote

    def is_said_of(self, i: int) -> bool:
        """Whether somebody is spoken of: "thought to be", "said to have"."""
        if self.tokens[i].low not in self.words.verbs.past_forms:
            return False
        return f"{self.low(i + 1)} {self.low(i + 2)}" in self.rules.said_of

    def lacks_finding(self, i: int) -> bool:
        """Whether a verb that needs "out" or "that" has neither: "found a wallet"."""
        return (
            self.tokens[i].low in self.words.verbs.needs_out
            and self.low(i + 1) not in self.rules.opens_finding
            and not self.opens_quote(i)
        )

    def says_nothing(self, at: int) -> bool:
        """Whether the verb is denied, put off, or no verb: "would say", "to say", "the claims"."""
        return self.tokens[at].low in self.words.not_before_verb

    def is_noun(self, i: int, at: int) -> bool:
        """Whether a form that is a verb as well is a noun: "the police chief", "at some point"."""
        words, low, before = self.words, self.tokens[i].low, self.tokens[at].low
        is_bare = low in words.bare
        if is_bare and not self.is_plural_subject(at):
            return True
        if before not in words.alone or low in words.verbs.always_speech:
            return False
        if low in words.verbs.third_forms:
            return before in self.rules.plural_alone
        return is_bare and at > 0 and self.tokens[at - 1].low in words.classes.prepositions

    def is_plural_subject(self, at: int) -> bool:
        """Whether a verb without the ending of the third person may follow."""
        token, low = self.tokens[at], self.tokens[at].low
        return low in self.rules.plural_subjects or (
            token.is_word
            and low.endswith(self.words.phrases.plural_ending)
            and not low.endswith(self.rules.not_plural_endings)
        )

    def is_dash(self, at: int) -> bool:
        """Whether a comma or dash stands there."""
        return at >= 0 and self.tokens[at].text in ",—–"

    def ends_clause(self, i: int, before: int) -> bool:
        """Whether an inverted speaker is complete: no verb follows whose subject it would be."""
        if i >= len(self.tokens) or not self.tokens[i].is_word:
            return True
        low = self.tokens[i].low
        if self.is_dash(before):
            return low in self.words.after_speaker
        return low not in self.words.not_after_speaker

    def is_second(self, at: int) -> bool:
        """Whether the verb is joined to one before it: "came and said"."""
        tokens, rules = self.tokens, self.rules
        return tokens[at].low in rules.joints or (
            tokens[at].text == "," and at > 0 and tokens[at - 1].low in rules.comma_joints
        )

    def has_word_after(self, i: int) -> bool:
        """Whether anything can be claimed, unlike "between the centre and states"."""
        tokens = self.tokens
        return i + 1 < len(tokens) and (tokens[i + 1].is_word or tokens[i + 1].text in ",:")

    def opens_claim(self, i: int) -> bool:
        """Whether what follows the verb is a claim, and no bare noun that the verb describes."""
        if i + 1 >= len(self.tokens) or not self.tokens[i + 1].is_word:
            return True
        words, following = self.words, self.tokens[i + 1]
        if self.tokens[i].low in words.verbs.needs_clause:
            return following.low in words.opens_clause
        return (
            following.low in words.opens_claim
            or following.is_capital
            or following.text[0].isdigit()
            or following.low.endswith(self.rules.claim_endings)
        )
