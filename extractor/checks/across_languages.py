"""A draft against a source in another language: figures and dates are held together, words are not.

A number says the same in every language, and so does a day. What a source in another language
lacks is for an eye, since its words, which would tell what the number is about, are not compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from extractor.checks.evidence.text_index import TextIndex
from extractor.checks.findings import make_finding, quoted, says_other, where
from extractor.comparing.figures import best_of
from extractor.languages.detecting import language_name
from extractor.schemas.figure import DateRef, Figure
from extractor.schemas.finding import Finding
from extractor.schemas.span import Span

_FOUND_NOWHERE = ("absent", "value_mismatch", "not_checked", "scale_mismatch")


def compare_across(
    findings: Sequence[Finding], claim: TextIndex, others: Mapping[int, TextIndex], count: int
) -> list[Finding]:
    """The findings of a draft with those against its sources in other languages.

    `findings` are what was said against the sources in its own. `others` has each source in
    another language by its number among `count` sources. What one of them bears out is no problem.
    """
    own = [*_figures(claim, others, count), *_dates(claim, others, count)]
    borne_out = {each.span for each in own if each.verdict != "absent"}
    settled = {each.span for each in findings if each.verdict not in _FOUND_NOWHERE}
    kept = [
        each
        for each in findings
        if each.verdict not in _FOUND_NOWHERE or each.span not in borne_out
    ]
    spoken_of = {each.span for each in kept}
    new = [each for each in own if each.span not in settled and each.span not in spoken_of]
    return [*kept, *new, *_words(claim, others, spoken_of)]


def _figures(claim: TextIndex, others: Mapping[int, TextIndex], count: int) -> Iterator[Finding]:
    for figure in claim.scan.figures:
        if not claim.is_furniture(figure.span):
            yield _figure(figure, others, count)


def _figure(figure: Figure, others: Mapping[int, TextIndex], count: int) -> Finding:
    words = figure.phrase.text or figure.span.text
    for number, source in others.items():
        other, comparison = best_of(figure, source.scan.figures)
        if other is None or comparison is None or not comparison.is_support:
            continue
        is_said = comparison.verdict == "hedge_changed" and comparison.severity != "info"
        place = where(source, other.span)
        return make_finding(
            "figure.hedge" if is_said else "figure.value",
            comparison.verdict,
            figure.span,
            says_other(words, other.phrase.text, place, comparison.reason)
            if is_said
            else f"{quoted(words)} here, {quoted(other.phrase.text)} in the source ({place}).",
            severity=comparison.severity,
            evidence=(other.span,),
            source=number if count > 1 else None,
            expected=other.phrase.text,
            found=words,
        )
    return make_finding(
        "figure.value",
        "absent",
        figure.span,
        f"{quoted(words)} is not in the source, which is in {_languages(others)}.",
    )


def _dates(claim: TextIndex, others: Mapping[int, TextIndex], count: int) -> Iterator[Finding]:
    for ref in claim.scan.dates:
        if not claim.is_furniture(ref.span):
            yield _date(ref, others, count)


def _date(ref: DateRef, others: Mapping[int, TextIndex], count: int) -> Finding:
    for number, source in others.items():
        same = next(
            (date for date in source.scan.dates if ref.iso is not None and date.iso == ref.iso),
            None,
        )
        if same is not None:
            return make_finding(
                "date.value",
                "equivalent",
                ref.span,
                f"{quoted(ref.span.text)} here, {quoted(same.span.text)} in the source "
                f"({where(source, same.span)}).",
                severity="info",
                evidence=(same.span,),
                source=number if count > 1 else None,
                expected=same.span.text,
            )
    if ref.iso is None:
        said = f"{quoted(ref.span.text)} names no day that could be compared with the source, "
        said += f"which is in {_languages(others)}."
        return make_finding("date.value", "not_checked", ref.span, said, severity="look")
    said = f"{quoted(ref.span.text)} is not in the source, which is in {_languages(others)}."
    return make_finding("date.value", "absent", ref.span, said)


def _words(
    claim: TextIndex, others: Mapping[int, TextIndex], spoken_of: set[Span | None]
) -> Iterator[Finding]:
    """Names and quotations, which were not compared, unless a source in the draft's own language
    has them."""
    said = f"was not compared: the source is in {_languages(others)}."
    kinds = (
        ("name.absent", [name for name in claim.named if not claim.is_furniture(name)]),
        ("quotation.wording", [each.span for each in claim.scan.quotations]),
    )
    for check, spans in kinds:
        for span in spans:
            if span not in spoken_of:
                yield make_finding(
                    check, "not_checked", span, f"{quoted(span.text)} {said}", severity="look"
                )


def _languages(others: Mapping[int, TextIndex]) -> str:
    names = sorted({language_name(each.scan.language) for each in others.values()})
    return " and ".join(names)
