"""How far a draft is: its facts counted, its checklists, its runs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Integer, Select, and_, cast, func, select
from sqlalchemy.orm import Session

from extractor.review.records import Counts, KindProgress, RunView
from extractor.review.store.running import is_under_way
from extractor.review.store.signoffs import is_asked, is_open
from extractor.review.tables import Check, Draft, Item, Place, Story
from extractor.review.words import KIND


def counts(session: Session, draft: Draft) -> Counts:
    """How many facts of a draft ask for what, and how many are settled."""
    rows = session.execute(_by_need().where(Place.draft_id == draft.id)).all()
    return _counted(rows)


def counts_of(session: Session, stories: Sequence[int]) -> dict[int, Counts]:
    """The same for the present drafts of several stories, by their ids."""
    rows: dict[int, list[Any]] = {story: [] for story in stories}
    for at in range(0, len(stories), 500):  # databases bound the length of such a list
        query = _by_need().where(Draft.story_id.in_(stories[at : at + 500]))
        for row in session.execute(query):
            rows[row.story_id].append(row)
    return {story: _counted(found) for story, found in rows.items()}


def _by_need() -> Select[*tuple[Any, ...]]:
    """By story and need: how many facts of its present draft there are, and how many are open."""
    return (
        select(
            Draft.story_id,
            Place.need,
            func.count().label("number"),
            func.sum(cast(is_open(), Integer)).label("still"),
        )
        .select_from(Place)
        .join(Item)
        .join(Draft, Draft.id == Place.draft_id)
        .join(Story, and_(Story.id == Draft.story_id, Story.draft == Draft.number))
        .where(is_asked())
        .group_by(Draft.story_id, Place.need)
    )


def _counted(rows: Sequence[Any]) -> Counts:
    by_need = {row.need: int(row.number) for row in rows}
    still = sum(int(row.still or 0) for row in rows)
    total = sum(by_need.values())
    return Counts(**by_need, total=total, settled=total - still)


def kinds(session: Session, draft: Draft) -> tuple[KindProgress, ...]:
    """How far each checklist of a draft is."""
    rows = session.execute(
        select(Item.kind, func.count(), func.sum(cast(is_open(), Integer)))
        .join(Place)
        .where(Place.draft_id == draft.id, is_asked())
        .group_by(Item.kind)
    ).all()
    found = {kind: (int(number), int(number) - int(still or 0)) for kind, number, still in rows}
    return tuple(
        KindProgress(kind=kind, total=found[kind][0], settled=found[kind][1])
        for kind in KIND
        if kind in found
    )


def runs_of(session: Session, draft: Draft) -> list[Check]:
    """The latest run of each kind on a draft."""
    latest = select(func.max(Check.id)).where(Check.draft_id == draft.id).group_by(Check.kind)
    return list(session.scalars(select(Check).where(Check.id.in_(latest)).order_by(Check.kind)))


def is_cut_off(session: Session, run: Check) -> bool:
    """Whether a run can never end: the desk that ran it was killed."""
    return run.state == "running" and not is_under_way(session.connection(), run.id)


def run_view(session: Session, run: Check) -> RunView:
    """A run as a page shows it."""
    state, error = run.state, run.error
    if is_cut_off(session, run):
        state = "failed"
        error = "cut off, because the desk was stopped while it ran: " + (
            "ask the model again" if run.kind == "model" else "check again"
        )
    return RunView(
        kind=run.kind,
        state=state,
        model=run.model,
        asked=run.asked,
        answered=run.answered,
        notes=(*((error,) if error else ()), *(run.notes or ())),
    )
