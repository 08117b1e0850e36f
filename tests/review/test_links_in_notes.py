"""Web addresses that editors note can be followed, and nothing else can."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.review.links import with_links
from review.desks import SOURCE, DeskClient


def links(html: str) -> list[str]:
    """Where the links of a text lead, as they stand in its attributes."""
    return re.findall(r'href="([^"]*)"', html)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("see https://port.example/log.", ["https://port.example/log"]),
        ("(https://port.example/a_(b))", ["https://port.example/a_(b)"]),
        (
            "HTTP://port.example, http://other.example",
            ["HTTP://port.example", "http://other.example"],
        ),
        ("https://port.example/?a=1&b=2", ["https://port.example/?a=1&amp;b=2"]),
        ("https://[::1]:8080/x", ["https://[::1]:8080/x"]),
        ("javascript:alert(1)", []),
        ("data:text/html,x ftp://port.example file:///x //port.example", []),
        ("https://", []),
        ("https://bank.example@port.example/", []),
        ("https://port.example/\u202egnp.exe", []),
        ("https://port.example:port/", []),
        ("xhttps://port.example", []),
    ],
)
def test_only_plain_web_addresses_are_links(text: str, found: list[str]) -> None:
    """An http or https address that shows where it leads is a link; the rest is text."""
    assert links(with_links(text)) == found


@given(st.text() | st.text("htps:/.<>\"'&@()e\u202e \n", max_size=40).map("https://a".__add__))
def test_no_text_becomes_markup(text: str) -> None:
    """Whatever the text is, it makes no tag but our own link, and loses no letter."""
    html = with_links(text)
    ours = r'<a class="noted-link" href="[^"<>]*" target="_blank" rel="noopener noreferrer">|</a>'
    rest = re.sub(ours, "", html)
    assert not re.search(r"[<>\"']", rest)
    assert all(link.lower().startswith(("http://", "https://")) for link in links(html))


def test_noted_addresses_can_be_followed_on_the_desk(local: DeskClient) -> None:
    """Link and note of a sign-off are links in the list and on the fact's page, safely opened."""
    key = local.open("The port of https://draft.example has 12 cranes.", SOURCE)
    item = local.item(key, "12")
    source = {"title": "Port log", "link": "https://port.example/log"}
    local.decide(key, item, sources=[source], note="Also javascript:alert(1) and http://b.example")
    for path in (f"/stories/{key}", f"/stories/{key}/items/{item['id']}"):
        page = local.http.get(path).text
        for address in ("https://port.example/log", "http://b.example"):
            assert f'href="{address}" target="_blank" rel="noopener noreferrer"' in page
        assert not [
            link for link in links(page) if link.startswith(("javascript", "https://draft"))
        ]
