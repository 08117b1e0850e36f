"""Marks on a story that overlap, cut into segments that do not."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from extractor.outputs.reading import Reading, row_span, worst
from extractor.outputs.words import STATES, State
from extractor.schemas.span import Span

MarkKind = Literal["figure", "date", "quotation", "finding", "evidence", "quote"]
"""`evidence` is a place in a source; `quote` is the place of a fact's words: it shows only while
its fact is chosen."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One place of the story that has something to say."""

    start: int
    end: int
    kind: MarkKind
    state: State | None
    """How it is shown; none for a `quote`."""
    targets: tuple[str, ...]
    """The cards and rows that it belongs to, by their names in the page."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of characters under the same marks."""

    start: int
    end: int
    marks: tuple[int, ...]
    """Numbers of the marks that cover it, the shortest first; of equal ones the worst."""
    ending: tuple[int, ...]
    """Those of them that end with it."""


def segments(marks: list[Mark], bounds: Iterable[Span]) -> Iterator[list[Segment]]:
    """The segments of each paragraph in `bounds`, which are in order and do not overlap.

    Joined, the segments of a paragraph give the paragraph. What of a mark lies between paragraphs
    is left out; there is only white space there.
    """
    opening: dict[int, list[int]] = defaultdict(list)
    closing: dict[int, list[int]] = defaultdict(list)
    for number, mark in enumerate(marks):
        if mark.start < mark.end:
            opening[mark.start].append(number)
            closing[mark.end].append(number)
    edges = sorted(opening.keys() | closing.keys())
    active: dict[int, None] = {}
    at = 0

    def pass_edge(edge: int) -> None:
        for number in closing.get(edge, ()):
            active.pop(number, None)
        for number in opening.get(edge, ()):
            active[number] = None

    for paragraph in bounds:
        start, end = paragraph.start, paragraph.end
        while at < len(edges) and edges[at] <= start:
            pass_edge(edges[at])
            at += 1
        found: list[Segment] = []
        left = start
        while left < end:
            right = edges[at] if at < len(edges) and edges[at] < end else end
            covering = sorted(active, key=lambda n: _rank(marks[n]))
            # A mark that runs on past the paragraph ends here as far as a reader can see.
            ending = tuple(n for n in covering if marks[n].end <= right or right == end)
            found.append(Segment(left, right, tuple(covering), ending))
            if right < end:
                pass_edge(right)
                at += 1
            left = right
        yield found


def marks_of(reading: Reading) -> list[Mark]:
    """Every mark of a report: figures, dates, quotations, findings, and the quotes of facts.

    Facts are named `fact-N`, findings `finding-N`, rows `row-N`, quotations `quotation-N`, each
    counted from 0 in the report.
    """
    report = reading.report
    card_of = {fact.id: f"fact-{number}" for number, fact in enumerate(report.facts)}
    marks: list[Mark] = []
    for number, row in enumerate(report.ledger):
        span = row_span(row)
        if reading.holds(span):
            cards = tuple(card_of[fact] for fact in row.claimed_by if fact in card_of)
            kind: MarkKind = "figure" if row.figure is not None else "date"
            targets = cards or (f"row-{number}",)
            marks.append(Mark(span.start, span.end, kind, reading.state_of_row(row), targets))
    # A row's words may begin before its number does, and so before an earlier row's.
    marks.sort(key=lambda mark: (mark.start, mark.end))
    starts = [mark.start for mark in marks]
    for number, said in enumerate(reading.quotation_rows):
        span = said.quotation.span
        if reading.holds(span):
            cards = tuple(card_of[fact.id] for fact in said.facts)
            targets = cards or (f"quotation-{number}",)
            marks.append(Mark(span.start, span.end, "quotation", said.state, targets))
    for mark in _finding_marks(reading, card_of):
        around = _row_around(marks, starts, mark)
        if around is None:
            marks.append(mark)
        else:
            marks[around] = _joined(marks[around], mark)
    for fact in report.facts:
        for place in reading.places_of(fact):
            marks.append(Mark(place.start, place.end, "quote", None, (card_of[fact.id],)))
    return marks


def _row_around(marks: list[Mark], starts: list[int], mark: Mark) -> int | None:
    """Which of the ledger's marks, whose starts are given in order, has this one inside it.

    Evidence is often a figure without its noun; two marks and two signs there would say no more.
    """
    last = bisect_right(starts, mark.start) - 1
    for row in range(last, max(-1, last - 3), -1):
        if mark.end <= marks[row].end:
            return row
    return None


def _joined(row: Mark, finding: Mark) -> Mark:
    first, second = sorted((row, finding), key=lambda mark: _rank(mark)[1])
    targets = tuple(dict.fromkeys(first.targets + second.targets))
    return Mark(row.start, row.end, row.kind, first.state, targets)


def _rank(mark: Mark) -> tuple[int, int]:
    shown = len(STATES) if mark.state is None else STATES.index(mark.state)
    return mark.end - mark.start, shown


def _finding_marks(reading: Reading, card_of: dict[str, str]) -> Iterator[Mark]:
    """The places of what needs an eye, one mark for each place however many findings it has.

    The span of a fact's finding is the whole fact, so it is marked only where no evidence is.
    """
    number_of = {id(finding): n for n, finding in enumerate(reading.report.findings)}
    states: dict[tuple[int, int], list[State]] = defaultdict(list)
    targets: dict[tuple[int, int], dict[str, None]] = defaultdict(dict)
    for finding in reading.for_an_eye:
        card = card_of.get(finding.fact or "")
        name = f"finding-{number_of[id(finding)]}"
        places = [span for span in finding.evidence if reading.holds(span)]
        if finding.span and reading.holds(finding.span) and not (places and finding.fact):
            places.insert(0, finding.span)
        for span in places:
            states[span.start, span.end].append(finding.word)
            targets[span.start, span.end] |= dict.fromkeys((card, name) if card else (name,))
    for (start, end), found in states.items():
        yield Mark(start, end, "finding", worst(found), tuple(targets[start, end]))
