"""How long calls wait for a server that is busy or fails, told before it gets long."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

TOLD_FROM_S = 5.0
"""A shorter wait is over before it is read; several are told once they come to so much."""


class Waits:
    """Adds up the time in which calls wait; calls that wait at once wait once.

    It is told of a long wait at once, of short ones when they come to as much as what was told
    before: a run of days with a server that is often busy is no page of notices.
    """

    def __init__(
        self, tell: Callable[[str], None], *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """`tell` is given one line each time."""
        self._tell = tell
        self._clock = clock
        self._until = float("-inf")
        self._total_s = self._told_s = 0.0

    def add(self, wait_s: float, said: str) -> None:
        """A wait that begins now; `said` is why and how long, as a sentence."""
        now = self._clock()
        more_s = now + wait_s - max(now, self._until)
        if more_s <= 0:
            return  # another call waits at least as long
        self._until = now + wait_s
        self._total_s += more_s
        untold_s = self._total_s - self._told_s
        if more_s < TOLD_FROM_S and untold_s < max(TOLD_FROM_S, self._told_s):
            return
        self._told_s = self._total_s
        is_first = self._total_s == more_s
        self._tell(said if is_first else f"{said} All waits together: {self._total_s:,.0f} s.")


_WAITS: ContextVar[Waits | None] = ContextVar("waits", default=None)


@contextmanager
def heard_by(waits: Waits) -> Iterator[None]:
    """Let it hear of the waits of all calls that are made inside the block, in its tasks too."""
    token = _WAITS.set(waits)
    try:
        yield
    finally:
        _WAITS.reset(token)


def note_wait(wait_s: float, said: str) -> None:
    """A call begins to wait; told to whoever listens."""
    waits = _WAITS.get()
    if waits is not None:
        waits.add(wait_s, said)
