"""The one place where a failed call is tried again."""

from __future__ import annotations

import random
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TypeVar

from extractor.errors import TimeLimitError, UnreachableError

ResultT = TypeVar("ResultT")

RETRIED_STATUS = frozenset({408, 409, 429, *range(500, 600)})
"""The answers after which the same request may yet succeed."""

FIRST_WAIT_S = 0.5
LONGEST_WAIT_S = 30.0

CONNECT_LIMIT_S = 10.0
"""A server that is not there is said to be not there sooner than one that is busy."""


async def with_retries(
    call: Callable[[], Awaitable[ResultT]], *, limit_s: float, server: str
) -> ResultT:
    """What `call` gives, trying again after connection errors, 408, 409, 429 and 5xx.

    Waits as long as the server's `Retry-After` asks for, otherwise twice as long each time, with
    some chance in it so that many clients do not come back at once.

    Raises:
        UnreachableError: no connection came about in ten seconds, or `limit_s` if that is less.
        TimeLimitError: the server was still failing by then, or asked for a longer wait.
    """
    import httpx2
    import openai
    from tenacity import AsyncRetrying, RetryCallState, retry_if_exception, stop_before_delay

    def is_worth_it(error: BaseException) -> bool:
        if isinstance(error, openai.APIStatusError):
            return error.status_code in RETRIED_STATUS
        return isinstance(error, openai.APIConnectionError)

    def is_answering(error: BaseException | None) -> bool:
        if isinstance(error, openai.APITimeoutError):  # a connection that hangs is none
            return not isinstance(error.__cause__, httpx2.ConnectTimeout)
        return isinstance(error, openai.APIStatusError)

    def wait(state: RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        asked = asked_wait_s(error)
        doubled = FIRST_WAIT_S * 2.0 ** (state.attempt_number - 1)
        # Never sooner than our own: `Retry-After: 0` would hammer a server that is failing.
        return max(asked or 0.0, min(doubled, LONGEST_WAIT_S) * random.uniform(0.75, 1.25))

    when_busy = stop_before_delay(limit_s)
    when_not_there = stop_before_delay(min(limit_s, CONNECT_LIMIT_S))

    def stop(state: RetryCallState) -> bool:
        error = state.outcome.exception() if state.outcome else None
        return when_busy(state) if is_answering(error) else when_not_there(state)

    retrying = AsyncRetrying(
        retry=retry_if_exception(is_worth_it), wait=wait, stop=stop, reraise=True
    )

    async def attempt() -> ResultT:
        return await call()  # tenacity awaits only what it can tell is a coroutine function

    try:
        return await retrying(attempt)
    except openai.APIStatusError as error:
        if not is_worth_it(error):
            raise
        raise TimeLimitError(
            f"{server} still answered {error.status_code} when the limit of {limit_s:g} s was up: "
            "try later, or raise retry_limit_s"
        ) from error
    except openai.APITimeoutError as error:
        if not is_answering(error):
            raise _unreachable(server) from error
        raise TimeLimitError(
            f"{server} gave no answer in time until the limit of {limit_s:g} s was up: "
            "try a faster model, or raise timeout_s"
        ) from error
    except openai.APIConnectionError as error:
        raise _unreachable(server) from error


def _unreachable(server: str) -> UnreachableError:
    return UnreachableError(f"nothing answers at {server}: start the server, or check --base-url")


def is_rate_limited(error: BaseException) -> bool:
    """Whether the server says that there are too many calls."""
    return getattr(error, "status_code", None) == 429


def asked_wait_s(error: BaseException | None) -> float | None:
    """How many seconds the server behind an error asks to wait; none if it does not say."""
    headers = getattr(getattr(error, "response", None), "headers", None)
    return retry_after_s(headers.get("retry-after")) if headers is not None else None


def retry_after_s(header: str | None, *, now: datetime | None = None) -> float | None:
    """How many seconds a `Retry-After` header asks to wait; none if it says nothing usable.

    Both forms of RFC 9110 are read: seconds, and a date.
    """
    if header is None:
        return None
    try:
        return max(0.0, float(header))
    except ValueError:
        pass
    try:
        then = parsedate_to_datetime(header)
    except ValueError:
        return None
    if then.tzinfo is None:
        then = then.replace(tzinfo=UTC)
    return max(0.0, (then - (now or datetime.now(UTC))).total_seconds())
