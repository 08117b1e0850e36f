"""The page of a draft as text: both sides, what differs, and what it refuses to do."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256

import pytest
from compared import COUNCIL, DRAFT, WIRE, bridge_report, hostile_comparison
from counted import calls
from hypothesis import given, settings
from hypothesis import strategies as st
from parsed_page import Element, Page

from extractor.drafts import check_documents, check_draft
from extractor.outputs import draft_bytes
from extractor.outputs.comparison import Comparison
from extractor.outputs.difference import Sentence, parts_of, sentence_around
from extractor.outputs.draft_page import draft_page
from extractor.outputs.places import Places
from extractor.outputs.reading import need_of
from extractor.outputs.visible import visible
from extractor.scanning.layout.paragraphs import split_paragraphs
from extractor.schemas.document import Document
from extractor.schemas.report import DraftReport
from extractor.schemas.span import Span


def page_of(report: DraftReport) -> Page:
    """The page of a report, parsed."""
    return Page(draft_page(report))


def card(page: Page, words: str) -> Element:
    """The first card with these words in its message."""
    return next(e for e in page.all(".finding") if words in e.words)


def element(page: Page, name: str) -> Element:
    """The element of this id."""
    return next(e for e in page.elements if e.attributes.get("id") == name)


def test_first_line_says_what_was_compared_and_the_counts() -> None:
    """Before all else: what was compared with what, and how many findings ask for what."""
    report = bridge_report()
    needs = Comparison(report).needs
    first = " ".join(page_of(report).one(".first").words.split())
    assert first == (
        "Compared with: 2 sources: wire.txt, council.txt "
        f"{needs['fix']} to fix · {needs['look']} to look at · {needs['match']} match · "
        f"{needs['absent']} in no source"
    )
    assert page_of(report).one("body").words.strip().startswith("Compared with: 2 sources")


def test_cards_come_by_need_and_then_by_harm() -> None:
    """What is to fix first, then what no source has, then what to look at, each as reported."""
    report = bridge_report()
    page = page_of(report)
    needs = [e.attributes["data-needs"] for e in page.all(".finding")]
    order = ["fix", "absent", "look", "match"]
    assert needs == sorted(needs, key=order.index)
    for need in order[:3]:
        shown = [e for e in page.all(".finding") if e.attributes["data-needs"] == need]
        wanted = [f.message for f in report.findings if need_of(f) == need]
        assert [message in e.words for e, message in zip(shown, wanted, strict=True)] == (
            [True] * len(wanted)
        )


def test_every_finding_is_on_the_page() -> None:
    """Cards and lines together are the findings, matches included."""
    for report in (bridge_report(), hostile_comparison()):
        page = page_of(report)
        assert len(page.all(".finding")) == len(report.findings)


def test_a_card_has_both_sentences_with_what_differs_marked() -> None:
    """The draft's sentence and the source's, the words in question and the change picked out."""
    page = page_of(bridge_report())
    words = card(page, '"1913"').words
    assert "It opened in 1913." in words
    assert "The bridge, opened in 1931, carries" in words
    keys = [e.words for e in page.all(".key")]
    assert {"1913", "1931"} <= set(keys)
    changed = [e.words for e in page.all(".differs")]
    assert {"all", "any"} <= set(changed)


def test_a_figure_is_marked_with_its_hedge_and_noun() -> None:
    """The words in question are those of the message: "at least" is what differs."""
    page = page_of(bridge_report())
    assert "at least" in [e.words for e in page.all(".differs") if "key" in e.classes]


def test_what_no_source_has_says_so() -> None:
    """A card without evidence says that no source speaks of it."""
    assert "No source speaks of this." in card(page_of(bridge_report()), "Orsolya Quint").words


@pytest.mark.parametrize(
    ("words", "style", "label"),
    [("1913", "s-differs", "date"), ("Orsolya Quint", "s-not-in-sources", "finding")],
)
def test_draft_is_marked_by_verdict(words: str, style: str, label: str) -> None:
    """A mark has the look of its verdict and leads to its finding."""
    page = page_of(bridge_report())
    mark = page.mark(words)
    assert {style, f"k-{label}"} <= set(mark.classes)
    assert words in element(page, mark.attributes["href"][1:]).words


def test_evidence_is_marked_in_its_source_and_leads_to_the_finding() -> None:
    """The place in the source has a mark of its own, with the name of the same finding."""
    page = page_of(bridge_report())
    mark = next(e for e in page.all(".k-evidence") if e.words == "1931")
    assert mark.attributes["href"] == page.mark("1913").attributes["href"]
    assert mark.attributes["id"].startswith("source-0-")


def test_arithmetic_of_the_draft_leads_to_the_draft() -> None:
    """A finding of the draft against itself has its other side in the draft, not in a source."""
    report = check_draft("The crew shot down 576 of the 539 drones.", [WIRE])
    finding = next(f for f in report.findings if f.check == "arithmetic.part")
    places = Comparison(report).evidence_of(finding)
    assert {place.source for place in places} == {None}
    assert "the draft, paragraph 1" in card(page_of(report), finding.message).words


def test_both_texts_read_the_same_in_the_page() -> None:
    """The words of each side are the texts', but for what lies between paragraphs."""
    for report in (bridge_report(), hostile_comparison()):
        stories = page_of(report).all(".story")
        for story, document in zip(stories, [report.document, *report.sources], strict=True):
            wanted = [visible(p.text) for p in split_paragraphs(document.text)]
            assert story.words.split() == " ".join(wanted).split()


def test_sources_are_tabs_by_name() -> None:
    """Each source has a tab and a panel; equal or missing names are told apart by number."""
    page = page_of(bridge_report())
    tabs = [e for e in page.elements if e.attributes.get("role") == "tab"]
    assert [tab.words for tab in tabs] == ["wire.txt", "council.txt"]
    assert all(element(page, tab.attributes["aria-controls"]) for tab in tabs)
    unnamed = check_draft(
        "One.", [WIRE, Document(text=COUNCIL, name="a"), Document(text=WIRE, name="a")]
    )
    assert Comparison(unnamed).source_names == ("source 1", "source 2 a", "source 3 a")


def test_every_link_and_label_leads_somewhere_and_ids_are_unique() -> None:
    """Each link and each reference is to a place inside the page, and that place exists once."""
    for report in (bridge_report(), hostile_comparison()):
        page = page_of(report)
        ids = [e.attributes["id"] for e in page.elements if "id" in e.attributes]
        assert len(ids) == len(set(ids))
        named = ("aria-controls", "aria-labelledby", "for")
        wanted = {
            e.attributes[name] for e in page.elements for name in named if name in e.attributes
        }
        wanted |= {e.attributes["href"].removeprefix("#") for e in page.all("a")}
        assert wanted <= set(ids)


def test_policy_allows_the_pages_own_style_and_script_alone() -> None:
    """The policy names the hashes of the two inline blocks and refuses all else."""
    page = page_of(bridge_report())
    policy = next(e.attributes["content"] for e in page.all("meta") if "http-equiv" in e.attributes)
    for tag, directive in (("style", "style-src"), ("script", "script-src")):
        (block,) = page.all(tag)
        digest = b64encode(sha256(block.words.encode()).digest()).decode()
        assert f"{directive} 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert not re.search(r"https?:|url\(|@import|\bsrc=", draft_page(bridge_report()))


def test_hostile_draft_and_source_are_data() -> None:
    """Markup, templates and control characters of either side are shown as text."""
    report = hostile_comparison()
    page = page_of(report)
    assert not {e.tag for e in page.elements} & {"img", "b onclick"}
    assert len(page.all("script")) == len(page.all("style")) == 1
    assert not [e for e in page.elements if any(name.startswith("on") for name in e.attributes)]
    html = draft_bytes(report, "html").decode()
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]", html)
    assert page.one("h1").words == "<b>=1+1</b>.txt"
    for words in ("<script>document.title", "{{ 7*7 }}", "{% raw %}", "</style><script>alert(2)"):
        assert words in "".join(e.words for e in page.all(".story"))


@pytest.mark.parametrize("text", ["", "\n", "\ufeff", "\x00", " \r\n \r\n"])
def test_page_of_hardly_any_text(text: str) -> None:
    """An empty or blank draft or source gives a page that can be written."""
    for sources in ([], [text], [text, WIRE]):
        html = draft_page(check_documents(Document(text=text), [Document(text=s) for s in sources]))
        assert html.encode()
    assert "Nothing here needs an eye" in draft_page(check_documents("", []))


def test_without_a_source_the_page_says_so() -> None:
    """A draft that was read against itself has no tab, and a line in the place of sources."""
    page = page_of(check_documents(DRAFT, []))
    assert page.all(".source") == []
    assert "no source" in page.one(".first").words
    assert "There is no source" in page.one(".source-side").words


@settings(max_examples=80)
@given(st.text(max_size=150), st.text(max_size=150), st.data())
def test_parts_join_to_the_sentence(mine: str, theirs: str, data: st.DataObject) -> None:
    """However two sentences differ, the parts of one are the sentence, once and in order."""

    def sentence(text: str) -> Sentence:
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, len(text)))
        return sentence_around(Places(text), Span.of(text, start, end), None)

    here, there = sentence(mine), sentence(theirs)
    for one, other in ((here, there), (there, here), (here, None)):
        parts = parts_of(one, other)
        assert "".join(part.text for part in parts) == one.span.text
        assert one.span.covers(one.key) or len(one.key.text) > 0
    assert not any(part.differs for part in parts_of(here))


def test_equal_sentences_differ_in_nothing() -> None:
    """A sentence beside itself has no mark of a difference."""
    places = Places("Some 40 buses a day were sent there.")
    one = sentence_around(places, Span.of(places.text, 5, 7), "Some 40 buses")
    assert one.key.text == "Some 40 buses"
    assert not any(part.differs for part in parts_of(one, one))


def test_twice_the_draft_is_twice_the_work() -> None:
    """A page of thousands of words is written in proportion to its findings."""

    def work(weeks: int) -> int:
        story = "".join(
            f"In week {n} the ferry carried {n * 7} people to Elm{'abcdefghij'[n % 10]}ford.\n\n"
            for n in range(1, weeks + 1)
        )
        report = check_draft(story.replace("carried 7", "carried 9"), [story])
        pages: list[str] = []
        counted = calls(lambda: pages.append(draft_page(report)))
        assert pages[0].count("<p>") > weeks
        return counted

    assert work(200) < 2.3 * work(100)
