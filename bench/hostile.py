"""How the checks bear texts that say one thing over and over, and long lists: CPU seconds.

    python bench/hostile.py [--largest 100000] [--pairs 0] [--seed 1] [--others 0] [--only TEXT]
                            [--lists]

Each token of `bench/repeats.py` is repeated to 5,000 characters, twice that, and so on, and checked
against itself; with `--others`, against so many other repeats, too. With `--lists` the lists of
different things in `bench/lists.py` take their place, against themselves and against what follows
in them. Twice the text should take twice the time. A text that takes over a minute ends its row.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable, Iterator
from functools import partial

from lists import LISTS, listed
from repeats import TOKENS, pairs, repeated

from extractor import check_draft
from extractor.checks.evidence.text_index import forget

SMALLEST = 5_000
TOO_LONG = 60.0
"""Seconds of one text from which on no larger one is tried."""
LEAST_TIMED = 0.2
"""Seconds below which a ratio of two times is noise."""
TOO_STEEP = 2.6


def cpu_seconds(draft: str, source: str) -> float:
    """What one check takes, with nothing kept from another."""
    forget()
    start = time.process_time()
    check_draft(draft, [source])
    return time.process_time() - start


def sizes(largest: int) -> list[int]:
    """5,000 and its doublings, and the largest itself."""
    found = [SMALLEST]
    while found[-1] * 2 < largest:
        found.append(found[-1] * 2)
    return [*found, largest] if largest > SMALLEST else found


Text = Callable[[int], str]
"""A text of so many characters."""
_FURTHER_ON = 301
"""Which thing of a list the source begins with where it is not the draft's own."""


def measure(draft: Text, source: Text, lengths: list[int]) -> list[float]:
    """The times of a draft against a source, at each length."""
    times: list[float] = []
    for length in lengths:
        times.append(cpu_seconds(draft(length), source(length)))
        if times[-1] > TOO_LONG:
            break
    return times


def steepest(times: list[float], lengths: list[int]) -> float:
    """The most that a doubling takes, where the times are long enough to tell."""
    ratios = [
        (later / earlier) / (length / before) * 2
        for earlier, later, before, length in zip(
            times, times[1:], lengths, lengths[1:], strict=False
        )
        if earlier >= LEAST_TIMED
    ]
    return max(ratios, default=0.0)


Row = tuple[str, str, tuple[Text, Text]]
"""What a draft and its source are called, and both."""


def _repeats(given: argparse.Namespace) -> Iterator[Row]:
    tokens = [*TOKENS, *pairs(given.pairs, given.seed)]
    against = [(token, token) for token in tokens if given.only in token]
    draw = random.Random(given.seed)
    against += [tuple(draw.sample(TOKENS, 2)) for _ in range(given.others)]
    for draft, source in against:
        yield draft, source, (partial(repeated, draft), partial(repeated, source))


def _lists(only: str) -> Iterator[Row]:
    for name, item in LISTS.items():
        if only in name:
            text = partial(listed, item)
            yield name, name, (text, text)
            yield name, f"{name}, further on", (text, partial(listed, item, first=_FURTHER_ON))


def main() -> None:
    """Measure and print, one line for each repeat."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--largest", type=int, default=100_000)
    parser.add_argument("--pairs", type=int, default=0)
    parser.add_argument("--others", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="")
    parser.add_argument("--lists", action="store_true")
    given = parser.parse_args()
    rows = list(_lists(given.only) if given.lists else _repeats(given))
    lengths = sizes(given.largest)
    print("draft | source | " + " | ".join(f"{length:,}" for length in lengths) + " | per doubling")
    total, worst, steep = 0.0, (0.0, ""), []
    for draft, source, texts in rows:
        times = measure(*texts, lengths)
        total += sum(times)
        worst = max(worst, (times[-1], draft))
        growth = steepest(times, lengths)
        if growth > TOO_STEEP or times[-1] > TOO_LONG:
            steep.append(draft)
        shown = " | ".join(f"{seconds:.2f}" for seconds in times)
        print(f"{draft!r} | {source!r} | {shown} | {growth:.2f}", flush=True)
    print(f"{len(rows)} texts, {total:.0f} CPU seconds; worst {worst[0]:.1f} s ({worst[1]!r})")
    print(f"more than {TOO_STEEP} per doubling: {len(steep)} {steep or ''}")


if __name__ == "__main__":
    main()
