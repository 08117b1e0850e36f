"""The blocks of a page in reading order, each with what tells whether it is of the article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from extractor.readers.parsed import Builder, one_line
from extractor.readers.table import Cell, TableWriter, cell, column_letters

BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details"}
    | {"dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form"}
    | {"h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "legend", "li", "main"}
    | {
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "search",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
    }
    | {"th", "thead", "tr", "ul"}
)
"""Elements that begin a line of their own; all others are a part of one."""

CONTENT = frozenset(
    {"address", "blockquote", "center", "details", "dl", "figure", "h1", "h2", "h3", "h4", "h5"}
    | {"h6", "hgroup", "ol", "p", "pre", "table", "ul"}
)
"""Blocks that writers use, and not only builders of pages."""

_FURNITURE = frozenset({"nav", "aside", "form", "button", "menu", "search"})
_ROLES = frozenset(
    {"navigation", "complementary", "banner", "contentinfo", "search", "dialog", "alert"}
    | {"alertdialog", "menu", "menubar", "toolbar", "tablist"}
)
_LONGEST_CELL = 300
"""A cell with more text than this holds paragraphs: the table is there for the layout."""
_WIDEST = 64
_SEPARATORS = re.compile(r"[\W_]+")


@dataclass(slots=True)
class Run:
    """The text between two borders of blocks, or a whole table of figures."""

    text: str
    """Its words; a line break where the page has one."""
    block: Any
    """The innermost block that it stands in; the table itself for one."""
    is_table: bool
    is_furniture: bool
    """Whether it stands in a part of the page that is there on every page of the site."""
    linked: int
    """How many of its characters are links."""

    @property
    def is_link(self) -> bool:
        """Whether it leads elsewhere and says little itself."""
        return self.linked > 0.8 * len(self.text.strip())

    @property
    def key(self) -> str:
        """Its letters and digits, to know it again whatever became of its spacing."""
        return key_of(self.text)


def key_of(text: str) -> str:
    """The letters and digits of a text."""
    return _SEPARATORS.sub("", text).casefold()


def runs_of(body: Any, discarded: frozenset[Any]) -> list[Run]:
    """Every run of text in reading order; `discarded` elements count as furniture."""
    return list(_Reader(body, discarded).runs())


class _Reader:
    """Goes through the page once, without recursion: pages are nested thousands deep."""

    def __init__(self, body: Any, discarded: frozenset[Any]) -> None:
        self._body = body
        self._discarded = discarded
        self._parts: list[str] = []
        self._linked = 0
        self._links = 0
        self._in_lines = 0
        self._furniture = 0
        self._layout_forms = _layout_forms(body)
        self._blocks: list[Any] = [body]

    def runs(self) -> Iterator[Run]:
        from lxml.etree import iterwalk

        walk = iterwalk(self._body, events=("start", "end"))
        for event, element in walk:
            tag = element.tag if isinstance(element.tag, str) else ""
            if event == "start":
                if tag in BLOCKS:
                    yield from self._flush()
                    self._blocks.append(element)
                self._furniture += self._is_furniture(element, tag)
                self._links += tag == "a"
                self._in_lines += tag == "pre"
                if tag == "table" and is_table(element):
                    text = " ".join(element.itertext())
                    linked = sum(len("".join(link.itertext())) for link in element.iter("a"))
                    yield Run(text, element, True, self._furniture > 0, linked)
                    walk.skip_subtree()
                    continue
                if tag == "br":
                    self._parts.append("\n")
                self._add(element.text if tag else None)
                continue
            if tag in BLOCKS:
                yield from self._flush()
                self._blocks.pop()
            self._furniture -= self._is_furniture(element, tag)
            self._links -= tag == "a"
            self._in_lines -= tag == "pre"
            if element is not self._body:
                self._add(element.tail)
        yield from self._flush()

    def _add(self, text: str | None) -> None:
        if text:
            if not self._in_lines:  # a line break in the file is a space on the screen
                text = text.replace("\n", " ").replace("\r", " ")
            self._parts.append(text)
            if self._links:
                self._linked += len(text.strip())

    def _flush(self) -> Iterator[Run]:
        text = "".join(self._parts)
        if text.strip():
            yield Run(text, self._blocks[-1], False, self._furniture > 0, self._linked)
        self._parts.clear()
        self._linked = 0

    def _is_furniture(self, element: Any, tag: str) -> bool:
        if tag in ("html", "body"):
            return False
        if tag in _FURNITURE or element in self._discarded:
            return element not in self._layout_forms
        if tag == "footer":  # that of a quotation says whose it is
            return not any(above.tag == "blockquote" for above in element.iterancestors())
        return (element.get("role") or "").lower() in _ROLES


def _layout_forms(body: Any) -> frozenset[Any]:
    """Forms that hold most of the page's words: some servers put one around every page."""
    forms = list(body.iter("form"))
    if not forms:
        return frozenset()
    half = sum(map(len, body.itertext())) / 2
    return frozenset(form for form in forms if sum(map(len, form.itertext())) > half)


def is_table(table: Any) -> bool:
    """Whether a table holds figures in cells, and is not there to place things on the page."""
    if table.get("role") in ("presentation", "none") or table.find(".//table") is not None:
        return False
    rows = [_cells(row) for row in table.iter("tr")]
    return any(len(row) > 1 for row in rows) and all(
        sum(map(len, each.itertext())) <= _LONGEST_CELL for row in rows for each in row
    )


def write_table(table: Any, builder: Builder, number: int) -> None:
    """Its caption, then a line for each row; a cell's lists and paragraphs stay in its row."""
    for caption in table.iter("caption"):
        if words := one_line("".join(caption.itertext())):
            builder.part_with("\n\n")
            builder.add(words)
    writer = TableWriter(builder, "\n\n")
    reaching: dict[int, int] = {}  # how many rows a cell above still reaches into, by column
    for row, element in enumerate(table.iter("tr"), start=1):
        line: list[Cell] = []
        below: dict[int, int] = {}
        for each in _cells(element):
            _skip_reached(line, reaching)
            column = len(line)
            label = f"table {number} {column_letters(column)}{row}"
            line.append(cell(_cell_text(each), label))
            wide, high = _span(each, "colspan"), _span(each, "rowspan")
            line += [cell("")] * (wide - 1)
            below |= dict.fromkeys(range(column, column + wide), high - 1)
        _skip_reached(line, reaching)
        reaching = {column: left - 1 for column, left in reaching.items()} | below
        reaching = {column: left for column, left in reaching.items() if left > 0}
        writer.write(line)


def _skip_reached(line: list[Cell], reaching: dict[int, int]) -> None:
    while len(line) in reaching:
        line.append(cell(""))


def _cells(row: Any) -> list[Any]:
    return [each for each in row if each.tag in ("td", "th")]


def _cell_text(element: Any) -> str:
    texts = [one_line(run.text) for run in runs_of(element, frozenset())]
    return "; ".join(text for text in texts if text)


def _span(element: Any, name: str) -> int:
    said = (element.get(name) or "").strip()
    return min(int(said), _WIDEST) if said.isascii() and said.isdigit() and said != "0" else 1


def write_runs(runs: Sequence[Run], builder: Builder) -> None:
    """Write the runs as paragraphs; tables are numbered from 1."""
    tables = 0
    for run in runs:
        if run.is_table:
            tables += 1
            write_table(run.block, builder, tables)
            continue
        for line in map(one_line, run.text.split("\n")):
            if line:
                builder.part_with("\n\n")
                builder.add(line)
