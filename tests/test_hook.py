"""`extractor hook`, alone and as git and pre-commit start it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner

from extractor.cli.main import app

MANIFEST = Path(__file__).parent.parent / ".pre-commit-hooks.yaml"
DRAFT = "The council has {number} members.\n"


@pytest.fixture
def stories(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two drafts: one differs from its source, and one has none."""
    monkeypatch.chdir(tmp_path)
    folder = Path("stories")
    (folder / "council[1].sources").mkdir(parents=True)
    (folder / "council[1].md").write_text(DRAFT.format(number=40), "utf-8")
    (folder / "council[1].sources" / "minutes.txt").write_text(DRAFT.format(number=41), "utf-8")
    (folder / "council[1].sources" / ".hidden.txt").write_text(DRAFT.format(number=40), "utf-8")
    (folder / "alone.md").write_text("Some 12 boats.\n", "utf-8")
    return folder


def run(*words: object) -> Any:
    """What the command says and how it ends."""
    return CliRunner().invoke(app, ["hook", *map(str, words)])


def test_each_draft_is_held_against_the_sources_beside_it(stories: Path) -> None:
    """A problem is a line with its place and the exit code 4; a draft without sources is passed."""
    result = run(*sorted(stories.glob("*.md")))
    assert result.exit_code == 4
    (line,) = result.stdout.splitlines()
    assert line.startswith("stories/council[1].md:1:17: ")
    assert "41" in line
    assert "1 of 2 files have no sources" in result.stderr
    (stories / "council[1].md").write_text(DRAFT.format(number=41), "utf-8")
    assert run(*stories.glob("*.md")).exit_code == 0


def test_sources_are_where_the_pattern_says(stories: Path) -> None:
    """--sources begins at the draft's folder, and --against holds for every draft."""
    wire = stories.parent / "wire"
    wire.mkdir()
    (wire / "alone-1.txt").write_text("Some 13 boats.", "utf-8")
    draft = stories / "alone.md"
    assert run(draft, "--sources", "../wire/{name}-*.txt").exit_code == 4
    assert run(draft, "--against", wire / "alone-1.txt", "-f", "github").stdout.startswith(
        "::error"
    )
    for pattern in ("/wire/*", ""):
        assert "is no pattern" in str(run(draft, "--sources", pattern).exception)


def test_draft_that_cannot_be_read_does_not_hide_the_others(stories: Path) -> None:
    """What fails is named, the rest is checked, and the exit code is 3."""
    (stories / "gone.sources").mkdir()
    (stories / "gone.sources" / "a.txt").write_text("41 members.", "utf-8")
    result = run(stories / "gone.md", stories / "council[1].md")
    assert result.exit_code == 3
    assert "there is no file" in result.stderr
    assert "council[1].md:1:17:" in result.stdout


def test_hook_stops_a_commit(stories: Path) -> None:
    """With git and pre-commit a draft that differs is not committed; mended, it is."""
    pytest.importorskip("pre_commit", reason="pre-commit is not installed")
    (hook,) = yaml.safe_load(MANIFEST.read_text("utf-8"))
    entry = hook["entry"].replace("extractor", f"{sys.executable} -m extractor", 1)
    local = {**hook, "entry": entry, "language": "system", "additional_dependencies": []}
    config = {"repos": [{"repo": "local", "hooks": [local]}]}
    Path(".pre-commit-config.yaml").write_text(yaml.safe_dump(config), "utf-8")

    def git(*words: str) -> subprocess.CompletedProcess[str]:
        who = ("-c", "user.name=Anna", "-c", "user.email=anna@example.org")
        return subprocess.run(["git", *who, *words], capture_output=True, text=True, check=False)

    assert git("init", "-q", ".").returncode == 0
    installed = [sys.executable, "-m", "pre_commit", "install"]
    assert subprocess.run(installed, capture_output=True, check=False).returncode == 0
    git("add", "-A")
    stopped = git("commit", "-m", "Story")
    assert stopped.returncode != 0
    assert "stories/council[1].md:1:17:" in stopped.stdout + stopped.stderr
    (stories / "council[1].md").write_text(DRAFT.format(number=41), "utf-8")
    git("add", "-A")
    passed = git("commit", "-m", "Story")
    assert passed.returncode == 0, passed.stdout + passed.stderr
