"""A page taken apart, for the tests of what it holds."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = {"meta", "rect", "br", "link", "img", "input"}


@dataclass
class Element:
    """One element of a page, with everything that it holds."""

    tag: str
    attributes: dict[str, str]
    text: list[str] = field(default_factory=list)

    @property
    def words(self) -> str:
        """Its text."""
        return "".join(self.text)

    @property
    def classes(self) -> list[str]:
        """Its classes."""
        return self.attributes.get("class", "").split()


class Page(HTMLParser):
    """The elements of a page in the order in which they open."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self._open: list[Element] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the element."""
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.elements.append(element)
        if tag not in _VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        """Close the element, which must be the last one opened."""
        if tag not in _VOID:
            assert self._open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        """Add the words to every open element."""
        for element in self._open:
            element.text.append(data)

    def all(self, name: str) -> list[Element]:
        """The elements with this tag, or with this class if it begins with a full stop."""
        if name.startswith("."):
            return [e for e in self.elements if name[1:] in e.classes]
        return [e for e in self.elements if e.tag == name]

    def one(self, name: str) -> Element:
        """The first of them."""
        return self.all(name)[0]

    def mark(self, words: str) -> Element:
        """The first mark on the story with these words."""
        return next(e for e in self.all(".m") if e.words == words)
