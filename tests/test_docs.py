"""The documentation against the code."""

from __future__ import annotations

import importlib.util
import inspect
import re
import tomllib
from pathlib import Path

import pytest

from extractor import Options, errors

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"


def read(path: str) -> str:
    """A file of the project."""
    return (ROOT / path).read_text("utf-8")


def test_every_error_is_in_the_docs_and_in_the_tree() -> None:
    """docs/errors.md and the drawing at the top of errors.py name every error."""
    page, drawing = read("docs/errors.md"), errors.__doc__ or ""
    for name, value in vars(errors).items():
        if inspect.isclass(value) and issubclass(value, errors.ExtractorError):
            assert name in drawing, name
            assert f"`{name}`" in page, name


def test_command_line_page_is_what_help_says() -> None:
    """docs/cli.md is renewed with `python docs/make_cli.py` after a change to a command."""
    spec = importlib.util.spec_from_file_location("make_cli", DOCS / "make_cli.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert read("docs/cli.md") == module.page()


def test_readme_names_every_command() -> None:
    """The table in the README has each command."""
    readme = read("README.md")
    for command in ("extract", "check", "figures", "schema", "model pull"):
        assert f"`extractor {command}" in readme


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "docs/architecture.md"])
def test_links_lead_somewhere(page: str) -> None:
    """A link to a file of the project finds it."""
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", read(page)):
        assert ((ROOT / page).parent / target).exists(), target


def test_options_explain_themselves() -> None:
    """Every option has a docstring, which is its description in the schema."""
    assert all(field.description for field in Options.model_fields.values())


def test_version_and_changelog_agree() -> None:
    """The version in pyproject.toml heads the changelog."""
    version = re.search(r'^version = "(.+)"', read("pyproject.toml"), re.MULTILINE)
    assert version
    assert f"## {version[1]}" in read("CHANGELOG.md")


def modules_of(folder: str) -> set[str]:
    """The modules of a folder as the architecture page writes them: `name.py`, `name/`."""
    return {
        path.name if path.suffix else f"{path.name}/"
        for path in (ROOT / folder).iterdir()
        if path.suffix == ".py" or (path.is_dir() and path.name != "__pycache__")
    }


def test_architecture_names_every_room() -> None:
    """Each module at the top of the package, and each folder of the scanner and the checks, is on
    the page."""
    page = read("docs/architecture.md")
    folders = {name for room in ("scanning", "checks") for name in modules_of(f"extractor/{room}")}
    rooms = modules_of("extractor") | {name for name in folders if name.endswith("/")}
    assert sorted(name for name in rooms - {"__init__.py"} if f"`{name}" not in page) == []


def test_architecture_names_no_room_that_is_gone() -> None:
    """What the page calls a module or a folder is one."""
    named = set(re.findall(r"`((?:[a-z_]+/)*[a-z_]+(?:\.py|/))`", read("docs/architecture.md")))
    package = ROOT / "extractor"
    paths = [path.as_posix() for path in (package, *package.rglob("*"))]
    gone = [n for n in named if not any(path.endswith(f"/{n.rstrip('/')}") for path in paths)]
    assert gone == []


def test_architecture_draws_the_contract_of_imports() -> None:
    """The layers on the page are those that `lint-imports` enforces."""
    contract = tomllib.loads(read("pyproject.toml"))["tool"]["importlinter"]["contracts"][0]
    layers = [
        ", ".join(module.strip().removeprefix("extractor.") for module in layer.split("|"))
        for layer in contract["layers"]
    ]
    assert "```text\n" + "\n".join(layers) + "\n```" in read("docs/architecture.md")
