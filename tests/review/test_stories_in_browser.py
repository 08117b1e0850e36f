"""Stories as a whole in a real browser: by keyboard, with another tab, on a phone, with axe."""

from __future__ import annotations

from typing import Any

import pytest

from extractor.review import administration, views
from extractor.review.records import Decision, ItemView
from extractor.review.story_records import Deletion, SettingsChange, SettingsSeen
from extractor.schemas.document import Document
from review.desks import DRAFT, SOURCE
from review.served import SIZES, Served, Tab

pytestmark = pytest.mark.browser

RED = "A crane fell at the dock and hurt 40 workers.\n\n“We ran,” said Piet Lund, a docker.\n"
SAYS_31 = RED.replace("40", "31")


def put(served: Served, title: str, draft: str = DRAFT, source: str = SOURCE) -> str:
    """Put a story on the desk; gives its key."""
    document = Document(text=draft, name="draft.txt")
    wire = Document(text=source, name="wire.txt")
    key = served.desk.add_story(document, [wire], who="AB", title=title)
    served.desk.runner.wait(key)
    return key


def item(served: Served, key: str, words: str) -> ItemView:
    """A fact as it is."""
    found = served.desk.read(key, lambda session, story: views.items(session, story))
    return next(each for each in found if each.words == words)


def decide(served: Served, key: str, words: str, status: Any, note: str = "") -> None:
    """Decide on a fact as AB."""
    now = item(served, key, words)
    decision = Decision(version=now.version, initials="AB", status=status, note=note)
    served.desk.decide(key, now.id, decision)


def assign(served: Served, key: str, who: str, day: str, **more: Any) -> None:
    """Say whose a story is and when it is due."""
    change = SettingsChange.model_validate(
        {"version": 1, "initials": "AB", "assigned_to": who, "due": {"day": day}, **more}
    )
    administration.change_settings(served.desk, key, change)


def titles(tab: Tab) -> list[str]:
    """The titles in the list."""
    return [str(each) for each in tab.page.locator(".stories a.title").all_inner_texts()]


def test_story_is_found_assigned_archived_and_deleted_by_keyboard(served: Served, tab: Tab) -> None:
    """From the list to its settings and back, with no mouse: j, e, fields, f, /, typed title."""
    for title in ("Bridge", "Crane"):
        put(served, title)
    page = tab.page
    tab.open(served.address)
    tab.press("j", "j")
    assert page.evaluate("document.activeElement.textContent") == "Bridge"
    tab.press("e")
    page.wait_for_selector("form.settings")
    page.locator("#assigned_to").focus()
    page.keyboard.type("MW")
    page.locator("form.settings [name=initials]").focus()
    page.keyboard.type("MW")
    tab.press("Enter")
    page.wait_for_selector("text=Saved.")
    page.goto(served.address)
    assert titles(tab) == ["Crane", "Bridge"]
    tab.press("/")
    page.keyboard.type("bri")
    tab.press("Enter")
    page.wait_for_url("**words=bri**")
    assert titles(tab) == ["Bridge"]
    page.goto(served.address)
    page.locator("[name=assigned_to]").select_option("mine")
    page.wait_for_url("**assigned_to=mine**")
    assert titles(tab) == ["Bridge"]
    tab.press("j", "e")
    page.wait_for_selector("#archive")
    page.get_by_role("button", name="Archive it").focus()
    tab.press("Enter")
    page.wait_for_selector("text=Bring it back")
    page.locator("#typed-title").focus()
    page.keyboard.type("Bridge")
    page.get_by_role("button", name="Delete it for good").focus()
    tab.press("Enter")
    page.wait_for_selector("text=deleted “Bridge”")


def test_lawyer_clears_the_queue_by_keys(served: Served, tab: Tab) -> None:
    """Words of three stories are decided where they stand, with a note, an undo, and a refusal."""
    keys = [put(served, f"Story {number}") for number in range(3)]
    for key in keys:
        decide(served, key, "Piet Lund", "legal", "libel?")
    page = tab.page
    tab.open(f"{served.address}/legal")
    page.fill("#initials", "LL")
    page.locator("#initials").blur()
    tab.press("j", "n")
    page.keyboard.type(" No.")
    tab.press("Escape", "t")
    page.wait_for_selector("li.cleared >> nth=0")
    assert page.locator("#waiting").inner_text() == "2"
    now = item(served, keys[0], "Piet Lund")
    assert (now.status, now.note, now.decided_by) == ("stet", "libel? No.", "LL")
    decide(served, keys[1], "Piet Lund", "legal", "by AB meanwhile")
    tab.expected = "409"
    tab.press("a")
    page.wait_for_selector("#alarm:has-text('AB changed this fact')")
    tab.press("j", "a")
    tab.wait("document.querySelectorAll('li.cleared').length === 2")
    assert item(served, keys[2], "Piet Lund").status == "confirmed"
    tab.press("z")
    tab.wait("document.querySelectorAll('li.cleared').length === 1")
    assert item(served, keys[2], "Piet Lund").status == "legal"
    assert page.locator("#waiting").inner_text() == "2"


def test_second_person_signs_by_key_and_the_first_sees_it(
    served: Served, tab: Tab, browser: Any
) -> None:
    """`2` is refused to who decided, signs for another, is shown on both pages, and taken back."""
    served.desk.ask_second(True, who="CH")
    key = put(served, "Crane", RED, SAYS_31)
    decide(served, key, "40 workers", "stet")
    other = Tab(browser)
    for each, who in ((tab, "AB"), (other, "CD")):
        each.open(f"{served.address}/stories/{key}")
        each.page.fill("#initials", who)
        each.page.locator("#initials").blur()
        each.row("40 workers").locator("a.words").click()
        assert "wants a second" in each.row("40 workers").locator(".line").inner_text()
    tab.expected = "409"
    tab.press("2")
    tab.page.wait_for_selector("#alarm:has-text('another person’s')")
    other.press("2")
    other.page.wait_for_selector(".second-by:has-text('second: CD')")
    tab.page.wait_for_selector(".second-by:has-text('second: CD')")
    other.row("40 workers").locator("a.words").click()
    other.page.wait_for_selector("li.chosen .do-second:has-text('back')")
    other.press("2")
    other.page.wait_for_selector(".wants-second")
    tab.page.wait_for_selector(".wants-second")
    assert other.unexpected() == []
    other.context.close()


def test_open_page_of_an_archived_or_deleted_story_says_so(served: Served, tab: Tab) -> None:
    """Who has the page open sees at once that it is only read now, and then that it is gone."""
    key = put(served, "Crane")
    tab.open(f"{served.address}/stories/{key}")
    administration.archive(served.desk, key, SettingsSeen(version=1, initials="CD"))
    tab.page.wait_for_selector("text=Archived by CD")
    assert tab.page.locator("#sign-menu").is_hidden()
    tab.expected = "404"
    administration.delete(served.desk, key, Deletion(version=2, initials="CD", title="Crane"))
    tab.page.wait_for_selector("text=there is no story")


@pytest.mark.parametrize("size", SIZES)
def test_pages_of_stories_are_for_everybody(
    served: Served, browser: Any, size: str, tmp_path: Any
) -> None:
    """No rule of accessibility is broken, and nothing stands beside the page, also on a phone."""
    served.desk.ask_second(True, who="CH")
    key = put(served, "A crane fell at the dock of Brackwater, and nobody knows why", RED, SAYS_31)
    other = put(served, "Averyveryverylongwordwithoutanyspaceinitthatdoesnotfit" * 3)
    assign(served, key, "MW", "2020-02-03", priority="high")
    assign(served, other, "CD", "2031-02-03", priority="low")
    decide(served, key, "40 workers", "stet")
    decide(served, other, "Piet Lund", "legal", "libel?")
    tab = Tab(browser, **SIZES[size])
    for name, path in (
        ("list", "/"),
        ("settings", f"/stories/{key}/settings"),
        ("legal", "/legal"),
        ("log", "/log"),
        ("story", f"/stories/{key}"),
        ("fact", f"/stories/{key}/items/{item(served, key, '40 workers').id}"),
    ):
        tab.open(served.address + path)
        tab.page.screenshot(path=tmp_path / f"{name}-{size}.png", full_page=True)
        assert tab.broken_rules() == [], name
        assert tab.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
    assert tab.unexpected() == []
    tab.context.close()


def test_list_and_queue_do_without_scripts(served: Served, browser: Any) -> None:
    """Filters, settings, the queue and the second signature are forms."""
    key = put(served, "Crane", RED, SAYS_31)
    decide(served, key, "Piet Lund", "legal")
    assign(served, key, "MW", "2031-02-03")
    tab = Tab(browser, java_script_enabled=False)
    page = tab.page
    page.goto(served.address)
    page.locator("[name=words]").fill("dock")
    page.get_by_role("button", name="Show").click()
    page.get_by_text("No story is so.").wait_for()
    page.goto(f"{served.address}/legal")
    page.locator("form.clear [name=initials]").fill("LL")
    page.get_by_role("button", name="Stet").click()
    page.get_by_text("Nothing waits for the lawyer.").wait_for()
    assert item(served, key, "Piet Lund").status == "stet"
    tab.context.close()
