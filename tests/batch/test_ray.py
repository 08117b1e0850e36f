"""`--engine ray` on a real cluster of this machine: three nodes, one of them lost half way."""

from __future__ import annotations

import asyncio
import logging
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from batch.plans import DeadlyPlan, items
from batch.test_batch_with_server import calls_at, files_in, model_server, stories
from extractor.batch.engine import Limits
from extractor.batch.export import export_store
from extractor.batch.plans import ExtractPlan, Plan
from extractor.batch.progress import Progress
from extractor.batch.ray_engine import RayWorkers
from extractor.batch.runner import Batch, Ran, run_batch
from extractor.batch.store import Outcome, RunStore
from extractor.errors import BudgetSpentError, OptionError, UnreachableError
from extractor.options import Options

# Ray warns of what Ray itself does.
pytestmark = [pytest.mark.server, pytest.mark.filterwarnings("default")]

LIMITS = Limits(in_flight=6)

DOCUMENTS = 30


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """Three nodes; the first is that of this process."""
    import ray
    from ray.cluster_utils import Cluster

    change = pytest.MonkeyPatch()
    change.setenv("RAY_USAGE_STATS_ENABLED", "0")
    # The workers are to find the plans of the tests.
    change.setenv("PYTHONPATH", os.pathsep.join(sys.path))

    # A node that is lost is to be missed at once, and not after a quarter of a minute.
    sooner = {"health_check_period_ms": 500, "health_check_failure_threshold": 2}
    head = {"num_cpus": 1, "include_dashboard": False, "_system_config": sooner}
    made: Any = Cluster(initialize_head=True, head_node_args=head)
    made.lost = made.add_node(num_cpus=1)
    made.add_node(num_cpus=1)
    ray.init(address=made.address, log_to_driver=False, logging_level=logging.ERROR)
    made.wait_for_nodes()
    yield made
    ray.shutdown()
    made.shutdown()
    change.undo()


def run_on(
    plan: Plan,
    store: Path,
    *,
    documents: int = DOCUMENTS,
    limits: Limits = LIMITS,
    workers: int = 1,
    watch: Any = None,
    stop_after: int | None = None,
) -> Ran:
    """One run on the cluster that this process is connected to."""
    with RunStore(store) as opened:
        progress = Progress(watch=watch)
        batch = Batch(items(documents), plan, opened, limits=limits, progress=progress)
        if stop_after is not None:
            progress.watch = lambda *_: batch.stop() if progress.ended == stop_after else None
        batch.workers = RayWorkers(plan, opened, limits, workers, None)
        return asyncio.run(batch.run())


def exported(store: Path, folder: Path) -> dict[str, bytes]:
    """What an export of the store writes."""
    with RunStore(store) as opened:
        export_store(opened, folder, ("jsonl", "csv", "html"), shard=8)
    return files_in(folder)


def plan_for(url: str) -> ExtractPlan:
    """The plan of the tests with a server."""
    return ExtractPlan("openai:m", options=Options(base_url=url, retry_limit_s=20))


def test_a_document_that_kills_its_worker_is_a_named_failure(cluster: Any, tmp_path: Path) -> None:
    """It is tried three times and named; those that were done beside it end as they should."""
    ran = run_on(DeadlyPlan(deadly="story 4"), tmp_path / "run.sqlite", documents=12)
    with RunStore(tmp_path / "run.sqlite") as store:
        ended = {entry.name: entry.outcome for entry in store.entries()}
    killer = ended.pop("story 4")
    assert killer is not None
    assert (killer.state, killer.cause) == ("failed", "process_died")
    assert {outcome.state for outcome in ended.values() if outcome} == {"done"}
    assert ran.progress.states == {"done": 11, "failed": 1}


def test_a_spent_budget_ends_the_run_and_loses_nothing(cluster: Any, tmp_path: Path) -> None:
    """The workers keep within the limits together; run again without them, the rest is done."""
    store = tmp_path / "run.sqlite"
    with model_server() as url:
        limits = Limits(in_flight=6, max_tokens=6_000)
        ran = run_on(plan_for(url), store, limits=limits, workers=2)
        with RunStore(store) as opened:
            paid, *tokens = opened.paid()
            assert opened.tally()["to do"] > 0
        assert isinstance(ran.stopped_by, BudgetSpentError)
        assert 0 < sum(tokens) <= 6_000
        assert calls_at(url) == paid
        run_batch(items(DOCUMENTS), plan_for(url), store)
        with RunStore(store) as opened:
            assert opened.tally() == {"done": DOCUMENTS}
            assert calls_at(url) == opened.paid()[0]


def test_asked_to_stop_it_finishes_what_was_begun(cluster: Any, tmp_path: Path) -> None:
    """Stopped, it begins no more documents, of those that were handed out too."""
    store = tmp_path / "run.sqlite"
    ran = run_on(DeadlyPlan(), store, stop_after=4)
    assert ran.was_interrupted
    with RunStore(store) as opened:
        tally = opened.tally()
    assert 4 <= tally["done"] <= 4 + 3 * LIMITS.in_flight
    assert tally["done"] == ran.progress.ended


def test_a_server_that_is_not_there_ends_the_run(cluster: Any, tmp_path: Path) -> None:
    """What would meet every document alike is raised once, as by the process engine."""
    options = Options(base_url="http://127.0.0.1:9/v1", retry_limit_s=0.1)
    with pytest.raises(UnreachableError, match="nothing answers"):
        run_on(ExtractPlan("openai:m", options=options), tmp_path / "run.sqlite")
    with RunStore(tmp_path / "run.sqlite") as store:
        assert store.tally() == {"to do": DOCUMENTS}


def test_three_nodes_of_which_one_is_lost_give_the_bytes_of_one_process(
    cluster: Any, tmp_path: Path
) -> None:
    """A node killed half way costs at most the calls that its workers had out."""
    with model_server("--latency", "0.2") as url:
        run_batch(items(DOCUMENTS), plan_for(url), tmp_path / "here.sqlite", limits=LIMITS)
        calls = calls_at(url)
        ended: list[str] = []

        def watch(key: str, name: str, outcome: Outcome) -> None:
            ended.append(name)
            if len(ended) == DOCUMENTS // 3:
                cluster.remove_node(cluster.lost, allow_graceful=False)

        ran = run_on(plan_for(url), tmp_path / "ray.sqlite", workers=3, watch=watch)
        again = calls_at(url) - 2 * calls
    assert ran.progress.states == {"done": DOCUMENTS}
    assert len(ended) == len(set(ended)) == DOCUMENTS
    here = exported(tmp_path / "here.sqlite", tmp_path / "here")
    assert exported(tmp_path / "ray.sqlite", tmp_path / "ray") == here
    assert again <= LIMITS.in_flight  # two of its workers may stand on the node that is lost
    with RunStore(tmp_path / "ray.sqlite") as store:
        assert store.paid()[0] == calls


def test_the_command_starts_a_cluster_and_tells_nobody_the_key(tmp_path: Path) -> None:
    """`--engine ray` needs nothing but Ray; the key gets into no file of ours and no log of Ray's.

    The files are those of the process engine.
    """
    key = "sk-" + "of-the-tests-" * 3
    rows = stories(tmp_path, 6)
    logs = Path(tempfile.mkdtemp(prefix="r", dir="/tmp"))  # a socket's path is short
    environment = os.environ | {"OPENAI_API_KEY": key, "RAY_TMPDIR": str(logs)}
    try:
        with model_server() as url:
            for engine in ("process", "ray"):
                told = ["-m", "openai:m", "--base-url", url, "--engine", engine, "--log", "json"]
                told += ["-o", str(tmp_path / engine), "--processes", "1"]
                ran = subprocess.run(
                    [sys.executable, "-m", "extractor", "batch", str(rows), *told],
                    env=environment,
                    capture_output=True,
                    text=True,
                    timeout=120,
                    check=False,
                )
                assert ran.returncode == 0, ran.stderr
                assert key not in ran.stdout + ran.stderr
        kept = [path for path in (*tmp_path.rglob("*"), *logs.rglob("*")) if path.is_file()]
        assert any("logs" in path.parts for path in kept)
        assert not [path for path in kept if key.encode() in path.read_bytes()]
    finally:
        shutil.rmtree(logs, ignore_errors=True)
    assert files_in(tmp_path / "ray") == files_in(tmp_path / "process")


def test_a_password_in_an_address_is_not_sent_around(tmp_path: Path) -> None:
    """An address with a password would be kept by Ray; it is refused, and is not repeated."""
    options = Options(base_url="http://me:secret@127.0.0.1:9/v1")
    with RunStore(tmp_path / "run.sqlite") as store, pytest.raises(OptionError) as told:
        RayWorkers(ExtractPlan("openai:m", options=options), store, LIMITS, 1, None)
    assert "OPENAI_BASE_URL" in str(told.value)
    assert "secret" not in str(told.value)


def test_a_client_outside_the_cluster_is_refused(tmp_path: Path) -> None:
    """Ray's client cannot keep the store, and is told where to run instead."""
    with RunStore(tmp_path / "run.sqlite") as store, pytest.raises(OptionError, match="outside"):
        RayWorkers(ExtractPlan("openai:m"), store, LIMITS, 1, "ray://head:10001")
