"""Dates and times of a text, read from its tokens.

The way of the data:

- `context` lets the finders look around in a text, `piece` is what they give; `reader` calls them;
- finders, one module a subject, each called at a word or at digits that make a look worth while:
  `numeric` (2024-05-03), `months` (5-7 June), `years` (1998, with its `year_reasons`), `decades`
  (the 1920s), `eras` (quarters, halves, centuries), `codes` (Q3 2024, FY25), `clock` (7.30 p.m.),
  `days` (Friday, today, the evening, Easter, summer), `periods` (last week, three days ago);
- `joins` makes one date of pieces that stand together, by one table, over `gaps` (what stands
  between them), `merges`, `hours` and `ranges` (what becomes of them); `fiscal` makes fiscal years;
- `resolve` gives each its ISO form, seen from the day of publication: `own_dates` those that may
  bear a year, `relative` the others; `tense` tells which way the clause looks, `anchors` what "the
  next day" counts from, `nearest` which year is meant, `holidays` and `reckoning` reckon, `form`
  writes by the grain.

No module holds a word of a language: words are in `languages/*/calendar.toml`, `tense.toml` and
`holidays.toml`.
"""

from __future__ import annotations

from datetime import date, datetime
from functools import cache

from extractor.languages import load
from extractor.scanning.dates.reader import DateMention, DateReader
from extractor.scanning.folding import blocks, fold
from extractor.scanning.numbers import Numerals
from extractor.scanning.tokens import Tokens
from extractor.schemas.figure import DateRef
from extractor.schemas.span import Span

__all__ = ["DateMention", "DateReader", "scan_dates"]


def scan_dates(
    text: str, *, published: date | datetime | None = None, day_first: bool | None = None
) -> list[DateRef]:
    """The dates and times of a text, in reading order.

    Relative dates are read against `published`, or else against the date that the text itself
    bears at its head; with neither, their `iso` is none. `day_first` says whether "01/02/2026" is
    in February; without it another date in digits may show it, or a note says that it is open.
    """
    reader, numerals = _readers("en")
    day = published
    found: list[DateRef] = []
    for place, block in blocks(text):
        folded = fold(block)
        tokens = Tokens(folded)
        if day is None and place == 0:
            day = reader.dateline(tokens, numerals)
        for one in reader.read(tokens, numerals, day, day_first=day_first):
            start, end = folded.source(
                tokens.starts[one.start], tokens.ends[one.end - 1] - one.tail
            )
            start, end = place + start, place + end
            span = Span(start, end, text[start:end])
            found.append(DateRef(span, one.iso, one.precision, one.is_relative, one.note, one.part))
    return found


@cache
def _readers(code: str) -> tuple[DateReader, Numerals]:
    language = load(code)
    return DateReader(language), Numerals(language)
