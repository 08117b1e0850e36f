"""Which phrases name a person, and which pronouns may stand for them."""

from __future__ import annotations

import re

from extractor.languages.patterns import UPPER
from extractor.scanning.speech.frames import Token
from extractor.scanning.speech.phrases import Phrase
from extractor.scanning.speech.words import SpeechWords

_RUN = re.compile(rf"[{UPPER}][\w.’'-]*(?: [{UPPER}][\w.’'-]*){{1,6}}")


def is_pronoun(words: SpeechWords, tokens: list[Token], phrase: Phrase) -> bool:
    """Whether a phrase is a pronoun for people."""
    return phrase.first == phrase.last and tokens[phrase.first].low in words.pronouns


class People:
    """The people of one text."""

    def __init__(self, words: SpeechWords, masked: str) -> None:
        self._words = words
        runs = set(_RUN.findall(masked))
        self._surnames = {name for run in runs for name in self._surname_of_run(run.split())}

    def are_named(self, tokens: list[Token]) -> bool:
        """Whether a sentence names somebody."""
        return any(token.text in self._surnames for token in tokens)

    def may_be(self, tokens: list[Token], phrase: Phrase, pronoun: str) -> bool:
        """Whether a phrase names whom the pronoun may stand for."""
        return _fits(self._words, tokens, phrase, pronoun) and self.is_person(
            tokens, phrase, are_many=pronoun in self._words.references.plural
        )

    def is_person(self, tokens: list[Token], phrase: Phrase, *, are_many: bool) -> bool:
        """Whether a phrase names a person; with `are_many`, several or a body."""
        words = self._words
        last = tokens[phrase.last]
        low = last.low.removesuffix(words.phrases.possessive)
        if not are_many and _has_role_as_head(words, tokens, phrase):
            return True
        if not last.is_capital:
            if are_many:
                return low in words.roles or low.endswith(words.phrases.plural_ending)
            return low in words.verbs.role_nouns or low.endswith(words.references.person_endings)
        if low in words.group_names:
            return are_many
        if last.text in self._surnames:
            return True
        before = [
            tokens[k].low.strip(".") for k in range(_head_first(words, tokens, phrase), phrase.last)
        ]
        if not words.person_words.isdisjoint(before):
            return True
        if are_many:
            return not words.phrases.and_.isdisjoint(before)
        before = [low for low in before if low not in words.names.particles]  # "Ramón de la Fuente"
        return bool(before) and words.not_person.isdisjoint(before)

    def _surname_of_run(self, run: list[str]) -> list[str]:
        """The last word of a run of capitalised words, if the run names a person.

        What an owner has is no part of the name: "Mr Hill's Budget".
        """
        words, possessive = self._words, self._words.phrases.possessive
        run = [word.replace("’", "'") if word.endswith("’s") else word for word in run]
        owner = next((k for k, word in enumerate(run) if word.endswith(possessive)), len(run))
        run = run[: owner + 1]
        lows = [word.lower().strip(".") for word in run]
        if not words.bodies.isdisjoint(lows):
            return []
        named = [w for w, low in zip(run, lows, strict=True) if low not in words.not_surname]
        if not named:
            return []
        surname = named[-1].rstrip(".").removesuffix(possessive)
        has_title = not words.titles.isdisjoint(lows[:-1])
        return [surname] if len(surname) > 2 and (has_title or len(named) > 1) else []


def _head_first(words: SpeechWords, tokens: list[Token], phrase: Phrase) -> int:
    """Where the words of the head begin, behind an owner: "Mr Hill's Budget" is nobody."""
    owners = (
        k + 1
        for k in range(phrase.last - 1, phrase.first - 1, -1)
        if tokens[k].low.endswith(words.genitives)
    )
    return next(owners, phrase.first)


def _has_role_as_head(words: SpeechWords, tokens: list[Token], phrase: Phrase) -> bool:
    """ "A spokeswoman for the council" is a person, whatever stands behind the preposition."""
    for k in range(phrase.first + 1, phrase.last):
        if tokens[k].low in words.phrases.connectors:
            head = tokens[k - 1]
            return not head.is_capital and (
                head.low in words.verbs.role_nouns
                or head.low.endswith(words.references.sure_person_endings)
            )
    return False


def _fits(words: SpeechWords, tokens: list[Token], phrase: Phrase, pronoun: str) -> bool:
    """Whether number and, where it shows, gender of the phrase agree with the pronoun."""
    references = words.references
    lows = [tokens[k].low.strip(".") for k in range(phrase.first, phrase.last + 1)]
    last, low = tokens[phrase.last], lows[-1]
    are_many = not words.phrases.and_.isdisjoint(lows) or (
        not last.is_capital and (words.is_plural(low) or low in references.plural_nouns)
    )
    if pronoun in references.plural:
        return are_many or last.is_capital or low in words.groups
    other = words.female if pronoun in references.male else words.male
    return not are_many and other.isdisjoint(lows)
