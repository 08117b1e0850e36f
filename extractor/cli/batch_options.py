"""The options of `extractor batch run`, by what they are about."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from extractor.cli.batch_engines import EngineOptions
from extractor.cli.model_requests import ModelRequests
from extractor.cli.parameters import (
    Checks,
    CodebookName,
    DayFirst,
    Encoding,
    FreeFacts,
    Language,
    MaxCharacters,
    MaxPassages,
    MaxRepairs,
    NoDownload,
    PromptFile,
    Published,
    Strict,
    TaskName,
)

FORMATS = ("jsonl", "csv", "parquet", "html", "annotations")
"""Written here too so that --help loads nothing; a test holds it against the library's."""

STORE_NAME = "run.sqlite"

Formats = Annotated[
    list[str] | None,
    typer.Option(
        "--format",
        "-f",
        metavar="FORMAT",
        help=f"{', '.join(FORMATS)}; may be repeated, or several with commas. "
        "Without it jsonl and html.",
    ),
]
Pages = Annotated[
    int, typer.Option(min=0, help="Most story pages beside the index, those with most to fix.")
]
ShardSize = Annotated[int, typer.Option("--shard", min=1, help="Documents in one output file.")]


@dataclass(frozen=True, slots=True)
class OutputOptions:
    """Output."""

    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FOLDER", help="Write into this folder."),
    ] = None
    format: Formats = None
    store: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help=f"The run store; without it {STORE_NAME} in the output folder.",
        ),
    ] = None
    shard: ShardSize = 1000
    pages: Pages = 1000
    strict: Strict = False
    log: Annotated[
        str | None,
        typer.Option(
            metavar="FORM", help="text or json lines on stderr; without it a progress line."
        ),
    ] = None

    @property
    def place(self) -> Path | None:
        """Where the run store is."""
        return self.store or (self.output / STORE_NAME if self.output else None)

    @property
    def own(self) -> tuple[Path, ...]:
        """What the run writes itself, and therefore never reads."""
        return tuple(path for path in (self.output, self.place) if path is not None)


@dataclass(frozen=True, slots=True)
class InputOptions:
    """Input."""

    text_field: Annotated[
        str | None, typer.Option(metavar="NAME", help="The field of a row that is the story.")
    ] = None
    id_field: Annotated[
        str | None, typer.Option(metavar="NAME", help="The field that names it.")
    ] = None
    date_field: Annotated[
        str | None, typer.Option(metavar="NAME", help="The field with its day of publication.")
    ] = None
    published: Published = None
    day_first: DayFirst = None
    language: Language = None
    encoding: Encoding = None
    max_characters: MaxCharacters = 3_000_000


@dataclass(frozen=True, slots=True)
class ModelOptions:
    """Model."""

    model: Annotated[
        str | None,
        typer.Option(
            "--model",
            "-m",
            metavar="PROVIDER:MODEL",
            help="As for `extract`. On the command line with --checks-only and sources: have the "
            "model read each draft after the checks.",
        ),
    ] = None
    max_questions: Annotated[
        int,
        typer.Option(min=0, help="Most sentences of a draft that such a model is asked about."),
    ] = 40
    task: TaskName = "news"
    codebook: CodebookName = None
    max_passages: MaxPassages = 200
    free_facts: FreeFacts = None
    max_repairs: MaxRepairs = None
    prompt: PromptFile = None
    no_download: NoDownload = False


@dataclass(frozen=True, slots=True)
class CheckingOptions:
    """Checks."""

    checks_only: Annotated[
        bool,
        typer.Option(
            "--checks-only",
            help="Drafts against their sources, or each story against itself; no model unless "
            "--model names one to read the drafts.",
        ),
    ] = False
    against: Annotated[
        list[str] | None,
        typer.Option(
            metavar="SOURCE",
            help="With --checks-only: a source of every draft; may be repeated.",
        ),
    ] = None
    source_field: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="With --checks-only: the field of a row's own source."),
    ] = None
    partial_sources: Annotated[
        bool, typer.Option("--partial-sources", help="The sources need not cover the drafts.")
    ] = False
    checks: Checks = None

    @property
    def has_sources(self) -> bool:
        """Whether drafts are held against sources."""
        return bool(self.against or self.source_field)


@dataclass(frozen=True, slots=True)
class LimitOptions:
    """Limits and cost."""

    in_flight: Annotated[int, typer.Option(min=1, help="Most calls at once.")] = 16
    rpm: Annotated[int | None, typer.Option(min=1, help="Most requests a minute.")] = None
    tpm: Annotated[int | None, typer.Option(min=1, help="Most tokens a minute.")] = None
    max_cost: Annotated[
        str | None,
        typer.Option(metavar="USD", help="Stop before this run has cost more; needs a price."),
    ] = None
    token_budget: Annotated[
        int | None,
        typer.Option(min=1, metavar="N", help="Stop before this run has taken more tokens."),
    ] = None
    prices: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Your own table of prices, in TOML.")
    ] = None


@dataclass(frozen=True, slots=True)
class RunOptions:
    """This run."""

    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Estimate what it would take; ask and write nothing.")
    ] = False
    retry_failed: Annotated[
        bool, typer.Option("--retry-failed", help="Process again what failed in an earlier run.")
    ] = False
    resume: Annotated[
        bool,
        typer.Option(
            "--resume/--no-resume",
            help="Resume where an earlier run stopped, or start over and pay again.",
        ),
    ] = True


@dataclass(frozen=True, slots=True)
class BatchOptions:
    """All of them."""

    results: OutputOptions
    reading: InputOptions
    asking: ModelOptions
    requests: ModelRequests
    checking: CheckingOptions
    limits: LimitOptions
    run: RunOptions
    work: EngineOptions
