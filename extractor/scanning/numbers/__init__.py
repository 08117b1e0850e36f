"""Numerals: `Numerals.read` gives the number that begins at a token, whatever it is written in.

`digits` and `words` read whole numbers, `parts` fractions, `magnitudes` and `powers` what
multiplies; `numerals` puts them together; `lexicon` holds a language's words by what they do.
"""

from __future__ import annotations

from extractor.scanning.numbers.numeral import ONE, Numeral
from extractor.scanning.numbers.numerals import Numerals

__all__ = ["ONE", "Numeral", "Numerals"]
