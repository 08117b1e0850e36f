"""Reading a folder of web pages in this process and in children with limits, in turn.

    python bench/reading.py FOLDER [RUNS]

Prints the seconds of each pair and their ratio: clock times of a busy machine say little alone.
"""

from __future__ import annotations

import sys
import time

from extractor import Document
from extractor.documents import read_documents
from extractor.readers.isolated import IsolatedParser


def seconds(folder: str, parser: IsolatedParser | None) -> tuple[float, int]:
    """How long it takes, and how many characters came out."""
    start = time.perf_counter()
    read = read_documents([folder], parser=parser)
    length = sum(len(each.text) for each in read if isinstance(each, Document))
    return time.perf_counter() - start, length


def main() -> None:
    """Read the folder in both ways, as often as asked."""
    folder, runs = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 3
    for _ in range(runs):
        here, characters = seconds(folder, None)
        with IsolatedParser() as parser:
            there, same = seconds(folder, parser)
        assert characters == same
        ratio = f"{there / here:.2f} ({same:,} characters)"
        print(f"{here:.1f} s here, {there:.1f} s in children: {ratio}")


if __name__ == "__main__":
    main()
