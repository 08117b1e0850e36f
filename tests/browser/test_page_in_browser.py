"""The page in a real browser: choosing, keys, colours, paper, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from reports import ferry_report, hostile_report

from browser.opened import LOW_CONTRAST, Opened
from extractor.outputs import write_report

pytestmark = pytest.mark.browser


@pytest.fixture
def ferry(browser: Any, tmp_path: Path) -> Iterator[Opened]:
    """The ferry report, opened; nothing may have been said or fetched by the end."""
    opened = Opened(browser, tmp_path, write_report(ferry_report(), "html"))
    yield opened
    assert opened.complaints == []
    assert opened.requests == [opened.file.as_uri()]
    opened.context.close()


def test_click_on_a_mark_shows_its_fact(ferry: Opened) -> None:
    """A click on words of the story chooses the card of their fact and brings it into view."""
    assert not ferry.is_in_view("#fact-8")
    ferry.mark("questioned").click()
    assert ferry.chosen() == ["fact-8"]
    assert ferry.is_in_view("#fact-8")
    assert {"questioned", "has not been charged"} <= set(ferry.lit())


def test_second_click_goes_on_to_the_next(ferry: Opened) -> None:
    """Words with several facts show one after the other."""
    mark = ferry.mark("late on Thursday")
    mark.click()
    assert ferry.chosen() == ["fact-0"]
    mark.click()
    assert ferry.chosen() == ["fact-2"]


def test_click_on_a_card_shows_its_words(ferry: Opened) -> None:
    """A click on a card lights its words in the story."""
    ferry.page.locator("#fact-5 .statement").click()
    assert ferry.chosen() == ["fact-5"]
    assert "115 people" in ferry.lit()
    near = ferry.page.eval_on_selector_all(
        ".story .near", "all => all.map(e => e.textContent).join('')"
    )
    assert near == "Crews lifted 115 people off the deck before dawn on Friday."


def test_click_on_a_finding_shows_its_evidence(ferry: Opened) -> None:
    """A click on what needs an eye lights the place in the story that it speaks of."""
    ferry.page.locator(".finding", has_text="Ingrid Solheim say this").click()
    assert ferry.lit() == ["Ingrid Solheim"]
    assert ferry.is_in_view(".story .lit")


def test_click_on_a_ledger_row_shows_its_figure(ferry: Opened) -> None:
    """A click on an unclaimed figure lights it, and the figure leads back to the row."""
    ferry.page.locator(".row", has_text="£4.2 million").click()
    assert ferry.lit() == ["£4.2 million"]
    ferry.page.keyboard.press("Escape")
    assert ferry.lit() == []
    ferry.mark("£4.2 million").click()
    assert "£4.2 million" in ferry.page.inner_text(f"#{ferry.chosen()[0]}")


def test_keyboard_goes_both_ways(ferry: Opened) -> None:
    """Tab and Enter reach a card from the story, and the story from a card."""
    page = ferry.page
    ferry.mark("148 people").focus()
    page.keyboard.press("Enter")
    assert ferry.chosen() == ["fact-0"]
    assert page.evaluate("document.activeElement.id") == "fact-0"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "place"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.closest('.story') !== null")
    assert "148 people" in ferry.lit()


def test_tab_stops_once_at_each_mark(ferry: Opened) -> None:
    """A mark that is cut into segments is one stop, and every mark can be reached."""
    stops = ferry.page.eval_on_selector_all(
        ".story .m", "all => all.filter(e => e.tabIndex === 0).map(e => e.textContent)"
    )
    assert "at least 31" in stops
    assert "Ingrid Solheim" in stops
    assert len(stops) < ferry.page.locator(".story .m").count()


def test_counts_filter(ferry: Opened) -> None:
    """A click on a count leaves the facts and findings that it counts; another brings all back."""
    page = ferry.page
    everything = page.locator(".card:visible, .finding:visible").count()
    page.get_by_role("button", name="to fix").click()
    assert page.locator(".finding:visible").count() == 4
    assert page.locator(".card:visible").count() == 3
    page.get_by_role("button", name="to fix").click()
    assert page.locator(".card:visible, .finding:visible").count() == everything


def test_page_works_without_its_script(browser: Any, tmp_path: Path) -> None:
    """With scripts switched off, marks are links to their cards."""
    opened = Opened(
        browser, tmp_path, write_report(ferry_report(), "html"), java_script_enabled=False
    )
    opened.mark("questioned").click()
    assert opened.page.url.endswith("#fact-8")
    opened.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_words_are_readable(browser: Any, tmp_path: Path, scheme: str) -> None:
    """Every piece of text has a contrast of 4.5 on the ground that is really behind it."""
    opened = Opened(browser, tmp_path, write_report(ferry_report(), "html"), color_scheme=scheme)
    opened.mark("at least 31").click()
    low = opened.page.evaluate(LOW_CONTRAST)
    assert low == []
    background = opened.page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    shade = sum(int(part) for part in background.strip("rgb()").split(","))
    assert (shade > 600) == (scheme == "light")
    opened.context.close()


def test_phone_stacks_the_two_sides(browser: Any, tmp_path: Path) -> None:
    """On a narrow screen the facts stand under the story and nothing runs off the side."""
    opened = Opened(
        browser,
        tmp_path,
        write_report(ferry_report(), "html"),
        viewport={"width": 360, "height": 740},
    )
    story = opened.page.locator(".story-pane").bounding_box()
    facts = opened.page.locator(".facts-pane").bounding_box()
    assert facts["y"] >= story["y"] + story["height"] - 1
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= 360
    opened.mark("questioned").click()
    assert opened.chosen() == ["fact-8"]
    opened.context.close()


def test_paper_has_everything(browser: Any, tmp_path: Path) -> None:
    """In print nothing scrolls: story and facts are laid out at their full height."""
    opened = Opened(browser, tmp_path, write_report(ferry_report(), "html"))
    opened.page.emulate_media(media="print")
    hidden = opened.page.eval_on_selector_all(
        ".pane", "all => all.map(e => e.scrollHeight > e.clientHeight + 1)"
    )
    assert hidden == [False, False]
    sign = opened.mark("at least 31").evaluate("e => getComputedStyle(e, '::after').content")
    assert sign == '"≠F3"'
    assert len(opened.page.pdf(format="A4")) > 10_000
    opened.context.close()


def test_hostile_story_stays_text(browser: Any, tmp_path: Path) -> None:
    """Scripts, pictures and templates in a story, a fact or a name do nothing."""
    opened = Opened(browser, tmp_path, write_report(hostile_report(), "html"))
    assert opened.complaints == []
    assert opened.requests == [opened.file.as_uri()]
    assert opened.page.title().startswith("<script>")
    assert opened.page.locator("img").count() == 0
    assert opened.page.locator("script").count() == 1
    story = opened.page.inner_text(".story")
    assert "<script>document.title = 'owned'</script>" in story
    assert "{{ 7*7 }}" in story
    opened.context.close()
