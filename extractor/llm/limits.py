"""How many calls go out at once and in a minute, and slowing down when a server asks for it."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from extractor.errors import ProviderError, RunStopped
from extractor.llm.waits import note_wait

WINDOW_S = 60.0


@dataclass(slots=True)
class Ticket:
    """One attempt that is out."""

    tokens: int
    """Estimated before the call; whoever knows better afterwards says so here."""


class CallLimits:
    """A limit on calls in flight, on requests a minute and on tokens a minute.

    A 429 halves the calls in flight, once for all the calls that were out together, and holds new
    ones back as long as the server asked, but not longer than `most_hold_s`; each answer then
    gives back a little, as TCP does.

    Once it is told to `stop`, no call waits for the server or the minute any more: it is not made.
    Once it is told to `halt`, no call is made at all.
    """

    def __init__(
        self,
        in_flight: int,
        *,
        requests_per_minute: int | None = None,
        tokens_per_minute: int | None = None,
        most_hold_s: float = 180.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`in_flight` is the most that is ever out at once."""
        self.in_flight = in_flight
        self.out = 0
        """How many calls are out now."""
        self.allowed = float(in_flight)
        """How many may be out now; less than `in_flight` after a 429."""
        self._per_minute = (requests_per_minute, tokens_per_minute)
        self._sent: deque[tuple[float, Ticket]] = deque()
        self._held_until = 0.0
        self._cut_at = float("-inf")
        self._clock = clock
        self._waiting: deque[asyncio.Future[None]] = deque()
        self._most_hold_s = most_hold_s
        self._stopped = asyncio.Event()
        self._is_halted = False
        self.on_stop: Callable[[], None] = lambda: None
        """Told when it is told to stop or to halt."""

    @property
    def held_s(self) -> float:
        """How many seconds new calls are still held back for; 0 when they are not."""
        return max(0.0, self._held_until - self._clock())

    @property
    def is_stopped(self) -> bool:
        """Whether it was told to stop or to halt."""
        return self._stopped.is_set()

    def stop(self) -> None:
        """Let no call wait any more; those that are out are finished."""
        self._stopped.set()
        self.on_stop()

    def halt(self) -> None:
        """Let no call be made any more; those that are out are finished."""
        self._is_halted = True
        self.stop()

    async def sleep(self, seconds: float) -> None:
        """Wait, unless it is stopped.

        Raises:
            RunStopped: it was, before or meanwhile.
        """
        if seconds > 0 and not self._stopped.is_set():
            waiting = asyncio.ensure_future(self._stopped.wait())
            try:
                await asyncio.wait([waiting], timeout=seconds)
            finally:
                waiting.cancel()
        if self._stopped.is_set():
            raise RunStopped("the run was stopped while the call waited")

    @asynccontextmanager
    async def attempt(self, tokens: int = 0) -> AsyncIterator[Ticket]:
        """One call: waits for its turn, and learns from how the call ends."""
        ticket = Ticket(tokens)
        await self._enter(ticket)
        started = self._clock()
        try:
            yield ticket
        except Exception as error:
            if isinstance(error, ProviderError) and error.status == 429:
                self._slow_down(started, error.wait_s)
            raise
        else:
            self.allowed = min(self.in_flight, self.allowed + 1 / self.allowed)
        finally:
            self._leave()

    async def _enter(self, ticket: Ticket) -> None:
        if self._is_halted:
            raise RunStopped("the run was stopped before the call")
        # Whoever came first goes first: a call that waits is not overtaken.
        if self._waiting or self.out >= int(self.allowed):
            await self._turn()
        else:
            self.out += 1
        try:
            while (wait := self._wait_s(ticket)) > 0:
                await self.sleep(wait)
            if self._is_halted:
                raise RunStopped("the run was stopped before the call")
        except (asyncio.CancelledError, RunStopped):
            self._leave()
            raise
        if any(self._per_minute):
            self._sent.append((self._clock(), ticket))

    async def _turn(self) -> None:
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn in self._waiting:
                self._waiting.remove(turn)
            elif turn.done() and not turn.cancelled():
                self._leave()  # the place was given just as the call was called off
            raise

    def _leave(self) -> None:
        self.out -= 1
        self._wake()

    def _wake(self) -> None:
        while self._waiting and self.out < int(self.allowed):
            turn = self._waiting.popleft()
            if not turn.done():
                self.out += 1
                turn.set_result(None)

    def _wait_s(self, ticket: Ticket) -> float:
        """How long until the minute allows one more call."""
        now = self._clock()
        if now < self._held_until:
            return self._held_until - now
        requests, tokens = self._per_minute
        while self._sent and self._sent[0][0] <= now - WINDOW_S:
            self._sent.popleft()
        if not self._sent:
            return 0.0  # one call larger than the whole minute's allowance goes out alone
        is_full = requests is not None and len(self._sent) >= requests
        if tokens is not None:
            is_full |= sum(sent.tokens for _, sent in self._sent) + ticket.tokens > tokens
        return self._sent[0][0] + WINDOW_S - now if is_full else 0.0

    def _slow_down(self, started: float, wait_s: float | None) -> None:
        now = self._clock()
        if started > self._cut_at:  # a call that went out before the last cut says nothing new
            self.allowed = max(1.0, self.allowed / 2)
            self._cut_at = now
        hold_s = min(wait_s or 0.0, self._most_hold_s)
        if now + hold_s > self._held_until:
            self._held_until = now + hold_s
            note_wait(hold_s, f"The server asks to wait: no new calls for {hold_s:,.0f} s.")
