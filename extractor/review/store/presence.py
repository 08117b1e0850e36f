"""Who has the page of a story open."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from extractor.review.database import Database
from extractor.review.store.history import now
from extractor.review.tables import Presence, Story

BEAT_S = 10
"""How often an open page says that it is there."""
GONE_S = 25
"""After so long a silence it is not."""


def is_here(database: Database, story_id: int, tab: str, who: str) -> None:
    """Note that an editor has the page open in this tab; of a story that was deleted it notes
    nothing."""
    with suppress(IntegrityError), database.writing() as session:
        session.merge(Presence(story_id=story_id, tab=tab, who=who, seen_at=now()))
        gone = now() - timedelta(seconds=GONE_S)
        session.execute(
            delete(Presence).where(Presence.story_id == story_id, Presence.seen_at < gone)
        )


def has_left(database: Database, story_id: int, tab: str) -> None:
    """Note that the tab is closed."""
    with database.writing() as session:
        session.execute(delete(Presence).where(Presence.story_id == story_id, Presence.tab == tab))


def who_is_here(session: Session, story: Story) -> tuple[str, ...]:
    """Everybody with the page open, each once, by name."""
    since = now() - timedelta(seconds=GONE_S)
    query = select(Presence.who).where(Presence.story_id == story.id, Presence.seen_at >= since)
    return tuple(sorted(set(session.scalars(query))))
