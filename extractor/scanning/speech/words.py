"""The words by which speech is read, laid out for looking them up; made once a language."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from extractor.languages import DEFAULT, Language, load
from extractor.languages.patterns import NOTHING

FILLER = "\ue000"
"""Stands for every character of a quotation while its sentence is read."""
ANY = "*"
"""Any one word, in a cue of several."""


class CuePhrase(NamedTuple):
    """A cue of several words."""

    words: tuple[str, ...]
    longest: int
    """Which of them it is looked up by."""
    is_before_speaker: bool
    """Whether its speaker stands behind it."""
    needs_quote: bool
    """Whether a quotation must follow, behind a comma or colon."""


class SpeechWords:
    """The tables of a language, and the sets that rules need of several of them."""

    def __init__(self, language: Language) -> None:
        """Lay the tables out."""
        self.code = language.code
        self.classes = classes = language.classes
        self.names = names = language.names
        self.verbs = verbs = language.speech
        self.phrases = phrases = verbs.phrases
        self.clauses = clauses = verbs.clauses
        self.references = references = verbs.references
        self.quotations = quotations = verbs.quotations

        self.weekdays = frozenset(language.calendar.weekdays)
        self.calendar = self.weekdays | frozenset(language.calendar.months)
        self.times = classes.time_nouns | self.calendar
        self.titles = names.ranks | names.honorifics
        self.finite_verbs = language.finite_verbs
        self.bodies = names.organisation_words | names.places

        # Noun phrases
        self.roles = _with_plurals(language)
        self.not_head = classes.no_nouns | classes.prepositions
        self.ends_before = self.not_head | phrases.pointing
        self.breaks_phrase = classes.no_nouns - (classes.determiners - phrases.that)
        self.opens_phrase = classes.determiners - self.breaks_phrase
        self.finite = verbs.past_forms | verbs.third_forms
        self.not_before_preposition = self.not_head | (verbs.past_forms - phrases.past_nouns)
        self.finite_in_phrase = self.finite - phrases.cue_nouns
        self.finite_or_auxiliary = self.finite | classes.auxiliaries
        self.verbal = verbs.cue_forms - verbs.base_forms - phrases.plural_cue_nouns
        self.which_time = phrases.which_time | self.weekdays
        self.opening_adverbs = (
            (classes.adverbs - phrases.determiner_adverbs) | self.weekdays | phrases.before_time
            | phrases.parts_of_time
        )  # fmt: skip
        self.leading_adverbs = (
            classes.adverbs - phrases.determiner_adverbs - phrases.ordinal_adverbs
        )
        self.front_prepositions = classes.prepositions - phrases.of
        self.ends_clause_between = classes.prepositions - phrases.noun_connectors
        self.before_name = phrases.before_name | self.titles | names.particles
        self.not_first_name = self.titles | classes.determiners
        self.not_speaking_names = names.nationalities | classes.determiners
        self.speaking = phrases.speaking_words | classes.person_pronouns
        self.genitives = (phrases.possessive, "'")

        # Noun phrases read forwards
        self.pronouns = references.male | references.female | references.plural
        self.any_pronoun = classes.person_pronouns | self.pronouns
        self.cue_phrases = _cue_phrases(language)
        self.opens_none = (
            (classes.no_nouns - classes.determiners) | classes.prepositions
            | set(_first_words(verbs.phrase_cues.before_speaker))
        )  # fmt: skip
        self.no_modifier = (
            self.not_head | classes.adverbs | classes.determiners | classes.time_nouns
        )
        self.not_place = self.calendar | names.honorifics
        self.may_precede_determiner = phrases.connectors | phrases.joints
        self.ends_ahead = self.not_head | classes.adverbs
        self.not_second = classes.person_pronouns | classes.auxiliaries | verbs.cue_forms

        # Subjects
        self.subject_pronouns = classes.person_pronouns - phrases.relatives
        self.outer_relatives = phrases.relatives | phrases.that
        self.opens_modifier = (
            phrases.relatives | phrases.modifier_relatives | phrases.modifier_openers
            | phrases.generations | classes.prepositions | classes.adverbs
        )  # fmt: skip
        self.stopped_generations = frozenset(f"{word}." for word in phrases.generations)

        # Cues
        self.phrase_anchors = frozenset(self.cue_phrases)
        self.may_cue = verbs.cue_forms | self.phrase_anchors
        self.may_cue_unquoted = (
            self.may_cue - verbs.after_quote_only
            - {word for word, cue in self.cue_phrases.items() if cue.needs_quote}
        )  # fmt: skip
        self.may_claim = verbs.claim_forms | self.phrase_anchors
        self.participles = verbs.ing_forms - verbs.past_forms
        self.bare = verbs.base_forms - verbs.past_forms
        self.be = clauses.be | clauses.being
        self.be_or_perfect = self.be | clauses.perfect
        self.alone = clauses.plural_alone | clauses.single_alone
        self.not_before_verb = clauses.unsaid | (classes.determiners - self.alone)
        self.object_words = classes.object_pronouns | clauses.it
        self.subordinating = classes.conjunctions - clauses.coordinating
        self.participle_papers = clauses.papers | clauses.participle_papers
        self.before_participle = (
            clauses.before_participle | self.participle_papers | classes.adverbs | self.be
            | clauses.as_
        )  # fmt: skip
        self.object_prepositions = classes.prepositions - clauses.place_prepositions
        self.opens_clause = clauses.opens_clause | classes.person_pronouns
        self.opens_claim = (
            clauses.opens_claim | self.opens_clause | classes.determiners | classes.adverbs
            | self.weekdays | classes.time_nouns
        )  # fmt: skip
        self.after_speaker = clauses.after_speaker | classes.prepositions | self.weekdays
        self.not_after_speaker = classes.auxiliaries | (verbs.cue_forms - verbs.ing_forms)

        # People
        self.male = names.male_titles | references.male_nouns
        self.female = names.female_titles | references.female_nouns
        self.person_words = verbs.role_nouns | self.titles
        self.not_person = self.bodies | classes.determiners
        self.not_surname = names.ranks | names.nationalities
        self.offices = names.ranks | names.organisation_words | names.heads_of
        self.group_names = self.bodies | names.nationalities
        self.groups = verbs.group_nouns | names.organisation_words

        # Quotations
        self.title_before = quotations.titled | quotations.title_before
        self.quotation_papers = clauses.papers | clauses.quotation_papers
        self.apart_after = clauses.be | quotations.apart_after
        self.before_noun_title = classes.prepositions | classes.determiners
        self.next_clause = classes.adverbs | clauses.as_
        first_person = "|".join(
            re.escape(word).replace("'", "['’]") for word in sorted(quotations.first_person)
        )
        self.first_person = re.compile(rf"\b(?:{first_person})\b")
        self.elisions = re.compile(
            rf"(?:{'|'.join(sorted(quotations.elisions)) or NOTHING})\b|\d0s\b", re.IGNORECASE
        )

        # Tokens
        abbreviations = [word.capitalize() for word in sorted(phrases.abbreviations)]
        initials = "".join(sorted({word[0] for word in abbreviations}))
        # Spaces are taken along, as looking in vain at each costs most; plain words come first
        self.token = re.compile(
            r" ?([A-Za-z]++(?=[ ,])"
            r"|(?=\w)(?:[^\W\d_]\.(?:[^\W\d_]\.)+"
            rf"|(?=[{initials}])(?:{'|'.join(abbreviations)})\."
            r"|\w+(?:[.’'@&/–-]\w+)*(?:[’'](?!\w))?)"
            rf"|{FILLER}+(?:[.!?…,;:—–-]?”+)?|--+|[^\w\s])"
        )
        """One word, mark or quotation as its first group."""

    def is_role(self, word: str) -> bool:
        """Whether a word is a noun for a person or a body: "spokesman", "officials", "ministry".

        A word in -er or -ist counts only with a small letter: "baker" works, "Baker" is a name.
        """
        low = word.lower().replace("’", "'")
        if low in self.roles:
            return True
        if word[:1].isupper():
            return False
        single = self.single(low)
        return (
            len(single) > 4
            and single.endswith(self.phrases.agent_endings)
            and single not in self.verbs.no_agents
        )

    def single(self, low: str) -> str:
        """A noun without the ending of the plural."""
        return low.removesuffix(self.phrases.plural_ending) if self.is_plural(low) else low

    def is_plural(self, low: str) -> bool:
        """Whether a noun ends as plurals do."""
        phrases = self.phrases
        return low.endswith(phrases.plural_ending) and not low.endswith(phrases.not_plural_endings)

    def is_adverb(self, low: str, longer_than: int = 4) -> bool:
        """Whether a word that no table has ends as adverbs do."""
        return (
            low.endswith(self.phrases.adverb_endings)
            and len(low) > longer_than
            and low not in self.classes.ly_nouns
        )

    def is_regular_past(self, low: str) -> bool:
        """Whether a word ends as past forms do."""
        return low.endswith(self.phrases.past_endings) and len(low) > 4


@cache
def speech_words(code: str = DEFAULT) -> SpeechWords:
    """The words of a language, laid out when they are first asked for."""
    return SpeechWords(load(code))


def _with_plurals(language: Language) -> frozenset[str]:
    """The nouns for people and bodies, and their plurals."""
    speech, phrases = language.speech, language.speech.phrases
    singles = speech.role_nouns | speech.group_nouns
    ending = phrases.plural_ending
    plurals = {word + ending for word in singles if not word.endswith(ending)}
    changed = {
        word.removesuffix(single) + plural
        for single, plural in phrases.plural_changes.items()
        for word in speech.group_nouns
        if word.endswith(single)
    }
    return singles | plurals | changed


def _cue_phrases(language: Language) -> dict[str, CuePhrase]:
    """The cues of several words, by the longest of them."""
    cues = language.speech.phrase_cues
    found: dict[str, CuePhrase] = {}
    for phrases, is_before, needs_quote in (
        (cues.before_speaker, True, False),
        (cues.after_speaker, False, False),
        (cues.between, False, True),
    ):
        for phrase in phrases:
            words = tuple(phrase.split())
            longest = max(words, key=len)
            found[longest] = CuePhrase(words, words.index(longest), is_before, needs_quote)
    return found


def _first_words(phrases: tuple[str, ...]) -> list[str]:
    return [phrase.split()[0] for phrase in phrases]
