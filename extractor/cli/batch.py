"""`extractor batch`: many documents, stopped and started at will."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from extractor.cli import batch_engines as engines
from extractor.cli.groups import UsualGroup
from extractor.cli.parameters import (
    Checks,
    DayFirst,
    Encoding,
    FreeFacts,
    Language,
    MaxCharacters,
    MaxPassages,
    NoDownload,
    Published,
    RetryLimit,
    Strict,
    TaskName,
    Timeout,
)

if TYPE_CHECKING:
    from extractor.batch.engine import Limits
    from extractor.batch.estimate import Estimate
    from extractor.batch.listing import Listed
    from extractor.batch.plans import Plan
    from extractor.batch.runner import Ran
    from extractor.batch.shards import BatchFormat
    from extractor.batch.store import Counts

FORMATS = ("jsonl", "csv", "parquet", "html", "annotations")
"""Written here too so that --help loads nothing; a test holds it against the library's."""

STORE_NAME = "run.sqlite"

ONE_PROCESS = 100
"""Calls in flight that one process keeps up with."""


class _RunIsUsual(UsualGroup):
    usual = "run"


app = typer.Typer(
    cls=_RunIsUsual,
    no_args_is_help=True,
    help="Find and check the facts of many stories: `extractor batch INPUT… -o FOLDER`, the usual "
    "command, is `extractor batch run INPUT… -o FOLDER`.",
)

StorePath = Annotated[Path, typer.Argument(metavar="STORE", help="The run store, or its folder.")]
OutputFolder = Annotated[
    Path, typer.Option("--output", "-o", metavar="FOLDER", help="Write into this folder.")
]
Formats = Annotated[
    list[str] | None,
    typer.Option(
        "--format",
        "-f",
        help=f"{', '.join(FORMATS)}; may be repeated, or several with commas. "
        "Without it jsonl and html.",
    ),
]
Pages = Annotated[
    int, typer.Option(min=0, help="Most story pages beside the index, those with most to fix.")
]
ShardSize = Annotated[int, typer.Option("--shard", min=1, help="Documents in one output file.")]


@app.command()
def run(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT…",
            help="Files, folders and patterns; - reads a list of paths from standard input.",
        ),
    ],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FOLDER", help="Write into this folder."),
    ] = None,
    format: Formats = None,
    store: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help=f"The run store; without it {STORE_NAME} in the output folder.",
        ),
    ] = None,
    model: Annotated[
        str | None,
        typer.Option("--model", "-m", metavar="PROVIDER:MODEL", help="As for `extract`."),
    ] = None,
    base_url: Annotated[
        str | None, typer.Option(metavar="URL", help="An OpenAI-compatible server, with /v1.")
    ] = None,
    task: TaskName = "news",
    codebook: Annotated[
        str | None,
        typer.Option(
            metavar="FILE.py:CLASS",
            help="A record for each story, its fields as this class says: FILE.py:Class, "
            "module:Class, or FILE.py:list[Class] for a record per event. The file's code is run.",
        ),
    ] = None,
    checks_only: Annotated[
        bool,
        typer.Option(
            "--checks-only",
            help="No model: drafts against their sources, or each story against itself.",
        ),
    ] = False,
    against: Annotated[
        list[str] | None,
        typer.Option(
            metavar="SOURCE",
            help="With --checks-only: a source of every draft; may be repeated.",
        ),
    ] = None,
    source_field: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="With --checks-only: the field of a row's own source."),
    ] = None,
    partial_sources: Annotated[
        bool, typer.Option("--partial-sources", help="The sources need not cover the drafts.")
    ] = False,
    text_field: Annotated[
        str | None, typer.Option(metavar="NAME", help="The field of a row that is the story.")
    ] = None,
    id_field: Annotated[
        str | None, typer.Option(metavar="NAME", help="The field that names it.")
    ] = None,
    date_field: Annotated[
        str | None, typer.Option(metavar="NAME", help="The field with its day of publication.")
    ] = None,
    published: Published = None,
    day_first: DayFirst = None,
    language: Language = None,
    encoding: Encoding = None,
    checks: Checks = None,
    max_characters: MaxCharacters = 3_000_000,
    in_flight: Annotated[int, typer.Option(min=1, help="Most calls at once.")] = 16,
    processes: Annotated[
        int | None,
        typer.Option(
            min=1,
            help="Processes to spread over; without it 1, or all cores with --checks-only and for "
            "more than 100 calls in flight.",
        ),
    ] = None,
    rpm: Annotated[int | None, typer.Option(min=1, help="Most requests a minute.")] = None,
    tpm: Annotated[int | None, typer.Option(min=1, help="Most tokens a minute.")] = None,
    timeout: Timeout = None,
    retry_limit: RetryLimit = 180,
    max_cost: Annotated[
        str | None,
        typer.Option(metavar="USD", help="Stop before this run has cost more; needs a price."),
    ] = None,
    max_tokens: Annotated[
        int | None, typer.Option(min=1, help="Stop before this run has taken more tokens.")
    ] = None,
    prices: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Your own table of prices, in TOML.")
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what it would take; ask and write nothing.")
    ] = False,
    retry_failed: Annotated[
        bool, typer.Option("--retry-failed", help="Do again what failed in an earlier run.")
    ] = False,
    resume: Annotated[
        bool,
        typer.Option(
            "--resume/--no-resume",
            help="Go on where an earlier run stopped; or begin anew, and pay anew.",
        ),
    ] = True,
    engine: Annotated[
        str, typer.Option(help=f"What does the work: {', '.join(engines.ENGINES)}.")
    ] = "process",
    ray_address: engines.RayAddress = None,
    wait: engines.Wait = False,
    requests_out: engines.RequestsOut = None,
    responses_in: engines.ResponsesIn = None,
    batch_requests: engines.BatchRequests = 50_000,
    batch_mb: engines.BatchMegabytes = 200,
    batch_tries: engines.BatchTries = 3,
    poll: engines.Poll = 10.0,
    max_passages: MaxPassages = 200,
    free_facts: FreeFacts = None,
    max_repairs: Annotated[
        int, typer.Option(min=0, help="Most calls for facts that failed a check, for each story.")
    ] = 3,
    shard: ShardSize = 1000,
    pages: Pages = 1000,
    no_download: NoDownload = False,
    strict: Strict = False,
    log: Annotated[
        str | None, typer.Option(help="text or json lines on stderr; without it a progress line.")
    ] = None,
) -> None:
    """Find and check the facts of many stories; run it again to go on where it stopped."""
    from extractor.batch.budget import refuse_unpriced
    from extractor.batch.coding import CodePlan
    from extractor.batch.engine import Limits
    from extractor.batch.items import count_items, read_items
    from extractor.batch.plans import CheckPlan, ExtractPlan
    from extractor.batch.store import lock_store
    from extractor.checks.added import use_files
    from extractor.cli.extract import ready_model
    from extractor.cli.parameters import one_of, read_moment, ready_folder
    from extractor.cli.reading import file_parser, read_limits, tell_guesses
    from extractor.codebooks.loading import find_codebook
    from extractor.documents import read_document
    from extractor.errors import BudgetSpentError, OptionError, ProviderError, StorageError
    from extractor.llm.models import NO_MODEL, split_model
    from extractor.llm.prices import find_price
    from extractor.options import Options
    from extractor.tasks import find_task

    chosen = engines.Chosen(
        engine,
        processes or 0,
        wait=wait,
        requests_out=requests_out,
        responses_in=tuple(responses_in or ()),
        batch_requests=batch_requests,
        batch_mb=batch_mb,
        batch_tries=batch_tries,
        poll_s=poll,
        ray_address=ray_address,
    )
    chosen.check()
    use_files(checks or ())
    if log is not None:
        one_of("--log", log, ("text", "json"))
    formats = _formats(format)
    find_task(task)
    if output is None and not dry_run:
        raise OptionError("a batch needs a folder for what comes out: -o FOLDER")
    if (against or source_field) and not checks_only:
        raise OptionError("--against and --source-field go with --checks-only")
    if codebook and checks_only:
        raise OptionError("--codebook wants a model, and --checks-only asks none: choose one")
    book = find_codebook(codebook) if codebook else None
    limits = Limits(
        in_flight=in_flight,
        requests_per_minute=rpm,
        tokens_per_minute=tpm,
        max_tokens=max_tokens,
        max_cost_usd=_dollars(max_cost),
    )
    moment = read_moment(published)
    most = read_limits(max_characters)
    parser = file_parser()  # its processes end with this one
    place = store or (output / STORE_NAME if output else None)
    plan: Plan
    if against or source_field:
        sources = tuple(
            read_document(path, day_first=day_first, encoding=encoding, limits=most, parser=parser)
            for path in against or ()
        )
        tell_guesses(sources)
        plan = CheckPlan(sources, partial_sources)
    else:
        options = Options(
            base_url=base_url,
            free_facts=free_facts,
            max_passages=max_passages,
            max_repairs=max_repairs,
            timeout_s=timeout,
            retry_limit_s=retry_limit,
            prices=str(prices) if prices else None,
        )
        wanted = NO_MODEL if checks_only else model
        # A dry run fetches nothing, whatever model it is about.
        name = ready_model(wanted, base_url, no_download, is_needed=not dry_run)
        if book and name == NO_MODEL:
            raise OptionError("a codebook cannot be filled in without a model: name one with -m")
        plan = CodePlan(name, book, options) if book else ExtractPlan(name, task, options)
    own = [path for path in (output, place) if path is not None]
    items = read_items(
        inputs,
        text_field=text_field,
        id_field=id_field,
        date_field=date_field,
        source_field=source_field,
        published=moment,
        day_first=day_first,
        language=language,
        encoding=encoding,
        skip=own,
        limits=most,
        parser=parser,
    )
    if dry_run:
        from extractor.batch.estimate import estimate_batch
        from extractor.batch.store import RunStore

        known = RunStore(place, read_only=True) if place and place.exists() else None
        _print_estimate(estimate_batch(items, plan, known), plan)
        return
    assert output is not None
    assert place is not None
    if plan.asks_model:
        is_priced = find_price(name, options.prices) is not None
        refuse_unpriced(name, limits.max_cost_usd, is_priced=is_priced)
    ready_folder(output)
    ready_folder(place.parent)
    is_local = plan.asks_model and split_model(name)[0] == "local"
    if is_local:
        limits = replace(limits, in_flight=1)  # it answers one call at a time
    if engine == "process" and processes is None:
        # One process keeps about a hundred calls in flight; more of them need another core.
        is_enough = plan.asks_model and (limits.in_flight <= ONE_PROCESS or is_local)
        chosen = replace(chosen, processes=1 if is_enough else _cores())
    go_on = _go_on(resume)
    with lock_store(place):
        try:
            ran = _do(
                items,
                plan,
                place,
                limits,
                chosen,
                retry_failed=retry_failed,
                resume=resume,
                log=log,
                count=lambda: count_items(inputs, skip=own),
                go_on=go_on,
            )
        except (ProviderError, StorageError, BudgetSpentError):
            _refresh(place, output, formats, shard, pages)
            raise
        code = _finish(ran, place, output, formats, shard, pages, strict, go_on)
    if code:
        raise typer.Exit(code)


def _do(
    items: Any,
    plan: Plan,
    place: Path,
    limits: Limits,
    chosen: engines.Chosen,
    *,
    retry_failed: bool,
    resume: bool,
    log: str | None,
    count: Callable[[], int | None],
    go_on: str,
) -> Ran:
    import asyncio
    import signal
    import threading

    from extractor.batch.store import RunStore
    from extractor.cli.batch_progress import watching
    from extractor.cli.parameters import say
    from extractor.errors import ProviderError

    with RunStore(place) as store, watching(log) as progress:

        def reckon() -> None:
            progress.total = progress.total or count()

        threading.Thread(target=reckon, daemon=True).start()
        batch = engines.open_batch(
            chosen,
            items,
            plan,
            store,
            limits=limits,
            retry_failed=retry_failed,
            begins_anew=not resume,
            progress=progress,
        )

        def interrupt(number: int, frame: object) -> None:
            batch.stop()
            say(STOPPING)

        # While the loop is made and ended: half of it cannot be interrupted without noise.
        before = {number: signal.signal(number, interrupt) for number in _signals()}
        try:
            ran = asyncio.run(_until_interrupted(batch, go_on))
            return replace(ran, was_interrupted=batch.was_interrupted)
        except ProviderError:
            say(f"Nothing is done yet. When this is mended: {go_on}")
            raise
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


def _signals() -> tuple[int, ...]:
    import signal

    return signal.SIGINT, signal.SIGTERM


STOPPING = "Stopping when what is in flight is done; Ctrl-C again stops at once."


async def _until_interrupted(batch: Any, go_on: str) -> Ran:
    """Ctrl-C once finishes what is in flight; twice stops at once."""
    import asyncio
    import signal

    from extractor.cli.exits import INTERRUPTED
    from extractor.cli.parameters import say

    loop = asyncio.get_running_loop()
    running = asyncio.current_task()

    def interrupt() -> None:
        if batch.was_interrupted:
            assert running is not None
            running.cancel()
            return
        batch.stop()
        say(STOPPING)

    before = {number: signal.getsignal(number) for number in _signals()}
    for number in before:
        loop.add_signal_handler(number, interrupt)
    try:
        return cast("Ran", await batch.run())
    except asyncio.CancelledError:
        say(f"Stopped at once. {go_on}")
        raise typer.Exit(INTERRUPTED) from None
    finally:
        for number, handler in before.items():
            loop.remove_signal_handler(number)
            signal.signal(number, handler)


def _refresh(
    place: Path, output: Path, formats: tuple[BatchFormat, ...], shard: int, pages: int
) -> None:
    """Let a folder that was written before hold what the store holds after a run that failed."""
    from contextlib import suppress

    from extractor.batch.export import export_store
    from extractor.batch.manifest import MANIFEST
    from extractor.batch.store import RunStore
    from extractor.errors import ExtractorError

    # Whatever ended the run is what is told.
    with suppress(ExtractorError):
        if (output / MANIFEST).exists():
            with RunStore(place, read_only=True) as store:
                export_store(store, output, formats, shard=shard, pages=pages)


def _finish(
    ran: Ran,
    place: Path,
    output: Path,
    formats: tuple[BatchFormat, ...],
    shard: int,
    pages: int,
    strict: bool,
    go_on: str,
) -> int:
    from extractor.batch.budget import taken
    from extractor.batch.export import export_store
    from extractor.batch.store import RunStore
    from extractor.cli.exits import DONE, INTERRUPTED, PROBLEMS_FOUND, SOME_FAILED
    from extractor.cli.parameters import say

    with RunStore(place) as store:
        tally, listed = store.tally(), store.listings.listed()
        exported = export_store(store, output, formats, shard=shard, pages=pages)
        totals = store.totals()
    say(_tally_line(tally))
    for line in (*_listing_lines(listed), *ran.notes):
        say(line)
    if ran.stopped_by is not None:
        say(f"extractor: stopped early: {ran.stopped_by}")
    elif ran.progress.spent.estimated or ran.progress.spent.lost:
        say(f"This run has taken {taken(ran.progress.spent)}.")
    for line in engines.waiting_lines(place):
        say(line)
    if tally.get("to do") or ran.stopped_by is not None or ran.was_interrupted:
        say(go_on)
    elif tally.get("failed") or tally.get("partial"):
        say("To do again what failed, run the same command with --retry-failed.")
    first = "index.html" if "html" in formats else exported.files[0]
    say(f"Written: {output / first} ({exported.documents:,} documents)")
    if ran.was_interrupted:
        return INTERRUPTED
    if ran.stopped_by is not None or any(tally.get(state) for state in _NOT_DONE):
        return SOME_FAILED
    return PROBLEMS_FOUND if strict and totals.problems + totals.absent else DONE


def _go_on(resume: bool) -> str:
    """How to go on: the same command, but for what would do again what is done."""
    return f"Run the same command again{'' if resume else ', without --no-resume,'} to go on."


def _tally_line(tally: dict[str, int]) -> str:
    order = ("done", *_NOT_DONE, "to do")
    return " · ".join(f"{tally[state]:,} {state}" for state in order if tally.get(state)) or "empty"


_NOT_DONE = ("partial", "failed", "unreadable")


def _listing_lines(listed: Listed) -> list[str]:
    """What to know of the documents that are counted: whether they are all of the input."""
    if not listed.is_whole and listed.documents:
        return [f"The input was not read to its end: {listed.documents:,} documents so far."]
    if listed.newer is not None:
        return [
            f"A later run has not read its input to the end ({listed.newer:,} documents so far); "
            "these are the documents of the run before."
        ]
    return []


@app.command()
def status(store: StorePath) -> None:
    """How far a batch is, what failed and why, and what it has cost."""
    from extractor.batch.store import RunStore

    with RunStore(_store_in(store), read_only=True) as opened, opened.snapshot():
        listings, tally = opened.listings, opened.tally()
        facts, listed = listings.facts(), listings.listed()
        fates, totals, paid = opened.fates(), opened.totals(), opened.paid()
        uncounted, lost = opened.uncounted(), opened.lost()
    typer.echo(f"Plan: {facts.get('plan', 'none yet')}")
    typer.echo(f"Documents: {listed.documents:,} = {_tally_line(tally)}")
    for line in (*_listing_lines(listed), *engines.waiting_lines(_store_in(store))):
        typer.echo(line)
    for state, cause, number in fates:
        why = "" if cause == state else f": {cause.replace('_', ' ')}"
        typer.echo(f"  {number:,} {state}{why}")
    typer.echo(
        f"Findings: {totals.problems:,} to fix · {totals.looks:,} to look at · "
        f"{totals.matches:,} match · {totals.absent:,} in no source"
    )
    for line in _cost_lines(totals, paid, uncounted, lost):
        typer.echo(line)


def _cost_lines(
    totals: Counts, paid: tuple[int, int, int], uncounted: int, lost: int
) -> Iterator[str]:
    """What a store's answers took; what no server counted is said to be estimated."""
    answers, prompt, completion = paid
    took = f"{prompt:,} tokens read, {completion:,} written"
    if uncounted == answers > 0:
        took = "how many tokens is unknown: the server counted none"
    elif uncounted:
        took += f", {uncounted:,} of them not counted by the server"
    yield f"Answers kept: {answers:,} ({took})"
    if lost:
        yield f"Answers that broke off on the way, paid for beside these: {lost:,}"
    if not totals.calls:
        cost = "nothing yet, since none with a call has ended" if answers else "nothing"
    elif totals.cost_usd is None:
        cost = "unknown: no price is known for the model; --prices FILE takes yours"
    elif uncounted:
        cost = f"about ${totals.cost_usd:.4f}, estimated: the server counted no tokens"
    else:
        cost = f"${totals.cost_usd:.4f}"
    yield f"Cost of these documents: {cost}"


@app.command()
def export(
    store: StorePath,
    output: OutputFolder,
    format: Formats = None,
    shard: ShardSize = 1000,
    pages: Pages = 1000,
) -> None:
    """Write what a store holds, also while its batch is not at its end."""
    from extractor.batch.export import export_store
    from extractor.batch.store import RunStore
    from extractor.cli.parameters import say

    with RunStore(_store_in(store), read_only=True) as opened:
        listed = opened.listings.listed()
        written = export_store(opened, output, _formats(format), shard=shard, pages=pages)
    for line in _listing_lines(listed):
        say(line)
    say(f"Written: {len(written.files):,} files in {output} ({written.documents:,} documents)")


def _store_in(path: Path) -> Path:
    return path / STORE_NAME if path.is_dir() else path


def _formats(given: list[str] | None) -> tuple[BatchFormat, ...]:
    from extractor.cli.parameters import one_of

    words = [word.strip() for each in given or ["jsonl,html"] for word in each.split(",")]
    return cast(
        "tuple[BatchFormat, ...]", tuple(one_of("--format", word, FORMATS) for word in words)
    )


def _dollars(words: str | None) -> Any:
    from decimal import Decimal, InvalidOperation

    from extractor.errors import OptionError

    if words is None:
        return None
    try:
        amount = Decimal(words.removeprefix("$"))
        if amount >= 0:
            return amount
    except InvalidOperation:
        pass
    raise OptionError(f"--max-cost {words!r} is no amount: write it as 5 or 0.50")


def _cores() -> int:
    import os

    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _print_estimate(estimate: Estimate, plan: Plan) -> None:
    typer.echo(f"Plan: {plan.label}")
    typer.echo(
        f"Documents: {estimate.documents:,} ({estimate.already:,} done already, "
        f"{estimate.unreadable:,} cannot be read)"
    )
    typer.echo(
        f"Calls: about {estimate.calls:,} ({estimate.prompt_tokens:,} tokens read, "
        f"{estimate.completion_tokens:,} written), before repairs"
    )
    if estimate.calls:
        typer.echo(f"Cost: {_reckoned(estimate)}")


def _reckoned(estimate: Estimate) -> str:
    if estimate.cost_usd is None:
        return "no price known; --prices FILE takes yours"
    if not estimate.cost_usd:
        return "nothing"
    day = estimate.priced_on
    of = f" at the price of {day}; --prices FILE takes another" if day else ""
    return f"about ${estimate.cost_usd:.{2 if estimate.cost_usd >= 1 else 4}f}{of}"
