"""`extractor check` and `extractor extract`: which file comes out of which ending."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import pytest
from compared import COUNCIL, DRAFT, WIRE
from typer.testing import CliRunner

from extractor.cli import endings
from extractor.cli.main import app
from extractor.errors import OptionError
from extractor.outputs import DRAFT_FORMATS, FORMATS, draft_bytes, extras


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A draft and its two sources as files."""
    for name, text in (("draft.txt", DRAFT), ("wire.txt", WIRE), ("council.txt", COUNCIL)):
        (tmp_path / name).write_text(text, encoding="utf-8", newline="")
    return tmp_path


def run_check(folder: Path, *arguments: str, draft: str = "draft.txt") -> bytes:
    """What the command writes to stdout."""
    sources = [f"--against={folder / name}" for name in ("wire.txt", "council.txt")]
    result = CliRunner().invoke(app, ["check", str(folder / draft), *sources, *arguments])
    assert result.exit_code == 0, result.output or result.exception
    return result.stdout_bytes


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("report.html", b"<!DOCTYPE html>"),
        ("report.htm", b"<!DOCTYPE html>"),
        ("report.json", b'{\n  "compared_with"'),
        ("sheet.csv", b"id,kind,words,sentence"),
        ("sheet.xlsx", b"PK"),
        ("checked.docx", b"PK"),
        ("report.txt", b"Compared with: 2 sources: wire.txt, council.txt"),
    ],
)
def test_ending_of_the_output_decides(folder: Path, name: str, start: bytes) -> None:
    """Without -f the file's ending says what is written."""
    assert run_check(folder, "-o", str(folder / name)) == b""
    assert (folder / name).read_bytes().startswith(start)


def test_format_goes_to_stdout(folder: Path) -> None:
    """With -f and no -o the text is printed."""
    assert run_check(folder, "-f", "html").startswith(b"<!DOCTYPE html>")
    assert json.loads(run_check(folder, "-f", "annotations"))["type"] == "AnnotationPage"
    assert run_check(folder, "-f", "worksheet").startswith(b"id,kind,")


def test_word_draft_comes_back_with_comments(folder: Path) -> None:
    """A .docx draft gives its own document, the findings tied to its words."""
    docx = pytest.importorskip("docx")
    document = docx.Document()
    document.add_paragraph("The bridge opened in ").add_run("1913").bold = True
    document.save(folder / "draft.docx")
    run_check(folder, "-o", str(folder / "checked.docx"), draft="draft.docx")
    checked = docx.Document(BytesIO((folder / "checked.docx").read_bytes()))
    assert [run.text for run in checked.paragraphs[0].runs if run.bold] == ["1913"]
    texts = [comment.text for comment in checked.comments]
    assert texts[0].startswith("Compared with: 2 sources: wire.txt, council.txt")
    assert any('"1913" here; wire.txt says "1931"' in text for text in texts[1:])


def test_word_document_needs_a_file(folder: Path) -> None:
    """A Word document is not printed on a terminal."""
    result = CliRunner().invoke(
        app, ["check", str(folder / "draft.txt"), f"--against={folder / 'wire.txt'}", "-f", "docx"]
    )
    assert isinstance(result.exception, OptionError)
    assert "-o checked.docx" in str(result.exception)


def test_worksheet_of_a_story(folder: Path) -> None:
    """`extract` writes the worksheet of a story too, as workbook or CSV by ending."""
    for name, start in (("sheet.xlsx", b"PK"), ("sheet.html", b"<!DOCTYPE html>")):
        arguments = ["extract", str(folder / "wire.txt"), "--model", "none", "-f", "worksheet"]
        result = CliRunner().invoke(app, [*arguments, "-o", str(folder / name)])
        assert result.exit_code == 0
        assert (folder / name).read_bytes().startswith(start)


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("f.csv", b"start,end,text"),
        ("f.json", b'{\n  "figures"'),
        ("f.jsonl", b'{"span"'),
        ("f.html", b"<!DOCTYPE html>"),
        ("f.HTM", b"<!DOCTYPE html>"),
        ("f.xlsx", b"PK"),
        ("f.txt", b"from"),
        ("f", b"from"),
    ],
)
def test_ending_decides_how_figures_are_listed(folder: Path, name: str, start: bytes) -> None:
    """`figures` writes what the file's ending means."""
    arguments = ["figures", str(folder / "wire.txt"), "-o", str(folder / name)]
    assert CliRunner().invoke(app, arguments).exit_code == 0
    assert (folder / name).read_bytes().lstrip().startswith(start)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["figures", "wire.txt", "-o", "f.docx"], ".txt, .json, .jsonl, .csv, .html, .htm, .xlsx"),
        (["extract", "wire.txt", "-m", "none", "-o", "r.md"], ".csv, .xlsx"),
        (["check", "draft.txt", "--against", "wire.txt", "-o", "c.pdf"], ".docx"),
        (["figures", "wire.txt", "-f", "csv", "-o", "f.xlsx"], "csv goes into .csv"),
        (["figures", "wire.txt", "-f", "xlsx"], "-o figures.xlsx"),
        (["audit", "store", "--export", "sheet.xlsx"], "choose an ending from .csv"),
        (["batch", "wire.txt", "-m", "none", "-o", "all.csv"], "a folder is wanted"),
        (["batch", "export", "store", "-o", "all.parquet"], "a folder is wanted"),
        (
            [
                "batch",
                "wire.txt",
                "--engine",
                "provider-batch",
                "--requests-out",
                "r.json",
                "-o",
                "out",
            ],
            "choose an ending from .jsonl",
        ),
    ],
)
def test_ending_that_is_not_written_is_refused(
    folder: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], said: str
) -> None:
    """No command writes one format into a file that is named as another, or files for folders."""
    monkeypatch.chdir(folder)
    before = sorted(folder.iterdir())
    result = CliRunner().invoke(app, words)
    assert isinstance(result.exception, OptionError)
    assert said in str(result.exception)
    assert sorted(folder.iterdir()) == before


def test_formats_of_the_command_are_those_of_the_library() -> None:
    """What --help names is what can be written."""
    assert endings.CHECK.names == DRAFT_FORMATS
    assert endings.EXTRACT.names == FORMATS


def test_a_missing_package_is_one_line_with_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the extra the error names the package and the pip install."""

    def missing(name: str) -> object:
        raise ImportError(name)

    monkeypatch.setattr(extras, "import_module", missing)
    with pytest.raises(OptionError) as caught:
        extras.import_extra("openpyxl.styles", "A worksheet as .xlsx")
    assert str(caught.value) == (
        "A worksheet as .xlsx needs openpyxl, which is not installed: "
        "pip install 'fact-extractor[documents]'"
    )


def test_unknown_format_is_refused_by_name() -> None:
    """A format that does not exist is named with those that do."""
    from compared import bridge_report

    with pytest.raises(OptionError, match="'pdf'"):
        draft_bytes(bridge_report(), "pdf")  # type: ignore[arg-type]  # that is the point
