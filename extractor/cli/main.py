"""The command's entry: subcommands, and errors as one line with an exit code."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from extractor.cli import audit, batch, check, checks, extract, figures, model, review, schema
from extractor.cli.exits import OUR_ERROR, WRONG_USAGE
from extractor.errors import ExtractorError, UsageError

app = typer.Typer(
    name="extractor",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("extract")(extract.extract)
app.command("check")(check.check)
app.command("figures")(figures.figures)
app.add_typer(review.app, name="review")
app.command("schema")(schema.schema)
app.add_typer(batch.app, name="batch")
app.command("audit")(audit.audit)
app.add_typer(checks.app, name="checks")
app.add_typer(model.app, name="model")


def _show_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"fact-extractor {version('fact-extractor')}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """Facts from news stories, with every figure, date and quotation checked against the source."""


def main() -> None:
    """Run the command; expected errors print as one line, bugs keep their traceback."""
    try:
        app()
    except UsageError as error:
        _fail(error, WRONG_USAGE)
    except ExtractorError as error:
        _fail(error, OUR_ERROR)
    except BrokenPipeError:
        # The reader of our output, `head` for one, has gone: nothing is left to say to it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(OUR_ERROR)


def _fail(error: ExtractorError, code: int) -> None:
    print(f"extractor: {error}", file=sys.stderr)
    sys.exit(code)
