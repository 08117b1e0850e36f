"""Twice the text takes twice the work: counted in calls, as no clock is the same twice."""

from __future__ import annotations

import random
import re
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest
from counted import calls, grows_in_proportion

from extractor import check_draft
from extractor.checks.evidence.text_index import forget
from extractor.checks.source_names import name_sources
from extractor.schemas.finding import Finding
from extractor.schemas.span import Span


def _load(name: str) -> ModuleType:
    file = Path(__file__).parent.parent / "bench" / f"{name}.py"
    spec = spec_from_file_location(name, file)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


repeats, lists = _load("repeats"), _load("lists")
SIZE = 2_100
"""More characters than a sentence may have, and few enough for a test; more: bench/hostile.py."""
MOST = 2.6
"""Calls at twice the size for each at the size: 2, and some slack for what is sorted."""
LONG = 8_000
"""The same of a list of different things, past the number of things that one is compared with."""
DRAW = random.Random(20)
FOUND_SLOW = ["1,", "1-", "1%", "one-", "“a” said Ann ", "Ann, 1, ", "Ann was accused of ", "1\n"]
"""What took the square of its length once."""


def checking(draft: str, source: str) -> int:
    """How many functions are called to check one text against another, with nothing kept."""
    forget()
    count = calls(lambda: check_draft(draft, [source]))
    forget()
    return count


@pytest.mark.parametrize("token", FOUND_SLOW + DRAW.sample(repeats.TOKENS, 2) + repeats.pairs(2, 4))
def test_a_repeat_takes_work_in_proportion_to_its_length(token: str) -> None:
    """However often one thing is said, each time costs what the time before did."""
    once = checking(*(repeats.repeated(token, SIZE),) * 2)
    twice = checking(*(repeats.repeated(token, 2 * SIZE),) * 2)
    assert twice <= MOST * once + 2_000, f"{token!r}: {once} calls, then {twice}"


def test_naming_the_sources_takes_work_in_proportion_to_the_findings() -> None:
    """More findings than patterns are kept of cost no more each, when they are named once more."""

    def naming(count: int) -> int:
        findings = [
            Finding(
                check="figure.value",
                verdict="value_mismatch",
                severity="error",
                span=Span(0, len(words := f'{number} "boats"'), words),
                source=0,
                expected=f"{number + 1} boats",
                message=f'"{words}" here; the source says "{number + 1} boats".',
            )
            for number in range(count)
        ]
        name_sources(findings, ["wire.txt", "clip.txt"])
        return calls(lambda: name_sources(findings, ["wire.txt", "clip.txt"]))

    assert naming(800) <= MOST * naming(400)


def test_a_pattern_that_is_tried_again_at_each_place_is_noticed() -> None:
    """What is said to take linear time is measured so that a square would show."""
    assert not grows_in_proportion(re.compile("a+b").search, "a", 20_000)
    assert grows_in_proportion(re.compile("a+").search, "a", 20_000)


def test_a_repeat_against_another_is_in_proportion_too() -> None:
    """A glued list whose numbers the source's list does not have costs no more than its length."""
    once = checking(repeats.repeated("12,", SIZE), repeats.repeated("13 ", SIZE))
    twice = checking(repeats.repeated("12,", 2 * SIZE), repeats.repeated("13 ", 2 * SIZE))
    assert twice <= MOST * once


@pytest.mark.parametrize("name", ["rows", "numbers", "glued numbers", "amounts", "days", "ranges"])
def test_a_list_of_different_things_takes_work_in_proportion_to_its_length(name: str) -> None:
    """Ten thousand different numbers or dates are not each compared with ten thousand others."""
    item = lists.LISTS[name]
    once = checking(*(lists.listed(item, LONG // 2),) * 2)
    twice = checking(*(lists.listed(item, LONG),) * 2)
    assert twice <= MOST * once, f"{name}: {once} calls, then {twice}"


def test_a_list_against_another_is_in_proportion_too() -> None:
    """Amounts of which the source has none cost no more than their number."""
    item = lists.LISTS["amounts"]
    once = checking(lists.listed(item, LONG // 2), lists.listed(item, LONG // 2, 301))
    twice = checking(lists.listed(item, LONG), lists.listed(item, LONG, 301))
    assert twice <= MOST * once
