"""A check and the passes that make its findings: declared where they stand, and found here.

A built-in check is declared in the module that makes its findings, and a newsroom's own is added
by `extractor.checks.added.register`; both are the same objects in the same registry.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from fnmatch import fnmatchcase
from importlib import import_module
from pkgutil import walk_packages
from threading import RLock
from typing import Any, Literal

from extractor.errors import OptionError
from extractor.languages.current import current
from extractor.schemas.finding import Finding, Severity

Scope = Literal["story", "draft", "fact", "object"]
"""What a check reads, and what the function of an added one is given.

- story: the scan of a story that is extracted, and no sources;
- draft: the scan of a draft, and those of its sources;
- fact: a fact of the model's, and the scan of its story;
- object: an object of a program, and the scan of its source.
"""

Stage = Literal["story", "draft", "changes", "alone", "reading", "fact", "statement", "object"]
"""When a pass runs.

- story: over a text by itself, before anything is there to compare;
- draft: over a draft with its sources;
- changes: after those, over sentences that a draft or a statement took from a source;
- alone: over a draft by itself, when it has been compared;
- reading: over what a model has said of a draft's sentences, if one was asked;
- fact: over a fact with its story;
- statement: over the statement of a fact with its story, as over a draft;
- object: over an object with its source.
"""

_SCOPES: Mapping[Stage, tuple[Scope, ...]] = {
    "story": ("story",),
    "draft": ("draft",),
    "changes": ("draft", "fact"),
    "alone": ("draft",),
    "reading": ("draft",),
    "fact": ("fact",),
    "statement": ("fact",),
    "object": ("object",),
}

LAST = 1000
"""The place of a pass that does not mind when it runs."""


@dataclass(frozen=True, slots=True)
class Check:
    """One check, as `extractor checks list` shows it."""

    id: str
    """Stable: "figure.value". What stands before the full stop is its family."""
    title: str
    """What it finds, in one line."""
    severity: Severity
    """The worst that it says."""
    is_added: bool = False
    """Whether it is a newsroom's own."""

    @property
    def passes(self) -> tuple[Pass, ...]:
        """The passes that make its findings."""
        return tuple(each for each in all_passes() if self.id in each.makes)

    @property
    def scopes(self) -> tuple[Scope, ...]:
        """Where its findings come up."""
        found = {scope for each in self.passes for stage in each.places for scope in _SCOPES[stage]}
        return tuple(sorted(found))

    @property
    def page(self) -> str:
        """Its page in the documentation."""
        return f"docs/checks/{self.id}.md"


@dataclass(frozen=True, slots=True)
class Pass:
    """One run over what a stage gives, which makes the findings of one check or of several."""

    name: str
    """The module and the function."""
    run: Callable[[Any, Any, Any], Iterable[Finding]]
    """What is given: what is checked, what it is held against, and the subject of the findings."""
    makes: tuple[str, ...]
    """The ids of its findings."""
    places: Mapping[Stage, int]
    """The stages that it runs in, and its place among the passes of each: where two findings are
    of one thing, the earlier one may settle it."""
    is_added: bool = False
    """Whether it is a newsroom's own."""


_CHECKS: dict[str, Check] = {}
_PASSES: dict[str, Pass] = {}
_LOCK = RLock()
_found = False


def declare(name: str, title: str, *, severity: Severity) -> Check:
    """A built-in check: stands in the module that makes its findings."""
    return add_check(Check(name, title, severity))


def add_check(check: Check) -> Check:
    """Put a check into the registry. Raises `ValueError` for an id that is taken."""
    if check.id in _CHECKS:
        raise ValueError(f"two checks are called {check.id!r}")
    _CHECKS[check.id] = check
    return check


def add_pass(added: Pass) -> None:
    """Put a pass into the registry; one of the same name gives way."""
    _PASSES[added.name] = added


def remove_added(name: str) -> None:
    """Take an added check and its pass away again; a built-in one stays."""
    check = _CHECKS.get(name)
    if check is not None and check.is_added:
        del _CHECKS[name]
        for each in [each for each in _PASSES.values() if name in each.makes and each.is_added]:
            del _PASSES[each.name]


def find_built_in() -> None:
    """Import every module under `extractor.checks`, once, so that what it declares is known."""
    global _found
    if _found:
        return
    with _LOCK:
        if not _found:
            package = import_module("extractor.checks")
            for module in walk_packages(package.__path__, "extractor.checks."):
                import_module(module.name)
            _found = True


def all_checks() -> tuple[Check, ...]:
    """Every check, built in or added, by id."""
    find_built_in()
    return tuple(_CHECKS[name] for name in sorted(_CHECKS))


def all_passes() -> tuple[Pass, ...]:
    """Every pass, by name."""
    find_built_in()
    return tuple(_PASSES[name] for name in sorted(_PASSES))


def passes_of(stages: Iterable[Stage], *, added: bool = False) -> list[Pass]:
    """The passes that run in one of these stages, in their order, in the language in force."""
    stages = tuple(stages)
    without = current().evidence.tables.without
    found = [
        (min(each.places[stage] for stage in stages if stage in each.places), each)
        for each in all_passes()
        if each.is_added is added
        and not each.places.keys().isdisjoint(stages)
        and not any(fnmatchcase(each.name, f"extractor.checks.{one}") for one in without)
    ]
    return [each for _, each in sorted(found, key=lambda row: row[0])]


def left_out(stages: Iterable[Stage]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The built-in checks of these stages that do not run in the language in force, for want of its
    words, and those that run in part, by id."""
    stages = frozenset(stages)
    here = [each for each in all_passes() if not each.is_added and stages & each.places.keys()]
    run = {each.name for each in passes_of(stages)}
    made = {name for each in here if each.name in run for name in each.makes}
    missed = {name for each in here if each.name not in run for name in each.makes}
    return tuple(sorted(missed - made)), tuple(sorted(missed & made))


def get_check(name: str) -> Check:
    """The check of this id. Raises `OptionError` for an unknown one."""
    find_built_in()
    try:
        return _CHECKS[name]
    except KeyError:
        raise OptionError(_unknown(name)) from None


def refuse_undeclared(name: str) -> None:
    """Raise `LookupError` for the id of a finding that no check has."""
    if name in _CHECKS:
        return
    find_built_in()
    if name not in _CHECKS:
        raise LookupError(f"a finding has the id {name!r}, which no check declares")


def refuse_unknown(patterns: Iterable[str]) -> None:
    """Raise `OptionError` for an id, or a family as in "figure.*", that no check has."""
    find_built_in()
    for pattern in patterns:
        if not any(fnmatchcase(name, pattern) for name in _CHECKS):
            raise OptionError(_unknown(pattern))


def _unknown(name: str) -> str:
    near = get_close_matches(name, _CHECKS, n=1)
    told = f"Did you mean {near[0]}? " if near else ""
    return f"No check is called {name!r}. {told}`extractor checks list` shows them all."
