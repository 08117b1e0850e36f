"""Every check has a page, and the page's two examples do what it says."""

import importlib.util
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from fakes import FunctionClient

from extractor import check_draft
from extractor.checks import all_checks, check_fact, check_story
from extractor.drafts import check_documents
from extractor.scanning.document import scan_document
from extractor.schemas.document import Document
from extractor.schemas.fact import Fact
from extractor.schemas.finding import Finding
from extractor.schemas.span import Span
from extractor.verification import verify

PAGES = Path(__file__).parent.parent / "docs" / "checks"
_NEVER_MORE_THAN_INFO = ("remark.currency_pair", "text.value")
_BLOCK = re.compile(r"```(source|draft|story|fact|object|reading)\n(.*?)\n```", re.DOTALL)


@dataclass(frozen=True)
class Example:
    sources: tuple[str, ...]
    draft: str | None
    story: str | None
    fact: str | None
    object: str | None
    reading: str | None
    """What a model says of the draft: a verdict, and the words of the source that it gives."""


def examples_of(page: str) -> tuple[Example, Example]:
    """The reported and the passing example of a page."""
    reported, passes = page.split("## Reported")[1].split("## Passes")
    return _example(reported), _example(passes)


def _example(part: str) -> Example:
    blocks = _BLOCK.findall(part)
    first = dict(reversed(blocks))
    return Example(
        tuple(text for kind, text in blocks if kind == "source"),
        first.get("draft"),
        first.get("story"),
        first.get("fact"),
        first.get("object"),
        first.get("reading"),
    )


def findings_of(example: Example) -> list[Finding]:
    """What the checks say of an example."""
    if example.object is not None:
        fields = dict(line.split(": ", 1) for line in example.object.split("\n"))
        return verify(fields, example.sources[0])
    if example.draft is not None and example.reading is not None:
        return _read(example.draft, example.sources, example.reading)
    if example.draft is not None:
        return list(check_draft(example.draft, list(example.sources)).findings)
    assert example.story is not None
    if example.fact is None:
        return list(check_documents(example.story, []).findings) + check_story(
            scan_document(Document(text=example.story))
        )
    fields = dict(line.split(": ", 1) for line in example.fact.split("\n"))
    scan = scan_document(Document(text=example.story))
    start = example.story.find(fields["quote"])
    span = Span.of(example.story, start, start + len(fields["quote"])) if start >= 0 else None
    figures = tuple(f for f in scan.figures if span is not None and span.covers(f.span))
    fact = Fact(
        id="F1",
        kind="figure" if figures else "statement",
        span=span,
        grounding="exact" if span else "unlocated",
        figures=figures,
        passage=0,
        **fields,
    )
    return check_fact(fact, scan)


def _read(draft: str, sources: Sequence[str], reading: str) -> list[Finding]:
    """What comes of it where a model gives this answer."""
    verdict, words = reading.split(": ", 1)
    answer = {
        "verdict": verdict,
        "source_words": None if words == "null" else words,
        "draft_words": None,
    }
    client = FunctionClient(lambda messages, wanted: answer, is_local=False, model="fake:m")
    return list(check_draft(draft, list(sources), model=client).findings)


def pages() -> list[str]:
    """The ids of the checks that ship with the library."""
    return [check.id for check in all_checks() if not check.is_added]


@pytest.mark.parametrize("name", pages())
def test_reported_example_is_reported(name: str) -> None:
    """The first example of a check's page has a finding of that check that is no mere match."""
    reported, _ = examples_of((PAGES / f"{name}.md").read_text(encoding="utf-8"))
    found = [finding for finding in findings_of(reported) if finding.check == name]
    assert found, findings_of(reported)
    assert any(f.severity != "info" for f in found) or name in _NEVER_MORE_THAN_INFO


@pytest.mark.parametrize("name", pages())
def test_passing_example_has_no_problem(name: str) -> None:
    """The second example of a check's page has no problem of any kind, and nothing of the check
    that asks for an eye."""
    _, passes = examples_of((PAGES / f"{name}.md").read_text(encoding="utf-8"))
    found = findings_of(passes)
    assert [f for f in found if f.is_problem or (f.check == name and f.severity == "look")] == []


def test_every_page_is_of_a_check() -> None:
    """No page describes a check that does not exist."""
    named = {path.stem for path in PAGES.glob("*.md")} - {"index"}
    assert named == set(pages())


def test_index_is_what_the_checks_say() -> None:
    """docs/checks/index.md is renewed with `python docs/make_checks.py` after a change."""
    script = PAGES.parent / "make_checks.py"
    spec = importlib.util.spec_from_file_location("make_checks", script)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    index = (PAGES / "index.md").read_text(encoding="utf-8")
    assert index == module.page(index)
