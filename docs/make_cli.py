"""Writes docs/cli.md from the commands themselves: `python docs/make_cli.py`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from extractor.cli.main import app
from extractor.cli.variables import VARIABLES

PAGE = Path(__file__).with_name("cli.md")

HEAD = """# The command line

Written by `python docs/make_cli.py` from the commands themselves.

What you would type again and again can stand in a [settings file](configuration.md).

| variable | meaning | key in a settings file |
| --- | --- | --- |
"""


def page() -> str:
    """The page's text."""
    variables = "".join(
        f"| `{each.name}` | {each.meaning} | {f'`{each.key}`' if each.key else ''} |\n"
        for each in VARIABLES
    )
    return HEAD + variables + "".join(_sections("extractor", typer.main.get_command(app)))


def _sections(name: str, command: Any) -> Iterator[str]:
    yield f"\n## {name}\n\n{' '.join((command.help or '').split())}\n"
    tables: dict[str, list[str]] = {}
    for each in command.params:
        if getattr(each, "help", None):
            tables.setdefault(getattr(each, "rich_help_panel", None) or "", []).append(_row(each))
    for heading, rows in tables.items():
        yield f"\n{heading}:\n" if heading else ""
        yield "\n| argument or option | meaning |\n| --- | --- |\n" + "".join(rows)
    for word, inner in getattr(command, "commands", {}).items():
        yield from _sections(f"{name} {word}", inner)


def _row(parameter: Any) -> str:
    is_option = parameter.param_type_name == "option"
    names = (
        ", ".join(f"`{name}`" for name in (*parameter.opts, *parameter.secondary_opts))
        if is_option
        else ""
    )
    names = names or f"`{(parameter.metavar or parameter.name).upper()}`"
    default = parameter.default
    shown = default not in (None, False, ()) and not callable(default)
    usual = f" Usually {default}." if shown and is_option else ""
    return f"| {names} | {parameter.help}{usual} |\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
