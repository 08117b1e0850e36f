"""The library in the hands of somebody who writes Python."""

from __future__ import annotations

import logging
import re
import subprocess
import sys
from collections.abc import Callable, Iterable
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

import extractor
from extractor import (
    Document,
    ExtractorError,
    Report,
    check_draft,
    code_document,
    extract,
    read_documents,
    scan_dates,
    scan_figures,
    verify,
)

STORY = "The council spent $6 million in 2019, mayor Anna Bright said."
FAULTY = "The council spent $9 million in 2019, mayor Anna Bright said."


@pytest.fixture
def story(tmp_path: Path) -> Path:
    """A story in a file."""
    path = tmp_path / "council.txt"
    path.write_text(STORY, encoding="utf-8")
    return path


TAKES_A_STORY: tuple[tuple[str, Callable[[Any], Any]], ...] = (
    ("extract", lambda story: extract(story, model="none").ledger),
    ("check_draft", lambda story: check_draft(story, STORY).findings),
    ("a source", lambda story: check_draft(FAULTY, story).findings),
    ("previous", lambda story: check_draft(FAULTY, STORY, previous=story).findings),
    ("scan_figures", scan_figures),
    ("scan_dates", scan_dates),
    ("verify", lambda story: verify({"amount": "$9 million"}, story)),
)


@pytest.mark.parametrize(("name", "give"), TAKES_A_STORY, ids=[name for name, _ in TAKES_A_STORY])
def test_text_document_and_path_are_one_story(
    name: str, give: Callable[[Any], Any], story: Path
) -> None:
    """Text, the `Document` of it and the `Path` of its file give the same."""
    assert give(STORY) == give(Document(text=STORY)) == give(story), name


@pytest.mark.parametrize("given", [None, b"Six men.", ["Six men."], 6, float("nan")])
@pytest.mark.parametrize(
    "give",
    [
        lambda it: extract(it, model="none"),
        lambda it: code_document(it, Report),
        lambda it: check_draft(it, STORY),
        lambda it: check_draft(STORY, [it]),
        lambda it: check_draft(STORY, {"wire": it}),
        scan_figures,
        lambda it: verify({"amount": "$9 million"}, it),
    ],
)
def test_what_is_no_story_is_refused_in_one_line(give: Callable[[Any], Any], given: object) -> None:
    """Anything but text, a `Document` or a `Path` is an error of ours that names its type."""
    with pytest.raises(ExtractorError) as refused:
        give(given)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("ask", "said"),
    [
        (lambda: extract(STORY, model=5), "model is a int"),  # type: ignore[arg-type]
        (lambda: extract(STORY, model="none", options={}), "options is a dict"),  # type: ignore[arg-type]
        (lambda: check_draft(STORY, STORY, options={}), "options is a dict"),  # type: ignore[arg-type]
        (lambda: check_draft(STORY, None), "the sources are a NoneType"),  # type: ignore[arg-type]
        (lambda: check_draft(STORY, b"Six"), "the sources are a bytes"),  # type: ignore[arg-type]
        (lambda: check_draft(STORY, []), "there is none"),
        (lambda: check_draft(STORY, {}), "there is none"),
        (lambda: check_draft(STORY, iter([])), "there is none"),
    ],
)
def test_wrong_argument_is_refused_in_one_line(ask: Callable[[], object], said: str) -> None:
    """A wrong type, or no source at all, is an error of ours that says what to give."""
    with pytest.raises(ExtractorError, match=re.escape(said)) as refused:
        ask()
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    "give",
    [
        lambda name: extract(name, model="none"),
        lambda name: check_draft(name, STORY),
        lambda name: check_draft(STORY, [name]),
        scan_figures,
    ],
)
def test_name_of_a_file_as_text_warns(give: Callable[[str], object], story: Path) -> None:
    """A string that is the name of a file is read as text, with a warning that points here."""
    with pytest.warns(UserWarning, match="is the name of a file") as warned:
        give(str(story))
    assert warned[0].filename == __file__


@pytest.mark.parametrize("text", ["no-such-file.txt", "Six men paid $5.", "a\nb", "x" * 5_000, "."])
def test_text_that_names_no_file_does_not_warn(text: str) -> None:
    """Text, however short or long, is text without a word."""
    scan_figures(text)  # a warning would fail the test


@pytest.mark.parametrize(
    "sources",
    [
        {"wire.txt": STORY},
        {"wire.txt": Document(text=STORY, name="other.txt")},
        [Document(text=STORY, name="wire.txt")],
    ],
)
def test_mapping_names_its_sources(sources: Any) -> None:
    """A mapping's values are the sources, and its keys their names."""
    report = check_draft(FAULTY, sources)
    assert report.compared_with == "1 source: wire.txt"
    assert [finding.found for finding in report.problems]


def test_sources_may_come_one_by_one() -> None:
    """A generator gives sources as a list does."""
    sources: Iterable[str] = (text for text in (STORY, "Nothing else."))
    assert len(check_draft(FAULTY, sources).sources) == 2


def test_one_input_is_never_its_letters(story: Path) -> None:
    """`read_documents` takes one path where several are wanted."""
    for given in (story, str(story)):
        (document,) = read_documents(given)
        assert document == Document.read(story)


def test_equal_runs_are_equal() -> None:
    """Two runs over one story are equal whatever the clock said; other stories are not."""
    first, second = extract(STORY, model="none"), extract(STORY, model="none")
    assert first == second
    assert first.timing
    later = first.timing.model_copy(update={"started": "2031-01-01T00:00:00+00:00"})
    assert first == first.model_copy(update={"timing": later})
    assert first == first.model_copy(update={"timing": None})
    assert first != extract(FAULTY, model="none")
    assert first != first.model_copy(update={"facts": ("other",)})
    assert first != STORY


def test_repr_is_short() -> None:
    """A report says in a line what it is about; the whole of it is what `to_json` is for."""
    report = extract(Document(text=STORY, name="council.txt"), model="none")
    said = "<Report on 'council.txt': 0 facts, 0 problems, 0 of 2 figures or dates claimed>"
    assert repr(report) == str(report) == said
    draft = check_draft(FAULTY, {"wire.txt": STORY})
    assert re.fullmatch(
        r"<DraftReport on a text against 1 source: [1-9] problems?, \d+ findings>", repr(draft)
    )


def test_report_becomes_page_json_and_rows() -> None:
    """Both kinds of report give a page, JSON that reads back, and rows with one set of columns."""
    story = extract(STORY, model="none")
    draft = check_draft(FAULTY, STORY)
    for report in (story, draft):
        assert report.to_html().startswith("<!DOCTYPE html>")
        assert type(report).model_validate_json(report.to_json()) == report
        rows = report.to_rows()
        assert rows
        assert len({tuple(row) for row in rows}) == 1
    assert "timing" not in story.to_json()
    assert "timing" in story.to_json(with_timing=True)
    assert {"$6 million"} <= {row["figure"] for row in story.to_rows()}
    assert {"$9 million"} <= {row["words"] for row in draft.to_rows()}


def test_notebook_shows_the_page_in_a_frame_of_its_own() -> None:
    """The page is one attribute of a sandboxed frame, whatever the story is made of."""
    report = check_draft(f"{FAULTY} </iframe><script>alert('\"')</script>", STORY)
    frame = report._repr_html_()
    assert frame.count("<") == 2
    assert frame.startswith("<iframe ")
    assert frame.endswith("></iframe>")
    assert 'sandbox="allow-scripts"' in frame


def test_verified_object_knows_its_problems() -> None:
    """What `verify` gives is a list, and says which of its findings are problems."""
    found = verify({"amount": "$9 million", "mayor": "Anna Bright"}, STORY)
    assert isinstance(found, list)
    assert found.problems == tuple(each for each in found if each.is_problem)
    assert [each.field for each in found.problems] == ["amount"]


def test_logger_tells_of_a_run_without_its_words(caplog: pytest.LogCaptureFixture) -> None:
    """The logger `extractor` names the story and what came of it, and no word of the text."""
    with caplog.at_level(logging.INFO, logger="extractor"):
        extract(Document(text=STORY, name="council.txt"), model="none")
    assert "council.txt" in caplog.text
    assert "Anna" not in caplog.text


def test_version_is_the_installed_one() -> None:
    """`extractor.__version__` is what the package's metadata say."""
    assert extractor.__version__ == version("fact-extractor")


def test_package_says_that_it_has_types() -> None:
    """`py.typed` stands in the package, and so in the wheel; CI reads a script against that."""
    assert files("extractor").joinpath("py.typed").is_file()


def test_import_of_the_library_loads_no_tables() -> None:
    """Neither reports nor pydantic are loaded before a name is asked for."""
    code = "import extractor, sys; print([m for m in ('pydantic', 'jinja2') if m in sys.modules])"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout == "[]\n"
