"""The desk's pages: the same views as the JSON, as HTML."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Form, Path, Query, Request, Response, UploadFile
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.concurrency import run_in_threadpool

from extractor.errors import InputError
from extractor.outputs.visible import one_line
from extractor.review import opening, views
from extractor.review.api import Key, Number, desk_of
from extractor.review.browser import FormInitials, go_to, let_play, show, show_in_parts
from extractor.review.exports import FILES, FileFormat, export, import_worksheet
from extractor.review.form_files import chosen_documents, chosen_files
from extractor.review.forms import Typed, typed_in
from extractor.review.listing import Order, groups_of
from extractor.review.marking import draft_html
from extractor.review.records import Underline
from extractor.review.refusals import ClaimedError, RefusedError, StaleError
from extractor.review.store.stories import moment
from extractor.review.uploads import read_upload
from extractor.review.words import Standing, UnderlinedKind
from extractor.schemas.document import Document

pages = APIRouter()

_WITH_SENTENCES = 20
"""So many cards come with both sentences; the others get theirs when they are chosen."""


@pages.post("/stories")
async def open_story(
    request: Request,
    initials: FormInitials,
    text: Annotated[str, Form(max_length=1_000_000)] = "",
    title: Annotated[str, Form(max_length=300)] = "",
    published: Annotated[str, Form(max_length=40)] = "",
    language: Annotated[str, Form(max_length=8)] = "",
    draft: UploadFile | None = None,
    sources: list[UploadFile] | None = None,
    standing: Annotated[Standing, Form()] = "unknown",
) -> RedirectResponse:
    """Put a story on the desk: typed in, or a file, with files for its sources."""
    desk = desk_of(request)
    original = None
    if text.strip():
        document = Document(text=text, name=one_line(title) or None)
    else:
        document, original = await _read_draft(
            draft, "there is no story: paste its text, or choose a file"
        )
    if published:
        document = document.model_copy(update={"published": moment(published)})
    if language:
        document = document.model_copy(update={"language": language})
    documents = await chosen_documents(sources)
    key = await run_in_threadpool(
        lambda: desk.add_story(
            document,
            documents,
            who=initials,
            title=title,
            original=original,
            standings=[standing] * len(documents),
        )
    )
    return go_to(f"/stories/{key}", initials)


@pages.post("/example")
def open_example(request: Request, initials: FormInitials) -> RedirectResponse:
    """Put the example on the desk, with its sources."""
    return go_to(f"/stories/{opening.open_example(desk_of(request), who=initials)}", initials)


@pages.get("/stories/{key}")
def show_story(
    request: Request,
    key: Key,
    order: Order = "harm",
    item: Annotated[int | None, Query(ge=1, le=2**31 - 1)] = None,
) -> Response:
    """The desk of one story."""
    desk = desk_of(request)
    desk.check_if_needed(key)
    # The line first: what comes in between the two is told again, and not missed.
    last = desk.read(key, views.last_line)
    page = desk.read(key, views.story_page)
    groups = groups_of(page.items, order)
    cards = [each.id for group in groups for each in group.items if group.is_eye]
    wanted = cards[:_WITH_SENTENCES]
    answer = show_in_parts(
        request,
        "story.html",
        story=page.story,
        last=last,
        text=draft_html(page.text, page.items),
        queries=page.queries,
        groups=groups,
        aside=[each for each in page.items if each.aside],
        cards_of=lambda: desk.read(key, lambda s, story: views.findings_for(s, story, wanted)),
        order=order,
        is_checking=any(run.kind == "checks" and run.state == "running" for run in page.story.runs),
        model=desk.runner.model,
        is_waiting=desk.runner.is_waiting(key),
        files=FILES,
    )
    if any(source.recording for source in page.story.sources):
        let_play(answer)
    return answer


@pages.get("/stories/{key}/rows")
def show_rows(
    request: Request, key: Key, ids: Annotated[str, Query(pattern=r"^\d{1,10}(,\d{1,10}){0,199}$")]
) -> HTMLResponse:
    """Some rows of the checklist, as they are now."""
    wanted = [int(each) for each in ids.split(",") if int(each) < 2**31]
    desk = desk_of(request)
    rows = desk.read(key, lambda s, story: views.items(s, story, wanted))
    cards = desk.read(key, lambda s, story: views.findings_for(s, story, wanted))
    return show(request, "rows.html", story=desk.view(key), rows=rows, cards=cards)


@pages.get("/stories/{key}/runs")
def show_runs(request: Request, key: Key) -> HTMLResponse:
    """How far the checks and the model are, for inside the page."""
    desk = desk_of(request)
    is_waiting = desk.runner.is_waiting(key)
    return show(request, "runs.html", story=desk.view(key), is_waiting=is_waiting)


@pages.post("/stories/{key}/items")
def underline(
    request: Request,
    key: Key,
    initials: FormInitials,
    words: Annotated[str, Form(max_length=2_000)] = "",
    kind: Annotated[UnderlinedKind, Form()] = "claim",
    before: Annotated[str, Form(max_length=2_000)] = "",
    draft: Annotated[int | None, Form(ge=1, le=1_000_000)] = None,
) -> RedirectResponse:
    """Make a fact of words of the draft: selected in the story, or typed."""
    if not words.strip():
        raise InputError("there are no words to underline: select some in the story")
    given = Underline(
        initials=initials, words=words, kind=kind, before=before[-2_000:], draft=draft
    )
    made = desk_of(request).underline(key, given)
    return go_to(f"/stories/{key}#i{made.item.id}", initials)


@pages.get("/stories/{key}/items/{item}")
def show_item(request: Request, key: Key, item: Number, part: bool = False) -> HTMLResponse:
    """One fact: what the checks say, both sentences, its sign-off; `part` for inside the list."""
    return _item(request, key, item, part=part)


@pages.post("/stories/{key}/items/{item}")
async def decide(request: Request, key: Key, item: Number) -> Response:
    """Keep the sign-off of a form, where no script sends it.

    Where it is refused because the fact moved on, both sign-offs are shown: the desk's, and the
    one that was typed.
    """
    return await run_in_threadpool(_decide, request, key, item, await typed_in(request))


@pages.post("/stories/{key}/items/{item}/{act}")
async def act_on_item(
    request: Request,
    key: Key,
    item: Number,
    act: Annotated[
        Literal["claim", "release", "both", "undo", "erase", "second", "withdraw"], Path()
    ],
    part: bool = False,
) -> Response:
    """Claim a fact, give it back, sign it second, take a decision, a second signature or an
    underlining back, or only show what was typed beside what is on the desk."""
    typed = await typed_in(request)
    if act in ("undo", "second", "withdraw"):
        return await run_in_threadpool(_with_seen, request, key, item, typed, act)
    if act == "erase":
        seen = typed.seen()
        desk = desk_of(request)
        await run_in_threadpool(
            lambda: desk.erase(key, item, who=seen.initials, version=seen.version)
        )
        return go_to(f"/stories/{key}", seen.initials)
    if act == "both":
        return await run_in_threadpool(_item, request, key, item, part=part, typed=typed)
    return await run_in_threadpool(_claim, request, key, item, typed, act)


@pages.get("/stories/{key}/changes")
def show_changes(
    request: Request, key: Key, before: Annotated[int | None, Query(ge=1, le=10**6)] = None
) -> HTMLResponse:
    """What the present version of the draft changed."""
    desk = desk_of(request)
    page = desk.read(key, lambda s, story: views.changes_page(s, story, before))
    wanted = [number for change in page.changes for number in change.items]
    rows = desk.read(key, lambda s, story: views.items(s, story, wanted))
    return show(
        request,
        "changes.html",
        story=page.story,
        page=page,
        rows={row.id: row for row in rows if row.aside is None},
    )


@pages.get("/stories/{key}/history")
def show_history(
    request: Request, key: Key, before: Annotated[int | None, Query(ge=1, le=2**31 - 1)] = None
) -> HTMLResponse:
    """Who did what and when."""
    desk = desk_of(request)
    page = desk.read(key, lambda s, story: views.history_page(s, story, before=before))
    wanted = [entry.item for entry in page.entries if entry.item is not None]
    words = desk.read(key, lambda s, story: views.words_of(s, story, wanted))
    return show(request, "history.html", story=page.story, page=page, words=words)


@pages.get("/stories/{key}/files/{format}")
def download(request: Request, key: Key, format: FileFormat) -> Response:
    """A file to keep."""
    return desk_of(request).read(key, lambda s, story: export(s, story, format))


@pages.post("/stories/{key}/drafts")
async def add_draft(
    request: Request,
    key: Key,
    initials: FormInitials,
    text: Annotated[str, Form(max_length=1_000_000)] = "",
    draft: UploadFile | None = None,
) -> RedirectResponse:
    """Put a new version of the draft on the desk."""
    desk = desk_of(request)
    original = None
    if text.strip():
        document = Document(text=text, name=desk.view(key).name)
    else:
        document, original = await _read_draft(
            draft, "there is no new version: paste its text, or choose a file"
        )
    await run_in_threadpool(lambda: desk.add_draft(key, document, who=initials, original=original))
    return go_to(f"/stories/{key}", initials)


@pages.post("/stories/{key}/worksheet")
async def upload_worksheet(
    request: Request, key: Key, initials: FormInitials, file: UploadFile
) -> HTMLResponse:
    """Read a filled-in worksheet back, and say what came of it."""
    desk = desk_of(request)
    data = await file.read()
    done = await run_in_threadpool(import_worksheet, desk, key, data, file.filename or "", initials)
    story = await run_in_threadpool(desk.view, key)
    return show(request, "imported.html", story=story, done=done)


@pages.post("/stories/{key}/{act}")
def act(
    request: Request,
    key: Key,
    act: Annotated[Literal["sign", "unsign", "check", "ask", "stop"], Path()],
    initials: FormInitials,
    draft: Annotated[int, Form(ge=1, le=1_000_000)] = 1,
    change: Annotated[int, Form(ge=0, le=2**31 - 1)] = 0,
) -> RedirectResponse:
    """Sign, take the signature back, check again, ask the model, or stop it."""
    desk = desk_of(request)
    match act:
        case "sign":
            desk.sign(key, who=initials, draft=draft, change=change)
        case "unsign":
            desk.unsign(key, who=initials)
        case "check":
            desk.check(key)
        case "ask":
            desk.ask(key)
        case "stop":
            desk.stop(key, who=initials)
    return go_to(f"/stories/{key}", initials)


def _decide(request: Request, key: str, item: int, typed: Typed) -> Response:
    desk = desk_of(request)
    shown = desk.read(key, lambda s, story: views.items(s, story, [item]))
    decision = typed.decision_on(shown[0]) if shown else typed.decision()
    try:
        desk.decide(key, item, decision)
    except (StaleError, ClaimedError) as error:
        return _item(request, key, item, typed=typed, refusal=error)
    return go_to(f"/stories/{key}/items/{item}", decision.initials)


def _with_seen(request: Request, key: str, item: int, typed: Typed, act: str) -> Response:
    """An act that decides nothing of what is typed, only names the version that was seen."""
    desk, seen = desk_of(request), typed.seen()
    acts = {"undo": desk.undo, "second": desk.second, "withdraw": desk.withdraw_second}
    try:
        acts[act](key, item, seen)
    except (StaleError, ClaimedError) as error:
        return _item(request, key, item, typed=typed, refusal=error)
    return go_to(f"/stories/{key}/items/{item}", seen.initials)


def _claim(request: Request, key: str, item: int, typed: Typed, act: str) -> Response:
    desk, claim = desk_of(request), typed.claim()
    try:
        made = (desk.claim if act == "claim" else desk.release)(key, item, claim)
    except (StaleError, ClaimedError) as error:
        return _item(request, key, item, typed=typed, refusal=error)
    if typed.differs_from(made.item):
        return _item(request, key, item, typed=typed)  # what was typed is not lost
    return go_to(f"/stories/{key}/items/{item}", claim.initials)


def _item(
    request: Request,
    key: str,
    item: int,
    *,
    part: bool = False,
    typed: Typed | None = None,
    refusal: RefusedError | None = None,
) -> HTMLResponse:
    """A fact, with what was typed beside what is on the desk, where that is given."""
    desk = desk_of(request)
    # The version in the form is that of the sign-off that is shown: both are of one reading.
    page = desk.read(key, lambda s, story: views.item_page(s, story, item))
    answer = show(
        request,
        "item_part.html" if part else "item.html",
        story=desk.view(key),
        page=page,
        part=part,
        typed=typed,
        refusal=str(refusal) if refusal else "",
    )
    answer.status_code = refusal.status if refusal else 200
    return answer


async def _read_draft(file: UploadFile | None, without: str) -> tuple[Document, bytes | None]:
    """The draft in a file, and the Word document that it was read from, if it was one.

    Raises:
        InputError: none was chosen; it says `without`.
    """
    given = await chosen_files([file] if file else [])
    if not given:
        raise InputError(without)
    data, name = given[0]
    document = await run_in_threadpool(read_upload, data, name)
    return document, data if name.lower().endswith(".docx") else None
