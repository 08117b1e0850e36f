"""Number words as data."""

from __future__ import annotations

from typing import Literal

from extractor.figures.tables import word_list

NumberKind = Literal["cardinal", "ordinal", "fraction", "vague"]

_UNITS = word_list("one two three four five six seven eight nine")
_TEENS = word_list(
    "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
)
_TENS = word_list("twenty thirty forty fifty sixty seventy eighty ninety")
_UNIT_ORDINALS = word_list("first second third fourth fifth sixth seventh eighth ninth")
_TEEN_ORDINALS = word_list(
    "tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth"
    " nineteenth"
)
_TEN_ORDINALS = word_list(
    "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth"
)

SCALES: dict[str, int] = {
    "thousand": 3,
    "million": 6,
    "billion": 9,
    "trillion": 12,
    "quadrillion": 15,
    "quintillion": 18,
    "sextillion": 21,
    "septillion": 24,
    "lakh": 5,
    "lac": 5,
    "crore": 7,
}
"""Scale words and their powers of ten."""

# Token classes: Z zero, U 1-9, T 10-19, X 20-90, H hundred, S scale, D dozen and score; the
# same in lower case for an ordinal, and "f" for a plural ordinal, which only a fraction has;
# P "point", N "half", Q "quarter", A the article.
TOKENS: dict[str, tuple[str, int]] = {}
"""Each number word with its class and its value, or its power of ten."""
for _i, _w in enumerate(_UNITS):
    TOKENS[_w] = ("U", _i + 1)
for _i, _w in enumerate(_TEENS):
    TOKENS[_w] = ("T", _i + 10)
for _i, _w in enumerate(_TENS):
    TOKENS[_w] = ("X", 20 + 10 * _i)
for _i, _w in enumerate(_UNIT_ORDINALS):
    TOKENS[_w] = ("u", _i + 1)
for _i, _w in enumerate(_TEEN_ORDINALS):
    TOKENS[_w] = ("t", _i + 10)
for _i, _w in enumerate(_TEN_ORDINALS):
    TOKENS[_w] = ("x", 20 + 10 * _i)
for _w, _p in SCALES.items():
    TOKENS[_w] = ("S", _p)
    TOKENS[_w + "s"] = ("S", _p)
    TOKENS[_w + "th"] = ("s", _p)
    TOKENS[_w + "ths"] = ("fs", _p)
TOKENS |= {
    "zero": ("Z", 0),
    "nought": ("Z", 0),
    "naught": ("Z", 0),
    "nil": ("Z", 0),
    "fourty": ("X", 40),
    "nineth": ("u", 9),
    "hundred": ("H", 2),
    "hundreds": ("H", 2),
    "hundredth": ("h", 2),
    "hundredths": ("fh", 2),
    "dozen": ("D", 12),
    "dozens": ("D", 12),
    "score": ("D", 20),
    "scores": ("D", 20),
    "point": ("P", 0),
    "half": ("N", 2),
    "halves": ("N", 2),
    "quarter": ("Q", 4),
    "quarters": ("Q", 4),
    "koti": ("S", 7),
    "krores": ("S", 7),
    "a": ("A", 1),
    "an": ("A", 1),
}
for _w in (*_UNIT_ORDINALS[2:], *_TEEN_ORDINALS, *_TEN_ORDINALS, "first", "second"):
    _class, _value = TOKENS[_w]
    TOKENS[_w + "s"] = ("f" + _class, _value)
for _i, _w in enumerate(_TENS):
    # "twentyfifth", "twentyone": run together by hurried hands
    for _j, _v in enumerate(_UNITS):
        TOKENS[_w + _v] = ("T", 20 + 10 * _i + _j + 1)
    for _j, _v in enumerate(_UNIT_ORDINALS):
        TOKENS[_w + _v] = ("t", 20 + 10 * _i + _j + 1)

MULTIPLES: dict[str, str] = {
    "twice": "2", "thrice": "3", "double": "2", "doubled": "2", "doubling": "2", "doubles": "2",
    "triple": "3", "tripled": "3", "tripling": "3", "triples": "3", "treble": "3", "trebled": "3",
    "trebling": "3", "quadruple": "4", "quadrupled": "4", "quadrupling": "4", "halved": "0.5",
    "halving": "0.5", "halve": "0.5", "twofold": "2", "threefold": "3", "fourfold": "4",
    "fivefold": "5", "sixfold": "6", "sevenfold": "7", "eightfold": "8", "ninefold": "9",
    "tenfold": "10", "twentyfold": "20", "hundredfold": "100", "thousandfold": "1000",
}  # fmt: skip
"""Words that multiply."""

VAGUE: dict[str, tuple[int, int | None]] = {
    "dozens": (24, None),
    "scores": (40, None),
    "hundreds": (200, None),
    "thousands": (2000, None),
    "millions": (2 * 10**6, None),
    "billions": (2 * 10**9, None),
    "trillions": (2 * 10**12, None),
    "lakhs": (2 * 10**5, None),
    "crores": (2 * 10**7, None),
}
"""Plural scale words that count by themselves: the least that they can mean."""


def _is_run_together(word: str) -> bool:
    """Whether a word is tens and units written as one."""
    return any(word.startswith(tens) and len(word) > len(tens) + 1 for tens in _TENS)


NUMBER_WORDS: tuple[str, ...] = tuple(
    word
    for word, (kind, _) in TOKENS.items()
    if kind not in ("A", "P") and word not in ("score", "couple") and not _is_run_together(word)
)
"""What a run of number words may begin with, but for words that are run together."""

TENS_TAILS: tuple[str, ...] = (*_UNITS, *_UNIT_ORDINALS)
"""What may be run together with a word for tens: "twentyfive"."""

TENS: frozenset[str] = frozenset(_TENS)
"""The words for tens."""
