"""The verbs that put words into somebody's mouth, as data.

A verb is written once, as `base past participle-in-ing third-person` where it is irregular, or as
its base alone.
"""

from __future__ import annotations

from extractor.scanning.lexicon import words

CLAIM_VERBS = """
rule hold:held:holding:holds find:found:finding:finds accept acknowledge add admit advise affirm
agree allege announce argue assert assure believe:believed:believing:believes boast caution
charge claim clarify comment complain concede conclude confess confirm contend declare
deny:denied:denying:denies disclose emphasise emphasize estimate expect explain fear forecast
guess hint hope imply:implied:implying:implies indicate inform insist joke lament maintain
mention mutter note observe opine pledge point post predict proclaim promise propose quip
read:read:reading:reads reason recall reckon recommend recount reiterate relate remark remind
reply:replied:replying:replies report respond retort reveal say:said:saying:says shout signal
speculate state stress suggest swear:swore:swearing:swears tell:told:telling:tells
testify:testified:testifying:testifies threaten tweet underline underscore urge vow warn whisper
write:wrote:writing:writes worry:worried:worrying:worries notify:notified:notifying:notifies
"""
"""Verbs after which a claim follows, quoted or not."""

JUDGEMENT_VERBS = """
accuse applaud attack blame blast brand call celebrate characterise characterize compare condemn
criticise criticize cry:cried:crying:cries decry:decried:decrying:decries defend demand denounce
deplore deride describe discuss dismiss dub exclaim express hail invoke label lambast lambaste
liken mock praise protest question quote rebuke refer:referred:referring:refers regard reject
ridicule rail sing:sang:singing:sings slam speak:spoke:speaking:speaks scream tout voice welcome
yell beg:begged:begging:begs plead tag title pronounce ban:banned:banning:bans order consider
talk term challenge sign issue outline detail address apologise apologize joke publish release
continue remember begin:began:beginning:begins interject muse snap sigh:sighed:sighing:sighs
laugh:laughed:laughing:laughs admonish chant chide think:thought:thinking:thinks ask cite
"""
"""Verbs whose object or "as" may hold quoted words; without quotation marks they claim nothing."""

ALWAYS_SPEECH = frozenset({"said", "says", "told", "tells", "tweeted", "tweets", "insisted"})
"""Forms that are speech whoever their subject is; the others need a speaker that can speak."""

AFTER_QUOTE_ONLY = words(
    "read reads posted thinks thought think point points post posts sign signs order orders"
    " charge charges issue issues title tag term refer talk address release publish question"
    " questions discuss discussed release released published signed issued ordered ordering"
    " begin begins"
)
"""Forms that are more often something else; they count only beside quotation marks."""


def _forms(verb: str) -> tuple[str, str, str, str]:
    """Base, past, -ing and third-person form."""
    if ":" in verb:
        base, past, ing, third = verb.split(":")
        return base, past, ing, third
    stem = verb[:-1] if verb.endswith("e") else verb
    third = verb + ("es" if verb.endswith(("s", "sh", "ch", "x")) else "s")
    doubled = {"admit": "admitt", "slam": "slamm", "dub": "dubb", "quip": "quipp", "tag": "tagg"}
    stem = doubled.get(verb, stem)
    if verb == "forecast":
        return verb, "forecast", "forecasting", third
    return verb, stem + "ed", stem + "ing", third


_CLAIM = [_forms(verb) for verb in CLAIM_VERBS.split()]
_JUDGEMENT = [_forms(verb) for verb in JUDGEMENT_VERBS.split()]

CLAIM_FORMS = frozenset(form for forms in _CLAIM for form in forms)
PAST = frozenset(forms[1] for forms in [*_CLAIM, *_JUDGEMENT])
BASE = frozenset(forms[0] for forms in [*_CLAIM, *_JUDGEMENT])
ING = frozenset(forms[2] for forms in [*_CLAIM, *_JUDGEMENT])
THIRD = frozenset(forms[3] for forms in [*_CLAIM, *_JUDGEMENT])
CUE_FORMS = PAST | BASE | ING | THIRD
"""Every form of every cue verb."""

NEEDS_OUT = words(
    "point points pointed pointing rule rules ruled ruling hold holds held holding find finds"
    " found finding"
)
"""Forms that claim something only with "out" or "that"."""

NEEDS_CLAUSE = frozenset(
    f"{stem}{ending}"
    for stem, endings in {
        "propos": "ing",
        "maintain": "ed s ing", "post": "ed", "add": "ed s", "relat": "ed es", "accept": "ed s ing",
        "agre": "ed es", "not": "es", "advis": "ed es", "conclud": "ed es ing",
        "admit": "ted s ting",
        "mention": "ed s", "recall": "ed s ing", "signal": "led ed s", "charg": "ed es",
        "threaten": "ed s ing", "expect": "ed s", "contend": "ed s", "relay": "ed", "stress": "ed",
        "respond": "ed s ing", "repl": "ied ies ying", "cit": "ed es ing", "remark": "ed",
        "comment": "ed s ing", "remind": "ed s", "counter": "ed s",
    }.items()
    for ending in endings.split()
)  # fmt: skip
"""Forms that take plain objects too: without quotation marks only a clause makes them a claim."""

FINITE_CUE = "|".join(sorted(forms[i] for forms in [*_CLAIM, *_JUDGEMENT] for i in (1, 3)))
"""The past and third-person forms, for a pattern."""
