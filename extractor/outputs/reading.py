"""A report in the order in which an editor reads it; every screen and table starts from here."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from functools import cached_property

from extractor.counting import counted
from extractor.outputs.places import Places
from extractor.outputs.words import HEDGE, STATES, WORST_FIRST, Need, State
from extractor.schemas.fact import Fact
from extractor.schemas.figure import Figure
from extractor.schemas.finding import Finding, Word
from extractor.schemas.quotation import Quotation
from extractor.schemas.report import LedgerRow, PassageOutcome, Report
from extractor.schemas.span import Span

_SEVERITY = {"error": 0, "warning": 1, "look": 2, "info": 3}


def need_of(finding: Finding) -> Need:
    """What a finding asks of an editor; a quotation in no source is to fix, not merely absent."""
    if finding.severity == "error":
        return "fix"
    if finding.word == "not in sources":
        return "absent"
    if finding.severity == "warning":
        return "fix"
    if finding.severity == "look" or finding.word != "matches":
        return "look"
    return "match"


def by_need(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Those that need an eye, by need and severity, otherwise in the order given."""
    order = {"fix": 0, "absent": 1, "look": 2}
    chosen = [finding for finding in findings if need_of(finding) != "match"]
    return tuple(sorted(chosen, key=lambda f: (order[need_of(f)], _SEVERITY[f.severity])))


def word_of(findings: Iterable[Finding]) -> Word:
    """The worst word of them; without any finding, "not checked"."""
    words = {finding.word for finding in findings}
    return next((word for word in WORST_FIRST if word in words), "not checked")


def word_of_fact(fact: Fact, findings: Iterable[Finding]) -> Word:
    """The worst word of a fact's findings; with a field that none looked at, "not checked"."""
    about = tuple(findings)
    word = word_of(about)
    is_whole = {finding.field for finding in about}.issuperset(fact.details)
    return word if is_whole or word != "matches" else "not checked"


def worst(states: Iterable[State]) -> State:
    """The first of them in the order of `STATES`."""
    return min(states, key=STATES.index)


def plain_number(value: Decimal) -> str:
    """The number with grouped thousands and without an exponent: "4,200,000", "0.5"."""
    if not value.is_finite() or abs(value.adjusted()) > 40:
        return str(value)
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def reading_of(figure: Figure) -> str:
    """How a figure was read: "at least 23", "more than 4,200,000 GBP", "between 3 and 5"."""
    if figure.value is not None:
        is_name = figure.kind in ("year", "identifier")
        number = f"{figure.value:f}" if is_name else _readable(figure.value)
        words = [HEDGE[figure.hedge], number]
    else:
        words = _range_words(figure)
    if figure.kind == "percent":
        words.append("%")
    elif figure.unit:
        words.append(figure.unit.replace("_", " "))
    return " ".join(word for word in words if word).replace(" %", "%")


_MOST_PLACES = 12
"""A number with more decimal places was divided, as a third is, and is cut for the eye."""


def _readable(value: Decimal) -> str:
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -_MOST_PLACES and abs(value) >= Decimal("0.01"):
        return f"{plain_number(value.quantize(Decimal('0.0001'), ROUND_DOWN))}…"
    return plain_number(value)


def _range_words(figure: Figure) -> list[str]:
    low = None if figure.low is None else _readable(figure.low)
    high = None if figure.high is None else _readable(figure.high)
    if low is not None and high is not None:
        hedge = "" if figure.hedge == "between" else HEDGE[figure.hedge]
        return [hedge, f"{low} to {high}"]
    if low is not None:
        return [HEDGE[figure.hedge] or "from", low]
    if high is not None:
        return [HEDGE[figure.hedge] or "to", high]
    return ["no value"]


@dataclass(frozen=True, slots=True)
class LedgerCounts:
    """The ledger in numbers; both sides have the same sum."""

    figures: int
    dates: int
    claimed: int
    unclaimed: int
    set_aside: int

    @property
    def sources(self) -> str:
        """What the story has: "18 figures + 10 dates"."""
        return f"{counted(self.figures, 'figure')} + {counted(self.dates, 'date')}"

    @property
    def parts(self) -> tuple[tuple[str, str, str], ...]:
        """What became of them: status, number, word."""
        return (
            ("claimed", f"{self.claimed:,}", "claimed"),
            ("unclaimed", f"{self.unclaimed:,}", "unclaimed"),
            ("set_aside", f"{self.set_aside:,}", "set aside"),
        )

    @property
    def line(self) -> str:
        """Both sides in one line that adds up."""
        right = " + ".join(f"{count} {words}" for _, count, words in self.parts)
        return f"{self.sources} = {right}"

    @property
    def bar(self) -> list[tuple[str, float, float]]:
        """Status, start and width of each part that is not empty, in hundredths of the whole."""
        total = self.figures + self.dates
        parts: list[tuple[str, float, float]] = []
        at = 0.0
        for (status, _, _), count in zip(
            self.parts, (self.claimed, self.unclaimed, self.set_aside), strict=True
        ):
            width = 100 * count / total if total else 0.0
            if count:
                parts.append((status, round(at, 3), round(width, 3)))
            at += width
        return parts


@dataclass(frozen=True, slots=True)
class QuotationRow:
    """One quotation of the story, and the facts that stand on it."""

    quotation: Quotation
    facts: tuple[Fact, ...]
    state: State


class Needs:
    """What the findings of a report ask of an editor, worked out once."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self._findings = findings

    @cached_property
    def needs(self) -> Counter[Need]:
        """How many findings ask for what."""
        return Counter(need_of(finding) for finding in self._findings)

    @cached_property
    def for_an_eye(self) -> tuple[Finding, ...]:
        """What needs an eye, by need and severity; within these in the report's order, by harm."""
        return by_need(self._findings)


class Reading(Needs):
    """A report with what an editor asks of it worked out once."""

    def __init__(self, report: Report) -> None:
        super().__init__(report.findings)
        self.report = report
        self.text = report.document.text
        self.places = Places(self.text)

    @cached_property
    def findings_by_fact(self) -> dict[str, tuple[Finding, ...]]:
        """The findings of each fact that has any, what needs an eye first."""
        found: dict[str, list[Finding]] = defaultdict(list)
        for finding in sorted(self.report.findings, key=lambda f: _SEVERITY[f.severity]):
            if finding.fact is not None:
                found[finding.fact].append(finding)
        return {fact: tuple(findings) for fact, findings in found.items()}

    @cached_property
    def facts_by_id(self) -> dict[str, Fact]:
        """The facts by their ids."""
        return {fact.id: fact for fact in self.report.facts}

    def findings_of(self, fact: Fact) -> tuple[Finding, ...]:
        """The findings of one fact, what needs an eye first."""
        return self.findings_by_fact.get(fact.id, ())

    def word_of(self, fact: Fact) -> Word:
        """The worst word about a fact."""
        return word_of_fact(fact, self.findings_of(fact))

    @cached_property
    def needs(self) -> Counter[Need]:
        """How many things ask for what: each finding of the story itself, and each fact once."""
        of_story = (need_of(f) for f in self.report.findings if f.fact is None)
        asked = Counter(need for need in of_story if need != "match")
        return asked + Counter(self.need_of(fact) for fact in self.report.facts)

    def need_of(self, fact: Fact) -> Need:
        """What a fact asks of an editor, with everything that is said of it."""
        wanting = by_need(self.findings_of(fact))
        if wanting:
            return need_of(wanting[0])
        return "match" if self.word_of(fact) == "matches" else "look"

    @property
    def slips_line(self) -> str | None:
        """What became of the model's slips, in a sentence; none where it made none."""
        reworded = len({s.fact for s in self.report.slips if s.field == "statement"})
        emptied = sum(slip.field != "statement" for slip in self.report.slips)
        said = []
        if reworded:
            stands = "statement was" if reworded == 1 else "statements were"
            said.append(f"{reworded:,} {stands} replaced with the story's own words")
        if emptied:
            said.append(f"{counted(emptied, 'field')} {'was' if emptied == 1 else 'were'} emptied")
        return f"{' and '.join(said)}." if said else None

    @cached_property
    def failed(self) -> tuple[PassageOutcome, ...]:
        """The passages that the model gave no facts for."""
        return tuple(passage for passage in self.report.passages if passage.status == "failed")

    def rows(self, status: str) -> list[LedgerRow]:
        """The ledger's rows of one status, in reading order."""
        return [row for row in self.report.ledger if row.status == status]

    @cached_property
    def ledger_counts(self) -> LedgerCounts:
        """The ledger in numbers."""
        ledger = self.report.ledger
        figures = sum(row.figure is not None for row in ledger)
        return LedgerCounts(
            figures=figures,
            dates=len(ledger) - figures,
            claimed=ledger.count("claimed"),
            unclaimed=ledger.count("unclaimed"),
            set_aside=ledger.count("set_aside"),
        )

    def state_of_row(self, row: LedgerRow) -> State:
        """What became of a figure or date: the worst word about it, or what the ledger says."""
        if row.status == "set_aside":
            return "set aside"
        if row.status == "unclaimed":
            return "unclaimed"
        return word_of(self.findings_of_row(row))

    def findings_of_row(self, row: LedgerRow) -> tuple[Finding, ...]:
        """The findings about one figure or date, of the facts that claim it."""
        item = row_span(row)
        family = "figure" if row.figure is not None else "date"
        findings = [f for fact in row.claimed_by for f in self.findings_by_fact.get(fact, ())]
        # A finding's own span is that of the whole fact; its evidence says which words.
        about = [f for f in findings if any(place.overlaps(item) for place in f.evidence)]
        about = about or [f for f in findings if f.check.startswith(family)]
        return tuple(about or findings)

    @cached_property
    def quotation_rows(self) -> tuple[QuotationRow, ...]:
        """Every quotation of the story with the facts that stand on it."""
        facts = sorted(
            (place.start, place.end, index)
            for index, fact in enumerate(self.report.facts)
            if fact.kind == "quotation"
            for place in self.places_of(fact)
        )
        return tuple(self._quotation_row(q, facts) for q in self.report.quotations)

    def _quotation_row(
        self, quotation: Quotation, facts: Sequence[tuple[int, int, int]]
    ) -> QuotationRow:
        span = quotation.span
        # A fact's quote may be a part of the quotation, but does not reach over its ends by more
        # than the marks and a comma.
        first = bisect_left(facts, (span.start - 2,))
        last = bisect_right(facts, (span.end,))
        near = dict.fromkeys(index for _, end, index in facts[first:last] if end <= span.end + 2)
        claimed = tuple(self.report.facts[index] for index in near)
        if claimed:
            return QuotationRow(quotation, claimed, worst(self.word_of(fact) for fact in claimed))
        return QuotationRow(
            quotation, (), "unclaimed" if quotation.kind == "speech" else "set aside"
        )

    def places_of(self, fact: Fact) -> tuple[Span, ...]:
        """Where a fact's quote stands: one place, several, or none."""
        places = fact.places if fact.span is None else (fact.span,)
        return tuple(place for place in places if self.holds(place))

    def place_of(self, finding: Finding) -> Span | None:
        """The first place in the story that a finding speaks of, its fact's place failing all."""
        for span in (*([finding.span] if finding.span else []), *finding.evidence):
            if self.holds(span):
                return span
        fact = self.facts_by_id.get(finding.fact or "")
        return next(iter(self.places_of(fact)), None) if fact else None

    def holds(self, span: Span) -> bool:
        """Whether the span is a place of this story; a finding may hold words of another text."""
        return self.places.holds(span)

    @property
    def paragraphs(self) -> tuple[Span, ...]:
        """The story's paragraphs; between them is only white space."""
        return self.places.paragraphs

    def paragraph_number(self, offset: int) -> int:
        """The paragraph that holds this character, counted from 1."""
        return self.places.paragraph_number(offset)


def row_span(row: LedgerRow) -> Span:
    """The words of a ledger row: a figure with its hedge, or a date."""
    if row.figure is not None:
        phrase = row.figure.phrase
        return phrase if phrase.covers(row.figure.span) else row.figure.span
    if row.date is not None:
        return row.date.span
    return Span(0, 0, "")
