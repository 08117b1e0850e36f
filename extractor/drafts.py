"""A draft against its sources: every figure, date, name and quotation, without a model."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.checks.added import run_added
from extractor.checks.date.values import check_dates
from extractor.checks.direction.certainty import check_certainty
from extractor.checks.direction.movements import check_movements
from extractor.checks.direction.opposite_words import check_direction
from extractor.checks.evidence.folding import plain
from extractor.checks.evidence.text_index import TextIndex, index_source
from extractor.checks.figure.reversed_results import check_tallies
from extractor.checks.figure.single_items import check_singles
from extractor.checks.figure.values import check_figures
from extractor.checks.harm import sort_by_harm
from extractor.checks.legal.changed_status import check_legal
from extractor.checks.merging import merge_findings
from extractor.checks.name.misplaced_names import check_entities
from extractor.checks.name.opening_pronoun import check_opening_pronoun
from extractor.checks.name.unknown_names import check_names
from extractor.checks.options import CheckOptions, apply_options, check_options
from extractor.checks.person.ages import check_ages
from extractor.checks.person.titles import check_titles
from extractor.checks.quotation.attributions import check_attributions
from extractor.checks.quotation.wording import check_quotations
from extractor.checks.remark.small_bases import check_bases
from extractor.checks.running import check_story
from extractor.checks.superlative.superlatives import check_superlatives
from extractor.checks.text.copied_sentences import add_copies, check_copies
from extractor.documents import whole_text
from extractor.ledger import make_ledger
from extractor.scanning.document import scan_document
from extractor.schemas.document import Document
from extractor.schemas.finding import Finding
from extractor.schemas.report import DraftReport


def check_draft(
    draft: Document | str,
    sources: Sequence[Document | str] | Document,
    *,
    partial_sources: bool = False,
    previous: Document | str | None = None,
    options: CheckOptions | None = None,
) -> DraftReport:
    """What the checks say of a draft; a `str` is text, never a path.

    With `partial_sources` the sources do not claim to cover the draft: what they lack is shown,
    but is no problem. A draft without a day of its own is read against its first source's. With
    `previous`, an earlier version of the draft, what stands in sentences that it had is left out.

    Raises:
        InputError: a text has a lone surrogate, which no report can carry.
        OptionError: the options name a check that there is not, or a check of one's own fails.
    """
    options = options or CheckOptions()
    check_options(options)
    if isinstance(sources, str | Document):
        sources = [sources]  # one source where a list is wanted: never its letters
    documents = tuple(whole_text(source, "a source") for source in sources)
    readings = [index_source(document) for document in documents]
    scans = [reading.scan for reading in readings]
    document = whole_text(draft, "the draft")
    if document.published is None:
        day = next((scan.published for scan in scans if scan.published), None)
        scan = scan_document(document.model_copy(update={"published": day}))
    else:
        scan = scan_document(document)

    claim = TextIndex(scan)
    findings = check_story(scan)
    if readings:
        accepted = frozenset(plain(word) for word in options.accepted)
        findings += check_figures(claim, readings)
        findings += check_singles(claim, readings)
        findings += check_dates(claim, readings)
        findings += check_names(claim, readings, accepted=accepted)
        findings += check_entities(claim, readings)
        findings += check_ages(claim, readings)
        findings += check_titles(claim, readings)
        findings += check_quotations(claim, readings)
        findings += check_attributions(claim, readings)
        findings += check_direction(claim, readings)
        findings += check_movements(claim, readings)
        findings += check_certainty(claim, readings)
        findings += check_tallies(claim, readings)
        findings += check_legal(claim, readings)
        findings += check_superlatives(claim, readings)
        findings += check_bases(claim, readings)
        findings = merge_findings(add_copies(findings, check_copies(claim, readings)))
    findings += check_opening_pronoun(claim)
    findings += run_added(("story", "draft"), scan, scans)
    if partial_sources:
        findings = [_only_shown(finding) for finding in findings]
    if previous is not None:
        old = TextIndex(scan_document(whole_text(previous, "the earlier version")))
        findings = [finding for finding in findings if _is_new(finding, claim, old)]
    findings = apply_options(findings, options, document.name)
    return DraftReport(
        compared_with=_compared_with(documents),
        document=document,
        sources=documents,
        findings=tuple(sort_by_harm(findings, scan)),
        ledger=make_ledger(scan),
    )


def _is_new(finding: Finding, draft: TextIndex, old: TextIndex) -> bool:
    """Whether a finding stands in a sentence that the earlier version did not have."""
    if finding.span is None:
        return True
    sentence = draft.sentence(finding.span.start)
    return sentence is None or not old.has_sentence(sentence)


def _only_shown(finding: Finding) -> Finding:
    if finding.verdict != "absent" or not finding.is_problem:
        return finding
    return finding.model_copy(update={"severity": "look"})


def _compared_with(sources: Sequence[Document]) -> str:
    if not sources:
        return "no source"
    names = [source.name for source in sources if source.name]
    count = "1 source" if len(sources) == 1 else f"{len(sources)} sources"
    return f"{count}: {', '.join(names)}" if names else count
