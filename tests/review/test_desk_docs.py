"""The page of documentation against the desk."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from extractor.review.exports import FILES
from extractor.review.words import KEYS, LEGAL_KEYS, STATUS, STORY_KEYS

PAGE = (Path(__file__).parent.parent.parent / "docs" / "review.md").read_text("utf-8")


@pytest.mark.parametrize("status", STATUS.values())
def test_every_status_is_explained(status: str) -> None:
    """Each status has its line in the table."""
    assert f"| {status} |" in PAGE


def test_every_key_is_named() -> None:
    """Each key that the desk lists is in the documentation too."""
    for keys, _ in (*KEYS, *STORY_KEYS, *LEGAL_KEYS):
        first = keys.split(",")[0]
        assert f"`{first}`" in PAGE, first


def test_every_file_is_named() -> None:
    """Each kind of file that goes out is named."""
    for word in ("CSV", "XLSX", "print", "Word", "Web Annotation", "JSON"):
        assert word in PAGE
        assert any(word in kind.title for kind in FILES.values()), word


def test_options_of_the_examples_exist() -> None:
    """The examples use options that the command has."""
    from extractor.cli import review

    source = Path(review.__file__).read_text("utf-8")
    for option in set(
        re.findall(r"(--[a-z-]+)", " ".join(re.findall(r"extractor review.*", PAGE)))
    ):
        name = option.removeprefix("--").replace("-", "_")
        assert f'"{option}"' in source or f"    {name}: Annotated" in source, option
