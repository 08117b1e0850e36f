"""What goes over the desk's border about stories as a whole: list, settings, legal queue, log."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field, JsonValue, StringConstraints

from extractor.review.fields import Initials, Number, Title, Words
from extractor.review.records import ItemView
from extractor.review.words import DueWhen, Priority, Standing, StoryOrder, StoryState
from extractor.schemas.record import Record

Clock = Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
"""A time of day, hours and minutes."""


class Due(Record):
    """When a story has to be done, by the newsroom's own clock."""

    day: date
    time: Clock | None = None


class SourceChange(Record):
    """What is to be otherwise with a source; what is not given stays as it is."""

    number: Number
    published: date | datetime | None = None
    """The day on which it appeared; none for a day that is not known."""
    standing: Standing = "unknown"
    """Whether it is primary or secondary."""


class SettingsChange(Record):
    """What is to be otherwise with a story; what is not given stays as it is."""

    version: Number
    """The version of the settings that the editor saw."""
    initials: Initials
    # Nothing given leaves the title; "" as a title is refused, and is no default to send.
    title: Annotated[Title, Field(json_schema_extra=lambda schema: schema.pop("default", None))] = (
        ""
    )
    """What it is called from now on; a story always has a title."""
    assigned_to: Annotated[Words, StringConstraints(max_length=40, strip_whitespace=True)] = ""
    """The initials of who is to check it; empty for nobody."""
    due: Due | None = None
    priority: Priority = "normal"
    published: date | datetime | None = None
    """When the story appears: "Friday" in it is read against that day."""
    sources: Annotated[tuple[SourceChange, ...], Field(max_length=50)] = ()


class SettingsSeen(Record):
    """An editor does something with a story whose settings they saw in this version."""

    version: Number
    initials: Initials


class Deletion(SettingsSeen):
    """An editor deletes a story with all its data."""

    title: Annotated[Words, StringConstraints(max_length=1_000)]
    """Its title, typed: nobody deletes the wrong one by a slip."""


class SourceSettings(Record):
    """A source, of which day it is, and how near to what it tells of."""

    number: int
    name: str
    published: date | datetime | None
    standing: Standing


class StorySettings(Record):
    """What a story is called, whose it is, and what it is read by."""

    key: str
    version: int
    title: str
    draft: int
    assigned_to: str | None
    due: Due | None
    priority: Priority
    published: date | datetime | None
    """When the present version of the draft appears."""
    sources: tuple[SourceSettings, ...]
    archived_by: str | None
    archived_at: datetime | None


class StorySummary(Record):
    """One story in the list of stories."""

    key: str
    title: str
    draft: int
    created_at: datetime
    created_by: str
    signed_by: str | None
    signed_at: datetime | None
    total: int
    settled: int
    to_fix: int
    open_queries: int
    state: StoryState
    version: int
    """Of its settings."""
    assigned_to: str | None
    due: Due | None
    is_late: bool
    """Whether it was due before now and is not signed."""
    priority: Priority
    archived_by: str | None
    archived_at: datetime | None


class StoryFilter(Record):
    """Which stories are listed, and in which order."""

    state: StoryState | Literal[""] = ""
    """Without one, all that are not archived."""
    assigned_to: Annotated[str, StringConstraints(max_length=40)] = ""
    """Initials; `mine` for those of who asks, `nobody` for stories without anybody."""
    due: DueWhen | Literal[""] = ""
    priority: Priority | Literal[""] = ""
    words: Annotated[str, StringConstraints(max_length=300)] = ""
    """All of them stand in the title, in any order and case, with or without accents."""
    order: StoryOrder = "newest"
    page: Annotated[int, Field(ge=1, le=100_000)] = 1


class Stories(Record):
    """A page of the stories on the desk."""

    stories: tuple[StorySummary, ...]
    total: int
    """How many there are on all pages."""
    on_desk: int
    """How many the desk has, those that are not asked for and the archived ones too."""
    page: int
    pages: int
    people: tuple[str, ...]
    """Everybody that a story is assigned to."""
    legal: int
    """How many facts wait for the lawyer, in all stories that are not archived."""
    asks_second: bool
    """Whether red facts need a second person's signature."""


class LegalItem(Record):
    """One fact that waits for the lawyer."""

    key: str
    """Of its story."""
    title: str
    item: ItemView
    sent_by: str | None
    sent_at: datetime | None


class LegalQueue(Record):
    """What waits for the lawyer in all stories that are not archived, the longest waiting first."""

    items: tuple[LegalItem, ...]
    total: int
    page: int
    pages: int


class LogEntry(Record):
    """One line of the log of the desk."""

    id: int
    at: datetime
    who: str
    what: str
    """`deleted` or `setting`."""
    key: str | None
    """Of the story that was deleted."""
    title: str | None
    detail: dict[str, JsonValue]


class DeskLog(Record):
    """What belongs to no story's history: deletions and changes of settings, the latest first."""

    entries: tuple[LogEntry, ...]
