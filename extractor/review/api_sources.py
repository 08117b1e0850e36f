"""Sources as JSON: texts, a search in them, recordings; and the files beside sign-offs."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response, UploadFile
from starlette.concurrency import run_in_threadpool

from extractor.review import views
from extractor.review.api import REFUSALS, Key, Number, desk_of, document_given, or_as_it_is
from extractor.review.evidence_files import brought_evidence, brought_recording
from extractor.review.fields import Initials
from extractor.review.file_answers import attached_file, recorded_sound
from extractor.review.records import (
    Decided,
    NewSourceText,
    SearchPage,
    Seen,
    SourceText,
    StoryView,
)
from extractor.review.source_search import LONGEST_SEARCH, search_page
from extractor.review.uploads import read_upload
from extractor.review.words import Standing

sources_api = APIRouter(prefix="/api", responses=REFUSALS)

_Who = Annotated[Initials, Query()]
_Version = Annotated[int, Query(ge=1, le=2**31 - 1)]
_BYTES: dict[int | str, dict[str, Any]] = {
    200: {"content": {"application/octet-stream": {}}, "description": "the file"}
}
_RANGES: dict[int | str, dict[str, Any]] = {
    200: {"content": {"audio/*": {}}, "description": "the whole recording"},
    206: {"content": {"audio/*": {}}, "description": "the bytes that Range asks for"},
    416: {"description": "the recording ends before them"},
}


@sources_api.get("/stories/{key}/search")
def search(
    request: Request, key: Key, words: Annotated[str, Query(max_length=LONGEST_SEARCH)]
) -> SearchPage:
    """The places in all sources that have these words; "a phrase" in quotation marks."""
    return desk_of(request).read(key, lambda s, story: search_page(s, story, words))


@sources_api.post("/stories/{key}/sources", status_code=201)
def add_source(request: Request, key: Key, new: NewSourceText) -> StoryView:
    """Attach a source."""
    desk, given = desk_of(request), new.document
    desk.add_sources(key, [document_given(given)], who=new.initials, standing=given.standing)
    return desk.view(key)


@sources_api.get("/stories/{key}/sources/{number}")
def show_source(request: Request, key: Key, number: Number) -> SourceText:
    """One source with its text."""
    return desk_of(request).read(key, lambda s, story: views.source_text(s, story, number))


@sources_api.delete("/stories/{key}/sources/{number}")
def remove_source(request: Request, key: Key, number: Number, initials: _Who) -> StoryView:
    """Take a source away."""
    desk = desk_of(request)
    desk.remove_source(key, number, who=initials)
    return desk.view(key)


@sources_api.post("/stories/{key}/files", status_code=201)
async def add_files(
    request: Request,
    key: Key,
    files: list[UploadFile],
    initials: _Who,
    standing: Standing = "unknown",
) -> StoryView:
    """Attach files as sources: text, Word, PDF, web pages, tables, transcripts."""
    desk = desk_of(request)
    desk.read(key, lambda s, story: story.id)
    given = [(await file.read(), file.filename or "") for file in files]
    documents = [await run_in_threadpool(read_upload, data, name) for data, name in given]
    await run_in_threadpool(desk.add_sources, key, documents, who=initials, standing=standing)
    return await run_in_threadpool(desk.view, key)


@sources_api.post("/stories/{key}/sources/{number}/recording", status_code=201)
async def add_recording(
    request: Request, key: Key, number: Number, file: UploadFile, initials: _Who
) -> StoryView:
    """Put an audio file beside a transcript, in the place of one before."""
    given = brought_recording(await file.read(), file.filename or "")
    desk = desk_of(request)
    return await run_in_threadpool(desk.add_recording, key, number, given, who=initials)


@sources_api.get(
    "/stories/{key}/sources/{number}/recording", response_class=Response, responses=_RANGES
)
def play_recording(request: Request, key: Key, number: Number) -> Response:
    """The recording beside a transcript, or the bytes of it that a Range header asks for."""
    return recorded_sound(request, desk_of(request), key, number)


@sources_api.delete("/stories/{key}/sources/{number}/recording")
def remove_recording(request: Request, key: Key, number: Number, initials: _Who) -> StoryView:
    """Take the recording beside a transcript away."""
    return desk_of(request).remove_recording(key, number, who=initials)


@sources_api.post(
    "/stories/{key}/items/{item}/attachments", status_code=201, response_model=Decided
)
async def attach(
    request: Request, key: Key, item: Number, file: UploadFile, initials: _Who, version: _Version
) -> Any:
    """Attach a file to a sign-off as evidence; what it is, is told by its content."""
    given = brought_evidence(await file.read(), file.filename or "")
    seen = Seen(initials=initials, version=version)
    return await run_in_threadpool(
        or_as_it_is, request, key, item, lambda d: d.attach(key, item, given, seen)
    )


@sources_api.get(
    "/stories/{key}/items/{item}/attachments/{number}", response_class=Response, responses=_BYTES
)
def download_attachment(request: Request, key: Key, item: Number, number: Number) -> Response:
    """A file that is attached to a sign-off, to be kept and never to be shown."""
    return attached_file(desk_of(request), key, item, number)


@sources_api.delete("/stories/{key}/items/{item}/attachments/{number}", response_model=Decided)
def detach(
    request: Request, key: Key, item: Number, number: Number, initials: _Who, version: _Version
) -> Any:
    """Take a file away from a sign-off; the history keeps its name and its hash."""
    seen = Seen(initials=initials, version=version)
    return or_as_it_is(request, key, item, lambda d: d.detach(key, item, number, seen))
