"""`extractor checks`: what is checked, by id."""

from __future__ import annotations

import typer

from extractor.cli.parameters import Checks
from extractor.cli.plain import PlainCommand

app = typer.Typer(help="The checks by id.", no_args_is_help=True)


@app.callback()
def root() -> None:
    """The checks by id."""


@app.command("list", cls=PlainCommand)
def list_checks(checks: Checks = None) -> None:
    """Every check: its id, the worst that it says, what it finds."""
    from extractor.checks import all_checks
    from extractor.checks.added import use_files

    use_files(checks or ())
    for check in all_checks():
        typer.echo(f"{check.id:24} {check.severity:8} {check.title}")
