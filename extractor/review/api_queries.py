"""Queries and suggested wordings as JSON."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request

from extractor.review import views
from extractor.review.api import REFUSALS, Key, Number, desk_of
from extractor.review.fields import Initials
from extractor.review.queries import Ask, Asked, Reply, SeenQuery, Suggest
from extractor.review.records import Decided, QueriesPage, StoryView

query_api = APIRouter(prefix="/api", responses=REFUSALS)


@query_api.get("/stories/{key}/queries")
def show_queries(request: Request, key: Key) -> QueriesPage:
    """What the writer was asked, what is open first, and what wordings are suggested."""
    return desk_of(request).read(key, views.queries_page)


@query_api.post("/stories/{key}/queries", status_code=201)
def ask_about_story(request: Request, key: Key, given: Ask) -> Asked:
    """Ask the writer about the whole story."""
    return desk_of(request).ask_writer(key, None, given)


@query_api.post("/stories/{key}/items/{item}/queries", status_code=201)
def ask_about_fact(request: Request, key: Key, item: Number, given: Ask) -> Asked:
    """Ask the writer about a fact."""
    return desk_of(request).ask_writer(key, item, given)


@query_api.post("/stories/{key}/queries/{query}/answer")
def answer(request: Request, key: Key, query: Number, given: Reply) -> Asked:
    """Answer a query; an earlier answer stays in the history."""
    return desk_of(request).answer(key, query, given)


@query_api.post("/stories/{key}/queries/{query}/close")
def close(request: Request, key: Key, query: Number, given: SeenQuery) -> Asked:
    """Close a query, answered or not."""
    return desk_of(request).close_query(key, query, given, is_reopened=False)


@query_api.post("/stories/{key}/queries/{query}/reopen")
def reopen(request: Request, key: Key, query: Number, given: SeenQuery) -> Asked:
    """Open a query again; it then stands in the way of signing."""
    return desk_of(request).close_query(key, query, given, is_reopened=True)


@query_api.post("/stories/{key}/items/{item}/suggestion")
def suggest(request: Request, key: Key, item: Number, given: Suggest) -> Decided:
    """Suggest other words for a fact or its sentence; they replace an earlier suggestion."""
    return desk_of(request).suggest(key, item, given)


@query_api.delete("/stories/{key}/items/{item}/suggestion")
def withdraw(
    request: Request,
    key: Key,
    item: Number,
    initials: Annotated[Initials, Query()],
    version: Annotated[int, Query(ge=1, le=2**31 - 1)],
) -> StoryView:
    """Take a suggested wording back."""
    return desk_of(request).withdraw_wording(key, item, who=initials, version=version)
