"""Everything in a text that somebody must check, as a list: the rows of a worksheet."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Literal

from extractor.checks.superlative.superlatives import find_superlatives
from extractor.languages import DEFAULT
from extractor.outputs.places import Places
from extractor.outputs.reading import Reading, by_need, need_of, row_span, word_of
from extractor.outputs.words import State
from extractor.scanning.layout.furniture import find_furniture
from extractor.scanning.names.name_forms import full_names
from extractor.scanning.names.names import find_names
from extractor.scanning.speech.quotations import find_speech
from extractor.schemas.finding import Finding
from extractor.schemas.report import DraftReport, Report
from extractor.schemas.span import Span
from extractor.spans import SpanIndex

ItemKind = Literal["figure", "date", "name", "quotation", "superlative", "claim"]
"""`claim` is what a finding is about where it is none of the others: who says so, what rose."""

_KINDS: dict[str, tuple[ItemKind, ...]] = {
    "figure": ("figure", "date"),
    "date": ("date", "figure"),
    "name": ("name",),
    "place": ("name",),
    "person": ("figure", "name"),
    "quotation": ("quotation", "name"),
    "arithmetic": ("figure", "date"),
    "remark": ("figure", "date"),
    "source": ("figure", "date"),
    "superlative": ("superlative",),
}
"""What the findings of a family of checks are about, the likeliest first."""

_QUOTATION_ASIDE = {"scare": "a nickname or scare quotes", "title": "a title"}


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to check, where it stands, and what the checks say of it."""

    id: str
    """The same for the same words in the same sentence, whatever changes elsewhere; of a name the
    same for the name, wherever it stands."""
    kind: ItemKind
    span: Span
    """Of a name the first place."""
    sentence: Span
    paragraph: int
    """Counted from 1."""
    state: State
    findings: tuple[Finding, ...]
    """What needs an eye first."""
    aside: str | None
    """Why nobody is expected to check it: "dateline", "a title"."""
    also: tuple[Span, ...] = ()
    """The other places of a name, in any of its forms."""


@dataclass(frozen=True, slots=True)
class _Found:
    kind: ItemKind
    span: Span
    aside: str | None
    state: State | None
    """Where the report says it already."""
    findings: tuple[Finding, ...] = ()
    name: str = ""
    """Of a name its fullest form."""
    also: tuple[Span, ...] = ()


def items_of(report: Report | DraftReport) -> tuple[Item, ...]:
    """Every figure, date, name, quotation and superlative of the text, in reading order.

    A name is one item, with all its places and forms. What a finding says of other words is a
    `claim` of its own.
    """
    places = Places(report.document.text)
    found = sorted(
        _of_draft(report) if isinstance(report, DraftReport) else _of_story(report),
        key=lambda each: (each.span.start, each.span.end),
    )
    return tuple(_named(found, places))


def _of_draft(report: DraftReport) -> Iterator[_Found]:
    things = list(_things(report))
    yield from _with_findings(things, [(f, (f.span,)) for f in report.findings if f.span])


def _of_story(report: Report) -> Iterator[_Found]:
    reading = Reading(report)
    things: list[_Found] = []
    for row in report.ledger:
        kind: ItemKind = "figure" if row.figure else "date"
        said = reading.findings_of_row(row)
        state = reading.state_of_row(row)
        things.append(_Found(kind, row_span(row), row.set_aside, state, said))
    for quoted in reading.quotation_rows:
        aside = _QUOTATION_ASIDE.get(quoted.quotation.kind)
        said = tuple(f for fact in quoted.facts for f in reading.findings_of(fact))
        things.append(_Found("quotation", quoted.quotation.span, aside, quoted.state, said))
    code = report.document.language or DEFAULT
    things += _names_and_superlatives(report.document.text, code)
    loose: list[tuple[Finding, tuple[Span, ...]]] = []
    for finding in report.findings:
        family = finding.check.partition(".")[0]
        if finding.fact is None:
            loose.append((finding, (finding.span,) if finding.span else ()))
        elif family in ("name", "place", "superlative"):
            loose.append((finding, finding.evidence))
        elif need_of(finding) != "match" and family not in ("figure", "date", "quotation"):
            place = reading.place_of(finding)
            loose.append((finding, finding.evidence or ((place,) if place else ())))
    held = [(f, tuple(s for s in spans if reading.holds(s))) for f, spans in loose]
    for item in _with_findings(things, [(f, spans[:1]) for f, spans in held if spans]):
        is_silent = item.state is None and not item.findings and item.aside is None
        yield _with_state(item, "unclaimed") if is_silent else item


def _things(report: DraftReport) -> Iterator[_Found]:
    """The figures, dates, quotations, names and superlatives of a draft."""
    text, code = report.document.text, report.document.language or DEFAULT
    for row in report.ledger:
        kind: ItemKind = "figure" if row.figure else "date"
        yield _Found(kind, row_span(row), row.set_aside, None)
    for quotation in find_speech(text, code=code).quotations:
        aside = _QUOTATION_ASIDE.get(quotation.kind)
        yield _Found("quotation", quotation.span, aside, None)
    yield from _names_and_superlatives(text, code)


def _names_and_superlatives(text: str, code: str) -> list[_Found]:
    furniture = SpanIndex(find_furniture(text, code=code), lambda piece: piece.span)
    kinds: tuple[tuple[ItemKind, list[Span]], ...] = (
        ("name", list(find_names(text, code=code))),
        ("superlative", find_superlatives(text) if code == DEFAULT else []),
    )
    return [
        _Found(
            kind, span, next((piece.reason for piece in furniture.overlapping(span)), None), None
        )
        for kind, spans in kinds
        for span in spans
    ]


def _with_findings(
    things: list[_Found], findings: Iterable[tuple[Finding, tuple[Span, ...]]]
) -> Iterator[_Found]:
    """The things with the findings about them; a finding about none of them is a claim."""
    index = SpanIndex(list(enumerate(things)), lambda pair: pair[1].span)
    said: dict[int, list[Finding]] = defaultdict(list)
    claims: dict[Span, list[Finding]] = defaultdict(list)
    for finding, spans in findings:
        for span in spans:
            about = _about(finding, span, index.overlapping(span))
            if about is None:
                claims[span].append(finding)
            else:
                said[about].append(finding)
    for number, thing in enumerate(things):
        new = [finding for finding in said.get(number, []) if finding not in thing.findings]
        yield replace(thing, findings=(*thing.findings, *new)) if new else thing
    for span, own in claims.items():
        yield _Found("claim", span, None, None, tuple(own))


def _about(finding: Finding, span: Span, near: list[tuple[int, _Found]]) -> int | None:
    """Which of the things near a span the finding is about."""
    for kind in _KINDS.get(finding.check.partition(".")[0], ()):
        own = [(number, thing) for number, thing in near if thing.kind == kind]
        if own:
            # The tightest: a date inside a longer one, a name inside a title.
            return min(own, key=lambda pair: pair[1].span.end - pair[1].span.start)[0]
    return next((number for number, thing in near if thing.span == span), None)


def _with_state(found: _Found, state: State) -> _Found:
    return replace(found, state=state)


def _named(found: list[_Found], places: Places) -> Iterator[Item]:
    seen: Counter[str] = Counter()
    for each in _names_once(found):
        sentence = places.sentence_of(each.span)
        where = "" if each.name else sentence.text
        content = "\x1f".join((each.kind, each.name or each.span.text, where))
        digest = sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:10]
        seen[digest] += 1
        again = f"-{seen[digest]}" if seen[digest] > 1 else ""
        findings = by_need(each.findings) + tuple(
            finding for finding in each.findings if need_of(finding) == "match"
        )
        yield Item(
            id=f"{each.kind}-{digest}{again}",
            kind=each.kind,
            span=each.span,
            sentence=sentence,
            paragraph=places.paragraph_number(each.span.start),
            state=_state(each),
            findings=findings,
            aside=each.aside,
            also=each.also,
        )


def _names_once(found: list[_Found]) -> Iterator[_Found]:
    """The things, each name only where it first stands and is to be checked."""
    names = [each for each in found if each.kind == "name"]
    full = full_names(each.span.text for each in names)
    by_name: dict[str, list[_Found]] = defaultdict(list)
    for each in names:
        by_name[full[each.span.text]].append(each)
    for each in found:
        if each.kind != "name":
            yield each
            continue
        name = full[each.span.text]
        places = by_name.pop(name, [])
        if not places:
            continue
        first = next((place for place in places if place.aside is None), places[0])
        said = dict.fromkeys(f for place in places for f in place.findings)
        also = tuple(place.span for place in places if place is not first)
        yield replace(first, findings=tuple(said), name=name, also=also)


def _state(each: _Found) -> State:
    if each.state == "set aside" or not each.findings:
        return each.state or ("set aside" if each.aside else "not checked")
    return word_of(each.findings)
