"""Acts on stories as a whole, which pages and JSON share; see `store/administration.py`."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import select
from sqlalchemy.orm import Session

from extractor.review.desk import Desk
from extractor.review.store import administration, deletion
from extractor.review.store.administration import due_of
from extractor.review.store.history import locked_story
from extractor.review.store.stories import draft_of, moment, sources_of, standing_of
from extractor.review.story_records import (
    Deletion,
    DeskLog,
    LogEntry,
    SettingsChange,
    SettingsSeen,
    SourceSettings,
    StorySettings,
)
from extractor.review.tables import LogLine, Story


def settings_of(session: Session, story: Story) -> StorySettings:
    """What a story is called, whose it is, and what it is read by."""
    return StorySettings(
        key=story.key,
        version=story.version,
        title=story.title,
        draft=story.draft,
        assigned_to=story.assigned_to,
        due=due_of(story.due),
        priority=story.priority,
        published=moment(draft_of(session, story, story.draft).published),
        sources=tuple(
            SourceSettings(
                number=source.number,
                name=source.name,
                published=moment(source.published),
                standing=standing_of(source),
            )
            for source in sources_of(session, story)
        ),
        archived_by=story.archived_by,
        archived_at=story.archived_at,
    )


def change_settings(desk: Desk, key: str, change: SettingsChange) -> StorySettings:
    """Change what is given; where a day of publication is, the checks run again."""
    with desk.database.writing() as session:
        story = locked_story(session, key)
        is_dated = administration.change_settings(session, story, change)
        settings = settings_of(session, story)
    if is_dated:
        desk.check_anew(key)
    else:
        desk.hub.wake(key)
    return settings


def archive(desk: Desk, key: str, seen: SettingsSeen) -> StorySettings:
    """Take a story out of the list; it is only read until it is brought back."""
    return _act(desk, key, seen, administration.archive)


def bring_back(desk: Desk, key: str, seen: SettingsSeen) -> StorySettings:
    """Put an archived story back on the desk."""
    return _act(desk, key, seen, administration.bring_back)


def delete(desk: Desk, key: str, deletion_: Deletion) -> LogEntry:
    """Delete a story with all its data; gives the line in the log that stays."""
    with desk.database.writing() as session:
        line = deletion.delete_story(
            session,
            key,
            who=deletion_.initials,
            version=deletion_.version,
            title=deletion_.title,
        )
        entry = _entry(line)
    desk.hub.wake(key)
    desk.database.empty_journal()
    return entry


def log_of(session: Session, *, before: int | None = None, limit: int = 500) -> DeskLog:
    """The log of the desk, the latest line first; `before` is the line to go on from."""
    query = select(LogLine).order_by(LogLine.id.desc()).limit(limit)
    if before is not None:
        query = query.where(LogLine.id < before)
    return DeskLog(entries=tuple(_entry(line) for line in session.scalars(query)))


def _act(
    desk: Desk,
    key: str,
    seen: SettingsSeen,
    act: Callable[..., None],
) -> StorySettings:
    with desk.database.writing() as session:
        story = locked_story(session, key, also_archived=act is administration.bring_back)
        act(session, story, who=seen.initials, version=seen.version)
        settings = settings_of(session, story)
    desk.hub.wake(key)
    return settings


def _entry(line: LogLine) -> LogEntry:
    return LogEntry(
        id=line.id,
        at=line.at,
        who=line.who,
        what=line.what,
        key=line.story_key,
        title=line.title,
        detail=line.detail,
    )
