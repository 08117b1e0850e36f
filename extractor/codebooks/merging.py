"""What the passages of one story state, put together into records: the same way every time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from extractor.checks.evidence.folding import fold
from extractor.checks.evidence.text_index import TextIndex
from extractor.checks.findings import Subject, make_finding, quoted, where
from extractor.codebooks.checking import Checked
from extractor.languages.current import by_language
from extractor.languages.language import Language
from extractor.languages.patterns import either
from extractor.schemas.coding import CodebookField, CodedField, CodedRecord, CodedValue, FieldStatus
from extractor.schemas.finding import Finding, Word


@by_language
def _article(language: Language) -> re.Pattern[str]:
    return re.compile(rf"{either(language.codebooks.articles)}\s+")


_BEST_FIRST: tuple[Word, ...] = ("matches", "not checked", "differs", "not in sources")

_TELLING = ("toll", "amount", "date", "number", "text")
"""Kinds whose agreement says that two rows are of one thing: a shared cause or a shared "yes" are
no sign of it."""

Key = tuple[object, ...]


@dataclass(slots=True)
class Row:
    """What one or more passages state of one record, by field."""

    stated: dict[str, list[Checked]] = field(default_factory=dict)
    unknown: dict[str, list[Checked]] = field(default_factory=dict)
    remarks: list[Finding] = field(default_factory=list)
    """Findings that belong to no value."""

    def add(self, other: Row) -> None:
        """Take in what another row states of the same record."""
        for mine, theirs in ((self.stated, other.stated), (self.unknown, other.unknown)):
            for path, checked in theirs.items():
                mine.setdefault(path, []).extend(checked)
        self.remarks += other.remarks


@dataclass(frozen=True, slots=True)
class Merged:
    """A record, and every verdict on it."""

    record: CodedRecord
    findings: tuple[Finding, ...]


def merge_row(
    row: Row,
    fields: Sequence[CodebookField],
    unread: Iterable[str],
    reading: TextIndex,
    number: int,
) -> Merged:
    """One record: of the same value given twice one is kept, of different ones the best borne out.

    `unread` are the fields that some passage could not be asked about: what no other passage
    states of them is not checked, rather than not stated.
    """
    record = f"r{number}"
    not_read = set(unread)
    coded: list[CodedField] = []
    findings: list[Finding] = []
    for each in fields:
        done, said = _merge_field(row, each, each.path in not_read, reading)
        coded.append(done)
        findings += said
    findings += row.remarks
    return Merged(
        CodedRecord(id=record, fields=tuple(coded)),
        tuple(finding.model_copy(update={"fact": record}) for finding in findings),
    )


def join_rows(rows: Sequence[Row], fields: Sequence[CodebookField]) -> list[Row]:
    """The rows of all passages, those of one thing joined.

    Two rows are of one thing if they share a count, date, number or text and differ in no field
    that both state.
    """
    joined: list[Row] = []
    for row in rows:
        same = next((other for other in joined if _is_same(row, other, fields)), None)
        if same is None:
            joined.append(Row())
            same = joined[-1]
        same.add(row)
    return joined


def _is_same(one: Row, other: Row, fields: Sequence[CodebookField]) -> bool:
    shares = False
    for each in fields:
        mine = {_key(each, checked.value) for checked in one.stated.get(each.path, ())}
        theirs = {_key(each, checked.value) for checked in other.stated.get(each.path, ())}
        if not mine or not theirs or each.is_list:
            continue
        if not mine & theirs:
            return False
        shares |= each.kind in _TELLING
    return shares


def _merge_field(
    row: Row, column: CodebookField, is_unread: bool, reading: TextIndex
) -> tuple[CodedField, list[Finding]]:
    stated, unknown = row.stated.get(column.path, []), row.unknown.get(column.path, [])
    if not stated:
        status: FieldStatus = "not_checked" if is_unread else "not_stated"
        if not unknown:
            return CodedField(path=column.path, status=status), []
        kept = min(unknown, key=_badness)
        coded = CodedField(path=column.path, status="unknown", values=(kept.value,))
        return coded, list(kept.findings)
    by_key: dict[Key, Checked] = {}
    for checked in stated:
        key = _key(column, checked.value)
        known = by_key.get(key)
        if known is None or _badness(checked) < _badness(known):
            by_key[key] = checked
    different = list(by_key.values())
    chosen = different if column.is_list else [min(different, key=_badness)]
    findings = [finding for checked in chosen for finding in checked.findings]
    if not column.is_list and len(different) > 1:
        findings.append(_disagreement(column, chosen[0], different, reading))
    if unknown:
        findings.append(_known_after_all(column, unknown[0], reading))
    values = tuple(checked.value for checked in chosen)
    return CodedField(path=column.path, status="stated", values=values), findings


def _key(column: CodebookField, value: CodedValue) -> Key:
    """What makes two values the same: what their words come to, or else the words."""
    bounds = (value.low, value.best, value.high)
    if any(bound is not None for bound in bounds):
        return (*bounds, value.unit)
    if value.iso is not None:
        return (value.iso,)
    if isinstance(value.value, str):
        if column.kind == "number":
            try:
                return (Decimal(value.value.replace(",", "")),)
            except InvalidOperation:
                pass
        return (_article().sub("", fold(value.value).strip(" .,;:"), count=1),)
    return (value.value,)


def _badness(checked: Checked) -> tuple[int, int]:
    """Smaller is better borne out; of equals, what stands first in the story."""
    place = checked.value.evidence
    return _BEST_FIRST.index(checked.value.word), place.start if place is not None else 1 << 62


def _disagreement(
    column: CodebookField, kept: Checked, all_of_them: Sequence[Checked], reading: TextIndex
) -> Finding:
    said = " and ".join(
        f"{quoted(str(each.value.value))}{_place(each, reading)}" for each in all_of_them
    )
    return make_finding(
        "source.disagreement",
        "ambiguous",
        None,
        f"The story gives {said}; {quoted(str(kept.value.value))} was kept.",
        subject=Subject("in the record", None, column.path, None),
        evidence=tuple(
            each.value.evidence for each in all_of_them if each.value.evidence is not None
        ),
        found=str(kept.value.value),
        expected=" / ".join(str(each.value.value) for each in all_of_them if each is not kept),
    )


def _known_after_all(column: CodebookField, unknown: Checked, reading: TextIndex) -> Finding:
    evidence = unknown.value.evidence
    return make_finding(
        "source.disagreement",
        "ambiguous",
        None,
        f"The story gives it, and was also read as saying that it is not known"
        f"{_place(unknown, reading)}.",
        subject=Subject("in the record", None, column.path, None),
        evidence=(evidence,) if evidence is not None else (),
    )


def _place(checked: Checked, reading: TextIndex) -> str:
    evidence = checked.value.evidence
    return f" ({where(reading, evidence)})" if evidence is not None else ""
