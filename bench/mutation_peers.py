#!/usr/bin/env python3
"""What other tools say of changed quotes: a list of questions in, one yes or no for each out.

Standard input is a JSON list of {"source", "quote"}; standard output a JSON object with a list of
booleans for each tool, or null for one that is not installed. Imports nothing of this project, so
that it can run in an environment of its own (`mutations.py --peers --peer-python PYTHON`).
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable


def citation_mixin() -> Callable[[str, str], bool]:
    """instructor's `CitationMixin`: whether the quote is kept."""
    from instructor import CitationMixin
    from pydantic import BaseModel

    class Answer(CitationMixin, BaseModel):
        pass

    def ask(source: str, quote: str) -> bool:
        answer = Answer.model_validate({"substring_quotes": [quote]}, context={"context": source})
        return bool(answer.substring_quotes)

    return ask


def langextract(statuses: frozenset[str] | None = None) -> Callable[[str, str], bool]:
    """LangExtract's aligner: whether the quote gets a place, or one of these statuses."""
    from langextract.core import data
    from langextract.resolver import WordAligner

    def ask(source: str, quote: str) -> bool:
        extraction = data.Extraction(extraction_class="fact", extraction_text=quote)
        groups = WordAligner().align_extractions([[extraction]], source)
        found = [one for group in groups for one in group if one.char_interval is not None]
        if statuses is None:
            return bool(found)
        return any(one.alignment_status and one.alignment_status.value in statuses for one in found)

    return ask


TOOLS: dict[str, Callable[[], Callable[[str, str], bool]]] = {
    "instructor CitationMixin": citation_mixin,
    "langextract, any alignment": langextract,
    "langextract, exact alignment only": lambda: langextract(frozenset({"match_exact"})),
}


def main() -> None:
    """Ask every tool that is installed."""
    questions = json.load(sys.stdin)
    answers: dict[str, list[bool] | None] = {}
    for name, make in TOOLS.items():
        try:
            ask = make()
        except ImportError:
            answers[name] = None
            continue
        answers[name] = [ask(one["source"], one["quote"]) for one in questions]
    json.dump(answers, sys.stdout)


if __name__ == "__main__":
    main()
