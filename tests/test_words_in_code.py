"""The words of languages stand in tables, and no code that reads or asks names a language."""

from __future__ import annotations

import ast
import re
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
    *sorted((ROOT / "codebooks").rglob("*.py")),
    *ASKING,
]
OF_MESSAGES = (ROOT / "checks" / "source_names.py", ROOT / "comparing" / "reasons.py")
"""They word our own messages, and read no text."""
OF_CLASSES = tuple(ROOT / "codebooks" / f"{name}.py" for name in ("loading", "requests", "shape"))
"""They read a researcher's class, and how a model says null: no story."""
CHECKING = [
    path
    for folder in ("checks", "comparing", "codebooks")
    for path in sorted((ROOT / folder).rglob("*.py"))
    if path not in (*OF_MESSAGES, *OF_CLASSES)
]
LOOK_UPS = """
startswith endswith removeprefix removesuffix split partition rpartition replace find rfind index
count strip lstrip rstrip isdisjoint fromkeys
"""
"""Methods by which a text is asked for a word."""
ALIKE = {
    "pdf", "doc", "docx", "xls", "xlsx", "csv", "json", "txt", "htm", "html", "jpe", "png", "gif",
    "zip", "mp", "www", "copy", "yy", "iy", "ij", "yi", "ii",
}  # fmt: skip
"""What is written alike in all languages: kinds of files, entities, endings of the Cyrillic "й"."""
NAMES_OF_OTHERS = {"equal", "tonne", "revolution"}
"""A tag of difflib's, and units of pint's."""


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
            elif isinstance(node, ast.FunctionDef):
                names.add(node.name)

    def keys(table: object) -> Iterator[str]:
        for key, value in table.items() if isinstance(table, dict) else ():
            yield key
            yield from keys(value)

    for table in (ROOT / "languages" / "en").glob("*.toml"):
        names |= set(keys(tomllib.loads(table.read_text("utf-8"))))
    return frozenset(names)


@cache
def _words_of_tables() -> frozenset[str]:
    """Every word of every table of every language."""

    def values(table: object) -> Iterator[str]:
        if isinstance(table, str):
            yield from re.findall(r"[^\W\d_]{2,}", table.casefold())
        elif isinstance(table, dict):
            for each in table.values():
                yield from values(each)
        elif isinstance(table, list):
            for each in table:
                yield from values(each)

    return frozenset(
        word
        for code in known_languages()
        for table in (ROOT / "languages" / code).glob("*.toml")
        for word in values(tomllib.loads(table.read_text("utf-8")))
    )


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


@pytest.mark.parametrize("path", [*CHECKING, *READING, *ASKING], ids=_name)
def test_patterns_are_made_of_tables(path: Path) -> None:
    """A regular expression holds signs, classes and names of groups; its words are a language's."""
    held = {word for pattern in _patterns(path) for word in _words_of_pattern(pattern)}
    assert held <= ALIKE


@pytest.mark.parametrize("path", CHECKING, ids=_name)
def test_checks_look_for_no_word_of_their_own(path: Path) -> None:
    """Lists of a module, and what it asks a text for, hold names of the project and no words of any
    table."""
    words, own = _words_of_tables(), _own_names()
    held = {
        word
        for text in _looked_for(path)
        if text.strip() not in own
        for word in re.findall(r"[^\W\d]+", text.casefold())
        if word in words and word not in own
    }
    assert held <= ALIKE | NAMES_OF_OTHERS


def _patterns(path: Path) -> Iterator[str]:
    """The constant pieces of the regular expressions of a module."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("re."):
            is_verbose = "re.VERBOSE" in ast.unparse(node) or "re.X" in ast.unparse(node)
            for each in ast.walk(node.args[0]):
                if isinstance(each, ast.Constant) and isinstance(each.value, str):
                    yield re.sub(r"#.*", "", each.value) if is_verbose else each.value


def _words_of_pattern(pattern: str) -> list[str]:
    bare = re.sub(r"\(\?(?:P<\w+>|P=\w+\)|[a-z]+[:)])|\\.|\[\^?\]?(?:\\.|[^\]])*\]", " ", pattern)
    return re.findall(r"[^\W\d_]{2,}", bare)


def _looked_for(path: Path) -> Iterator[str]:
    """The constants of a module's own lists, of comparisons, and of look-ups in a text; but for
    sentences, which are messages."""
    tree = ast.parse(path.read_text("utf-8"))
    places: list[ast.AST] = [n for n in ast.walk(tree) if isinstance(n, ast.Compare)]
    places += [n for n in tree.body if isinstance(n, ast.Assign | ast.AnnAssign)]
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in LOOK_UPS.split():
            places.append(node)
    aside = {
        id(each)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("declare", "Comparison")
        for each in ast.walk(node)
    }
    for place in places:
        for each in ast.walk(place):
            if isinstance(each, ast.Constant) and isinstance(each.value, str):
                is_sentence = each.value[:1].isupper() and each.value.endswith(".")
                if id(each) not in aside and not is_sentence:
                    yield each.value
