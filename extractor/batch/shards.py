"""The files of one shard: each format's writer, and what its files are called."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal, Protocol, get_args

from extractor.atomic import WholeFile
from extractor.batch.records import RecordTable
from extractor.batch.store import Entry
from extractor.outputs.annotations import annotation_page
from extractor.outputs.columns import FACTS, FINDINGS, LEDGER, fact_rows, finding_rows, ledger_rows
from extractor.outputs.jsonio import json_text
from extractor.outputs.parquet import TableWriter
from extractor.schemas.coding import CodebookField, Coding
from extractor.schemas.report import DraftReport, Report

BatchFormat = Literal["jsonl", "csv", "parquet", "html", "annotations"]

BATCH_FORMATS: tuple[BatchFormat, ...] = get_args(BatchFormat)

Result = Report | DraftReport | Coding


class Writer(Protocol):
    """Writes the documents of a shard in one format."""

    def write(self, entry: Entry, report: Result, raw: bytes) -> None:
        """One document."""

    def close(self) -> None:
        """Put the files in their places."""

    def discard(self) -> None:
        """Leave what stood at their places as it was."""


def open_writer(
    wanted: BatchFormat, folder: Path, tag: str, codebook: Sequence[CodebookField] | None
) -> Writer:
    """What writes the shard `tag` in a format; with a codebook its documents are records."""
    if codebook is None:
        return _WRITERS[wanted](folder, tag)
    return _RECORD_WRITERS[wanted](folder, tag, codebook)


def file_names(wanted: BatchFormat, tag: str, *, are_records: bool) -> list[str]:
    """What that writer's files are called."""
    known = _RECORD_NAMES if are_records else _NAMES
    return [f"{stem}-{tag}{ending}" for stem, ending in known[wanted]]


class _Lines:
    """One file of JSON lines, put in its place at the end."""

    def __init__(self, path: Path) -> None:
        self._whole = WholeFile(path)
        self._file = self._whole.partial.open("xb")

    def write(self, line: bytes) -> None:
        self._file.write(line + b"\n")

    def close(self) -> None:
        self._file.close()
        self._whole.put()

    def discard(self) -> None:
        self._file.close()
        self._whole.discard()


class _Results:
    def __init__(self, folder: Path, tag: str, stem: str = "reports") -> None:
        self._lines = _Lines(folder / f"{stem}-{tag}.jsonl")
        self.close, self.discard = self._lines.close, self._lines.discard

    def write(self, entry: Entry, report: Result, raw: bytes) -> None:
        self._lines.write(raw)


class _Annotations:
    def __init__(self, folder: Path, tag: str) -> None:
        self._lines = _Lines(folder / f"annotations-{tag}.jsonl")
        self.close, self.discard = self._lines.close, self._lines.discard

    def write(self, entry: Entry, report: Result, raw: bytes) -> None:
        assert not isinstance(report, Coding)
        self._lines.write(json_text(annotation_page(report), indent=None).rstrip("\n").encode())


class _Tables:
    """Facts, findings and ledger of a shard."""

    def __init__(self, folder: Path, tag: str, ending: str) -> None:
        self._facts = TableWriter(folder / f"facts-{tag}{ending}", FACTS)
        self._findings = TableWriter(folder / f"findings-{tag}{ending}", FINDINGS)
        self._ledger = TableWriter(folder / f"ledger-{tag}{ending}", LEDGER)
        self._all = (self._facts, self._findings, self._ledger)

    def write(self, entry: Entry, report: Result, raw: bytes) -> None:
        assert not isinstance(report, Coding)
        number = str(entry.position + 1)
        if isinstance(report, Report):
            self._facts.write(fact_rows(report, number))
        self._findings.write(finding_rows(report, number))
        self._ledger.write(ledger_rows(report, number))

    def close(self) -> None:
        for table in self._all:
            table.close()

    def discard(self) -> None:
        for table in self._all:
            table.discard()


_WRITERS: dict[BatchFormat, Callable[[Path, str], Writer]] = {
    "jsonl": _Results,
    "annotations": _Annotations,
    "csv": lambda folder, tag: _Tables(folder, tag, ".csv"),
    "parquet": lambda folder, tag: _Tables(folder, tag, ".parquet"),
}

_NAMES: dict[BatchFormat, tuple[tuple[str, str], ...]] = {
    "jsonl": (("reports", ".jsonl"),),
    "annotations": (("annotations", ".jsonl"),),
    "csv": (("facts", ".csv"), ("findings", ".csv"), ("ledger", ".csv")),
    "parquet": (("facts", ".parquet"), ("findings", ".parquet"), ("ledger", ".parquet")),
}
"""The files of a shard: what stands before its number, and the ending."""

RecordWriterOf = Callable[[Path, str, Sequence[CodebookField]], Writer]

_RECORD_WRITERS: dict[BatchFormat, RecordWriterOf] = {
    "jsonl": lambda folder, tag, fields: _Results(folder, tag, "records"),
    "csv": lambda folder, tag, fields: RecordTable(folder, tag, ".csv", fields),
    "parquet": lambda folder, tag, fields: RecordTable(folder, tag, ".parquet", fields),
}

_RECORD_NAMES: dict[BatchFormat, tuple[tuple[str, str], ...]] = {
    name: (("records", f".{name}"),) for name in _RECORD_WRITERS
}
