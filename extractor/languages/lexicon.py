"""The word lists by which names, classes of words and the parts of a story are told."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict

_STRICT = ConfigDict(extra="forbid", frozen=True)


def _split(block: object) -> object:
    return block.split() if isinstance(block, str) else block


Block = Annotated[frozenset[str], BeforeValidator(_split)]
"""Words that a table gives as one text with spaces between."""


class WordClasses(BaseModel):
    """`word_classes.toml`."""

    model_config = _STRICT

    starters: Block
    determiners: Block
    person_pronouns: Block
    prepositions: Block
    conjunctions: Block
    subordinators: Block
    auxiliaries: Block
    negations: Block
    adverbs: Block
    time_nouns: Block
    irregular_past: Block
    ly_nouns: Block


class NameTables(BaseModel):
    """`names.toml`."""

    model_config = _STRICT

    honorifics: Block
    male_titles: Block
    female_titles: Block
    ranks: Block
    strong_titles: Block
    single_offices: Block
    office_topics: Block
    nationalities: Block
    places: Block
    directions: Block
    body_words: Block
    organisation_words: Block
    heads_of: Block
    particles: Block
    calendar_words: Block
    common_capitals: Block


class LayoutTables(BaseModel):
    """`layout.toml`."""

    model_config = _STRICT

    title_abbreviations: Block
    other_abbreviations: Block
