"""Words for a time that differ in one number or grain, and in nothing beside: "the last 30 weeks"
where the sentence of the source has "the last 13 weeks"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from extractor.checks.evidence.folding import fold
from extractor.checks.evidence.text_index import TextIndex
from extractor.languages.current import by_language, current
from extractor.languages.language import Language
from extractor.languages.patterns import either
from extractor.schemas.figure import DateRef
from extractor.schemas.span import Span


class _Words:
    """The patterns of one language."""

    def __init__(self, language: Language) -> None:
        words = language.periods.frames
        self.units = {word: unit for unit, said in words.units.items() for word in said}
        unit = either(self.units)
        self.frame = re.compile(
            rf"(?P<before>(?:.*\b)?{either(words.before)})"
            rf"(?: (?P<count>[\w.,-]+(?: [\w.,-]+)?))? (?P<unit>{unit})"
            rf"|(?P<some>(?:.*\b)?)(?P<many>[\w.,-]+) (?P<grain>{unit})"
            rf"(?P<behind> {either(words.behind)}.*)"
        )
        self.part = re.compile(rf"(?P<before>.+) (?P<part>{either(words.parts)})")
        self.dropped = tuple(f"{word} " for word in words.dropped)


_words = by_language(_Words)
_LEAST_ALIKE, _LEAST_COPIED = 0.6, 0.8
"""Share of the words of the claim's sentence that the source's must have where the words on both
sides of the time are the same, and where those on one side are."""
_LEAST_SHARED = 3
_MOST_SENTENCES = 4


@dataclass(frozen=True, slots=True)
class Frame:
    """Words for a time with the number and the unit taken out."""

    words: tuple[str, bool]
    """The words that stay, and whether they stand around a number."""
    count: str
    unit: str


def frame_of(words: str) -> Frame | None:
    """The frame of words for a time; none for a day of the calendar."""
    return _frame_of(words, current().code)


@lru_cache(maxsize=4096)
def _frame_of(words: str, _: str) -> Frame | None:
    """The same, kept by the language in force."""
    said, folded = _words(), fold(words).strip()
    for word in said.dropped:
        folded = folded.removeprefix(word)
    part = said.part.fullmatch(folded)
    if part is not None:
        return Frame((part["before"], False), "", part["part"])
    found = said.frame.fullmatch(folded)
    if found is None:
        return None
    if found["unit"]:
        count = found["count"] or ""
        return Frame((found["before"], bool(count)), count, said.units[found["unit"]])
    return Frame((found["some"] + found["behind"], True), found["many"], said.units[found["grain"]])


def told_in_its_frame(
    ref: DateRef, claim: TextIndex, source: TextIndex
) -> tuple[float, DateRef] | None:
    """The time that a source gives in the very place of a claimed one, by the same words but for
    the number or the unit; none where it has the claimed one there."""
    mine, number = frame_of(ref.span.text), claim.sentence_index(ref.span.start)
    if mine is None or number is None:
        return None
    stems = claim.stems[number]
    ranking, count = source.ranking(stems), len(source.scan.sentences)
    for index, _ in ranking.best(_MOST_SENTENCES, _LEAST_ALIKE, count):
        score = ranking.alone(index)
        if len(stems & source.stems[index]) < _LEAST_SHARED:
            continue
        rivals = []
        for other in source.dates_at(index):
            sides = _sides(ref.span, claim, other.span, source)
            theirs = frame_of(other.span.text) if sides else None
            if theirs is None or theirs.words != mine.words:
                continue
            if theirs == mine or (ref.iso and ref.iso == other.iso):
                return None
            if score >= (_LEAST_ALIKE if sides > 1 else _LEAST_COPIED):
                rivals.append(other)
        if rivals:
            return score, rivals[0]
    return None


def _sides(one: Span, claim: TextIndex, other: Span, source: TextIndex) -> int:
    """On how many sides the same telling word stands beside two places; none where on one side
    another one does."""
    pairs = list(zip(claim.slots.of(one).sides, source.slots.of(other).sides, strict=True))
    if any(mine != theirs for mine, theirs in pairs if mine and theirs):
        return 0
    return sum(mine is not None and mine == theirs for mine, theirs in pairs)
