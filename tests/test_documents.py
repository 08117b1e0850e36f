"""Files, standard input and strings as documents."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from extractor import Document, UsageError, extract
from extractor.documents import checked_document


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
        ("old.txt", b"Caf\xe9 society", "--encoding cp1252"),
        ("paper.pdf", b"%PDF", "files of type .pdf are not read"),
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
