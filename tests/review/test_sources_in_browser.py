"""Sources in a real browser: searched, chosen, played and borne out by files, by keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from extractor.review import views
from extractor.review.desk import Desk
from extractor.review.evidence_files import brought_evidence, brought_recording
from extractor.review.records import ItemView, Seen
from extractor.review.uploads import read_upload
from extractor.schemas.document import Document
from review.brought import PDF, PNG, TRANSCRIPT, sound
from review.desks import DRAFT, SOURCE
from review.served import SIZES, Served, Tab

pytestmark = pytest.mark.browser

PLAYED = "document.getElementById('recording')"
STORY = f"{DRAFT}\nThe port has 18 cranes.\n"


@pytest.fixture
def served(sqlite_url: str) -> Iterator[Served]:
    """A desk behind a socket."""
    started = Served(Desk.open(sqlite_url))
    yield started
    started.stop()


@pytest.fixture
def key(served: Served) -> str:
    """A story with a wire text, and with an interview and its recording."""
    desk = served.desk
    sources = [
        Document(text=SOURCE, name="wire.txt"),
        read_upload(TRANSCRIPT.encode(), "interview.srt"),
    ]
    made = desk.add_story(
        Document(text=STORY, name="draft.txt"),
        sources,
        who="AB",
        standings=["secondary", "primary"],
    )
    desk.runner.wait(made)
    desk.add_recording(made, 2, brought_recording(sound(), "interview.wav"), who="AB")
    return made


@pytest.fixture
def tab(browser: Any) -> Iterator[Tab]:
    """A tab that must have nothing to complain about by the end."""
    opened = Tab(browser)
    yield opened
    assert opened.unexpected() == []
    opened.context.close()


def begin(served: Served, key: str, tab: Tab, initials: str = "MW") -> None:
    """Open the story as this editor."""
    tab.open(f"{served.address}/stories/{key}")
    tab.page.locator("#initials").fill(initials)
    tab.press("Tab", "Escape")


def the(served: Served, key: str, words: str) -> ItemView:
    """The first fact with these words, as the desk has it."""
    page = served.desk.read(key, views.story_page)
    return next(item for item in page.items if words in item.words)


def choose(tab: Tab, words: str) -> None:
    """Choose a fact, and wait for its card."""
    tab.page.locator(f".list-pane li.item:has(a.words:text-is('{words}')) a.words").click()
    tab.page.wait_for_selector("li.chosen .detail")


def search(tab: Tab, words: str) -> None:
    """Search the sources by keyboard, and wait for what is found."""
    tab.press("d")
    tab.wait("document.activeElement.id === 'sought'")
    tab.page.keyboard.type(words)
    tab.press("Enter")
    tab.page.wait_for_selector("#hits .hits-found")


def in_view(selector: str) -> str:
    """An expression: whether this is within the pane of the source, as an eye sees it."""
    return (
        "(() => { const pane = document.getElementById('source').getBoundingClientRect();"
        f" const one = document.querySelector('{selector}')?.getBoundingClientRect();"
        " return Boolean(one) && one.top >= pane.top && one.bottom <= pane.bottom; })()"
    )


def test_sources_are_searched_by_keyboard_alone(served: Served, key: str, tab: Tab) -> None:
    """A key opens the search, arrows and Enter go to what is found, which is lit and in view in
    its source; Esc gives the sources back as they were."""
    begin(served, key, tab)
    search(tab, "CRANE")
    tab.wait("document.activeElement.matches('#hits a.hit')")
    assert tab.page.locator("#hits a.hit").count() == 3
    assert tab.page.inner_text("#said") == "3 places with “CRANE”"
    tab.press("Enter")
    tab.page.wait_for_selector("#source .lit:text-is('crane')")
    assert tab.page.inner_text(".tab[aria-current]").startswith("wire.txt")
    tab.press("ArrowDown", "ArrowDown", "ArrowDown", "Enter")
    tab.page.wait_for_selector(".tab[aria-current]:has-text('interview.srt')")
    tab.wait("document.querySelectorAll('#source .lit').length === 1")
    assert tab.page.inner_text("#hits a[aria-current] .where") == "interview.srt, 00:00:25"
    tab.wait(in_view("#source .lit"))
    tab.press("ArrowUp", "ArrowUp", "ArrowUp")
    tab.wait("document.activeElement.id === 'sought'")
    tab.press("Escape")
    assert tab.page.locator("#hits").is_hidden()
    tab.wait("document.querySelectorAll('#source [data-near~=sought]').length === 0")
    tab.press("j")
    tab.page.wait_for_selector("li.chosen")


def test_search_that_finds_nothing_says_so(served: Served, key: str, tab: Tab) -> None:
    """What no source has is said, and the words are there to be changed."""
    begin(served, key, tab)
    search(tab, "zeppelin")
    assert "No source has “zeppelin” in one paragraph." in tab.page.inner_text("#hits")
    assert tab.page.evaluate("document.activeElement.id") == "sought"


def test_chosen_place_stands_out_among_marks_by_verdict(served: Served, key: str, tab: Tab) -> None:
    """The marks of a source are coloured by what is said of them; that of the chosen fact alone is
    lit, and in view; a mark leads back to its fact."""
    long = Document(text="\n\n".join(["The quay was closed."] * 60 + [SOURCE]), name="long.txt")
    story = served.desk.add_story(Document(text=DRAFT), [long], who="AB")
    served.desk.runner.wait(story)
    begin(served, story, tab)
    choose(tab, "40 workers")
    tab.wait("document.querySelectorAll('#source .lit').length === 1")
    tab.wait(in_view("#source .lit"))
    lit = tab.page.locator("#source a.lit")
    assert "s-differs" in str(lit.get_attribute("class"))
    assert "40" in lit.inner_text()
    colour = (
        "(words) => getComputedStyle(Array.from(document.querySelectorAll('#source a.m'))"
        ".find((one) => one.textContent === words)).borderBottomColor"
    )
    assert tab.page.evaluate(colour, lit.inner_text()) != tab.page.evaluate(colour, "Piet Lund")
    assert tab.page.locator("#source .marks-legend .badge").all_inner_texts() == [
        "≠ differs",
        "✓ matches",
    ]
    tab.page.locator("#source a.m", has_text="Piet Lund").click()
    assert tab.page.locator("li.chosen a.words").inner_text() == "Piet Lund"
    tab.wait("document.querySelector('#source .lit')?.textContent === 'Piet Lund'")


def test_recording_plays_from_the_place_by_keyboard(served: Served, key: str, tab: Tab) -> None:
    """A key plays from the second at which the chosen fact is said, and pauses; a place that a
    search found plays from its own."""
    begin(served, key, tab)
    choose(tab, "18 cranes")
    tab.page.wait_for_selector("li.chosen .detail a.play")
    tab.press("y")
    tab.wait(f"{PLAYED} !== null && !{PLAYED}.paused && {PLAYED}.currentTime > 12")
    assert tab.page.evaluate(f"{PLAYED}.currentTime") < 25
    tab.press("y")
    tab.wait(f"{PLAYED}.paused")
    search(tab, "noon")
    tab.wait("document.activeElement.matches('#hits a.hit')")
    tab.press("y")
    tab.wait(f"!{PLAYED}.paused && {PLAYED}.currentTime > 25")
    tab.press("Enter")  # its source is shown anew, and the sound goes on
    tab.page.wait_for_selector("#source .lit:text-is('noon')")
    assert not tab.page.evaluate(f"{PLAYED}.paused")
    tab.press("y")
    tab.wait(f"{PLAYED}.paused")


def test_place_without_a_recording_says_so(served: Served, key: str, tab: Tab) -> None:
    """The key that plays says why it does not."""
    begin(served, key, tab)
    choose(tab, "12 tonnes")
    tab.press("y")
    tab.wait(
        "document.getElementById('said').textContent === 'There is no recording at this place.'"
    )


def test_file_is_attached_and_taken_away_by_keyboard(
    served: Served, key: str, tab: Tab, tmp_path: Path
) -> None:
    """A key leads to the field; the file is on the card and in the row at once, is kept as it is,
    and is taken away again."""
    file = tmp_path / "letter from the port.pdf"
    file.write_bytes(PDF)
    begin(served, key, tab)
    choose(tab, "Piet Lund")
    tab.press("b")
    tab.wait("document.activeElement.matches('.attach-form input[type=file]')")
    # What the window of the system gives, which no page can press keys in.
    tab.page.locator("li.chosen .attach-form input[type=file]").set_input_files(file)
    tab.press("Tab", "Enter")
    tab.page.wait_for_selector("li.chosen .detail .attached a")
    assert [each.name for each in the(served, key, "Piet Lund").attachments] == [file.name]
    assert tab.page.inner_text("#said") == "File attached, saved."
    with tab.page.expect_download() as download:
        tab.page.locator("li.chosen .detail .attached a").click()
    assert Path(download.value.path()).read_bytes() == PDF
    assert download.value.suggested_filename == file.name
    tab.press("b")
    tab.wait("document.activeElement.matches('.attach-form input[type=file]')")
    tab.press("Shift+Tab", "Enter")
    tab.wait("document.querySelector('li.chosen .attached') === null")
    assert the(served, key, "Piet Lund").attachments == ()


def test_file_of_a_colleague_comes_in_and_is_not_overtaken(
    served: Served, key: str, tab: Tab, tmp_path: Path
) -> None:
    """What another attached is in the row without a reload; who has not seen it is refused once,
    with their file still chosen."""
    begin(served, key, tab)
    choose(tab, "Piet Lund")
    tab.press("b")
    file = tmp_path / "photo.png"
    file.write_bytes(PNG)
    tab.page.locator("li.chosen .attach-form input[type=file]").set_input_files(file)
    item = the(served, key, "Piet Lund")
    seen = Seen(initials="CD", version=item.version)
    served.desk.attach(key, item.id, brought_evidence(PDF, "letter.pdf"), seen)
    tab.page.wait_for_selector("li.chosen > .attached a", state="attached")
    tab.expected = "409"
    button = tab.page.locator("li.chosen .attach-form").get_by_role("button", name="Attach")
    button.click()
    tab.wait("!document.getElementById('alarm').hidden")
    assert "CD attached a file to a sign-off on" in tab.page.inner_text("#alarm")
    button.click()
    tab.wait("document.querySelectorAll('li.chosen .detail .attached a').length === 2")
    assert tab.page.locator("#alarm").is_hidden()


def test_secondary_alone_is_filtered_by_key(served: Served, key: str, tab: Tab) -> None:
    """One key shows what rests on secondary sources alone; a decision that notes another source
    takes a fact out of it."""
    begin(served, key, tab)
    every = tab.page.locator(".list-pane li.item:visible").count()
    tab.press("h")
    shown = tab.page.locator(".list-pane li.item:visible")
    assert 0 < shown.count() < every
    assert tab.page.locator("#only-secondary").get_attribute("aria-pressed") == "true"
    assert shown.count() == tab.page.locator(".list-pane li.item .on-secondary").count()
    choose(tab, "12 tonnes")
    tab.press("e")
    field = tab.page.locator("li.chosen input[name=source-title-0]")
    field.fill("the harbour master")
    field.press("Enter")
    tab.page.wait_for_selector("li.chosen.saved-now")
    tab.wait("document.querySelector('li.chosen .line .on-secondary') === null")
    tab.press("h")
    assert tab.page.locator(".list-pane li.item:visible").count() == every


def test_sources_are_said_to_be_primary_in_the_settings(served: Served, key: str, tab: Tab) -> None:
    """The settings have it by keyboard, and an open page of the story shows it by itself."""
    other = Tab(tab.context.browser)
    other.open(f"{served.address}/stories/{key}")
    assert other.page.locator(".tab .standing").all_inner_texts() == ["secondary", "primary"]
    tab.open(f"{served.address}/stories/{key}/settings")
    tab.page.locator("select[name=standing-1]").focus()
    tab.press("p")
    tab.page.locator("form.settings input[name=initials]").fill("MW")
    tab.press("Enter")
    tab.page.wait_for_selector("text=Saved.")
    secondary = ".tab .standing.secondary"
    other.page.wait_for_selector(secondary, state="detached")
    assert other.unexpected() == []
    other.context.close()


def test_sources_work_without_scripts(served: Served, key: str, browser: Any) -> None:
    """Search, place and recording are reached by links and forms alone."""
    tab = Tab(browser, java_script_enabled=False)
    page = tab.page
    page.goto(f"{served.address}/stories/{key}")
    page.locator("#sought").fill("cranes")
    page.locator("#sought").press("Enter")
    page.locator("a.hit").click()
    assert page.locator("[data-near~=sought]").inner_text() == "cranes"
    page.go_back()
    page.locator("a.play").click()
    assert page.locator("audio").get_attribute("src").endswith("#t=12.0")
    page.goto(f"{served.address}/stories/{key}/items/{the(served, key, '40 workers').id}")
    page.locator("a.to-source").first.click()
    assert "40" in page.locator("[data-near~=sought]").inner_text()
    tab.context.close()


@pytest.mark.parametrize("size", SIZES)
def test_pages_of_sources_are_accessible(served: Served, key: str, browser: Any, size: str) -> None:
    """No page of a source breaks a rule of WCAG 2.2 AA that can be checked, nor runs off the
    screen, with everything open."""
    item = the(served, key, "We heard a crack")
    seen = Seen(initials="AB", version=item.version)
    name = "a scan of the letter that the port authority sent to the paper on Tuesday.pdf"
    served.desk.attach(key, item.id, brought_evidence(PDF, name), seen)
    tab = Tab(browser, **SIZES[size])
    for path in ("/search?words=crane", "/sources/2?t=12.5", f"/items/{item.id}", "/settings"):
        tab.open(f"{served.address}/stories/{key}{path}")
        assert tab.broken_rules() == [], path
    begin(served, key, tab)
    choose(tab, item.words)
    tab.press("b")
    tab.wait("document.activeElement.matches('.attach-form input[type=file]')")
    tab.press("Escape")
    search(tab, "crane")
    tab.press("Enter")
    tab.page.wait_for_selector("#source .lit", state="attached")
    assert tab.broken_rules() == []
    wide = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    assert tab.page.evaluate(wide)
    assert tab.unexpected() == []
    tab.context.close()
