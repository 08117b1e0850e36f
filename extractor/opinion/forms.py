"""How a model is asked about a sentence: one table, by the model's name."""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Literal

Kind = Literal["words", "yes_no"]
"""`words`: a verdict in JSON, with the words that it rests on. `yes_no`: one word, with a score
where the server gives one; the words that it rests on are then those of our own ranking."""


@dataclass(frozen=True, slots=True)
class Form:
    """One row: the parts of `prompts/opinion.md`, and how much a question holds."""

    models: str
    """Which models, as `provider:model` in lower case; * is anything."""
    kind: Kind
    """What is answered."""
    system: str | None
    """The part that is said first; none where the model brings its own."""
    question: str
    """The part that puts the question."""
    reversed: str | None
    """The part that puts it the other way round, which is asked where there is no score; none
    where a model's makers document no such thing."""
    has_before: bool = True
    """Whether a sentence with a pronoun comes with the one before it."""
    sentences: int = 4
    """How many sentences of the sources are shown."""
    most_chars: int = 1_600
    """How long they may be together."""
    max_tokens: int = 300
    """Most tokens of an answer."""
    is_grounding: bool = False
    """Whether the model was made for this question and answers no other."""


FORMS: tuple[Form, ...] = (
    # Ollama's Bespoke-MiniCheck has its system message built in; elsewhere it is sent. One
    # sentence at a time, as its makers say; more of the source does it no harm.
    Form(
        "ollama:*bespoke-minicheck*",
        "yes_no",
        system=None,
        question="grounding",
        reversed=None,
        has_before=False,
        sentences=12,
        most_chars=6_000,
        max_tokens=8,
        is_grounding=True,
    ),
    Form(
        "*:*bespoke-minicheck*",
        "yes_no",
        system="grounding_system",
        question="grounding",
        reversed=None,
        has_before=False,
        sentences=12,
        most_chars=6_000,
        max_tokens=8,
        is_grounding=True,
    ),
    Form(
        "local:*",
        "yes_no",
        system="yes_no_system",
        question="yes_no",
        reversed="doubt",
        max_tokens=4,
    ),
    Form(
        "*",
        "words",
        system="system",
        question="question",
        reversed="reversed",
        sentences=8,
        most_chars=4_000,
        max_tokens=400,
    ),
)
"""The first row that fits decides."""


def form_of(model: str) -> Form:
    """How the model is asked."""
    return next(form for form in FORMS if fnmatchcase(model.casefold(), form.models))
