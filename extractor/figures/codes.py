"""Numbers that name and do not count: "A330", "Covid-19", "flight 370", phone numbers."""

from __future__ import annotations

import re

from extractor.figures.hedges import BEFORE
from extractor.figures.noun_words import STOP
from extractor.figures.nouns import looks_plural, noun_after
from extractor.figures.numerals import Number
from extractor.figures.tables import word_set

NAMES_BEFORE: frozenset[str] = word_set(
    """no no. nos nos. nr nr. number numbers numero flight route highway interstate section
    article chapter channel windows iphone boeing airbus type model version page pages apollo
    gate room platform phase level category stage unit runway terminal schedule tier formula
    area zone resolution line bus train district precinct ward volume vol vol. verse psalm act
    title rule order paragraph para para. clause annex appendix figure fig fig. table step class
    grade block sector group team radio studio suite apartment apt apt. building hangar pier
    voyager soyuz mach euro division league peugeot galaxy playstation xbox falcon antonov
    tupolev ilyushin opus bwv proposition prop measure amendment exit lane ps sp mark mk episode
    season part ebola covid hurricane cat sars nissan bmw porsche ferrari cessna tesla
    shenzhou cassini pioneer mariner expo windows android ios chapter scp locomotive h tropic
    world-cup dn pnr id ref reference code pin item lot junction barracks cell game round day week
    set heat ftse nasdaq dax cac nikkei stoxx fortune hr hb sb
    indy asx csi russell bse nifty kospi s&p poor's"""
)
"""Words before a number that make it a name."""

COUNTABLE: frozenset[str] = word_set(
    """no number numbers line order measure area team part group class unit bus train season figure
    cell game round day week set heat room gate stage building block"""
)
"""Those that may also end one clause before a count begins."""

IDIOMS: frozenset[str] = frozenset({"9/11", "24/7", "7/7", "26/11", "11/9", "20/20", "7/11"})
"""Dates and sayings written with a slash that are no fractions."""

OPEN_PREFIXES: frozenset[str] = word_set(
    """mid pre post sub non all then ex late early semi inter trans multi self over under about
    nearly top least than a of to in magnitude"""
)
"""What may stand before a hyphen and leave the number a number: "mid-40s", "under-21"."""

_ADDRESS = re.compile(
    r" (?:[A-Z][a-z']+ ){1,2}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Drive|Square|Boulevard|Blvd|Way"
    r"|Place|Terrace|Gardens|Court|Crescent|Row|Mews|Hill)(?![a-z])"
)
# "the party's office, 30 Millbank, London"
_HOUSE = re.compile(r"(?:(?<=, [0-9])|(?<=, [0-9]{2})) ([A-Z][a-z]{3,}), [A-Z][a-z]")
_PHONE = re.compile(
    r"(?:\+?[0-9]{1,3}[-. ])?\(?[0-9]{2,5}\)?[-. ](?:[0-9]{2,4}[-. ]){1,3}[0-9]{2,4}(?![0-9])"
)
_LOWER_WORD = re.compile(r"(?<![A-Za-z'])[a-z]{4,}(?![A-Za-z])")
_CAPITAL_BEFORE = re.compile(r"(?<![A-Za-z'’-])([A-ZÀ-Þ][a-zà-ÿ]{1,14}) $")
_CAPITAL_AFTER = re.compile(r" [A-ZÀ-Þ][a-zà-ÿ]+(?! [0-9]|[0-9])")
_SENTENCE_END = re.compile(r"(?:^|[.!?:;\n\"“”(—–]) ?$")
_FOREIGN_ARTICLES = word_set("les los las gli il el der die het os as dei delle")
_CALENDAR = word_set(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may
    june july august september october november december"""
)
_SEQUELS = 20
"""A name with a higher number before a comma is more likely a person with an age."""
_ASIDE = re.compile(r", [a-z]")
_TITLES = word_set("day chapter act scene")
_VARIANT = re.compile(r"-(?:[0-9]{1,3}(?:er|lr|f|erf)?|max|er|sp)(?![0-9a-z])")
_AIRCRAFT = word_set("max dreamliner jumbo freighter jet airliner aircraft plane superjet cargo")
_ARTICLES = word_set("the a an another second its boeing's")
_NUMBERED_BOOKS = word_set("corinthians samuel kings chronicles timothy peter thessalonians")
_BOOKS = _NUMBERED_BOOKS | word_set(
    """genesis exodus leviticus numbers deuteronomy joshua isaiah jeremiah ezekiel psalm psalms
    proverbs ecclesiastes matthew mark luke john acts romans galatians ephesians philippians
    colossians hebrews james revelation surah sura quran koran"""
)
_LAST_WORD = re.compile(r"(?<![a-z])([a-z]+) $")
_CALLS = word_set("call called calling calls dial dialled dialed dialling dialing ring rang phoned")
_NEXT_WORD = re.compile(r" ([a-z-]+)")


def phone_end(low: str, start: int, end: int) -> int:
    """Where the phone number ends that begins here; 0 if there is none."""
    after = low[end : end + 1]
    if after not in ("-", " ", ".", ")") or end - start > 5:
        return 0
    plus = low[start - 1 : start] == "+"
    found = _PHONE.match(low, start)
    if found is None:
        return 0
    digits = sum(character.isdigit() for character in found.group())
    separators = re.sub("[0-9+]", "", found.group())
    if (plus and digits >= 9) or (
        digits >= 10 and separators.count("-") >= 2 and " " not in separators
    ):
        return found.end()
    if low[start] == "0" and digits >= 10 and separators.strip("() ") == "" and end - start >= 3:
        return found.end()
    return 0


def has_name_before(low: str, number: Number, words: list[str]) -> bool:
    """Whether the word before makes the number a name."""
    if not words:
        return False
    word = words[-1].lstrip("(\"'“[")
    if word == "war":
        return words[-2:-1] == ["world"]
    if word not in NAMES_BEFORE:
        return False
    if word == "number" and words[-2:-1] in (["to"], ["they"], ["may"], ["could"], ["now"]):
        # "believed to number 300"
        return False
    if word in COUNTABLE:
        following = _NEXT_WORD.match(low, number.end)
        after = following.group(1) if following is not None else ""
        if after in ("percent", "per") or (looks_plural(after) and after not in STOP):
            return False
        if low[number.end : number.end + 1] == "%":
            return False
    return True


def is_address(case: str, end: int) -> bool:
    """Whether a street follows ("10 Downing Street"), or a house's name and its town."""
    if _ADDRESS.match(case, end) is not None:
        return True
    house = _HOUSE.match(case, end)
    return house is not None and not looks_plural(house.group(1).lower())


def is_part_of_name(low: str, case: str, number: Number, floor: int) -> bool:
    """Whether the number ends a capitalised name ("Bank of America 500", "Cessna 206").

    Only in running text, where capitals say something, and only if it counts nothing.
    """
    start = number.start
    if start < 3 or case[start - 1] != " " or number.value >= 10000 or number.step != 1:
        return False
    begin = start - 1
    while begin and case[begin - 1].isalpha():
        begin -= 1
    word = case[begin : start - 1]
    if begin < floor or len(word) < 3 or not word[0].isupper():
        return False
    small = word.lower()
    if small in STOP or small in BEFORE or looks_plural(small):
        return False
    if begin < 2 or case[begin - 1] != " " or case[begin - 2] in '.!?:\n"“”—–-(':
        return False
    following = _NEXT_WORD.match(low, number.end)
    after = low[number.end : number.end + 1]
    if following is not None:
        text = following.group(1)
        if text not in STOP and not text.endswith(("ed", "ing")):
            return False
        if text in ("of", "were", "are", "more", "others", "to", "and", "or", "per", "in"):
            return False
    elif after == ",":
        # "the film Harbour 2, which": a sequel, where no list and no amount goes on
        if number.value > _SEQUELS or not _ASIDE.match(case, number.end):
            return False
    elif after not in (".", ")", ";", "", "\n"):
        return False
    return _is_running_text(case, begin, number.end)


def is_capital_of_name(low: str, case: str, number: Number) -> bool:
    """Whether a number word has its capital from a name ("BBC Two", "the Big Four").

    Only in running text and not where a sentence begins.
    """
    start = number.start
    if number.step != 1 or not case[start : start + 1].isupper() or case[start + 1].isupper():
        return False
    before = case[max(0, start - 24) : start - 1]
    word = before[before.rfind("\n") + 1 :].rpartition(" ")[2]
    if not word.isalpha() or not word[0].isupper() or word.lower() in _CALENDAR | _TITLES:
        return False
    noun = noun_after(low, case, number.end, singular=number.value == 1)
    if noun is not None and (word.isupper() or case[noun[0]].isupper()):
        # "LONDON Five people died", "Storm Kills Three People, officials say"
        return False
    return word.lower() not in STOP and _is_running_text(case, start - 1 - len(word), number.end)


def _is_running_text(case: str, begin: int, end: int) -> bool:
    """Whether words in small letters stand around a place, so that capitals say something."""
    line = case.rfind("\n", max(0, begin - 80), begin)
    head = case[max(line, begin - 80, 0) : begin]
    stop = case.find("\n", end, end + 60)
    tail = case[end : stop if stop >= 0 else end + 60]
    return any(
        found.group() not in STOP for piece in (head, tail) for found in _LOWER_WORD.finditer(piece)
    )


def is_inside_name(low: str, case: str, number: Number) -> bool:
    """Whether the number stands in a name of several words ("Movimento 5 Stelle").

    Only between two capitalised words, and only where it counts nothing.
    """
    before = _CAPITAL_BEFORE.search(case, max(0, number.start - 24), number.start)
    after = _CAPITAL_AFTER.match(case, number.end) if before is not None else None
    if before is None or after is None or number.step != 1:
        return False
    word = before.group(1).lower()
    if word in _FOREIGN_ARTICLES:
        return True
    if word in STOP or word in BEFORE or word in _CALENDAR or looks_plural(word):
        return False
    if _SENTENCE_END.search(case, max(0, before.start() - 3), before.start()):
        return False
    return noun_after(low, case, number.end, singular=False) is None


def is_aircraft(low: str, number: Number, words: list[str]) -> bool:
    """Whether three digits name an aircraft: "the 747", "787-8", "737 Max"."""
    start, end = number.start, number.end
    if end - start != 3 or not low.startswith("7", start) or low[end - 1] not in "7":
        return False
    if _VARIANT.match(low, end):
        return True
    following = _NEXT_WORD.match(low, end)
    if following is not None and following.group(1) in _AIRCRAFT:
        return True
    return bool(words) and words[-1] in _ARTICLES and (
        following is None or following.group(1) in STOP or following.group(1).endswith("ed")
    )  # fmt: skip


def is_verse(low: str, number: Number, words: list[str]) -> bool:
    """Whether the number is one of chapter and verse ("Matthew 25:35"), or of a book's name."""
    if number.step != 1 or not number.digits:
        return False
    if words and words[-1].lstrip("(\"'“[") in _BOOKS:
        return low[number.end : number.end + 1] == ":"
    following = _NEXT_WORD.match(low, number.end) if number.value <= 3 else None
    return following is not None and following.group(1) in _NUMBERED_BOOKS


def follows_book(low: str, start: int) -> bool:
    """Whether the word before a place is a book of chapter and verse ("Mark 5:30")."""
    found = _LAST_WORD.search(low, max(0, start - 16), start)
    return found is not None and found.group(1) in _BOOKS


def is_emergency_call(low: str, number: Number, words: list[str]) -> bool:
    """Whether the number is the one that is dialled for help ("she called 911")."""
    return (
        low[number.start : number.end] in ("911", "999", "112", "111", "101", "988", "000")
        and bool(words)
        and words[-1] in _CALLS
    )


def name_start(low: str, start: int, floor: int) -> int:
    """Where the name begins whose letters touch the number ("Covid-19", "A330")."""
    begin = start
    while (
        begin > floor
        and start - begin < 14
        and (low[begin - 1].isalnum() or low[begin - 1] in "-_")
    ):
        begin -= 1
    while begin < start and not low[begin].isalnum():
        begin += 1
    return begin
