"""A researcher's codebook: the types its fields may have, and stories coded by it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Literal

from extractor.schemas.document import Document
from extractor.schemas.figure import DatePrecision, Hedge
from extractor.schemas.finding import Finding, Verdict, Word
from extractor.schemas.record import Record
from extractor.schemas.report import PassageOutcome, Run
from extractor.schemas.span import Span

FieldKind = Literal["toll", "amount", "date", "number", "text", "choice", "truth"]
"""What a field holds, from the type that its codebook gives it."""

FieldStatus = Literal["stated", "not_stated", "unknown", "not_checked"]
"""`not_stated`: every passage was read and none speaks of it; `unknown`: the story itself says that
it is not known; `not_checked`: a passage that may have stated it could not be read."""


class Codebook(Record):
    """The base of a codebook; the docstring under each field is what the model reads of it.

    Any pydantic model will do instead, if every field has a description.
    """


class Toll(Record):
    """A count of people or things, with the bounds that the story's own words give it."""

    low: Decimal | None = None
    """The least that the words allow; none where they set no floor."""
    best: Decimal | None = None
    """The one number that the story gives; none for a range, or for a mere ceiling."""
    high: Decimal | None = None
    """The most that the words allow; none where they set no ceiling."""
    hedge: Hedge | None = None
    """How the words qualify the number."""


class Amount(Toll):
    """Money or a measure, with its bounds and its unit."""

    unit: str | None = None
    """ISO 4217 code for money, else the name of the measure."""


class EventDate(Record):
    """When something happened, as precisely as the story's words fix it."""

    iso: str | None = None
    """ISO 8601: "2026-03", "2026-03-02", or an interval; none where the words fix no day."""
    precision: DatePrecision | None = None
    """The smallest unit that the words fix."""


class CodebookField(Record):
    """One field of a codebook, those of nested classes by their path."""

    path: str
    """The way to it: "deaths", "place.city"."""
    kind: FieldKind
    """What it holds."""
    is_list: bool = False
    """Whether it holds several."""
    description: str
    """What the codebook says of it."""
    choices: tuple[str, ...] = ()
    """The words to choose from; none for other kinds."""
    role: str | None = None
    """"quote", "figure" or "speaker", for a text whose annotation says so."""


class CodedValue(Record):
    """One value as the model gave it, and what the story's words make of it."""

    value: str | bool | None
    """As the model gave it; none for what the story says is not known."""
    words: str | None
    """The words that the model gave as the place that states it."""
    evidence: Span | None
    """Where they stand in the story, or else the words that bear the value out; none where
    neither was found."""
    verdict: Verdict
    """The fine verdict, the worst that was reached."""
    word: Word
    """The same in one of four words."""
    low: Decimal | None = None
    """The least that the story's words allow."""
    best: Decimal | None = None
    """The one number that they give."""
    high: Decimal | None = None
    """The most that they allow."""
    hedge: Hedge | None = None
    """How they qualify it."""
    unit: str | None = None
    """Their currency or measure."""
    iso: str | None = None
    """The day that they fix."""
    precision: DatePrecision | None = None
    """How precisely."""


class CodedField(Record):
    """One field of one record."""

    path: str
    """Which field."""
    status: FieldStatus
    """Whether the story states it."""
    values: tuple[CodedValue, ...] = ()
    """What it states: one value, several for a list; none where nothing is stated."""


class CodedRecord(Record):
    """One row: a document, or one of the events in it."""

    id: str
    """Its name inside this document: "r1"."""
    fields: tuple[CodedField, ...]
    """Every field of the codebook, in its order."""

    def field(self, path: str) -> CodedField:
        """The field of that path. Raises `KeyError` where the codebook has none."""
        for each in self.fields:
            if each.path == path:
                return each
        raise KeyError(path)


class Coding(Record):
    """One story coded by a codebook."""

    compared_with: str
    """What was compared with what: "this story only"."""
    document: Document
    """The story; every span points into its text."""
    codebook: str
    """The name of the codebook's class."""
    is_list: bool
    """Whether a document may have several records, or none."""
    columns: tuple[CodebookField, ...]
    """The fields of the codebook."""
    records: tuple[CodedRecord, ...]
    """What was coded."""
    findings: tuple[Finding, ...]
    """Every verdict reached; `fact` is the record's id, `field` the field's path."""
    passages: tuple[PassageOutcome, ...]
    """What became of each passage; `facts` has the ids of the records it stated something of."""
    run: Run
    """What the coding depends on beside the text."""

    @property
    def problems(self) -> tuple[Finding, ...]:
        """The findings that say something is wrong."""
        return tuple(finding for finding in self.findings if finding.is_problem)

    def values_of(self, record: CodedRecord) -> dict[str, Any]:
        """The record in the codebook's own shape, for `YourCodebook.model_validate`.

        What is not stated, unknown or not checked is none, and an empty list in a list.
        """
        nested: dict[str, Any] = {}
        for column, field in zip(self.columns, record.fields, strict=True):
            values = [_plain(column.kind, each) for each in field.values]
            *way, last = column.path.split(".")
            inner = nested
            for name in way:
                inner = inner.setdefault(name, {})
            inner[last] = values if column.is_list else (values[0] if values else None)
        return nested


def _plain(kind: FieldKind, value: CodedValue) -> Any:
    """A value as the codebook's type reads it."""
    if value.value is None:
        return None
    bounds: Mapping[str, Any] = {name: getattr(value, name) for name in Toll.model_fields}
    match kind:
        case "toll":
            return dict(bounds)
        case "amount":
            return {**bounds, "unit": value.unit}
        case "date":
            return {"iso": value.iso, "precision": value.precision}
    return value.value
