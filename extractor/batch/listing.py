"""The input of a batch as its store lists it: the last whole listing, and one being made.

A mistyped input, or a run that is killed while it reads, leaves the listing before as it was.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from extractor.batch.database import Database, storable, transaction

TABLES = """
CREATE TABLE inputs (
    position INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    key TEXT,
    chars INTEGER NOT NULL,
    cause TEXT,
    reason TEXT
);
CREATE INDEX inputs_by_key ON inputs (key);
CREATE TABLE facts_of_run (name TEXT PRIMARY KEY, value TEXT NOT NULL);
"""

NEXT_TABLES = """
CREATE TABLE IF NOT EXISTS next_inputs (
    position INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    key TEXT,
    chars INTEGER NOT NULL,
    cause TEXT,
    reason TEXT
);
CREATE INDEX IF NOT EXISTS next_inputs_by_key ON next_inputs (key);
CREATE TABLE IF NOT EXISTS next_facts_of_run (name TEXT PRIMARY KEY, value TEXT NOT NULL);
"""
"""The listing that is being made. Apart from the others, since older stores do not have it."""

_WHOLE = "is_listed"
"""The fact of a run that says whether its input was read to the end."""

_COUNT = "coalesce(max(position) + 1, 0)"
"""Documents of a listing: positions have no gaps, and the last is found at once."""


class Listed(NamedTuple):
    """Which documents a store speaks of, and whether these are all of the input."""

    documents: int
    is_whole: bool
    newer: int | None
    """Documents of a later listing whose input was not read to its end; none without one."""


class Listings:
    """The listings in one store.

    Only the last input that was read to its end is spoken of. While there is none, it is the
    longest of those that were not.
    """

    def __init__(self, db: Database, *, has_next: bool) -> None:
        """`has_next` says whether the store has `NEXT_TABLES`."""
        self._db = db
        self._has_next = has_next

    def begin(self, run: dict[str, str]) -> None:
        """Start a listing of the input beside the last one; `run` says what the run is."""
        with transaction(self._db) as db:
            if self._is_next_shown():
                self._switch()  # of two that were broken off the longer is kept
            db.execute("DELETE FROM next_inputs")
            db.execute("DELETE FROM next_facts_of_run")
            db.executemany("INSERT INTO next_facts_of_run VALUES (?, ?)", run.items())

    def add(self, entries: Iterable[tuple[int, str, str, int]]) -> None:
        """Put documents into the listing that was begun: position, name, key, characters."""
        with transaction(self._db) as db:
            db.executemany("INSERT INTO next_inputs VALUES (?, ?, ?, ?, NULL, NULL)", entries)

    def add_unreadable(self, position: int, name: str, reason: str) -> None:
        """Put a document into it that could not be read."""
        self._db.execute(
            "INSERT INTO next_inputs VALUES (?, ?, NULL, 0, 'unreadable', ?)",
            (position, storable(name), storable(reason)),
        )

    def end(self) -> None:
        """The input has been read to its end: this listing takes the place of the one before."""
        with transaction(self._db) as db:
            self._switch()
            db.execute("INSERT OR REPLACE INTO facts_of_run VALUES (?, 'True')", (_WHOLE,))

    def drop(self) -> None:
        """Forget the listing that was begun; the one before stays."""
        with transaction(self._db) as db:
            db.execute("DELETE FROM next_inputs")
            db.execute("DELETE FROM next_facts_of_run")

    def listed(self) -> Listed:
        """Which documents the store speaks of."""
        (current,) = self._db.execute(f"SELECT {_COUNT} FROM inputs").fetchone()
        next_one: int | None = None
        if self._has_next and self._db.execute("SELECT 1 FROM next_facts_of_run").fetchone():
            (next_one,) = self._db.execute(f"SELECT {_COUNT} FROM next_inputs").fetchone()
        if self._is_whole():
            return Listed(current, True, next_one)
        return Listed(max(current, next_one or 0), False, None)

    def facts(self) -> dict[str, str]:
        """What the run was that made the listing."""
        table = "next_facts_of_run" if self._is_next_shown() else "facts_of_run"
        return dict(self._db.execute(f"SELECT name, value FROM {table}"))

    @property
    def table(self) -> str:
        """Where the documents stand that the store speaks of."""
        return "next_inputs" if self._is_next_shown() else "inputs"

    def _switch(self) -> None:
        for table in ("inputs", "facts_of_run"):
            self._db.execute(f"DELETE FROM {table}")
            self._db.execute(f"INSERT INTO {table} SELECT * FROM next_{table}")
            self._db.execute(f"DELETE FROM next_{table}")

    def _is_whole(self) -> bool:
        row = self._db.execute("SELECT value FROM facts_of_run WHERE name = ?", (_WHOLE,))
        return bool(row.fetchone() == ("True",))

    def _is_next_shown(self) -> bool:
        """Whether the unfinished listing is the one to speak of: no whole one, and the longer."""
        if not self._has_next or self._is_whole():
            return False
        (is_longer,) = self._db.execute(
            f"SELECT (SELECT {_COUNT} FROM next_inputs) >= (SELECT {_COUNT} FROM inputs) "
            "AND EXISTS (SELECT 1 FROM next_facts_of_run)"
        ).fetchone()
        return bool(is_longer)
