"""The word lists by which sentences of two texts are held against each other: `evidence.toml`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import Annotated, TypeVar

from pydantic import BeforeValidator

from extractor.languages.patterns import NOTHING, either
from extractor.languages.table import Table, Words

MadeT = TypeVar("MadeT")


def _groups(block: object) -> object:
    """Groups with a semicolon between them, as lists of words."""
    if isinstance(block, str):
        return tuple(tuple(group.split()) for group in block.split(";") if group.strip())
    return block


def _pairs(block: object) -> object:
    """Pairs with a semicolon between them, and a bar between their sides."""
    if not isinstance(block, str):
        return block
    lines = [line.split("|") for line in block.split(";") if line.strip()]
    return tuple(tuple(tuple(side.split()) for side in line) for line in lines)


Groups = Annotated[tuple[tuple[str, ...], ...], BeforeValidator(_groups)]
Pairs = Annotated[tuple[tuple[tuple[str, ...], tuple[str, ...]], ...], BeforeValidator(_pairs)]


class NegationWords(Table):
    """What says that something is not so."""

    negators: Words
    endings: tuple[str, ...]
    """What words that negate may end in: "didn't"."""
    stubs: Words
    """What is left of those where the apostrophe is another character."""
    of_nouns: Words
    """Negators of a thing rather than of what it does."""
    conditions: Words
    """Words that turn a sentence as a "not" does, whatever they stand before."""
    light: Words
    """Words that carry a "not" to the verb that they govern with a word of `to`: "refused to"."""
    light_alone: Words
    """The same without it."""
    to: Words
    put_in: Words
    """Words that turn a sentence by themselves, where nothing else has changed in it."""
    may_deny: Words
    """Words without one of which nothing is said not to be so."""
    adverb_endings: tuple[str, ...]

    def may_turn(self, words: Sequence[str]) -> bool:
        """Whether one of the words of a sentence may be a "not" or carry one: most have none."""
        line = f"{' '.join(words)} "
        return (
            not (self.negators | self.stubs | self.light | self.light_alone).isdisjoint(words)
        ) or any(f"{ending} " in line for ending in self.endings)

    def negate(self, word: str) -> bool:
        """Whether a word is a "not" of any kind."""
        return word in self.negators or word in self.stubs or word.endswith(self.endings)


class EvidenceTables(Table):
    """`evidence.toml`."""

    stop: Words
    """Small words, which say nothing of what a sentence is about."""
    numerals: Words
    """Words of figures: they are compared as figures."""
    head_ends: Words
    """What ends the head of a noun phrase: "members of parliament" are members."""
    is_head_first: bool = False
    """Whether adjectives follow their noun: "medios públicos" are means."""
    titles: Words
    """Words that a name may gain or lose and stay the same name."""
    plural_endings: tuple[str, ...]
    """What a name in the plural ends in: "the Browns"."""
    page_words: Words
    """What web pages write in capitals around a story."""
    irregular: dict[str, str]
    """Forms that no rule takes to their base, by the base."""
    anybody: Words
    """Nouns that may stand for any people."""
    somebody: Words
    """Nouns that any of those may stand for."""
    households: Words
    """Groups, not heads."""
    people: Words
    """What anybody may be called, man or woman, dead or alive."""
    synonyms: Groups
    exclusive: tuple[Groups, ...]
    """Words of which no two groups can be said of one thing."""
    opposites: Pairs
    """Words that turn a sentence round."""
    common_opposites: Words
    """Those that stand in every other sentence: what follows them must be the same too."""
    events: Groups
    """What happens to one and the same thing either this or that way, in however other words."""
    negation: NegationWords
    fates: Groups
    """What may befall people; a count of one group's words may be told in any other of them."""
    between_fates: Words
    turns: Words
    """What "first" and "second" stand before without a claim that there was one before."""
    ranks: Words
    """What may stand behind a rank or beside a noun, and numbers nothing by itself."""
    without: tuple[str, ...] = ()
    """The passes that go by words which this language does not have here; they do not run."""


class Evidence:
    """The lists of one language by the stems of their words."""

    def __init__(self, tables: EvidenceTables, stem: Callable[[str, dict[str, str]], str]) -> None:
        """`stem` is the language's own; it is given the irregular forms."""
        self.tables = tables
        self.stop = tables.stop
        self.silent = tables.stop | tables.numerals
        bases = {form: base for base, forms in tables.irregular.items() for form in forms.split()}
        self.stem = _Kept(lambda word: stem(word, bases)).__getitem__
        """The word without its ending, lower case."""
        self.telling_stem = _Kept(self._telling_stem).__getitem__
        """The stem of a word that says what a sentence is about; none for small words."""

    def _telling_stem(self, word: str) -> str | None:
        is_silent = word[0].isdigit() or word.casefold() in self.silent
        return None if is_silent else self.stem(word)

    def stems(self, words: Iterable[str]) -> frozenset[str]:
        """The stems of a list of words."""
        return frozenset(map(self.stem, words))

    @cached_property
    def small_stems(self) -> frozenset[str]:
        """The stems of the words that are silent."""
        return self.stems(self.silent)

    @cached_property
    def anybody(self) -> frozenset[str]:
        """Stems of the nouns that may stand for any people."""
        return self.stems(self.tables.anybody)

    @cached_property
    def somebody(self) -> frozenset[str]:
        """Stems of the nouns that name people, `anybody` with them."""
        return self.anybody | self.stems(self.tables.somebody)

    @cached_property
    def households(self) -> frozenset[str]:
        """Stems of the nouns that name groups of people."""
        return self.stems(self.tables.households)

    @cached_property
    def synonyms(self) -> dict[str, frozenset[str]]:
        """The stems that may stand for each stem."""
        found: dict[str, frozenset[str]] = {}
        for group in self.tables.synonyms:
            alike = self.stems(group)
            for one in alike:
                found[one] = found.get(one, frozenset()) | alike
        return found

    @cached_property
    def exclusive(self) -> tuple[dict[str, int], ...]:
        """The cell of each stem, by groups of cells that exclude each other."""
        return tuple(
            {self.stem(word): cell for cell, words in enumerate(groups) for word in words}
            for groups in self.tables.exclusive
        )

    @cached_property
    def opposites(self) -> dict[str, frozenset[str]]:
        """The stems on the other side of each stem."""
        found: dict[str, frozenset[str]] = {}
        for mine, theirs in self._sides:
            for word in mine:
                found[word] = found.get(word, frozenset()) | (theirs - mine)
        return found

    @cached_property
    def events(self) -> tuple[frozenset[str], ...]:
        """The groups of stems of what happens to one thing."""
        return tuple(self.stems(group) for group in self.tables.events)

    @cached_property
    def may_negate(self) -> re.Pattern[str]:
        """What a sentence has one of if anything in it is negated."""
        words = self.tables.negation
        known = words.negators | words.stubs | words.light | words.light_alone | words.may_deny
        endings = "|".join(r"\W".join(map(re.escape, end.split("'"))) for end in words.endings)
        return re.compile(
            rf"(?<![^\W\d_]){either(known)}(?![^\W\d_])|(?:{endings or NOTHING})", re.IGNORECASE
        )

    @cached_property
    def alike(self) -> dict[str, frozenset[str]]:
        """The stems on the same side as each stem: "climbed" is no change of "rose"."""
        found: dict[str, frozenset[str]] = {}
        for mine, _ in self._sides:
            for word in mine:
                found[word] = found.get(word, frozenset()) | mine
        for word, others in self.opposites.items():
            found[word] -= others
        return found

    @cached_property
    def _sides(self) -> list[tuple[frozenset[str], frozenset[str]]]:
        pairs = [(self.stems(one), self.stems(other)) for one, other in self.tables.opposites]
        return [sides for one, other in pairs for sides in ((one, other), (other, one))]

    @cached_property
    def fates(self) -> dict[str, int]:
        """The group of each stem of what may befall people."""
        return {
            self.stem(word): number
            for number, group in enumerate(self.tables.fates)
            for word in group
        }

    @cached_property
    def between_fates(self) -> frozenset[str]:
        """What may stand between a number and what befell the people."""
        return self.stop | self.tables.between_fates

    @cached_property
    def turns(self) -> frozenset[str]:
        """Stems of what ordinals number without a claim that there was another."""
        return self.stems(self.tables.turns)

    @cached_property
    def ranks(self) -> frozenset[str]:
        """Stems of what stands behind a rank."""
        return self.stems(self.tables.ranks)


_MOST = 1 << 15


class _Kept(dict[str, MadeT]):
    """What is made of each word, kept: to look a known word up is no step of Python."""

    def __init__(self, make: Callable[[str], MadeT]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, word: str) -> MadeT:
        if len(self) >= _MOST:
            self.clear()
        made = self[word] = self._make(word)
        return made
