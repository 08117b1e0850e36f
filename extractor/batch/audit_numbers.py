"""From judgements to rates: intervals, strata, what the checks caught, how far judges agree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist
from typing import Literal

Judged = Literal["right", "wrong", "cannot tell"]

Z_95 = NormalDist().inv_cdf(0.975)


@dataclass(frozen=True, slots=True)
class Case:
    """One judged item."""

    stratum: str
    is_flagged: bool
    """Whether the checks found a problem in it."""
    judged: Judged


@dataclass(frozen=True, slots=True)
class Rate:
    """A share of errors with its 95 % interval; items that nobody could tell are in neither."""

    judged: int
    """Right or wrong."""
    wrong: int
    cannot_tell: int
    share: float | None
    """Estimated for all items of the store; none where nothing was judged."""
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class StratumRate:
    """The rate in one part of the store."""

    name: str
    size: int
    """Items of the store in it."""
    rate: Rate


@dataclass(frozen=True, slots=True)
class Detection:
    """How the checks' problems agree with the judge, as shares of all items of the store."""

    counts: tuple[int, int, int, int]
    """Wrong and flagged, right and flagged, wrong and not flagged, right and not flagged."""
    precision: float | None
    """Of what the checks flag, how much is wrong."""
    recall: float | None
    """Of what is wrong, how much they flag."""
    agreement: float | None
    """How often a flag means wrong, and no flag right."""


def wilson(wrong: float, judged: float, z: float = Z_95) -> tuple[float, float]:
    """The Wilson score interval of a share; `judged` may be an effective number, and is above 0."""
    share = wrong / judged
    middle = share + z * z / (2 * judged)
    reach = z * sqrt(share * (1 - share) / judged + z * z / (4 * judged * judged))
    scale = 1 + z * z / judged
    # At none and at all of them the end is exact; only rounding could put it past 0 or 1.
    low = 0.0 if wrong == 0 else max(0.0, (middle - reach) / scale)
    high = 1.0 if wrong == judged else min(1.0, (middle + reach) / scale)
    return low, high


def plain_rate(cases: Iterable[Case]) -> Rate:
    """The rate of a simple random sample."""
    listed = list(cases)
    wrong, right, unsure = (
        sum(case.judged == word for case in listed) for word in ("wrong", "right", "cannot tell")
    )
    judged = wrong + right
    if not judged:
        return Rate(0, 0, unsure, None, None, None)
    return Rate(judged, wrong, unsure, wrong / judged, *wilson(wrong, judged))


def weighted_rate(cases: Sequence[Case], sizes: Mapping[str, int]) -> Rate:
    """The rate of a sample drawn by strata, each weighted by its size in the store.

    The interval is Wilson's at the effective number of items: the number that a simple random
    sample would have for the same variance. For the variance each stratum's share is taken as
    (wrong + 1) / (judged + 2), or a stratum without an error would look certain. Strata of which
    nothing is judged are left out of the estimate.
    """
    plain = plain_rate(cases)
    by_stratum = {name: plain_rate(c for c in cases if c.stratum == name) for name in sizes}
    known = {name: rate for name, rate in by_stratum.items() if rate.judged}
    total = sum(sizes[name] for name in known)
    if not total:
        return plain
    share = middle = variance = 0.0
    for name, rate in known.items():
        weight, smooth = sizes[name] / total, (rate.wrong + 1) / (rate.judged + 2)
        share += weight * (rate.share or 0.0)
        middle += weight * smooth
        variance += weight * weight * smooth * (1 - smooth) / rate.judged
    effective = middle * (1 - middle) / variance
    low, high = wilson(share * effective, effective)
    return Rate(plain.judged, plain.wrong, plain.cannot_tell, share, low, high)


def detection(cases: Sequence[Case], sizes: Mapping[str, int] | None = None) -> Detection:
    """Precision, recall and agreement of the checks' problems; weighted by strata with `sizes`."""
    told = [case for case in cases if case.judged != "cannot tell"]
    judged_in = {name: sum(c.stratum == name for c in told) for name in {c.stratum for c in told}}
    counts = [0, 0, 0, 0]
    weights = [0.0, 0.0, 0.0, 0.0]
    for case in told:
        cell = (0 if case.is_flagged else 2) + (0 if case.judged == "wrong" else 1)
        counts[cell] += 1
        weights[cell] += 1.0 if sizes is None else sizes[case.stratum] / judged_in[case.stratum]
    caught, alarms, missed, quiet = weights
    return Detection(
        (counts[0], counts[1], counts[2], counts[3]),
        _share(caught, caught + alarms),
        _share(caught, caught + missed),
        _share(caught + quiet, sum(weights)),
    )


def cohens_kappa(pairs: Sequence[tuple[Judged, Judged]]) -> float | None:
    """Cohen's kappa of two judges over the items that both called right or wrong.

    None where there are no such items, or both only ever used one and the same word: chance alone
    then agrees always.
    """
    told = [pair for pair in pairs if "cannot tell" not in pair]
    if not told:
        return None
    number = len(told)
    seen = sum(one == other for one, other in told) / number
    chance = sum(
        (sum(one == word for one, _ in told) / number)
        * (sum(other == word for _, other in told) / number)
        for word in ("right", "wrong")
    )
    return None if chance == 1 else (seen - chance) / (1 - chance)


def shared_out(sample: int, sizes: Mapping[str, int]) -> dict[str, int]:
    """How many items to draw from each stratum: as many from each as far as they go.

    Problems are few and are what an audit is about; in proportion to size hardly any would be
    drawn. The estimate weighs the strata by their sizes again.
    """
    drawn = dict.fromkeys(sizes, 0)
    left = min(sample, sum(sizes.values()))
    while left:
        open_ones = [name for name in sorted(sizes) if drawn[name] < sizes[name]]
        each = left // len(open_ones)
        for name in open_ones if each else open_ones[:left]:
            more = min(each or 1, sizes[name] - drawn[name])
            drawn[name] += more
            left -= more
    return drawn


def _share(part: float, whole: float) -> float | None:
    return part / whole if whole else None
