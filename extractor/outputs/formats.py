"""The formats that a report can be written in, by name."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Literal, cast, get_args

from extractor.errors import OptionError
from extractor.schemas.report import DraftReport, Report

Format = Literal["terminal", "json", "jsonl", "html", "csv", "annotations", "worksheet"]

FORMATS: tuple[Format, ...] = get_args(Format)
"""Every format of a report, as the command line names them."""

DraftFormat = Literal[
    "terminal", "json", "jsonl", "html", "annotations", "worksheet", "docx", "github"
]

DRAFT_FORMATS: tuple[DraftFormat, ...] = get_args(DraftFormat)
"""Every format of a draft's report."""

_WRITERS: dict[Format, tuple[str, str]] = {
    "terminal": ("terminal", "report_text"),
    "json": ("jsonio", "report_json"),
    "jsonl": ("jsonio", "report_line"),
    "html": ("page", "report_page"),
    "csv": ("tables", "report_csv"),
    "annotations": ("annotations", "annotations_json"),
}

_DRAFT_WRITERS: dict[DraftFormat, tuple[str, str]] = {
    "terminal": ("draft", "draft_text"),
    "json": ("jsonio", "report_json"),
    "jsonl": ("jsonio", "report_line"),
    "html": ("draft_page", "draft_page"),
    "annotations": ("annotations", "annotations_json"),
}


def write_report(report: Report, format: Format, *, with_timing: bool = False) -> str:
    """The whole report as one text in this format, with its last line end.

    Only JSON and JSONL know `with_timing`; every other format leaves clock times out always. A
    worksheet is CSV here; `report_bytes` gives it as a workbook too. Raises `OptionError` for a
    format that is none of `FORMATS`.

    The text may be written as UTF-8 whatever the story holds; open files with `newline=""`, since
    CSV brings its own line ends.
    """
    if format == "worksheet":
        return _worksheet(report, ".csv").decode()
    if format not in _WRITERS:
        raise OptionError(f"Unknown format {format!r}. Use one of: {', '.join(FORMATS)}.")
    write = _function(*_WRITERS[format])
    if format in ("json", "jsonl"):
        return write(report, with_timing=with_timing)
    return write(report)


def report_bytes(
    report: Report, format: Format, *, with_timing: bool = False, ending: str = ""
) -> bytes:
    """The same as the bytes of a file; a worksheet is CSV, XLSX or HTML by the file's ending.

    Raises:
        OptionError: there is no such format, or a package that it needs is not installed.
    """
    if format == "worksheet":
        return _worksheet(report, ending)
    return write_report(report, format, with_timing=with_timing).encode()


def draft_bytes(report: DraftReport, format: DraftFormat, *, ending: str = "") -> bytes:
    """A draft's report as the bytes of a file; a worksheet is CSV, XLSX or HTML by its ending.

    `docx` gives a new document; `extractor.outputs.word` puts comments into the draft's own. In
    `github` the file is named as the document is.

    Raises:
        OptionError: there is no such format, or a package that it needs is not installed.
    """
    if format == "worksheet":
        return _worksheet(report, ending)
    if format == "docx":
        from extractor.outputs.word import draft_docx

        return draft_docx(report).data
    if format == "github":
        from extractor.outputs.issues import github_commands

        return github_commands(report, report.document.name).encode()
    if format not in _DRAFT_WRITERS:
        raise OptionError(f"Unknown format {format!r}. Use one of: {', '.join(DRAFT_FORMATS)}.")
    return _function(*_DRAFT_WRITERS[format])(report).encode()


def _worksheet(report: Report | DraftReport, ending: str) -> bytes:
    from extractor.outputs.worksheet import worksheet_csv, worksheet_page, worksheet_rows

    rows = worksheet_rows(report)
    if ending == ".xlsx":
        from extractor.outputs.workbook import worksheet_xlsx

        return worksheet_xlsx(rows, compared_with=report.compared_with)
    if ending in (".html", ".htm"):
        title = report.document.name or ""
        return worksheet_page(rows, compared_with=report.compared_with, title=title).encode()
    return worksheet_csv(rows).encode()


def _function(module: str, name: str) -> Callable[..., str]:
    # Imported on use: rich and Jinja take longer to load than most stories take to scan.
    return cast("Callable[..., str]", getattr(import_module(f"extractor.outputs.{module}"), name))
