"""Pages about stories as a whole: their list, their settings, the legal queue, the log."""

from __future__ import annotations

from typing import Annotated, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Path, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse
from pydantic import ValidationError
from starlette.concurrency import run_in_threadpool

from extractor.review import administration, views
from extractor.review.api import Key, Number, desk_of
from extractor.review.browser import FormInitials, go_to, show, who_asks
from extractor.review.legal import findings_in, legal_queue
from extractor.review.records import Decision
from extractor.review.refusals import ClaimedError, GoneError, RefusedError, StaleError
from extractor.review.story_forms import TypedSettings, settings_typed_in
from extractor.review.story_list import list_stories
from extractor.review.story_records import Deletion, SettingsSeen, StoryFilter
from extractor.review.words import CLEARED, LEGAL_KEYS, STORY_KEYS

story_pages = APIRouter()

Page = Annotated[int, Query(ge=1, le=100_000)]
FormVersion = Annotated[int, Form(ge=1, le=2**31 - 1)]


@story_pages.get("/")
def home(request: Request) -> HTMLResponse:
    """The stories that are asked for, and a place to put another."""
    given = {name: request.query_params.get(name, "") for name in StoryFilter.model_fields}
    said = {name: value for name, value in given.items() if value}
    try:
        wanted = StoryFilter.model_validate(said)
    except ValidationError as error:
        raise RequestValidationError(error.errors()) from None
    with desk_of(request).database.reading() as session:
        found = list_stories(session, wanted, who=who_asks(request))
    kept = {name: value for name, value in said.items() if name != "page"}
    return show(
        request,
        "stories.html",
        found=found,
        wanted=wanted,
        is_filtered=bool(kept.keys() - {"order"}),
        query=urlencode(kept),
        keys=STORY_KEYS,
    )


@story_pages.get("/stories/{key}/settings")
def show_settings(request: Request, key: Key, saved: bool = False) -> HTMLResponse:
    """What a story is called, whose it is, when it is due and of which day; archive and delete."""
    return _settings(request, key, is_saved=saved)


@story_pages.post("/stories/{key}/settings")
async def change_settings(request: Request, key: Key) -> Response:
    """Keep what the form says; where somebody was faster, both are shown."""
    typed = await settings_typed_in(request)
    return await run_in_threadpool(_change, request, key, typed)


@story_pages.post("/stories/{key}/settings/{act}")
def archive(
    request: Request,
    key: Key,
    act: Annotated[Literal["archive", "bring-back"], Path()],
    initials: FormInitials,
    version: FormVersion,
) -> Response:
    """Take a story out of the list, or put it back."""
    seen = SettingsSeen(version=version, initials=initials)
    do = administration.archive if act == "archive" else administration.bring_back
    try:
        do(desk_of(request), key, seen)
    except StaleError as error:
        return _settings(request, key, refusal=error)
    return go_to(f"/stories/{key}/settings", initials)


@story_pages.post("/stories/{key}/delete")
def delete(
    request: Request,
    key: Key,
    initials: FormInitials,
    version: FormVersion,
    title: Annotated[str, Form(max_length=1_000)] = "",
) -> Response:
    """Delete a story with all its data; its line in the log is what is shown then."""
    given = Deletion(version=version, initials=initials, title=title)
    try:
        administration.delete(desk_of(request), key, given)
    except RefusedError as error:
        if error.status == 404:
            raise
        return _settings(request, key, refusal=error)
    return go_to("/log", initials)


@story_pages.get("/legal")
def show_legal(request: Request, page: Page = 1) -> HTMLResponse:
    """What waits for the lawyer in all stories."""
    return _legal(request, page)


@story_pages.post("/legal/{key}/{item}")
def clear(
    request: Request,
    key: Key,
    item: Number,
    initials: FormInitials,
    version: FormVersion,
    do: Annotated[Literal["confirmed", "wrong", "stet"], Form()],
    note: Annotated[str, Form(max_length=10_000)] = "",
    page: Annotated[int, Form(ge=1, le=100_000)] = 1,
) -> Response:
    """Decide on a fact of the queue, where it stands; a note that is as it was says nothing."""
    desk = desk_of(request)
    note = note.replace("\r\n", "\n")  # a form sends each line's end as CR LF
    shown = desk.read(key, lambda s, story: views.items(s, story, [item]))
    said: dict[str, object] = {"version": version, "initials": initials, "status": do}
    if not shown or shown[0].note != note:
        said["note"] = note
    try:
        desk.decide(key, item, Decision.model_validate(said))
    except ValidationError as error:
        raise RequestValidationError(error.errors()) from None
    except (StaleError, ClaimedError, GoneError) as error:
        return _legal(request, page, refusal=error, at=item, note=note)
    return go_to(f"/legal?page={page}" if page > 1 else "/legal", initials)


@story_pages.get("/log")
def show_log(
    request: Request, before: Annotated[int | None, Query(ge=1, le=2**31 - 1)] = None
) -> HTMLResponse:
    """What belongs to no story's history: deletions and changes of settings."""
    with desk_of(request).database.reading() as session:
        page = administration.log_of(session, before=before)
    return show(request, "log.html", page=page)


def _settings(
    request: Request,
    key: str,
    *,
    is_saved: bool = False,
    typed: TypedSettings | None = None,
    refusal: RefusedError | None = None,
) -> HTMLResponse:
    """The settings, with what was typed in the form and what is on the desk beside it."""
    settings = desk_of(request).read(key, administration.settings_of)
    on_desk = TypedSettings.of(settings)
    return show(
        request,
        "settings.html",
        status=refusal.status if refusal else 200,
        story=settings,
        filled=typed or on_desk,
        others=typed.others(on_desk) if typed else {},
        refusal=str(refusal) if refusal else "",
        is_saved=is_saved,
    )


def _change(request: Request, key: str, typed: TypedSettings) -> Response:
    change = typed.change()
    try:
        administration.change_settings(desk_of(request), key, change)
    except StaleError as error:
        return _settings(request, key, typed=typed, refusal=error)
    return go_to(f"/stories/{key}/settings?saved=1", change.initials)


def _legal(
    request: Request,
    number: int,
    *,
    refusal: RefusedError | None = None,
    at: int | None = None,
    note: str = "",
) -> HTMLResponse:
    with desk_of(request).database.reading() as session:
        queue = legal_queue(session, number)
        found = findings_in(session, queue)
    return show(
        request,
        "legal.html",
        status=refusal.status if refusal else 200,
        queue=queue,
        found=found,
        refusal=str(refusal) if refusal else "",
        at=at,
        note=note,
        keys=LEGAL_KEYS,
        cleared=CLEARED,
    )
