"""Web pages: the article without the page around it."""

from __future__ import annotations

import socket
from datetime import date, datetime
from pathlib import Path

import pytest
from file_makers import column, pdf_file

from extractor import Document
from extractor.errors import InputError
from extractor.readers.formats import parse_bytes
from extractor.readers.parsed import Parsed

PARAGRAPHS = """
<p>The harbour board of Dorsby said on Tuesday that a second tide gate would cost
&pound;4.2&nbsp;million, at least 12 per cent more than the estimate it published in March, &amp;
that work could not begin before November.</p>
<p>&ldquo;We counted <b>1,340</b><sup>1</sup> households <a href="/x">below the line</a>,&rdquo;
said the board&rsquo;s chair, Marit Aasen. &lt;script&gt;alert(1)&lt;/script&gt; was on her
slide.</p>
"""

PAGE = f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<title>Harbour board weighs a second tide gate - The Dorsby Courier</title>
<meta property="og:title" content="Harbour board weighs a second tide gate">
<meta property="article:modified_time" content="2026-04-01T08:00:00Z">
<meta property="article:published_time" content="2026-03-05T23:30:00+01:00">
<link rel="stylesheet" href="http://style.invalid/a.css">
<script>var trap = "At least 999 people were hurt";</script><style>p {{ color: red }}</style></head>
<body>
<div id="cookie-banner" class="cookie-consent"><p>We and our 48 partners use cookies.</p></div>
<nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ul></nav>
<header><h1>Harbour board weighs a second tide gate</h1></header>
<article>{PARAGRAPHS}
<aside class="related"><h3>Related</h3><ul><li><a href="/q">10 things on gulls</a></li></ul></aside>
<h2>What was flooded</h2>
<table><thead><tr><th>Year</th><th>Homes</th></tr></thead>
<tbody><tr><td>2023</td><td>41</td></tr><tr><td>2024</td><td>112</td></tr></tbody></table>
<ul><li>Gate one: 1.5 metres</li><li>Gate two: 2 metres</li></ul>
<blockquote><p>It is the sea that decides.</p></blockquote>
<figure><img src="http://pictures.invalid/gate.png" alt="gate"></figure>
<p hidden>Hidden: 77 words</p>
</article>
<div class="newsletter">Sign up for our 3 newsletters</div>
<div class="comments"><p>First! 100 likes</p></div>
<footer><p>&copy; 2026 The Dorsby Courier. All rights reserved.</p></footer>
</body></html>"""


def read(page: str | bytes) -> Parsed:
    """The text and marks of a page."""
    return parse_bytes(page if isinstance(page, bytes) else page.encode(), "page.html")


def test_article_is_told_from_the_page_around_it() -> None:
    """Title first, then paragraphs, headings, rows and items; no banner, menu, script or footer."""
    assert read(PAGE).text.split("\n\n") == [
        "Harbour board weighs a second tide gate",
        "The harbour board of Dorsby said on Tuesday that a second tide gate would cost "
        "£4.2 million, at least 12 per cent more than the estimate it published in March, & that "
        "work could not begin before November.",
        "“We counted 1,340¹ households below the line,” said the board’s chair, Marit Aasen. "
        "<script>alert(1)</script> was on her slide.",
        "What was flooded",
        "Year; Homes",
        "Year: 2023; Homes: 41",
        "Year: 2024; Homes: 112",
        "Gate one: 1.5 metres",
        "Gate two: 2 metres",
        "It is the sea that decides.",
    ]


def test_cells_of_a_table_have_places() -> None:
    """A figure in a table of the page leads back to its row and column."""
    parsed = read(PAGE)
    places = {mark.label: parsed.text[mark.start : mark.end] for mark in parsed.marks}
    assert places["table 1 B3"] == "112"


@pytest.mark.parametrize(
    ("head", "day"),
    [
        (
            '<meta property="article:published_time" content="2026-03-05T23:30:00+01:00">',
            date(2026, 3, 5),
        ),
        ('<meta itemprop="datePublished" content="2026-03-05">', date(2026, 3, 5)),
        (
            '<script type="application/ld+json">{"datePublished": "2026-03-05T01:00Z"}</script>',
            date(2026, 3, 5),
        ),
        (
            '<meta name="date" content="2026-13-45"><meta name="pubdate" content="2026-03-05">',
            date(2026, 3, 5),
        ),
        ('<meta property="article:modified_time" content="2026-04-01">', None),
        ('<link rel="canonical" href="https://courier.invalid/2024/01/09/gate">', None),
        ("", None),
    ],
)
def test_day_is_taken_from_metadata_only(head: str, day: date | None) -> None:
    """A date in the text, in the address, or of a change, is not taken for that of publication."""
    page = f"<html><head><title>T</title>{head}</head><body><article>{PARAGRAPHS}"
    assert (
        read(f"{page}<p>On 7 January 2021 it was dry.</p></article></body></html>").published == day
    )


def test_given_day_wins_over_the_page(tmp_path: Path) -> None:
    """The page's own day is used where none is given."""
    file = tmp_path / "page.html"
    file.write_text(PAGE, encoding="utf-8")
    assert Document.read(file).published == date(2026, 3, 5)
    given = datetime(2026, 3, 6, 9)
    assert Document.read(file, published=given).published == given


@pytest.mark.parametrize(
    "data",
    [
        f'<html><head><meta charset="iso-8859-1"></head><body><p>Café “5”.</p>{PARAGRAPHS}'.encode(
            "cp1252"
        ),
        f"<html><body><p>Café “5”.</p>{PARAGRAPHS}".encode("cp1252"),
        f"<html><body><p>Café “5”.</p>{PARAGRAPHS}".encode(),
        f"<html><body><p>Café “5”.</p>{PARAGRAPHS}".encode("utf-16"),
        f'<?xml version="1.0" encoding="utf-8"?><html><body><p>Café “5”.</p>{PARAGRAPHS}'.encode(),
        f'<html><head><meta charset="no-such"></head><body><p>Café “5”.</p>{PARAGRAPHS}'.encode(),
    ],
    ids=["declared", "undeclared", "utf-8", "utf-16", "xhtml", "unknown"],
)
def test_encoding_is_found_as_browsers_find_it(data: bytes) -> None:
    """A page is read in the encoding it names or, naming none, in that it turns out to have."""
    assert "Café “5”." in read(data).text


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page with pictures, styles and a document type asks nobody for anything."""
    asked = []
    monkeypatch.setattr(socket, "getaddrinfo", lambda *names: asked.append(names))
    monkeypatch.setattr(socket.socket, "connect", lambda self, address: asked.append(address))
    doctype = '<!DOCTYPE html SYSTEM "http://entities.invalid/x.dtd" [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
    text = read(PAGE.replace("<!DOCTYPE html>", doctype).replace("It is the", "&e; It is the")).text
    assert "It is the sea" in text
    assert not asked


@pytest.mark.parametrize(
    "page",
    [
        "<p>At least 40 homes were flooded on Monday.",
        "<html><body><div>At least 40 homes were flooded on Monday.</div></body></html>",
        "<html><body><p>At least 40 homes were flooded on Monday.<p>It<b>",
        "<html><body><p>At least 40 homes \x00 were flooded on Monday.</p>",
    ],
)
def test_short_and_broken_pages_are_read(page: str) -> None:
    """A page of one sentence, without ends or with NULs, still gives its sentence."""
    assert "40 homes" in read(page).text


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"<html><body></body></html>", "has no article that can be told"),
        (b"<html><body><script>var a = 1</script></body></html>", "has no article"),
        (b"\x89PNG\r\n\x1a\n", "is a picture"),
        (pdf_file([column("Words.")]), "is a PDF"),
        (b"  \n ", "is empty"),
    ],
)
def test_page_without_article_is_one_clear_line(data: bytes, said: str) -> None:
    """Nothing to read is an error, not an empty story."""
    with pytest.raises(InputError, match=said) as caught:
        read(data)
    assert "\n" not in str(caught.value)


def test_deep_nesting_does_not_bring_it_down() -> None:
    """A page nested a thousand times over is read or refused, within seconds."""
    page = "<div>" * 5000 + PARAGRAPHS + "</div>" * 5000
    try:
        text = read(page).text
    except InputError as error:
        text = str(error)
    assert "12 per cent" in text or "page.html" in text


def test_two_readings_are_equal() -> None:
    """The text made of a page does not depend on what was read before."""
    assert read(PAGE) == read(PAGE)
