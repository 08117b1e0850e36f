"""Dates of a claim against the dates of its sources; weekdays against their dates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import islice

from extractor.checks.check import declare
from extractor.checks.date.frames import told_in_its_frame
from extractor.checks.date.grains import grain_of, is_another
from extractor.checks.date.relative_dates import (
    is_end_of,
    is_finer,
    is_wider,
    may_be_one,
    may_hold,
    offset_of,
    relative_rival,
)
from extractor.checks.evidence.date_parts import (
    are_far_apart,
    compare_dates,
    date_parts,
    date_precision,
)
from extractor.checks.evidence.date_table import MOST_DATES
from extractor.checks.evidence.nearness import Nearness, context_of, words_beside
from extractor.checks.evidence.repeated_claims import Alike
from extractor.checks.evidence.stems import content_stems
from extractor.checks.evidence.text_index import TextIndex
from extractor.checks.findings import (
    DRAFT,
    Subject,
    make_finding,
    quoted,
    says_other,
    source_number,
    where,
)
from extractor.checks.passes import on_draft
from extractor.schemas.figure import DateRef
from extractor.schemas.finding import Finding, Severity, Verdict
from extractor.schemas.span import Span

_LEAST_CONTEXT = 0.4
"""Share of a sentence's words that must stand around another date before that date is expected."""


_LEAST_NEAR, _LEAST_OF_BEST = 0.3, 0.2
"""The same before another date is shown as the nearest, and where the sentence is the likeliest of
all and has no other date of that grain."""

_LEAST_WORDS = 3
_LEAST_ALIKE = 0.6
"""The same before other words for a time stand in place of the claim's."""


VALUE = declare(
    "date.value", "A date that the source gives differently, or not at all", severity="error"
)
CONTEXT = declare(
    "date.context", "A date that the source gives about something else", severity="error"
)


@on_draft(VALUE, CONTEXT, order=30)
def check_dates(
    claim: TextIndex, sources: Sequence[TextIndex], *, subject: Subject = DRAFT
) -> list[Finding]:
    """One verdict for every date of the claim, and for all other words for a time."""
    findings: list[Finding] = []
    like_it = Alike(claim)
    for ref in claim.scan.dates:
        if claim.is_furniture(ref.span):
            continue
        known = like_it.findings_on(ref)
        if known is None:
            known = [check_date(ref, claim, sources, subject=subject)]
            like_it.keep(ref, known)
        findings += known
    return findings


def check_date(
    ref: DateRef, claim: TextIndex, sources: Sequence[TextIndex], *, subject: Subject = DRAFT
) -> Finding:
    """The verdict on one date or other words for a time."""
    stems = _stems_around(ref, claim)
    best: tuple[tuple[int, float], Finding] | None = None
    sentence = claim.sentence(ref.span.start)
    # A source that has the very sentence comes first: there is no better place to find.
    order = sorted(
        range(len(sources)),
        key=lambda index: sentence is None or not sources[index].has_sentence(sentence),
    )
    for index in order:
        source = sources[index]
        several = source_number(index, sources)
        found = _against(ref, stems, claim, source, several, subject)
        if found is not None and (best is None or found[0] < best[0]):
            best = found
        if best is not None and best[0] <= _BEST:
            break  # the very day, and the very sentence around it
    if best is not None:
        return best[1]
    return make_finding(
        "date.value",
        "absent",
        ref.span,
        f"{quoted(ref.span.text)} is not in the source; it has no similar date.",
        subject=subject,
    )


_BEST = (0, -1.0)


def _stems_around(ref: DateRef, claim: TextIndex) -> frozenset[str]:
    """The telling words of a date's sentence; of several dates each has those up to the next."""
    sentence = claim.sentence(ref.span.start)
    if sentence is None:
        return frozenset()
    start, end = sentence.start, sentence.end
    for other in claim.dates_in(sentence):
        if other.span == ref.span:
            continue
        if other.span.end <= ref.span.start:
            start = max(start, other.span.end)
        elif other.span.start >= ref.span.end:
            end = min(end, other.span.start)
    around = claim.text[start : ref.span.start] + " " + claim.text[ref.span.end : end]
    return content_stems(around)


_Near = Sequence[tuple[int, float]]
"""Sentences by number, with how much they say of what a claim says."""

_Borne = tuple[DateRef, Verdict, Severity]
"""A date of the source that is the claimed one, and how it is."""


def _bearing_out(source: TextIndex, ref: DateRef) -> dict[int, _Borne]:
    """The dates of a source that are a date, wherever it stands, by where they begin."""
    found: dict[int, _Borne] = {}
    for dates in source.date_table.may_bear_out(ref):
        compared = compare_dates(ref, dates[0])
        if compared is None or compared[0] == "value_mismatch":
            continue
        found.update({date.span.start: (date, *compared) for date in dates})
    return found


def _likely(borne: dict[int, _Borne], near: _Near, source: TextIndex) -> Iterable[_Borne]:
    """The places that may be the claim's: all, or of very many those where the source says the
    most of what the claim says."""
    if len(borne) <= MOST_DATES:
        return borne.values()
    there = [borne[date.span.start] for date in _dates_of(near, source) if date.span.start in borne]
    return there or islice(borne.values(), MOST_DATES)


def _dates_of(near: _Near, source: TextIndex) -> Iterator[DateRef]:
    """The dates of the sentences that say the most of what the claim says, the best first."""
    dates = (date for index, _ in near for date in source.dates_at(index))
    return islice(dates, MOST_DATES)


_MOST_BESIDE = 4
"""Dates of one sentence that may be meant in place of the claimed one."""
_Other = tuple[float, DateRef] | None
"""How much of what the claim says stands around another date of the source, and that date."""


def _others(
    ref: DateRef,
    stems: frozenset[str],
    near: _Near,
    borne: dict[int, _Borne],
    claim: TextIndex,
    source: TextIndex,
) -> tuple[_Other, _Other]:
    """The first date of the likeliest sentences that is another one, whatever its grain, and the
    first of the claimed grain. A dateline and the like tell when the source was written, not when
    something happened."""
    first: _Other = None
    asked = 0
    for index, score in near:
        dates = source.dates_at(index)
        asked += len(dates)
        if asked > MOST_DATES:
            break
        there = [
            date
            for date in dates
            if not source.is_furniture(date.span) and _speaks_against(ref, date)
        ]
        if borne:  # then the claim's own date is in the source, too
            told = (d for d in there if not _is_told_beside(ref, d, claim, source))
            there = [*islice(told, _MOST_BESIDE)]
        if there and first is None:
            first = score, there[0]
        if stems.isdisjoint(source.stems[index]):
            continue  # it only leans on the sentence before
        alike = [date for date in there if is_another(ref, date)]
        if len(alike) == 1 and (score >= _LEAST_NEAR or index == near[0][0]):
            return first, (score, alike[0])
        if alike and score >= _LEAST_NEAR:
            nearness = Nearness(words_beside(claim, ref.span), source)
            return first, (score, max(alike, key=lambda date: nearness.at(date.span)))
    return first, None


def _is_only_written_then(ref: DateRef, same: DateRef, source: TextIndex) -> bool:
    """Whether all that holds a claimed time is the day of a dateline: "spring" and "12 March"."""
    return source.is_furniture(same.span) and grain_of(ref) != grain_of(same)


def _speaks_against(ref: DateRef, other: DateRef) -> bool:
    compared = compare_dates(ref, other)
    if compared is None:
        return other.span.text[:1].isupper() or is_another(ref, other)
    return compared[0] == "value_mismatch"


def _against(
    ref: DateRef,
    stems: frozenset[str],
    claim: TextIndex,
    source: TextIndex,
    index: int | None,
    subject: Subject,
) -> tuple[tuple[int, float], Finding] | None:
    in_frame = told_in_its_frame(ref, claim, source)
    if in_frame is not None:
        return _instead(ref, *in_frame, source, index, subject)
    same: tuple[float, DateRef, Verdict, Severity] | None = None
    precision = date_precision(ref)
    words = replace(ref, span=Span(0, len(ref.span.text), ref.span.text))
    borne = source.once(_bearing_out, words)
    count = len(source.scan.sentences)
    ranking = source.ranking(stems)
    near = ranking.best(count, _LEAST_NEAR, count) or ranking.best(1, _LEAST_OF_BEST, count)
    for candidate, verdict, severity in _likely(borne, near, source):
        context = context_of(stems, source, candidate.span)
        if same is None or (severity == "info", context, -candidate.span.start) > (
            same[3] == "info",
            same[0],
            -same[1].span.start,
        ):
            same = context, candidate, verdict, severity
    other, alike = _others(ref, stems, near, borne, claim, source)
    if same is not None and alike is not None and _is_only_written_then(ref, same[1], source):
        same = None
    if same is not None:
        context, candidate, verdict, severity = same
        if other is not None and _took_its_place(ref, other, context, stems, source):
            return (1, -other[0]), _misplaced(ref, candidate, other[1], source, index, subject)
        told = relative_rival(ref, stems, context, claim, source)
        if told is not None:
            return (1, -told[0]), _misplaced(ref, candidate, told[1], source, index, subject)
        if severity == "info" and verdict != "exact" and is_wider(ref, candidate):
            severity = "look"
        rival = _nearer(ref, borne, claim, source)
        if rival is not None:
            return (1, 0.0), _misplaced(ref, candidate, rival, source, index, subject)
        place = where(source, candidate.span)
        message = f"{quoted(ref.span.text)} is in the source ({place})."
        if verdict != "exact":
            shown = quoted(candidate.span.text)
            message = f"{quoted(ref.span.text)} here, {shown} in the source ({place})."
        found = _value_finding(ref, verdict, message, candidate.span, index, subject, severity)
        return (0, -context), found
    is_told = offset_of(ref.span.text) is not None
    dates = source.distinct_dates if is_told else ()
    longer = next((date for date in dates if is_end_of(ref, date)), None)
    own = 0.0 if longer is None else context_of(stems, source, longer.span)
    told = relative_rival(ref, stems, own, claim, source)
    if told is not None:
        return (2, -told[0]), other_date(ref, told[1], source, index, subject)
    if longer is not None:
        place = where(source, longer.span)
        message = (
            f"{quoted(ref.span.text)} here, {quoted(longer.span.text)} in the source ({place})."
        )
        return (0, -own), _value_finding(ref, "equivalent", message, longer.span, index, subject)
    instead = None
    if not date_parts(ref.span.text).names_something:
        instead = _in_its_place(ref, stems, near, source)
    if instead is not None:
        context, there = instead
        said, place = quoted(there.span.text), where(source, there.span)
        if may_hold(ref, there):
            message = (
                f"{quoted(ref.span.text)} here; the source says {said} ({place}). Whether that is "
                "the same, it does not say."
            )
            return (2, -context), _value_finding(
                ref, "not_checked", message, there.span, index, subject
            )
        if not may_be_one(ref, there) or is_finer(ref, there):
            return (2, -context), other_date(ref, there, source, index, subject)
        message = (
            f"{quoted(ref.span.text)} may be {said} ({place}): both count from a day of writing."
        )
        return (1, -context), _value_finding(ref, "equivalent", message, there.span, index, subject)
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
    bare = _bare_year(ref, stems, source) if precision == "year" else None
    if bare is not None and (alike is None or bare[0] >= alike[0]):
        message = f"{quoted(ref.span.text)} is in the source ({where(source, bare[1])})."
        return (0, -bare[0]), _value_finding(ref, "equivalent", message, bare[1], index, subject)
    if alike is not None:
        context, candidate = alike
        return (2, -context), other_date(ref, candidate, source, index, subject)
    return None


def _value_finding(
    ref: DateRef,
    verdict: Verdict,
    message: str,
    there: Span,
    index: int | None,
    subject: Subject,
    severity: Severity | None = None,
) -> Finding:
    """A verdict on a date that stands on one place of a source."""
    return make_finding(
        "date.value",
        verdict,
        ref.span,
        message,
        subject=subject,
        severity=severity,
        evidence=(there,),
        source=index,
        expected=there.text,
    )


def _instead(
    ref: DateRef,
    score: float,
    there: DateRef,
    source: TextIndex,
    index: int | None,
    subject: Subject,
) -> tuple[tuple[int, float], Finding]:
    """Another time in the very place of the claimed one; an evening may be the night."""
    compared = compare_dates(ref, there)
    if {ref.part, there.part} <= {"evening", "night"} and compared is not None:
        place = where(source, there.span)
        message = (
            f"{quoted(ref.span.text)} here, {quoted(there.span.text)} in the source ({place})."
        )
        return (1, -score), _value_finding(
            ref, compared[0], message, there.span, index, subject, "look"
        )
    return (2, -score), other_date(ref, there, source, index, subject)


def _in_its_place(
    ref: DateRef, stems: frozenset[str], near: _Near, source: TextIndex
) -> tuple[float, DateRef] | None:
    """Where words name no day, month or year: those of the same grain that the source has in their
    place ("the summer" for "the winter"), or as well from the day of writing ("last week")."""
    for index, score in near:
        if score < _LEAST_ALIKE or len(stems & source.stems[index]) < min(2, len(stems)):
            continue
        dates = [date for date in source.dates_at(index) if not source.is_furniture(date.span)]
        if len(dates) == 1 and _may_be_meant(ref, dates[0]):
            return score, dates[0]
    return None


def _may_be_meant(ref: DateRef, other: DateRef) -> bool:
    if grain_of(ref) == grain_of(other) or may_be_one(ref, other):
        return True
    return ref.precision == other.precision and may_hold(ref, other)


def _bare_year(ref: DateRef, stems: frozenset[str], source: TextIndex) -> tuple[float, Span] | None:
    """A year that a source names in passing: "half their 1960 levels"."""
    if not ref.span.text.isdecimal():
        return None
    found = [
        (context_of(stems, source, figure.span), figure.span)
        for figure in source.by_value.get(Decimal(ref.span.text), ())
        if figure.kind in ("year", "cardinal") and figure.span.text == ref.span.text
    ]
    return max(found, key=lambda pair: pair[0]) if found else None


def other_date(
    ref: DateRef, theirs: DateRef, source: TextIndex, index: int | None, subject: Subject
) -> Finding:
    """The finding on a date where the source has another."""
    message = says_other(ref.span.text, theirs.span.text, where(source, theirs.span))
    if are_far_apart(ref, theirs) and ref.span.text.lower() == theirs.span.text.lower():
        message = (
            f"{quoted(ref.span.text)} is {ref.iso} here and {theirs.iso} in the source"
            f" ({where(source, theirs.span)}), by the days of publication."
        )
    return _value_finding(ref, "value_mismatch", message, theirs.span, index, subject)


def _both_ends(ref: DateRef, source: TextIndex) -> tuple[Span, ...]:
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
    source: TextIndex,
) -> bool:
    """Whether the source, saying what the draft says, gives another date."""
    score, rival = other
    index = source.sentence_index(rival.span.start)
    if index is None or len(stems & source.stems[index]) < _LEAST_WORDS:
        return False
    if date_precision(ref) == date_precision(rival):
        return score >= _LEAST_CONTEXT and score - context >= 0.25
    exact = {"weekday", "month", "day"}
    return (
        score >= 0.6
        and score - context >= 0.4
        and {date_precision(ref), date_precision(rival)} <= exact
    )


def _is_told_beside(ref: DateRef, other: DateRef, claim: TextIndex, source: TextIndex) -> bool:
    """Whether the claim's sentence has the other date, too, behind the same word as the source,
    and its own behind another: "in October … until November" for "until November"."""
    sentence = claim.sentence(ref.span.start)
    beside = claim.dates_in(sentence) if sentence is not None else []
    twin = next((one for one in beside if one != ref and _is_same(one, other)), None)
    if twin is None:
        return False
    there = _word_before(other, source)
    return there == _word_before(twin, claim) != _word_before(ref, claim)


def _word_before(date: DateRef, index: TextIndex) -> str:
    start = date.span.start
    return index.text[max(0, start - _FAR) : start].rpartition(" ")[0].rpartition(" ")[2]


_FAR = 30
_LEAST_BOUND = 0.4 - 1e-9
_LEAST_NEARNESS, _LEAST_GAIN = 0.4, 0.3
"""Share of the words beside a weekday or year that must stand around the places of another one,
and how much more that must be than around its own."""


def _nearer(
    ref: DateRef, borne: dict[int, _Borne], claim: TextIndex, source: TextIndex
) -> DateRef | None:
    """Another weekday or year whose places, taken together, are far more like the claim's."""
    precision = date_precision(ref)
    if precision not in ("weekday", "year") or len(source.distinct_dates) > MOST_DATES:
        return None
    same = sorted((one for one, _, _ in borne.values()), key=lambda one: one.span.start)
    nearness = Nearness(words_beside(claim, ref.span), source)
    most = nearness.at_most()
    own = nearness.at_all([one.span for one in same])
    sentence = claim.sentence(ref.span.start)
    beside = [one for one in claim.dates_in(sentence) if one != ref] if sentence else []

    def may_be_near(dates: Sequence[DateRef]) -> bool:
        homes = {source.sentence_index(one.span.start) for one in dates}
        return sum(most.get(-2 if home is None else home, 0.0) for home in homes) >= _LEAST_BOUND

    others = []
    for dates in source.date_table.of_precision(precision):
        if may_be_near(dates):  # comparing takes longest
            rivals = [
                one
                for one in dates
                if _is_another(ref, one) and not any(_is_same(other, one) for other in beside)
            ]
            if rivals:
                others.append(sorted(rivals, key=lambda one: one.span.start))
    best: tuple[float, DateRef] | None = None
    for alike in sorted(others, key=lambda ones: ones[0].span.start):
        if not may_be_near(alike):
            continue
        score = nearness.at_all([one.span for one in alike])
        if (
            score >= _LEAST_NEARNESS
            and score - own >= _LEAST_GAIN
            and (best is None or score > best[0])
        ):
            best = score, max(alike, key=lambda one: nearness.at(one.span))
    return best[1] if best else None


def _is_another(one: DateRef, other: DateRef) -> bool:
    compared = compare_dates(one, other)
    return compared is not None and compared[0] == "value_mismatch"


def _is_same(one: DateRef, other: DateRef) -> bool:
    compared = compare_dates(one, other)
    return compared is not None and compared[0] != "value_mismatch"


def _misplaced(
    ref: DateRef,
    same: DateRef,
    other: DateRef,
    source: TextIndex,
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
