"""`speech.toml`: who speaks, with which verbs, and how the clauses of speech are built."""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

from extractor.languages.table import Table, Words


class VerbForms(NamedTuple):
    """The forms of a verb."""

    base: str
    past: str
    ing: str
    third: str


class PhraseCues(Table):
    """Cues of more than one word."""

    before_speaker: tuple[str, ...]
    after_speaker: tuple[str, ...]
    between: tuple[str, ...]


class PhraseWords(Table):
    """What a noun phrase is told by."""

    adverb_endings: tuple[str, ...]
    participle_endings: tuple[str, ...]
    past_endings: tuple[str, ...]
    possessive: str
    plural_ending: str
    not_plural_endings: tuple[str, ...]
    plural_changes: dict[str, str]
    agent_endings: tuple[str, ...]
    name_prefixes: tuple[str, ...]
    abbreviations: Words
    connectors: Words
    role_connectors: Words
    name_connectors: Words
    noun_connectors: Words
    of: Words
    for_: Words
    joints: Words
    and_: Words
    the: Words
    that: Words
    pointing: Words
    determiner_adverbs: Words
    ordinal_adverbs: Words
    before_determiner: Words
    cue_nouns: Words
    plural_cue_nouns: Words
    past_nouns: Words
    speech_only: Words
    which_time: Words
    before_weekday: Words
    before_time: Words
    parts_of_time: Words
    before_name: Words
    before_name_endings: tuple[str, ...]
    speaking_words: Words
    of_names: Words
    before_second: Words
    opening_joints: Words
    relatives: Words
    modifier_relatives: Words
    verb_relatives: Words = frozenset()
    """Words that take up a noun only where a verb follows: "the mill that opened"."""
    modifier_openers: Words
    generations: Words
    subject_prepositions: Words


class ClauseWords(Table):
    """What the clause of a cue verb is told by."""

    be: Words
    being: Words
    perfect: Words
    unsaid: Words
    plural_alone: Words
    single_alone: Words
    before_noun: Words
    plural_subjects: Words
    not_plural_endings: tuple[str, ...]
    said_of: Words
    opens_finding: Words
    listener_verbs: Words
    it: Words
    empty_subjects: Words
    joints: Words
    comma_joints: Words
    coordinating: Words
    opens_claim: Words
    opens_clause: Words
    claim_endings: tuple[str, ...]
    after_speaker: Words
    no_sayings: Words
    sayings: Words
    before_participle: Words
    quoted: Words
    as_: Words
    by: Words
    with_: Words
    place_prepositions: Words
    papers: Words
    participle_papers: Words
    quotation_papers: Words


class ReferenceWords(Table):
    """What says whom a pronoun may stand for."""

    male: Words
    female: Words
    plural: Words
    male_nouns: Words
    female_nouns: Words
    plural_nouns: Words
    person_endings: tuple[str, ...]
    sure_person_endings: tuple[str, ...]
    owners: Words


class QuotationWords(Table):
    """What says whether words between marks are speech, a title, or only set apart."""

    dialogue_dashes: bool = False
    """Whether a dash at the head of a line opens speech: "—Vamos —dijo Ana—. Es tarde."."""
    elisions: Words
    apostrophe_after: str
    titled: Words
    title_before: Words
    scare_before: Words
    known_as: Words
    apart_after: Words
    first_person: Words


class SpeechTables(Table):
    """`speech.toml`."""

    role_nouns: Words
    group_nouns: Words
    no_agents: Words
    claim_verbs: Words
    judgement_verbs: Words
    attributing_verbs: Words
    always_speech: Words
    after_quote_only: Words
    needs_out: Words
    needs_clause: Words
    doubling: Words
    unchanged_past: Words
    phrase_cues: PhraseCues
    phrases: PhraseWords
    clauses: ClauseWords
    references: ReferenceWords
    quotations: QuotationWords

    @cached_property
    def forms(self) -> tuple[VerbForms, ...]:
        """The four forms of every cue verb."""
        return tuple(self.forms_of(verb) for verb in (*self.claim_verbs, *self.judgement_verbs))

    @cached_property
    def claim_forms(self) -> frozenset[str]:
        """Every form of the verbs after which a claim follows."""
        return frozenset(form for verb in self.claim_verbs for form in self.forms_of(verb))

    @cached_property
    def attributing_forms(self) -> frozenset[str]:
        """ "denies", "denied": they say whose word it is, whatever follows."""
        verbs = [self.forms_of(verb) for verb in self.attributing_verbs]
        return frozenset(form for verb in verbs for form in (verb.past, verb.third))

    @cached_property
    def base_forms(self) -> frozenset[str]:
        """ "say"."""
        return frozenset(verb.base for verb in self.forms)

    @cached_property
    def past_forms(self) -> frozenset[str]:
        """ "said"."""
        return frozenset(verb.past for verb in self.forms)

    @cached_property
    def ing_forms(self) -> frozenset[str]:
        """ "saying"."""
        return frozenset(verb.ing for verb in self.forms)

    @cached_property
    def third_forms(self) -> frozenset[str]:
        """ "says"."""
        return frozenset(verb.third for verb in self.forms)

    @cached_property
    def cue_forms(self) -> frozenset[str]:
        """Every form of every cue verb."""
        return frozenset(form for verb in self.forms for form in verb)

    @cached_property
    def listener_forms(self) -> frozenset[str]:
        """Every form of the verbs behind which the listener stands."""
        by_base = {verb.base: verb for verb in self.forms}
        return frozenset(form for verb in self.clauses.listener_verbs for form in by_base[verb])

    def forms_of(self, verb: str) -> VerbForms:
        """The forms of a verb as the table writes it."""
        if ":" in verb:
            return VerbForms(*verb.split(":"))
        stem = verb[:-1] if verb.endswith("e") else verb
        third = verb + ("es" if verb.endswith(("s", "sh", "ch", "x")) else "s")
        if verb in self.doubling:
            stem += verb[-1]
        past = verb if verb in self.unchanged_past else stem + "ed"
        return VerbForms(verb, past, stem + "ing", third)
