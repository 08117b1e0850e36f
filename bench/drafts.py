"""How long `check_draft` takes for a 600-word draft against five 1,000-word sources, and how that
grows when both do.

    python bench/drafts.py
    python bench/drafts.py --text FOLDER_OF_STORIES

The text comes from the stories of the folder (.txt, or .jsonl with a `text` in each row), else
from the project's own examples; where there are too few, copies follow with other names and
numbers. A draft is made of sentences of its sources, every third one with a number or a word
changed. `cold`: nothing remembers the sources, the draft or any of their words. `new`: the sources
are new, while the program has met most of their words before. `warm`: the sources were read for
another draft, and this one is new. `again`: the same draft once more, as an editor does who has
changed a word. Times are CPU time in milliseconds, the best of several rounds;
`x` is the ratio to the first line, which is that of the sizes where time grows in a straight line.
"""

from __future__ import annotations

import argparse
import functools
import gc
import json
import re
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from extractor.checks.evidence import text_index
from extractor.drafts import check_draft
from extractor.languages import load
from extractor.scanning.layout.sentences import split_sentences

ROOT = Path(__file__).parent.parent
DRAFT_WORDS = 600
SOURCE_WORDS = 1000
SOURCES = 5


def stories(folder: Path | None) -> list[str]:
    """The texts to build from."""
    if folder is None:
        files = [
            *sorted((ROOT / "examples").glob("*.txt")),
            *sorted((ROOT / "tests").glob("stories/*")),
        ]
    else:
        files = sorted(path for path in folder.iterdir() if path.suffix in (".txt", ".jsonl"))
    texts: list[str] = []
    for path in files:
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".jsonl":
            texts += [json.loads(line)["text"] for line in text.splitlines() if line.strip()]
        else:
            texts.append(text)
    if not texts:
        raise SystemExit(f"{folder}: no .txt or .jsonl file in it. Name a folder of stories.")
    return texts


def endless(texts: Sequence[str]) -> Iterator[str]:
    """The paragraphs of the stories, then of copies of them without end."""
    copy = 0
    while True:
        for text in texts:
            for paragraph in re.split(r"\n\s*\n", text):
                yield another(paragraph, copy)
        copy += 1


def another(text: str, copy: int) -> str:
    """The text with other numbers and names: what a further story would have."""
    if copy == 0:
        return text

    def word(found: re.Match[str]) -> str:
        old = found.group()
        if old.isdigit():
            return "".join(str((int(digit) + copy) % 9 + 1) for digit in old)
        if old[0].isupper() and old.lower() not in load("en").calendar_names:
            middle = old[2:-2]
            return old[:2] + middle.translate(_shift(copy)) + old[-2:]
        return old

    return re.sub(r"\d+|[A-Za-z]{5,}", word, text)


@functools.cache
def _shift(copy: int) -> dict[int, str]:
    """Vowels and consonants moved on, so that a copy's words are its own and stay words."""
    table: dict[int, str] = {}
    for letters in ("aeiou", "bcdfglmnprst"):
        by = copy % len(letters) or 1
        table |= {ord(a): b for a, b in zip(letters, letters[by:] + letters[:by], strict=True)}
    return table


def sources_of(texts: Sequence[str], scale: int) -> list[str]:
    """Five sources of the stated number of words, times `scale`."""
    paragraphs = endless(texts)
    sources = []
    for _ in range(SOURCES):
        parts: list[str] = []
        count = 0
        while count < SOURCE_WORDS * scale:
            part = next(paragraphs)
            parts.append(part)
            count += len(part.split())
        sources.append("\n\n".join(parts))
    return sources


def draft_of(sources: Sequence[str], scale: int, first: int = 0) -> str:
    """A draft of the stated number of words, times `scale`, from all over its sources.

    `first` is the sentence to begin with: another one gives another draft.
    """
    sentences = [s.text for source in sources for s in split_sentences(source)]
    step = SOURCES * SOURCE_WORDS // DRAFT_WORDS
    chosen: list[int] = []
    count = 0
    for number in (
        n for at in range(step) for n in range((first + at) % step, len(sentences), step)
    ):
        if count >= DRAFT_WORDS * scale:
            break
        chosen.append(number)
        count += len(sentences[number].split())
    parts = [changed(sentences[number], place) for place, number in enumerate(sorted(chosen))]
    # Paragraphs of four sentences.
    return "\n\n".join(" ".join(parts[at : at + 4]) for at in range(0, len(parts), 4))


def changed(sentence: str, number: int) -> str:
    """Every third sentence with its first number, or else one of its words, changed."""
    if number % 3:
        return sentence
    other = re.sub(r"\d+", lambda found: str(int(found.group()) + 7), sentence, count=1)
    if other != sentence:
        return other
    words = sentence.split()
    return " ".join(words[: len(words) // 2] + words[len(words) // 2 + 1 :])


def forget_words() -> None:
    """Empty the package's caches of words and names; what is made once for a process stays."""
    for name, module in list(sys.modules.items()):
        if name.startswith("extractor"):
            for value in list(vars(module).values()):
                is_cache = isinstance(value, functools._lru_cache_wrapper)
                if is_cache and value.cache_parameters()["maxsize"] != 1:
                    value.cache_clear()


def forget() -> None:
    """Empty everything that the package remembers from one call to the next."""
    text_index.forget()
    forget_words()


def best(run: Callable[[], object], rounds: int, before: Callable[[], None] | None = None) -> float:
    """Milliseconds of CPU time of the fastest round."""
    fastest = float("inf")
    for _ in range(rounds):
        if before is not None:
            before()
        gc.collect()
        started = time.process_time()
        run()
        fastest = min(fastest, time.process_time() - started)
    return fastest * 1000


def peak(run: Callable[[], object]) -> float:
    """Megabytes at the peak, over what was there before."""
    gc.collect()
    tracemalloc.start()
    run()
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most / 1e6


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    options.add_argument("--text", type=Path, help="a folder of stories")
    options.add_argument("--rounds", type=int, default=15, help="rounds for the smallest size")
    options.add_argument("--scales", default="1,2,4,8", help="times the stated sizes")
    chosen = options.parse_args()
    texts = stories(chosen.text)
    words = sum(len(text.split()) for text in texts)
    print(f"{len(texts)} stories, {words:,} words, Python {sys.version.split()[0]}")
    print(f"{'size':4s}  draft words  source words  findings", end="")
    print("".join(f"  {name:>7s}    x" for name in ("cold", "new", "warm", "again")), "  peak MB")
    first: list[float] = []
    for scale in (int(scale) for scale in chosen.scales.split(",")):
        sources = sources_of(texts, scale)
        draft = draft_of(sources, scale)
        other = draft_of(sources, scale, first=1)
        run = functools.partial(check_draft, draft, sources)
        rounds = max(3, chosen.rounds // scale)
        findings = len(run().findings)  # patterns and unit tables are made once for a process

        def met(other: str = other, sources: list[str] = sources) -> None:
            forget()
            check_draft(other, sources)

        times = [best(run, rounds, forget), best(run, rounds, text_index.forget)]
        times += [best(run, rounds, met), best(run, rounds)]
        forget()
        first = first or times
        print(
            f"{scale:3d}×  {len(draft.split()):11,}  {sum(len(s.split()) for s in sources):12,}"
            f"  {findings:8,}"
            + "".join(f"  {t:7.1f} {t / f:4.1f}" for t, f in zip(times, first, strict=True))
            + f"  {peak(run):8.1f}"
        )


if __name__ == "__main__":
    main()
