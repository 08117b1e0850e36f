"""The word tables of English under short names, while modules still ask for them one by one."""

from __future__ import annotations

from extractor.languages import load
from extractor.languages.patterns import UPPER as UPPER

_EN = load("en")


def words(block: str) -> frozenset[str]:
    """The words of a block as a set."""
    return frozenset(block.split())


MONTHS = frozenset(_EN.calendar.months)
WEEKDAYS = frozenset(_EN.calendar.weekdays)
CURRENCY_TOKENS = words(
    "rs re inr usd eur gbp kes ksh kshs sh shs tk bdt ngn zar pkr lkr npr php idr myr sgd hkd aud"
    " cad nzd jpy cny rmb chf sek nok dkk pln huf czk ghs ugx tzs etb xof xaf aed sar qar brl mxn"
    " rub uah ils thb vnd krw twd"
)
"""What stands for a currency before a number, written with capitals."""
SCALE_WORDS = words(
    "m mn mln million b bn billion tn trn trillion k thousand lakh lakhs cr crore crores"
)
"""What follows the digits of an amount."""
STARTERS = _EN.classes.starters
DETERMINERS = _EN.classes.determiners
PERSON_PRONOUNS = _EN.classes.person_pronouns
PREPOSITIONS = _EN.classes.prepositions
CONJUNCTIONS = _EN.classes.conjunctions
SUBORDINATORS = _EN.classes.subordinators
AUXILIARIES = _EN.classes.auxiliaries
NEGATIONS = _EN.classes.negations
ADVERBS = _EN.classes.adverbs
TIME_NOUNS = _EN.classes.time_nouns
IRREGULAR_PAST = _EN.finite_verbs
LY_NOUNS = _EN.classes.ly_nouns
HONORIFICS = _EN.names.honorifics
MALE_TITLES = _EN.names.male_titles
FEMALE_TITLES = _EN.names.female_titles
RANKS = _EN.names.ranks
STRONG_TITLES = _EN.names.strong_titles
SINGLE_OFFICES = _EN.names.single_offices
OFFICE_TOPICS = _EN.names.office_topics
NATIONALITIES = _EN.names.nationalities
PLACES = _EN.names.places
DIRECTIONS = _EN.names.directions
BODY_WORDS = _EN.names.body_words
ORGANISATION_WORDS = _EN.names.organisation_words
HEADS_OF = _EN.names.heads_of
PARTICLES = _EN.names.particles
CALENDAR_WORDS = _EN.names.calendar_words
COMMON_CAPITALS = _EN.names.common_capitals
ROLE_NOUNS = _EN.speech.role_nouns
GROUP_NOUNS = _EN.speech.group_nouns
NO_AGENTS = _EN.speech.no_agents
TITLE_ABBREVIATIONS = _EN.layout.title_abbreviations
OTHER_ABBREVIATIONS = _EN.layout.other_abbreviations
