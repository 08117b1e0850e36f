"""Files, standard input and strings as documents."""

from __future__ import annotations

import gzip
import io
import json
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from extractor import Document, UsageError, check_draft, extract
from extractor.documents import (
    Limits,
    ReadFailure,
    checked_document,
    read_document,
    read_documents,
)
from extractor.errors import InputError
from extractor.outputs import write_report
from extractor.schemas.document import Mark


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"Plain.", "Plain."),
        ("Caf\u00e9 – 5 €.".encode(), "Caf\u00e9 – 5 €."),
        (b"\xef\xbb\xbfMarked.", "\ufeffMarked."),
        (b"Two\r\nlines\r.", "Two\r\nlines\r."),
        ("Wide".encode("utf-16"), "\ufeffWide"),
        ("Wider".encode("utf-32"), "\ufeffWider"),
        (b"A\x00null", "A\x00null"),
    ],
)
def test_text_stays_as_it_came(tmp_path: Path, data: bytes, text: str) -> None:
    """Byte order marks, line ends and NULs stay, so that offsets point into the file's text."""
    file = tmp_path / "story.txt"
    file.write_bytes(data)
    assert Document.read(file).text == text


def test_name_and_day_are_kept(tmp_path: Path) -> None:
    """A document knows its file's name, not its folder, and when it appeared."""
    file = tmp_path / "story.md"
    file.write_text("Words.")
    document = Document.read(file, published=date(2026, 5, 2))
    assert (document.name, document.published) == ("story.md", date(2026, 5, 2))
    assert Document.model_validate_json(document.model_dump_json()) == document


def test_midnight_stays_a_moment() -> None:
    """A day and the first moment of a day are kept apart through JSON."""
    for published in (date(2026, 5, 2), datetime(2026, 5, 2, tzinfo=UTC)):
        document = Document(text="Words.", published=published)
        again = Document.model_validate_json(document.model_dump_json())
        assert (again.published, type(again.published)) == (published, type(published))


def test_dash_reads_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    """`-` is standard input."""
    fed = io.TextIOWrapper(io.BytesIO("5 €".encode()))
    monkeypatch.setattr("sys.stdin", fed)
    assert Document.read("-").text == "5 €"


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("picture.txt", b"\x89PNG\x00\x00\xff", "is not a text file"),
        ("old.txt", b"K\x9aln society", "--encoding cp1252"),
        ("paper.doc", b"Words.", "files of type .doc are not read: save it as .docx"),
    ],
)
def test_file_that_is_no_text_says_what_to_do(
    tmp_path: Path, name: str, data: bytes, said: str
) -> None:
    """A file that cannot be read is one line that says what to do about it."""
    file = tmp_path / name
    file.write_bytes(data)
    with pytest.raises(UsageError, match=said) as caught:
        Document.read(file)
    assert "\n" not in str(caught.value)


def test_other_encoding_can_be_named(tmp_path: Path) -> None:
    """A file in another encoding is read when that is named; one that does not exist is refused."""
    file = tmp_path / "old.txt"
    file.write_bytes(b"Caf\xe9")
    assert Document.read(file, encoding="cp1252").text == "Café"
    for name in ("latin-99", "base64", "rot13"):
        with pytest.raises(UsageError, match=f"there is no encoding '{name}'"):
            Document.read(file, encoding=name)


def test_missing_file_and_folder_are_named(tmp_path: Path) -> None:
    """A path that leads to no file is named in the message."""
    with pytest.raises(UsageError, match="there is no file"):
        Document.read(tmp_path / "nowhere.txt")
    with pytest.raises(UsageError, match="is a folder"):
        Document.read(tmp_path)


@pytest.mark.parametrize("text", ["", " \n\t ", "\ufeff", "\x00"])
def test_empty_text_is_refused(text: str) -> None:
    """Nothing to read is an error, not an empty report."""
    with pytest.raises(UsageError, match="is empty"):
        extract(text, model="none")


def test_lone_surrogate_is_refused_with_its_place() -> None:
    """Half a character, which no file or answer can carry, is named with its place."""
    with pytest.raises(UsageError, match=r"U\+D83D\) at character 3"):
        checked_document("abc\ud83d")


def read_all(*inputs: Path | str, **options: Any) -> list[tuple[str | None, str]]:
    """Each document's name and text, each failure's name and its reason behind a "!"."""
    return [
        (each.name, "!" + each.reason if isinstance(each, ReadFailure) else each.text)
        for each in read_documents(inputs, **options)
    ]


def write(folder: Path, **files: str | bytes) -> Path:
    """Files in a folder; "__" in a name stands for a full stop and "___" for a slash."""
    for name, content in files.items():
        file = folder / name.replace("___", "/").replace("__", ".")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def lines(*rows: object) -> str:
    """JSON Lines."""
    return "".join(json.dumps(row) + "\n" for row in rows)


def test_marks_are_left_out_where_there_are_none() -> None:
    """What is written of a plain text has no trace of marks; with marks it comes back whole."""
    plain = Document(text="Words.")
    assert "marks" not in plain.model_dump_json()
    marked = Document(text="Vik: 112", marks=(Mark(5, 8, "cell", "B2", note="=A1"),))
    assert Document.model_validate_json(marked.model_dump_json()) == marked
    assert "marks" not in write_report(extract("At least 40 homes.", model="none"), "json")


def test_marks_of_a_span_are_found() -> None:
    """The marks that share a character with a span are given, long ones before it too."""
    places = [(0, 40, "page 1"), (0, 4, "A1"), (6, 9, "B1"), (12, 20, "C1")]
    document = Document(text="x" * 40, marks=tuple(Mark(a, b, "cell", c) for a, b, c in places))
    found = [
        [mark.label for mark in document.marks_at(*span)]
        for span in ((7, 8), (4, 6), (3, 13), (39, 40), (40, 41))
    ]
    assert found == [["page 1", "B1"], ["page 1"], ["page 1", "A1", "B1", "C1"], ["page 1"], []]


def test_large_file_is_refused_not_cut(tmp_path: Path) -> None:
    """A file beyond the limit is refused; a limit that fits reads all of it."""
    write(tmp_path, big__txt="word " * 300)
    with pytest.raises(UsageError, match=r"larger than the 0\.001 MB"):
        read_document(tmp_path / "big.txt", limits=Limits(max_bytes=1000))
    assert len(read_document(tmp_path / "big.txt", limits=Limits(max_bytes=1500)).text) == 1500


def test_missing_package_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the package that reads a format, the message has the command that installs it."""
    write(tmp_path, a__html="<p>Words.</p>", a__parquet=b"PAR1", a__txt="Words.")
    for name in ("trafilatura", "pyarrow"):
        monkeypatch.setitem(sys.modules, name, None)
    told = dict(read_all(tmp_path))
    assert told["a.txt"] == "Words."
    for name in ("a.html", "a.parquet"):
        assert "pip install 'fact-extractor[documents]'" in told[name]


def test_format_packages_are_loaded_on_use_only() -> None:
    """Reading plain text loads none of the packages that read other formats."""
    code = (
        "import sys, extractor, extractor.documents\n"
        "from extractor.cli import main\n"
        "heavy = ('trafilatura', 'lxml', 'pypdf', 'docx', 'openpyxl', 'pyarrow')\n"
        "print([name for name in heavy if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_folder_is_read_in_order(tmp_path: Path) -> None:
    """Every file of a folder comes once, sorted, named by its path; hidden files do not."""
    write(
        tmp_path,
        b__txt="B.",
        a___z__md="Z.",
        a__txt="A.",
        __hidden__txt="No.",
        photo__jpg=b"\xff\xd8",
    )
    (tmp_path / "loop").symlink_to(tmp_path)
    assert read_all(tmp_path) == [("a/z.md", "Z."), ("a.txt", "A."), ("b.txt", "B.")]
    assert read_all(tmp_path, skip=[tmp_path / "b.txt"])[-1] == ("a.txt", "A.")
    assert read_all(tmp_path, skip=[tmp_path / "a"]) == [("a.txt", "A."), ("b.txt", "B.")]


def test_own_outputs_are_no_stories(tmp_path: Path) -> None:
    """A report that was written into the folder of the stories is passed over."""
    report = extract(Document(text="At least 40 homes.", name="a.txt"), model="none")
    write(tmp_path, a__txt="Words.")
    for format in ("jsonl", "csv", "html"):
        (tmp_path / f"out.{format}").write_text(write_report(report, format), encoding="utf-8")
    assert read_all(tmp_path) == [("a.txt", "Words.")]


def test_format_that_may_hold_a_story_is_not_passed_over(tmp_path: Path) -> None:
    """An old Word file in a folder is a failure that says what to do, not a silent gap."""
    write(tmp_path, old__doc=b"\xd0\xcf\x11\xe0", notes__pages="x", a__txt="Words.")
    told = dict(read_all(tmp_path))
    assert told["a.txt"] == "Words."
    assert told["old.doc"] == "!files of type .doc are not read: save it as .docx"
    assert told["notes.pages"].startswith("!files of type .pages")


def test_patterns_and_named_files(tmp_path: Path) -> None:
    """A pattern stands for its files; what an earlier input gave does not come again."""
    write(tmp_path, x___a__txt="A.", x___y___b__txt="B.", x___c__md="C.")
    assert read_all(str(tmp_path / "x/**/*.txt")) == [("a.txt", "A."), ("y/b.txt", "B.")]
    assert read_all(tmp_path / "x/c.md", tmp_path / "x", tmp_path / "x/a.txt") == [
        ("c.md", "C."),
        ("a.txt", "A."),
        ("y/b.txt", "B."),
    ]


def test_two_files_never_have_one_name(tmp_path: Path) -> None:
    """Files of the same name in two folders are told apart by their paths."""
    write(tmp_path, x___a__txt="X.", y___a__txt="Y.")
    names = [name for name, _ in read_all(tmp_path / "x", tmp_path / "y")]
    assert names == ["a.txt", (tmp_path / "y/a.txt").as_posix()]


def test_input_without_a_file_is_a_failure(tmp_path: Path) -> None:
    """A missing path, an empty folder and a pattern without a match are each said, not raised."""
    (tmp_path / "empty").mkdir()
    told = read_all(
        tmp_path / "gone.txt", tmp_path / "empty", tmp_path / "*.txt", "nul\x00.txt", ""
    )
    assert [reason[:12] for _, reason in told] == [
        "!there is no",
        f"!{str(tmp_path)!r}"[:12],
        "!nothing tha",
        "!there is no",
        "!there is no",
    ]


def test_paths_come_on_standard_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """ "-" is a list of paths, parted by line ends or, as `find -print0` does, by NULs."""
    write(tmp_path, a__txt="A.", b__txt="B.", c__txt="C.")
    a, b, c = (str(tmp_path / name).encode() for name in ("a.txt", "b.txt", "c.txt"))
    for fed in (a + b"\r\n" + b + b"\n\n" + c, a + b"\0" + b + b"\0" + c + b"\0"):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(fed)))
        assert [text for _, text in read_all("-")] == ["A.", "B.", "C."]


def test_rows_of_json_lines_are_stories(tmp_path: Path) -> None:
    """Each line is a story by its id, else by its place; fields are found by their usual names."""
    rows = ({"id": 7, "Body": "Seven.", "date": "2026-03-05"}, {"body": "No id."})
    write(
        tmp_path,
        s__jsonl="\ufeff" + lines(*rows),
        z__jsonl__gz=gzip.compress(lines(*rows).encode()),
    )
    told = list(read_documents([tmp_path]))
    assert [(each.name, getattr(each, "text", None)) for each in told] == [
        ("7", "Seven."),
        ("s.jsonl#2", "No id."),
        ("7 (z.jsonl.gz#1)", "Seven."),
        ("z.jsonl.gz#2", "No id."),
    ]
    first = told[0]
    assert isinstance(first, Document)
    assert first.published == date(2026, 3, 5)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('{"text": "broken', "the line is no JSON"),
        ("[1, 2]", "no JSON object"),
        ('{"headline": "x", "n": 1}', "no field like .*only 'headline', 'n': name the text field"),
        ('{"text": 5}', "holds no text, but int"),
        ('{"text": null}', "holds no text, but NoneType"),
        ('{"text": "  "}', "is empty"),
        ('{"text": "a\\ud83d"}', "lone surrogate"),
        ('{"text": "a", "date": "Friday"}', "holds no date, but 'Friday'"),
        ("[" * 100_000, "no usable JSON|no JSON"),
        ('{"text": ' + "9" * 5000 + "}", "no usable JSON"),
        ('{"text": "' + "long " * 300 + '"}', "longer than 0.001 MB"),
    ],
)
def test_broken_row_is_one_failure(tmp_path: Path, line: str, said: str) -> None:
    """A row that is no story is named with its line and reason; those around it are read."""
    good = json.dumps({"text": "Good."})
    write(tmp_path, s__jsonl=f"{good}\n{line}\n\n{good}\n")
    limits = Limits(max_bytes=1000) if "longer" in said else Limits()
    told = read_all(tmp_path / "s.jsonl", limits=limits)
    assert [name for name, _ in told] == ["s.jsonl#1", "s.jsonl#2", "s.jsonl#4"]
    assert told[0][1] == told[2][1] == "Good."
    (failure,) = [
        each for each in read_documents([tmp_path], limits=limits) if isinstance(each, ReadFailure)
    ]
    with pytest.raises(AssertionError, match=said):
        raise AssertionError(failure.reason)
    assert "\n" not in failure.reason


def test_wrong_byte_costs_one_row(tmp_path: Path) -> None:
    """A line in another encoding is a failure of its own; with that encoding named all is read."""
    data = b'{"text": "Good."}\n{"text": "Caf\xe9."}\n{"text": "Good."}\n'
    write(tmp_path, s__jsonl=data)
    told = read_all(tmp_path)
    assert [text for _, text in told][::2] == ["Good.", "Good."]
    assert "0xe9" in told[1][1]
    assert read_all(tmp_path, encoding="cp1252")[1][1] == "Café."


def test_archive_that_ends_early_gives_what_it_has(tmp_path: Path) -> None:
    """The rows before the damage are read, and the damage is one failure with its place."""
    import random

    noise = random.Random(5).randbytes(40_000).hex()
    whole = gzip.compress(lines({"text": "One."}, {"text": noise}).encode())
    write(tmp_path, s__jsonl__gz=whole[: len(whole) // 2], t__jsonl__gz=b"no archive")
    told = read_all(tmp_path)
    assert told[0] == ("s.jsonl.gz#1", "One.")
    assert told[1][1].startswith("!the archive is damaged")
    assert told[2][1].startswith("!the archive is damaged")
    assert len(told) == 3


def test_named_fields_win(tmp_path: Path) -> None:
    """The caller's fields are used and missed by name; an empty name switches guessing off."""
    row = {"text": "T.", "lead": "L.", "id": "i", "key": "k", "date": "Friday", "on": "2026-03-05"}
    write(tmp_path, s__jsonl=lines(row, {"text": "T."}))
    told = list(read_documents([tmp_path], text_field="lead", id_field="key", date_field="on"))
    assert isinstance(told[0], Document)
    assert (told[0].text, told[0].name, told[0].published) == ("L.", "k", date(2026, 3, 5))
    assert isinstance(told[1], ReadFailure)
    assert "no field 'lead' in it, only 'text'" in told[1].reason
    assert [name for name, _ in read_all(tmp_path, id_field="", date_field="")] == [
        "s.jsonl#1",
        "s.jsonl#2",
    ]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2026-03-05", date(2026, 3, 5)),
        ("2026-03-05T10:30:00+01:00", datetime.fromisoformat("2026-03-05T10:30:00+01:00")),
        ("2026-03-05 10:30", datetime(2026, 3, 5, 10, 30)),
        ("Thu, 05 Mar 2026 10:30:00 GMT", datetime(2026, 3, 5, 10, 30, tzinfo=UTC)),
        ("", date(2020, 1, 1)),
        (None, date(2020, 1, 1)),
    ],
)
def test_day_of_a_row(tmp_path: Path, written: str | None, read: date) -> None:
    """Days and moments are read as written; a row without one has the day given for all."""
    write(tmp_path, s__jsonl=lines({"text": "T.", "when": written}))
    (told,) = read_documents([tmp_path], date_field="when", published=date(2020, 1, 1))
    assert isinstance(told, Document)
    assert (told.published, type(told.published)) == (read, type(read))


def test_order_of_day_and_month_goes_with_every_document(tmp_path: Path) -> None:
    """Files and rows alike are told how "01/02/2026" is meant, and nothing is written otherwise."""
    write(tmp_path, s__jsonl=lines({"text": "T."}), t__txt="T.")
    told = list(read_documents([tmp_path], day_first=True))
    assert [each.day_first for each in told if isinstance(each, Document)] == [True, True]
    assert "day_first" not in Document(text="T.").model_dump()


def test_given_day_wins_over_a_guessed_field(tmp_path: Path) -> None:
    """A day given for all is used rather than a field that is only taken for one."""
    write(tmp_path, s__jsonl=lines({"text": "T.", "date": "2026-03-05"}))
    (told,) = read_documents([tmp_path], published=date(2020, 1, 1))
    assert isinstance(told, Document)
    assert told.published == date(2020, 1, 1)


def test_table_is_rows_or_one_document(tmp_path: Path) -> None:
    """With a text field named each row of a .csv is a story; without, it is asked for."""
    data = '\ufeffid;text\r\n7;"Two lines\r\nand a; mark"\r\n\r\n8;A\x00B\r\n9;a;b\r\n;No id.\r\n'
    write(tmp_path, s__csv=data)
    told = read_all(tmp_path, text_field="text")
    assert told[:2] == [("7", "Two lines\r\nand a; mark"), ("8", "A\x00B")]
    assert told[2][1].startswith("!the row has 3 cells where the header has 2")
    assert told[3] == ("s.csv#4", "No id.")
    ((name, text),) = read_all(tmp_path)
    assert name == "s.csv"
    assert "with the columns 'id', 'text': name the one with the text" in text
    table = read_document(tmp_path / "s.csv").text
    assert table.startswith("id; text\nid: 7; text: Two lines and a; mark")


def test_table_is_no_story_but_a_source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a story is wanted a table is refused with its columns; as a source it is read."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path, t__csv="town,members\nVik,41\n", u__tsv="town\tmembers\nVik\t41\n")
    for name in ("t.csv", "u.tsv"):
        for read in (Document.read, lambda path: extract(Path(path), model="none")):
            with pytest.raises(InputError, match=r"with the columns 'town', 'members': "):
                read(name)
        assert "members: 41" in Document.read(name, as_table=True).text
        report = check_draft("Vik has 41 members.", [Path(name)])
        assert not report.problems
        draft = check_draft(Path(name), "Vik has 41 members.")
        assert "41" in draft.document.text


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("", "the columns none"),
        ("\ufeffid;body text\n1;x\n", "the columns 'id', 'body text'"),
        ("a\x1b[31m,b\n", "the columns 'a\\x1b[31m', 'b'"),
        (",".join(f"c{n}" for n in range(30)), "'c19' and 10 more"),
        ("x" * 500, f"{'x' * 60!r}"),
        ('"never closed', "its first line is no header"),
    ],
)
def test_columns_are_named_whatever_the_header(tmp_path: Path, data: str, said: str) -> None:
    """Any first line ends in one short line that says what there is to choose from."""
    write(tmp_path, t__csv=data)
    with pytest.raises(InputError) as caught:
        Document.read(tmp_path / "t.csv")
    assert said in str(caught.value)
    assert len(str(caught.value).splitlines()) == 1


def test_quote_that_never_ends_is_a_failure(tmp_path: Path) -> None:
    """A row that swallows the rest of its file is said to, after the rows before it."""
    write(tmp_path, s__csv='id,text\n1,Good.\n2,"Never ends\n3,Lost.\n')
    told = read_all(tmp_path, text_field="text")
    assert told[0] == ("1", "Good.")
    assert [reason.startswith("!the row is not well quoted") for _, reason in told[1:]] == [True]


def test_parquet_rows_are_stories(tmp_path: Path) -> None:
    """Rows of all row groups are read, of the needed columns only; dates keep their type."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = pa.table(
        {
            "id": [f"r{n}" for n in range(5)],
            "text": ["One.", "Two.", None, "Four.", ""],
            "published": pa.array([date(2026, 3, 5)] * 5),
            "noise": [[1, 2]] * 5,
        }
    )
    pq.write_table(table, tmp_path / "s.parquet", row_group_size=2)
    told = list(read_documents([tmp_path]))
    assert [each.name for each in told] == ["r0", "r1", "s.parquet#3", "r3", "s.parquet#5"]
    assert isinstance(told[0], Document)
    assert told[0].published == date(2026, 3, 5)
    whole = (tmp_path / "s.parquet").read_bytes()
    for damaged in (whole[:200], b"PAR1" + b"\x00" * 50, b"words"):
        write(tmp_path, s__parquet=damaged)
        ((_, reason),) = read_all(tmp_path)
        assert reason.startswith(("!it is damaged", "!it is not a Parquet file")), reason


def test_one_story_cannot_be_read_from_many(tmp_path: Path) -> None:
    """A file of rows is no document; a file of rows without rows is said to be empty."""
    write(tmp_path, s__jsonl="\n")
    with pytest.raises(UsageError, match="holds many stories"):
        Document.read(tmp_path / "s.jsonl")
    assert read_all(tmp_path) == [("s.jsonl", "!s.jsonl has no rows: check the file")]
