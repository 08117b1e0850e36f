"""How work grows with what is given: no clock is the same twice, and no machine always idle.

Calls of functions are counted where they tell; what one call of a regular expression takes is seen
only in the processor time of this thread, which another program's work is no part of.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable


def calls(work: Callable[[], object]) -> int:
    """How many functions are called while the work is done."""
    count = 0

    def note(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


TIMES = 8
"""How many times as much is given; what takes the square of it takes 64 times as long."""
_MOST = 24
_SLACK_S = 0.03
"""What a cold start may take."""


def grows_in_proportion(work: Callable[[str], object], piece: str, count: int) -> bool:
    """Whether a text of `count` pieces takes about so many times as long as an eighth of it."""

    def spent(text: str) -> float:
        begin = time.thread_time()
        work(text)
        return time.thread_time() - begin

    short = min(spent(piece * (count // TIMES)) for _ in range(2))
    # A pause of the collector is no work of ours: what is once in proportion is.
    return any(spent(piece * count) <= _MOST * short + _SLACK_S for _ in range(3))
