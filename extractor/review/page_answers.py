"""Answers with a page, or that lead to one; and who sits at the browser."""

from __future__ import annotations

from urllib.parse import quote, unquote

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse

from extractor.review.api import desk_of
from extractor.review.rendering import render

_INITIALS = "desk_initials"
_YEAR_S = 365 * 86_400


def page(request: Request, template: str, **values: object) -> HTMLResponse:
    """A page for who sits at this browser."""
    return HTMLResponse(render(template, initials=initials_at(request), **values))


def initials_at(request: Request) -> str:
    """Who sits at this browser, as was said there last, or when the desk was started."""
    return unquote(request.cookies.get(_INITIALS, ""))[:40] or desk_of(request).initials


def redirect(path: str, initials: str) -> RedirectResponse:
    """To another page, with the initials kept for the next time."""
    answer = RedirectResponse(path, 303)
    value = quote(initials, safe="")  # a cookie carries ASCII
    answer.set_cookie(_INITIALS, value, max_age=_YEAR_S, samesite="strict", path="/")
    return answer
