"""Names of a claim that its sources do not have, or spell otherwise."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise, product

from extractor.checks.check import declare
from extractor.checks.evidence.countries import kin, seats
from extractor.checks.evidence.folding import plain
from extractor.checks.evidence.name_tokens import NAME_WORD, name_tokens, titles
from extractor.checks.evidence.text_index import LONGEST_SHORT, TextIndex
from extractor.checks.findings import DRAFT, Subject, make_finding, quoted, source_number, where
from extractor.checks.name.sentence_openers import opening_names
from extractor.checks.name.spelling import is_transliterated, near_spelling
from extractor.checks.passes import on_draft
from extractor.languages.current import by_language, current
from extractor.languages.language import Language
from extractor.languages.patterns import either
from extractor.schemas.finding import Finding, Verdict
from extractor.schemas.span import Span


class _Words:
    """The patterns and lists of one language."""

    def __init__(self, language: Language) -> None:
        words, places = language.people.names, language.people.places
        self.short_forms = words.short_forms
        full_forms = frozenset[str]().union(*words.short_forms.values())
        self.shortened = {
            full: frozenset(short for short, fulls in words.short_forms.items() if full in fulls)
            for full in full_forms
        }
        """The short forms of each full one."""
        self.opener = re.compile(rf"{either(words.opener_endings)}$")
        region = rf"\w+{either(places.reached_endings)}"
        self.at_a_place = re.compile(
            rf"\b{either(places.reaching)}\s+(?:{region}\s+)?$", re.IGNORECASE
        )


_words = by_language(_Words)


def unknown_tokens(name: str, source: TextIndex) -> list[str]:
    """The words of a name that stand nowhere in the source, under any form it may have there."""
    return source.once(_unknown_tokens, name)


def _unknown_tokens(source: TextIndex, name: str) -> list[str]:
    known = source.plain_words
    missing = []
    for token in name_tokens(name):
        parts = [part for part in re.split(r"[-&]", token) if part and part != token]
        if _is_known(token, known) or (parts and all(_is_known(part, known) for part in parts)):
            continue
        missing.append(token)
    if missing and _is_short_for(name, source):
        return []
    return [token for token in missing if not source.once(_is_clipped, token)]


def _is_known(token: str, known: frozenset[str]) -> bool:
    if token in known:
        return True
    if token.endswith("s") and token[:-1] in known:
        return True
    if any(token + ending in known for ending in current().evidence.tables.plural_endings):
        return True
    alike = kin().get(token)
    if alike is not None and any(_stands(word, known) for word in alike):
        return True
    return _is_of_a_people(token, known)


def _is_of_a_people(token: str, known: frozenset[str]) -> bool:
    if len(token) < 5:
        return False
    endings = current().people.names.people_endings
    if any(token + ending in known for ending in endings):
        return True
    return any(
        token.endswith(ending) and len(token) - len(ending) >= 4 and token[: -len(ending)] in known
        for ending in endings
    )


def _is_clipped(source: TextIndex, token: str) -> bool:
    """Whether it is short for a word of a name: "Rob" for "Robert", "Man" for "Manchester"."""
    words = source.name_words
    if _words().short_forms.get(token, frozenset()) & words:
        return True
    if _words().shortened.get(token, frozenset()) & words:
        return True
    lengths = range(3, LONGEST_SHORT + 1)
    if len(token) in lengths and token in source.name_beginnings:
        return True
    return any(len(token) - length >= 2 and token[:length] in words for length in lengths)


def _stands(word: str, known: frozenset[str]) -> bool:
    return all(part.replace(".", "") in known for part in word.split("-"))


def _is_short_for(name: str, source: TextIndex) -> bool:
    """Whether the name is initials of words of the source, or its initials stand there."""
    letters = re.sub(r"[^A-Za-z]", "", name)
    if letters.isupper() and 2 <= len(letters) <= 6:
        return letters.casefold() in source.initials
    words = [word for word in re.findall(r"[^\W\d_]+", name) if word[0].isupper()]
    if len(words) >= 2:
        initials = "".join(word[0] for word in words)
        if len(initials) == 2:  # "UN" for "United Nations", but neither "us" nor a person's
            short = rf"(?<![\w.]){initials[0]}\.?{initials[1]}(?!\w)"
            is_body = plain(words[-1]) in current().names.organisation_words
            return is_body and re.search(short, source.text) is not None
        return initials.casefold() in source.plain_words
    return False


ABSENT = declare("name.absent", "A name that the source does not have", severity="warning")
SPELLING = declare("name.spelling", "A name that the source spells otherwise", severity="warning")


@on_draft(ABSENT, SPELLING, order=40, in_statements=10)
def check_names(
    claim: TextIndex, sources: Sequence[TextIndex], *, subject: Subject = DRAFT
) -> list[Finding]:
    """What each name of the claim is in the sources: there, spelled otherwise, or absent."""
    findings = []
    for name in (*claim.named, *opening_names(claim, sources)):
        if claim.is_furniture(name) or is_calendar_word(name.text):
            continue
        if plain(name.text) in subject.accepted:
            continue
        finding = _name_finding(_trimmed(name, claim, sources), claim, sources, subject)
        findings.append(finding)
        findings += _rest_findings(name, finding, sources, subject)
    return findings + _slips(claim, sources, subject)


_CAPITALISED = re.compile(r"\b[^\W\d_a-zß-ÿ][^\W\d_]{4,}\b")


def _slips(claim: TextIndex, sources: Sequence[TextIndex], subject: Subject) -> list[Finding]:
    """Capitalised words that are no name by themselves, but nearly one of the source's names."""
    findings = []
    covered = [(name.start, name.end) for name in claim.named]
    starts = [start for start, _ in covered]
    for found in _CAPITALISED.finditer(claim.text):
        index = bisect_right(starts, found.start()) - 1
        if index >= 0 and found.start() < covered[index][1]:
            continue
        word = plain(found.group())
        if (
            word in titles()
            or word in subject.accepted
            or any(_is_known(word, source.plain_words) for source in sources)
        ):
            continue
        for index, source in enumerate(sources):
            near = near_spelling([word], source)
            span = Span.of(claim.text, *found.span())
            if near is not None and not claim.is_furniture(span):
                several = source_number(index, sources)
                findings.append(_spelling_finding(span, near, source, several, subject))
                break
    return findings


def _trimmed(name: Span, claim: TextIndex, sources: Sequence[TextIndex]) -> Span:
    """A name without a word that only begins the sentence: "Unnamed" of "Unnamed IPL"."""
    first, space, rest = name.text.partition(" ")
    if not space or not _names_at_start(name, claim) or not _words().opener.search(first):
        return name
    if any(plain(first) in source.plain_words for source in sources):
        return name
    return Span.of(claim.text, name.end - len(rest), name.end)


def _names_at_start(name: Span, claim: TextIndex) -> bool:
    sentence = claim.sentence(name.start)
    return sentence is not None and not claim.text[sentence.start : name.start].strip(" \"'“‘*")


def _name_finding(
    name: Span, claim: TextIndex, sources: Sequence[TextIndex], subject: Subject
) -> Finding:
    best: tuple[int, int, list[str]] | None = None
    for index, source in enumerate(sources):
        missing = unknown_tokens(name.text, source)
        if best is None or len(missing) < best[0]:
            best = len(missing), index, missing
        if not missing:
            break
    if best is not None and best[0] == 0 and all(is_mixed(name.text, s) for s in sources):
        return make_finding(
            "name.absent",
            "absent",
            name,
            f"{quoted(name.text)} is not in the source; its words appear there separately.",
            subject=subject,
            severity="look",
        )
    if best is not None and best[0] == 0 and not _is_a_seat_alone(name, claim, sources):
        part_of = _only_part_of(name, claim, sources)
        if part_of is not None:
            index, whole = part_of
            return make_finding(
                "name.absent",
                "ambiguous",
                name,
                f"{quoted(name.text)} appears in the source only as part of {quoted(whole.text)} "
                f"({where(sources[index], whole)}).",
                subject=subject,
                evidence=(whole,),
                source=source_number(index, sources),
                expected=whole.text,
            )
        place = first_place(name.text, sources[best[1]])
        return make_finding(
            "name.absent",
            "matches",
            name,
            f"{quoted(name.text)} is in the source.",
            subject=subject,
            evidence=(place,) if place else (),
            source=source_number(best[1], sources),
        )
    if best is not None:
        for index, source in enumerate(sources):
            near = near_spelling(best[2], source, _rest_of(name.text, best[2]))
            if near is not None:
                several = source_number(index, sources)
                return _spelling_finding(name, near, source, several, subject)
    unknown = _missing_words(name, best[2] if best is not None else ())
    part = f" of {quoted(name.text)}" if unknown != name else ""
    return make_finding(
        "name.absent",
        "absent",
        unknown,
        f"{quoted(unknown.text)}{part} is not in the source.",
        subject=subject,
    )


def _rest_findings(
    name: Span, finding: Finding, sources: Sequence[TextIndex], subject: Subject
) -> Iterator[Finding]:
    """A row for the words of a name beside the one that a finding underlines as missing."""
    missing = finding.span
    if finding.verdict != "absent" or missing is None or not name.covers(missing):
        return
    for start, end in ((name.start, missing.start), (missing.end, name.end)):
        words = list(NAME_WORD.finditer(name.text, start - name.start, end - name.start))
        if not words:
            continue
        first, last = words[0].start(), words[-1].end()
        part = Span(name.start + first, name.start + last, name.text[first:last])
        if not name_tokens(part.text):
            continue
        places = ((first_place(part.text, source), n) for n, source in enumerate(sources))
        place, index = next(((p, n) for p, n in places if p is not None), (None, 0))
        if place is None:  # a word that only opens the sentence, or another form of the name
            verdict: Verdict = "not_checked"
            message = f"{quoted(part.text)} was read with {quoted(missing.text)} as one name."
        else:
            verdict = "matches"
            message = f"{quoted(part.text)} of {quoted(name.text)} is in the source."
        yield make_finding(
            "name.absent",
            verdict,
            part,
            message,
            subject=subject,
            evidence=(place,) if place else (),
            source=source_number(index, sources) if place else None,
        )


def _missing_words(name: Span, missing: Sequence[str]) -> Span:
    """The words of a name that the source does not have, from the first of them to the last."""
    places = [
        found.span() for found in NAME_WORD.finditer(name.text) if plain(found.group()) in missing
    ]
    if not places:
        return name
    start, end = places[0][0], places[-1][1]
    return Span(name.start + start, name.start + end, name.text[start:end])


def _is_at_a_place(name: Span, claim: TextIndex) -> bool:
    return _words().at_a_place.search(claim.text, max(0, name.start - 24), name.start) is not None


def _is_a_seat_alone(name: Span, claim: TextIndex, sources: Sequence[TextIndex]) -> bool:
    """Whether a capital is meant as a place, while the sources have its country alone."""
    token = plain(name.text)
    return (
        token in seats()
        and _is_at_a_place(name, claim)
        and not any(source.starts_of(token) for source in sources)
    )


def _only_part_of(
    name: Span, claim: TextIndex, sources: Sequence[TextIndex]
) -> tuple[int, Span] | None:
    """The longer name that is all a source has of a place: "York" of "New York".

    Of a person one word stands for the whole, so this asks what stands before the name.
    """
    tokens = name_tokens(name.text)
    if len(tokens) != 1 or not _is_at_a_place(name, claim):
        return None
    found: tuple[int, Span] | None = None
    for index, source in enumerate(sources):
        longer = source.once(_longer_names, tokens[0])
        if None in longer:
            return None
        found = found or next(((index, whole) for whole in longer if whole is not None), None)
    return found


def _longer_names(source: TextIndex, word: str) -> list[Span | None]:
    """The longer name that holds a word, at each of its places; none where it stands by itself."""
    found: list[Span | None] = []
    for start in sorted(source.starts_of(word)):
        place = Span(start, start + 1, source.text[start])
        around = (name for name in source.names_near(place) if len(name_tokens(name.text)) > 1)
        found.append(next(around, None))
    return found


def _rest_of(name: str, missing: Sequence[str]) -> frozenset[str]:
    """The words of a name beside those that the source does not have; any will do of one word."""
    return frozenset(name_tokens(name)) - frozenset(missing[:1])


def _spelling_finding(
    name: Span, near: Span, source: TextIndex, index: int | None, subject: Subject
) -> Finding:
    is_style = is_transliterated(name.text, near.text)
    return make_finding(
        "name.spelling",
        "altered",
        name,
        f"{quoted(name.text)} here; the source spells it {quoted(near.text)} "
        f"({where(source, near)}).",
        subject=subject,
        severity="look" if is_style else "warning",
        evidence=(near,),
        source=index,
        expected=near.text,
    )


def is_mixed(name: str, source: TextIndex) -> bool:
    """Whether the words of a name stand in the source, but never two of them together."""
    aside = kin().keys() | current().evidence.tables.numerals
    tokens = [token for token in name_tokens(name) if token not in aside]
    if len(tokens) < 2 or any(token not in source.plain_words for token in tokens):
        return False
    places = [
        [source.sentences_naming(form) for form in (token, token + "s", token.removesuffix("s"))]
        for token in tokens
    ]
    return all(
        mine.isdisjoint(theirs)
        for one, other in pairwise(places)
        for mine, theirs in product(one, other)
    )


def is_calendar_word(name: str) -> bool:
    """Whether a "name" is a month or weekday, which the date checks read."""
    words = [plain(word) for word in NAME_WORD.findall(name)]
    return bool(words) and _calendar_words().issuperset(words)


@by_language
def _calendar_words(language: Language) -> frozenset[str]:
    calendar = language.calendar
    return frozenset(map(plain, (*calendar.month_names, *calendar.weekday_names)))


def first_place(name: str, source: TextIndex) -> Span | None:
    """Where the source first has the name, or its last word."""
    forms = source.forms_of(name)
    if forms:
        return forms[0]
    tokens = name_tokens(name)
    for needle in (name, *reversed(tokens)):
        place = source.first_place(needle)
        if place is not None:
            return place
    return None
