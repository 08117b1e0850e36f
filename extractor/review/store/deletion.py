"""Deleting a story with all its data, and the log that says so.

The database lets a line of the history go with its whole story and no other way: the line that is
written to the log here makes its trigger delete the story, its facts and its history.
"""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import JsonValue
from sqlalchemy import ColumnElement, Table, delete, func, or_, select
from sqlalchemy.orm import Session

from extractor.comparing.typography import plain
from extractor.outputs.visible import visible
from extractor.review.refusals import WrongStateError
from extractor.review.store.administration import refuse_unseen
from extractor.review.store.history import locked_story
from extractor.review.store.running import is_under_way
from extractor.review.store.settings import log
from extractor.review.tables import Base, Check, Entry, Item, LogLine, Story

_GUARDED = frozenset({"history", "items", "stories"})
"""What the trigger deletes, and nothing else can."""


def delete_story(session: Session, key: str, *, who: str, version: int, title: str) -> LogLine:
    """Delete a story with everything that the desk has of it; gives its line in the log.

    Raises:
        NotThereError: there is no such story.
        WrongStateError: the title is not the story's, or its checks or the model are at work.
        StaleError: somebody else changed its settings since.
    """
    story = locked_story(session, key, also_archived=True)
    refuse_unseen(session, story, version)
    if _typed(title) != _typed(story.title):
        raise WrongStateError(
            f"the title that was typed is not that of the story, “{story.title}”: nothing was "
            "deleted"
        )
    runs = select(Check).where(Check.story_id == story.id, Check.state == "running")
    for run in session.scalars(runs):
        if is_under_way(session.connection(), run.id):
            by = "the model is" if run.kind == "model" else "the checks are"
            raise WrongStateError(f"{by} at work on this story: delete it when they have ended")
    detail: dict[str, JsonValue] = {
        "opened": story.created_at.isoformat(),
        "opened by": story.created_by,
        "drafts": story.draft,
        "lines of history": _count(session, Entry, story),
        "facts": _count(session, Item, story),
    }
    if story.signed_by is not None:
        detail["signed by"] = story.signed_by
    identity, kept = story.id, (story.key, story.title)
    session.expunge(story)
    for table, condition in _tables_of(identity):
        session.execute(delete(table).where(condition))
    return log(session, who, "deleted", detail, key=kept[0], title=kept[1])


def _typed(title: str) -> str:
    """A title as it can be typed: spaces, quotation marks and dashes as on any keyboard."""
    return plain(visible(title)).strip()


def _count(session: Session, table: type[Entry | Item], story: Story) -> int:
    query = select(func.count()).select_from(table).where(table.story_id == story.id)
    return session.scalar(query) or 0


def _tables_of(story: int) -> Iterator[tuple[Table, ColumnElement[bool]]]:
    """Every other table that holds something of a story, with which of its rows; children first.

    A table belongs to a story by a foreign key to it, or to a table that does.
    """
    rows: dict[Table, ColumnElement[bool]] = {}
    for table in Base.metadata.sorted_tables:
        ways = [
            key.parent.in_(select(key.column).where(rows[key.column.table]))
            for key in sorted(table.foreign_keys, key=lambda key: key.parent.name)
            if key.column.table in rows and key.column.table is not table
        ]
        if table.name == Story.__tablename__:
            rows[table] = table.c.id == story
        elif ways:
            rows[table] = or_(*ways)
    for table in reversed(Base.metadata.sorted_tables):
        if table in rows and table.name not in _GUARDED:
            yield table, rows[table]
