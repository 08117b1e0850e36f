"""How checks are found, and that each finding is of a check that somebody declares."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from test_check_docs import PAGES, Example, examples_of

from extractor.checks import all_checks
from extractor.checks.check import Pass, all_passes, declare, passes_of
from extractor.checks.evidence.text_index import TextIndex
from extractor.checks.findings import DRAFT, make_finding
from extractor.scanning.document import scan_document
from extractor.schemas.document import Document

MODULE = """
from extractor.checks.check import declare
from extractor.checks.findings import make_finding
from extractor.checks.passes import on_story
from extractor.schemas.span import Span

INITIALS = declare("name.initials", "Initials that the text does not explain", severity="look")


@on_story(INITIALS)
def find_initials(story):
    place = story.find("KQZ")
    if place is not None:
        yield make_finding("name.initials", "not_checked", place, "Of what?")
"""
PROBE = """
import sys
import extractor.checks.name
extractor.checks.name.__path__.append(sys.argv[1])
from extractor.drafts import check_documents
from extractor.checks import get_check
found = check_documents("The KQZ met.", []).findings
check = get_check("name.initials")
print([f.check for f in found], check.title, check.severity, check.scopes)
"""


def test_a_module_in_a_topics_folder_is_a_check(tmp_path: Path) -> None:
    """One new file is run and listed; no other file names it."""
    (tmp_path / "initials.py").write_text(MODULE, encoding="utf-8")
    told = subprocess.run(
        [sys.executable, "-c", PROBE, str(tmp_path)], capture_output=True, text=True, check=True
    )
    title = "Initials that the text does not explain"
    assert told.stdout == f"['name.initials'] {title} look ('story',)\n"


def test_every_check_has_a_pass_and_every_pass_a_check() -> None:
    """No id is listed that nothing makes, and none is made that is not listed."""
    made = {name for each in all_passes() for name in each.makes}
    assert made == {check.id for check in all_checks()}


def test_a_check_says_where_it_comes_up() -> None:
    """The scopes of a check are those of the passes that make it."""
    scopes = {check.id: check.scopes for check in all_checks()}
    assert scopes["figure.value"] == ("draft", "fact", "object")
    assert scopes["person.age"] == ("draft", "fact", "story")
    assert scopes["text.value"] == ("object",)


def test_a_finding_of_no_check_is_refused() -> None:
    """A slip of the pen in an id is an error where the finding is made."""
    with pytest.raises(LookupError, match=r"figure\.valeu"):
        make_finding("figure.valeu", "absent", None, "x")


def test_an_id_belongs_to_one_check() -> None:
    """Two modules cannot declare the same id."""
    with pytest.raises(ValueError, match=r"figure\.value"):
        declare("figure.value", "Another", severity="look")


def examples() -> Iterator[Example]:
    """The examples of all pages that have a text to check."""
    for page in sorted(PAGES.glob("*.*.md")):
        for example in examples_of(page.read_text(encoding="utf-8")):
            if example.draft or example.story:
                yield example


def indexed(text: str) -> TextIndex:
    """A text as the passes are given it."""
    return TextIndex(scan_document(Document(text=text)))


def test_a_pass_makes_what_it_names() -> None:
    """No pass over a text or a draft has findings of a check that it does not name."""
    unnamed: set[tuple[str, str]] = set()
    for example in examples():
        claim = indexed(example.draft or example.story or "")
        sources = [indexed(source) for source in example.sources]
        for each in passes_of(("story", "draft", "changes", "alone")):
            found = each.run(claim, sources, DRAFT) if sources or _is_alone(each) else ()
            unnamed |= {(each.name, f.check) for f in found if f.check not in each.makes}
    assert unnamed == set()


def _is_alone(each: Pass) -> bool:
    return not each.places.keys().isdisjoint({"story", "alone"})
