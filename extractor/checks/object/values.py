"""One value of an object against a source: a number, a day, a quote, a speaker or a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from numbers import Number

from extractor.checks.check import declare
from extractor.checks.date.values import check_date
from extractor.checks.evidence.claims import is_of_a_date
from extractor.checks.evidence.date_parts import date_parts
from extractor.checks.evidence.text_index import TextIndex
from extractor.checks.figure.values import check_figure
from extractor.checks.findings import Subject, make_finding, quoted, where
from extractor.checks.name.unknown_names import check_names
from extractor.checks.object.days import (
    check_clock,
    check_day,
    check_moment,
    check_month,
    check_year,
    is_of_time,
    read_as_time,
)
from extractor.checks.object.leaves import Leaf, leaves
from extractor.checks.passes import on_object
from extractor.checks.quotation.speakers import all_speakers, find_words, is_speaker
from extractor.checks.quotation.wording import find_wording
from extractor.documents import whole_text
from extractor.scanning.document import said_beside, scan_document
from extractor.schemas.figure import Figure
from extractor.schemas.finding import Finding
from extractor.schemas.span import Span

_BORNE_OUT = frozenset({"exact", "equivalent", "rounded", "derived"})
TEXT = declare("text.value", "Words of an object without a figure, date or name", severity="info")


@on_object(
    TEXT,
    "figure.value",
    "figure.hedge",
    "figure.context",
    "date.value",
    "date.context",
    "name.absent",
    "name.spelling",
    "quotation.wording",
    "attribution.speaker",
    order=10,
)
def check_values(obj: object, source: TextIndex) -> Iterator[Finding]:
    """The findings on every value inside an object.

    Raises:
        InputError: a text of the object has a lone surrogate.
    """
    for leaf in leaves(obj):
        words = leaf.value if isinstance(leaf.value, str) else ""
        label = leaf.path.encode("ascii", "backslashreplace").decode() or "the object"
        whole_text(leaf.path + words, label)
        yield from check_leaf(leaf, source)


def check_leaf(leaf: Leaf, source: TextIndex) -> list[Finding]:
    """The findings on one value, against a source that is scanned once for many."""
    subject = Subject("in the object", None, leaf.path, None)
    value = leaf.value
    if isinstance(value, bool):
        return []
    if isinstance(value, datetime) and value.time() != time():
        return [check_moment(value, source, subject)]
    if isinstance(value, date):  # midnight is what a day becomes where a moment is wanted
        return [check_day(value, source, subject)]
    if isinstance(value, time):
        return [check_clock(value, source, subject)]
    if isinstance(value, Number):
        return [_check_number(leaf, source, subject)]
    if not isinstance(value, str):
        return [_not_compared(value, subject)]
    if not value.strip():
        return []
    if leaf.role == "quote":
        return [_check_quote(value, source, subject)]
    if leaf.role == "speaker":
        return [_check_speaker(value, source, subject)]
    return _check_text(leaf, value, source, subject)


def _where_to_look(leaf: Leaf, source: TextIndex) -> list[Figure]:
    """The figures of the evidence, if the object names some that the source has."""
    places = [place for words in leaf.evidence if (place := source.find(words)) is not None]
    return [figure for place in places for figure in source.figures_in(place)]


def _check_number(leaf: Leaf, source: TextIndex, subject: Subject) -> Finding:
    """A bare number has no unit or noun: any figure of that value bears it out, and any year."""
    written = str(leaf.value)
    narrowed = _where_to_look(leaf, source)
    try:
        value = Decimal(written)
    except ArithmeticError:
        value = Decimal("nan")
    everywhere = source.by_value.get(value, []) if value.is_finite() else []
    same = [figure for figure in narrowed if value in (figure.value, figure.low, figure.high)]
    if not same and not everywhere and value.is_finite():
        other = _check_share(value, narrowed, source, subject) or (
            None if narrowed else _check_of_time(leaf, value, source, subject)
        )
        if other is not None:
            return other
    if same or (everywhere and not narrowed):
        found = same or everywhere
        return make_finding(
            "figure.value",
            "exact",
            None,
            f"{written} is in the source ({where(source, found[0].span)}).",
            subject=subject,
            evidence=tuple(figure.span for figure in found),
            found=written,
            expected=found[0].phrase.text,
        )
    if everywhere:
        return make_finding(
            "figure.context",
            "misplaced",
            None,
            f"{written} is in the source ({where(source, everywhere[0].span)}), but not in the "
            f"evidence given, which has {quoted(narrowed[0].phrase.text)}.",
            subject=subject,
            evidence=(narrowed[0].span, everywhere[0].span),
            found=written,
            expected=narrowed[0].phrase.text,
        )
    if narrowed:
        return make_finding(
            "figure.value",
            "value_mismatch",
            None,
            f"{written} here; the evidence has {quoted(narrowed[0].phrase.text)}.",
            subject=subject,
            evidence=(narrowed[0].span,),
            found=written,
            expected=narrowed[0].phrase.text,
        )
    return make_finding(
        "figure.value",
        "absent",
        None,
        f"{written} is not in the source.",
        subject=subject,
        found=written,
    )


def _check_of_time(
    leaf: Leaf, value: Decimal, source: TextIndex, subject: Subject
) -> Finding | None:
    found = check_year(value, source, subject)
    if found is None and is_of_time(leaf, "month"):
        found = check_month(value, source, subject)
    return found


def _check_share(
    share: Decimal, narrowed: Sequence[Figure], source: TextIndex, subject: Subject
) -> Finding | None:
    """0.12 for "12 percent": programs keep shares of one."""
    if not -1 <= share <= 1:
        return None
    percents = [
        figure
        for figure in narrowed or source.by_value.get(share * 100, [])
        if figure.kind == "percent" and figure.value == share * 100
    ]
    if not percents:
        return None
    return make_finding(
        "figure.value",
        "equivalent",
        None,
        f"{share} is in the source as {quoted(percents[0].phrase.text)} "
        f"({where(source, percents[0].span)}).",
        subject=subject,
        evidence=tuple(figure.span for figure in percents),
        found=str(share),
        expected=percents[0].phrase.text,
    )


def _not_compared(value: object, subject: Subject) -> Finding:
    """A value of a kind for which there is no check; said, so that nobody takes it for checked."""
    return make_finding(
        "text.value",
        "not_checked",
        None,
        f"A value of the type {type(value).__name__} is not compared: give it as a number, a date "
        "or a text.",
        subject=subject,
        severity="info",
        found=str(value)[:200],
    )


def _check_quote(words: str, source: TextIndex, subject: Subject) -> Finding:
    found = find_wording(words, source)
    places = found.places
    if places and source.find(words) is not None:
        # A quote from the source need be nobody's spoken words.
        return make_finding(
            "quotation.wording",
            "verbatim" if words.strip() in source.text else "typographic",
            None,
            f"{quoted(words)} is in the source ({where(source, places[0])}).",
            subject=subject,
            evidence=places,
            found=words,
            expected=places[0].text,
        )
    place = f" ({where(source, places[0])})" if places else ""
    said = "is not in the source" if not places else f"against the source{place}: {found.verdict}"
    return make_finding(
        "quotation.wording",
        found.verdict,
        None,
        f"{quoted(words)} {said}. {found.reason}".rstrip(),
        subject=subject,
        severity=found.severity,
        evidence=places,
        found=words,
        expected=places[0].text if places else None,
    )


def _check_speaker(name: str, source: TextIndex, subject: Subject) -> Finding:
    for forms in all_speakers(source):
        if is_speaker(name, forms):
            return make_finding(
                "attribution.speaker",
                "matches",
                None,
                f"{quoted(name)} speaks in the source ({where(source, forms[0])}).",
                subject=subject,
                evidence=forms,
                found=name,
                expected=forms[0].text,
            )
    place: Span | None = find_words(name, source)
    if place is not None:
        return make_finding(
            "attribution.speaker",
            "unattributed",
            None,
            f"The source names {quoted(name)} ({where(source, place)}), but not as a speaker.",
            subject=subject,
            severity="warning",
            evidence=(place,),
            found=name,
        )
    return make_finding(
        "attribution.speaker",
        "absent",
        None,
        f"The source names no {quoted(name)}.",
        subject=subject,
        found=name,
    )


def _check_text(leaf: Leaf, text: str, source: TextIndex, subject: Subject) -> list[Finding]:
    document = said_beside(text, source.scan)
    claim = TextIndex(scan_document(document))
    pools = [_where_to_look(leaf, source)]
    findings = [
        check_figure(figure, claim, [source], subject=subject, pools=pools if pools[0] else ())
        for figure in claim.scan.figures
        if not is_of_a_date(figure, claim)
    ]
    findings += [check_date(ref, claim, [source], subject=subject) for ref in claim.scan.dates]
    if not claim.scan.dates and len(text) <= _LONGEST_TIME:
        of_time = _check_time(leaf, text, findings, source, subject)
        if of_time is not None:
            return [of_time]
    if leaf.role == "figure" and not findings:
        findings.append(_no_figure(text, subject))
    findings += check_names(claim, [source], subject=subject)
    if not findings:
        findings.append(_plain_text(text, source, subject))
    return findings


_LONGEST_TIME = 20


def _check_time(
    leaf: Leaf, text: str, known: Sequence[Finding], source: TextIndex, subject: Subject
) -> Finding | None:
    """The verdict on a text that is nothing but a time, if the source has no such figure or word;
    a year that it does not have may as well be a number, and a month a name."""
    if any(finding.verdict in _BORNE_OUT for finding in known):
        return None
    read = read_as_time(text, source)
    if read is None:
        return None
    ref, claim = read
    found = check_date(ref, claim, [source], subject=subject)
    if found.verdict in _BORNE_OUT or is_of_time(leaf):
        return found
    is_word = text in source.text
    return None if known or is_word or not date_parts(text).names_something else found


def _no_figure(text: str, subject: Subject) -> Finding:
    return make_finding(
        "figure.value",
        "not_checked",
        None,
        f"{quoted(text)} holds no figure that can be read.",
        subject=subject,
        found=text,
    )


def _plain_text(text: str, source: TextIndex, subject: Subject) -> Finding:
    """Words without a figure, date or name: in the source as they are, or not checked."""
    place = source.find(re.sub(r"\s+", " ", text))
    if place is None:
        return make_finding(
            "text.value",
            "not_checked",
            None,
            f"{quoted(text)} has no figure, date or name, and does not stand in the source.",
            subject=subject,
            severity="info",
            found=text,
        )
    return make_finding(
        "text.value",
        "verbatim",
        None,
        f"{quoted(text)} is in the source ({where(source, place)}).",
        subject=subject,
        evidence=(place,),
        found=text,
        expected=place.text,
    )
