"""`extractor review`: what it opens, and what it refuses before anything is served."""

from __future__ import annotations

import builtins
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fakes import FunctionClient, faithful
from typer.testing import CliRunner

from extractor import Document, extract
from extractor.batch.store import Outcome, RunStore
from extractor.cli.main import app
from extractor.errors import ExtractorError, OptionError
from extractor.review.serving import DeskServer
from review.desks import DRAFT, SECOND, SOURCE


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[DeskServer]]:
    """The servers that were started; none of them serves."""
    servers: list[DeskServer] = []
    monkeypatch.setattr(DeskServer, "serve_until_stopped", lambda self: servers.append(self))
    yield servers
    for server in servers:
        for each in server._sockets:  # nobody else closes what never served
            each.close()
        server._desk.close()  # the same


def review(database: Path, *arguments: str) -> Any:
    """Run the command; our own errors come as they are."""
    fixed = ["review", "--no-browser", "--port", "0", "--initials", "AB"]
    result = CliRunner().invoke(app, [*fixed, "--database", str(database), *arguments])
    if isinstance(result.exception, ExtractorError):
        raise result.exception
    return result


def test_story_and_source_are_opened(tmp_path: Path, started: list[DeskServer]) -> None:
    """A story with its source is on the desk, checked, and its address is printed."""
    story, source = tmp_path / "story.txt", tmp_path / "wire.txt"
    story.write_text(DRAFT, "utf-8")
    source.write_text(SOURCE, "utf-8")
    result = review(tmp_path / "desk.sqlite", str(story), "--against", str(source))
    assert result.exit_code == 0, result.output
    assert "The review desk: http://127.0.0.1:" in result.stderr
    assert "/stories/" in result.stderr
    assert "token" not in result.stderr
    story.write_text(SECOND, "utf-8")
    again = review(tmp_path / "desk.sqlite", str(story))
    key = again.stderr.split("/stories/")[1].split()[0]
    assert key in result.stderr
    assert started[-1]._desk.view(key).draft == 2  # what the command opened


def test_sources_come_with_what_they_are(tmp_path: Path, started: list[DeskServer]) -> None:
    """A source is primary or secondary if the command says so, also one of a story known before."""
    story, clip, wire = (tmp_path / name for name in ("story.txt", "clip.txt", "wire.txt"))
    story.write_text(DRAFT, "utf-8")
    clip.write_text(SOURCE, "utf-8")
    wire.write_text(SECOND, "utf-8")
    desk = tmp_path / "desk.sqlite"

    def standings(*sources: str) -> list[tuple[str, str]]:
        result = review(desk, str(story), *sources)
        key = result.stderr.split("/stories/")[1].split()[0]
        return [(each.name, each.standing) for each in started[-1]._desk.view(key).sources]

    given = ("--secondary", str(clip), "--primary", str(wire))
    assert standings(*given) == [("wire.txt", "primary"), ("clip.txt", "secondary")]
    other = tmp_path / "list.txt"
    other.write_text("Forty men were hurt.\n", "utf-8")
    assert standings("--primary", str(other))[2:] == [("list.txt", "primary")]


def test_beyond_loopback_there_is_a_token(tmp_path: Path, started: list[DeskServer]) -> None:
    """A desk that others can reach prints an address with a token, another one each time."""
    first, second = (
        review(tmp_path / "desk.sqlite", "--example", "--host", "0.0.0.0") for _ in range(2)
    )
    tokens = {result.stderr.partition("?token=")[2].split()[0] for result in (first, second)}
    assert len(tokens) == 2
    assert all(len(token) >= 32 for token in tokens)


@pytest.mark.parametrize(
    "arguments",
    [(), ("--example",), ("a.txt", "b.txt")],
)
@pytest.mark.parametrize("option", ["--against", "--primary", "--secondary"])
def test_sources_want_one_story(tmp_path: Path, arguments: tuple[str, ...], option: str) -> None:
    """Sources of no story, or of several, are refused."""
    with pytest.raises(OptionError, match=f"{option} goes with one story"):
        review(tmp_path / "desk.sqlite", *arguments, option, "wire.txt")


def test_missing_package_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the extra the command says which package is missing and how to get it."""
    real = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name == "fastapi":
            raise ImportError(name="fastapi")
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(OptionError, match=r"fastapi, which is not installed: pip install .*review"):
        review(tmp_path / "desk.sqlite", "--example")


def test_batch_is_opened_without_asking_again(tmp_path: Path, started: list[DeskServer]) -> None:
    """Documents of a run store come with what its model said; named ones alone, or the worst."""
    store = tmp_path / "run.sqlite"
    run_batch(store)
    result = review(tmp_path / "desk.sqlite", "--batch", str(store), "crane.txt")
    assert result.exit_code == 0, result.output
    desk = started[-1]._desk  # what the command opened
    key = result.stderr.split("/stories/")[1].split()[0]
    view = desk.view(key)
    assert [run.kind for run in view.runs] == ["checks", "model"]
    assert view.name == "crane.txt"
    with pytest.raises(ExtractorError, match=r"no document 'other\.txt'"):
        review(tmp_path / "desk.sqlite", "--batch", str(store), "other.txt")


def run_batch(path: Path) -> None:
    """A run store with two stories that a model has read."""
    with RunStore(path) as store:
        store.listings.begin({"task": "news"})
        store.listings.add([(0, "crane.txt", "k0", len(DRAFT)), (1, "second.txt", "k1", 10)])
        for key, text, name in (("k0", DRAFT, "crane.txt"), ("k1", SECOND, "second.txt")):
            report = extract(Document(text=text, name=name), model=FunctionClient(faithful))
            result = report.model_dump_json().encode()
            store.finish(key, Outcome("done", kind="report", result=result))


def test_help_is_that_of_opening_and_names_the_backup() -> None:
    """The usual command's options are what `extractor review --help` shows, as they always were."""
    shown = [
        CliRunner().invoke(app, ["review", *more, "--help"]).output for more in ((), ("open",))
    ]
    assert shown[0] == shown[1]
    assert "--example" in shown[0]
    assert "extractor review backup FILE" in shown[0]
    assert "--overwrite" in CliRunner().invoke(app, ["review", "backup", "--help"]).output


def test_files_may_be_called_as_commands_are(
    tmp_path: Path, started: list[DeskServer], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a path or behind an option `backup` and `open` are stories; first they are commands."""
    monkeypatch.chdir(tmp_path)
    fixed = ["--no-browser", "--port", "0", "--database", "desk.sqlite"]
    with pytest.raises(OptionError, match="backup comes first"):
        review(tmp_path / "desk.sqlite", "backup")
    for name in ("backup", "open"):
        Path(name).write_text(DRAFT, "utf-8")
        result = CliRunner().invoke(app, ["review", f"./{name}", *fixed])
        assert result.exit_code == 0, result.output
        assert review(tmp_path / "desk.sqlite", name).exit_code == 0
        assert started[-1]._desk.view(result.stderr.split("/stories/")[1].split()[0]).name == name
    assert CliRunner().invoke(app, ["review", "open", "open", *fixed]).exit_code == 0


def test_who_else_could_read_the_file_is_said(tmp_path: Path, started: list[DeskServer]) -> None:
    """A file that was open to others is closed, and the command says so in a line."""
    file = tmp_path / "desk.sqlite"
    file.touch()
    file.chmod(0o644)
    assert "was open to other users" in review(file).stderr
    assert "was open to other users" not in review(file).stderr


def test_help_loads_nothing_of_the_desk() -> None:
    """`--help` answers at once: no server, no database is imported for it."""
    script = (
        "import sys; from typer.testing import CliRunner; from extractor.cli.main import app; "
        "CliRunner().invoke(app, ['review', '--help']); "
        "print(sorted({'fastapi', 'sqlalchemy', 'uvicorn', 'alembic'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, env=os.environ
    )
    assert done.stdout.strip() == "[]"


def test_second_signature_is_set_and_stays_set(tmp_path: Path, started: list[DeskServer]) -> None:
    """The option is kept in the database; a start without it changes nothing."""
    asked = []
    for option in ((), ("--second-signature",), (), ("--no-second-signature",)):
        result = review(tmp_path / "desk.sqlite", "--example", *option)
        key = result.stderr.split("/stories/")[1].split()[0]
        asked.append(started[-1]._desk.view(key).asks_second)  # what the command opened
    assert asked == [False, True, True, False]
