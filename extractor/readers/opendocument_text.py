"""One paragraph of an OpenDocument text: its characters, and what happens between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from extractor.readers.notes import Event, EventKind, placed
from extractor.readers.packages import local_attribute, local_name, named
from extractor.readers.parsed import lowered, one_line, raised

_NUMBER = "fact-extractor-note"
"""The attribute that gives a note its number; the file's own ids may be missing or come twice."""

_UNSEEN = frozenset({"hidden-text", "image", "object", "object-ole", "plugin", "desc", "script"})
"""Elements without text for a reader. All others are a part of the sentence: formatting, links,
fields as last shown."""

_SHAPES = frozenset({"frame", "g", "rect", "custom-shape", "text-box", "line", "ellipse"})
_SPACES = re.compile("[ \t\r\n]+")
_MOST_SPACES = 1_000
"""What one element says of its spaces; a damaged file may say anything."""


@dataclass(frozen=True, slots=True)
class _Look:
    """What a style says of its letters, or leaves to its parent."""

    parent: str
    position: str
    is_hidden: bool


class Styles:
    """Which styles raise, lower or hide their text."""

    def __init__(self, roots: Sequence[Any]) -> None:
        """Read them from the roots of the content and of the styles."""
        self._looks: dict[str, _Look] = {}
        for root in roots:
            for group in named(root, "automatic-styles", "styles"):
                for style in named(group, "style"):
                    self._looks.setdefault(local_attribute(style, "name"), _look(style))

    def position(self, name: str) -> str:
        """ "super", "sub" or nothing."""
        return next((look.position for look in self._line(name) if look.position), "")

    def is_hidden(self, name: str) -> bool:
        """Whether the text is not shown."""
        return any(look.is_hidden for look in self._line(name))

    def _line(self, name: str) -> Iterator[_Look]:
        """The style, its parent and so on."""
        seen: set[str] = set()
        while name in self._looks and name not in seen:
            seen.add(name)
            look = self._looks[name]
            yield look
            name = look.parent


def _look(style: Any) -> _Look:
    position, is_hidden = "", False
    for properties in named(style, "text-properties"):
        said = local_attribute(properties, "text-position").split()
        position = _position(said[0]) if said else ""
        is_hidden = local_attribute(properties, "display") == "none"
    return _Look(local_attribute(style, "parent-style-name"), position, is_hidden)


def _position(said: str) -> str:
    if said in ("super", "sub"):
        return said
    share = said.removesuffix("%")
    try:
        value = float(share)
    except ValueError:
        return ""
    return "super" if value > 0 else "sub" if value < 0 else ""


class Paragraph:
    """The text of a paragraph or heading, trimmed, with its events and the boxes anchored in it."""

    def __init__(self, element: Any, styles: Styles) -> None:
        """Read it; the element stays as it is."""
        self._styles = styles
        self._parts: list[str] = []
        self._events: list[Event] = []
        self._length = 0
        self.boxes: list[Any] = []
        """Elements with paragraphs of their own, which stand beside this one."""
        if not styles.is_hidden(local_attribute(element, "style-name")):
            self._inside(element, "")
        self.text, self.events = placed("".join(self._parts), self._events)

    def _inside(self, parent: Any, position: str) -> None:
        self._add(_SPACES.sub(" ", parent.text or ""), position)
        for element in parent:
            self._element(element, local_name(element), position)
            self._add(_SPACES.sub(" ", element.tail or ""), position)

    def _element(self, element: Any, kind: str, position: str) -> None:
        signs = _signs(element, kind)
        if signs is not None:
            self._add(signs)
        elif kind == "note":
            self._event(note_kind(element), element)
        elif kind == "annotation":
            self._event("commentRangeStart" if element.get(_ENDS) else "comment", element)
        elif kind == "annotation-end":
            self._event("commentRangeEnd", element)
        elif kind in _SHAPES:
            self.boxes.append(element)
        elif kind and kind not in _UNSEEN:
            style = local_attribute(element, "style-name") if kind == "span" else ""
            if not self._styles.is_hidden(style):
                self._inside(element, self._styles.position(style) or position)

    def _event(self, kind: EventKind, element: Any) -> None:
        self._events.append(Event(self._length, kind, element.get(_NUMBER, "")))

    def _add(self, text: str, position: str = "") -> None:
        if text.startswith(" ") and self._parts and self._parts[-1].endswith((" ", "\n")):
            text = text[1:]  # white space of the file counts once, whatever elements part it
        if text:
            shifted = {"super": raised, "sub": lowered}.get(position)
            self._parts.append(shifted(text) if shifted else text)
            self._length += len(text)


def _signs(element: Any, kind: str) -> str | None:
    """What an element without text of its own stands for; none for any other."""
    if kind == "s":
        said = local_attribute(element, "c")
        return " " * (min(int(said), _MOST_SPACES) if said.isdecimal() else 1)
    if kind == "ruby-text":
        return f" ({one_line(''.join(element.itertext()))})"
    return {"tab": "\t", "line-break": "\n"}.get(kind)


_ENDS = "fact-extractor-ends"
"""The attribute of a comment that has an end, and so words of its own."""


def note_kind(note: Any) -> EventKind:
    """Whether a note stands at the foot of the page or at the end."""
    return "endnote" if local_attribute(note, "note-class") == "endnote" else "footnote"


def set_aside(text: Any) -> Iterator[tuple[EventKind, str, Any, str | None]]:
    """Number the notes and comments: kind, number, the parent of the text, and its author."""
    ends = {
        local_attribute(element, "name"): element
        for element in text.iter()
        if local_name(element) == "annotation-end"
    }
    elements = [each for each in text.iter() if local_name(each) in ("note", "annotation")]
    for number, element in enumerate(elements, start=1):
        id = str(number)
        element.set(_NUMBER, id)
        if local_name(element) == "note":
            for body in named(element, "note-body"):
                yield note_kind(element), id, body, None
            continue
        end = ends.get(local_attribute(element, "name") or " ")
        if end is not None:
            end.set(_NUMBER, id)
            element.set(_ENDS, "yes")
        author = next((each.text for each in named(element, "creator")), None)
        yield "comment", id, element, author
