"""Findings by line and column: GitHub's commands, and lines for editors."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from extractor import Document, check_draft
from extractor.cli.main import app
from extractor.outputs.issues import github_commands, issue_lines
from extractor.schemas.report import DraftReport

DRAFT = "\ufeffCouncil news\r\n\r\nThe council has 40 members. Orlo Pennington leads it.\r\n"
SOURCE = "The council has 41 members."

_COMMAND = re.compile(r"::(error|warning|notice) ([^:]*)::(.*)")


def parsed(line: str) -> tuple[str, dict[str, str], str]:
    """A command as GitHub's runner reads it: its name, its properties and its message."""
    match = _COMMAND.fullmatch(line)
    assert match is not None, line
    pairs = (each.split("=", 1) for each in match[2].split(","))
    return match[1], {key: _read(value) for key, value in pairs}, _read(match[3])


def _read(value: str) -> str:
    for sign, escaped in ((",", "%2C"), (":", "%3A"), ("\n", "%0A"), ("\r", "%0D"), ("%", "%25")):
        value = value.replace(escaped, sign)
    return value


def report(draft: str = DRAFT, name: str = "draft.txt", *sources: str) -> DraftReport:
    """What is found in a draft."""
    return check_draft(
        Document(text=draft, name=name),
        [Document(text=each, name=f"s{at}.txt") for at, each in enumerate(sources or (SOURCE,))],
    )


def test_annotation_has_the_place_of_its_words() -> None:
    """Line and column are those of the file: a byte order mark is none, and CR LF is one end."""
    lines = github_commands(report(), "stories/draft.txt").splitlines()
    kind, where, message = next(parsed(line) for line in lines if "(figure.value)" in line)
    assert (kind, where["file"]) == ("error", "stories/draft.txt")
    assert [where[key] for key in ("line", "col", "endLine", "endColumn")] == ["3", "17", "3", "19"]
    assert "41" in message
    head = report("\ufeff40 members sit in the council.", "draft.txt")
    assert "line=1,endLine=1,col=1,endColumn=3" in github_commands(head, "draft.txt")


def test_problems_are_errors_or_warnings_and_looks_are_notices() -> None:
    """The kind of an annotation is how much its finding matters; the last line has the counts."""
    found = report(DRAFT + 'It is "one of the biggest" in Norland.\n')
    *lines, last = [parsed(line) for line in github_commands(found, "d.md").splitlines()]
    by_kind = {kind: [each for each in lines if each[0] == kind] for kind, _, _ in lines}
    assert len(by_kind["error"]) + len(by_kind["warning"]) == len(found.problems)
    assert last[0] == "notice"
    assert last[2].endswith("Compared with: 1 source: s0.txt")


@pytest.mark.parametrize("path", ["draft.docx", "page.html", "wire.pdf"])
def test_file_without_lines_gets_no_place(path: str) -> None:
    """In a Word file or a page a line of the text that was read is no line of the file."""
    for line in github_commands(report(), path).splitlines()[:-1]:
        _, where, _ = parsed(line)
        assert where["file"] == path
        assert not {"line", "col"} & set(where)


def test_words_across_lines_have_no_columns() -> None:
    """GitHub takes columns only for words on one line."""
    draft = "The council met on Monday.\n\nIt cost $4\nmillion, said Anna Bright, the mayor.\n"
    found = report(draft, "draft.txt", "It cost $5 million, said Anna Bright, the mayor.")
    lines = github_commands(found, "draft.txt").splitlines()
    _, where, _ = next(parsed(line) for line in lines if "(figure.value)" in line)
    assert (where["line"], where["endLine"]) == ("3", "4")
    assert "col" not in where


EVIL = "::stop-commands::x 41% off, a=b: ##[add-mask]y"


def test_nothing_of_a_story_is_a_command() -> None:
    """A draft, a source and a file's name that hold commands are shown, and give no line more."""
    draft = f'{EVIL}\n::error::40 "members\r\n::set-env name=A::b" said Orlo Pennington\n'
    found = report(draft, "n", f"{EVIL}\n::add-mask::41 members", "::debug::41 members")
    name = "a,line=1::b:%\n::add-mask::c.txt"
    lines = github_commands(found, name).split("\n")
    assert lines.pop() == ""
    for line in lines:
        kind, where, _ = parsed(line)
        assert kind in ("error", "warning", "notice")
        assert set(where) <= {"file", "line", "endLine", "col", "endColumn", "title"}
        assert where.get("file", name) == name
    assert len(lines) >= 3


@given(
    st.text(st.sampled_from("::%,=#[]\r\n\x1b\u2028 41ab\"'."), min_size=1, max_size=60),
    st.text(st.sampled_from("::%,=\r\n.a "), min_size=1, max_size=20),
)
def test_any_name_and_words_come_back_from_a_command(words: str, name: str) -> None:
    """What is escaped is read as it was, whatever stands in it."""
    found = report(f"The 40 members {words} of Orlo Pennington.", "n", f"41 members {words}")
    for line in github_commands(found, name).removesuffix("\n").split("\n"):
        kind, where, _ = parsed(line)
        assert kind in ("error", "warning", "notice")
        assert where.get("file", name) == name


def test_lines_for_editors_name_place_and_check() -> None:
    """A line is file, line, column, message and check, and nothing of a name is obeyed."""
    lines = issue_lines(report(), "a\x1b[31m.txt").splitlines()
    assert any(
        re.fullmatch(r"a⟨U\+001B⟩\[31m\.txt:3:17: .*41.* \[figure\.value\]", x) for x in lines
    )


@pytest.mark.parametrize("path", ["a\udcff.txt", "\ud800/b.md", "c\x00.txt", ""])
def test_any_name_of_a_file_can_be_written(path: str) -> None:
    """On some systems a file's name is any bytes; it stops neither form."""
    for written in (github_commands, issue_lines):
        assert "41" in written(report(), path).encode().decode()


def test_check_writes_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`check -f github` names the draft as it was named, and --strict still decides the exit."""
    monkeypatch.chdir(tmp_path)
    Path("draft.txt").write_text(DRAFT, "utf-8", newline="")
    Path("source.txt").write_text(SOURCE, "utf-8")
    words = ["check", "./draft.txt", "--against", "source.txt", "-f", "github", "--strict"]
    result = CliRunner().invoke(app, words)
    assert result.exit_code == 4
    assert "::error file=draft.txt,line=3,endLine=3,col=17,endColumn=19," in result.stdout
    piped = ["check", "-", "--against", "source.txt", "-f", "github"]
    assert "file=" not in CliRunner().invoke(app, piped, input=DRAFT).stdout
