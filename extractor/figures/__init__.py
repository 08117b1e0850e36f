"""Figures and dates of a text, found and read without a model."""

from extractor.figures.dates import scan_dates
from extractor.figures.scan import scan_figures

__all__ = ["scan_dates", "scan_figures"]
