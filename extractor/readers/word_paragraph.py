"""One paragraph of a Word document: its characters, and what happens between them."""

from __future__ import annotations

from typing import Any

from extractor.readers.notes import Event, EventKind, placed
from extractor.readers.packages import local_name
from extractor.readers.parsed import lowered, raised

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

CONTAINERS = frozenset(
    {"sdt", "sdtContent", "ins", "moveTo", "hyperlink", "smartTag", "fldSimple", "customXml"}
    | {"bdo", "dir"}
)
"""What only wraps other elements. Deletions are none of them: their text is no longer there."""

_REFERENCES: dict[str, EventKind] = {
    "footnoteReference": "footnote",
    "endnoteReference": "endnote",
    "commentReference": "comment",
    "commentRangeStart": "commentRangeStart",
    "commentRangeEnd": "commentRangeEnd",
}
_CHARACTERS = {"tab": "\t", "cr": "\n", "noBreakHyphen": "\u2011"}


class Paragraph:
    """The text of a `w:p`, trimmed, with its events and the text boxes anchored in it."""

    def __init__(self, element: Any) -> None:
        """Read it; the element stays as it is."""
        self._parts: list[str] = []
        self._events: list[Event] = []
        self._length = 0
        self.boxes: list[Any] = []
        """Elements with paragraphs of their own, which stand beside this one."""
        self._inline(element)
        self.text, self.events = placed("".join(self._parts), self._events)

    def _inline(self, parent: Any) -> None:
        for element in parent:
            kind = local_name(element)
            if kind == "r":
                self._run(element)
            elif kind in _REFERENCES:
                self._event(element, kind)
            elif kind in CONTAINERS:
                self._inline(element)
            elif kind in ("oMath", "oMathPara"):
                self._add(
                    "".join(each.text or "" for each in element.iter() if local_name(each) == "t")
                )
            elif kind == "AlternateContent":
                self._alternative(element, self._inline)

    def _run(self, run: Any) -> None:
        position = ""
        for element in run:
            kind = local_name(element)
            if kind == "rPr":
                if _is_on(element, "vanish"):
                    return
                position = next(
                    (attribute(each, "val") for each in element if local_name(each) == "vertAlign"),
                    "",
                )
            elif kind == "t":
                text = element.text or ""
                shifted = {"superscript": raised, "subscript": lowered}.get(position)
                self._add(shifted(text) if shifted else text)
            elif kind in _CHARACTERS:
                self._add(_CHARACTERS[kind])
            elif kind == "br" and attribute(element, "type") not in ("page", "column"):
                self._add("\n")
            elif kind in _REFERENCES:
                self._event(element, kind)
            elif kind in ("drawing", "pict"):
                self._boxes(element)
            elif kind == "AlternateContent":
                self._alternative(element, self._run)

    def _alternative(self, element: Any, read: Any) -> None:
        """The first choice only: what follows says the same for older programs."""
        choice = next((each for each in element if local_name(each) == "Choice"), None)
        if choice is not None:
            read(choice)

    def _boxes(self, drawing: Any) -> None:
        self.boxes.extend(
            each
            for each in drawing.iter(f"{_W}txbxContent")
            if not any(local_name(above) == "Fallback" for above in each.iterancestors())
        )

    def _event(self, element: Any, kind: str) -> None:
        self._events.append(Event(self._length, _REFERENCES[kind], attribute(element, "id")))

    def _add(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)


def attribute(element: Any, name: str) -> str:
    """An attribute of Word's own, empty where there is none."""
    return str(element.get(f"{_W}{name}") or "")


def _is_on(properties: Any, name: str) -> bool:
    return any(
        local_name(each) == name and attribute(each, "val") not in ("0", "false", "off")
        for each in properties
    )
