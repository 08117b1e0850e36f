"""An audit in a real browser: by keyboard, by mouse, on a phone, and when it breaks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from batch.plans import STORY

from extractor.schemas.coding import Coding
from extractor.schemas.report import Report
from review.audits import coding, report_of, reports, rows_in, store_of
from review.served import SIZES, ServedAudit, Tab

pytestmark = pytest.mark.browser

LONG = "\n\n".join(
    ["The river rose again, and the council could not say why."] * 60
    + [STORY.format(number=40, rain=50)]
    + ["The council met until late and went home without a vote."] * 60
)

HOSTILE = (
    "<script>document.title='owned'</script> <img src=x onerror=alert(1)> {{ 7*7 }} "
    "“</template><b>12 boats</b>” sank, said Ann Hill.\n"
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store of six stories with two facts each, some of them wrong."""
    return store_of(tmp_path / "run.sqlite", reports())


@pytest.fixture
def served(path: Path) -> Iterator[ServedAudit]:
    """Ann's audit of that store behind a socket."""
    started = ServedAudit(path)
    yield started
    started.stop()


def wait_for_item(tab: Tab, number: int) -> None:
    """Wait until the page of this item is there and its script has begun."""
    tab.page.wait_for_url(f"**/items/{number}*")
    tab.page.wait_for_selector("html.js")


def test_sample_is_judged_by_keyboard_alone(served: ServedAudit, tab: Tab) -> None:
    """r, w, c and n judge one item after the other, each shown as saved, to the result."""
    tab.open(served.address)
    wait_for_item(tab, 1)
    for number, key in enumerate("rwc", 1):
        tab.press(key)
        wait_for_item(tab, number + 1)
        word = {"r": "right", "w": "wrong", "c": "cannot tell"}[key]
        assert tab.page.inner_text(".kept") == f"Item {number}: {word} ✓ saved"
        assert served.words()[number - 1] == word
    tab.press("n")
    tab.wait("document.activeElement.name === 'note'")
    tab.page.keyboard.type("one w too many")
    tab.press("Escape", "w")
    wait_for_item(tab, 5)
    assert rows_in(served.audit._store.path)[-1] == ("ann", "wrong", "one w too many")
    for number in range(5, 12):
        tab.press("r")
        wait_for_item(tab, number + 1)
    tab.press("r")
    tab.page.wait_for_url("**/result*")
    assert "ann has judged them all" in tab.page.inner_text("header")
    assert "2 wrong of 11" in tab.page.inner_text(".rate")


def test_keys_step_through_the_sample(served: ServedAudit, tab: Tab) -> None:
    """j, k and arrows go by one, u to what is open; at the ends a word says so."""
    served.audit.keep(3, served.audit.item(3).unit.id, "right", "")  # type: ignore[union-attr]  # it is there
    tab.open(f"{served.address}/items/1")
    tab.press("k")
    assert tab.page.inner_text("#said") == "This is the first item."
    for key, number in (("j", 2), ("ArrowRight", 3), ("ArrowLeft", 2), ("u", 4), ("k", 3)):
        tab.press(key)
        wait_for_item(tab, number)
    assert tab.page.locator("details.checks").get_attribute("open") is not None
    tab.press("j")
    wait_for_item(tab, 4)
    assert tab.page.locator("details.checks").get_attribute("open") is None
    tab.press("v")
    assert tab.page.locator(".checks .badge").is_visible()
    tab.press("?")
    assert tab.page.locator("#keys").is_visible()
    tab.press("r", "Escape")
    assert served.words()[3] is None


def test_held_key_judges_one_item(served: ServedAudit, tab: Tab) -> None:
    """A key that stays down judges what was on the screen and nothing after it."""
    tab.open(f"{served.address}/items/1")
    tab.page.keyboard.down("r")
    wait_for_item(tab, 2)
    for _ in range(3):
        tab.page.keyboard.down("r")
        tab.page.wait_for_timeout(100)
    assert served.words()[:3] == ["right", None, None]


def test_evidence_is_in_view_in_a_long_story(browser: Any, tmp_path: Path) -> None:
    """Of a long story the place of the evidence is on the screen, and `s` goes there again."""
    served = ServedAudit(store_of(tmp_path / "run.sqlite", [report_of(LONG)]))
    tab = Tab(browser)
    tab.open(f"{served.address}/items/1")
    in_view = """() => {
      const box = document.querySelector('.story [data-near~="evidence"]').getBoundingClientRect();
      const pane = document.querySelector('.story-pane').getBoundingClientRect();
      return box.top > pane.top && box.bottom < pane.bottom && pane.bottom <= innerHeight;
    }"""
    assert tab.page.evaluate(in_view)
    tab.page.evaluate("document.querySelector('.story-pane').scrollTop = 0")
    assert not tab.page.evaluate(in_view)
    tab.press("s")
    tab.wait(f"({in_view})()")
    assert tab.page.evaluate("document.activeElement.className") == "pane story-pane"
    assert tab.complaints == []
    tab.context.close()
    served.stop()


def test_what_is_not_answered_is_not_shown_as_saved(served: ServedAudit, tab: Tab) -> None:
    """With the desk gone the page stays, says so, and keeps the note that was typed."""
    tab.open(f"{served.address}/items/1")
    tab.page.fill("[name=note]", "half a senten")
    served._server.should_exit = True
    served._thread.join(10)
    tab.page.get_by_role("button", name="Wrong").click()
    tab.page.wait_for_selector("#alarm:not([hidden])")
    assert "Not saved: the desk does not answer" in tab.page.inner_text("#alarm")
    assert "not saved" in tab.page.inner_text(".outcome")
    assert tab.page.input_value("[name=note]") == "half a senten"
    assert served.words()[0] is None
    tab.expected = "ERR_"  # the browser complains of the connection, as it should


def test_word_on_a_page_out_of_date_is_refused(served: ServedAudit, tab: Tab) -> None:
    """When a run has changed the item meanwhile, the page says why nothing was saved."""
    tab.open(f"{served.address}/items/1")
    served.audit._ids[1] = "as a later run has it"
    tab.press("r")
    tab.page.wait_for_selector("#alarm:not([hidden])")
    assert "Not saved: item 1 is not what was shown" in tab.page.inner_text("#alarm")
    tab.expected = "409"  # the browser complains of a refusal, as it should


def test_audit_works_without_scripts(served: ServedAudit, browser: Any) -> None:
    """With scripts switched off buttons and links do all of it."""
    tab = Tab(browser, java_script_enabled=False)
    page = tab.page
    page.goto(served.address)
    page.fill("[name=note]", "by hand")
    page.get_by_role("button", name="Wrong").click()
    page.wait_for_url("**/items/2?saved=1")
    assert page.inner_text(".kept") == "Item 1: wrong ✓ saved"
    page.get_by_role("link", name="Before").click()
    page.wait_for_url("**/items/1")
    assert page.input_value("[name=note]") == "by hand"
    assert page.locator(".checks .badge").is_visible()
    page.get_by_role("link", name="Next unjudged").click()
    page.wait_for_url("**/items/2")
    page.locator("summary").click()
    assert page.locator(".checks .badge").is_visible()
    page.get_by_role("link", name="see it in full").click()
    page.get_by_role("link", name="Result").click()
    page.locator("main", has_text="1 of 12 judged").wait_for()
    tab.context.close()


@pytest.mark.parametrize("size", SIZES)
def test_every_page_is_accessible(browser: Any, tmp_path: Path, size: str) -> None:
    """No page breaks a rule of WCAG 2.2 AA that can be checked, nor runs off the screen."""
    long = report_of(STORY.format(number=7, rain=8) + " x" + "y" * 300)
    results: list[Report | Coding] = [*reports(), coding(), long]
    served = ServedAudit(store_of(tmp_path / "run.sqlite", results))
    for number in range(1, 9):
        unit = served.audit.item(number).unit
        assert unit is not None
        word = ("right", "wrong", "cannot tell")[number % 3]
        served.audit.keep(number, unit.id, word, "n" * 120)  # type: ignore[arg-type]  # mypy sees a str
    tab = Tab(browser, **SIZES[size])
    total = len(served.audit.sample.items)
    items = [f"/items/{number}" for number in (1, 8, total)]
    for path in (*items, "/items/9?saved=8", "/items", "/result", "/result?saved=1"):
        tab.open(f"{served.address}{path}")
        if path == "/items/9?saved=8":
            tab.press("v", "n")
        assert tab.broken_rules() == [], path
        assert tab.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
    tab.open(f"{served.address}/items/1")
    tab.press("?")
    assert tab.broken_rules() == []
    assert tab.complaints == []
    tab.context.close()
    served.stop()


def test_single_keys_can_be_switched_off(served: ServedAudit, tab: Tab) -> None:
    """Who dictates or types elsewhere can do without them, and the choice is kept."""
    tab.open(f"{served.address}/items/1")
    tab.press("?")
    tab.page.get_by_label("Single keys are on").uncheck()
    tab.page.keyboard.press("Escape")
    tab.press("j", "r")
    tab.page.reload()
    tab.page.wait_for_selector("html.js")
    tab.press("r")
    tab.page.wait_for_timeout(200)
    assert tab.page.url.endswith("/items/1")
    assert served.words() == [None] * 12


def test_hostile_story_runs_nothing(browser: Any, tmp_path: Path) -> None:
    """Scripts, pictures and templates in story, claim, note and judge do nothing."""
    path = store_of(tmp_path / "run.sqlite", [report_of(HOSTILE, HOSTILE)])
    served = ServedAudit(path, judge="<img src=y onerror=alert(2)>")
    tab = Tab(browser)
    tab.open(f"{served.address}/items/1")
    tab.page.fill("[name=note]", "<img src=z onerror=alert(3)>")
    tab.page.get_by_role("button", name="Wrong").click()
    tab.page.wait_for_url("**/items/2?saved=1")
    for page in ("/items/1", "/items", "/result?saved=1"):
        tab.open(f"{served.address}{page}")
        assert tab.page.locator("img").count() == 0
        assert not tab.page.title().startswith("owned")
    tab.open(f"{served.address}/items/1")
    assert "{{ 7*7 }}" in tab.page.inner_text(".story-pane")
    assert tab.complaints == []
    tab.context.close()
    served.stop()
