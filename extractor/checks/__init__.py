"""Deterministic checks: what a fact or a draft says, against what the text says."""

from __future__ import annotations

from extractor.checks.added import register
from extractor.checks.check import Check, all_checks, get_check
from extractor.checks.harm import sort_by_harm
from extractor.checks.running import check_fact, check_story

__all__ = [
    "Check",
    "all_checks",
    "check_fact",
    "check_story",
    "get_check",
    "register",
    "sort_by_harm",
]
