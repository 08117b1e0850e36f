"""The offices that a text gives to people: one person, one title, and the source's own."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence

from extractor.checks.check import declare
from extractor.checks.evidence.name_tokens import is_same_person
from extractor.checks.evidence.text_index import TextIndex
from extractor.checks.findings import DRAFT, Subject, make_finding, quoted, source_number, where
from extractor.checks.passes import on_draft, on_story
from extractor.checks.person.offices import Title, find_titles
from extractor.checks.person.title_owners import owners_that_differ
from extractor.languages.current import current
from extractor.schemas.finding import Finding

TITLE = declare(
    "person.title", "One person with two offices, or another than the source's", severity="error"
)


@on_story(TITLE, order=70)
def titles_that_disagree(story: TextIndex) -> Iterator[Finding]:
    """Two offices of one person in one story."""
    seen: dict[Hashable, Title] = {}  # of many alike the first
    for title in find_titles(story):
        known = [one for one in seen.values() if is_same_person(title.name.text, one.name.text)]
        seen.setdefault(_look_of(title), title)
        if known and all(_exclude(title, one) for one in known):
            other = known[0]
            yield make_finding(
                "person.title",
                "value_mismatch",
                title.span,
                f"{quoted(title.name.text)} is {quoted(title.span.text)} here and "
                f"{quoted(other.span.text)} in {where(story, other.span)}.",
                severity="look",
                evidence=(other.span,),
                expected=other.span.text,
            )


@on_draft(TITLE, order=70, in_statements=80)
def check_titles(
    claim: TextIndex, sources: Sequence[TextIndex], *, subject: Subject = DRAFT
) -> list[Finding]:
    """An office in the draft where every source that gives the person one gives another."""
    findings: list[Finding] = []
    mine = find_titles(claim)
    known = (
        [(i, one) for i, source in enumerate(sources) for one in find_titles(source)]
        if mine
        else []
    )
    forms: dict[tuple[int, Hashable], Title] = {}  # of many alike the first
    for i, one in known:
        forms.setdefault((i, _look_of(one)), one)
    for title in mine:
        same = [
            (i, one)
            for (i, _), one in forms.items()
            if is_same_person(title.name.text, one.name.text)
        ]
        if not same or any(_agree(title, one) for _, one in same):
            continue
        index, other = same[0]
        finding = _against(title, other, sources, index, known, subject)
        if finding is not None:
            findings.append(finding)
    findings += owners_that_differ(claim, mine, sources, known, subject)
    return findings


def _against(
    title: Title,
    other: Title,
    sources: Sequence[TextIndex],
    index: int,
    known: Sequence[tuple[int, Title]],
    subject: Subject,
) -> Finding | None:
    is_wrong = _exclude(title, other)
    lost = title.times ^ other.times if title.head == other.head else frozenset()
    holder = next(
        (one for _, one in known if one.head == title.head and one.topics == title.topics), None
    )
    if not is_wrong and not lost and holder is None:
        return None
    reason = ""
    if holder is not None and not is_same_person(holder.name.text, title.name.text):
        reason = f" {quoted(holder.span.text)} is {quoted(holder.name.text)} there."
    elif not is_wrong and not lost:
        return None
    several = source_number(index, sources)
    return make_finding(
        "person.title",
        "value_mismatch",
        title.span,
        f"{quoted(title.name.text)} is {quoted(title.span.text)} here; the source says "
        f"{quoted(other.span.text)} ({where(sources[index], other.span)}).{reason}",
        subject=subject,
        severity="error" if is_wrong or reason else "warning",
        evidence=(other.span,),
        source=several,
        expected=other.span.text,
    )


def _look_of(title: Title) -> Hashable:
    """All of a title but its place."""
    return title.name.text, title.span.text, title.head, title.topics, title.times


def _agree(one: Title, other: Title) -> bool:
    """Whether both may be one office; a shorter form is the same: "minister"."""
    if one.head != other.head:
        return False
    if one.times != other.times or current().people.offices.second & (one.topics ^ other.topics):
        return False
    return one.topics == other.topics or not one.topics or not other.topics


def _exclude(one: Title, other: Title) -> bool:
    """Whether nobody holds both: finance minister and foreign minister, mayor and governor."""
    if one.times or other.times:
        return False
    if one.head == other.head:
        are_others = bool(one.topics and other.topics and not one.topics & other.topics)
        return are_others or bool(current().people.offices.second & (one.topics ^ other.topics))
    return {one.head, other.head} <= current().people.offices.one_holder
