"""The page as text: what it holds, what it refuses to do, and where its marks stand."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256

import pytest
from counted import calls
from hypothesis import given
from hypothesis import strategies as st
from parsed_page import Page
from reports import (
    FERRY,
    HOSTILE,
    Builder,
    ferry_report,
    finding,
    hostile_report,
    make_report,
    plain_report,
)

from extractor.outputs import write_report
from extractor.outputs.marks import Mark, segments
from extractor.outputs.page import report_page
from extractor.outputs.visible import visible
from extractor.scanning.layout.paragraphs import split_paragraphs
from extractor.schemas.report import Report
from extractor.schemas.span import Span


def page_of(report: Report) -> Page:
    """The page of a report, parsed."""
    return Page(report_page(report))


def card_of(report: Report, fact: str) -> str:
    """The name in the page of a fact's card."""
    return f"fact-{[f.id for f in report.facts].index(fact)}"


def test_first_words_say_what_was_compared() -> None:
    """The first words of the page's body say what was compared with what."""
    body = page_of(ferry_report()).one("body").words.strip()
    assert body.startswith("Compared with: this story only\n")


def test_counts_lead_the_page() -> None:
    """Each fact is counted once by the worst of it, and what the story itself gets wrong."""
    counts = [" ".join(e.words.split()) for e in page_of(ferry_report()).all(".count")]
    assert counts == ["4 to fix", "3 to look at", "5 match", "2 in no source", "1 passage failed"]


def test_ledger_line_adds_up() -> None:
    """Figures and dates on one side, claimed, unclaimed and set aside on the other."""
    line = page_of(ferry_report()).one(".ledger-line").words
    left, right = line.split(" = ")
    assert sum(map(int, re.findall(r"\d+", left))) == sum(map(int, re.findall(r"\d+", right)))


def test_every_figure_date_and_quotation_is_marked() -> None:
    """No row of the ledger and no quotation is without its mark on the story."""
    report = ferry_report()
    page = page_of(report)
    spans = [row.figure.phrase for row in report.ledger if row.figure]
    spans += [row.date.span for row in report.ledger if row.date]
    spans += [quotation.span for quotation in report.quotations]
    kinds = {"k-figure", "k-date", "k-quotation"}
    marked = "".join(e.words for e in page.all(".m") if kinds & set(e.classes))
    for span in spans:
        assert visible(span.text) in marked


@pytest.mark.parametrize(
    ("words", "style", "fact"),
    [
        ("148 people", "s-matches", "F1"),
        ("at least 31", "s-differs", "F3"),
        ("questioned", "s-differs", "F9"),
        ("11:40 p.m.", "s-not-checked", "F5"),
        ("Ingrid Solheim", "s-differs", "F8"),
    ],
)
def test_mark_shows_its_verdict_and_leads_to_its_fact(words: str, style: str, fact: str) -> None:
    """A mark has the look and the sign of its verdict and links to the card of its fact."""
    report = ferry_report()
    mark = page_of(report).mark(words)
    assert style in mark.classes
    assert mark.attributes["href"] == f"#{card_of(report, fact)}"
    assert mark.attributes["data-sign"] in "✓≠∅?"


@pytest.mark.parametrize(
    ("words", "style"), [("£4.2 million", "s-unclaimed"), ("Nov. 14", "s-set-aside")]
)
def test_figure_without_a_fact_leads_to_its_ledger_row(words: str, style: str) -> None:
    """An unclaimed or set-aside figure is marked as such and links to a row that exists."""
    page = page_of(ferry_report())
    mark = page.mark(words)
    assert style in mark.classes
    row = next(e for e in page.elements if e.attributes.get("id") == mark.attributes["href"][1:])
    assert words in row.words


def test_every_link_of_the_page_leads_somewhere() -> None:
    """Each link is to a place inside the page, and that place exists."""
    page = page_of(ferry_report())
    ids = {e.attributes["id"] for e in page.elements if "id" in e.attributes}
    links = {e.attributes["href"] for e in page.elements if "href" in e.attributes}
    assert all(link.startswith("#") for link in links)
    assert {link[1:] for link in links} <= ids


def test_ids_are_unique() -> None:
    """No two elements of the page have one id."""
    ids = [e.attributes["id"] for e in page_of(ferry_report()).elements if "id" in e.attributes]
    assert len(ids) == len(set(ids))


def test_card_shows_the_sources_words_with_the_figure_picked_out() -> None:
    """A card has the statement, the words of the story, and the figure in them by itself."""
    report = ferry_report()
    page = page_of(report)
    card = next(e for e in page.elements if e.attributes.get("id") == card_of(report, "F6"))
    assert "Crews lifted 115 people off the deck" in card.words
    assert "115 people" in [e.words for e in page.all(".p-figure")]


def test_failed_passage_is_named() -> None:
    """A passage without facts is shown with its place and its reason."""
    failed = page_of(ferry_report()).one(".failed").words
    assert "Passage 3" in failed
    assert "paragraphs 8 to 9" in failed
    assert "max_tokens (900)" in failed


def test_what_needs_an_eye_is_ordered_by_need_then_as_reported() -> None:
    """Errors come before what is in no source, and that before what asks for a look."""
    words = [e.words for e in page_of(ferry_report()).all(".finding")]
    order = ["31 people", "charged", "Daniel Roe", "19 treated", "harbour officials"]
    assert [next(i for i, w in enumerate(words) if key in w) for key in order] == [0, 1, 2, 3, 4]


def test_overlapping_marks_share_their_segments() -> None:
    """A date inside a quotation belongs to both: its segment names the cards of both."""
    report = ferry_report()
    page = page_of(report)
    mark = page.mark("On 3 March")
    assert {"k-date", "k-quotation"} <= set(mark.classes)
    assert card_of(report, "F8") in mark.attributes["data-cards"].split()


def test_evidence_inside_a_figure_makes_no_second_mark() -> None:
    """A finding whose evidence is the number without its noun shows on the figure's own mark."""
    b = Builder("The storm sank nearly 80 fishing boats.\n")
    figure = b.figure("80", "80", phrase="nearly 80 fishing boats", hedge="nearly")
    fact = b.fact("figure", "It sank 80 boats.", b.text.strip(), figures=[figure])
    wrong = finding(
        fact, "figure.hedge", "hedge_changed", "No hedge.", evidence=[b.span("nearly 80")]
    )
    report = make_report(b.text, facts=[fact], findings=[wrong], figures=[figure])
    (mark,) = page_of(report).all(".m")
    assert mark.words == "nearly 80 fishing boats"
    assert "s-differs" in mark.classes


def test_marks_after_characters_beyond_the_basic_plane_keep_their_words() -> None:
    """A figure after an emoji is marked at its own characters."""
    text = "💔💔 Then 17 boats 🐟 and 23 nets were lost.\n"
    b = Builder(text)
    report = make_report(text, figures=[b.figure("17", "17"), b.figure("23", "23")])
    assert [e.words for e in page_of(report).all(".m")] == ["17", "23"]


def test_paragraphs_and_line_breaks_are_kept() -> None:
    """Each paragraph of the story is one of the page, its line breaks inside it."""
    page = page_of(plain_report("One\nand two.\r\n\r\nThree\rfour.\n\n\n\nFive."))
    story = [e.words for e in page.all("p")]
    assert [words for words in story if words in ("One\nand two.", "Three\nfour.", "Five.")] == [
        "One\nand two.",
        "Three\nfour.",
        "Five.",
    ]


def test_policy_allows_the_pages_own_style_and_script_alone() -> None:
    """The policy names the hashes of the two inline blocks and refuses all else."""
    page = page_of(ferry_report())
    policy = next(
        e.attributes["content"]
        for e in page.all("meta")
        if e.attributes.get("http-equiv") == "Content-Security-Policy"
    )
    for tag, directive in (("style", "style-src"), ("script", "script-src")):
        (block,) = page.all(tag)
        digest = b64encode(sha256(block.words.encode()).digest()).decode()
        assert f"{directive} 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy


def test_page_names_no_address() -> None:
    """Nothing in the page points outside it, and no element can load anything."""
    html = report_page(ferry_report())
    assert not re.search(r"https?:|url\(|@import|\bsrc=|\bsrcset=", html)
    assert not {e.tag for e in Page(html).elements} & {"img", "link", "iframe", "object", "base"}


def test_hostile_story_is_data() -> None:
    """Markup, templates, control characters and half characters of a story are shown as text."""
    page = page_of(hostile_report())
    tags = {e.tag for e in page.elements}
    assert not tags & {"img", "b onclick", "i"} - {"i"}
    assert len(page.all("script")) == 1
    assert len(page.all("style")) == 1
    assert not [e for e in page.elements if any(name.startswith("on") for name in e.attributes)]
    story = page.one(".story").words
    for words in ("<script>document.title", "{{ 7*7 }}", "{% raw %}", "$name", "<img src=x"):
        assert words in story
    html = report_page(hostile_report())
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]", html)
    assert "⟨U+202E⟩" in story
    assert "49" not in story


def test_story_reads_the_same_in_the_page() -> None:
    """The words of the story pane are the story's, but for what lies between paragraphs."""
    for report in (ferry_report(), hostile_report()):
        page = page_of(report)
        wanted = [visible(p.text) for p in split_paragraphs(report.document.text)]
        assert page.one(".story").words.split() == " ".join(wanted).split()


def test_page_of_a_story_with_nothing_in_it() -> None:
    """A story without figures and a run without a model give a whole page that says so."""
    html = report_page(plain_report())
    assert "No model was used" in html
    assert "0 figures + 0 dates" in html


@pytest.mark.parametrize("text", ["", "\n", "\ufeff", "\x00", "\ud800", " \r\n \r\n"])
def test_page_of_hardly_any_text(text: str) -> None:
    """An empty or blank story gives a page that can be written."""
    assert report_page(plain_report(text)).encode()


def test_a_finding_with_words_of_another_text_marks_nothing() -> None:
    """A span whose words do not stand at its place in the story is not marked."""
    b = Builder(FERRY)
    span = b.span("struck")
    moved = finding(None, "x.y", "absent", "Elsewhere.", span=type(span)(0, 6, "struck"))
    assert not page_of(make_report(FERRY, findings=[moved])).all(".m")


def test_twice_the_story_is_twice_the_work() -> None:
    """A page of megabytes and thousands of figures is written in proportion to its length."""
    sentence = "The harbour counted 41 boats that night, and the wind rose again.\n\n"

    def work(count: int) -> int:
        b = Builder(sentence * count)
        one = b.figure("41", "41", phrase="41 boats", of="boats")
        figures = []
        for k in range(0, len(b.text), len(sentence)):
            span = Span(one.span.start + k, one.span.end + k, one.span.text)
            phrase = Span(one.phrase.start + k, one.phrase.end + k, one.phrase.text)
            figures.append(replace(one, span=span, phrase=phrase))
        report = make_report(b.text, figures=figures)
        pages: list[str] = []
        counted = calls(lambda: pages.append(write_report(report, "html")))
        assert pages[0].count("k-figure") == len(figures) == count
        return counted

    assert work(800) < 2.3 * work(400)


@given(
    text=st.text(max_size=200),
    cuts=st.lists(st.tuples(st.integers(0, 200), st.integers(0, 200)), max_size=12),
)
def test_segments_join_to_the_text(text: str, cuts: list[tuple[int, int]]) -> None:
    """However marks overlap, the segments of a paragraph are the paragraph, once and in order."""
    marks = [Mark(min(a, b), max(a, b), "figure", "matches", ("x",)) for a, b in cuts]
    bounds = split_paragraphs(text)
    for paragraph, found in zip(bounds, segments(marks, bounds), strict=True):
        assert "".join(text[s.start : s.end] for s in found) == paragraph.text
        for segment in found:
            covering = {
                number
                for number, mark in enumerate(marks)
                if max(mark.start, segment.start) < min(mark.end, segment.end)
            }
            assert set(segment.marks) == covering
            assert set(segment.ending) <= covering


def _luminance(colour: str) -> float:
    digits = colour.strip().lstrip("#")
    full = "".join(c * 2 for c in digits) if len(digits) == 3 else digits
    parts = [int(full[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    """The contrast of two colours as WCAG 2 counts it, from 1 to 21."""
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [0, 1, 2], ids=["light", "dark", "paper"])
def test_every_colour_of_words_is_readable_on_every_ground(theme: int) -> None:
    """Words have a contrast of at least 4.5 on each ground that they stand on (WCAG AA)."""
    css = page_of(plain_report()).one("style").words
    blocks = re.findall(r":root \{(.*?)\}", css, re.DOTALL)
    light = dict(re.findall(r"--([\w-]+): (#\w+)", blocks[0]))
    colours = light | dict(re.findall(r"--([\w-]+): (#\w+)", blocks[theme]))
    pairs = [
        (words, ground)
        for words in ("ink", "muted", "differs", "absent", "open", "match", "left")
        for ground in ("paper", "surface")
    ]
    for name in ("differs", "absent", "open", "match", "left"):
        pairs += [("ink", f"{name}-tint"), (name, f"{name}-tint"), (name, "lit")]
    pairs += [("ink", "lit"), ("muted", "lit")]
    low = {
        pair: round(contrast(colours[pair[0]], colours[pair[1]]), 2)
        for pair in pairs
        if contrast(colours[pair[0]], colours[pair[1]]) < 4.5
    }
    assert low == {}


def test_hostile_text_is_what_it_says() -> None:
    """The hostile story has what the tests above rely on."""
    assert all(c in HOSTILE for c in "\x1b\x9b\x00\ud800\u202e")
