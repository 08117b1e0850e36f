"""The index of a batch: one HTML page with what came of it, and the way to each story."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from extractor.outputs.template import render
from extractor.outputs.visible import one_line
from extractor.outputs.words import NEED_COUNT, Need

LONGEST_TABLE = 2_000
"""Stories listed, those with most to do first; the files have all of them."""

_STATES = ("done", "partial", "failed", "to do")

_NEEDS: tuple[Need, ...] = ("fix", "absent", "look", "match")

_BINS = ((0, "0"), (1, "1"), (2, "2"), (3, "3"), (5, "4–5"), (10, "6–10"), (1 << 60, "over 10"))
"""Stories by how much there is to fix: the last number of each bin, and its label."""


@dataclass(frozen=True, slots=True)
class IndexLine:
    """One story of a batch."""

    number: int
    """In input order, counted from 1."""
    name: str
    state: str
    """`done`, `partial`, `failed` or `to do`."""
    reason: str
    """Why it failed; empty otherwise."""
    page: str | None
    """Its page beside the index; none when it has none."""
    facts: int
    fix: int
    absent: int
    look: int
    match: int
    figures: int
    unclaimed: int

    @property
    def parts(self) -> list[tuple[Need, int, float]]:
        """Its findings as parts of a bar: need, count, hundredths."""
        return _parts({need: getattr(self, need) for need in _NEEDS})


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a plot."""

    label: str
    count: int
    share: float
    """Of the longest bar, in hundredths."""


def index_page(
    lines: Iterable[IndexLine],
    *,
    label: str,
    causes: Mapping[str, int],
    files: Sequence[str],
) -> str:
    """The index as one HTML file that loads nothing; story pages are beside it.

    Names of stories are values for the template, never its source. Memory does not grow with the
    number of stories.
    """
    needs: Counter[Need] = Counter()
    states: Counter[str] = Counter()
    to_fix: Counter[str] = Counter()
    facts = figures = unclaimed = total = 0
    worst: list[tuple[tuple[int, int, int, int], int, IndexLine]] = []
    for line in lines:
        total += 1
        states[line.state] += 1
        facts, figures = facts + line.facts, figures + line.figures
        unclaimed += line.unclaimed
        for need in _NEEDS:
            needs[need] += getattr(line, need)
        if line.state in ("done", "partial"):
            to_fix[next(name for most, name in _BINS if line.fix <= most)] += 1
        rank = (line.state == "failed", line.fix, line.absent, line.look)
        item = (rank, -line.number, line)
        if len(worst) < LONGEST_TABLE:
            heapq.heappush(worst, item)
        else:
            heapq.heappushpop(worst, item)
    listed = [line for _, _, line in sorted(worst, key=lambda item: item[:2], reverse=True)]
    return render(
        "batch_index.html",
        styles=("common.css", "batch_index.css"),
        scripts=("batch_index.js",),
        title=one_line(label) or "Batch",
        total=total,
        counts=[
            (need, needs[need], NEED_COUNT[need]) for need in ("fix", "look", "match", "absent")
        ],
        states=[(state, states[state]) for state in _STATES if states[state]],
        parts=_parts(needs),
        facts=facts,
        figures=figures,
        unclaimed=unclaimed,
        histogram=_bars([(name, to_fix[name]) for _, name in _BINS]),
        causes=_bars([(cause.replace("_", " "), count) for cause, count in causes.items()]),
        lines=listed,
        left_out=total - len(listed),
        files=files[:200],
        more_files=max(0, len(files) - 200),
    )


def _parts(counts: Mapping[Need, int]) -> list[tuple[Need, int, float]]:
    total = sum(counts.values())
    return [
        (need, counts[need], round(100 * counts[need] / total, 2))
        for need in _NEEDS
        if total and counts[need]
    ]


def _bars(counts: Sequence[tuple[str, int]]) -> list[Bar]:
    longest = max((count for _, count in counts), default=0)
    return [
        Bar(label, count, round(100 * count / longest, 2) if longest else 0.0)
        for label, count in counts
    ]
