"""`extractor config`: every setting, what it is, and where that comes from."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Annotated, Any, Literal

import typer

from extractor.cli.settings import WITHOUT_TABLE, InUse, leaves, settings_of
from extractor.cli.settings_file import CHECKS
from extractor.cli.variables import VARIABLES, Variable, without_secrets

Origin = Literal["default", "file", "environment", "option"]

TAKES_ALL_WORDS = {
    "ignore_unknown_options": True,
    "allow_extra_args": True,
    "allow_interspersed_args": False,
}
FORMATS = ("table", "json")


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting of one command, or of all."""

    command: str
    """Empty for what holds for every command."""
    setting: str
    value: str
    origin: Origin
    default: str


def config(
    context: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[COMMAND [OPTION…]]",
            help="Only the settings of this command, as they are with these options.",
        ),
    ] = None,
    format: Annotated[
        str,
        typer.Option(
            "--format", "-f", metavar="FORMAT", help=f"{', '.join(FORMATS)}; before COMMAND."
        ),
    ] = "table",
) -> None:
    """Show every setting: its value, where that comes from, and its default.

    A value comes from an option, else from the environment, else from the settings file, else it
    is the default. Of a key or token only whether it is set is shown.
    """
    from extractor.cli.parameters import one_of, write_text
    from extractor.outputs.jsonio import json_text

    one_of("--format", format, FORMATS)
    rows = list(_rows(context.find_root(), words or []))
    in_use = context.find_root().obj
    assert isinstance(in_use, InUse)
    path = in_use.settings.path
    if format == "json":
        told = {"file": str(path) if path else None, "settings": [asdict(row) for row in rows]}
        write_text(json_text(told, indent=2), None)
        return
    how = "named" if in_use.settings.is_named else "found"
    write_text(f"Settings file: {f'{path} ({how})' if path else 'none'}\n" + _table(rows), None)


def _rows(root: Any, words: Sequence[str]) -> Iterator[Setting]:
    chosen, options = _chosen(root, words)
    if not words:
        yield from (_of_variable(root.obj, variable) for variable in VARIABLES)
        yield from _of_checks(root.obj)
    for path, command in leaves(root.command):
        if path[: len(chosen)] == chosen and path[0] not in WITHOUT_TABLE:
            yield from _of_command(root, path, command, options)


def _chosen(root: Any, words: Sequence[str]) -> tuple[tuple[str, ...], list[str]]:
    """The command that words name, and the words behind it.

    Raises:
        OptionError: there is no such command.
    """
    from extractor.cli.parameters import one_of

    command, path, rest = root.command, [], list(words)
    while getattr(command, "commands", None) and rest:
        if rest[0] not in command.commands:
            usual = getattr(command, "usual", None)
            rest.insert(0, usual or one_of("config", rest[0], tuple(command.commands)))
        path.append(rest.pop(0))
        command = command.commands[path[-1]]
    return tuple(path), rest


def _of_command(
    root: Any, path: tuple[str, ...], command: Any, words: Sequence[str]
) -> Iterator[Setting]:
    """The settings of one command, with these words behind it."""
    context = root
    for word in path[:-1]:
        context = typer.Context(context.command.commands[word], info_name=word, parent=context)
    if words:
        known = typer.Context(command, info_name=path[-1], parent=context)
        command.make_parser(known).parse_args(list(words))  # refuses an unknown option
    # Whatever else a command wants, such as a story, may be missing here.
    context = command.make_context(path[-1], list(words), parent=context, resilient_parsing=True)
    name = " ".join(path)
    for key, option in settings_of(command).items():
        value = context.params.get(option.name)
        source = context.get_parameter_source(option.name)
        origin = _ORIGINS.get(getattr(source, "name", ""), "default")
        stands = next(
            (each for each in VARIABLES if each.key == key and name in each.stands_for), None
        )
        if stands is not None and origin == "default":
            told = _of_variable(root.obj, stands)
            yield Setting(name, key, told.value, told.origin, told.default)
        else:
            yield Setting(name, key, _shown(value), origin, _shown(option.default))


_ORIGINS: dict[str, Origin] = {
    "COMMANDLINE": "option",
    "ENVIRONMENT": "environment",
    "DEFAULT_MAP": "file",
}


def _of_variable(in_use: InUse, variable: Variable) -> Setting:
    value = os.environ.get(variable.name)
    name = f"{variable.key} ({variable.name})" if variable.key else variable.name
    usual = _shown(variable.usual)
    if not value:
        return Setting("", name, usual, "default", usual)
    shown = "set" if variable.is_secret else _shown(value)
    origin: Origin = "file" if variable.name in in_use.from_file else "environment"
    return Setting("", name, shown, origin, usual)


def _of_checks(in_use: InUse) -> Iterator[Setting]:
    """What is said of checks, for every command that holds a draft against sources."""
    from extractor.checks.options import CheckOptions

    usual, own = CheckOptions(), in_use.checks or CheckOptions()
    for field in CheckOptions.model_fields:
        value, default = getattr(own, field), getattr(usual, field)
        said = field in own.model_fields_set
        name = f"{CHECKS}.{field.replace('_', '-')}"
        if field == "suppressions":
            value, default = f"{len(own.suppressions)} findings", "0 findings"
        yield Setting("", name, _shown(value), "file" if said else "default", _shown(default))


def _shown(value: object) -> str:
    if value is None or value == "":
        return "none"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, list | tuple | set | frozenset):
        return ", ".join(sorted(_shown(each) for each in value)) or "none"
    return without_secrets(str(value))


def _table(rows: Sequence[Setting]) -> str:
    from extractor.outputs.visible import one_line

    width = max((len(row.setting) for row in rows), default=0)
    lines: list[str] = []
    for at, row in enumerate(rows):
        if at == 0 or row.command != rows[at - 1].command:
            lines += ["", f"extractor {row.command}" if row.command else "Every command"]
        where = "" if row.origin == "default" else f"  ({row.origin}; default: {row.default})"
        lines.append(f"  {row.setting:<{width}}  {one_line(row.value + where)}")
    return "\n".join(lines) + "\n"
