"""How many words of a language stand inside functions, where they belong in tables.

    python bench/words_in_code.py
    python bench/words_in_code.py --show extractor/scanning
    python bench/words_in_code.py --folder extractor/scanning --folder extractor/checks

Counted are the words in string constants inside functions and methods, docstrings, messages and the
project's own names (kinds, units, verdicts, keys of tables) left out. Word lists outside functions
are counted beside them.
"""

from __future__ import annotations

import argparse
import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

from extractor.schemas.figure import DatePrecision, FigureKind, Hedge

ROOT = Path(__file__).parent.parent
FOLDERS = ("extractor/scanning", "extractor/comparing", "extractor/checks")
_WORD = re.compile(r"[a-z]{2,}")
_OWN = frozenset(
    {*get_args(FigureKind), *get_args(Hedge), *get_args(DatePrecision)}
    | set(["utf", "ascii", "strict", "replace", "ignore", "surrogatepass"])
)
"""Names that the project gives, not the text."""


def words_of(tree: ast.AST) -> Iterator[tuple[str, bool]]:
    """Each word in a string constant, and whether it stands inside a function."""
    inside: set[int] = set()
    docs: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            for each in node.body:
                if isinstance(each, ast.Expr) and isinstance(each.value, ast.Constant):
                    docs.add(id(each.value))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            inside |= {id(each) for each in ast.walk(node)}
        if isinstance(node, ast.JoinedStr):
            docs |= {id(each) for each in ast.walk(node)}  # messages
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            for word in _WORD.findall(node.value):
                if node.value not in _OWN and word not in _OWN:
                    yield word, id(node) in inside


def main() -> None:
    """Print the counts by folder."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--folder", action="append", help="a folder to count; may be repeated")
    parser.add_argument("--show", help="list the words inside functions of this folder")
    options = parser.parse_args()
    for folder in options.folder or FOLDERS:
        bodies: Counter[str] = Counter()
        outside = lines = 0
        for path in sorted((ROOT / folder).rglob("*.py")):
            text = path.read_text(encoding="utf-8")
            lines += text.count("\n")
            for word, is_inside in words_of(ast.parse(text)):
                bodies[word] += is_inside
                outside += not is_inside
        bodies += Counter()
        print(f"{folder}: {lines:,} lines, {sum(bodies.values()):,} words inside functions, "
              f"{outside:,} outside")  # fmt: skip
        if options.show == folder:
            print("  " + ", ".join(f"{word} {count}" for word, count in bodies.most_common()))


if __name__ == "__main__":
    main()
