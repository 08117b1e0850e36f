"""What one run says about one story."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from pydantic import Field, JsonValue, computed_field, model_validator

from extractor.schemas.document import Document
from extractor.schemas.fact import Fact
from extractor.schemas.figure import DateRef, Figure
from extractor.schemas.finding import Finding
from extractor.schemas.opinion import Coverage, Reading
from extractor.schemas.quotation import Quotation
from extractor.schemas.record import Record
from extractor.schemas.shown import Shown
from extractor.schemas.span import Span

LedgerStatus = Literal["claimed", "unclaimed", "set_aside"]

PassageStatus = Literal["ok", "failed", "not_asked"]

FailureName = Literal[
    "truncated",
    "invalid_answer",
    "declined",
    "filtered",
    "too_long",
    "quota",
    "provider",
    "time_limit",
]
"""Why a passage has no facts: the answer ran into `max_tokens`; it did not fit the schema after
every re-ask; the model declined to answer; a content filter stopped it; it is too long for the
model; the account has no credit left; the provider refused or could not be reached; the run's time
was up."""


class LedgerRow(Record):
    """One figure or one date of the source, and what became of it."""

    figure: Figure | None = None
    """The figure; none in the row of a date."""
    date: DateRef | None = None
    """The date; none in the row of a figure."""
    claimed_by: tuple[str, ...] = ()
    """The ids of the facts that state it."""
    set_aside: str | None = None
    """Why no fact is expected to: "dateline", "copyright line"."""

    @model_validator(mode="after")
    def _is_of_one_thing(self) -> LedgerRow:
        if (self.figure is None) == (self.date is None):
            raise ValueError("a row is of a figure or of a date")
        return self

    @property
    def span(self) -> Span:
        """Where the figure or date stands."""
        assert self.figure or self.date
        return self.figure.span if self.figure else self.date.span  # type: ignore[union-attr]

    @computed_field  # type: ignore[prop-decorator]  # pydantic's documented order
    @property
    def status(self) -> LedgerStatus:
        """Set aside, claimed, or neither: the day in a dateline is no claim, whoever repeats it."""
        if self.set_aside:
            return "set_aside"
        return "claimed" if self.claimed_by else "unclaimed"


class Ledger(Record):
    """Every figure and date of the source, in reading order; iterating gives the rows."""

    rows: tuple[LedgerRow, ...]
    """One row per figure and per date."""

    def __iter__(self) -> Iterator[LedgerRow]:  # type: ignore[override]  # rows, not fields
        """The rows, in reading order."""
        return iter(self.rows)

    def __len__(self) -> int:
        """How many figures and dates the source has."""
        return len(self.rows)

    def count(self, status: LedgerStatus) -> int:
        """How many rows have this status."""
        return sum(row.status == status for row in self.rows)


class Slip(Record):
    """Something that the model got wrong and that no fact says any more."""

    fact: str
    """The id of the fact."""
    field: str
    """What it was: "statement", "when", "where", "attributed_to"."""
    said: str | None
    """The model's words; none where it left the item out."""
    message: str
    """What was wrong with them, in an editor's words."""
    span: Span | None
    """The sentence of the story that the fact stands on."""


class PassageOutcome(Record):
    """What became of one passage."""

    index: int
    """Which one, counted from 0."""
    start: int
    """First character in the story."""
    end: int
    """One past the last character."""
    status: PassageStatus
    """`not_asked` when the run used no model or the passage has nothing to ask about."""
    failure: FailureName | None = None
    """What kind of failure."""
    reason: str | None = None
    """The failure in one line."""
    reasks: int = 0
    """How many times the model was asked again."""
    facts: tuple[str, ...] = ()
    """The ids of the facts that came of it."""


class Run(Record):
    """What the facts depend on beside the text: enough to repeat the run."""

    task: str
    """The task's name."""
    prompt: str | None
    """The prompt's name and version; none when no model was used."""
    prompt_hash: str | None
    """SHA-256 of the prompt file, in hex."""
    schema_hash: str | None
    """SHA-256 of the JSON Schema of what the model must answer, in hex."""
    model: str
    """`provider:model`, or `none`."""
    parameters: dict[str, JsonValue]
    """What the model was called with."""
    calls: int = 0
    """Answers received."""
    prompt_tokens: int = 0
    """Tokens read, as the server counts them, or by estimate."""
    completion_tokens: int = 0
    """Tokens written, as the server counts them, or by estimate."""
    is_estimated: bool = Field(default=False, exclude_if=lambda is_estimated: not is_estimated)
    """Whether the server left some answers uncounted, so that tokens and cost are estimates."""
    cost_usd: Decimal | None = None
    """What the calls cost; 0 for a local model, none where no price is known."""
    versions: dict[str, str]
    """The packages that had a hand in it."""


class Timing(Record):
    """What differs between two equal runs."""

    started: str
    """When the run began, ISO 8601."""
    seconds: float
    """How long it took."""
    passage_seconds: tuple[float, ...] = ()
    """How long each passage took."""
    endpoint: str | None = None
    """The address that was asked, without credentials."""


LIMITS = "Not checked in"
"""How the line begins that says so."""


class LanguageLimits(Record):
    """The checks that do not run in a language, since its words are not there for them."""

    language: str
    """The language: "Spanish"."""
    not_run: tuple[str, ...]
    """The ids of the checks that do not run at all."""
    in_part: tuple[str, ...]
    """The ids of those that run in part."""

    @property
    def line(self) -> str:
        """The same in one sentence."""
        parts = []
        if self.not_run:
            verb = "does" if len(self.not_run) == 1 else "do"
            parts.append(f"{', '.join(self.not_run)} {verb} not run")
        if self.in_part:
            verb = "runs" if len(self.in_part) == 1 else "run"
            parts.append(f"{', '.join(self.in_part)} {verb} only in part")
        return f"{LIMITS} {self.language}: {'; '.join(parts)}."


class Report(Shown):
    """What one run says about one story.

    Two reports are equal if all but their `timing` is.
    """

    compared_with: str
    """What was compared with what: "this story only"."""
    document: Document
    """The story; every span points into its text."""
    facts: tuple[Fact, ...]
    """The facts, in reading order; those without a place last."""
    findings: tuple[Finding, ...]
    """Every verdict reached, matches included; what needs an eye first, by harm."""
    slips: tuple[Slip, ...] = ()
    """What the model got wrong and the facts no longer say: statements for which the story's own
    sentence stands now, and fields that were emptied."""
    ledger: Ledger
    """Every figure and date of the source, and the facts that claim it."""
    quotations: tuple[Quotation, ...]
    """Every quotation of the source."""
    passages: tuple[PassageOutcome, ...]
    """What became of each passage."""
    run: Run
    """What the report depends on beside the text."""
    limits: LanguageLimits | None = Field(default=None, exclude_if=lambda limits: limits is None)
    """What was not checked in the story's language; none, and in no file, where all was."""
    timing: Timing | None = None
    """What differs between two equal runs; left out of files unless asked for."""

    @property
    def problems(self) -> tuple[Finding, ...]:
        """The findings that say something is wrong."""
        return tuple(finding for finding in self.findings if finding.is_problem)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Report):
            return NotImplemented
        return _fields_but_timing(self) == _fields_but_timing(other)

    def __repr__(self) -> str:
        all_rows = _several(len(self.ledger), "figure or date")
        counted = (
            _several(len(self.facts), "fact"),
            _several(len(self.problems), "problem"),
            f"{self.ledger.count('claimed'):,} of {all_rows} claimed",
        )
        return f"<Report on {_name(self.document)}: {', '.join(counted)}>"

    __str__ = __repr__


class SecondOpinion(Record):
    """What a model was asked about a draft, and what it said."""

    coverage: Coverage
    """How much of the draft was decided, and by whom."""
    readings: tuple[Reading, ...]
    """What the model said, in the draft's order."""
    run: Run
    """What the answers depend on beside the texts."""


class DraftReport(Shown):
    """What the checks say of a draft against its sources."""

    compared_with: str
    """What was compared with what: "2 sources: wire.txt, budget.txt"."""
    document: Document
    """The draft; a finding's `span` points into its text."""
    sources: tuple[Document, ...]
    """The sources; a finding's `evidence` points into the source that it names."""
    findings: tuple[Finding, ...]
    """Every verdict reached, matches included."""
    ledger: Ledger
    """Every figure and date of the draft."""
    limits: LanguageLimits | None = Field(default=None, exclude_if=lambda limits: limits is None)
    """What was not checked in the draft's language; none, and in no file, where all was."""
    opinion: SecondOpinion | None = Field(default=None, exclude_if=lambda opinion: opinion is None)
    """What a model made of it; none, and in no file, where none was asked."""

    @property
    def problems(self) -> tuple[Finding, ...]:
        """The findings that say something is wrong."""
        return tuple(finding for finding in self.findings if finding.is_problem)

    def __repr__(self) -> str:
        counted = (
            _several(len(self.problems), "problem"),
            _several(len(self.findings), "finding"),
        )
        return (
            f"<DraftReport on {_name(self.document)} against "
            f"{_several(len(self.sources), 'source')}: {', '.join(counted)}>"
        )

    __str__ = __repr__


def _fields_but_timing(report: Report) -> dict[str, object]:
    return {name: getattr(report, name) for name in Report.model_fields if name != "timing"}


def _name(document: Document) -> str:
    return repr(document.name) if document.name else "a text"


def _several(count: int, what: str) -> str:
    plural = what.replace(" or ", "s or ") + "s"
    return f"{count:,} {what if count == 1 else plural}"
