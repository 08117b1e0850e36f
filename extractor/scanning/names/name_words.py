"""The words of a language that tell names from other words with a capital."""

from __future__ import annotations

from functools import cache

from extractor.languages import DEFAULT, Language, load


class NameWords:
    """The sets of words that reading names asks about, put together from the tables."""

    def __init__(self, language: Language) -> None:
        """Put the sets together."""
        names, classes, calendar = language.names, language.classes, language.calendar
        self.tables = names
        self.endings = language.endings
        self.places = names.places
        self.bodies = names.organisation_words
        self.topics = names.office_topics
        self.heads = names.heads_of
        self.particles = names.particles
        self.starters = classes.starters
        self.determiners = classes.determiners
        self.strong_titles = names.strong_titles
        self.nationalities = names.nationalities
        self.links = names.links.words | {"&"}
        self.calendar = language.calendar_names | names.calendar_words
        self.titles = (names.ranks | names.honorifics) - names.titles.parts
        self.openers = (
            classes.starters
            | classes.determiners
            | classes.conjunctions
            | classes.prepositions
            | classes.adverbs
            | classes.person_pronouns
        ) - names.openers.names | names.openers.more
        """Words that open a sentence and no name."""
        self.no_forenames = self.calendar | self.openers
        spelled = {name.lower() for name in calendar.month_names}
        shy = calendar.tables.months.given_names | calendar.tables.months.verbs
        self.month_names = spelled & shy
        """Months that people and days are called by."""
        self.before_purpose = self.bodies | self.heads | names.links.before_purpose
        self.no_names = (
            (names.nationalities | self.titles | self.topics) - self.bodies
        ) | self.links
        """Words that make no name, however many of them."""
        self.never_alone = (
            names.nationalities | self.titles | self.calendar | names.common_capitals | self.openers
        )
        """Words with a capital that by themselves are no name."""
        self.ruled = self.no_names | self.titles | self.topics | self.no_forenames
        """Words that a rule asks about; a run of others is a name as it stands."""
        self.no_short = self.titles | self.bodies
        """Words that are no short form of a name."""
        self.small = self.links | self.particles


@cache
def name_words(code: str = DEFAULT) -> NameWords:
    """The words of a language, put together when they are first asked for."""
    return NameWords(load(code))
