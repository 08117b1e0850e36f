"""An audit at the desk: one sample and one judge over a run store that others may write to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from extractor.batch.audit import Sample, Unit, place_in, read_unit
from extractor.batch.audit_numbers import Judged
from extractor.batch.audit_report import AuditReport, audit_report
from extractor.batch.database import storable
from extractor.batch.judgements import Judgement, Judgements, next_open
from extractor.batch.store import RunStore
from extractor.errors import StoreError
from extractor.outputs.marks import Mark
from extractor.outputs.places import Places
from extractor.outputs.story import MarkedText
from extractor.review.refusals import NotThereError, StaleError

_AROUND = 400
_LONGEST = 1_500
"""Characters of a sentence before and after the evidence, and of the evidence, beside a claim."""


@dataclass(frozen=True, slots=True)
class ListedItem:
    """One item of the sample in a list of them."""

    number: int
    """Its place in the sample, counted from 1."""
    name: str
    """The document's name."""
    item: str
    said: Judgement | None
    """What this judge said of it last."""


@dataclass(frozen=True, slots=True)
class AuditItem:
    """One item of the sample, with all that a judge wants to see of it."""

    number: int
    """Its place in the sample, counted from 1."""
    total: int
    judged: int
    """How many of the sample this judge has judged."""
    judge: str
    name: str
    """The document's name."""
    item: str
    said: Judgement | None
    """What this judge said of it last."""
    unit: Unit | None
    """None where a later run took it out of the store."""
    kept: ListedItem | None
    """The item whose word was kept just before, as the store has it."""


class Audit:
    """One sample, judged by one judge.

    An item is read from the store when it is shown, and no text is held. Which items are judged is
    known from the judgements; only of those is the document read, once, to see whether they are
    still what was judged.
    """

    def __init__(self, store: RunStore, sample: Sample, judge: str) -> None:
        """The store stays the caller's to close, and must be open as long as this is used."""
        self.sample = sample
        self.judge = storable(judge)
        self._store = store
        self._ids: dict[int, str] = {}

    def item(self, number: int, *, kept: int | None = None) -> AuditItem:
        """An item, and what was kept just before of the item numbered `kept`.

        Raises:
            NotThereError: the sample has no such item.
        """
        self._need(number)
        unit = self._read(number)
        listed = self.listed()
        this = listed[number - 1]
        before = listed[kept - 1] if kept and kept <= len(listed) else None
        return AuditItem(
            number=number,
            total=len(listed),
            judged=sum(each.said is not None for each in listed),
            judge=self.judge,
            name=this.name,
            item=this.item,
            said=this.said,
            unit=unit,
            kept=before if before and before.said else None,
        )

    def listed(self) -> list[ListedItem]:
        """The sample in its order."""
        said = self._said().get(self.judge, {})
        return [
            ListedItem(number, drawn.name, drawn.item, said.get(unit))
            for number, (drawn, unit) in enumerate(
                zip(self.sample.items, self._ids_of(said), strict=True), 1
            )
        ]

    def keep(self, number: int, unit: str, judged: Judged, note: str) -> int | None:
        """Keep a word on the item that was shown as `unit`; when this returns it is safe.

        Gives the number of the item to go on with: the next that is not judged, after a change of
        mind with all judged the next one, none at the end.

        Raises:
            NotThereError: the sample has no such item.
            StaleError: the store has it otherwise by now.
        """
        self._need(number)
        if not unit or self._id(number) != unit:
            raise StaleError(
                f"item {number} is not what was shown any more: a later run changed it; load the "
                "page anew and judge what it shows"
            )
        before = [each.said for each in self.listed()]
        word = Judgement(unit, judged, note)
        if before[number - 1] != word:
            with Judgements(self._store.path) as judgements:
                judgements.add(self.judge, [word])
        words = [*before[: number - 1], word, *before[number:]]
        place = next_open(words, number)
        if place is None and before[number - 1] is not None and number < len(words):
            place = number
        return None if place is None else place + 1

    def next_open(self, after: int = 0) -> int | None:
        """The number of the next item that is not judged; none when all are."""
        place = next_open([each.said for each in self.listed()], after)
        return None if place is None else place + 1

    def report(self) -> AuditReport:
        """What every judge found so far."""
        said = self._said()
        spoken = [unit for words in said.values() for unit in words]
        return audit_report(self.sample, [_Known(unit) for unit in self._ids_of(spoken)], said)

    def _said(self) -> dict[str, dict[str, Judgement]]:
        with Judgements(self._store.path) as judgements:
            return judgements.by_judge()

    def _ids_of(self, spoken: Iterable[str]) -> list[str]:
        """The ids of the sample's items; empty for those that none of the ids `spoken` is about."""
        places = {place_in(unit) for unit in spoken}
        return [
            self._id(number) if (drawn.document, drawn.item) in places else ""
            for number, drawn in enumerate(self.sample.items, 1)
        ]

    def _id(self, number: int) -> str:
        """The item's id as it was last read; empty where the store has it no more."""
        if number not in self._ids:
            self._read(number)
        return self._ids[number]

    def _read(self, number: int) -> Unit | None:
        try:
            unit = read_unit(self._store, self.sample.items[number - 1])
        except StoreError:
            unit = None
        self._ids[number] = unit.id if unit is not None else ""
        return unit

    def _need(self, number: int) -> None:
        if not 1 <= number <= len(self.sample.items):
            raise NotThereError(f"the sample has no item {number}: it has {len(self.sample.items)}")


@dataclass(frozen=True, slots=True)
class _Known:
    """What of an item the report needs."""

    id: str


def story_html(unit: Unit) -> tuple[Markup, str | None]:
    """The whole story with the item's sentence and evidence marked, and the evidence's anchor.

    The marks have no colour of a verdict: a judge is not to be led by it.
    """
    marks = [
        Mark(place.start, place.end, "quote", None, (name,))
        for name, place in (("sentence", unit.sentence), ("evidence", unit.evidence))
        if place is not None
    ]
    made = MarkedText(Places(unit.text), marks)
    return made.html, made.first_place.get("evidence")


def sentence_pieces(unit: Unit) -> tuple[str, str, str] | None:
    """What stands before the evidence in its sentence, the evidence, and what follows.

    A sentence of pages is cut; the story beside it has the rest.
    """
    if unit.sentence is None or unit.evidence is None:
        return None
    place = unit.evidence
    before = unit.text[unit.sentence.start : place.start]
    after = unit.text[place.end : unit.sentence.end]
    words = place.text if len(place.text) <= _LONGEST else f"{place.text[:_LONGEST]} …"
    return (
        before if len(before) <= _AROUND else f"… {before[-_AROUND:]}",
        words,
        after if len(after) <= _AROUND else f"{after[:_AROUND]} …",
    )


def scale_of(report: AuditReport) -> float:
    """The end of the axis on which all intervals of a report can be drawn: 10, 25, 50 or 100 %."""
    rates = [rate for j in report.judges for rate in (j.rate, *(s.rate for s in j.strata))]
    highest = max((rate.high for rate in rates if rate.high is not None), default=1.0)
    return next((end for end in (0.1, 0.25, 0.5) if highest <= end), 1.0)
