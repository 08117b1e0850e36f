"""Quarters, halves and fiscal years by their code: "Q2 2025", "2023-Q4", "1H 2024", "FY25"."""

from __future__ import annotations

import re

from extractor.languages.calendar import SmallWords
from extractor.scanning.dates.context import GAPS, Context
from extractor.scanning.dates.eras import of_year
from extractor.scanning.dates.piece import Kind, Piece
from extractor.scanning.dates.year_reasons import is_year_number
from extractor.scanning.dates.years import full_year


class Codes:
    """Reads codes; made once a language."""

    def __init__(self, words: SmallWords) -> None:
        """Lay out how a part of a year and a fiscal year are written."""
        quarter, half = ("".join(codes) for codes in (words.quarter_codes, words.half_codes))
        part = f"(?:([1-4])([{quarter}{half}])|([{quarter}{half}])([1-4]))"
        fiscal = f"{words.fiscal_codes[0]} ?'?(?:20)?[0-9]{{2}}(?:[-–/](?:20)?[0-9]{{2}})?"
        self._fiscal = re.compile(f"(?:{part}[ -]?(?:{words.of} )?)?{fiscal}(?![0-9a-z])")
        self._part = re.compile(f"{part}(?:'?((?:20)?[0-9]{{2}}))?(?![0-9a-z])")
        self._quarter = quarter

    def find(self, text: Context, at: int) -> list[Piece]:
        """The piece whose code begins at a token, or with the digit before it."""
        start = at - 1 if at and text.integer(at - 1, 1) is not None else at
        low, place = text.tokens.low, text.tokens.starts[start]
        if start and (low[place - 1].isalnum() or low[place - 1] in ".,$£€"):
            return []
        found = self._fiscal.match(low, place)
        if found is not None:
            unit = "quarter" if (found[2] or found[3] or " ") in self._quarter else "year"
            return [Piece(start, text.at_char(found.end()), "fiscal", unit=unit, year=0)]  # type: ignore[arg-type]
        found = self._part.match(low, place)
        if found is None:
            return []
        kind: Kind = "quarter" if (found[2] or found[3]) in self._quarter else "half"
        count = int(found[1] or found[4])
        piece = Piece(start, text.at_char(found.end()), kind, number=count)
        if kind == "half" and count > 2:
            return []
        if found[5]:
            return [piece._replace(year=full_year(int(found[5])))] if found[1] else []
        return self._dated(text, piece)

    @staticmethod
    def _dated(text: Context, piece: Piece) -> list[Piece]:
        """The code with its year behind it or before."""
        of = of_year(text, piece)
        if of.of_year or of.year is not None:
            return [of._replace(years=())]
        head = piece.start - 2
        if head >= 0 and text.words[piece.start - 1] in GAPS and is_year_number(text, head):
            return [piece._replace(start=head, year=int(text.words[head]))]
        # "H1" is a headline, a visa, a virus; "3Q" by itself is nothing
        is_alone = piece.kind == "quarter" and not text.words[piece.start].isdecimal()
        return [piece] if is_alone else []
