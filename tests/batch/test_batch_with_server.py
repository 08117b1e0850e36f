"""`extractor batch` as it is used: a real process, a real server, and what goes wrong between."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
import urllib.request
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest

from batch.plans import STORY
from batch.served import served_apart
from extractor.batch.store import RunStore

pytestmark = pytest.mark.server

IN_FLIGHT = 4


def model_server(*options: str) -> AbstractContextManager[str]:
    """The base URL of a server in a process of its own."""
    return served_apart("batch.model_server", *options)


def calls_at(url: str) -> int:
    """How many calls the server has had."""
    with urllib.request.urlopen(url.replace("/v1", "/calls"), timeout=600) as answer:
        counts: dict[str, int] = json.load(answer)
    return counts["calls"]


def stories(folder: Path, number: int) -> Path:
    """So many stories as JSON lines."""
    path = folder / "stories.jsonl"
    rows = (
        json.dumps({"id": f"s{i}", "text": STORY.format(number=40 + i, rain=50 + i)})
        for i in range(number)
    )
    path.write_text("\n".join(rows) + "\n")
    return path


def command(rows: Path, out: Path, url: str, *more: str) -> list[str]:
    """The command line of a batch."""
    told = ["-m", "openai:m", "--base-url", url, "--in-flight", str(IN_FLIGHT), "--log", "json"]
    files = ["-f", "jsonl,csv,html", "--shard", "8"]
    return [
        sys.executable, "-m", "extractor", "batch", str(rows), "-o", str(out), *told, *files, *more
    ]  # fmt: skip


def run(arguments: list[str]) -> subprocess.CompletedProcess[str]:
    """The command, run to its end."""
    return subprocess.run(arguments, capture_output=True, text=True, timeout=180, check=False)


def files_in(folder: Path) -> dict[str, bytes]:
    """What came out, the store apart."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith("run.sqlite")
    }


def end_of(ran: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    """The last event of the log."""
    events = [json.loads(line) for line in ran.stderr.splitlines() if line.startswith("{")]
    assert events, ran.stderr
    last: dict[str, Any] = events[-1]
    return last


def test_killed_at_any_moment_and_run_again_it_gives_the_same_bytes(tmp_path: Path) -> None:
    """Killed with -9 at random moments, the run resumes to the files of an undisturbed one.

    No call is paid for twice beyond those that were in flight at a kill.
    """
    rows = stories(tmp_path, 40)
    faults = ("--latency", "0.03", "--failing", "0.2", "--faults", "500", "reset", "truncated")
    with model_server(*faults) as url:
        clock = time.monotonic()
        run(command(rows, tmp_path / "whole", url))
        usual_s = time.monotonic() - clock
        calls = calls_at(url)
    moments = random.Random(11)
    kills = 0
    with model_server(*faults) as url:
        arguments = command(rows, tmp_path / "out", url)
        while kills < 6:
            running = subprocess.Popen(arguments, stderr=subprocess.DEVNULL)
            try:
                running.wait(moments.uniform(0.3, 0.9) * usual_s)
                break
            except subprocess.TimeoutExpired:
                running.kill()
                running.wait()
                kills += 1
        run(arguments)
        again = calls_at(url) - calls
    assert kills
    assert again <= kills * IN_FLIGHT
    assert files_in(tmp_path / "out") == files_in(tmp_path / "whole")


def test_with_a_third_of_calls_failing_every_document_has_a_named_end(tmp_path: Path) -> None:
    """Busy, broken, hanging, cut off, off schema, empty: done or failed by name, and it adds up."""
    rows = stories(tmp_path, 60)
    told = ("--timeout", "1", "--retry-limit", "1.4", "--max-repairs", "0")
    wrong = (
        "--failing",
        "0.3",
        "--always",
        "0.1",
        "--faults",
        "truncated",
        "wrong schema",
        "empty",
    )
    alone = [
        word
        for number, fault in enumerate(["429", "500", "hang", "reset", "html", "400"])
        for word in ("--poison", f"least {44 + 7 * number} homes", fault)
    ]
    with model_server(*wrong, *alone) as url:
        ran = run(command(rows, tmp_path / "out", url, *told))
    end = end_of(ran)
    assert ran.returncode == 3, ran.stderr
    assert end["done"] + end["partial"] + end["failed"] == 60
    assert end["failed"] == sum(end["causes"].values())
    assert set(end["causes"]) >= {"time_limit", "provider", "truncated", "invalid_answer"}
    failures = (tmp_path / "out" / "failures.jsonl").read_text().splitlines()
    assert len(failures) == end["failed"]
    assert all(json.loads(line)["cause"] and json.loads(line)["reason"] for line in failures)
    with RunStore(tmp_path / "out" / "run.sqlite", read_only=True) as store:
        assert sum(store.tally().values()) == 60


def test_what_failed_is_done_when_the_server_is_well_again(tmp_path: Path) -> None:
    """`--retry-failed` does the failed ones and nothing else."""
    rows, out = stories(tmp_path, 20), tmp_path / "out"
    refused = [word for n in (3, 9) for word in ("--poison", f"least {40 + n} homes", "400")]
    with model_server(*refused) as url:
        ran = run(command(rows, out, url, "--max-repairs", "0"))
    first = end_of(ran)
    assert first["failed"] == 2
    assert "run the same command with --retry-failed" in ran.stderr
    with model_server() as url:
        ran = run(command(rows, out, url, "--retry-failed", "--max-repairs", "0"))
        assert calls_at(url) == first["failed"]
    assert ran.returncode == 0
    assert (out / "failures.jsonl").read_text() == ""


@pytest.mark.parametrize(
    ("presses", "processes", "latency"), [(1, 1, "0.5"), (2, 1, "30"), (2, 2, "2")]
)
def test_ctrl_c_finishes_what_is_in_flight_and_twice_stops(
    tmp_path: Path, presses: int, processes: int, latency: str
) -> None:
    """Interrupted, it ends with 130 and no traceback; what was paid for is in the store."""
    rows = stories(tmp_path, 300)
    with model_server("--latency", latency) as url:
        told = command(rows, tmp_path / "out", url, "--processes", str(processes))
        running = subprocess.Popen(told, stderr=subprocess.PIPE, text=True)
        while calls_at(url) < IN_FLIGHT:
            time.sleep(0.05)
        for _ in range(presses):
            running.send_signal(signal.SIGINT)
            time.sleep(0.3)
        _, errors = running.communicate(timeout=600)
        assert running.returncode == 130, errors
        assert "Traceback" not in errors
    with RunStore(tmp_path / "out" / "run.sqlite", read_only=True) as store:
        done = store.tally().get("done", 0)
    if presses == 1:
        assert done > 0
    if latency == "30":
        assert done == 0
    assert done < 300


@pytest.mark.parametrize(
    ("fault", "in_flight", "number"), [("429 1", 3, 11), ("402", 64, 120), ("500", 64, 120)]
)
def test_two_processes_end_when_the_server_fails_for_good(
    tmp_path: Path, fault: str, in_flight: int, number: int
) -> None:
    """Few or many documents are out when it begins: one line, exit 3, and what is left is to do."""
    rows = stories(tmp_path, number)
    more = ("--processes", "2", "--in-flight", str(in_flight), "--retry-limit", "0.5")
    with model_server("--outage", "3", "999999", fault) as url:
        ran = run(command(rows, tmp_path / "out", url, *more))
    assert ran.returncode == 3, ran.stderr
    assert sum("stopped early" in line for line in ran.stderr.splitlines()) == 1
    with RunStore(tmp_path / "out" / "run.sqlite", read_only=True) as store:
        tally = store.tally()
    assert set(tally) == {"done", "to do"}
    assert sum(tally.values()) == number


@pytest.mark.parametrize("processes", [1, 2])
def test_ctrl_c_does_not_wait_out_a_server_that_asks_to_wait(
    tmp_path: Path, processes: int
) -> None:
    """A day that one answer asks for is cut to the limit and told; Ctrl-C once ends the wait."""
    rows = stories(tmp_path, 60)
    more = ("--processes", str(processes), "--retry-limit", "3600")
    with model_server("--outage", "6", "6", "429 86400") as url:
        running = subprocess.Popen(
            command(rows, tmp_path / "out", url, *more), stderr=subprocess.PIPE, text=True
        )
        assert running.stderr is not None
        said = next(line for line in running.stderr if "notice" in line)
        assert "The server asks to wait: no new calls for 3,600 s." in said
        running.send_signal(signal.SIGINT)
        _, errors = running.communicate(timeout=600)
        assert running.returncode == 130, errors
        assert "Run the same command again to go on." in errors
        ran = run(command(rows, tmp_path / "out", url))
    assert ran.returncode == 0, ran.stderr


def test_an_answer_in_drops_ends_by_its_time_and_a_signal(tmp_path: Path) -> None:
    """A body of one byte at a time is past --timeout, which is the time of the whole answer."""
    rows = stories(tmp_path, 2)
    more = ("--timeout", "1", "--retry-limit", "1")
    with model_server("--outage", "1", "99", "drips") as url:
        ran = run(command(rows, tmp_path / "out", url, *more))
    assert ran.returncode == 1
    assert "gave no answer in time" in ran.stderr
    assert "Run the same command again to go on." in ran.stderr


def test_limits_that_cannot_be_kept_and_budgets_that_are_spent(tmp_path: Path) -> None:
    """No price: exit 2 before any call. Spent: exit 3, what is done lies there, and how on."""
    rows, out = stories(tmp_path, 30), tmp_path / "out"
    with model_server("--no-usage") as url:
        ran = run(command(rows, out, url, "--max-cost", "5"))
        assert (ran.returncode, calls_at(url), out.exists()) == (2, 0, False)
        assert "--prices FILE" in ran.stderr
        assert "--token-budget" in ran.stderr
        ran = run([*command(rows, out, url, "--max-cost", "0.01"), "-m", "openai:gpt-4o"])
        assert ran.returncode == 3, ran.stderr
        assert (
            "--max-cost 0.01 leaves no room for another call: this run has taken $0.0" in ran.stderr
        )
        assert "Run the same command again to go on." in ran.stderr
        assert (out / "manifest.json").exists()
        told = run([sys.executable, "-m", "extractor", "batch", "status", str(out)])
        assert "$0.0000" not in told.stdout
        assert "estimated: the server counted no tokens" in told.stdout
        again = run([*command(rows, out, url, "--no-resume", "--token-budget", "99")])
        assert "again, without --no-resume, to go on" in again.stderr


def test_a_second_run_on_the_same_store_is_refused(tmp_path: Path) -> None:
    """While one is at work the other is told, and exits with 2."""
    rows = stories(tmp_path, 50)
    with model_server("--latency", "0.5") as url:
        running = subprocess.Popen(command(rows, tmp_path / "out", url), stderr=subprocess.DEVNULL)
        while calls_at(url) == 0:
            time.sleep(0.05)
        second = run(command(rows, tmp_path / "out", url))
        running.kill()
        running.wait()
    assert second.returncode == 2
    assert "another run is using" in second.stderr


def test_a_killed_worker_process_is_replaced(tmp_path: Path) -> None:
    """One of two worker processes is killed half way: every document is done all the same."""
    rows = stories(tmp_path, 60)
    with model_server("--latency", "0.1") as url:
        run(command(rows, tmp_path / "whole", url))
        running = subprocess.Popen(
            command(rows, tmp_path / "out", url, "--processes", "2"), stderr=subprocess.PIPE
        )
        before = calls_at(url)
        while calls_at(url) < before + 10:
            time.sleep(0.05)
        (child, *_) = _workers(running.pid)
        os.kill(child, signal.SIGKILL)
        _, errors = running.communicate(timeout=600)
    assert running.returncode == 0, errors.decode()
    assert files_in(tmp_path / "out") == files_in(tmp_path / "whole")


def _workers(parent: int) -> list[int]:
    """The worker processes of a run: its children that are no helper of multiprocessing."""
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    return [
        int(child)
        for child in children
        if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()
    ]
