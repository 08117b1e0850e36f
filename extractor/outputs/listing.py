"""The figures and dates of a text as a list: for eyes, for a spreadsheet, for a program."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from decimal import Decimal
from io import StringIO
from typing import Any

from pydantic import TypeAdapter

from extractor.outputs.cells import plain_decimal, safe_cell
from extractor.outputs.jsonio import json_text
from extractor.outputs.reading import reading_of
from extractor.outputs.visible import one_line, shortened
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
"""The header of the listing as CSV and as a workbook; a date has the kind `date`."""

_NUMBERS = frozenset({"start", "end", "value", "low", "high"})
_WIDTHS = {"start": 7, "end": 7, "text": 22, "phrase": 34, "kind": 18, "of": 22, "note": 34}

_FIGURES = TypeAdapter(tuple[Figure, ...])
_DATES = TypeAdapter(tuple[DateRef, ...])


def listing_bytes(
    figures: Sequence[Figure], dates: Sequence[DateRef], format: str, *, title: str = ""
) -> bytes:
    """The bytes of a file in any format: those of `listing_text`, or a workbook as `xlsx`.

    Raises:
        OptionError: a workbook is wanted, and openpyxl is not installed.
    """
    if format != "xlsx":
        return listing_text(figures, dates, format, title=title).encode()
    from extractor.outputs.sheets import Workbook

    rows = (_typed(_row(item)) for item in _in_order(figures, dates))
    return Workbook(
        "Figures and dates", COLUMNS, rows, widths=_WIDTHS, what="Figures as .xlsx"
    ).saved()


def listing_text(
    figures: Sequence[Figure], dates: Sequence[DateRef], format: str, *, title: str = ""
) -> str:
    """The figures and dates in reading order, as `table`, `json`, `jsonl`, `csv` or `html`, with a
    line end; a line of `jsonl` is a figure, or a date of the kind `date`.

    The title is that of a page.
    """
    if format == "json":
        data = {
            "figures": _FIGURES.dump_python(tuple(figures), mode="json"),
            "dates": _DATES.dump_python(tuple(dates), mode="json"),
        }
        return json_text(data, indent=2)
    items = _in_order(figures, dates)
    if format == "jsonl":
        return "".join(json_text(_line(item), indent=None) for item in items)
    if format == "html":
        return _page(items, title)
    return _csv(items) if format == "csv" else _table(items)


def _in_order(figures: Sequence[Figure], dates: Sequence[DateRef]) -> list[Figure | DateRef]:
    items: list[Figure | DateRef] = [*figures, *dates]
    return sorted(items, key=lambda item: (item.span.start, item.span.end))


def _line(item: Figure | DateRef) -> dict[str, Any]:
    if isinstance(item, Figure):
        figure: dict[str, Any] = _FIGURES.dump_python((item,), mode="json")[0]
        return figure
    date: dict[str, Any] = _DATES.dump_python((item,), mode="json")[0]
    return {"span": date["span"], "kind": "date", **date}


def _page(items: Sequence[Figure | DateRef], title: str) -> str:
    from extractor.outputs.template import render

    return render(
        "listing.html",
        styles=("listing.css",),
        scripts=(),
        title=one_line(title) or "Text",
        rows=[(item.span.start, *_read(item)) for item in items],
    )


def _table(items: Iterable[Figure | DateRef]) -> str:
    rows: list[tuple[str, str, str, str]] = [("from", "words", "kind", "read as")]
    for item in items:
        words, kind, read = _read(item)
        rows.append((str(item.span.start), shortened(words, 34), kind, shortened(read, 60)))
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    lines = [
        f"{start:>{widths[0]}}  {words:<{widths[1]}}  {kind:<{widths[2]}}  {read}".rstrip()
        for start, words, kind, read in rows
    ]
    return "\n".join(lines) + "\n"


def _read(item: Figure | DateRef) -> tuple[str, str, str]:
    """For eyes: the words, their kind, and as what they were read."""
    if isinstance(item, Figure):
        read = " ".join(filter(None, (reading_of(item), item.of)))
        return item.phrase.text, item.kind.replace("_", " "), read
    read = item.iso or item.note or "no day of its own"
    if item.iso:
        read = "; ".join(filter(None, (item.iso, item.part, item.note)))
    return item.span.text, "date", read


def _csv(items: Iterable[Figure | DateRef]) -> str:
    file = StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for item in items:
        writer.writerow([safe_cell(cell) for cell in _row(item)])
    return file.getvalue()


def _row(item: Figure | DateRef) -> list[str]:
    return _figure_row(item) if isinstance(item, Figure) else _date_row(item)


def _typed(row: Sequence[str]) -> list[str | int | Decimal]:
    """The cells of a row, its numbers as numbers."""
    return [
        Decimal(cell) if cell and column in _NUMBERS else safe_cell(cell)
        for column, cell in zip(COLUMNS, row, strict=True)
    ]


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
