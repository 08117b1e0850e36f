"""`extractor hook`: many drafts, each against the sources beside it, before they are committed."""

from __future__ import annotations

from glob import escape
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli.parameters import Checks, DayFirst, Encoding, Language, MaxCharacters
from extractor.cli.settings import checks_in_use

if TYPE_CHECKING:
    from extractor.schemas.document import Document

FORMATS = ("lines", "github")


def hook(
    context: typer.Context,
    drafts: Annotated[list[str], typer.Argument(metavar="DRAFT…", help="The drafts.")],
    sources: Annotated[
        str,
        typer.Option(
            metavar="PATTERN",
            help="Where the sources of a draft are, from its folder on; {name} is its name "
            "without the ending.",
        ),
    ] = "{name}.sources/*",
    against: Annotated[
        list[str] | None,
        typer.Option(metavar="SOURCE", help="A source of every draft; may be repeated."),
    ] = None,
    format: Annotated[
        str, typer.Option("--format", "-f", metavar="FORMAT", help=", ".join(FORMATS))
    ] = "lines",
    partial_sources: Annotated[
        bool,
        typer.Option("--partial-sources", help="The sources do not claim to cover the drafts."),
    ] = False,
    day_first: DayFirst = None,
    language: Language = None,
    encoding: Encoding = None,
    checks: Checks = None,
    max_characters: MaxCharacters = 3_000_000,
) -> None:
    """Check drafts, each against its own sources; exit with 4 if a check finds a problem.

    For pre-commit and continuous integration. A draft without sources is passed over.
    """
    from extractor.checks.added import use_files
    from extractor.cli.exits import PROBLEMS_FOUND, SOME_FAILED
    from extractor.cli.parameters import one_of, say, write_text
    from extractor.cli.reading import reading
    from extractor.drafts import check_draft
    from extractor.errors import InputError
    from extractor.outputs.issues import github_commands, issue_lines

    one_of("--format", format, FORMATS)
    use_files(checks or ())
    written = github_commands if format == "github" else issue_lines
    passed_over = failed = problems = 0
    with reading(encoding, max_characters, day_first=day_first) as read:
        shared = [read(path) for path in against or ()]
        for draft in drafts:
            own = sources_of(draft, sources)
            if not own and not shared:
                passed_over += 1
                continue
            try:
                document = read(draft, language=language)
                documents: list[Document] = [*shared, *(read(path) for path in own)]
            except InputError as error:
                failed += 1
                say(f"extractor: {error}")
                continue
            report = check_draft(
                document,
                documents,
                partial_sources=partial_sources,
                options=checks_in_use(context),
            )
            problems += len(report.problems)
            write_text(written(report, draft), None)
    if passed_over:
        say(f"extractor: {passed_over:,} of {len(drafts):,} files have no sources: not checked")
    if failed or problems:
        raise typer.Exit(SOME_FAILED if failed else PROBLEMS_FOUND)


def sources_of(draft: str, pattern: str) -> list[Path]:
    """The files that a pattern names for a draft, in the order of their names.

    Raises:
        OptionError: it is no pattern.
    """
    from extractor.errors import OptionError

    path = Path(draft)
    try:
        found = list(path.parent.glob(pattern.replace("{name}", escape(path.stem))))
    except (NotImplementedError, ValueError):
        raise OptionError(
            f"--sources {pattern!r} is no pattern from the draft's folder on: write it as "
            "{name}.sources/*"
        ) from None
    return sorted(
        each for each in found if each.is_file() and not each.name.startswith(".") and each != path
    )
