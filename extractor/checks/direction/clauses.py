"""The words of a sentence with who does what to whom, and what is negated."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from extractor.checks.evidence.alignment import sentence_at
from extractor.checks.evidence.stems import WORD, stop_words
from extractor.checks.evidence.text_index import TextIndex
from extractor.languages.current import by_language, current
from extractor.languages.evidence import NegationWords
from extractor.languages.language import Language
from extractor.languages.patterns import SPACE, either, maybe
from extractor.schemas.span import Span


class _Words:
    """The patterns of one language."""

    def __init__(self, language: Language) -> None:
        words, roles = language.direction.denials, language.direction.roles
        that, not_so = either(words.that), either(words.not_so, SPACE)
        gerund = rf"(?:[\w’']+\s+){{0,2}}?[^\W\d_]+{either(words.gerund_endings)}"
        self.gerund_endings = words.gerund_endings
        self.denies_behind = re.compile(
            rf"(?:\b{either(words.denies)}\s+(?:{that}\b|{gerund}\b)"
            rf"|\b{either(words.before_that, SPACE)}\s+{that}\b|\b{either(words.phrases, SPACE)}\b"
            rf"|\b{not_so}\s+(?:[\w’-]+\s+){{0,2}}?{that}\b)",
            re.IGNORECASE,
        )
        """What says of the words behind it, to the end of the clause, that they are not so."""
        adverb = rf"[^\W\d_]+{either(language.endings.adverb.ends)}\s+"
        self.denies_before = re.compile(
            rf"\b{either(words.is_so)}\s+{maybe(words.to_be)}(?:{adverb})?"
            rf"{either((*words.not_so, *words.not_so_more), SPACE)}\b(?!\s+{that}\b)",
            re.IGNORECASE,
        )
        """The same of the words before it, where a claim or a report opens the sentence."""
        self.told = re.compile(
            rf"\b{either(words.claims)}\b.{{0,80}}?\b{that}\b", re.IGNORECASE | re.DOTALL
        )
        self.clause_ends = re.compile(rf"[;.!?]|,\s+{either(words.clause_ends)}\b|$", re.IGNORECASE)
        self.before_verb = roles.to_be | words.auxiliaries
        self.to_be, self.by = roles.to_be, roles.by
        self.past = language.finite_verbs
        self.verb_form = language.endings.verb_form
        calendar = language.calendar
        names = {name.lower() for name in (*calendar.month_names, *calendar.weekday_names)}
        self.when = language.evidence.stems(names | language.direction.when)
        """Stems of when something happens, which tells nothing of who does it."""


_words = by_language(_Words)
_REACH = 4
"""How many small words may stand between a "not" and the word that it negates."""
_FAR = 4
"""Telling words on either side of a verb that may be its subject or object."""
SIDES = 2
"""Words of subject and object that must be the same for two verbs to be of the same things."""
MOST_HOMES = 12
"""Sentences with a verb that are looked at; one that every sentence has tells nothing."""
LONGEST = 300
"""Words of a sentence among which a subject and its verb are looked for; more are a list."""
_BORDER = re.compile(r"[;:()]|[–—]")


def negation() -> NegationWords:
    """The words that negate, in the language in force."""
    return current().evidence.tables.negation


class Token(NamedTuple):
    """One word of a sentence."""

    stem: str
    """Nothing for a "not"."""
    start: int
    end: int
    word: str
    negator: str = ""
    """The word that negates it."""

    @property
    def is_negated(self) -> bool:
        """Whether a "not" stands before it."""
        return bool(self.negator)

    @property
    def is_negated_thing(self) -> bool:
        """Whether it is "no" such thing, rather than "not" done."""
        return self.negator in negation().of_nouns


@dataclass(frozen=True, slots=True)
class Roles:
    """The telling words of who does something, and of whom it is done to."""

    agent: frozenset[str]
    patient: frozenset[str]

    def straight(self, other: Roles) -> int:
        """How many words stand on the same side in both."""
        return len(self.agent & other.agent) + len(self.patient & other.patient)

    def shared(self, other: Roles) -> int:
        """How many words stand in both, on whatever side."""
        return len((self.agent | self.patient) & (other.agent | other.patient))

    def crossed(self, other: Roles) -> int:
        """How many words have changed sides: "Arden beat Holt", "Holt lost to Arden"."""
        return len(self.agent & other.patient) + len(self.patient & other.agent)


def own_sentences(
    claim: TextIndex, sources: Sequence[TextIndex]
) -> Iterator[tuple[int, Span, Sequence[Token]]]:
    """The draft's sentences that no source has as they stand, with their number and words."""
    for number, sentence in enumerate(claim.scan.sentences):
        if claim.is_all_furniture(sentence) or any(s.has_sentence(sentence) for s in sources):
            continue
        yield number, sentence, claim.once(tokens_at, number)


def tokens_at(text: TextIndex, index: int) -> list[Token]:
    """The words of the sentence of that number; for `TextIndex.once`."""
    return _tokens_of(sentence_at(text, index))


def _tokens_of(sentence: Span) -> list[Token]:
    """The words of a sentence with their stems, and whether a "not" stands before them."""
    tokens: list[Token] = []
    text = sentence.text
    places = [found.span() for found in WORD.finditer(text)]
    words = [text[begin:end].casefold().replace("’", "'") for begin, end in places]
    evidence = current().evidence
    rules, stop = evidence.tables.negation, evidence.stop
    stems = map(evidence.stem, words)
    denied = () if rules.may_deny.isdisjoint(words) else tuple(_denied(text))
    if not denied and not rules.may_turn(words):
        return [
            Token(stem, sentence.start + begin, sentence.start + end, word)
            for stem, (begin, end), word in zip(stems, places, words, strict=True)
        ]
    reach, negator = 0, ""
    for place, (word, stem, (begin, end)) in enumerate(zip(words, stems, places, strict=True)):
        is_light = word in rules.light_alone or (
            word in rules.light
            and place + 1 < len(words)
            and words[place + 1] in rules.to
            and text[end : places[place + 1][0]].isspace()
        )
        if rules.negate(word):
            reach, negator = _REACH, word
            tokens.append(Token("", sentence.start + begin, sentence.start + end, word))
            continue
        is_negated = reach > 0
        said = negator if is_negated else ""
        if denied:
            denial = next((word for first, last, word in denied if first <= begin < last), "")
            if denial and _is_verb(word, tokens[-1].word if tokens else ""):
                # "Denied that it was not so" says yes.
                said = "" if said else denial
        if is_light:
            # "Did not refuse to" says yes.
            reach = 0 if is_negated else _REACH + 1
        elif word in stop or word.endswith(rules.adverb_endings) or len(word) < 3:
            reach -= 1
        else:
            reach = 0
        tokens.append(Token(stem, sentence.start + begin, sentence.start + end, word, said))
        if is_light:
            negator = word
    return tokens


def _is_verb(word: str, before: str) -> bool:
    """Whether a word of a clause that is denied is what is said not to be so."""
    said = _words()
    return before in said.before_verb or said.verb_form.fits(word) or word in said.past


def _denied(text: str) -> Iterator[tuple[int, int, str]]:
    """The stretches of a sentence that it says are not so, with the word that says it."""
    said = _words()
    for found in said.denies_behind.finditer(text):
        first = found.end()
        if found.group().casefold().endswith(said.gerund_endings):
            first = found.group().rfind(" ") + found.start() + 1
        ends = said.clause_ends.search(text, found.end())
        yield first, ends.start() if ends else len(text), found.group().split()[0].casefold()
    for found in said.denies_before.finditer(text):
        told = said.told.search(text, 0, found.start())
        if told is not None:
            yield told.end(), found.start(), found.group().split()[-1].casefold()


def is_negator(token: Token) -> bool:
    """Whether a word is a "not" of any kind."""
    rules = negation()
    return rules.negate(token.word) or token.word in rules.conditions


def next_telling(tokens: Sequence[Token], place: int) -> frozenset[str]:
    """The first telling word after a word."""
    for token in tokens[place + 1 : place + 5]:
        if token.stem and token.word not in stop_words():
            return frozenset((token.stem,))
    return frozenset()


def beside(tokens: Sequence[Token], place: int) -> frozenset[str]:
    """The telling words next to a word: what rose, who denied."""
    near = [*tokens[max(0, place - 5) : place], *tokens[place + 1 : place + 6]]
    stop = stop_words()
    return frozenset(token.stem for token in near if token.stem and token.word not in stop)


def roles_at(text: TextIndex, index: int, place: int) -> Roles:
    """Who does it and to whom, by the words before and behind; turned round by "was … by".

    `index` is the sentence, `place` the word among its tokens.
    """
    return text.once(_roles, (index, place))


def _roles(text: TextIndex, key: tuple[int, int]) -> Roles:
    index, place = key
    tokens = text.once(tokens_at, index)
    verb = tokens[place]
    before = _side(text, tokens[max(0, place - 12) : place][::-1], verb.start)
    behind = _side(text, tokens[place + 1 : place + 13], verb.end)
    said = _words()
    is_passive = any(token.word in said.to_be for token in tokens[max(0, place - 3) : place])
    is_passive = is_passive and any(t.word in said.by for t in tokens[place + 1 : place + 4])
    return Roles(behind, before) if is_passive else Roles(before, behind)


def _side(index: TextIndex, tokens: Sequence[Token], edge: int) -> frozenset[str]:
    found: list[str] = []
    stop, when = stop_words(), _words().when
    for token in tokens:
        between = index.text[min(edge, token.end) : max(edge, token.start)]
        if _BORDER.search(between) or len(found) >= _FAR:
            break
        edge = token.start if token.end <= edge else token.end
        is_telling = len(token.word) > 2 and token.word.isalpha() and token.word not in stop
        if is_telling and token.stem and token.stem not in when:
            found.append(token.stem)
    return frozenset(found)
