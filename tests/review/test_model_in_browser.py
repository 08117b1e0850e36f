"""The model at the desk in a real browser: its facts as they come, how far it is, and Stop."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from recording import EXTRACTIONS, ROOT
from replay_server import ReplayServer, replaying

from extractor.review.desk import Desk
from extractor.review.opening import open_file, read_along
from extractor.schemas.document import Document
from review.served import Served, Tab

pytestmark = pytest.mark.browser

STORY = ROOT / "examples" / "ferry-collision.txt"


@pytest.fixture
def model() -> Iterator[ReplayServer]:
    """The recorded model, which answers nothing until it is let."""
    with replaying(EXTRACTIONS["clean"]) as server:
        yield server
        assert server.unknown == []


@pytest.fixture
def served(sqlite_url: str, model: ReplayServer) -> Iterator[Served]:
    """A desk with that model."""
    started = Served(Desk.open(sqlite_url, model=model.client()))
    yield started
    model.let_all_through()
    started.stop()


def opened(served: Served) -> str:
    """The key of the story, opened as the command does it."""
    key = open_file(served.desk, Document.read(STORY), str(STORY), {}, who="AB")
    read_along(served.desk, [key])
    return key


def told(tab: Tab) -> int:
    """How many facts of the list the page shows as spoken of by the model."""
    return int(tab.page.locator("li.item .flag.told").count())


def test_facts_of_the_model_come_to_the_open_page(
    served: Served, model: ReplayServer, tab: Tab
) -> None:
    """A story that the command opens is read at once; its page gets every fact without a reload,
    also into the card that is open, and the words that somebody types there stay."""
    key = opened(served)
    tab.open(f"{served.address}/stories/{key}")
    tab.page.wait_for_selector("#runs [data-kind=model][data-state=running]")
    tab.page.evaluate("window.isThisPage = true")
    tab.row("312 people").locator("a.words").click()
    tab.page.wait_for_selector("li.chosen .detail")
    assert told(tab) == 0
    model.let_through(2)  # of four calls; the paragraph of two quotations needs none
    tab.page.wait_for_selector("li.chosen .model .statement")
    assert "312" in tab.page.inner_text("li.chosen .model .statement")
    tab.wait("document.querySelector('.run-done').textContent === '3'")
    some = told(tab)
    assert some > 0
    tab.press("n")
    tab.wait("document.activeElement.name === 'note'")
    tab.page.keyboard.type("half a senten")
    model.let_all_through()
    tab.page.wait_for_selector("#runs [data-kind=model][data-state=done]")
    tab.wait("document.querySelectorAll('li.item .flag.told').length > " + str(some))
    assert tab.page.locator("li.chosen [name=note]").input_value() == "half a senten"
    assert tab.page.evaluate("window.isThisPage") is True
    assert tab.page.locator("#runs .stop").count() == 0
    assert tab.page.locator("li.item .flag.told").count() == sum(
        item["told"] > 0
        for item in tab.page.request.get(f"{served.address}/api/stories/{key}").json()["items"]
    )


def test_model_is_asked_and_stopped_from_the_page(
    served: Served, model: ReplayServer, tab: Tab, browser: Any
) -> None:
    """Any story can be read on "Ask the model" and stopped; all pages say so, and who did it."""
    key = served.desk.add_story(Document.read(STORY), [], who="AB")
    tab.open(f"{served.address}/stories/{key}")
    other = Tab(browser)
    other.open(f"{served.address}/stories/{key}")
    tab.page.fill("#initials", "AB")
    tab.press("Tab")
    tab.page.locator("summary", has_text="Checks").click()
    tab.page.get_by_role("button", name="Ask the model").click()
    for each in (tab, other):
        each.page.wait_for_selector("html.js #runs [data-kind=model][data-state=running]")
    model.let_through(2)
    for each in (tab, other):
        each.wait("document.querySelectorAll('li.item .flag.told').length > 0")
    assert tab.broken_rules() == []
    tab.page.locator("#runs").get_by_role("button", name="Stop").click()
    for each in (tab, other):
        each.page.wait_for_selector("html.js #runs [data-kind=model][data-state=stopped]")
        assert "what it had said by then is kept" in each.page.inner_text("#runs")
        assert told(each) > 0
    assert len(model.asked) < 7, "nothing is asked any more"
    assert other.unexpected() == []
    other.context.close()
    tab.open(f"{served.address}/stories/{key}/history")
    assert "AB" in tab.page.locator("tr", has_text="stopped the model").inner_text()
