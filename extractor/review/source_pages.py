"""Pages of sources: one with its marks, a search in all, recordings, files beside sign-offs."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request, Response, UploadFile
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.concurrency import run_in_threadpool

from extractor.errors import InputError
from extractor.outputs.visible import one_line
from extractor.outputs.words import STATES
from extractor.review import views
from extractor.review.api import Key, Number, desk_of
from extractor.review.browser import FormInitials, go_to, let_play, show
from extractor.review.evidence_files import brought_evidence, brought_recording
from extractor.review.file_answers import attached_file, recorded_sound
from extractor.review.form_files import chosen_documents, chosen_files
from extractor.review.marking import source_html
from extractor.review.records import Seen
from extractor.review.source_search import LONGEST_SEARCH, search_page, sought_places
from extractor.review.words import Standing
from extractor.schemas.document import Document

source_pages = APIRouter()

_Version = Annotated[int, Form(ge=1, le=2**31 - 1)]
_Words = Annotated[str, Query(max_length=LONGEST_SEARCH)]


@source_pages.get("/stories/{key}/search")
def search(request: Request, key: Key, words: _Words = "", part: bool = False) -> HTMLResponse:
    """The places in all sources that have these words; `part` for inside the page of the story."""
    page = desk_of(request).read(key, lambda s, story: search_page(s, story, words))
    template = "hits.html" if part else "search.html"
    return show(request, template, story=page.story, page=page)


@source_pages.get("/stories/{key}/sources/{number}")
def show_source(
    request: Request,
    key: Key,
    number: Number,
    item: Annotated[int | None, Query(ge=1, le=2**31 - 1)] = None,
    words: _Words = "",
    t: Annotated[float | None, Query(ge=0, le=1_000_000, allow_inf_nan=False)] = None,
    part: bool = False,
) -> HTMLResponse:
    """A source, with the places that facts stand on marked as what is said of them.

    Those of one fact, and those that have the words of a search, stand out; a recording begins at
    the second `t`.
    """
    desk = desk_of(request)
    source = desk.read(key, lambda s, story: views.source_text(s, story, number))
    places = desk.read(key, lambda s, story: views.evidence_in_source(s, story, number))
    hits = sought_places(source.text, words)
    own = [at for at, found in places.items() if f"i{item}" in found.rows]
    said = {found.state for found in places.values()}
    answer = show(
        request,
        "source_part.html" if part else "source.html",
        story=desk.view(key),
        source=source,
        text=source_html(source.text, places, sought=hits + own),
        states=[state for state in STATES if state in said],
        words=words.strip(),
        found=len(hits) if words.strip() else None,
        begin=t,
        part=part,
    )
    if source.recording:
        let_play(answer)
    return answer


@source_pages.post("/stories/{key}/sources")
async def add_sources(
    request: Request,
    key: Key,
    initials: FormInitials,
    text: Annotated[str, Form(max_length=5_000_000)] = "",
    name: Annotated[str, Form(max_length=300)] = "",
    files: list[UploadFile] | None = None,
    standing: Annotated[Standing, Form()] = "unknown",
) -> RedirectResponse:
    """Attach sources: files, or a text with a name."""
    desk = desk_of(request)
    documents = await chosen_documents(files)
    if text.strip():
        documents.append(Document(text=text, name=one_line(name) or None))
    if not documents:
        raise InputError("there is no source: choose a file, or paste its text")
    await run_in_threadpool(
        lambda: desk.add_sources(key, documents, who=initials, standing=standing)
    )
    return go_to(f"/stories/{key}", initials)


@source_pages.post("/stories/{key}/sources/{number}/remove")
def remove_source(
    request: Request, key: Key, number: Number, initials: FormInitials
) -> RedirectResponse:
    """Take a source away."""
    desk_of(request).remove_source(key, number, who=initials)
    return go_to(f"/stories/{key}", initials)


@source_pages.post("/stories/{key}/sources/{number}/recording")
async def add_recording(
    request: Request,
    key: Key,
    number: Number,
    initials: FormInitials,
    file: UploadFile | None = None,
) -> RedirectResponse:
    """Put an audio file beside a transcript, in the place of one before."""
    data, name = await _chosen(file, "there is no recording: choose an audio file")
    given = brought_recording(data, name)
    desk = desk_of(request)
    await run_in_threadpool(lambda: desk.add_recording(key, number, given, who=initials))
    return go_to(f"/stories/{key}/sources/{number}", initials)


@source_pages.get("/stories/{key}/sources/{number}/recording")
def play_recording(request: Request, key: Key, number: Number) -> Response:
    """The recording, or the bytes of it that a browser asks for."""
    return recorded_sound(request, desk_of(request), key, number)


@source_pages.post("/stories/{key}/sources/{number}/recording/remove")
def remove_recording(
    request: Request, key: Key, number: Number, initials: FormInitials
) -> RedirectResponse:
    """Take the recording beside a transcript away."""
    desk_of(request).remove_recording(key, number, who=initials)
    return go_to(f"/stories/{key}/sources/{number}", initials)


@source_pages.post("/stories/{key}/items/{item}/attachments")
async def attach(
    request: Request,
    key: Key,
    item: Number,
    initials: FormInitials,
    version: _Version,
    file: UploadFile | None = None,
) -> RedirectResponse:
    """Attach a file to a sign-off as evidence."""
    data, name = await _chosen(file, "there is no file to attach: choose one")
    given, seen = brought_evidence(data, name), Seen(initials=initials, version=version)
    desk = desk_of(request)
    await run_in_threadpool(desk.attach, key, item, given, seen)
    return go_to(f"/stories/{key}/items/{item}", initials)


@source_pages.get("/stories/{key}/items/{item}/attachments/{number}")
def download_attachment(request: Request, key: Key, item: Number, number: Number) -> Response:
    """A file that is attached to a sign-off, to be kept and never to be shown."""
    return attached_file(desk_of(request), key, item, number)


@source_pages.post("/stories/{key}/items/{item}/attachments/{number}/remove")
def detach(
    request: Request,
    key: Key,
    item: Number,
    number: Number,
    initials: FormInitials,
    version: _Version,
) -> RedirectResponse:
    """Take a file away from a sign-off."""
    seen = Seen(initials=initials, version=version)
    desk_of(request).detach(key, item, number, seen)
    return go_to(f"/stories/{key}/items/{item}", initials)


async def _chosen(file: UploadFile | None, without: str) -> tuple[bytes, str]:
    given = await chosen_files([file] if file else None)
    if not given:
        raise InputError(without)
    return given[0]
