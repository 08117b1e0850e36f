"""What is shown on stderr while a batch runs: a live line, lines of text, or lines of JSON."""

from __future__ import annotations

import json
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from extractor.batch.progress import Progress
from extractor.batch.store import Outcome

if TYPE_CHECKING:
    from rich.table import Table

EVERY_S = 10.0
"""How often lines of text say how far it is."""


@contextmanager
def watching(log: str | None) -> Iterator[Progress]:
    """The progress of a batch, shown while the block runs."""
    if log == "json":
        yield from _json_lines()
    elif log == "text" or not sys.stderr.isatty():
        yield from _text_lines()
    else:
        yield from _live()


def _json_lines() -> Iterator[Progress]:
    progress = Progress()

    def tell(key: str, name: str, outcome: Outcome) -> None:
        _write(
            {
                "event": "document",
                "name": name,
                "key": key or None,
                "state": outcome.state,
                "cause": outcome.cause,
                "reason": outcome.reason,
                "facts": outcome.counts.facts,
                "to_fix": outcome.counts.problems,
                "calls": outcome.counts.calls,
                "ended": progress.ended,
            }
        )

    progress.watch = tell
    progress.tell = lambda line: _write({"event": "notice", "said": line})
    _write({"event": "begin"})
    yield progress
    _write({"event": "end", **summary(progress)})


def summary(progress: Progress) -> dict[str, Any]:
    """The counts as JSON values."""
    seconds = time.monotonic() - progress.started
    spent = progress.spent
    return {
        "listed": progress.listed,
        "already": progress.already,
        **{state: progress.states[state] for state in ("done", "partial", "failed")},
        "unreadable": progress.unreadable,
        "causes": {cause: number for cause, number in progress.causes.items() if number},
        "calls": spent.calls,
        "prompt_tokens": spent.prompt_tokens,
        "completion_tokens": spent.completion_tokens,
        "cost_usd": None if spent.cost_usd is None else str(spent.cost_usd),
        "estimated": spent.estimated,
        "lost": spent.lost,
        "seconds": round(seconds, 1),
        "documents_per_second": round(progress.ended / seconds, 2) if seconds else None,
    }


def _write(event: dict[str, Any]) -> None:
    at = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    print(json.dumps({"at": at, **event}), file=sys.stderr, flush=True)


def _text_lines() -> Iterator[Progress]:
    progress = Progress()
    last = time.monotonic()

    def tell(key: str, name: str, outcome: Outcome) -> None:
        nonlocal last
        from extractor.outputs.visible import one_line

        if outcome.state != "done":
            print(
                one_line(f"{name}: {outcome.state}: {outcome.reason}"), file=sys.stderr, flush=True
            )
        if time.monotonic() - last > EVERY_S:
            last = time.monotonic()
            print(line(progress), file=sys.stderr, flush=True)

    progress.watch = tell
    progress.tell = lambda line: print(line, file=sys.stderr, flush=True)
    yield progress
    print(line(progress), file=sys.stderr, flush=True)


def line(progress: Progress) -> str:
    """How far it is, in one line."""
    seconds = max(time.monotonic() - progress.started, 0.001)
    parts = [f"{progress.ended:,} done" if not progress.failed else f"{progress.ended:,} ended"]
    if progress.already:
        parts.append(f"{progress.already:,} before")
    if progress.failed:
        parts.append(f"{progress.failed:,} failed")
    parts.append(f"{progress.ended / seconds:.1f} a second")
    if held_s := progress.held_s():
        parts.append(f"waiting {_clock(held_s)} as the server asks")
    spent = progress.spent
    if spent.calls:
        parts.append(f"{progress.in_flight()} calls in flight")
        about = "about " if spent.estimated or spent.lost else ""
        parts.append(f"{spent.calls:,} calls, {about}{spent.tokens:,} tokens")
        if spent.cost_usd:
            parts.append(f"{about}${spent.cost_usd:.4f}")
    left = None if progress.total is None else progress.total - progress.ended - progress.already
    if left and progress.ended:
        parts.append(f"{_clock(left * seconds / progress.ended)} left")
    return " · ".join(parts)


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


def _live() -> Iterator[Progress]:
    from rich.console import Console
    from rich.live import Live

    progress = Progress()
    failures: list[str] = []

    def tell(key: str, name: str, outcome: Outcome) -> None:
        from extractor.outputs.visible import one_line

        if outcome.state != "done":
            failures.append(one_line(f"{name}: {outcome.state}: {outcome.reason}"))
            del failures[:-5]

    def notice(line: str) -> None:
        failures.append(line)
        del failures[:-5]

    progress.watch = tell
    progress.tell = notice
    lock = threading.Lock()

    def draw() -> Table:
        with lock:
            return _table(progress, failures)

    with Live(
        get_renderable=draw, console=Console(stderr=True), refresh_per_second=4, transient=False
    ):
        yield progress


def _table(progress: Progress, failures: list[str]) -> Table:
    from rich.progress_bar import ProgressBar
    from rich.table import Table
    from rich.text import Text

    grid = Table.grid(padding=(0, 1))
    total = progress.total or max(progress.listed, 1)
    over = progress.ended + progress.already + progress.unreadable
    grid.add_row(ProgressBar(total=total, completed=over, width=40), Text(line(progress)))
    for failure in failures:
        grid.add_row("", Text(failure))
    return grid
