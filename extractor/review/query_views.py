"""Queries and suggested wordings as pages and JSON show them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from extractor.review.queries import QueryCounts, QueryView, SuggestionView
from extractor.review.store.query_rows import (
    count_suggestions,
    counts_by_state,
    placed,
    queries_of,
    suggestions_of,
)
from extractor.review.store.signoffs import last_check
from extractor.review.store.stories import draft_of
from extractor.review.tables import Query, Story, Suggestion

_ORDER = {"open": 0, "answered": 1, "closed": 2}


def query_views(
    session: Session, story: Story, ids: Sequence[int] | None = None
) -> tuple[QueryView, ...]:
    """The queries of a story, in the order of asking; only those of some facts with `ids`."""
    rows = queries_of(session, story, ids)
    about = [row.item_id for row, _ in rows if row.item_id is not None]
    draft = draft_of(session, story, story.draft)
    there = placed(session, draft.id, about)
    # Until a version is checked nobody knows which facts it has.
    if about and len(there) < len(set(about)) and last_check(session, draft, is_done=True) is None:
        there = set(about)
    return tuple(_query_view(row, words, there) for row, words in rows)


def suggestion_views(
    session: Session, story: Story, ids: Sequence[int] | None = None
) -> tuple[SuggestionView, ...]:
    """What is suggested in a story, but for what was withdrawn; only for some facts with `ids`."""
    rows = suggestions_of(session, story, ids)
    draft = draft_of(session, story, story.draft)
    is_known = any(row.draft < story.draft for row in rows) and (
        last_check(session, draft, is_done=True) is not None
    )
    there = placed(session, draft.id, [row.item_id for row in rows])
    return tuple(
        _suggestion_view(row, is_known and not (row.draft == story.draft and row.item_id in there))
        for row in rows
    )


def open_first(queries: Sequence[QueryView]) -> tuple[QueryView, ...]:
    """In the order in which to look at them."""
    return tuple(sorted(queries, key=lambda each: (_ORDER[each.state], each.id)))


def query_counts(session: Session, story: Story) -> QueryCounts:
    """How many queries a story has."""
    by_state = counts_by_state(session, story)
    return QueryCounts(
        open=by_state.get("open", 0),
        total=sum(by_state.values()),
        suggestions=count_suggestions(session, story),
    )


@dataclass(frozen=True, slots=True)
class AskedOf:
    """The queries and suggestions of facts, by the id of the fact."""

    queries: Mapping[int, tuple[QueryView, ...]]
    suggestions: Mapping[int, SuggestionView]


def asked_of(session: Session, story: Story, ids: Sequence[int] | None = None) -> AskedOf:
    """What is asked and suggested of facts."""
    queries: dict[int, tuple[QueryView, ...]] = {}
    for each in query_views(session, story, ids):
        if each.item is not None:
            queries[each.item] = (*queries.get(each.item, ()), each)
    # Of one fact's the last stands.
    suggestions = {each.item: each for each in suggestion_views(session, story, ids)}
    return AskedOf(queries, suggestions)


def query_view(session: Session, story: Story, row: Query) -> QueryView:
    """One query of a story."""
    views = query_views(session, story, None if row.item_id is None else [row.item_id])
    return next(each for each in views if each.id == row.id)


def _query_view(row: Query, words: str | None, there: set[int]) -> QueryView:
    return QueryView(
        id=row.id,
        item=row.item_id,
        words=words,
        question=row.question,
        asked_by=row.asked_by,
        asked_at=row.asked_at,
        draft=row.draft,
        answer=row.answer,
        answered_by=row.answered_by,
        answered_at=row.answered_at,
        state=row.state,
        closed_by=row.closed_by,
        closed_at=row.closed_at,
        version=row.version,
        is_gone=row.item_id is not None and row.item_id not in there,
    )


def _suggestion_view(row: Suggestion, is_gone: bool) -> SuggestionView:
    return SuggestionView(
        item=row.item_id,
        covers=row.covers,
        before=row.before,
        words=row.words,
        by=row.by,
        at=row.at,
        version=row.version,
        taken_in=row.taken_in,
        is_gone=is_gone and row.state == "open",
    )
