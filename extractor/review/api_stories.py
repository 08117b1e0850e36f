"""Stories as a whole, as JSON: their list, their settings, the legal queue, the log."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request

from extractor.review import administration
from extractor.review.api import REFUSALS, Key, desk_of
from extractor.review.browser import who_asks
from extractor.review.legal import legal_queue
from extractor.review.story_list import list_stories
from extractor.review.story_records import (
    Deletion,
    DeskLog,
    LegalQueue,
    LogEntry,
    SettingsChange,
    SettingsSeen,
    Stories,
    StoryFilter,
    StorySettings,
)

stories_api = APIRouter(prefix="/api", responses=REFUSALS)


@stories_api.get("/stories")
def show_stories(request: Request, wanted: Annotated[StoryFilter, Query()]) -> Stories:
    """A page of the stories on the desk, the latest first unless another order is asked for.

    `assigned_to=mine` goes by the initials in the browser's cookie; programs name theirs.
    """
    with desk_of(request).database.reading() as session:
        return list_stories(session, wanted, who=who_asks(request))


@stories_api.get("/stories/{key}/settings")
def show_settings(request: Request, key: Key) -> StorySettings:
    """What a story is called, whose it is, when it is due, and of which days its texts are."""
    return desk_of(request).read(key, administration.settings_of)


@stories_api.post("/stories/{key}/settings")
def change_settings(request: Request, key: Key, change: SettingsChange) -> StorySettings:
    """Change what is given; where a day of publication is, the checks run again."""
    return administration.change_settings(desk_of(request), key, change)


@stories_api.post("/stories/{key}/archive")
def archive(request: Request, key: Key, seen: SettingsSeen) -> StorySettings:
    """Take a story out of the list; it is only read until it is brought back."""
    return administration.archive(desk_of(request), key, seen)


@stories_api.post("/stories/{key}/bring-back")
def bring_back(request: Request, key: Key, seen: SettingsSeen) -> StorySettings:
    """Put an archived story back on the desk as it was."""
    return administration.bring_back(desk_of(request), key, seen)


@stories_api.post("/stories/{key}/delete")
def delete(request: Request, key: Key, deletion: Deletion) -> LogEntry:
    """Delete a story with all its data, for ever; its title has to be typed."""
    return administration.delete(desk_of(request), key, deletion)


@stories_api.get("/legal")
def show_legal(request: Request, page: Annotated[int, Query(ge=1, le=100_000)] = 1) -> LegalQueue:
    """What waits for the lawyer in all stories; a decision on a fact clears it."""
    with desk_of(request).database.reading() as session:
        return legal_queue(session, page)


@stories_api.get("/log")
def show_log(
    request: Request, before: Annotated[int | None, Query(ge=1, le=2**31 - 1)] = None
) -> DeskLog:
    """The log of the desk, the latest line first; `before` is the line to go on from."""
    with desk_of(request).database.reading() as session:
        return administration.log_of(session, before=before)
