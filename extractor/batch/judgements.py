"""What people judged, kept in the run store: written once, never changed, the last word counts."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self, cast, get_args

from extractor.batch.audit_numbers import Judged
from extractor.batch.database import storable, transaction
from extractor.batch.store import RunStore
from extractor.errors import StoreError

JUDGED: tuple[Judged, ...] = get_args(Judged)

_TABLE = """
CREATE TABLE IF NOT EXISTS judgements (
    number INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    judge TEXT NOT NULL,
    unit TEXT NOT NULL,
    judged TEXT NOT NULL CHECK (judged IN ('right', 'wrong', 'cannot tell')),
    note TEXT NOT NULL
)
"""


@dataclass(frozen=True, slots=True)
class Judgement:
    """One word of one judge on one item."""

    unit: str
    """The item's id."""
    judged: Judged
    note: str = ""


class Judgements:
    """The judgements in a run store; a batch may be running on it meanwhile."""

    def __init__(self, path: str | Path) -> None:
        """Open the store.

        Raises:
            StoreError: it is no run store.
        """
        RunStore(path, read_only=True).close()  # refuses what is none
        try:
            self._db = sqlite3.connect(path, isolation_level=None, timeout=60)
            self._db.execute(_TABLE)
        except sqlite3.Error as error:
            raise StoreError(f"{str(path)!r} cannot hold judgements: {error}") from None

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close it."""
        self._db.close()

    def add(self, judge: str, judgements: Sequence[Judgement]) -> None:
        """Keep judgements, all or none; on return they are safe."""
        at = datetime.now(UTC).isoformat(timespec="seconds")
        with transaction(self._db) as db:
            db.executemany(
                "INSERT INTO judgements (at, judge, unit, judged, note) VALUES (?, ?, ?, ?, ?)",
                [
                    (at, storable(judge), each.unit, each.judged, storable(each.note))
                    for each in judgements
                ],
            )

    def by_judge(self) -> dict[str, dict[str, Judgement]]:
        """The last word of every judge on every item, by judge and item."""
        found: dict[str, dict[str, Judgement]] = {}
        rows = self._db.execute("SELECT judge, unit, judged, note FROM judgements ORDER BY number")
        for judge, unit, judged, note in rows:
            found.setdefault(judge, {})[unit] = Judgement(unit, cast("Judged", judged), note)
        return found


def next_open(words: Sequence[Judgement | None], start: int = 0) -> int | None:
    """The first place from `start` on that has no word, then from the beginning; none when all do.

    What was passed over on the way stays open, and comes last.
    """
    places = (*range(start, len(words)), *range(min(start, len(words))))
    return next((place for place in places if words[place] is None), None)
