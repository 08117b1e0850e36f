"""Which way a number goes: up or down, by the word that governs it in its own clause."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from extractor.checks.evidence.stems import content_stems
from extractor.checks.evidence.text_index import TextIndex
from extractor.languages.current import by_language
from extractor.languages.direction import WayPhrases, Ways
from extractor.languages.language import Language
from extractor.languages.patterns import either, maybe
from extractor.schemas.figure import Figure
from extractor.schemas.span import Span

Way = Literal["up", "down"]


class _Words:
    """The patterns of one language."""

    def __init__(self, language: Language) -> None:
        words = language.direction.headings
        tables: tuple[Ways | WayPhrases, ...] = (
            words.verbs, words.nouns, words.particles, words.paired
        )  # fmt: skip
        self.way: dict[str, Way] = {}
        for table in tables:
            self.way |= {**dict.fromkeys(table.up, "up"), **dict.fromkeys(table.down, "down")}
        verbs, nouns, particles = (
            either([*table.up, *table.down])
            for table in (words.verbs, words.nouns, words.particles)
        )
        paired = either([*words.paired.up, *words.paired.down])
        adverb = rf"[^\W\d_]+{either(language.endings.adverb.ends)}"
        self.governor = re.compile(
            rf"\b(?=[^\W\d_])(?:(?P<verb>{paired}|{verbs})|(?P<noun>{nouns})|(?P<particle>{particles}))\b",
            re.IGNORECASE,
        )
        points = maybe(words.points, r"\s")
        self.follows = re.compile(
            rf"[ -]{points}(?:{adverb}\s)?(?P<noun>{nouns})\b(?!-)"
            rf"|\s{points}(?P<adjective>{particles})\b(?!\s+{either(words.no_way_before)})",
            re.IGNORECASE,
        )
        self.straight = re.compile(
            rf"(?:\s+(?:{either(words.straight)}|{adverb}))*\s*", re.IGNORECASE
        )
        """ "Fell by", "rose only", "a drop of about"."""
        self.as_far_as = re.compile(
            rf"(?:[^.;:,()]|[.,]\d)*\b{either(words.far)}\s+", re.IGNORECASE
        )
        """ "Fell in the north to", "raised its prices by"."""
        self.near = re.compile(rf"\s+(?:{either(words.near)}\s+)*")
        self.to, self.to_only = re.compile(rf"\s+{either(words.to)}\b"), words.to_only
        self.taken = re.compile(rf"\b{either(words.taken)}\s+$", re.IGNORECASE)
        """What takes "up" and "down" to itself: "makes up 4%", "set up 12 funds"."""
        self.negated = re.compile(
            rf"(?:\b{either(words.negators)}|{either(words.negator_endings)})"
            r"(?:\s+[^\W\d_]+){0,2}\s+$",
            re.IGNORECASE,
        )
        self.undone = re.compile(
            rf"\b{either(words.undone)}(?:\s+(?:[^\W\d_]|[’'-])+){{0,3}}\s+$", re.IGNORECASE
        )
        """What takes a move back, or says that it was before: it is none of this clause."""
        marks = language.endings.genitive_marks
        self.is_noun = re.compile(
            rf"\b(?:{either(words.noun_articles)}|[^\W\d_]+{either(marks)})\s(?:[\w-]+\s){{0,2}}$"
        )
        self.clause_end = re.compile(
            rf"[;:()]|,\s+(?!{either(words.list_joints)}\s+\d)|\s{either(words.clause_ends)}\s"
        )


_words = by_language(_Words)
_REACH = 90
_MOST_WORDS = 8
_BEHIND = 40


@dataclass(frozen=True, slots=True)
class Heading:
    """The way that one figure goes."""

    way: Way
    word: Span
    """The word that says so."""
    topics: frozenset[str]
    """The telling words of what goes there; none where only a pronoun says it."""


def heading_of(index: TextIndex, figure: Figure) -> Heading | None:
    """The way a figure goes; none where no word governs it, or two disagree."""
    said, sentence = _words(), index.sentence(figure.span.start)
    if sentence is None:
        return None
    start = min(figure.phrase.start, figure.span.start)
    low = max(sentence.start, start - _REACH)
    before = _before(index.text[low:start])
    high = min(sentence.end, figure.span.end + _BEHIND)
    after = said.follows.match(index.text, figure.span.end, high)
    if after is None:
        after = said.follows.match(index.text, max(figure.phrase.end, figure.span.end), high)
    words = []
    if before is not None:
        words.append((Span.of(index.text, low + before.start(), low + before.end()), False))
    if after is not None:
        kind = "noun" if after.group("noun") else "adjective"
        words.append((Span.of(index.text, *after.span(kind)), kind == "noun"))
    ways = {said.way[" ".join(word.text.casefold().split())] for word, _ in words}
    if len(ways) != 1:
        return None
    word, is_noun = words[0]
    if word.start > figure.span.start and said.undone.search(index.text[low:start]):
        return None
    return Heading(ways.pop(), word, _topics(index, sentence, word, is_noun, high))


def _before(words: str) -> re.Match[str] | None:
    """The nearest governor before a figure, which nothing keeps from it."""
    said = _words()
    found = max(said.governor.finditer(words), key=lambda one: one.start(), default=None)
    if found is None:
        return None
    gap = words[found.end() :]
    lead = words[: found.start()]
    if said.negated.search(lead):
        return None
    word = found.group().casefold()
    if found.group("particle"):
        if said.taken.search(lead) or (said.to.match(gap) and word not in said.to_only):
            return None
        return found if said.near.fullmatch(gap) else None
    if found.group("noun") and not said.is_noun.search(lead):
        # "Shares fall 4%" in a headline: the verb, which must stand right before.
        return found if said.straight.fullmatch(gap) and not said.undone.search(lead) else None
    if found.group("noun") and said.undone.search(lead):
        return None
    if said.straight.fullmatch(gap):
        return found
    if not found.group("verb") or len(gap.split()) > _MOST_WORDS:
        return None
    return found if said.as_far_as.fullmatch(gap) else None


def _topics(
    index: TextIndex, sentence: Span, word: Span, is_noun: bool, high: int
) -> frozenset[str]:
    text, clause_end = index.text, _words().clause_end
    lead = text[max(sentence.start, word.start - _REACH) : word.start]
    own = clause_end.split(lead)[-1]
    topics = content_stems(own)
    if is_noun or not topics:
        topics |= content_stems(clause_end.split(text[word.end : high + _BEHIND])[0])
    return topics
