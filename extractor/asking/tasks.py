"""What a model can be asked to do with a story: a prompt file and the shape of the answers."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import BaseModel

from extractor.asking.prompting import Prompt, load_prompt, read_prompt
from extractor.errors import OptionError
from extractor.languages import DEFAULT, known_languages
from extractor.schemas import news


@dataclass(frozen=True, slots=True)
class Task:
    """One task: prompts/<name>.md and schemas/<name>.py."""

    name: str
    claim_answer: type[news.ClaimAnswer]
    quotation_answer: type[news.QuotationAnswer]

    @property
    def schema_sha256(self) -> str:
        """Of the JSON Schemas of the answers, in hex."""
        return _schema_sha256((self.claim_answer, self.quotation_answer))

    def load_prompt(self, language: str = DEFAULT, own: Path | None = None) -> Prompt:
        """The prompt file of the task, in the language of the story where there is one.

        Args:
            language: of the story.
            own: a user's file, which stands for ours in every language.

        Raises:
            PromptError: a user's file cannot be read, or has not just our parts and holes.
        """
        if own is None:
            return load_prompt(self.name, language)
        prompt = read_prompt(own, self.name)
        for part, holes in _HOLES.items():
            prompt.check(part, holes)
        return prompt

    def prompts_sha256(self, own: Path | None = None) -> str:
        """Of the prompt files in all languages that are read, in hex; of one its own."""
        hashes = sorted({self.load_prompt(code, own).sha256 for code in known_languages()})
        return (
            hashes[0] if len(hashes) == 1 else hashlib.sha256(" ".join(hashes).encode()).hexdigest()
        )

    def system_message(self, prompt: Prompt) -> str:
        """What the model reads before every passage; the same each time, so servers keep it."""
        return prompt.render(
            "system",
            claim_fields=describe_fields(self.claim_answer, prompt),
            quotation_fields=describe_fields(self.quotation_answer, prompt),
        )


_HOLES = {
    "system": ("claim_fields", "quotation_fields"),
    "passage": ("passage", "items"),
    "reask": ("problem",),
    "repair": ("passage", "items", "problems"),
}
"""The parts of a prompt and what is put into each."""


@cache
def _schema_sha256(answers: tuple[type[BaseModel], ...]) -> str:
    shapes = [answer.model_json_schema() for answer in answers]
    return hashlib.sha256(json.dumps(shapes, sort_keys=True).encode()).hexdigest()


def describe_fields(shape: type[BaseModel], prompt: Prompt) -> str:
    """The fields of an answer, a line each, in the prompt's words or those of their docstrings."""
    lines = []
    for name, field in shape.model_fields.items():
        lines.append(
            prompt.described(name) or f"- {name}: {' '.join((field.description or '').split())}"
        )
    return "\n".join(lines)


TASKS = {
    "news": Task("news", news.ClaimAnswer, news.QuotationAnswer),
}


def find_task(name: str) -> Task:
    """The task of that name.

    Raises:
        OptionError: there is none.
    """
    if name not in TASKS:
        raise OptionError(f"there is no task {name!r}: choose from {', '.join(sorted(TASKS))}")
    return TASKS[name]
