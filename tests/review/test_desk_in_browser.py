"""The desk in a real browser: by keyboard, with others, on a phone, and when it breaks."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from recording import EXTRACTIONS, ROOT, cassette, fail_if_stale

from extractor.review import views
from extractor.review.desk import Desk
from extractor.review.example import second_version
from extractor.review.opening import open_example
from extractor.review.records import Claim, Decision
from extractor.schemas.document import Document
from review.desks import DRAFT, SECOND, SOURCE
from review.served import SIZES, Served, Tab

pytestmark = pytest.mark.browser

ALL_SETTLED = "document.querySelectorAll('li.item[data-open=\"1\"]').length === 0"


@pytest.fixture
def served(sqlite_url: str) -> Iterator[Served]:
    """A desk behind a socket."""
    started = Served(Desk.open(sqlite_url))
    yield started
    started.stop()


@pytest.fixture
def key(served: Served) -> str:
    """A story with a source on that desk."""
    return put(served)


def put(served: Served, draft: str = DRAFT, *sources: str) -> str:
    """Put a story on the desk; gives its key."""
    given = [Document(text=text, name="wire.txt") for text in sources or (SOURCE,)]
    return served.desk.add_story(Document(text=draft, name="draft.txt"), given, who="AB")


@pytest.fixture
def tab(browser: Any) -> Iterator[Tab]:
    """A tab that must have nothing to complain about by the end."""
    opened = Tab(browser)
    yield opened
    assert opened.unexpected() == []
    opened.context.close()


def test_newcomer_reviews_signs_and_takes_the_worksheet(
    served: Served, tab: Tab, tmp_path: Path
) -> None:
    """With the keyboard alone: open the example, decide, mend, look at changes, sign, export."""
    page = tab.page
    tab.open(served.address)
    page.locator("form[action='/example'] input").focus()
    page.keyboard.type("MW")
    tab.press("Tab", "Enter")
    page.wait_for_selector("html.js body.desk")
    # On a busy machine the page comes before its checks have ended, and once more when they have.
    page.wait_for_selector(".list-pane li.item")
    wrong = sum(
        int(shown.inner_text())
        for need in ("fix", "absent", "look")
        for shown in page.locator(f"[data-count={need}]").all()  # none for a count of nothing
    )
    assert wrong >= 6

    assert page.locator("li.chosen a.words").inner_text() == "charged", "legal first"
    for _ in range(wrong):  # they come first
        chosen = page.locator("li.chosen").get_attribute("id")
        tab.press("r")
        page.wait_for_selector(f"#{chosen}.saved-now")
    while page.evaluate("document.querySelectorAll('li.item.st-to_check').length"):
        before = page.locator("li.chosen").get_attribute("id")
        tab.press("a")
        page.wait_for_selector(f"#{before}.saved-now")
    tab.press("S", "Enter")
    tab.expected = "409"  # the browser complains of a refusal, as it should
    page.wait_for_selector(f"#alarm:has-text('{wrong} facts are still open')")
    tab.press("Escape")

    tab.press("i", "Tab")
    page.keyboard.insert_text(second_version().text)
    tab.press("Tab", "Tab", "Enter")
    page.wait_for_selector("text=version 2")
    page.wait_for_selector("html.js")
    assert "only what is open" in page.locator(".shown-only").inner_text()
    shown = page.locator("li.item:visible a.words").all_inner_texts()
    assert "about 52,000 people" not in shown, "that sentence is as it was"

    while not page.evaluate(ALL_SETTLED):
        if page.locator("li.chosen[data-open='1']").count() == 0:
            tab.press("j")
        before = page.locator("li.chosen").get_attribute("id")
        tab.press("a")
        page.wait_for_selector(f"#{before}.saved-now")
    tab.press("S", "Enter")
    page.wait_for_selector("text=Signed by MW")
    page.wait_for_selector("html.js")

    tab.press("x")
    with page.expect_download() as download:
        tab.press("Enter")
    file = tmp_path / "worksheet.csv"
    download.value.save_as(file)
    rows = list(csv.DictReader(StringIO(file.read_text("utf-8"), newline="")))
    decided = [row for row in rows if row["status"] == "confirmed"]
    assert len(decided) >= 20
    assert {row["initials"] for row in decided} == {"MW"}


def test_page_begins_at_the_first_open_fact(served: Served, key: str, tab: Tab) -> None:
    """Nothing has to be pressed to begin: the first fact that is open is chosen, the story stands
    at its top, and `a` decides the fact that is shown."""
    decided = []
    for _ in range(2):
        tab.open(f"{served.address}/stories/{key}")
        first = tab.page.locator(".list-pane li.item[data-open='1']").first.get_attribute("id")
        assert tab.page.locator("li.chosen").get_attribute("id") == first
        assert tab.page.evaluate("document.querySelector('.story-pane').scrollTop + scrollY") == 0
        tab.page.fill("#initials", "MW")
        tab.press("Tab", "Escape", "a")
        tab.page.wait_for_selector(f"#{first}.saved-now")
        decided.append(first)
    assert len(set(decided)) == 2


def test_phone_begins_with_the_story(served: Served, key: str, browser: Any) -> None:
    """On a phone no fact is chosen by the page, which would move away from what one reads."""
    tab = Tab(browser, **SIZES["phone"])
    tab.open(f"{served.address}/stories/{key}")
    assert tab.page.locator("li.chosen").count() == 0
    assert tab.page.evaluate("scrollY") == 0
    tab.context.close()


def test_choosing_shows_both_sides(served: Served, key: str, tab: Tab) -> None:
    """The chosen fact is lit in the story, and the place in its source stands beside it, lit."""
    tab.open(f"{served.address}/stories/{key}")
    tab.page.wait_for_selector("#source a.m.lit")
    assert "40" in tab.page.inner_text("#source a.m.lit")
    lit = tab.page.locator(".story-pane a.lit").all_inner_texts()
    assert lit
    words = tab.page.locator("li.chosen a.words").inner_text()
    assert words in "".join(lit)
    sides = tab.page.locator("li.chosen .side").all_inner_texts()
    assert "At least 40" in " ".join(sides)


def test_click_on_a_mark_chooses_its_fact(served: Served, key: str, tab: Tab) -> None:
    """Words of the story lead to their row, and a row leads back to its words."""
    tab.open(f"{served.address}/stories/{key}")
    tab.wait("document.querySelectorAll('.story-pane a[data-cards]').length > 5")
    tab.page.locator(".story-pane a", has_text="Piet Lund").first.click()
    assert tab.page.locator("li.chosen a.words").inner_text() == "Piet Lund"
    tab.page.locator("#search").fill("3.4 million")
    tab.wait("document.querySelectorAll('li.item:not([hidden])').length <= 3")
    tab.press("Enter")
    assert "3.4 million" in tab.page.locator("li.chosen a.words").inner_text()


def test_sign_off_in_full(served: Served, key: str, tab: Tab) -> None:
    """Status, method, source and note are written into the form, saved, and there after."""
    tab.open(f"{served.address}/stories/{key}")
    tab.page.fill("#initials", "MW")
    tab.row("3.4 million tonnes a year").click()
    tab.press("e")
    tab.wait("document.activeElement.name === 'status'")
    tab.page.keyboard.type("on author")
    form = tab.page.locator("li.chosen form.signoff")
    form.locator("[name=method]").select_option("call")
    form.locator("[name=source-title-0]").fill("Harbour master")
    form.locator("[name=note]").fill("will send the table")
    form.get_by_role("button", name="Save").click()
    tab.page.wait_for_selector("li.chosen.saved-now")
    tab.page.reload()
    assert tab.status("3.4 million tonnes a year") == "on author"
    noted = tab.row("3.4 million tonnes a year").locator(".noted").inner_text()
    assert "Harbour master" in noted
    assert "will send the table" in noted


def test_two_editors_see_each_other(served: Served, key: str, tab: Tab, browser: Any) -> None:
    """A decision is on the other's page at once; both names are there; the later is told."""
    other = Tab(browser)
    for each, who in ((tab, "AB"), (other, "CD")):
        each.open(f"{served.address}/stories/{key}")
        each.page.fill("#initials", who)
        each.page.locator("#initials").blur()
        each.page.reload()
        each.page.wait_for_selector("html.js")
    tab.wait("document.querySelector('.people').textContent.includes('CD')")
    other.row("Piet Lund").locator("a.words").click()
    other.press("n")
    other.wait("document.activeElement.name === 'note'")
    other.page.keyboard.type("I am writing")

    tab.row("Piet Lund").locator("a.words").click()
    tab.press("r")
    other.page.wait_for_selector("li.item.st-wrong")
    assert other.status("Piet Lund") == "wrong"
    assert other.page.locator("li.chosen [name=note]").input_value() == "I am writing"
    item = next(i for i in items(served, key) if i.words == "Piet Lund")
    served.desk.decide(key, item.id, Decision(version=item.version, initials="EF", status="legal"))
    other.page.locator("li.chosen form.signoff").get_by_role("button", name="Save").click()
    other.page.wait_for_selector("#alarm:not([hidden])")
    assert "EF changed this fact" in other.page.inner_text("#alarm")
    other.page.wait_for_selector("li.not-saved")
    other.context.close()


def items(served: Served, key: str) -> Any:
    """The facts of a story."""
    from extractor.review import views

    return served.desk.read(key, lambda session, story: views.items(session, story))


def test_new_version_takes_no_words_away(served: Served, key: str, tab: Tab) -> None:
    """Who is writing when a new version comes in keeps the words, and is told."""
    tab.open(f"{served.address}/stories/{key}")
    tab.row("Piet Lund").locator("a.words").click()
    tab.press("n")
    tab.wait("document.activeElement.name === 'note'")
    tab.page.keyboard.type("half a senten")
    served.desk.add_draft(key, Document(text=SECOND, name="draft.txt"), who="CD")
    tab.page.wait_for_selector(".run-note")
    assert tab.page.locator("li.chosen [name=note]").input_value() == "half a senten"


def test_what_is_not_answered_is_not_shown_as_saved(served: Served, key: str, tab: Tab) -> None:
    """With the desk gone a decision stays undecided on the page, and the page says so."""
    tab.open(f"{served.address}/stories/{key}")
    tab.page.fill("#initials", "AB")
    tab.row("Piet Lund").locator("a.words").click()
    tab.page.wait_for_selector("li.chosen .detail")
    served.stop()
    tab.press("a")
    tab.page.wait_for_selector("li.not-saved")
    assert tab.status("Piet Lund") == "to check"
    assert tab.page.locator("li.saved-now").count() == 0
    assert "not saved" in tab.page.inner_text("#alarm").lower()
    tab.expected = "ERR_"  # the browser complains of the connection, as it should


def test_model_reads_along_on_a_recording(sqlite_url: str, browser: Any) -> None:
    """Asked from the page, the recorded model's facts arrive at their figures without a reload."""
    from extractor.llm.client import OpenAIClient
    from extractor.llm.endpoint import Endpoint

    fail_if_stale(EXTRACTIONS["clean"])
    endpoint = Endpoint(
        model="local:qwen2.5-coder-1.5b",
        served_as="qwen2.5-coder-1.5b",
        base_url="http://127.0.0.1:9/v1",
        api_key="none",
        is_local=True,
        temperature=None,
        seed=1,
        timeout_s=300,
        retry_limit_s=60,
    )
    desk = Desk.open(sqlite_url, model=OpenAIClient(endpoint))
    served = Served(desk)
    tab = Tab(browser)
    story = Document.read(ROOT / "examples" / "ferry-collision.txt")
    key = desk.add_story(story, [], who="AB")
    with cassette(EXTRACTIONS["clean"], record=False) as tape:
        tab.open(f"{served.address}/stories/{key}")
        tab.page.locator("summary", has_text="Checks").click()
        tab.page.locator("form[action$='/ask'] input").fill("AB")
        tab.page.get_by_role("button", name="Ask the model").click()
        tab.page.wait_for_selector("html.js .run[data-kind=model][data-state=done]")
        assert tape.all_played
    tab.row("312 people").locator("a.words").click()
    tab.page.wait_for_selector("li.chosen .model .statement")
    assert "312" in tab.page.inner_text("li.chosen .model .statement")
    assert tab.complaints == []
    tab.context.close()
    served.stop()


@pytest.mark.parametrize("size", SIZES)
def test_every_page_is_accessible(served: Served, browser: Any, size: str) -> None:
    """No page breaks a rule of WCAG 2.2 AA that can be checked, nor runs off the screen."""
    key = open_example(served.desk, who="AB")
    served.desk.add_draft(key, second_version(), who="AB")
    item = items(served, key)[0].id
    tab = Tab(browser, **SIZES[size])
    for path in ("", f"/items/{item}", "/sources/1", "/changes", "/history"):
        tab.open(f"{served.address}/stories/{key}{path}")
        if not path:
            tab.page.fill("#initials", "AB")
            tab.press("Escape", "Tab")
            tab.page.locator("li.item a.words").first.click()
            tab.press("e")
            tab.wait("document.activeElement.name === 'status'")
        assert tab.broken_rules() == [], path
        assert tab.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
    tab.open(served.address)
    assert tab.broken_rules() == []
    assert tab.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    tab.context.close()


def test_everything_is_on_paper(served: Served, key: str, tab: Tab) -> None:
    """In print nothing scrolls: the story and every fact are laid out in full."""
    tab.open(f"{served.address}/stories/{key}")
    tab.page.emulate_media(media="print")
    hidden = tab.page.eval_on_selector_all(
        ".story-pane, .list-pane", "all => all.map(e => e.scrollHeight > e.clientHeight + 1)"
    )
    assert hidden == [False, False]
    assert len(tab.page.pdf(format="A4")) > 10_000


def test_desk_works_without_scripts(served: Served, key: str, browser: Any) -> None:
    """With scripts switched off a fact has its own page, and its form saves."""
    tab = Tab(browser, java_script_enabled=False)
    tab.page.goto(f"{served.address}/stories/{key}")
    tab.page.locator("a.words", has_text="Piet Lund").first.click()
    tab.page.locator("summary", has_text="The sign-off").click()
    tab.page.locator("[name=status]").select_option("stet")
    tab.page.locator(".signoff [name=initials]").fill("AB")
    tab.page.get_by_role("button", name="Save").click()
    tab.page.wait_for_url("**/items/*")
    assert next(i for i in items(served, key) if i.words == "Piet Lund").status == "stet"
    tab.context.close()


def test_buttons_of_a_facts_page_work_without_scripts(
    served: Served, key: str, browser: Any
) -> None:
    """Confirm and Claim on a fact's own page do what they say, and a refused form shows both."""
    tab = Tab(browser, java_script_enabled=False)
    item = next(i for i in items(served, key) if i.words == "Piet Lund")
    tab.page.goto(f"{served.address}/stories/{key}/items/{item.id}")
    tab.page.locator(".signoff [name=initials]").fill("AB")
    tab.page.get_by_role("button", name="Claim").click()
    tab.page.get_by_role("button", name="Give back").click()
    tab.page.get_by_role("button", name="Confirm").click()
    tab.page.wait_for_selector(".line .st-confirmed")
    now = next(i for i in items(served, key) if i.words == "Piet Lund")
    assert (now.status, now.claimed_by, now.decided_by) == ("confirmed", None, "AB")
    given = Decision(version=now.version, initials="CD", status="wrong", note="it is Lundt")
    served.desk.decide(key, item.id, given)
    tab.page.locator("[name=note]").fill("as in the list")
    tab.page.get_by_role("button", name="Save").click()
    assert "CD changed this fact" in tab.page.inner_text("[role=alert]")
    theirs = tab.page.inner_text(".theirs")
    assert "it is Lundt" in theirs
    assert "as in the list" in theirs
    assert tab.page.locator("[name=note]").input_value() == "as in the list"
    tab.page.get_by_role("button", name="Save").click()
    tab.page.wait_for_selector(".line .st-confirmed")
    tab.context.close()


def test_second_save_comes_after_both_were_shown(served: Served, key: str, tab: Tab) -> None:
    """A refused form shows their sign-off beside one's own; only then saving again is taken."""
    tab.expected = "409"  # the browser complains of a refusal, as it should
    tab.open(f"{served.address}/stories/{key}")
    tab.page.fill("#initials", "BB")
    tab.row("Piet Lund").locator("a.words").click()
    tab.press("n")
    tab.wait("document.activeElement.name === 'note'")
    tab.page.keyboard.type("typed by BB")
    item = next(i for i in items(served, key) if i.words == "Piet Lund")
    given = Decision(version=item.version, initials="AA", status="wrong", note="AA note")
    now = served.desk.decide(key, item.id, given).item
    form = tab.page.locator("li.chosen form.signoff")
    form.get_by_role("button", name="Save").click()
    tab.page.wait_for_selector("li.chosen .theirs")
    theirs = tab.page.inner_text("li.chosen .theirs")
    for words in ("AA note", "wrong", "AA", "typed by BB"):
        assert words in theirs
    assert form.locator("[name=version]").input_value() == str(now.version)
    assert form.locator("[name=note]").input_value() == "typed by BB"
    form.get_by_role("button", name="Save").click()
    tab.page.wait_for_selector("li.item.saved-now")
    assert served.desk.read(key, noted_of(item.id)) == "typed by BB"


def noted_of(item_id: int) -> Any:
    """Reads the note of a fact."""
    from extractor.review import views

    return lambda session, story: views.items(session, story, [item_id])[0].note


def test_button_saves_what_was_typed_too(served: Served, key: str, tab: Tab) -> None:
    """A note that was typed before Confirm was pressed is kept with it."""
    tab.open(f"{served.address}/stories/{key}")
    tab.page.fill("#initials", "BB")
    tab.row("Piet Lund").locator("a.words").click()
    tab.press("n")
    tab.wait("document.activeElement.name === 'note'")
    tab.page.keyboard.type("spelt so")
    tab.page.locator("li.chosen").get_by_role("button", name="Confirm").click()
    tab.page.wait_for_selector("li.item.saved-now")
    item = next(i for i in items(served, key) if i.words == "Piet Lund")
    assert (item.status, item.note) == ("confirmed", "spelt so")
    assert item.sources, "the source shown is noted as well"


def test_refusal_of_a_claimed_fact_stands_over_that_fact(
    served: Served, key: str, tab: Tab
) -> None:
    """`a` on what somebody else has goes on to no other fact before it is refused."""
    tab.expected = "409"
    item = next(i for i in items(served, key) if i.words == "Piet Lund")
    served.desk.claim(key, item.id, Claim(version=item.version, initials="CD"))
    tab.open(f"{served.address}/stories/{key}")
    tab.page.fill("#initials", "AB")
    tab.row("Piet Lund").locator("a.words").click()
    tab.page.wait_for_selector("li.chosen .detail")
    tab.press("a")
    tab.page.wait_for_selector("#alarm:has-text('CD has claimed this fact')")
    assert tab.page.inner_text("li.chosen a.words") == "Piet Lund"


def test_back_from_the_history_finds_the_fact_chosen(served: Served, key: str, tab: Tab) -> None:
    """Leaving for another page and coming back keeps what was chosen."""
    tab.open(f"{served.address}/stories/{key}")
    tab.row("Piet Lund").locator("a.words").click()
    tab.page.get_by_role("link", name="History").click()
    tab.page.wait_for_selector("table.history")
    tab.page.go_back()
    tab.page.wait_for_selector("li.chosen")
    assert tab.page.inner_text("li.chosen a.words") == "Piet Lund"


def test_search_finds_what_is_settled(served: Served, key: str, tab: Tab) -> None:
    """Words are looked for in all facts, also where only the open ones are shown."""
    item = next(each for each in items(served, key) if each.words == "Piet Lund")
    served.desk.decide(key, item.id, Decision(version=1, initials="CD", status="confirmed"))
    tab.open(f"{served.address}/stories/{key}")
    tab.press("o")
    tab.page.wait_for_selector(f"#i{item.id}", state="hidden")
    tab.page.fill("#search", "piet lund")
    tab.page.wait_for_selector(f"#i{item.id}", state="visible")


def test_decision_of_what_is_set_aside_disturbs_no_page(served: Served, tab: Tab) -> None:
    """A set-aside fact decided through the API is shown, and so are the other rows of the batch."""
    key = put(served, DRAFT)
    aside = next(i for i in items(served, key) if i.aside)
    other = next(i for i in items(served, key) if i.words == "Piet Lund")
    tab.open(f"{served.address}/stories/{key}")
    served.desk.decide(
        key, aside.id, Decision(version=1, initials="CD", status="wrong", note="not that day")
    )
    served.desk.decide(key, other.id, Decision(version=1, initials="CD", status="legal"))
    tab.page.wait_for_selector("li.item.st-legal")
    assert tab.status("Piet Lund") == "legal"
    assert "not that day" in (tab.page.locator(f"#i{aside.id}").text_content() or "")


def test_single_keys_can_be_switched_off(served: Served, key: str, tab: Tab) -> None:
    """Who dictates or types elsewhere can do without them, and the choice is kept."""
    tab.open(f"{served.address}/stories/{key}")
    first = tab.page.locator("li.chosen").get_attribute("id")
    tab.press("?")
    tab.page.get_by_label("Single keys are on").uncheck()
    tab.page.keyboard.press("Escape")
    tab.press("j")
    assert tab.page.locator("li.chosen").get_attribute("id") == first
    tab.page.reload()
    tab.page.wait_for_selector("html.js")
    tab.press("j")
    assert tab.page.locator("li.chosen").get_attribute("id") == first


def test_hostile_story_runs_nothing(served: Served, tab: Tab) -> None:
    """Scripts, pictures and templates in story, source, name and note do nothing."""
    bad = (
        "<script>document.title='owned'</script> <img src=x onerror=alert(1)> {{ 7*7 }} "
        "“</template><b>12 boats</b>” sank, said Ann Hill.\n"
    )
    key = put(served, bad, bad)
    item = items(served, key)[0]
    served.desk.decide(
        key,
        item.id,
        Decision(version=1, initials="<b>x", status="wrong", note="<img src=y onerror=alert(2)>"),
    )
    tab.open(f"{served.address}/stories/{key}")
    tab.press("j", "j", "j")
    tab.page.wait_for_selector("li.chosen .detail")
    assert tab.page.locator("img").count() == 0
    assert "{{ 7*7 }}" in tab.page.inner_text(".story-pane")
    assert not tab.page.title().startswith("owned")


FERRY = ROOT / "tests" / "stories" / "ferry_inquiry"
FERRY_SOURCES = ("transcript.txt", "company.txt", "register.txt")


def test_reported_story_by_keyboard(served: Served, tab: Tab) -> None:
    """A reported story of 591 words is settled with 43 keys and nothing skipped: the page begins at
    its first fact, `A` accepts a sentence, and `R` rejects what is wrong and accepts the rest."""
    draft = Document(text=(FERRY / "draft.txt").read_text("utf-8"), name="ferry.txt")
    sources = [
        Document(text=(FERRY / name).read_text("utf-8"), name=name) for name in FERRY_SOURCES
    ]
    key = served.desk.add_story(draft, sources, who="MW")
    page = tab.page
    tab.open(f"{served.address}/stories/{key}?order=place")
    page.locator("#initials").fill("MW")
    tab.press("Tab", "Escape")
    keys: list[str] = []
    while page.evaluate("document.querySelectorAll('li.item.st-to_check').length"):
        need = page.locator("li.chosen").get_attribute("data-need")
        left = page.evaluate("document.querySelectorAll('li.item.st-to_check').length")
        keys.append("R" if need == "fix" else "A")
        tab.press(keys[-1])
        tab.wait(f"document.querySelectorAll('li.item.st-to_check').length < {left}")
        tab.wait("!document.querySelector('li.saving')")
    assert keys.count("R") == page.locator("li.item.st-wrong").count() > 0
    assert len(keys) <= 43, keys
    items = served.desk.read(key, views.story_page).items
    assert {item.status for item in items if item.aside is None} == {"confirmed", "wrong"}


def test_sentence_with_one_fault_takes_one_key(served: Served, tab: Tab) -> None:
    """`R` rejects the fact and accepts what is open of its sentence, and of no other; what else was
    found wrong there stays open, and one `z` takes all of it back."""
    key = put(
        served,
        "Nine men and two women paid $7 to Piet Lund on Friday. Anna Berg left.\n",
        "Six men and two women paid $5 to Piet Lund on Friday. Anna Berg left.\n",
    )
    page = tab.page
    tab.open(f"{served.address}/stories/{key}")
    page.fill("#initials", "MW")
    tab.press("Tab", "Escape")
    tab.row("Nine men").locator("a.words").click()
    tab.press("R")
    page.wait_for_selector("li.item.st-wrong:has(a.words:text-is('Nine men'))")
    tab.wait("!document.querySelector('li.saving')")
    for words in ("two women", "Piet Lund", "Friday"):
        assert tab.status(words) == "confirmed", words
    for words in ("$7", "Anna Berg"):
        assert tab.status(words) == "to check", words
    tab.press("z")
    tab.wait("document.querySelectorAll('li.item:not(.st-to_check)').length === 0")


def test_words_are_underlined_and_decisions_undone(served: Served, key: str, tab: Tab) -> None:
    """Selected words become a fact by `m` or by the button; `z` takes a decision back, that on a
    whole sentence too; a fact says in how many places its name stands."""
    page = tab.page
    tab.open(f"{served.address}/stories/{key}")
    page.locator("#initials").fill("MW")
    tab.press("Tab", "Escape")
    page.evaluate(
        """() => {
          const walker = document.createTreeWalker(document.querySelector(".story"), 4);
          while (walker.nextNode() && !walker.currentNode.data.includes("a docker"));
          const at = walker.currentNode.data.indexOf("a docker");
          getSelection().setBaseAndExtent(walker.currentNode, at, walker.currentNode, at + 8);
        }"""
    )
    page.wait_for_selector("#underline:visible")
    tab.press("m")
    assert page.locator("#mark-menu [name=words]").input_value() == "a docker"
    assert tab.broken_rules() == []
    tab.press("Enter")
    page.wait_for_selector("li.item:has(a.words:text-is('a docker'))")
    page.wait_for_selector("html.js")
    assert page.locator(".story-pane a", has_text="a docker").count() == 1

    tab.press("A")
    page.wait_for_selector("li.item.st-confirmed:has(a.words:text-is('a docker'))")
    tab.wait("!document.querySelector('li.saving')")
    settled = page.locator("li.item.st-confirmed").count()
    assert settled > 1, "the rest of its sentence too"
    tab.press("z")
    tab.wait("document.querySelectorAll('li.item.st-confirmed').length === 0")
    assert page.locator("#undo").is_disabled()
    for name, status in (("t", "stet"), ("v", "could_not_verify"), ("w", "on_author")):
        tab.row("a docker").locator("a.words").click()
        tab.press(name)
        page.wait_for_selector(f"li.item.st-{status}:has(a.words:text-is('a docker'))")
    tab.row("a docker").locator("a.words").click()
    with page.expect_navigation():
        page.locator("li.chosen .do-erase").click()
    page.wait_for_selector("html.js")
    tab.wait("!document.querySelector('.list-pane').textContent.includes('underlined')")
    assert tab.row("a docker").count() == 0
