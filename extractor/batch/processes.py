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
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from extractor.batch.budget import Spent
from extractor.batch.engine import Ended, Engine, Limits, NextJob, Notice
from extractor.batch.plans import Job, Plan
from extractor.batch.store import Outcome, RunStore
from extractor.errors import ExtractorError, ProviderError

MOST_DEATHS = 3
"""A document that was there each time its process died is not tried again; the last time it is
alone, so that its neighbours are not blamed for it."""

AHEAD = 4
"""Jobs that wait in a process beyond those it works on."""

STOP = "stop"
"""Sent to a process that is to wait for nothing any more."""


class Processes:
    """Spreads jobs over processes; one that dies is replaced, and its jobs are done again."""

    def __init__(
        self,
        plan: Plan,
        store: RunStore,
        limits: Limits,
        number: int,
        notice: Notice = lambda line: None,
    ) -> None:
        """`number` processes share the limits among them."""
        self._plan = plan
        self._store = store
        self._share = limits.share(number)
        self._number = number
        self._ahead = (self._share.in_flight if plan.asks_model else 1) + AHEAD
        self._spent: dict[int, Spent] = {}
        self._spent_before = Spent()
        """By processes that died."""
        self._notice = notice
        self._told: set[str] = set()
        self._children: set[_Child] = set()
        self._is_stopped = False
        self._deaths: dict[str, int] = {}

    @property
    def spent(self) -> Spent:
        """What all processes have spent together."""
        return sum(self._spent.values(), self._spent_before)

    def stop(self) -> None:
        """Begin no more jobs, and let no process wait any more for a server that asks it to."""
        self._is_stopped = True
        for child in tuple(self._children):
            child.send(STOP)

    async def run(self, next_job: NextJob, ended: Ended) -> None:
        """Do jobs until there is none; see `Engine.run`."""
        stopping: list[ExtractorError] = []
        again: list[Job] = []

        async def next_of_all() -> Job | None:
            if stopping or self._is_stopped:
                return None
            return again.pop(0) if again else await next_job()

        async def attend(number: int) -> None:
            while True:
                lost = await self._attend(number, next_of_all, again.append, ended, stopping)
                if lost is not None:
                    self._try_again(lost, again, ended)
                elif stopping or self._is_stopped or not again:
                    return

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

    def _try_again(self, lost: list[Job], again: list[Job], ended: Ended) -> None:
        """Put jobs whose process died back, but for those that may be why it did."""
        for job in lost:
            self._deaths[job.key] = self._deaths.get(job.key, 0) + 1
            if self._deaths[job.key] < MOST_DEATHS:
                again.append(job)
                continue
            reason = f"its process died {MOST_DEATHS} times while doing it"
            outcome = Outcome("failed", "process_died", reason)
            self._store.finish(job.key, outcome)
            ended(job, outcome)

    async def _attend(
        self,
        number: int,
        next_job: NextJob,
        give_back: Callable[[Job], None],
        ended: Ended,
        stopping: list[ExtractorError],
    ) -> list[Job] | None:
        """Feed one process to its end; the jobs that it had when it died, none if it did not."""
        child = _Child(self._plan, self._store.path, self._share)
        self._children.add(child)
        if self._is_stopped:
            child.send(STOP)
        try:
            while not child.is_over:
                await self._feed(child, next_job, give_back)
                message = await child.messages.get()
                if message == "died":
                    spent = self._spent.pop(number, Spent())
                    self._spent_before += replace(spent, out=0)
                    return list(child.jobs.values())
                self._hear(message, number, child, ended, stopping)
            return None
        finally:
            await child.close()
            self._children.discard(child)

    async def _feed(
        self, child: _Child, next_job: NextJob, give_back: Callable[[Job], None]
    ) -> None:
        """Send jobs until the process has enough, or there is none."""
        child.is_alone = child.is_alone and bool(child.jobs)
        while not child.is_fed and not child.is_alone and len(child.jobs) < self._ahead:
            job = await next_job()
            if job is None:
                child.is_fed = True
                await asyncio.to_thread(child.send, None)
                return
            is_last_time = self._deaths.get(job.key, 0) == MOST_DEATHS - 1
            if is_last_time and child.jobs:
                give_back(job)
                return
            child.is_alone = is_last_time
            child.jobs[job.key] = job
            await asyncio.to_thread(child.send, job)

    def _hear(
        self,
        message: Any,
        number: int,
        child: _Child,
        ended: Ended,
        stopping: list[ExtractorError],
    ) -> None:
        """Do as a word from a process asks."""
        match message:
            case ("ended", key, outcome, spent):
                self._spent[number] = spent
                ended(child.jobs.pop(key), outcome)
            case ("notice", line):
                if line not in self._told:  # of each process the same
                    self._told.add(line)
                    self._notice(line)
            case ("stop", error):
                stopping.append(error)
                child.is_fed = True  # it takes no more, and says next that it is over
                if isinstance(error, ProviderError):
                    self.stop()  # it fails the other processes too
            case ("over", spent):
                self._spent[number] = spent
                child.is_over = True


class _Child:
    """One process: what it is sent, what it says, and the jobs that it has."""

    def __init__(self, plan: Plan, store: Path, limits: Limits) -> None:
        """It starts at once, and waits for jobs."""
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        arguments = (theirs, plan, str(store), limits)
        self._process = context.Process(target=_serve, args=arguments, daemon=True)
        self._process.start()
        theirs.close()
        self._way = _Way(ours)
        self.messages: asyncio.Queue[Any] = asyncio.Queue()
        self.jobs: dict[str, Job] = {}
        self.is_fed = False
        """Whether no more jobs are for it."""
        self.is_alone = False
        """Whether the job that it has is to be its only one."""
        self.is_over = False
        """Whether it said that it is, and did not die."""
        self._listener = threading.Thread(
            target=_listen,
            args=(ours, asyncio.get_running_loop(), self.messages.put_nowait),
            daemon=True,
        )
        self._listener.start()

    def send(self, message: object) -> None:
        """A job, none when there are no more, or `STOP`."""
        self._way.send(message)

    def kill(self) -> None:
        """End it, whatever it does."""
        self._process.kill()

    async def close(self) -> None:
        """Wait for its end, and bring it about if it is not over."""
        if not self.is_over:
            self.kill()
        await asyncio.to_thread(self._process.join, 5)
        # Closed only when nobody reads or writes it any more.
        await asyncio.to_thread(self._listener.join, 5)
        self._way.close()


class _Way:
    """The way to a process, for several threads: one sends jobs, another that it is to stop."""

    def __init__(self, to: Connection) -> None:
        self._to = to
        self._lock = threading.Lock()

    def send(self, message: object) -> None:
        # A large message is written in parts, and another between them would be read as one.
        with self._lock, suppress(OSError, ValueError):  # where it has died, the listener says so
            self._to.send(message)

    def close(self) -> None:
        with self._lock:
            self._to.close()


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
        if message == "died" or message[0] == "over":
            return


def _serve(at: Connection, plan: Plan, store: str, limits: Limits) -> None:
    """The life of one process: jobs in, outcomes into the store, a word about each back."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process decides what Ctrl-C means
    first = multiprocessing.parent_process()
    if first is not None and not first.is_alive():
        return  # it was killed meanwhile; its store may be another run's by now
    asyncio.run(_serve_async(at, plan, Path(store), limits))


async def _serve_async(at: Connection, plan: Plan, path: Path, limits: Limits) -> None:
    loop = asyncio.get_running_loop()
    jobs: asyncio.Queue[Job | None] = asyncio.Queue()
    is_over = False

    def listen() -> None:
        while True:
            try:
                job = at.recv()
            except (EOFError, OSError):
                if is_over:
                    return
                os._exit(1)  # the first process is gone, and its lock on the store with it
            with suppress(RuntimeError):  # the loop is closed: the work is done
                if job == STOP:
                    loop.call_soon_threadsafe(engine.stop)
                else:
                    loop.call_soon_threadsafe(jobs.put_nowait, job)

    async def next_job() -> Job | None:
        job = await jobs.get()
        if job is None:
            jobs.put_nowait(None)  # for the others that wait here
        return job

    with RunStore(path) as store:

        def ended(job: Job, outcome: Outcome) -> None:
            # The result is in the store already; the way back is for counts.
            at.send(("ended", job.key, replace(outcome, result=None), engine.spent))

        engine = Engine(plan, store, limits, lambda line: at.send(("notice", line)))
        threading.Thread(target=listen, daemon=True).start()
        try:
            await engine.run(next_job, ended)
        except ExtractorError as error:
            at.send(("stop", bare(error)))
        is_over = True
        at.send(("over", engine.spent))


def bare(error: ExtractorError) -> ExtractorError:
    """The error as its line alone, for the way to another process."""
    return type(error)(str(error))
