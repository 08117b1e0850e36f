"""The passages of a story asked about at once, as many as may be; what fails for all is raised."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field

from extractor.asking.answered import PassageDone, check_answer
from extractor.asking.asker import Asked, Asker
from extractor.asking.locating import Locator
from extractor.asking.passages import Passage
from extractor.errors import CallPostponed, KeyRefusedError, SchemaRefusedError
from extractor.llm.faults import meets_all_alike
from extractor.scanning.document import Scan


async def ask_all(
    asker: Asker,
    passages: Sequence[Passage],
    scan: Scan,
    locator: Locator,
    concurrency: int,
) -> AsyncIterator[PassageDone]:
    """Each passage as its answer comes.

    Raises:
        ProviderError: every passage would fail in the same way, or each was refused.
        CallPostponed: answers are still to come; all others were asked for.
    """
    free = asyncio.Semaphore(concurrency)
    failures = _Failures()

    async def ask(passage: Passage) -> PassageDone | None:
        async with free:
            if failures.fatal:
                return None
            clock = time.perf_counter()
            try:
                asked = await asker.ask(passage, scan)
            except CallPostponed as waiting:
                failures.postponed.append(waiting)
                return None
            if not failures.goes_on(asked):
                return None
            return check_answer(passage, asked, scan, locator, time.perf_counter() - clock)

    tasks = [asyncio.create_task(ask(passage)) for passage in passages]
    try:
        for task in asyncio.as_completed(tasks):
            result = await task
            if failures.fatal:
                raise failures.fatal[0]
            if result is not None:
                yield result
        failures.raise_last(len(passages))
    finally:
        for each in tasks:
            each.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


@dataclass(slots=True)
class _Failures:
    """What went wrong so far, by whether it concerns one passage or all."""

    fatal: list[Exception] = field(default_factory=list)
    refused: list[Exception] = field(default_factory=list)
    postponed: list[Exception] = field(default_factory=list)
    is_reached: bool = False
    """Whether one passage at least was answered."""

    def goes_on(self, asked: Asked) -> bool:
        """Note how a passage went; whether what it failed with is its own."""
        error = asked.error
        if error and meets_all_alike(error) and not self.is_reached:
            self.fatal.append(error)
            return False
        if isinstance(error, KeyRefusedError | SchemaRefusedError):
            self.refused.append(error)  # one passage may offend a filter; all of them is the call
        self.is_reached = self.is_reached or error is None
        return True

    def raise_last(self, passages: int) -> None:
        """Raise what can be told only when all are done."""
        if self.postponed:
            raise self.postponed[0]
        if len(self.refused) == passages > 0:
            raise self.refused[0]
