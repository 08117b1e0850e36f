"""The desk as a web application: pages, JSON, and what both answer when something is refused."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse
from sqlalchemy.exc import DBAPIError
from starlette.exceptions import HTTPException

from extractor.errors import ExtractorError, UsageError
from extractor.review.api import api
from extractor.review.desk import Desk
from extractor.review.pages import pages
from extractor.review.records import Refusal
from extractor.review.refusals import RefusedError
from extractor.review.rendering import render
from extractor.review.safety import Guard, Rules

_LOG = logging.getLogger(__name__)


def create_app(desk: Desk, rules: Rules) -> FastAPI:
    """The application of one desk; it closes the desk when it ends."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        desk.close()

    app = FastAPI(
        title="The review desk",
        summary="Stories, what the checks say of their facts, and the sign-offs of editors.",
        version="1",
        lifespan=lifespan,
        docs_url=None,  # they load scripts from elsewhere
        redoc_url=None,
        openapi_url="/api/openapi.json",
    )
    app.state.desk = desk
    app.include_router(api)
    app.include_router(pages, include_in_schema=False)
    app.add_exception_handler(ExtractorError, _on_ours)
    app.add_exception_handler(RequestValidationError, _on_malformed)
    app.add_exception_handler(HTTPException, _on_http)
    app.add_exception_handler(DBAPIError, _on_database)
    app.add_exception_handler(Exception, _on_bug)
    app.add_middleware(Guard, rules=rules)
    return app


def _on_ours(request: Request, error: Exception) -> Response:
    if isinstance(error, RefusedError):
        return _refuse(request, error.status, str(error))
    return _refuse(request, 400 if isinstance(error, UsageError) else 502, str(error))


def _on_malformed(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"] if part not in ("body", "query", "path"))
    message = f"{where}: {first['msg']}" if where else str(first["msg"])
    return _refuse(request, 422, message)


def _on_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    words = {404: "there is no such page on this desk", 405: "that cannot be done to this page"}
    answer = _refuse(request, error.status_code, words.get(error.status_code, error.detail))
    answer.headers.update(error.headers or {})
    return answer


def _on_database(request: Request, error: Exception) -> Response:
    # The statement and its values, which the message holds, are the story: they stay out of it.
    _LOG.error("the database refused: %s", type(error).__name__)
    return _refuse(request, 503, "not saved: the database could not be written; try again")


def _on_bug(request: Request, error: Exception) -> Response:
    return _refuse(request, 500, "this is a fault of the desk; its own output has the rest")


def _refuse(request: Request, status: int, message: str) -> Response:
    wants_page = "text/html" in request.headers.get("accept", "")
    if wants_page and not request.url.path.startswith("/api/"):
        return HTMLResponse(render("refused.html", status=status, message=message), status)
    return JSONResponse(Refusal(error=message).model_dump(mode="json"), status)
