"""What one passage gave: its facts, located and checked, and how it went."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.asking.asker import Asked
from extractor.asking.locating import Locator
from extractor.asking.passages import Passage
from extractor.checks import check_fact
from extractor.scanning.document import Scan
from extractor.schemas.fact import Fact
from extractor.schemas.finding import Finding
from extractor.schemas.report import PassageOutcome, Slip


@dataclass(frozen=True, slots=True)
class PassageDone:
    """What one passage gave; repair may still better it."""

    passage: Passage
    facts: tuple[Fact, ...]
    findings: tuple[Finding, ...]
    outcome: PassageOutcome
    seconds: float = 0.0
    slips: tuple[Slip, ...] = ()
    """What the model got wrong and the facts no longer say, once they are mended."""

    def findings_of(self, fact: Fact) -> list[Finding]:
        """The findings about one of its facts."""
        return [finding for finding in self.findings if finding.fact == fact.id]


def check_answer(
    passage: Passage, asked: Asked, scan: Scan, locator: Locator, seconds: float
) -> PassageDone:
    """The passage's facts as the model has them, located and checked."""
    facts = tuple(locator.fact(proposed) for proposed in asked.proposed)
    outcome = PassageOutcome(
        index=passage.index,
        start=passage.span.start,
        end=passage.span.end,
        status="failed" if asked.failure else "ok",
        failure=asked.failure,
        reason=asked.reason,
        reasks=asked.reasks,
        facts=tuple(fact.id for fact in facts),
    )
    findings = tuple(finding for fact in facts for finding in check_fact(fact, scan))
    return PassageDone(passage, facts, findings, outcome, seconds)


def not_asked(passage: Passage) -> PassageDone:
    """A passage that no model is asked about."""
    outcome = PassageOutcome(
        index=passage.index,
        start=passage.span.start,
        end=passage.span.end,
        status="not_asked",
        reason=passage.not_asked or "no model was used",
    )
    return PassageDone(passage, (), (), outcome)
