"""The grammar of who says it: from a cue verb to the words that name its speaker."""

from __future__ import annotations

from typing import NamedTuple

from extractor.languages.en.cues import (
    AFTER_QUOTE_ONLY,
    ALWAYS_SPEECH,
    BASE,
    CLAIM_FORMS,
    CUE_FORMS,
    ING,
    NEEDS_CLAUSE,
    NEEDS_OUT,
    PAST,
    THIRD,
)
from extractor.languages.en.lexicon import (
    ADVERBS,
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    PERSON_PRONOUNS,
    PREPOSITIONS,
    TIME_NOUNS,
    WEEKDAYS,
    words,
)
from extractor.scanning.speech.frames import FILLER, Frame, Token
from extractor.scanning.speech.phrases import (
    Phrase,
    can_speak,
    has_word,
    noun_phrase_ending,
    skip_adverbs,
)
from extractor.scanning.speech.phrases_ahead import phrase_after, subject_of
from extractor.scanning.speech.subjects import subject_before

PHRASE_CUES = words("according words put puts went goes")
"""Words that are cues only in a phrase: "according to", "in the words of", "put it", "went on"."""

_LOOK_BACK = 60
"""Quotation marks further from a verb than this many tokens are not its own."""

_ALONE = words("both all some many several others each another that this these those")
"""Determiners that stand for a noun of their own."""

_PLURAL_ALONE = words("both all some many several others these those")
"""Those of them that no third-person singular follows."""

_PLURAL_ODD = words(
    "police people they we you i men women children officials authorities media data many some"
    " others both parents residents"
)


class Cue(NamedTuple):
    """One cue verb and its speaker."""

    first: int
    """Its first token: "according" of "according to"."""
    last: int
    """Its last token."""
    speaker: Phrase
    side: str
    """`before` or `after`: where the speaker stands; `by` after "according to" and passives;
    `shared` where it is taken over from an earlier verb of the sentence."""
    is_claim: bool
    """Whether a claim follows even without quotation marks."""


def find_cues(frame: Frame) -> list[Cue]:
    """Every cue verb of a sentence whose speaker is found, in reading order."""
    cues: list[Cue] = []
    if _MAY_CUE.isdisjoint(frame.words):
        return cues
    tokens = frame.tokens
    for i, token in enumerate(tokens):
        low = token.low
        if low not in _MAY_CUE:
            continue
        if low == "according" and i + 1 < len(tokens) and tokens[i + 1].low == "to":
            phrase = phrase_after(tokens, i + 2)
            if phrase is not None:
                cues.append(Cue(i, i + 1, phrase, "by", True))
        elif (
            low == "words"
            and i >= 2
            and tokens[i - 2].low == "in"
            and has_word(tokens, i + 1, "of")
        ):
            phrase = phrase_after(tokens, i + 2)
            if phrase is not None:
                cues.append(Cue(i - 2, i + 1, phrase, "by", True))
        elif i and (
            (low in ("put", "puts") and has_word(tokens, i + 1, "it"))
            or (low in ("went", "goes") and has_word(tokens, i + 1, "on") and _goes_on(tokens, i))
        ):
            phrase = subject_before(tokens, skip_adverbs(tokens, i - 1))
            if phrase is not None:
                cues.append(Cue(i, i + 1, phrase, "before", True))
        elif low in CUE_FORMS and not (token.is_capital and i > 0):
            cue = _cue_at(tokens, i, cues)
            if cue is not None:
                cues.append(cue)
    return cues


def _cue_at(tokens: list[Token], i: int, earlier: list[Cue]) -> Cue | None:
    low = tokens[i].low
    beside_quote = _is_beside_quote(tokens, i)
    if low in AFTER_QUOTE_ONLY and not beside_quote:
        return None
    following = tokens[i + 1].low if i + 1 < len(tokens) else ""
    if (
        low in PAST
        and following == "to"
        and i + 2 < len(tokens)
        and tokens[i + 2].low in ("be", "have")
    ):
        return None  # "thought to be", "said to have"
    if low in NEEDS_OUT and following not in ("out", "that") and not _opens_quote(tokens, i):
        return None
    is_claim = low in CLAIM_FORMS
    previous = skip_adverbs(tokens, i - 1)
    if low in ING and low not in PAST:
        return _participle(tokens, i, previous, earlier, is_claim, beside_quote)
    # "X was quoted as saying", "was told by X", "it was reported by X"
    if previous >= 0 and tokens[previous].low in _BE:
        return _passive(tokens, i, previous, is_claim)
    side = "before"
    phrase: Phrase | None = None
    at = previous
    while at >= 0 and tokens[at].low in _PERFECT:
        at = skip_adverbs(tokens, at - 1)
    if at >= 0 and (tokens[at].low in _UNSAID or tokens[at].low in _ONLY_ADJECTIVE):
        return None
    if at >= 0 and low in BASE and low not in PAST and not _is_plural_subject(tokens, at):
        return None
    if at >= 0 and _is_noun(tokens, i, at):
        return None
    after_mark = at >= 0 and tokens[at].text in ",—–" and at == previous and is_claim
    inverts = at < 0 or tokens[at].is_quote or after_mark
    if inverts and low not in ("told", "tells", "tell"):  # "told X" names who listens
        phrase = phrase_after(tokens, i + 1)
        if phrase is not None and tokens[phrase.first].low in ("it", "him", "them", "me"):
            phrase = None  # "called it": the object
        elif phrase is not None and not (
            _ends_clause(tokens, phrase.last + 1, at)
            and (at < 0 or tokens[at].is_quote or can_speak(tokens, phrase))
        ):
            phrase = None
        side = "after"
    if phrase is None and at >= 0:
        side = "before"
        if tokens[at].low in ("and", "but", "or", "then") or (
            tokens[at].text == "," and at > 0 and tokens[at - 1].low in ("and", "but")
        ):
            if not beside_quote and not _has_word_after(tokens, i):
                return None  # "between the centre and states": a noun, as nothing is claimed
            phrase = _shared(tokens, at, earlier)
            side = "shared"
        else:
            phrase = subject_before(tokens, at)
    if phrase is None:
        return None
    if (
        tokens[phrase.last].low in ("it", "who")
        and phrase.first == phrase.last
        and not (low in ALWAYS_SPEECH or beside_quote or has_word(tokens, i + 1, "that"))
    ):
        return None
    follows_quote = side == "after" and at >= 0 and tokens[at].is_quote
    if (
        low in ALWAYS_SPEECH
        or (is_claim and follows_quote)
        or (_opens_quote(tokens, i) and (not earlier or can_speak(tokens, phrase)))
    ):
        return Cue(i, i, phrase, side, is_claim)
    opens = _opens_claim(tokens, i)
    if not can_speak(tokens, phrase) or not (beside_quote or side == "after" or opens):
        return None
    return Cue(i, i, phrase, side, is_claim and opens)


def _opens_quote(tokens: list[Token], i: int) -> bool:
    """Whether a quotation follows the verb, or all but follows it."""
    at = i + 1
    if at < len(tokens) and tokens[at].low == "that":
        at += 1
    if at < len(tokens) and tokens[at].text in ",:":
        at += 1
    return at < len(tokens) and tokens[at].is_quote


_BE = words("is are was were be been being")
_PERFECT = words("has have had 've 'd")
_BE_OR_HAVE = _BE | _PERFECT
_SUBORDINATING = CONJUNCTIONS - {"and", "but", "or", "while"}
_FINITE = CUE_FORMS - ING
_MAY_CUE = CUE_FORMS | PHRASE_CUES
_UNSAID = words(
    "not never to would will could should may might must can cannot did does do won't wouldn't"
    " couldn't didn't doesn't don't can't n't shall without"
)
_ONLY_ADJECTIVE = DETERMINERS - _ALONE


def _is_beside_quote(tokens: list[Token], i: int) -> bool:
    """Whether a quotation stands near in the same sentence."""
    low = max(0, i - _LOOK_BACK)
    return any(token.text[0] == FILLER for token in tokens[low : i + _LOOK_BACK])


def _participle(
    tokens: list[Token], i: int, previous: int, earlier: list[Cue], is_claim: bool, near: bool
) -> Cue | None:
    is_claim = is_claim and (tokens[i].low in _SAYING or _opens_claim(tokens, i))
    if tokens[i].low == "reading" or (tokens[i].low == "adding" and has_word(tokens, i + 1, "to")):
        return None  # "a text reading", "adding to the misery"
    if not near and not is_claim:
        return None
    if previous >= 0 and tokens[previous].low in _BEFORE_NOUN:
        return None  # "a finding"
    before = tokens[i - 1] if i else None
    if (
        before is not None
        and before.is_word
        and before.low not in _MAY_GO_BEFORE_ING
        and not before.low.endswith("ly")
        and not _opens_quote(tokens, i)
        and not has_word(tokens, i + 1, "that")
        and not _is_with(tokens, previous)
    ):
        return None  # "tsunami warning alarms"
    quoted = _quoted_as(tokens, previous)
    if quoted is not None:
        at = skip_adverbs(tokens, quoted - 1)
        while at >= 0 and tokens[at].low in _BE_OR_HAVE:
            at = skip_adverbs(tokens, at - 1)
        phrase = subject_before(tokens, at) if at >= 0 else None
        return Cue(i, i, phrase, "before", is_claim) if phrase else None
    if previous >= 0 and tokens[previous].low in _BE:  # "is saying"
        phrase = subject_before(tokens, skip_adverbs(tokens, previous - 1))
        return Cue(i, i, phrase, "before", is_claim) if phrase else None
    if previous >= 0 and tokens[previous].is_word and tokens[previous].low not in _BEFORE_ING:
        phrase = noun_phrase_ending(tokens, previous)
        if phrase is not None and phrase.first > 0 and can_speak(tokens, phrase):
            head = tokens[phrase.first - 1]
            if head.low == "with":
                return Cue(i, i, phrase, "before", is_claim)
            if tokens[previous].low in _PAPERS:
                shared = _shared(tokens, i, earlier)
                return Cue(i, i, shared, "shared", is_claim) if shared else None
            if head.low in PREPOSITIONS and head.low not in ("to", "in", "at", "from", "by", "on"):
                return None
    phrase = _shared(tokens, i, earlier)
    if phrase is None or not can_speak(tokens, phrase):
        return None
    return Cue(i, i, phrase, "shared", is_claim)


def _quoted_as(tokens: list[Token], at: int) -> int | None:
    """Where "quoted" stands in "quoted as saying", "quoted by the daily as saying"."""
    if at < 0 or tokens[at].low != "as":
        return None
    near = range(at - 1, max(-1, at - 9), -1)
    return next((k for k in near if tokens[k].low in ("quoted", "cited")), None)


def _is_with(tokens: list[Token], at: int) -> bool:
    """Whether the noun at `at` opens with "with": "with officials reporting"."""
    phrase = noun_phrase_ending(tokens, at) if at >= 0 else None
    return phrase is not None and phrase.first > 0 and tokens[phrase.first - 1].low == "with"


_BEFORE_NOUN = words("a an the his its their our my your every no any such")
"""Determiners of which none stands for a noun of its own."""
_PAPERS = words(
    "statement message letter email speech tweet post note release memo report interview"
    " article video"
)  # fmt: skip
_SAYING = words("saying adding telling stating insisting claiming arguing noting")
_BEFORE_ING = words("by while and or in when before after")
_MAY_GO_BEFORE_ING = _BEFORE_ING | _PAPERS | ADVERBS | _BE | {"as"}


def _passive(tokens: list[Token], i: int, previous: int, is_claim: bool) -> Cue | None:
    for by in range(i + 1, min(i + 8, len(tokens))):
        if tokens[by].text in ",;:" or tokens[by].low in CONJUNCTIONS:
            break
        if tokens[by].low == "by":
            phrase = phrase_after(tokens, by + 1)
            if phrase is not None and can_speak(tokens, phrase):
                return Cue(i, by, phrase, "by", is_claim)
            break
    return None


def _shared(tokens: list[Token], before: int, earlier: list[Cue]) -> Phrase | None:
    """The speaker that an earlier verb of the sentence already has, or the sentence's subject."""
    inner: Phrase | None = None
    for cue in reversed(earlier):
        if cue.last < before:
            head = cue.speaker.first - 1
            if head >= 0 and tokens[head].low in _SUBORDINATING:
                inner = inner or cue.speaker
                continue
            return cue.speaker
    return subject_of(tokens, before) or inner


def _opens_claim(tokens: list[Token], i: int) -> bool:
    """Whether what follows the verb is a claim, and no bare noun that the verb describes."""
    if i + 1 >= len(tokens):
        return True
    following = tokens[i + 1]
    low = following.low
    if not following.is_word:
        return True
    if tokens[i].low in NEEDS_CLAUSE:
        return low in PERSON_PRONOUNS or low in ("that", "there", "his", "her", "their", "its")
    return (
        low in DETERMINERS
        or low in PERSON_PRONOUNS
        or low in ADVERBS
        or low in WEEKDAYS
        or low in TIME_NOUNS
        or low in ("that", "there", "to", "on", "in", "at", "how", "why", "whether", "if", "what")
        or following.is_capital
        or following.text[0].isdigit()
        or low.endswith(("ing", "s", "ly"))
        or low in ("over", "about", "around", "nearly", "almost", "more", "fewer", "less", "people")
    )


def _goes_on(tokens: list[Token], i: int) -> bool:
    """Whether "went on" goes on with speech: "He went on: “…”", and not with a journey."""
    return i + 3 < len(tokens) and tokens[i + 2].text in (":", ",") and tokens[i + 3].is_quote


def _is_noun(tokens: list[Token], i: int, at: int) -> bool:
    """Whether a form that is a verb as well is a noun here: "at some point", "many fears"."""
    low, determiner = tokens[i].low, tokens[at].low
    if determiner not in _ALONE or low in ALWAYS_SPEECH:
        return False
    if low in THIRD:
        return determiner in _PLURAL_ALONE
    return low in BASE and low not in PAST and at > 0 and tokens[at - 1].low in PREPOSITIONS


def _has_word_after(tokens: list[Token], i: int) -> bool:
    return i + 1 < len(tokens) and (tokens[i + 1].is_word or tokens[i + 1].text in ",:")


def _is_plural_subject(tokens: list[Token], at: int) -> bool:
    low = tokens[at].low
    if low in _PLURAL_ODD:
        return True
    if low == "who":
        return True
    return low.endswith("s") and not low.endswith(("ss", "'s", "us")) and tokens[at].is_word


def _ends_clause(tokens: list[Token], i: int, before: int) -> bool:
    """Whether an inverted speaker is complete: no verb follows that it would be the subject of."""
    if i >= len(tokens) or not tokens[i].is_word:
        return True
    low = tokens[i].low
    if before >= 0 and tokens[before].text in ",—–":
        return low in PREPOSITIONS or low in WEEKDAYS or low in ("who", "yesterday", "today", "as")
    return low not in AUXILIARIES and low not in _FINITE
