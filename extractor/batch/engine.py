"""Doing jobs in this process: many at once, none of them holding up the others."""

from __future__ import annotations

import asyncio
import traceback
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from extractor.batch.blame import Blame
from extractor.batch.budget import Budget, Spent
from extractor.batch.plans import Job, Plan, Work
from extractor.batch.store import Outcome, RunStore
from extractor.batch.unsettled import cause_of
from extractor.errors import BudgetSpentError, CallPostponed, InputError, StorageError
from extractor.llm.limits import CallLimits
from extractor.llm.waits import Waits, heard_by
from extractor.options import Options

SPARE_JOBS = 4
"""Jobs beyond the calls in flight, so that while one is read or checked its place is not idle."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a batch may ask of its server; can be sent to another process."""

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
Notice = Callable[[str], None]
"""Told in one line of what people should know while it runs."""


class Engine:
    """Does the jobs that it is handed, and keeps what becomes of them in the store."""

    def __init__(
        self, plan: Plan, store: RunStore, limits: Limits, notice: Notice = lambda line: None
    ) -> None:
        """Nothing is opened yet."""
        self._plan = plan
        self._store = store
        self._limits = limits
        self.calls = CallLimits(
            limits.in_flight,
            requests_per_minute=limits.requests_per_minute,
            tokens_per_minute=limits.tokens_per_minute,
            most_hold_s=patience_s(plan),
        )
        self.budget = Budget(limits.max_tokens, limits.max_cost_usd)
        self.blame = Blame(self.budget, self.calls)
        self._notice = notice
        self._waits = Waits(notice)
        self._has_told = False
        self._is_over = asyncio.Event()
        """Set once no more jobs are begun."""
        self.calls.on_stop = self._is_over.set

    @property
    def spent(self) -> Spent:
        """What its calls have taken, and how many are out."""
        return self.budget.spent + Spent(out=self.calls.out)

    def stop(self) -> None:
        """Begin no more jobs, and wait neither for a server that asks to nor for another try."""
        self.calls.stop()

    async def run(self, next_job: NextJob, ended: Ended) -> None:
        """Do jobs until there is none.

        Raises:
            ProviderError: the server is at fault; what was being done is to do again.
            BudgetSpentError: the budget is spent; what was out is finished first.
            StorageError: the store cannot be written.
        """
        work = self._plan.open(self._store.answers_of, self.calls, self.budget)
        spent: list[BudgetSpentError] = []
        broken: list[StorageError] = []

        async def do_jobs() -> None:
            while (job := await self._next_of(next_job)) is not None:
                try:
                    await self.do(work, job, ended)
                except BudgetSpentError as error:
                    spent.append(error)
                    self._is_over.set()
                except StorageError as error:
                    broken.append(error)
                    self.calls.halt()  # what would be answered now could not be kept
                except CallPostponed:
                    pass  # it is to do, and why is known: Ctrl-C, or the server

        try:
            async with asyncio.TaskGroup() as group:
                for _ in range(self._jobs_at_once):
                    group.create_task(do_jobs())
        except ExceptionGroup as errors:
            raise errors.exceptions[0] from None
        finally:
            await self.blame.close()
            await work.close()
        for stopped_by in (*broken, self.blame.server, *spent):
            if stopped_by is not None:
                raise stopped_by

    @property
    def _jobs_at_once(self) -> int:
        if not self._plan.asks_model:
            return 1
        most = self._limits.in_flight
        return most + min(most, max(SPARE_JOBS, most // 4))

    async def _next_of(self, next_job: NextJob) -> Job | None:
        """The next job; none as soon as the run is over.

        Whoever hands them out may be waiting for those to end that it handed out before.
        """
        if self._is_over.is_set():
            return None
        coming = asyncio.ensure_future(next_job())
        over = asyncio.ensure_future(self._is_over.wait())
        try:
            await asyncio.wait({coming, over}, return_when=asyncio.FIRST_COMPLETED)
            return coming.result() if coming.done() else None
        finally:
            coming.cancel()
            over.cancel()

    async def do(self, work: Work, job: Job, ended: Ended) -> Outcome:
        """Do one job with a plan that is open.

        Raises:
            CallPostponed: it is to do; see `run`, and `blame` for what the server did.
        """
        try:
            with heard_by(self._waits):
                outcome = await self.blame.settled(work, job)
        except (CallPostponed, StorageError, asyncio.CancelledError):
            raise
        except InputError as error:
            outcome = Outcome("failed", cause_of(error), str(error))
        except Exception as error:  # one story that trips our own code must not end the others
            outcome = Outcome("failed", "our_error", where(error))
        self._store.finish(job.key, outcome)
        ended(job, outcome)
        if self.budget.spent.estimated and not self._has_told:
            self._has_told = True
            self._notice(NO_USAGE)
        return outcome


NO_USAGE = "The server counts no tokens: what calls take is estimated."


def patience_s(plan: Plan) -> float:
    """How long a plan's calls go on being tried, and wait for a server that asks for it."""
    options = getattr(plan, "options", None)
    return options.retry_limit_s if isinstance(options, Options) else 0.0


def where(error: Exception) -> str:
    """An error of our own in one line, with the place in our code."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" ({Path(frames[-1].filename).name}:{frames[-1].lineno})" if frames else ""
    return f"{type(error).__name__}: {' '.join(str(error).split())}{place}"
