"""Suggested wordings: made, withdrawn, and followed into a new version of the draft."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import JsonValue
from sqlalchemy import select
from sqlalchemy.orm import Session

from extractor.outputs.visible import shortened
from extractor.review.changes import Change, changes, one_space, sentences
from extractor.review.queries import Suggest
from extractor.review.refusals import StaleError, WrongStateError
from extractor.review.store.history import now, record
from extractor.review.store.query_rows import suggestion_for
from extractor.review.store.signoffs import clock, place_of, refuse_claimed
from extractor.review.store.stories import draft_of
from extractor.review.tables import Draft, Item, Place, Story, Suggestion
from extractor.review.underlined import sentence_span
from extractor.review.wordings import Wording, is_name_taken, is_taken, spots
from extractor.schemas.span import Span


def suggest(session: Session, story: Story, item: Item, given: Suggest) -> Suggestion:
    """Suggest other words for a fact of a story that is locked; they replace an earlier suggestion.

    Raises:
        GoneError: the words of the fact are gone from the present draft.
        StaleError: another suggestion came in since the editor looked.
        ClaimedError: somebody else is at work on the fact.
        WrongStateError: the draft says that already.
    """
    place = place_of(session, story, item)
    standing = suggestion_for(session, item)
    _refuse_stale(standing, given.version)
    refuse_claimed(item, given.initials)
    text = draft_of(session, story, story.draft).text
    span = Span.of(text, place.start, place.end)
    around = sentence_span(text, span)
    before = around.text if given.covers == "sentence" else span.text
    words = given.words.strip()
    if words == before.strip():
        raise WrongStateError("the draft has these words already: type those to put in their place")
    # One that was taken stays as it is, and a new one stands beside it.
    row = standing if standing is not None and standing.state == "open" else None
    if row is None:
        row = Suggestion(story_id=story.id, item_id=item.id, version=_last_version(session, item))
        session.add(row)
    row.draft, row.state, row.covers = story.draft, "open", given.covers
    row.before, row.sentence, row.words = before, one_space(around.text), words
    row.by, row.at, row.taken_in = given.initials, now(), None
    row.version += 1
    session.flush()
    detail: dict[str, JsonValue] = {"instead of": before, "suggested": words}
    _record(session, story, row, given.initials, "wording suggested", detail)
    return row


def withdraw(session: Session, story: Story, item: Item, *, who: str, version: int) -> None:
    """Take the suggestion for a fact of a story that is locked back.

    Raises:
        StaleError: another one stands there since the editor looked.
        ClaimedError: somebody else is at work on the fact.
        WrongStateError: there is none, or the draft took it.
    """
    standing = suggestion_for(session, item)
    _refuse_stale(standing, version)
    if standing is None:
        raise WrongStateError("nobody suggests a wording for this: there is nothing to take back")
    if standing.state == "taken":
        raise WrongStateError(
            f"version {standing.taken_in} of the draft has the suggested words: suggest others"
        )
    refuse_claimed(item, who)
    _drop(session, story, standing, who)


def drop_with(session: Session, story: Story, item: Item, who: str) -> None:
    """Withdraw what is suggested for a fact that is taken off the list."""
    standing = suggestion_for(session, item)
    if standing is not None and standing.state == "open":
        _drop(session, story, standing, who)


def take_along(session: Session, story: Story, became: Mapping[int, Item]) -> None:
    """Give the suggestions for facts to what is the same fact in a new version."""
    if not became:
        return
    for row in session.scalars(select(Suggestion).where(Suggestion.story_id == story.id)):
        item = became.get(row.item_id)
        if item is not None:
            row.version = max(row.version, _last_version(session, item) + 1)
            row.item_id = item.id


def follow(session: Session, story: Story, draft: Draft, who: str) -> None:
    """Find out of each open suggestion whether a new version took it, or what it is for still
    stands there; the facts of that version are known by now."""
    query = select(Suggestion).where(
        Suggestion.story_id == story.id, Suggestion.state == "open", Suggestion.draft < draft.number
    )
    between: dict[int, tuple[str, list[Change]]] = {}
    for row in session.scalars(query):
        if row.draft not in between:
            old = draft_of(session, story, row.draft).text
            between[row.draft] = old, changes(sentences(old), sentences(draft.text))
        item = session.get_one(Item, row.item_id)
        if _took(row, item, draft, *between[row.draft]):
            row.state, row.taken_in = "taken", draft.number
            row.version += 1
            detail: dict[str, JsonValue] = {"suggested": row.words, "draft": draft.number}
            _record(session, story, row, who, "wording taken", detail)
        elif found := spots_in(session, draft, row):
            row.draft = draft.number
            row.sentence = one_space(sentence_span(draft.text, found[0]).text)


def spots_in(session: Session, draft: Draft, row: Suggestion) -> list[Span]:
    """Where what a suggestion is for stands in a draft: a name may in several places."""
    place = session.get(Place, (draft.id, row.item_id))
    if place is None:
        return []
    places = [Span.of(draft.text, *each) for each in ((place.start, place.end), *place.also)]
    return spots(draft.text, places, row.before, is_whole=row.covers == "sentence")


def _took(row: Suggestion, item: Item, draft: Draft, old: str, between: list[Change]) -> bool:
    is_whole = row.covers == "sentence"
    wording = Wording(row.before, row.sentence, row.words, is_whole)
    if item.kind == "name" and not is_whole:
        return is_name_taken(wording, old, draft.text)
    return is_taken(wording, old, draft.text, between)


def _drop(session: Session, story: Story, row: Suggestion, who: str) -> None:
    row.state = "withdrawn"
    row.version += 1
    _record(session, story, row, who, "wording withdrawn", {"suggested": row.words})


def _last_version(session: Session, item: Item) -> int:
    query = select(Suggestion.version).where(Suggestion.item_id == item.id)
    return max(session.scalars(query), default=0)


def _refuse_stale(standing: Suggestion | None, version: int) -> None:
    if standing is None:
        if version:
            raise StaleError("the suggested wording was withdrawn meanwhile: look at it again")
        return
    if standing.version == version:
        return
    raise StaleError(
        f"{standing.by} suggested “{shortened(standing.words, 80)}” on {clock(standing.at)}; "
        "nothing was overwritten: look at it again"
    )


def _record(
    session: Session,
    story: Story,
    row: Suggestion,
    who: str,
    what: str,
    detail: dict[str, JsonValue],
) -> None:
    item = session.get(Item, row.item_id)
    record(session, story, who, what, detail, item=item, is_of_sign_off=False)
