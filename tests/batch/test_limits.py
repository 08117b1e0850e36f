"""Calls at once, calls a minute, and a server that asks for less."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from extractor.errors import RunStopped, TimeLimitError
from extractor.llm.limits import CallLimits
from extractor.llm.waits import Waits, heard_by

TOO_MANY = TimeLimitError("slow down", status=429)


def run(work: Callable[[], Awaitable[None]]) -> None:
    """Run to the end, but not for ever."""
    asyncio.run(asyncio.wait_for(work(), 10))


def test_no_more_calls_are_out_than_allowed() -> None:
    """With a limit of three, ten calls are never more than three at once, and all are made."""
    most = made = 0

    async def work() -> None:
        limits = CallLimits(3)

        async def call() -> None:
            nonlocal most, made
            async with limits.attempt():
                most = max(most, limits.out)
                await asyncio.sleep(0.001)
                made += 1

        await asyncio.gather(*(call() for _ in range(10)))
        assert limits.out == 0

    run(work)
    assert (most, made) == (3, 10)


def test_a_429_halves_the_calls_once_for_all_that_were_out() -> None:
    """Eight calls refused together are one sign, not eight; answers give the places back."""

    async def work() -> None:
        now = 0.0
        limits = CallLimits(8, clock=lambda: now)

        async def refused() -> None:
            async with limits.attempt():
                await asyncio.sleep(0)
                raise TOO_MANY

        await asyncio.gather(*(refused() for _ in range(8)), return_exceptions=True)
        assert limits.allowed == 4
        now = 1.0
        for _ in range(40):
            async with limits.attempt():
                pass
        assert limits.allowed == 8

    run(work)


@pytest.mark.parametrize(
    ("requests", "tokens"), [(2, None), (None, 100)], ids=["requests a minute", "tokens a minute"]
)
def test_a_call_beyond_the_minute_waits(
    requests: int | None, tokens: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The third call of a minute that allows two, or the tokens of two, goes out in the next."""
    now = 0.0

    async def skip(self: CallLimits, seconds: float) -> None:
        nonlocal now
        now += seconds
        await asyncio.sleep(0)

    async def work() -> None:
        limits = CallLimits(
            5, requests_per_minute=requests, tokens_per_minute=tokens, clock=lambda: now
        )
        monkeypatch.setattr(CallLimits, "sleep", skip)
        for _ in range(2):
            async with limits.attempt(50):
                pass
        assert now == 0
        async with limits.attempt(50):
            pass
        assert now == pytest.approx(60)

    run(work)


def test_a_call_that_is_called_off_gives_its_place_back() -> None:
    """Cancelled while it waits or while it is out, a call takes nobody's place for ever."""

    async def work() -> None:
        limits = CallLimits(1)
        inside = asyncio.Event()

        async def call() -> None:
            async with limits.attempt():
                inside.set()
                await asyncio.sleep(60)

        first = asyncio.create_task(call())
        await inside.wait()
        second = asyncio.create_task(call())
        await asyncio.sleep(0)
        second.cancel()
        first.cancel()
        await asyncio.gather(first, second, return_exceptions=True)
        assert limits.out == 0
        async with limits.attempt():
            assert limits.out == 1

    run(work)


@pytest.mark.parametrize(
    ("asked_s", "held_s"), [(None, 0), (7.0, 7), (86_400.0, 20), (float("inf"), 20)]
)
def test_a_hold_is_as_long_as_the_server_asks_within_the_limit(
    asked_s: float | None, held_s: float
) -> None:
    """A day, or for ever, is no wait that one answer can put upon all calls; and it is told."""
    told: list[str] = []

    async def work() -> None:
        limits = CallLimits(2, most_hold_s=20, clock=lambda: 0.0)
        with heard_by(Waits(told.append)), pytest.raises(TimeLimitError):
            async with limits.attempt():
                raise TimeLimitError("slow down", status=429, wait_s=asked_s)
        assert limits.held_s == held_s

    run(work)
    said = f"The server asks to wait: no new calls for {held_s} s."
    assert told == ([said] if held_s else [])


@pytest.mark.parametrize("how", ["stop", "halt"])
def test_a_stopped_run_waits_for_no_server(how: str) -> None:
    """A call that is held back is given up when the run stops, and gives its place back."""

    async def work() -> None:
        limits = CallLimits(1, most_hold_s=500)
        with pytest.raises(TimeLimitError):
            async with limits.attempt():
                raise TimeLimitError("slow down", status=429, wait_s=500)

        async def call() -> None:
            async with limits.attempt():
                raise AssertionError("the call was made")

        waiting = asyncio.create_task(call())
        await asyncio.sleep(0.01)
        getattr(limits, how)()
        with pytest.raises(RunStopped):
            await waiting
        assert limits.out == 0

    run(work)


def test_a_halted_run_makes_no_call_and_a_stopped_one_does() -> None:
    """Ctrl-C finishes the stories that are begun; a server that is gone is asked nothing more."""

    async def work() -> None:
        limits = CallLimits(1)
        limits.stop()
        async with limits.attempt():
            pass
        limits.halt()
        with pytest.raises(RunStopped):
            async with limits.attempt():
                pass

    run(work)
