"""What comes out: one report written in one of several formats."""

from extractor.outputs.formats import (
    DRAFT_FORMATS,
    FORMATS,
    DraftFormat,
    Format,
    draft_bytes,
    report_bytes,
    write_report,
)

__all__ = [
    "DRAFT_FORMATS",
    "FORMATS",
    "DraftFormat",
    "Format",
    "draft_bytes",
    "report_bytes",
    "write_report",
]
