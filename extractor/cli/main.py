"""The command's entry: subcommands, and errors as one line with an exit code."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer
from typer.exceptions import TyperException

from extractor.cli import (
    audit,
    batch,
    check,
    checks,
    config,
    extract,
    figures,
    hook,
    mcp,
    model,
    review,
    schema,
)
from extractor.cli.exits import DONE, INTERRUPTED, OUR_ERROR, WRONG_USAGE
from extractor.cli.plain import PlainCommand
from extractor.cli.settings import use_settings
from extractor.cli.trouble import end_undisturbed, fail, leave, open_streams, trouble_in_words
from extractor.errors import ExtractorError, UsageError

app = typer.Typer(
    name="extractor",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("extract", cls=PlainCommand)(extract.extract)
app.command("check", cls=PlainCommand)(check.check)
app.command("figures", cls=PlainCommand)(figures.figures)
app.command("hook", cls=PlainCommand)(hook.hook)
app.add_typer(review.app, name="review")
app.command("schema", cls=PlainCommand)(schema.schema)
app.add_typer(batch.app, name="batch")
app.command("audit", cls=PlainCommand)(audit.audit)
app.add_typer(checks.app, name="checks")
app.command("mcp", cls=PlainCommand)(mcp.mcp)
app.add_typer(model.app, name="model")
app.command("config", cls=PlainCommand, context_settings=config.TAKES_ALL_WORDS)(config.config)


def _show_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"fact-extractor {version('fact-extractor')}")
        raise typer.Exit


@app.callback()
def root(
    context: typer.Context,
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version."),
    ] = False,
    config: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="The settings file, instead of the nearest fact-extractor.toml or pyproject.toml; "
            "none reads no file.",
        ),
    ] = None,
) -> None:
    """Facts from news stories, with every figure, date and quotation checked against the source."""
    if not {"-h", "--help"} & set(sys.argv):  # help is given whatever a file says
        use_settings(context, config)


def main() -> None:
    """Run the command; expected errors print as one line, bugs keep their traceback."""
    open_streams()
    try:
        code = app(standalone_mode=False)
        sys.stdout.flush()  # a full disk behind stdout is heard of here, not after the end
    except typer.Abort:
        fail("stopped: no answer was given", OUR_ERROR)
    except KeyboardInterrupt:
        leave(INTERRUPTED)
    except BrokenPipeError:
        leave(OUR_ERROR)  # the reader of our output, `head` for one, has gone
    except UsageError as error:
        fail(str(error), WRONG_USAGE)
    except ExtractorError as error:
        fail(str(error), OUR_ERROR)
    except TyperException as error:
        from extractor.outputs.visible import shown

        context = getattr(error, "ctx", None)
        if context is None or error.message != context.get_help():  # as a group without a command
            error.message = shown(error.message)
        error.show()  # type: ignore[attr-defined]  # all that are raised have it
        leave(error.exit_code)
    except (OSError, MemoryError) as error:
        fail(trouble_in_words(error), OUR_ERROR)
    finally:
        end_undisturbed()
    sys.exit(code if isinstance(code, int) else DONE)
