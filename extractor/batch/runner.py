"""A batch from its input to its store: begin, do, count, stop when asked."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from extractor.batch.budget import Spent, spent_line
from extractor.batch.engine import Ended, Engine, Limits, NextJob
from extractor.batch.feed import Feed, Item
from extractor.batch.plans import Job, Plan
from extractor.batch.processes import Processes
from extractor.batch.progress import Progress
from extractor.batch.store import Outcome, RunStore, lock_store
from extractor.blocking import run_blocking
from extractor.errors import BudgetSpentError, ExtractorError


@dataclass(frozen=True, slots=True)
class Ran:
    """How a run ended; the store has the rest."""

    progress: Progress
    stopped_by: ExtractorError | None = None
    """What ended it early: the budget, or a server that is gone."""
    was_interrupted: bool = False
    notes: tuple[str, ...] = ()
    """What came of the run that people should know beside the counts, in lines."""


class Workers(Protocol):
    """What does jobs elsewhere, as `Processes` does."""

    @property
    def spent(self) -> Spent:
        """What all of them have spent together."""

    async def run(self, next_job: NextJob, ended: Ended) -> None:
        """Do jobs until there is none; see `Engine.run`."""

    def stop(self) -> None:
        """Begin no more jobs, and wait for nothing; what is out is finished."""


class Batch:
    """One run over an input, which can be asked to stop."""

    def __init__(
        self,
        items: Iterable[Item],
        plan: Plan,
        store: RunStore,
        *,
        limits: Limits | None = None,
        processes: int = 1,
        retry_failed: bool = False,
        begins_anew: bool = False,
        progress: Progress | None = None,
    ) -> None:
        """Nothing starts yet; whoever runs it holds the store's lock."""
        self.progress = progress or Progress()
        self._items = items
        self._plan = plan
        self._store = store
        self._limits = limits or Limits()
        self._processes = processes
        self._retry_failed = retry_failed
        self._begins_anew = begins_anew
        self.workers: Workers | None = None
        """What does the work where it is not done in this process."""
        self._engine: Engine | None = None
        self._feed: Feed | None = None
        self.was_interrupted = False

    def stop(self) -> None:
        """Begin no more documents; those that are being done are finished, unless they wait."""
        self.was_interrupted = True
        if self._feed is not None:
            self._feed.is_stopped = True
        for each in (self.workers, self._engine):
            if each is not None:
                each.stop()

    async def run(self) -> Ran:
        """Do what is to do, and come back when nothing is in flight.

        Raises:
            InputError: nothing of the input can be read.
            UsageError: the plan cannot be opened.
            ProviderError: the server cannot be asked at all.
        """
        progress = self.progress
        feed = self._feed = Feed(
            self._items,
            self._plan,
            self._store,
            progress,
            retry_failed=self._retry_failed,
            begins_anew=self._begins_anew,
        )
        feed.is_stopped = self.was_interrupted
        await feed.open()
        is_here = self.workers is None and self._processes == 1
        run = self._run_here if is_here else self._run_in_processes
        stopped_by: ExtractorError | None = None
        try:
            await run(feed)
        except BudgetSpentError as error:
            stopped_by = self._spent(error)
        except ExtractorError as error:
            if progress.ended == 0 and progress.already == 0 and progress.spent.calls == 0:
                raise  # nothing came of it: a wrong key, or a model that is not there
            stopped_by = error
        self._store.add_lost(progress.spent.lost)
        if not self.was_interrupted:
            await feed.finish()
        return Ran(progress, stopped_by, self.was_interrupted)

    def _spent(self, error: BudgetSpentError) -> BudgetSpentError:
        """What was really taken, of the whole limit: known only when nothing is out any more."""
        spent, limits = self.progress.spent, self._limits
        if not spent.tokens:
            return error
        return BudgetSpentError(spent_line(spent, limits.max_tokens, limits.max_cost_usd))

    async def _run_here(self, feed: Feed) -> None:
        engine = self._engine = Engine(self._plan, self._store, self._limits, self.progress.tell)
        self.progress.held_s = lambda: engine.calls.held_s
        await self._follow(lambda: engine.spent, feed, engine.run)

    async def _run_in_processes(self, feed: Feed) -> None:
        workers = self.workers = self.workers or Processes(
            self._plan, self._store, self._limits, self._processes, self.progress.tell
        )
        await self._follow(lambda: workers.spent, feed, workers.run)

    async def _follow(
        self,
        spent: Callable[[], Spent],
        feed: Feed,
        run: Callable[[NextJob, Ended], Awaitable[None]],
    ) -> None:
        """Run, and count what ends and what is spent."""
        progress = self.progress
        progress.in_flight = lambda: spent().out

        def ended(job: Job, outcome: Outcome) -> None:
            progress.spent = spent()
            progress.count(job.key, job.document.name or "", outcome)

        try:
            await run(feed.next, ended)
        finally:
            progress.spent = spent()
            progress.in_flight = lambda: 0
            progress.held_s = lambda: 0.0


def run_batch(
    items: Iterable[Item],
    plan: Plan,
    store: str | Path,
    *,
    limits: Limits | None = None,
    processes: int = 1,
    retry_failed: bool = False,
    watch: Callable[[str, str, Outcome], None] | None = None,
) -> Ran:
    """Run a batch to its end; whatever an earlier run on the same store did is not done again.

    Args:
        items: the input, read as it is needed; `read_items` makes it from files.
        plan: what is done with each document.
        store: the run store's file, created if it does not exist.
        limits: what may be asked of the server.
        processes: more than one spreads the work over cores.
        retry_failed: whether documents that failed before are done again.
        watch: called for each document when it is done.

    Raises:
        StoreError: the store cannot be used, or another run is using it.
        UsageError: the plan cannot be opened.
        ProviderError: the server cannot be asked at all.
    """

    async def run() -> Ran:
        with lock_store(store), RunStore(store) as opened:
            batch = Batch(
                items,
                plan,
                opened,
                limits=limits,
                processes=processes,
                retry_failed=retry_failed,
                progress=Progress(watch=watch),
            )
            return await batch.run()

    return run_blocking(run())
