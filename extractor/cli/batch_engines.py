"""What does the work of `extractor batch`, as its options say."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from extractor.cli.endings import REQUESTS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from extractor.batch.engine import Limits
    from extractor.batch.feed import Item
    from extractor.batch.plans import Plan
    from extractor.batch.progress import Progress
    from extractor.batch.runner import Batch
    from extractor.batch.store import RunStore

ENGINES = ("process", "ray", "provider-batch")


@dataclass(frozen=True, slots=True)
class EngineOptions:
    """Engine."""

    engine: Annotated[
        str, typer.Option(metavar="ENGINE", help=f"What does the work: {', '.join(ENGINES)}.")
    ] = "process"
    processes: Annotated[
        int | None,
        typer.Option(
            min=1,
            help="Processes to spread over; without it 1, or all cores with --checks-only and for "
            "more than 100 calls in flight.",
        ),
    ] = None
    """Processes, or Ray's workers."""
    ray_address: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS",
            help='ray: the cluster, "auto" for the one of this machine; without it one is started.',
        ),
    ] = None
    wait: Annotated[
        bool, typer.Option("--wait", help="provider-batch: stay until all its batches have ended.")
    ] = False
    requests_out: Annotated[
        Path | None,
        typer.Option(
            metavar="PATH",
            help="provider-batch: write the calls into this .jsonl file or folder; send nothing.",
        ),
    ] = None
    responses_in: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="FILE",
            help="provider-batch: read the answers from this file; may be repeated.",
        ),
    ] = None
    batch_requests: Annotated[
        int, typer.Option(min=1, max=50_000, help="provider-batch: most calls in one batch.")
    ] = 50_000
    batch_mb: Annotated[
        int, typer.Option("--batch-mb", min=1, max=200, help="provider-batch: most MB in one file.")
    ] = 200
    batch_tries: Annotated[
        int, typer.Option(min=1, help="provider-batch: how often a call goes into a batch at most.")
    ] = 3
    poll: Annotated[
        float,
        typer.Option(
            min=0.01,
            metavar="SECONDS",
            help="With --wait: before the first look; then ever longer.",
        ),
    ] = 10.0

    def check(self) -> None:
        """Refuse options that go with another engine, and files that are not written.

        Raises:
            OptionError: there is one.
        """
        from extractor.cli.parameters import one_of
        from extractor.errors import OptionError

        one_of("--engine", self.engine, ENGINES)
        if self.engine != "provider-batch":
            for option, given in (
                ("--wait", self.wait),
                ("--requests-out", self.requests_out),
                ("--responses-in", self.responses_in),
            ):
                if given:
                    raise OptionError(f"{option} goes with --engine provider-batch")
        if self.engine != "ray" and self.ray_address:
            raise OptionError("--ray-address goes with --engine ray")
        if self.requests_out and not self.requests_out.is_dir():
            REQUESTS.chosen(None, self.requests_out, option="--requests-out")
        if self.wait and self.requests_out:
            raise OptionError("--wait does not go with --requests-out, which sends nothing")


def open_batch(
    chosen: EngineOptions,
    items: Iterable[Item],
    plan: Plan,
    store: RunStore,
    *,
    limits: Limits,
    retry_failed: bool,
    begins_anew: bool,
    progress: Progress,
) -> Any:
    """The batch, to be run and stopped as `Batch` is."""
    if chosen.engine == "provider-batch":
        return _provider_batch(
            chosen, items, plan, store, limits, retry_failed, begins_anew, progress
        )
    from extractor.batch.runner import Batch

    batch: Batch = Batch(
        items,
        plan,
        store,
        limits=limits,
        processes=chosen.processes or 0,
        retry_failed=retry_failed,
        begins_anew=begins_anew,
        progress=progress,
    )
    if chosen.engine == "ray":
        from extractor.batch.ray_engine import RayWorkers

        batch.workers = RayWorkers(
            plan, store, limits, chosen.processes or 0, chosen.ray_address, batch.progress.tell
        )
    return batch


def _provider_batch(
    chosen: EngineOptions,
    items: Iterable[Item],
    plan: Plan,
    store: RunStore,
    limits: Limits,
    retry_failed: bool,
    begins_anew: bool,
    progress: Progress,
) -> Any:
    from extractor.batch.provider_engine import AskingPlan, ProviderBatch, Rounds

    rounds = Rounds(
        requests_out=chosen.requests_out,
        responses_in=tuple(chosen.responses_in or ()),
        is_waiting=chosen.wait,
        most_requests=chosen.batch_requests,
        most_bytes=chosen.batch_mb * 1_000_000,
        most_tries=chosen.batch_tries,
        first_wait_s=chosen.poll,
    )
    return ProviderBatch(
        items,
        cast("AskingPlan", plan),  # one that asks nothing is refused
        store,
        rounds=rounds,
        limits=limits,
        retry_failed=retry_failed,
        begins_anew=begins_anew,
        progress=progress,
    )


def waiting_lines(place: Path) -> list[str]:
    """What a store waits for at a provider, for people; empty where it waits for nothing."""
    from extractor.batch.provider_tables import waiting_at

    awaited, batches = waiting_at(place)
    lines = [
        f"Batch {sent.id or 'not yet named'} at {sent.server}: {sent.calls:,} calls, "
        f"{(sent.said or 'handed in').replace('_', ' ')}"
        for sent in batches
    ]
    if awaited:
        lines.append(f"Calls to hand in: {awaited:,}")
    return lines
