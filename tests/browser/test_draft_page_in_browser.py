"""The page of a draft in a real browser: both sides move together, by mouse and by key."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from compared import bridge_report, hostile_comparison

from browser.opened import LOW_CONTRAST, Opened
from extractor.drafts import check_draft
from extractor.outputs.draft_page import draft_page
from extractor.schemas.document import Document

pytestmark = pytest.mark.browser

LONG = (
    "The harbour was opened in 1931.\n\n"
    + "It lies in the north of the county, and boats come and go.\n\n" * 60
    + "Petra Valborg has run it since 2004."
)


@pytest.fixture
def bridge(browser: Any, tmp_path: Path) -> Iterator[Opened]:
    """The bridge report, opened; nothing may have been said or fetched by the end."""
    opened = Opened(browser, tmp_path, draft_page(bridge_report()))
    yield opened
    assert opened.complaints == []
    assert opened.requests == [opened.file.as_uri()]
    opened.context.close()


def side_mark(opened: Opened, side: str, words: str) -> Any:
    """The first mark with these words on the draft or on the sources."""
    return opened.page.locator(f".{side} .m").filter(has_text=words).first


def message(opened: Opened) -> str:
    """What is said of the finding that is chosen."""
    return str(opened.page.inner_text(".chosen .message"))


def test_click_on_a_mark_moves_the_other_side(browser: Any, tmp_path: Path) -> None:
    """A click on words of the draft brings their evidence into view and lights both."""
    draft = "Petra Valborg has run it since 2007."
    report = check_draft(Document(text=draft), [Document(text=LONG, name="harbour.txt")])
    opened = Opened(browser, tmp_path, draft_page(report))
    mark = opened.page.locator(".draft-pane .s-differs").first
    name = mark.get_attribute("data-cards").split()[0]
    evidence = f".source [data-cards~={name}]"
    assert not opened.is_in_view(evidence)
    mark.click()
    assert opened.is_in_view(evidence)
    assert opened.chosen() == [name]
    assert len(opened.lit()) >= 2
    opened.context.close()


def test_click_on_evidence_moves_the_draft(bridge: Opened) -> None:
    """A click on words of a source chooses the finding that stands on them."""
    side_mark(bridge, "source", "1931").click()
    assert '"1913"' in message(bridge)
    assert set(bridge.lit()) == {"1913", "1931"}
    assert bridge.page.locator(".finding.chosen").is_visible()


def test_j_and_k_walk_the_findings(bridge: Opened) -> None:
    """j goes to the next finding, k back; each is announced and lit on both sides."""
    page = bridge.page
    ids = page.eval_on_selector_all("ol .finding", "all => all.map(e => e.id)")
    page.keyboard.press("j")
    assert bridge.chosen() == ids[:1]
    page.keyboard.press("j")
    assert bridge.chosen() == ids[1:2]
    assert page.evaluate("document.activeElement.id") == ids[1]
    assert page.inner_text("#said") in page.inner_text(f"#{ids[1]}").replace("\n", " ")
    page.keyboard.press("k")
    assert bridge.chosen() == ids[:1]
    page.keyboard.press("k")
    assert bridge.chosen() == ids[:1]


def test_choosing_opens_the_tab_of_the_evidence(bridge: Opened) -> None:
    """Tabs are opened by click, by [ and ], by arrows, and by a finding in another source."""
    page = bridge.page
    selected = "[role=tab][aria-selected=true]"
    assert page.inner_text(selected) == "wire.txt"
    page.keyboard.press("]")
    assert page.inner_text(selected) == "council.txt"
    assert page.locator("#source-1").is_visible()
    assert not page.locator("#source-0").is_visible()
    side_mark(bridge, "draft-pane", "1913").click()
    assert page.inner_text(selected) == "wire.txt"
    page.get_by_role("tab", name="wire.txt").focus()
    page.keyboard.press("ArrowRight")
    assert page.inner_text(selected) == "council.txt"
    assert page.evaluate("document.activeElement.textContent") == "council.txt"


def test_enter_on_a_mark_works_as_a_click(bridge: Opened) -> None:
    """Every mark is a stop of the Tab key, and Enter shows its evidence."""
    side_mark(bridge, "draft-pane", "12").focus()
    bridge.page.keyboard.press("Enter")
    assert "at least 12 centimetres" in message(bridge)


def test_place_of_a_card_takes_the_focus_there(bridge: Opened) -> None:
    """The link to a paragraph moves the focus to the words, on the side that it names."""
    card = bridge.page.locator(".finding").filter(has_text="1913")
    card.locator("a[data-side=there]").first.click()
    assert bridge.page.evaluate("document.activeElement.textContent") == "1931"
    card.locator("a[data-side=here]").first.click()
    assert bridge.page.evaluate("document.activeElement.textContent") == "1913"


def test_search_leaves_what_has_the_words(bridge: Opened) -> None:
    """/ goes to the search; only findings with the words stay; Escape brings all back."""
    page = bridge.page
    everything = page.locator("ol > .finding:visible").count()
    page.keyboard.press("/")
    page.keyboard.type("quint")
    found = page.locator("ol > .finding:visible").all_inner_texts()
    assert 0 < len(found) < everything
    assert all("Quint" in words for words in found)
    assert page.inner_text("#said") == f"{len(found)} found"
    page.keyboard.press("Escape")
    assert page.locator("ol > .finding:visible").count() >= everything


def test_counts_filter_and_matches_unfold(bridge: Opened) -> None:
    """A click on a count leaves what it counts; "match" unfolds the matches."""
    page = bridge.page
    page.get_by_role("button", name="to fix").click()
    needs = page.eval_on_selector_all(
        ".finding", "all => all.filter(e => e.offsetParent).map(e => e.dataset.needs)"
    )
    assert set(needs) == {"fix"}
    page.get_by_role("button", name=" match").click()
    assert page.locator("#matches .finding:visible").count() > 3


def test_help_lists_keys_and_switches_them_off(bridge: Opened) -> None:
    """? opens the list of keys; without its tick no single key does anything (WCAG 2.1.4)."""
    page = bridge.page
    page.keyboard.press("?")
    assert page.locator("#help").is_visible()
    page.get_by_label("Single keys are on").uncheck()
    page.keyboard.press("Escape")
    assert not page.locator("#help").is_visible()
    page.keyboard.press("j")
    assert bridge.chosen() == []


def test_words_after_a_character_beyond_the_basic_plane_are_lit(bridge: Opened) -> None:
    """What follows an emoji in the draft is marked at its own characters."""
    side_mark(bridge, "draft-pane", "1913").click()
    assert "1913" in bridge.lit()


def test_page_works_without_its_script(browser: Any, tmp_path: Path) -> None:
    """With scripts off, all sources stand there and marks are links to their findings."""
    opened = Opened(browser, tmp_path, draft_page(bridge_report()), java_script_enabled=False)
    assert opened.page.locator(".source:visible").count() == 2
    assert not opened.page.locator("[role=tablist]").is_visible()
    mark = side_mark(opened, "draft-pane", "1913")
    mark.click()
    assert opened.page.url.endswith(mark.get_attribute("href"))
    opened.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_words_are_readable(browser: Any, tmp_path: Path, scheme: str) -> None:
    """Every piece of text has a contrast of 4.5 on the ground that is really behind it."""
    opened = Opened(browser, tmp_path, draft_page(bridge_report()), color_scheme=scheme)
    opened.page.locator("#matches > summary").click()
    side_mark(opened, "draft-pane", "1913").click()
    assert opened.page.evaluate(LOW_CONTRAST) == []
    opened.context.close()


def test_controls_are_large_enough(bridge: Opened) -> None:
    """Buttons, tabs and fields are at least 24 pixels high (WCAG 2.5.8)."""
    low = bridge.page.eval_on_selector_all(
        "button, input, summary, [role=tab]",
        "all => all.filter(e => e.offsetParent && e.getBoundingClientRect().height < 24)"
        ".map(e => e.outerHTML)",
    )
    assert low == []


def test_everything_has_a_name_and_headings_do_not_skip(bridge: Opened) -> None:
    """Controls and regions are named, the page has a language, one h1 and one main."""
    page = bridge.page
    nameless = page.evaluate(
        """() => [...document.querySelectorAll('button, input, a, [role=tabpanel], section[id]')]
          .filter(e => !(e.textContent.trim() || e.ariaLabel || e.labels?.length
            || e.getAttribute('aria-labelledby')))
          .map(e => e.outerHTML)"""
    )
    assert nameless == []
    assert page.locator("h1").count() == page.locator("main").count() == 1
    assert page.get_attribute("html", "lang") == "en"
    levels = page.eval_on_selector_all("h1, h2, h3", "all => all.map(e => +e.tagName[1])")
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


def test_phone_stacks_cards_draft_and_sources(browser: Any, tmp_path: Path) -> None:
    """On a narrow screen nothing runs off the side, and a mark leads to its evidence."""
    html = draft_page(bridge_report())
    opened = Opened(browser, tmp_path, html, viewport={"width": 360, "height": 740})
    tops = [
        opened.page.locator(selector).bounding_box()["y"]
        for selector in (".eye-pane", ".draft-pane", ".source-side")
    ]
    assert tops == sorted(tops)
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= 360
    side_mark(opened, "draft-pane", "1913").click()
    assert opened.is_in_view(".source .lit")
    opened.context.close()


def test_paper_has_everything(bridge: Opened) -> None:
    """In print nothing scrolls, and every source is there, open tab or not."""
    page = bridge.page
    page.emulate_media(media="print")
    hidden = page.eval_on_selector_all(
        ".pane, .eye-pane", "all => all.map(e => e.scrollHeight > e.clientHeight + 1)"
    )
    assert not any(hidden)
    assert page.locator(".source:visible").count() == 2
    assert len(page.pdf(format="A4")) > 10_000


def test_hostile_texts_stay_text(browser: Any, tmp_path: Path) -> None:
    """Scripts, pictures and templates in a draft, a source or a name do nothing."""
    opened = Opened(browser, tmp_path, draft_page(hostile_comparison()))
    opened.page.keyboard.press("j")
    assert opened.complaints == []
    assert opened.requests == [opened.file.as_uri()]
    assert opened.page.locator("img").count() == 0
    assert opened.page.locator("script").count() == 1
    assert "{{ 7*7 }}" in opened.page.inner_text(".draft-pane .story")
    opened.context.close()
