"""Where a quote stands, and when it stands nowhere."""

from __future__ import annotations

import pytest
from counted import grows_in_proportion
from hypothesis import given
from hypothesis import strategies as st

from extractor.comparing.wording import Wordings, compare_wording
from extractor.grounding import Source, locate
from extractor.schemas.span import Span


@pytest.mark.parametrize(
    ("quote", "text", "grounding", "found"),
    [
        ("sank at noon", "It sank at noon.", "exact", "sank at noon"),
        ("Ana's boat", "Then Ana’s boat left.", "typographic", "Ana’s boat"),
        ('"so be it"', "He said “so be it” twice.", "typographic", "“so be it”"),
        ('"so be it"', "He said so be it once.", "typographic", "so be it"),
        ("2019-20 season", "the 2019–20 season", "typographic", "2019–20 season"),
        ("the end - at last", "the end—at last", "typographic", "the end—at last"),
        ("two  words", "two\n words here", "typographic", "two\n words"),
        ("5 000 men", "some 5\u00a0000 men", "typographic", "5\u00a0000 men"),
        ("cooperation", "co\u00adoperation now", "typographic", "co\u00adoperation"),
        ("a bold claim", "a **bold** claim", "typographic", "a **bold** claim"),
        ("Fish & Chips", "at Fish &amp; Chips now", "typographic", "Fish &amp; Chips"),
        ("wait ... then", "wait … then", "typographic", "wait … then"),
        ("café", "the cafe\u0301 shut", "typographic", "cafe\u0301"),
        ("file_name_a", "see file_name_a here", "exact", "file_name_a"),
    ],
)
def test_a_quote_is_found_but_for_typography(
    quote: str, text: str, grounding: str, found: str
) -> None:
    """The span has the source's own characters, and the way it was found is said."""
    location = locate(quote, text)
    assert (location.grounding, [span.text for span in location.spans]) == (grounding, [found])
    assert location.span is not None
    assert text[location.span.start : location.span.end] == found


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("", "anything"),
        ("  ", "any thing"),
        ("12.8%", "12.9%"),
        ("12.", "a rise of 12.8%"),
        ("12", "a rise of 12.8%"),
        ("8%", "a rise of 12.8%"),
        (".8%", "a rise of 12.8%"),
        ("5,000", "15,000 men"),
        ("5,000", "5,000,000 men"),
        ("000 men", "5,000 men"),
        ("5 degrees", "at -5 degrees"),
        ("53", "5*3"),
        ("men", "women"),
        ("The dam", "the dam"),
        ("the dam burst", "the dam had burst"),
        ("\u201c", ""),
        ("''", "no marks"),
    ],
)
def test_a_quote_that_is_not_there_is_unlocated(quote: str, text: str) -> None:
    """Nothing is matched that differs in a letter, its case, a digit, or cuts a word or number."""
    location = locate(quote, text)
    assert (location.grounding, location.spans, location.span) == ("unlocated", (), None)


def test_several_places_are_all_given() -> None:
    """A quote that stands twice is ambiguous; both places are said."""
    location = locate("at noon", "It left at noon. It came at noon.")
    assert location.grounding == "ambiguous"
    assert [span.start for span in location.spans] == [8, 25]


def test_a_passage_decides_between_places() -> None:
    """Inside the passage that the quote was taken from, one place is the place."""
    text = "It left at noon. It came at noon."
    location = locate("at noon", text, within=Span.of(text, 17, 33))
    assert (location.grounding, [span.start for span in location.spans]) == ("exact", [25])


def test_a_quote_outside_its_passage_is_still_found() -> None:
    """A passage is a preference, not a wall."""
    text = "It left at noon. It came back."
    assert locate("at noon", text, within=Span.of(text, 17, 30)).grounding == "exact"


def test_a_plus_or_minus_between_numbers_is_no_sign() -> None:
    """ "5 degrees" stands in "3-5 degrees"; it does not stand in "-5 degrees"."""
    assert locate("5 degrees", "3-5 degrees").grounding == "exact"


def test_a_source_gives_what_the_function_gives() -> None:
    """Many quotes in one text are found as single ones are."""
    text = "“One”\u00a0two — three &amp; four"
    source = Source(text)
    for quote in ('"One" two', "two - three", "three & four", "five"):
        assert source.locate(quote) == locate(quote, text)


TYPED = st.text(alphabet="ab1 .,\"'“”’–—-*_&;\n\xa0\xad…\u0301amp#", max_size=50)


@given(st.one_of(st.text(max_size=60), TYPED), st.data())
def test_every_place_holds_the_characters_of_the_source(text: str, data: st.DataObject) -> None:
    """Offsets point at the characters they claim, also through characters that were left out."""
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    for quote in (text[start:end], text[start:end].replace("“", '"').replace("\n", " ")):
        location = locate(quote, text)
        for span in location.spans:
            assert text[span.start : span.end] == span.text != ""
            assert "".join(filter(str.isdigit, span.text)) == "".join(
                filter(str.isdigit, quote)
            ) or ("&#" in span.text or "&#" in quote)


@given(st.one_of(st.text(max_size=60), TYPED))
def test_a_whole_text_is_found_in_itself(text: str) -> None:
    """What stands in the source from its first to its last word is located."""
    if text.strip():
        assert locate(text, text).grounding in ("exact", "ambiguous")


@pytest.mark.parametrize(
    "piece", ["*", " ", "-", "&amp;", "&", "“", "a ", ". ", "_a", "\xad", "1,"]
)
def test_long_runs_are_searched_in_linear_time(piece: str) -> None:
    """No run of marks, spaces or entities is read twice."""
    assert grows_in_proportion(
        lambda text: Source(text).locate("a 1 nothing “of the sort”"), piece, 50_000
    )


SPEECH = (
    "The minister spoke at length. “We did not sell the harbour, and we will never sell the old "
    "town to 12 investors,” he said. He was not happy. “The people of this island deserve a fair "
    "hearing,” he told the court later, “and they will get it.”"
)


@pytest.mark.parametrize(
    ("quote", "verdict"),
    [
        ("We did not sell the harbour", "verbatim"),
        ("“We did not sell the harbour.”", "verbatim"),
        ("deserve a fair  hearing", "typographic"),
        ("We did not sell the harbour ... we will never sell the old town", "trimmed"),
        ("We did not sell the harbour […] the old town to 12 investors", "trimmed"),
        ("The people of this island deserve a hearing", "trimmed"),
        ("We did sell the harbour, and we will never sell the old town", "altered"),
        (
            "We did not sell the harbour, and we will never sell the old town to 20 investors",
            "altered",
        ),
        ("We did not sell the harbour, and we will sell the old town", "altered"),
        ("The people of this country deserve a fair hearing", "altered"),
        ("A new harbour for every fishing family", "absent"),
        ("sunshine", "absent"),
        ("", "absent"),
    ],
)
def test_words_said_to_be_a_quotation_are_judged(quote: str, verdict: str) -> None:
    """Left-out words are trimmed unless a number or a negation is among them."""
    assert compare_wording(quote, SPEECH).verdict == verdict


def test_the_words_that_differ_are_named() -> None:
    """An altered quotation says which words stand where, and shows the source's place."""
    wording = compare_wording("The people of this country deserve a fair hearing", SPEECH)
    assert [(pair.quoted, pair.source) for pair in wording.differing] == [("country", "island")]
    assert wording.span is not None
    assert wording.span.text == "The people of this island deserve a fair hearing"
    assert SPEECH[wording.span.start : wording.span.end] == wording.span.text


def test_an_editors_words_in_brackets_are_shown_as_such() -> None:
    """ "[the port]" for "the harbour" is no alteration, but it is said."""
    wording = compare_wording("We did not sell [the port], and we will never sell", SPEECH)
    assert wording.verdict == "trimmed"
    assert [pair.quoted for pair in wording.differing] == ["[the port]"]


def test_two_places_joined_are_stitched() -> None:
    """Parts in another order, or far apart, are not one statement."""
    wording = compare_wording("The people of this island … We did not sell the harbour", SPEECH)
    assert (wording.verdict, wording.is_stitched) == ("altered", True)
    assert len(wording.places) == 2


@given(st.text(max_size=80), st.text(max_size=200))
def test_comparing_never_fails(quote: str, text: str) -> None:
    """Any two strings can be compared; a place found holds its own characters."""
    wording = Wordings(text).compare(quote)
    for span in (wording.span, *wording.places):
        assert span is None or text[span.start : span.end] == span.text


def test_a_long_source_of_common_words_is_compared_in_linear_time() -> None:
    """Common words do not make every place a candidate."""
    wordings = Wordings("the old town of the new town in the state " * 20_000)
    assert wordings.compare("the new state of the old town in a state").verdict != "verbatim"
