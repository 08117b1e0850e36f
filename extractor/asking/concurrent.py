"""Many calls at once, as many as may be; what fails for all of them is raised."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

from extractor.errors import CallPostponed, KeyRefusedError, SchemaRefusedError
from extractor.llm.faults import meets_all_alike


class Answered(Protocol):
    """How a call ended."""

    @property
    def error(self) -> Exception | None:
        """Why it failed; none if it did not."""


SubjectT = TypeVar("SubjectT")
AnsweredT = TypeVar("AnsweredT", bound=Answered)


@dataclass(frozen=True, slots=True)
class Done(Generic[SubjectT, AnsweredT]):
    """One call that has ended."""

    number: int
    """Which of them it is, counted from 0."""
    subject: SubjectT
    """What it was about."""
    answered: AnsweredT
    seconds: float


async def ask_each(
    subjects: Sequence[SubjectT],
    ask: Callable[[SubjectT], Awaitable[AnsweredT]],
    concurrency: int,
) -> AsyncIterator[Done[SubjectT, AnsweredT]]:
    """Ask about each of them, and give each as its answer comes.

    Raises:
        ProviderError: every call would fail in the same way, or each was refused.
        CallPostponed: answers are still to come; all others were asked for.
    """
    free = asyncio.Semaphore(concurrency)
    failures = _Failures()

    async def one(number: int, subject: SubjectT) -> Done[SubjectT, AnsweredT] | None:
        async with free:
            if failures.fatal:
                return None
            clock = time.perf_counter()
            try:
                answered = await ask(subject)
            except CallPostponed as waiting:
                failures.postponed.append(waiting)
                return None
            if not failures.goes_on(answered.error):
                return None
            return Done(number, subject, answered, time.perf_counter() - clock)

    tasks = [asyncio.create_task(one(*each)) for each in enumerate(subjects)]
    try:
        for task in asyncio.as_completed(tasks):
            done = await task
            if failures.fatal:
                raise failures.fatal[0]
            if done is not None:
                yield done
        failures.raise_last(len(subjects))
    finally:
        for each in tasks:
            each.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


@dataclass(slots=True)
class _Failures:
    """What went wrong so far, by whether it concerns one call or all."""

    fatal: list[Exception] = field(default_factory=list)
    refused: list[Exception] = field(default_factory=list)
    postponed: list[Exception] = field(default_factory=list)
    is_reached: bool = False
    """Whether one call at least was answered."""

    def goes_on(self, error: Exception | None) -> bool:
        """Note how a call went; whether what it failed with is its own."""
        if error and meets_all_alike(error) and not self.is_reached:
            self.fatal.append(error)
            return False
        if isinstance(error, KeyRefusedError | SchemaRefusedError):
            self.refused.append(error)  # one story may offend a filter; all of them is the call
        self.is_reached = self.is_reached or error is None
        return True

    def raise_last(self, calls: int) -> None:
        """Raise what can be told only when all are done."""
        if self.postponed:
            raise self.postponed[0]
        if len(self.refused) == calls > 0:
            raise self.refused[0]
