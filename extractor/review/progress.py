"""How far a draft is: its facts counted, its checklists, its runs."""

from __future__ import annotations

from sqlalchemy import Integer, cast, func, select
from sqlalchemy.orm import Session

from extractor.review.records import Counts, KindProgress, RunView
from extractor.review.store.running import is_under_way
from extractor.review.store.signoffs import is_asked, is_open
from extractor.review.tables import Check, Draft, Item, Place
from extractor.review.words import KIND


def counts(session: Session, draft: Draft) -> Counts:
    """How many facts of a draft ask for what, and how many are settled."""
    is_so = cast(is_open(), Integer)
    rows = session.execute(
        select(Place.need, func.count(), func.sum(is_so))
        .join(Item)
        .where(Place.draft_id == draft.id, is_asked())
        .group_by(Place.need)
    ).all()
    by_need = {need: int(number) for need, number, _ in rows}
    total = sum(by_need.values())
    still = sum(int(number or 0) for _, _, number in rows)
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
