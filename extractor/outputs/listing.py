"""The figures and dates of a text as a list: for eyes, for a spreadsheet, for a program."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import Any

from pydantic import TypeAdapter

from extractor.outputs.cells import plain_decimal, safe_cell
from extractor.outputs.jsonio import json_text
from extractor.outputs.reading import reading_of
from extractor.outputs.visible import shortened
from extractor.schemas.figure import DateRef, Figure

COLUMNS = (
    "start",
    "end",
    "text",
    "phrase",
    "kind",
    "value",
    "low",
    "high",
    "hedge",
    "unit",
    "of",
    "iso",
    "precision",
    "note",
    "part",
)
"""The header of the CSV listing; a date has the kind `date`."""

_FIGURES = TypeAdapter(tuple[Figure, ...])
_DATES = TypeAdapter(tuple[DateRef, ...])


def listing_text(figures: Sequence[Figure], dates: Sequence[DateRef], format: str) -> str:
    """The figures and dates in reading order, as `table`, `json`, `jsonl` or `csv`, with a line
    end; a line of `jsonl` is a figure, or a date of the kind `date`.
    """
    if format == "json":
        data = {
            "figures": _FIGURES.dump_python(tuple(figures), mode="json"),
            "dates": _DATES.dump_python(tuple(dates), mode="json"),
        }
        return json_text(data, indent=2)
    items: list[Figure | DateRef] = [*figures, *dates]
    items.sort(key=lambda item: (item.span.start, item.span.end))
    if format == "jsonl":
        return "".join(json_text(_line(item), indent=None) for item in items)
    return _csv(items) if format == "csv" else _table(items)


def _line(item: Figure | DateRef) -> dict[str, Any]:
    if isinstance(item, Figure):
        figure: dict[str, Any] = _FIGURES.dump_python((item,), mode="json")[0]
        return figure
    date: dict[str, Any] = _DATES.dump_python((item,), mode="json")[0]
    return {"span": date["span"], "kind": "date", **date}


def _table(items: Iterable[Figure | DateRef]) -> str:
    rows: list[tuple[str, str, str, str]] = [("from", "words", "kind", "read as")]
    for item in items:
        if isinstance(item, Figure):
            words, kind = item.phrase.text, item.kind.replace("_", " ")
            read = " ".join(filter(None, (reading_of(item), item.of)))
        else:
            words, kind = item.span.text, "date"
            read = item.iso or item.note or "no day of its own"
            if item.iso:
                read = "; ".join(filter(None, (item.iso, item.part, item.note)))
        rows.append((str(item.span.start), shortened(words, 34), kind, shortened(read, 60)))
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    lines = [
        f"{start:>{widths[0]}}  {words:<{widths[1]}}  {kind:<{widths[2]}}  {read}".rstrip()
        for start, words, kind, read in rows
    ]
    return "\n".join(lines) + "\n"


def _csv(items: Iterable[Figure | DateRef]) -> str:
    file = StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for item in items:
        row = _figure_row(item) if isinstance(item, Figure) else _date_row(item)
        writer.writerow([safe_cell(cell) for cell in row])
    return file.getvalue()


def _figure_row(figure: Figure) -> list[str]:
    numbers = [plain_decimal(number) for number in (figure.value, figure.low, figure.high)]
    span = figure.span
    return [
        str(span.start),
        str(span.end),
        span.text,
        figure.phrase.text,
        figure.kind,
        *numbers,
        figure.hedge,
        figure.unit or "",
        figure.of or "",
        "",
        "",
        "",
        "",
    ]


def _date_row(date: DateRef) -> list[str]:
    span = date.span
    return [
        str(span.start),
        str(span.end),
        span.text,
        span.text,
        "date",
        "",
        "",
        "",
        "",
        "",
        "",
        date.iso or "",
        date.precision or "",
        date.note or "",
        date.part or "",
    ]
