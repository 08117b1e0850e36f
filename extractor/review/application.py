"""What every web application here has: the guard, one line for each refusal, and static files."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse
from sqlalchemy.exc import DBAPIError
from starlette.exceptions import HTTPException

from extractor.errors import ExtractorError, StorageError, UsageError
from extractor.review.records import Refusal
from extractor.review.refusals import RefusedError
from extractor.review.rendering import render, static_file
from extractor.review.safety import Guard, Rules

_LOG = logging.getLogger(__name__)

_files = APIRouter(include_in_schema=False)


def guarded_app(
    rules: Rules, *, title: str, summary: str, close: Callable[[], None] = lambda: None
) -> FastAPI:
    """An application without pages of its own yet; it calls `close` when it ends."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        close()

    app = FastAPI(
        title=title,
        summary=summary,
        version="1",
        lifespan=lifespan,
        docs_url=None,  # they load scripts from elsewhere
        redoc_url=None,
        openapi_url="/api/openapi.json",
    )
    app.include_router(_files)
    app.add_exception_handler(ExtractorError, _on_ours)
    app.add_exception_handler(RequestValidationError, _on_malformed)
    app.add_exception_handler(HTTPException, _on_http)
    app.add_exception_handler(DBAPIError, _on_database)
    app.add_exception_handler(sqlite3.Error, _on_database)
    app.add_exception_handler(StorageError, _on_database)
    app.add_exception_handler(Exception, _on_bug)
    app.add_middleware(Guard, rules=rules)
    return app


@_files.get("/static/{name}")
def static(name: str, request: Request) -> Response:
    """A style, a script or the icon."""
    found = static_file(name)
    if found is None:
        return Response(status_code=404)
    data, media_type = found
    # The address has the content's hash in it; without one it is asked for each time.
    keep = "max-age=31536000, immutable" if request.url.query else "no-cache"
    return Response(data, media_type=media_type, headers={"Cache-Control": keep})


@_files.get("/favicon.ico")
def icon() -> RedirectResponse:
    """Browsers ask for it whatever the page says."""
    return RedirectResponse("/static/icon.svg", 308)


def _on_ours(request: Request, error: Exception) -> Response:
    if not isinstance(error, UsageError):
        return _refuse(request, 502, str(error))
    # An editor in a browser has no options to set.
    return _refuse(request, error.status if isinstance(error, RefusedError) else 400, error.said)


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
