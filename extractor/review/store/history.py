"""The history of a story: a line for every act, in the transaction of the act."""

from __future__ import annotations

from datetime import UTC, datetime

from pydantic import JsonValue
from sqlalchemy import select
from sqlalchemy.orm import Session

from extractor.review.refusals import ArchivedError, NotThereError
from extractor.review.tables import Entry, Item, Story


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


def locked_story(session: Session, key: str, *, also_archived: bool = False) -> Story:
    """The story, for writing: whoever writes to it too waits until this transaction ends.

    Raises:
        NotThereError: there is no such story.
        ArchivedError: it is archived, and not `also_archived` ones are asked for.
    """
    # One writer per story at a time: counting what is open and signing cannot then be overtaken,
    # and the lines of a story's history become visible in the order of their numbers.
    story = session.scalar(select(Story).where(Story.key == key).with_for_update())
    if story is None:
        raise NotThereError(f"there is no story {key!r} on this desk")
    if not also_archived:
        refuse_archived(session, story)
    return story


def refuse_archived(session: Session, story: Story) -> None:
    """Refuse what changes a story that is archived.

    Raises:
        ArchivedError: it is.
    """
    if story.archived_at is not None:
        raise ArchivedError(
            f"this story was archived by {story.archived_by} and is read-only: restore it first"
        )


def record(
    session: Session,
    story: Story,
    who: str,
    what: str,
    detail: dict[str, JsonValue] | None = None,
    *,
    item: Item | None = None,
    is_of_sign_off: bool = True,
) -> None:
    """Add a line to the history of a story that is locked.

    A line about a fact's sign-off has the version that the act made of it, so that whoever comes
    with an older one can be told what came in between.
    """
    story.change += 1
    version: dict[str, JsonValue] = {}
    if item is not None and is_of_sign_off:
        version = {"version": item.version}
    session.add(
        Entry(
            story_id=story.id,
            item_id=item.id if item is not None else None,
            at=now(),
            who=who,
            what=what,
            detail={**(detail or {}), **version},
        )
    )


def undo_signature(session: Session, story: Story, who: str, because: str) -> None:
    """Take a signature back, if there is one, and say why."""
    if story.signed_at is None:
        return
    detail: dict[str, JsonValue] = {"signed_by": story.signed_by, "because": because}
    story.signed_at = story.signed_by = None
    record(session, story, who, "unsigned", detail)
