"""The queries and suggestions of a story, as they are: for whoever counts, shows or signs."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from extractor.review.tables import Item, Place, Query, Story, Suggestion


def queries_of(
    session: Session, story: Story, ids: Sequence[int] | None = None
) -> list[tuple[Query, str | None]]:
    """The queries of a story with the words of their facts, in the order of asking; only those of
    some facts with `ids`."""
    query = select(Query, Item.words).outerjoin(Item, Query.item_id == Item.id)
    query = query.where(Query.story_id == story.id).order_by(Query.id)
    if ids is not None:
        query = query.where(Query.item_id.in_(ids[:500]))
    return [(row, words) for row, words in session.execute(query)]


def open_queries(session: Session, story: Story, item: Item | None = None) -> list[Query]:
    """Those that wait for an answer, of the story or of one fact of it."""
    query = select(Query).where(Query.story_id == story.id, Query.state == "open")
    if item is not None:
        query = query.where(Query.item_id == item.id)
    return list(session.scalars(query.order_by(Query.id)))


def counts_by_state(session: Session, story: Story) -> dict[str, int]:
    """How many queries are in which state."""
    query = select(Query.state, func.count()).where(Query.story_id == story.id)
    return {row.state: row[1] for row in session.execute(query.group_by(Query.state))}


def open_by_story(session: Session) -> dict[int, int]:
    """How many queries are open, by the id of their story."""
    query = select(Query.story_id, func.count()).where(Query.state == "open")
    return {row.story_id: row[1] for row in session.execute(query.group_by(Query.story_id))}


def suggestions_of(
    session: Session, story: Story, ids: Sequence[int] | None = None
) -> list[Suggestion]:
    """What is suggested in a story, but for what was withdrawn; only for some facts with `ids`."""
    query = select(Suggestion).where(
        Suggestion.story_id == story.id, Suggestion.state != "withdrawn"
    )
    if ids is not None:
        query = query.where(Suggestion.item_id.in_(ids[:500]))
    return list(session.scalars(query.order_by(Suggestion.id)))


def count_suggestions(session: Session, story: Story) -> int:
    """How many open ones are for words of the present draft."""
    query = select(func.count()).where(
        Suggestion.story_id == story.id,
        Suggestion.state == "open",
        Suggestion.draft == story.draft,
    )
    return session.scalar(query) or 0


def suggestion_for(session: Session, item: Item) -> Suggestion | None:
    """The one that stands for a fact."""
    query = select(Suggestion).where(Suggestion.item_id == item.id, Suggestion.state != "withdrawn")
    return session.scalar(query.order_by(Suggestion.id.desc()).limit(1))


def placed(session: Session, draft_id: int, ids: Sequence[int]) -> set[int]:
    """Which of these facts stand in a draft."""
    found: set[int] = set()
    for at in range(0, len(ids), 500):  # databases bound the length of such a list
        query = select(Place.item_id).where(
            Place.draft_id == draft_id, Place.item_id.in_(ids[at : at + 500])
        )
        found.update(session.scalars(query))
    return found
