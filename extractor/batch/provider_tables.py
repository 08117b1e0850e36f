"""What waits for a provider's batches, in tables of its own in the run store's file."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from extractor.batch.database import connect, transaction
from extractor.batch.plans import Job
from extractor.batch.provider_files import Came
from extractor.closing import Closing
from extractor.schemas.document import Document
from extractor.schemas.record import Record

_TABLES = """
CREATE TABLE IF NOT EXISTS provider_calls (
    key TEXT PRIMARY KEY,
    state TEXT NOT NULL CHECK (state IN ('awaited', 'out', 'answered', 'failed')),
    batch INTEGER,
    tries INTEGER NOT NULL DEFAULT 0,
    body BLOB,
    size INTEGER NOT NULL,
    about_prompt INTEGER NOT NULL,
    about_completion INTEGER NOT NULL,
    raw BLOB,
    is_cut_off INTEGER,
    prompt_tokens INTEGER,
    completion_tokens INTEGER,
    status INTEGER,
    reason TEXT
);
CREATE INDEX IF NOT EXISTS provider_calls_by_state ON provider_calls (state, batch);
CREATE TABLE IF NOT EXISTS provider_waiting (document TEXT PRIMARY KEY, job BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS provider_needs (
    document TEXT NOT NULL,
    call TEXT NOT NULL,
    PRIMARY KEY (document, call)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS provider_needs_by_call ON provider_needs (call);
CREATE TABLE IF NOT EXISTS provider_batches (
    number INTEGER PRIMARY KEY,
    tag TEXT NOT NULL UNIQUE,
    server TEXT NOT NULL,
    id TEXT,
    is_over INTEGER NOT NULL DEFAULT 0,
    said TEXT NOT NULL DEFAULT '',
    prompt_tokens INTEGER NOT NULL DEFAULT 0,
    completion_tokens INTEGER NOT NULL DEFAULT 0
);
"""

_AWAITED = (
    "SELECT key, size, about_prompt, about_completion FROM provider_calls "
    "WHERE state = 'awaited' AND EXISTS (SELECT 1 FROM provider_needs JOIN inputs "
    "ON inputs.key = document WHERE call = provider_calls.key) ORDER BY rowid"
)

_OUT = (
    "SELECT number, tag, server, id, (SELECT count(*) FROM provider_calls "
    "WHERE batch = number AND state = 'out'), said "
    "FROM provider_batches WHERE NOT is_over ORDER BY number"
)

NO_MORE_TRIES = frozenset({400, 401, 403, 404, 413, 422})
"""After these the same call would only be refused again."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A call that was written down."""

    body: bytes
    """What is posted, as JSON."""
    prompt_tokens: int
    """Estimated."""
    completion_tokens: int
    """Estimated."""


@dataclass(frozen=True, slots=True)
class Settled:
    """A call that has its answer, or will have none."""

    came: Came
    tries: int


@dataclass(frozen=True, slots=True)
class Taken:
    """Lines that came back and were not kept."""

    again: int = 0
    """For calls that had their answer already."""
    unknown: int = 0
    """For no call of the store."""

    def __add__(self, other: Taken) -> Taken:
        """The sums."""
        return Taken(self.again + other.again, self.unknown + other.unknown)


@dataclass(frozen=True, slots=True)
class Sent:
    """A batch that was handed in, or was about to be."""

    number: int
    tag: str
    """What we call it, at the provider too."""
    server: str
    id: str | None
    """What the provider calls it; none until we were told."""
    calls: int
    said: str = ""
    """Its state when it was last looked at."""


class _Kept(Record):
    document: Document
    sources: tuple[Document, ...]


class ProviderTables(Closing):
    """Calls that are awaited, the documents that wait for them, the batches that are out.

    Each call commits before it returns. Whoever opens it holds the store's lock.
    """

    def __init__(self, path: Path) -> None:
        """`path` is that of a run store, which is there already.

        Raises:
            StorageError: it cannot be written.
        """
        self._db = connect(path)
        self._db.executescript(_TABLES)

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def wait(self, job: Job, asked: dict[str, Asked]) -> None:
        """Let a document wait for these calls; what is out or answered already stays so."""
        kept = _Kept(document=job.document, sources=job.sources).model_dump_json().encode()
        with transaction(self._db) as db:
            db.execute(
                "INSERT OR REPLACE INTO provider_waiting VALUES (?, ?)",
                (job.key, zlib.compress(kept)),
            )
            db.executemany(
                "INSERT OR IGNORE INTO provider_needs VALUES (?, ?)",
                [(job.key, key) for key in asked],
            )
            db.executemany(
                "INSERT OR IGNORE INTO provider_calls "
                "(key, state, body, size, about_prompt, about_completion) "
                "VALUES (?, 'awaited', ?, ?, ?, ?)",
                [
                    (
                        key,
                        zlib.compress(call.body),
                        len(call.body),
                        call.prompt_tokens,
                        call.completion_tokens,
                    )
                    for key, call in asked.items()
                ],
            )

    def is_waiting(self, document: str) -> bool:
        """Whether the document waits for a call that is not settled."""
        row = self._db.execute(
            "SELECT 1 FROM provider_needs JOIN provider_calls ON key = call "
            "WHERE document = ? AND state IN ('awaited', 'out') LIMIT 1",
            (document,),
        ).fetchone()
        return row is not None

    def ready(self) -> Iterator[Job]:
        """Documents of this input all of whose calls are settled, in input order."""
        rows = self._db.execute(
            "SELECT document, min(position) FROM provider_waiting JOIN inputs ON key = document "
            "WHERE NOT EXISTS (SELECT 1 FROM provider_needs JOIN provider_calls ON key = call "
            "WHERE provider_needs.document = provider_waiting.document "
            "AND state IN ('awaited', 'out')) GROUP BY document ORDER BY 2"
        ).fetchall()
        for document, _ in rows:
            (job,) = self._db.execute(
                "SELECT job FROM provider_waiting WHERE document = ?", (document,)
            ).fetchone()
            kept = _Kept.model_validate_json(self._db.unpacked(job))
            yield Job(document, kept.document, kept.sources)

    def done(self, document: str) -> None:
        """Forget a document that has ended, and the calls that only it needed."""
        with transaction(self._db) as db:
            db.execute("DELETE FROM provider_waiting WHERE document = ?", (document,))
            db.execute(
                "DELETE FROM provider_calls WHERE state != 'out' "
                "AND key IN (SELECT call FROM provider_needs WHERE document = ?) "
                "AND NOT EXISTS (SELECT 1 FROM provider_needs "
                "WHERE call = provider_calls.key AND document != ?)",
                (document, document),
            )
            db.execute("DELETE FROM provider_needs WHERE document = ?", (document,))

    def tidy(self) -> None:
        """Forget what nobody needs: documents that ended just as the process was killed."""
        ended = self._db.execute(
            "SELECT document FROM provider_waiting JOIN documents ON key = document"
        ).fetchall()
        for (document,) in ended:
            self.done(document)
        self._db.execute(
            "DELETE FROM provider_calls WHERE state != 'out' "
            "AND key NOT IN (SELECT call FROM provider_needs)"
        )

    def settled(self, key: str) -> Settled | None:
        """The answer to a call, or why there is none; none while it is awaited."""
        row = self._db.execute(
            "SELECT raw, is_cut_off, prompt_tokens, completion_tokens, status, reason, tries "
            "FROM provider_calls WHERE key = ? AND state IN ('answered', 'failed')",
            (key,),
        ).fetchone()
        if row is None:
            return None
        raw, is_cut_off, prompt, completion, status, reason, tries = row
        text = None if raw is None else self._db.text(raw)
        return Settled(Came(key, text, bool(is_cut_off), prompt, completion, status, reason), tries)

    def awaited(self) -> Iterator[tuple[str, int, int, int]]:
        """Calls to send that a document of this input needs, with size and estimated tokens."""
        return iter(self._db.execute(_AWAITED).fetchall())

    def bodies(self, keys: Sequence[str]) -> Iterator[tuple[str, bytes]]:
        """The calls as they are posted."""
        for key in keys:
            (body,) = self._db.execute(
                "SELECT body FROM provider_calls WHERE key = ?", (key,)
            ).fetchone()
            yield key, self._db.unpacked(body)

    def intend(self, tag: str, server: str, keys: Sequence[str]) -> int:
        """Write down that these calls are about to go out as one batch; the batch's number."""
        with transaction(self._db) as db:
            number = db.execute(
                "INSERT INTO provider_batches (tag, server) VALUES (?, ?)", (tag, server)
            ).lastrowid
            assert number is not None
            db.executemany(
                "UPDATE provider_calls SET state = 'out', batch = ? WHERE key = ?",
                [(number, key) for key in keys],
            )
        return number

    def note_id(self, number: int, id: str) -> None:
        """Keep what the provider calls a batch."""
        self._db.execute("UPDATE provider_batches SET id = ? WHERE number = ?", (id, number))

    def note_said(self, number: int, said: str) -> None:
        """Keep a batch's state, for whoever asks."""
        self._db.execute("UPDATE provider_batches SET said = ? WHERE number = ?", (said, number))

    def take_back(self, number: int) -> None:
        """A batch never came about, or was turned away whole: its calls are to be sent."""
        with transaction(self._db) as db:
            db.execute(
                "UPDATE provider_calls SET state = 'awaited', batch = NULL "
                "WHERE batch = ? AND state = 'out'",
                (number,),
            )
            db.execute("DELETE FROM provider_batches WHERE number = ?", (number,))

    def out(self) -> list[Sent]:
        """The batches that are out or were about to be, oldest first."""
        return [Sent(*row) for row in self._db.execute(_OUT)]

    def calls_out(self) -> int:
        """How many calls are out."""
        (number,) = self._db.execute(
            "SELECT count(*) FROM provider_calls WHERE state = 'out'"
        ).fetchone()
        return int(number)

    def take_in(self, came: Iterable[Came], batch: int | None, most_tries: int) -> Taken:
        """Keep what came back, for the calls of a batch or for any."""
        again = unknown = 0
        with transaction(self._db) as db:
            for each in came:
                if self._take_in(db, each, batch, most_tries):
                    continue
                if self._is_known(each.key):
                    again += 1
                else:
                    unknown += 1
        return Taken(again, unknown)

    def _is_known(self, key: str) -> bool:
        """Whether a call was this store's at any time: an ended document's call is forgotten."""
        row = self._db.execute(
            "SELECT EXISTS (SELECT 1 FROM provider_calls WHERE key = ?1) "
            "OR EXISTS (SELECT 1 FROM answers WHERE key = ?1) "
            "OR EXISTS (SELECT 1 FROM unusable WHERE key = ?1)",
            (key,),
        ).fetchone()
        return bool(row[0])

    def _take_in(
        self, db: sqlite3.Connection, came: Came, batch: int | None, most_tries: int
    ) -> int:
        where = "key = ? AND state IN ('awaited', 'out') AND (? IS NULL OR batch = ?)"
        if came.raw is None:
            told = (came.status, came.reason, most_tries, came.status in NO_MORE_TRIES)
            return db.execute(
                "UPDATE provider_calls SET tries = tries + 1, status = ?, reason = ?, "
                "prompt_tokens = 0, completion_tokens = 0, batch = NULL, state = "
                "CASE WHEN tries + 1 >= ? OR ? THEN 'failed' ELSE 'awaited' END "
                f"WHERE {where}",
                (*told, came.key, batch, batch),
            ).rowcount
        took = (came.prompt_tokens, came.completion_tokens)
        answer = (came.raw.encode("utf-8", "surrogatepass"), came.is_cut_off, *took, came.status)
        number = db.execute(
            "UPDATE provider_calls SET state = 'answered', batch = NULL, tries = tries + 1, "
            "body = NULL, raw = ?, is_cut_off = ?, prompt_tokens = ?, completion_tokens = ?, "
            f"status = ?, reason = '' WHERE {where}",
            (*answer, came.key, batch, batch),
        ).rowcount
        if number and batch is not None:
            db.execute(
                "UPDATE provider_batches SET prompt_tokens = prompt_tokens + ?, "
                "completion_tokens = completion_tokens + ? WHERE number = ?",
                (*took, batch),
            )
        return number

    def end(self, number: int, reason: str, most_tries: int) -> None:
        """A batch is over; what it brought no line for is asked again, within the tries."""
        left = self._db.execute(
            "SELECT key FROM provider_calls WHERE batch = ? AND state = 'out'", (number,)
        ).fetchall()
        with transaction(self._db) as db:
            for (key,) in left:
                self._take_in(db, Came(key, None, reason=reason), number, most_tries)
            db.execute("UPDATE provider_batches SET is_over = 1 WHERE number = ?", (number,))

    def taken(self) -> tuple[tuple[int, int], tuple[int, int]]:
        """Tokens read and written: what batches of this store took; about what is out now."""
        sums = "coalesce(sum({0}prompt{1}), 0), coalesce(sum({0}completion{1}), 0)"
        paid = self._db.execute(
            f"SELECT {sums.format('', '_tokens')} FROM provider_batches"
        ).fetchone()
        about = self._db.execute(
            f"SELECT {sums.format('about_', '')} FROM provider_calls WHERE state = 'out'"
        ).fetchone()
        return paid, about


def waiting_at(path: Path) -> tuple[int, list[Sent]]:
    """How many calls of a store are to be handed in, and the batches that are out."""
    with closing(connect(path, read_only=True)) as db:
        has_any = db.execute("SELECT 1 FROM sqlite_schema WHERE name = 'provider_calls'").fetchone()
        if has_any is None:
            return 0, []
        return len(db.execute(_AWAITED).fetchall()), [Sent(*row) for row in db.execute(_OUT)]
