"""What leaves the desk as a file, and the worksheet that comes back."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal
from urllib.parse import quote

from sqlalchemy import select
from sqlalchemy.orm import Session
from starlette.responses import Response

from extractor.ledger import make_ledger
from extractor.outputs.annotations import annotations_json
from extractor.outputs.workbook import worksheet_xlsx
from extractor.outputs.worksheet import WorksheetRow, worksheet_csv, worksheet_page
from extractor.review import views
from extractor.review.queries import QueryView
from extractor.review.records import Imported, ItemView, StoryView
from extractor.review.refusals import RefusedError
from extractor.review.sheets import (
    METHOD_WORDS,
    file_line,
    message_of,
    second_words,
    source_line,
    standing_words,
    status_words,
    take_worksheet,
)
from extractor.review.store.signoffs import last_check
from extractor.review.store.stories import document_of, draft_of, sources_of
from extractor.review.tables import Place, Story
from extractor.review.uploads import read_worksheet_upload
from extractor.review.word_file import story_docx
from extractor.review.words import QUERY_STATE
from extractor.scanning.document import scan_document
from extractor.schemas.finding import Finding
from extractor.schemas.report import DraftReport

if TYPE_CHECKING:
    from extractor.review.desk import Desk

FileFormat = Literal["csv", "xlsx", "html", "docx", "annotations", "json"]


@dataclass(frozen=True, slots=True)
class FileKind:
    """One format of a file."""

    title: str
    ending: str
    media_type: str
    is_shown: bool = False
    """Whether a browser shows it instead of keeping it."""


FILES: dict[FileFormat, FileKind] = {
    "csv": FileKind("Worksheet as CSV", "csv", "text/csv; charset=utf-8"),
    "xlsx": FileKind(
        "Worksheet as XLSX",
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    "html": FileKind("Worksheet to print", "html", "text/html; charset=utf-8", is_shown=True),
    "docx": FileKind(
        "Draft with comments, for Word",
        "docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    "annotations": FileKind(
        "Web Annotations", "annotations.jsonld", "application/ld+json; charset=utf-8"
    ),
    "json": FileKind("Everything as JSON", "json", "application/json"),
}


def export(session: Session, story: Story, format: FileFormat) -> Response:
    """One file of a story's present draft."""
    kind = FILES[format]
    data: bytes | str
    match format:
        case "csv":
            data = worksheet_csv(rows_of(session, story, views.story_view(session, story)))
        case "xlsx":
            view = views.story_view(session, story)
            rows = rows_of(session, story, view)
            data = worksheet_xlsx(rows, compared_with=view.compared_with)
        case "html":
            view = views.story_view(session, story)
            rows = rows_of(session, story, view)
            data = worksheet_page(rows, compared_with=view.compared_with, title=story.title)
        case "docx":
            data = story_docx(session, story)
        case "annotations":
            data = annotations_json(report_of(session, story))
        case "json":
            data = views.story_page(session, story).model_dump_json(indent=2)
    answer = Response(data, media_type=kind.media_type)
    name = f"{_file_stem(story.title)}-v{story.draft}.{kind.ending}"
    where = "inline" if kind.is_shown else "attachment"
    answer.headers["Content-Disposition"] = f"{where}; filename*=UTF-8''{quote(name)}"
    if kind.is_shown:
        # The page carries its own styles and says so in a policy of its own, by their hashes; a
        # header of ours would forbid them.
        answer.headers["Content-Security-Policy"] = "frame-ancestors 'none'"
    return answer


def rows_of(session: Session, story: Story, story_view: StoryView) -> list[WorksheetRow]:
    """The worksheet with what the editors filled in."""
    history = f"{story.key}/{views.last_line(session, story)}"
    shown = views.items(session, story)
    found = views.findings_for(session, story, [view.id for view in shown])
    rows = []
    for view in shown:
        findings = found.get(view.id, [])
        places = [place for each in findings for place in each.evidence]
        words = "".join(p.text for p in places[0].pieces if p.is_key) if places else ""
        rows.append(
            WorksheetRow(
                id=view.key,
                kind=view.kind,
                words=view.words,
                sentence=view.sentence,
                paragraph=str(view.paragraph),
                verdict=view.state,
                message=message_of(view, findings),
                evidence=words,
                source=places[0].label if places else "",
                status=status_words(view),
                method=METHOD_WORDS[view.method] if view.method else "",
                source_link="\n".join(source_line(source) for source in view.sources),
                note=view.note,
                initials=view.decided_by or "",
                date=view.decided_at.date().isoformat() if view.decided_at else "",
                story=story_view.name,
                compared_with=story_view.compared_with,
                version=str(view.version),
                history=history,
                queries="\n".join(map(_query_line, view.queries)),
                suggestion=_suggestion_line(view),
                second=second_words(view),
                standing=standing_words(view, places[0].standing if places else None),
                attachments="\n".join(map(file_line, view.attachments)),
            )
        )
    return rows


def _query_line(query: QueryView) -> str:
    answer = f"\n{query.answered_by}: {query.answer}" if query.answer else ""
    return f"{query.asked_by}: {query.question} ({QUERY_STATE[query.state]}){answer}"


def _suggestion_line(view: ItemView) -> str:
    suggestion = view.suggestion
    if suggestion is None:
        return ""
    taken = f" (taken in version {suggestion.taken_in})" if suggestion.taken_in else ""
    return f"{suggestion.by}: {suggestion.words or 'take it out'}{taken}"


def report_of(session: Session, story: Story) -> DraftReport:
    """What the checks said of the present draft, as the library's own report.

    Raises:
        RefusedError: the checks have not ended yet.
    """
    draft = draft_of(session, story, story.draft)
    run = last_check(session, draft, is_done=True)
    if run is None:
        raise RefusedError("the checks have not finished: try again when they have")
    by_number = {source.number: source for source in sources_of(session, story)}
    if any(number not in by_number for number in run.sources):
        raise RefusedError("a source was taken away just now: try again when the checks are done")
    findings: dict[Finding, None] = {}
    query = (
        select(Place.findings).where(Place.draft_id == draft.id).order_by(Place.harm, Place.start)
    )
    for stored in session.scalars(query):
        findings |= {Finding.model_validate(each["finding"]): None for each in stored}
    document = document_of(draft)
    return DraftReport(
        compared_with=run.compared_with or "",
        document=document,
        sources=tuple(document_of(by_number[number]) for number in run.sources),
        findings=tuple(findings),
        ledger=make_ledger(scan_document(document)),
    )


def import_worksheet(desk: Desk, key: str, data: bytes, name: str, who: str) -> Imported:
    """Read a filled-in worksheet and take its sign-offs over.

    Raises:
        InputError: the file is no worksheet, or one of another story.
    """
    return take_worksheet(desk, key, read_worksheet_upload(data, name), who)


def _file_stem(title: str) -> str:
    """A file's name out of a story's: letters and digits of any script, and nothing else."""
    return re.sub(r"[\W_]+", "-", title).strip("-").lower()[:60] or "story"
