"""Checks that a newsroom adds: from a file or a package, and wherever their subject comes up."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from extractor import Document, check_draft, extract, verify
from extractor.checks import added, all_checks, check_fact
from extractor.checks.added import register, unregister
from extractor.checks.findings import make_finding
from extractor.checks.options import CheckOptions
from extractor.cli.main import app
from extractor.errors import OptionError
from extractor.scanning.document import scan_document
from extractor.schemas.fact import Fact
from extractor.schemas.finding import Finding

CHECK = """
import re
from extractor.checks import register
from extractor.checks.findings import make_finding
from extractor.schemas.span import Span

@register("name.initials", "Initials of nothing", severity="look", scopes=("story", "draft"))
def initials(text, sources):
    for found in re.finditer(r"[A-Z]{3,}", text.text):
        place = Span.of(text.text, *found.span())
        yield make_finding("name.initials", "not_checked", place, "Of what?")
"""
STORY = "The KQZ met on Monday."


@pytest.fixture(autouse=True)
def none_stay(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No test leaves its checks behind."""
    monkeypatch.setenv(added.VARIABLE, "")
    monkeypatch.setattr(added, "_LOADED", set())
    yield
    for check in all_checks():
        unregister(check.id)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file with one check."""
    path = tmp_path / "house.py"
    path.write_text(CHECK, encoding="utf-8")
    return path


def found(findings: tuple[Finding, ...] | list[Finding]) -> list[str]:
    """The words that the added check reports."""
    return [f.span.text for f in findings if f.check == "name.initials" and f.span is not None]


def test_a_file_adds_a_check_to_stories_and_drafts(file: Path) -> None:
    """One file is all that it takes: extraction, drafts and the list have the check."""
    added.use_files([file])
    assert found(check_draft(STORY, [STORY]).findings) == ["KQZ"]
    assert found(extract(Document(text=STORY), model="none").findings) == ["KQZ"]
    assert "name.initials" in [check.id for check in all_checks()]


@pytest.mark.parametrize(
    "command",
    [
        ["check", "STORY", "--against", "STORY"],
        ["extract", "STORY", "--model", "none"],
        ["batch", "STORY", "--model", "none", "-o", "OUT", "-f", "jsonl"],
        ["checks", "list"],
    ],
)
def test_every_command_takes_the_file(command: list[str], file: Path, tmp_path: Path) -> None:
    """`--checks FILE.py` is the same everywhere, and what it finds is shown."""
    story, out = tmp_path / "story.txt", tmp_path / "out"
    story.write_text(STORY, encoding="utf-8")
    names = {"STORY": str(story), "OUT": str(out)}
    told = CliRunner().invoke(
        app, [names.get(word, word) for word in command] + ["--checks", str(file)]
    )
    assert told.exit_code == 0, told.output
    shown = told.output + "".join(path.read_text("utf-8") for path in out.glob("*.jsonl"))
    assert "name.initials" in shown


def test_a_check_may_read_facts_and_objects() -> None:
    """The scope says what the function is given: here a fact, or an object, and its source."""
    seen: list[tuple[object, str]] = []

    @register("house.all", "All that is read", scopes=("fact", "object"))
    def note(about, scan):  # type: ignore[no-untyped-def]  # as a user would write it
        seen.append((about, scan.text))
        return []

    fact = Fact(
        id="F1",
        kind="statement",
        quote="x",
        statement="x",
        span=None,
        grounding="unlocated",
        passage=0,
    )
    check_fact(fact, scan_document(Document(text=STORY)))
    verify({"day": "Monday"}, STORY)
    assert seen == [(fact, STORY), ({"day": "Monday"}, STORY)]


def test_a_package_adds_checks_by_its_entry_point(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is installed under the group is loaded once, when checks are first asked for."""
    loads: list[str] = []

    class Point:
        value = "house.checks"

        def load(self) -> None:
            loads.append(self.value)

    monkeypatch.setattr(added, "entry_points", lambda group: [Point()])
    check_draft(STORY, [STORY])
    check_draft(STORY, [STORY])
    assert loads == ["house.checks"]


def test_a_package_that_cannot_be_loaded_is_told_every_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The second draft is not checked without it in silence."""

    class Point:
        value = "house.checks"

        def load(self) -> None:
            raise ImportError("no such module")

    monkeypatch.setattr(added, "entry_points", lambda group: [Point()])
    for _ in range(2):
        with pytest.raises(OptionError, match=r"^the checks of house\.checks cannot be loaded"):
            check_draft(STORY, [STORY])


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("house.txt", CHECK, r"house\.txt has no checks: use a Python file"),
        ("none.py", None, r"none\.py cannot be read: No such file"),
        ("house.py", "x = 1/0", r"house\.py cannot be loaded: ZeroDivisionError, line 1: "),
        ("house.py", "x = = 1", r"house\.py, line 1: invalid syntax"),
        (
            "house.py",
            CHECK.replace("initials", "absent"),
            r"a check 'name\.absent' already",
        ),
    ],
)
def test_a_file_that_adds_nothing_is_refused_in_one_line(
    tmp_path: Path, name: str, text: str | None, told: str
) -> None:
    """What is wrong with it is said, with its name and the line."""
    path = tmp_path / name
    if text is not None:
        path.write_text(text, encoding="utf-8")
    with pytest.raises(OptionError, match=told):
        added.use_files([path])


def test_a_check_that_fails_names_itself() -> None:
    """An error in one's own code is one line, and a finding under another id is refused."""

    @register("house.broken", "Fails")
    def broken(text, sources):  # type: ignore[no-untyped-def]
        raise KeyError("x")

    with pytest.raises(OptionError, match=r"house\.broken failed: KeyError, line \d+: 'x'"):
        check_draft(STORY, [STORY])
    unregister("house.broken")

    @register("house.other", "Speaks for another")
    def other(text, sources):  # type: ignore[no-untyped-def]
        return [make_finding("name.absent", "absent", None, "x")]

    with pytest.raises(OptionError, match=r"house\.other may yield .* not 'name\.absent'"):
        check_draft(STORY, [STORY])


def test_options_that_name_no_check_are_refused_with_the_nearest() -> None:
    """A slip of the pen in a newsroom's file switches nothing off unseen."""
    with pytest.raises(OptionError, match=r"'figure\.valeu'. Did you mean figure\.value\?"):
        check_draft(STORY, [STORY], options=CheckOptions(disabled=frozenset({"figure.valeu"})))
    assert check_draft(STORY, [STORY], options=CheckOptions(disabled=frozenset({"figure.*"})))
