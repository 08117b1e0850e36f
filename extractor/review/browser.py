"""The browser that asks: who sits at it, and how a page or a way on is answered to it."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote, unquote

from fastapi import Form, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse, StreamingResponse

from extractor.review.api import desk_of
from extractor.review.fields import Initials
from extractor.review.rendering import render, stream
from extractor.review.safety import PLAYING_POLICY

_INITIALS = "desk_initials"
_YEAR_S = 365 * 86_400

FormInitials = Annotated[Initials, Form()]
"""Who sends a form."""


def who_asks(request: Request) -> str:
    """Who sits at this browser, as was said there last, or when the desk was started."""
    return unquote(request.cookies.get(_INITIALS, ""))[:40] or desk_of(request).initials


def show(request: Request, template: str, *, status: int = 200, **values: object) -> HTMLResponse:
    """A page."""
    return HTMLResponse(render(template, initials=who_asks(request), **values), status)


def show_in_parts(request: Request, template: str, **values: object) -> StreamingResponse:
    """A long page, part by part: the story is painted while its list is still being made."""
    parts = stream(template, initials=who_asks(request), **values)
    return StreamingResponse(parts, media_type="text/html; charset=utf-8")


def let_play(answer: Response) -> None:
    """Let a page play the recordings of this desk."""
    answer.headers["Content-Security-Policy"] = PLAYING_POLICY


def go_to(path: str, initials: str) -> RedirectResponse:
    """The way on after an act; the browser keeps who acted."""
    answer = RedirectResponse(path, 303)
    value = quote(initials, safe="")  # a cookie carries ASCII
    answer.set_cookie(_INITIALS, value, max_age=_YEAR_S, samesite="strict", path="/")
    return answer
