"""What holds for a command: its options, the environment, the settings file, in this order."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer
from typer.exceptions import TyperException

from extractor.cli.settings_file import CHECK_FILES, CHECKS, ONE_RUN, Settings, read_settings
from extractor.cli.variables import VARIABLES, Variable
from extractor.errors import OptionError, UsageError

if TYPE_CHECKING:
    from extractor.checks.options import CheckOptions

WITHOUT_TABLE = frozenset({"checks", "config", "model", "schema"})
"""Commands without a table in a settings file, where `checks` and `model` mean something else."""


@dataclass(slots=True)
class InUse:
    """The settings of this run, kept with the root of the command."""

    settings: Settings = field(default_factory=Settings)
    from_file: frozenset[str] = frozenset()
    """The variables that the file has set for this run."""
    checks: CheckOptions | None = None
    """What the file says of checks; none where it says nothing."""


def leaves(command: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every command that does something, with the words that lead to it."""
    inner = getattr(command, "commands", None)
    if inner is None:
        yield path, command
        return
    for name, each in inner.items():
        yield from leaves(each, (*path, name))


def settings_of(command: Any) -> dict[str, Any]:
    """The options of a command that are settings, by key."""
    options = {
        max(option.opts, key=len).lstrip("-"): option
        for option in command.params
        if option.param_type_name == "option"
    }
    return {key: each for key, each in options.items() if key not in ONE_RUN | {CHECKS, "help"}}


def tables_of(root: Any) -> dict[str, dict[str, list[tuple[tuple[str, ...], Any]]]]:
    """For each table of a file: the options that its keys set, each with its command's words."""
    tables: dict[str, dict[str, list[tuple[tuple[str, ...], Any]]]] = {}
    for path, command in leaves(root):
        if path[0] not in WITHOUT_TABLE:
            table = tables.setdefault(path[0], {})
            for key, option in settings_of(command).items():
                table.setdefault(key, []).append((path, option))
    return tables


def use_settings(context: typer.Context, given: Path | None) -> None:
    """Let the settings file hold for the command that is run in this context.

    Raises:
        OptionError: there is a file, and it cannot be used.
    """
    root = context.find_root()
    before = root.obj
    if isinstance(before, InUse):
        _take_back(before)
    tables = tables_of(root.command)
    settings = read_settings(given, {name: frozenset(keys) for name, keys in tables.items()})
    in_use = InUse(settings)
    root.obj = in_use
    root.call_on_close(lambda: _take_back(in_use))
    if settings.path is None:
        root.default_map = None
        return
    in_use.checks = _checks(settings)
    in_use.from_file = _set_variables(settings)
    root.default_map = _defaults(root, tables, settings)


def checks_in_use(context: typer.Context) -> CheckOptions | None:
    """What the settings file says of checks."""
    in_use = context.find_root().obj
    return in_use.checks if isinstance(in_use, InUse) else None


def _take_back(in_use: InUse) -> None:
    for name in in_use.from_file:
        os.environ.pop(name, None)
    in_use.from_file = frozenset()


def _checks(settings: Settings) -> CheckOptions | None:
    if not settings.checks:
        return None
    from extractor.checks.options import options_of

    return options_of(settings.checks, f"{settings.path}: [{CHECKS}] ")


def _set_variables(settings: Settings) -> frozenset[str]:
    """Put into the environment what stands for a variable that it has not.

    Processes that do part of the work inherit it there.
    """
    new = {
        variable.name: _words(settings, variable)
        for variable in VARIABLES
        if variable.key in settings.everywhere and not os.environ.get(variable.name)
    }
    os.environ.update(new)
    return frozenset(new)


def _words(settings: Settings, variable: Variable) -> str:
    """The value of a variable, as the environment has it."""
    assert settings.path is not None
    key = variable.key or ""
    value = settings.everywhere[key]
    several = value if isinstance(value, list) else [value]
    if any(isinstance(each, bool | dict | list) for each in several) or not several:
        raise OptionError(f"{settings.path}: {key} = {as_toml(value)}: write {_example(key)}")
    if key in ("cache", CHECK_FILES):
        several = [_beside(settings.path, each) for each in several]
    return variable.separator.join(str(each) for each in several)


def as_toml(value: object) -> str:
    """A value of a file as it stands there, near enough for a message."""
    return json.dumps(value, ensure_ascii=False, default=str)


def _example(key: str) -> str:
    return "a number" if key.startswith("read-") else "words in quotation marks"


def _beside(path: Path, value: object) -> str:
    """A path of the file, which is relative to its folder."""
    return str(path.resolve().parent / Path(str(value)).expanduser())


def _defaults(
    root: Any,
    tables: Mapping[str, Mapping[str, list[tuple[tuple[str, ...], Any]]]],
    settings: Settings,
) -> dict[str, Any]:
    """What the file says, as the commands take their defaults."""
    of_variables = {variable.key for variable in VARIABLES}
    defaults: dict[str, Any] = {}
    for name, keys in tables.items():
        own = settings.of_command.get(name, {})
        shared = {key: each for key, each in settings.everywhere.items() if key not in of_variables}
        for key, value in {**shared, **own}.items():
            for path, option in keys.get(key, ()):
                inner = defaults
                for word in path:
                    inner = inner.setdefault(word, {})
                inner[option.name] = _checked(root, settings, key, value, option)
    return defaults


def _checked(root: Any, settings: Settings, key: str, value: Any, option: Any) -> Any:
    """The value, as its option takes it.

    Raises:
        OptionError: it does not.
    """
    several = value if isinstance(value, list) and option.multiple else [value]
    try:
        if any(isinstance(each, bool) != option.is_flag for each in several) or any(
            isinstance(each, dict | list) for each in several
        ):
            raise OptionError("write " + _wanted(option))
        taken = [_as_given(settings, each, option) for each in several]
        given = taken if option.multiple else taken[0]
        option.process_value(root, given)
    except (TyperException, UsageError) as error:
        said = error.message if isinstance(error, TyperException) else str(error)
        raise OptionError(f"{settings.path}: {key} = {as_toml(value)}: {said}") from None
    return given


def _as_given(settings: Settings, value: Any, option: Any) -> Any:
    """A plain value as it would stand on the command line; paths begin at the file's folder."""
    assert settings.path is not None
    if option.is_flag:
        return value
    words = str(value)
    beside = _beside(settings.path, words)
    is_path = option.type_descriptor.is_path
    if option.name == "codebook":  # FILE.py:CLASS, or module:Class
        is_path = Path(beside.rpartition(":")[0]).is_file()
    return beside if is_path else words


def _wanted(option: Any) -> str:
    if option.is_flag:
        return "true or false"
    return "a list of values" if option.multiple else "one value, in quotation marks or a number"
