"""The page of a story's queries and suggested wordings, and the forms that ask, answer, suggest."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from extractor.errors import InputError
from extractor.review import views
from extractor.review.api import Key, Number, desk_of
from extractor.review.browser import FormInitials, go_to, show
from extractor.review.queries import Ask, Covers, QueryAct, Reply, SeenQuery, Suggest
from extractor.review.refusals import RefusedError, StaleError

query_pages = APIRouter()

Back = Literal["item", "list"]
"""The page that a form stands on, to which it leads back."""

_Typed = Annotated[str, Form(max_length=10_000)]
_Version = Annotated[int, Form(ge=0, le=2**31 - 1)]
_BackField = Annotated[Back, Form()]


@query_pages.get("/stories/{key}/queries")
def show_queries(request: Request, key: Key, part: bool = False) -> HTMLResponse:
    """What the writer was asked, and what is suggested; `part` for what is open, in a few lines."""
    found = desk_of(request).read(key, views.queries_page)
    template = "queries_open.html" if part else "queries.html"
    return show(request, template, story=found.story, page=found, queries=found.queries)


@query_pages.post("/stories/{key}/queries")
def ask_about_story(
    request: Request, key: Key, initials: FormInitials, question: _Typed = ""
) -> RedirectResponse:
    """Ask the writer about the whole story."""
    desk_of(request).ask_writer(key, None, _asked(initials, question))
    return go_to(f"/stories/{key}/queries", initials)


@query_pages.post("/stories/{key}/items/{item}/queries")
def ask_about_fact(
    request: Request, key: Key, item: Number, initials: FormInitials, question: _Typed = ""
) -> RedirectResponse:
    """Ask the writer about a fact."""
    made = desk_of(request).ask_writer(key, item, _asked(initials, question))
    return go_to(f"/stories/{key}/items/{item}#q{made.query.id}", initials)


@query_pages.post("/stories/{key}/queries/{query}")
def act_on_query(
    request: Request,
    key: Key,
    query: Number,
    initials: FormInitials,
    do: Annotated[QueryAct, Form()],
    version: _Version,
    answer: _Typed = "",
    back: _BackField = "list",
) -> Response:
    """Answer a query, close it, or open it again.

    Where it moved on meanwhile, it is shown as it is now beside what was typed.
    """
    desk = desk_of(request)
    words = _lines(answer)
    try:
        if do == "answer":
            if not words.strip():
                raise InputError("there is no answer: type it, or close the query without one")
            reply = Reply(initials=initials, version=max(version, 1), answer=words)
            made = desk.answer(key, query, reply)
        else:
            seen = SeenQuery(initials=initials, version=max(version, 1))
            made = desk.close_query(key, query, seen, is_reopened=do == "reopen")
    except StaleError as error:
        return _refused(request, key, error, query=query, typed=words, back=back)
    return go_to(f"{_path(key, made.query.item, back)}#q{query}", initials)


@query_pages.post("/stories/{key}/items/{item}/suggestion")
def suggest(
    request: Request,
    key: Key,
    item: Number,
    initials: FormInitials,
    version: _Version = 0,
    words: _Typed = "",
    covers: Annotated[Covers, Form()] = "words",
    do: Annotated[Literal["suggest", "withdraw"], Form()] = "suggest",
    back: _BackField = "item",
) -> Response:
    """Suggest other words for a fact, or take a suggestion back."""
    desk = desk_of(request)
    try:
        if do == "withdraw":
            desk.withdraw_wording(key, item, who=initials, version=max(version, 1))
        else:
            given = Suggest(initials=initials, words=_lines(words), covers=covers, version=version)
            desk.suggest(key, item, given)
    except StaleError as error:
        return _refused(
            request, key, error, item=item, typed=_lines(words), covers=covers, back=back
        )
    return go_to(_path(key, item, back), initials)


def _asked(initials: str, question: str) -> Ask:
    words = _lines(question)
    if not words.strip():
        raise InputError("there is no question: type what the writer is to be asked")
    return Ask(initials=initials, question=words)


def _lines(typed: str) -> str:
    """What was typed; a form sends each line's end as CR LF."""
    return typed.replace("\r\n", "\n")


def _path(key: str, item: int | None, back: Back) -> str:
    if back == "item" and item is not None:
        return f"/stories/{key}/items/{item}"
    return f"/stories/{key}/queries"


def _refused(
    request: Request,
    key: str,
    error: RefusedError,
    *,
    typed: str,
    back: Back,
    query: int | None = None,
    item: int | None = None,
    covers: Covers = "words",
) -> HTMLResponse:
    """What is on the desk now, with what was typed in the form below it."""
    found = desk_of(request).read(key, views.queries_page)
    answer = show(
        request,
        "query_refused.html",
        story=found.story,
        query=next((each for each in found.queries if each.id == query), None),
        suggestion=next((s for s in reversed(found.suggestions) if s.item == item), None),
        item=item,
        covers=covers,
        typed=typed,
        back=back,
        refusal=str(error),
    )
    answer.status_code = error.status
    return answer
