"""Dates and times of a text, read from its tokens.

The way of the data:

- `context` lets the finders look around in a text, `piece` is what they give; `reader` calls them;
- finders, one module a subject, each called at a word or at digits that make a look worth while:
  `numeric` (2024-05-03), `months` (5-7 June), `years` (1998, with its `year_reasons`), `decades`
  (the 1920s), `eras` (weeks, quarters, halves, centuries), `codes` (Q3 2024), `clock` (7.30 p.m.),
  `days` (Friday, today, the evening, Easter, summer), `periods` (last week, three days ago);
- `joins` makes one date of pieces that stand together, by one table over `gaps` (what stands
  between them); `merges`, `hours` and `ranges` say what becomes of them; `fiscal` makes years of
  the books;
- `resolve` gives each its ISO form, seen from the day of publication: `own_dates` those that may
  bear a year, `relative` the others; `tense` tells which way the clause looks, `anchors` what "the
  next day" counts from, `nearest` which year is meant, `holidays` and `reckoning` reckon, `form`
  writes by the grain.

No module holds a word of a language: words are in `languages/*/calendar.toml`, `tense.toml` and
`holidays.toml`.
"""

from extractor.scanning.dates.reader import DateMention, DateReader, Found

__all__ = ["DateMention", "DateReader", "Found"]
