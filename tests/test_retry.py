"""The one place where calls are tried again."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

import pytest

from extractor.errors import ProviderError, SchemaRefusedError, TimeLimitError, UnreachableError
from extractor.llm.retry import retry_after_s, with_retries
from extractor.llm.waits import Waits, heard_by

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


def status(code: int, retry_after: str | None = None) -> TimeLimitError:
    """One try that the server answered with this status."""
    return TimeLimitError(f"answered {code}", status=code, wait_s=retry_after_s(retry_after))


def no_connection() -> UnreachableError:
    """One try that nobody answered."""
    return UnreachableError("nothing answers at http://model")


def run(call: Call, limit_s: float = 100.0) -> str:
    """What the call gives in the end."""
    return asyncio.run(with_retries(call, limit_s=limit_s, server="http://model"))


@pytest.mark.parametrize("code", [408, 409, 429, 500, 503, 529])
def test_passing_failures_are_tried_again(waits: list[float], code: int) -> None:
    """A call that may yet succeed is made again."""
    assert run(failing(status(code), no_connection())) == "done"
    assert len(waits) == 2


@pytest.mark.parametrize("error", [SchemaRefusedError("no"), ProviderError("no", status=413)])
def test_lasting_failures_are_not_tried_again(waits: list[float], error: ProviderError) -> None:
    """What the same request cannot mend is raised as it came."""
    with pytest.raises(type(error)) as caught:
        run(failing(error))
    assert caught.value is error
    assert waits == []


def test_retry_after_is_honoured(waits: list[float]) -> None:
    """The server's own wait is kept to, to the second."""
    assert run(failing(status(429, retry_after="7"))) == "done"
    assert waits == [7.0]


def test_retry_after_of_nothing_still_waits(waits: list[float]) -> None:
    """A server that says "now" while it fails is not hammered."""
    assert run(failing(status(503, retry_after="0"), status(503, retry_after="0"))) == "done"
    assert all(wait > 0.3 for wait in waits)


def test_short_waits_are_told_once_they_add_up(waits: list[float]) -> None:
    """Three waits of two seconds are one line, and as long again passes before the next."""
    told: list[str] = []
    now = [0.0]
    with heard_by(Waits(told.append, clock=lambda: now[0])):
        for _ in range(9):
            run(failing(status(429, retry_after="2")))
            now[0] += 2
    assert [line.rpartition("together: ")[2] for line in told] == ["6 s.", "12 s."]
    assert told[0].startswith("The server answers 429: trying again in 2 s.")
    assert sum(waits) == 18


def test_a_long_wait_is_told_at_once_and_once(waits: list[float]) -> None:
    """Two calls that wait for the same thirty seconds are one line."""
    told: list[str] = []
    with heard_by(Waits(told.append, clock=lambda: 0.0)):
        run(failing(status(503, retry_after="30")))
        run(failing(status(503, retry_after="30")))
    assert told == ["The server answers 503: trying again in 30 s."]
    assert waits == [30, 30]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("600", "asks to wait 600 s, past the limit of 100 s"),
        ("86400", "asks to wait 86,400 s"),
        ("inf", "asks to wait for ever"),
        ("1e999", "asks to wait for ever"),
        ("Fri, 31 Dec 9999 23:59:59 GMT", "asks to wait"),
    ],
)
def test_longer_wait_than_the_limit_is_not_begun(waits: list[float], asked: str, said: str) -> None:
    """A server that asks for more than the time limit is given up at once, and its wish is told."""
    with pytest.raises(TimeLimitError, match="still answered 429") as caught:
        run(failing(status(429, retry_after=asked)))
    assert said in str(caught.value)
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
        ("nan", None),
        ("inf", float("inf")),
        ("Fri, 32 Nov 2026 12:00:30 GMT", None),
        ("Sun, 22 Nov 2026 12:00:30 GMT", 30.0),
        ("Sun, 22 Nov 2026 11:00:00 GMT", 0.0),
    ],
)
def test_both_forms_of_retry_after(header: str | None, seconds: float | None) -> None:
    """Seconds and HTTP dates are read; anything else is none."""
    now = datetime(2026, 11, 22, 12, tzinfo=UTC)
    assert retry_after_s(header, now=now) == seconds
