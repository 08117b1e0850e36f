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


LONG = [
    "The library on Mill Road in Dunlow was closed for eleven weeks after the pipes burst, and the "
    "town council said on Monday that the repair of the reading rooms would take longer.",
    "Residents who borrowed books before the closure may keep them until the end of the summer, "
    "the council added, and no fines will be asked of anybody who brings them back late.",
]


def between(content: str, *, article: bool = True) -> list[str]:
    """What stands between two long paragraphs of a page that has `content` there."""
    first, last = (f"<p>{words}</p>" for words in LONG)
    body = f"{first}{content}{last}"
    body = f"<article>{body}</article>" if article else body
    blocks = read(f"<html><body>{body}</body></html>").text.split("\n\n")
    assert (blocks[0], blocks[-1]) == (LONG[0], LONG[1])
    return blocks[1:-1]


SHOWN = """
    a abbr acronym b bdi bdo big cite code data dfn em font i ins kbd label map mark math my-date
    nobr output ruby samp slot small span strong sub sup time tt u var
"""
NOT_SHOWN = """
    audio canvas datalist del iframe meter noscript object progress s script select strike style
    svg template textarea video
"""


@pytest.mark.parametrize("tag", SHOWN.split())
def test_elements_in_a_sentence_are_a_part_of_it(tag: str) -> None:
    """Every element that HTML allows in a sentence keeps its words there, in long articles too."""
    content = f"<p>It opened on <{tag}>4 July 2025</{tag}>, and 12,000 people have come since.</p>"
    assert between(content) == ["It opened on 4 July 2025, and 12,000 people have come since."]


@pytest.mark.parametrize("tag", NOT_SHOWN.split())
def test_struck_and_unwritten_text_is_left_out(tag: str) -> None:
    """What the writer took back, or a browser does not show, is no part of the story."""
    content = f"<p>The bill was <{tag}>&pound;9m</{tag}> &pound;11m in all that year.</p>"
    assert between(content) == ["The bill was £11m in all that year."]


@pytest.mark.parametrize("article", [True, False])
@pytest.mark.parametrize(
    ("content", "blocks"),
    [
        ("<ul><li>It lost 1.2 million.<li>In 2023.</ul>", "It lost 1.2 million.|In 2023."),
        ("<ol><li>North<ul><li>12 cars</li></ul>and 9 more</li></ol>", "North|12 cars|and 9 more"),
        ("<dl><dt>Cost</dt><dd>4.2 million</dd></dl>", "Cost|4.2 million"),
        ("<figure><img src=x><figcaption>Some 300 came.</figcaption></figure>", "Some 300 came."),
        ("<details><summary>The 3 rules</summary>No fines.</details>", "The 3 rules|No fines."),
        ("<address>12 Mill Road</address>", "12 Mill Road"),
        ("<blockquote>We lost 9.<footer>Ann, 44</footer></blockquote>", "We lost 9.|Ann, 44"),
        ("<fieldset><legend>Box 5</legend>Seven words.</fieldset>", "Box 5|Seven words."),
        ("<pre>Vik 3\nVelm 4</pre>", "Vik 3|Velm 4"),
        ("<p>One 1<br>two 2</p>", "One 1|two 2"),
        ("<table><caption>In 2024</caption><tr><th>Town<th>Boats<tr><td>Vik<td>4</table>",
         "In 2024|Town; Boats|Town: Vik; Boats: 4"),
        ("<table><tr><th>Town<th>Boats<tr><td>Velm<ul><li>12 held<li>3 freed</ul><td>40</table>",
         "Town; Boats|Town: Velm; 12 held; 3 freed; Boats: 40"),
        ("<table><tr><th>Town<th>N<th>On<tr><td rowspan=2>Vik<td>4<td>20<tr><td>5<td>21</table>",
         "Town; N; On|Town: Vik; N: 4; On: 20|N: 5; On: 21"),
        ("<p>About <math><mfrac><mn>3</mn><mn>4</mn></mfrac></math> of.</p>", "About 3/4 of."),
        ("<p>He said <q>no <q>5</q> boats</q>.</p>", "He said “no ‘5’ boats”."),
        ("<p>In <ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby> 5.</p>", "In 漢 (kan) 5."),
        ("<p hidden>77</p><p style='top:1px;display: none'>78</p><i aria-hidden=true>79</i>", ""),
        ("<aside><p>97 gulls</p></aside><nav><a href=/>Home 96</a></nav>", ""),
        ("<div class=related><p>Related: 99 gulls</p></div>", ""),
        ("<ul><li><a href=/a>Ten things on gulls</a></li></ul>", ""),
    ],
)  # fmt: skip
def test_what_stands_between_paragraphs_is_read(content: str, blocks: str, article: bool) -> None:
    """Lists, captions, boxes and cells are kept, with an article element and without; menus not."""
    assert between(content, article=article) == [block for block in blocks.split("|") if block]


def test_page_in_one_form_is_read() -> None:
    """Some servers put a form around every page: it is no search box."""
    first, last = (f"<p>{words}</p>" for words in LONG)
    page = f"<html><body><form>{first}<ul><li>It was 5.</li></ul>{last}</form></body></html>"
    assert read(page).text.split("\n\n")[1] == "It was 5."


def test_list_behind_the_last_paragraph_is_read() -> None:
    """A list that ends a bare page is a part of it; what builders of pages put there is not."""
    first, last = (f"<p>{words}</p>" for words in LONG)
    tail = "<ul><li>It was 5.</li></ul><div class=newsletter>Get our 3 letters</div>"
    page = f"<html><body>{first}{last}{tail}</body></html>"
    assert read(page).text.split("\n\n") == [*LONG, "It was 5."]


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
    """A page nested a thousand times over is read or refused."""
    page = "<div>" * 5000 + PARAGRAPHS + "</div>" * 5000
    try:
        text = read(page).text
    except InputError as error:
        text = str(error)
    assert "12 per cent" in text or "page.html" in text


def test_two_readings_are_equal() -> None:
    """The text made of a page does not depend on what was read before, alike or not."""
    first = read(PAGE)
    for _ in range(4):
        read(PAGE.replace("second", "third"))
        assert read(PAGE) == first
