"""A worksheet that comes back to the desk: which of its rows are taken, and why the others are not.

A row is a decision like any other: it names the version of the fact that its writer saw.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import JsonValue, ValidationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from extractor.errors import InputError
from extractor.outputs.cells import cell_text, safe_cell
from extractor.outputs.visible import one_line, shortened
from extractor.outputs.worksheet import WorksheetRow
from extractor.outputs.worksheet_back import ReadWorksheet
from extractor.review import views
from extractor.review.evidence_files import AttachmentView
from extractor.review.records import Decision, FindingView, Imported, ItemView, SourceNote
from extractor.review.refusals import RefusedError, StaleError
from extractor.review.store.history import locked_story
from extractor.review.store.signoffs import as_it_is, clock, decide
from extractor.review.tables import Entry, Item, Story
from extractor.review.words import METHOD, STANDING, STATUS, Method, Standing

if TYPE_CHECKING:
    from extractor.review.desk import Desk

METHOD_WORDS: dict[Method, str] = {
    method: words.partition(",")[0] for method, words in METHOD.items()
}
"""What a worksheet calls a method."""

_STATUS_OF = {words: status for status, words in STATUS.items()}
_METHOD_OF = {words: method for method, words in METHOD_WORDS.items()}
_VERSION = re.compile(r"v?(\d{1,9})(?:[.,]0+)?")
_HISTORY = re.compile(r"([A-Za-z0-9_-]{1,24})/(\d{1,9})")
_LINK = re.compile(r"https?://\S+")
_BETWEEN = " · "


def take_worksheet(desk: Desk, key: str, worksheet: ReadWorksheet, who: str) -> Imported:
    """Take the sign-offs of a worksheet over; all of its rows in one transaction.

    A row that says what the desk says changes nothing. One that says something else is taken if
    nobody decided about its fact since the worksheet went out, nor has claimed it; the others are
    refused by name. A row that does not say which version it shows only fills what nobody has
    decided yet.

    Raises:
        InputError: all of it is about another story.
    """
    _refuse_foreign(key, worksheet)
    refused = [f"row {each.row}: {each.message}" for each in worksheet.errors]
    torn = {each.torn for each in worksheet.errors if each.torn}
    still_open: list[str] = []
    changed = unchanged = 0
    now = desk.read(key, _as_shown)
    with desk.database.writing() as session:
        story = locked_story(session, key)
        taking = _Taking(session, story, who, now)
        query = select(Item).where(Item.story_id == story.id)
        known = {item.key: item for item in session.scalars(query)}
        for row in worksheet.rows:
            name = f"“{shortened(row.words, 60)}”"
            item = known.get(row.id)
            if item is None:
                refused.append(f"{row.id} ({name}) is no fact of this story")
                continue
            if item.key in torn:
                refused.append(f"{name}: two rows say different things of it; neither was taken")
                continue
            said = _said(row, item, now.get(item.id))
            if not said:
                unchanged += 1
                continue
            try:
                hides = taking.take(row, item, said)
            except RefusedError as error:
                refused.append(f"{name}: {error}")
                continue
            except ValidationError as error:
                first = error.errors()[0]
                where = ".".join(str(part) for part in first["loc"])
                refused.append(f"{name}: {where}: {first['msg']}; the row was not accepted")
                continue
            changed += 1
            if hides:
                still_open.append(
                    f"{name}: the checks report something that this row of the worksheet does not "
                    "show: look at it again"
                )
    if changed:
        desk.hub.wake(key)
    return Imported(
        changed=changed,
        unchanged=unchanged,
        refused=tuple(refused),
        still_open=tuple(still_open),
        guessed=worksheet.guessed,
    )


def second_words(view: ItemView) -> str:
    """Who signed a decision second, and when; or that somebody has to."""
    if view.second_by is None or view.second_at is None:
        return "wanted" if view.wants_second else ""
    return f"{view.second_by}, {view.second_at.date().isoformat()}"


def standing_words(view: ItemView, standing: Standing | None) -> str:
    """Whether the source of a fact is primary or secondary, as worksheets have it."""
    if view.rests_on_secondary:
        return "secondary alone"
    return STANDING[standing] if standing in ("primary", "secondary") else ""


def file_line(file: AttachmentView) -> str:
    """A file that is attached to a sign-off on one line: its name and its hash."""
    return f"{one_line(file.name)} (SHA-256 {file.digest})"


def source_line(source: SourceNote) -> str:
    """A source on one line, as worksheets have it."""
    parts = (source.title, source.place, source.link, source.date, source.note)
    return _BETWEEN.join(one_line(part) for part in parts if part)


def status_words(view: ItemView) -> str:
    """What a worksheet has as the status: what is set aside needs nothing, unless one decided."""
    if view.aside and view.status == "to_check":
        return STATUS["not_needed"]
    return STATUS[view.status]


def message_of(view: ItemView, findings: Sequence[FindingView]) -> str:
    """What a worksheet has as the checks' message."""
    eye = [each.finding.message for each in findings if each.need != "match"]
    messages = eye or [each.finding.message for each in findings[:1]]
    return "\n".join(messages) or view.aside or ""


@dataclass(frozen=True, slots=True)
class _Shown:
    """A fact as a worksheet of this moment would show it."""

    view: ItemView
    message: str


def _as_shown(session: Session, story: Story) -> dict[int, _Shown]:
    shown = views.items(session, story)
    found = views.findings_for(session, story, [view.id for view in shown])
    return {view.id: _Shown(view, message_of(view, found.get(view.id, ()))) for view in shown}


class _Taking:
    """The rows of one worksheet, in the transaction that takes them."""

    def __init__(self, session: Session, story: Story, who: str, now: Mapping[int, _Shown]) -> None:
        self._session, self._story, self._who, self._now = session, story, who, now
        self._last = views.last_line(session, story)

    def take(self, row: WorksheetRow, item: Item, said: Mapping[str, object]) -> bool:
        """Decide what a row says; gives whether a problem that it does not show is left open.

        Raises:
            RefusedError: the row is not taken; it says why.
            ValidationError: what it says is too long, or no initials.
        """
        version = self._version(row, item)
        if version is None:
            version, said = item.version, self._filling(item, said)
        decision = Decision.model_validate(
            {"version": version, "initials": self._initials(row, item), **said}
        )
        remark: dict[str, JsonValue] = {
            "worksheet": row.history or "of no version",
            "read back by": self._who,
        }
        return decide(
            self._session,
            self._story,
            item,
            decision,
            has_seen_problems=self._has_seen(row, item),
            remark=remark,
        )

    def _version(self, row: WorksheetRow, item: Item) -> int | None:
        """The version that the row's writer saw, none if it says nothing of that.

        Claims and checks make versions too: what stands in a row's way is a decision made since
        the worksheet went out.

        Raises:
            StaleError: there is such a decision, or what the row says cannot be.
        """
        line = self._line(row)
        if not row.version:
            return None
        found = _VERSION.fullmatch(row.version.strip())
        if found is None or int(found[1]) < 1:
            raise StaleError(
                f"{row.version!r} is no version of a fact; the row was not accepted: export the "
                "worksheet again"
            )
        version = int(found[1])
        if line is None:
            return version
        since = self._session.scalar(
            select(Entry)
            .where(Entry.item_id == item.id, Entry.what == "decided", Entry.id > line)
            .order_by(Entry.id.desc())
            .limit(1)
        )
        if since is not None:
            raise StaleError(
                f"{since.who} changed this fact on {clock(since.at)} ({as_it_is(item)}); nothing "
                "was overwritten: look at it again"
            )
        return max(version, item.version)

    def _line(self, row: WorksheetRow) -> int | None:
        """The last line of the history when the worksheet went out."""
        found = _HISTORY.fullmatch(row.history.strip())
        if found is None:
            return None
        if found[1] != self._story.key:
            raise StaleError(
                f"the row is of another story, {found[1]}: it was not taken; read it back there"
            )
        if int(found[2]) > self._last:
            raise StaleError(
                f"the row went out after line {found[2]} of the history, and this desk’s last is "
                f"{self._last}: it was not taken; export the worksheet again"
            )
        return int(found[2])

    def _filling(self, item: Item, said: Mapping[str, object]) -> dict[str, object]:
        """Of what a row without a version says, that which fills an empty place."""
        if item.decided_by is not None:
            raise StaleError(
                f"{item.decided_by} decided this fact on {clock(item.decided_at)} "
                f"({as_it_is(item)}), and the row does not say which version it shows; it was not "
                "taken: export the worksheet again"
            )
        filled = {name: value for name, value in said.items() if value}
        if "sources" in filled:
            own = tuple(SourceNote.model_validate(each) for each in item.sources)
            given = [each for each in said["sources"] if each not in own]  # type: ignore[attr-defined]  # a tuple
            filled["sources"] = (*own, *given)
        return filled

    def _initials(self, row: WorksheetRow, item: Item) -> str:
        """Who decided: the initials in the row, unless they are those that it went out with."""
        own = row.initials.strip()
        return own if own and own != item.decided_by else self._who

    def _has_seen(self, row: WorksheetRow, item: Item) -> bool:
        """Whether the row shows what the checks report of the fact now."""
        shown = self._now.get(item.id)
        if shown is None or shown.view.version != item.version:
            return False
        return (row.verdict, _plain(row.message)) == (shown.view.state, _cell(shown.message))


def _refuse_foreign(key: str, worksheet: ReadWorksheet) -> None:
    named = {found[1] for row in worksheet.rows if (found := _HISTORY.fullmatch(row.history))}
    if named and key not in named:
        raise InputError(
            f"the worksheet is of another story of the desk, {', '.join(sorted(named))}: read it "
            "back there"
        )


def _said(row: WorksheetRow, item: Item, shown: _Shown | None) -> dict[str, object]:
    """What a row says otherwise than the desk does, by the fields of a decision."""
    said: dict[str, object] = {}
    status = _STATUS_OF[row.status]
    is_aside = row.verdict == "set aside" or (shown is not None and shown.view.aside is not None)
    is_default = is_aside and status == "not_needed" and item.status == "to_check"
    if status != item.status and not is_default:
        said["status"] = status
    if _METHOD_OF.get(row.method) != item.method:
        said["method"] = _METHOD_OF.get(row.method)
    own = [SourceNote.model_validate(each) for each in item.sources]
    by_line = {_cell(source_line(source)): source for source in own}
    lines = _lines(row.source_link)
    if lines != _lines("\n".join(_cell(source_line(source)) for source in own)):
        said["sources"] = tuple(by_line.get(line) or _source(line) for line in lines)
    if _plain(row.note) != _cell(item.note):
        said["note"] = row.note
    return said


def _source(line: str) -> SourceNote:
    link = _LINK.search(line)
    title = line.replace(link[0], "").strip(" ·") if link else line
    return SourceNote(title=title, link=link[0] if link else "")


def _lines(text: str) -> list[str]:
    return [line for line in _plain(text).splitlines() if line]


def _cell(text: str) -> str:
    """A text as it comes back from a worksheet that nobody touched."""
    return _plain(cell_text(safe_cell(text).strip()))


def _plain(text: str) -> str:
    """Without the white space that spreadsheets add and take away."""
    return "\n".join(line.strip() for line in text.strip().splitlines())
