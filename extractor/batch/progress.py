"""How far a batch is, for whoever watches it."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from extractor.batch.budget import Spent
from extractor.batch.store import Outcome

Watch = Callable[[str, str, Outcome], None]
"""Told of each document as it ends: its key, its name, what became of it."""


@dataclass(slots=True)
class Progress:
    """Counts that only grow; `total` is unknown until the input has been read."""

    watch: Watch | None = None
    total: int | None = None
    listed: int = 0
    """Read from the input so far."""
    already: int = 0
    """Of these, done by an earlier run."""
    unreadable: int = 0
    states: Counter[str] = field(default_factory=Counter)
    """Ended in this run, by state."""
    causes: Counter[str] = field(default_factory=Counter)
    """Failed in this run, by cause."""
    problems: int = 0
    """Findings of this run that say something is wrong."""
    spent: Spent = field(default_factory=Spent)
    """What the calls of this run have taken."""
    in_flight: Callable[[], int] = lambda: 0
    """How many calls are out."""
    held_s: Callable[[], float] = lambda: 0.0
    """How many seconds new calls are held back, since the server asks for it."""
    tell: Callable[[str], None] = lambda line: None
    """Told in one line of what people should know while it runs."""
    started: float = field(default_factory=time.monotonic)

    @property
    def ended(self) -> int:
        """How many documents ended in this run."""
        return sum(self.states.values())

    @property
    def failed(self) -> int:
        """How many could not be read, failed, or failed in part."""
        return self.unreadable + self.states["failed"] + self.states["partial"]

    def count_unreadable(self, name: str, reason: str) -> None:
        """A document that could not be read."""
        self.unreadable += 1
        self.causes["unreadable"] += 1
        if self.watch is not None:
            self.watch("", name, Outcome("failed", "unreadable", reason))

    def count(self, key: str, name: str, outcome: Outcome) -> None:
        """A document that ended."""
        self.states[outcome.state] += 1
        self.problems += outcome.counts.problems
        if outcome.cause is not None:
            self.causes[outcome.cause] += 1
        if self.watch is not None:
            self.watch(key, name, outcome)
