"""What the checks and the model found: kept beside the sign-offs, never instead of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any

from pydantic import JsonValue
from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session, undefer

from extractor.asking.answered import PassageDone
from extractor.comparing.typography import plain
from extractor.outputs.places import Places
from extractor.outputs.reading import need_of, word_of
from extractor.review.changes import changes, one_space, sentences
from extractor.review.checklist import Listed, named
from extractor.review.database import Database
from extractor.review.records import SourceNote
from extractor.review.risk import STEP, is_accusation, risk_of
from extractor.review.store import attachments, queries, suggestions
from extractor.review.store.history import locked_story, now, record
from extractor.review.store.running import held_run, is_under_way
from extractor.review.store.second import drop_seconds
from extractor.review.store.signoffs import undo_if_open
from extractor.review.store.stories import draft_of
from extractor.review.tables import Check, Draft, Entry, Item, ModelFact, Place, Story
from extractor.schemas.fact import Fact
from extractor.schemas.finding import Finding
from extractor.schemas.report import Report, Slip
from extractor.spans import SpanIndex

DESK = "the desk"
"""Who does what no editor did."""


@dataclass(frozen=True, slots=True)
class Told:
    """A fact of the model with the findings about it, and what was mended in it."""

    fact: Fact
    findings: tuple[Finding, ...]
    slips: tuple[Slip, ...]


def told_of(done: PassageDone | Report) -> list[Told]:
    """The facts of a passage or a story, each with what is said of it."""
    return [
        Told(
            fact,
            tuple(finding for finding in done.findings if finding.fact == fact.id),
            tuple(slip for slip in done.slips if slip.fact == fact.id),
        )
        for fact in done.facts
    ]


@contextmanager
def under_way(
    database: Database, key: str, kind: str, *, model: str | None = None
) -> Iterator[int]:
    """Note that the checks, or the model, have begun on the present draft; gives the run's id.

    Until the block ends everybody can see that the run is under way, and that it is not any more
    when its process was killed.
    """
    with ExitStack() as held:
        with database.writing() as session:
            story = locked_story(session, key, also_archived=True)
            check = Check(
                story_id=story.id,
                draft_id=draft_of(session, story, story.draft).id,
                kind=kind,
                state="running",
                model=model,
                dated=story.dated,
                started_at=now(),
                seen_at=now(),
            )
            session.add(check)
            record(session, story, DESK, "began", {"kind": kind, "model": model})
            session.flush()
            held.enter_context(held_run(database.engine, check.id))
        yield check.id


def note_progress(
    database: Database, key: str, run: int, *, asked: int, answered: int, waits: str = ""
) -> bool:
    """Note how far the model is, and, with `waits`, why its calls wait; gives whether to go on."""
    with database.writing() as session:
        story = locked_story(session, key, also_archived=True)
        session.execute(
            update(Check)
            .where(Check.id == run)
            .values(asked=asked, answered=answered, notes=[waits] if waits else [], seen_at=now())
        )
        far: dict[str, JsonValue] = {"asked": asked, "answered": answered, "waits": waits}
        record(session, story, DESK, "progress", far)
        return not _is_stopped(session, story, run)


def ask_to_stop(database: Database, key: str, *, who: str) -> bool:
    """Note that the model's run on a story is to end, for whichever desk runs it.

    Gives whether there is such a run.
    """
    with database.writing() as session:
        story = locked_story(session, key, also_archived=True)
        running = (Check.story_id == story.id, Check.kind == "model", Check.state == "running")
        run = session.scalar(select(func.max(Check.id)).where(*running))
        if run is None or not is_under_way(session.connection(), run):
            return False
        record(session, story, who, "stop", {"run": run})
        return True


def _is_stopped(session: Session, story: Story, run: int) -> bool:
    asked = session.scalars(
        select(Entry.detail).where(Entry.story_id == story.id, Entry.what == "stop")
    )
    return any(detail.get("run") == run for detail in asked)


def end_run(
    database: Database,
    key: str,
    run: int,
    *,
    state: str = "done",
    error: str | None = None,
    notes: Sequence[str] = (),
) -> None:
    """Note that a run has ended."""
    with database.writing() as session:
        story = locked_story(session, key, also_archived=True)
        session.execute(
            update(Check)
            .where(Check.id == run)
            .values(state=state, error=error, notes=list(notes), ended_at=now(), seen_at=now())
        )
        kind = session.scalar(select(Check.kind).where(Check.id == run))
        record(session, story, DESK, state, {"kind": kind, "error": error})


def save_checks(
    database: Database,
    key: str,
    run: int,
    draft_number: int,
    listed: Sequence[Listed],
    *,
    compared_with: str,
    source_numbers: Sequence[int],
    notes: Mapping[str, Sequence[SourceNote]],
    remarks: Sequence[str] = (),
) -> None:
    """Keep the checklist of a draft with its findings, if it still is the present draft, and the
    days of publication that they were read by still are the present ones.

    `notes` are the sources that the draft itself names, by key: they go to new facts. `remarks` are
    what an editor must know of the run.

    Facts that the desk knows keep their sign-off. So does a fact of a changed sentence whose own
    words, verdict and evidence are what they were; one glance at the sentence is asked for then.
    Those of an earlier draft that are not in this one stay in the database with their sign-offs,
    should the words come back.
    """
    with database.writing() as session:
        story = locked_story(session, key, also_archived=True)
        began = session.get(Check, run)
        if story.draft != draft_number or began is None or began.dated != story.dated:
            return
        draft = draft_of(session, story, draft_number)
        known = _known(session, story)
        came = _newcomers(session, story, draft, listed, known)
        new = [each for each in came if each.key not in known]
        former = _former_items(session, story, draft, came)
        same = _same_facts(session, story, draft, came, former, source_numbers)
        kept = _kept_sign_offs(new, same)
        kept |= _kept_names(session, story, new)
        keeping = SpanIndex([each for each in listed if each.key in kept], lambda each: each.span)
        listed = [
            each
            for each in listed
            if not each.is_glance or each.key in known or keeping.overlapping(each.span)
        ]
        shown = {each.key for each in listed}
        new = [each for each in new if each.key in shown]
        # A glance shows the sentence as it was, by a fact that was in it.
        former |= {
            each.key: former[keeping.overlapping(each.span)[0].key]
            for each in new
            if each.is_glance
        }
        if new:
            session.execute(
                insert(Item),
                [
                    item_row(story, each.key, each.kind, each.span.text, each.sentence)
                    | {
                        "former_id": former.get(each.key),
                        "sources": [source.given() for source in notes.get(each.key, ())],
                    }
                    | kept.get(each.key, {})
                    for each in new
                ],
            )
            known = _known(session, story)
            _record_kept(session, story, [known[key] for key in kept])
        was_told = _problems_told(session, story)
        session.execute(delete(Place).where(Place.draft_id == draft.id, Place.origin == "checks"))
        stays = set(session.scalars(select(Place.item_id).where(Place.draft_id == draft.id)))
        rows = {
            known[each.key]: {
                "draft_id": draft.id,
                "item_id": known[each.key],
                "origin": each.origin,
                "start": each.span.start,
                "end": each.span.end,
                "also": [[span.start, span.end] for span in each.also],
                "paragraph": each.paragraph,
                "harm": each.harm,
                "state": each.state,
                "need": each.need,
                "aside": each.aside,
                "problems": each.problems,
                "findings": _findings(each, source_numbers),
                "stands_on": _stands_on(each, source_numbers),
            }
            for each in listed
            if known[each.key] not in stays
        }
        if rows:
            session.execute(insert(Place), list(rows.values()))
        _renew_sentences(session, listed, known)
        became = {
            old.id: session.get_one(Item, known[key])
            for key, old in same.items()
            if old.id not in rows and old.id not in stays and key in known
        }
        queries.take_along(session, story, became, DESK)
        suggestions.take_along(session, story, became)
        attachments.take_along(session, story, became, DESK)
        suggestions.follow(session, story, draft, DESK)
        news = {
            item: row["problems"] for item, row in rows.items() if _is_news(row, item, was_told)
        }
        _count_up(session, list(news))
        drop_seconds(session, story, news, who=DESK)
        session.execute(
            update(Check)
            .where(Check.id == run)
            .values(
                state="done",
                compared_with=compared_with,
                sources=list(source_numbers),
                notes=list(remarks),
                ended_at=now(),
                seen_at=now(),
            )
        )
        detail: dict[str, JsonValue] = {"draft": draft_number, "facts": len(rows), "new": len(new)}
        record(session, story, DESK, "checked", detail)
        undo_if_open(session, story, draft, DESK, "the checks report something that is open")


def save_facts(
    database: Database,
    key: str,
    draft_number: int,
    told: Iterable[Told],
    *,
    is_all: bool,
) -> None:
    """Keep facts of the model beside the items that they are about, if the draft is present.

    With `is_all` they stand instead of every earlier one of this draft. A statement about no item
    becomes an item itself.
    """
    with database.writing() as session:
        story = locked_story(session, key, also_archived=True)
        if story.draft != draft_number:
            return
        draft = draft_of(session, story, draft_number)
        if is_all:
            session.execute(delete(ModelFact).where(ModelFact.draft_id == draft.id))
            session.execute(
                delete(Place).where(Place.draft_id == draft.id, Place.origin == "model")
            )
        places = Places(draft.text)
        touched: list[JsonValue] = []
        said = {
            (row.item_id, row.fact["statement"])
            for row in session.execute(
                select(ModelFact.item_id, ModelFact.fact).where(ModelFact.draft_id == draft.id)
            )
        }
        rows = session.execute(
            select(Place.start, Place.end, Place.item_id, Item.kind)
            .join(Item)
            .where(Place.draft_id == draft.id)
        ).all()
        by_place = {(row.start, row.end, row.kind): row.item_id for row in rows}
        for each in told:
            item_id = _item_about(each.fact, by_place)
            if item_id is None:
                item_id = _own_item(session, story, draft, each, places)
            if item_id is None:
                continue
            touched.append(item_id)
            if (item_id, each.fact.statement) in said:
                continue  # by a run that did not come to its end
            session.add(
                ModelFact(
                    draft_id=draft.id,
                    item_id=item_id,
                    fact=each.fact.model_dump(mode="json"),
                    findings=[
                        finding.model_dump(mode="json", exclude_computed_fields=True)
                        for finding in each.findings
                    ],
                    slips=[slip.model_dump(mode="json") for slip in each.slips],
                )
            )
        record(session, story, DESK, "model facts", {"items": list(dict.fromkeys(touched))})
        undo_if_open(session, story, draft, DESK, "the model found a statement that is open")


def _problems_told(session: Session, story: Story) -> dict[int, str]:
    """For each fact the digest of the problems that were last reported of it."""
    query = (
        select(Place.item_id, Place.problems)
        .join(Item)
        .where(Item.story_id == story.id)
        .order_by(Place.draft_id)
    )
    return {row.item_id: row.problems for row in session.execute(query)}


def _is_news(row: Mapping[str, object], item: int, was_told: Mapping[int, str]) -> bool:
    """Whether a problem is reported of a fact that nobody can have seen there yet."""
    return item in was_told and bool(row["problems"]) and row["problems"] != was_told[item]


def _count_up(session: Session, items: Sequence[int]) -> None:
    """A new version of facts: who decides on what stood there before has not seen the problem."""
    for at in range(0, len(items), 500):  # databases bound the length of such a list
        some = items[at : at + 500]
        session.execute(update(Item).where(Item.id.in_(some)).values(version=Item.version + 1))


_SIGN_OFF = (
    "status",
    "method",
    "sources",
    "note",
    "decided_at",
    "decided_by",
    "seen",
    "second_by",
    "second_at",
    "claimed_by",
    "claimed_at",
)
"""What of a fact goes with it into a changed sentence."""


def _newcomers(
    session: Session, story: Story, draft: Draft, listed: Sequence[Listed], known: Mapping[str, int]
) -> list[Listed]:
    """The facts that the version before did not have: new ones, and those that come back."""
    had: set[int] = set()
    if draft.number > 1:
        before = draft_of(session, story, draft.number - 1)
        had = set(session.scalars(select(Place.item_id).where(Place.draft_id == before.id)))
    each_once = {each.key: each for each in listed}.values()
    return [each for each in each_once if known.get(each.key) not in had]


def _same_facts(
    session: Session,
    story: Story,
    draft: Draft,
    came: Sequence[Listed],
    former: Mapping[str, int],
    numbers: Sequence[int],
) -> dict[str, Item]:
    """By key of a fact of a changed sentence, what it was in the version before, if it is the same.

    Its own words, what is said of it, and the places in the sources that this stands on have to be
    what they were. Then its sign-off stays with it, and its queries do.
    """
    if not former:
        return {}
    before = draft_of(session, story, draft.number - 1)
    query = select(Item, Place).join(Place).where(Place.draft_id == before.id)
    query = query.options(undefer(Place.findings))  # or each is asked for by itself
    old = {item.id: (item, place) for item, place in session.execute(query)}
    same: dict[str, Item] = {}
    for each in came:
        item, place = old.get(former.get(each.key, 0), (None, None))
        if item is None or place is None or each.is_glance:
            continue
        is_same = (
            plain(item.words) == plain(each.span.text)
            and (place.state, place.need, place.problems) == (each.state, each.need, each.problems)
            and _evidence(place.findings) == _evidence(_findings(each, numbers))
        )
        if is_same:
            same[each.key] = item
    return same


def _kept_sign_offs(
    new: Sequence[Listed], same: Mapping[str, Item]
) -> dict[str, dict[str, object]]:
    """The sign-offs that stay with facts of changed sentences, by key."""
    return {
        each.key: {name: getattr(same[each.key], name) for name in _SIGN_OFF}
        for each in new
        if each.key in same and same[each.key].status != "to_check"
    }


def _kept_names(
    session: Session, story: Story, new: Sequence[Listed]
) -> dict[str, dict[str, object]]:
    """The sign-offs of names that were listed with their sentences, at an earlier desk: the latest
    that was decided goes to the name."""
    names = {plain(each.span.text): each.key for each in new if each.kind == "name"}
    if not names:
        return {}
    query = (
        select(Item)
        .where(Item.story_id == story.id, Item.kind == "name", Item.decided_at.is_not(None))
        .order_by(Item.decided_at)
    )
    return {
        names[words]: {name: getattr(item, name) for name in _SIGN_OFF}
        for item in session.scalars(query)
        if (words := plain(item.words)) in names
    }


def _renew_sentences(session: Session, listed: Sequence[Listed], known: Mapping[str, int]) -> None:
    """Names stand where they first stand now: their item is the same in every sentence."""
    names = {known[each.key]: each for each in listed if each.kind == "name"}
    ids = list(names)
    for at in range(0, len(ids), 500):  # databases bound the length of such a list
        for item in session.scalars(select(Item).where(Item.id.in_(ids[at : at + 500]))):
            if item.sentence != names[item.id].sentence:
                item.sentence = names[item.id].sentence


def _evidence(findings: Sequence[Any]) -> Sequence[object]:
    """What findings say, and where in the sources they say it: of what agrees, only that."""
    return sorted(
        (
            each["finding"]["check"],
            "" if each["finding"]["severity"] == "info" else each["finding"]["verdict"],
            sorted(at for at in each["at"] if at[0] is not None),
        )
        for each in findings
    )


def _record_kept(session: Session, story: Story, ids: Sequence[int]) -> None:
    for at in range(0, len(ids), 500):  # databases bound the length of such a list
        for item in session.scalars(select(Item).where(Item.id.in_(ids[at : at + 500]))):
            record(session, story, DESK, "kept", item=item)


def _known(session: Session, story: Story) -> dict[str, int]:
    rows = session.execute(select(Item.key, Item.id).where(Item.story_id == story.id))
    return {row.key: row.id for row in rows}


def item_row(story: Story, key: str, kind: str, words: str, sentence: str) -> dict[str, object]:
    """A new fact of a story that nobody has decided on, as the database takes it."""
    return {
        "story_id": story.id,
        "key": key,
        "kind": kind,
        "words": words,
        "sentence": sentence,
        "status": "to_check",
        "method": None,
        "sources": [],
        "note": "",
        "version": 1,
        "decided_at": None,
        "decided_by": None,
        "seen": "",
        "second_by": None,
        "second_at": None,
        "claimed_by": None,
        "claimed_at": None,
    }


def _findings(each: Listed, numbers: Sequence[int]) -> list[JsonValue]:
    return [
        {
            "finding": found.finding.model_dump(mode="json", exclude_computed_fields=True),
            "at": [
                [None if at.source is None else numbers[at.source], at.span.start, at.span.end]
                for at in found.evidence
            ],
        }
        for found in each.findings
    ]


def _stands_on(each: Listed, numbers: Sequence[int]) -> list[JsonValue]:
    """The numbers of the sources that what is said of a fact stands on."""
    places = [at.source for found in each.findings for at in found.evidence]
    return [*sorted({numbers[source] for source in places if source is not None})]


def _former_items(
    session: Session, story: Story, draft: Draft, new: Sequence[Listed]
) -> dict[str, int]:
    """For each new fact the one of the version before that its sentence was made of."""
    if draft.number == 1 or not new:
        return {}
    before = draft_of(session, story, draft.number - 1)
    became = {
        change.after: change.before
        for change in changes(sentences(before.text), sentences(draft.text))
        if change.before is not None and change.after is not None
    }
    old: dict[tuple[str, str], list[tuple[str, int]]] = {}
    query = select(Item).join(Place).where(Place.draft_id == before.id).order_by(Place.start)
    for item in session.scalars(query):
        old.setdefault((item.sentence, item.kind), []).append((item.words, item.id))
    found: dict[str, int] = {}
    # Those with the same words first, so that none of them is taken for another's former self.
    for is_same in (True, False):
        for each in new:
            left = old.get((became.get(each.sentence, each.sentence), each.kind), [])
            if each.key in found:
                continue
            for pair in left:
                if not is_same or plain(pair[0]) == plain(each.span.text):
                    found[each.key] = pair[1]
                    left.remove(pair)
                    break
    return found


def _item_about(fact: Fact, by_place: dict[tuple[int, int, str], int]) -> int | None:
    for figure in fact.figures:
        for span in (figure.phrase, figure.span):
            for kind in ("figure", "date"):
                if (item := by_place.get((span.start, span.end, kind))) is not None:
                    return item
    if fact.kind == "quotation" and fact.span is not None:
        for (start, end, kind), item in by_place.items():
            if kind == "quotation" and start < fact.span.end and fact.span.start < end:
                return item
    return next((item for place, item in by_place.items() if _is_said_in(fact, place)), None)


def _is_said_in(fact: Fact, place: tuple[int, int, str]) -> bool:
    """Whether a fact stands in a sentence that is listed itself."""
    start, end, kind = place
    span = fact.span
    return kind == "claim" and span is not None and start <= span.start and span.end <= end


def _own_item(
    session: Session, story: Story, draft: Draft, told: Told, places: Places
) -> int | None:
    span = told.fact.span
    if span is None or not places.holds(span):
        return None
    sentence = one_space(places.sentence_of(span).text)
    key = named("claim", span.text, sentence)
    item_id = session.scalar(select(Item.id).where(Item.story_id == story.id, Item.key == key))
    if item_id is None:
        item = Item(**item_row(story, key, "claim", span.text, sentence))
        session.add(item)
        session.flush()
        item_id = item.id
    if session.get(Place, (draft.id, item_id)) is not None:
        return item_id
    needs = {need_of(finding) for finding in told.findings}
    session.add(
        Place(
            draft_id=draft.id,
            item_id=item_id,
            origin="model",
            start=span.start,
            end=span.end,
            also=[],
            paragraph=places.paragraph_number(span.start),
            harm=risk_of("claim", is_accusation=is_accusation(sentence)) * STEP + STEP // 2,
            state=word_of(told.findings) if told.findings else "not checked",
            # The model's slips are no faults of the draft: they ask for an eye, not for a change.
            need="look" if needs - {"match"} else "none",
            aside=None,
            problems="",
            findings=[],
            stands_on=[],
        )
    )
    return item_id
