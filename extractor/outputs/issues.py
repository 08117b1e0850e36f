"""What needs an eye in a file, by line and column: for editors, hooks and GitHub's annotations."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath

from extractor.outputs.reading import by_need, need_of
from extractor.outputs.visible import one_line, shown
from extractor.outputs.words import NEED_COUNT
from extractor.readers.formats import TEXT_SUFFIXES, suffix_of
from extractor.readers.inputs import printable
from extractor.schemas.finding import Finding
from extractor.schemas.report import DraftReport


@dataclass(frozen=True, slots=True)
class Place:
    """Where words stand in a file; lines and columns begin at 1, and a column is a character."""

    line: int
    column: int
    end_line: int
    end_column: int
    """One past the last character."""


@dataclass(frozen=True, slots=True)
class Issue:
    """One finding that needs an eye, and where it stands."""

    finding: Finding
    place: Place | None
    """None where the file has no lines, as a Word document, or the finding no words."""
    message: str
    """The finding in one line, with the source that it stands on where there are several."""


def issues_of(report: DraftReport, path: str | None) -> tuple[Issue, ...]:
    """What needs an eye, in the order in which to read it; `path` is the draft's file."""
    has_lines = path is None or suffix_of(path) in TEXT_SUFFIXES
    lines = _Lines(report.document.text) if has_lines else None
    return tuple(
        Issue(
            finding,
            lines.place(finding.span.start, finding.span.end) if lines and finding.span else None,
            _message(finding, report),
        )
        for finding in by_need(report.findings)
    )


def issue_lines(report: DraftReport, path: str | None) -> str:
    """A line for each: file, line, column, message and check, as editors link them."""
    name = shown(path or report.document.name or "draft")
    return "".join(
        f"{name}:{_numbers(issue.place)} {issue.message} [{issue.finding.check}]\n"
        for issue in issues_of(report, path)
    )


def github_commands(report: DraftReport, path: str | None) -> str:
    """GitHub's workflow commands: an annotation for each, and one that says what was compared.

    Errors and warnings are problems, notices ask for an eye. Nothing of a story is a command: each
    line is one of ours, with the signs that mean something in it written as numbers.
    """
    return "".join(_commands(report, path))


def counted(report: DraftReport) -> str:
    """How much needs an eye, and what was compared with what."""
    needs = Counter(need_of(finding) for finding in report.findings)
    counts = " · ".join(f"{needs[need]:,} {words}" for need, words in NEED_COUNT.items())
    return f"{counts}. Compared with: {one_line(report.compared_with)}"


def _commands(report: DraftReport, path: str | None) -> Iterator[str]:
    file = printable(PurePath(path).as_posix()) if path is not None else None
    for issue in issues_of(report, path):
        finding, place = issue.finding, issue.place
        kind = finding.severity if finding.severity in ("error", "warning") else "notice"
        values: dict[str, object] = {}
        if file is not None:
            values = {"file": file, **_numbered(place)}
        word = finding.word if finding.is_problem else "to look at"
        values["title"] = f"{word} ({finding.check})"
        yield _command(kind, values, issue.message)
    yield _command("notice", {"title": "fact-extractor"}, counted(report))


def _numbered(place: Place | None) -> dict[str, object]:
    if place is None:
        return {}
    values: dict[str, object] = {"line": place.line, "endLine": place.end_line}
    if place.line == place.end_line:  # across lines GitHub takes no columns
        values |= {"col": place.column, "endColumn": place.end_column}
    return values


def _command(kind: str, values: dict[str, object], message: str) -> str:
    told = ",".join(f"{key}={_property(str(value))}" for key, value in values.items())
    return f"::{kind} {told}::{_data(message)}\n"


def _data(words: str) -> str:
    return words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(words: str) -> str:
    return _data(words).replace(":", "%3A").replace(",", "%2C")


def _message(finding: Finding, report: DraftReport) -> str:
    said = one_line(finding.message)
    if finding.source is None or len(report.sources) < 2:
        return said
    name = report.sources[finding.source].name
    return f"{said} ({one_line(name)})" if name else said


def _numbers(place: Place | None) -> str:
    return f"{place.line}:{place.column}:" if place else ""


class _Lines:
    """The lines of a text, as git counts them."""

    def __init__(self, text: str) -> None:
        self._mark = len(text) - len(text.removeprefix("\ufeff"))  # no column of the first line
        self._starts = [0, *(at + 1 for at, sign in enumerate(text) if sign == "\n")]

    def place(self, start: int, end: int) -> Place:
        """Where `text[start:end]` stands."""
        return Place(*self._at(start), *self._at(end))

    def _at(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._starts, offset)
        column = offset - self._starts[line - 1] + 1
        return line, column - (self._mark if line == 1 and offset else 0)
