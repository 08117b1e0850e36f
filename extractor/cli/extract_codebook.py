"""`extractor extract --codebook`: a record of one's own design for each story."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractor.options import Options
    from extractor.schemas.coding import Coding
    from extractor.schemas.document import Document

FORMATS = ("terminal", "json", "jsonl")


def check_codebook(codebook: str, format: str, prompt: Path | None) -> str:
    """The codebook by its whole path.

    Raises:
        OptionError: there is none, it cannot be written in that format, or it has no use for a
            prompt.
    """
    from extractor.codebooks.loading import find_codebook
    from extractor.errors import OptionError

    if format not in FORMATS:
        raise OptionError(
            f"--codebook writes {', '.join(FORMATS)}, not {format}: for a table of many stories "
            "use `extractor batch --codebook`"
        )
    if prompt is not None:
        raise OptionError("--prompt and --codebook are two things: choose one")
    return find_codebook(codebook)


def code_stories(
    documents: Sequence[Document], codebook: str, model: str, options: Options
) -> Iterator[Coding]:
    """Each story coded, one after the other.

    Raises:
        ExtractorError: no model is named, or it cannot be asked.
    """
    from extractor.cli.parameters import say
    from extractor.codebooks.coding import code_document
    from extractor.codebooks.loading import load_schema
    from extractor.errors import OptionError
    from extractor.llm.models import NO_MODEL
    from extractor.outputs.visible import one_line

    if model == NO_MODEL:
        raise OptionError("a codebook cannot be filled in without a model: name one with -m")
    for document in documents:
        name = one_line(document.name or "story")
        say(f"{name}: the model fills in {codebook.rpartition(':')[2]}")
        yield code_document(document, load_schema(codebook), model=model, options=options)


def coding_bytes(coding: Coding, format: str) -> bytes:
    """A coding as text for a terminal, or as JSON with a line end."""
    from extractor.outputs.jsonio import json_text

    if format != "terminal":
        indent = 2 if format == "json" else None
        return json_text(coding.model_dump(mode="json"), indent=indent).encode()
    from io import StringIO

    from rich.console import Console

    from extractor.outputs.coding_text import print_coding

    file = StringIO()
    print_coding(Console(file=file, width=80, color_system=None, force_terminal=False), coding)
    return file.getvalue().encode()
