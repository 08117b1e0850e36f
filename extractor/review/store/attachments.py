"""Files attached to sign-offs as evidence, kept in the database beside what they bear out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pydantic import JsonValue
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from extractor.outputs.visible import shortened
from extractor.review.evidence_files import MOST_ATTACHMENTS, AttachmentView, Brought
from extractor.review.refusals import NotThereError, TooLargeError, WrongStateError
from extractor.review.store.history import now, record, undo_signature
from extractor.review.store.second import drop_second
from extractor.review.store.signoffs import place_of, refuse_claimed, refuse_stale
from extractor.review.tables import Attachment, Item, Story

LARGEST_IN_STORY = 200_000_000
"""Bytes of all files attached in one story."""


def attach(
    session: Session, story: Story, item: Item, given: Brought, *, who: str, version: int
) -> None:
    """Attach a file to the sign-off of a fact of a story that is locked; one that is there already
    stays the one that it is.

    Raises:
        GoneError: the words of the fact are gone from the present draft.
        StaleError: the fact moved on since the editor looked.
        ClaimedError: somebody else is at work on it.
        TooLargeError: it has many files already, or those of the story are too large together.
    """
    place_of(session, story, item)
    refuse_stale(session, item, version)
    refuse_claimed(item, who)
    there = session.scalars(select(Attachment).where(Attachment.item_id == item.id)).all()
    if any((each.digest, each.name) == (given.digest, given.name) for each in there):
        return
    if len(there) >= MOST_ATTACHMENTS:
        raise TooLargeError(
            f"a sign-off takes at most {MOST_ATTACHMENTS} files: take one away first"
        )
    sizes = select(func.sum(Attachment.size)).where(Attachment.story_id == story.id)
    if (session.scalar(sizes) or 0) + len(given.data) > LARGEST_IN_STORY:
        raise TooLargeError(
            f"the files of a story may have {LARGEST_IN_STORY // 1_000_000} MB together: take one "
            "away first"
        )
    session.add(
        Attachment(
            story_id=story.id,
            item_id=item.id,
            name=given.name,
            media_type=given.media_type,
            size=len(given.data),
            digest=given.digest,
            data=given.data,
            added_at=now(),
            added_by=who,
        )
    )
    item.version += 1
    record(session, story, who, "file attached", _detail(given.name, given.digest), item=item)


def detach(
    session: Session, story: Story, item: Item, number: int, *, who: str, version: int
) -> None:
    """Take a file away from a sign-off of a story that is locked; the history keeps its name and
    its hash. Whoever signed the fact second, or the story, had it before them: these signatures are
    taken back.

    Raises:
        NotThereError: the fact has no such file.
        GoneError: the words of the fact are gone from the present draft.
        StaleError: the fact moved on since the editor looked.
        ClaimedError: somebody else is at work on it.
    """
    place_of(session, story, item)
    refuse_stale(session, item, version)
    refuse_claimed(item, who)
    row = attachment_of(session, item, number)
    session.delete(row)
    drop_second(session, story, item, who=who)
    item.version += 1
    words = f"the file {shortened(row.name, 80)} was taken away from “{shortened(item.words, 80)}”"
    undo_signature(session, story, who, words)
    record(session, story, who, "file removed", _detail(row.name, row.digest), item=item)


def attachment_of(session: Session, item: Item, number: int) -> Attachment:
    """One file of a fact.

    Raises:
        NotThereError: the fact has no such file.
    """
    row = session.get(Attachment, number)
    if row is None or row.item_id != item.id:
        raise NotThereError(f"the fact has no file {number}")
    return row


def attachments_of(
    session: Session, story: Story, ids: Sequence[int] | None = None
) -> dict[int, tuple[AttachmentView, ...]]:
    """The files of each fact that has any, without what is in them; only of some with `ids`."""
    query = select(Attachment).where(Attachment.story_id == story.id).order_by(Attachment.id)
    if ids is not None:
        query = query.where(Attachment.item_id.in_(ids[:500]))
    found: dict[int, list[AttachmentView]] = {}
    for row in session.scalars(query):
        found.setdefault(row.item_id, []).append(
            AttachmentView(
                id=row.id,
                name=row.name,
                media_type=row.media_type,
                size=row.size,
                digest=row.digest,
                added_by=row.added_by,
                added_at=row.added_at,
            )
        )
    return {item: tuple(files) for item, files in found.items()}


def refuse_with_files(session: Session, item: Item) -> None:
    """Refuse what would leave the files of a fact without it.

    Raises:
        WrongStateError: it has some.
    """
    query = select(func.count()).where(Attachment.item_id == item.id)
    if session.scalar(query):
        raise WrongStateError("files are attached to this: take them away first")


def take_along(session: Session, story: Story, became: Mapping[int, Item], who: str) -> None:
    """Give the files of facts to what is the same fact in a new version, by the former's id."""
    if not became:
        return
    for row in session.scalars(select(Attachment).where(Attachment.story_id == story.id)):
        item = became.get(row.item_id)
        if item is not None:
            row.item_id = item.id
            detail = _detail(row.name, row.digest)
            record(session, story, who, "file kept", detail, item=item, is_of_sign_off=False)


def _detail(name: str, digest: str) -> dict[str, JsonValue]:
    return {"file": name, "sha256": digest}
