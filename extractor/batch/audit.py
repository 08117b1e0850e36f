"""A sample of what a batch found, drawn from its store for people to judge."""

from __future__ import annotations

import hashlib
import heapq
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from extractor.batch.audit_numbers import shared_out
from extractor.batch.store import RunStore
from extractor.errors import OptionError, StoreError
from extractor.outputs.reading import Reading, plain_number
from extractor.outputs.words import FIELD, WORST_FIRST
from extractor.scanning.layout.sentences import split_sentences
from extractor.schemas.coding import CodebookField, CodedField, CodedValue, Coding
from extractor.schemas.finding import Finding
from extractor.schemas.report import Report
from extractor.schemas.span import Span

By = Literal["verdict", "field"]

WHOLE = "all"
"""The one stratum of a sample that is not drawn by strata."""

_FLAGGED = ("differs", "not in sources")
_NOT_STATED = "not stated"


@dataclass(frozen=True, slots=True)
class Unit:
    """One fact, or one field of a record, as a judge sees it."""

    id: str
    """Of document, item and content: a judgement does not outlive what it was about."""
    document: str
    """The document's key in the store."""
    name: str
    """The document's name."""
    item: str
    """ "3.f2" for a fact, "r1/deaths" for a field."""
    claim: tuple[str, ...]
    """What is to be judged, in lines."""
    verdict: str
    """One of the four words, or "not stated"."""
    messages: tuple[str, ...]
    """What the checks say, the worst first."""
    sentence: Span | None
    """The sentence around the evidence; none where there is no place."""
    evidence: Span | None
    """The words of the story that it stands on."""
    text: str
    """The whole story."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """One item of the sample, not yet read from the store."""

    document: str
    name: str
    item: str
    verdict: str
    field: str
    """The field's path, or the fact's kind."""

    @property
    def is_flagged(self) -> bool:
        """Whether the checks found a problem in it."""
        return self.verdict in _FLAGGED


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample, in an order that is itself random: its beginning is a sample too."""

    items: tuple[Drawn, ...]
    by: By | None
    sizes: dict[str, int]
    """Items of the store by stratum."""
    verdicts: dict[str, int]
    """Items of the store by verdict, whatever the strata."""

    @property
    def population(self) -> int:
        """Items of the store."""
        return sum(self.sizes.values())

    def stratum_of(self, item: Drawn) -> str:
        """The stratum that an item was drawn from."""
        return _stratum(item, self.by)


def draw_sample(store: RunStore, size: int, *, seed: int = 1, by: By | None = None) -> Sample:
    """A sample of the facts, or of the records' fields, that a store holds of its last run.

    The same store and seed give the same sample. Without `by` every item has the same chance; with
    it as many are drawn from each verdict, or each field, as far as there are so many. A story
    that is listed twice counts once. Fields that no passage could be asked about are left out.

    Raises:
        OptionError: the store holds nothing that can be judged.
    """
    sizes: Counter[str] = Counter()
    verdicts: Counter[str] = Counter()
    best: dict[str, list[tuple[int, int, Drawn]]] = {}
    with store.snapshot():
        for number, drawn in enumerate(_population(store)):
            stratum = _stratum(drawn, by)
            sizes[stratum] += 1
            verdicts[drawn.verdict] += 1
            # The lowest ranks of a hash are a random sample, and one that needs no list of them.
            heap = best.setdefault(stratum, [])
            entry = (-_rank(seed, drawn), number, drawn)
            if len(heap) < size:
                heapq.heappush(heap, entry)
            else:
                heapq.heappushpop(heap, entry)
    if not sizes:
        raise OptionError(
            f"{str(store.path)!r} holds no facts or records to judge: run a batch with a model"
        )
    wanted = shared_out(size, sizes)
    chosen: list[tuple[int, int, Drawn]] = []
    for stratum, heap in best.items():
        chosen += sorted(heap, reverse=True)[: wanted[stratum]]
    chosen.sort(key=lambda entry: (-entry[0], entry[1]))
    return Sample(tuple(entry[2] for entry in chosen), by, dict(sizes), dict(verdicts))


def read_unit(store: RunStore, drawn: Drawn) -> Unit:
    """The item as a judge sees it.

    Raises:
        StoreError: a later run did the document again, and the item is not in it any more.
    """
    raw = store.result(drawn.document)
    unit = None
    if raw is not None and "/" in drawn.item:
        unit = _field_unit(Coding.model_validate_json(raw), drawn)
    elif raw is not None:
        unit = _fact_unit(Report.model_validate_json(raw), drawn)
    if unit is None:
        raise StoreError(
            f"{drawn.item} of {drawn.name!r} is not in the store any more: a later run changed it; "
            "start the audit again"
        )
    return unit


def place_in(unit: str) -> tuple[str, str]:
    """The document's key and the item in a unit's id; of other words, what no unit has."""
    parts = unit.rsplit(":", 2)
    return parts[0], parts[-1]


def _stratum(drawn: Drawn, by: By | None) -> str:
    return WHOLE if by is None else drawn.verdict if by == "verdict" else drawn.field


def _rank(seed: int, drawn: Drawn) -> int:
    words = f"{seed}\0{drawn.document}\0{drawn.item}"
    return int.from_bytes(hashlib.sha256(words.encode()).digest()[:8])


def _population(store: RunStore) -> Iterator[Drawn]:
    """Every item of the store; read as plain JSON, which is several times faster than as types."""
    seen: set[str] = set()
    for entry in store.entries():
        kind = entry.outcome.kind if entry.outcome else None
        if entry.key is None or entry.key in seen or kind not in ("report", "record"):
            continue
        seen.add(entry.key)
        raw = store.result(entry.key)
        if raw is None:
            continue
        found = json.loads(raw)
        items = _facts_in(found) if kind == "report" else _fields_in(found)
        for item, verdict, field in items:
            yield Drawn(entry.key, entry.name, item, verdict, field)


def _facts_in(report: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    words: dict[str, set[str]] = {}
    for finding in report["findings"]:
        if finding["fact"] is not None:
            words.setdefault(finding["fact"], set()).add(finding["word"])
    for fact in report["facts"]:
        yield fact["id"], _worst(words.get(fact["id"], ())), fact["kind"]


def _fields_in(coding: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    for record in coding["records"]:
        for field in record["fields"]:
            if field["status"] == "not_checked":
                continue
            words = [value["word"] for value in field["values"]]
            verdict = _worst(words) if words else _NOT_STATED
            yield f"{record['id']}/{field['path']}", verdict, field["path"]


def _worst(words: Any) -> str:
    return next((word for word in WORST_FIRST if word in words), "not checked")


def _fact_unit(report: Report, drawn: Drawn) -> Unit | None:
    reading = Reading(report)
    fact = reading.facts_by_id.get(drawn.item)
    if fact is None:
        return None
    parts = (f"{FIELD[name]}: {words}" for name, words in fact.details.items())
    claim = (fact.statement, *parts)
    place = fact.span or next(iter(fact.places), None)
    findings = reading.findings_of(fact)
    return _unit(drawn, report.document.text, claim, reading.word_of(fact), findings, place)


def _field_unit(coding: Coding, drawn: Drawn) -> Unit | None:
    record_id, _, path = drawn.item.partition("/")
    record = next((each for each in coding.records if each.id == record_id), None)
    column = next((each for each in coding.columns if each.path == path), None)
    if record is None or column is None or record.field(path).status == "not_checked":
        return None
    field = record.field(path)
    claim = [f"{path} ({column.description})", *_stated(field, column)]
    if coding.is_list:
        claim.append(f"of the record: {_record_in_short(record.fields, path)}")
    findings = [f for f in coding.findings if f.fact == record_id and f.field == path]
    place = next((value.evidence for value in field.values if value.evidence is not None), None)
    verdict = drawn.verdict
    return _unit(drawn, coding.document.text, tuple(claim), verdict, findings, place)


def _unit(
    drawn: Drawn,
    text: str,
    claim: tuple[str, ...],
    verdict: str,
    findings: list[Finding] | tuple[Finding, ...],
    place: Span | None,
) -> Unit:
    told = json.dumps([drawn.item, claim, place and [place.start, place.end]])
    digest = hashlib.sha256(told.encode()).hexdigest()[:12]
    return Unit(
        id=f"{drawn.document}:{digest}:{drawn.item}",
        document=drawn.document,
        name=drawn.name,
        item=drawn.item,
        claim=claim,
        verdict=verdict,
        messages=tuple(finding.message for finding in findings),
        sentence=_around(text, place) if place is not None else None,
        evidence=place,
        text=text,
    )


def _around(text: str, place: Span) -> Span:
    touched = [each for each in split_sentences(text) if each.overlaps(place)]
    if not touched:
        return place
    start, end = min(place.start, touched[0].start), max(place.end, touched[-1].end)
    return Span.of(text, start, end)


def _stated(field: CodedField, column: CodebookField) -> Iterator[str]:
    if field.status != "stated":
        yield {"not_stated": "is not stated", "unknown": "is said not to be known"}[field.status]
    for value in field.values:
        if field.status == "stated":
            yield f"= {_shown(value, column)}"


def _shown(value: CodedValue, column: CodebookField) -> str:
    given = str(value.value).lower() if isinstance(value.value, bool) else str(value.value)
    more = [
        f"{name} {plain_number(number)}"
        for name, number in (("low", value.low), ("best", value.best), ("high", value.high))
        if number is not None
    ]
    more += [each for each in (value.unit, value.iso) if each]
    return f"{given} ({', '.join(more)})" if more else given


def _record_in_short(fields: tuple[CodedField, ...], but: str) -> str:
    stated = [
        f"{field.path}: {field.values[0].value}"
        for field in fields
        if field.values and field.path != but and field.status == "stated"
    ]
    return ", ".join(stated[:3]) or "nothing else is stated"
