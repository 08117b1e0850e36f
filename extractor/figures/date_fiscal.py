"""Years and quarters of a firm, a state's books or a school: they begin in a month of their own."""

from __future__ import annotations

import re

from extractor.figures.date_piece import Atom

_CODE = re.compile(
    r"(?<![a-z0-9])(?:(?P<quarter>q[1-4]|[1-4]q)|h[12]|[12]h)?[ -]?(?:of )?"
    r"fy(?: ?'?(?:20)?[0-9]{2}(?:[-–/](?:20)?[0-9]{2})?)(?![0-9a-z])"
)
_KINDS = r"(?P<kind>fiscal|financial|academic)"
_BOOKS = re.compile(
    r"(?<![a-z])(?:(?:the|its|their|a) )?(?:fiscal|financial|academic) year"
    r"(?= (?:to|end(?:ed|ing|s)|which ended|that ended) )"
)
_BEFORE = re.compile(rf"(?<![a-z])(?:the |this |last |next )?{_KINDS}(?: years?)?(?: of)? $")
_AFTER = re.compile(rf" {_KINDS} year(?![a-z])")
_OF_QUARTER = re.compile(
    rf" of (?:(?!the {_KINDS.replace('?P<kind>', '?:')})[a-z'’]+ ){{0,3}}{_KINDS}(?: year)?"
    r"(?: (?:of )?(?:19|20)[0-9]{2}(?:[-–/][0-9]{2})?(?![0-9]))?(?![a-z])"
)
_ENDED = frozenset(
    {" to ", " ended ", " ending ", " ended in ", " ending in ", " which ended ", " ended on ",
     " to the end of ", ", ended ", " that ended ", " ends in "}
)  # fmt: skip
"""What stands between a fiscal year and the month that ends it."""
_INSIDE = re.compile(rf"(?<![a-z]){_KINDS}(?![a-z])")


def fiscal_codes(low: str) -> list[Atom]:
    """The years that are written by a code: "FY25", "Q1 FY26", "2HFY24", or named by their end:
    "the financial year to March"."""
    atoms = []
    for found in _CODE.finditer(low):
        begin = found.start() + len(found.group()) - len(found.group().lstrip(" -"))
        atom = Atom(begin, found.end(), "fiscal")
        atom.unit = "quarter" if found.group("quarter") else "year"
        atom.year = 0  # it is named, whichever it is
        atoms.append(atom)
    for found in _BOOKS.finditer(low):
        atom = Atom(found.start(), found.end(), "fiscal")
        atom.unit = "year"
        atoms.append(atom)
    return atoms


def take_fiscal(low: str, atoms: list[Atom]) -> list[Atom]:
    """The atoms, with those made fiscal that words around them say are no calendar ones."""
    kept: list[Atom] = []
    for atom in atoms:
        if kept and kept[-1].kind == "fiscal" and atom.start < kept[-1].end:
            continue
        if atom.kind in ("year", "years", "quarter") or (
            atom.kind == "span" and atom.unit in ("year", "quarter")
        ):
            _make_fiscal(low, atom)
        if (
            kept
            and kept[-1].kind == "fiscal"
            and atom.kind in ("month", "day")
            and low[kept[-1].end : atom.start] in _ENDED
        ):
            kept[-1].other = atom
        kept.append(atom)
    return kept


def _make_fiscal(low: str, atom: Atom) -> None:
    """Make a year or a quarter fiscal, where its words or its neighbours say so."""
    before = _BEFORE.search(low, max(0, atom.start - 28), atom.start)
    after = _AFTER.match(low, atom.end)
    inside = _INSIDE.search(low, atom.start, atom.end)
    if atom.kind == "quarter" and after is None:
        after = _OF_QUARTER.match(low, atom.end)
    found = inside or before or after
    if found is None or "\n" in found.group():
        return
    atom.unit = "quarter" if "quarter" in (atom.kind, atom.unit) else "year"
    atom.kind = "fiscal"
    if before:
        atom.start = before.start()
    if after:
        atom.end = after.end()
