"""The legal queue: what waits for the lawyer in all stories, whoever sent it there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import Session

from extractor.review import views
from extractor.review.records import FindingView, ItemView
from extractor.review.story_records import LegalItem, LegalQueue
from extractor.review.tables import Draft, Entry, Item, Place, Story

PAGE = 100
"""So many facts are on one page of the queue."""


def legal_queue(session: Session, page: int = 1) -> LegalQueue:
    """A page of what waits for the lawyer: in stories that are not archived, as their present
    drafts have it, the longest waiting first."""
    total = count_legal(session)
    pages = max(1, -(-total // PAGE))
    page = min(page, pages)
    query = _waiting(select(Story.key, Item.id)).order_by(Item.decided_at, Item.id)
    rows = session.execute(query.limit(PAGE).offset((page - 1) * PAGE)).all()
    by_story: dict[str, list[int]] = {}
    for key, item in rows:
        by_story.setdefault(key, []).append(item)
    shown: dict[int, tuple[Story, ItemView]] = {}
    for key, ids in by_story.items():
        story = views.find_story(session, key)
        shown |= {item.id: (story, item) for item in views.items(session, story, ids)}
    sent = _sent(session, list(shown))
    return LegalQueue(
        items=tuple(_entry(*shown[item], sent.get(item)) for _, item in rows if item in shown),
        total=total,
        page=page,
        pages=pages,
    )


def findings_in(session: Session, queue: LegalQueue) -> dict[int, list[FindingView]]:
    """What the checks say of the facts of a queue."""
    by_story: dict[str, list[int]] = {}
    for each in queue.items:
        by_story.setdefault(each.key, []).append(each.item.id)
    found: dict[int, list[FindingView]] = {}
    for key, ids in by_story.items():
        found |= views.findings_for(session, views.find_story(session, key), ids)
    return found


def count_legal(session: Session) -> int:
    """How many facts wait for the lawyer."""
    return session.scalar(_waiting(select(func.count()).select_from(Item))) or 0


def _waiting(query: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    return (
        query.join(Place, Place.item_id == Item.id)
        .join(Draft, Draft.id == Place.draft_id)
        .join(Story, and_(Story.id == Draft.story_id, Story.draft == Draft.number))
        .where(Item.status == "legal", Story.archived_at.is_(None))
    )


def _sent(session: Session, ids: Sequence[int]) -> dict[int, Entry]:
    """The line of history by which each fact came to the lawyer, where there is one."""
    found: dict[int, Entry] = {}
    query = (
        select(Entry)
        .where(Entry.item_id.in_(ids), Entry.what.in_(("decided", "undone")))
        .order_by(Entry.id)
    )
    for line in session.scalars(query):
        change = line.detail.get("status")
        if isinstance(change, list) and change[-1] == "legal":
            found[line.item_id or 0] = line
    return found


def _entry(story: Story, item: ItemView, line: Entry | None) -> LegalItem:
    return LegalItem(
        key=story.key,
        title=story.title,
        item=item,
        # A fact that came into a changed sentence has its sign-off, and no line of its own.
        sent_by=line.who if line is not None else item.decided_by,
        sent_at=line.at if line is not None else item.decided_at,
    )
