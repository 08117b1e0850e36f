"""What a writer of Spanish could equally have written: numbers, amounts, hedges, ranges, dates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from rewriting.cases import Case, Edit, Edits, Mark, Operator, capitalised_like, matches_in, some


def _words(block: str) -> list[str]:
    return block.split()


_UNDER_THIRTY = _words(
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce "
    "quince dieciséis diecisiete dieciocho diecinueve veinte veintiuno veintidós "
    "veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve "
)
_TENS = {
    3: "treinta", 4: "cuarenta", 5: "cincuenta", 6: "sesenta", 7: "setenta", 8: "ochenta",
    9: "noventa",
}  # fmt: skip
_HUNDREDS = _words(
    "ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos "
    "ochocientos novecientos "
)
_HEDGES: Mapping[str, tuple[str, ...]] = {
    "al menos": ("por lo menos", "como mínimo", "no menos de"),
    "más de": ("algo más de", "por encima de"),
    "menos de": ("por debajo de",),
    "casi": ("prácticamente",),
    "unos": ("aproximadamente", "alrededor de", "cerca de"),
    "alrededor de": ("cerca de", "en torno a", "aproximadamente"),
    "no más de": ("como mucho", "como máximo", "un máximo de"),
}
_EUROS = re.compile(r"(?P<sum>[\d.,]+(?: millones)?) ?(?P<sign>€|(?:de )?euros)$")
_DAY = re.compile(
    r"(?P<the>el )?(?P<day>\d{1,2}) de (?P<month>[a-z]+)(?: (?:de|del) (?P<year>\d{4}))?$"
)
_MONTHS = _words(
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre "
)


def spelled(number: int) -> str | None:
    """A whole number below a million in words; none for others, and for those that end in one,
    whose form depends on the noun."""
    if not 2 <= number < 1_000_000 or (number % 10 == 1 and number % 100 != 11):
        return None
    thousands, rest = divmod(number, 1000)
    head = "" if not thousands else "mil" if thousands == 1 else f"{_below(thousands)} mil"
    return " ".join(part for part in (head, _below(rest) if rest else "") if part)


def _below(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    if number == 100:
        return "cien"
    words = [_HUNDREDS[hundreds - 1]] if hundreds else []
    if rest:
        tens, units = divmod(rest, 10)
        small = _UNDER_THIRTY[rest] if rest < 30 else _TENS[tens]
        words.append(f"{small} y {_UNDER_THIRTY[units]}" if rest >= 30 and units else small)
    return " ".join(words)


def _figures(case: Case) -> Iterator[Mark]:
    yield from case.figures or ()


def words_for_digits(case: Case) -> Iterator[Edits]:
    """Write "veintitrés" for "23": counts, and durations, of a whole number below a million.

    Not before a feminine noun from 200 on, which changes the hundreds.
    """
    for mark in _figures(case):
        if mark.kind not in {"cardinal", "duration", "percentage_points", "percent", "measure"}:
            continue
        for found in matches_in(case, mark, re.compile(r"(?<![\d.,−-])[\d.]+(?![\d,º.]|[^\W\d_])")):
            number = int(found.group().replace(".", ""))
            words = spelled(number)
            is_feminine = re.match(
                r" (?:\w+as|toneladas|hectáreas|libras)\b", case.text[found.end() :]
            )
            if words is None or (is_feminine and number >= 200) or "%" in case.span(mark):
                continue
            yield (Edit(*found.span(), capitalised_like(words, found.group())),)


def digits_for_words(case: Case) -> Iterator[Edits]:
    """Write "32" for "treinta y dos"."""
    by_words = {spelled(n): n for n in (*range(2, 100), 243, 21_000) if spelled(n)}
    for mark in _figures(case):
        span = case.span(mark)
        number = by_words.get(span.lower())
        if number is not None and mark.kind == "cardinal" and span[0].islower():
            yield (Edit(mark.start, mark.end, f"{number}"),)


def grouping(case: Case) -> Iterator[Edits]:
    """Write thousands with a space, a thin space, or with nothing, for the point."""
    for mark in case.marks:
        for found in matches_in(case, mark, re.compile(r"(?<!\d)\d{1,3}(?:\.\d{3})+(?!\d)")):
            for sign in (" ", "\u202f", ""):
                yield (Edit(*found.span(), found.group().replace(".", sign)),)


def millions(case: Case) -> Iterator[Edits]:
    """Write "4.200.000" for "4,2 millones", and the other way round."""
    for mark in _figures(case):
        if mark.kind != "cardinal" or mark.is_range:
            continue
        for found in matches_in(case, mark, re.compile(r"(\d+),(\d) millones")):
            whole = int(found.group(1)) * 1_000_000 + int(found.group(2)) * 100_000
            behind = case.text[found.end() :]
            end = found.end() + (3 if behind.startswith(" de ") else 0)
            yield (Edit(found.start(), end, f"{whole:,}".replace(",", ".")),)


def percent_styles(case: Case) -> Iterator[Edits]:
    """Write "3 %", "3%", "3 por ciento" and "3 por cien" for one share."""
    for mark in _figures(case):
        if mark.kind != "percent":
            continue
        for found in matches_in(case, mark, re.compile(r"(?<=\d) ?(?:%|por ciento)")):
            for style in (" %", "%", " por ciento", " por cien"):
                if style != found.group():
                    yield (Edit(*found.span(), style),)


def currency_styles(case: Case) -> Iterator[Edits]:
    """Write "15 €", "15€", "15 euros" and "EUR 15" for one sum."""
    for mark in _figures(case):
        span = case.span(mark)
        found = _EUROS.search(span)
        if mark.kind != "money" or mark.is_range or found is None:
            continue
        amount, head = found["sum"], mark.start + found.start()
        link = " de euros" if "mill" in amount else " euros"
        styles = [f"{amount} €", f"{amount}{link}", f"{amount} EUR"]
        if "mill" not in amount:
            styles.append(f"{amount}€")
        for style in styles:
            if style != span[found.start() :]:
                yield (Edit(head, mark.end, style),)


def same_hedge(case: Case) -> Iterator[Edits]:
    """Another word for the same hedge, before the number."""
    for mark in _figures(case):
        before = case.text[mark.phrase_start : mark.start]
        hedge = before.strip().lower()
        for other in _HEDGES.get(hedge, ()):
            if before.strip() and before.endswith(" "):
                words = capitalised_like(other, before) + " "
                yield (Edit(mark.phrase_start, mark.start, words),)


def joiners(case: Case) -> Iterator[Edits]:
    """Write "entre 20 y 30", "de 20 a 30", "20 a 30", "20-30" and "20–30" for one range."""
    for mark in _figures(case):
        span = case.span(mark)
        found = re.match(r"(?i)(?:entre|de) (\d+) (?:y|a) (\d+)", span)
        if not mark.is_range or found is None:
            continue
        low, high = found.groups()
        styles = [f"entre {low} y {high}", f"de {low} a {high}", f"{low}-{high}", f"{low}–{high}"]
        for style in styles:
            words = capitalised_like(style, span)
            if words != span[: found.end()]:
                yield (Edit(mark.start, mark.start + found.end(), words),)


def dates_written(case: Case) -> Iterator[Edits]:
    """Write "3 de mayo de 1998", "3 de mayo del 1998", "3 mayo 1998" and "03/05/1998"."""
    for mark in case.dates or ():
        found = _DAY.match(case.span(mark))
        if found is None or found["month"] not in _MONTHS or "/" in (mark.get("iso") or ""):
            continue
        the, day, month, year = found["the"] or "", found["day"], found["month"], found["year"]
        styles = [f"{the}día {day} de {month}"] if not year and the else []
        if year:
            number = _MONTHS.index(month) + 1
            styles += [
                f"{the}{day} de {month} del {year}",
                f"{the}{int(day):02d}/{number:02d}/{year}",
            ]
        for style in styles:
            yield (Edit(mark.start, mark.end, style),)


def hours_written(case: Case) -> Iterator[Edits]:
    """Write "23.40", "23:40 horas" and "23.40 h" for "23:40"."""
    for mark in case.dates or ():
        for found in matches_in(case, mark, re.compile(r"(\d{2}):(\d{2})$")):
            hour, minute = found.groups()
            for style in (f"{hour}.{minute}", f"{hour}:{minute} horas", f"{hour}:{minute} h"):
                yield (Edit(*found.span(), style),)


def days_written(case: Case) -> Iterator[Edits]:
    """Write "el martes pasado" for "el pasado martes", "pasado mes" for "mes pasado" and back."""
    for mark in case.dates or ():
        span = case.span(mark)
        found = re.fullmatch(r"el pasado ([a-zé]+)", span)
        if found:
            yield (Edit(mark.start, mark.end, f"el {found.group(1)} pasado"),)
        found = re.fullmatch(r"el (mes|año) pasado", span)
        if found:
            yield (Edit(mark.start, mark.end, f"el pasado {found.group(1)}"),)
        if span.startswith("hace "):
            pairs = (("dos", "2"), ("tres", "3"))
            for words, digits in pairs:
                if f" {words} " in span:
                    yield (Edit(mark.start, mark.end, span.replace(words, digits)),)


def within_a_sentence(case: Case) -> Iterator[Edits]:
    """Put who says so behind, or say before it that they said it."""
    if case.dates or not case.text.endswith("."):
        return
    end = len(case.text)
    for words in some(
        case, (", dijo la alcaldesa.", ", según el Gobierno.", ", informó la policía."), 2
    ):
        yield (Edit(end - 1, end, words),)


def quoted(case: Case) -> Iterator[Edits]:
    """The whole text in the quotation marks of Spanish."""
    if re.search(r"[\"“”«]", case.text):
        return
    end = len(case.text)
    for left, right in (("«", "»"), ("“", "”")):
        yield (Edit(0, 0, left), Edit(end, end, right))


def second_sentence(case: Case) -> Iterator[Edits]:
    """Another sentence, without figures or dates, behind the text or before it."""
    end = len(case.text)
    yield (Edit(end, end, " La alcaldesa se reunió con los vecinos."),)
    yield (Edit(end, end, "\n\nEl pleno se reunió y la sesión siguió."),)
    yield (Edit(0, 0, "El pleno se reunió. "),)


OPERATORS: dict[str, Operator] = {
    operator.__name__: operator
    for operator in (
        words_for_digits,
        digits_for_words,
        grouping,
        millions,
        percent_styles,
        currency_styles,
        same_hedge,
        joiners,
        dates_written,
        hours_written,
        days_written,
        within_a_sentence,
        quoted,
        second_sentence,
    )
}
