"""The formats that a report can be written in, by name."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Literal, cast, get_args

from extractor.errors import OptionError
from extractor.schemas.report import Report

Format = Literal["terminal", "json", "jsonl", "html", "csv"]

FORMATS: tuple[Format, ...] = get_args(Format)
"""Every format, as the command line names them."""

_WRITERS: dict[Format, tuple[str, str]] = {
    "terminal": ("terminal", "report_text"),
    "json": ("jsonio", "report_json"),
    "jsonl": ("jsonio", "report_line"),
    "html": ("page", "report_page"),
    "csv": ("tables", "report_csv"),
}


def write_report(report: Report, format: Format, *, with_timing: bool = False) -> str:
    """The whole report as one text in this format, with its last line end.

    Only JSON and JSONL know `with_timing`; every other format leaves clock times out always.
    Raises `OptionError` for a format that is none of `FORMATS`.

    The text may be written as UTF-8 whatever the story holds; open files with `newline=""`, since
    CSV brings its own line ends.
    """
    if format not in _WRITERS:
        raise OptionError(f"Unknown format {format!r}. Use one of: {', '.join(FORMATS)}.")
    module, name = _WRITERS[format]
    # Imported on use: rich and Jinja take longer to load than most stories take to scan.
    write = cast("Callable[..., str]", getattr(import_module(f"extractor.outputs.{module}"), name))
    if format in ("json", "jsonl"):
        return write(report, with_timing=with_timing)
    return write(report)
