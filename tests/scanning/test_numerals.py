"""One grammar reads a number in digits, in words, or in both."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extractor.languages import load
from extractor.scanning.folding import fold
from extractor.scanning.numbers import Numeral, Numerals
from extractor.scanning.tokens import Tokens

NUMERALS = Numerals(load("en"))


def _read(text: str) -> list[tuple[str, Numeral]]:
    tokens = Tokens(fold(text))
    found: list[tuple[str, Numeral]] = []
    done = 0
    for at, word in enumerate(tokens.words):
        if word not in NUMERALS.starters and not word[:1].isdecimal():
            continue
        numeral = NUMERALS.read(tokens, at) if at >= done else None
        if numeral is not None:
            found.append((tokens.phrase(numeral.start, numeral.end), numeral))
            done = numeral.end
    return found


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,234,567.8", "1234567.8"),
        ("12,34,567", "1234567"),
        ("1'234'567", "1234567"),
        ("1 204 567", "1204567"),
        ("20 000", "20000"),
        ("1.234,56", "1234.56"),
        ("1.234.567", "1234567"),
        ("1,5", "1.5"),
        (".08", "0.08"),
        ("6.02e23", "6.02e23"),
        ("2.5 x 10^6", "2500000"),
        ("5x10²¹", "5e21"),
        ("3x10-7", "3e-7"),
        ("2^10", "1024"),
        ("2 1/2", "2.5"),
        ("2½", "2.5"),
        ("5-1/2", "5.5"),
        ("4 and 1/2", "4.5"),
        ("3/4", "0.75"),
        ("3 dozen", "36"),
        ("1.2 lakh crore", "1200000000000"),
        ("7 mn", "7000000"),
        ("3 hundred and 20", "320"),
        ("4 thousand 2 hundred", "4200"),
        ("forty-two", "42"),
        ("three hundred and six", "306"),
        ("nineteen hundred", "1900"),
        ("five million, three hundred and twenty thousand", "5320000"),
        ("two point five", "2.5"),
        ("one hundred and two thousand", "102000"),
        ("two thousand and three hundred", "2300"),
        ("point seven", "0.7"),
        ("half a million", "500000"),
        ("half-a-million", "500000"),
        ("half-a-dozen", "6"),
        ("a quarter of a million", "250000"),
        ("two-and-a-half million", "2500000"),
        ("a million and a half", "1500000"),
        ("one billion and three quarters million", "1000750000"),
        ("two and one-half", "2.5"),
        ("four and three-quarter", "4.75"),
        ("two and fifty-four hundredths", "2.54"),
        ("one hundred thousand trillionths", "1e-7"),
        ("twenty-first", "21"),
        ("one hundred and fifth", "105"),
        ("twice", "2"),
    ],
)
def test_a_numeral_has_its_value(text: str, value: str) -> None:
    """The whole text is one numeral of that value."""
    ((phrase, numeral),) = _read(text)
    assert phrase == text
    assert numeral.value == Decimal(value)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("a couple hundred", "200", "300"),
        ("a couple of hundred", "200", "300"),
        ("several dozen", "36", "108"),
        ("a few thousand", "2000", "9000"),
        ("many thousands", "2000", None),
        ("dozens", "24", None),
        ("tens of thousands", "20000", None),
        ("hundreds of millions", "200000000", None),
    ],
)
def test_a_vague_number_has_ends(text: str, low: str, high: str | None) -> None:
    """What leaves the number open gives the least and the most that it can mean."""
    (_, numeral) = _read(text)[-1]
    assert numeral.value is None
    assert numeral.low == Decimal(low)
    assert numeral.high == (None if high is None else Decimal(high))


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("seven million and two thirds of the crop", ["seven million", "two thirds"]),
        ("22,24,26", ["22", "24", "26"]),
        ("one, two, three", ["one", "two", "three"]),
        ("5  10", ["5", "10"]),
        ("at one point four buses", ["one", "four"]),
        ("nought-four", ["nought", "four"]),
        ("between one hundred and two hundred", ["one hundred", "two hundred"]),
        ("between one hundred and two thousand", ["one hundred", "two thousand"]),
        ("one thousand and two thousand", ["one thousand", "two thousand"]),
        ("between two hundred and fifty and ninety", ["two hundred and fifty", "ninety"]),
    ],
)
def test_two_numbers_stay_two(text: str, phrases: list[str]) -> None:
    """Nothing is swallowed that does not belong to the number."""
    assert [phrase for phrase, _ in _read(text)] == phrases
