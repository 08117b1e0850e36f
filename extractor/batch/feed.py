"""The input as jobs: listed in the store, what is done left out, read only as fast as needed."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from extractor.batch.plans import Job, Plan, document_key
from extractor.batch.progress import Progress
from extractor.batch.store import RunStore
from extractor.documents import checked_document
from extractor.errors import InputError
from extractor.schemas.document import Document

CHUNK = 32
"""How many documents are read ahead at most."""

SHOWN = 3
"""Reasons in the line about an input of which nothing can be read."""


@dataclass(frozen=True, slots=True)
class Item:
    """One item of the input: a document with its sources, or why it could not be read."""

    name: str
    document: Document | None
    sources: tuple[Document, ...] = ()
    reason: str = ""
    """Why it could not be read, in one line."""


_Read = tuple[Item, Job | None]
"""An item of the input, with its job if it can be read."""


class Feed:
    """Hands out jobs one by one; reading goes on in a thread, one chunk ahead."""

    def __init__(
        self,
        items: Iterable[Item],
        plan: Plan,
        store: RunStore,
        progress: Progress,
        *,
        retry_failed: bool = False,
        begins_anew: bool = False,
    ) -> None:
        """Begin a listing in the store, beside the one of the run before.

        `begins_anew` forgets what the store holds, once something of the input could be read.
        """
        self._items: Iterator[Item] = iter(items)
        self._plan = plan
        self._store = store
        self._progress = progress
        self._retry_failed = retry_failed
        self._begins_anew = begins_anew
        self._ready: deque[Job] = deque()
        self._given: set[str] = set()
        self._position = 0
        self._lock = asyncio.Lock()
        self._chunk: asyncio.Task[list[_Read]] | None = None
        """The chunk that is being read while the one before is handed out."""
        self._is_read = False
        self._has_job = False
        """Whether anything of the input could be read."""
        self._unread: list[str] = []
        """Why the first entries could not be."""
        self.is_stopped = False
        """Set to hand out no more."""
        store.listings.begin({"plan": plan.label, "fingerprint": plan.fingerprint})

    async def open(self) -> None:
        """Read until there is something to work on; until then nothing of the store is changed.

        Raises:
            InputError: nothing of the input can be read.
        """
        async with self._lock:
            while not (self._has_job or self._is_read or self.is_stopped):
                await self._read()

    async def next(self) -> Job | None:
        """The next job; none when there is no more, or the feed was stopped."""
        async with self._lock:
            while not self.is_stopped:
                if self._ready:
                    return self._ready.popleft()
                if self._is_read:
                    return None
                await self._read()
        return None

    async def finish(self) -> None:
        """List what is left of the input; then this listing takes the place of the one before."""
        async with self._lock:
            while not self._is_read:
                await self._read()
                self._ready.clear()
        self._store.listings.end()

    async def _read(self) -> None:
        start, chunk = await self._next_chunk()
        jobs = self._list(start, chunk)
        if self._is_read and not self._has_job:
            self._store.listings.drop()
            raise InputError(self._nothing())
        if jobs and self._begins_anew:
            self._store.forget_all()
            self._begins_anew = False
        self._put_ready(jobs)

    async def _next_chunk(self) -> tuple[int, list[_Read]]:
        """What comes next of the input, and the number of the first of it."""
        if self._chunk is None:
            self._chunk = asyncio.create_task(asyncio.to_thread(self._read_chunk))
        # Shielded: whoever is called off must not take the chunk from those who list the rest.
        chunk = await asyncio.shield(self._chunk)
        self._chunk = None
        self._is_read = len(chunk) < CHUNK
        if self._is_read:
            self._progress.total = self._position + len(chunk)
        else:
            self._chunk = asyncio.create_task(asyncio.to_thread(self._read_chunk))
        start, self._position = self._position, self._position + len(chunk)
        return start, chunk

    def _list(self, start: int, chunk: list[_Read]) -> list[Job]:
        """Put a piece of the input into the listing; what can be read of it, as jobs."""
        jobs: list[Job] = []
        listed: list[tuple[int, str, str, int]] = []
        for position, (item, job) in enumerate(chunk, start):
            if job is None:
                self._store.listings.add_unreadable(position, item.name, item.reason)
                self._progress.count_unreadable(item.name, item.reason)
                if len(self._unread) < SHOWN:
                    self._unread.append(item.reason)
            else:
                listed.append((position, item.name, job.key, len(job.document.text)))
                jobs.append(job)
        self._store.listings.add(listed)
        self._progress.listed += len(chunk)
        self._has_job = self._has_job or bool(jobs)
        return jobs

    def _put_ready(self, jobs: list[Job]) -> None:
        """Line up those that are still to do."""
        states = self._store.states([job.key for job in jobs])
        for job in jobs:
            state = states.get(job.key)
            is_over = state == "done" or (state is not None and not self._retry_failed)
            if is_over or job.key in self._given:
                self._progress.already += 1
                continue
            if state is not None:
                self._store.forget_unusable([job.key])
            self._given.add(job.key)
            self._ready.append(job)

    def _nothing(self) -> str:
        if not self._unread:
            return "the input is empty: give files, folders, patterns or rows"
        more = self._position - len(self._unread)
        said = "; ".join(self._unread) + (f"; and {more:,} more" if more else "")
        return f"nothing of the input can be read, and nothing was changed: {said}"

    def _read_chunk(self) -> list[_Read]:
        """The next items with their jobs, made in a thread: parsing and hashing take time."""
        return [*map(self._job, islice(self._items, CHUNK))]

    def _job(self, item: Item) -> _Read:
        if item.document is None:
            return item, None
        try:
            document = checked_document(item.document)
            sources = tuple(checked_document(source) for source in item.sources)
        except InputError as error:
            return Item(item.name, None, reason=str(error)), None
        return item, Job(document_key(self._plan, document, sources), document, sources)
