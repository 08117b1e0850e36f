"""Records, firsts and onlys: listed for the editor, with the source's own words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from typing import Literal, NamedTuple

from extractor.checks.check import declare
from extractor.checks.evidence.alignment import align
from extractor.checks.evidence.stems import any_alike, stem
from extractor.checks.evidence.text_index import TextIndex
from extractor.checks.findings import DRAFT, Subject, make_finding, quoted, source_number, where
from extractor.checks.passes import on_draft
from extractor.checks.superlative.superlative_claims import (
    Scope,
    Superlative,
    find_superlatives,
    is_for_ever,
    superlatives_of,
)
from extractor.languages.current import current
from extractor.schemas.finding import Finding

__all__ = ["check_superlatives", "find_superlatives"]

_Relation = Literal["same", "unsure", "altered"]
_ORDER: tuple[_Relation, ...] = ("same", "altered", "unsure")

_SHARED = 2
"""Telling words that two sentences share which make the same claim."""
_SURE = 0.5
"""Share of a sentence's words from which on the things spoken of are one, whatever their names."""


class _Answer(NamedTuple):
    """What one superlative of a source says to one of the draft."""

    relation: _Relation
    score: float
    source: int
    other: Superlative


CLAIM = declare(
    "superlative.claim",
    "Records, firsts and onlys, with the source's own words",
    severity="warning",
)


@on_draft(CLAIM, order=150)
def check_superlatives(
    claim: TextIndex, sources: Sequence[TextIndex], *, subject: Subject = DRAFT
) -> list[Finding]:
    """Every superlative of the draft beside what the source says there."""
    findings = []
    for mine in claim.once(superlatives_of, None):
        if claim.is_furniture(mine.span):
            continue
        number = claim.sentence_index(mine.span.start)
        stems = claim.stems[number] if number is not None else frozenset()
        answers = list(_answers(mine, stems, sources))
        best = min(answers, key=lambda one: (_ORDER.index(one.relation), -one.score), default=None)
        findings.append(_finding(mine, best, sources, subject))
    return findings


def _answers(
    mine: Superlative, stems: frozenset[str], sources: Sequence[TextIndex]
) -> Iterator[_Answer]:
    for index, source in enumerate(sources):
        if not source.once(superlatives_of, None):
            continue
        rest = stems - {stem(mine.word)}
        near = {one.index: one.score for one in align(rest, source, limit=3, least=0.3)}
        for other in _worth_a_look(mine, near.keys(), source):
            number = source.sentence_index(other.span.start)
            if number is None:
                continue
            shared = len(rest & source.stems[number])
            score = max(near.get(number, 0.0), shared / len(rest) if shared >= _SHARED else 0.0)
            if not score:
                continue
            relation = _relation(mine, other, score, _year(source))
            if relation is not None:
                yield _Answer(relation, score, index, other)


_MOST = 40
"""Superlatives of one source that are looked at for one of the draft."""


def _worth_a_look(
    mine: Superlative, near: Collection[int], source: TextIndex
) -> Iterator[Superlative]:
    """Those of the sentences alike, and of the same core anywhere."""
    table = source.once(_by_sentence_and_core, None)
    keys: list[int | str] = [*near, *sorted({mine.core, *current().superlatives.for_ever})]
    if _is_record(mine):
        keys += [core for core in table if isinstance(core, str)]
    return islice((other for key in keys for other in table.get(key, ())), _MOST)


def _by_sentence_and_core(index: TextIndex, _: None) -> dict[int | str, list[Superlative]]:
    table: defaultdict[int | str, list[Superlative]] = defaultdict(list)
    for one in index.once(superlatives_of, None):
        table[one.core].append(one)
        number = index.sentence_index(one.span.start)
        if number is not None:
            table[number].append(one)
    return dict(table)


def _year(index: TextIndex) -> int | None:
    day = index.scan.published
    return day.year if day is not None else None


def _relation(
    mine: Superlative, other: Superlative, score: float, year: int | None
) -> _Relation | None:
    """How two superlatives stand to each other; none where they are about different things."""
    is_same_thing = not mine.heads or not other.heads or any_alike(mine.heads, other.heads)
    if other.core != mine.core:
        if _is_record(mine) or _is_record(other):
            is_for_ever = all(_is_record(one) or one.scope.kind == "ever" for one in (mine, other))
            return "same" if is_for_ever and is_same_thing else None
        # "The first … and the last …" of one sentence are two claims of two things.
        is_contrary = mine.against is not None and other.core == mine.against
        return "altered" if is_contrary and is_same_thing and score >= _SURE else None
    if not is_same_thing and score < _SURE:
        return "unsure" if score else None
    if mine.rank != other.rank:
        return "altered"
    return _by_scope(mine.scope, other.scope, year)


def _is_record(one: Superlative) -> bool:
    return is_for_ever(one.core)


def _by_scope(mine: Scope, other: Scope, year: int | None) -> _Relation:
    """ "Ever" takes in "since 2009", and not the other way round."""
    if mine.kind == other.kind:
        if mine.kind == "in" and mine.months is not None and other.months is not None:
            return "same" if mine.months == other.months else "altered"
        if mine.words == other.words or mine.words & other.words:
            return "same"
        is_dated = all(word.isdecimal() for word in mine.words | other.words)
        return "altered" if is_dated or mine.kind == "of" else "unsure"
    if other.kind == "ever":
        return "same"
    if mine.kind == "ever":
        return "altered" if other.kind else "unsure"
    if {mine.kind, other.kind} == {"since", "in"} and year is not None:
        return "same" if _is_as_long(mine, other, year) else "unsure"
    return "unsure"


def _is_as_long(one: Scope, other: Scope, year: int) -> bool:
    """Whether "since 2009" is "in seven years", counted from the day of the source."""
    since, span = (one, other) if one.kind == "since" else (other, one)
    began = next((int(word) for word in since.words if word.isdecimal()), None)
    if began is None or span.months is None:
        return False
    return abs(year - began - span.months / 12) <= 1


def _finding(
    mine: Superlative, best: _Answer | None, sources: Sequence[TextIndex], subject: Subject
) -> Finding:
    if best is None:
        return make_finding(
            "superlative.claim",
            "not_checked",
            mine.span,
            f"{quoted(mine.span.text)}: the source makes no such claim of this. Who says so?",
            subject=subject,
        )
    other = best.other
    says = f"{quoted(other.span.text)} ({where(sources[best.source], other.span)})"
    scope = ""
    is_one_claim = mine.rank == other.rank and mine.core == other.core
    if best.relation != "same" and is_one_claim and mine.scope != other.scope:
        here, there = (f'"{s.text}"' if s.text else "no limit" for s in (mine.scope, other.scope))
        scope = f" Here it has {here}, there {there}."
    is_altered = best.relation == "altered"
    return make_finding(
        "superlative.claim",
        "matches" if best.relation == "same" else "altered" if is_altered else "not_checked",
        mine.span,
        f"{quoted(mine.span.text)}; the source says {says}.{scope}",
        subject=subject,
        severity="warning" if is_altered else None,
        evidence=(other.span,),
        source=source_number(best.source, sources),
        expected=other.span.text,
    )
