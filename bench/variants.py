#!/usr/bin/env python3
"""How many variants of the tested sentences are read like the sentences themselves.

    python bench/variants.py
    python bench/variants.py --show line_break 20            misses of one operator
    python bench/variants.py --language es                   the Spanish cases
    python bench/variants.py --sample line_break 20          variants, read right or not
    python bench/variants.py --reader package.module         its scan_figures and scan_dates
    python bench/variants.py --reader package.module:function

A reader is a function `read(text, *, published)` that gives the figures and the dates of a text,
as a pair of sequences, or a module with functions like `scan_figures` and `scan_dates`.
What must stay equal is said in `tests/figures/variants.py`, and each operator's rule at its head.
A variant counts as right only if its text has exactly the wanted figures and dates. The first
line is the cases themselves, by the same ruler. "Values" leaves out the words of a figure (`span`)
and its noun (`of`).
"""

from __future__ import annotations

import argparse
import importlib
import random
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "figures"))

from rewriting.cases import CASES
from variants import BY_LANGUAGE, NAMES, Variant, made, read_cases, unchanged

Reader = Callable[..., tuple[Sequence[Any], Sequence[Any]]]
LIMIT = 97.0


@dataclass(slots=True)
class Score:
    """How often a reader was right, and where it was not."""

    made: int = 0
    right: int = 0
    values_right: int = 0
    misses: list[tuple[Variant, list[str]]] = field(default_factory=list)

    def line(self, name: str) -> str:
        """One row of the table."""
        share, values = (100 * n / self.made for n in (self.right, self.values_right))
        mark = "" if share >= LIMIT else " <"
        return f"{name:26s} {self.made:7,} {self.right:7,} {share:7.1f} {values:7.1f}{mark}"


def score(reader: Reader, variants: Iterable[Variant]) -> Score:
    """Read every variant and compare."""
    result = Score()
    for variant in variants:
        result.made += 1
        try:
            problems = variant.problems(*reader(variant.text, published=variant.published))
        except Exception as error:  # a reader that raises has not read this text
            problems = [f"{type(error).__name__}: {error}"]
        if problems:
            result.misses.append((variant, problems))
        result.right += not problems
        result.values_right += all(": span " in one or ": of " in one for one in problems)
    return result


def loaded(name: str, language: str) -> Reader:
    """The reader that "module:function" names, or a module with the two scan functions."""
    module_name, _, function = name.partition(":")
    module = importlib.import_module(module_name)
    if function:
        reader: Reader = getattr(module, function)
        return reader

    def both(text: str, *, published: date) -> tuple[Sequence[Any], Sequence[Any]]:
        more = {} if language == "en" else {"language": language}
        figures = module.scan_figures(text, published=published, **more)
        return figures, module.scan_dates(text, published=published, **more)

    return both


def shown(variant: Variant, problems: Sequence[str]) -> str:
    """A variant in full, with what is wrong."""
    lines = [f"{variant.text!r}   [{variant.case}]", *(f"      {problem}" for problem in problems)]
    return "\n".join(lines)


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument(
        "--reader",
        default="extractor.scanning.scanner",
        metavar="MODULE[:FUNCTION]",
        help="what reads; without a function the module's scan_figures and scan_dates",
    )
    options.add_argument("--show", nargs=2, metavar=("OPERATOR", "N"), help="print N misses")
    options.add_argument("--sample", nargs=2, metavar=("OPERATOR", "N"), help="print N variants")
    options.add_argument("--language", choices=sorted(BY_LANGUAGE), default="en")
    chosen = options.parse_args()
    operators = BY_LANGUAGE[chosen.language]
    names = NAMES if chosen.language == "en" else tuple(operators)
    folder = CASES if chosen.language == "en" else CASES / chosen.language
    for name in (chosen.show or chosen.sample or ())[:1]:
        if name not in (*names, "cases"):
            options.error(f"no operator {name!r}; there are: cases, {', '.join(names)}")

    if not (chosen.show or chosen.sample or ("", "0"))[1].isdigit():
        options.error("N is a whole number")
    try:
        reader = loaded(chosen.reader, chosen.language)
    except (ImportError, AttributeError, ValueError) as error:
        options.error(f"no reader {chosen.reader!r}: {error}")
    cases = list(read_cases(folder))
    if chosen.sample:
        variants = list(made(cases, [chosen.sample[0]], operators=operators))
        picked = random.Random(7).sample(variants, min(int(chosen.sample[1]), len(variants)))
        for variant in picked:
            print(shown(variant, []))
        return
    if chosen.show:
        name, count = chosen.show
        wanted = (
            map(unchanged, cases) if name == "cases" else made(cases, [name], operators=operators)
        )
        misses = score(reader, wanted).misses
        for variant, problems in random.Random(7).sample(misses, min(int(count), len(misses))):
            print(shown(variant, problems))
        print(f"{len(misses)} misses in all")
        return

    print(f"{'operator':26s} {'made':>7s} {'right':>7s} {'share':>7s} {'values':>7s}")
    print(score(reader, map(unchanged, cases)).line("the cases themselves"))
    total, shares = Score(), []
    for name in names:
        one = score(reader, made(cases, [name], operators=operators))
        if not one.made:
            continue
        print(one.line(name), flush=True)
        shares.append(100 * one.right / one.made)
        total.made += one.made
        total.right += one.right
        total.values_right += one.values_right
    print(total.line("all variants"))
    print(f"mean of the {len(shares)} shares: {sum(shares) / len(shares):.1f}; ", end="")
    print(f"under {LIMIT:.0f}: {sum(share < LIMIT for share in shares)}")


if __name__ == "__main__":
    main()
