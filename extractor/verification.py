"""Any object against a source: every number, date and text in it, by its path."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from numbers import Number

from pydantic import BaseModel

from extractor.checks.dates import check_date
from extractor.checks.figures import check_figure, is_of_a_date
from extractor.checks.findings import Subject, make_finding, quoted, where
from extractor.checks.names import check_names
from extractor.checks.reading import Reading
from extractor.scan import scan_document
from extractor.schemas.document import Document
from extractor.schemas.figure import Figure
from extractor.schemas.finding import Finding


def verify(obj: object, source: Document | str) -> list[Finding]:
    """A finding for every figure, date and name of the object's leaves; `field` is the path.

    `obj` is a pydantic object, a dataclass, a mapping or a sequence of such; a `str` source is
    text, never a path. A finding's `evidence` points into the source; it has no `span`, as the
    object is no text.
    """
    document = source if isinstance(source, Document) else Document(text=source)
    reading = Reading(scan_document(document))
    findings: list[Finding] = []
    for path, leaf in leaves(obj):
        findings += _check_leaf(path, leaf, reading)
    return findings


def leaves(obj: object, path: str = "") -> Iterator[tuple[str, object]]:
    """Every value inside, with its path: "items.0.amount"."""
    if isinstance(obj, BaseModel):
        for name in type(obj).model_fields:
            yield from leaves(getattr(obj, name), _join(path, name))
    elif is_dataclass(obj) and not isinstance(obj, type):
        for field in fields(obj):
            yield from leaves(getattr(obj, field.name), _join(path, field.name))
    elif isinstance(obj, Mapping):
        for key, value in obj.items():
            yield from leaves(value, _join(path, str(key)))
    elif isinstance(obj, Sequence | set | frozenset) and not isinstance(obj, str | bytes):
        for index, value in enumerate(obj):
            yield from leaves(value, _join(path, str(index)))
    elif obj is not None:
        yield path, obj.value if isinstance(obj, Enum) else obj


def _join(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _check_leaf(path: str, leaf: object, source: Reading) -> list[Finding]:
    subject = Subject("in the object", None, path, None)
    if isinstance(leaf, bool):
        return []
    if isinstance(leaf, datetime | date):
        return [_check_day(path, leaf, source, subject)]
    if isinstance(leaf, Number):
        return [_check_number(str(leaf), source, subject)]
    if isinstance(leaf, str) and leaf.strip():
        return _check_text(leaf, source, subject)
    return []


def _check_number(written: str, source: Reading, subject: Subject) -> Finding:
    """A bare number has no unit or noun: any figure of that value bears it out."""
    try:
        value = Decimal(written)
    except ArithmeticError:
        value = None
    same: list[Figure] = []
    if value is not None and value.is_finite():
        same = source.by_value.get(value, [])
    if same:
        return make_finding(
            "figure.value",
            "exact",
            None,
            f"{written} is in the source ({where(source, same[0].span)}).",
            subject=subject,
            evidence=tuple(figure.span for figure in same),
            found=written,
            expected=same[0].phrase.text,
        )
    return make_finding(
        "figure.value",
        "absent",
        None,
        f"{written} is not in the source.",
        subject=subject,
        found=written,
    )


def _check_day(path: str, day: date, source: Reading, subject: Subject) -> Finding:
    iso = day.isoformat()[:10]
    for ref in source.scan.dates:
        if ref.iso and ref.iso.startswith(iso):
            return make_finding(
                "date.value",
                "exact",
                None,
                f"{iso} is in the source as {quoted(ref.span.text)} ({where(source, ref.span)}).",
                subject=subject,
                evidence=(ref.span,),
                found=iso,
                expected=ref.span.text,
            )
    return make_finding(
        "date.value", "absent", None, f"{iso} is not in the source.", subject=subject, found=iso
    )


def _check_text(text: str, source: Reading, subject: Subject) -> list[Finding]:
    document = Document(text=text, published=source.scan.published)
    claim = Reading(scan_document(document))
    findings = [
        check_figure(figure, claim, [source], subject=subject)
        for figure in claim.scan.figures
        if not is_of_a_date(figure, claim)
    ]
    for ref in claim.scan.dates:
        finding = check_date(ref, claim, [source], subject=subject)
        if finding is not None:
            findings.append(finding)
    return findings + check_names(claim, [source], subject=subject)
