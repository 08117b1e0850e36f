"""Doing jobs in this process: many at once, none of them holding up the others."""

from __future__ import annotations

import asyncio
import traceback
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from extractor.batch.budget import Budget
from extractor.batch.plans import Job, Plan, Work, cause_of
from extractor.batch.store import Outcome, RunStore
from extractor.errors import BudgetSpentError, ProviderError, StorageError, TimeLimitError
from extractor.llm.limits import CallLimits

SPARE_JOBS = 4
"""Jobs beyond the calls in flight, so that while one is read or checked its place is not idle."""

BROKEN_AFTER = 16
"""So many documents in a row that the provider fails, and the run stops: the server is gone, and
an archive must not be marked as failed because of it."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a batch may ask of its server; it can be sent to another process."""

    in_flight: int = 16
    requests_per_minute: int | None = None
    tokens_per_minute: int | None = None
    max_tokens: int | None = None
    """Tokens that the run may pay for."""
    max_cost_usd: Decimal | None = None

    def share(self, parts: int) -> Limits:
        """An equal share for one of several processes; together they keep within the whole."""
        return Limits(
            in_flight=max(1, self.in_flight // parts),
            requests_per_minute=_part(self.requests_per_minute, parts),
            tokens_per_minute=_part(self.tokens_per_minute, parts),
            max_tokens=_part(self.max_tokens, parts),
            max_cost_usd=None if self.max_cost_usd is None else self.max_cost_usd / parts,
        )


def _part(whole: int | None, parts: int) -> int | None:
    return None if whole is None else max(1, whole // parts)


NextJob = Callable[[], Awaitable[Job | None]]
Ended = Callable[[Job, Outcome], None]
TakenBack = Callable[[Job, Outcome], None]


class Engine:
    """Does the jobs that it is handed, and keeps what becomes of them in the store."""

    def __init__(self, plan: Plan, store: RunStore, limits: Limits) -> None:
        """Nothing is opened yet."""
        self._plan = plan
        self._store = store
        self._limits = limits
        self.calls = CallLimits(
            limits.in_flight,
            requests_per_minute=limits.requests_per_minute,
            tokens_per_minute=limits.tokens_per_minute,
        )
        self.budget = Budget(limits.max_tokens, limits.max_cost_usd)
        self._streak: list[tuple[Job, Outcome]] = []
        """The latest documents, one after the other, that the provider failed."""
        self._has_succeeded = False

    async def run(self, next_job: NextJob, ended: Ended, taken_back: TakenBack) -> None:
        """Do jobs until there is none.

        `taken_back` is told of documents that ended as failed and are to be done again after all.

        Raises:
            ProviderError: the server cannot be asked, or is no longer there.
            BudgetSpentError: the budget is spent; what was out is finished first.
            StorageError: the store cannot be written.
        """
        work = self._plan.open(self._store.answers_of, self.calls, self.budget)
        if self._plan.asks_model:
            most = self._limits.in_flight
            jobs = most + min(most, max(SPARE_JOBS, most // 4))
        else:
            jobs = 1
        stopping: list[Exception] = []

        async def do_jobs() -> None:
            while not stopping:
                job = await next_job()
                if job is None:
                    return
                try:
                    outcome = await self._outcome(work, job)
                    if stopping and _is_providers(outcome):
                        continue  # it failed of what ended the run: it is still to do
                    self._end(job, outcome, ended)
                    self._look_for_a_break(taken_back)
                except (BudgetSpentError, ProviderError, StorageError) as error:
                    stopping.append(error)

        try:
            async with asyncio.TaskGroup() as group:
                for _ in range(jobs):
                    group.create_task(do_jobs())
        except ExceptionGroup as errors:
            raise errors.exceptions[0] from None
        finally:
            await work.close()
        if stopping:
            raise stopping[0]

    async def do(self, work: Work, job: Job, ended: Ended, taken_back: TakenBack) -> Outcome:
        """Do one job with a plan that is open; see `run`."""
        outcome = await self._outcome(work, job)
        self._end(job, outcome, ended)
        self._look_for_a_break(taken_back)
        return outcome

    async def _outcome(self, work: Work, job: Job) -> Outcome:
        try:
            return await work.do(job)
        except ProviderError as error:
            if not self._has_succeeded and not isinstance(error, TimeLimitError):
                raise  # a wrong key or address: every other document would end the same
            return Outcome("failed", cause_of(error), str(error))
        except (BudgetSpentError, StorageError, asyncio.CancelledError):
            raise
        except Exception as error:  # one story that trips our own code must not end the others
            return Outcome("failed", "our_error", where(error))

    def _end(self, job: Job, outcome: Outcome, ended: Ended) -> None:
        self._store.finish(job.key, outcome)
        if _is_providers(outcome):
            self._streak.append((job, outcome))
        else:
            self._streak.clear()
            self._has_succeeded |= self._plan.asks_model
        ended(job, outcome)

    def _look_for_a_break(self, taken_back: TakenBack) -> None:
        if len(self._streak) < max(BROKEN_AFTER, self._limits.in_flight):
            return
        self._store.forget(job.key for job, _ in self._streak)
        for job, outcome in self._streak:
            taken_back(job, outcome)
        reason = self._streak[-1][1].reason
        number = len(self._streak)
        self._streak.clear()
        raise ProviderError(
            f"the last {number} documents all failed, and are to do again; the latest: {reason}"
        )


_PROVIDER_CAUSES = frozenset({"unreachable", "key_refused", "unknown_model", "provider"})


def _is_providers(outcome: Outcome) -> bool:
    """Whether the document failed because the provider did."""
    return outcome.state == "failed" and outcome.cause in _PROVIDER_CAUSES


def where(error: Exception) -> str:
    """An error of our own in one line, with the place in our code."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" ({Path(frames[-1].filename).name}:{frames[-1].lineno})" if frames else ""
    return f"{type(error).__name__}: {' '.join(str(error).split())}{place}"
