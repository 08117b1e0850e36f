"""`extractor mcp`, asked by the protocol's own client over standard input and output."""

from __future__ import annotations

import asyncio
import os
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from batch.plans import STORY
from batch.served import served
from pydantic import TypeAdapter

from extractor.schemas.fact import Fact
from extractor.schemas.finding import Finding

pytest.importorskip("mcp", reason="the extra mcp is not installed")

from mcp import Client, StdioServerParameters
from mcp.client.stdio import stdio_client

DRAFT = "The council has 40 members and 7 parks, and Orlo Pennington leads it."
SOURCE = "The council has 41 members and 7 parks."

Call = tuple[str, dict[str, Any]]
Answered = tuple[bool, str, Any]
"""Whether it failed, the words, and the data."""
Asking = Callable[..., list[Answered]]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a draft and its source, beside a file that is not to be read."""
    inner = tmp_path / "desk"
    (inner / "week").mkdir(parents=True)
    (inner / "draft.txt").write_text(DRAFT, "utf-8")
    page = f"<html><body><article><p>{SOURCE}</p></article></body></html>"
    (inner / "week" / "source.html").write_text(page, "utf-8")
    (tmp_path / "secret.txt").write_text("The safe opens with 4711.", "utf-8")
    monkeypatch.chdir(tmp_path)
    return inner


def session(*options: object) -> Client:
    """A client of a server with these options."""
    words = ["-m", "extractor", "mcp", *map(str, options)]
    return Client(stdio_client(StdioServerParameters(command=sys.executable, args=words)))


def ask(calls: Sequence[Call], *options: object) -> list[Answered]:
    """The answers to these calls in one session."""

    async def talk() -> list[Answered]:
        answers: list[Answered] = []
        async with session(*options) as client:
            for name, arguments in calls:
                result = await client.call_tool(name, arguments)
                (content,) = result.content
                words = getattr(content, "text", "")
                answers.append((bool(result.is_error), words, result.structured_content))
        return answers

    return asyncio.run(talk())


def test_tools_are_listed_with_their_types() -> None:
    """Each tool says what it takes and gives; without a model there is none that extracts."""

    async def listed(*options: str) -> dict[str, Any]:
        async with session(*options) as client:
            return {tool.name: tool for tool in (await client.list_tools()).tools}

    tools = asyncio.run(listed("-m", "none"))
    assert set(tools) == {"check_draft", "read_figures"}
    assert set(asyncio.run(listed("-m", "openai:any"))) == {*tools, "extract"}
    taken = tools["check_draft"].input_schema
    assert taken["required"] == ["draft", "sources"]
    assert "Finding" in tools["check_draft"].output_schema["$defs"]
    for tool in tools.values():
        assert tool.annotations.read_only_hint
        fields = {**tool.input_schema["properties"], **tool.output_schema["properties"]}
        assert all(field.get("description") for field in fields.values()), tool.name


def test_draft_is_checked_and_figures_are_read() -> None:
    """An answer is our types for a program, which the client validates, and words for a reader."""
    check = {"draft": {"text": DRAFT}, "sources": [{"text": SOURCE, "name": "council.txt"}]}
    (failed, words, checked), (_, _, whole), (_, listing, figures) = ask(
        [
            ("check_draft", check),
            ("check_draft", {**check, "with_matches": True}),
            ("read_figures", {"text": "Some 40 boats on Monday", "published": "2026-03-04"}),
        ],
        "-m",
        "none",
    )
    assert not failed
    assert checked["compared_with"] == "1 source: council.txt"
    findings = TypeAdapter(list[Finding]).validate_python(checked["findings"])
    value = next(each for each in findings if each.check == "figure.value")
    assert value.span is not None
    assert (value.span.text, value.word) == ("40", "differs")
    assert "41" in value.message
    assert value.message in " ".join(words.split())
    assert len(whole["findings"]) == sum(whole["counts"].values()) > len(findings)
    assert (figures["figures"][0]["value"], figures["dates"][0]["iso"]) == ("40", "2026-03-02")
    assert "2026-03-02" in listing


def test_files_are_those_below_the_folder(folder: Path) -> None:
    """A file may be named below --folder, whatever its format; without the option none may."""
    named = {"draft": {"file": "draft.txt"}, "sources": [{"file": "week/source.html"}]}
    ((failed, _, checked),) = ask([("check_draft", named)], "-m", "none", "--folder", folder)
    assert not failed
    assert checked["counts"]["differs"] >= 1
    ((failed, words, _),) = ask([("check_draft", named)], "-m", "none")
    assert failed
    assert "reads no files" in words


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="links and pipes as POSIX has them")
def test_nothing_outside_the_folder_is_read(folder: Path) -> None:
    """Neither a path upwards, nor a link, nor a pipe leads out, and no answer tells them apart."""
    (folder / "link.txt").symlink_to(folder.parent / "secret.txt")
    (folder / "ring.txt").symlink_to(folder / "ring.txt")
    (folder / "up").symlink_to(folder.parent)
    os.mkfifo(folder / "pipe.txt")
    (folder / ".git").mkdir()
    (folder / ".git" / "config").write_text("4711", "utf-8")
    (folder / ".env").write_text("4711", "utf-8")
    (folder / "env.txt").symlink_to(folder / ".env")
    files = (
        ".env",
        ".git/config",
        "week/../.env",
        "env.txt",
        "../secret.txt",
        str(folder.parent / "secret.txt"),
        "link.txt",
        "up/secret.txt",
        "up/missing.txt",
        "ring.txt",
        "missing.txt",
        "week/../../secret.txt",
        "nul\0.txt",
    )
    answers = ask(
        [("read_figures", {"file": file}) for file in (*files, "pipe.txt", "week", "-")],
        "-m",
        "none",
        "--folder",
        folder,
    )
    for failed, words, _ in answers:
        assert failed
        assert "4711" not in words
        assert len(words.splitlines()) == 1
    for _, words, _ in answers[: len(files)]:
        assert words.startswith("there is no file ")


WRONG: list[tuple[Call, str]] = [
    (("check_draft", {}), "draft: Field required"),
    (("check_draft", {"draft": {"text": DRAFT}, "sources": []}), "sources: "),
    (("check_draft", {"draft": DRAFT, "sources": [{"text": SOURCE}]}), "draft: "),
    (("read_figures", {"text": "a", "file": "b"}), "give either text or file"),
    (("read_figures", {}), "give either text or file"),
    (("read_figures", {"text": "  \n"}), "text is empty"),
    (("read_figures", {"text": "x" * 1001}), "1,001 characters, and 1,000 are allowed"),
    (("read_figures", {"text": "a", "published": "soon"}), "'soon' is no date"),
    (("read_figures", {"text": "a", "colour": 1}), "colour: Extra inputs"),
    (("extract", {"text": "a"}), "there is no tool 'extract'"),
    (("evil\x1b[31m", {}), "choose from check_draft, read_figures"),
]


def test_wrong_call_is_one_line() -> None:
    """What is wrong with a call is told in one line, and the next call is answered all the same."""
    good = ("read_figures", {"text": "40 boats"})
    calls = [call for wrong, _ in WRONG for call in (wrong, good)]
    answers = ask(calls, "-m", "none", "--max-characters", "1000")
    for (_, said), (failed, words, _) in zip(WRONG, answers[::2], strict=True):
        assert failed
        assert said in words
        assert (len(words.splitlines()), "\x1b" in words) == (1, False)
    for failed, _, data in answers[1::2]:
        assert not failed
        assert len(data["figures"]) == 1


def test_settings_hold_for_the_tools(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The checks and the model of a settings file are those of the server."""
    text = 'model = "none"\n[mcp]\nmax-characters = 100\n[checks]\ndisabled = ["figure.*"]\n'
    (folder.parent / "fact-extractor.toml").write_text(text, "utf-8")
    check = {"draft": {"text": DRAFT}, "sources": [{"text": SOURCE}]}
    (_, _, checked), (failed, words, _) = ask(
        [("check_draft", check), ("read_figures", {"text": "x" * 101})]
    )
    assert not [each for each in checked["findings"] if each["check"].startswith("figure.")]
    assert failed
    assert "100 are allowed" in words


def test_missing_model_is_told_when_it_is_asked(tmp_path: Path) -> None:
    """No weights are fetched; the answer names the command that does."""
    (failed, words, _), (also, _, _) = ask(
        [("extract", {"text": DRAFT}), ("read_figures", {"text": DRAFT})],
        "-m",
        f"local:{tmp_path / 'none.gguf'}",
    )
    assert (failed, also) == (True, False)
    assert "none.gguf" in words


@pytest.mark.server
def test_facts_come_with_their_checks_and_progress() -> None:
    """`extract` asks the server that was named, and says after each passage how far it is."""
    told: list[tuple[float, float]] = []

    async def hear(progress: float, total: float | None, message: str | None) -> None:
        told.append((progress, total or 0))

    async def talk(url: str) -> Any:
        async with session("-m", "openai:m", "--base-url", url) as client:
            story = "\n\n".join(STORY.format(number=n, rain=n + 9) for n in (40, 50))
            return await client.call_tool("extract", {"text": story}, progress_callback=hear)

    with served() as (url, server):
        result = asyncio.run(talk(url))
    assert not result.is_error, result.content
    assert server.calls >= 1
    data = result.structured_content
    assert data["model"] == "openai:m"
    facts = TypeAdapter(list[Fact]).validate_python(data["facts"])
    assert facts
    assert all(fact.span is not None for fact in facts)
    assert data["counts"]["matches"] >= 1
    assert told[0][0] == 0
    assert told[-1][0] == told[-1][1] >= 1


@pytest.mark.server
def test_refusing_server_is_told_in_one_line() -> None:
    """What the model's server says no to is an answer, and the tools without a model go on."""
    with served(poison=[("homes", "401")]) as (url, _):
        (failed, words, _), (other, _, _) = ask(
            [
                ("extract", {"text": STORY.format(number=40, rain=50)}),
                ("read_figures", {"text": "40 boats"}),
            ],
            *("-m", "openai:m", "--base-url", url, "--retry-limit", "0"),
        )
    assert (failed, other, len(words.splitlines())) == (True, False, 1)
    assert "401" in words or "key" in words


def test_table_is_a_source_and_no_story(folder: Path) -> None:
    """A table is held against a draft as it is; to extract from it, one of its rows is wanted."""
    (folder / "seats.csv").write_text("town,members\nVik,41\n", "utf-8")
    draft = {"text": "Vik has 41 members."}
    (no, _, checked), (failed, words, _) = ask(
        [
            ("check_draft", {"draft": draft, "sources": [{"file": "seats.csv"}]}),
            ("extract", {"file": "seats.csv"}),
        ],
        *("-m", "openai:any", "--folder", folder),
    )
    assert (no, failed) == (False, True)
    assert not checked["counts"].get("differs")
    assert "the columns 'town', 'members'" in words


def test_example_of_the_page_prints_its_finding(capsys: pytest.CaptureFixture[str]) -> None:
    """The Python client of docs/mcp.md runs as it stands there."""
    page = (Path(__file__).parent.parent / "docs" / "mcp.md").read_text("utf-8")
    (code,) = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    words = f'command={sys.executable!r}, args=["-m", "extractor", '
    started = code.replace('command="extractor", args=[', words)
    assert started != code
    exec(started, {"__name__": "page"})
    assert "41" in capsys.readouterr().out
