"""Years, days and times of day that a program's object holds, against a source."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from decimal import Decimal

from extractor.checks.evidence.date_parts import compare_dates, last_end, parts_of
from extractor.checks.evidence.text_index import TextIndex
from extractor.checks.findings import Subject, make_finding, quoted, where
from extractor.checks.object.leaves import Leaf
from extractor.scanning.document import said_beside, scan_document
from extractor.schemas.figure import DateRef
from extractor.schemas.finding import Finding, Severity, Verdict
from extractor.schemas.span import Span


def read_as_time(text: str, source: TextIndex) -> tuple[DateRef, TextIndex] | None:
    """A text that by itself is only a number or a common word, read as what it is after an "in" or
    "on", with the words it was read in: the year of "2019", the month of "Mar"."""
    for point in ("in", "on"):
        claim = TextIndex(scan_document(said_beside(f"{point} {text.strip()}", source.scan)))
        dates = claim.scan.dates
        if len(dates) == 1 and dates[0].span.text == text.strip():
            return dates[0], claim
    return None


def is_of_time(leaf: Leaf, *names: str) -> bool:
    """Whether the name of a field says that it holds a time, or one of those named: "year",
    "opened.month"."""
    words = re.findall(r"[a-z]+", leaf.path.casefold())
    return not frozenset(names or _FIELDS_OF_TIME).isdisjoint(words)


_FIELDS_OF_TIME = ("date", "when", "day", "weekday", "month", "season", "year", "decade", "century")


def check_year(value: Decimal, source: TextIndex, subject: Subject) -> Finding | None:
    """A whole number that a date of the source has as its year."""
    if not 1000 <= value <= 9999 or value != int(value):
        return None
    year = str(int(value))
    read = read_as_time(year, source)
    if read is None or read[0].precision != "year":
        return None
    found: tuple[DateRef, Verdict, Severity] | None = None
    for dates in source.date_table.may_bear_out(read[0]):
        compared = compare_dates(read[0], dates[0])
        if compared is None or compared[0] == "value_mismatch":
            continue
        if compared[1] == "info":
            return _found(year, dates[0], source, subject)
        found = found or (dates[0], *compared)
    return None if found is None else _found(year, found[0], source, subject, *found[1:])


def check_month(value: Decimal, source: TextIndex, subject: Subject) -> Finding | None:
    """A whole number from 1 to 12, of a field that holds a month: a month that the source names."""
    for ref in source.scan.dates:
        parts = parts_of(ref)
        end = last_end(ref.span.text)
        if value in (parts.month, end and end.month):
            return _found(str(value), ref, source, subject)
    return None


def check_day(day: date, source: TextIndex, subject: Subject) -> Finding:
    """A day of an object: somewhere in the source, or not."""
    iso = day.isoformat()[:10]
    for ref in source.scan.dates:
        if ref.iso and ref.iso.startswith(iso):
            return _found(iso, ref, source, subject)
    return _not_found(iso, subject)


def check_moment(moment: datetime, source: TextIndex, subject: Subject) -> Finding:
    """A day with its time: each has to be in the source, and the time said of that day."""
    on_the_day = check_day(moment, source, subject)
    if on_the_day.verdict != "exact":
        return on_the_day
    iso, clock = moment.date().isoformat(), _clock(moment)
    refs = [ref for ref in source.scan.dates if ref.iso and ref.iso.startswith(iso)]
    timed = [ref for ref in refs if "T" in (ref.iso or "")]
    for ref in timed:
        if _is_clock(ref.iso, clock):
            return _found(f"{iso} {clock}", ref, source, subject)
    # A time of day that the source says of no day, or not in a way that could be told.
    times = [
        ref
        for ref in source.scan.dates
        if ref.iso and ref.iso.startswith("T") and _is_clock(ref.iso, clock)
    ]
    day = refs[0].span
    place = f"{iso} is in the source as {quoted(day.text)} ({where(source, day)})"
    verdict: Verdict = "absent"
    evidence: tuple[Span, ...] = (day,)
    message = f"{place}, but the time {clock} is not."
    if timed:
        verdict, evidence = "value_mismatch", (timed[0].span,)
        message = f"{clock} here; the source has {quoted(evidence[0].text)}."
    elif times:
        verdict, evidence = "not_checked", (day, times[0].span)
        message = (
            f"{place}, and the time {clock} as {quoted(times[0].span.text)} "
            f"({where(source, times[0].span)}): see whether they belong together."
        )
    return make_finding(
        "date.value",
        verdict,
        None,
        message,
        subject=subject,
        evidence=evidence,
        found=f"{iso} {clock}",
        expected=evidence[0].text,
    )


def check_clock(value: time, source: TextIndex, subject: Subject) -> Finding:
    """A time of day, whatever day the source says it of."""
    clock = _clock(value)
    for ref in source.scan.dates:
        if _is_clock(ref.iso, clock):
            return _found(clock, ref, source, subject)
    return _not_found(clock, subject)


def _found(
    value: str,
    ref: DateRef,
    source: TextIndex,
    subject: Subject,
    verdict: Verdict = "exact",
    severity: Severity = "info",
) -> Finding:
    place = f"{quoted(ref.span.text)} ({where(source, ref.span)})"
    message = f"{value} is in the source as {place}."
    if verdict != "exact":
        message = f"{value} here, {place} in the source."
    return make_finding(
        "date.value",
        verdict,
        None,
        message,
        subject=subject,
        severity=severity,
        evidence=(ref.span,),
        found=value,
        expected=ref.span.text,
    )


def _not_found(value: str, subject: Subject) -> Finding:
    message = f"{value} is not in the source."
    return make_finding("date.value", "absent", None, message, subject=subject, found=value)


def _clock(value: time | datetime) -> str:
    """Hours and minutes, and what is smaller only where there is something."""
    at = value if isinstance(value, time) else value.time()
    if at.microsecond:
        return at.replace(tzinfo=None).isoformat()
    return at.strftime("%H:%M:%S" if at.second else "%H:%M")


def _is_clock(iso: str | None, clock: str) -> bool:
    """Whether a date or time of the source has just this time of day."""
    _, has_time, rest = (iso or "").partition("T")
    return bool(has_time) and rest[:8].removesuffix(":00" if len(rest) > 5 else "") == clock
