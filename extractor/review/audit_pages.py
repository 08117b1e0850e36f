"""The pages of an audit, the same as JSON, and both as one application."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, FastAPI, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from pydantic import Field, StringConstraints

from extractor.batch.audit_numbers import Judged
from extractor.batch.audit_report import AuditReport
from extractor.review.api import REFUSALS, Number
from extractor.review.application import guarded_app
from extractor.review.auditing import (
    Audit,
    AuditItem,
    ListedItem,
    scale_of,
    sentence_pieces,
    story_html,
)
from extractor.review.fields import Words
from extractor.review.rendering import render
from extractor.review.safety import Rules
from extractor.review.words import AUDIT_KEYS, JUDGE_BUTTONS
from extractor.schemas.record import Record

audit_api = APIRouter(prefix="/api", responses=REFUSALS)
audit_pages = APIRouter(include_in_schema=False)

Kept = Annotated[int | None, Query(ge=1, le=2_147_483_647)]
Place = Annotated[int, Query(ge=0, le=2_147_483_647)]
Note = Annotated[Words, StringConstraints(max_length=5_000, strip_whitespace=True)]


class Word(Record):
    """What a judge says of an item."""

    unit: str
    """The id of what was shown: a word is of that, and of nothing that came after it."""
    judged: Judged
    note: Note = ""


class KeptWord(Record):
    """A word that is in the store."""

    number: Annotated[int, Field(ge=1)]
    """The item's place in the sample."""
    judged: Judged
    next: str
    """The address of the page to go on with."""


def create_audit_app(audit: Audit, rules: Rules) -> FastAPI:
    """The application of one audit; its store stays the caller's to close."""
    app = guarded_app(
        rules,
        title="An audit",
        summary="A sample of what a batch found, judged by people, and how often it is wrong.",
    )
    app.state.audit = audit
    app.include_router(audit_api)
    app.include_router(audit_pages)
    return app


@audit_api.get("/items")
def list_items(request: Request) -> list[ListedItem]:
    """The sample in its order, with what this judge said of each item."""
    return _audit_of(request).listed()


@audit_api.get("/items/{number}")
def get_item(request: Request, number: Number) -> AuditItem:
    """One item of the sample."""
    return _audit_of(request).item(number)


@audit_api.post("/items/{number}")
def judge_item(request: Request, number: Number, word: Word) -> KeptWord:
    """Keep a word on an item; once this is answered it is on the disk."""
    onward = _keep(request, number, word)
    return KeptWord(number=number, judged=word.judged, next=onward)


@audit_api.get("/result")
def get_result(request: Request) -> AuditReport:
    """What every judge found so far."""
    return _audit_of(request).report()


@audit_pages.get("/")
def go_on(request: Request, after: Place = 0) -> RedirectResponse:
    """To the next item after this one that is not judged, or to the result."""
    found = _audit_of(request).next_open(after)
    return RedirectResponse("/result" if found is None else f"/items/{found}", 303)


@audit_pages.get("/items")
def show_items(request: Request) -> HTMLResponse:
    """All items of the sample, to go to one of them."""
    return _page(request, "audit_items.html", items=_audit_of(request).listed())


@audit_pages.get("/items/{number}")
def show_item(request: Request, number: Number, saved: Kept = None) -> HTMLResponse:
    """One item: the claim, the story with the evidence marked, and the words to say of it."""
    page = _audit_of(request).item(number, kept=saved)
    story, anchor = story_html(page.unit) if page.unit else (None, None)
    return _page(
        request,
        "audit_item.html",
        page=page,
        story=story,
        anchor=anchor,
        sentence=sentence_pieces(page.unit) if page.unit else None,
        keys=AUDIT_KEYS,
    )


@audit_pages.post("/items/{number}")
def judge_in_form(
    request: Request,
    number: Number,
    unit: Annotated[str, Form(max_length=2_000)],
    judged: Annotated[Judged, Form()],
    note: Annotated[Note, Form()] = "",
) -> RedirectResponse:
    """Keep the word of a form, where no script sends it."""
    word = Word(unit=unit, judged=judged, note=note)
    return RedirectResponse(_keep(request, number, word), 303)


@audit_pages.get("/result")
def show_result(request: Request, saved: Kept = None) -> HTMLResponse:
    """What every judge found so far, in the numbers that the terminal prints."""
    audit = _audit_of(request)
    items = audit.listed()
    report = audit.report()
    return _page(
        request,
        "audit_result.html",
        report=report,
        scale=scale_of(report),
        left=sum(each.said is None for each in items),
        saved=items[saved - 1] if saved and saved <= len(items) else None,
    )


def _audit_of(request: Request) -> Audit:
    audit: Audit = request.app.state.audit
    return audit


def _keep(request: Request, number: int, word: Word) -> str:
    """The address to go on with."""
    audit = _audit_of(request)
    onward = audit.keep(number, word.unit, word.judged, word.note)
    return f"/result?saved={number}" if onward is None else f"/items/{onward}?saved={number}"


def _page(request: Request, template: str, **values: object) -> HTMLResponse:
    audit = _audit_of(request)
    return HTMLResponse(
        render(template, sample=audit.sample, judge=audit.judge, buttons=JUDGE_BUTTONS, **values)
    )
