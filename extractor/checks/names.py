"""Names of a claim that its sources do not have, or spell otherwise."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise

from extractor.checks.dates import MONTHS, WEEKDAYS
from extractor.checks.findings import DRAFT, Subject, make_finding, quoted, where
from extractor.checks.places import KIN
from extractor.checks.reading import LONGEST_SHORT, Reading, plain
from extractor.checks.words import NUMERALS, word_set
from extractor.schemas.finding import Finding
from extractor.schemas.span import Span

_TITLES = word_set(
    """
        mr mrs ms miss dr prof professor sir dame lord lady president vice prime minister
        chancellor king queen prince princess duke duchess pope judge justice senator sen rep gov
        governor mayor councillor general gen colonel col major captain capt lieutenant lt
        sergeant sgt corporal admiral inspector detective officer constable chief secretary
        ambassador rev reverend father sister brother saint st jr sr ii iii the a an of and for de
        la le van von der den di da del al el bin ibn at in on to mp pc qc kc phd md
        """
)
"""Words that a name may gain or lose and stay the same name."""

_PAGE_WORDS = word_set(
    """
    click here read scroll video watch more photos exclusive updated
    """
)
"""What web pages write in capitals around a story."""

_SHORT_FORMS: dict[str, frozenset[str]] = {
    short: frozenset(full.split())
    for short, full in {
        "bill": "william",
        "will": "william",
        "bob": "robert",
        "bobby": "robert",
        "dick": "richard",
        "rick": "richard",
        "jim": "james",
        "jimmy": "james",
        "jack": "john",
        "johnny": "john",
        "ted": "edward theodore",
        "ned": "edward",
        "harry": "henry harold",
        "peggy": "margaret",
        "maggie": "margaret",
        "meg": "margaret",
        "liz": "elizabeth",
        "beth": "elizabeth",
        "betty": "elizabeth",
        "kate": "katherine catherine",
        "katie": "katherine catherine",
        "tony": "anthony antonio",
        "mike": "michael",
        "nick": "nicholas",
        "joe": "joseph",
        "tom": "thomas",
        "chuck": "charles",
        "charlie": "charles",
        "sandy": "alexander",
        "sasha": "alexander",
        "steve": "stephen steven",
        "dave": "david",
        "jeff": "geoffrey jeffrey",
        "pat": "patrick patricia",
        "sue": "susan",
        "bernie": "bernard",
        "andy": "andrew",
        "jenny": "jennifer",
        "becky": "rebecca",
        "utd": "united",
        "intl": "international",
        "spurs": "tottenham",
    }.items()
}

_TOKEN = re.compile(r"[^\W_]+(?:[.'’&-][^\W_]+)*")


def name_tokens(name: str) -> tuple[str, ...]:
    """The words of a name that tell it from another, in lower case."""
    tokens = []
    for found in _TOKEN.finditer(name):
        token = plain(found.group())
        if found.group().isupper() and token in _PAGE_WORDS:
            continue
        if token not in _TITLES and not token[0].isdigit() and len(token) > 1:
            tokens.append(token)
    return tuple(tokens)


def unknown_tokens(name: str, source: Reading) -> list[str]:
    """The words of a name that stand nowhere in the source, under any form it may have there."""
    known = source.plain_words
    missing = []
    for token in name_tokens(name):
        if _is_known(token, known) or all(
            _is_known(part, known) for part in re.split(r"[-&]", token) if part
        ):
            continue
        missing.append(token)
    if missing and _is_short_for(name, source):
        return []
    return [token for token in missing if not source.is_clipped(token, _is_clipped)]


def _is_known(token: str, known: frozenset[str]) -> bool:
    if token in known:
        return True
    if token.endswith("s") and token[:-1] in known:
        return True
    if token + "s" in known or token + "es" in known:
        return True
    kin = KIN.get(token)
    return kin is not None and any(_stands(word, known) for word in kin)


def _is_clipped(token: str, source: Reading) -> bool:
    """Whether it is short for a word of a name: "Rob" for "Robert", "Man" for "Manchester"."""
    words = source.name_words
    if _SHORT_FORMS.get(token, frozenset()) & words:
        return True
    if any(token in _SHORT_FORMS.get(word, ()) for word in words):
        return True
    lengths = range(3, LONGEST_SHORT + 1)
    if len(token) in lengths and token in source.name_beginnings:
        return True
    return any(len(token) - length >= 2 and token[:length] in words for length in lengths)


def _stands(word: str, known: frozenset[str]) -> bool:
    return all(part.replace(".", "") in known for part in word.split("-"))


def _is_short_for(name: str, source: Reading) -> bool:
    """Whether the name is initials of words of the source, or its initials stand there."""
    letters = re.sub(r"[^A-Za-z]", "", name)
    if letters.isupper() and 2 <= len(letters) <= 6:
        return letters.casefold() in source.initials
    words = [word for word in re.findall(r"[^\W\d_]+", name) if word[0].isupper()]
    if len(words) >= 2:
        initials = "".join(word[0] for word in words).casefold()
        return len(initials) >= 3 and initials in source.plain_words
    return False


def check_names(
    claim: Reading,
    sources: Sequence[Reading],
    *,
    subject: Subject = DRAFT,
    accepted: frozenset[str] = frozenset(),
) -> list[Finding]:
    """What each name of the claim is in the sources: there, spelled otherwise, or absent."""
    findings = []
    for name in claim.named:
        if claim.is_furniture(name) or is_calendar_word(name.text):
            continue
        if plain(name.text) in accepted:
            continue
        findings.append(_name_finding(_trimmed(name, claim, sources), sources, subject))
    return findings + _slips(claim, sources, subject, accepted)


_CAPITALISED = re.compile(r"\b[^\W\d_a-zß-ÿ][^\W\d_]{4,}\b")


def _slips(
    claim: Reading, sources: Sequence[Reading], subject: Subject, accepted: frozenset[str]
) -> list[Finding]:
    """Capitalised words that are no name by themselves, but nearly one of the source's names."""
    findings = []
    covered = [(name.start, name.end) for name in claim.named]
    starts = [start for start, _ in covered]
    for found in _CAPITALISED.finditer(claim.text):
        index = bisect_right(starts, found.start()) - 1
        if index >= 0 and found.start() < covered[index][1]:
            continue
        word = plain(found.group())
        if word in accepted or any(_is_known(word, source.plain_words) for source in sources):
            continue
        for index, source in enumerate(sources):
            near = near_spelling([word], source)
            span = Span.of(claim.text, *found.span())
            if near is not None and not claim.is_furniture(span):
                several = index if len(sources) > 1 else None
                findings.append(_spelling_finding(span, near, source, several, subject))
                break
    return findings


def _trimmed(name: Span, claim: Reading, sources: Sequence[Reading]) -> Span:
    """A name without a word that only begins the sentence: "Unnamed" of "Unnamed IPL"."""
    first, space, rest = name.text.partition(" ")
    if not space or not _names_at_start(name, claim) or not re.search(r"(?:ed|ing|al|ly)$", first):
        return name
    if any(plain(first) in source.plain_words for source in sources):
        return name
    return Span.of(claim.text, name.end - len(rest), name.end)


def _names_at_start(name: Span, claim: Reading) -> bool:
    sentence = claim.sentence(name.start)
    return sentence is not None and not claim.text[sentence.start : name.start].strip(" \"'“‘*")


def _name_finding(name: Span, sources: Sequence[Reading], subject: Subject) -> Finding:
    best: tuple[int, int, list[str]] | None = None
    for index, source in enumerate(sources):
        missing = unknown_tokens(name.text, source)
        if best is None or len(missing) < best[0]:
            best = len(missing), index, missing
    if best is not None and best[0] == 0 and all(is_mixed(name.text, s) for s in sources):
        return make_finding(
            "name.absent",
            "absent",
            name,
            f"{quoted(name.text)} is not in the source; its words stand there apart.",
            subject=subject,
        )
    if best is not None and best[0] == 0:
        place = first_place(name.text, sources[best[1]])
        return make_finding(
            "name.absent",
            "matches",
            name,
            f"{quoted(name.text)} is in the source.",
            subject=subject,
            evidence=(place,) if place else (),
            source=best[1] if len(sources) > 1 else None,
        )
    if best is not None:
        for index, source in enumerate(sources):
            near = near_spelling(best[2], source)
            if near is not None:
                several = index if len(sources) > 1 else None
                return _spelling_finding(name, near, source, several, subject)
    return make_finding(
        "name.absent",
        "absent",
        name,
        f"{quoted(name.text)} is not in the source.",
        subject=subject,
    )


def _spelling_finding(
    name: Span, near: Span, source: Reading, index: int | None, subject: Subject
) -> Finding:
    return make_finding(
        "name.spelling",
        "altered",
        name,
        f"{quoted(name.text)} here; the source spells it {quoted(near.text)} "
        f"({where(source, near)}).",
        subject=subject,
        severity="warning",
        evidence=(near,),
        source=index,
        expected=near.text,
    )


def is_mixed(name: str, source: Reading) -> bool:
    """Whether the words of a name stand in the source, but never two of them together."""
    tokens = [t for t in name_tokens(name) if t not in KIN and t not in NUMERALS]
    if len(tokens) < 2 or any(token not in source.plain_words for token in tokens):
        return False
    places = [
        source.sentences_naming(token)
        | source.sentences_naming(token + "s")
        | source.sentences_naming(token.removesuffix("s"))
        for token in tokens
    ]
    return not any(one & other for one, other in pairwise(places))


def is_calendar_word(name: str) -> bool:
    """Whether a "name" is a month or weekday, which the date checks read."""
    words = [plain(word) for word in _TOKEN.findall(name)]
    return bool(words) and all(word in WEEKDAYS or word in MONTHS for word in words)


def first_place(name: str, source: Reading) -> Span | None:
    """Where the source first has the name, or its last word."""
    forms = source.forms_of(name)
    if forms:
        return forms[0]
    tokens = name_tokens(name)
    for needle in (name, *reversed(tokens)):
        found = re.search(rf"(?<!\w){re.escape(needle)}(?!\w)", source.text, re.IGNORECASE)
        if found:
            return Span.of(source.text, *found.span())
    return None


def near_spelling(tokens: Iterable[str], source: Reading) -> Span | None:
    """A name of the source that differs from an unknown word by a letter or two."""
    for token in tokens:
        if len(token) < 5:
            continue
        allowed = 1 if len(token) < 7 else 2
        for name in source.scan.names:
            for word in name_tokens(name.text):
                if word[0] == token[0] and word != token and edits(word, token, allowed) <= allowed:
                    return name
    return None


def edits(one: str, other: str, limit: int) -> int:
    """How many letters differ (inserted, left out, changed), up to one past the limit."""
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    previous = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        current = [i]
        for j, b in enumerate(other, 1):
            current.append(min(previous[j] + 1, current[-1] + 1, previous[j - 1] + (a != b)))
        if min(current) > limit:
            return limit + 1
        previous = current
    return previous[-1]
