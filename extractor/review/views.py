"""What each page shows, as one value: the page and its JSON are both made of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from extractor.comparing.typography import plain
from extractor.outputs.reading import worst
from extractor.outputs.words import State
from extractor.review.changes import Change, changes, sentences
from extractor.review.evidence_files import AttachmentView, RecordingView
from extractor.review.marking import Evidenced
from extractor.review.progress import counts, is_cut_off, kinds, run_view, runs_of
from extractor.review.query_views import (
    AskedOf,
    asked_of,
    open_first,
    query_counts,
    query_views,
    suggestion_views,
)
from extractor.review.records import (
    ChangesPage,
    EntryView,
    FactView,
    FindingView,
    HistoryPage,
    ItemPage,
    ItemView,
    QueriesPage,
    SentenceChange,
    SourceNote,
    SourceText,
    SourceView,
    StoryPage,
    StoryView,
)
from extractor.review.refusals import NotThereError
from extractor.review.sides import Texts, finding_views
from extractor.review.store.attachments import attachments_of
from extractor.review.store.presence import who_is_here
from extractor.review.store.recordings import has_times, recordings_of
from extractor.review.store.settings import is_second_asked, is_second_wanted
from extractor.review.store.signoffs import (
    is_asked,
    is_of_now,
    is_open,
    item_of,
    last_check,
    place_of,
)
from extractor.review.store.stories import draft_of, source_of, sources_of, standing_of
from extractor.review.tables import Draft, Entry, Item, ModelFact, Place, Source, Story
from extractor.review.words import OPEN
from extractor.schemas.fact import Fact
from extractor.schemas.finding import Finding
from extractor.schemas.report import Slip

_MOST_PLACES = 30
"""So many places of a name are shown with their sentences."""


def find_story(session: Session, key: str) -> Story:
    """The story of this key.

    Raises:
        NotThereError: there is none.
    """
    story = session.scalar(select(Story).where(Story.key == key))
    if story is None:
        raise NotThereError(f"there is no story {key!r} on this desk")
    return story


def wants_checks(session: Session, story: Story) -> bool:
    """Whether nobody checked the present draft against the present sources, nor is at it.

    A desk that was stopped at the wrong moment leaves it so. An archived story wants nothing.
    """
    if story.archived_at is not None:
        return False
    draft = draft_of(session, story, story.draft)
    run = last_check(session, draft)
    if run is None or is_cut_off(session, run):
        return True
    return run.state == "done" and not is_of_now(session, story, run)


def story_view(session: Session, story: Story) -> StoryView:
    """A story without its text and facts."""
    draft = draft_of(session, story, story.draft)
    runs = runs_of(session, draft)
    checked = next((run for run in runs if run.kind == "checks" and run.compared_with), None)
    unsigned = session.scalar(
        select(Entry)
        .where(Entry.story_id == story.id, Entry.what.in_(("signed", "unsigned")))
        .order_by(Entry.id.desc())
        .limit(1)
    )
    return StoryView(
        key=story.key,
        title=story.title,
        draft=story.draft,
        drafts=story.draft,
        name=draft.name,
        compared_with=(checked.compared_with if checked else None) or "not checked yet",
        change=story.change,
        signed_by=story.signed_by,
        signed_at=story.signed_at,
        unsigned=_unsigned(unsigned),
        assigned_to=story.assigned_to,
        due=story.due,
        priority=story.priority,
        archived_by=story.archived_by,
        archived_at=story.archived_at,
        asks_second=is_second_asked(session),
        counts=counts(session, draft),
        kinds=kinds(session, draft),
        sources=_source_views(session, story),
        runs=tuple(run_view(session, run) for run in runs),
        people=who_is_here(session, story),
        queries=query_counts(session, story),
    )


def story_page(session: Session, story: Story) -> StoryPage:
    """A story with its text and its facts, in reading order."""
    draft = draft_of(session, story, story.draft)
    return StoryPage(
        story=story_view(session, story),
        text=draft.text,
        items=tuple(items(session, story)),
        queries=query_views(session, story),
        suggestions=suggestion_views(session, story),
    )


def queries_page(session: Session, story: Story) -> QueriesPage:
    """What the writer was asked, what is open first, and what wordings are suggested."""
    return QueriesPage(
        story=story_view(session, story),
        queries=open_first(query_views(session, story)),
        suggestions=suggestion_views(session, story),
    )


def items(session: Session, story: Story, ids: Sequence[int] | None = None) -> list[ItemView]:
    """The facts of the present draft, in reading order; only some of them with `ids`."""
    draft = draft_of(session, story, story.draft)
    query = (
        select(Item, Place, is_open(), and_(is_asked(), is_second_wanted()))
        .join(Place, Place.item_id == Item.id)
        .where(Place.draft_id == draft.id)
        .order_by(Place.start, Place.end, Item.id)
    )
    if ids is not None:
        query = query.where(Item.id.in_(ids[:500]))
    old = _sentences_before(session, story, draft)
    told = dict(
        session.execute(
            select(ModelFact.item_id, func.count())
            .where(ModelFact.draft_id == draft.id)
            .group_by(ModelFact.item_id)
        ).all()
    )
    asked = asked_of(session, story, ids)
    basis = _Basis.of(session, story, ids)
    return [
        _item_view(
            item,
            place,
            bool(is_so),
            old,
            asked,
            basis,
            told=told.get(item.id, 0),
            wants_second=bool(wants),
        )
        for item, place, is_so, wants in session.execute(query)
    ]


def findings_for(
    session: Session, story: Story, ids: Sequence[int]
) -> dict[int, list[FindingView]]:
    """What the checks say of some facts, with its places in full sentences."""
    draft = draft_of(session, story, story.draft)
    texts = Texts(session, story, draft)
    query = select(Place.item_id, Place.findings).where(Place.draft_id == draft.id)
    wanted = set(ids)
    if len(wanted) < 500:  # databases bound the length of such a list
        query = query.where(Place.item_id.in_(wanted))
    return {
        row.item_id: finding_views(row.findings, texts)
        for row in session.execute(query)
        if row.item_id in wanted
    }


def item_page(session: Session, story: Story, item_id: int) -> ItemPage:
    """One fact with all that is known of it.

    Raises:
        NotThereError: the story has no such fact.
        GoneError: its words are gone from the present draft.
        StaleError: the present draft is still being checked.
    """
    item = item_of(session, story, item_id)
    draft = draft_of(session, story, story.draft)
    place = place_of(session, story, item)
    (view,) = items(session, story, [item_id])
    texts = Texts(session, story, draft)
    facts = session.scalars(
        select(ModelFact)
        .where(ModelFact.draft_id == draft.id, ModelFact.item_id == item_id)
        .order_by(ModelFact.id)
    )
    return ItemPage(
        item=view,
        here=texts.passage([(None, place.start, place.end)]),
        also=tuple(
            texts.passage(group)
            for group in texts.by_sentence([(None, *each) for each in view.also[:_MOST_PLACES]])
        ),
        findings=tuple(finding_views(place.findings, texts)),
        facts=tuple(
            FactView(
                fact=Fact.model_validate(each.fact),
                findings=tuple(Finding.model_validate(finding) for finding in each.findings),
                slips=tuple(Slip.model_validate(slip) for slip in each.slips),
            )
            for each in facts
        ),
        former=_former(session, story, item),
        history=tuple(_entries(session, Entry.item_id == item_id)),
    )


def evidence_of(session: Session, story: Story, item_id: int) -> list[SourceNote]:
    """The places in the sources that the checks found for a fact, as an editor would note them."""
    draft = draft_of(session, story, story.draft)
    place = session.get(Place, (draft.id, item_id))
    texts = Texts(session, story, draft)
    notes: dict[SourceNote, None] = {}
    for view in finding_views(place.findings, texts) if place is not None else ():
        for passage in view.evidence:
            if passage.source is not None:
                title, _, where = passage.label.rpartition(", ")
                notes[SourceNote(title=title[:300], place=where[:300])] = None
    return list(notes)


def changes_page(session: Session, story: Story, number: int | None = None) -> ChangesPage:
    """What the present version of the draft changed against an earlier one, by default the last.

    Raises:
        NotThereError: there is no such earlier version.
    """
    present = draft_of(session, story, story.draft)
    before = story.draft - 1 if number is None else number
    if not 1 <= before < story.draft:
        raise NotThereError(f"the story has no version before {story.draft} of the number {before}")
    old = draft_of(session, story, before)
    views = items(session, story)
    by_sentence: dict[str, list[int]] = {}
    for view in views:
        by_sentence.setdefault(view.sentence, []).append(view.id)
    found = _changes_between(old.text, present.text)
    return ChangesPage(
        story=story_view(session, story),
        before=before,
        after=story.draft,
        changes=tuple(
            SentenceChange(
                before=each.before,
                after=each.after,
                items=tuple(by_sentence.get(each.after or "", ())),
            )
            for each in found
        ),
        kept=sum(view.status != "to_check" for view in views if view.aside is None),
    )


def history_page(
    session: Session, story: Story, *, before: int | None = None, limit: int = 500
) -> HistoryPage:
    """The history, the latest line first; `before` is the number of a line to go on from."""
    condition = Entry.story_id == story.id
    if before is not None:
        condition &= Entry.id < before
    return HistoryPage(
        story=story_view(session, story),
        entries=tuple(_entries(session, condition, limit)),
    )


def last_line(session: Session, story: Story) -> int:
    """The number of the latest line of a story's history."""
    return session.scalar(select(func.max(Entry.id)).where(Entry.story_id == story.id)) or 0


def words_of(session: Session, story: Story, ids: Sequence[int]) -> dict[int, str]:
    """The words of some facts, whatever draft they stand in."""
    query = select(Item.id, Item.words).where(Item.story_id == story.id, Item.id.in_(ids[:500]))
    return {row.id: row.words for row in session.execute(query)}


def source_text(session: Session, story: Story, number: int) -> SourceText:
    """One source with its text.

    Raises:
        NotThereError: the story has no such source.
    """
    source = source_of(session, story, number)
    return SourceText(
        number=source.number,
        name=source.name,
        text=source.text,
        standing=standing_of(source),
        recording=recordings_of(session, story).get(source.id),
        has_times=has_times(source),
    )


def evidence_in_source(
    session: Session, story: Story, number: int
) -> dict[tuple[int, int], Evidenced]:
    """Where in a source the evidence for facts stands, the worst that is said of each place, and
    for which facts it is."""
    draft = draft_of(session, story, story.draft)
    query = select(Place.item_id, Place.findings, Place.stands_on).where(
        Place.draft_id == draft.id, Place.aside.is_(None)
    )
    states: dict[tuple[int, int], State] = {}
    rows: dict[tuple[int, int], dict[str, None]] = {}
    for item, stored, stands_on in session.execute(query):
        for each in stored if number in stands_on else ():
            here = [(at[1], at[2]) for at in each["at"] if at[0] == number]
            if not here:
                continue
            word = Finding.model_validate(each["finding"]).word
            for place in here:
                states[place] = worst((word, states.get(place, word)))
                rows.setdefault(place, {})[f"i{item}"] = None
    return {place: Evidenced(state, tuple(rows[place])) for place, state in states.items()}


@lru_cache(maxsize=16)
def _sentences(text: str) -> tuple[str, ...]:
    return tuple(sentences(text))


@lru_cache(maxsize=8)
def _changes_between(before: str, after: str) -> tuple[Change, ...]:
    return tuple(changes(_sentences(before), _sentences(after)))


def _sentences_before(session: Session, story: Story, draft: Draft) -> frozenset[str] | None:
    if draft.number == 1:
        return None
    before = _sentences(draft_of(session, story, draft.number - 1).text)
    return frozenset(map(plain, before))


def _item_view(
    item: Item,
    place: Place,
    is_so: bool,
    old: frozenset[str] | None,
    asked: AskedOf,
    basis: _Basis,
    *,
    told: int = 0,
    wants_second: bool = False,
) -> ItemView:
    return ItemView.model_construct(
        id=item.id,
        key=item.key,
        kind=item.kind,
        words=item.words,
        sentence=item.sentence,
        start=place.start,
        end=place.end,
        also=tuple((start, end) for start, end in place.also),
        paragraph=place.paragraph,
        harm=place.harm,
        state=place.state,
        need=place.need,
        aside=place.aside if item.status not in OPEN else None,
        origin=place.origin,
        status=item.status,  # type: ignore[arg-type]  # only such values are ever written
        method=item.method,  # type: ignore[arg-type]  # the same
        sources=tuple(SourceNote.model_construct(**{**_EMPTY, **each}) for each in item.sources),
        note=item.note,
        version=item.version,
        decided_by=item.decided_by,
        decided_at=item.decided_at,
        second_by=item.second_by,
        second_at=item.second_at,
        wants_second=wants_second and not _has_new_problem(item, place),
        claimed_by=item.claimed_by,
        is_open=is_so,
        is_changed=(
            old is not None
            and place.aside is None
            and item.kind != "name"
            and plain(item.sentence) not in old
        ),
        has_new_problem=_has_new_problem(item, place),
        told=told,
        queries=asked.queries.get(item.id, ()),
        suggestion=asked.suggestions.get(item.id),
        attachments=basis.attachments.get(item.id, ()),
        rests_on_secondary=basis.is_secondary(item, place),
    )


@dataclass(frozen=True, slots=True)
class _Basis:
    """What the facts of a story rest on besides what is said of each."""

    attachments: Mapping[int, tuple[AttachmentView, ...]]
    secondary: Mapping[int, str]
    """The names of the secondary sources, by number."""

    @classmethod
    def of(cls, session: Session, story: Story, ids: Sequence[int] | None) -> _Basis:
        sources = sources_of(session, story)
        return cls(
            attachments_of(session, story, ids),
            {each.number: each.name for each in sources if each.standing == "secondary"},
        )

    def is_secondary(self, item: Item, place: Place) -> bool:
        """Whether everything that a fact rests on is in secondary sources."""
        if not self.secondary or not place.stands_on:
            return False
        names = self.secondary.values()
        return all(number in self.secondary for number in place.stands_on) and all(
            note.get("title") in names and not note.get("link") for note in item.sources
        )


def _has_new_problem(item: Item, place: Place) -> bool:
    return bool(item.decided_at and place.problems and place.problems != item.seen)


_EMPTY = SourceNote().model_dump()


def _former(session: Session, story: Story, item: Item) -> ItemView | None:
    """The fact before its sentence was changed, followed back to one that was decided."""
    former = session.get(Item, item.former_id) if item.former_id else None
    for _ in range(20):
        if former is None or former.status != "to_check" or former.former_id is None:
            break
        former = session.get(Item, former.former_id)
    if former is None:
        return None
    place = session.scalar(
        select(Place).where(Place.item_id == former.id).order_by(Place.draft_id.desc()).limit(1)
    )
    if place is None:
        return None
    ids = [former.id]
    basis = _Basis.of(session, story, ids)
    return _item_view(former, place, False, None, asked_of(session, story, ids), basis)


def _entries(session: Session, condition: Any, limit: int = 500) -> list[EntryView]:
    query = select(Entry).where(condition).order_by(Entry.id.desc()).limit(limit)
    return [
        EntryView(
            id=entry.id,
            at=entry.at,
            who=entry.who,
            what=entry.what,
            item=entry.item_id,
            detail=entry.detail,
        )
        for entry in session.scalars(query)
    ]


def _source_views(session: Session, story: Story) -> tuple[SourceView, ...]:
    recordings = recordings_of(session, story)
    return tuple(
        _source_view(source, recordings.get(source.id)) for source in sources_of(session, story)
    )


def _source_view(source: Source, recording: RecordingView | None) -> SourceView:
    return SourceView(
        number=source.number,
        name=source.name,
        published=source.published,
        characters=len(source.text),
        added_by=source.added_by,
        added_at=source.added_at,
        standing=standing_of(source),
        recording=recording,
    )


def _unsigned(entry: Entry | None) -> str | None:
    if entry is None or entry.what != "unsigned":
        return None
    detail = entry.detail
    return f"Signed by {detail.get('signed_by')}; undone because {detail.get('because')}."
