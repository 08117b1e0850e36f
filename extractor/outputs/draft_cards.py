"""What the page of a draft shows of its findings, as plain values for its template."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extractor.outputs.cards import Badge
from extractor.outputs.comparison import Comparison, Evidence
from extractor.outputs.difference import Part, Sentence, parts_of, sentence_around
from extractor.outputs.reading import need_of
from extractor.outputs.words import Need
from extractor.schemas.finding import Finding

DRAFT = -1
"""The draft's number among the texts; the sources are counted from 0."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place to jump to."""

    label: str
    """"paragraph 3", "wire.txt, paragraph 4"."""
    target: str | None
    """The name of the segment in the page; none for a place without a mark."""


@dataclass(frozen=True, slots=True)
class Side:
    """One sentence of a card."""

    place: Place
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class DraftFinding:
    """One finding: a card where it needs an eye, a line where it matches."""

    name: str
    need: Need
    badge: Badge
    message: str
    check: str
    here: Side | None
    """The draft's sentence; none for a finding about no words."""
    there: Side | None
    """The sentence that it was held against; none where no source has one."""
    more: tuple[Place, ...]
    """The other places that the finding stands on."""


def finding_names(comparison: Comparison) -> dict[int, str]:
    """The name in the page of each finding, by the finding's identity."""
    return {id(finding): f"finding-{n}" for n, finding in enumerate(comparison.report.findings)}


def eye_cards(comparison: Comparison, jumps: Mapping[int, Mapping[str, str]]) -> list[DraftFinding]:
    """What needs an eye, in the order in which to read it, with both sentences.

    `jumps` has, for the draft and each source, the first segment of each finding.
    """
    names = finding_names(comparison)
    return [
        _finding(comparison, finding, names[id(finding)], jumps, with_sentences=True)
        for finding in comparison.for_an_eye
    ]


def matching_lines(
    comparison: Comparison, jumps: Mapping[int, Mapping[str, str]]
) -> list[DraftFinding]:
    """What matches, in the draft's order."""
    names = finding_names(comparison)
    matching = [f for f in comparison.report.findings if need_of(f) == "match"]
    matching.sort(key=lambda finding: finding.span.start if finding.span else 0)
    return [
        _finding(comparison, finding, names[id(finding)], jumps, with_sentences=False)
        for finding in matching
    ]


def _finding(
    comparison: Comparison,
    finding: Finding,
    name: str,
    jumps: Mapping[int, Mapping[str, str]],
    *,
    with_sentences: bool,
) -> DraftFinding:
    draft = comparison.draft
    evidence = comparison.evidence_of(finding)
    here = there = None
    mine: Sentence | None = None
    theirs: Sentence | None = None
    if with_sentences and evidence:
        first = comparison.places_of(evidence[0])
        theirs = sentence_around(first, evidence[0].span, finding.expected)
    if finding.span is not None and draft.holds(finding.span):
        mine = sentence_around(draft, finding.span, finding.found)
        label = f"paragraph {draft.paragraph_number(finding.span.start)}"
        place = Place(label, jumps[DRAFT].get(name))
        here = Side(place, parts_of(mine, theirs) if with_sentences else ())
    if evidence:
        place = _place(comparison, evidence[0], name, jumps)
        there = Side(place, parts_of(theirs, mine) if theirs else ())
    return DraftFinding(
        name=name,
        need=need_of(finding),
        badge=Badge(finding.word),
        message=finding.message,
        check=finding.check,
        here=here,
        there=there,
        more=_others(comparison, evidence, name, jumps),
    )


def _others(
    comparison: Comparison,
    evidence: Sequence[Evidence],
    name: str,
    jumps: Mapping[int, Mapping[str, str]],
) -> tuple[Place, ...]:
    """The places after the first, one for each paragraph that they stand in."""
    places = [_place(comparison, place, name, jumps) for place in evidence]
    labels = dict.fromkeys(place.label for place in places[:1])
    return tuple(
        place
        for place in places[1:]
        if place.label not in labels and not labels.update({place.label: None})
    )


def _place(
    comparison: Comparison, place: Evidence, name: str, jumps: Mapping[int, Mapping[str, str]]
) -> Place:
    number = DRAFT if place.source is None else place.source
    return Place(comparison.name_of(place), jumps[number].get(name))
