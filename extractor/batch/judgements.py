"""What people judged, kept in the run store: written once, never changed, the last word counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import cast, get_args

from extractor.batch.audit_numbers import Judged
from extractor.batch.database import Database, connect, storable, transaction
from extractor.batch.store import RunStore
from extractor.closing import Closing
from extractor.errors import StorageError

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


class Judgements(Closing):
    """The judgements in a run store; a batch may be running on it meanwhile."""

    def __init__(self, path: str | Path) -> None:
        """Open the store; one that may not be written can still be read.

        Raises:
            StoreError: it is not there.
            StorageError: it is no run store.
        """
        RunStore(path, read_only=True).close()  # refuses what is none
        self.path = Path(path)
        self._db = connect(self.path, read_only=True)
        self._is_read_only = True
        """Until the first word is kept."""

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def add(self, judge: str, judgements: Sequence[Judgement]) -> None:
        """Keep judgements, all or none; on return they are safe.

        Raises:
            StorageError: the store cannot be written.
        """
        at = datetime.now(UTC).isoformat(timespec="seconds")
        with transaction(self._writable()) as db:
            db.executemany(
                "INSERT INTO judgements (at, judge, unit, judged, note) VALUES (?, ?, ?, ?, ?)",
                [
                    (at, storable(judge), each.unit, each.judged, storable(each.note))
                    for each in judgements
                ],
            )

    def check_writable(self) -> None:
        """Find out now, and not after the first word, whether words can be kept.

        Raises:
            StorageError: they cannot.
        """
        with transaction(self._writable()):
            pass

    def _writable(self) -> Database:
        if self._is_read_only:
            db = connect(self.path)
            try:
                db.execute(_TABLE)
            except StorageError:
                db.close()
                raise
            self._db.close()
            self._db, self._is_read_only = db, False
        return self._db

    def by_judge(self) -> dict[str, dict[str, Judgement]]:
        """The last word of every judge on every item, by judge and item."""
        found: dict[str, dict[str, Judgement]] = {}
        has_any = self._db.execute("SELECT 1 FROM sqlite_schema WHERE name = 'judgements'")
        if has_any.fetchone() is None:
            return found
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
