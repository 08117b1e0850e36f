"""What befell the people that a number or a name stands for: killed, hurt, missing, held."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extractor.checks.evidence.text_index import TextIndex
from extractor.codebooks.subjects import fate_words
from extractor.languages.codebooks import Fate
from extractor.languages.current import by_language
from extractor.languages.language import Language
from extractor.languages.patterns import UPPER, either
from extractor.schemas.span import Span


@dataclass(frozen=True, slots=True)
class Befallen:
    """What a sentence says of one number or name in it."""

    fates: frozenset[Fate]
    """What befell them; none where the words say nothing that a rule can read."""
    is_part: bool = False
    """Whether they are a part of a group that is told of: "two of them"."""


class _Words:
    """The patterns of one language."""

    def __init__(self, language: Language) -> None:
        said = language.codebooks.befalling
        of_fate = language.codebooks.fates.values()
        begins = {word for each in of_fate for word in each.begins}
        whole = {word for each in of_fate for word in each.whole}
        fate = rf"(?:{either(begins)}\w*|{either(whole)})"
        joined = rf"{fate}(?:\s+{either(said.joining)}\s+{fate})*"
        toward = rf"(?:\s+{either(said.toward)})*"
        # "killing at least", "injured and wounded another", "the death toll rose to"
        self.before = re.compile(rf"\b({joined}){toward}\s*$", re.IGNORECASE)
        beside = rf"(?=\s*(?:$|[^\w\s]|{either(said.behind)}\b))"
        # "14 hurt", "nine people killed in": not "two gunmen killed five"
        self.adjacent = re.compile(rf"\s+({joined})\b{beside}", re.IGNORECASE)
        few = rf"(?:\s+(?!{either(said.breaks)}\b)[\w'’-]+){{0,6}}?"
        aside = rf"(?:\s+{either(said.adverbs)})*"
        # "harbour guards were hurt", "people, police said, have died" is left to a reader
        self.passive = re.compile(
            rf"{few}\s+{either(said.auxiliaries)}{aside}\s+({joined})\b", re.IGNORECASE
        )
        self.happened = re.compile(rf"{few}\s+({either(said.happen)})\b", re.IGNORECASE)
        self.last = re.compile(rf"\b({joined})$", re.IGNORECASE)
        self.part_before = re.compile(rf"\b{either(said.part_before)}\s+$", re.IGNORECASE)
        self.part_after = re.compile(rf"\s*{either(said.part_after)}\b", re.IGNORECASE)


_words = by_language(_Words)

_CLAUSE = re.compile(rf"[;:,](?=\s)|[.!?](?=\s+[{UPPER}])")


def befell(number: Span, phrase: Span, sentence: Span, index: TextIndex) -> Befallen:
    """What `sentence` says befell those whom `phrase` names or counts.

    `number` is the bare number in it. Only close constructions are read: the word for it inside the
    phrase ("nine deaths"), before it ("killing at least nine"), or behind it in the same clause
    ("nine people were killed"). Another number in between takes it away.
    """
    said, text = _words(), index.text
    others = [
        each.phrase
        for each in index.figures_in(sentence)
        if not each.phrase.overlaps(phrase) and index.date_over(each.span) is None
    ]
    start = max((each.end for each in others if each.end <= phrase.start), default=sentence.start)
    end = min((each.start for each in others if each.start >= phrase.end), default=sentence.end)
    before, after = text[start : phrase.start], text[phrase.end : end]
    is_part = bool(
        said.part_before.search(before)
        or said.part_after.match(text[number.end : sentence.end])
        or said.part_after.match(text[phrase.end : sentence.end])
    )
    stop = _CLAUSE.search(after)
    clause = after[: stop.start()] if stop is not None else after
    if stop is None and end < sentence.end:
        clause += text[end : end + 1]  # a verb before a number has it for its object
    found = (
        said.last.search(phrase.text)
        or said.before.search(before)
        or said.adjacent.match(clause)
        or said.passive.match(clause)
        or said.happened.match(clause)
    )
    return Befallen(frozenset(fate_words(found[1])) if found else frozenset(), is_part)


def named_victims(wanted: Fate, within: Span, index: TextIndex) -> Iterator[Span]:
    """The names in a stretch of people whom that befell."""
    for name in _of_people(index.names_in(within), index):
        sentence = index.sentence(name.start) or within
        if wanted in befell(name, name, sentence, index).fates:
            yield name


def _of_people(names: Iterable[Span], index: TextIndex) -> Iterator[Span]:
    """Names of two words or more, as people are first named."""
    return (name for name in names if " " in name.text and not index.is_furniture(name))
