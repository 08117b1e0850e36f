"""A move to a number: which way it went, and by how much, where the source gives both ends."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.checks.findings import DRAFT, Subject, make_finding, quoted, where
from extractor.checks.opposites import OPPOSITES
from extractor.checks.reading import Reading
from extractor.checks.words import content_stems, stem
from extractor.schemas.figure import Figure
from extractor.schemas.finding import Finding
from extractor.schemas.span import Span

_VERBS = "rose|fell|climbed|dropped|increased|decreased|grew|shrank|jumped|plunged|declined|slumped"
_MOVE = re.compile(rf"\b({_VERBS})\b(?:[^.;:]|\.\d){{0,60}}?\bto\s+$", re.IGNORECASE)
_BY = re.compile(rf"\b(?:{_VERBS})\s+(?:by\s+)?$", re.IGNORECASE)
_START = re.compile(r"\bfrom\s+$", re.IGNORECASE)
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


def check_movements(
    claim: Reading, sources: Sequence[Reading], *, subject: Subject = DRAFT
) -> list[Finding]:
    """Moves to a number that the source has going the other way, or by so many points."""
    findings: list[Finding] = []
    for mine in claim.once(_moves, None):
        known = [
            (index, move)
            for index, source in enumerate(sources)
            for move in source.once(_moves, None)
            if _is_one_end(mine.end, move.end) and mine.topics & move.topics
        ]
        if not known:
            continue
        opposite = OPPOSITES.get(stem(mine.verb.text), frozenset())
        index, other = known[0]
        source, several = sources[index], index if len(sources) > 1 else None
        if all(stem(move.verb.text) in opposite for _, move in known):
            findings.append(
                make_finding(
                    "direction.opposite",
                    "altered",
                    mine.verb,
                    f"{quoted(mine.verb.text)} here; the source says {quoted(other.verb.text)} "
                    f"({where(source, other.verb)}).",
                    subject=subject,
                    evidence=(other.verb,),
                    source=several,
                    expected=other.verb.text,
                )
            )
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


def _moves(reading: Reading, _: None) -> tuple[_Move, ...]:
    return tuple(_find_moves(reading))


def _find_moves(reading: Reading) -> Iterator[_Move]:
    text = reading.text
    for end in reading.scan.figures:
        sentence = reading.sentence(end.span.start)
        if sentence is None or end.value is None or end.kind not in ("percent", "money", "measure"):
            continue
        low = max(sentence.start, end.phrase.start - _REACH)
        found = _MOVE.search(text[low : end.phrase.start])
        if found is None:
            continue
        verb = Span.of(text, low + found.start(1), low + found.end(1))
        index = reading.sentence_index(end.span.start)
        between = [
            f for f in reading.figures_at(index or 0) if verb.end <= f.span.start < end.span.start
        ]
        starts = [f for f in between if _START.search(text[verb.end : f.phrase.start])]
        steps = [f for f in between if _BY.search(text[verb.start : f.phrase.start])]
        topics = content_stems(text[max(sentence.start, verb.start - _REACH) : verb.start])
        yield _Move(verb, topics, end, next(iter(starts), None), next(iter(steps), None))
