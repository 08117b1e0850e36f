"""Checks that a newsroom adds: where they come from, and how they are run.

They come from files that the user names, and from installed packages by the entry point
`fact_extractor.checks`; each is a module that calls `register`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from hashlib import sha256
from importlib.metadata import entry_points
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from threading import RLock

from extractor.checks.check import Scope, all_checks
from extractor.errors import OptionError
from extractor.schemas.finding import Finding

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
                        f"the checks of {point.value} cannot be loaded: {_told(error)}"
                    ) from error
            _LOADED.add(GROUP)


def run_added(scopes: Iterable[Scope], about: object, against: object) -> list[Finding]:
    """The findings of the added checks of these scopes; what the two things are, `Scope` says.

    Raises:
        OptionError: a check fails, or yields what is no finding of its own.
    """
    load_added()
    wanted = set(scopes)
    findings: list[Finding] = []
    for check in all_checks():
        if check.run is None or wanted.isdisjoint(check.scopes):
            continue
        try:
            found = list(check.run(about, against))
        except Exception as error:
            raise OptionError(f"the check {check.id} failed: {_told(error)}") from error
        for finding in found:
            if not isinstance(finding, Finding) or finding.check != check.id:
                told = finding.check if isinstance(finding, Finding) else type(finding).__name__
                raise OptionError(
                    f"the check {check.id} may yield findings with its own id only, not {told!r}"
                )
        findings += found
    return findings


def _load_file(path: str) -> None:
    name = f"extractor_checks_{sha256(path.encode()).hexdigest()[:12]}"
    spec = spec_from_file_location(name, path) if path.endswith(".py") else None
    if spec is None or spec.loader is None:
        raise OptionError(f"{path} has no checks: give a Python file, as house.py")
    module = module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except OptionError as error:
        raise OptionError(f"{path}: {error}") from None
    except OSError as error:
        if error.filename == path:
            raise OptionError(f"{path} cannot be read: {error.strerror}") from None
        raise OptionError(f"{path} cannot be loaded: {_told(error)}") from error
    except SyntaxError as error:
        raise OptionError(f"{path}, line {error.lineno}: {error.msg}") from None
    except Exception as error:
        raise OptionError(f"{path} cannot be loaded: {_told(error)}") from error


def _told(error: Exception) -> str:
    """An error in one line, with the place in the user's own code."""
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    at = f", line {place.tb_lineno}" if place is not None else ""
    words = " ".join(str(error).split())
    return f"{type(error).__name__}{at}: {words}" if words else f"{type(error).__name__}{at}"
