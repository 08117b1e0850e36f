"""JSON and JSON Lines: the report as it is."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any

from pydantic_core import PydanticSerializationError

from extractor.schemas.report import DraftReport, Report

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def report_json(report: Report | DraftReport, *, with_timing: bool = False) -> str:
    """The report as indented JSON with a line end; equal reports give equal texts.

    `timing`, which differs between equal runs, is left out unless asked for.
    """
    return _dump(report, with_timing=with_timing, indent=2)


def report_line(report: Report | DraftReport, *, with_timing: bool = False) -> str:
    """The report as one line of JSON with a line end."""
    return _dump(report, with_timing=with_timing, indent=None)


def report_lines(
    reports: Iterable[Report | DraftReport], *, with_timing: bool = False
) -> Iterator[str]:
    """JSON Lines: each report as one line, in the order given."""
    for report in reports:
        yield report_line(report, with_timing=with_timing)


def _dump(report: Report | DraftReport, *, with_timing: bool, indent: int | None) -> str:
    exclude = None if with_timing else {"timing"}
    if indent is None:
        with suppress(PydanticSerializationError):  # of half characters; it is ten times faster
            return report.model_dump_json(exclude=exclude) + "\n"
    return json_text(report.model_dump(mode="json", exclude=exclude), indent=indent)


def json_text(data: Any, *, indent: int | None) -> str:
    """JSON values as text with a line end, which can be written as UTF-8 whatever they hold."""
    separators = (",", ":") if indent is None else (",", ": ")
    text = json.dumps(data, ensure_ascii=False, indent=indent, separators=separators)
    # UTF-8 has no bytes for half a character; JSON has an escape for it.
    return _LONE_SURROGATE.sub(_escape, text) + "\n"


def _escape(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"
