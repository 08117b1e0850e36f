"""One value of a codebook's field against the story: its words located, what it says compared."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from extractor.checks.evidence.text_index import TextIndex
from extractor.checks.findings import Subject, make_finding, quoted, where
from extractor.checks.object.leaves import Leaf
from extractor.checks.object.values import check_leaf
from extractor.codebooks.counts import Places, check_count, unreadable
from extractor.codebooks.days import check_day
from extractor.codebooks.tolls import Bounds
from extractor.codebooks.unknowns import says_unknown
from extractor.grounding import Source
from extractor.scanning.document import Scan
from extractor.schemas.coding import CodebookField, CodedValue
from extractor.schemas.figure import DateRef
from extractor.schemas.finding import Finding, Word
from extractor.schemas.span import Span

_WORST_FIRST: tuple[Word, ...] = ("differs", "not in sources", "not checked", "matches")


@dataclass(frozen=True, slots=True)
class Checked:
    """A value with its verdict, and the findings that it rests on, the worst first."""

    value: CodedValue
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Looked:
    """What comparing a value gave."""

    findings: Sequence[Finding]
    bounds: Bounds | None = None
    date: DateRef | None = None


class ValueChecker:
    """Checks the values of many fields against one story; what that needs is worked out once."""

    def __init__(self, scan: Scan) -> None:
        """`scan` is the story's."""
        self._reading = TextIndex(scan)
        self._source = Source(scan.text)

    def check(
        self, field: CodebookField, value: str | bool, words: str | None, within: Span
    ) -> Checked:
        """A stated value; `within` is the passage that the model was shown."""
        subject = Subject("in the record", None, field.path, None)
        evidence = self._locate(words, within)
        looked = self._compare(field, value, evidence, within, subject)
        findings = list(looked.findings)
        if evidence is None:
            evidence, about_words = self._without_words(words, findings, subject)
            findings.append(about_words)
        worst = _sorted(findings)
        bounds, date = looked.bounds, looked.date
        return Checked(
            CodedValue(
                value=value,
                words=words,
                evidence=evidence,
                verdict=worst[0].verdict,
                word=worst[0].word,
                low=bounds and bounds.low,
                best=bounds and bounds.best,
                high=bounds and bounds.high,
                hedge=bounds and bounds.hedge,
                unit=bounds and bounds.unit,
                iso=date and date.iso,
                precision=date and date.precision,
            ),
            worst,
        )

    def check_unknown(self, field: CodebookField, words: str | None, within: Span) -> Checked:
        """That the story says a thing is not known."""
        subject = Subject("in the record", None, field.path, None)
        evidence = self._locate(words, within)
        if evidence is None:
            finding = self._no_words(words, subject)
        elif says_unknown(self._sentences_around(evidence).text):
            finding = make_finding(
                "text.value",
                "verbatim",
                None,
                f"{quoted(evidence.text)} ({where(self._reading, evidence)}) says that it is not "
                "known.",
                subject=subject,
                evidence=(evidence,),
            )
        else:
            finding = make_finding(
                "text.value",
                "not_checked",
                None,
                f"Whether {quoted(evidence.text)} ({where(self._reading, evidence)}) says that it "
                "is not known, a rule cannot tell.",
                subject=subject,
                evidence=(evidence,),
            )
        value = CodedValue(
            value=None, words=words, evidence=evidence, verdict=finding.verdict, word=finding.word
        )
        return Checked(value, (finding,))

    def _locate(self, words: str | None, within: Span) -> Span | None:
        """The place of the model's words, the first of several; never one that only resembles."""
        if words is None:
            return None
        found = self._source.locate(words, within=within).spans
        if found:
            return found[0]
        return self._reading.find(words, within) or self._reading.find(words)

    def _sentences_around(self, span: Span) -> Span:
        """The whole sentences that a span touches."""
        touched = [each for each in self._reading.scan.sentences if each.overlaps(span)]
        if not touched:
            return span
        start, end = min(span.start, touched[0].start), max(span.end, touched[-1].end)
        return Span.of(self._reading.text, start, end)

    def _pools(self, evidence: Span | None, within: Span) -> list[Span]:
        """Where to look, in turn: the words, their sentence; without words the passage."""
        return [within] if evidence is None else [evidence, self._sentences_around(evidence)]

    def _compare(
        self,
        field: CodebookField,
        value: str | bool,
        evidence: Span | None,
        within: Span,
        subject: Subject,
    ) -> _Looked:
        pools = self._pools(evidence, within)
        if isinstance(value, bool) or field.kind == "choice":
            return _Looked([] if evidence is None else [_a_judgement(value, evidence, subject)])
        match field.kind:
            case "toll" | "amount":
                places = Places(tuple(pools), evidence is not None, self._reading)
                count = check_count(field, value, places, subject)
                return _Looked([count.finding], bounds=count.bounds)
            case "number":
                return _Looked(self._compare_number(field, value, pools))
            case "date":
                dates = [self._reading.dates_in(pool) for pool in pools]
                finding, date = check_day(value, dates, self._reading, subject)
                return _Looked([finding], date=date)
        return _Looked(check_leaf(Leaf(field.path, value, field.role, ()), self._reading))

    def _compare_number(
        self, field: CodebookField, value: str, pools: Sequence[Span]
    ) -> list[Finding]:
        try:
            number = Decimal(value.replace(",", ""))
        except InvalidOperation:
            return [unreadable(value, Subject("in the record", None, field.path, None))]
        holding = [pool for pool in pools if self._reading.figures_in(pool)]
        leaf = Leaf(field.path, number, None, tuple(pool.text for pool in holding[:1]))
        return check_leaf(leaf, self._reading)

    def _without_words(
        self, words: str | None, findings: Iterable[Finding], subject: Subject
    ) -> tuple[Span | None, Finding]:
        """What to stand on where the model's words are nowhere: what bears the value out."""
        for finding in findings:
            if not finding.is_problem and finding.word == "matches" and finding.evidence:
                place = self._sentences_around(finding.evidence[0])
                return place, make_finding(
                    "quote.grounding",
                    "not_checked",
                    None,
                    f"{_said(words)}; the value itself stands in {quoted(place.text)} "
                    f"({where(self._reading, place)}).",
                    subject=subject,
                    evidence=(place,),
                    found=words,
                )
        return None, self._no_words(words, subject)

    def _no_words(self, words: str | None, subject: Subject) -> Finding:
        return make_finding(
            "quote.grounding", "absent", None, f"{_said(words)}.", subject=subject, found=words
        )


def _said(words: str | None) -> str:
    if words is None:
        return "The model gave no words for it"
    return f"The words {quoted(words)} are not in the source"


def _a_judgement(value: str | bool, evidence: Span, subject: Subject) -> Finding:
    """The words are there; whether they mean this, only a reader can tell."""
    said = str(value).lower() if isinstance(value, bool) else value
    return make_finding(
        "text.value",
        "not_checked",
        None,
        f"{quoted(evidence.text)} is in the source; that it means {quoted(said)} is the model's "
        "judgement.",
        subject=subject,
        severity="info",
        evidence=(evidence,),
        found=said,
    )


def _sorted(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    order = ("error", "warning", "look", "info")
    return tuple(
        sorted(findings, key=lambda f: (_WORST_FIRST.index(f.word), order.index(f.severity)))
    )
