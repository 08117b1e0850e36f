"""Units and currencies of a language: its own tables over the names that the CLDR has."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from extractor.languages.phrases import Phrases
from extractor.languages.table import Said, Table, Words

UnitKind = Literal["measure", "duration"]


class UnitRow(Table):
    """One unit in `units.toml`."""

    cldr: str | None = None
    """The CLDR's name for it, whose spelled-out names are taken over."""
    words: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    exact: tuple[str, ...] = ()
    """Signs that count only as written: "Nm" is no "nm"."""
    shy: tuple[str, ...] = ()
    """Those of them that are units only where nothing else fits."""
    glued: tuple[str, ...] = ()
    """Those of them that touch their number."""
    prefixed: bool = False
    """Whether the names are also made with each prefix: "nanogram"."""
    symbol: str = ""
    """The international symbol, which is made with each letter of `multiples`: "GHz"."""
    multiples: str = ""


class Scaled(Table):
    """A name for so many of another unit: a kiloton."""

    of: str
    power: int


class PercentWords(Table):
    """How hundredths are said."""

    words: tuple[str, ...]
    signs: tuple[str, ...]
    mille: tuple[str, ...]
    """Signs for tenths of them."""
    glued: tuple[str, ...]
    split: tuple[tuple[str, str], ...]
    points: tuple[str, ...]
    behind_points: Words = frozenset()
    """What makes points of hundredths, behind the word: "puntos porcentuales"."""
    point_signs: tuple[str, ...]
    basis: tuple[str, ...]
    behind_basis: Words = frozenset()
    """What makes basis points, behind the word for points."""
    basis_signs: tuple[str, ...]


class CompassWords(Table):
    """The sides of the world behind degrees, north and east first."""

    positive: Words
    negative: Words


class UnitTables(Table):
    """`units.toml`."""

    prefixes: tuple[str, ...]
    prefix_names: dict[str, str]
    """The prefixes that pint writes otherwise."""
    regions: tuple[str, ...] = ()
    """Countries whose spellings of the CLDR count too."""
    letters: dict[str, str]
    """The letters of the prefixes in symbols."""
    squares: tuple[str, ...]
    cubes: tuple[str, ...]
    squared: tuple[str, ...]
    cubed: tuple[str, ...]
    scaled_of: Words = frozenset()
    """What stands between a magnitude and its unit: "millones de euros"."""
    per: tuple[str, ...]
    rate_articles: tuple[str, ...]
    old: tuple[str, ...]
    old_short: tuple[str, ...]
    age: tuple[str, ...]
    bold: Words
    letter_before: Words
    capitals: Words
    before_any: Words
    before_words: Words
    inches: Words
    inches_before: Words
    ordinal_units: dict[str, str]
    dimensions: Words
    warm_before: Words
    celsius: Words
    fahrenheit: Words
    below_zero: tuple[str, ...]
    no_rate: Said
    rate_adverbs: dict[str, str]
    rates: dict[str, str]
    parts: dict[str, dict[str, int]]
    times: dict[str, UnitRow]
    measures: dict[str, UnitRow]
    scaled: dict[str, Scaled]
    percent: PercentWords
    compass: CompassWords
    clocked: tuple[Words, Words, Words]
    """Hours, minutes and seconds where they touch their numbers: "1h 20m"."""


class OtherCountry(Table):
    """Whose currency a letter is where the text speaks of that country."""

    code: str
    words: tuple[str, ...]


class Coin(Table):
    """A coin worth a hundredth."""

    of: tuple[str, ...]
    letters: tuple[str, ...] = ()


class CurrencyTables(Table):
    """`currencies.toml`."""

    names: dict[str, tuple[str, ...]]
    full_names: dict[str, tuple[str, ...]]
    shy_names: Words
    not_after: dict[str, frozenset[str]]
    shy_codes: Words
    weights: Words
    weight_code: str
    paid: Words
    paid_for: tuple[tuple[str, str], ...]
    not_paid: Words
    point_groups: Words
    sum_nouns: Words
    not_before_sum: Words
    after_sum: Words
    booked_after: Words
    lower_codes: dict[str, str]
    dotted: dict[str, str]
    signs: dict[str, str]
    dollar: str
    dollars: dict[str, str]
    letters: dict[str, str]
    shy_letters: dict[str, str]
    elsewhere: dict[str, OtherCountry]
    coins: dict[str, Coin]
    old_coins: dict[str, dict[str, int]]


@dataclass(frozen=True, slots=True)
class Unit:
    """What a word for a unit stands for."""

    name: str
    """As pint reads it."""
    kind: UnitKind
    factor: Decimal = Decimal(1)
    is_shy: bool = False
    is_glued: bool = False
    """Whether it may touch its number though it is a single letter of time."""
    written: str | None = None
    """How it must be written, where capitals count."""


def unit_phrases(tables: UnitTables, code: str) -> Phrases[tuple[Unit, ...]]:
    """Every way to write a unit, with the units that it may be."""
    found: dict[str, list[Unit]] = {}
    for word, unit in unit_names(tables, code):
        known = found.setdefault(word.lower(), [])
        if unit not in known:
            known.append(unit)
    # What must be written just so goes before what any capitals do for.
    return Phrases(
        (word, tuple(sorted(units, key=lambda unit: unit.written is None)))
        for word, units in found.items()
    )


def unit_names(tables: UnitTables, code: str) -> Iterator[tuple[str, Unit]]:
    """Every way to write a unit, with the unit."""
    rows: tuple[tuple[UnitKind, dict[str, UnitRow]], ...] = (
        ("duration", tables.times), ("measure", tables.measures),
    )  # fmt: skip
    known = {
        sign.lower() for _, table in rows for row in table.values()
        for sign in (*row.signs, *row.exact)
    }  # fmt: skip
    for kind, table in rows:
        for name, row in table.items():
            spelled = [
                *row.words,
                *(_cldr_names(row.cldr, code, tables.regions) if row.cldr else ()),
            ]
            for word in (*spelled, *row.signs, *row.exact):
                written = word if word in row.exact else None
                shy, glued = word in row.shy, word in row.glued
                yield word, Unit(name, kind, is_shy=shy, is_glued=glued, written=written)
            if row.prefixed:
                for prefix in tables.prefixes:
                    for word in spelled:
                        yield (
                            prefix + word,
                            Unit(tables.prefix_names.get(prefix, prefix) + name, kind),
                        )
            for letter in row.multiples:
                word = letter + row.symbol
                # "mW" and "MW" are two units: the small letter must be written so.
                is_exact = word.lower() in known or (
                    letter.islower() and letter.upper() in row.multiples
                )
                yield word, Unit(
                    tables.letters[letter] + name, kind, is_shy=word.lower() in row.shy,
                    written=word if is_exact else None,
                )  # fmt: skip
    for name, scaled in tables.scaled.items():
        factor = Decimal(10**scaled.power)
        for word in (name, name + "s"):
            yield word, Unit(scaled.of, "measure", factor)


def _cldr_names(unit: str, code: str, regions: Iterable[str]) -> Iterator[str]:
    from babel.units import format_unit

    for locale in (code, *(f"{code}_{region}" for region in regions)):
        for count in (1, 2):
            name = format_unit(count, unit, "long", locale=locale)
            yield name.replace(str(count), "").strip().lower()


def dollar_nations(tables: CurrencyTables, names: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Words that say whose dollars they are ("canadian") in the names of currencies, with the
    code."""
    dollar = tables.signs[tables.dollar]
    found = {
        name.rpartition(" ")[0]: currency
        for name, currency in names
        if name.rpartition(" ")[2] in tables.names[dollar]
    }
    return {nation: currency for nation, currency in found.items() if nation.isalpha()}


def currency_names(tables: CurrencyTables, code: str) -> Iterator[tuple[str, str]]:
    """Every spelled-out name of a currency, with its code: "euros", "hong kong dollars"."""
    from babel import Locale
    from babel.numbers import get_currency_name

    for table in (tables.names, tables.full_names):
        for currency, words in table.items():
            for word in words:
                yield word, currency
    for currency in currency_codes(code):
        for count in (1, 2):
            name = get_currency_name(currency, count, locale=Locale.parse(code)).lower()
            if "(" not in name and " " in name:
                yield name, currency
                yield _plain(name), currency


def _plain(name: str) -> str:
    """A name without its accents: "venezuelan bolivars"."""
    apart = unicodedata.normalize("NFD", name)
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def currency_codes(code: str) -> frozenset[str]:
    """The codes of ISO 4217 that the CLDR knows, today's and former ones."""
    from babel import Locale

    known = Locale.parse(code).currencies
    return frozenset(str(each) for each in known if not str(each).startswith("X"))
