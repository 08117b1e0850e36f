"""The documentation's own examples, run as a reader would run them."""

from __future__ import annotations

import ast
import contextlib
import importlib
import inspect
import pkgutil
import re
from pathlib import Path
from types import ModuleType
from typing import Literal, get_origin

import pytest

import extractor
import extractor.batch
import extractor.schemas
from extractor.cli import main

ROOT = Path(__file__).parent.parent
PAGES = [
    ROOT / "README.md",
    ROOT / "docs" / "index.md",
    *sorted((ROOT / "docs" / "tutorials").glob("*.md")),
]
_BLOCK = re.compile(r"^```(?P<kind>[^\n]*)\n(?P<code>.*?)^```$", re.DOTALL | re.MULTILINE)
_CHECK = re.compile(r"^(?:\.venv/bin/)?extractor (check .*)$", re.MULTILINE)


def blocks(page: Path, kind: str) -> list[str]:
    """The code blocks of a page that are of just this kind."""
    found = _BLOCK.finditer(page.read_text("utf-8"))
    return [block["code"] for block in found if block["kind"] == kind]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_python_of_a_page_runs_from_top_to_bottom(
    page: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What a page shows in Python runs, each block after those above it, and prints something."""
    code = blocks(page, "python")
    exec("\n".join(code), {"__name__": "page"})
    assert bool(capsys.readouterr().out) == bool(code)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_output_that_a_page_quotes_is_what_its_command_prints(
    page: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each line of terminal output that a page quotes comes from the check that it shows."""
    commands = [
        line for block in blocks(page, "sh") for line in _CHECK.findall(block) if " -o " not in line
    ]
    if not commands:
        pytest.skip("shows no check")
    monkeypatch.chdir(ROOT)
    printed = ""
    for line in commands:
        monkeypatch.setattr("sys.argv", ["extractor", *line.split()])
        with contextlib.suppress(SystemExit):
            main()
        printed += capsys.readouterr().out
    for quoted in blocks(page, "text"):
        assert quoted in printed


def test_draft_of_the_examples_has_its_faults_found_and_no_other() -> None:
    """The seven planted faults of the first page are found, and nothing else is called wrong."""
    source = extractor.Document.read(ROOT / "examples" / "ferry-collision.txt")
    draft = extractor.Document.read(ROOT / "examples" / "ferry-draft.txt")
    report = extractor.check_draft(draft, [source])
    planted = ("41", "321", "Wednesday", "fifteen", "2009", "Adeyami", "18")
    wrong = [finding.span.text for finding in report.problems if finding.span]
    assert all(any(fault in text for text in wrong) for fault in planted)
    assert all(any(fault in text for fault in planted) for text in wrong)


def public_names() -> list[str]:
    """What users import: from the package, from `extractor.batch`, and the types of the schemas."""
    names = [f"extractor.{name}" for name in extractor.__all__]
    names += [f"extractor.batch.{name}" for name in extractor.batch.__all__]
    for info in pkgutil.iter_modules(extractor.schemas.__path__, "extractor.schemas."):
        module = importlib.import_module(info.name)
        names += [
            f"{info.name}.{name}"
            for name in own_types(module)
            if name not in extractor.__all__ and not name.startswith("_")
        ]
    return names


def own_types(module: ModuleType) -> list[str]:
    """The classes and `Literal`s that a module defines itself."""
    tree = ast.parse(Path(module.__file__ or "").read_text("utf-8"))
    named = [node.name for node in tree.body if isinstance(node, ast.ClassDef)]
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            name = node.targets[0].id
            named += [name] if get_origin(getattr(module, name)) is Literal else []
    return named


@pytest.mark.parametrize("name", public_names())
def test_every_public_name_is_in_the_reference(name: str) -> None:
    """A name that users import has its place in the reference."""
    pages = "\n".join(p.read_text("utf-8") for p in (ROOT / "docs" / "reference").glob("*.md"))
    assert f"::: {name}\n" in pages


@pytest.mark.parametrize("name", public_names())
def test_every_public_class_and_function_is_explained(name: str) -> None:
    """A class or function that users import has a docstring of its own, and so has each field."""
    module, _, last = name.rpartition(".")
    value = getattr(importlib.import_module(module), last)
    if get_origin(value) is Literal:
        return
    assert value.__dict__.get("__doc__") if inspect.isclass(value) else value.__doc__
    fields = value.model_fields if hasattr(value, "model_fields") else {}
    assert [field for field, info in fields.items() if not info.description] == []
