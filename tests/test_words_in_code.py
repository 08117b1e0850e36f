"""The words of languages stand in tables, and no code that reads or asks names a language."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from extractor.languages import known_languages, load

ROOT = Path(__file__).parent.parent / "extractor"
ASKING = sorted((ROOT / "asking").rglob("*.py"))
READING = sorted((ROOT / "scanning").rglob("*.py"))
MODULES = [
    *READING,
    *sorted((ROOT / "checks").rglob("*.py")),
    *sorted((ROOT / "comparing").rglob("*.py")),
    *ASKING,
]
OF_MESSAGES = ROOT / "checks" / "source_names.py"
"""It words our own messages, and reads no text."""
LEFT_IN_CHECKS = 828
"""Words of English that patterns of checks still hold. It may only become less: these checks do not
run in another language (`without` in its `evidence.toml`), until their words are tables."""


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def _constants(path: Path) -> Iterator[str]:
    """The string constants of a module but for docstrings, titles, messages and names of types."""
    tree = ast.parse(path.read_text("utf-8"))
    aside: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            aside.add(id(node.value))
        is_type = isinstance(node, ast.Subscript) and ast.unparse(node.value) == "Literal"
        is_title = isinstance(node, ast.Call) and ast.unparse(node.func) == "declare"
        if isinstance(node, ast.JoinedStr | ast.Raise) or is_type or is_title:
            aside |= {id(each) for each in ast.walk(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in aside:
            yield node.value


@cache
def _own_names() -> frozenset[str]:
    """The names that the project gives: members of its types, fields, arguments, keys of tables."""
    names: set[str] = set()
    for path in (*ROOT.rglob("*.py"), *(ROOT.parent / "schemas").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Subscript) and ast.unparse(node.value) == "Literal":
                names |= {
                    str(each.value) for each in ast.walk(node) if isinstance(each, ast.Constant)
                }
            elif isinstance(node, ast.AnnAssign):
                names.add(ast.unparse(node.target))
            elif isinstance(node, ast.arg):
                names.add(node.arg)

    def keys(table: object) -> Iterator[str]:
        for key, value in table.items() if isinstance(table, dict) else ():
            yield key
            yield from keys(value)

    for table in (ROOT / "languages" / "en").glob("*.toml"):
        names |= set(keys(tomllib.loads(table.read_text("utf-8"))))
    return frozenset(names)


@cache
def _small_words(code: str) -> frozenset[str]:
    """Words that no sentence of a language does without."""
    language = load(code)
    classes = language.classes
    return frozenset(
        word
        for word in (
            language.evidence.stop
            | language.evidence.tables.numerals
            | classes.determiners
            | classes.prepositions
            | classes.auxiliaries
            | classes.negations
            | language.speech.cue_forms
            | language.calendar_names
        )
        if len(word) > 1 and word.isalpha()
    )


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_no_module_names_a_language(path: Path) -> None:
    """What reads, checks, compares and asks has a text's language from its tables alone."""
    imported = [
        node.module or ""
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom)
    ]
    codes = known_languages()
    assert not [name for name in imported for code in codes if f"languages.{code}" in name]
    assert not [text for text in _constants(path) if text in codes]


@pytest.mark.parametrize("path", [*READING, *ASKING], ids=_name)
def test_what_reads_and_asks_holds_no_word_of_a_language(path: Path) -> None:
    """The scanner and the asking side hold names of their own, and no word of a text."""
    own = _own_names()
    words = _small_words("en") | _small_words("es")
    held = {text for text in _constants(path) if text in words and text not in own}
    assert not held


def test_the_words_in_checks_become_less() -> None:
    """No check gets new words of English into its code; names of our own are none."""
    words, own = _small_words("en"), _own_names()
    held = [
        word
        for path in (ROOT / "checks").rglob("*.py")
        if path != OF_MESSAGES
        for text in _constants(path)
        if text not in own
        for word in text.replace("|", " ").split()
        if word in words
    ]
    assert len(held) <= LEFT_IN_CHECKS
