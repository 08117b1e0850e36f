"""What stands between the desk and everything that is not the editor's own page."""

from __future__ import annotations

import asyncio
import hmac
import ipaddress
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl, urlencode, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})

EVERYWHERE = frozenset({"", "0.0.0.0", "::"})
"""Listening there means on every address of the machine."""

LARGEST_BODY = 32_000_000
"""Bytes of one request: a long story with its sources, or a workbook."""

BODY_S = 20.0
"""Seconds that any body may take to come."""

SLOWEST = 50_000
"""Bytes that give a body another second: what a hotel's wireless carries."""

_DISCARDED = 4
"""So many times the largest body is read away before a connection is cut."""

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

PLAYING_POLICY = f"{POLICY}; media-src 'self'"
"""Of a page with a recording on it."""

_HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    # With "no-referrer" browsers send `Origin: null` with our own forms.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
_READS = frozenset({"GET", "HEAD", "OPTIONS"})
_SELF = frozenset({"same-origin", "none"})


@dataclass(frozen=True, slots=True)
class Rules:
    """Who may come in."""

    hosts: frozenset[str]
    """The names by which a browser may call the desk, without ports."""
    any_address: bool = False
    """Whether it may also call it by any IP address: where the desk listens on all of them."""
    token: str | None = field(default=None, repr=False)
    """What must be shown; none lets everybody in."""
    once: str | None = field(default=None, repr=False)
    """What may be shown instead, by one browser and one time: the one that is opened here. Its
    address stands in the list of processes, which every user of the machine can read."""
    largest_body: int = LARGEST_BODY
    body_s: float = BODY_S
    slowest: int = SLOWEST


def rules_for(
    host: str, *, token: str | None, once: str | None = None, more_hosts: Iterable[str] = ()
) -> Rules:
    """The rules of a desk that listens on `host`."""
    is_everywhere = host in EVERYWHERE
    own = frozenset() if is_everywhere else frozenset({_bracketed(host)})
    return Rules(
        hosts=LOOPBACK | own | frozenset(name.lower() for name in more_hosts),
        any_address=is_everywhere,
        token=token,
        once=once,
    )


def is_loopback(host: str) -> bool:
    """Whether only programs on this machine can reach a desk that listens there."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class Guard:
    """Lets a request through to the desk, or answers it; adds the headers that bind browsers."""

    def __init__(self, app: ASGIApp, rules: Rules) -> None:
        self._app, self._rules = app, rules
        self._once = rules.once

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or pass it on."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return  # a web socket is never accepted: closing without an answer refuses it
        headers = Headers(scope=scope)
        body = _Body(receive, headers, self._rules)
        guarded = _with_headers(send, body, is_secure=scope.get("scheme") == "https")
        answer = self._refusal(scope, headers)
        if answer is not None:
            await answer(scope, receive, guarded)
            return
        with suppress(_Refused):
            await self._app(scope, body.receive, _unless_refused(guarded, body))
        if body.refusal is not None and not body.is_answered:
            await _refused(*body.refusal, headers)(scope, receive, guarded)

    def _refusal(self, scope: Scope, headers: Headers) -> Response | None:
        """The answer to a request that goes no further."""
        host = headers.get("host", "")
        if not self._is_our_name(host):
            return _refused(
                421,
                "this desk is not called by that name: use the address that it printed",
                headers,
            )
        if scope["method"] not in _READS and not _is_same_site(headers, host):
            return _refused(403, "a page of another site may not write to this desk", headers)
        if scope["method"] in _READS and _is_foreign_read(headers):
            return _refused(403, "a page of another site may not read from this desk", headers)
        length = headers.get("content-length", "")
        if length.isdigit() and int(length) > self._rules.largest_body:
            return _refused(413, _too_large(self._rules.largest_body), headers)
        return self._without_token(scope, headers)

    def _is_our_name(self, host: str) -> bool:
        try:
            parts = urlsplit(f"//{host}")
            name = (parts.hostname or "").lower()
            _ = parts.port
        except ValueError:
            return False
        if _bracketed(name) in self._rules.hosts:
            return True
        if not self._rules.any_address:
            return False
        try:
            ipaddress.ip_address(name)
        except ValueError:
            return False
        return True

    def _without_token(self, scope: Scope, headers: Headers) -> Response | None:
        """The answer to one who shows no token; one who shows it in the address gets a cookie."""
        token = self._rules.token
        if token is None:
            return None
        cookie = f"desk_{scope.get('server', ('', 0))[1]}"
        shown = [_cookie(headers, cookie), headers.get("authorization", "").removeprefix("Bearer ")]
        if any(hmac.compare_digest(each.encode(), token.encode()) for each in shown if each):
            return None
        query = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        given = next((value for name, value in query if name == "token"), "")
        if scope["method"] == "GET" and self._opens(given, token):
            rest = urlencode([pair for pair in query if pair[0] != "token"])
            path = "/" + scope["path"].lstrip("/")  # "//name" would lead to another machine
            answer = RedirectResponse(f"{path}?{rest}" if rest else path, status_code=303)
            answer.set_cookie(cookie, token, httponly=True, samesite="strict", path="/")
            return answer
        return _refused(
            401,
            "this desk needs its token: open the whole address that it printed, or add ?token= and "
            "the token to it",
            headers,
        )

    def _opens(self, given: str, token: str) -> bool:
        """Whether what an address gives is the token, or what stands for it once."""
        if self._once and hmac.compare_digest(given.encode(), self._once.encode()):
            self._once = None
            return True
        return hmac.compare_digest(given.encode(), token.encode())


class _Refused(Exception):  # it is an ending, not an error that anybody sees
    pass


class _Body:
    """The body of a request, up to so many bytes and so long."""

    def __init__(self, receive: Receive, headers: Headers, rules: Rules) -> None:
        self._receive, self._rules = receive, rules
        self._size = 0
        self._began = time.monotonic()
        self._waits_to_send = "expect" in headers
        # Without either there is no body, and nothing more to wait for.
        self.is_whole = headers.get("content-length", "0") == "0" and (
            "transfer-encoding" not in headers
        )
        self.refusal: tuple[int, str] | None = None
        """The status and the words, where it was too long or too slow."""
        self.is_answered = False

    async def receive(self) -> Message:
        """The next part of the body, or what comes after it."""
        if self.is_whole:
            return await self._receive()
        try:
            message = await self._part()
            if self._size <= self._rules.largest_body:
                return message
            self.refusal = (413, _too_large(self._rules.largest_body))
        except TimeoutError:
            self.refusal = (408, f"the request had not all come in {self._allowed_s:.0f} s")
        if self.is_answered:
            return {"type": "http.disconnect"}
        raise _Refused

    async def discard(self) -> None:
        """Let the rest come, within the same time: who is still sending reads no answer."""
        if self._waits_to_send and not self._size:
            return
        with suppress(TimeoutError):
            while not self.is_whole and self._size <= _DISCARDED * self._rules.largest_body:
                if (await self._part())["type"] == "http.disconnect":
                    return

    async def _part(self) -> Message:
        left = self._began + self._allowed_s - time.monotonic()
        message = await asyncio.wait_for(self._receive(), max(left, 0))
        if message["type"] == "http.request":
            self._size += len(message.get("body", b""))
            self.is_whole = not message.get("more_body", False)
        return message

    @property
    def _allowed_s(self) -> float:
        taken = min(self._size, self._rules.largest_body)
        return self._rules.body_s + taken / self._rules.slowest


def _unless_refused(send: Send, body: _Body) -> Send:
    """Lets no answer out that the application made of half a body."""

    async def watched(message: Message) -> None:
        if body.refusal is not None and not body.is_answered:
            return
        body.is_answered = True
        await send(message)

    return watched


def _with_headers(send: Send, body: _Body, *, is_secure: bool) -> Send:
    async def guarded(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers.setdefault(name, value)
            # Drafts are nobody's business before they are published, nor is a cache's copy.
            headers.setdefault("Cache-Control", "no-store")
            if not body.is_whole:
                await body.discard()
            if not body.is_whole:
                headers["Connection"] = "close"
            if is_secure:
                message["headers"] = [_secure(*each) for each in message["headers"]]
        await send(message)

    return guarded


def _secure(name: bytes, value: bytes) -> tuple[bytes, bytes]:
    """The header; a cookie that came by TLS goes by nothing else."""
    if name.lower() != b"set-cookie" or b"; secure" in value.lower():
        return name, value
    return name, value + b"; Secure"


def _is_same_site(headers: Headers, host: str) -> bool:
    site = headers.get("sec-fetch-site")
    if site is not None and site not in _SELF:
        return False
    origin = headers.get("origin")
    # A program that is no browser sends neither; what a browser sends, no page can forge.
    return origin is None or urlsplit(origin).netloc.lower() == host.lower()


def _is_foreign_read(headers: Headers) -> bool:
    """Whether another site's page reads us; following a link there is another matter."""
    site = headers.get("sec-fetch-site")
    return site == "cross-site" and headers.get("sec-fetch-mode") != "navigate"


def _cookie(headers: Headers, name: str) -> str:
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(name)
    except CookieError:
        return ""
    return found.value if found is not None else ""


def _refused(status: int, message: str, headers: Headers) -> Response:
    if "text/html" in headers.get("accept", ""):
        return PlainTextResponse(message, status)
    return JSONResponse({"error": message}, status)


def _too_large(largest: int) -> str:
    return f"that is more than {largest // 1_000_000} MB, the most that the desk accepts at once"


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host and not host.startswith("[") else host.lower()
