"""Units with a prefix in words, built from the two: "nanograms", "gigalitres", "terajoules"."""

from __future__ import annotations

from decimal import Decimal

from extractor.figures.tables import named_words, word_list

_PREFIXES = word_list(
    "pico nano micro milli centi deci hecto kilo mega giga tera peta exa zetta yotta"
)
_BASES = """
gram: gram grams gramme grammes
liter: liter liters litre litres
meter: meter meters metre metres
watt: watt watts
joule: joule joules
volt: volt volts
ampere: ampere amperes amp amps
hertz: hertz
pascal: pascal pascals
newton: newton newtons
byte: byte bytes
bit: bit bits
becquerel: becquerel becquerels
sievert: sievert sieverts
gray: grays
electron_volt: electronvolt electronvolts
hectare: hectare hectares
"""
_TONS = """
ton: ton tons
metric_ton: tonne tonnes
"""
_TON_SCALES = {"kilo": 3, "mega": 6, "giga": 9, "tera": 12}


def prefixed_units() -> dict[str, str]:
    """Each word of a prefix and a base, with pint's name for the unit."""
    bases = named_words(_BASES)
    return {prefix + word: prefix + name for word, name in bases.items() for prefix in _PREFIXES}


SCALED: dict[str, tuple[str, Decimal]] = {
    prefix + word: (name, Decimal(10**power))
    for word, name in named_words(_TONS).items()
    for prefix, power in _TON_SCALES.items()
}
"""Prefixed tons, with the ton they are so many of: two gigatons are two billion tons, and whether
these are long, short or metric the word does not say."""
