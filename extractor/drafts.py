"""A draft against its sources: every figure, date, name and quotation, without a model."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence

from extractor.checks.across_languages import compare_across
from extractor.checks.added import run_added
from extractor.checks.confirming import confirm_context
from extractor.checks.evidence.folding import plain
from extractor.checks.evidence.text_index import TextIndex, index_source
from extractor.checks.findings import Subject
from extractor.checks.harm import sort_by_harm
from extractor.checks.limits import language_limits
from extractor.checks.merging import add_changes, merge_findings
from extractor.checks.options import CheckOptions, apply_options, check_options
from extractor.checks.passes import run_passes
from extractor.checks.source_names import name_sources
from extractor.counting import counted
from extractor.documents import Story, whole_text
from extractor.errors import InputError, OptionError
from extractor.languages import DEFAULT, shown_language, with_language
from extractor.languages.current import in_language
from extractor.ledger import make_ledger
from extractor.scanning.document import scan_document
from extractor.schemas.document import Document
from extractor.schemas.finding import Finding
from extractor.schemas.report import DraftReport

Sources = Story | Iterable[Story] | Mapping[str, Story]
"""One source, several, or several by name."""


def check_draft(
    draft: Story,
    sources: Sources,
    *,
    partial_sources: bool = False,
    previous: Story | None = None,
    options: CheckOptions | None = None,
) -> DraftReport:
    """What the checks say of a draft that is held against its sources.

    A `str` is text and a `Path` is read. A mapping gives each source its name.

    With `partial_sources` the sources do not claim to cover the draft: what they lack is shown,
    but is no problem. A draft without a day of its own is read against its first source's. With
    `previous`, an earlier version of the draft, what stands in sentences that it had is left out.
    With a source in another language than the draft's, figures and dates are compared and words
    are not.

    Raises:
        InputError: a text is none, cannot be read, has a lone surrogate, or is plainly in a
            language that is not read.
        OptionError: there is no source, the options name a check that there is not, or a check of
            one's own fails.
    """
    documents = _documents(sources)
    if not documents:
        raise OptionError(
            "a draft is checked against sources, and there is none: give at least one"
        )
    return check_documents(
        draft, documents, partial_sources=partial_sources, previous=previous, options=options
    )


def check_documents(
    draft: Story,
    sources: Sequence[Document],
    *,
    partial_sources: bool = False,
    previous: Story | None = None,
    options: CheckOptions | None = None,
) -> DraftReport:
    """The same where there may be no source yet: then a draft is held against itself only."""
    options = CheckOptions() if options is None else options
    if not isinstance(options, CheckOptions):
        raise OptionError(
            f"options is a {type(options).__name__}: give CheckOptions(disabled=..., accepted=...)"
        )
    check_options(options)
    document = whole_text(draft, "the draft")
    given = [whole_text(source, "a source") for source in sources]
    # What is too short to show its language is in that of the others.
    shown = (code for each in (document, *given) if (code := shown_language(each)))
    usual = next(shown, DEFAULT)
    document = with_language(document, usual)
    documents = tuple(with_language(each, usual) for each in given)
    with in_language(document.language or DEFAULT):
        return _checked(document, documents, options, previous, partial_sources=partial_sources)


def _checked(
    document: Document,
    documents: tuple[Document, ...],
    options: CheckOptions,
    previous: Story | None,
    *,
    partial_sources: bool,
) -> DraftReport:
    """The report on a draft whose language is in force."""
    indexes = [index_source(each) for each in documents]
    scans = [each.scan for each in indexes]
    if document.published is None:
        day = next((scan.published for scan in scans if scan.published), None)
        scan = scan_document(document.model_copy(update={"published": day}))
    else:
        scan = scan_document(document)

    claim = TextIndex(scan)
    subject = Subject(accepted=frozenset(plain(word) for word in options.accepted))
    findings = run_passes("story", claim, ())
    if indexes:
        findings = _compared(findings, claim, indexes, subject)
    findings += run_passes("alone", claim, indexes, subject)
    findings = name_sources(findings, [source.name for source in documents])
    findings += run_added(("story", "draft"), claim, indexes)
    if partial_sources:
        findings = [_only_shown(finding) for finding in findings]
    if previous is not None:
        usual = document.language or DEFAULT
        earlier = with_language(whole_text(previous, "the earlier version"), usual)
        old = TextIndex(scan_document(earlier))
        findings = [finding for finding in findings if _is_new(finding, claim, old)]
    findings = apply_options(findings, options, document.name)
    return DraftReport(
        compared_with=_compared_with(documents),
        document=document,
        sources=documents,
        findings=tuple(sort_by_harm(findings, scan)),
        ledger=make_ledger(scan),
        limits=language_limits(("story", "draft", "changes", "alone")),
    )


def _compared(
    findings: list[Finding], claim: TextIndex, indexes: list[TextIndex], subject: Subject
) -> list[Finding]:
    """The findings on a draft with those against its sources."""
    alike = [n for n, each in enumerate(indexes) if each.scan.language == claim.scan.language]
    own = [indexes[number] for number in alike]
    if own:
        findings = findings + run_passes("draft", claim, own, subject)
        changes = run_passes("changes", claim, own, subject)
        findings = merge_findings(add_changes(findings, changes))
        findings = confirm_context(findings, claim, own)
    if len(own) == len(indexes):
        return findings
    findings = [_renumbered(finding, alike) for finding in findings]
    others = {number: each for number, each in enumerate(indexes) if number not in alike}
    return compare_across(findings, claim, others, len(indexes))


def _renumbered(finding: Finding, alike: Sequence[int]) -> Finding:
    """A finding with the number of its source among all, where it was one of some."""
    if not finding.evidence:
        return finding
    return finding.model_copy(update={"source": alike[finding.source or 0]})


def _documents(sources: Sources) -> list[Document]:
    if isinstance(sources, str | Document | os.PathLike):
        return [whole_text(sources, "a source")]  # one source where a list is wanted
    if isinstance(sources, Mapping):
        return [
            whole_text(source, f"the source {name!r}").model_copy(update={"name": str(name)})
            for name, source in sources.items()
        ]
    if isinstance(sources, Iterable) and not isinstance(sources, bytes | bytearray):
        return [whole_text(source, "a source") for source in sources]
    raise InputError(
        f"the sources are a {type(sources).__name__}: give a list of Documents, texts or Paths, or "
        "a mapping of names to them"
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
    count = counted(len(sources), "source")
    return f"{count}: {', '.join(names)}" if names else count
