"""A reported story in a real browser, from the desk's first page to a signed file: keys alone."""

from __future__ import annotations

import re
from pathlib import Path
from zipfile import ZipFile

import pytest
from recording import ROOT

from review.served import Served, Tab

pytestmark = pytest.mark.browser

STORY = ROOT / "tests" / "stories" / "ferry_inquiry"
SOURCES = ("transcript.txt", "company.txt", "register.txt")
LEFT = "document.querySelectorAll('li.item[data-open=\"1\"]').length"
SAVED = "!document.querySelector('li.saving')"


def go_to(tab: Tab, selector: str, key: str = "Tab") -> None:
    """Press Tab until the focus is on this."""
    for _ in range(400):
        if tab.page.evaluate(f"document.activeElement.matches({selector!r})"):
            return
        tab.press(key)
    raise AssertionError(f"no Tab leads to {selector}")


def choose_files(tab: Tab, *files: Path) -> None:
    """Open the file dialog of the field that has the focus, and choose these."""
    with tab.page.expect_file_chooser() as dialog:
        tab.press("Space")
    dialog.value.set_files([str(file) for file in files])


def search(tab: Tab, words: str) -> None:
    """Find a fact by `/` and go to it."""
    tab.press("/")
    tab.page.keyboard.type(words)
    tab.press("Enter")
    tab.wait(f"document.querySelector('li.chosen a.words').textContent.includes({words!r})")
    tab.page.wait_for_selector("li.chosen .detail")


def word_file(tab: Tab) -> dict[str, str]:
    """Take the Word file away by keyboard; gives its parts."""
    tab.press("x")
    with tab.page.expect_download() as download:
        go_to(tab, "#out-menu a[href$=docx]")
        tab.press("Enter")
    tab.press("Escape")
    with ZipFile(download.value.path()) as parts:
        return {name: parts.read(name).decode() for name in parts.namelist() if "xml" in name}


def settle(tab: Tab) -> int:
    """Accept each sentence, and reject what a check found wrong; gives the number of keys."""
    keys = 0
    while left := tab.page.evaluate("document.querySelectorAll('li.item.st-to_check').length"):
        need = tab.page.locator("li.chosen").get_attribute("data-need")
        tab.press("R" if need == "fix" else "A")
        keys += 1
        tab.wait(f"document.querySelectorAll('li.item.st-to_check').length < {left}")
        tab.wait(SAVED)
    return keys


def test_reported_story_goes_from_the_desk_to_a_signed_file(served: Served, tab: Tab) -> None:
    """A story of 591 words is opened with three sources, underlined, queried, settled, corrected,
    brought in anew, signed and taken away, all by keyboard; the Word file has what was said."""
    page = tab.page
    tab.open(served.address)

    # opened, against three sources
    tab.press("i")
    go_to(tab, "form.open [name=initials]")
    page.keyboard.type("MW")
    go_to(tab, "#draft")
    choose_files(tab, STORY / "draft.txt")
    go_to(tab, "#sources")
    choose_files(tab, *(STORY / name for name in SOURCES))
    with page.expect_navigation(timeout=60_000):
        go_to(tab, "form.open button.main")
        tab.press("Enter")
    page.wait_for_selector("html.js body.desk")
    assert "3 sources" in page.inner_text("header.top")

    # underlined: what no check lists
    tab.press("m")
    tab.wait("document.activeElement.name === 'words'")
    page.keyboard.type("a side door")
    with page.expect_navigation():
        tab.press("Enter")
    page.wait_for_selector("html.js")
    assert tab.row("a side door").count() == 1

    # settled: a key for a sentence
    assert settle(tab) <= 45
    wrong = page.locator("li.item.st-wrong a.words").all_inner_texts()
    assert wrong == ["18", "two officers", "more than €60 million"]

    # queried
    search(tab, "Rosa Kemp")
    tab.press("q")
    tab.wait("document.activeElement.name === 'question'")
    page.keyboard.type("Whose estimate is it?")
    tab.press("Control+Enter")
    page.wait_for_selector("li.chosen .query .query-open")

    # corrected
    search(tab, "18")
    tab.press("f")
    tab.wait("document.activeElement.name === 'words'")
    page.keyboard.type("16")
    tab.press("Control+Enter")
    page.wait_for_selector("li.chosen .detail .rewording ins")
    tab.press("Escape")

    # to the writer, with the wording as a change by the one who suggested it
    body = word_file(tab)["word/document.xml"]
    assert re.search(r'<w:del [^>]*w:author="MW".*?>18<', body, re.DOTALL)
    assert re.search(r'<w:ins [^>]*w:author="MW".*?>16<', body, re.DOTALL)

    # not signed while something is open
    tab.press("S")
    tab.wait("document.activeElement.closest('#sign-menu') !== null")
    assert "still open" in page.inner_text("#sign-menu")
    tab.press("Escape")

    # in a new version only what changed is open
    text = (STORY / "draft.txt").read_text("utf-8")
    for old, new in (
        ("two officers", "three officers"),
        ("Both have", "All have"),
        ("further 18", "further 16"),
        ("more than €60", "about €60"),
    ):
        text = text.replace(old, new)
    tab.press("i")
    go_to(tab, "#in-menu textarea")
    page.keyboard.insert_text(text)
    with page.expect_navigation():
        go_to(tab, "#in-menu form[action$=drafts] button")
        tab.press("Enter")
    page.wait_for_selector("html.js body.desk")
    tab.wait(f"{LEFT} > 0")
    assert 0 < page.evaluate(LEFT) < 10
    settle(tab)
    assert page.evaluate(LEFT) == 0

    # signed, once the query is answered
    search(tab, "Rosa Kemp")
    go_to(tab, "li.chosen [name=answer]")
    page.keyboard.type("Her own words, on tape.")
    tab.press("Control+Enter")
    page.wait_for_selector("li.chosen .query .query-answered")
    tab.press("Escape", "S")
    tab.wait("document.activeElement.id === 'sign'")
    with page.expect_navigation():
        tab.press("Enter")
    page.wait_for_selector("text=Signed by MW")

    # taken away
    comments = word_file(tab)["word/comments.xml"]
    for words in (
        "Signed by MW",
        "Whose estimate is it?",
        "Her own words, on tape.",
    ):
        assert words in comments, words
