"""The number words of a language, laid out by what they do in a numeral."""

from __future__ import annotations

from extractor.languages import Language
from extractor.languages.language import NumberTables
from extractor.scanning.numbers.numeral import VULGAR


class NumberLexicon:
    """Looks number words up; made once for a language."""

    def __init__(self, language: Language) -> None:
        """Lay the language's number words out by what they do."""
        tables = language.numbers
        cardinals, ordinals = tables.cardinals, tables.ordinals
        tens = {word: value for word, value in cardinals.items() if 20 <= value <= 90}
        units = {word: value for word, value in cardinals.items() if 1 <= value <= 9}
        # "twentyfifth", "twentyone": run together by hurried hands
        glued = {ten + unit: tens[ten] + units[unit] for ten in tens for unit in units}
        self.cardinals = {**cardinals, **glued}
        self.ordinals = {
            **ordinals,
            **{ten + word: tens[ten] + n for ten in tens for word, n in ordinals.items() if n < 10},
        }
        self.powers = {word: m.power for m in tables.magnitudes.values() for word in m.words}
        self.plural_powers = {
            word: m.power for m in tables.magnitudes.values() for word in m.plural
        }
        self.ordinal_powers = {
            word: m.power for m in tables.magnitudes.values() for word in m.ordinals
        }
        self.letters = {
            word: m.power for m in tables.magnitudes.values() for word in (*m.letters, *m.words)
        }
        """What touches digits and may mean a power of ten: "£16m", "£16million"."""
        self.spaced = {word: m.power for m in tables.magnitudes.values() for word in m.spaced}
        """Those that mean it behind a space, too."""
        self.capitals = {word: m.power for m in tables.magnitudes.values() for word in m.capitals}
        """Those that mean it there in capitals, before a currency."""
        self.closing = {word: m.power for m in tables.magnitudes.values() for word in m.closing}
        """Those that mean it where nothing is counted behind them."""
        self.behind_space = {**self.closing, **self.capitals, **self.spaced}
        self.stop = language.stop
        self.collectives = {w: c for c in tables.collectives.values() for w in c.words}
        self.plural_collectives = {w: c for c in tables.collectives.values() for w in c.plural}
        self.dozens = {
            word: each.value for word, each in (self.plural_collectives | self.collectives).items()
        }
        """What a collective counts, in singular or plural."""
        self.parts = {w: p.by for p in tables.parts.values() for w in p.words}
        self.plural_parts = {w: p.by for p in tables.parts.values() for w in p.plural}
        self.vague = tables.vague
        self.tens = tables.plural_tens
        self.pairs = tables.pairs
        self.multiples = tables.multiples
        joints = tables.joints
        self.between = language.joining.words.between
        self.conjunctions = joints.conjunction
        self.articles = joints.article
        self.between_tens = joints.tens
        self.bare_parts = joints.bare_parts
        self.of = joints.of
        self.not_decimal = tables.not_decimal_after
        self.point = joints.point
        percent = language.units.percent
        split = (first for first, _ in percent.split)
        self.hundredths = frozenset({*percent.words, *percent.signs, *split})
        """Words that say behind "point 5" that it is a decimal and no item of a list."""
        denominators = {word: n for word, n in self.ordinals.items() if n >= 3}
        self.denominators = {
            **denominators, **self.parts, **{w: 10**p for w, p in self.ordinal_powers.items()}
        }  # fmt: skip
        self.unit_denominators = {word + "s": n for word, n in tables.ordinals.items() if n < 10}
        self.plural_denominators = {
            **{word + "s": by for word, by in self.denominators.items()}, **self.plural_parts
        }  # fmt: skip
        self.ordinals_add = tables.ordinals_add
        if tables.part_endings:
            by_ending = _parts_by_ending(cardinals, tables)
            self.plural_denominators |= by_ending
            self.parts = by_ending | self.parts
        self.starters = frozenset(
            {
                *self.cardinals, *self.ordinals, *self.powers, *self.ordinal_powers,
                *self.collectives, *self.plural_collectives, *self.tens, *self.parts,
                *self.multiples, *self.pairs, *VULGAR,
            }
        )  # fmt: skip
        """Words that may begin a numeral; "a", "several" and "point" are found before them."""


def _parts_by_ending(cardinals: dict[str, int], tables: NumberTables) -> dict[str, int]:
    """Parts that are named by a number and an ending, run together: "treintaicincoavos"."""
    known = dict(cardinals)
    for above in (100, 1000):
        tens = {word: n for word, n in known.items() if above // 10 < n < above}
        units = {word: n for word, n in known.items() if 0 < n < above // 10}
        for head, ten in tens.items():
            if ten % (above // 10) == 0:
                for glue in tables.glue:
                    known.update({head + glue + word: ten + n for word, n in units.items()})
    named = {stem: n for stem, n in known.items() if n > 10 or len(stem) > 4}
    return {
        stem.removesuffix(ending[0]) + ending: n
        for stem, n in named.items() for ending in tables.part_endings if n > 4
    }  # fmt: skip
