"""Storms for a batch: schedules of everything that goes wrong, drawn from a seed, then calm.

A storm is a small input and some runs of the command on it, each disturbed in one way; then a
healthy server and the plain command until the input is done. What then must hold:

- the folder equals, byte for byte, that of a run that nothing disturbed, and a fresh export;
- no document has failed or is left to do, but for the rows that cannot be read;
- a mistyped input changed no file;
- answers paid for twice, counted at the server, are no more than could be out when a run was ended:
  `--in-flight` for each kill (`SIGKILL`, or Ctrl-C twice); for a full disk the calls of all
  documents at hand, since none can be kept any more; and those that the server itself spoilt on
  their way.

Runs are forked from a process that has everything imported, so that each is a real process that
can be killed, and starts at once.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import random
import resource
import shutil
import signal
import sys
import tempfile
import time
import urllib.request
from collections import Counter
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from batch.served import served_apart
from batch.storm_server import WEATHERS

ENDINGS = ("kill", "kill listing", "kill export", "interrupt", "terminate", "stop at once")
"""Ways to end a run from outside, at a moment that is drawn."""

OTHERS = ("flags", "retry failed", "no resume", "typo", "other plan", "no server", "disk full")

KINDS = (*ENDINGS, *WEATHERS, *OTHERS)
"""Every disturbance that a run can be given."""

IN_FLIGHT = 3
AT_HAND = 2 * IN_FLIGHT
"""Documents that are worked on at once: those in flight, and as many that are read or checked."""
PASSAGES = 2
"""Calls that one document can have out at most."""

STUCK_S = 180.0
"""A run that is alive after this is ended, and is a fault."""

LEAD = (
    "DORSBY, March 3, 2026 (Wire) - At least {number} homes were flooded on Monday after "
    "{rain} millimetres of rain, officials said."
)
FILLER = (
    "The council met in the town hall and sent help to the lower streets, where water stood in "
    "every cellar and the shops had closed."
)
END = "The council will meet again after 9 days."


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the command, and how it is disturbed."""

    kind: str
    moment: float
    """Of a run's usual time; for weather the share of its calls that are answered before."""
    flags: tuple[str, ...]


@dataclass(slots=True)
class Storm:
    """One storm and what came of it."""

    seed: str
    stories: int
    bad_rows: int
    runs: list[Run]
    faults: list[str] = field(default_factory=list)
    paid_twice: int = 0
    allowed_twice: int = 0
    disturbed: int = 0
    """Runs that ended by their disturbance, and not because they had done before it."""


def draw_storm(seed: str, kinds: tuple[str, ...]) -> Storm:
    """The storm of a seed."""
    chance = random.Random(seed)
    runs = [_draw_run(chance, kinds) for _ in range(chance.randint(2, 4))]
    return Storm(seed, chance.randint(6, 12), chance.choice((0, 0, 1, 2)), runs)


def _draw_run(chance: random.Random, kinds: tuple[str, ...]) -> Run:
    kind = chance.choice(kinds)
    flags: list[str] = []
    if chance.random() < 0.25:
        flags += ["--processes", "2"]
    if chance.random() < 0.3:
        flags += ["-f", chance.choice(("csv", "jsonl,parquet", "html", "annotations,csv"))]
        flags += ["--shard", str(chance.randint(2, 9))]
    if kind == "retry failed" or chance.random() < 0.15:
        flags.append("--retry-failed")
    if kind == "no resume":
        flags.append("--no-resume")
    if kind == "other plan":
        flags += ["-m", "openai:another"]
    return Run(kind, chance.uniform(0.02, 0.95), tuple(flags))


def storm_server() -> AbstractContextManager[str]:
    """The base URL of a server in a process of its own."""
    return served_apart("batch.storm_server")


class Storms:
    """Runs storms against one server; what undisturbed runs give is worked out once."""

    def __init__(self, folder: Path, url: str) -> None:
        """The folder holds everything, and is the caller's to take away."""
        self._folder = folder
        self._url = url
        self._whole: dict[tuple[int, int], tuple[dict[str, bytes], float]] = {}

    def run(self, storm: Storm) -> None:
        """Let it rage, then let it be calm, and note what does not hold."""
        whole, usual_s = self._undisturbed(storm.stories, storm.bad_rows)
        place = self._folder / f"storm-{storm.seed}"
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir()
        rows = _write_rows(place, storm.stories, storm.bad_rows)
        out = place / "out"
        self._server("fair", is_new_bill=True)
        for number, run in enumerate(storm.runs):
            self._disturbed(storm, run, rows, out, usual_s, place / f"{number}.log")
        self._server("fair")
        code, log = -1, place / "calm.log"
        for _ in range(3):
            code = self._ended(self._start(rows, out, (), log), storm, "calm")
            if code in (0, 3) and "to do" not in _documents(out):
                break
        left = {state: n for state, n in _documents(out).items() if state != "done"}
        if code == 1 or left != ({"unreadable": storm.bad_rows} if storm.bad_rows else {}):
            storm.faults.append(f"with a healthy server: exit {code}, {left}: {_last_line(log)}")
        self._compare(storm, out, whole)
        bill = self._server("fair")
        storm.paid_twice += bill["paid"] - bill["different"]
        storm.allowed_twice += bill["spoilt"]
        if storm.paid_twice > storm.allowed_twice:
            storm.faults.append(
                f"{storm.paid_twice} answers paid for twice, {storm.allowed_twice} allowed"
            )
        if not storm.faults:
            shutil.rmtree(place)

    def _undisturbed(self, stories: int, bad_rows: int) -> tuple[dict[str, bytes], float]:
        known = self._whole.get((stories, bad_rows))
        if known is None:
            place = self._folder / f"whole-{stories}-{bad_rows}"
            place.mkdir()
            rows = _write_rows(place, stories, bad_rows)
            self._server("fair")
            began = time.monotonic()
            code = _wait(self._start(rows, place / "out", (), place / "log"), STUCK_S)
            assert code == (3 if bad_rows else 0), (place / "log").read_text()
            known = files_in(place / "out"), time.monotonic() - began
            self._whole[stories, bad_rows] = known
        return known

    def _disturbed(
        self, storm: Storm, run: Run, rows: Path, out: Path, usual_s: float, log: Path
    ) -> None:
        flags, more, most_bytes = list(run.flags), 0, None
        before = files_in(out)
        if run.kind == "no resume":
            bill = self._server("fair", is_new_bill=True)
            storm.paid_twice += bill["paid"] - bill["different"]
            storm.allowed_twice += bill["spoilt"]
        if run.kind in WEATHERS:
            clear = int(run.moment * storm.stories)
            self._server(run.kind, clear_before=clear)
            flags += ["--retry-limit", "1", "--timeout", "3"]
        else:
            self._server("fair")
        if run.kind == "typo":
            rows = rows.with_name("typo.jsonl")
        if run.kind == "no server":
            flags += ["--base-url", "http://127.0.0.1:9/v1", "--retry-limit", "1"]
        if run.kind == "disk full":
            most_bytes = int(4096 + run.moment * 400_000)
            more = AT_HAND * PASSAGES
        child = self._start(rows, out, flags, log, most_bytes)
        if run.kind in ENDINGS:
            more = IN_FLIGHT if _end(child, run, out, usual_s) else 0
            if run.kind in ("interrupt", "terminate"):
                more = 0  # it finishes what is in flight
        code = self._ended(child, storm, run.kind)
        storm.allowed_twice += more
        storm.disturbed += code not in (0, 3)
        told = log.read_text(errors="replace")
        if "Traceback" in told:
            storm.faults.append(f"{run.kind}: a traceback: {_last_line(log)}")
        if run.kind == "typo" and (code != 2 or files_in(out) != before):
            storm.faults.append(f"typo: exit {code}, files changed: {files_in(out) != before}")

    def _ended(self, child: int, storm: Storm, what: str) -> int:
        code = _wait(child, STUCK_S)
        if code is None:
            storm.faults.append(f"{what}: still running after {STUCK_S:g} s")
            storm.allowed_twice += IN_FLIGHT
            os.kill(child, signal.SIGKILL)
            _, status = os.waitpid(child, 0)
            code = os.waitstatus_to_exitcode(status)
        return code

    def _compare(self, storm: Storm, out: Path, whole: dict[str, bytes]) -> None:
        found = files_in(out)
        if found != whole:
            storm.faults.append(f"not as undisturbed: {_different(found, whole)}")
        fresh = out.with_name("fresh")
        _wait(_fork(["batch", "export", str(out), "-o", str(fresh), *CANONICAL], fresh.name), 600)
        if files_in(fresh) != found:
            storm.faults.append(f"not as a fresh export: {_different(found, files_in(fresh))}")

    def _start(
        self,
        rows: Path,
        out: Path,
        flags: tuple[str, ...] | list[str],
        log: Path,
        most_bytes: int | None = None,
    ) -> int:
        told = ["-m", "openai:m", "--base-url", self._url, "--in-flight", str(IN_FLIGHT)]
        command = ["batch", str(rows), "-o", str(out), *told, "--log", "text", *CANONICAL]
        # Of an option that is given twice the later counts, but for formats, which add up.
        if "-f" in flags:
            command = command[: -len(CANONICAL)]
        return _fork([*command, *flags], log, most_bytes)

    def _server(self, weather: str, **more: Any) -> dict[str, int]:
        body = json.dumps({"weather": weather, **more}).encode()
        request = urllib.request.Request(f"{self._url}/weather", body)
        with urllib.request.urlopen(request, timeout=600) as answer:
            counts: dict[str, int] = json.load(answer)
        return counts


CANONICAL = ("-f", "jsonl,csv,html", "--shard", "4")
"""What the last run of every storm writes."""


def _fork(arguments: list[str], log: Path | str, most_bytes: int | None = None) -> int:
    """The command in a process of its own, everything imported; its id."""
    sys.stdout.flush()
    sys.stderr.flush()
    if isinstance(log, Path):
        log.write_bytes(b"")
    child = os.fork()
    if child:
        return child
    code = 70
    try:
        wanted = os.open(log if isinstance(log, Path) else os.devnull, os.O_WRONLY)
        for number in (1, 2):
            os.dup2(wanted, number)
        null = os.open(os.devnull, os.O_RDONLY)
        os.dup2(null, 0)
        if most_bytes is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))
        sys.argv = ["extractor", *arguments]
        from extractor.cli import main

        main()
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    except BaseException:
        import traceback

        traceback.print_exc()
    finally:
        with contextlib.suppress(OSError, ValueError):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(code)


def _wait(child: int, limit_s: float) -> int | None:
    """How a process ended; none where it is still there."""
    until = time.monotonic() + limit_s
    while time.monotonic() < until:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.005)
    return None


def _end(child: int, run: Run, out: Path, usual_s: float) -> bool:
    """End a run at its moment; whether it was still there."""
    until = time.monotonic() + run.moment * usual_s
    while time.monotonic() < until:
        if _is_over(child):
            return False
        if run.kind == "kill listing" and (out / "run.sqlite").exists():
            break
        if run.kind == "kill export" and any(out.glob(".*.partial")):
            break
        time.sleep(0.002)
    if run.kind == "kill export":  # it has to come as far as that
        while not _is_over(child) and not any(out.glob(".*.partial")):
            time.sleep(0.001)
    if _is_over(child):
        return False
    sent = {"interrupt": signal.SIGINT, "stop at once": signal.SIGINT, "terminate": signal.SIGTERM}
    os.kill(child, sent.get(run.kind, signal.SIGKILL))
    if run.kind == "stop at once":
        time.sleep(0.1)
        if not _is_over(child):
            os.kill(child, signal.SIGINT)
    return True


def _is_over(child: int) -> bool:
    found = os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT)
    return found is not None


def _write_rows(folder: Path, stories: int, bad_rows: int) -> Path:
    rows = [json.dumps({"id": f"s{i}", "text": _story(i)}) for i in range(stories)]
    for number in range(bad_rows):
        rows.insert(2 + 3 * number, '{"id": "bad", "text": ')
    path = folder / "stories.jsonl"
    path.write_text("\n".join(rows) + "\n")
    return path


def _story(index: int) -> str:
    """The second story is too long for one call."""
    lead = LEAD.format(number=40 + index, rain=50 + index)
    return lead if index != 1 else "\n\n".join([lead, *[FILLER] * 40, END])


def _documents(out: Path) -> dict[str, int]:
    from extractor.batch.store import RunStore
    from extractor.errors import ExtractorError

    try:
        with RunStore(out / "run.sqlite", read_only=True) as store:
            return store.tally()
    except ExtractorError:
        return {}


def files_in(folder: Path) -> dict[str, bytes]:
    """What came out, the store apart."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith("run.sqlite")
    }


def _different(one: dict[str, bytes], other: dict[str, bytes]) -> str:
    names = sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))
    return ", ".join(names[:6]) + (f" and {len(names) - 6} more" if len(names) > 6 else "")


def _last_line(log: Path) -> str:
    lines = log.read_text(errors="replace").strip().splitlines() if log.exists() else []
    return lines[-1][:300] if lines else ""


def main() -> int:
    """The command; its exit code is 1 where something did not hold."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--storms", type=int, default=20)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--kinds", nargs="+", choices=KINDS, default=KINDS, metavar="KIND",
                        help=f"what may happen to a run: {', '.join(KINDS)}")  # fmt: skip
    parser.add_argument("--keep", type=Path, help="keep the folders of storms that failed here")
    given = parser.parse_args()
    import instructor  # noqa: F401 – once, for all runs
    import openai  # noqa: F401

    import extractor.batch.export
    import extractor.cli
    import extractor.pipeline  # noqa: F401

    folder = given.keep or Path(tempfile.mkdtemp(prefix="storms-"))
    folder.mkdir(parents=True, exist_ok=True)
    began = time.monotonic()
    failed: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    totals: Counter[str] = Counter()
    # Ctrl-C sums up what there was until then.
    with contextlib.suppress(KeyboardInterrupt), storm_server() as url:
        storms = Storms(folder, url)
        for number in range(given.storms):
            storm = draw_storm(f"{given.seed}-{number}", tuple(given.kinds))
            storms.run(storm)
            names = [run.kind for run in storm.runs]
            kinds.update(names)
            totals.update(
                storms=1, runs=len(names), disturbed=storm.disturbed, twice=storm.paid_twice,
                allowed=storm.allowed_twice, failed=int(bool(storm.faults)),
            )  # fmt: skip
            if storm.faults:
                failed.update(set(names))
                print(f"storm {storm.seed} ({', '.join(names)}):", flush=True)
                for fault in storm.faults:
                    print(f"  {fault}", flush=True)
            if (number + 1) % 10 == 0:
                told = f"{totals['storms']} storms, {totals['failed']} failed"
                print(told, file=sys.stderr, flush=True)
    if given.keep is None:
        shutil.rmtree(folder, ignore_errors=True)
    for kind in given.kinds:
        print(f"{kind:14} {kinds[kind]:5} runs, in {failed[kind]:3} storms that failed")
    print(
        f"{totals['storms']} storms, {totals['runs']} disturbed runs ({totals['disturbed']} of "
        f"them ended by it): {totals['failed']} storms failed; {totals['twice']} answers paid "
        f"for twice, {totals['allowed']} allowed; {time.monotonic() - began:.0f} s"
    )
    return 1 if totals["failed"] else 0


if __name__ == "__main__":
    sys.exit(main())
