"""A draft that came with notes: each footnote and comment is a source of the facts it stands at."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from extractor.outputs.visible import one_line
from extractor.review.checklist import Listed
from extractor.review.records import SourceNote
from extractor.schemas.document import Document, Mark

_NOTES = frozenset({"footnote", "endnote", "comment"})
_LINK = re.compile(r"https?://[^\s<>\"”’)\]]+")
_LONGEST = 300
_MOST = 20


def notes_on(document: Document, listed: Iterable[Listed]) -> dict[str, list[SourceNote]]:
    """The sources that the document's own notes name, by the key of the fact.

    A note that stands at no fact, or at a fact set aside, is none.
    """
    if not any(mark.kind in _NOTES for mark in document.marks):
        return {}
    found: dict[str, list[SourceNote]] = {}
    for each in listed:
        if each.aside is not None:
            continue
        marks = [
            mark
            for span in (each.span, *each.also)
            for mark in document.marks_at(span.start, span.end)
        ]
        if notes := _notes(marks):
            found[each.key] = notes[:_MOST]
    return found


def _notes(marks: Sequence[Mark]) -> list[SourceNote]:
    notes: dict[SourceNote, None] = {}
    for mark in marks:
        words = one_line(mark.note or "")
        if mark.kind not in _NOTES or not words:
            continue
        link = _LINK.search(words)
        by = f", {mark.author}" if mark.author else ""
        notes[
            SourceNote(
                title=words[:_LONGEST],
                link=link[0].rstrip(".,;")[:_LONGEST] if link else "",
                note=one_line(f"{mark.label} of the draft{by}")[:_LONGEST],
            )
        ] = None
    return list(notes)
