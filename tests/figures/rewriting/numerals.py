"""The same number in digits or words, grouped, with a fraction or a sign, cardinal or ordinal."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache

from rewriting.cases import (
    Case,
    Edit,
    Edits,
    Mark,
    Operator,
    capitalised_like,
    matches_in,
    replaced,
)

_ONES = [
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    "nineteen",
]
_TENS = ["", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_ORDINALS = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}
_COUNTED = {"cardinal", "duration", "percent", "age", "money", "measure", "ratio"}
_DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d+)"
NUMBER = rf"{_DIGITS}(?:\.\d+)?"
"""A number in digits, with commas and decimals."""
_WHOLE = re.compile(rf"(?<![\w.,:/–'’$£€-]){_DIGITS}(?![\w.,:/–'’%°+]*[\w:/–'’%°+])(?!\s?[-%°½¼¾])")
"""A whole number in digits that touches nothing but a stop."""
_WORDED = re.compile(
    r"(?i)\b(?:(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen"
    r"|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty"
    r"|ninety|hundred|thousand)(?:[ -]and[ -]|[ -])?)+(?<![ -])\b"
)
_NUMBER_WORD = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty"
    r"|hundred|thousand|million)\b"
)
_SPELLED_UNIT = re.compile(
    r"(?: (?:hundred|thousand|million|billion|trillion|lakh|crore))?(?: [a-z]{4,}.*| per cent.*)?"
)


def spelled(number: int, *, joiner: str = " and ") -> str:
    """The words of a whole number below a million."""
    if number < 20:
        return _ONES[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return _TENS[tens] + (f"-{_ONES[ones]}" if ones else "")
    scale, name = (1000, "thousand") if number >= 1000 else (100, "hundred")
    head, rest = divmod(number, scale)
    words = f"{spelled(head, joiner=joiner)} {name}"
    if not rest:
        return words
    return words + (joiner if rest < 100 else " ") + spelled(rest, joiner=joiner)


def spelled_ordinal(number: int) -> str:
    """The words of an ordinal below a hundred."""
    head, hyphen, last = spelled(number).rpartition("-")
    regular = last[:-1] + "ieth" if last.endswith("y") else last + "th"
    return head + hyphen + _ORDINALS.get(last, regular)


def ordinal_digits(number: int) -> str:
    """The digits of an ordinal: "21st", "12th"."""
    suffix = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if 10 < number % 100 < 14 else suffix}"


@cache
def _values() -> dict[str, int]:
    found = {}
    for number in range(1, 10_000):
        for joiner in (" and ", " "):
            words = spelled(number, joiner=joiner)
            found[words] = number
            found[words.replace("-", " ")] = number
    for hundreds in range(11, 100):
        if hundreds % 10:
            found[f"{spelled(hundreds)} hundred"] = hundreds * 100
    return found


def value_of(words: str) -> int | None:
    """The whole number that words say, if they are of the plain kind."""
    return _values().get(words.lower())


def grouped(number: Decimal | int) -> str:
    """The digits with commas: "1,234,567"."""
    return f"{number:,}"


def _is_name(case: Case, mark: Mark) -> bool:
    """Whether a capital before the number may make it part of a name ("Sky Two", "Top 10")."""
    before = case.before(mark).rstrip("“\"'(").split()
    return len(before) > 1 and before[-1][:1].isupper() and before[-1] not in _HEDGE_WORDS


_HEDGE_WORDS = {"Than", "About", "Least"}


_LINK = r"(?:,? and|,? or| to| by| for| per|,|-to-)"


def _linked(case: Case, mark: Mark) -> bool:
    """Whether another number is joined to this one, so that both are written alike."""
    number = rf"(?:\d[\d,.]*|{_NUMBER_WORD})"
    before, after = case.before(mark), case.after(mark)
    return bool(
        re.search(rf"(?i){number}(?:[ -][a-z]+)?{_LINK} ?(?:\w+ )?$", before)
        or re.match(rf"(?i)(?:[ -][a-z]+)?{_LINK} (?:\w+ )?{number}\b", after)
    )


def _open_to_words(case: Case, mark: Mark) -> bool:
    if mark.is_date or mark.kind not in _COUNTED or _is_name(case, mark):
        return False
    before, after = case.before(mark), case.after(mark)
    if re.search(r"(?:\bat|\bAt|\d[ ,]?|[(+~>/–-]|\bminus|\baged?s?|\bages) ?$", before):
        return False
    return "^" not in case.span(mark) and not re.match(
        r"\s?[\d/+(-]|,\d|[,)] ?\d|\)| ?[x×](?=[ \d])|-odd|-plus", after
    )


def words_for_digits(case: Case) -> Iterator[Edits]:
    """Words for whole numbers to 99 and for round hundreds and thousands, with spelled-out units.

    Left alone: names, ages behind "aged" or in commas, "at 6", numbers that touch other signs.
    Numbers that are joined ("9 and 11") change together or not at all.
    """
    yield from _together(case, _words_for_digits(case))


def _together(case: Case, found: Iterable[tuple[Mark, Edits]]) -> Iterator[Edits]:
    """Each change alone where its number stands alone, and all at once where several do."""
    changes = list(found)
    for mark, edits in changes:
        if not _linked(case, mark):
            yield edits
    counted = [mark for mark in case.marks if not mark.is_date]
    if len(changes) > 1 and len(changes) == len(counted):
        yield tuple(edit for _, edits in changes for edit in edits)


def _words_for_digits(case: Case) -> Iterator[tuple[Mark, Edits]]:
    for mark in case.marks:
        span = case.span(mark)
        if not _open_to_words(case, mark) or re.search(r"[$£€₹&\u202f]|Rs|^[A-Z]|x", span):
            continue
        places = matches_in(case, mark, _WHOLE)
        tail = case.text[places[-1].end() : mark.end] if places else "?"
        if not _SPELLED_UNIT.fullmatch(tail):
            continue
        edits = []
        for place in places:
            number = int(place.group().replace(",", ""))
            if number < 2 or (number > 99 and number % (100 if number < 10_000 else 1000)):
                break
            if number >= 100_000 or ("," not in place.group() and number > 999):
                break
            edits.append(Edit(*place.span(), _sentence_case(case, place.start(), spelled(number))))
        else:
            if edits:
                yield mark, tuple(edits)


def _sentence_case(case: Case, at: int, words: str) -> str:
    return words.capitalize() if re.search(r"(?:^|[.!?] )[“\"]?$", case.text[:at]) else words


def digits_for_words(case: Case) -> Iterator[Edits]:
    """Digits for whole numbers in words; not for names, in brackets and in lists ("one, two").

    Numbers that are joined ("five or six") change together or not at all.
    """
    yield from _together(case, _digits_for_words(case))


def _digits_for_words(case: Case) -> Iterator[tuple[Mark, Edits]]:
    for mark in case.marks:
        if mark.is_date or mark.kind not in _COUNTED or _is_name(case, mark):
            continue
        before, after = case.before(mark), case.after(mark)
        if re.search(r"(?:\bat|\bAt|\d|\w,|[-(]) ?$", before) or re.match(r",? ?\d|, \w+,", after):
            continue
        edits = []
        for place in matches_in(case, mark, _WORDED):
            number = value_of(place.group())
            if number is None or re.match(
                r"(?i)[ -](?:and[ -]a[ -]half|point|dozen"
                r"|(?:half|third|quarter|fifth|tenth|hundredth)s?\b)",
                case.text[place.end() :],
            ):
                break
            edits.append(Edit(*place.span(), grouped(number)))
        else:
            if edits:
                yield mark, tuple(edits)


def ordinals(case: Case) -> Iterator[Edits]:
    """Write "21st" for "twenty-first" and the other way round, where the noun is named.

    "First" and "second" are left alone, which also mean other things.
    """
    for mark in case.marks:
        value = mark.get("value")
        if mark.kind != "ordinal" or mark.get("of") is None or value is None or int(value) < 3:
            continue
        span, number = case.span(mark), int(value)
        if span[0].isdigit() and number < 100:
            yield replaced(case, mark, spelled_ordinal(number))
        elif span.lower() == spelled_ordinal(number) if number < 100 else " hundred " in span:
            yield replaced(case, mark, ordinal_digits(number))


def hyphen_in_numerals(case: Case) -> Iterator[Edits]:
    """Write "Forty two" for "forty-two" and the other way round."""
    tens = r"(?i)\b(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
    ones = r"(?:one|two|three|four|five|six|seven|eight|nine)\b"
    for mark in case.marks:
        for place in matches_in(case, mark, re.compile(f"{tens}([- ]){ones}")):
            yield (Edit(*place.span(1), " " if place.group(1) == "-" else "-"),)


def and_in_hundreds(case: Case) -> Iterator[Edits]:
    """Write "Three hundred six" for "three hundred and six" and the other way round."""
    small = "|".join([*_ONES[1:], *_TENS[1:]])
    pattern = re.compile(
        rf"(?i)\b(?:hundred|thousand)( and | )(?=(?:{small})\b)(?!\w+ (?:thou|hun))"
    )
    for mark in case.marks:
        if not mark.is_date:
            for place in matches_in(case, mark, pattern):
                yield (Edit(*place.span(1), " " if "and" in place.group(1) else " and "),)


def one_for_a(case: Case) -> Iterator[Edits]:
    """Write "one hundred", "one third", "one dozen" for "a …" and the other way round."""
    scale = r"hundred|thousand|million|billion|dozen|third|quarter|fifth|tenth|half of"
    for mark in case.marks:
        if mark.is_date or re.search(r"(?i)\b(?:half|quarter) of?$", case.before(mark)):
            continue
        found = re.match(
            rf"(?i)(a|one) (?:{scale})\b(?!.*\d)", case.text[mark.start : mark.end + 3]
        )
        if found and "half" not in case.span(mark):
            other = "one" if found.group(1).lower() == "a" else "a"
            if not (other == "a" and " and " in case.span(mark)):
                place = mark.start + found.end(1)
                yield (Edit(mark.start, place, capitalised_like(other, case.span(mark))),)


_COMMAS = re.compile(r"(?<![\d.,'])\d{1,3}(?:,\d{3})+(?![\d,'])")


def grouping(case: Case) -> Iterator[Edits]:
    """Write "1234" or "1 234" (thin or no-break space) for "1,234", and a comma where none stands.

    Never for a name, and no bare number that could be a year; a plain space from 10,000 on.
    """
    for mark in case.marks:
        if mark.is_date or mark.kind in {"identifier", "year", "score", "coordinate"}:
            continue
        if "&" in case.span(mark) or mark.get("of") == "Main Street":
            continue
        places = matches_in(case, mark, _COMMAS)
        numbers = [int(place.group().replace(",", "")) for place in places]
        money = [case.text[place.start() - 1] in "$£€" for place in places]
        yearlike = mark.kind != "measure" and any(1100 <= n <= 2199 for n in numbers)
        if places and (all(money) or not yearlike):
            yield tuple(Edit(*place.span(), place.group().replace(",", "")) for place in places)
        alone = not any(re.search(r"\d ?$", case.text[: place.start()]) for place in places)
        for space in "\u2009\u202f\u00a0 " if places and alone else "":
            if space != " " or min(numbers) >= 10_000:
                yield tuple(
                    Edit(*place.span(), place.group().replace(",", space)) for place in places
                )
        bare = re.compile(r"(?<![\w.,'/-])\d{5,}(?![\w.,'/-])")
        for place in matches_in(case, mark, bare) if len(case.span(mark)) < 20 else ():
            yield (Edit(*place.span(), grouped(int(place.group()))),)
        spaced = re.compile(r"(?<![\w.,'])\d{1,3}(?:[ \u00a0\u2009\u202f']\d{3})+(?![\w,'])")
        for place in matches_in(case, mark, spaced):
            yield (Edit(*place.span(), re.sub(r"\D", ",", place.group())),)


def fractions(case: Case) -> Iterator[Edits]:
    """Halves, thirds and quarters: a glyph, a stroke, decimals, words, words with hyphens."""
    for mark in case.marks:
        if mark.is_date:
            continue
        span = case.span(mark)
        mixed = re.match(
            r"(?i)(?:(\d+)½|(\d+) 1/2|(\d+)\.5|([a-z]+) and a half)"
            r"(?=[ -][a-z]{2})(?!.* (?:to|or) )",
            span,
        )
        if mixed:
            whole = next(part for part in mixed.groups() if part)
            number = int(whole) if whole.isdigit() else value_of(whole)
            if number is None or number > 12 or number < 1:
                continue
            if "-" in span and span[mixed.end()] == "-":
                continue
            words = spelled(number)
            for style in (
                f"{number}.5",
                f"{number}½",
                f"{number} 1/2",
                f"{number}-1/2",
                f"{number} 1⁄2",
                f"{words} and a half",
                f"{words} and one half",
                f"{words} and one-half",
                f"{words}-and-a-half",
            ):
                if style.lower() != mixed.group().lower():
                    head = capitalised_like(style, span)
                    yield (Edit(mark.start, mark.start + mixed.end(), head),)
        elif re.match(r"(?i)half a (?:million|billion|dozen)\b", span):
            yield (Edit(mark.start + 4, mark.start + 7, "-a-"),)
            if "dozen" not in span:
                yield (Edit(mark.start, mark.start + 6, "0.5"),)
        for styles in _SIMPLE:
            if span.lower() in styles and case.text[mark.end : mark.end + 4] == " of ":
                for style in styles:
                    if style != span.lower():
                        yield replaced(case, mark, style)


_SIMPLE = (
    ("½", "1/2", "1⁄2", "one half", "one-half", "half"),
    ("two thirds", "two-thirds", "2/3", "⅔"),
    ("three quarters", "three-quarters", "3/4", "3⁄4", "¾", "three fourths"),
    ("a third", "one third", "one-third", "1/3", "⅓"),
    ("a quarter", "one quarter", "one-quarter", "1/4", "¼"),
    ("a tenth", "one tenth", "one-tenth", "1/10"),
)


def decimal_comma(case: Case) -> Iterator[Edits]:
    """Write "4,2 million": a comma for every decimal point of the text.

    One or two digits follow each, and a scale, a percent sign or a unit follows one of them.
    """
    if re.search(r"\d,\d|\d\.\d(?:\d\d|\d?[.\d])|\d ?[ap]\.?m\b", case.text):
        return
    points = list(re.finditer(r"(?<=\d)\.(?=\d)", case.text))
    inside = all(
        any(mark.start < point.start() < mark.end and mark.kind in _DECIMAL for mark in case.marks)
        for point in points
    )
    unit = r"\d\.\d+ ?(?:million|billion|trillion|bn\b|m\b|%|per|°C|[a-z]{5})"
    if points and inside and re.search(unit, case.text):
        yield tuple(Edit(*point.span(), ",") for point in points)


_DECIMAL = {"cardinal", "money", "percent", "measure", "duration"}


def times_sign(case: Case) -> Iterator[Edits]:
    """Write "×" for "x" between numbers, and "by" between the sides of a thing."""
    for found in re.finditer(r"(?<=\d)( ?)x( ?)(?=\d)", case.text):
        if any(mark.kind == "identifier" for mark in case.marks):
            continue
        yield (Edit(*found.span(), f"{found.group(1)}×{found.group(2)}"),)
        yield (Edit(*found.span(), " × "),)
        if found.group() == "x" and "cm" in case.text:
            yield (Edit(*found.span(), " x "),)
            yield (Edit(*found.span(), " by "),)


def leading_nought(case: Case) -> Iterator[Edits]:
    """Write "0.08" for ".08" and the other way round."""
    for mark in case.marks:
        if not mark.is_date:
            for place in matches_in(case, mark, re.compile(r"(?<![\w.])(0?)\.(?=\d)")):
                nought = "" if place.group(1) else "0"
                # the digit behind is replaced too, so that the edit counts as one of the figure
                digit = case.text[place.end() : place.end() + 1]
                yield (Edit(place.start(1), place.end() + 1, f"{nought}.{digit}"),)


def minus_signs(case: Case) -> Iterator[Edits]:
    """Hyphen, minus sign and en dash before a number, and the words "minus" and "negative"."""
    for mark in case.marks:
        if mark.is_date:
            continue
        found = re.match(r"(?:[-−–](?=[$£€\d])|minus )(.*)$", case.span(mark))
        if found is None or mark.is_range:
            continue
        worded = found.group(1)[0].isalpha()
        styles = ["minus "] if worded else ["-", "−", "–", "minus "]
        if re.fullmatch(r"[\w.]+", found.group(1)):
            styles.append("negative ")
        for style in styles:
            if not case.span(mark).startswith(style):
                yield (Edit(mark.start, mark.start + found.start(1), style),)


def fold(case: Case) -> Iterator[Edits]:
    """Write "Five-fold", "5-fold" for "fivefold"; "10×" for "10x"."""
    for mark in case.marks:
        span = case.span(mark)
        if mark.kind == "multiple" and (found := re.fullmatch(r"([a-z]+)fold", span)):
            yield replaced(case, mark, f"{found.group(1)}-fold")
            yield replaced(case, mark, f"{value_of(found.group(1))}-fold")
        found = re.fullmatch(r"(\d+)x", span)
        if mark.kind == "multiple" and found and case.after(mark)[:1] == ".":
            yield replaced(case, mark, f"{found.group(1)}×")


def one_in(case: Case) -> Iterator[Edits]:
    """Write "One out of five" and "one out of every five" for "one in five"."""
    for mark in case.marks:
        found = re.fullmatch(r"(?i)(one|two|three|\d+)( in )(\w+)", case.span(mark))
        if mark.kind == "ratio" and found:
            at = mark.start + found.start(2)
            yield (Edit(at, at + 4, " out of "),)
            yield (Edit(at, at + 4, " in every "),)


def ages(case: Case) -> Iterator[Edits]:
    """Write "34 years old" for "34 years of age", "aged 86" for "at the age of 86"."""
    for mark in case.marks:
        if mark.kind != "age" or mark.is_range:
            continue
        if case.span(mark).endswith(" years of age"):
            yield (Edit(mark.end - 6, mark.end, "old"),)
        if case.before(mark).endswith(" at the age of "):
            yield (Edit(mark.start - 14, mark.start, "aged "),)
            yield (Edit(mark.start - 14, mark.start, "at age "),)


OPERATORS: dict[str, Operator] = {
    operator.__name__: operator
    for operator in (
        words_for_digits,
        digits_for_words,
        ordinals,
        hyphen_in_numerals,
        and_in_hundreds,
        one_for_a,
        grouping,
        fractions,
        decimal_comma,
        times_sign,
        leading_nought,
        minus_signs,
        fold,
        one_in,
        ages,
    )
}
