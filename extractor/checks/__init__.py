"""Deterministic checks: what a fact or a draft says, against what the text says.

A text is scanned and indexed (`evidence.text_index`). `passes` then runs over it every function
that a folder of a topic has for the stage: a story by itself, a draft with its sources, a fact or
an object with its source. A function finds the places that matter through `evidence` and says what
it found with `findings.make_finding`, under the id of a check that its module declares (`check`).
Of a draft, `merging` keeps one finding for one thing, `options` leaves out what a newsroom
switched off, and `harm` puts the worst first. `added` brings in a newsroom's own checks, which run
the same way.
"""

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
