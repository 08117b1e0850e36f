"""One conversation about a codebook: what a recording of it is made with, and how it is made."""

from __future__ import annotations

from pathlib import Path

from extractor import Coding, Document, Options, code_document_async
from extractor.asking.prompting import load_prompt
from extractor.codebooks.loading import find_codebook, load_schema
from extractor.codebooks.requests import PROMPT
from extractor.codebooks.shape import read_codebook
from extractor.llm.client import Client

EXAMPLES = Path(__file__).parent.parent / "examples"
STORY = EXAMPLES / "ferry-collision.txt"
CODEBOOK = f"{EXAMPLES / 'codebook.py'}:Incident"


async def code_example(client: Client) -> Coding:
    """The example story coded by the example codebook."""
    schema = load_schema(find_codebook(CODEBOOK))
    return await code_document_async(
        Document.read(STORY), schema, model=client, options=Options(passage_chars=1200)
    )


def made_with() -> dict[str, str]:
    """The hashes that say whether a recording of it is stale."""
    book = read_codebook(load_schema(find_codebook(CODEBOOK)))
    return {"prompt": load_prompt(PROMPT).sha256, "schema": book.sha256}
