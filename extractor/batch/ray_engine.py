"""The same work on a cluster: Ray Data hands documents to workers, and this process keeps the rest.

Documents go out in windows, each a dataset whose blocks this process owns, one document in each:
whatever node is lost, Ray has them again. Answers come back through the desk as they are paid for,
results as the dataset's rows.
"""

from __future__ import annotations

import asyncio
import logging
import os
import pickle
from collections.abc import Iterator
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

from extractor.batch.budget import Spent
from extractor.batch.engine import Ended, Limits, NextJob, Notice
from extractor.batch.plans import Job, Plan
from extractor.batch.ray_desk import Desk
from extractor.batch.ray_worker import Done, Worker
from extractor.batch.store import Outcome, RunStore
from extractor.errors import ExtractorError, OptionError, ProviderError
from extractor.options import Options

WINDOW = 4_096
"""Most documents in a window. At its end workers wait for its slowest document, and new ones start,
which takes some seconds; a larger one would hold more of the input in memory."""

READ_S = 3.0
"""A window is closed when it has been read for so long, so that slow input does not keep workers
waiting; while one is done, the next is read."""

CPU_SHARE = 0.1
"""What a worker asks of a node: it mostly waits for the model's server, and a worker of a node that
was lost must find a place on the others."""

SPARE_CALLS = 4
"""Documents that wait in a worker beyond those it works on."""

NEWS_S = 0.5

MOST_PASSES = 3
"""How often what a window left undone is handed to new workers."""


class RayWorkers:
    """Spreads jobs over a cluster; workers and nodes that die are made up for."""

    def __init__(
        self,
        plan: Plan,
        store: RunStore,
        limits: Limits,
        number: int,
        address: str | None,
        notice: Notice = lambda line: None,
    ) -> None:
        """`number` workers share the limits; 0 means one for each processor of the cluster.

        Raises:
            OptionError: Ray is not installed, the address is a Ray client's, or that of the model's
                server holds a password.
        """
        try:
            import ray.data  # noqa: F401
        except ImportError:
            raise OptionError("--engine ray needs Ray: pip install 'fact-extractor[ray]'") from None
        if address is not None and address.startswith("ray://"):
            raise OptionError(
                f"--ray-address {address!r} is for clients outside the cluster, which cannot keep "
                "the store: run on a machine of the cluster, with its own address or auto"
            )
        options: Options | None = getattr(plan, "options", None)
        if options is not None and options.base_url and urlsplit(options.base_url).password:
            raise OptionError(
                "a password in --base-url would be kept by Ray: set OPENAI_BASE_URL for the "
                "workers of the cluster instead"
            )
        self._plan = plan
        self._store = store
        self._limits = limits
        self._number = number
        self._address = address
        self._spent = Spent()
        self._desk: Any = None
        self._is_stopped = False
        self._notice = notice

    @property
    def spent(self) -> Spent:
        """What all workers have spent together."""
        return self._spent

    def stop(self) -> None:
        """Begin no more documents; those that are being done are finished."""
        self._is_stopped = True
        if self._desk is not None:
            self._desk.stop.remote()

    async def run(self, next_job: NextJob, ended: Ended) -> None:
        """Do jobs until there is none; see `Engine.run`.

        Raises:
            OptionError: there is no cluster at the address.
        """
        import ray

        is_ours = not ray.is_initialized()
        if is_ours:
            # In a thread, since in the first one Ray takes SIGTERM away from whoever handles it.
            await asyncio.to_thread(_connect, self._address)
        try:
            await self._run(next_job, ended)
        finally:
            if is_ours:
                await asyncio.to_thread(ray.shutdown)

    async def _run(self, next_job: NextJob, ended: Ended) -> None:
        desk = self._desk = _open_desk(self._store)
        number = self._number or _workers(self._plan, self._limits)
        is_over = asyncio.Event()
        hearing = asyncio.create_task(self._hear(desk, is_over))
        read: asyncio.Queue[Job | None] = asyncio.Queue(WINDOW)
        reading = asyncio.create_task(_read(next_job, read))
        try:
            while (window := await _window(read)) and not self._is_stopped:
                await self._do_window(window, desk, number, ended)
        finally:
            reading.cancel()
            is_over.set()  # never cancelled: what it was being told would be lost
            await hearing
        if not self._is_stopped:
            await reading

    async def _do_window(self, window: list[Job], desk: Any, number: int, ended: Ended) -> None:
        loop = asyncio.get_running_loop()
        left = {job.key: job for job in window}
        stopping: list[ExtractorError] = []
        skipped: set[str] = set()

        def came(key: str, what: Outcome | ExtractorError | None) -> None:
            if isinstance(what, Outcome):
                if (job := left.pop(key, None)) is not None:
                    self._store.finish(key, what)
                    ended(job, what)
            else:
                skipped.add(key)
                if what is not None and not stopping:
                    stopping.append(what)
                    desk.stop.remote()

        def consume(jobs: list[Job]) -> None:
            for key, what in _rows(jobs, self._plan, self._limits, number, desk):
                loop.call_soon_threadsafe(came, key, what)

        for turn in range(1, MOST_PASSES + 1):
            try:
                await asyncio.to_thread(consume, list(left.values()))
            except Exception as error:
                if turn == MOST_PASSES:
                    raise ProviderError(f"Ray gave up: {_one_line(error)}") from error
            await asyncio.sleep(0)  # what came last is counted
            if stopping:
                raise stopping[0]
            if not left.keys() - skipped:
                return

    async def _hear(self, desk: Any, is_over: asyncio.Event) -> None:
        while not is_over.is_set():
            self._write(await desk.news.remote(NEWS_S))
        self._write(await desk.news.remote(0))

    def _write(self, told: Any) -> None:
        for document, key, answer in told.answers:
            self._store.answers_of(document).keep(key, answer)
        for line in told.notices:
            self._notice(line)
        self._spent = told.spent


def _connect(address: str | None) -> None:
    import ray

    # Nothing about a newsroom's runs goes anywhere unasked.
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    # Ray's core writes to stderr past every logger.
    os.environ.setdefault("RAY_BACKEND_LOG_LEVEL", "fatal")
    quiet: dict[str, Any] = {"logging_level": logging.ERROR, "log_to_driver": False}
    try:
        if address is None:
            ray.init(address="local", include_dashboard=False, **quiet)
        else:
            ray.init(address=address, **quiet)
    except (ConnectionError, RuntimeError, ValueError) as error:
        raise OptionError(f"--ray-address {address!r}: {_one_line(error)}") from None


def _open_desk(store: RunStore) -> Any:
    import ray
    from ray.util.scheduling_strategies import NodeAffinitySchedulingStrategy

    here = ray.get_runtime_context().get_node_id()
    place = NodeAffinitySchedulingStrategy(node_id=here, soft=False)
    desk = ray.remote(Desk).options(num_cpus=0, scheduling_strategy=place)
    return desk.remote(str(store.path.absolute()))


def _workers(plan: Plan, limits: Limits) -> int:
    """One for each processor, but none without a call to make."""
    import ray

    resources: dict[str, float] = ray.cluster_resources()  # type: ignore[no-untyped-call]
    processors = max(1, int(resources.get("CPU", 1)))
    return min(processors, limits.in_flight) if plan.asks_model else processors


async def _read(next_job: NextJob, read: asyncio.Queue[Job | None]) -> None:
    try:
        while (job := await next_job()) is not None:
            await read.put(job)
    except Exception:
        await read.put(None)  # whoever waits for a window would wait for ever
        raise
    await read.put(None)


async def _window(read: asyncio.Queue[Job | None]) -> list[Job]:
    """What has been read, after waiting for it a while; nothing when there is no more."""
    jobs: list[Job] = []
    with suppress(TimeoutError):
        async with asyncio.timeout(READ_S) as wait:
            while len(jobs) < WINDOW:
                if not jobs:
                    wait.reschedule(None)
                job = await read.get()
                if not jobs:
                    wait.reschedule(asyncio.get_running_loop().time() + READ_S)
                if job is None:
                    read.put_nowait(None)  # for the next time
                    break
                jobs.append(job)
    return jobs


def _rows(jobs: list[Job], plan: Plan, limits: Limits, number: int, desk: Any) -> Iterator[Done]:
    """What became of these jobs, as it comes."""
    import pyarrow as pa
    import ray

    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    context.print_on_execution_start = False
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    number = min(number, len(jobs))
    share = limits.share(number).in_flight if plan.asks_model else 1
    calls = share + (SPARE_CALLS if plan.asks_model else 0)
    blocks = [pa.table({"job": pa.array([pickle.dumps(job)], pa.binary())}) for job in jobs]
    done = ray.data.from_arrow(blocks).map_batches(
        Worker,
        fn_constructor_args=(plan, limits, number, desk),
        batch_size=None,
        num_cpus=CPU_SHARE,
        compute=ray.data.ActorPoolStrategy(
            size=number,
            max_tasks_in_flight_per_actor=calls + SPARE_CALLS,
            max_concurrent_calls_per_actor=calls,
            enable_true_multi_threading=True,
        ),
    )
    for row in done.iter_rows():
        yield pickle.loads(row["done"])


def _one_line(error: BaseException, longest: int = 300) -> str:
    line = " ".join(str(error).split()) or type(error).__name__
    return line if len(line) <= longest else line[: longest - 1] + "…"
