"""E-books (.epub): the chapters in the order in which they are read."""

from __future__ import annotations

from datetime import date
from posixpath import dirname, join, normpath
from typing import Any
from urllib.parse import unquote

from extractor.errors import InputError
from extractor.readers.days import read_day
from extractor.readers.formats import Source
from extractor.readers.html import whole_runs
from extractor.readers.html_runs import write_runs
from extractor.readers.packages import Package, local_attribute, named
from extractor.readers.parsed import Parsed

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_PAGES = frozenset({"application/xhtml+xml", "text/html", "application/xml", "text/xml"})


def parse(data: bytes, source: Source) -> Parsed:
    """Every chapter, all of it, marked as "chapter 1" and so on; not the list of contents.

    Raises:
        InputError: it is no e-book, is damaged or protected, or unpacks to too much.
    """
    with Package(data, source) as package:
        if _CONTAINER not in package.parts:
            raise InputError(
                f"{source.name} is not an e-book, despite its ending: "
                "rename it with the right ending"
            )
        (container,) = package.xml_of(_CONTAINER)
        roots = [each for group in named(container, "rootfiles") for each in group]
        path = next((p for each in roots if (p := local_attribute(each, "full-path"))), "")
        (book,) = package.xml_of(path)
        builder = source.builder()
        locked = _locked(package)
        number = 0
        for part in _chapters(book, dirname(path)):
            if part in locked:
                raise InputError(
                    f"{source.name} is copy-protected: ask for a copy without protection"
                )
            runs = whole_runs(package.bytes_of(part), source)
            if not runs:
                continue  # a cover is a picture
            number += 1
            before = builder.length
            write_runs(runs, builder)
            builder.mark(
                before + len("\n\n") if before else 0,
                builder.length,
                "chapter",
                f"chapter {number}",
            )
    if not number:
        raise InputError(f"{source.name} has no text: its pages are pictures")
    return builder.finished(published=_published(book))


def _chapters(book: Any, folder: str) -> list[str]:
    """The parts with text in reading order, each once."""
    items = {
        local_attribute(item, "id"): item
        for manifest in named(book, "manifest")
        for item in named(manifest, "item")
    }
    chapters: dict[str, None] = {}
    for spine in named(book, "spine"):
        for each in named(spine, "itemref"):
            item = items.get(local_attribute(each, "idref"))
            if item is None or local_attribute(item, "media-type") not in _PAGES:
                continue
            if "nav" not in local_attribute(item, "properties").split():
                chapters[normpath(join(folder, unquote(local_attribute(item, "href"))))] = None
    return list(chapters)


def _locked(package: Package) -> frozenset[str]:
    """The parts that only a shop's program can read; fonts may be in disguise in any book."""
    if _ENCRYPTION not in package.parts:
        return frozenset()
    (root,) = package.xml_of(_ENCRYPTION)
    return frozenset(
        normpath(unquote(local_attribute(each, "URI")))
        for each in named(root.iter(), "CipherReference")
    )


def _published(book: Any) -> date | None:
    """The day of publication, where the book names a whole day."""
    for metadata in named(book, "metadata"):
        for each in named(metadata, "date"):
            if local_attribute(each, "event") in ("", "publication"):
                return read_day((each.text or "").strip())
    return None
