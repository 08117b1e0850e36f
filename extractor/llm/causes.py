"""Why a server says no, told from its status, its codes and its words: one table.

Statuses alone do not say it: a 400 is a schema that is not known, a story that a filter stops, or
one that is too long, and a 429 asks for patience or for money. Codes and words are those that the
providers document or were seen to use.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from extractor.errors import (
    ContentFilteredError,
    KeyRefusedError,
    ProviderError,
    QuotaSpentError,
    SchemaRefusedError,
    StoryTooLongError,
    TimeLimitError,
    UnknownModelError,
)

TRIED_AGAIN = frozenset({408, 409, 425, 429, *range(500, 600)})
"""The answers after which the same request may yet succeed."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """What a server said when it said no."""

    status: int | None
    words: str
    """Its own sentence; empty where it gave none."""
    codes: frozenset[str] = frozenset()
    """Its code and its type for it."""
    param: str | None = None
    """The part of the request that it names."""
    wait_s: float | None = None
    """How many seconds it asks to wait."""


@dataclass(frozen=True, slots=True)
class Cause:
    """One row: what it is if the status is one of these and a code or the words say so."""

    kind: type[ProviderError]
    said: str
    """The message; `{server}`, `{model}`, `{key}` and `{words}` are filled in."""
    statuses: frozenset[int] | None = None
    """None for any."""
    codes: frozenset[str] = frozenset()
    words: re.Pattern[str] | None = None
    """Searched for, without regard to case; with no codes and no words the status is enough."""

    def fits(self, refusal: Refusal) -> bool:
        """Whether the refusal is of this cause."""
        if self.statuses and refusal.status and refusal.status not in self.statuses:
            return False
        if not self.codes and self.words is None:
            return self.statuses is None or refusal.status is not None
        is_said = self.words is not None and self.words.search(refusal.words) is not None
        return is_said or not self.codes.isdisjoint(refusal.codes)


def _of(*statuses: int) -> frozenset[int]:
    return frozenset(statuses)


def _words(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


_REFUSED = _of(400, 403, 404, 413, 422, 429, 451)

CAUSES: tuple[Cause, ...] = (
    Cause(
        QuotaSpentError,
        "the account at {server} has no credit left: {words}",
        codes=frozenset(
            {
                "billing_hard_limit_reached",
                "billing_not_active",
                "credits_exhausted",
                "insufficient_balance",
                "insufficient_credits",
                "insufficient_quota",
            }
        ),
        words=_words(
            r"exceeded your current quota(?!.*retry in)",  # Gemini says so of a minute, too
            r"insufficient (quota|balance|credits?|funds)",
            r"credit balance is too low",
            r"(out of|no) credits",
        ),
    ),
    Cause(QuotaSpentError, "the account at {server} has no credit left: {words}", _of(402)),
    Cause(
        StoryTooLongError,
        "the passage is too long for {model!r} at {server}: {words}",
        _REFUSED,
        frozenset({"context_length_exceeded", "exceed_context_size_error", "request_too_large"}),
        _words(
            r"context (length|window|size|limit)",
            r"maximum (context|prompt|input) ",
            r"(prompt|input|request) (is )?too (long|large)",
            r"too many (input )?tokens",
            r"input token count",
        ),
    ),
    Cause(
        ContentFilteredError,
        "the content filter of {server} stops the passage: {words}",
        _REFUSED,
        frozenset(
            {
                "content_filter",
                "content_policy_violation",
                "data_inspection_failed",
                "moderation_blocked",
                "responsibleaipolicyviolation",
            }
        ),
        _words(
            r"content (management |usage )?(policy|filter)",
            r"filtered (by|due to)",
            r"flagged",
            r"moderation",
            r"safety (system|settings|policy|filters?)",
            r"usage polic(y|ies)",
        ),
    ),
    Cause(
        KeyRefusedError,
        "{server} does not accept the key: check {key} ({words})",
        _of(400, 401, 403),
        frozenset({"invalid_api_key", "api_key_invalid"}),
        _words(r"api key (not valid|is invalid|expired)", r"(invalid|incorrect) api key"),
    ),
    Cause(
        KeyRefusedError,
        "{server} does not accept the key: check {key} ({words})",
        _of(401, 403),
    ),
    Cause(
        UnknownModelError,
        "{server} has no model {model!r}, or nothing at this address: "
        "check --model and --base-url ({words})",
        _of(404),
    ),
    Cause(
        UnknownModelError,
        "{server} has no model {model!r}: check --model ({words})",
        _of(400, 422),
        frozenset({"model_not_found", "invalid_model"}),
        _words(
            r"model .{0,80}(does not exist|not found|is not available|not supported)",
            r"invalid model( name|$)",
            r"not a valid model",
        ),
    ),
    Cause(
        SchemaRefusedError,
        "{server} refuses the request for {model!r}: {words}; if it refuses every story, try "
        "another model or server",
        _of(400, 405, 415, 422, 501),
    ),
    Cause(TimeLimitError, "{server} answered {status}: {words}", TRIED_AGAIN),
    Cause(
        TimeLimitError,
        "{server} answered {status}: {words}",
        codes=frozenset({"overloaded_error", "rate_limit_error", "rate_limit_exceeded"}),
        words=_words(r"rate.?limit", r"too many requests", r"overloaded", r"try again"),
    ),
    Cause(ProviderError, "{server} answered {status}: {words}"),
)
"""The first row that fits decides."""


def cause_of(refusal: Refusal) -> Cause:
    """The row of the table that a refusal falls into; the last takes what no other does."""
    return next(cause for cause in CAUSES if cause.fits(refusal))


def refusal_in(body: object, *, status: int | None = None, wait_s: float | None = None) -> Refusal:
    """What the body of an answer says, in the shapes that servers use.

    An error inside an answer of 200 has its status in its code.
    """
    body = _opened(body)
    error = _error_of(body)
    codes = {str(error[name]).lower() for name in ("code", "type", "status") if error.get(name)}
    inner = error.get("innererror") or error.get("inner_error")
    if isinstance(inner, Mapping) and isinstance(inner.get("code"), str):
        codes.add(inner["code"].lower())
    if status is None:
        numbers = [int(code) for code in codes if code.isdecimal() and 400 <= int(code) < 600]
        status = numbers[0] if numbers else None
    param = error.get("param") or _place_in(body)
    return Refusal(
        status=status,
        words=_sentence(body),
        codes=frozenset(codes),
        param=param if isinstance(param, str) else None,
        wait_s=wait_s,
    )


def _opened(body: object) -> object:
    """The body with a message that is JSON itself read, as Mistral has them."""
    if not isinstance(body, Mapping):
        return body
    message = body.get("message")
    if isinstance(message, str) and message.startswith("{"):
        try:
            return {**body, "message": json.loads(message)}
        except (ValueError, RecursionError):
            pass
    return body


def _error_of(body: object) -> Mapping[str, Any]:
    """The innermost object that tells of the error."""
    if isinstance(body, list) and body:
        return _error_of(body[0])
    if not isinstance(body, Mapping):
        return {}
    inner = body.get("error")
    return _error_of(inner) if isinstance(inner, Mapping) else body


def _sentence(body: object) -> str:
    """The server's own sentence, with what its provider said to it."""
    if isinstance(body, str):
        return body
    if isinstance(body, list):
        return "; ".join(dict.fromkeys(filter(None, map(_sentence, body[:3]))))
    if not isinstance(body, Mapping):
        return ""
    if isinstance(body.get("msg"), str):  # one of the faults that a validator lists
        place = body.get("loc")
        where = ".".join(map(str, place)) if isinstance(place, list | tuple) else ""
        return f"{where}: {body['msg']}" if where else body["msg"]
    said = next((each for name in ("message", "detail", "error") if (each := body.get(name))), "")
    words = said if isinstance(said, str) else _sentence(said)
    metadata = body.get("metadata")
    raw = metadata.get("raw") if isinstance(metadata, Mapping) else None
    return f"{words} ({raw})" if isinstance(raw, str) and raw not in words else words


def _place_in(body: object) -> str | None:
    """The part of the request that a validator names first."""
    for each in _listed(body):
        place = each.get("loc") if isinstance(each, Mapping) else None
        if isinstance(place, list | tuple):
            named = [part for part in place if isinstance(part, str) and part != "body"]
            return named[0] if named else None
    return None


def _listed(body: object) -> Iterable[object]:
    error = _error_of(body)
    for name in ("detail", "message"):
        said = error.get(name)
        if isinstance(said, list):
            return said
        if isinstance(said, Mapping) and isinstance(said.get("detail"), list):
            return said["detail"]  # type: ignore[no-any-return]
    return ()
