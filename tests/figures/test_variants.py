"""The generator of variants: what it makes, what it asks for, and what it must never make.

How many variants the reader gets right is measured by `bench/variants.py`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from decimal import Decimal

import pytest
from rewriting.cases import CASES as CASES_FOLDER
from rewriting.cases import Case, edited
from variants import BY_LANGUAGE, NAMES, OPERATORS, TWO, Variant, made, read_cases, unchanged

from extractor.scanning.scanner import scan_dates, scan_figures

CASES = list(read_cases())
BY_NAME = {case.name: case for case in CASES}
VARIANTS = list(made(CASES))


def _texts(name: str) -> set[str]:
    return {variant.text for variant in VARIANTS if variant.operator == name}


def test_the_places_of_all_figures_and_dates_are_found() -> None:
    """Each span and phrase of a table stands where the generator takes it to stand."""
    for case in CASES:
        for mark in case.marks:
            assert case.span(mark) == mark.row["span"]
            phrase = case.text[mark.phrase_start : mark.phrase_end]
            assert phrase == mark.row.get("phrase", mark.row["span"])


@pytest.mark.parametrize("name", NAMES)
def test_every_operator_finds_work(name: str) -> None:
    """No operator is idle, and each says its rule."""
    assert _texts(name)
    assert name == TWO or OPERATORS[name].__doc__


def test_variants_differ_from_their_case_and_from_one_another() -> None:
    """Within an operator a case gives each text once, and never its own."""
    made_from = Counter((one.operator, one.case, one.text) for one in VARIANTS)
    assert max(made_from.values()) == 1
    assert not [one for one in VARIANTS if one.text == BY_NAME[one.case].text]


def test_generation_is_deterministic() -> None:
    """Two runs give the same variants in the same order."""
    assert list(made(read_cases())) == VARIANTS


def test_what_is_wanted_is_what_the_table_says() -> None:
    """A variant asks for every figure and date of its case, field by field, and no others."""
    for variant in VARIANTS:
        case = unchanged(BY_NAME[variant.case])
        for wanted, table in ((variant.figures, case.figures), (variant.dates, case.dates)):
            assert (wanted is None) == (table is None)
            for row, original in zip(wanted or (), table or (), strict=True):
                assert row.keys() >= original.keys() - {"span", "of"}
                assert row == {name: original[name] for name in row}


def test_words_that_are_wanted_stand_in_the_text() -> None:
    """A span is asked for only where no edit touched it, and then stands in the text."""
    for variant in VARIANTS:
        for rows in (variant.figures or (), variant.dates or ()):
            cursor = 0
            for row in rows:
                if "span" in row:
                    cursor = variant.text.index(row["span"], cursor) + len(row["span"])


def test_a_word_is_asked_for_unless_an_edit_touched_it() -> None:
    """Edits elsewhere leave span and noun to be checked; edits inside leave the rest."""
    case = BY_NAME["hedges: at least"]  # At least 23 people were hurt.
    whole = {"kind", "value", "low", "high", "unit", "hedge"}
    fields = {}
    for text, operator in (
        ("No fewer than 23 people were hurt.", "same_hedge"),
        ("At least twenty-three people were hurt.", "words_for_digits"),
        ("At least 23  people were hurt.", "two_spaces"),
        ("AT LEAST 23 PEOPLE WERE HURT", "in_capitals"),
    ):
        variant = next(one for one in made([case], [operator]) if one.text == text)
        assert variant.figures is not None
        fields[operator] = set(variant.figures[0]) - whole
    assert fields == {
        "same_hedge": {"span", "of"},
        "words_for_digits": {"of"},
        "two_spaces": {"span"},
        "in_capitals": set(),
    }


def test_edits_carry_the_places_of_figures_along() -> None:
    """After any edit a figure whose words were kept stands where it is said to stand."""
    for case in CASES:
        for operator in OPERATORS.values():
            for edits in operator(case):
                other = edited(case, edits)
                for mark in other.marks:
                    if mark.words_kept:
                        assert other.span(mark) == mark.row["span"]


@pytest.mark.parametrize(
    ("operator", "text"),
    [
        ("digits_for_words", "One or 200 came."),  # one or two hundred
        ("digits_for_words", "It took 1 hundredth of a second."),
        ("words_for_digits", "The lab measured 2.5 x ten^6 cells."),
        ("words_for_digits", "A sheet costs sixty paise to Rs two."),
        ("one_for_a", "One million and a half cars were recalled."),
        ("scale_styles", "The 100 million sprint is first."),  # metres
        ("scale_styles", "A $500 m-plus bid failed."),
        ("scale_written_out", "He ran a 10,000 for the hospice."),  # kilometres
        ("currency_styles", "Profit rose from 5 million to €6.5 million."),  # 5 million of what?
        ("decimal_comma", "The band is 5.25 to 5,5 percent."),
        ("unit_styles", "A pack of 6x330-milliliter costs less."),
        ("hyphen_before_unit", "He served one year and four-month bans."),
        ("same_hedge", "Damages more than $2 million are sought."),
        ("same_hedge", "The cuts come over three years."),
        ("joiners", "From Sixteen to eighteen pirates boarded."),
        ("joiners", "Seats rose between 20 and 30."),
        ("shared_scale", "Bring 20 to 200 nails."),
        ("bulleted", "- 5,000 gliding bombs were dropped."),  # or minus 5,000
        ("line_break", "They hired 5\nMillion views came later."),
        ("quoted", "“The court will rule on Wednesday,” they said."),  # or ruled
        ("weekday_before", "In the United States the day is kept on Thursday, 24 July."),
        ("year_behind", "He wrote of the September 11, 2001, attacks."),
        ("date_counts", "It closed 3.five years ago."),
        ("date_joiners", "The plan runs until from the mid to 2050s."),
        ("quantity_elsewhere", "The board put it at 25 pounds."),  # money or weight
        ("quantity_elsewhere", "The sum named (10K) was new to the board."),  # a race
        ("quantity_elsewhere", "The sum named (($310)) was new to the board."),
        ("count_elsewhere", "The report names three quarters."),  # of a year
        ("date_elsewhere", "It has been so since September 11."),  # 2001 beside "attacks" alone
        (TWO, "It closed 3 1/two years ago."),
    ],
)
def test_rewordings_that_mean_something_else_are_not_made(operator: str, text: str) -> None:
    """What a reader of English could understand otherwise is no variant."""
    assert text not in _texts(operator)


@pytest.mark.parametrize(
    ("operator", "text"),
    [
        ("two_spaces", "The dam holds 4.2  billion litres."),
        ("line_break", "The dam holds 4.2\nbillion litres."),
        ("word_broken_at_line_end", "The dam holds 4.2 bil-\nlion litres."),
        ("ligature", "The ﬁscal third quarter ended March 31 was weak."),
        ("words_for_digits", "About three thousand five hundred troops arrived."),
        ("fractions", "It closed three-and-a-half years ago."),
        ("fractions", "Half-a-million readers subscribed."),
        ("scale_styles", "Profits doubled to $4 mil."),
        ("scale_written_out", "The service has 80,000,000 users."),
        ("currency_styles", "Aid of 150 million US dollars was agreed."),
        ("percent_styles", "Growth of 10–12 per cent is forecast."),
        ("unit_styles", "The park covers 190 square kilometres."),
        ("minus_signs", "The fund lost –$40 million."),
        ("same_hedge", "No fewer than 23 people were hurt."),
        ("joiners", "20–30 cars were crushed."),
        ("shared_scale", "Bids of $3 to 5 billion came in."),
        ("shared_scale_of_a_change", "Profit rose from 5 to 6.5 million euros."),
        ("stop_behind", "It cost $4.2 billion—the talks went on."),
        ("day_order", "The treaty was signed on the 3rd of May 1998."),
        ("weekday_before", "The treaty was signed on Sunday, May 3, 1998."),
        ("year_behind", "He was fined on May 27, 2025."),
        ("clock_styles", "The doors open at 19:30."),
    ],
)
def test_rewordings_of_the_same_meaning_are_made(operator: str, text: str) -> None:
    """Common ways of writing the same thing are among the variants."""
    assert text in _texts(operator)


def test_readers_do_not_stumble_over_variants() -> None:
    """A drawn sample is read without an error, and every span is its characters."""
    for variant in VARIANTS[::37]:
        text, day = variant.text, variant.published
        spans = [figure.span for figure in scan_figures(text, published=day)]
        spans += [found.span for found in scan_dates(text, published=day)]
        assert [text[span.start : span.end] for span in spans] == [span.text for span in spans]


def test_spanish_variants_are_read_as_their_cases_are() -> None:
    """Of what a writer of Spanish could equally have written, 97 in a hundred are read right, and
    all the cases themselves."""
    cases, operators = list(read_cases(CASES_FOLDER / "es")), BY_LANGUAGE["es"]
    variants = [unchanged(case) for case in cases]
    assert not [one.text for one in variants if _problems_in_spanish(one)]
    variants = list(made(cases, operators, operators=operators))
    wrong = [one for one in variants if _problems_in_spanish(one)]
    assert len(variants) > 2_000
    assert len(wrong) <= 0.03 * len(variants)


def _problems_in_spanish(variant: Variant) -> list[str]:
    text, day = variant.text, variant.published
    figures = scan_figures(text, published=day, language="es")
    return variant.problems(figures, scan_dates(text, published=day, language="es"))


def _read(case: Case) -> tuple[Variant, list[str]]:
    wanted = unchanged(case)
    figures = scan_figures(case.text, published=case.published)
    dates = scan_dates(case.text, published=case.published)
    return wanted, wanted.problems(figures, dates)


def test_the_ruler_finds_what_is_wrong() -> None:
    """A wrong value, hedge, unit, noun or span, a figure too many and one too few are problems."""
    case = BY_NAME["hedges: at least"]
    wanted, problems = _read(case)
    assert problems == []
    (figure,) = scan_figures(case.text)
    assert wanted.problems([], [])
    assert wanted.problems([figure, figure], [])
    for wrong in (
        replace(figure, value=Decimal(24)),
        replace(figure, value=None),
        replace(figure, low=Decimal(23)),
        replace(figure, hedge="at_most"),
        replace(figure, unit="USD"),
        replace(figure, kind="ordinal"),
        replace(figure, of="trees"),
        replace(figure, span=figure.phrase),
    ):
        assert wanted.problems([wrong], []), wrong


def test_the_ruler_finds_wrong_dates() -> None:
    """Another day, a coarser grain and a lost date are problems."""
    case = BY_NAME["relative_dates: a day looks back"]
    wanted, problems = _read(case)
    assert problems == []
    (found,) = scan_dates(case.text, published=case.published)
    assert wanted.problems([], [])
    assert wanted.problems([], [replace(found, iso="2024-05-27")])
    assert wanted.problems([], [replace(found, precision="month")])
