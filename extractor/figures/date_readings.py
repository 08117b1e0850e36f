"""What a date resolves to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from extractor.figures.date_piece import Atom
from extractor.schemas.figure import DatePrecision


@dataclass(frozen=True, slots=True)
class Reading:
    """What a date resolves to."""

    iso: str | None
    precision: DatePrecision | None
    is_relative: bool
    note: str | None = None


NOTHING = Reading(None, None, True)


def clock_iso(atom: Atom) -> str:
    """The time of day in ISO form."""
    text = f"{atom.hour:02d}:{atom.minute or 0:02d}"
    if atom.second is not None:
        text += f":{atom.second:02d}"
    return text + (atom.zone or "")


def on_day(day: date, atom: Atom, relative: bool, note: str | None = None) -> Reading:
    """A day with the time or the part of day that the atom gives."""
    if atom.part == "overnight":
        before = day - timedelta(days=1) if atom.name == "into" else day
        after = before + timedelta(days=1)
        return Reading(f"{before.isoformat()}/{after.isoformat()}", "part_of_day", relative, note)
    if atom.hour is not None:
        return Reading(f"{day.isoformat()}T{clock_iso(atom)}", "time", relative, note)
    return Reading(day.isoformat(), "part_of_day" if atom.part else "day", relative, note)
