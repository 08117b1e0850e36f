"""The index of a batch: one HTML page with what came of it, and the way to each story."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from extractor.outputs.template import render
from extractor.outputs.visible import one_line
from extractor.outputs.words import NEED_COUNT, NEED_TITLE, Need

LONGEST_TABLE = 2_000
"""Stories listed, those with most to do first, and of those without a result as many of each kind;
the files have all of them."""

_WITH_RESULT = ("done", "partial")
_STATES = (*_WITH_RESULT, "failed", "to do")

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
    slips: int = 0

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
    has_facts: bool = True,
) -> str:
    """The index as one HTML file that loads nothing; story pages are beside it.

    Stories without a result stand under headings of their own. Without `has_facts`, where no model
    was asked, nothing is said of facts and of what none states. Names of stories are values for
    the template, never its source. Memory does not grow with the number of stories.
    """
    counted = _Counted()
    for line in lines:
        counted.add(line)
    listed = counted.listed()
    return render(
        "batch_index.html",
        styles=("common.css", "batch_index.css"),
        scripts=("batch_index.js",),
        title=one_line(label) or "Batch",
        total=counted.total,
        counts=[
            (need, counted.needs[need], NEED_COUNT[need])
            for need in ("fix", "look", "match", "absent")
        ],
        states=[(state, counted.states[state]) for state in _STATES if counted.states[state]],
        anchors=_ANCHORS,
        parts=_parts(counted.needs),
        has_facts=has_facts,
        sums=counted.sums,
        columns=[each for each in _COLUMNS if has_facts or each.key not in _OF_FACTS],
        histogram=_bars([(name, counted.to_fix[name]) for _, name in _BINS]),
        causes=_bars([(cause.replace("_", " "), count) for cause, count in causes.items()]),
        lines=listed,
        left_out=sum(counted.states[state] for state in _WITH_RESULT) - len(listed),
        others=[
            (_ANCHORS[state], _TITLES[state], counted.states[state], counted.others[state])
            for state in _TITLES
            if counted.states[state]
        ],
        files=files[:200],
        more_files=max(0, len(files) - 200),
    )


@dataclass(frozen=True, slots=True)
class Column:
    """One column of numbers in the table of stories."""

    key: str
    title: str
    words: str
    """What follows the number where the table is a list, on a narrow screen."""


_COLUMNS = (
    *(Column(need, NEED_TITLE[need], NEED_COUNT[need]) for need in _NEEDS),
    Column("facts", "Facts", "facts"),
    Column("figures", "Figures", "figures and dates"),
    Column("unclaimed", "Unclaimed", "that no fact states"),
    Column("slips", "Slips", "slips of the model that no fact says any more"),
)
_OF_FACTS = frozenset({"facts", "unclaimed", "slips"})
_TITLES = {"failed": "Failed", "to do": "Not done yet"}
"""The headings of stories without a result."""
_ANCHORS = {"failed": "failed", "to do": "to-do"}
"""Where these headings are."""


class _Counted:
    """What is counted and kept of the lines, one after the other."""

    def __init__(self) -> None:
        self.total = 0
        self.needs: Counter[Need] = Counter()
        self.states: Counter[str] = Counter()
        self.to_fix: Counter[str] = Counter()
        self.sums: Counter[str] = Counter()
        self.others: dict[str, list[IndexLine]] = {state: [] for state in _TITLES}
        self._worst: list[tuple[tuple[int, int, int], int, IndexLine]] = []

    def add(self, line: IndexLine) -> None:
        """Count a story, and keep it if it is to be listed."""
        self.total += 1
        self.states[line.state] += 1
        for need in _NEEDS:
            self.needs[need] += getattr(line, need)
        for key in ("facts", "figures", "unclaimed", "slips"):
            self.sums[key] += getattr(line, key)
        if line.state not in _WITH_RESULT:
            kept = self.others[line.state]
            if len(kept) < LONGEST_TABLE:
                kept.append(line)
            return
        self.to_fix[next(name for most, name in _BINS if line.fix <= most)] += 1
        item = ((line.fix, line.absent, line.look), -line.number, line)
        if len(self._worst) < LONGEST_TABLE:
            heapq.heappush(self._worst, item)
        else:
            heapq.heappushpop(self._worst, item)

    def listed(self) -> list[IndexLine]:
        """The stories that are listed, those with most to do first."""
        kept = sorted(self._worst, key=lambda item: item[:2], reverse=True)
        return [line for _, _, line in kept]


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
