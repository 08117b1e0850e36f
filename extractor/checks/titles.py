"""The offices that a text gives to people: one person, one title, and the source's own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.checks.findings import DRAFT, Subject, make_finding, quoted, where
from extractor.checks.name_tokens import name_tokens
from extractor.checks.persons import is_same_person
from extractor.checks.reading import Reading
from extractor.checks.words import word_set
from extractor.schemas.finding import Finding
from extractor.schemas.span import Span

_HEADS = word_set(
    """
    president premier chancellor minister secretary governor mayor senator ambassador treasurer
    king queen judge prosecutor sheriff pope archbishop bishop chairman chairwoman chairperson chair
    director ceo executive leader commissioner captain colonel general admiral coach manager
    spokesman spokeswoman spokesperson speaker engineer employee officer soldier player adviser
    """
)
"""Offices; a trade or a relation ("lawyer", "brother") goes with any of them."""

_TOPICS = word_set(
    """
    prime foreign finance defence defense interior home health justice education trade energy
    transport environment agriculture labour labor culture economy economic treasury housing
    opposition deputy vice managing chief general attorney assistant junior police emergency fire
    army navy rescue
    """
)
"""Words before an office that make it another one."""

_TIMES = word_set("former ex acting interim outgoing then incoming late")
"""Words that say when the office was held."""

_ONE_HOLDER = word_set(
    """
    president premier chancellor governor mayor treasurer king queen pope prosecutor judge sheriff
    ambassador
    """
)
"""Offices that nobody holds beside another of these."""

_BEFORE = re.compile(
    r"\b((?:[\w’'-]+\s+){0,3}?(?:" + "|".join(sorted(_HEADS)) + r"))\s+$", re.IGNORECASE
)
_BEFORE_COMMA = re.compile(_BEFORE.pattern.replace(r"\s+$", r",\s+$"), re.IGNORECASE)
""" "The opposition leader, Karl Brandt, said": only with a comma behind the name, too."""
_AFTER = re.compile(
    r",\s+(?:\d{1,3},\s+)?(?:the|an?|its|their|his|her)?\s*((?:[\w’'-]+\s+){0,3}?(?:"
    + "|".join(sorted(_HEADS))
    + r"))\b(?!['’])",
    re.IGNORECASE,
)
_ENDINGS = tuple(_HEADS)
_REACH = 50


@dataclass(frozen=True, slots=True)
class Title:
    """An office that a text puts beside a name."""

    name: Span
    span: Span
    head: str
    topics: frozenset[str]
    times: frozenset[str]


def find_titles(reading: Reading) -> list[Title]:
    """Every name with the office right before or behind it."""
    return reading.once(_titles, None)


def _titles(reading: Reading, _: None) -> list[Title]:
    found = []
    text = reading.text
    for name in reading.scan.names:
        if not name_tokens(name.text):
            continue
        start = max(0, name.start - _REACH)
        words = text[start : name.start]
        before = None
        if words.rstrip().rstrip(",").casefold().endswith(_ENDINGS):
            before = _BEFORE.search(words)
            if before is None and text[name.end : name.end + 1] == ",":
                before = _BEFORE_COMMA.search(words)
        after = _AFTER.match(text, name.end, min(len(text), name.end + _REACH))
        if before:
            found.append(
                _title(name, Span.of(text, start + before.start(1), start + before.end(1)))
            )
        elif after:
            found.append(_title(name, Span.of(text, *after.span(1))))
    return found


def _title(name: Span, span: Span) -> Title:
    words = re.findall(r"[\w-]+", span.text.casefold())
    kept = {word.removeprefix("ex-") for word in words}
    times = frozenset(kept & _TIMES) | (
        {"former"} if any(w.startswith("ex-") for w in words) else set()
    )
    return Title(
        name,
        span,
        words[-1],
        frozenset("defence" if word == "defense" else word for word in kept & _TOPICS),
        frozenset("former" if word == "ex" else word for word in times),
    )


def titles_that_disagree(story: Reading) -> Iterator[Finding]:
    """Two offices of one person in one story."""
    seen: list[Title] = []
    for title in find_titles(story):
        known = [one for one in seen if is_same_person(title.name.text, one.name.text)]
        seen.append(title)
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


def check_titles(
    claim: Reading, sources: Sequence[Reading], *, subject: Subject = DRAFT
) -> list[Finding]:
    """An office in the draft where every source that gives the person one gives another."""
    findings: list[Finding] = []
    mine = find_titles(claim)
    known = (
        [(i, one) for i, source in enumerate(sources) for one in find_titles(source)]
        if mine
        else []
    )
    for title in mine:
        same = [(i, one) for i, one in known if is_same_person(title.name.text, one.name.text)]
        if not same or any(_agree(title, one) for _, one in same):
            continue
        index, other = same[0]
        finding = _against(title, other, sources, index, known, subject)
        if finding is not None:
            findings.append(finding)
    return findings


def _against(
    title: Title,
    other: Title,
    sources: Sequence[Reading],
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
    several = index if len(sources) > 1 else None
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


def _agree(one: Title, other: Title) -> bool:
    """Whether both may be one office; a shorter form is the same: "minister"."""
    if one.head != other.head:
        return False
    if one.times != other.times:
        return False
    return one.topics == other.topics or not one.topics or not other.topics


def _exclude(one: Title, other: Title) -> bool:
    """Whether nobody holds both: finance minister and foreign minister, mayor and governor."""
    if one.times or other.times:
        return False
    if one.head == other.head:
        return bool(one.topics and other.topics and not one.topics & other.topics) or (
            "vice" in one.topics ^ other.topics or "deputy" in one.topics ^ other.topics
        )
    return {one.head, other.head} <= _ONE_HOLDER
