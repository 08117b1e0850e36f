"""The second signature: another person's, under a decision on a fact that a check found wrong."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from extractor.outputs.visible import shortened
from extractor.review.people import is_same_person
from extractor.review.refusals import SamePersonError, WrongStateError
from extractor.review.store.history import now, record, undo_signature
from extractor.review.store.settings import is_red, is_second_asked
from extractor.review.store.signoffs import clock, place_of, refuse_claimed, refuse_stale
from extractor.review.tables import Item, Story
from extractor.review.words import SETTLED


def second(session: Session, story: Story, item: Item, *, who: str, version: int) -> None:
    """Put a second person's signature under the decision on a fact of a story that is locked.

    Raises:
        GoneError: its words are gone from the present draft.
        StaleError: the fact moved on since that person looked.
        ClaimedError: somebody else is at work on it.
        WrongStateError: it takes no second signature, has one, or nobody has settled it.
        SamePersonError: the decision is the same person's.
    """
    place = place_of(session, story, item)
    refuse_stale(session, item, version)
    refuse_claimed(item, who)
    if not is_second_asked(session):
        raise WrongStateError("this desk asks for no second signature")
    if not is_red(place):
        raise WrongStateError(
            "this fact needs no second signature: no check found anything wrong with it"
        )
    if item.status not in SETTLED or place.problems not in ("", item.seen):
        raise WrongStateError("this fact is still open: decide on it first, then another signs")
    if item.second_by is not None:
        raise WrongStateError(
            f"{item.second_by} signed this fact second on {clock(item.second_at)} already"
        )
    if is_same_person(item.decided_by, who):
        raise SamePersonError(
            f"{item.decided_by} decided on this fact: its second signature has to be another "
            "person’s"
        )
    _set(session, story, item, who, "signed second", by=who)


def withdraw(session: Session, story: Story, item: Item, *, who: str, version: int) -> None:
    """Take a second signature back, in a story that is locked; anybody may who sees a reason.

    Raises:
        GoneError: the words of the fact are gone from the present draft.
        StaleError: the fact moved on since the editor looked.
        WrongStateError: it has none.
    """
    place_of(session, story, item)
    refuse_stale(session, item, version)
    if item.second_by is None:
        raise WrongStateError("this fact has no second signature to take back")
    _set(session, story, item, who, "second signature withdrawn")
    if is_second_asked(session):
        words = f"the second signature of “{shortened(item.words, 80)}” was taken back"
        undo_signature(session, story, who, words)


def drop_second(session: Session, story: Story, item: Item, *, who: str) -> None:
    """Take the second signature of a fact back, if it has one: what was signed is not there now."""
    if item.second_by is not None:
        _set(session, story, item, who, "second signature withdrawn")


def drop_seconds(
    session: Session, story: Story, problems: Mapping[int, object], *, who: str
) -> None:
    """Take the second signatures of facts back that new problems opened; `problems` by fact."""
    ids = list(problems)
    for at in range(0, len(ids), 500):  # databases bound the length of such a list
        some = select(Item).where(Item.id.in_(ids[at : at + 500]), Item.second_by.is_not(None))
        for item in session.scalars(some):
            if item.seen != problems[item.id]:
                _set(session, story, item, who, "second signature withdrawn")


def _set(
    session: Session, story: Story, item: Item, who: str, what: str, by: str | None = None
) -> None:
    former = item.second_by
    item.second_by, item.second_at = by, now() if by else None
    item.version += 1
    record(session, story, who, what, {"second": [former, by]}, item=item)
