"""What is on the list of things to check."""

from __future__ import annotations

import pytest
from compared import DRAFT, bridge_report, hostile_comparison
from hypothesis import given, settings
from hypothesis import strategies as st
from reports import ferry_report, hostile_report, plain_report

from extractor.drafts import check_documents, check_draft
from extractor.outputs.items import Item, items_of
from extractor.outputs.reading import need_of, row_span
from extractor.schemas.document import Document
from extractor.schemas.report import DraftReport, Report


def by_words(report: Report | DraftReport) -> dict[str, Item]:
    """The items by their words, the first of each."""
    found: dict[str, Item] = {}
    for item in items_of(report):
        found.setdefault(item.span.text, item)
    return found


@pytest.mark.parametrize(
    ("words", "kind", "state"),
    [
        ("12 centimetres", "figure", "differs"),
        ("1913", "date", "differs"),
        ("Nobody was in danger at all,", "quotation", "differs"),
        ("Petra Valborg", "name", "matches"),
        ("Orsolya Quint", "name", "not in sources"),
        ("£2.3m", "figure", "matches"),
        ("the oldest bridge in", "superlative", "not checked"),
    ],
)
def test_things_of_a_draft_have_their_kind_and_verdict(words: str, kind: str, state: str) -> None:
    """Each kind of thing is on the list with the worst word of the findings about it."""
    item = by_words(bridge_report())[words]
    assert (item.kind, item.state) == (kind, state)


@pytest.mark.parametrize("report", [bridge_report(), ferry_report(), hostile_report()])
def test_every_figure_and_date_is_on_the_list(report: Report | DraftReport) -> None:
    """No row of the ledger is left out, whether a finding speaks of it or not."""
    listed = {item.span for item in items_of(report) if item.kind in ("figure", "date")}
    assert {row_span(row) for row in report.ledger} <= listed


@pytest.mark.parametrize("report", [bridge_report(), hostile_comparison()])
def test_no_finding_of_a_draft_is_lost(report: DraftReport) -> None:
    """Every finding with words of the draft is about something on the list."""
    said = [finding for item in items_of(report) for finding in item.findings]
    assert all(finding in said for finding in report.findings if finding.span)


def test_every_finding_of_a_story_that_needs_an_eye_is_on_the_list() -> None:
    """A finding of a fact is about the words that it stands on, its place in the story if any."""
    report = ferry_report()
    said = [finding for item in items_of(report) for finding in item.findings]
    placed = [f for f in report.findings if f.evidence and need_of(f) != "match"]
    assert placed
    assert all(finding in said for finding in placed)


def test_what_no_fact_mentions_is_unclaimed() -> None:
    """In a story read with a model, a name or figure without a fact is said to have none."""
    items = by_words(ferry_report())
    assert items["£4.2 million"].state == "unclaimed"
    assert items["Tarn Island"].state == "unclaimed"
    assert items["Coastal Wire"].aside == "dateline"
    assert items["Coastal Wire"].state == "set aside"


def test_a_name_is_one_item_with_all_its_places() -> None:
    """A name is listed where it first stands, in its forms, with one verdict."""
    report = check_draft("Orla Penn spoke. Ms Penn left. Nils Haug saw Penn.", ["Nils Haug spoke."])
    names = [item for item in items_of(report) if item.kind == "name"]
    assert [item.span.text for item in names] == ["Orla Penn", "Nils Haug"]
    assert [span.text for span in names[0].also] == ["Penn", "Penn"]
    assert (names[0].state, names[1].state) == ("not in sources", "matches")


def test_a_surname_of_two_persons_is_a_name_of_its_own() -> None:
    """Where a short form may stand for two names it is put to neither."""
    text = "Mary Hale and Tom Hale met. Hale left."
    names = [item for item in items_of(check_documents(text, [])) if item.kind == "name"]
    assert [(item.span.text, item.also) for item in names] == [
        ("Mary Hale", ()),
        ("Tom Hale", ()),
        ("Hale", ()),
    ]


def test_a_name_keeps_its_id_when_its_sentence_changes() -> None:
    """The id of a name does not hang on the words around it."""
    ids = [
        {item.id for item in items_of(check_documents(text, [])) if item.kind == "name"}
        for text in ("Orla Penn spoke.", "On Friday Orla Penn spoke at length.")
    ]
    assert ids[0] == ids[1]


def test_ids_stay_when_other_sentences_change() -> None:
    """Words in an unchanged sentence keep their id; an inserted paragraph changes no other."""
    before = check_documents(DRAFT, [])
    after = check_documents(Document(text="Five boats sank at noon.\n\n" + DRAFT), [])
    old, new = ({item.id for item in items_of(report)} for report in (before, after))
    assert old < new


def test_same_words_twice_in_a_sentence_have_two_ids() -> None:
    """Two equal figures of one sentence are two items with ids of their own."""
    ids = [item.id for item in items_of(check_documents("Of 12 boats, 12 sank.", []))]
    assert len(ids) == len(set(ids)) == 2


@settings(max_examples=60)
@given(st.text(max_size=120), st.text(max_size=60))
def test_any_text_gives_a_list_in_reading_order(draft: str, source: str) -> None:
    """Whatever the texts hold, items stand in order at words that the draft has, each id once."""
    report = check_draft(Document(text=draft), [Document(text=source)])
    items = items_of(report)
    assert [i.span.start for i in items] == sorted(i.span.start for i in items)
    assert len({item.id for item in items}) == len(items)
    for item in items:
        assert draft[item.span.start : item.span.end] == item.span.text
        assert item.sentence.covers(item.span)


def test_a_story_with_nothing_in_it_has_no_items() -> None:
    """No words to check, no rows."""
    assert items_of(plain_report("It rained.")) == ()
