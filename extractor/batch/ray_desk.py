"""What Ray's workers share: answers on their way to the store, what was spent, who began what.

The desk is an actor on the machine of the process that started the run, and reads that process's
store; only that process writes it.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, replace
from decimal import Decimal

from extractor.batch.budget import Spent
from extractor.batch.store import RunStore
from extractor.llm.cache import KeptAnswer

HEARD_S = 10.0
"""A worker that has not been heard of for so long is not counted as having calls out."""

STOPPED = -1


@dataclass(frozen=True, slots=True)
class Told:
    """What happened since the desk was last asked."""

    answers: tuple[tuple[str, str, KeptAnswer], ...]
    """Document, call, answer: all paid for."""
    notices: tuple[str, ...]
    """What people should know."""
    spent: Spent
    """Of the whole run."""


class Desk:
    """Calls of it come one at a time, so that nothing in it needs a lock."""

    def __init__(self, store: str) -> None:
        """`store` is the path of a run store on this machine."""
        self._store = RunStore(store, read_only=True)
        self._begun: Counter[str] = Counter()
        self._new: dict[tuple[str, str], KeptAnswer] = {}
        """Answers that may not be in the store yet."""
        self._handed_over: list[tuple[str, str]] = []
        self._notices: list[str] = []
        self._noticed: set[str] = set()
        self._spent: dict[str, Spent] = {}
        self._heard: dict[str, float] = {}
        self._is_stopped = False
        self._has_news = asyncio.Event()

    async def deaths(self, key: str) -> int:
        """How often the document was begun and not ended: each time its worker died.

        `STOPPED` when no document is to be begun any more.
        """
        return STOPPED if self._is_stopped else self._begun[key]

    async def begin(self, key: str) -> None:
        """A worker begins the document."""
        self._begun[key] += 1

    async def end(self, key: str) -> None:
        """A worker has done with the document."""
        self._begun.pop(key, None)

    async def find(self, document: str, key: str) -> KeptAnswer | None:
        """The answer to a call, as this document may use it."""
        found = self._new.get((document, key)) or self._new.get(("", key))
        return found or self._store.answers_of(document).find(key)

    async def keep(self, document: str, key: str, answer: KeptAnswer) -> None:
        """Pass an answer on to the store; a usable one is any document's."""
        self._new[("" if answer.failure is None else document, key)] = answer
        self._has_news.set()

    async def notice(self, line: str) -> None:
        """Pass on what people should know, the same from many workers once."""
        if line not in self._noticed:
            self._noticed.add(line)
            self._notices.append(line)
            self._has_news.set()

    async def report(self, worker: str, spent: Spent) -> None:
        """What a worker has spent so far."""
        self._spent[worker], self._heard[worker] = spent, time.monotonic()
        self._has_news.set()

    async def is_stopped(self) -> bool:
        """Whether no document is to be begun any more."""
        return self._is_stopped

    async def stop(self) -> None:
        """Begin no more documents."""
        self._is_stopped = True

    async def spent(self) -> Spent:
        """What all workers have spent together, those that died included."""
        total = Spent()
        for worker, spent in self._spent.items():
            is_there = time.monotonic() - self._heard[worker] < HEARD_S
            total += spent if is_there else replace(spent, out=0)
        return total

    async def news(self, wait_s: float) -> Told:
        """What happened since the last time; waits for it, but not longer than this.

        What was told before is in the store by now.
        """
        for told in self._handed_over:
            self._new.pop(told, None)
        with suppress(TimeoutError):
            await asyncio.wait_for(self._has_news.wait(), wait_s)
        self._has_news.clear()
        self._handed_over = list(self._new)
        notices, self._notices = tuple(self._notices), []
        answers = tuple((document, key, kept) for (document, key), kept in self._new.items())
        return Told(answers, notices, await self.spent())


def left_of(limit: Decimal | None, spent: Decimal | None) -> Decimal | None:
    """What of a limit is left."""
    return None if limit is None else max(Decimal(0), limit - (spent or 0))
