"""What the tokens of an RTF file say: paragraphs, tables, notes, each character in its encoding."""

from __future__ import annotations

import codecs
import contextlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Literal

from extractor.readers.notes import Event, EventKind, Note, placed
from extractor.readers.parsed import lowered, raised
from extractor.readers.rtf_tokens import Token, tokens

_SKIPPED = frozenset(
    {"fonttbl", "colortbl", "stylesheet", "info", "pict", "fldinst", "listtext", "pntext", "xe"}
    | {"tc", "tcn", "header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr"}
    | {"footerf", "ftnsep", "ftnsepc", "ftncn", "aftnsep", "aftnsepc", "aftncn", "sn", "sv"}
    | {
        "shprslt",
        "nonshppict",
        "nonesttables",
        "filetbl",
        "listtable",
        "revtbl",
        "upr",
        "nexctfile",
    }
    | {"objdata", "objclass", "objname", "comment", "private", "rxe", "bkmkstart", "bkmkend"}
    | {"footnotesep", "themedata", "colorschememapping", "datastore", "latentstyles", "generator"}
)
"""Groups without text for a reader, beside those that begin with a star."""

_READ_WITH_STAR = frozenset({"shpinst", "annotation", "atnauthor", "ud", "cs", "shptxt"})
"""Groups that a program may pass over and that hold text all the same."""

_CHARACTERS = {
    "tab": "\t",
    "line": "\n",
    "emdash": "—",
    "endash": "–",
    "emspace": "\u2003",
    "enspace": "\u2002",
    "qmspace": "\u2005",
    "bullet": "•",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
}
_SYMBOLS = {"~": "\u00a0", "_": "\u2011", "{": "{", "}": "}", "\\": "\\", "\t": "\t"}
_PARAGRAPH_ENDS = frozenset({"par", "sect", "page", "column"})

_PAGES = {"ansi": "cp1252", "mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
"""Encodings of whole files."""
_CHARSETS = {
    77: "mac_roman",
    128: "cp932",
    129: "cp949",
    130: "johab",
    134: "cp936",
    136: "cp950",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
    255: "cp850",
}
"""Encodings of fonts, by the number of their character set; all others are the file's."""

Position = Literal["", "super", "sub"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph, trimmed."""

    text: str
    events: tuple[Event, ...] = ()
    boxes: tuple[list[Paragraph | Table], ...] = ()


@dataclass(slots=True)
class Table:
    """Rows of cells of paragraphs."""

    rows: list[list[list[Paragraph]]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _State:
    """What holds within a group, and is as before behind it."""

    is_skipped: bool = False
    is_fresh: bool = False
    """Whether nothing stands in the group yet: its first word says what it is."""
    has_star: bool = False
    table: str = ""
    """"font" within the table of fonts, "author" in the name of a comment's author."""
    font: int | None = None
    skip: int = 1
    """How many characters stand behind a \\u for programs that do not know it."""
    position: Position = ""
    is_hidden: bool = False
    is_deleted: bool = False
    ends: Literal["", "note", "box"] = ""
    """What is complete when the group is."""


class _Flow:
    """A text under construction: the body, a note, or a text box."""

    def __init__(self) -> None:
        self.blocks: list[Paragraph | Table] = []
        self._parts: list[str] = []
        self._length = 0
        self._run = ""
        self._position: Position = ""
        self._events: list[Event] = []
        self._boxes: list[list[Paragraph | Table]] = []
        self._cell: list[Paragraph] = []
        self._row: list[list[Paragraph]] = []
        self._is_in_table = False

    def set_in_table(self, is_in_table: bool) -> None:
        """Whether the paragraphs from here on are those of a cell."""
        self._is_in_table = is_in_table

    def add(self, text: str, position: Position = "") -> None:
        """Append characters to the paragraph."""
        if position != self._position:
            self._end_run()
            self._position = position
        self._run += text

    def event(self, kind: EventKind, id: str) -> None:
        """A note's reference, or the border of a comment's words, at this place."""
        self._end_run()
        self._events.append(Event(self._length, kind, id))

    def box(self, blocks: list[Paragraph | Table]) -> None:
        """What stands beside this paragraph."""
        if blocks:
            self._boxes.append(blocks)

    def end_paragraph(self) -> None:
        """The paragraph is complete; an empty one leaves no trace."""
        paragraph = self._paragraph()
        if paragraph is None:
            return
        if self._is_in_table or self._row or self._cell:
            self._cell.append(paragraph)
        else:
            self.blocks.append(paragraph)

    def end_cell(self) -> None:
        """So is the cell that it stands in."""
        paragraph = self._paragraph()
        if paragraph is not None:
            self._cell.append(paragraph)
        self._row.append(self._cell)
        self._cell = []

    def end_row(self) -> None:
        """So is the row; rows one after the other are a table."""
        self._is_in_table = False
        if self._cell:
            self.end_cell()
        if not self._row:
            return
        if not (self.blocks and isinstance(self.blocks[-1], Table)):
            self.blocks.append(Table())
        table = self.blocks[-1]
        assert isinstance(table, Table)
        table.rows.append(self._row)
        self._row = []

    def finish(self) -> list[Paragraph | Table]:
        """All that was written."""
        self.end_paragraph()
        self.end_row()
        return self.blocks

    def _end_run(self) -> None:
        # Characters beyond the first plane are written as two halves.
        text = self._run.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        shifted = {"super": raised, "sub": lowered}.get(self._position)
        text = shifted(text) if shifted else text
        self._parts.append(text)
        self._length += len(text)
        self._run = ""

    def _paragraph(self) -> Paragraph | None:
        self._end_run()
        text, events = placed("".join(self._parts), self._events)
        boxes = tuple(self._boxes)
        self._parts, self._events, self._boxes, self._length = [], [], [], 0
        return Paragraph(text, tuple(events), boxes) if text or events or boxes else None


class RtfReading:
    """Reads a file once, without recursion: groups may be nested as deep as anybody likes."""

    def __init__(self, data: bytes) -> None:
        """Read it; a file that breaks off is read as far as it goes."""
        self.notes: dict[str, dict[str, Note]] = {"footnote": {}, "endnote": {}, "comment": {}}
        """The texts of notes by kind and id."""
        self._state = _State()
        self._outer: list[_State] = []
        self._flows = [_Flow()]
        self._kinds: list[tuple[EventKind, str]] = []
        """The notes whose text is being read, innermost last."""
        self._page = "cp1252"
        self._fonts: dict[int, str] = {}
        self._usual_font: int | None = None
        self._bytes = b""
        self._to_skip = 0
        self._author = ""
        self._count = 0
        self._known: dict[str, Callable[[int | None], None]] = self._words()
        for token in tokens(data):
            self._take(token)
            if token.kind == "close" and not self._outer:
                break  # what stands behind the document is none of it
        while self._outer:
            self._close()
        self._flush()
        self.blocks = self._flows[0].finish()
        """The body."""

    def _take(self, token: Token) -> None:
        if token.kind != "text":
            self._flush()
        if token.kind == "open":
            self._to_skip = 0
            self._outer.append(self._state)
            self._state = replace(self._state, is_fresh=True, has_star=False, ends="")
        elif token.kind == "close":
            self._to_skip = 0
            self._close()
        elif token.kind == "text":
            self._text(token)
        elif self._to_skip:  # a control word counts as one character
            self._to_skip -= 1
        elif token.kind == "symbol":
            self._symbol(token.word)
        else:
            self._word(token.word, token.number)
        if self._state.is_fresh and token.kind != "open":
            self._state = replace(self._state, is_fresh=self._state.has_star and token.word == "*")

    def _close(self) -> None:
        self._flush()
        if self._state.ends:
            flow = self._flows.pop()
            blocks = flow.finish()
            if self._state.ends == "box":
                self._flows[-1].box(blocks)
            else:
                # Only here it is known which kind of note it was, and what it is called.
                kind, id = self._kinds.pop()
                author = (self._author or None) if kind == "comment" else None
                self.notes[kind][id] = Note(_words_of(blocks), author)
                self._flows[-1].event(kind, id)
        if self._outer:
            self._state = self._outer.pop()

    def _text(self, token: Token) -> None:
        data = token.data
        if self._to_skip:
            gone = min(self._to_skip, len(data))
            self._to_skip -= gone
            data = data[gone:]
        if self._state.is_skipped:
            return
        self._bytes += data

    def _flush(self) -> None:
        """Bytes that follow one another are decoded together: two may be one character."""
        if not self._bytes:
            return
        data, self._bytes = self._bytes, b""
        encoding = self._fonts.get(self._font, self._page)
        self._add(data.decode(encoding, "replace"))

    @property
    def _font(self) -> int:
        font = self._state.font if self._state.font is not None else self._usual_font
        return -1 if font is None else font

    def _add(self, text: str) -> None:
        state = self._state
        if state.table == "author":
            self._author += text
        elif not (state.is_skipped or state.is_hidden or state.is_deleted):
            self._flows[-1].add(text, state.position)

    def _symbol(self, symbol: str) -> None:
        if symbol == "*":
            if self._state.is_fresh:
                self._state = replace(self._state, has_star=True)
        elif symbol in "\r\n":
            self._end_paragraph(None)
        elif symbol in _SYMBOLS:
            self._add(_SYMBOLS[symbol])

    def _word(self, word: str, number: int | None) -> None:
        state = self._state
        if state.is_fresh and (
            word in _SKIPPED or (state.has_star and word not in _READ_WITH_STAR)
        ):
            self._state = replace(state, is_skipped=True)
            if word == "fonttbl":
                self._state = replace(self._state, table="font")
            self._marker(word, number)
            return
        if word == "ud":  # the same in Unicode as the group around it, which is passed over
            self._state = replace(state, is_skipped=self._is_skipped_above(2))
            return
        if state.table == "font":
            self._font_word(word, number)
        if state.is_skipped:
            return
        if word in _CHARACTERS:
            self._add(_CHARACTERS[word])
        elif word in _PAGES:
            self._page = _PAGES[word]
        elif (known := self._known.get(word)) is not None:
            known(number)

    def _is_skipped_above(self, levels: int) -> bool:
        return self._outer[-levels].is_skipped if len(self._outer) >= levels else False

    def _marker(self, word: str, number: int | None) -> None:
        """The borders of a comment's words are groups that every program may pass over."""
        if self._is_skipped_above(1) or number is None:
            return
        if word == "atrfstart":
            self._flows[-1].event("commentRangeStart", str(number))
        elif word == "atrfend":
            self._flows[-1].event("commentRangeEnd", str(number))
        elif word == "atnref" and self._kinds and self._kinds[-1][0] == "comment":
            self._kinds[-1] = ("comment", str(number))

    def _font_word(self, word: str, number: int | None) -> None:
        if word == "f":
            self._state = replace(self._state, font=number)
        elif word == "fcharset" and self._state.font is not None:
            encoding = _CHARSETS.get(number or 0)
            if encoding:
                self._fonts[self._state.font] = encoding

    def _words(self) -> dict[str, Callable[[int | None], None]]:
        words: dict[str, Callable[[int | None], None]] = {
            "ansicpg": self._code_page,
            "deff": self._default_font,
            "u": self._unicode,
            "plain": self._plain,
            "f": lambda number: self._set(font=number),
            "uc": lambda number: self._set(skip=max(0, 1 if number is None else number)),
            "super": lambda number: self._set(position="" if number == 0 else "super"),
            "sub": lambda number: self._set(position="" if number == 0 else "sub"),
            "up": lambda number: self._set(position="" if number == 0 else "super"),
            "dn": lambda number: self._set(position="" if number == 0 else "sub"),
            "nosupersub": lambda _: self._set(position=""),
            "v": lambda number: self._set(is_hidden=number != 0),
            "deleted": lambda number: self._set(is_deleted=number != 0),
            "intbl": lambda _: self._flows[-1].set_in_table(True),
            "pard": lambda _: self._flows[-1].set_in_table(False),
            "cell": lambda _: self._flows[-1].end_cell(),
            "nestcell": lambda _: self._flows[-1].end_paragraph(),
            "row": lambda _: self._flows[-1].end_row(),
            "footnote": lambda _: self._begin_note("footnote"),
            "ftnalt": lambda _: self._make_endnote(),
            "annotation": lambda _: self._begin_note("comment"),
            "atnauthor": self._begin_author,
            "shptxt": lambda _: self._begin_box(),
        }
        return words | dict.fromkeys(_PARAGRAPH_ENDS, self._end_paragraph)

    def _set(self, **values: object) -> None:
        self._state = replace(self._state, **values)  # type: ignore[arg-type]

    def _plain(self, _: int | None) -> None:
        self._set(font=None, position="", is_hidden=False, is_deleted=False)

    def _code_page(self, number: int | None) -> None:
        encoding = "utf-8" if number == 65001 else f"cp{number}"
        with contextlib.suppress(LookupError):
            self._page = codecs.lookup(encoding).name

    def _default_font(self, number: int | None) -> None:
        self._usual_font = number

    def _unicode(self, number: int | None) -> None:
        if number is not None:
            self._add(chr(number % 0x10000))
        self._to_skip = self._state.skip

    def _end_paragraph(self, _: int | None) -> None:
        # The mark of a deleted paragraph joins what is around it.
        if not (self._state.is_skipped or self._state.is_deleted):
            self._flows[-1].end_paragraph()

    def _begin_note(self, kind: EventKind) -> None:
        if not self._outer or self._state.ends:
            return
        self._count += 1
        id = f"note {self._count}"
        self._kinds.append((kind, id))
        self._flows.append(_Flow())
        self._set(ends="note", position="", is_hidden=False, is_deleted=False)

    def _make_endnote(self) -> None:
        if self._kinds and self._kinds[-1][0] == "footnote":
            self._kinds[-1] = ("endnote", self._kinds[-1][1])

    def _begin_author(self, _: int | None) -> None:
        self._author = ""
        self._set(table="author")

    def _begin_box(self) -> None:
        if self._outer and not self._state.ends:
            self._flows.append(_Flow())
            self._set(ends="box")


def _words_of(blocks: list[Paragraph | Table]) -> str:
    return "\n".join(each.text for each in blocks if isinstance(each, Paragraph))
