"""The one place where a failed call is tried again."""

from __future__ import annotations

import asyncio
import logging
import math
import random
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, TypeVar

from extractor.errors import ProviderError, TimeLimitError, UnreachableError
from extractor.llm.faults import fault_of
from extractor.llm.waits import note_wait

if TYPE_CHECKING:
    from tenacity import RetryCallState

ResultT = TypeVar("ResultT")

_LOG = logging.getLogger(__name__)

FIRST_WAIT_S = 0.5
LONGEST_WAIT_S = 30.0

CONNECT_LIMIT_S = 10.0
"""A server that is not there is said to be not there sooner than one that is busy."""

Sleep = Callable[[float], Awaitable[None]]


async def with_retries(
    call: Callable[[], Awaitable[ResultT]],
    *,
    limit_s: float,
    server: str,
    sleep: Sleep | None = None,
) -> ResultT:
    """What `call` gives, trying again after what may pass: see the table in `faults`.

    Waits as long as the server's `Retry-After` asks for, otherwise twice as long each time, with
    some chance in it so that many clients do not come back at once. `sleep` does the waiting.

    Raises:
        UnreachableError: no connection came about in ten seconds, or `limit_s` if that is less.
        TimeLimitError: the server was still failing by then, or asked for a longer wait.
        ProviderError: it failed in a way that no patience mends.
    """
    from tenacity import AsyncRetrying, retry_if_exception, stop_before_delay

    def is_worth_it(error: BaseException) -> bool:
        return isinstance(error, ProviderError) and fault_of(error).is_tried_again

    def wait(state: RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        asked = error.wait_s if isinstance(error, ProviderError) else None
        doubled = FIRST_WAIT_S * 2.0 ** min(state.attempt_number - 1, 10)
        # Never sooner than our own: `Retry-After: 0` would hammer a server that is failing.
        return max(asked or 0.0, min(doubled, LONGEST_WAIT_S) * random.uniform(0.75, 1.25))

    when_busy = stop_before_delay(limit_s)
    when_not_there = stop_before_delay(min(limit_s, CONNECT_LIMIT_S))

    def stop(state: RetryCallState) -> bool:
        error = state.outcome.exception() if state.outcome else None
        return when_not_there(state) if isinstance(error, UnreachableError) else when_busy(state)

    retrying = AsyncRetrying(
        retry=retry_if_exception(is_worth_it),
        wait=wait,
        stop=stop,
        reraise=True,
        before_sleep=_tell,
        sleep=sleep or asyncio.sleep,
    )

    async def attempt() -> ResultT:
        return await call()  # tenacity awaits only what it can tell is a coroutine function

    try:
        return await retrying(attempt)
    except TimeLimitError as error:
        late = _out_of_time(error, server, limit_s)
    raise late


def _tell(state: RetryCallState) -> None:
    """Say that the call waits before it is tried again."""
    error = state.outcome.exception() if state.outcome else None
    status = getattr(error, "status", None)
    why = f"The server answers {status}" if status else "No answer comes from the server"
    said = f"{why}: trying again in {state.upcoming_sleep:,.0f} s."
    _LOG.info("%s", said)
    note_wait(state.upcoming_sleep, said)


def _out_of_time(error: TimeLimitError, server: str, limit_s: float) -> TimeLimitError:
    """The last failure, as what it comes to when the time is up."""
    what = error.status or "with an error"
    answered = f"still answered {what}" + (f" ({error.said})" if error.said else "")
    if error.status is None and not error.said:
        said = (
            f"{server} gave no answer in time until the limit of {limit_s:g} s was up: "
            "try a faster model, or raise --timeout"
        )
    elif error.wait_s is not None and error.wait_s > limit_s:
        asked = "for ever" if math.isinf(error.wait_s) else f"{error.wait_s:,.0f} s"
        said = (
            f"{server} {answered} and asks to wait {asked}, past the limit of {limit_s:g} s: "
            "try later, or raise --retry-limit"
        )
    else:
        said = (
            f"{server} {answered} when the limit of {limit_s:g} s was up: "
            "try later, or raise --retry-limit"
        )
    late = TimeLimitError(said, status=error.status, wait_s=error.wait_s, said=error.said)
    late.__cause__ = error.__cause__
    return late


def retry_after_s(header: str | None, *, now: datetime | None = None) -> float | None:
    """How many seconds a `Retry-After` header asks to wait; none if it says nothing usable.

    Both forms of RFC 9110 are read: seconds, and a date. It may be far away: whoever waits has a
    limit.
    """
    if header is None:
        return None
    try:
        seconds = float(header)
        return None if math.isnan(seconds) else max(0.0, seconds)
    except ValueError:
        pass
    try:
        then = parsedate_to_datetime(header)
        if then.tzinfo is None:
            then = then.replace(tzinfo=UTC)
        return max(0.0, (then - (now or datetime.now(UTC))).total_seconds())
    except (ValueError, OverflowError, TypeError):
        return None
