"""The one place where calls are tried again."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

import httpx2
import openai
import pytest

from extractor.errors import TimeLimitError, UnreachableError
from extractor.llm.retry import retry_after_s, with_retries

Call = Callable[[], Awaitable[str]]


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Waiting takes no time and is written down."""
    waited: list[float] = []

    async def sleep(seconds: float) -> None:
        waited.append(seconds)

    monkeypatch.setattr("asyncio.sleep", sleep)
    return waited


def failing(*errors: Exception) -> Call:
    """A call that fails with each of these in turn and then succeeds."""
    left = list(errors)

    async def call() -> str:
        if left:
            raise left.pop(0)
        return "done"

    return call


def status(code: int, **headers: str) -> openai.APIStatusError:
    """What the SDK raises for an answer of this status."""
    request = httpx2.Request("POST", "http://model/v1")
    answer = httpx2.Response(
        code, headers={k.replace("_", "-"): v for k, v in headers.items()}, request=request
    )
    return openai.APIStatusError(f"{code}", response=answer, body=None)


def no_connection() -> openai.APIConnectionError:
    """What the SDK raises where nobody answers."""
    return openai.APIConnectionError(request=httpx2.Request("POST", "http://model/v1"))


def run(call: Call, limit_s: float = 100.0) -> str:
    """What the call gives in the end."""
    return asyncio.run(with_retries(call, limit_s=limit_s, server="http://model"))


@pytest.mark.parametrize("code", [408, 409, 429, 500, 503, 529])
def test_passing_failures_are_tried_again(waits: list[float], code: int) -> None:
    """A call that may yet succeed is made again."""
    assert run(failing(status(code), no_connection())) == "done"
    assert len(waits) == 2


@pytest.mark.parametrize("code", [400, 401, 404, 422])
def test_lasting_failures_are_not_tried_again(waits: list[float], code: int) -> None:
    """What the same request cannot mend is raised as it came."""
    with pytest.raises(openai.APIStatusError):
        run(failing(status(code)))
    assert waits == []


def test_retry_after_is_honoured(waits: list[float]) -> None:
    """The server's own wait is kept to, to the second."""
    assert run(failing(status(429, retry_after="7"))) == "done"
    assert waits == [7.0]


def test_retry_after_of_nothing_still_waits(waits: list[float]) -> None:
    """A server that says "now" while it fails is not hammered."""
    assert run(failing(status(503, retry_after="0"), status(503, retry_after="0"))) == "done"
    assert all(wait > 0.3 for wait in waits)


def test_longer_wait_than_the_limit_is_not_begun(waits: list[float]) -> None:
    """A server that asks for more than the time limit is given up at once."""
    with pytest.raises(TimeLimitError, match="still answered 429"):
        run(failing(status(429, retry_after="600")))
    assert waits == []


def test_server_that_is_not_there_is_given_up_sooner(waits: list[float]) -> None:
    """No connection at all is an error that names the address."""
    with pytest.raises(UnreachableError, match="nothing answers at http://model"):
        run(failing(*[no_connection() for _ in range(99)]), limit_s=1.0)
    assert len(waits) < 5


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        (None, None),
        ("3", 3.0),
        ("0.5", 0.5),
        ("-1", 0.0),
        ("soon", None),
        ("Sun, 22 Nov 2026 12:00:30 GMT", 30.0),
        ("Sun, 22 Nov 2026 11:00:00 GMT", 0.0),
    ],
)
def test_both_forms_of_retry_after(header: str | None, seconds: float | None) -> None:
    """Seconds and HTTP dates are read; anything else is none."""
    now = datetime(2026, 11, 22, 12, tzinfo=UTC)
    assert retry_after_s(header, now=now) == seconds
