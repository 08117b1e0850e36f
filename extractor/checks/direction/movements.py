"""A move by or to a number: which way it went, and by how much, where the source has both ends."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from extractor.checks.direction.headings import Heading, heading_of
from extractor.checks.evidence.stems import content_stems
from extractor.checks.evidence.text_index import TextIndex
from extractor.checks.findings import (
    DRAFT,
    Subject,
    make_finding,
    quoted,
    says_other,
    source_number,
    where,
)
from extractor.checks.passes import on_draft
from extractor.comparing.figures import compare_figures
from extractor.languages.current import by_language
from extractor.languages.language import Language
from extractor.languages.patterns import either, maybe
from extractor.schemas.figure import Figure
from extractor.schemas.finding import Finding
from extractor.schemas.span import Span


class _Words:
    """The patterns of one language."""

    def __init__(self, language: Language) -> None:
        words = language.direction.moves
        verbs = either(words.verbs)
        self.move = re.compile(
            rf"\b(?P<verb>{verbs})\b(?:[^.;:]|\.\d){{0,60}}?\b{either(words.to)}\s+$", re.IGNORECASE
        )
        self.by = re.compile(rf"\b{verbs}\s+{maybe(words.by)}$", re.IGNORECASE)
        self.start = re.compile(rf"\b{either(words.from_)}\s+$", re.IGNORECASE)


_words = by_language(_Words)
_REACH = 90


@dataclass(frozen=True, slots=True)
class _Move:
    """ "Unemployment fell from 8.1% to 6.4%"."""

    verb: Span
    topics: frozenset[str]
    """The telling words of its sentence before the verb."""
    end: Figure
    start: Figure | None
    step: Figure | None


@on_draft("direction.opposite", "figure.value", order=110)
def check_movements(
    claim: TextIndex, sources: Sequence[TextIndex], *, subject: Subject = DRAFT
) -> list[Finding]:
    """Moves by or to a number that the source has going the other way, or by so many points."""
    findings = list(_turned(claim, sources, subject))
    for mine in claim.once(_moves, None):
        known = [
            (index, move)
            for index, source in enumerate(sources)
            for move in source.once(_moves, None)
            if _is_one_end(mine.end, move.end) and mine.topics & move.topics
        ]
        if not known:
            continue
        index, other = known[0]
        source, several = sources[index], source_number(index, sources)
        if mine.step is not None and other.start is not None and _is_in_points(mine.step, other):
            points = f"{mine.step.value} percentage points"
            findings.append(
                make_finding(
                    "figure.value",
                    "unit_mismatch",
                    mine.step.span,
                    f"{quoted(mine.step.phrase.text)} here; from {other.start.span.text} to "
                    f"{other.end.span.text} ({where(source, other.end.span)}) is {points}, "
                    "not percent.",
                    subject=subject,
                    evidence=(other.start.span, other.end.span),
                    source=several,
                    expected=points,
                )
            )
    return findings


_MOST_FIGURES = 40
"""Figures of one source that are looked at for one of the draft."""
_NO_MOVE = frozenset(("score", "year", "ordinal", "identifier", "coordinate", "age", "duration"))


def _turned(claim: TextIndex, sources: Sequence[TextIndex], subject: Subject) -> Iterator[Finding]:
    """Figures that go up here, and in the source only down."""
    told: set[Span] = set()
    for figure in claim.scan.figures:
        if figure.kind in _NO_MOVE or claim.is_furniture(figure.span):
            continue
        mine = claim.once(heading_of, figure)
        if mine is None or mine.word in told:
            continue
        there = _against(figure, mine, sources)
        found = next(((i, one) for i, one in there if _is_same_thing(mine, one)), None)
        if found is None:
            continue
        index, other = found
        told.add(mine.word)
        yield make_finding(
            "direction.opposite",
            "altered",
            mine.word,
            says_other(mine.word.text, other.word.text, where(sources[index], other.word)),
            subject=subject,
            evidence=(other.word,),
            source=source_number(index, sources),
            expected=other.word.text,
        )


def _against(
    figure: Figure, mine: Heading, sources: Sequence[TextIndex]
) -> list[tuple[int, Heading]]:
    """The ways of the sources' figures that bear this one out; none unless all go against it."""
    found: list[tuple[int, Heading]] = []
    for index, source in enumerate(sources):
        may = (f for f in source.figure_table.may_support(figure) if f.kind not in _NO_MOVE)
        for other in islice(may, _MOST_FIGURES):
            if not compare_figures(figure, other).is_support:
                continue
            heading = source.once(heading_of, other)
            if heading is None or heading.way == mine.way:
                return []
            found.append((index, heading))
    return found


def _is_same_thing(one: Heading, other: Heading) -> bool:
    return not one.topics or not other.topics or bool(one.topics & other.topics)


def _is_one_end(one: Figure, other: Figure) -> bool:
    return (one.kind, one.unit, one.value) == (other.kind, other.unit, other.value)


def _is_in_points(step: Figure, move: _Move) -> bool:
    """Whether a step in percent is the difference of two ends in percent."""
    start, end = move.start, move.end
    if start is None or not step.kind == start.kind == end.kind == "percent":
        return False
    size, first, last = step.value, start.value, end.value
    if size is None or first is None or last is None:
        return False
    if not (size.is_finite() and first.is_finite() and last.is_finite()):
        return False
    try:
        if not first or abs(last - first) != size:
            return False
        return abs(size / abs(first) * 100 - size) > size / 10
    except ArithmeticError:  # a number without end
        return False


def _moves(index: TextIndex, _: None) -> tuple[_Move, ...]:
    return tuple(_find_moves(index))


def _find_moves(source: TextIndex) -> Iterator[_Move]:
    text, said = source.text, _words()
    for end in source.scan.figures:
        sentence = source.sentence(end.span.start)
        if sentence is None or end.value is None or end.kind not in ("percent", "money", "measure"):
            continue
        low = max(sentence.start, end.phrase.start - _REACH)
        found = said.move.search(text[low : end.phrase.start])
        if found is None:
            continue
        verb = Span.of(text, low + found.start("verb"), low + found.end("verb"))
        index = source.sentence_index(end.span.start)
        between = [
            f for f in source.figures_at(index or 0) if verb.end <= f.span.start < end.span.start
        ]
        starts = [f for f in between if said.start.search(text[verb.end : f.phrase.start])]
        steps = [f for f in between if said.by.search(text[verb.start : f.phrase.start])]
        topics = content_stems(text[max(sentence.start, verb.start - _REACH) : verb.start])
        yield _Move(verb, topics, end, next(iter(starts), None), next(iter(steps), None))
