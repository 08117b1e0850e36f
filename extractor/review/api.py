"""The desk as JSON: the same data as its pages, and every act of theirs."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response, UploadFile
from fastapi.responses import JSONResponse, StreamingResponse
from starlette.concurrency import run_in_threadpool

from extractor.review import views
from extractor.review.desk import Desk
from extractor.review.exports import FILES, FileFormat, export, import_worksheet
from extractor.review.fields import Initials
from extractor.review.records import (
    ChangesPage,
    Claim,
    Decided,
    Decision,
    HistoryPage,
    Imported,
    ItemPage,
    NewDocument,
    NewStory,
    NewText,
    Refusal,
    Seen,
    StoryPage,
    StoryView,
    Underline,
    Who,
)
from extractor.review.refusals import ClaimedError, StaleError
from extractor.schemas.document import Document

REFUSALS: dict[int | str, dict[str, Any]] = {
    status: {"model": Refusal, "description": words}
    for status, words in (
        (400, "what was sent cannot be used"),
        (401, "the token is missing"),
        (403, "the request came from another site"),
        (404, "it does not exist"),
        (409, "somebody else changed it, or something is still open"),
        (410, "its words are gone from the present draft"),
        (413, "it is too large"),
        (415, "it is of a kind that is not read"),
        (421, "the desk has another name"),
        (422, "it does not have the form that is wanted"),
    )
}

Key = Annotated[str, Path(max_length=24, pattern=r"^[A-Za-z0-9_-]+$")]
Number = Annotated[int, Path(ge=1, le=2_147_483_647)]

api = APIRouter(prefix="/api", responses=REFUSALS)


def desk_of(request: Request) -> Desk:
    """The desk that a request came to."""
    desk: Desk = request.app.state.desk
    return desk


@api.post("/stories", status_code=201)
def open_story(request: Request, story: NewStory) -> StoryView:
    """Put a story on the desk."""
    desk = desk_of(request)
    sources = [document_given(source) for source in story.sources]
    standings = [source.standing for source in story.sources]
    key = desk.add_story(
        document_given(story.draft),
        sources,
        who=story.initials,
        title=story.title,
        standings=standings,
    )
    return desk.view(key)


@api.get("/stories/{key}")
def show_story(request: Request, key: Key) -> StoryPage:
    """A story with its text and its facts."""
    desk = desk_of(request)
    desk.check_if_needed(key)
    return desk.read(key, views.story_page)


@api.post("/stories/{key}/items", status_code=201)
def underline(request: Request, key: Key, given: Underline) -> Decided:
    """Make a fact of words of the draft; words that are one already stay the one that they are."""
    return desk_of(request).underline(key, given)


@api.delete("/stories/{key}/items/{item}")
def erase(
    request: Request,
    key: Key,
    item: Number,
    initials: Annotated[Initials, Query()],
    version: Annotated[int, Query(ge=1, le=2**31 - 1)],
) -> StoryView:
    """Take an underlining back; what the checks list cannot be taken away."""
    return desk_of(request).erase(key, item, who=initials, version=version)


@api.get("/stories/{key}/items/{item}")
def show_item(request: Request, key: Key, item: Number) -> ItemPage:
    """One fact with all that is known of it."""
    return desk_of(request).read(key, lambda s, story: views.item_page(s, story, item))


@api.post("/stories/{key}/items/{item}/decision", response_model=Decided)
def decide(request: Request, key: Key, item: Number, decision: Decision) -> Any:
    """Keep a decision; the answer comes when it is on the disk."""
    return or_as_it_is(request, key, item, lambda d: d.decide(key, item, decision))


@api.post("/stories/{key}/items/{item}/claim", response_model=Decided)
def claim(request: Request, key: Key, item: Number, claim: Claim) -> Any:
    """Take a fact, so that the others see who is at work on it."""
    return or_as_it_is(request, key, item, lambda d: d.claim(key, item, claim))


@api.post("/stories/{key}/items/{item}/release", response_model=Decided)
def release(request: Request, key: Key, item: Number, claim: Claim) -> Any:
    """Give a fact back."""
    return or_as_it_is(request, key, item, lambda d: d.release(key, item, claim))


@api.post("/stories/{key}/items/{item}/undo", response_model=Decided)
def undo(request: Request, key: Key, item: Number, seen: Seen) -> Any:
    """Take one's own last decision of a fact back."""
    return or_as_it_is(request, key, item, lambda d: d.undo(key, item, seen))


@api.post("/stories/{key}/items/{item}/second", response_model=Decided)
def second(request: Request, key: Key, item: Number, seen: Seen) -> Any:
    """Sign a decision second, under another person's, where the desk asks for that."""
    return or_as_it_is(request, key, item, lambda d: d.second(key, item, seen))


@api.post("/stories/{key}/items/{item}/withdraw", response_model=Decided)
def withdraw(request: Request, key: Key, item: Number, seen: Seen) -> Any:
    """Take a second signature back."""
    return or_as_it_is(request, key, item, lambda d: d.withdraw_second(key, item, seen))


@api.post("/stories/{key}/drafts", status_code=201)
def add_draft(request: Request, key: Key, new: NewText) -> StoryView:
    """Put a new version of the draft on the desk; what did not change keeps its sign-offs."""
    desk = desk_of(request)
    desk.add_draft(key, document_given(new.document), who=new.initials)
    return desk.view(key)


@api.post("/stories/{key}/check", status_code=202)
def check(request: Request, key: Key, who: Who) -> StoryView:
    """Run the checks again."""
    return desk_of(request).check(key)


@api.post("/stories/{key}/ask", status_code=202)
def ask(request: Request, key: Key, who: Who) -> StoryView:
    """Ask the model; its facts come as they are found."""
    return desk_of(request).ask(key)


@api.post("/stories/{key}/stop", status_code=202)
def stop(request: Request, key: Key, who: Who) -> StoryView:
    """End the model's run; what it has said by then is kept."""
    return desk_of(request).stop(key, who=who.initials)


@api.post("/stories/{key}/signature")
def sign(
    request: Request,
    key: Key,
    who: Who,
    draft: Annotated[int, Query(ge=1, le=1_000_000)],
    change: Annotated[int, Query(ge=1, le=2**31 - 1)],
) -> StoryView:
    """Sign this version of the story as it was seen; refused while anything is open.

    `draft` and `change` are those of the story that the editor saw: what others decided since is
    not signed unseen.
    """
    return desk_of(request).sign(key, who=who.initials, draft=draft, change=change)


@api.delete("/stories/{key}/signature")
def unsign(request: Request, key: Key, initials: Annotated[Initials, Query()]) -> StoryView:
    """Take the signature back."""
    return desk_of(request).unsign(key, who=initials)


@api.get("/stories/{key}/changes")
def show_changes(
    request: Request, key: Key, before: Annotated[int | None, Query(ge=1, le=1_000_000)] = None
) -> ChangesPage:
    """What the present version changed against an earlier one, by default the last."""
    return desk_of(request).read(key, lambda s, story: views.changes_page(s, story, before))


@api.get("/stories/{key}/history")
def show_history(
    request: Request, key: Key, before: Annotated[int | None, Query(ge=1, le=2**31 - 1)] = None
) -> HistoryPage:
    """The history, the latest line first; `before` is the line to go on from."""
    return desk_of(request).read(key, lambda s, story: views.history_page(s, story, before=before))


@api.get(
    "/stories/{key}/files/{format}",
    response_class=Response,
    responses={
        200: {
            "content": {kind.media_type: {} for kind in FILES.values()},
            "description": "the file",
        }
    },
)
def download(request: Request, key: Key, format: FileFormat) -> Response:
    """The worksheet, the commented draft, the annotations or everything, as a file."""
    return desk_of(request).read(key, lambda s, story: export(s, story, format))


@api.post("/stories/{key}/worksheet")
async def upload_worksheet(
    request: Request, key: Key, file: UploadFile, initials: Annotated[Initials, Query()]
) -> Imported:
    """Read a filled-in worksheet back."""
    desk = desk_of(request)
    data = await file.read()
    return await run_in_threadpool(import_worksheet, desk, key, data, file.filename or "", initials)


@api.get("/stories/{key}/events", include_in_schema=False)
async def events(
    request: Request,
    key: Key,
    after: Annotated[int, Query(ge=0, le=2**31 - 1)] = 0,
    who: Annotated[str, Query(max_length=40)] = "",
    tab: Annotated[str, Query(max_length=40)] = "",
) -> StreamingResponse:
    """What changes, as server-sent events; a browser that lost the line goes on where it was.

    Of a story that is not there any more the line says so and ends: a browser that is told 404
    would only know that it is cut off.
    """
    desk = desk_of(request)
    last = request.headers.get("last-event-id", "")
    start = int(last) if last.isdecimal() and len(last) < 12 else after
    is_named = bool(who.strip()) and who.isprintable() and tab.isalnum()

    async def stream() -> AsyncIterator[str]:
        yield "retry: 2000\n\n"
        following = desk.hub.follow(
            desk.database,
            key,
            after=start,
            who=who.strip() if is_named else "",
            tab=tab if is_named else "",
        )
        async for message in following:
            line = f"id: {message['last']}\n" if "last" in message else ""
            yield f"{line}data: {json.dumps(message)}\n\n"

    return StreamingResponse(stream(), media_type="text/event-stream")


def document_given(given: NewDocument) -> Document:
    """The document that was sent as JSON."""
    return Document(
        text=given.text,
        name=given.name or None,
        published=given.published,
        language=given.language,
    )


def or_as_it_is(request: Request, key: str, item: int, act: Any) -> Any:
    """What the act gives; where somebody was faster, the refusal with the fact as it is now."""
    desk = desk_of(request)
    try:
        return act(desk)
    except (StaleError, ClaimedError) as error:
        now = desk.read(key, lambda s, story: views.items(s, story, [item]))
        refusal = Refusal(error=str(error), item=now[0] if now else None)
        return JSONResponse(refusal.model_dump(mode="json"), error.status)
