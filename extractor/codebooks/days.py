"""A date as the model gave it against the dates of the story."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.checks.evidence.date_parts import compare_dates
from extractor.checks.evidence.folding import fold
from extractor.checks.evidence.text_index import TextIndex
from extractor.checks.findings import Subject, make_finding, quoted, says_other, where
from extractor.scanning.document import Scan
from extractor.scanning.scanner import scan_dates
from extractor.schemas.figure import DateRef
from extractor.schemas.finding import Finding, Severity, Verdict


def check_day(
    value: str, pools: Sequence[Sequence[DateRef]], source: TextIndex, subject: Subject
) -> tuple[Finding, DateRef | None]:
    """The verdict on a date, and the story's date that bears it out.

    The dates of each pool are tried in turn: those of the evidence, of its sentence, of the
    passage. One that only another part of the story has is said to be elsewhere.
    """
    wanted = _read(value, source.scan)
    if wanted is None:
        finding = make_finding(
            "date.value",
            "not_checked",
            None,
            f"{quoted(value)} is no date that can be read.",
            subject=subject,
            found=value,
        )
        return finding, None
    for dates in (*pools, source.scan.dates):
        agreeing = [(ref, each) for ref in dates if (each := _compare(wanted, ref)) is not None]
        agreeing = [(ref, each) for ref, each in agreeing if each[0] != "value_mismatch"]
        if not agreeing:
            continue
        ref, (verdict, severity) = min(agreeing, key=lambda pair: pair[1][1] != "info")
        is_elsewhere = not any(ref in pool for pool in pools)
        said = f"{quoted(value)} is in the source ({where(source, ref.span)})"
        if verdict != "exact":
            said = f"{quoted(value)}; {quoted(ref.span.text)} there ({where(source, ref.span)})"
        return make_finding(
            "date.context" if is_elsewhere else "date.value",
            "misplaced" if is_elsewhere else verdict,
            None,
            f"{said}, but not in the passage." if is_elsewhere else f"{said}.",
            subject=subject,
            severity="look" if is_elsewhere else severity,
            evidence=(ref.span,),
            found=value,
            expected=ref.span.text,
        ), None if is_elsewhere else ref
    nearest = next((dates[0] for dates in pools if dates), None)
    if nearest is None:
        message = f"{quoted(value)} is not in the source; it has no similar date."
        return make_finding(
            "date.value", "absent", None, message, subject=subject, found=value
        ), None
    return make_finding(
        "date.value",
        "value_mismatch",
        None,
        says_other(value, nearest.span.text, where(source, nearest.span)),
        subject=subject,
        evidence=(nearest.span,),
        found=value,
        expected=nearest.span.text,
    ), None


def _read(value: str, scan: Scan) -> DateRef | None:
    refs = scan_dates(
        value, published=scan.published, day_first=scan.day_first, language=scan.language
    )
    return next((ref for ref in refs if ref.iso), refs[0] if refs else None)


def _compare(wanted: DateRef, ref: DateRef) -> tuple[Verdict, Severity] | None:
    if fold(wanted.span.text) == fold(ref.span.text):
        return "exact", "info"  # alone, "Wednesday" may come to another week than in its sentence
    if wanted.iso and ref.iso and wanted.iso != ref.iso:
        # Two that are both resolved are compared by what they resolve to. A day that lies in the
        # story's month says more than the story does.
        if ref.iso.startswith(wanted.iso):
            return "equivalent", "info"
        start, slash, end = ref.iso.partition("/")
        if slash and start[:10] <= wanted.iso[:10] <= end[:10]:
            return "equivalent", "look"
        return "value_mismatch", "error"
    return compare_dates(wanted, ref)
