"""A Word document with comments at the words that findings are about."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

from extractor.errors import InputError
from extractor.outputs.comparison import Comparison
from extractor.outputs.extras import import_extra
from extractor.outputs.places import Places
from extractor.outputs.reading import need_of
from extractor.outputs.visible import shortened, visible
from extractor.outputs.word_changes import Rewording, TrackedChanges, word_date
from extractor.outputs.word_runs import RunMap, RunRange
from extractor.outputs.words import NEED_COUNT, NEED_TITLE
from extractor.readers.limits import Limits, check_archive
from extractor.schemas.finding import Finding
from extractor.schemas.report import DraftReport
from extractor.schemas.span import Span

AUTHOR, INITIALS = "fact-extractor", "FE"
"""Who the comments of the checks are by, as Word shows it."""

_WHAT = "A draft as .docx"
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LONGEST_SENTENCE = 300
_DATE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}date"


@dataclass(frozen=True, slots=True)
class Comment:
    """What to say at some words of a text."""

    span: Span | None
    """None for the whole text: the comment stands at its beginning."""
    text: str
    """One or several paragraphs, with line ends between."""
    by: str | None = None
    """The initials of who says it; none where it is the checks."""
    at: datetime | None = None
    """When it was said; not given for the checks, so that equal reports give equal comments."""

    @property
    def words(self) -> str:
        """The words that it is about; none where it is about the whole text."""
        return self.span.text if self.span is not None else ""


@dataclass(frozen=True, slots=True)
class CommentedDocument:
    """A Word document with its comments, and those that have no place in it."""

    data: bytes
    placed: int
    not_placed: tuple[Comment, ...]
    """They are in the document's first comment too."""
    not_tracked: tuple[Rewording, ...] = ()
    """Suggested wordings that are comments, because their words have no one place in the document,
    or another one stands there."""


def draft_docx(report: DraftReport, original: bytes | None = None) -> CommentedDocument:
    """The draft with a comment at the words of each finding that needs an eye.

    `original` is the .docx that the draft was read from, which keeps its formatting and its own
    comments; without it a new document has the draft's text. The first comment says what was
    compared with what.

    Raises:
        InputError: the original is no Word document.
        OptionError: python-docx is not installed.
    """
    comparison = Comparison(report)
    comments, homeless = _comments(comparison)
    counts = " · ".join(f"{comparison.needs[need]} {words}" for need, words in NEED_COUNT.items())
    head = f"Compared with: {report.compared_with}\n{counts}"
    if homeless:
        head += "\nAbout the whole draft:\n" + "\n".join(homeless)
    return commented_docx(
        report.document.text,
        comments,
        head=head,
        original=original,
        name=report.document.name or "the draft",
    )


def commented_docx(
    text: str,
    comments: Sequence[Comment],
    *,
    head: str,
    original: bytes | None = None,
    name: str = "the document",
    rewordings: Sequence[Rewording] = (),
) -> CommentedDocument:
    """A Word document of the text with these comments; spans point into `text`.

    `rewordings` become tracked changes by who suggests them; one that cannot becomes a comment.

    Raises:
        InputError: the original is no Word document.
        OptionError: python-docx is not installed.
    """
    docx = import_extra("docx", _WHAT)
    if original is None:
        document = _new_document(docx, text)
        text = _NO_XML.sub("\ufffd", text)  # as the new document has it, one for one
    else:
        document = _opened(docx, original, name)
    runs = RunMap(document.element.body, text)
    first = runs.first_run
    changes = TrackedChanges(runs, text, rewordings)
    comments = [*comments, *map(_as_comment, changes.lost)]
    spans = {_in(text, comment) for comment in comments if comment.span}
    places = runs.cut_out(spans, changes.cuts)
    lost = tuple(each for each in comments if each.span and _in(text, each) not in places)
    if lost:
        head += "\nNot at their words, which could not be found in this document:"
        head += "".join(_line(each) for each in lost)
    if first is None:
        first = document.add_paragraph().add_run()._r
    whole = RunRange(first, first)
    writer = _Comments(document)
    for comment in (Comment(None, head), *comments):
        place = places.get(_in(text, comment)) if comment.span else whole
        if place is not None:
            writer.add(place.first, place.last, comment)
    # After the comments, which then stand around what is struck out and put in.
    changes.write(document.element.body)
    file = BytesIO()
    document.save(file)
    return CommentedDocument(file.getvalue(), len(comments) - len(lost), lost, changes.lost)


def _as_comment(rewording: Rewording) -> Comment:
    said = f"Suggested: “{rewording.words}”" if rewording.words else "Suggested: take it out"
    return Comment(rewording.span, said, rewording.by, rewording.at)


def _in(text: str, comment: Comment) -> Span:
    """The words of a comment as the document's text has them."""
    assert comment.span is not None
    return Span.of(text, comment.span.start, comment.span.end)


def _line(comment: Comment) -> str:
    """A comment that has no place, on a line of the first one."""
    by = "" if comment.by is None else f"{comment.by}: "
    return f"\n“{shortened(comment.words, 80)}”: {by}{comment.text}"


def _comments(comparison: Comparison) -> tuple[list[Comment], list[str]]:
    """One comment for each place, in reading order, and what is said of no place."""
    said: defaultdict[Span, list[str]] = defaultdict(list)
    homeless: list[str] = []
    for finding in comparison.for_an_eye:
        words = _words_of(finding, comparison)
        if finding.span is not None and comparison.draft.holds(finding.span):
            said[finding.span].append(words)
        else:
            homeless.append(words)
    order = sorted(said, key=lambda span: (span.start, span.end))
    return [Comment(span, "\n".join(said[span])) for span in order], homeless


def _words_of(finding: Finding, comparison: Comparison) -> str:
    words = f"{NEED_TITLE[need_of(finding)]}: {finding.message}"
    for place in comparison.evidence_of(finding)[:1]:
        sentence = comparison.places_of(place).sentence_of(place.span)
        quoted = shortened(sentence.text, _LONGEST_SENTENCE)
        words += f"\n{comparison.name_of(place)}: “{quoted}”"
    return words


def _opened(docx: Any, data: bytes, name: str) -> Any:
    check_archive(data, name, Limits())
    try:
        return docx.Document(BytesIO(data))
    # python-docx says "malformed" with whatever happens to fail: KeyError, AttributeError,
    # XMLSyntaxError. Whatever it was, this file cannot be commented.
    except Exception as error:
        raise InputError(
            f"{name} cannot be opened as a Word document ({type(error).__name__}): "
            "open it in Word and save it again"
        ) from error


def _new_document(docx: Any, text: str) -> Any:
    document = docx.Document()
    for paragraph in Places(text).paragraphs:
        lines: Iterable[str] = re.split("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]", paragraph.text)
        run = document.add_paragraph().add_run()
        for number, line in enumerate(lines):
            if number:
                run.add_break()
            run.add_text(_NO_XML.sub("\ufffd", line))
    return document


class _Comments:
    """Writes comments into a document."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._run = import_extra("docx.text.run", _WHAT).Run
        self._ends: dict[Any, Any] = {}
        """For the last run of some words, where their comments so far end."""

    def add(self, first: Any, last: Any, comment: Comment) -> None:
        """At these runs, behind what has been said there."""
        body = self._document.element.body
        end = self._ends.get(last, last)
        who = (AUTHOR, INITIALS) if comment.by is None else (visible(comment.by),) * 2
        runs = [self._run(first, body), self._run(end, body)]
        made = self._document.add_comment(runs, visible(comment.text), *who)
        attributes = made._comment_elm.attrib
        # The time of the run is no part of the result: equal reports give equal comments.
        attributes.pop(_DATE, None)
        if comment.at is not None:
            attributes[_DATE] = word_date(comment.at)
        self._ends[last] = end.getnext().getnext()
