"""Variants of the tables in `cases/`: what a writer could equally have written.

    for variant in made(read_cases()):
        problems = variant.problems(figures, dates)    # as a reader found them in variant.text

What must stay equal, by one rule for all operators: every figure keeps its value or ends, kind,
unit and hedge, every date its ISO form and precision, and none is added or lost. A figure or date
that no edit touches keeps its words (`span`), and a figure whose noun no edit touches keeps `of`.
No operator has a say in this.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from zlib import crc32

from rewriting import (
    amounts,
    dates,
    frames,
    hedges,
    numerals,
    ranges,
    spacing,
    spanish,
    surroundings,
)
from rewriting.cases import Case, Mark, Operator, edited, read_cases

__all__ = [
    "NAMES",
    "OPERATORS",
    "TWO",
    "Case",
    "Variant",
    "made",
    "read_cases",
    "unchanged",
]

OPERATORS: Mapping[str, Operator] = {
    **spacing.OPERATORS,
    **numerals.OPERATORS,
    **amounts.OPERATORS,
    **hedges.OPERATORS,
    **ranges.OPERATORS,
    **surroundings.OPERATORS,
    **frames.OPERATORS,
    **dates.OPERATORS,
}
"""All operators by name. The docstring of each is its rule."""

SHARED = ("in_brackets", "in_capitals", "stop_behind", "phrase_quoted", "phrase_marked_up")
"""Operators of `surroundings` that put in no word of a language."""

BY_LANGUAGE: Mapping[str, Mapping[str, Operator]] = {
    "en": OPERATORS,
    "es": {
        **spacing.OPERATORS,
        **{name: surroundings.OPERATORS[name] for name in SHARED},
        **spanish.OPERATORS,
    },
}
"""The operators of each language: those that see only signs, and those with words of its own."""

TWO = "two_at_once"
NAMES = (*OPERATORS, TWO)
"""The operators, and the name of variants made by two of them, one after the other."""

_REWORDING = tuple(
    name for module in (numerals, amounts, hedges, ranges, dates) for name in module.OPERATORS
)
_NEUTRAL = (
    *("two_spaces", "line_break", "no_break_space", "thin_space", "no_break_hyphen"),
    *("quantity_elsewhere", "count_elsewhere", "date_elsewhere"),
    *("quoted", "second_sentence", "stop_behind", "phrase_marked_up"),
)

_FIGURE = ("kind", "value", "low", "high", "unit", "hedge")
_DATE = ("iso", "precision", "part")


@dataclass(frozen=True, slots=True)
class Variant:
    """A text, and what a reader must find in it."""

    operator: str
    case: str
    text: str
    published: date
    figures: tuple[Mapping[str, Any], ...] | None
    """The fields to find, figure by figure; none where the case says nothing about figures."""
    dates: tuple[Mapping[str, Any], ...] | None
    """The same for dates."""

    def problems(self, figures: Sequence[Any], dates: Sequence[Any]) -> list[str]:
        """How what was found differs from what must be found; empty when nothing does."""
        found = []
        if self.figures is not None:
            found += _differences(self.figures, figures)
        if self.dates is not None:
            found += _differences(self.dates, dates)
        return found


def made(
    cases: Iterable[Case],
    names: Iterable[str] = NAMES,
    *,
    operators: Mapping[str, Operator] = OPERATORS,
) -> Iterator[Variant]:
    """All variants of the cases, operator by operator; a text comes once for each operator."""
    rows = list(cases)
    for name in names:
        if name == TWO:
            yield from _two_at_once(rows)
            continue
        for case in rows:
            for other in _rewritings(case, name, operators):
                yield _variant(name, other)


def unchanged(case: Case) -> Variant:
    """The case itself, to be read by the same ruler."""
    return _variant("", case)


def _rewritings(
    case: Case, name: str, operators: Mapping[str, Operator] = OPERATORS
) -> Iterator[Case]:
    seen = {case.text}
    for edits in operators[name](case):
        other = edited(case, edits)
        if other.text not in seen:
            seen.add(other.text)
            yield other


def _two_at_once(cases: Iterable[Case]) -> Iterator[Variant]:
    """Two more rewritings of each rewording of a figure or date; the text alone decides which."""
    for case in cases:
        seen = {case.text}
        for name in _REWORDING:
            for once in _rewritings(case, name):
                if once.can_be_edited:
                    for twice in _some_rewritings(once, without=name):
                        if twice.text not in seen:
                            seen.add(twice.text)
                            yield _variant(TWO, twice)


def _some_rewritings(case: Case, *, without: str) -> Iterator[Case]:
    number = crc32(case.text.encode())
    for names in (_REWORDING, _NEUTRAL):
        turn = number % len(names)
        for name in names[turn:] + names[:turn]:
            choices = list(OPERATORS[name](case)) if name != without else []
            if choices:
                yield edited(case, choices[number % len(choices)])
                break


def _variant(name: str, case: Case) -> Variant:
    return Variant(
        operator=name,
        case=case.name,
        text=case.text,
        published=case.published,
        figures=_wanted(case.figures),
        dates=_wanted(case.dates),
    )


def _wanted(marks: tuple[Mark, ...] | None) -> tuple[Mapping[str, Any], ...] | None:
    if marks is None:
        return None
    rows = []
    for mark in marks:
        row = {name: mark.get(name) for name in (_DATE if mark.is_date else _FIGURE)}
        if mark.words_kept:
            row["span"] = mark.row["span"]
        if mark.noun_kept and not mark.is_date:
            row["of"] = mark.get("of")
        rows.append(row)
    return tuple(rows)


def _differences(wanted: Sequence[Mapping[str, Any]], found: Sequence[Any]) -> list[str]:
    if len(wanted) != len(found):
        names = ", ".join(repr(one.span.text) for one in found) or "nothing"
        return [f"{len(wanted)} wanted, found {names}"]
    problems = []
    for row, one in zip(wanted, found, strict=True):
        for name, value in row.items():
            got = one.span.text if name == "span" else getattr(one, name)
            if not _equal(got, value):
                problems.append(f"{one.span.text!r}: {name} {got}, wanted {value}")
    return problems


def _equal(found: Any, wanted: Any) -> bool:
    if not isinstance(found, Decimal) or wanted is None:
        return bool(found == wanted)
    exact = Decimal(wanted)
    # thirds and the like are written with six decimals in the tables
    return found == exact or ("." in wanted and abs(found - exact) < Decimal("0.000001"))
