"""Whether "m" behind a number means metres or millions.

Metres, unless something speaks for millions: to read a race of 100 metres as a hundred million is
the worse mistake by far.
"""

from __future__ import annotations

import re
from decimal import Decimal

from extractor.figures.noun_words import STOP
from extractor.figures.nouns import noun_after
from extractor.figures.races import EVENTS
from extractor.figures.tables import word_set
from extractor.figures.units import DURATIONS, MEASURES, MONEY, POWERS, SHY_UNITS, WORD_CODES

_MEASURED: frozenset[str] = word_set(
    """
    banks boats bridges cables cliffs columns craters cranes drifts drops dunes fences gaps jumps
    ladders lanes leaps lengths lines masts nets pipes poles pools putts pythons ropes steps strips
    surges swells throws tides towers trenches tunnels turbines vaults walls waterfalls waves yachts
    """
)
"""Things that are said to be so many metres high, long or deep, in the plural."""
_SPATIAL: frozenset[str] = word_set(
    """
    deep down downhill downstream east high inland long north offshore past short south square tall
    thick under underground underwater upstream west wide x
    """
)
_LONG_TAIL = re.compile(r"-(?:tall|long|wide|deep|high|thick)(?![a-z])")
_WORD = re.compile(r" ([a-z]+)")
_NUMBER_FIRST = re.compile(
    r" (?:[0-9]|(?:one|two|three|four|five|six|seven|eight|nine|ten|[a-z]{3,5}teen)(?![a-z]))"
)
_MANY = re.compile(
    r"-strong| (?:strong|more|fewer)(?![a-z])|-(?:euro|dollar|pound|member|people|person)(?![a-z])"
    r"| of (?:them|us|whom|which|those|these people|the population)(?![a-z])"
)
_PLURAL_VERB = re.compile(
    r" (?:have|had|were|are|who|whose|live|lived|voted|watched|fled|signed|lack)(?![a-z])"
)
_SUM_AFTER = re.compile(
    r" (?:bailout|bid|budget|contract|deal|debt|fee|fine|fund|grant|investment|jackpot|lawsuit|loan"
    r"|loss|package|payment|payout|profit|sale|salary|settlement|shortfall|takeover|transfer)"
    r"(?![a-z])"
)
_HEDGED = (
    r"(?: (?:about|around|some|nearly|almost|over|under|roughly|up|to|more|less|than|just|only"
    r"|an?|estimated|at|least|most|as|much|another|further|additional|extra|well|close|total"
    r"|of)){0,5} $"
)
_PAID = re.compile(
    r"(?<![a-z])(?:cost(?:s|ing)?|pa(?:y|ys|id|ying)|spen(?:d|ds|t|ding)|earn(?:s|ed|ing)?|worth"
    r"|invest(?:s|ed|ing)?|owe[sd]?|owing|fined|rais(?:e[sd]?|ing)|donat(?:e[sd]?|ing)"
    r"|borrow(?:ed)?|sold for|bought for|priced at|valued at|budgets?|bill|debts?|losses|fee)"
    r"(?: (?:him|her|them|it|us|out|back|in|taxpayers|the [a-z]+))?" + _HEDGED
)
_COUNTED = re.compile(
    r"(?<![a-z])(?:costs|damages|donations|funding|grants|loans|savings|profits?|revenues?|sales"
    r"|turnover|income|earnings|population|audiences?|circulation|readership|membership"
    r"|workforce|crowds?|users|subscribers|customers|followers|viewers"
    r"|visitors|passengers|downloads|votes|streams|copies|city|country|nation|refugees)"
    r"(?: [^ ;\n]{0,13}[^ .;\n]){0,4} (?:of|to|from|at|by|was|were|is|are|hits?|topped"
    r"|pass(?:ed|es)|reach(?:ed|es)?|exceed(?:ed|s)|totall?ed)" + _HEDGED
)
_SPACE = re.compile(
    r" (?:above|below|from(?! [0-9])|into|up|down|away|off|apart|beneath|high|deep|tall)(?![a-z])"
)
_ONE_THING = re.compile(r"(?<![a-z])(?:an?|one|this|each|every|(the|at|within)) $")
"""What stands before a single thing; some of it before many as well."""
_LATER = re.compile(r" (?:later|after|ago|before|earlier|apart)(?![a-z])")
_PLUS = re.compile(r"-plus(?= )|\+(?= )")
_DEFINITE = re.compile(
    r"(?:(?<![a-z])(?:the|his|her|olympic|world|women's|men's|indoor|outdoor)"
    r"|[0-9]m(?: and|,| or)) $"
)
"""What stands before the distance of a race, or before the second of two."""


def is_millions(low: str, case: str, end: int, stop: int, value: Decimal) -> bool:
    """Whether the "m" that ends at `stop` means millions; the number before it ends at `end`."""
    start = end
    while start and (low[start - 1].isdigit() or low[start - 1] in ".,"):
        start -= 1
    plus = _PLUS.match(low, stop)
    stop = plus.end() if plus is not None else stop
    following = _WORD.match(low, stop)
    word = following.group(1) if following is not None else ""
    if word in EVENTS or word in _SPATIAL or _LONG_TAIL.match(low, stop):
        return False
    if _MANY.match(low, stop):
        return True
    definite = _DEFINITE.search(low, max(0, start - 12), start) is not None
    if not definite and (
        _is_sum(low, start, stop) or _SUM_AFTER.match(low, stop) or _PLURAL_VERB.match(low, stop)
    ):
        return True
    if not word or _NUMBER_FIRST.match(low, stop):
        return False
    if word in DURATIONS or (word in MONEY and word not in WORD_CODES):
        # "the 800m minutes later", "the 100m won him a medal"
        return not definite and _LATER.match(low, following.end() if following else stop) is None
    if word in POWERS:
        return True
    if word in MEASURES:
        return word not in SHY_UNITS
    noun = noun_after(low, case, stop, singular=False)
    if noun is not None:
        nouns = low[noun[0] : noun[1]].split(" ")
        if not EVENTS.isdisjoint(nouns) or nouns[-1] in _MEASURED:
            return False
        # "a 10m fence surrounds it", "the 30m oak falls", "at 300m visibility drops"
        one = _ONE_THING.search(low, max(0, start - 8), start)
        return one is None or (
            one.group(1) is not None and (len(nouns) == 1 or case[noun[0]].isupper())
        )
    # "a rise of 1.3m year on year": what is measured in tenths is seldom a race
    return value != value.to_integral_value() and word not in STOP and f"{word}s" not in _MEASURED


def _is_sum(low: str, start: int, stop: int) -> bool:
    """Whether what stands before the number is paid, or counted in millions."""
    if _SPACE.match(low, stop):
        return False
    head = low[max(0, start - 80) : start]
    head = head[head.rfind("\n") + 1 :]
    return _PAID.search(head) is not None or _COUNTED.search(head) is not None
