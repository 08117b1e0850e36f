"""What editors ask the writer, and the wordings that they suggest, as they go over the border."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints

from extractor.review.fields import HAS_WORDS, Initials, Number, Words, plain_words
from extractor.schemas.record import Record

QueryState = Literal["open", "answered", "closed"]
"""An open query waits for its answer, and stands in the way of signing."""

QueryAct = Literal["answer", "close", "reopen"]
"""What can be done with a query."""

Covers = Literal["words", "sentence"]
"""What a suggested wording is put in place of: the words of the fact, or all of its sentence."""

_LONGEST = 5_000

_Said = Annotated[
    str,
    StringConstraints(min_length=1, max_length=_LONGEST, pattern=HAS_WORDS),
    AfterValidator(plain_words),
]


class Ask(Record):
    """A question to the writer."""

    initials: Initials
    question: _Said


class Reply(Record):
    """The answer to a query."""

    initials: Initials
    version: Number
    """The version of the query that the editor saw."""
    answer: _Said


class SeenQuery(Record):
    """An editor closes or reopens a query that they saw in this version."""

    initials: Initials
    version: Number


class Suggest(Record):
    """Other words for a fact, or for its sentence."""

    initials: Initials
    words: Annotated[Words, StringConstraints(max_length=_LONGEST)]
    """They may be none: then what they stand for is to go."""
    covers: Covers = "words"
    version: Annotated[int, Field(ge=0, le=2_147_483_647)] = 0
    """The version of the suggestion that the editor saw; 0 where there was none."""


class QueryView(Record):
    """A question to the writer, and what became of it."""

    id: int
    item: int | None
    """The fact that it is about; none for the whole story."""
    words: str | None
    """The words of that fact."""
    question: str
    asked_by: str
    asked_at: datetime
    draft: int
    """The version of the draft that it was asked about."""
    answer: str
    answered_by: str | None
    answered_at: datetime | None
    state: QueryState
    closed_by: str | None
    closed_at: datetime | None
    version: int
    is_gone: bool
    """Whether the present draft does not have its fact any more."""


class SuggestionView(Record):
    """A wording that an editor suggests."""

    item: int
    covers: Covers
    before: str
    """What it is put in place of, as the draft has it."""
    words: str
    by: str
    at: datetime
    version: int
    taken_in: int | None
    """The version of the draft that has the suggested words."""
    is_gone: bool
    """Whether the present draft has neither the suggested words nor those that they are for."""


class QueryCounts(Record):
    """How many queries a story has."""

    open: int = 0
    total: int = 0
    suggestions: int = 0
    """Wordings suggested for words of the present draft."""


class Asked(Record):
    """What became of an act on a query."""

    query: QueryView
    queries: QueryCounts
    change: int
    """The story's count of changes, with this one."""
