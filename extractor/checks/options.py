"""What a newsroom switches off, lets pass, and spells its own way."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from extractor.checks.added import load_added
from extractor.checks.check import refuse_unknown
from extractor.checks.evidence.folding import fold
from extractor.errors import InputError, OptionError
from extractor.readers.files import read_file
from extractor.schemas.finding import Finding, Severity
from extractor.schemas.record import Record

_ORDER: tuple[Severity, ...] = ("info", "look", "warning", "error")


class Suppression(Record):
    """A finding that an editor has looked at and accepts."""

    check: str
    """The check's id; "figure.*" stands for a whole family."""
    found: str | None = None
    """The words it is about; `None` means any words."""
    document: str | None = None
    """The name of the document; `None` means any document."""
    reason: str
    """Why it is accepted."""


class CheckOptions(Record):
    """How a newsroom wants its checks to run."""

    disabled: frozenset[str] = frozenset()
    """Ids of checks that are turned off; "superlative.*" stands for a whole family."""
    least_severity: Severity = "info"
    """Findings less serious than this are not reported."""
    accepted: frozenset[str] = frozenset()
    """Names and spellings that need no source: "the House", "Kyiv"."""
    suppressions: tuple[Suppression, ...] = ()
    """Findings to accept, with the reason."""

    def in_order(self) -> dict[str, Any]:
        """The same as values that are equal in every process: sets have an order there."""
        values = self.model_dump()
        return {
            key: sorted(value) if isinstance(value, frozenset) else value
            for key, value in values.items()
        }


def read_options(path: str | Path) -> CheckOptions:
    """The options in the table `checks` of a settings file, or at the top of a file of its own.

    In a `pyproject.toml` it is the table `tool.fact-extractor.checks`.

    Raises:
        OptionError: the file cannot be read, or has an unknown key or a wrong value.
    """
    path = Path(path)
    try:
        table = tomllib.loads(read_file(path).decode("utf-8"))
    except InputError as error:
        raise OptionError(str(error)) from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise OptionError(f"{path}: {error}. Give a TOML file with the checks' options.") from error
    if path.name == "pyproject.toml":
        return options_of(
            table.get("tool", {}).get("fact-extractor", {}).get("checks", {}), f"{path}: "
        )
    return options_of(table.get("checks", table), f"{path}: ")


def options_of(table: Mapping[str, Any], where: str) -> CheckOptions:
    """The options that a table gives; `where` begins the message about a wrong one.

    Raises:
        OptionError: a key is unknown or its value wrong.
    """
    named = {key.replace("-", "_"): value for key, value in table.items()}
    for key in named:
        if key not in CheckOptions.model_fields:
            known = sorted(CheckOptions.model_fields)
            near = get_close_matches(key, known, 1)
            told = f"did you mean {near[0]}?" if near else f"choose from {', '.join(known)}"
            raise OptionError(f"{where}{key} is no option of the checks: {told}")
    try:
        return CheckOptions.model_validate(named)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        raise OptionError(f"{where}{key}: {first['msg']}.") from error


def check_options(options: CheckOptions) -> None:
    """Raise `OptionError` where options name a check that there is not."""
    load_added()
    refuse_unknown([*options.disabled, *(rule.check for rule in options.suppressions)])


def apply_options(
    findings: Iterable[Finding], options: CheckOptions, document: str | None = None
) -> list[Finding]:
    """The findings that remain."""
    floor = _ORDER.index(options.least_severity)
    return [
        finding
        for finding in findings
        if _ORDER.index(finding.severity) >= floor
        and not any(fnmatchcase(finding.check, pattern) for pattern in options.disabled)
        and not any(_lets_pass(rule, finding, document) for rule in options.suppressions)
    ]


def _lets_pass(rule: Suppression, finding: Finding, document: str | None) -> bool:
    if not fnmatchcase(finding.check, rule.check):
        return False
    if rule.document is not None and rule.document != document:
        return False
    if rule.found is None:
        return True
    words = {fold(text) for text in (finding.found, finding.span and finding.span.text) if text}
    return fold(rule.found) in words
