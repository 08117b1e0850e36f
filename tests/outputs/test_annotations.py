"""Web Annotations: selectors that find their words, ids that stay."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from compared import DRAFT, WIRE, bridge_report, hostile_comparison
from reports import ferry_report, hostile_report, plain_report

from extractor.outputs import draft_bytes, write_report
from extractor.outputs.annotations import annotation_page, annotations_json
from extractor.schemas.report import DraftReport, Report

REPORTS = [bridge_report(), hostile_comparison(), ferry_report(), hostile_report(), plain_report()]


def places(value: Any) -> Iterator[dict[str, Any]]:
    """Every specific resource inside a JSON value."""
    if isinstance(value, dict):
        if value.get("type") == "SpecificResource":
            yield value
        for inner in value.values():
            yield from places(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from places(inner)


def texts_of(report: Report | DraftReport) -> dict[str, str]:
    """The texts of a report by the names that annotations give them."""
    names: dict[str, str] = {}
    page = annotation_page(report)
    documents = [report.document, *(report.sources if isinstance(report, DraftReport) else ())]
    for place in places(page):
        quote, position = place["selector"]
        for document in documents:
            if document.text[position["start"] : position["end"]] == quote["exact"]:
                around = document.text[max(0, position["start"] - 32) : position["start"]]
                if around == quote["prefix"]:
                    names.setdefault(place["source"]["id"], document.text)
    return names


@pytest.mark.parametrize("report", REPORTS)
def test_one_annotation_per_fact_and_finding(report: Report | DraftReport) -> None:
    """Facts come first, then the findings; none is left out, and ids are unique."""
    page = annotation_page(report)
    facts = report.facts if isinstance(report, Report) else ()
    assert len(page["items"]) == len(facts) + len(report.findings)
    ids = [item["id"] for item in page["items"]]
    assert len(set(ids)) == len(ids)
    assert all(name.startswith("urn:uuid:") for name in ids)


@pytest.mark.parametrize("report", REPORTS)
def test_selectors_find_their_words(report: Report | DraftReport) -> None:
    """Position and quotation of each selector point at the same characters of one text."""
    texts = texts_of(report)
    for place in places(annotation_page(report)):
        quote, position = place["selector"]
        text = texts[place["source"]["id"]]
        start, end = position["start"], position["end"]
        assert text[start:end] == quote["exact"]
        assert text[:start].endswith(quote["prefix"])
        assert text[end:].startswith(quote["suffix"])


def test_positions_are_code_points_and_code_units_on_demand() -> None:
    """After a character beyond the basic plane the two differ, each fitting its own counting."""
    wide = DRAFT.encode("utf-16-le")
    differ = 0
    pages = [annotation_page(bridge_report(), units=u) for u in ("code points", "utf-16")]
    for points, units in zip(*(list(places(page)) for page in pages), strict=True):
        if points["source"].get("label") != "bridge.txt":
            assert points == units
            continue
        quote, position = units["selector"]
        start, end = position["start"], position["end"]
        assert wide[2 * start : 2 * end].decode("utf-16-le") == quote["exact"]
        differ += points["selector"][1] != position
    assert differ > 3


def test_verdict_message_and_evidence_are_bodies() -> None:
    """A finding's annotation has its message, its word, and the place in the source."""
    report = bridge_report()
    finding = next(f for f in report.findings if f.found == "1913")
    item = next(
        item
        for item in annotation_page(report)["items"]
        if item["body"][0]["value"] == finding.message
    )
    assert item["motivation"] == "assessing"
    assert [body["value"] for body in item["body"][1:3]] == [
        "differs",
        "date.value: value_mismatch",
    ]
    link = item["body"][3]
    assert link["purpose"] == "linking"
    assert link["selector"][0]["exact"] == "1931"
    assert WIRE[: link["selector"][1]["start"]].endswith("opened in ")
    assert item["target"]["selector"][0]["exact"] == "1913"


def test_what_has_no_place_is_about_the_whole_text() -> None:
    """A fact that was not located targets the text without a selector."""
    page = annotation_page(ferry_report())
    whole = [item["target"] for item in page["items"] if "selector" not in str(item["target"])]
    assert whole
    assert all(target["type"] == "Text" for target in whole)


def test_json_is_what_the_standard_asks_for() -> None:
    """Context, id and type of the page; the summary says what was compared with what."""
    page = json.loads(draft_bytes(bridge_report(), "annotations"))
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert page["type"] == "AnnotationPage"
    assert page["id"].startswith("urn:uuid:")
    assert page["summary"] == "Compared with: 2 sources: wire.txt, council.txt"


@pytest.mark.parametrize("report", REPORTS)
def test_annotations_can_be_written_as_utf_8(report: Report | DraftReport) -> None:
    """Half characters of a story are escaped, and the format of that name gives the same text."""
    assert annotations_json(report).encode()
    if isinstance(report, Report):
        assert write_report(report, "annotations") == annotations_json(report)
