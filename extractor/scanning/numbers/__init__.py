"""Numerals: `read_numeral` gives the number that begins at a token, whatever it is written in."""

from __future__ import annotations

from extractor.scanning.numbers.numeral import Numeral, Numerals

__all__ = ["Numeral", "Numerals"]
