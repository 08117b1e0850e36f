"""Checks that a newsroom adds: where they come from, and how they become checks like any other.

They come from files that the user names, and from installed packages by the entry point
`fact_extractor.checks`; each is a module that calls `register`.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from hashlib import sha256
from importlib.metadata import entry_points
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from threading import RLock
from typing import Any

from extractor.checks.check import (
    LAST,
    Check,
    Pass,
    Scope,
    add_check,
    add_pass,
    all_checks,
    remove_added,
)
from extractor.checks.evidence.text_index import TextIndex
from extractor.checks.passes import run_passes
from extractor.errors import OptionError
from extractor.schemas.finding import Finding, Severity

CheckFunction = Callable[[Any, Any], Iterable[Finding]]
"""A check of one's own; which two things it is given, its scopes say."""

GROUP = "fact_extractor.checks"
VARIABLE = "EXTRACTOR_CHECKS"
"""Files with checks, parted as in PATH: the processes of a batch inherit them."""

_LOADED: set[str] = set()
_LOCK = RLock()


def use_files(paths: Iterable[Path]) -> None:
    """Add the checks of these files, here and in every process that is started from now on.

    Raises:
        OptionError: a file cannot be read, or fails as it is run.
    """
    known = [path for path in os.environ.get(VARIABLE, "").split(os.pathsep) if path]
    new = [str(path.resolve()) for path in paths]
    os.environ[VARIABLE] = os.pathsep.join(dict.fromkeys([*known, *new]))
    load_added()


def load_added() -> None:
    """Load the added checks that are not loaded yet.

    Raises:
        OptionError: one of them cannot be loaded.
    """
    with _LOCK:
        for path in os.environ.get(VARIABLE, "").split(os.pathsep):
            if path and path not in _LOADED:
                _load_file(path)
                _LOADED.add(path)
        if GROUP not in _LOADED:
            for point in entry_points(group=GROUP):
                try:
                    point.load()
                except Exception as error:
                    raise OptionError(
                        f"the checks of {point.value} cannot be loaded: {_in_one_line(error)}"
                    ) from error
            _LOADED.add(GROUP)


def register(
    name: str,
    title: str,
    *,
    severity: Severity = "warning",
    scopes: tuple[Scope, ...] = ("draft",),
) -> Callable[[CheckFunction], CheckFunction]:
    """Add a check of one's own to all that is checked from now on.

    What its function is given, `Scope` says; it yields findings whose `check` is `name`. Raises
    `OptionError` for an id that is taken or has no family.
    """
    if not re.fullmatch(r"[a-z][a-z_]*\.[a-z][a-z_]*", name):
        raise OptionError(
            f"A check's id has a family and a name, as in house.percent; not {name!r}."
        )
    if any(check.id == name for check in all_checks()):
        raise OptionError(f"There is a check {name!r} already. Choose another id.")

    def add(function: CheckFunction) -> CheckFunction:
        add_check(Check(name, title, severity, is_added=True))
        run = partial(_run, name, function)
        add_pass(Pass(f"added {name}", run, (name,), dict.fromkeys(scopes, LAST), is_added=True))
        return function

    return add


def unregister(name: str) -> None:
    """Take an added check away again; built-in ones are switched off by `CheckOptions`."""
    remove_added(name)


def run_added(
    scopes: Iterable[Scope], about: object, against: TextIndex | Sequence[TextIndex]
) -> list[Finding]:
    """The findings of the added checks of these scopes, each once, by id.

    Raises:
        OptionError: a check fails, or yields what is no finding of its own.
    """
    load_added()
    return run_passes(scopes, about, against, added=True)


def _run(
    name: str,
    function: CheckFunction,
    about: object,
    against: TextIndex | Sequence[TextIndex],
    _: object,
) -> list[Finding]:
    """The findings of one added check, which is given scans, not our indexes of them."""
    this = about.scan if isinstance(about, TextIndex) else about
    other = against.scan if isinstance(against, TextIndex) else [source.scan for source in against]
    try:
        found = list(function(this, other))
    except Exception as error:
        raise OptionError(f"the check {name} failed: {_in_one_line(error)}") from error
    for finding in found:
        if not isinstance(finding, Finding) or finding.check != name:
            told = finding.check if isinstance(finding, Finding) else type(finding).__name__
            raise OptionError(
                f"the check {name} may yield findings with its own id only, not {told!r}"
            )
    return found


def _load_file(path: str) -> None:
    name = f"extractor_checks_{sha256(path.encode()).hexdigest()[:12]}"
    spec = spec_from_file_location(name, path) if path.endswith(".py") else None
    if spec is None or spec.loader is None:
        raise OptionError(f"{path} has no checks: use a Python file such as house.py")
    module = module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except OptionError as error:
        raise OptionError(f"{path}: {error}") from None
    except OSError as error:
        if error.filename == path:
            raise OptionError(f"{path} cannot be read: {error.strerror}") from None
        raise OptionError(f"{path} cannot be loaded: {_in_one_line(error)}") from error
    except SyntaxError as error:
        raise OptionError(f"{path}, line {error.lineno}: {error.msg}") from None
    except Exception as error:
        raise OptionError(f"{path} cannot be loaded: {_in_one_line(error)}") from error


def _in_one_line(error: Exception) -> str:
    """An error in one line, with the place in the user's own code."""
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    at = f", line {place.tb_lineno}" if place is not None else ""
    words = " ".join(str(error).split())
    return f"{type(error).__name__}{at}: {words}" if words else f"{type(error).__name__}{at}"
