"""`speech.toml`: who speaks, with which verbs, and how the clauses of speech are built."""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from extractor.languages.lexicon import Block

_STRICT = ConfigDict(extra="forbid", frozen=True)


class VerbForms(NamedTuple):
    """The forms of a verb."""

    base: str
    past: str
    ing: str
    third: str


class PhraseCues(BaseModel):
    """Cues of more than one word."""

    model_config = _STRICT

    before_speaker: tuple[str, ...]
    after_speaker: tuple[str, ...]
    between: tuple[str, ...]


class PhraseWords(BaseModel):
    """What a noun phrase is told by."""

    model_config = _STRICT

    adverb_endings: tuple[str, ...]
    participle_endings: tuple[str, ...]
    past_endings: tuple[str, ...]
    possessive: str
    plural_ending: str
    not_plural_endings: tuple[str, ...]
    plural_changes: dict[str, str]
    agent_endings: tuple[str, ...]
    name_prefixes: tuple[str, ...]
    abbreviations: Block
    object_pronouns: Block
    connectors: Block
    role_connectors: Block
    name_connectors: Block
    noun_connectors: Block
    of: Block
    for_: Block
    joints: Block
    and_: Block
    the: Block
    that: Block
    pointing: Block
    determiner_adverbs: Block
    ordinal_adverbs: Block
    before_determiner: Block
    cue_nouns: Block
    plural_cue_nouns: Block
    past_nouns: Block
    speech_only: Block
    which_time: Block
    before_weekday: Block
    before_time: Block
    parts_of_time: Block
    before_name: Block
    before_name_endings: tuple[str, ...]
    speaking_words: Block
    of_names: Block
    before_second: Block
    opening_joints: Block
    relatives: Block
    modifier_relatives: Block
    modifier_openers: Block
    generations: Block
    subject_prepositions: Block


class ClauseWords(BaseModel):
    """What the clause of a cue verb is told by."""

    model_config = _STRICT

    be: Block
    being: Block
    perfect: Block
    unsaid: Block
    plural_alone: Block
    single_alone: Block
    before_noun: Block
    plural_subjects: Block
    not_plural_endings: tuple[str, ...]
    said_of: frozenset[str]
    opens_finding: Block
    listener_verbs: Block
    it: Block
    empty_subjects: Block
    joints: Block
    comma_joints: Block
    coordinating: Block
    opens_claim: Block
    opens_clause: Block
    claim_endings: tuple[str, ...]
    after_speaker: Block
    no_sayings: frozenset[str]
    sayings: Block
    before_participle: Block
    quoted: Block
    as_: Block
    by: Block
    with_: Block
    place_prepositions: Block
    papers: Block
    participle_papers: Block
    quotation_papers: Block


class ReferenceWords(BaseModel):
    """What says whom a pronoun may stand for."""

    model_config = _STRICT

    male: Block
    female: Block
    plural: Block
    male_nouns: Block
    female_nouns: Block
    plural_nouns: Block
    person_endings: tuple[str, ...]
    sure_person_endings: tuple[str, ...]
    owners: Block


class QuotationWords(BaseModel):
    """What says whether words between marks are speech, a title, or only set apart."""

    model_config = _STRICT

    elisions: Block
    apostrophe_after: str
    titled: Block
    title_before: Block
    scare_before: Block
    known_as: Block
    apart_after: Block
    first_person: Block


class SpeechTables(BaseModel):
    """`speech.toml`."""

    model_config = _STRICT

    role_nouns: Block
    group_nouns: Block
    no_agents: Block
    claim_verbs: Block
    judgement_verbs: Block
    attributing_verbs: Block
    always_speech: Block
    after_quote_only: Block
    needs_out: Block
    needs_clause: Block
    doubling: Block
    unchanged_past: Block
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
