"""What is looked at first: what a newspaper can be sued for, then what is most often wrong."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from extractor.checks.evidence.stems import WORD
from extractor.languages import DEFAULT, load
from extractor.schemas.finding import Finding

STEP = 1_000_000
"""One rank of risk; within it the order is that of the report, by harm."""
_LEGAL, _ACCUSATION, _SAID, _NUMBER, _CLAIM, _NAME = range(6)
_OF_KIND = {
    "legal": _LEGAL,
    "quotation": _SAID,
    "figure": _NUMBER,
    "date": _NUMBER,
    "superlative": _NUMBER,
    "claim": _CLAIM,
    "name": _NAME,
}


def risk_of(kind: str, findings: Sequence[Finding] = (), *, is_accusation: bool = False) -> int:
    """How early a fact is looked at: legal, accusations, quotations, numbers, claims, names."""
    if any(finding.check.startswith("legal.") for finding in findings):
        return _LEGAL
    return _ACCUSATION if is_accusation else _OF_KIND.get(kind, _CLAIM)


def is_accusation(sentence: str, code: str = DEFAULT) -> bool:
    """Whether a sentence accuses somebody, or tells of an accusation; `code` is its language."""
    accusing, stem = _accusations(code), load(code).evidence.stem
    words = (word.casefold() for word in WORD.findall(sentence))
    return any(word in accusing or stem(word) in accusing for word in words)


@cache
def _accusations(code: str) -> frozenset[str]:
    language = load(code)
    return language.risk.accusations | language.evidence.stems(language.risk.accusations)
