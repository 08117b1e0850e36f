"""The environment variables that commands read, and the keys that stand for them in a file."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass

CONFIG = "EXTRACTOR_CONFIG"
NO_FILE = "none"


@dataclass(frozen=True, slots=True)
class Variable:
    """One environment variable."""

    name: str
    meaning: str
    key: str | None = None
    """The same in a settings file; none for what never stands in one, such as a key."""
    usual: str = ""
    """What holds without it, for people."""
    stands_for: tuple[str, ...] = ()
    """The commands whose option of the same name it stands for."""
    is_secret: bool = False
    """Whether its value is never shown."""
    separator: str = " "
    """What parts several values."""


VARIABLES = (
    Variable(
        CONFIG,
        "the settings file, which is then trusted; `none` reads none",
        usual="the nearest fact-extractor.toml, or pyproject.toml with [tool.fact-extractor]",
    ),
    Variable(
        "EXTRACTOR_MODEL",
        "the model where none is given, as `provider:model`",
        "model",
        "local",
        ("extract", "batch run", "mcp"),
    ),
    Variable(
        "OPENAI_BASE_URL",
        "the server for `openai:` where no `--base-url` is given",
        "base-url",
        "OpenAI's",
        ("extract", "check", "batch run", "review open", "mcp"),
    ),
    Variable(
        "OPENAI_API_KEY",
        "the key for `openai:`; most servers of your own want none",
        is_secret=True,
    ),
    Variable(
        "EXTRACTOR_CACHE",
        "the folder for weights; without it the user's cache folder",
        "cache",
        "the user's cache folder",
    ),
    Variable(
        "EXTRACTOR_MODEL_SOURCES",
        "which sources of weights are allowed, in order: `hub packages`",
        "model-sources",
        "all in turn",
        ("model pull",),
    ),
    Variable("HF_ENDPOINT", "a mirror of the hub", "hub", "the hub itself"),
    Variable(
        "EXTRACTOR_CHECKS",
        "files with checks of your own, parted as in PATH",
        "checks.files",
        stands_for=("extract", "check", "hook", "batch run", "review open", "mcp", "checks list"),
        separator=os.pathsep,
    ),
    Variable(
        "EXTRACTOR_READ_SECONDS",
        "how long reading one file may take, and one row of a file of many; 30",
        "read-seconds",
        "30",
    ),
    Variable(
        "EXTRACTOR_READ_MB", "how much memory reading one file may take; 768", "read-mb", "768"
    ),
    Variable(
        "EXTRACTOR_DESK",
        "the database of the review desk where no `--database` is given",
        "database",
        "a file in the user's data folder",
        ("review open", "review backup"),
    ),
    Variable(
        "EXTRACTOR_DESK_TOKEN",
        "the token of the review desk, 20 or more letters, digits and `- . _ ~`; without it there "
        "is none on loopback, and elsewhere a new one at each start",
        is_secret=True,
    ),
)

_USER_OF_ADDRESS = re.compile(r"://\S*@")
_SECRET_OF_ADDRESS = re.compile(
    r"([?&][^=&\s]*(?:password|passwd|secret|token|key)[^=&\s]*=)[^&\s]*", re.I
)


def without_secrets(value: str) -> str:
    """The value as it may be shown: no user or password of an address in it."""
    return _SECRET_OF_ADDRESS.sub(r"\1***", _USER_OF_ADDRESS.sub("://***@", value))
