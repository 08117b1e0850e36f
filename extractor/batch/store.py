"""The run store: one SQLite file with every answer paid for and every document's state."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import asdict, dataclass, fields
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal, NamedTuple

from extractor.batch.database import Database, connect, snapshot, storable, transaction
from extractor.batch.listing import NEXT_TABLES, TABLES, Listings
from extractor.closing import Closing
from extractor.errors import StorageError, StoreError
from extractor.llm.cache import KeptAnswer

State = Literal["done", "partial", "failed"]
"""`partial` when some passages failed and others did not: its result is kept, and so is the cause;
a document without a state is still to do."""

Kind = Literal["report", "draft", "record"]
"""What a result is: a story's facts, a draft against its sources, a codebook's record."""

VERSION = 2

_APPLICATION_ID = 0x46584253  # "FXBS", so that another program's database is not taken for ours

_TABLES = """
CREATE TABLE answers (
    key TEXT PRIMARY KEY,
    raw BLOB NOT NULL,
    prompt_tokens INTEGER NOT NULL,
    completion_tokens INTEGER NOT NULL
);
CREATE TABLE unusable (
    document TEXT NOT NULL,
    key TEXT NOT NULL,
    failure TEXT NOT NULL,
    message TEXT NOT NULL,
    raw BLOB NOT NULL,
    prompt_tokens INTEGER NOT NULL,
    completion_tokens INTEGER NOT NULL,
    PRIMARY KEY (document, key)
);
CREATE TABLE documents (
    key TEXT PRIMARY KEY,
    state TEXT NOT NULL CHECK (state IN ('done', 'partial', 'failed')),
    cause TEXT,
    reason TEXT,
    kind TEXT,
    result BLOB,
    facts INTEGER NOT NULL,
    problems INTEGER NOT NULL,
    looks INTEGER NOT NULL,
    matches INTEGER NOT NULL,
    absent INTEGER NOT NULL,
    figures INTEGER NOT NULL,
    unclaimed INTEGER NOT NULL,
    slips INTEGER NOT NULL,
    calls INTEGER NOT NULL,
    prompt_tokens INTEGER NOT NULL,
    completion_tokens INTEGER NOT NULL,
    cost_usd TEXT
);
"""

_TO_VERSION_2 = """
BEGIN IMMEDIATE;
ALTER TABLE documents ADD COLUMN slips INTEGER NOT NULL DEFAULT 0;
PRAGMA user_version = 2;
COMMIT;
"""
"""What the first version lacks."""

_LOST_TABLE = "CREATE TABLE IF NOT EXISTS lost_answers (number INTEGER NOT NULL);"


@dataclass(frozen=True, slots=True)
class Counts:
    """What a result holds, for tables and the index, so that it need not be read again."""

    facts: int = 0
    problems: int = 0
    """Findings that say something is wrong, those in no source left out."""
    looks: int = 0
    """Findings that ask for an eye."""
    matches: int = 0
    absent: int = 0
    """Problems of the kind "not in sources"."""
    figures: int = 0
    """Figures and dates of the text."""
    unclaimed: int = 0
    """Those that no fact states."""
    slips: int = 0
    """What the model got wrong and no fact says any more."""
    calls: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cost_usd: Decimal | None = None
    """None where no price is known."""


_COUNTS = tuple(field.name for field in fields(Counts))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one document."""

    state: State
    cause: str | None = None
    """The failure's name: `time_limit`, `truncated`, …; none when all went well."""
    reason: str | None = None
    """The failure in one line."""
    kind: Kind | None = None
    """What the result is; none when there is none."""
    result: bytes | None = None
    """It, as JSON."""
    counts: Counts = Counts()


@dataclass(frozen=True, slots=True)
class Entry:
    """One document of the run's input, in input order."""

    position: int
    """Counted from 0."""
    name: str
    key: str | None
    """None when it could not be read."""
    chars: int
    outcome: Outcome | None
    """None while it is still to do; its `result` is not loaded."""


class Fate(NamedTuple):
    """How many documents of the listing came to the same end."""

    state: str
    """`partial`, `failed`, or `unreadable`."""
    cause: str
    number: int


class RunStore(Closing):
    """One SQLite file in WAL mode, written by one run at a time.

    It speaks of the documents of `listings`.

    Each call commits before it returns, so that what was reported done survives `kill -9`.
    """

    def __init__(self, path: str | Path, *, read_only: bool = False) -> None:
        """Open the store, making it unless it is there; the lock on it is `lock_store`'s.

        Raises:
            StoreError: it is to be read and is not there.
            StorageError: the file is no run store, damaged, or of a later version.
        """
        self.path = Path(path)
        self._db: Database = connect(self.path, read_only=read_only)
        try:
            self._prepare(read_only)
        except BaseException:
            self._db.close()
            raise

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def _prepare(self, read_only: bool) -> None:
        db = self._db
        (tables,) = db.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        (ours,) = db.execute("PRAGMA application_id").fetchone()
        (version,) = db.execute("PRAGMA user_version").fetchone()
        if read_only and not tables:
            raise StorageError(
                f"{str(self.path)!r} is empty and not a run store yet: "
                "check the path, or run a batch"
            )
        if tables and ours != _APPLICATION_ID:
            raise StorageError(
                f"{str(self.path)!r} is another program's database: name another file"
            )
        if version > VERSION:
            raise StorageError(
                f"{str(self.path)!r} was written by a later version of fact-extractor: update it"
            )
        if read_only and version < VERSION:
            raise StorageError(
                f"{str(self.path)!r} was written by an earlier version of fact-extractor: "
                "run its batch again to bring it up to date"
            )
        if not read_only:
            db.execute("PRAGMA journal_mode = WAL")
            # A killed process loses nothing that was committed; a power cut the last commits.
            db.execute("PRAGMA synchronous = NORMAL")
            if not tables:
                db.executescript(
                    f"BEGIN IMMEDIATE; {_TABLES} {TABLES} "
                    f"PRAGMA application_id = {_APPLICATION_ID}; PRAGMA user_version = {VERSION};"
                    "COMMIT;"
                )
            elif version < VERSION:
                db.executescript(_TO_VERSION_2)
            db.executescript(NEXT_TABLES + _LOST_TABLE)
        found = {name for (name,) in db.execute("SELECT name FROM sqlite_schema")}
        self.listings = Listings(db, has_next="next_inputs" in found)
        self._counts_lost = "lost_answers" in found
        # What lacks a column is told now, not when the first document has been paid for.
        counts = ", ".join(_COUNTS)
        for wanted in (
            f"state, cause, reason, kind, result, {counts} FROM documents",
            "raw, prompt_tokens, completion_tokens FROM answers",
            "document, raw, failure, message, prompt_tokens, completion_tokens FROM unusable",
            "name, chars, cause, reason FROM inputs",
        ):
            db.execute(f"SELECT {wanted} WHERE key = ''").fetchone()
        db.execute("SELECT value FROM facts_of_run WHERE name = ''").fetchone()

    def snapshot(self) -> AbstractContextManager[None]:
        """All that is read in the block is of one moment, whatever a run writes meanwhile."""
        return snapshot(self._db)

    def answers_of(self, document: str) -> AnswersOf:
        """The answers as one document may use them: its own unusable ones included."""
        return AnswersOf(self._db, document)

    def forget_all(self) -> None:
        """Forget every answer and every document's state, to begin anew; judgements stay."""
        with transaction(self._db) as db:
            kept = ("answers", "unusable", "documents", "lost_answers")
            for table in (*kept, *self._provider_tables()):
                db.execute(f"DELETE FROM {table}")

    def _provider_tables(self) -> list[str]:
        rows = self._db.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name LIKE 'provider^_%' "
            "ESCAPE '^'"
        )
        return [name for (name,) in rows]

    def states(self, keys: Sequence[str]) -> dict[str, State]:
        """The states of those documents that have one."""
        marks = ",".join("?" * len(keys))
        rows = self._db.execute(
            f"SELECT key, state FROM documents WHERE key IN ({marks})", tuple(keys)
        )
        return dict(rows)

    def finish(self, key: str, outcome: Outcome) -> None:
        """Keep what became of a document."""
        counts = asdict(outcome.counts)
        if outcome.counts.cost_usd is not None:
            counts["cost_usd"] = str(outcome.counts.cost_usd)
        packed = None if outcome.result is None else zlib.compress(outcome.result, 3)
        marks = ",".join("?" * (6 + len(_COUNTS)))
        self._db.execute(
            f"INSERT OR REPLACE INTO documents VALUES ({marks})",
            (
                key,
                outcome.state,
                outcome.cause,
                outcome.reason and storable(outcome.reason),
                outcome.kind,
                packed,
                *(counts[name] for name in _COUNTS),
            ),
        )

    def forget(self, keys: Iterable[str]) -> None:
        """Make documents to do again; answers that could be used stay."""
        with transaction(self._db) as db:
            for key in keys:
                db.execute("DELETE FROM documents WHERE key = ?", (key,))
                db.execute("DELETE FROM unusable WHERE document = ?", (key,))

    def forget_unusable(self, keys: Iterable[str]) -> None:
        """Let documents be asked about again; what they came to stands until they end anew."""
        with transaction(self._db) as db:
            for key in keys:
                db.execute("DELETE FROM unusable WHERE document = ?", (key,))

    def entries(self, start: int = 0, stop: int | None = None) -> Iterator[Entry]:
        """The documents of the listing, in input order; `stop` is one past the last position."""
        counts = ", ".join(f"documents.{name}" for name in _COUNTS)
        rows = self._db.execute(
            "SELECT inputs.position, inputs.name, inputs.key, inputs.chars, inputs.cause, "
            "inputs.reason, documents.state, documents.cause, documents.reason, documents.kind, "
            f"{counts} "
            f"FROM {self.listings.table} inputs LEFT JOIN documents ON documents.key = inputs.key "
            "WHERE inputs.position >= ? AND inputs.position < ? ORDER BY inputs.position",
            (start, stop if stop is not None else 1 << 62),
        )
        for position, name, key, chars, unread, why, state, cause, reason, kind, *numbers in rows:
            outcome = None
            if unread is not None:
                outcome = Outcome("failed", unread, why)
            elif state is not None:
                outcome = Outcome(state, cause, reason, kind, None, _counts(numbers))
            yield Entry(position, name, key, chars, outcome)

    def result(self, key: str) -> bytes | None:
        """A document's report as JSON; none when there is none."""
        packed = self.packed_result(key)
        return None if packed is None else self._db.unpacked(packed)

    def packed_result(self, key: str) -> bytes | None:
        """The same as it is kept, compressed: equal only where the results are."""
        row = self._db.execute("SELECT result FROM documents WHERE key = ?", (key,)).fetchone()
        return row[0] if row else None

    def tally(self) -> dict[str, int]:
        """How many documents of the listing are in which state; together they are all of them.

        `to do` are those without a state, `unreadable` those that could not be read.
        """
        rows = self._db.execute(
            "SELECT coalesce(inputs.cause, documents.state, 'to do'), count(*) "
            f"FROM {self.listings.table} inputs LEFT JOIN documents ON documents.key = inputs.key "
            "GROUP BY 1"
        )
        return dict(rows)

    def fates(self) -> list[Fate]:
        """What the documents of the listing that are not done failed of, the most common first."""
        rows = self._db.execute(
            "SELECT coalesce(inputs.cause, documents.state), "
            "coalesce(inputs.cause, documents.cause), count(*) "
            f"FROM {self.listings.table} inputs LEFT JOIN documents ON documents.key = inputs.key "
            "WHERE coalesce(inputs.cause, documents.cause) IS NOT NULL "
            "GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2"
        )
        return [Fate(*row) for row in rows]

    def causes(self) -> dict[str, int]:
        """How many documents of the listing failed, wholly or in part, by cause."""
        numbers: Counter[str] = Counter()
        for fate in self.fates():
            numbers[fate.cause] += fate.number
        return dict(numbers.most_common())

    def totals(self) -> Counts:
        """The sums over the documents of the listing, each document counted once."""
        whole = [name for name in _COUNTS if name != "cost_usd"]
        sums = ", ".join(f"coalesce(sum({name}), 0)" for name in whole)
        chosen = f"FROM documents WHERE key IN (SELECT key FROM {self.listings.table})"
        numbers = self._db.execute(f"SELECT {sums} {chosen}").fetchone()
        costs = self._db.execute(f"SELECT cost_usd {chosen} AND calls > 0")
        cost: Decimal | None = Decimal(0)
        for (each,) in costs:
            cost = None if cost is None or each is None else cost + Decimal(each)
        return _counts([*numbers, cost])

    def paid(self) -> tuple[int, int, int]:
        """Answers, prompt tokens and completion tokens that this store has ever paid for."""
        sums = "SELECT count(*), sum(prompt_tokens), sum(completion_tokens) FROM"
        usable = self._db.execute(f"{sums} answers").fetchone()
        unusable = self._db.execute(f"{sums} unusable").fetchone()
        answers, prompt, completion = (
            (a or 0) + (b or 0) for a, b in zip(usable, unusable, strict=True)
        )
        return answers, prompt, completion

    def add_lost(self, number: int) -> None:
        """Count answers that were paid for and broke off on their way."""
        if number:
            self._db.execute("INSERT INTO lost_answers VALUES (?)", (number,))

    def lost(self) -> int:
        """How many such answers there were in all runs on this store."""
        if not self._counts_lost:
            return 0
        row = self._db.execute("SELECT coalesce(sum(number), 0) FROM lost_answers").fetchone()
        return int(row[0])

    def uncounted(self) -> int:
        """How many of these answers the server counted no tokens of."""
        where = "WHERE prompt_tokens = 0 AND completion_tokens = 0"
        tables = ("answers", "unusable")
        counts = (self._db.execute(f"SELECT count(*) FROM {each} {where}") for each in tables)
        return sum(int(count.fetchone()[0]) for count in counts)


class AnswersOf:
    """The store as the cache of one document's calls."""

    def __init__(self, db: Database, document: str) -> None:
        """`document` is the document's key."""
        self._db = db
        self._document = document

    def find(self, key: str) -> KeptAnswer | None:
        """The answer to this call: any document's usable one, or this one's unusable one."""
        row = self._db.execute(
            "SELECT raw, prompt_tokens, completion_tokens FROM answers WHERE key = ?", (key,)
        ).fetchone()
        if row is not None:
            return KeptAnswer(self._db.text(row[0]), row[1], row[2])
        row = self._db.execute(
            "SELECT raw, prompt_tokens, completion_tokens, failure, message "
            "FROM unusable WHERE document = ? AND key = ?",
            (self._document, key),
        ).fetchone()
        if row is None:
            return None
        return KeptAnswer(self._db.text(row[0]), *row[1:])

    def keep(self, key: str, answer: KeptAnswer) -> None:
        """Keep it; one of no use only for this document, which would otherwise pay for it again."""
        raw = answer.raw.encode("utf-8", "surrogatepass")
        took = (answer.prompt_tokens, answer.completion_tokens)
        if answer.failure is None:
            self._db.execute(
                "INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?)", (key, raw, *took)
            )
        else:
            self._db.execute(
                "INSERT OR REPLACE INTO unusable VALUES (?, ?, ?, ?, ?, ?, ?)",
                (self._document, key, answer.failure, storable(answer.message), raw, *took),
            )


def _counts(row: Sequence[Any]) -> Counts:
    """The counts in the order of their columns."""
    numbers = dict(zip(_COUNTS, row, strict=True))
    cost = numbers.pop("cost_usd")
    return Counts(**numbers, cost_usd=None if cost is None else Decimal(cost))


@contextmanager
def lock_store(path: str | Path) -> Iterator[None]:
    """Hold the store for one run; the system lets go of it however the run ends.

    A store that is reached through links is the same store.

    Raises:
        StoreError: another run has it, or it is a file with two names.
        StorageError: the lock cannot be written.
    """
    from filelock import FileLock, Timeout

    real = Path(path).resolve()
    try:
        if real.is_file() and real.stat().st_nlink > 1:
            # SQLite keeps the journal beside the name: under two names there would be two.
            raise StoreError(
                f"{str(path)!r} has a second name on this disk (a hard link), under which another "
                "run would corrupt it: copy it with cp and use the copy, or remove one of the names"
            )
        lock = FileLock(f"{real}.lock", timeout=0)
        lock.acquire()
    except Timeout:
        raise StoreError(
            f"another run is using {str(path)!r}: wait for it, or give this one its own --store"
        ) from None
    except OSError as error:
        raise StorageError(f"{str(path)!r} cannot be locked: {error.strerror or error}") from None
    try:
        yield
    finally:
        lock.release()
