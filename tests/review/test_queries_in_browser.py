"""Queries and suggested wordings in a real browser: by keyboard, beside others, without scripts."""

from __future__ import annotations

from typing import Any

import pytest

from extractor.review.queries import Ask, Reply, Suggest
from extractor.review.records import Decision
from review.served import SIZES, Served, Tab

pytestmark = pytest.mark.browser


def test_fact_is_queried_and_reworded_by_keyboard(served: Served, key: str, tab: Tab) -> None:
    """`q` asks, `f` suggests, Ctrl+Enter sends, the answer is typed on the card; the card shows all
    of it, and signing waits for the answer."""
    page = tab.page
    tab.begin(served, key)
    tab.choose("Piet Lund")
    tab.press("q")
    tab.wait("document.activeElement.name === 'question'")
    page.keyboard.type("Lund or Lundt?")
    tab.press("Control+Enter")
    page.wait_for_selector("li.chosen .query .query-open")
    page.wait_for_selector(".open-queries:text-is('1 open')")
    assert page.evaluate("document.activeElement.matches('a.words')")
    tab.press("f")
    tab.wait("document.activeElement.name === 'words'")
    assert page.locator("li.chosen [name=words]").input_value() == "Piet Lund"
    page.keyboard.type("Piet Lundt")
    tab.press("Control+Enter")
    page.wait_for_selector("li.chosen .detail .rewording ins")
    (query,) = served.item(key, "Piet Lund").queries
    suggestion = served.item(key, "Piet Lund").suggestion
    assert (query.question, query.asked_by) == ("Lund or Lundt?", "MW")
    assert suggestion is not None
    assert suggestion.words == "Piet Lundt"
    tab.press("S")
    page.wait_for_selector(".sign-queries :text('Lund or Lundt?')")
    assert tab.broken_rules() == []
    tab.press("Escape")
    page.locator("li.chosen [name=answer]").focus()
    page.keyboard.type("Lundt, sorry.")
    tab.press("Control+Enter")
    page.wait_for_selector("li.chosen .query .query-answered")
    tab.wait("document.querySelector('.open-queries').hidden")
    tab.choose("40 workers")
    card = page.locator("li.item .asked").inner_text()
    assert "Lundt, sorry." in card
    tab.press("Q")
    tab.wait("document.activeElement.closest('#query-menu') !== null")
    page.keyboard.type("Why today?")
    with page.expect_navigation():
        tab.press("Control+Enter")
    assert page.locator(".query .question").all_inner_texts() == ["Why today?", "Lund or Lundt?"]


def test_wording_for_the_sentence_begins_with_the_sentence(
    served: Served, key: str, tab: Tab
) -> None:
    """To choose the sentence puts its words into the field; what somebody typed stays there."""
    page = tab.page
    tab.begin(served, key)
    tab.choose("Piet Lund")
    tab.press("f")
    tab.wait("document.activeElement.name === 'words'")
    field = page.locator("li.chosen [name=words]")
    page.locator("li.chosen [name=covers][value=sentence]").check()
    sentence = field.input_value()
    assert sentence.startswith("“We heard a crack")
    field.fill(sentence.replace("a docker", "49"))
    page.locator("li.chosen [name=covers][value=words]").check()
    assert field.input_value().endswith("49.")
    page.locator("li.chosen [name=covers][value=sentence]").check()
    field.focus()
    tab.press("Control+Enter")
    page.wait_for_selector("li.chosen .detail .rewording del:text-is('a docker')")


def test_others_see_queries_and_keep_what_they_type(
    served: Served, key: str, tab: Tab, browser: Any
) -> None:
    """A query, an answer and a wording of somebody else appear on an open page; a question that is
    being typed stays, also when the fact beside it is decided."""
    page = tab.page
    tab.begin(served, key)
    item = served.item(key, "Piet Lund")
    made = served.desk.ask_writer(key, item.id, Ask(initials="CC", question="Is he a docker?"))
    row = f"li#i{item.id}"
    page.wait_for_selector(f"{row} .asked :text('Is he a docker?')")
    tab.choose("Piet Lund")
    tab.press("q")
    tab.wait("document.activeElement.name === 'question'")
    page.keyboard.type("And where")
    served.desk.answer(key, made.query.id, Reply(initials="WR", version=1, answer="He is."))
    served.desk.suggest(key, item.id, Suggest(initials="CC", words="Piet Lundt"))
    tab.wait("document.querySelector('.open-queries').hidden")
    page.locator(f"{row} a.words").focus()
    tab.press("t")
    page.wait_for_selector(f"{row}.st-stet")
    tab.wait("!document.querySelector('li.saving')")
    field = page.locator(f"{row} [name=question]")
    assert field.input_value() == "And where"
    tab.choose("Piet Lund")
    page.wait_for_selector(f"{row} .detail .rewording ins")
    assert field.input_value() == "And where"
    field.focus()
    tab.press("Control+Enter")
    page.wait_for_selector(f"{row} .query .query-open")
    assert [each.question for each in served.item(key, "Piet Lund").queries][1] == "And where"


def test_refused_answer_is_kept_beside_the_other(served: Served, key: str, tab: Tab) -> None:
    """Whose answer came second sees the first, keeps the own, and can send it again."""
    tab.expected = "409"
    page = tab.page
    item = served.item(key, "Piet Lund")
    made = served.desk.ask_writer(key, item.id, Ask(initials="CC", question="Is he a docker?"))
    tab.begin(served, key)
    tab.choose("Piet Lund")
    page.locator("li.chosen [name=answer]").fill("He was.")
    served.desk.answer(key, made.query.id, Reply(initials="WR", version=1, answer="He is."))
    page.locator("li.chosen [name=answer]").press("Control+Enter")
    page.wait_for_selector("#alarm:has-text('WR answered this query')")
    page.wait_for_selector("li.chosen .answer:has-text('He is.')")
    tab.wait("document.activeElement.name === 'answer'")
    assert page.locator("li.chosen [name=answer]").input_value() == "He was."
    page.locator("li.chosen [name=answer]").press("Control+Enter")
    page.wait_for_selector("li.chosen .answer:has-text('He was.')")
    assert served.item(key, "Piet Lund").queries[0].answer == "He was."


@pytest.mark.parametrize("size", SIZES)
def test_pages_with_queries_are_accessible(
    served: Served, key: str, browser: Any, size: str
) -> None:
    """The card, the list and a refused form break no rule, in the dark and on a phone either."""
    item = served.item(key, "40 workers")
    served.desk.ask_writer(key, item.id, Ask(initials="CC", question="Forty? " + "x" * 300))
    made = served.desk.ask_writer(key, None, Ask(initials="CC", question="Why today?"))
    served.desk.answer(key, made.query.id, Reply(initials="WR", version=1, answer="It fell."))
    served.desk.suggest(key, item.id, Suggest(initials="CC", words="at least 40 workers"))
    served.desk.decide(key, item.id, Decision(version=item.version, initials="CC", status="wrong"))
    tab = Tab(browser, **SIZES[size])
    for path in ("", f"/items/{item.id}", "/queries"):
        tab.open(f"{served.address}/stories/{key}{path}")
        if not path:
            tab.page.fill("#initials", "AB")
            tab.press("Escape", "Tab")
            tab.page.locator(f"li#i{item.id} a.words").click()
            tab.press("f")
            tab.wait("document.activeElement.name === 'words'")
        assert tab.broken_rules() == [], path
        assert tab.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
    first = tab.page.locator(".query").last
    first.locator("[name=initials]").fill("AB")
    served.desk.suggest(key, item.id, Suggest(initials="CC", words="many workers", version=1))
    first.get_by_role("button", name="Take the suggestion back").click()
    tab.page.wait_for_selector(".refusal")
    assert tab.broken_rules() == []
    assert tab.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    tab.context.close()


def test_queries_work_without_scripts(served: Served, key: str, browser: Any) -> None:
    """Asked and reworded on the fact's own page, answered and closed in the list."""
    tab = Tab(browser, java_script_enabled=False)
    page = tab.page
    item = served.item(key, "Piet Lund")
    page.goto(f"{served.address}/stories/{key}/items/{item.id}")
    asking = page.locator("form:has([name=question])")
    asking.locator("[name=question]").fill("Lund or Lundt?")
    asking.locator("[name=initials]").fill("MW")
    asking.get_by_role("button", name="Ask").click()
    page.wait_for_selector(".query .query-open")
    wording = page.locator("form:has([name=words])")
    wording.locator("[name=words]").fill("Piet Lundt")
    wording.get_by_role("button", name="Suggest").click()
    page.wait_for_selector(".rewording ins")
    page.goto(f"{served.address}/stories/{key}/queries")
    page.locator(".query [name=answer]").fill("Lundt.")
    page.get_by_role("button", name="Save the answer").click()
    page.wait_for_selector(".query-answered")
    page.get_by_role("button", name="Close the query").click()
    page.wait_for_selector(".query-closed")
    page.get_by_role("button", name="Take the suggestion back").click()
    page.wait_for_selector(":text('Nobody has suggested a wording yet.')")
    (query,) = served.item(key, "Piet Lund").queries
    assert (query.state, query.answer, query.closed_by) == ("closed", "Lundt.", "MW")
    tab.context.close()
