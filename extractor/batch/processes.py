"""The same engine in several processes, for what keeps more than one core busy."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from decimal import Decimal
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from extractor.batch.engine import Ended, Engine, Limits, NextJob, TakenBack
from extractor.batch.plans import Job, Plan
from extractor.batch.store import Outcome, RunStore
from extractor.errors import BudgetSpentError, ExtractorError, ProviderError, StorageError

MOST_DEATHS = 3
"""A document that was there each time its process died is not tried again; the last time it is
alone, so that its neighbours are not blamed for it."""

AHEAD = 4
"""Jobs that wait in a process beyond those it works on."""


Spent = tuple[int, int, int, Decimal | None, int]
"""Calls, prompt tokens, completion tokens, dollars, calls out now."""

NOTHING: Spent = (0, 0, 0, Decimal(0), 0)


class Processes:
    """Spreads jobs over processes; one that dies is replaced, and its jobs are done again."""

    def __init__(self, plan: Plan, store: RunStore, limits: Limits, number: int) -> None:
        """`number` processes share the limits among them."""
        self._plan = plan
        self._store = store
        self._share = limits.share(number)
        self._number = number
        self._ahead = (self._share.in_flight if plan.asks_model else 1) + AHEAD
        self._spent: dict[int, Spent] = {}
        self._spent_before: dict[int, Spent] = {}
        """By processes that died, by the place that they had."""
        self._children: set[multiprocessing.process.BaseProcess] = set()
        self._deaths: dict[str, int] = {}

    @property
    def spent(self) -> Spent:
        """What all processes have spent together."""
        total = NOTHING
        for spent in (*self._spent.values(), *self._spent_before.values()):
            total = add_spent(total, spent)
        return total

    async def run(self, next_job: NextJob, ended: Ended, taken_back: TakenBack) -> None:
        """Do jobs until there is none; see `Engine.run`."""
        stopping: list[ExtractorError] = []
        again: list[Job] = []

        async def next_of_all() -> Job | None:
            if stopping:
                return None
            return again.pop(0) if again else await next_job()

        async def attend(number: int) -> None:
            while True:
                lost = await self._attend(
                    number, next_of_all, again.append, ended, taken_back, stopping
                )
                if lost is None:
                    if stopping or not again:
                        return
                    continue
                for job in lost:
                    self._deaths[job.key] = self._deaths.get(job.key, 0) + 1
                    if self._deaths[job.key] < MOST_DEATHS:
                        again.append(job)
                        continue
                    reason = f"its process died {MOST_DEATHS} times while doing it"
                    outcome = Outcome("failed", "process_died", reason)
                    self._store.finish(job.key, outcome)
                    ended(job, outcome)

        try:
            async with asyncio.TaskGroup() as group:
                for number in range(self._number):
                    group.create_task(attend(number))
        except ExceptionGroup as errors:
            raise errors.exceptions[0] from None
        finally:
            for child in self._children:
                child.kill()
        if stopping:
            raise stopping[0]

    async def _attend(
        self,
        number: int,
        next_job: NextJob,
        give_back: Callable[[Job], None],
        ended: Ended,
        taken_back: TakenBack,
        stopping: list[ExtractorError],
    ) -> list[Job] | None:
        """Feed one process to its end; the jobs that it had when it died, none if it did not."""
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        arguments = (theirs, self._plan, str(self._store.path), self._share)
        child = context.Process(target=_serve, args=arguments, daemon=True)
        child.start()
        theirs.close()
        self._children.add(child)
        loop = asyncio.get_running_loop()
        messages: asyncio.Queue[Any] = asyncio.Queue()
        threading.Thread(
            target=_listen, args=(ours, loop, messages.put_nowait), daemon=True
        ).start()
        given: dict[str, Job] = {}
        is_fed = is_alone = False
        try:
            while True:
                is_alone = is_alone and bool(given)
                while not is_fed and not is_alone and len(given) < self._ahead:
                    job = await next_job()
                    if job is None:
                        is_fed = True
                        await asyncio.to_thread(_send, ours, None)
                        continue
                    is_alone = self._deaths.get(job.key, 0) == MOST_DEATHS - 1
                    if is_alone and given:
                        give_back(job)
                        is_alone = False
                        break
                    given[job.key] = job
                    await asyncio.to_thread(_send, ours, job)
                match await messages.get():
                    case ("ended", key, outcome, spent):
                        self._spent[number] = spent
                        ended(given.pop(key), outcome)
                    case ("back", job, outcome):
                        taken_back(job, outcome)
                    case ("stop", error):
                        stopping.append(error)
                        is_fed = True
                        await asyncio.to_thread(_send, ours, None)
                    case "over":
                        return None
                    case "died":
                        before = self._spent_before.get(number, NOTHING)
                        spent = add_spent(before, self._spent.pop(number, NOTHING))
                        self._spent_before[number] = (*spent[:4], 0)
                        return list(given.values())
        finally:
            ours.close()
            if child.is_alive():
                await asyncio.to_thread(child.join, 5)
            self._children.discard(child)


def add_spent(one: Spent, other: Spent) -> Spent:
    """What two have spent together."""
    cost = None if one[3] is None or other[3] is None else one[3] + other[3]
    return (one[0] + other[0], one[1] + other[1], one[2] + other[2], cost, one[4] + other[4])


def _send(to: Connection, message: object) -> None:
    with suppress(OSError, ValueError):  # where it has died, the listener says so
        to.send(message)


def _listen(at: Connection, loop: asyncio.AbstractEventLoop, put: Callable[[Any], None]) -> None:
    while True:
        try:
            message = at.recv()
        except (EOFError, OSError):
            message = "died"
        try:
            loop.call_soon_threadsafe(put, message)
        except RuntimeError:
            return  # the loop is closed: nobody waits for it any more
        if message in ("died", "over"):
            return


def _serve(at: Connection, plan: Plan, store: str, limits: Limits) -> None:
    """The life of one process: jobs in, outcomes into the store, a word about each back."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process decides what Ctrl-C means
    asyncio.run(_serve_async(at, plan, Path(store), limits))


async def _serve_async(at: Connection, plan: Plan, path: Path, limits: Limits) -> None:
    loop = asyncio.get_running_loop()
    jobs: asyncio.Queue[Job | None] = asyncio.Queue()

    def listen() -> None:
        while True:
            try:
                job = at.recv()
            except (EOFError, OSError):
                os._exit(1)  # the first process is gone, and its lock on the store with it
            loop.call_soon_threadsafe(jobs.put_nowait, job)
            if job is None:
                return

    threading.Thread(target=listen, daemon=True).start()

    async def next_job() -> Job | None:
        job = await jobs.get()
        if job is None:
            jobs.put_nowait(None)  # for the others that wait here
        return job

    with RunStore(path) as store:
        engine = Engine(plan, store, limits)

        def ended(job: Job, outcome: Outcome) -> None:
            spent = engine.budget
            numbers = (
                spent.calls,
                spent.prompt_tokens,
                spent.completion_tokens,
                spent.cost_usd,
                engine.calls.out,
            )
            # The result is in the store already; the way back is for counts.
            at.send(("ended", job.key, _without_result(outcome), numbers))

        def taken_back(job: Job, outcome: Outcome) -> None:
            at.send(("back", job, _without_result(outcome)))

        try:
            await engine.run(next_job, ended, taken_back)
        except (BudgetSpentError, ProviderError, StorageError) as error:
            at.send(("stop", type(error)(str(error))))
        at.send("over")


def _without_result(outcome: Outcome) -> Outcome:
    return replace(outcome, result=None)
