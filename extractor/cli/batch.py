"""`extractor batch`: many documents, stopped and started at will."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from extractor.cli.batch_engines import waiting_lines
from extractor.cli.batch_options import STORE_NAME, BatchOptions, Formats, Pages, ShardSize
from extractor.cli.batch_words import cost_lines, listing_lines, tally_line
from extractor.cli.endings import refuse_file_name
from extractor.cli.groups import UsualGroup
from extractor.cli.option_groups import with_groups
from extractor.cli.plain import PlainCommand
from extractor.cli.settings import checks_in_use


class _RunIsUsual(UsualGroup):
    usual = "run"


app = typer.Typer(
    cls=_RunIsUsual,
    no_args_is_help=True,
    help="Find and check the facts of many stories: `extractor batch INPUT… -o FOLDER`, the usual "
    "command, is `extractor batch run INPUT… -o FOLDER`. All its options: "
    "`extractor batch run --help`.",
)

StorePath = Annotated[Path, typer.Argument(metavar="STORE", help="The run store, or its folder.")]
OutputFolder = Annotated[
    Path, typer.Option("--output", "-o", metavar="FOLDER", help="Write into this folder.")
]


@app.command(cls=PlainCommand)
@with_groups
def run(
    context: typer.Context,
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT…",
            help="Files, folders and patterns; - reads a list of paths from standard input.",
        ),
    ],
    options: BatchOptions,
) -> None:
    """Find and check the facts of many stories; run it again to go on where it stopped."""
    from extractor.cli.batch_run import run_batch

    if options.checking.checks_only and not _is_on_the_command_line(context, "model"):
        # A settings file may name the model of other runs: it does not turn this one's on.
        options = replace(options, asking=replace(options.asking, model=None))
    if code := run_batch(inputs, options, checks_in_use(context)):
        raise typer.Exit(code)


def _is_on_the_command_line(context: typer.Context, name: str) -> bool:
    source = context.get_parameter_source(name)
    return source is not None and source.name == "COMMANDLINE"


@app.command(cls=PlainCommand)
def status(store: StorePath) -> None:
    """How far a batch is, what failed and why, and what it has cost."""
    from extractor.batch.store import RunStore

    with RunStore(_store_in(store), read_only=True) as opened, opened.snapshot():
        listings, tally = opened.listings, opened.tally()
        facts, listed = listings.facts(), listings.listed()
        fates, totals, paid = opened.fates(), opened.totals(), opened.paid()
        uncounted, lost = opened.uncounted(), opened.lost()
    typer.echo(f"Plan: {facts.get('plan', 'none yet')}")
    typer.echo(f"Documents: {listed.documents:,} = {tally_line(tally)}")
    for line in (*listing_lines(listed), *waiting_lines(_store_in(store))):
        typer.echo(line)
    for state, cause, number in fates:
        why = "" if cause == state else f": {cause.replace('_', ' ')}"
        typer.echo(f"  {number:,} {state}{why}")
    typer.echo(
        f"Findings: {totals.problems:,} to fix · {totals.looks:,} to look at · "
        f"{totals.matches:,} match · {totals.absent:,} in no source"
    )
    for line in cost_lines(totals, paid, uncounted, lost):
        typer.echo(line)


@app.command(cls=PlainCommand)
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
    from extractor.cli.batch_run import chosen_formats
    from extractor.cli.parameters import say

    refuse_file_name("-o", output)
    with RunStore(_store_in(store), read_only=True) as opened:
        listed = opened.listings.listed()
        written = export_store(opened, output, chosen_formats(format), shard=shard, pages=pages)
    for line in listing_lines(listed):
        say(line)
    say(f"Written: {len(written.files):,} files in {output} ({written.documents:,} documents)")


def _store_in(path: Path) -> Path:
    return path / STORE_NAME if path.is_dir() else path
