"""Every check by its id: what it is for, how much it matters, and where to add one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from fnmatch import fnmatchcase
from typing import Any, Literal

from extractor.errors import OptionError
from extractor.schemas.finding import Finding, Severity

Scope = Literal["story", "draft", "fact", "object"]
"""What a check reads, and what its function is given.

- story: the scan of a story that is extracted, and no sources;
- draft: the scan of a draft, and those of its sources;
- fact: a fact of the model's, and the scan of its story;
- object: an object of a program, and the scan of its source.
"""

CheckFunction = Callable[[Any, Any], Iterable[Finding]]
"""A check of one's own; which two things it is given, its scopes say."""


@dataclass(frozen=True, slots=True)
class Check:
    """One check, as `extractor checks list` shows it."""

    id: str
    """Stable: "figure.value". What stands before the full stop is its family."""
    title: str
    """What it finds, in one line."""
    severity: Severity
    """The worst that it says."""
    run: CheckFunction | None = None
    """The function of a check that was added; built-in checks run with their family."""
    scopes: tuple[Scope, ...] = ()
    """Where an added check runs."""

    @property
    def page(self) -> str:
        """Its page in the documentation."""
        return f"docs/checks/{self.id}.md"


_BUILT_IN: tuple[tuple[str, Severity, str], ...] = (
    ("figure.value", "error", "A number that the source gives otherwise, or not at all"),
    ("figure.hedge", "error", 'A number whose "at least", "nearly" or "about" has changed'),
    ("figure.context", "error", "A number that the source gives about something else"),
    ("date.value", "error", "A date that the source gives otherwise, or not at all"),
    ("date.context", "error", "A date that the source gives about something else"),
    ("date.when", "error", "When a fact happened: words that the story does not have"),
    ("date.duration", "warning", "A duration that its two ends do not give"),
    ("date.order", "warning", "Days between two events that their dates do not give"),
    ("date.weekday", "error", "A weekday that does not fall on its date"),
    ("place.value", "warning", "Where a fact happened: words that the story does not have"),
    ("quote.grounding", "error", "The words that a fact stands on, as the story has them"),
    ("quotation.wording", "error", "Quoted words that the source has otherwise, or not at all"),
    ("quotation.speaker", "error", "A quotation in another mouth, or in nobody's"),
    ("attribution.speaker", "error", "A claim in another mouth, or without the one it has"),
    ("attribution.dropped", "look", "A claim that the source attributes, stated as fact"),
    ("arithmetic.headline", "look", "A number of the headline that the body gives otherwise"),
    ("name.inconsistent", "look", "One name spelt in two ways in one text"),
    ("name.absent", "warning", "A name that the source does not have"),
    ("name.spelling", "warning", "A name that the source spells otherwise"),
    ("name.context", "error", "A name where the source, saying the same, names somebody else"),
    ("name.pronoun", "warning", 'A text that opens with "He" before anybody is named'),
    ("person.age", "error", "One person with two ages"),
    ("person.born", "warning", "An age that the year of birth does not give"),
    ("person.title", "error", "One person with two offices, or another than the source's"),
    ("direction.opposite", "error", "Rose for fell, denied for confirmed"),
    ("direction.negation", "error", 'A "not" put in or left out'),
    ("direction.certainty", "warning", '"Will" for "could": surer than the source is'),
    ("legal.status", "error", "Convicted for charged, guilty for accused"),
    ("text.value", "info", "Words of an object without a figure, date or name"),
    ("source.disagreement", "look", "Sources that give the same thing differently"),
    ("superlative.claim", "warning", "Records, firsts and onlys, with the source's own words"),
    ("arithmetic.change", "error", "A stated rise or fall that its two ends do not give"),
    ("arithmetic.part", "error", "A part that is larger than its whole"),
    ("arithmetic.percent", "error", "A percentage that its counts do not give"),
    ("arithmetic.rate", "error", "So much each, or one in so many, that the figures do not give"),
    ("arithmetic.sum", "error", "A stated total that its list does not give"),
    ("remark.times_more", "look", '"Three times more than", which is read in two ways'),
    ("remark.small_base", "look", "A percentage of so few that the count says more"),
    ("remark.poll_margin", "look", "A poll's lead inside its margin of error"),
    ("remark.shares_past_100", "look", "Shares of one whole that come to more than 100 percent"),
    ("remark.currency_pair", "info", "The exchange rate that two amounts side by side imply"),
)

_CHECKS: dict[str, Check] = {
    name: Check(name, title, severity) for name, severity, title in _BUILT_IN
}


def all_checks() -> tuple[Check, ...]:
    """Every check, built in or added, by id."""
    return tuple(_CHECKS[name] for name in sorted(_CHECKS))


def get_check(name: str) -> Check:
    """The check of this id. Raises `OptionError` for an unknown one."""
    try:
        return _CHECKS[name]
    except KeyError:
        raise OptionError(_unknown(name)) from None


def refuse_unknown(patterns: Iterable[str]) -> None:
    """Raise `OptionError` for an id, or a family as in "figure.*", that no check has."""
    for pattern in patterns:
        if not any(fnmatchcase(name, pattern) for name in _CHECKS):
            raise OptionError(_unknown(pattern))


def _unknown(name: str) -> str:
    near = get_close_matches(name, _CHECKS, n=1)
    told = f"Did you mean {near[0]}? " if near else ""
    return f"No check is called {name!r}. {told}`extractor checks list` shows them all."


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
    if name in _CHECKS:
        raise OptionError(f"There is a check {name!r} already. Choose another id.")

    def add(run: CheckFunction) -> CheckFunction:
        _CHECKS[name] = Check(name, title, severity, run, scopes)
        return run

    return add


def unregister(name: str) -> None:
    """Take an added check away again; built-in ones are switched off by `CheckOptions`."""
    check = _CHECKS.get(name)
    if check is not None and check.run is not None:
        del _CHECKS[name]
