"""Noun phrases read forwards: the one that begins behind a verb, and the subject of a clause."""

from __future__ import annotations

from extractor.scanning.speech.frames import Token
from extractor.scanning.speech.phrases import Phrase, is_speech
from extractor.scanning.speech.words import SpeechWords

_LONGEST = 24
"""Tokens of a noun phrase that are read."""
_NOUNS_BEFORE_ROLE = 3
"""Nouns between a name and a role that say whose role it is: "Durham road safety officer"."""
_MOST_IN_FRONT = 4
"""Clauses and adverbs that are passed on the way to a subject."""


def phrase_after(
    words: SpeechWords, tokens: list[Token], start: int, *, before_verb: bool = False
) -> Phrase | None:
    """The noun phrase that begins at `start`: a pronoun, a name with its title, or a role.

    `before_verb` says that its verb follows at once, so that no further noun can.
    """
    i = start
    count = len(tokens)
    while i < count and tokens[i].low in words.leading_adverbs:
        i += 1
    if i >= count or not (tokens[i].is_word or tokens[i].is_quote):
        return None
    low = tokens[i].low
    if low in words.any_pronoun:
        is_owner = low in words.classes.determiners and i + 1 < count and tokens[i + 1].is_word
        if not is_owner:  # "her" before a noun
            return Phrase(i, i)
    if low in words.opens_none and not _is_surname(words, tokens, i):
        return None
    return _Ahead(words, tokens, i, before_verb=before_verb).read()


def _is_surname(words: SpeechWords, tokens: list[Token], i: int) -> bool:
    """Whether a preposition with a capital begins a surname: "dijo De la Fuente"."""
    if i == 0 or not tokens[i].is_capital or tokens[i].low not in words.names.particles:
        return False
    rest = tokens[i + 1 : i + 3]
    behind = next((token for token in rest if token.low not in words.names.particles), None)
    return behind is not None and behind.is_capital


class _Ahead:
    """Reads one phrase token by token."""

    def __init__(
        self, words: SpeechWords, tokens: list[Token], first: int, *, before_verb: bool
    ) -> None:
        self._words = words
        self._tokens = tokens
        self._first = first
        self._before_verb = before_verb
        self._last = first - 1
        self._has_name = False
        self._goes_on = False
        """Whether more nouns may follow the name, as it has a determiner: "the Ulm court clerk"."""

    def read(self) -> Phrase | None:
        """The phrase, if it has a noun."""
        for i in range(self._first, min(self._first + _LONGEST, len(self._tokens))):
            if not self._takes(i):
                break
        return Phrase(self._first, self._last) if self._last >= self._first else None

    def _takes(self, i: int) -> bool:
        """Whether the phrase goes on with a token."""
        words, token = self._words, self._tokens[i]
        low = token.low
        if token.is_quote:
            return self._takes_quote(i)
        if low == words.phrases.possessive or token.text in "’'&":
            self._has_name = False
            return True
        if not token.is_word:
            is_initial = token.text == "." and i > self._first
            return is_initial and len(self._tokens[i - 1].text) == 1 and self._is_capital(i + 1)
        if token.is_capital:
            return self._takes_name(i)
        if low in words.phrases.joints:
            self._has_name = False
            return i + 1 < len(self._tokens) and _joins_after(words, self._tokens, i)
        if low in words.names.particles and self._is_capital(i + 1):
            return True
        if low in words.phrases.noun_connectors:
            return self._takes_of(i)
        if low in words.phrases.role_connectors:
            return self._takes_place(i)
        if low in words.classes.determiners:
            return i == self._first or self._tokens[i - 1].low in words.may_precede_determiner
        if low in words.ends_ahead:
            return False
        return self._takes_noun(i)

    def _is_capital(self, i: int) -> bool:
        return i < len(self._tokens) and self._tokens[i].is_capital

    def _takes_quote(self, i: int) -> bool:
        """A nickname inside a name, a scare quote before a noun."""
        return (
            i + 1 < len(self._tokens)
            and self._tokens[i + 1].is_word
            and not is_speech(self._tokens[i])
            and (self._tokens[i + 1].is_capital or not self._has_name)
        )

    def _takes_name(self, i: int) -> bool:
        words, tokens = self._words, self._tokens
        token, low = tokens[i], tokens[i].low
        if low in words.calendar and self._last >= self._first:
            return False
        if low not in words.not_first_name and not self._has_name:
            self._has_name = (
                low not in words.names.nationalities
                or i + 1 >= len(tokens)
                or (not tokens[i + 1].is_word or tokens[i + 1].is_capital)
            )
            follows_determiner = i > 0 and tokens[i - 1].low in words.classes.determiners
            self._goes_on = not self._before_verb and follows_determiner
        if low.endswith(words.phrases.possessive) or token.text.endswith(("’", "'")):
            self._has_name = False
        self._last = i
        return True

    def _takes_of(self, i: int) -> bool:
        """ "Of" and "for" go on, but behind a person's name, and "for" behind what is no role."""
        words, before = self._words, self._tokens[i - 1]
        if (
            i + 1 >= len(self._tokens)
            or self._tokens[i + 1].low in words.classes.person_pronouns
            or (self._has_name and _is_person_end(words, self._tokens, self._first, i - 1))
        ):
            return False
        return (
            self._tokens[i].low not in words.phrases.for_
            or words.is_role(before.text)
            or before.low in words.names.ranks
        )

    def _takes_place(self, i: int) -> bool:
        """ "An analyst at the Royal Bank", but not "said the minister in an interview"."""
        words, tokens = self._words, self._tokens
        if self._has_name or not words.is_role(tokens[i - 1].text):
            return False
        ahead = i + 1
        if ahead < len(tokens) and tokens[ahead].low in words.classes.determiners:
            ahead += 1
        return self._is_capital(ahead) and tokens[ahead].low not in words.not_place

    def _takes_noun(self, i: int) -> bool:
        """Behind a name only its role goes on: "Bolden spokesman Jay", "Apple chief executive"."""
        words, low = self._words, self._tokens[i].low
        is_number = low[0].isdigit()
        if self._has_name and not is_number:
            goes_on = (
                words.is_role(low)
                or low in words.names.ranks
                or (self._goes_on and not _looks_verbal(words, self._tokens, i))
                or _leads_to_role(words, self._tokens, i)
            )
        else:
            goes_on = i == self._first or not _looks_verbal(words, self._tokens, i)
        if goes_on:
            self._last = i
        return goes_on


def _leads_to_role(words: SpeechWords, tokens: list[Token], start: int) -> bool:
    """Whether small nouns, a role and then a name follow: "retail analyst Ann Lee"."""
    for i in range(start, min(start + _NOUNS_BEFORE_ROLE + 1, len(tokens) - 1)):
        low = tokens[i].low
        if not tokens[i].is_word or tokens[i].is_capital or low in words.no_modifier:
            return False
        if i > start and words.is_role(low) and tokens[i + 1].is_capital:
            return tokens[i + 1].low not in words.calendar
        if _looks_verbal(words, tokens, i) or low.endswith(words.phrases.adverb_endings):
            return False
    return False


def _looks_verbal(words: SpeechWords, tokens: list[Token], i: int) -> bool:
    """Whether a small word inside a phrase is the verb that ends it."""
    low = tokens[i].low
    if low in words.finite_verbs:
        return True
    if low in words.verbal or (words.is_regular_past(low) and "-" not in low):
        return tokens[i - 1].low not in words.classes.determiners
    return False


def _is_person_end(words: SpeechWords, tokens: list[Token], first: int, last: int) -> bool:
    """Whether the name so far ends as people's names do, so that "of" begins something new."""
    return (
        last > first
        and tokens[last].is_capital
        and not words.is_role(tokens[last].text)
        and tokens[last].low not in words.names.ranks
        and tokens[last - 1].is_capital
        and tokens[last].low not in words.phrases.of_names
    )


def _joins_after(words: SpeechWords, tokens: list[Token], i: int) -> bool:
    left, right = tokens[i - 1], tokens[i + 1]
    if right.low in words.not_second:
        return False
    if left.is_capital and right.is_capital:
        return True
    if left.is_capital and right.low in words.phrases.before_second:
        return any(words.is_role(token.text) for token in tokens[i + 2 : i + 5])
    return words.is_role(left.text) and (
        right.low in words.classes.determiners or words.is_role(right.text)
    )


def subject_of(words: SpeechWords, tokens: list[Token], before: int) -> Phrase | None:
    """The subject of the main clause: the first noun phrase after what stands in front."""
    i = 0
    limit = min(before, len(tokens))
    while i < limit and (
        tokens[i].text in "*_-–—•#>[(" or tokens[i].low in words.phrases.opening_joints
    ):
        i += 1
    for _ in range(_MOST_IN_FRONT):
        i = _skip_forward_adverbs(words, tokens, i, limit)
        if i >= limit or not _opens_clause_in_front(words, tokens, i):
            break
        comma = next((k for k in range(i, limit) if tokens[k].text == ","), None)
        if comma is None:
            return None
        i = comma + 1
    return phrase_after(words, tokens, i, before_verb=True) if i < limit else None


def _skip_forward_adverbs(words: SpeechWords, tokens: list[Token], i: int, limit: int) -> int:
    while i < limit and (
        tokens[i].low in words.classes.adverbs
        or tokens[i].low in words.weekdays
        or tokens[i].text == ","
        or (
            i == 0
            and tokens[i].low.endswith(words.phrases.adverb_endings)
            and len(tokens[i].low) > 4
        )
    ):
        i += 1
    return i


def _opens_clause_in_front(words: SpeechWords, tokens: list[Token], i: int) -> bool:
    low = tokens[i].low
    if low in words.classes.subordinators:
        return True
    is_name = i + 1 < len(tokens) and tokens[i].is_capital and tokens[i + 1].is_capital
    return low.endswith(words.phrases.participle_endings) and not is_name
