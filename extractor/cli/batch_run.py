"""One run of `extractor batch`: what its options ask for, done and told."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, cast

import typer

from extractor.asking.tasks import find_task
from extractor.batch.budget import refuse_unpriced, taken
from extractor.batch.coding import CodePlan
from extractor.batch.engine import Limits
from extractor.batch.estimate import estimate_batch
from extractor.batch.export import Exported, export_store
from extractor.batch.feed import Item
from extractor.batch.items import count_items, read_items
from extractor.batch.manifest import MANIFEST
from extractor.batch.opinion import OpinionPlan
from extractor.batch.plans import CheckPlan, ExtractPlan
from extractor.batch.runner import Ran
from extractor.batch.shards import BatchFormat
from extractor.batch.store import RunStore, lock_store
from extractor.checks.added import use_files
from extractor.checks.options import CheckOptions
from extractor.cli.batch_engines import EngineOptions, open_batch, waiting_lines
from extractor.cli.batch_options import FORMATS, BatchOptions, InputOptions, LimitOptions
from extractor.cli.batch_progress import watching
from extractor.cli.batch_words import (
    NOT_DONE,
    how_to_go_on,
    listing_lines,
    print_estimate,
    tally_line,
)
from extractor.cli.endings import refuse_file_name
from extractor.cli.exits import DONE, INTERRUPTED, PROBLEMS_FOUND, SOME_FAILED
from extractor.cli.extract import ready_model
from extractor.cli.parameters import one_of, read_moment, ready_folder, say
from extractor.cli.reading import file_parser, read_limits, tell_guesses
from extractor.codebooks.loading import find_codebook
from extractor.documents import read_document, why_no_story
from extractor.errors import (
    BudgetSpentError,
    ExtractorError,
    OptionError,
    ProviderError,
    StorageError,
)
from extractor.llm.models import NO_MODEL, price_of, split_model
from extractor.readers.isolated import IsolatedParser

ONE_PROCESS = 100
"""Calls in flight that one process keeps up with."""

STOPPING = "Stopping when what is in flight is done; Ctrl-C again stops at once."


Planned = CheckPlan | ExtractPlan | CodePlan | OpinionPlan


def run_batch(inputs: Sequence[str], options: BatchOptions, checks: CheckOptions | None) -> int:
    """Do what the options ask for; the exit code.

    `checks` is what the settings say of checks, for drafts that are held against sources.

    Raises:
        OptionError: options contradict each other, or one has a value that means nothing.
        ProviderError: the server refused what it would refuse for every story.
        BudgetSpentError: no price is known, and a limit of cost was given.
        StorageError: the run store cannot be used.
    """
    options.work.check()
    use_files(options.checking.checks or ())
    _refuse_contradictions(options)
    formats = chosen_formats(options.results.format)
    limits = _limits(options.limits)
    parser = file_parser()  # its processes end with this one
    plan = _plan(options, checks, parser)
    output, place = options.results.output, options.results.place
    items = _items(inputs, options, parser)
    if options.run.dry_run:
        known = RunStore(place, read_only=True) if place and place.exists() else None
        print_estimate(estimate_batch(items, plan, known), plan)
        return DONE
    assert output is not None  # or it was refused
    assert place is not None
    model = "" if isinstance(plan, CheckPlan) else plan.model
    if plan.asks_model and not isinstance(plan, CheckPlan):
        is_priced = price_of(model, plan.options) is not None
        refuse_unpriced(model, limits.max_cost_usd, is_priced=is_priced)
    ready_folder(output)
    ready_folder(place.parent)
    is_local = plan.asks_model and split_model(model)[0] == "local"
    if is_local:
        limits = replace(limits, in_flight=1)  # it answers one call at a time
    work = _with_processes(options.work, limits, is_local=is_local, asks_model=plan.asks_model)
    options = replace(options, work=work)
    folder = _Folder(output, formats, options.results.shard, options.results.pages)
    with lock_store(place):
        try:
            ran = _do(inputs, items, plan, place, limits, options)
        except (ProviderError, StorageError, BudgetSpentError):
            folder.refresh(place)
            raise
        return _finish(ran, place, folder, options)


def _refuse_contradictions(options: BatchOptions) -> None:
    checking, results = options.checking, options.results
    if results.log is not None:
        one_of("--log", results.log, ("text", "json"))
    find_task(options.asking.task)
    if results.output is None and not options.run.dry_run:
        raise OptionError("a batch needs an output folder: -o FOLDER")
    if results.output is not None:
        refuse_file_name("-o", results.output)
    if checking.has_sources and not checking.checks_only:
        raise OptionError("--against and --source-field go with --checks-only")
    is_read = checking.has_sources and options.asking.model not in (None, NO_MODEL)
    if is_read and options.work.engine == "provider-batch":
        raise OptionError(
            "drafts are read by a model while the run goes on: leave out --engine provider-batch"
        )
    if options.asking.codebook and checking.checks_only:
        raise OptionError("--codebook wants a model, and --checks-only asks none: choose one")


def chosen_formats(given: Sequence[str] | None) -> tuple[BatchFormat, ...]:
    """The formats that -f names, each once or several with commas.

    Raises:
        OptionError: there is no such format.
    """
    words = [word.strip() for each in given or ["jsonl,html"] for word in each.split(",")]
    return cast(
        "tuple[BatchFormat, ...]", tuple(one_of("--format", word, FORMATS) for word in words)
    )


def _limits(given: LimitOptions) -> Limits:
    return Limits(
        in_flight=given.in_flight,
        requests_per_minute=given.rpm,
        tokens_per_minute=given.tpm,
        max_tokens=given.token_budget,
        max_cost_usd=_dollars(given.max_cost),
    )


def _dollars(words: str | None) -> Decimal | None:
    if words is None:
        return None
    try:
        amount = Decimal(words.removeprefix("$"))
        if amount >= 0:
            return amount
    except InvalidOperation:
        pass
    raise OptionError(f"--max-cost {words!r} is no amount: write it as 5 or 0.50")


def _prices(options: BatchOptions) -> str | None:
    return str(options.limits.prices) if options.limits.prices else None


def _plan(options: BatchOptions, checks: CheckOptions | None, parser: IsolatedParser) -> Planned:
    """What is done with each story; weights that it needs are fetched."""
    asking, checking, reading = options.asking, options.checking, options.reading
    book = find_codebook(asking.codebook) if asking.codebook else None
    if checking.has_sources:
        sources = tuple(
            read_document(
                path,
                day_first=reading.day_first,
                encoding=reading.encoding,
                limits=read_limits(reading.max_characters),
                parser=parser,
            )
            for path in checking.against or ()
        )
        tell_guesses(sources)
        plan = CheckPlan(sources, checking.partial_sources, checks)
        if asking.model in (None, NO_MODEL):
            return plan
    told = options.requests.options(
        free_facts=asking.free_facts,
        max_passages=asking.max_passages,
        max_repairs=asking.max_repairs,
        prompt=asking.prompt,
        prices=_prices(options),
    )
    has_opinion = checking.has_sources
    wanted = NO_MODEL if checking.checks_only and not has_opinion else asking.model
    # A dry run fetches nothing, whatever model it is about.
    is_needed = not options.run.dry_run
    name = ready_model(wanted, options.requests.base_url, asking.no_download, is_needed=is_needed)
    if has_opinion:
        return OpinionPlan(plan, name, told, asking.max_questions)
    if book and name == NO_MODEL:
        raise OptionError("a codebook cannot be filled in without a model: name one with -m")
    return CodePlan(name, book, told) if book else ExtractPlan(name, asking.task, told)


def _items(inputs: Sequence[str], options: BatchOptions, parser: IsolatedParser) -> Iterator[Item]:
    reading = options.reading
    if reading.text_field is None:
        _ask_for_text_field(inputs, reading)
    return read_items(
        inputs,
        text_field=reading.text_field,
        id_field=reading.id_field,
        date_field=reading.date_field,
        source_field=options.checking.source_field,
        published=read_moment(reading.published),
        day_first=reading.day_first,
        language=reading.language,
        encoding=reading.encoding,
        skip=options.results.own,
        limits=read_limits(reading.max_characters),
        parser=parser,
    )


def _ask_for_text_field(inputs: Sequence[str], reading: InputOptions) -> None:
    """Refuse a table that is named itself; one in a folder is a document that cannot be read."""
    for path in inputs:
        if not os.path.isfile(path):
            continue
        told = why_no_story(path, reading.encoding, read_limits(reading.max_characters))
        if told is not None:
            raise OptionError(f"{told}: name the one with the text, as --text-field NAME")


def _with_processes(
    work: EngineOptions, limits: Limits, *, is_local: bool, asks_model: bool
) -> EngineOptions:
    """The same with a number of processes, unless one is given or another engine chooses."""
    if work.engine != "process" or work.processes is not None:
        return work
    # One process keeps about a hundred calls in flight; more of them need another core.
    is_enough = asks_model and (limits.in_flight <= ONE_PROCESS or is_local)
    return replace(work, processes=1 if is_enough else _cores())


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class _Folder:
    """What is written for the reader, and how."""

    output: Path
    formats: tuple[BatchFormat, ...]
    shard: int
    pages: int

    def write(self, store: RunStore) -> Exported:
        """Write what the store holds of its last run."""
        return export_store(store, self.output, self.formats, shard=self.shard, pages=self.pages)

    def refresh(self, place: Path) -> None:
        """Let a folder that was written before hold what the store holds after a failed run."""
        # Whatever ended the run is what is told.
        with suppress(ExtractorError):
            if (self.output / MANIFEST).exists():
                with RunStore(place, read_only=True) as store:
                    self.write(store)


def _do(
    inputs: Sequence[str],
    items: Iterator[Item],
    plan: Planned,
    place: Path,
    limits: Limits,
    options: BatchOptions,
) -> Ran:
    """Run the batch; an interruption stops it."""
    resume = options.run.resume
    with RunStore(place) as store, watching(options.results.log) as progress:

        def reckon() -> None:
            progress.total = progress.total or count_items(inputs, skip=options.results.own)

        threading.Thread(target=reckon, daemon=True).start()
        batch = open_batch(
            options.work,
            items,
            plan,
            store,
            limits=limits,
            retry_failed=options.run.retry_failed,
            begins_anew=not resume,
            progress=progress,
        )

        def interrupt(number: int, frame: object) -> None:
            batch.stop()
            say(STOPPING)

        # While the loop is made and ended: half of it cannot be interrupted without noise.
        before = {number: signal.signal(number, interrupt) for number in _SIGNALS}
        try:
            ran = asyncio.run(_until_interrupted(batch, how_to_go_on(resume)))
            return replace(ran, was_interrupted=batch.was_interrupted)
        except ProviderError:
            say(f"Nothing was done. Once this is fixed: {how_to_go_on(resume)}")
            raise
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


_SIGNALS = signal.SIGINT, signal.SIGTERM


async def _until_interrupted(batch: Any, go_on: str) -> Ran:
    """Ctrl-C once finishes what is in flight; twice stops at once."""
    loop = asyncio.get_running_loop()
    running = asyncio.current_task()

    def interrupt() -> None:
        if batch.was_interrupted:
            assert running is not None
            running.cancel()
            return
        batch.stop()
        say(STOPPING)

    before = {number: signal.getsignal(number) for number in _SIGNALS}
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


def _finish(ran: Ran, place: Path, folder: _Folder, options: BatchOptions) -> int:
    """Write what the store holds and say how far it is; the exit code."""
    with RunStore(place) as store:
        tally, listed = store.tally(), store.listings.listed()
        exported = folder.write(store)
        totals = store.totals()
    say(tally_line(tally))
    for line in (*listing_lines(listed), *ran.notes):
        say(line)
    if ran.stopped_by is not None:
        say(f"extractor: stopped early: {ran.stopped_by}")
    elif ran.progress.spent.estimated or ran.progress.spent.lost:
        say(f"This run has taken {taken(ran.progress.spent)}.")
    for line in waiting_lines(place):
        say(line)
    if tally.get("to do") or ran.stopped_by is not None or ran.was_interrupted:
        say(how_to_go_on(options.run.resume))
    elif tally.get("failed") or tally.get("partial"):
        say("To do again what failed, run the same command with --retry-failed.")
    first = "index.html" if "html" in folder.formats else exported.files[0]
    say(f"Written: {folder.output / first} ({exported.documents:,} documents)")
    if ran.was_interrupted:
        return INTERRUPTED
    if ran.stopped_by is not None or any(tally.get(state) for state in NOT_DONE):
        return SOME_FAILED
    is_strict = options.results.strict
    return PROBLEMS_FOUND if is_strict and totals.problems + totals.absent else DONE
