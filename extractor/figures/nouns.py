"""The noun that a number counts, with its modifiers, found by rules of word order."""

from __future__ import annotations

import re

from extractor.figures.tables import word_set

STOP: frozenset[str] = word_set(
    """
    a an the this that these those my your his her its our their whose which what who whom
    i you he she it we they me him them us himself herself itself themselves one's
    and or but nor so yet for as if than because while when where whereas although though
    since until unless after before once during whether how why
    of in on at by to from with without within into onto upon over under above below between
    among amid against about around across along through throughout toward towards behind beside
    besides beyond near inside outside off out up down per via like unlike despite except
    including excluding following regarding concerning according due
    is are was were be been being am has have had having do does did done doing will would shall
    should can could may might must cannot
    not no never only also just even still already again too very quite rather almost nearly
    then there here now ago later earlier apart away aside together alone each altogether overall
    respectively instead else ever often soon recently currently reportedly allegedly apparently
    said says say told tells asked added died dies die fell rose came went got took made gave
    found left held set put saw met led lost won ran hit cut shot sent kept brought began stood
    remain remained remains became become took take takes make makes get gets go goes come comes
    show shows include includes need needs want wants live lives work works
    carries serves opens closes connects requires becomes brings keeps gives seems arrives departs
    follows provides allows contains involves belongs refers applies begins
    today yesterday tomorrow tonight last next yes one ones both either neither some any
    such per cent
    it's he's she's that's there's i'm we're they're who's
    """
)
"""Words that no counted noun holds."""

ZERO_PLURALS: frozenset[str] = word_set(
    """
    people men women children police crew staff personnel aircraft spacecraft fish sheep cattle
    deer poultry swine salmon teeth feet geese mice oxen dead injured wounded missing homeless
    unemployed series species offspring data media criteria phenomena alumni bacteria folk youth
    military clergy infantry cavalry militia gunmen policemen policewomen firemen servicemen
    servicewomen fishermen businessmen businesswomen congressmen councilmen spokesmen salesmen
    craftsmen sportsmen sportswomen workmen townspeople tribesmen clansmen kinsmen freshmen
    grandchildren schoolchildren stepchildren tradespeople laypeople dice pence lives wives
    knives wolves shelves halves leaves loaves thieves calves themselves rank-and-file hostages
    vehicle-borne bison shrimp squid moose trout cod livestock manpower hundredweight others
    passers-by mothers-in-law runners-up quid stock
    """
)
"""Plural without an s."""

_LIKE_PLURALS: frozenset[str] = word_set(
    """
    across always perhaps besides towards was has is his its this thus yes plus minus sometimes
    alas las los des us less unless afterwards upwards downwards overseas nowadays indoors
    outdoors alias atlas canvas christmas gas bias pancreas texas kansas arkansas paris
    vegas hamas dallas wales james thomas serious previous various religious famous dangerous
    anonymous virus campus bonus status census consensus crisis basis analysis diagnosis bus
    business access process success progress address press mass class glass loss boss cross
    congress illness witness fitness darkness weakness happiness princess actress waitress
    mattress fortress wilderness express nicolas douglas lucas marcus focus chorus corps
    """
)
"""Words with an s that are not plural."""

_SINGULAR_HEADS: frozenset[str] = word_set(
    """
    person man woman child boy girl soldier officer policeman passenger victim survivor suspect
    attacker gunman bomber driver worker student teacher civilian resident protester bystander
    official member player goal case house home building vehicle car bus truck train plane
    helicopter ship boat drone missile bomb rocket tank vote seat point death injury arrest
    attack strike explosion blast fire flood house city town village country state company bank
    school hospital church mosque day week month year hour minute time way thing example reason
    """
)
"""Singular nouns behind which a counted phrase ends ("one man shot dead")."""

_INITIALS = re.compile(r"(?:[a-z]\.)+[a-z]")
_NUMERIC = re.compile(
    r"[0-9][0-9,.]*(?:-odd|-plus)?(?: (?:thousand|million|billion|lakh|crore)(?![a-z]))?"
)
_GERUND_NOUNS: frozenset[str] = word_set(
    """meeting building hearing killing shooting bombing ring king wing thing morning evening
    painting drawing recording warning landing crossing wedding string spring offering reading
    setting sibling rating ruling stabbing hanging filing posting sitting outing training being
    living leading growing missing remaining surviving serving winning losing opposing sitting
    standing existing striking"""
)
_NO_HYPHENED: frozenset[str] = word_set(
    """strong plus odd ish fold old year-old something to-one one by-one way time based off on-one
    sided hit under over and or to some ever"""
)
_PLURAL_MODIFIERS: frozenset[str] = word_set(
    """sports arms sales news rights goods systems operations services weapons drugs forces affairs
    communications resources sciences savings securities jobs women men narcotics customs means
    parts games awards materials earnings returns shares appeals"""
)
_NUMBERS: frozenset[str] = word_set(
    """two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety
    hundred thousand million billion"""
)
_PARTICIPLE = re.compile(r" [a-z]+(?:ed|en|own|ught|[ln]t|ing)(?![a-z])")
_PARTITIVE = re.compile(
    r" of (?:all )?(?:the|its|their|these|those|his|her|our|my|your|all|an?|[a-zà-ÿ]+(?:'s|s')) "
)
_WORD = re.compile(r"[a-zà-ÿ0-9]+(?:[-'./&][a-zà-ÿ0-9]+)*'?")
_DETERMINER = re.compile(r" (?:the|its|their|these|those|his|her|our|my|your|all) ")
_HYPHENED = re.compile(r"-([a-z]{3,}(?:-[a-z]+)*)")


def looks_plural(word: str) -> bool:
    """Whether a word is a plural noun by its form."""
    if word in ZERO_PLURALS:
        return True
    if not word.endswith("s") or len(word) < 3:
        return False
    return not (word.endswith(("ss", "'s", "ous", "sis")) or word in _LIKE_PLURALS or word in STOP)


def noun_after(low: str, case: str, end: int, *, singular: bool) -> tuple[int, int] | None:
    """Where the counted noun stands that follows a number ending at `end`.

    `singular` allows a noun without plural form ("one man", "half the city").
    """
    place = end
    partitive = False
    if low.startswith(" of ", place):
        match = _PARTITIVE.match(low, place)
        partitive = True
        place = match.end() - 1 if match else place + 3
    elif singular and low[place : place + 1] == " ":
        determiner = _DETERMINER.match(low, place)
        if determiner:
            # "half the city"
            place = determiner.end() - 1
    elif low[place : place + 1] == "-":
        # "a two-bedroom flat" counts bedrooms
        hyphened = _HYPHENED.match(low, place)
        if hyphened is None or hyphened.group(1) in _NO_HYPHENED:
            return None
        return hyphened.span(1)
    first = -1
    words: list[tuple[str, int, int]] = []
    while len(words) < 7:
        if place >= len(low):
            break
        gap = low[place]
        if gap != " " and not (gap == "-" and not words):
            # an adjective list: "11 small, poor villages"
            if gap == "," and words and low.startswith(", ", place) and _adjective(words[-1][0]):
                place += 1
            else:
                break
        place += 1
        if low[place : place + 1] == " ":
            place += 1
        if low[place : place + 1] in ('"', "'", "“"):
            place += 1
        word = _WORD.match(low, place)
        if word is None:
            break
        text = word.group()
        if text.endswith("'"):
            if not text.endswith("s'"):
                text = text[:-1]
            else:
                # "six weeks' time": a possessive, the noun follows
                words.append((text, word.start(), word.end()))
                place = word.end()
                continue
        if text in STOP or (text[0].isdigit() and not text[-1].isalpha()):
            numeric = _NUMERIC.match(low, place) if partitive and not words else None
            if numeric is not None:
                # "325 of 400 precincts"
                place = numeric.end()
                continue
            if not (text.endswith("ly") and _PARTICIPLE.match(low, word.end())):
                break
        if partitive and not words and text in _NUMBERS:
            place = word.start() + len(text)
            continue
        apostrophe = text.find("'")
        if apostrophe > 0 and text[:apostrophe] in STOP:
            break
        if first < 0:
            first = word.start()
        words.append((text, word.start(), word.start() + len(text)))
        place = word.start() + len(text)
        if low[place : place + 2] == ". " and _INITIALS.fullmatch(text):
            # "one U.S. soldier"
            place += 1
    return _head(words, singular or partitive, case)


def _is_acronym(word: str) -> bool:
    """Whether a word in capitals is a short name ("NHS") and no shouted plural ("PEOPLE")."""
    return word.isupper() and len(word) <= 5 and word.lower() not in ZERO_PLURALS


def _adjective(word: str) -> bool:
    """Whether a word may go on as a list of adjectives."""
    return word.endswith(("al", "ive", "ous", "ed", "ic", "ary", "ful", "less")) or word in (
        "small", "large", "big", "poor", "rich", "old", "new", "young", "high", "low",
    )  # fmt: skip


def _head(words: list[tuple[str, int, int]], singular: bool, case: str) -> tuple[int, int] | None:
    """The noun phrase at the start of a run of words without function words."""
    while len(words) > 1 and (words[0][0].endswith(("'s", "s'")) or words[0][0] == "more"):
        words = words[1:]
    if not words:
        return None
    head = -1
    for index, (word, _, _) in enumerate(words):
        if index > 4:
            break
        if word.endswith("'s") or word.endswith("s'"):
            continue
        if looks_plural(word) and not _is_acronym(case[words[index][1] : words[index][2]]):
            head = index
            after = words[index + 1][0] if index + 1 < len(words) else ""
            if looks_plural(after) and (
                word in _PLURAL_MODIFIERS or (word in ZERO_PLURALS and after.endswith("s"))
            ):
                continue
            break
        if singular and word in _SINGULAR_HEADS:
            after = words[index + 1][0] if index + 1 < len(words) else ""
            head = index
            if after in _SINGULAR_HEADS:
                continue
            break
    if head < 0 and singular:
        opening = words[0][0]
        if opening.endswith("ed") or (opening.endswith("ing") and opening not in _GERUND_NOUNS):
            return None
        for index, (word, _, _) in enumerate(words[:4]):
            if index and (word.endswith(("ed", "ing", "ly")) or word in STOP):
                break
            if word.endswith("ly"):
                break
            head = index
    if head < 0 or words[head][0] in ("more", "less", "fewer", "higher", "lower", "away"):
        return None
    return words[0][1], words[head][2]
