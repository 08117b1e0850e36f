"""Facts that editors add to a story themselves, by underlining words of the draft."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from extractor.outputs.visible import shortened
from extractor.review.checklist import underlined_fact
from extractor.review.records import Underline
from extractor.review.refusals import StaleError, WrongStateError
from extractor.review.store import suggestions
from extractor.review.store.attachments import refuse_with_files
from extractor.review.store.history import record, undo_signature
from extractor.review.store.query_rows import open_queries
from extractor.review.store.results import item_row
from extractor.review.store.signoffs import last_check, place_of, refuse_claimed, refuse_stale
from extractor.review.store.stories import draft_of
from extractor.review.tables import Draft, Item, Place, Story
from extractor.review.underlined import Underlined, find_words


def underline(session: Session, story: Story, given: Underline) -> Item:
    """Make a fact of words of the present draft, in a story that is locked.

    Words that are a fact of this kind already stay the one that they are.

    Raises:
        StaleError: another version came in since the editor looked.
        NotThereError: the words are not in the draft.
        AmbiguousError: they stand in several places of it.
    """
    if given.draft is not None and given.draft != story.draft:
        raise StaleError(
            f"version {story.draft} of the draft came in meanwhile: select the words there"
        )
    draft = draft_of(session, story, story.draft)
    span = find_words(draft.text, given.words, given.before)
    fact = underlined_fact(draft.text, given.kind, span)
    same = select(Item).join(Place).where(Place.draft_id == draft.id, Item.kind == given.kind)
    item = session.scalar(same.where(Place.start == span.start, Place.end == span.end).limit(1))
    if item is not None:
        return item
    item = session.scalar(select(Item).where(Item.story_id == story.id, Item.key == fact.key))
    if item is None:
        item = Item(**item_row(story, fact.key, fact.kind, span.text, fact.sentence))
        session.add(item)
        session.flush()
    session.add(
        Place(
            draft_id=draft.id,
            item_id=item.id,
            origin="editor",
            start=span.start,
            end=span.end,
            also=[],
            paragraph=fact.paragraph,
            harm=fact.harm,
            state=fact.state,
            need=fact.need,
            aside=None,
            problems="",
            findings=[],
            stands_on=[],
        )
    )
    if given.note:
        item.note = given.note
    words = f"“{shortened(span.text, 80)}”"
    undo_signature(session, story, given.initials, f"{given.initials} underlined {words}")
    record(session, story, given.initials, "underlined", {"words": words}, item=item)
    return item


def erase(session: Session, story: Story, item: Item, *, who: str, version: int) -> None:
    """Take an underlining back, in a story that is locked; the history keeps it.

    Raises:
        GoneError: its words are gone from the present draft.
        WrongStateError: it is a fact that the checks or the model list, a query about it is open,
            or files are attached to it.
        StaleError: the fact moved on since the editor looked.
        ClaimedError: somebody else is at work on it.
    """
    place = place_of(session, story, item)
    if place.origin != "editor":
        raise WrongStateError(
            "nobody underlined this: the desk lists it by itself; pass it over where there is "
            "nothing to check"
        )
    refuse_stale(session, item, version)
    refuse_claimed(item, who)
    asked = open_queries(session, story, item)
    if asked:
        raise WrongStateError(
            f"{asked[0].asked_by} asked the writer about this, and the query is open: close it "
            "first"
        )
    refuse_with_files(session, item)
    suggestions.drop_with(session, story, item, who)
    session.delete(place)
    item.version += 1
    words = f"“{shortened(item.words, 80)}”"
    record(session, story, who, "not underlined any more", {"words": words}, item=item)


def underlined_in(session: Session, story: Story, draft: Draft) -> list[Underlined]:
    """What editors underlined in a version, or, until that is checked, in the one before."""
    drafts = [draft.id]
    if draft.number > 1 and last_check(session, draft, is_done=True) is None:
        drafts.append(draft_of(session, story, draft.number - 1).id)
    query = (
        select(Item.kind, Item.words, Item.sentence)
        .join(Place)
        .where(Place.draft_id.in_(drafts), Place.origin == "editor")
        .order_by(Place.start)
    )
    return [Underlined(row.kind, row.words, row.sentence) for row in session.execute(query)]
