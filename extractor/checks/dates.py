"""Dates of a claim against the dates of its sources; weekdays against their dates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from extractor.checks.findings import (
    DRAFT,
    Subject,
    make_finding,
    quoted,
    says_other,
    where,
)
from extractor.checks.reading import Reading, fold
from extractor.checks.support import context_of
from extractor.checks.words import content_stems, word_list
from extractor.schemas.figure import DateRef
from extractor.schemas.finding import Finding, Severity, Verdict
from extractor.schemas.span import Span

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = word_list(
    """
    january february march april may june july august september october november december
    """
)

_WEEKDAY = re.compile(r"\b(mon|tue|wed|thu|fri|sat|sun)(?:[a-z]*day)?s?\b")
_MONTH = re.compile(r"\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b")
_YEAR = re.compile(r"\b(1[5-9]\d\d|20\d\d)\b")
_CLOCK = re.compile(r"\b(\d{1,2})(?=[:.]\d\d|\s?[ap]\.?m)(?:[:.](\d\d))?\s?([ap]\.?m\b)?(?!\d)")
_DAY = re.compile(r"\b([12]?\d|3[01])(?:st|nd|rd|th)?\b(?![:\d])")


_LEAST_CONTEXT = 0.4
"""Share of a sentence's words that must stand around another date before that date is expected."""


_LEAST_WORDS = 3


@dataclass(frozen=True, slots=True)
class DateParts:
    """What the words of a date fix by themselves, without a calendar."""

    year: int | None
    month: int | None
    day: int | None
    weekday: int | None
    clock: str | None = None
    """The time of day, as digits."""
    numbers: tuple[tuple[str, ...], ...] = ()
    """All years, all months, all weekdays and all times, for "from 2004 to 2009"."""

    @property
    def names_something(self) -> bool:
        """Whether the words fix anything: "last week" does not."""
        return (self.year, self.month, self.day, self.weekday, self.clock) != (None,) * 5

    @property
    def is_several(self) -> bool:
        """Whether the words name two ends."""
        return any(len(group) > 1 for group in self.numbers)


@lru_cache(maxsize=4096)
def date_parts(words: str) -> DateParts:
    """The year, month, day and weekday that the words name."""
    words = fold(words)
    year = _YEAR.search(words)
    month = _MONTH.search(words)
    weekday = _WEEKDAY.search(words)
    day = None
    if month:
        rest = words.replace(year.group(), " ") if year else words
        found = _DAY.search(rest)
        day = int(found.group(1)) if found else None
    clock = _CLOCK.search(words)
    return DateParts(
        int(year.group()) if year else None,
        [name[:3] for name in MONTHS].index(month.group(1)) + 1 if month else None,
        day,
        [name[:3] for name in WEEKDAYS].index(weekday.group(1)) if weekday else None,
        _clock_digits(clock) if clock else None,
        (
            tuple(_YEAR.findall(words)),
            tuple(_MONTH.findall(words)),
            tuple(_WEEKDAY.findall(words)),
            tuple(_clock_digits(found) for found in _CLOCK.finditer(words)),
        ),
    )


def _clock_digits(found: re.Match[str]) -> str:
    """ "1pm", "1.00 p.m." and "13:00" are one time."""
    hour, minute = int(found.group(1)), int(found.group(2) or 0)
    half = (found.group(3) or "").replace(".", "")
    if half == "pm" and hour < 12:
        hour += 12
    return f"{hour}:{minute:02}"


def compare_dates(claim: DateRef, source: DateRef) -> tuple[Verdict, Severity] | None:
    """What one date says against another; none where they cannot be compared."""
    if fold(claim.span.text) == fold(source.span.text):
        return "exact", "info"
    mine, theirs = date_parts(claim.span.text), date_parts(source.span.text)
    if mine.weekday is not None and theirs.weekday not in (None, mine.weekday):
        return "value_mismatch", "error"
    if claim.iso and source.iso:
        if claim.iso == source.iso:
            return "equivalent", "info"
        lies_in = source.iso.startswith(claim.iso) or _inside(source.iso, claim.iso)
        if lies_in and not mine.clock:
            return "equivalent", "info"
    return _compare_parts(mine, theirs, claim, source)


def _compare_parts(
    mine: DateParts, theirs: DateParts, claim: DateRef, source: DateRef
) -> tuple[Verdict, Severity] | None:
    if not mine.names_something or not theirs.names_something:
        return None
    pairs = [
        (mine.year, theirs.year),
        (mine.month, theirs.month),
        (mine.day, theirs.day),
        (mine.weekday, theirs.weekday),
        (mine.clock, theirs.clock),
    ]
    if mine.is_several or theirs.is_several:
        for one, other in zip(mine.numbers, theirs.numbers, strict=True):
            if one and other and set(one) - set(other):
                return "value_mismatch", "error"
    shared = [(a, b) for a, b in pairs if a is not None and b is not None]
    if not shared:
        return None
    if any(a != b for a, b in shared):
        return "value_mismatch", "error"
    more = [a for a, b in pairs if a is not None and b is None]
    if not more:
        return "equivalent", "info"
    # The claim says more than these words do; what they resolve to may bear it out.
    if source.iso and _fits(mine, source.iso):
        return "equivalent", "info"
    if mine.month is not None and theirs.month is None:
        return None
    if mine.day is not None and theirs.day is None:
        # "29 June" where the source has only "June": nothing bears the day out.
        return "value_mismatch", "error"
    return "equivalent", "look"


def _fits(parts: DateParts, iso: str) -> bool:
    found = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?.*", iso)
    if not found:
        return False
    year, month, day = (int(group) if group else None for group in found.groups())
    for said, known in ((parts.year, year), (parts.month, month), (parts.day, day)):
        if said is not None and said != known:
            return False
    if parts.weekday is not None and year and month and day:
        try:
            return date(year, month, day).weekday() == parts.weekday
        except ValueError:
            return False
    return True


def _inside(inner: str, outer: str) -> bool:
    """Whether an ISO day lies in an ISO interval."""
    start, slash, end = outer.partition("/")
    return bool(slash) and "/" not in inner and start[:10] <= inner[:10] <= end[:10]


def check_dates(
    claim: Reading, sources: Sequence[Reading], *, subject: Subject = DRAFT
) -> list[Finding]:
    """One verdict for every date of the claim that names a day, month or year."""
    findings = []
    for ref in claim.scan.dates:
        if claim.is_furniture(ref.span):
            continue
        finding = check_date(ref, claim, sources, subject=subject)
        if finding is not None:
            findings.append(finding)
    return findings


def check_date(
    ref: DateRef, claim: Reading, sources: Sequence[Reading], *, subject: Subject = DRAFT
) -> Finding | None:
    """The verdict on one date; none for words that fix nothing and stand nowhere."""
    stems = _stems_around(ref, claim)
    best: tuple[tuple[int, float], Finding] | None = None
    for index, source in enumerate(sources):
        several = index if len(sources) > 1 else None
        found = _against(ref, stems, source, several, subject)
        if found is not None and (best is None or found[0] < best[0]):
            best = found
    if best is not None:
        return best[1]
    if not date_parts(ref.span.text).names_something:
        return None
    return make_finding(
        "date.value",
        "absent",
        ref.span,
        f"{quoted(ref.span.text)} is not in the source; no date there is like it.",
        subject=subject,
    )


def _stems_around(ref: DateRef, claim: Reading) -> frozenset[str]:
    """The telling words of a date's sentence; of several dates each has those up to the next."""
    sentence = claim.sentence(ref.span.start)
    if sentence is None:
        return frozenset()
    start, end = sentence.start, sentence.end
    for other in claim.scan.dates:
        if other.span == ref.span or not sentence.covers(other.span):
            continue
        if other.span.end <= ref.span.start:
            start = max(start, other.span.end)
        elif other.span.start >= ref.span.end:
            end = min(end, other.span.start)
    around = claim.text[start : ref.span.start] + " " + claim.text[ref.span.end : end]
    return content_stems(around)


def _against(
    ref: DateRef, stems: frozenset[str], source: Reading, index: int | None, subject: Subject
) -> tuple[tuple[int, float], Finding] | None:
    same: tuple[float, DateRef, Verdict, Severity] | None = None
    other: tuple[float, DateRef] | None = None
    precision = _precision(ref)
    for candidate in source.scan.dates:
        compared = compare_dates(ref, candidate)
        context = context_of(stems, source, candidate.span)
        if compared is not None and compared[0] != "value_mismatch":
            better = same is None or (compared[1] == "info", context) > (
                same[3] == "info",
                same[0],
            )
            if better:
                same = context, candidate, *compared
        elif (compared is not None or candidate.span.text[:1].isupper()) and (
            other is None or context > other[0]
        ):
            other = context, candidate
    if same is not None:
        context, candidate, verdict, severity = same
        if other is not None and _took_its_place(ref, other, context, stems, source):
            return (1, -other[0]), _misplaced(ref, candidate, other[1], source, index, subject)
        place = where(source, candidate.span)
        message = f"{quoted(ref.span.text)} is in the source ({place})."
        if verdict != "exact":
            message = f"{quoted(ref.span.text)}; {quoted(candidate.span.text)} there ({place})."
        return (0, -context), make_finding(
            "date.value",
            verdict,
            ref.span,
            message,
            subject=subject,
            severity=severity,
            evidence=(candidate.span,),
            source=index,
            expected=candidate.span.text,
        )
    if not date_parts(ref.span.text).names_something:
        return None
    ends = _both_ends(ref, source)
    if ends:
        return (0, 0.0), make_finding(
            "date.value",
            "equivalent",
            ref.span,
            f"Both ends of {quoted(ref.span.text)} are in the source.",
            subject=subject,
            evidence=ends,
            source=index,
            expected=ends[0].text,
        )
    if other is not None and other[0] >= 0.3 and _precision(other[1]) == precision:
        context, candidate = other
        return (2, -context), other_date(ref, candidate, source, index, subject)
    return None


def other_date(
    ref: DateRef, theirs: DateRef, source: Reading, index: int | None, subject: Subject
) -> Finding:
    """The finding on a date where the source has another."""
    return make_finding(
        "date.value",
        "value_mismatch",
        ref.span,
        says_other(ref.span.text, theirs.span.text, where(source, theirs.span)),
        subject=subject,
        evidence=(theirs.span,),
        source=index,
        expected=theirs.span.text,
    )


def _both_ends(ref: DateRef, source: Reading) -> tuple[Span, ...]:
    """The dates of the source that are the two ends of a claimed period of years."""
    years = date_parts(ref.span.text).numbers[0]
    if len(years) < 2:
        return ()
    places = []
    for year in years:
        place = next((d.span for d in source.scan.dates if year in d.span.text), None)
        if place is None:
            return ()
        places.append(place)
    return tuple(places)


def _took_its_place(
    ref: DateRef,
    other: tuple[float, DateRef],
    context: float,
    stems: frozenset[str],
    source: Reading,
) -> bool:
    """Whether the source, saying what the draft says, gives another date."""
    score, rival = other
    index = source.sentence_index(rival.span.start)
    if index is None or len(stems & source.stems[index]) < _LEAST_WORDS:
        return False
    if _precision(ref) == _precision(rival):
        return score >= _LEAST_CONTEXT and score - context >= 0.25
    exact = {"weekday", "month", "day"}
    return score >= 0.6 and score - context >= 0.4 and {_precision(ref), _precision(rival)} <= exact


def _misplaced(
    ref: DateRef,
    same: DateRef,
    other: DateRef,
    source: Reading,
    index: int | None,
    subject: Subject,
) -> Finding:
    return make_finding(
        "date.context",
        "misplaced",
        ref.span,
        f"{says_other(ref.span.text, other.span.text, where(source, other.span))} "
        f"Its {quoted(same.span.text)} ({where(source, same.span)}) is about something else.",
        subject=subject,
        evidence=(other.span, same.span),
        source=index,
        expected=other.span.text,
    )


def _precision(ref: DateRef) -> str:
    parts = date_parts(ref.span.text)
    if parts.day is not None:
        return "day"
    if parts.weekday is not None:
        return "weekday"
    if parts.month is not None:
        return "month"
    return "year" if parts.year is not None else (ref.precision or "none")
