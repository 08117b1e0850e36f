"""Whether words between quotation marks are speech, a title, or only set apart."""

from __future__ import annotations

import re

from extractor.scanning.speech.frames import Token
from extractor.scanning.speech.phrases import low_at
from extractor.scanning.speech.words import SpeechWords
from extractor.schemas.quotation import QuotationKind

_WORDS = re.compile(r"\w+(?:[’'-]\w+)*")
_SHARE_OF_CAPITALS = 0.6
"""So many of a title's words have capitals."""
_LONGEST_TITLE_WITH_STOP = 6
_SHORTEST_SPEECH = 5
"""Words that are speech though nobody is found who says them."""
_SHORTEST_OPENED = 3
"""The same for a whole sentence in the first person."""
_SHORTEST_NESTED = 4
_FAR = 6
"""A single word stands further from its verb than this many tokens only by chance."""


def kind_of(
    words: SpeechWords, tokens: list[Token], at: int, inner: str, *,
    has_speaker: bool, cue_at: int | None,
) -> QuotationKind:  # fmt: skip
    """The kind of the quotation that token `at` stands for.

    `cue_at` is where in the text the verb of its speaker begins, if it has one.
    """
    quoted = _WORDS.findall(inner)
    if not quoted:
        return "scare"
    before, two_before = low_at(tokens, at - 1), low_at(tokens, at - 2)
    ends_sentence = inner[-1:] in ",.?!…"
    is_long_sentence = inner[-1:] in ".?!…" and len(quoted) > _LONGEST_TITLE_WITH_STOP
    has_capitals = _has_capitals(quoted) and not is_long_sentence
    is_title = has_capitals and len(quoted) > 1 and not ends_sentence
    title_before = words.title_before
    if before in words.quotations.titled:
        return "title"
    if has_capitals and (before in title_before or (before == "," and two_before in title_before)):
        return "title"
    if before in words.quotations.scare_before and not ends_sentence:
        return "scare"
    if before in words.clauses.as_ and two_before in words.quotations.known_as:
        return "scare"
    is_short_name = has_capitals and len(quoted) <= 2 and not ends_sentence
    if is_short_name and _is_nickname(words, tokens, at):
        return "scare"
    if has_speaker and not (len(quoted) == 1 and _is_far(words, tokens, at, cue_at)):
        return "title" if is_title and _is_noun(words, tokens, at) else "speech"
    if is_title:
        return "title"
    lead = two_before if before in (",", ":") or before in words.phrases.that else before
    if (
        len(quoted) >= _SHORTEST_SPEECH
        or (lead in words.verbs.cue_forms and not has_capitals)
        or (ends_sentence and len(quoted) >= _SHORTEST_OPENED and words.first_person.search(inner))
    ):
        return "speech"
    return "scare"


def nested_kind(inner: str) -> QuotationKind:
    """The kind of a quotation inside another."""
    quoted = _WORDS.findall(inner)
    if len(quoted) > 1 and _has_capitals(quoted):
        return "title"
    return "speech" if len(quoted) >= _SHORTEST_NESTED or inner[-1:] in ",.?!" else "scare"


def _has_capitals(quoted: list[str]) -> bool:
    capitals = sum(word[0].isupper() for word in quoted)
    return capitals >= max(1, _SHARE_OF_CAPITALS * len(quoted))


def _is_nickname(words: SpeechWords, tokens: list[Token], at: int) -> bool:
    """Whether a name stands around it: William "Bill" Smith."""
    if at + 1 >= len(tokens) or not tokens[at + 1].is_capital:
        return False
    return at == 0 or (
        tokens[at - 1].is_capital
        or tokens[at - 1].text == ","
        or tokens[at - 1].low in words.phrases.joints
    )


def _is_noun(words: SpeechWords, tokens: list[Token], at: int) -> bool:
    """Whether a capitalised quotation stands where a noun does, not where speech does."""
    return at > 0 and (tokens[at - 1].low in words.before_noun_title or tokens[at - 1].is_capital)


def _is_far(words: SpeechWords, tokens: list[Token], at: int, cue_at: int | None) -> bool:
    """Whether a quoted word stands far behind the verb, so that it is hardly the speaker's own."""
    if cue_at is None or tokens[at].start < cue_at:
        return False
    before = low_at(tokens, at - 1)
    if before in words.phrases.and_ and any(t.is_quote for t in tokens[max(0, at - 9) : at]):
        return False
    if before in words.apart_after:
        return False
    distance = next((k for k in range(at, -1, -1) if tokens[k].start <= cue_at), at)
    return at - distance > _FAR
