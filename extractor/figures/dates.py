"""Dates and times: found by their words, joined where they stand together, then resolved."""

from __future__ import annotations

from datetime import date, datetime

from extractor.figures.date_atoms import find_atoms
from extractor.figures.date_fiscal import take_fiscal
from extractor.figures.date_join import join_atoms
from extractor.figures.date_piece import Atom
from extractor.figures.date_readings import Reading
from extractor.figures.date_resolve import resolve
from extractor.figures.date_tense import tells_how_long
from extractor.figures.plain import blocks, plain
from extractor.schemas.figure import DateRef
from extractor.schemas.span import Span


def scan_dates(text: str, *, published: date | datetime | None = None) -> list[DateRef]:
    """The dates and times of a text, in reading order.

    Relative dates are read against `published`, or else against the date that the text itself
    bears at its head; with neither, their `iso` is none.
    """
    day = published.date() if isinstance(published, datetime) else published
    found: list[DateRef] = []
    for place, block in blocks(text):
        page = plain(block)
        atoms = [
            atom
            for atom in take_fiscal(page.low, join_atoms(page.low, find_atoms(page.low, page.case)))
            # "a sleepless night" names no night
            if not (atom.kind == "part" and atom.early == "bare")
            and not (atom.kind == "ago" and atom.modifier == "from" and atom.other is None)
            # "the deadliest in 20 years" looks back, and "sold in two days" names no day
            and not (
                atom.kind == "ago" and atom.modifier == "in" and tells_how_long(page.low, atom)
            )
        ]
        if day is None and place == 0:
            day = _dateline(page.low, atoms)
        for index, atom in enumerate(atoms):
            reading = resolve(page.low, atoms, index, day)
            start, end = page.source(atom.start, atom.end)
            found.append(_date_ref(text, place + start, place + end, reading))
    return found


def _date_ref(text: str, start: int, end: int, reading: Reading) -> DateRef:
    """The finished date."""
    return DateRef(
        Span(start, end, text[start:end]),
        reading.iso,
        reading.precision,
        reading.is_relative,
        reading.note,
    )


def _dateline(low: str, atoms: list[Atom]) -> date | None:
    """The day that the text bears at its head: a full date that begins a line, or follows a
    place name or "published" in one of the first lines."""
    for atom in atoms:
        if atom.start > 700:
            return None
        if atom.kind == "day" and atom.year is not None and atom.month and atom.day:
            line = low.rfind("\n", 0, atom.start) + 1
            head = low[line : atom.start].strip(" *_#")
            stop = low.find("\n", atom.end)
            tail = low[atom.end : stop if stop >= 0 else len(low)]
            if (
                not head
                or head.endswith(
                    ("—", "–", "-", "|", ":", "(", "updated", "published", ",", "posted")
                )
                or len(tail) < 4
            ):
                try:
                    return date(atom.year, atom.month, atom.day)
                except ValueError:
                    continue
    return None
