"""Writes docs/cli.md from the commands themselves: `python docs/make_cli.py`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from extractor.cli.main import app

PAGE = Path(__file__).with_name("cli.md")

HEAD = """# The command line

Written by `python docs/make_cli.py` from the commands themselves.

| variable | meaning |
| --- | --- |
| `EXTRACTOR_MODEL` | the model where none is given, as `provider:model` |
| `EXTRACTOR_CACHE` | the folder for weights; without it the user's cache folder |
| `EXTRACTOR_DESK` | the database of the review desk where no `--database` is given |
| `EXTRACTOR_DESK_TOKEN` | the token of the review desk, 20 or more letters, digits and `- . _ ~`; \
without it there is none on loopback, and elsewhere a new one at each start |
| `EXTRACTOR_MODEL_SOURCES` | which sources of weights are allowed, in order: `hub packages` |
| `EXTRACTOR_READ_SECONDS` | how long reading one file may take, and one row of a file of many; 30 |
| `EXTRACTOR_READ_MB` | how much memory reading one file may take; 768 |
| `OPENAI_API_KEY` | the key for `openai:`; servers of your own mostly want none |
| `OPENAI_BASE_URL` | the server for `openai:` where no `--base-url` is given |
| `HF_ENDPOINT` | a mirror of the hub |
"""


def page() -> str:
    """The page's text."""
    return HEAD + "".join(_sections("extractor", typer.main.get_command(app)))


def _sections(name: str, command: Any) -> Iterator[str]:
    yield f"\n## {name}\n\n{' '.join((command.help or '').split())}\n"
    rows = [_row(each) for each in command.params if getattr(each, "help", None)]
    if rows:
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
