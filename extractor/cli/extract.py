"""`extractor extract`: the main job, one story or several."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from extractor.cli.endings import EXTRACT
from extractor.cli.model_requests import ModelRequests
from extractor.cli.option_groups import with_groups
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
    Output,
    PromptFile,
    Published,
    Strict,
    TaskName,
)

if TYPE_CHECKING:
    from extractor.options import Options
    from extractor.outputs import Format
    from extractor.schemas.document import Document
    from extractor.schemas.report import Report

_ENDINGS = {"terminal": "txt", "annotations": "json", "worksheet": "csv"}
"""The endings of files whose format is not named like them."""


@with_groups
def extract(
    stories: Annotated[
        list[str], typer.Argument(metavar="STORY…", help="Files; - is standard input.")
    ],
    model: Annotated[
        str | None,
        typer.Option(
            "--model",
            "-m",
            metavar="PROVIDER:MODEL",
            help="local, local:NAME, local:PATH.gguf, a provider and its model as openai:NAME, or "
            "none for everything that needs no model. Without it EXTRACTOR_MODEL, or the local "
            "model.",
        ),
    ] = None,
    format: Annotated[
        str | None,
        typer.Option("--format", "-f", metavar="FORMAT", help=EXTRACT.help),
    ] = None,
    output: Output = None,
    published: Published = None,
    day_first: DayFirst = None,
    language: Language = None,
    task: TaskName = "news",
    strict: Strict = False,
    no_download: NoDownload = False,
    max_passages: MaxPassages = 200,
    free_facts: FreeFacts = None,
    max_repairs: MaxRepairs = None,
    prompt: PromptFile = None,
    codebook: CodebookName = None,
    timing: Annotated[
        bool, typer.Option("--timing", help="Add clock times to JSON; two runs then differ.")
    ] = False,
    encoding: Encoding = None,
    checks: Checks = None,
    max_characters: MaxCharacters = 3_000_000,
    *,
    requests: ModelRequests,
) -> None:
    """Find and check the facts of stories."""
    from extractor.asking.tasks import find_task
    from extractor.checks.added import use_files
    from extractor.cli.exits import PROBLEMS_FOUND, SOME_FAILED
    from extractor.cli.extract_codebook import check_codebook
    from extractor.cli.parameters import read_moment, say
    from extractor.cli.reading import read_limits, reading
    from extractor.documents import checked_document, why_no_story
    from extractor.errors import ExtractorError, InputError

    # Whatever can be refused is refused before anything is fetched or asked.
    chosen = cast("Format", EXTRACT.chosen(format, output))
    use_files(checks or ())
    is_several = len(stories) > 1
    _check_output(chosen, output, is_several)
    book = check_codebook(codebook, chosen, prompt) if codebook else None
    wanted = find_task(task)
    if prompt is not None:
        wanted.load_prompt(own=prompt)
    options = requests.options(
        free_facts=free_facts,
        max_passages=max_passages,
        max_repairs=max_repairs,
        prompt=prompt,
    )
    moment = read_moment(published)
    limits = read_limits(max_characters)
    documents: list[Document] = []
    has_failed = has_problems = False
    with reading(encoding, max_characters, day_first=day_first, language=language) as read:
        for story in stories:
            try:
                if told := why_no_story(story, encoding, limits):
                    raise InputError(f"{told}: `extractor batch` reads its rows, by --text-field")
                documents.append(checked_document(read(story, published=moment)))
            except InputError as error:
                say(f"extractor: {error}")
                has_failed = True
    name = ready_model(model, requests.base_url, no_download) if documents else ""
    if book is not None:
        has_failed |= _code(documents, book, name, options, chosen, output, is_several=is_several)
        raise typer.Exit(SOME_FAILED if has_failed else 0)
    reports: list[Report] = []
    for document in documents:
        try:
            report = _run(document, name, task, options)
        except InputError as error:
            say(f"extractor: {error}")
            has_failed = True
            continue
        except ExtractorError as error:
            if not is_several:
                raise
            say(f"extractor: {document.name}: {error}")
            has_failed = True
            continue
        has_failed |= any(passage.status == "failed" for passage in report.passages)
        has_problems |= bool(report.problems)
        reports.append(report)
        if chosen == "terminal" and output is None:
            _print(report)
    if chosen != "terminal" or output is not None:
        _write(reports, chosen, output, with_timing=timing, is_several=is_several)
    if has_failed:
        raise typer.Exit(SOME_FAILED)
    if strict and has_problems:
        raise typer.Exit(PROBLEMS_FOUND)


def _code(
    documents: list[Document],
    book: str,
    model: str,
    options: Options,
    format: Format,
    output: Path | None,
    *,
    is_several: bool,
) -> bool:
    """Write each story's record; whether a passage of one failed."""
    from extractor.cli.extract_codebook import code_stories, coding_bytes

    codings = list(code_stories(documents, book, model, options))
    files = [(coding.document.name, coding_bytes(coding, format)) for coding in codings]
    _write_files(files, format, output, is_several=is_several)
    return any(each.status == "failed" for coding in codings for each in coding.passages)


def _check_output(format: str, output: Path | None, is_several: bool) -> None:
    from extractor.cli.parameters import ready_folder
    from extractor.errors import OptionError

    if is_several and format != "jsonl" and not (format == "terminal" and output is None):
        if output is None or output.suffix:
            raise OptionError(f"several stories as {format} need a folder: -o FOLDER")
        ready_folder(output)
    elif output is not None:
        if output.is_dir():
            raise OptionError(f"-o {str(output)!r} is a folder: name a file in it")
        ready_folder(output.parent)


def ready_model(
    model: str | None, base_url: str | None, no_download: bool, *, is_needed: bool = True
) -> str:
    """The model string, its weights fetched first if it is the local one and they are missing.

    Nothing is fetched unless it `is_needed`.
    """
    from extractor.cli.model import fetch_with_progress
    from extractor.cli.parameters import say
    from extractor.errors import ModelMissingError, OptionError
    from extractor.llm.local.weights import cache_folder, find_weights, known_model, megabytes
    from extractor.llm.models import NO_MODEL, chosen_model, split_model

    chosen = chosen_model(model)
    if chosen == NO_MODEL or split_model(chosen)[0] != "local" or not is_needed:
        return chosen
    name = split_model(chosen)[1]
    if base_url is not None:
        raise OptionError(f"--base-url goes with openai:MODEL, and {chosen} runs in this process")
    try:
        find_weights(name)
    except ModelMissingError:
        if no_download:
            raise
        known = known_model(name)
        say(
            f"The local model {name} is not on this machine yet: fetching {known.file} "
            f"({megabytes(known.size)}, {known.licence}) into {cache_folder()}, once."
        )
        fetch_with_progress(known)
    return chosen


def _run(document: Document, model: str, task: str, options: Options) -> Report:
    import asyncio

    from extractor.cli.progress import follow
    from extractor.pipeline import extract_stream

    stream = extract_stream(document, model=model, task=task, options=options)
    return asyncio.run(follow(stream))


def _print(report: Report) -> None:
    from rich.console import Console

    from extractor.outputs.terminal import print_report

    print_report(Console(), report)


def _write(
    reports: list[Report],
    format: Format,
    output: Path | None,
    *,
    with_timing: bool,
    is_several: bool,
) -> None:
    """One file for one story; several go line by line, or each into a file of its own."""
    from extractor.outputs import report_bytes

    ending = output.suffix.lower() if output and not is_several else ""
    files = [
        (
            report.document.name,
            report_bytes(report, format, with_timing=with_timing, ending=ending),
        )
        for report in reports
    ]
    _write_files(files, format, output, is_several=is_several)


def _write_files(
    files: list[tuple[str | None, bytes]], format: str, output: Path | None, *, is_several: bool
) -> None:
    from extractor.cli.parameters import write_bytes

    if not is_several or format == "jsonl" or output is None:
        if files:
            write_bytes(b"".join(data for _, data in files), output)
        return
    ending = _ENDINGS.get(format, format)
    for number, (name, data) in enumerate(files, 1):
        write_bytes(data, output / f"{number:03d}-{Path(name or 'story').stem}.{ending}")
