"""The word lists by which names, classes of words and the parts of a story are told."""

from __future__ import annotations

from functools import cached_property

from extractor.languages.table import Table, Words


class WordClasses(Table):
    """`word_classes.toml`."""

    starters: Words
    determiners: Words
    person_pronouns: Words
    object_pronouns: Words
    prepositions: Words
    locatives: Words
    """Those before the name of a place where something is, and not where it goes or comes from."""
    conjunctions: Words
    subordinators: Words
    auxiliaries: Words
    negations: Words
    qualifiers: Words
    """Words without which a sentence claims something else: "likely", "if", "denied", "or"."""
    limits: Words
    """Those that make a time the edge of a stretch, or the other side of a comparison."""
    bound: Words
    """Prepositions that belong to the word before them: "12 of the miners" is not "12"."""
    adverbs: Words
    time_nouns: Words
    finite_verbs: Words
    verbs_may_lead: bool = False
    """Whether a statement may begin with its verb: "Murieron 41 personas"."""
    ly_nouns: Words

    @cached_property
    def no_nouns(self) -> frozenset[str]:
        """Words that end a noun phrase, seen from its last word."""
        return self.auxiliaries | self.conjunctions | self.person_pronouns | self.object_pronouns


class LinkWords(Table):
    """Small words inside the names of bodies, by what stands around them."""

    article: Words
    of: Words
    purpose: Words
    before_purpose: Words
    conjunction: Words
    topic: Words
    before_topic: Words
    other: Words

    @cached_property
    def words(self) -> frozenset[str]:
        """All of them."""
        return self.article | self.of | self.purpose | self.conjunction | self.topic | self.other


class TitleWords(Table):
    """What stands around titles."""

    parts: Words
    prefixes: Words
    joints: Words
    fillers: Words
    bodies: Words
    compounds: dict[str, str]


class OpenerWords(Table):
    """Which words with a capital open a sentence and no name."""

    names: Words
    more: Words
    inside: dict[str, Words]


class DayWords(Table):
    """What stands beside days and months that are names."""

    before: Words
    after: Words


class NameTables(Table):
    """`names.toml`."""

    honorifics: Words
    male_titles: Words
    female_titles: Words
    ranks: Words
    strong_titles: Words
    single_offices: Words
    office_topics: Words
    nationalities: Words
    places: Words
    directions: Words
    body_words: Words
    organisation_words: Words
    heads_of: Words
    particles: Words
    calendar_words: Words
    common_capitals: Words
    abbreviations: Words
    owners: Words
    saints: Words
    elided: Words
    articles: Words
    whole_articles: Words
    described: Words
    generations: Words
    place_adjectives: Words
    other_offices: Words
    office_articles: Words
    office_nouns: Words
    links: LinkWords
    titles: TitleWords
    openers: OpenerWords
    days: DayWords


class StampWords(Table):
    """What stands around the day on which a story came out."""

    before: Words
    words: tuple[str, ...]
    joints: Words
    hour_joints: Words
    date_joints: Words = frozenset()
    """What stands between day, month and year: "4 de julio de 2026"."""


class DatelineWords(Table):
    """What tells a dateline from another line with a dash."""

    no_place: tuple[str, ...]


class BylineWords(Table):
    """How a story says who wrote it."""

    by: tuple[str, ...]
    credits: tuple[str, ...]
    joints: Words
    name_words: Words
    desk_joints: Words
    desk_words: Words
    roles: tuple[str, ...]
    no_author: Words
    agencies: tuple[str, ...]


class RightsWords(Table):
    """How a story says who owns it."""

    word: str
    by: str
    subjects: tuple[str, ...]
    denials: tuple[str, ...]
    notices: tuple[str, ...]
    reports: Words


class FurnitureWords(Table):
    """What a page says besides the story."""

    lines: Words
    before_colon: tuple[str, ...]
    before_slash: tuple[str, ...]
    before_bar: tuple[str, ...]
    before_mark: tuple[str, ...]
    openings: tuple[str, ...]
    offers: tuple[str, ...]
    offered: Words
    counted: tuple[str, ...]
    labels: Words


class CaptionWords(Table):
    """What stands below a picture."""

    openings: Words
    credit_words: Words
    pictures: Words
    credits: tuple[str, ...]
    agencies: tuple[str, ...]


class LayoutTables(Table):
    """`layout.toml`."""

    title_abbreviations: Words
    other_abbreviations: Words
    numbered_abbreviations: Words
    closing_abbreviations: Words
    zone_names: Words
    speaker_openers: Words
    stamp: StampWords
    dateline: DatelineWords
    byline: BylineWords
    rights: RightsWords
    furniture: FurnitureWords
    captions: CaptionWords
