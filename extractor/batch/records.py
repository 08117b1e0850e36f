"""Records of a codebook as a table: one row for each record, the columns made from the codebook."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from extractor.batch.store import Entry, RunStore
from extractor.codebooks.shape import OWN_COLUMNS, column_names
from extractor.outputs.columns import Cell, Column, ColumnType, Row
from extractor.outputs.parquet import TableWriter
from extractor.outputs.words import WORST_FIRST
from extractor.schemas.coding import CodebookField, CodedField, CodedValue, Coding

_OWN = tuple(
    Column(name, "text", note)
    for name, note in zip(
        OWN_COLUMNS,
        (
            "the input's own id of the document, else its file or row",
            "its name",
            "the id of the record in its document",
        ),
        strict=True,
    )
)

_NOTES: dict[str, tuple[ColumnType, str]] = {
    "_status": ("text", "stated, not_stated, unknown or not_checked"),
    "_verdict": ("text", "one of the four words, the worst of its findings"),
    "_fine": ("text", "the fine verdict"),
    "_evidence": ("text", "the words of the story"),
    "_start": ("integer", "their first character"),
    "_end": ("integer", "one past their last"),
    "_low": ("number", "the least that the story's words allow"),
    "_best": ("number", "the one number that they give"),
    "_high": ("number", "the most that they allow"),
    "_hedge": ("text", "how they qualify it"),
    "_unit": ("text", "ISO 4217 code, or the name of the measure"),
    "_iso": ("text", "ISO 8601: a day, a time or an interval"),
    "_precision": ("text", "the smallest unit that the words fix"),
}
"""Type and note of each column of a field, by its ending."""


def record_columns(fields: Sequence[CodebookField]) -> tuple[Column, ...]:
    """The columns of a codebook's table: the document's, then each field's."""
    return (*_OWN, *(column for field in fields for column in _columns(field)))


def record_rows(coding: Coding, document: str) -> Iterator[Row]:
    """The rows of a story; `document` is the id of its document."""
    for record in coding.records:
        row: Row = dict(zip(OWN_COLUMNS, (document, coding.document.name, record.id), strict=True))
        for column, field in zip(coding.columns, record.fields, strict=True):
            row |= _cells(column, field)
        yield row


def codebook_in(store: RunStore) -> tuple[CodebookField, ...] | None:
    """The fields of the codebook that a store's documents were coded by; none if they were not."""
    for entry in store.entries():
        kind = entry.outcome.kind if entry.outcome else None
        if kind is not None and entry.key is not None:
            raw = store.result(entry.key) if kind == "record" else None
            return None if raw is None else Coding.model_validate_json(raw).columns
    return None


class RecordTable:
    """The records of a shard, as CSV or Parquet."""

    def __init__(
        self, folder: Path, tag: str, ending: str, fields: Sequence[CodebookField]
    ) -> None:
        """Start the table in the folder."""
        self._table = TableWriter(folder / f"records-{tag}{ending}", record_columns(fields))
        self.close, self.discard = self._table.close, self._table.discard

    def write(self, entry: Entry, report: object, raw: bytes) -> None:
        """The rows of one document."""
        assert isinstance(report, Coding)
        self._table.write(record_rows(report, entry.name))


def _columns(field: CodebookField) -> Iterator[Column]:
    for name in column_names(field):
        ending = name.removeprefix(field.path)
        if ending:
            yield Column(name, *_NOTES[ending])
        else:
            yield Column(name, _type_of(field), field.description)


def _type_of(field: CodebookField) -> ColumnType:
    return "truth" if field.kind == "truth" and not field.is_list else "text"


def _cells(column: CodebookField, field: CodedField) -> Row:
    values = field.values
    first = values[0] if values else None
    cells: dict[str, Cell] = dict.fromkeys(column_names(column))
    path = column.path
    cells[f"{path}_status"] = field.status
    if first is None:
        return cells
    worst = min(values, key=lambda value: WORST_FIRST.index(value.word))
    cells[f"{path}_verdict"], cells[f"{path}_fine"] = worst.word, worst.verdict
    place = first.evidence
    cells[f"{path}_start"] = place.start if place is not None else None
    cells[f"{path}_end"] = place.end if place is not None else None
    if column.is_list:
        cells[path] = _listed([value.value for value in values])
        cells[f"{path}_evidence"] = _listed([_words(value) for value in values])
        return cells
    cells[path] = first.value
    cells[f"{path}_evidence"] = _words(first)
    for name in ("low", "best", "high", "hedge", "unit", "iso", "precision"):
        if f"{path}_{name}" in cells:
            cells[f"{path}_{name}"] = getattr(first, name)
    return cells


def _words(value: CodedValue) -> str | None:
    return value.evidence.text if value.evidence is not None else None


def _listed(values: Sequence[object]) -> str:
    """Several values in one cell, as JSON: what divides them then stands in none of them."""
    return json.dumps(list(values), ensure_ascii=False)
