"""`extractor extract --codebook`: the record of a single story."""

from __future__ import annotations

import json
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from answering_server import answering

from extractor.cli import main
from extractor.schemas.coding import Coding

STORY = "A bus overturned near Velm on Monday. At least 14 people were hurt, the police said."

BOOK = '''
from extractor.schemas.coding import Codebook, Toll

class Crash(Codebook):
    """A crash."""

    injured: Toll | None
    """How many people were hurt."""
    deaths: Toll | None
    """How many people died."""
'''


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    """A story, and a reference to a codebook."""
    story, book = tmp_path / "bus.txt", tmp_path / "book.py"
    story.write_text(STORY, encoding="utf-8")
    book.write_text(BOOK, encoding="utf-8")
    return str(story), f"{book}:Crash"


def run(monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    """The exit code of the command."""
    monkeypatch.setattr(sys, "argv", ["extractor", "extract", *words])
    with pytest.raises(SystemExit) as ended:
        main()
    return int(ended.value.code or 0)


def filled(body: dict[str, Any]) -> tuple[int, Any]:
    """What a server answers that states the injured, and nothing of deaths."""
    schema = body["response_format"]["json_schema"]["schema"]
    hurt = {"status": "stated", "value": "14", "words": "At least 14 people were hurt"}
    nothing = {"status": "not_stated", "value": None, "words": None}
    given = {name: hurt if name == "injured" else nothing for name in schema["properties"]}
    message = {"role": "assistant", "content": json.dumps(given)}
    return 200, {"choices": [{"index": 0, "finish_reason": "stop", "message": message}]}


@pytest.mark.server
def test_record_is_shown_field_by_field(
    files: tuple[str, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each field has its value, the words it rests on and the checks' verdict, or why not."""
    story, book = files
    with answering(filled) as server:
        model = ("-m", "openai:m", "--base-url", server.base_url)
        assert run(monkeypatch, story, "--codebook", book, *model) == 0
    lines = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]
    assert lines[0] == "Compared with: this story only"
    assert "Crash r1" in lines
    assert "injured 14 “At least 14 people were hurt” paragraph 1 ✓ matches" in lines
    assert "deaths the story does not say" in lines


@pytest.mark.server
def test_record_is_written_as_json(
    files: tuple[str, str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The file is a `Coding`, as `code_document` returns it."""
    story, book = files
    target = tmp_path / "record.json"
    with answering(filled) as server:
        model = ("-m", "openai:m", "--base-url", server.base_url)
        assert run(monkeypatch, story, "--codebook", book, *model, "-o", str(target)) == 0
    coding = Coding.model_validate_json(target.read_bytes())
    assert coding.values_of(coding.records[0])["injured"]["low"] == Decimal(14)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("-f", "csv"), "--codebook writes terminal, json, jsonl, not csv"),
        (("--prompt", "own.md"), "--prompt and --codebook are two things"),
        (("-m", "none"), "a codebook cannot be filled in without a model"),
    ],
)
def test_what_cannot_be_is_refused(
    files: tuple[str, str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    more: tuple[str, ...],
    said: str,
) -> None:
    """One line says what does not go together, before anything is asked."""
    story, book = files
    assert run(monkeypatch, story, "--codebook", book, *more) == 2
    assert said in capsys.readouterr().err
