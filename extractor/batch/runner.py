"""A batch from its input to its store: begin, do, count, stop when asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from extractor.batch.engine import Ended, Engine, Limits, NextJob, TakenBack
from extractor.batch.feed import Feed, Item
from extractor.batch.plans import Job, Plan
from extractor.batch.processes import Processes, Spent
from extractor.batch.progress import Progress
from extractor.batch.store import Outcome, RunStore, lock_store
from extractor.blocking import run_blocking
from extractor.errors import ExtractorError


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

    async def run(self, next_job: NextJob, ended: Ended, taken_back: TakenBack) -> None:
        """Do jobs until there is none; see `Engine.run`."""

    def stop(self) -> None:
        """Begin no more jobs; those that are being done are finished."""


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
        """What does the work where it is not done here or in processes."""
        self._feed: Feed | None = None
        self.was_interrupted = False

    def stop(self) -> None:
        """Begin no more documents; those that are being done are finished."""
        self.was_interrupted = True
        if self._feed is not None:
            self._feed.is_stopped = True
        if self.workers is not None:
            self.workers.stop()

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
        except ExtractorError as error:
            if progress.ended == 0 and progress.already == 0:
                raise  # nothing came of it: a wrong key, or a model that is not there
            stopped_by = error
        if not self.was_interrupted:
            await feed.finish()
        return Ran(progress, stopped_by, self.was_interrupted)

    async def _run_here(self, feed: Feed) -> None:
        engine = Engine(self._plan, self._store, self._limits)
        progress, budget = self.progress, engine.budget
        progress.in_flight = lambda: engine.calls.out

        def ended(job: Job, outcome: Outcome) -> None:
            progress.calls, progress.cost_usd = budget.calls, budget.cost_usd
            progress.prompt_tokens = budget.prompt_tokens
            progress.completion_tokens = budget.completion_tokens
            progress.count(job.key, job.document.name or "", outcome)

        await engine.run(feed.next, ended, lambda _, outcome: progress.uncount(outcome))

    async def _run_in_processes(self, feed: Feed) -> None:
        processes = self.workers or Processes(
            self._plan, self._store, self._limits, self._processes
        )
        progress = self.progress
        progress.in_flight = lambda: processes.spent[4]

        def ended(job: Job, outcome: Outcome) -> None:
            calls, prompt, completion, cost, _ = processes.spent
            progress.calls, progress.cost_usd = calls, cost
            progress.prompt_tokens, progress.completion_tokens = prompt, completion
            progress.count(job.key, job.document.name or "", outcome)

        await processes.run(feed.next, ended, lambda _, outcome: progress.uncount(outcome))


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
    """Run a batch to its end; what an earlier run on the same store did is not done again.

    Args:
        items: the input, read as it is needed; `read_items` makes it from files.
        plan: what is done with each document.
        store: the run store's file, made unless it is there.
        limits: what may be asked of the server.
        processes: more than one spreads the work over cores.
        retry_failed: whether documents that failed before are done again.
        watch: told of each document as it ends.

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
