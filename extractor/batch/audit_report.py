"""What an audit found, per judge and between judges, and the lines that say so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Protocol

from extractor.batch.audit import Drawn, Sample
from extractor.batch.audit_numbers import (
    Case,
    Detection,
    Rate,
    StratumRate,
    cohens_kappa,
    detection,
    plain_rate,
    weighted_rate,
)
from extractor.batch.judgements import Judgement
from extractor.outputs.visible import one_line

ByJudge = Mapping[str, Mapping[str, Judgement]]


class Identified(Protocol):
    """An item of the sample, as far as its judgements need it: a `Unit`, or its id alone."""

    @property
    def id(self) -> str:
        """As of the unit."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two judges agree on what both judged."""

    judges: tuple[str, str]
    items: int
    """Called right or wrong by both."""
    same: int
    kappa: float | None
    """Cohen's; none where it is not defined."""


@dataclass(frozen=True, slots=True)
class JudgeReport:
    """What one judge found."""

    judge: str
    rate: Rate
    strata: tuple[StratumRate, ...]
    """By stratum; without strata by verdict."""
    left_out: tuple[str, ...]
    """Strata of which nothing is judged, and which the rate leaves out."""
    detection: Detection


@dataclass(frozen=True, slots=True)
class AuditReport:
    """What an audit found."""

    sample: Sample
    judges: tuple[JudgeReport, ...]
    agreements: tuple[Agreement, ...]


def audit_report(sample: Sample, units: Sequence[Identified], judgements: ByJudge) -> AuditReport:
    """The rates of every judge; `units` are the sample's items in its order."""
    pairs = list(zip(sample.items, units, strict=True))
    reports = [
        _of_judge(judge, sample, pairs, said)
        for judge, said in sorted(judgements.items())
        if any(unit.id in said for _, unit in pairs)
    ]
    agreements = [
        _agreement((one.judge, other.judge), pairs, judgements)
        for one, other in combinations(reports, 2)
    ]
    return AuditReport(sample, tuple(reports), tuple(a for a in agreements if a.items))


def sample_words(sample: Sample) -> str:
    """What was drawn from what, and how."""
    how = "each equally likely" if sample.by is None else f"drawn by {sample.by}"
    return f"Audit of a sample of {len(sample.items):,} from {sample.population:,}, {how}"


def percent(share: float) -> str:
    """A rate or an end of its interval: "5.0%"."""
    return f"{share:.1%}"


def share_words(share: float | None) -> str:
    """A share of what the checks say, to whole hundredths."""
    return "an unknown share" if share is None else f"{share:.0%}"


def kappa_words(kappa: float | None) -> str:
    """Cohen's kappa, or that there is none."""
    return "not defined" if kappa is None else f"{kappa:.2f}"


def report_lines(report: AuditReport) -> Iterator[str]:
    """The report as people read it."""
    sample = report.sample
    yield sample_words(sample)
    for judge in report.judges:
        yield ""
        yield from _judge_lines(judge, sample)
    for agreement in report.agreements:
        one, other = (one_line(judge) for judge in agreement.judges)
        yield ""
        yield (
            f"{one} and {other} say the same of {agreement.same:,} of {agreement.items:,} items "
            f"that both judged; Cohen's kappa {kappa_words(agreement.kappa)}"
        )
    if not report.judges:
        yield "Nothing of it has been judged yet."


def _of_judge(
    judge: str,
    sample: Sample,
    pairs: Sequence[tuple[Drawn, Identified]],
    said: Mapping[str, Judgement],
) -> JudgeReport:
    told = [(drawn, said[unit.id].judged) for drawn, unit in pairs if unit.id in said]
    cases = [Case(sample.stratum_of(drawn), drawn.is_flagged, judged) for drawn, judged in told]
    if sample.by is None:
        sizes = sample.verdicts
        shown = [Case(drawn.verdict, drawn.is_flagged, judged) for drawn, judged in told]
        rate, found = plain_rate(cases), detection(cases)
        left_out: tuple[str, ...] = ()
    else:
        sizes, shown = sample.sizes, cases
        rate, found = weighted_rate(cases, sizes), detection(cases, sizes)
        left_out = tuple(
            name
            for name in sorted(sizes)
            if not any(c.stratum == name and c.judged != "cannot tell" for c in cases)
        )
    strata = tuple(
        StratumRate(name, sizes[name], plain_rate(c for c in shown if c.stratum == name))
        for name in sorted(sizes)
    )
    return JudgeReport(judge, rate, strata, left_out, found)


def _agreement(
    judges: tuple[str, str], pairs: Sequence[tuple[Drawn, Identified]], judgements: ByJudge
) -> Agreement:
    one, other = judgements[judges[0]], judgements[judges[1]]
    both = [
        (one[unit.id].judged, other[unit.id].judged)
        for _, unit in pairs
        if unit.id in one and unit.id in other
    ]
    told = [pair for pair in both if "cannot tell" not in pair]
    same = sum(mine == theirs for mine, theirs in told)
    return Agreement(judges, len(told), same, cohens_kappa(told))


def _judge_lines(judge: JudgeReport, sample: Sample) -> Iterator[str]:
    rate = judge.rate
    yield f"{one_line(judge.judge)}: {_of(rate.judged + rate.cannot_tell, sample)} judged"
    yield f"  Error rate {_rate(rate)}"
    if rate.cannot_tell:
        yield f"  Not counted, as nobody could tell: {rate.cannot_tell:,}"
    if judge.left_out:
        yield f"  Not judged yet, and left out of the rate: {', '.join(judge.left_out)}"
    width = max((len(each.name) for each in judge.strata), default=0)
    for each in judge.strata:
        yield f"    {each.name:{width}}  {each.size:>7,} in the store   {_rate(each.rate)}"
    caught, alarms, missed, quiet = judge.detection.counts
    told = judge.detection
    yield (
        f"  The checks: of what they call a problem {share_words(told.precision)} is wrong "
        f"({caught:,} of {caught + alarms:,} judged), of what is wrong they call "
        f"{share_words(told.recall)} a problem ({caught:,} of {caught + missed:,}); they agree "
        f"with the judge on {share_words(told.agreement)} "
        f"({caught + quiet:,} of {sum(told.counts):,})"
    )


def _of(judged: int, sample: Sample) -> str:
    return f"{judged:,} of {len(sample.items):,}"


def _rate(rate: Rate) -> str:
    if rate.share is None or rate.low is None or rate.high is None:
        return "not known: nothing judged"
    return (
        f"{percent(rate.share)} (95 % interval {percent(rate.low)} to {percent(rate.high)}; "
        f"{rate.wrong:,} wrong of {rate.judged:,})"
    )
