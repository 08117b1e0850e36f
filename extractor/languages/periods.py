"""The words by which times of two texts, or of one, are held against each other: `periods.toml`."""

from __future__ import annotations

from extractor.languages.table import Table, Words


class DurationWords(Table):
    """What stands between a duration and its two ends, and between two events."""

    units: dict[str, tuple[str, ...]]
    """The words of each unit that events are told apart by."""
    vague: Words
    """What stands in place of a number and a unit: "shortly after"."""
    after: tuple[str, ...]
    """What stands between those and the event, its article with it."""
    before: tuple[str, ...]
    before_ends: Words
    """Small words before such a date that are none of it."""
    ends_of: Words
    """What opens a date with two ends, besides digits."""
    not_lasting: Words
    """Words that no thing which lasts stands behind: "three-day strike" but not "three-day of"."""
    relatives: Words
    lasting: Words
    """Verbs between a thing that lasts and its ends."""
    articles: Words
    event_ends: Words
    """Small words that end what an event is called."""
    no_link: Words
    """Words that keep a date from the event beside it."""


class PartWords(Table):
    """What fixes a part of a date besides the names of the calendar."""

    fiscal_years: Words
    """What is written together with a year: "FY2024"."""
    months_alone: tuple[str, ...]
    """What stands before the day of a month that is not named."""
    months_alone_end: bool
    """Whether the number of such a day must have an ending: "the 5th"."""


class OffsetWords(Table):
    """Days and periods told from the day of writing."""

    days: dict[str, int]
    day_leads: Words
    """What may stand before them: "late yesterday"."""
    units: dict[str, Words]
    """Periods, the shorter first; `day` is one of them."""
    before: dict[str, int]
    """What says which of them it is, before it."""
    behind: dict[str, int]
    """The same behind it."""
    leads: Words
    """What may stand before a period."""


class FrameWords(Table):
    """Words for a time whose number or unit may be another."""

    units: dict[str, tuple[str, ...]]
    before: Words
    """What stands before the number or the unit: "the last 13 weeks"."""
    behind: tuple[str, ...]
    """What stands behind number and unit: "two weeks ago"."""
    parts: Words
    """Parts of a day."""
    dropped: tuple[str, ...]
    """What such words may open with that says nothing."""


class PeriodTables(Table):
    """`periods.toml`."""

    durations: DurationWords
    parts: PartWords
    offsets: OffsetWords
    frames: FrameWords
