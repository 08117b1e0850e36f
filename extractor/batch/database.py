"""What every table in a run store's file needs: whole transactions, and text that can be kept."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """All that the block writes, or nothing; committed when the block ends."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield db
    except BaseException:
        db.execute("ROLLBACK")
        raise
    db.execute("COMMIT")


def storable(text: str) -> str:
    """The text without what SQLite cannot keep: half characters."""
    return text.encode("utf-8", "replace").decode()
