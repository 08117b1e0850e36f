"""Files from strangers, parsed in a process of their own."""

from __future__ import annotations

import gzip
import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from file_makers import column, paragraph, pdf_file, word_file, workbook_file

from extractor import Document
from extractor.batch.items import count_items
from extractor.checks.options import read_options
from extractor.documents import (
    Limits,
    ReadFailure,
    read_document,
    read_documents,
    read_untrusted,
)
from extractor.errors import InputError, UsageError
from extractor.llm.prices import find_price
from extractor.readers.files import read_file
from extractor.readers.formats import parse_bytes
from extractor.readers.isolated import IsolatedParser

GOOD = b"<html><body><p>The gate cost 4.2 million crowns in all.</p></body></html>"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("draft.docx", word_file(paragraph("The gate cost ", "4.2 million."))),
        ("report.pdf", pdf_file([column("The gate cost 4.2 million crowns in all.")])),
        ("floods.xlsx", workbook_file({"S": [["Town", "Homes"], ["Vik", 112]]})),
        ("page.html", b"<html><body><p>The gate cost 4.2 million crowns.</p></body></html>"),
        ("story.txt", "\ufeffCafé 🙂 \ud83d".encode("utf-8", "replace")),
    ],
)
def test_child_gives_what_the_parent_would(name: str, data: bytes) -> None:
    """Text, marks and day are the same from a process with little time and memory."""
    parsed = parse_bytes(data, name)
    document = read_untrusted(data, name)
    assert (document.text, document.marks, document.name) == (parsed.text, parsed.marks, name)


def test_errors_come_through() -> None:
    """A file that cannot be read says so in the same words, and a large one is not even sent."""
    with pytest.raises(InputError, match=r"report\.pdf is not a PDF"):
        read_untrusted(b"words", "report.pdf")
    with pytest.raises(InputError, match=r"files of type \.exe are not read"):
        read_untrusted(b"words", "report.exe")
    with pytest.raises(InputError, match="larger than the 1 MB"):
        read_untrusted(b"w" * 1_000_001, "a.txt", limits=Limits(max_bytes=1_000_000))


def test_time_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that takes too long is given up, and the process ended."""
    started: list[subprocess.Popen[bytes]] = []

    class Noted(subprocess.Popen[bytes]):
        def __init__(self, *arguments: Any, **options: Any) -> None:
            super().__init__(*arguments, **options)
            started.append(self)

    monkeypatch.setattr(subprocess, "Popen", Noted)
    with pytest.raises(InputError, match=r"took longer than 0\.05 s"):
        read_untrusted(b"words", "a.txt", timeout_s=0.05)
    (child,) = started
    assert child.poll() is not None


def test_memory_is_limited() -> None:
    """A file that wants more memory than allowed is refused, and nobody else's memory is taken."""
    rows = "".join(f"<p>Paragraph {n} of very many.</p>" for n in range(400_000))
    page = f"<html><body>{rows}</body></html>".encode()
    with pytest.raises(InputError, match="120 MB"):
        read_untrusted(page, "page.html", memory_mb=120)


@pytest.fixture
def parser() -> Iterator[IsolatedParser]:
    """A parser that is closed behind the test."""
    with IsolatedParser() as parser:
        yield parser


def test_file_that_takes_too_much_costs_the_next_one_nothing() -> None:
    """One child reads many files; a good one behind one that ended it is read as before."""
    rows = "".join(f"<p>Paragraph {n} of very many.</p>" for n in range(400_000))
    with IsolatedParser(memory_mb=120) as parser:
        before = parser.parse(GOOD, "a.html")
        with pytest.raises(InputError, match="120 MB of memory: split it"):
            parser.parse(f"<html><body>{rows}</body></html>".encode(), "bomb.html")
        with pytest.raises(InputError, match="has no article"):
            parser.parse(b"<html><body></body></html>", "empty.html")
        assert [parser.parse(GOOD, f"{n}.html") for n in range(3)] == [before] * 3


def test_closed_parser_has_no_children_left() -> None:
    """Whoever closes it, or forgets to, leaves no process behind."""
    parser = IsolatedParser()
    parser.parse(b"a,b\n1,2\n", "t.csv")
    (child,) = parser._children  # the processes are what the test is about
    process = child._process
    assert process.poll() is None
    del child, parser
    assert process.poll() is not None


@pytest.mark.parametrize(
    ("name", "data", "limits", "said"),
    [
        (
            "attributes.html",
            b"<html><body><p %s>40 homes.</p>" % b" ".join(b"a%d=1" % n for n in range(300_000)),
            Limits(),
            "longer than 2 s|cannot be read",
        ),
        ("short.docx", word_file(paragraph("It was 5.") * 3000), Limits(max_characters=20_000),
         "more than the 20,000 characters"),
        ("cell.xlsx", workbook_file({"S": [["a" * 30_000]]}), Limits(max_characters=20_000),
         "more than the 20,000 characters"),
        ("long.xlsx", workbook_file({"S": [["Town", 5]] * 2000}), Limits(max_characters=20_000),
         "more than the 20,000 characters"),
        ("wide.xlsx", workbook_file({"S": [[5] * 3000] * 4}), Limits(max_cells=10_000),
         "more than the 10,000 cells"),
        ("wide.csv", b"\n".join([b"5," * 3000] * 4), Limits(max_cells=10_000),
         "more than the 10,000 cells"),
        ("big.html", b"<html><body>%s" % (b"<p>It was 5 on that day.</p>" * 2000),
         Limits(max_characters=20_000), "more than the 20,000 characters"),
        ("pages.pdf", pdf_file([column(f"On day {n} it was {'x' * n} 5.") for n in range(60)]),
         Limits(max_characters=300), "more than the 300 characters"),
        ("a.txt", b"word " * 100, Limits(max_characters=300), "more than the 300 characters"),
    ],
)  # fmt: skip
def test_bomb_is_one_line(name: str, data: bytes, limits: Limits, said: str) -> None:
    """What unpacks, repeats or spreads without end is refused in one line, not read to its end."""
    with pytest.raises(InputError, match=said) as caught:
        read_untrusted(data, name, limits=limits, timeout_s=2 if "attr" in name else 30)
    assert "\n" not in str(caught.value)
    assert name in str(caught.value)


def write_stories(folder: Path) -> None:
    """Files of every kind that holds stories, good and bad."""
    rows = [
        {"id": 7, "text": "One 1.", "published": "2026-03-05"},
        {"id": "b", "body": "Two 2.", "date": "2026-03-05T00:00:00"},
        {"headline": "none"},
        {"id": 7, "text": "Three 3.", "published": "never"},
        {"text": "x" * 3000},
        {"id": 7, "text": "Four 4."},
    ]
    lines = "".join(json.dumps(row) + "\n" for row in rows).encode()
    (folder / "a.jsonl").write_bytes(lines + b"{broken\n")
    (folder / "b.jsonl.gz").write_bytes(gzip.compress(lines)[:-20])
    (folder / "c.csv").write_bytes(b"id,text\n1,Good 5.\n2,\n3,a,b\n")
    (folder / "d.html").write_bytes(GOOD)
    (folder / "e.html").write_bytes(b"<html></html>")
    (folder / "f.txt").write_bytes(b"Plain 6.")
    (folder / "g.docx").write_bytes(b"no archive")
    pyarrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    days = [date(2026, 3, 5), datetime(2026, 3, 5)]
    parquet.write_table(
        pyarrow.table({"text": ["Seven 7.", "Eight 8."], "published": pyarrow.array(days)}),
        folder / "h.parquet",
    )


def test_children_give_what_this_process_would(tmp_path: Path, parser: IsolatedParser) -> None:
    """Documents, days, names and failures of a folder are the same from children as from here."""
    write_stories(tmp_path)
    limits = Limits(max_characters=2000)
    for text_field in (None, "text"):
        here, there = (
            list(
                read_documents(
                    [tmp_path],
                    text_field=text_field,
                    published=date(2025, 1, 1),
                    limits=limits,
                    parser=each,
                )
            )
            for each in (None, parser)
        )
        assert there == here
        assert sum(isinstance(each, Document) for each in here) >= 8


def test_rows_go_on_in_a_child_of_their_own(tmp_path: Path, parser: IsolatedParser) -> None:
    """When a child that read other files before gives out, the next goes on from the next row."""
    rows = "".join(json.dumps({"text": f"Row {n}. " + "word " * 2000}) + "\n" for n in range(60))
    (tmp_path / "a.html").write_text("<p>The council has 41 members.</p>")
    (tmp_path / "b.jsonl").write_text(rows)
    stories = read_documents([tmp_path / "a.html", tmp_path / "b.jsonl"], parser=parser)
    told = [next(stories), next(stories)]
    (child,) = parser._children  # nothing but the system ends a child in the middle
    child._process.kill()
    told += stories
    assert [each.name for each in told] == ["a.html", *(f"b.jsonl#{n}" for n in range(1, 61))]


def test_row_that_takes_too_long_ends_its_file_only(tmp_path: Path) -> None:
    """The rows before it are read, then a line with its place, then the other files."""
    head = gzip.compress(b'{"text": "Good 5."}\n{"text": "')
    (tmp_path / "a.jsonl.gz").write_bytes(head + gzip.compress(b"a" * 10_000_000) * 2000)
    (tmp_path / "b.jsonl").write_bytes(b'{"text": "Good 6."}\n')
    with IsolatedParser(timeout_s=12) as parser:
        told = list(read_documents([tmp_path], parser=parser))
    assert [each.name for each in told] == ["a.jsonl.gz#1", "a.jsonl.gz#2", "b.jsonl#1"]
    assert isinstance(told[1], ReadFailure)
    assert told[1].reason == "what follows took longer than 12 s to read: split it"


def test_rows_that_take_too_much_memory_end_their_file_only(tmp_path: Path) -> None:
    """A small Parquet file that unpacks to gigabytes is one failure behind its good rows."""
    pyarrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    with parquet.ParquetWriter(tmp_path / "a.parquet", pyarrow.schema([("text", "string")])) as out:
        out.write_table(pyarrow.table({"text": ["Good 5."]}))
        out.write_table(pyarrow.table({"text": ["a" * 4_000_000] * 64}))
    (tmp_path / "b.jsonl").write_bytes(b'{"text": "Good 6."}\n')
    with IsolatedParser(memory_mb=300) as parser:
        told = list(read_documents([tmp_path], parser=parser))
    assert [type(each) for each in told] == [Document, ReadFailure, Document]
    assert isinstance(told[1], ReadFailure)
    assert "300 MB of memory" in told[1].reason


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_pipes_sockets_and_devices_are_refused_at_once(tmp_path: Path) -> None:
    """Nothing waits for a pipe that nobody writes to, or reads a device that never ends."""
    for name in ("story.txt", "stories.jsonl", "page.html"):
        os.mkfifo(tmp_path / name)
    (tmp_path / "nowhere.txt").symlink_to(tmp_path / "gone")
    (tmp_path / "folder.txt").mkdir()
    with socket.socket(socket.AF_UNIX) as bound:
        bound.bind(str(tmp_path / "s.txt"))
        named = [tmp_path / name for name in ("story.txt", "stories.jsonl", "s.txt")]
        for inputs in ([tmp_path], [*named, "/dev/zero"], [f"{tmp_path}/*"]):
            told = list(read_documents(map(str, inputs)))
            assert told
            assert all(isinstance(each, ReadFailure) for each in told)
            assert count_items([str(each) for each in inputs]) == len(told)
        for path in (tmp_path / "story.txt", tmp_path / "s.txt", Path("/dev/zero")):
            with pytest.raises(InputError, match=r"is a (named pipe|socket|device), not a file"):
                read_document(path)
    with pytest.raises(InputError, match="is a folder"):
        read_document(tmp_path / "folder.txt")


@pytest.mark.skipif(not Path("/dev/fd").exists(), reason="the system has no /dev/fd")
def test_what_a_shell_connects_is_read() -> None:
    """`<(...)` and /dev/stdin are pipes that somebody writes to."""
    code = "from extractor import Document; print(Document.read('/dev/stdin').text)"
    told = subprocess.run(
        [sys.executable, "-c", code], input=b"Words 5.", capture_output=True, check=True, timeout=60
    )
    assert told.stdout == b"Words 5.\n"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_tables_of_prices_options_and_sheets_are_files_too(tmp_path: Path) -> None:
    """Nothing else that a command is handed waits for a pipe that nobody writes to, either."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for read in (read_file, read_options, lambda path: find_price("openai:m", path)):
        with pytest.raises(UsageError, match="is a named pipe, not a file: save it to a file"):
            read(pipe)
    large = tmp_path / "large.csv"
    large.write_bytes(b"x" * 11)
    with pytest.raises(InputError, match="split it"):
        read_file(large, Limits(max_bytes=10))
