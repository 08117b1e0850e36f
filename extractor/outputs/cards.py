"""What the page shows of facts, findings and ledger rows, as plain values for its template."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from extractor.outputs.excerpt import Piece, excerpt_of
from extractor.outputs.reading import Reading, need_of, reading_of, row_span
from extractor.outputs.words import FAILURE, FIELD, SIGN, Need, State
from extractor.schemas.fact import Fact
from extractor.schemas.finding import Finding
from extractor.schemas.quotation import Quotation
from extractor.schemas.span import Span


@dataclass(frozen=True, slots=True)
class Badge:
    """One of the four words, or what the ledger says, with its sign and its name in the styles."""

    state: State

    @property
    def sign(self) -> str:
        """The sign that stands beside the colour."""
        return SIGN[self.state]

    @property
    def slug(self) -> str:
        """The name of its styles."""
        return self.state.replace(" ", "-")


@dataclass(frozen=True, slots=True)
class FindingLine:
    """One finding."""

    name: str
    """Its own name in the page."""
    card: str | None
    """The card of the fact that it is about; none for a finding about the story."""
    need: Need
    badge: Badge
    message: str
    pair: tuple[tuple[str, str], ...]
    """What stands here and in the source, as far as the message does not quote it already."""
    check: str
    fact: str | None
    paragraph: int | None


@dataclass(frozen=True, slots=True)
class Line:
    """One labelled line of a card."""

    label: str
    text: str
    note: str | None
    """How the text was read, where that says more."""
    badge: Badge | None
    """What the checks say of this line alone."""


@dataclass(frozen=True, slots=True)
class Card:
    """One fact."""

    name: str
    fact: Fact
    badge: Badge
    needs: tuple[Need, ...]
    lines: tuple[Line, ...]
    excerpt: tuple[Piece, ...]
    paragraphs: tuple[int, ...]
    findings: tuple[FindingLine, ...]
    """Those that need an eye."""
    matching: tuple[str, ...]
    """The checks that match."""


@dataclass(frozen=True, slots=True)
class RowLine:
    """One row of the ledger, or one quotation, that no fact claims."""

    name: str
    text: str
    what: str
    """What it was recognised as: "money, 4,200,000 GBP"."""
    reason: str | None
    badge: Badge
    paragraph: int


@dataclass(frozen=True, slots=True)
class SlipLine:
    """Something that the model got wrong and no fact says any more."""

    fact: str
    card: str | None
    """The card of its fact; none where that was joined with another."""
    message: str
    said: str | None
    """The model's words."""


@dataclass(frozen=True, slots=True)
class FailedPassage:
    """One passage without facts, and why."""

    number: int
    paragraphs: str
    what: str
    reason: str | None


def slip_lines(reading: Reading) -> list[SlipLine]:
    """What the model got wrong and no fact says any more."""
    card_of = card_names(reading)
    return [
        SlipLine(slip.fact, card_of.get(slip.fact), slip.message, slip.said)
        for slip in reading.report.slips
    ]


def finding_lines(reading: Reading) -> list[FindingLine]:
    """What needs an eye, in the order in which to read it."""
    number_of = {id(finding): n for n, finding in enumerate(reading.report.findings)}
    card_of = card_names(reading)
    return [
        _finding_line(reading, f, f"finding-{number_of[id(f)]}", card_of)
        for f in reading.for_an_eye
    ]


def cards(reading: Reading, lines: Iterable[FindingLine]) -> list[Card]:
    """One card per fact, in the report's order."""
    by_card: dict[str, list[FindingLine]] = {}
    for line in lines:
        by_card.setdefault(line.card or "", []).append(line)
    names = card_names(reading)
    return [
        _card(reading, fact, names[fact.id], tuple(by_card.get(names[fact.id], ())))
        for fact in reading.report.facts
    ]


def card_names(reading: Reading) -> dict[str, str]:
    """The name in the page of each fact's card."""
    return {fact.id: f"fact-{number}" for number, fact in enumerate(reading.report.facts)}


def row_lines(reading: Reading, status: str) -> list[RowLine]:
    """The ledger's rows of one status."""
    found = []
    for number, row in enumerate(reading.report.ledger):
        if row.status == status:
            span = row_span(row)
            if row.figure is not None:
                what = f"{row.figure.kind.replace('_', ' ')}, {reading_of(row.figure)}"
            else:
                what = f"date, {row.date.iso}" if row.date and row.date.iso else "date"
            state: State = "set aside" if row.set_aside else "unclaimed"
            found.append(_row_line(reading, f"row-{number}", span, what, row.set_aside, state))
    return found


def quotation_lines(reading: Reading) -> list[RowLine]:
    """The quotations that no fact stands on."""
    reasons = {"scare": "a nickname or scare quotes", "title": "a title", "speech": None}
    return [
        _row_line(
            reading,
            f"quotation-{number}",
            said.quotation.span,
            _speaker_words(said.quotation),
            reasons[said.quotation.kind],
            said.state,
        )
        for number, said in enumerate(reading.quotation_rows)
        if not said.facts
    ]


def failed_passages(reading: Reading) -> list[FailedPassage]:
    """The passages that have no facts because asking failed."""
    found = []
    for passage in reading.failed:
        first = reading.paragraph_number(passage.start)
        last = reading.paragraph_number(max(passage.start, passage.end - 1))
        where = f"paragraph {first}" if first == last else f"paragraphs {first} to {last}"
        what = FAILURE[passage.failure] if passage.failure else "no answer"
        found.append(FailedPassage(passage.index + 1, where, what, passage.reason))
    return found


def _card(reading: Reading, fact: Fact, name: str, findings: tuple[FindingLine, ...]) -> Card:
    all_findings = reading.findings_of(fact)
    needs = tuple(dict.fromkeys(need_of(f) for f in all_findings if need_of(f) != "match"))
    return Card(
        name=name,
        fact=fact,
        badge=Badge(reading.word_of(fact)),
        needs=needs or ("match",),
        lines=tuple(_lines(reading, fact)),
        excerpt=excerpt_of(reading, fact),
        paragraphs=tuple(reading.paragraph_number(p.start) for p in reading.places_of(fact)),
        findings=findings,
        matching=tuple(dict.fromkeys(f.check for f in all_findings if need_of(f) == "match")),
    )


def _lines(reading: Reading, fact: Fact) -> Iterable[Line]:
    for figure in fact.figures:
        read = reading_of(figure)
        note = None if read.casefold() in figure.phrase.text.casefold() else f"read as {read}"
        yield Line(FIELD["figure"], figure.phrase.text, note, None)
    dates = ", ".join(date.iso for date in fact.dates if date.iso)
    for field, text in fact.details.items():
        note = dates if field == "when" and dates and dates != text else None
        yield Line(FIELD[field], text, note, _field_badge(reading, fact, field))


def _field_badge(reading: Reading, fact: Fact, field: str) -> Badge | None:
    """The worst word of the findings on one field; none where no check looked at it."""
    findings = [f for f in reading.findings_of(fact) if f.field == field]
    states = [f.word for f in findings]
    return Badge(min(states, key=list(SIGN).index)) if states else None


def _finding_line(
    reading: Reading, finding: Finding, name: str, card_of: dict[str, str]
) -> FindingLine:
    place = reading.place_of(finding)
    return FindingLine(
        name=name,
        card=card_of.get(finding.fact or ""),
        need=need_of(finding),
        badge=Badge(finding.word),
        message=finding.message,
        pair=tuple(
            (label, words)
            for label, words in (("here", finding.found), ("source", finding.expected))
            if words and words not in finding.message
        ),
        check=finding.check,
        fact=finding.fact,
        paragraph=reading.paragraph_number(place.start) if place else None,
    )


def _row_line(
    reading: Reading, name: str, span: Span, what: str, reason: str | None, state: State
) -> RowLine:
    paragraph = reading.paragraph_number(span.start)
    return RowLine(name, span.text, what, reason, Badge(state), paragraph)


def _speaker_words(quotation: Quotation) -> str:
    speaker = quotation.speaker_name or quotation.speaker
    return f"quotation, {speaker.text}" if speaker else "quotation"
