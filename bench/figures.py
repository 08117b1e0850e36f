"""How fast `scan_figures` and `scan_dates` read, how much memory they take, and whether both grow
in a straight line with the text, on kind texts and on hostile ones.

    python bench/figures.py
    python bench/figures.py --text story.txt --text other.txt
    python bench/figures.py --quantulum /path/to/another/python

Without `--text` the stories in `examples/` are read, or else sentences from the tables of cases.
Times are the best of three on one core; memory is what `tracemalloc` counts on top of the text.
"""

from __future__ import annotations

import argparse
import gc
import subprocess
import sys
import time
import tomllib
import tracemalloc
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from extractor.scanning.scanner import scan_dates, scan_figures

ROOT = Path(__file__).parent.parent
STORY_DAY = date(2025, 7, 4)

HOSTILE = {
    "1,1,1,…": "1,",
    "and and and": "and ",
    "((((": "(",
    "a a a": "a ",
    "one one one": "one ",
    "hundred hundred": "hundred ",
    "9999…": "9",
    "1.1.1.…": "1.",
    "1/1/1/…": "1/",
    "5-5-5-…": "5-",
    "$$$$": "$",
    "****": "*",
    "<b <b <b": "<b ",
    "&amp&amp": "&amp",
    "between 1 and": "between 1 and ",
    "last last last": "last ",
    "May May May": "May ",
    "1990s 1990s": "1990s ",
    "10:10:10:": "10:",
    "of the of the": "5 of the ",
    "newlines": "5\n",
    "World War I": "World War I ",
    "II II II": " II",
    "at 1140": "called at 1140 ",
    "first, second": "first, second ",
    "half past": "half past ",
}
"""Texts that make careless patterns slow, by the piece that is repeated."""

PEER = """
import sys, time, warnings, logging
warnings.simplefilter("ignore"); logging.disable(logging.ERROR)
from quantulum3 import parser
text = sys.stdin.read()
paragraphs = text.split("\\n\\n")
parser.parse("warm 1 kg up")
started = time.perf_counter(); read = 0
for paragraph in paragraphs:
    try: parser.parse(paragraph)
    except Exception: pass
    read += len(paragraph) + 2
    if time.perf_counter() - started > 20: break
print(read / (time.perf_counter() - started))
"""


def sample(paths: list[Path]) -> str:
    """The text to read: the files named, else the examples, else the tables of cases."""
    files = paths or sorted((ROOT / "examples").glob("**/*.txt"))
    texts = [path.read_text(encoding="utf-8") for path in files]
    if not texts:
        for table in sorted((ROOT / "tests" / "figures" / "cases").glob("*.toml")):
            rows = tomllib.loads(table.read_text(encoding="utf-8"))["case"]
            texts.append(" ".join(row["text"] for row in rows))
    return "\n\n".join(texts)


def grown(text: str, size: int) -> str:
    """The text repeated as paragraphs, up to a size in characters."""
    times = size // (len(text) + 2) + 1
    return "\n\n".join([text] * times)[:size]


def fastest(scan: Callable[..., Sequence[object]], text: str, rounds: int = 3) -> tuple[float, int]:
    """Seconds of the best round, and how many things were found."""
    best, found = float("inf"), 0
    for _ in range(rounds):
        gc.collect()
        started = time.perf_counter()
        found = len(scan(text, published=STORY_DAY))
        best = min(best, time.perf_counter() - started)
    return best, found


def memory(scan: Callable[..., Sequence[object]], text: str) -> tuple[float, float]:
    """Bytes per character at the peak and kept, counted over the text itself."""
    gc.collect()
    tracemalloc.start()
    kept = scan(text, published=STORY_DAY)
    now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    del kept
    return peak / len(text), now / len(text)


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=_Raw)
    options.add_argument("--text", type=Path, action="append", default=[], help="a file to read")
    options.add_argument("--quantulum", help="a Python that has quantulum3")
    options.add_argument("--sizes", default="1,10,50", help="millions of characters")
    chosen = options.parse_args()
    text = sample(chosen.text)
    print(f"sample: {len(text):,} characters, Python {sys.version.split()[0]}")

    news = grown(text, 1_000_000)
    own = 0.0
    for scan in (scan_figures, scan_dates):
        seconds, found = fastest(scan, news)
        peak, kept = memory(scan, grown(text, 200_000))
        speed = len(news) / seconds
        own = own or speed
        print(
            f"{scan.__name__}: {speed / 1e6:.2f} million characters a second,"
            f" {found:,} found in 1 MB, {peak:.1f} bytes a character at the peak, {kept:.1f} kept"
        )
    if chosen.quantulum:
        answer = subprocess.run(
            [chosen.quantulum, "-c", PEER], input=news, text=True, capture_output=True, check=True
        )
        peer = float(answer.stdout.split()[-1])
        print(f"quantulum3: {peer:,.0f} characters a second; we are {own / peer:.0f} times as fast")

    print("\nlength, in millions of characters a second")
    for size in [int(size) for size in chosen.sizes.split(",")]:
        seconds, found = fastest(scan_figures, grown(text, size * 1_000_000), rounds=1)
        print(f"{size:4d} MB: {size / seconds:6.2f}   {found:,} figures")

    print("\nhostile texts: seconds for 0.25 MB and 1 MB, which must be about four times as long")
    for name, piece in HOSTILE.items():
        row = []
        for scan in (scan_figures, scan_dates):
            small, _ = fastest(scan, grown_piece(piece, 250_000), rounds=1)
            large, _ = fastest(scan, grown_piece(piece, 1_000_000), rounds=1)
            row.append(f"{small:6.2f} {large:6.2f}")
        print(f"{name:16s} figures {row[0]}   dates {row[1]}")


def grown_piece(piece: str, size: int) -> str:
    """A piece repeated without anything between."""
    return piece * (size // len(piece))


class _Raw(argparse.RawDescriptionHelpFormatter):
    """Keep the lines of the description."""


if __name__ == "__main__":
    main()
