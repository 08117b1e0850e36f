"""What a terminal shows while the model works."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path

import pytest
from fakes import FunctionClient, faithful

from extractor import Document, extract_stream
from extractor.cli.progress import follow


def on_a_terminal(monkeypatch: pytest.MonkeyPatch, story: Document) -> tuple[str, int]:
    """What comes out on a real pseudo-terminal, and how many facts the report has."""
    pty = pytest.importorskip("pty", reason="there are no pseudo-terminals here")
    reader, writer = pty.openpty()
    with os.fdopen(writer, "w", encoding="utf-8") as terminal:
        monkeypatch.setattr(sys, "stderr", terminal)
        events = extract_stream(story, model=FunctionClient(faithful))
        report = asyncio.run(follow(events))
    shown = b""
    while True:
        try:
            chunk = os.read(reader, 65536)
        except OSError:  # the other end is closed
            break
        if not chunk:
            break
        shown += chunk
    os.close(reader)
    return shown.decode("utf-8", "replace"), len(report.facts)


def test_scan_comes_first_then_facts_as_they_come(
    monkeypatch: pytest.MonkeyPatch, examples: Path
) -> None:
    """On a terminal the deterministic part is there at once, and facts are added below it."""
    story = Document.read(examples / "ferry-collision.txt")
    shown, facts = on_a_terminal(monkeypatch, story)
    assert facts > 3
    assert shown.index("Compared with: this story only") < shown.index("A passenger ferry")
    assert "0 of 5 passages done" in shown
    assert "5 of 5 passages done" in shown


def test_story_cannot_drive_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Escape sequences in a story are shown as signs, never sent."""
    story = Document(text="The \x1b]0;owned\x07 town lost \x1b[31m40 homes\x1b[0m on Monday.")
    shown, _ = on_a_terminal(monkeypatch, story)
    assert "\x1b]0;owned" not in shown
    assert "\x1b[31m40" not in shown


def test_elsewhere_each_passage_is_a_line(
    capsys: pytest.CaptureFixture[str], examples: Path
) -> None:
    """Piped into a file, progress is one plain line per passage."""
    story = Document.read(examples / "ferry-collision.txt")
    asyncio.run(follow(extract_stream(story, model=FunctionClient(faithful))))
    lines = capsys.readouterr().err.splitlines()
    assert lines[0].startswith("ferry-collision.txt: ")
    assert lines[-1].startswith("passage 5 of 5: ")
