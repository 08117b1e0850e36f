"""The word lists by which names, classes of words and the parts of a story are told."""

from __future__ import annotations

from functools import cached_property
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
    object_pronouns: Block
    prepositions: Block
    conjunctions: Block
    subordinators: Block
    auxiliaries: Block
    negations: Block
    adverbs: Block
    time_nouns: Block
    finite_verbs: Block
    ly_nouns: Block

    @cached_property
    def no_nouns(self) -> frozenset[str]:
        """Words that end a noun phrase, seen from its last word."""
        return self.auxiliaries | self.conjunctions | self.person_pronouns | self.object_pronouns


class LinkWords(BaseModel):
    """Small words inside the names of bodies, by what stands around them."""

    model_config = _STRICT

    article: Block
    of: Block
    purpose: Block
    before_purpose: Block
    conjunction: Block
    topic: Block
    before_topic: Block
    other: Block

    @cached_property
    def words(self) -> frozenset[str]:
        """All of them."""
        return self.article | self.of | self.purpose | self.conjunction | self.topic | self.other


class TitleWords(BaseModel):
    """What stands around titles."""

    model_config = _STRICT

    parts: Block
    prefixes: Block
    joints: Block
    fillers: Block
    bodies: Block
    compounds: dict[str, str]


class OpenerWords(BaseModel):
    """Which words with a capital open a sentence and no name."""

    model_config = _STRICT

    names: Block
    more: Block
    inside: dict[str, Block]


class DayWords(BaseModel):
    """What stands beside days and months that are names."""

    model_config = _STRICT

    before: Block
    after: Block


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
    abbreviations: Block
    owners: Block
    saints: Block
    elided: Block
    articles: Block
    whole_articles: Block
    described: Block
    generations: Block
    place_adjectives: Block
    other_offices: Block
    office_articles: Block
    office_nouns: Block
    links: LinkWords
    titles: TitleWords
    openers: OpenerWords
    days: DayWords


class StampWords(BaseModel):
    """What stands around the day on which a story came out."""

    model_config = _STRICT

    before: Block
    words: tuple[str, ...]
    joints: Block
    hour_joints: Block


class DatelineWords(BaseModel):
    """What tells a dateline from another line with a dash."""

    model_config = _STRICT

    no_place: tuple[str, ...]


class BylineWords(BaseModel):
    """How a story says who wrote it."""

    model_config = _STRICT

    by: tuple[str, ...]
    credits: tuple[str, ...]
    joints: Block
    name_words: Block
    desk_joints: Block
    desk_words: Block
    roles: tuple[str, ...]
    no_author: Block
    agencies: tuple[str, ...]


class RightsWords(BaseModel):
    """How a story says who owns it."""

    model_config = _STRICT

    word: str
    by: str
    subjects: tuple[str, ...]
    denials: tuple[str, ...]
    notices: tuple[str, ...]
    reports: Block


class FurnitureWords(BaseModel):
    """What a page says besides the story."""

    model_config = _STRICT

    lines: frozenset[str]
    before_colon: tuple[str, ...]
    before_slash: tuple[str, ...]
    before_bar: tuple[str, ...]
    before_mark: tuple[str, ...]
    openings: tuple[str, ...]
    offers: tuple[str, ...]
    offered: Block
    counted: tuple[str, ...]
    labels: Block


class CaptionWords(BaseModel):
    """What stands below a picture."""

    model_config = _STRICT

    openings: Block
    credit_words: Block
    pictures: Block
    credits: tuple[str, ...]
    agencies: tuple[str, ...]


class LayoutTables(BaseModel):
    """`layout.toml`."""

    model_config = _STRICT

    title_abbreviations: Block
    other_abbreviations: Block
    numbered_abbreviations: Block
    closing_abbreviations: Block
    zone_names: Block
    speaker_openers: Block
    stamp: StampWords
    dateline: DatelineWords
    byline: BylineWords
    rights: RightsWords
    furniture: FurnitureWords
    captions: CaptionWords
