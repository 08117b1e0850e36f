"""How --help is written: values and arguments in plain words, options under their headings."""

from __future__ import annotations

import re
from typing import Any

from typer.core import TyperCommand

_TYPE = re.compile(r" (\[?)<(?:list\[)?(\w+)[^>]*>")
"""The type of a value as the library has it: `--port <int range>`, `STORY… <list[str]>`."""

_VALUE = {"int": "N", "float": "NUMBER", "path": "PATH"}


class PlainCommand(TyperCommand):
    """A command whose --help says `--port N` and `STORY…`, and has the headings of its options."""

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """`[OPTIONS] STORY…`, and what may be left out in brackets."""
        pieces = [self.options_metavar or ""]
        for each in self.get_params(ctx):
            if each.param_type_name == "argument":
                name = _argument(each)
                pieces.append(name if each.required else f"[{name}]")
        return pieces

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the arguments, the options of no group unless --help is all, then each group."""
        sections: dict[str, list[tuple[str, str]]] = {"Arguments": []}
        rest: list[tuple[str, str]] = []
        for each in self.get_params(ctx):
            record = each.get_help_record(ctx)
            if record is None:
                continue
            name, words = record
            if each.param_type_name == "argument":
                sections["Arguments"].append((_argument(each), words))
                continue
            shown = _TYPE.sub(lambda found: f" {found[1]}{_VALUE.get(found[2], 'WORD')}", name)
            heading = getattr(each, "rich_help_panel", None)
            (sections.setdefault(heading, []) if heading else rest).append((shown, words))
        arguments = sections.pop("Arguments")
        written = [("Arguments", arguments), *sections.items()]
        if sections and len(rest) == 1:  # --help alone
            written.append(("Other options", rest))
        else:
            written.insert(1, ("Options", rest))
        for heading, records in written:
            if records:
                with formatter.section(heading):
                    formatter.write_dl(records)


def _argument(parameter: Any) -> str:
    """`STORY…`: as the command calls it, without the brackets that say it may be left out."""
    return str(parameter.metavar or parameter.name.upper()).strip("[]")
