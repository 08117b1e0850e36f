"""Putting facts that failed a check to the model once more, and keeping what is better."""

from __future__ import annotations

from collections.abc import Sequence
from time import perf_counter

from extractor.asking.answered import PassageDone, check_answer
from extractor.asking.asker import Asker
from extractor.asking.locating import Locator
from extractor.errors import CallPostponed
from extractor.scanning.document import Scan
from extractor.schemas.fact import Fact
from extractor.schemas.finding import Finding


async def repair(
    asker: Asker, done: dict[int, PassageDone], scan: Scan, locator: Locator, budget: int
) -> None:
    """Put failing facts and figures left out to the model once more, and keep what is better.

    In reading order, since what stands first does the most harm, one call per passage until the
    budget is spent. A fact is replaced only by one with fewer problems.
    """
    postponed: list[Exception] = []
    for index in sorted(done):
        before = done[index]
        problems = _problems_by_item(before)
        if not problems or before.outcome.status == "not_asked":
            continue
        if budget == 0:
            break
        budget -= 1
        clock = perf_counter()
        try:
            asked = await asker.ask_again(before.passage, problems)
        except CallPostponed as waiting:
            postponed.append(waiting)
            continue
        seconds = perf_counter() - clock
        after = check_answer(before.passage, asked, scan, locator, seconds)
        done[index] = _better(before, after)
    if postponed:
        raise postponed[0]


def _problems_by_item(result: PassageDone) -> dict[str, str]:
    """What is wrong with the answer about each listed item of a passage."""
    answered = {_key(fact): fact for fact in result.facts}
    problems: dict[str, str] = {}
    for item in result.passage.items:
        key = item.key
        if item.kind == "quotation" and key not in answered:
            continue
        if key not in answered:
            problems[key] = "not answered"
            continue
        wrong = [
            _problem(finding) for finding in result.findings_of(answered[key]) if finding.is_problem
        ]
        if wrong:
            problems[key] = "; ".join(wrong)
    return problems


def _problem(finding: Finding) -> str:
    """A finding as the model is told it: an editor's sentence would only be copied."""
    field, found = finding.field or "statement", finding.found or ""
    should = f'the story has "{finding.expected}"' if finding.expected else "give null instead"
    if field == "statement" and not finding.expected:
        should = "leave it out"
    return f'{field}: "{found}" is wrong, {should}'


def _better(before: PassageDone, after: PassageDone) -> PassageDone:
    """The first answer with those facts replaced that came out better the second time."""
    kept = {fact.id: fact for fact in before.facts}
    findings = {fact.id: before.findings_of(fact) for fact in before.facts}
    for fact in after.facts:
        again = after.findings_of(fact)
        if fact.id not in kept or _wrongs(again) < _wrongs(findings[fact.id]):
            kept[fact.id], findings[fact.id] = fact, again
    is_mended = before.outcome.status == "failed" and after.outcome.status == "ok"
    outcome = before.outcome.model_copy(
        update={
            "status": "ok" if is_mended else before.outcome.status,
            "failure": None if is_mended else before.outcome.failure,
            "reason": None if is_mended else before.outcome.reason,
            "reasks": before.outcome.reasks + 1 + after.outcome.reasks,
            "facts": tuple(kept),
        }
    )
    flat = tuple(finding for each in findings.values() for finding in each)
    seconds = before.seconds + after.seconds
    return PassageDone(before.passage, tuple(kept.values()), flat, outcome, seconds)


def _wrongs(findings: Sequence[Finding]) -> int:
    return sum(finding.is_problem for finding in findings)


def _key(fact: Fact) -> str:
    return fact.id.partition(".")[2]
