"""A worker of Ray: opens the plan once, and does many documents at a time."""

from __future__ import annotations

import asyncio
import pickle
import threading
import uuid
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, TypeVar, cast

from extractor.batch.engine import Engine, Limits
from extractor.batch.plans import Job, Plan, Work
from extractor.batch.processes import MOST_DEATHS, bare
from extractor.batch.ray_desk import STOPPED, left_of
from extractor.batch.store import Outcome, RunStore
from extractor.errors import ExtractorError, RunStopped
from extractor.llm.cache import KeptAnswer

ResultT = TypeVar("ResultT")

HEED_S = 1.0
"""How often a worker asks whether the run is stopped."""

Done = tuple[str, Outcome | ExtractorError | None]
"""A document's key and what became of it; an error that ends the run; none if it was not begun."""


class Worker:
    """Called with documents, from many threads at once; a document is a pickled `Job`."""

    def __init__(self, plan: Plan, limits: Limits, workers: int, desk: Any) -> None:
        """`limits` are those of the whole run, `workers` how many share them."""
        self._desk = desk
        self._name = uuid.uuid4().hex
        self._turns = _Turns()
        self._loop = asyncio.new_event_loop()
        threading.Thread(target=self._loop.run_forever, daemon=True).start()
        store = cast("RunStore", _DeskStore(desk))
        self._engine = Engine(plan, store, _share(limits, workers, desk), self._notice)
        self._fatal: ExtractorError | None = None
        """What would meet every document alike."""
        try:
            self._work = self._wait(self._open(plan, store))
        except ExtractorError as error:
            self._fatal = bare(error)
        asyncio.run_coroutine_threadsafe(self._heed(), self._loop)

    def __call__(self, batch: dict[str, Any]) -> dict[str, Any]:
        """What became of each document, pickled."""
        done = [self._do(pickle.loads(job)) for job in batch["job"]]
        return {"done": [pickle.dumps(each) for each in done]}

    def _wait(self, work: Coroutine[Any, Any, ResultT]) -> ResultT:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()

    async def _open(self, plan: Plan, store: RunStore) -> Work:
        return plan.open(store.answers_of, self._engine.calls, self._engine.budget)

    def _do(self, job: Job) -> Done:
        import ray

        deaths = ray.get(self._desk.deaths.remote(job.key))
        if deaths == STOPPED:
            return job.key, None
        if deaths >= MOST_DEATHS:
            reason = f"its worker died {MOST_DEATHS} times while doing it"
            return job.key, Outcome("failed", "process_died", reason)
        # Those that were done beside it died with it: the last try, which decides, is its own.
        with self._turns.take(is_alone=deaths == MOST_DEATHS - 1):
            if self._fatal is not None:
                return job.key, self._fatal
            ray.get(self._desk.begin.remote(job.key))
            try:
                return job.key, self._wait(self._engine.do(self._work, job, self._ended))
            except RunStopped:
                server = self._engine.blame.server
                if server is not None:
                    self._fatal = bare(server)
                return job.key, self._fatal
            except ExtractorError as error:
                self._fatal = bare(error)
                return job.key, self._fatal
            finally:
                self._report()
                ray.get(self._desk.end.remote(job.key))

    async def _heed(self) -> None:
        """Wait for nothing any more once the run is stopped."""
        while not await self._desk.is_stopped.remote():
            await asyncio.sleep(HEED_S)
        self._engine.stop()

    def _notice(self, line: str) -> None:
        self._desk.notice.remote(line)

    def _ended(self, job: Job, outcome: Outcome) -> None:
        self._report()

    def _report(self) -> None:
        self._desk.report.remote(self._name, self._engine.spent)


def _share(limits: Limits, workers: int, desk: Any) -> Limits:
    """A worker's part of what is left of the run's limits."""
    import ray

    spent = ray.get(desk.spent.remote())
    tokens = limits.max_tokens
    left = replace(
        limits,
        max_tokens=None if tokens is None else max(0, tokens - spent.tokens),
        max_cost_usd=left_of(limits.max_cost_usd, spent.cost_usd),
    )
    return left.share(workers)


class _DeskStore:
    """As much of a run store as an engine needs, at the desk; outcomes go back as results."""

    def __init__(self, desk: Any) -> None:
        self._desk = desk

    def answers_of(self, document: str) -> _DeskAnswers:
        return _DeskAnswers(self._desk, document)

    def finish(self, key: str, outcome: Outcome) -> None:
        pass


class _DeskAnswers:
    """The answers of one document, at the desk."""

    def __init__(self, desk: Any, document: str) -> None:
        self._desk = desk
        self._document = document

    def find(self, key: str) -> KeptAnswer | None:
        import ray

        found: KeptAnswer | None = ray.get(self._desk.find.remote(self._document, key))
        return found

    def keep(self, key: str, answer: KeptAnswer) -> None:
        import ray

        # Waited for: an answer that was paid for is safe before anything is made of it.
        ray.get(self._desk.keep.remote(self._document, key, answer))


class _Turns:
    """Many at once, or one alone."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._running = 0
        self._wanting_alone = 0

    @contextmanager
    def take(self, *, is_alone: bool) -> Iterator[None]:
        with self._changed:
            if is_alone:
                self._wanting_alone += 1
                self._changed.wait_for(lambda: self._running == 0)
            else:
                self._changed.wait_for(lambda: self._wanting_alone == 0)
            self._running += 1
        try:
            yield
        finally:
            with self._changed:
                self._running -= 1
                self._wanting_alone -= is_alone
                self._changed.notify_all()
