"""What comes out: one report written in one of several formats."""

from extractor.outputs.formats import FORMATS, Format, write_report

__all__ = ["FORMATS", "Format", "write_report"]
