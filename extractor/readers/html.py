"""Web pages: the article without the page around it, its title first."""

from __future__ import annotations

import codecs
import logging
import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from extractor.errors import InputError
from extractor.readers.formats import Source
from extractor.readers.html_article import article_runs
from extractor.readers.html_runs import Run, key_of, runs_of, write_runs
from extractor.readers.html_tree import show
from extractor.readers.parsed import Builder, Parsed, one_line
from extractor.readers.plain import BYTE_ORDER_MARKS, decode_text
from extractor.readers.words import PUBLICATION_DAY_NAMES

_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*>")
_UNUSABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_DAY = re.compile(r"\s*(\d{4})-(\d{2})-(\d{2})(?!\d)")
_JSON_DAY = re.compile(r'"datePublished"\s*:\s*"([^"]{10,40})"')


def parse(data: bytes, source: Source) -> Parsed:
    """The main text as paragraphs, headings, items and rows; the day only if the metadata gives it.

    What is around the article (menus, banners, comments, what to read next) is left out, and so is
    what a browser hides or strikes through. Nothing is fetched.

    Raises:
        InputError: no text can be told from the page around it.
    """
    for name in ("trafilatura", "htmldate", "justext", "courlan"):
        logging.getLogger(name).addHandler(logging.NullHandler())
    tree = _tree(_decoded(data, source))
    published = _published(tree)
    show(tree)
    title = _title(tree)
    runs = article_runs(tree)
    if not runs:
        raise InputError(
            f"{source.name} has no article that can be told apart from the rest of the page: "
            "save the article's text as .txt"
        )
    return _written(runs, title, published, source.builder())


def whole_runs(data: bytes, source: Source) -> list[Run]:
    """All that a browser shows of a page that is nothing but a text: a message, a chapter."""
    text = _decoded(data, source)
    if not text.strip():
        return []
    tree = _tree(text)
    show(tree)
    body = tree.find("body")
    return runs_of(tree if body is None else body, frozenset())


def _tree(text: str) -> Any:
    from lxml.html import HTMLParser, document_fromstring

    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
    return document_fromstring(text.encode("utf-8"), parser=parser)


def _decoded(data: bytes, source: Source) -> str:
    """The page's characters, by what is named, its marks, its own word, or the web's custom."""
    encoding = source.encoding
    if encoding is None and not any(data.startswith(mark) for mark, _ in BYTE_ORDER_MARKS):
        encoding = _declared(data) or _guessed(data)
    if encoding is None or source.encoding is not None:
        text = decode_text(data, source.name, encoding)
    else:
        # A browser shows a wrong byte as U+FFFD and reads on; so is the page worth reading.
        text = data.decode(encoding, "replace")
    return _UNUSABLE.sub("\ufffd", _DECLARATION.sub("", text.removeprefix("\ufeff")))


def _declared(data: bytes) -> str | None:
    found = _CHARSET.search(data[:2048])
    try:
        name = codecs.lookup(found[1].decode("ascii")).name if found else None
        "".encode(name or "ascii")
    except (LookupError, UnicodeError):
        return None
    if name in ("utf-16", "utf-16-le", "utf-16-be", "utf-7"):
        return None  # what was read as ASCII is none of these
    # As in browsers: pages that say Latin-1 or ASCII are in its superset.
    return "cp1252" if name in ("iso8859-1", "ascii") else name


def _guessed(data: bytes) -> str:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _title(tree: Any) -> str:
    """What the page gives to be shared, else its one main heading, else its window's title."""
    shared = next(
        (
            one_line(element.get("content") or "")
            for element in tree.iter("meta")
            if element.get("property") == "og:title" or element.get("name") == "og:title"
        ),
        "",
    )
    headings = [text for each in tree.iter("h1") if (text := one_line("".join(each.itertext())))]
    heading = headings[0] if len(headings) == 1 else ""
    # Both may have the site's name behind the title; the heading has not.
    if heading and (not shared or heading in shared):
        return heading
    window = next((one_line("".join(each.itertext())) for each in tree.iter("title")), "")
    return shared or window


def _published(tree: Any) -> date | None:
    """The day in the page's metadata; none where only its text or address may tell."""
    for element in tree.iter("meta"):
        names = (element.get(key, "").lower() for key in ("property", "name", "itemprop"))
        if any(name in PUBLICATION_DAY_NAMES for name in names) and (
            day := _day(element.get("content"))
        ):
            return day
    for element in tree.iter("script"):
        is_data = "ld+json" in element.get("type", "")
        found = _JSON_DAY.search(element.text or "") if is_data else None
        if found and (day := _day(found[1])):
            return day
    for element in tree.iter("time"):
        is_named = "datepublished" in element.get("itemprop", "").lower()
        is_named = is_named or element.get("pubdate") is not None
        if is_named and (day := _day(element.get("datetime"))):
            return day
    return None


def _day(text: str | None) -> date | None:
    found = _DAY.match(text or "")
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def _written(runs: Sequence[Run], title: str, published: date | None, builder: Builder) -> Parsed:
    if title and not _begins_with(runs, title):
        builder.add(title)
    write_runs(runs, builder)
    return builder.finished(published=published)


def _begins_with(runs: Sequence[Run], title: str) -> bool:
    """Whether the first block is the title, but for the name of the site behind it."""
    plain, whole = key_of(runs[0].text), key_of(title)
    return bool(plain) and (plain == whole or (len(plain) > 20 and whole.startswith(plain)))
