"""Where a fact happened: the place that it gives, against the words of its story."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.checks.check import declare
from extractor.checks.evidence.text_index import TextIndex
from extractor.checks.fact.passage import passage_of, sentences_of, subject_of
from extractor.checks.findings import make_finding, quoted, where
from extractor.checks.passes import on_fact
from extractor.checks.quotation.speakers import find_words
from extractor.languages.current import by_language
from extractor.languages.language import Language
from extractor.languages.patterns import either, maybe
from extractor.schemas.fact import Fact
from extractor.schemas.finding import Finding
from extractor.schemas.span import Span

WHERE = declare(
    "place.value", "Where a fact happened: words that the story does not have", severity="warning"
)


@on_fact(WHERE, order=40)
def check_where(fact: Fact, story: TextIndex) -> Iterator[Finding]:
    """The verdict on the place that a fact names, if it names one."""
    if fact.where:
        yield _verdict(fact, story)


def _verdict(fact: Fact, story: TextIndex) -> Finding:
    words = fact.where or ""
    subject = subject_of(fact, "where")
    passage = passage_of(fact, story)
    place = (story.find(words, passage) if passage else None) or find_words(words, story)
    if place is None:
        return make_finding(
            "place.value",
            "absent",
            fact.span,
            f"{quoted(words)} is not in the story.",
            subject=subject,
            found=words,
        )
    own = list(_in_its_sentences(words, fact, story))
    named = next((each for each in own if is_place(each, story)), None)
    if named is not None:
        return make_finding(
            "place.value",
            "matches",
            fact.span,
            f"{quoted(words)} is where it happened, by the words quoted for the fact.",
            subject=subject,
            evidence=(named,),
            found=words,
            expected=named.text,
        )
    near = passage is not None and passage.overlaps(place)
    it_stands = f"elsewhere in the story ({where(story, place)})"
    if own:
        place, it_stands = own[0], "there, but not as a place"
    elif near:
        it_stands = "in another sentence"
    return make_finding(
        "place.value",
        "misplaced",
        fact.span,
        f"{quoted(words)} stands {it_stands}; it may not have happened there.",
        subject=subject,
        severity="look",
        evidence=(place,),
        found=words,
        expected=place.text,
    )


class _Words:
    """The patterns of one language."""

    def __init__(self, language: Language) -> None:
        words = language.people.places
        preposition = rf"\b{either(words.all)}\s+"
        letters = r"[^\W\d_]+"
        self.opens_with_one = re.compile(preposition, re.IGNORECASE)
        self.at_a_place = re.compile(
            rf"(?:{preposition}{maybe(words.determiners)}(?:{letters}\s+{either(words.of)}\s+)?"
            rf"(?:{letters}{either(words.region_endings)}\s+)?)$",
            re.IGNORECASE,
        )
        """What stands before a place: "in", "in the city of", "in northern"."""
        self.behind_another = re.compile(
            rf"(?:^|[.!?]\s+|(?i:{preposition}){maybe(words.the)})"
            r"(?:[^\W\d_a-zß-ÿ][\w’'.-]*\s+){0,3}[^\W\d_a-zß-ÿ][\w’'-]*\s*,\s*$"
        )
        """The same where another place and a comma stand between: "in Velm, "."""


_words = by_language(_Words)
_REACH = 50


def _in_its_sentences(words: str, fact: Fact, story: TextIndex) -> Iterator[Span]:
    """Where words stand in the sentences that a fact stands on."""
    sentences = sentences_of(fact, story)
    while sentences is not None:
        place = story.find(words, sentences)
        if place is None:
            return
        yield place
        sentences = Span.of(story.text, place.end, sentences.end)


def is_place(words: Span, story: TextIndex) -> bool:
    """Whether words say where: behind a preposition, or with one of their own."""
    if any(words.overlaps(said.speaker) for said in story.scan.attributions):
        return False  # "in Velm, Reuters reported"
    before = story.text[max(0, words.start - _REACH) : words.start]
    said = _words()
    return bool(
        said.opens_with_one.match(words.text)
        or said.at_a_place.search(before)
        or said.behind_another.search(before)
    )
