"""What a language must give: its tables, checked when they are loaded."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from functools import cache
from importlib import import_module
from importlib.resources import files
from typing import Any, Literal

from extractor.languages.arithmetic import ArithmeticTables, RemarkTables
from extractor.languages.calendar import (
    Calendar,
    CalendarTables,
    HolidayTables,
    TenseTables,
)
from extractor.languages.codebooks import CodebookTables
from extractor.languages.comparing import ComparingTables
from extractor.languages.detecting import checked_language
from extractor.languages.direction import DirectionTables
from extractor.languages.endings import EndingTables
from extractor.languages.evidence import Evidence, EvidenceTables
from extractor.languages.joining import JoiningTables
from extractor.languages.legal import LegalTables
from extractor.languages.lexicon import LayoutTables, NameTables, WordClasses
from extractor.languages.people import CountryTables, PeopleTables
from extractor.languages.periods import PeriodTables
from extractor.languages.phrases import Phrases
from extractor.languages.risk import RiskTables
from extractor.languages.speech import SpeechTables
from extractor.languages.superlatives import SuperlativeTables
from extractor.languages.table import Table, Words
from extractor.languages.units import (
    CurrencyTables,
    UnitTables,
    currency_codes,
    currency_names,
    dollar_nations,
    unit_phrases,
)
from extractor.languages.words import HedgeTables, KindTables, NounTables


class Magnitude(Table):
    """A power of ten and how it is written behind a number."""

    power: int
    words: tuple[str, ...]
    plural: tuple[str, ...] = ()
    """Those of the words that count by themselves: "millions of them"."""
    ordinals: tuple[str, ...] = ()
    letters: tuple[str, ...] = ()
    """What touches the digits, or follows a sum of money: "5m", "$5 m"."""
    spaced: tuple[str, ...] = ()
    """Those of the letters that follow any number with a space: "5 mn"."""
    capitals: tuple[str, ...] = ()
    """Those of the letters that do so in capitals only, before the name of a currency: "5 MM"."""
    closing: tuple[str, ...] = ()
    """Words that multiply only where no noun follows: "three grand", not "three grand pianos"."""


class Collective(Table):
    """A number that is counted itself: a dozen."""

    value: int
    words: tuple[str, ...]
    plural: tuple[str, ...] = ()
    needs_number_or_of: bool = False
    """Whether the word alone is mostly something else."""


class Part(Table):
    """A part of one that is not said by an ordinal: a half."""

    by: int
    words: tuple[str, ...]
    plural: tuple[str, ...] = ()


class Joints(Table):
    """The small words that join a number's words."""

    conjunction: Words
    tens: Words = frozenset()
    """What stands between tens and units, in languages that have it: "treinta y dos"."""
    article: Words
    bare_parts: Words = frozenset()
    """Parts that need no article behind the conjunction: "dos millones y medio"."""
    of: Words
    point: Words
    minus: Words
    not_minus_after: Words = frozenset()
    """What makes something else of a word for minus: "al menos"."""
    plus: Words


class NumberTables(Table):
    """`numbers.toml`."""

    decimal: Literal[".", ","] = "."
    """The sign before decimals; the other one groups thousands."""
    cardinals: dict[str, int]
    ordinals: dict[str, int]
    magnitudes: dict[str, Magnitude]
    collectives: dict[str, Collective]
    parts: dict[str, Part]
    plural_tens: Words
    """What says tens only before another plural: "tens of thousands"."""
    not_decimal_after: Words
    """Words behind which "one point" begins no decimal: "at one point four buses burned"."""
    pairs: Words
    """Vague words that count by themselves with "a … of": a couple."""
    vague: dict[str, tuple[int, int]]
    groups: dict[str, int]
    multiples: dict[str, Decimal]
    joints: Joints
    ordinal_endings: dict[str, str]
    stopped_ordinals: Words = frozenset()
    """Endings of ordinals in digits that stand behind a stop: "5.º"."""
    ordinals_add: bool = False
    """Whether one ordinal may follow another and add to it: "vigésimo quinto"."""
    glue: tuple[str, ...] = ()
    """What may stand between tens and units that are run together: "treintaicinco"."""
    part_endings: tuple[str, ...] = ()
    """Endings that make a part of a number that is run together: "treintavo"."""


class Language:
    """One language, its tables laid out for looking words up."""

    def __init__(
        self,
        code: str,
        numbers: NumberTables,
        units: UnitTables,
        currencies: CurrencyTables,
        nouns: NounTables,
        hedges: HedgeTables,
        kinds: KindTables,
        joining: JoiningTables,
        calendar: Calendar,
        classes: WordClasses,
        names: NameTables,
        speech: SpeechTables,
        layout: LayoutTables,
        risk: RiskTables,
        endings: EndingTables,
        arithmetic: ArithmeticTables,
        remarks: RemarkTables,
        superlatives: SuperlativeTables,
        periods: PeriodTables,
        direction: DirectionTables,
        legal: LegalTables,
        comparing: ComparingTables,
        people: PeopleTables,
        countries: CountryTables,
        codebooks: CodebookTables,
        evidence: Evidence,
    ) -> None:
        """Lay the tables out."""
        self.code = code
        self.numbers = numbers
        self.units = units
        self.currencies = currencies
        self.nouns = nouns
        self.hedges = hedges
        self.kinds = kinds
        self.joining = joining
        self.classes = classes
        self.names = names
        self.speech = speech
        self.layout = layout
        self.risk = risk
        self.endings = endings
        self.arithmetic = arithmetic
        self.remarks = remarks
        self.superlatives = superlatives
        self.periods = periods
        self.direction = direction
        self.legal = legal
        self.comparing = comparing
        self.people = people
        self.countries = countries
        self.codebooks = codebooks
        self.evidence = evidence
        self.stop = nouns.stop
        self.unit_names = unit_phrases(units, code)
        money = tuple(currency_names(currencies, code))
        self.currency_names = Phrases(money)
        self.dollar_nations = dollar_nations(currencies, money)
        """Whose dollars they are, by the word before "dollars"."""
        self.currency_codes = currency_codes(code)
        self.words = frozenset(
            {
                *numbers.cardinals,
                *numbers.ordinals,
                *(word for each in numbers.magnitudes.values() for word in each.words),
                *(word for each in numbers.magnitudes.values() for word in each.ordinals),
                *(word for each in numbers.collectives.values() for word in each.plural),
                *(word for each in numbers.parts.values() for word in (*each.words, *each.plural)),
                *self.unit_names.singles(),
                *self.currency_names.singles(),
                *units.percent.words,
                *nouns.stop,
                *calendar.months,
                *calendar.weekdays,
            }
        )
        """Words that a hyphen at a line's end may have broken in two."""
        self.calendar = calendar
        self.calendar_names = frozenset({*calendar.months, *calendar.weekdays})
        """Months and weekdays."""
        self.finite_verbs = (calendar.tense.past | classes.finite_verbs) - classes.prepositions
        """Verbs that no ending shows, in forms that follow a subject."""

    def is_finite(self, word: str) -> bool:
        """Whether a word, in small letters, is a verb in a form that follows a subject."""
        return (
            word in self.finite_verbs
            or word in self.classes.auxiliaries
            or self.endings.finite.fits(word)
        )


@cache
def load(code: str) -> Language:
    """The language of a code ("en"), its tables checked.

    Raises:
        OptionError: there is no such language.
    """
    checked_language(code)
    return Language(
        code,
        NumberTables.model_validate(_table(code, "numbers")),
        UnitTables.model_validate(_table(code, "units")),
        CurrencyTables.model_validate(_table(code, "currencies")),
        NounTables.model_validate(_table(code, "nouns")),
        HedgeTables.model_validate(_table(code, "hedges")),
        KindTables.model_validate(_table(code, "kinds")),
        JoiningTables.model_validate(_table(code, "joining")),
        Calendar(
            CalendarTables.model_validate(_table(code, "calendar")),
            TenseTables.model_validate(_table(code, "tense")),
            HolidayTables.model_validate(_table(code, "holidays")),
            code,
        ),
        WordClasses.model_validate(_table(code, "word_classes")),
        NameTables.model_validate(_table(code, "names")),
        SpeechTables.model_validate(_table(code, "speech")),
        LayoutTables.model_validate(_table(code, "layout")),
        RiskTables.model_validate(_table(code, "risk")),
        EndingTables.model_validate(_table(code, "endings")),
        ArithmeticTables.model_validate(_table(code, "arithmetic")),
        RemarkTables.model_validate(_table(code, "remarks")),
        SuperlativeTables.model_validate(_table(code, "superlatives")),
        PeriodTables.model_validate(_table(code, "periods")),
        DirectionTables.model_validate(_table(code, "direction")),
        LegalTables.model_validate(_table(code, "legal")),
        ComparingTables.model_validate(_table(code, "comparing")),
        PeopleTables.model_validate(_table(code, "people")),
        CountryTables.model_validate(_table(code, "countries")),
        CodebookTables.model_validate(_table(code, "codebooks")),
        Evidence(
            EvidenceTables.model_validate(_table(code, "evidence")),
            import_module(f"extractor.languages.{code}.grammar").stem,
        ),
    )


def _table(code: str, name: str) -> dict[str, Any]:
    text = (files("extractor.languages") / code / f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
