"""The settings file: where it is looked for, and what it may say."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from extractor.cli.variables import CONFIG, NO_FILE, VARIABLES
from extractor.errors import InputError, OptionError

NAME = "fact-extractor.toml"
PROJECT = "pyproject.toml"
TABLE = "fact-extractor"
"""The table of pyproject.toml under `tool`."""

ONE_RUN = frozenset(
    {
        "against",
        "batch",
        "config",
        "desk",
        "dry-run",
        "example",
        "export",
        "from",
        "import",
        "output",
        "overwrite",
        "previous",
        "published",
        "requests-out",
        "responses-in",
        "resume",
        "retry-failed",
        "second-signature",
        "source-published",
        "store",
        "summary",
        "wait",
    }
)
"""Options that are about one run, and therefore no settings."""

OWN_TABLE = frozenset({"format", "port"})
"""Keys that mean something else in each command, and stand in its table only."""

CHECKS = "checks"
"""The table that says which checks are off, and which files have more of them."""
FILES = "files"
_OF_CHECKS = frozenset({"accepted", "disabled", "files", "least-severity", "suppressions"})
CHECK_FILES = f"{CHECKS}.{FILES}"

_SENDS = "says where stories are sent"
_NAMED_ONLY = {
    "base-url": _SENDS,
    "cache": "says which weights are run",
    CHECK_FILES: "runs code",
    "codebook": "runs code",
    "database": "says where the desk keeps its stories",
    "folder": "says which files an assistant may read",
    "host": "opens the desk to others",
    "allow-host": "opens the desk to others",
    "hub": "says which weights are run",
    "ray-address": _SENDS,
    "trust-proxy": "opens the desk to others",
}
"""What a file that was only found may not say: it may lie in a folder that somebody sent."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a settings file says, each value still as TOML has it."""

    path: Path | None = None
    """None where there is no file."""
    is_named: bool = False
    """Whether the user named the file; else it was found."""
    everywhere: Mapping[str, Any] = field(default_factory=dict)
    """By key, for every command that has such an option."""
    of_command: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """The tables of commands, each by key."""
    checks: Mapping[str, Any] = field(default_factory=dict)
    """The table `checks`, without its `files`."""


def read_settings(given: Path | None, keys_of: Mapping[str, frozenset[str]]) -> Settings:
    """The settings of the file that is named, or of the nearest one.

    `keys_of` has the keys that the table of each command may have.

    Raises:
        OptionError: the file cannot be read, is no TOML, or has a key that is not known or that a
            file which was only found may not have.
    """
    named = given or _named()
    found = named or _find(Path.cwd())
    if found is None or str(found) == NO_FILE:
        return Settings()
    table = _table(found, is_named=named is not None)
    settings = _sorted_out(found, named is not None, table, keys_of)
    if not settings.is_named:
        _refuse_what_only_named_files_may(settings)
    return settings


def _named() -> Path | None:
    words = os.environ.get(CONFIG)
    return Path(words).expanduser() if words else None


def _find(folder: Path) -> Path | None:
    for each in (folder, *folder.parents):
        own, project = each / NAME, each / PROJECT
        if own.is_file():
            return own
        if project.is_file() and _has_table(project):
            return project
    return None


def _has_table(project: Path) -> bool:
    # A project that does not name us may be no good TOML at all: that is not for us to say.
    return TABLE.encode() in _bytes(project) and TABLE in _toml(project).get("tool", {})


def _table(path: Path, *, is_named: bool) -> dict[str, Any]:
    """The settings of a file, as TOML has them."""
    whole = _toml(path)
    if path.name != PROJECT:
        return whole
    tools = whole.get("tool", {})
    if TABLE not in tools and is_named:
        raise OptionError(f"{path} has no table [tool.{TABLE}]: add it, or name another file")
    table = tools.get(TABLE, {})
    if not isinstance(table, dict):
        raise OptionError(f"{path}: tool.{TABLE} is no table: write [tool.{TABLE}]")
    return table


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(_bytes(path).decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise OptionError(f"{path} is no TOML: {error}. Mend it, or name another file") from None


def _bytes(path: Path) -> bytes:
    from extractor.readers.files import read_file

    try:
        return read_file(path)
    except InputError as error:
        raise OptionError(f"the settings file: {error}") from None


def _sorted_out(
    path: Path, is_named: bool, table: Mapping[str, Any], keys_of: Mapping[str, frozenset[str]]
) -> Settings:
    """The table by what its keys are for; unknown ones are refused."""
    shared = shared_keys(keys_of)
    everywhere: dict[str, Any] = {}
    tables: dict[str, dict[str, Any]] = {}
    for word, value in table.items():
        key = _key(word)
        if isinstance(value, dict) and (key in keys_of or key == CHECKS):
            tables[key] = {_key(inner): each for inner, each in value.items()}
        elif key in shared and not isinstance(value, dict):
            everywhere[key] = value
        else:
            raise _unknown(path, word, [*shared, *keys_of, CHECKS], shared=shared)
    checks = tables.pop(CHECKS, {})
    if FILES in checks:
        everywhere[CHECK_FILES] = checks.pop(FILES)
    for name, inner in tables.items():
        for key in inner:
            if key not in keys_of[name]:
                raise _unknown(path, key, keys_of[name], where=f"[{name}] ")
    return Settings(path, is_named, everywhere, tables, checks)


def shared_keys(keys_of: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """The keys that may stand at the top of a file."""
    of_variables = {variable.key for variable in VARIABLES if variable.key}
    own = OWN_TABLE | {CHECK_FILES}
    return frozenset[str]().union(*keys_of.values(), of_variables) - own


def _key(word: str) -> str:
    return word.replace("_", "-")


def _unknown(
    path: Path,
    word: str,
    known: Iterable[str],
    *,
    shared: Collection[str] = (),
    where: str = "",
) -> OptionError:
    """What is wrong with a key; `shared` are those that stand above all tables."""
    key, known = _key(word), frozenset(known)
    if any(part in key.lower() for part in ("api-key", "token", "password")):
        told = (
            "keys and tokens do not stand in files: set OPENAI_API_KEY or EXTRACTOR_DESK_TOKEN in "
            "the environment"
        )
    elif key in ONE_RUN:
        told = f"it is about one run: give it as --{key}"
    elif key in _OF_CHECKS:
        told = f"it belongs in the table [{CHECKS}]"
    elif key in OWN_TABLE:
        told = "each command has its own: write it in a table such as [extract]"
    elif key in shared:
        told = f"it is no table: write {key} = … above all tables"
    elif key in known:
        told = f"it is a table: write [{key}], and its keys below"
    elif near := get_close_matches(key, sorted(known), 1):
        told = f"did you mean {near[0]}?"
    else:
        told = f"choose from {', '.join(sorted(known)) or 'nothing'}"
    return OptionError(f"{path}: {where}{word} is not a setting: {told}")


def _refuse_what_only_named_files_may(settings: Settings) -> None:
    for table in (settings.everywhere, *settings.of_command.values()):
        for key, value in table.items():
            why = _NAMED_ONLY.get(key)
            if key == "model" and not _stays_here(value):
                why = _SENDS
            if why is not None:
                raise OptionError(
                    f"{settings.path}: {key} {why}, and a file that was only found may not: set "
                    f"{CONFIG} to {str(settings.path)!r} if you trust it"
                )


def _stays_here(model: object) -> bool:
    """Whether a model is one of ours, on this machine."""
    words = str(model)
    is_ours = words in (NO_FILE, "local") or words.startswith("local:")
    return is_ours and not any(sign in words for sign in "/\\") and not words.endswith(".gguf")
