"""The verdicts on one figure in an editor's words."""

from __future__ import annotations

from extractor.checks.evidence.support import Support
from extractor.checks.evidence.text_index import TextIndex
from extractor.checks.figure.derived_numbers import Working
from extractor.checks.figure.rate_periods import Period
from extractor.checks.findings import Subject, make_finding, quoted, says_other, where
from extractor.comparing.quantity import is_vague
from extractor.schemas.figure import Figure
from extractor.schemas.finding import Finding
from extractor.schemas.span import Span


def figure_finding(
    figure: Figure, support: Support, source: TextIndex, index: int | None, subject: Subject
) -> Finding:
    """The verdict in an editor's words."""
    comparison, other = support.comparison, support.figure
    words = figure.phrase if figure.phrase.text else figure.span
    if other is None:
        return make_finding(
            "figure.value",
            "absent",
            figure.span,
            f"{quoted(words.text)} is not in the source; nothing there is about the same thing.",
            subject=subject,
            severity="look" if is_vague(figure) else None,
            source=index,
        )
    place = where(source, other.span)
    if support.rival is not None and support.rival is other:
        return make_finding(
            "figure.context",
            "misplaced",
            figure.span,
            says_other(words.text, other.phrase.text, place, "It counts something else."),
            subject=subject,
            evidence=(other.span,),
            source=index,
            expected=other.phrase.text,
            found=words.text,
        )
    if support.rival is not None:
        rival = support.rival
        return make_finding(
            "figure.context",
            "misplaced",
            figure.span,
            says_other(
                words.text,
                rival.phrase.text,
                where(source, rival.span),
                f"Its {quoted(other.phrase.text)} ({place}) is about something else.",
            ),
            subject=subject,
            evidence=(rival.span, other.span),
            source=index,
            expected=rival.phrase.text,
        )
    if support.is_other_thing and comparison.severity == "info":
        return make_finding(
            "figure.context",
            "misplaced",
            figure.span,
            says_other(words.text, other.phrase.text, place, "Are they the same things?"),
            subject=subject,
            severity="look",
            evidence=(other.span,),
            source=index,
            expected=other.phrase.text,
            found=words.text,
        )
    check = "figure.hedge" if comparison.verdict == "hedge_changed" else "figure.value"
    severity = comparison.severity
    if check == "figure.hedge" and support.is_hedged_otherwise:
        severity = "info"
    if check == "figure.hedge" and severity == "error" and support.is_other_noun:
        # The number was found, but perhaps not the thing: what its hedge was is not sure.
        severity = "look"
    if comparison.severity == "info":
        message = f"{quoted(words.text)} is in the source ({place})."
        if comparison.reason:
            message = (
                f"{quoted(words.text)} here, {quoted(other.phrase.text)} in the source ({place})."
            )
    else:
        message = says_other(words.text, other.phrase.text, place, comparison.reason)
    return make_finding(
        check,
        comparison.verdict,
        figure.span,
        message,
        subject=subject,
        severity=severity,
        evidence=(other.span,),
        source=index,
        expected=other.phrase.text,
        found=words.text,
    )


def other_period_finding(
    figure: Figure,
    periods: tuple[Period, Period],
    claim: TextIndex,
    source: TextIndex,
    index: int | None,
    subject: Subject,
) -> Finding:
    """The verdict on a number that the source gives for another period; `span` has both words."""
    mine, theirs = periods[0].words, periods[1].words
    words = figure.phrase.text or figure.span.text
    start, end = min(figure.span.start, mine.start), max(figure.span.end, mine.end)
    return make_finding(
        "figure.value",
        "unit_mismatch",
        Span.of(claim.text, start, end),
        f"{quoted(words)} here is {quoted(mine.text)}; in the source it is {quoted(theirs.text)} "
        f"({where(source, theirs)}).",
        subject=subject,
        evidence=(theirs,),
        source=index,
        expected=theirs.text,
        found=mine.text,
    )


def other_words_finding(
    figure: Figure, place: Span, source: TextIndex, index: int | None, subject: Subject
) -> Finding:
    """The verdict on a number that the source gives by another turn of speech.

    Money by the count of its digits ("a six-figure sum") is for an eye.
    """
    is_exact = figure.kind != "money"
    return make_finding(
        "figure.value",
        "equivalent" if is_exact else "rounded",
        figure.span,
        f"{quoted(figure.span.text)} here; the source has {quoted(place.text)} "
        f"({where(source, place)}).",
        subject=subject,
        severity="info" if is_exact else "look",
        evidence=(place,),
        source=index,
        expected=place.text,
    )


def other_result_finding(
    figure: Figure,
    results: tuple[Span, Span],
    source: TextIndex,
    index: int | None,
    subject: Subject,
) -> Finding:
    """The verdict on a set of a result that the source has with other sets."""
    mine, theirs = results
    return make_finding(
        "figure.value",
        "value_mismatch",
        figure.span,
        says_other(mine.text, theirs.text, where(source, theirs), "Another result."),
        subject=subject,
        evidence=(theirs,),
        source=index,
        expected=theirs.text,
        found=mine.text,
    )


def other_count_finding(
    figure: Figure,
    other: Figure,
    more: tuple[Span | None, Span | None],
    source: TextIndex,
    index: int | None,
    subject: Subject,
) -> Finding:
    """The verdict on a number that counts more things in one of the two texts."""
    mine, theirs = (
        figure.phrase.text + (more[0].text if more[0] else ""),
        other.phrase.text + (more[1].text if more[1] else ""),
    )
    return make_finding(
        "figure.context",
        "misplaced",
        figure.span,
        says_other(mine, theirs, where(source, other.span), "One of the two counts more."),
        subject=subject,
        severity="warning",
        evidence=(other.span,),
        source=index,
        expected=theirs,
        found=mine,
    )


def listed_finding(
    figure: Figure, place: Span, source: TextIndex, index: int | None, subject: Subject
) -> Finding:
    """The verdict on a count that the source gives by what it lists, for an eye to count."""
    words = figure.phrase.text or figure.span.text
    return make_finding(
        "figure.value",
        "derived",
        figure.span,
        f"{quoted(words)} is not in the source as a number; it has {quoted(place.text, 120)} "
        f"({where(source, place)}). Count them.",
        subject=subject,
        severity="look",
        evidence=(place,),
        source=index,
        expected=place.text,
        found=words,
    )


def undecided_finding(figure: Figure, subject: Subject) -> Finding:
    """The verdict on a turn of speech ("the first", "one of them") that no source has to have.

    "The second" and "the third" are for an eye; a first or a one mostly counts nothing.
    """
    words = quoted(figure.phrase.text or figure.span.text)
    counts = figure.kind == "ordinal" and figure.value != 1
    return make_finding(
        "figure.value",
        "not_checked",
        figure.span,
        f"{words} is not in the source as a number; it may be a figure of speech.",
        subject=subject,
        severity="look" if counts else "info",
    )


def working_finding(
    figure: Figure, working: Working, source: TextIndex, index: int | None, subject: Subject
) -> Finding:
    """A sum that the source spells out bears a number out; another sum, a difference or a change
    is offered for one that no source has."""
    words = quoted(figure.phrase.text or figure.span.text)
    place = where(source, working.figures[0].span)
    if working.is_spelled_out:
        message = f"{words}: the source has {working.words} ({place})."
    else:
        message = (
            f"{words} is not in the source. It could be {working.words} ({place}); you decide."
        )
    return make_finding(
        "figure.value",
        "derived" if working.is_spelled_out else "not_checked",
        figure.span,
        message,
        subject=subject,
        severity="info" if working.is_spelled_out else "look",
        evidence=tuple(each.span for each in working.figures),
        source=index,
        expected=working.words,
    )
