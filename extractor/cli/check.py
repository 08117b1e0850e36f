"""`extractor check`: a draft against its sources; a model reads it too if one is named."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from extractor.cli.endings import CHECK
from extractor.cli.model_requests import ModelRequests
from extractor.cli.option_groups import with_groups
from extractor.cli.parameters import (
    Checks,
    DayFirst,
    Encoding,
    Language,
    MaxCharacters,
    NoDownload,
    Output,
    Published,
    Strict,
)
from extractor.cli.settings import checks_in_use, use_settings

if TYPE_CHECKING:
    from datetime import date, datetime

    from extractor.outputs import DraftFormat
    from extractor.schemas.document import Document
    from extractor.schemas.report import DraftReport


def _take_settings(context: typer.Context, given: Path | None) -> Path | None:
    if given is not None:
        use_settings(context, given)
        root = context.find_root()
        context.default_map = (root.default_map or {}).get("check")
    return given


@with_groups
def check(
    context: typer.Context,
    draft: Annotated[str, typer.Argument(metavar="DRAFT", help="A draft; - is standard input.")],
    against: Annotated[
        list[str], typer.Option("--against", metavar="SOURCE", help="A source; may be repeated.")
    ],
    format: Annotated[
        str | None,
        typer.Option("--format", "-f", metavar="FORMAT", help=CHECK.help),
    ] = None,
    output: Output = None,
    published: Published = None,
    day_first: DayFirst = None,
    language: Language = None,
    source_published: Annotated[
        str | None,
        typer.Option(
            metavar="DATE",
            help="When the sources appeared that name no day of their own, as 2025-07-04 or with a "
            "time.",
        ),
    ] = None,
    partial_sources: Annotated[
        bool,
        typer.Option("--partial-sources", help="The sources need not cover the whole draft."),
    ] = False,
    previous: Annotated[
        str | None,
        typer.Option(metavar="DRAFT", help="An earlier version: report only on what changed."),
    ] = None,
    config: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            is_eager=True,
            callback=_take_settings,
            help="As `extractor --config FILE check`: the settings file, whose table [checks] says "
            "which checks are off and which findings may stand.",
        ),
    ] = None,
    model: Annotated[
        str | None,
        typer.Option(
            "--model",
            "-m",
            metavar="PROVIDER:MODEL",
            help="Have a model read the draft after the checks: local, or a provider and its "
            "model, as for extract. Without it none is asked.",
        ),
    ] = None,
    max_questions: Annotated[
        int, typer.Option(min=0, help="Most sentences that the model is asked about.")
    ] = 40,
    no_download: NoDownload = False,
    strict: Strict = False,
    encoding: Encoding = None,
    checks: Checks = None,
    max_characters: MaxCharacters = 3_000_000,
    *,
    requests: ModelRequests,
) -> None:
    """Check a draft against its sources.

    With -o report.html the two stand side by side; with -o checked.docx a draft that is a Word
    document comes back with the findings as comments; with -o sheet.xlsx or sheet.csv everything in
    it that is to be checked is a row of a worksheet.
    """
    from extractor.checks.added import use_files
    from extractor.cli.exits import INTERRUPTED, PROBLEMS_FOUND, SOME_FAILED
    from extractor.cli.extract import ready_model
    from extractor.cli.parameters import read_moment, say
    from extractor.cli.reading import reading
    from extractor.drafts import check_draft

    chosen = _format_of(format, output)
    use_files(checks or ())
    told, asking = checks_in_use(context), requests.options()
    moment, source_moment = read_moment(published), read_moment(source_published)
    with reading(encoding, max_characters, day_first=day_first) as read:
        sources = [read(source) for source in against]
        document = read(draft, published=moment, language=language)
        old = read(previous, language=language) if previous else None
    dated = [_on_the_day(source, source_moment) for source in sources]
    if model is None:
        report = check_draft(
            document, dated, partial_sources=partial_sources, previous=old, options=told
        )
        _write(report, chosen, output, draft)
    else:
        from extractor.cli.opinion import listen
        from extractor.opinion.drafts import OpinionOptions, check_draft_stream

        heard = listen(
            check_draft_stream(
                document,
                dated,
                partial_sources=partial_sources,
                previous=old,
                options=told,
                model=ready_model(model, requests.base_url, no_download),
                opinion=OpinionOptions(max_questions=max_questions, model=asking),
            )
        )
        report = heard.report
        _write(report, chosen, output, draft)
        if heard.was_interrupted:
            say("Stopped: the report has what was read until then.")
            raise typer.Exit(INTERRUPTED)
        if heard.error is not None:
            say(f"extractor: {heard.error}")
            raise typer.Exit(SOME_FAILED)
    if strict and report.problems:
        raise typer.Exit(PROBLEMS_FOUND)


def _on_the_day(source: Document, moment: date | datetime | None) -> Document:
    """A source that names no day of its own, with the day that was given for it."""
    from extractor.scanning.document import scan_document

    if moment is None or scan_document(source).published is not None:
        return source
    return source.model_copy(update={"published": moment})


def _format_of(format: str | None, output: Path | None) -> DraftFormat:
    from extractor.errors import OptionError

    chosen = CHECK.chosen(format, output)
    if chosen == "docx" and output is None:
        raise OptionError("a Word document needs a file: -o checked.docx")
    return cast("DraftFormat", chosen)


def _write(report: DraftReport, format: DraftFormat, output: Path | None, draft: str) -> None:
    from extractor.cli.parameters import say, write_bytes, write_text
    from extractor.outputs import draft_bytes

    if format == "github":
        from extractor.outputs.issues import github_commands

        write_text(github_commands(report, None if draft == "-" else draft), output)
        return
    if format != "docx":
        ending = output.suffix.lower() if output else ""
        write_bytes(draft_bytes(report, format, ending=ending), output)
        return
    from extractor.outputs.word import draft_docx

    original = Path(draft).read_bytes() if draft.lower().endswith(".docx") else None
    checked = draft_docx(report, original)
    write_bytes(checked.data, output)
    for comment in checked.not_placed:
        say(
            f"extractor: no place in {draft!r} for the comment on {comment.words!r}: it is in "
            "the first comment"
        )
