"""The facts of a draft with what the checks say of them; the desk keeps a sign-off of each."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from extractor.comparing.typography import plain
from extractor.languages import DEFAULT
from extractor.outputs.comparison import Comparison, Evidence
from extractor.outputs.items import Item, items_of
from extractor.outputs.places import Places
from extractor.outputs.reading import need_of
from extractor.review.changes import one_space, sentences
from extractor.review.risk import STEP, is_accusation, risk_of
from extractor.review.underlined import Underlined, carried, sentence_around
from extractor.scanning.layout.furniture import find_furniture
from extractor.scanning.layout.sentences import split_sentences
from extractor.schemas.finding import Finding
from extractor.schemas.report import DraftReport
from extractor.schemas.span import Span
from extractor.spans import SpanIndex

_NEEDS = ("fix", "absent", "look", "match")


@dataclass(frozen=True, slots=True)
class Found:
    """One finding, and which text each place that it stands on belongs to."""

    finding: Finding
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """One fact of the checklist, as the checks see it."""

    key: str
    kind: str
    span: Span
    sentence: str
    paragraph: int
    harm: int
    """The order in which to look at it: by risk, then as the report has it."""
    state: str
    need: str
    aside: str | None
    problems: str
    findings: tuple[Found, ...]
    also: tuple[Span, ...] = ()
    """The other places of a name."""
    origin: str = "checks"
    """`editor` for words that an editor underlined."""
    is_glance: bool = False
    """Whether it is a changed sentence whose facts are listed too: only where any of them keeps its
    sign-off is a glance at the whole asked for."""


def checklist(
    report: DraftReport,
    *,
    known: Collection[str] = (),
    earlier: str | None = None,
    underlined: Iterable[Underlined] = (),
) -> list[Listed]:
    """Every fact of the draft, in reading order, and every sentence that holds none.

    No check can read such a sentence, and it may be the one that matters: an accusation, or a
    "nobody" that became "somebody". A name alone says nothing, so a sentence with nothing but names
    is one of these; one that names somebody and accuses is listed whatever it holds. With
    `earlier`, the version before, a changed sentence that holds facts is offered for a glance. What
    is in `known`, the keys of facts that the desk has, stays a fact. `underlined` is what editors
    added to this version or the one before.
    """
    comparison = Comparison(report)
    order = {id(finding): n for n, finding in enumerate(comparison.for_an_eye)}
    listed = [_listed(item, order, comparison) for item in items_of(report)]
    text = report.document.text
    listed += [
        underlined_fact(text, each.kind, span) for each, span in carried(underlined, text, earlier)
    ]
    listed += _whole_sentences(report, listed, known, earlier)
    listed.sort(key=lambda each: (each.span.start, each.span.end))
    return listed


def named(kind: str, words: str, sentence: str) -> str:
    """A key for words that the checks do not list themselves."""
    content = "\x1f".join((kind, words, sentence)).encode("utf-8", "surrogatepass")
    return f"{kind}-{sha256(content).hexdigest()[:10]}"


def underlined_fact(text: str, kind: str, span: Span) -> Listed:
    """Words of the draft that an editor underlined, as a fact."""
    sentence = sentence_around(text, span)
    accuses = kind == "claim" and is_accusation(sentence)
    return Listed(
        key=named(kind, span.text, sentence),
        kind=kind,
        span=span,
        sentence=sentence,
        paragraph=Places(text).paragraph_number(span.start),
        harm=risk_of(kind, is_accusation=accuses) * STEP + STEP - 1,
        state="not checked",
        need="look",
        aside=None,
        problems="",
        findings=(),
        origin="editor",
    )


def problems_of(findings: Sequence[Finding]) -> str:
    """A digest of what is reported as wrong; empty where nothing is."""
    wrong = sorted(
        "\x1f".join((each.check, each.verdict, plain(each.expected or ""), plain(each.found or "")))
        for each in findings
        if each.is_problem
    )
    if not wrong:
        return ""
    return sha256("\x1e".join(wrong).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _listed(item: Item, order: dict[int, int], comparison: Comparison) -> Listed:
    needs = {need_of(finding) for finding in item.findings}
    return Listed(
        key=item.id,
        kind=item.kind,
        span=item.span,
        sentence=one_space(item.sentence.text),
        paragraph=item.paragraph,
        harm=risk_of(item.kind, item.findings) * STEP
        + min((order.get(id(finding), STEP - 1) for finding in item.findings), default=STEP - 1),
        state=item.state,
        need=next((need for need in _NEEDS if need in needs), "none"),
        aside=item.aside,
        problems=problems_of(item.findings),
        findings=tuple(Found(each, comparison.evidence_of(each)) for each in _each_once(item)),
        also=item.also,
    )


def _each_once(item: Item) -> list[Finding]:
    """The findings about an item, each said once.

    What is said of a name is said at every place of it: of those that say the same, the one about
    this place stands for all.
    """
    said: dict[tuple[str, str, str], Finding] = {}
    for finding in item.findings:
        key = (finding.check, finding.verdict, finding.message)
        is_here = finding.span is not None and finding.span.overlaps(item.span)
        if key not in said or is_here:
            said[key] = finding
    return list(said.values())


def _whole_sentences(
    report: DraftReport,
    listed: Sequence[Listed],
    known: Collection[str],
    earlier: str | None,
) -> list[Listed]:
    text, code = report.document.text, report.document.language or DEFAULT
    old = {plain(sentence) for sentence in sentences(earlier)} if earlier is not None else None
    places = Places(text)
    telling = [each for each in listed if each.aside is None and each.kind != "name"]
    facts = SpanIndex(telling, lambda each: each.span)
    everything = SpanIndex(list(listed), lambda each: each.span)
    named_at = [span for each in listed if each.kind == "name" for span in (each.span, *each.also)]
    names = SpanIndex(named_at, lambda span: span)
    furniture = SpanIndex(find_furniture(text, code=code), lambda piece: piece.span)
    # A finding about a whole sentence is a claim already.
    seen = {each.key for each in listed}
    found = []
    for span in split_sentences(text, code=code):
        sentence = one_space(span.text)
        key = named("claim", span.text, sentence)
        is_changed = old is not None and plain(sentence) not in old
        is_glance = bool(facts.overlapping(span))
        aside = next(
            (
                piece.reason
                for piece in furniture.overlapping(span)
                if piece.span.start <= span.start and span.end <= piece.span.end
            ),
            None,
        )
        accuses = aside is None and is_accusation(sentence, code)
        is_apart = accuses and bool(names.overlapping(span))
        is_listed = is_changed or is_apart or key in known or not is_glance
        if aside is not None and everything.overlapping(span):
            continue  # what is set aside stands in the list by its figures and names
        if key in seen or not is_listed or not any(map(str.isalnum, sentence)):
            continue
        seen.add(key)
        found.append(
            Listed(
                key=key,
                kind="claim",
                span=span,
                sentence=sentence,
                paragraph=places.paragraph_number(span.start),
                harm=risk_of("claim", is_accusation=accuses) * STEP + STEP - 1,
                state="not checked" if aside is None else "set aside",
                need="look" if (is_changed or accuses) and aside is None else "none",
                aside=aside,
                problems="",
                findings=(),
                is_glance=is_glance and not is_apart,
            )
        )
    return found
