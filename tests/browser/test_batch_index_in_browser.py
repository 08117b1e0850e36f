"""The index of a batch in a real browser: wide, narrow, dark, sorted and searched."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from browser.opened import LOW_CONTRAST, Opened
from extractor.outputs.batch_index import IndexLine, index_page

pytestmark = pytest.mark.browser

LONG = "archive/2026/03/a-very-long-name-of-a-story-about-the-council-and-its-new-bridge.html"


def line(
    number: int, name: str, *, state: str = "done", reason: str = "", **counts: int
) -> IndexLine:
    """A story of a batch; what is not counted is 0."""
    usual = dict.fromkeys(("facts", "fix", "absent", "look", "match", "figures", "unclaimed"), 0)
    page = None if state in ("failed", "to do") else f"story-{number:05d}.html"
    return IndexLine(number, name, state, reason, page, **{**usual, **counts})


LINES = [
    line(1, "ferry.txt", fix=2, look=1, match=14, figures=12, facts=9, unclaimed=1),
    line(2, LONG, fix=11, absent=3, look=4, match=20, figures=30, facts=22, unclaimed=4),
    line(3, "clean.txt", match=8, figures=8, facts=8),
    line(4, "scan.pdf", state="failed", reason="the PDF has no text: read it with OCR first"),
    line(5, "half.txt", state="partial", reason="1 passage of 3", fix=1, match=3, figures=6),
    line(6, "a.csv", state="failed", reason="a table of many stories: name the text field"),
    line(7, "later.txt", state="to do"),
]


def page_of(lines: list[IndexLine], *, has_facts: bool = True) -> str:
    """The index of these stories."""
    return index_page(
        lines,
        label="news facts by openai:tiny",
        causes={"unreadable": 2},
        files=["reports-00000.jsonl", "failures.csv"],
        has_facts=has_facts,
    )


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Iterator[Any]:
    """Opens an index; nothing may have been said or fetched by the end."""
    pages: list[Opened] = []

    def show(html: str, **context: Any) -> Any:
        pages.append(Opened(browser, tmp_path, html, **context))
        return pages[-1].page

    yield show
    for each in pages:
        assert each.complaints == []
        assert set(each.requests) == {each.file.as_uri()}
        each.context.close()


def names(page: Any) -> list[str]:
    """The stories of the table, those that are shown, from the top."""
    found: list[str] = page.eval_on_selector_all(
        "tbody tr:not([hidden]) [data-of=name]", "all => all.map(e => e.firstChild.textContent)"
    )
    return found


def test_stories_are_sorted_and_searched(opened: Any) -> None:
    """What has most to fix is first; a head sorts by its column, and words leave the others out."""
    page = opened(page_of(LINES))
    assert names(page) == [LONG, "ferry.txt", "half.txt", "clean.txt"]
    page.get_by_role("button", name="Match").click()
    assert names(page)[:2] == [LONG, "ferry.txt"]
    page.get_by_role("button", name="Match").click()
    assert names(page)[0] == "half.txt"
    page.get_by_label("Find a story").fill("FERRY")
    assert names(page) == ["ferry.txt"]


def test_failures_stand_under_their_own_heading(opened: Any) -> None:
    """A story without a result is in no row of zeros, but named below with its reason."""
    page = opened(page_of(LINES))
    headings = page.locator("h2").all_inner_texts()
    assert headings == ["Stories", "Failed", "Not done yet", "Files"]
    failed = page.locator("section.others", has_text="Failed").inner_text()
    assert "scan.pdf" in failed
    assert "read it with OCR first" in failed
    assert "later.txt" not in failed
    page.locator(".key a", has_text="2").click()
    assert page.evaluate("location.hash") == "#failed"
    alone = opened(page_of(LINES[3:4]))
    assert alone.locator("h2").all_inner_texts() == ["Failed", "Files"]


def test_columns_are_of_what_was_done(opened: Any) -> None:
    """Where no model was asked there is no word of facts and of what no fact states."""
    page = opened(page_of(LINES, has_facts=False))
    words = page.inner_text("body").lower()
    assert "unclaimed" not in words
    assert "no fact" not in words
    heads = page.locator("thead th").all_inner_texts()
    assert "Facts" not in heads
    assert "Figures" in heads
    assert "Facts" in opened(page_of(LINES)).locator("thead th").all_inner_texts()


@pytest.mark.parametrize("width", [320, 390, 700, 1300])
def test_page_fits_its_screen(opened: Any, width: int) -> None:
    """Nothing is cut or scrolls sideways, a name has the line to itself, and buttons can be hit."""
    page = opened(page_of(LINES), viewport={"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("(e => e.scrollWidth <= e.clientWidth)(document.querySelector('.scroll'))")
    if width < 700:
        box = page.locator("tbody [data-of=name]").first.bounding_box()
        assert box["width"] > 0.85 * width
        assert page.locator("th button").first.bounding_box()["height"] >= 44
        row = " ".join(page.locator("tbody tr").nth(1).inner_text().split())
        # What follows a number is made by the style, which inner_text leaves out.
        assert row == "ferry.txt 2 1 14 9 12 1"
        after = page.evaluate(
            "getComputedStyle(document.querySelector('td.n-fix'), '::after').content"
        )
        assert "to fix" in after


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_can_be_read_and_good_news_is_not_red(opened: Any, scheme: str) -> None:
    """Every word has its contrast; the bar of stories without a fault has the colour of a match."""
    page = opened(page_of(LINES), color_scheme=scheme)
    assert page.evaluate(LOW_CONTRAST) == []
    fills = page.eval_on_selector_all(
        ".plots figure:nth-child(2) rect", "all => all.map(e => getComputedStyle(e).fill)"
    )
    red = page.evaluate(
        "(e => { document.body.append(e); e.style.color = 'var(--differs)'; "
        "const c = getComputedStyle(e).color; e.remove(); return c })(document.createElement('i'))"
    )
    assert red not in fills
    assert fills[0] not in fills[1:]


def test_heading_stands_over_the_text(opened: Any) -> None:
    """The heading begins where the text below it begins, on a wide screen too."""
    page = opened(page_of(LINES), viewport={"width": 1700, "height": 900})
    left = [page.locator(each).first.bounding_box()["x"] for each in ("h1", ".plots", "table")]
    assert max(left) - min(left) < 1
