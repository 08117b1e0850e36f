"""A count or an amount as the model gave it against the figures of the story."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from extractor.checks.evidence.claims import is_of_a_date
from extractor.checks.evidence.folding import fold
from extractor.checks.evidence.text_index import TextIndex
from extractor.checks.figure.values import check_figure
from extractor.checks.findings import Subject, make_finding, quoted, says_other, where
from extractor.codebooks.befalling import Befallen, befell, named_victims
from extractor.codebooks.subjects import counts_something_else, speaks_of_it, wanted_fate
from extractor.codebooks.tolls import (
    NOBODY,
    ONE,
    Bounds,
    bounds_of,
    denial_in,
    end_of_single,
    is_denial,
    is_nobody,
    single_in,
)
from extractor.comparing.figures import best_of
from extractor.scanning.document import said_beside, scan_document
from extractor.schemas.coding import CodebookField
from extractor.schemas.figure import Figure
from extractor.schemas.finding import Finding, Verdict
from extractor.schemas.span import Span

_BORNE_OUT = ("exact", "equivalent", "rounded", "hedge_changed")


@dataclass(frozen=True, slots=True)
class Count:
    """The verdict on a count, and the bounds of the story's words where they bear it out."""

    finding: Finding
    bounds: Bounds | None = None


@dataclass(frozen=True, slots=True)
class Places:
    """Where to look for a value, and what is there."""

    pools: tuple[Span, ...]
    """The words and their sentence; the passage alone where the words were not found."""
    has_words: bool
    """Whether they were."""
    source: TextIndex

    @property
    def figures(self) -> list[list[Figure]]:
        """The figures of each stretch."""
        return [self.source.figures_in(pool) for pool in self.pools]


def check_count(field: CodebookField, value: str, places: Places, subject: Subject) -> Count:
    """The verdict on a count or an amount.

    A number that only another part of the story has is misplaced, and so is a count of something
    else than the field's.
    """
    source = places.source
    claim = TextIndex(scan_document(said_beside(value, source.scan)))
    claimed = next((f for f in claim.scan.figures if not is_of_a_date(f, claim)), None)
    if field.kind == "toll":
        special = _check_toll(field, value, claimed, places, subject)
        if special is not None:
            return special
    figures = places.figures
    copied = _copied(value, figures)
    if copied is not None:
        # Alone, "68–70" may be read as a score and in its sentence as a range.
        said = f"{quoted(value)} is in the source ({where(source, copied.span)})."
        doubt = _doubt_of(field, value, copied, places, subject)
        exact = _finding("exact", said, value, copied.phrase, subject)
        return doubt or Count(exact, bounds_of(copied))
    if claimed is None:
        return Count(unreadable(value, subject))
    finding = check_figure(claimed, claim, [source], subject=subject, pools=figures)
    theirs = source.figure_at.get(finding.evidence[0]) if finding.evidence else None
    if theirs is None:
        return Count(_against_nearest(value, claimed, places, subject))
    if finding.verdict not in _BORNE_OUT:
        return Count(finding)
    if not any(theirs in pool for pool in figures):
        return Count(_elsewhere(value, claimed, theirs, places, subject))
    doubt = _doubt_of(field, value, theirs, places, subject)
    if doubt is not None:
        return doubt
    if finding.verdict == "hedge_changed" and claimed.hedge == "unhedged":
        # The bounds are the story's own, so a hedge that the value leaves out is not lost.
        finding = finding.model_copy(update={"severity": "info"})
    return Count(finding, bounds_of(theirs))


def unreadable(value: str, subject: Subject) -> Finding:
    """That a value has no number in it."""
    return make_finding(
        "figure.value",
        "not_checked",
        None,
        f"{quoted(value)} holds no number that can be read.",
        subject=subject,
        found=value,
    )


def _check_toll(
    field: CodebookField, value: str, claimed: Figure | None, places: Places, subject: Subject
) -> Count | None:
    """What is special in a count of people; none where it is a number like any other."""
    number = claimed.value if claimed is not None else None
    wants_none = number == 0 or (claimed is None and is_nobody(value))
    wants_one = number == 1 or (claimed is None and single_in(value) is not None)
    about, place = f"{field.path} {field.description}", places.pools[0]
    other = counts_something_else(about, places.pools[-1].text, is_none=wants_none)
    if other is not None:
        return Count(
            _finding(
                "misplaced",
                f"{quoted(value)} here; {quoted(place.text)} ({where(places.source, place)}) is "
                f"about {other}.",
                value,
                place,
                subject,
            )
        )
    if wants_none:
        return _check_none(about, value, places, subject)
    if claimed is None or wants_one:
        return _check_one(field, value, claimed, places, subject, wants_one=wants_one)
    return None


def _doubt_of(
    field: CodebookField, value: str, theirs: Figure, places: Places, subject: Subject
) -> Count | None:
    """Why a number of the story is not that of those whom the field counts; none if it is."""
    sentence = places.source.sentence(theirs.span.start) or places.pools[-1]
    said = befell(theirs.span, theirs.phrase, sentence, places.source)
    return _doubt(field, value, theirs.phrase, said, places, subject)


def _doubt(
    field: CodebookField,
    value: str,
    place: Span,
    said: Befallen,
    places: Places,
    subject: Subject,
) -> Count | None:
    wanted = wanted_fate(f"{field.path} {field.description}")
    if field.kind != "toll" or wanted is None:
        return None
    shown = f"{quoted(value)} here; {quoted(place.text)} ({where(places.source, place)})"
    if said.fates and wanted not in said.fates:
        other = " and ".join(f"the {name}" for name in sorted(said.fates))
        return Count(_finding("misplaced", f"{shown} is about {other}.", value, place, subject))
    if said.is_part:
        part = f"{shown} is a part of those it speaks of, not all of them."
        return Count(_finding("misplaced", part, value, place, subject))
    if said.fates == {wanted}:
        return None
    unsure = f"Whether {quoted(place.text)} ({where(places.source, place)}) are the {wanted}, a "
    return Count(_finding("not_checked", f"{unsure}rule cannot tell.", value, place, subject))


def _check_none(about: str, value: str, places: Places, subject: Subject) -> Count | None:
    """Nobody; none where the words have the number 0, which is compared like any other."""
    if any(
        figure.value == 0 and not is_denial(figure.span.text)
        for pool in places.figures
        for figure in pool
    ):
        return None
    denial = _first(denial_in, places) if places.has_words else None
    if denial is None:
        said = f"{quoted(value)} here; nothing in the words given says that there was none."
        return Count(_finding("absent", said, value, None, subject))
    shown = f"{quoted(denial.text)} ({where(places.source, denial)})"
    if not speaks_of_it(about, places.pools[-1].text):
        said = f"Whether {shown} says that there were none of them, a rule cannot tell."
        return Count(_finding("not_checked", said, value, denial, subject))
    said = f"{quoted(value)}; {shown} in the source."
    return Count(_finding("equivalent", said, value, denial, subject), NOBODY)


def _check_one(
    field: CodebookField,
    value: str,
    claimed: Figure | None,
    places: Places,
    subject: Subject,
    *,
    wants_one: bool,
) -> Count | None:
    """One person, by a noun or a name; none where the words have a figure 1 or name nobody."""
    if claimed is not None and any(figure.value == 1 for pool in places.figures for figure in pool):
        return None
    source = places.source
    place = _first(single_in, places) if wants_one else None
    doubt = None
    if place is not None:
        found = single_in(place.text)
        end = place.end if found is None else place.start + end_of_single(found)
        person = Span.of(source.text, place.start, end)
        sentence = source.sentence(place.start) or places.pools[-1]
        said = befell(person, person, sentence, source)
        doubt = _doubt(field, value, person, said, places, subject)
    if place is None or doubt is not None:
        victim = _victim(field, value, places, wants_one=wants_one)
        if victim is None:
            return doubt
        place = victim
    said_so = f"{quoted(value)}; {quoted(place.text)} in the source ({where(source, place)})."
    return Count(_finding("equivalent", said_so, value, place, subject), ONE)


def _victim(field: CodebookField, value: str, places: Places, *, wants_one: bool) -> Span | None:
    """The only one whom the words name as a victim, or the one whom the value names."""
    wanted = wanted_fate(f"{field.path} {field.description}")
    if wanted is None:
        return None
    named = list(named_victims(wanted, places.pools[-1], places.source))
    is_said = len(named) == 1 and (wants_one or fold(named[0].text) == fold(value))
    return named[0] if is_said else None


def _copied(value: str, figures: Iterable[Iterable[Figure]]) -> Figure | None:
    """The figure that a value repeats word for word, hedge and noun included."""
    wanted = fold(value)
    return next((f for pool in figures for f in pool if fold(f.phrase.text) == wanted), None)


def _first(find: Callable[[str], re.Match[str] | None], places: Places) -> Span | None:
    for pool in places.pools:
        found = find(pool.text)
        if found is not None:
            start = pool.start + found.start()
            return Span.of(places.source.text, start, pool.start + found.end())
    return None


def _elsewhere(
    value: str, claimed: Figure, theirs: Figure, places: Places, subject: Subject
) -> Finding:
    """What to say of a number that only other parts of the story bear out."""
    mine = {claimed.value, claimed.low, claimed.high} - {None}
    if mine & {theirs.value, theirs.low, theirs.high}:
        said = (
            f"{quoted(value)} is in the source ({where(places.source, theirs.span)}), but not in "
            "the words given for it."
        )
        return _finding("misplaced", said, value, theirs.phrase, subject)
    return _against_nearest(value, claimed, places, subject)


def _against_nearest(value: str, claimed: Figure, places: Places, subject: Subject) -> Finding:
    """What the words given for a number have instead: they are about it, or so the model says."""
    pool = next((pool for pool in places.figures if pool), []) if places.has_words else []
    nearest, comparison = best_of(claimed, pool)
    if nearest is None or comparison is None or comparison.verdict == "absent":
        said = f"{quoted(value)} is not in the source where it is said to be."
        return _finding("absent", said, value, None, subject)
    place = nearest.phrase
    said = says_other(value, place.text, where(places.source, place), comparison.reason)
    return _finding(comparison.verdict, said, value, place, subject)


def _finding(
    verdict: Verdict, message: str, value: str, place: Span | None, subject: Subject
) -> Finding:
    return make_finding(
        "figure.context" if verdict == "misplaced" else "figure.value",
        verdict,
        None,
        message,
        subject=subject,
        evidence=(place,) if place is not None else (),
        found=value,
        expected=place.text if place is not None else None,
    )
