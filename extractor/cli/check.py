"""`extractor check`: a draft against its sources, without a model."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from extractor.cli.parameters import Encoding, Output, Published


def check(
    draft: Annotated[str, typer.Argument(metavar="DRAFT", help="A draft; - is standard input.")],
    against: Annotated[
        list[str], typer.Option("--against", metavar="SOURCE", help="A source; may be repeated.")
    ],
    format: Annotated[str, typer.Option("--format", "-f", help="terminal or json.")] = "terminal",
    output: Output = None,
    published: Published = None,
    partial_sources: Annotated[
        bool,
        typer.Option("--partial-sources", help="The sources do not claim to cover the draft."),
    ] = False,
    previous: Annotated[
        str | None,
        typer.Option(metavar="DRAFT", help="An earlier version: report only on what changed."),
    ] = None,
    config: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="A TOML file, or a pyproject.toml with [tool.extractor.checks], that says which "
            "checks are off and which findings may stand.",
        ),
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit with 4 if a check finds a problem.")
    ] = False,
    encoding: Encoding = None,
) -> None:
    """Hold a draft against its sources."""
    from extractor.checks.options import read_options
    from extractor.cli.exits import PROBLEMS_FOUND
    from extractor.cli.parameters import one_of, read_moment, write_text
    from extractor.documents import read_document
    from extractor.drafts import check_draft
    from extractor.outputs.draft import draft_text
    from extractor.outputs.jsonio import report_json

    one_of("--format", format, ("terminal", "json"))
    moment = read_moment(published)
    report = check_draft(
        read_document(draft, published=moment, encoding=encoding),
        [read_document(source, encoding=encoding) for source in against],
        partial_sources=partial_sources,
        previous=read_document(previous, encoding=encoding) if previous else None,
        options=read_options(config) if config else None,
    )
    write_text(report_json(report) if format == "json" else draft_text(report), output)
    if strict and report.problems:
        raise typer.Exit(PROBLEMS_FOUND)
