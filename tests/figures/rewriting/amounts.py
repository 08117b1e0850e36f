"""Scales, currencies, percent and units in other styles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from rewriting.cases import Case, Edit, Edits, Mark, Operator, matches_in
from rewriting.numerals import NUMBER, grouped

_SCALES: dict[str, tuple[int, tuple[str, ...], tuple[str, ...]]] = {
    "million": (6, (" mn", "mn", " mln", "mln"), (" m", "m", "M", " Million")),
    "billion": (9, (" bn", "bn", " bln", "bln"), ("B", "b", " Billion")),
    "trillion": (12, (" tn", "tn", " trn", "trn"), ("T", " trln", " Trillion")),
    "thousand": (3, (), ("k", "K")),
}
"""Power of ten; short forms clear behind any number; forms clear with a currency sign alone."""
_SHORT = {
    "m": "million",
    "mn": "million",
    "mln": "million",
    "bn": "billion",
    "bln": "billion",
    "b": "billion",
    "tn": "trillion",
    "trn": "trillion",
    "k": "thousand",
    "t": "trillion",
}
_SCALED = re.compile(
    rf"(?<![\w.,])(?P<number>{NUMBER})(?P<scale> ?(?:million|billion|trillion|thousand|hundred"
    r"|lakh crore|lakh|crore|mln|mn|m|bn|bln|tn|trn|k|M|K))(?![\w-])"
)


_POWERS = {"hundred": 2, "lakh": 5, "crore": 7, "lakh crore": 12}


def _scale(words: str) -> str:
    name = words.strip()
    return _SHORT.get(name.lower(), name)


def _scales_of(case: Case, mark: Mark) -> list[re.Match[str]]:
    if mark.is_date or mark.kind in {"identifier", "age", "duration"} or "&" in case.text:
        return []
    values = {mark.get(name) for name in ("value", "low", "high")} - {None}
    sizes = {abs(Decimal(value)) for value in values}
    # "the 800m" is no scale, and "5 and 6 million" shares one
    return [
        place
        for place in matches_in(case, mark, _SCALED)
        if Decimal(place["number"].replace(",", "")).scaleb(_power(place["scale"])) in sizes
    ]


def _power(words: str) -> int:
    name = _scale(words)
    return _SCALES[name][0] if name in _SCALES else _POWERS[name]


def scale_styles(case: Case) -> Iterator[Edits]:
    """Write "Million", "mn", "mln", glued and spaced, and so on; all scales of the figure alike.

    "M", "m", "b", "T" and "k" only behind a currency sign; "mil" behind "$", "mio" behind "€".
    """
    for mark in case.marks:
        found = [place for place in _scales_of(case, mark) if _scale(place["scale"]) in _SCALES]
        if not found or len({_scale(place["scale"]) for place in found}) > 1:
            continue
        name = _scale(found[0]["scale"])
        signs = [case.text[mark.start : place.start()] for place in found]
        clear = all(sign.endswith(("$", "£", "€", "$ ")) for sign in signs)
        _, short, with_sign = _SCALES[name]
        styles = [f" {name}", *short, *(with_sign if clear else ())]
        if clear and name == "million":
            styles += {"USD": [" mil", "mil"], "EUR": [" mio", "mio"]}.get(mark.get("unit"), [])
        for style in styles:
            # "$500m-plus", never "$500 m-plus"
            if re.match(r" [a-zA-Z]{1,3}$", style) and case.after(mark).startswith(("-", "+")):
                continue
            edits = tuple(
                Edit(*place.span("scale"), style) for place in found if place["scale"] != style
            )
            if len(edits) == len(found):
                yield edits


def scale_written_out(case: Case) -> Iterator[Edits]:
    """Write "1,300,000" for "1.3m", for numbers below a hundred billion."""
    for mark in case.marks:
        places = _scales_of(case, mark)
        if len(places) != 1 or mark.is_range or re.match(r" and \d", case.text[places[0].end() :]):
            continue
        place = places[0]
        value = Decimal(place["number"].replace(",", "")).scaleb(_power(place["scale"]))
        if value == int(value) and value < 10**11:
            yield (Edit(*place.span(), grouped(int(value))),)


def scale_taken_out(case: Case) -> Iterator[Edits]:
    """Write "1.25 million" for "1,250,000", where two decimals are enough."""
    for mark in case.marks:
        if mark.is_date or mark.is_range or mark.kind not in {"cardinal", "money", "measure"}:
            continue
        pattern = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3}){2}(?![\d.,]\d)(?! ?[mb]i?l)")
        for place in matches_in(case, mark, pattern):
            value = Decimal(place.group().replace(",", "")) / 10**6
            if value == value.quantize(Decimal("0.01")):
                yield (Edit(*place.span(), f"{value.normalize():f} million"),)


_CURRENCIES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "USD": (("$", "US$", "USD ", "USD", "$US", "$ ", "US $"), ("dollars", "US dollars", "USD")),
    "EUR": (("€", "EUR ", "EUR", "€ "), ("euros", "euro", "EUR", "€")),
    "GBP": (("£", "GBP ", "GBP", "£ "), ("pounds sterling", "pounds", "GBP")),
    "INR": (("Rs ", "Rs. ", "Rs", "₹", "INR ", "₹ "), ("rupees",)),
    "AUD": (("A$", "AU$", "AUD ", "$A"), ("Australian dollars", "AUD")),
    "HKD": (("HK$", "HKD "), ("Hong Kong dollars", "HKD")),
    "JPY": (("¥", "JPY "), ("yen", "Japanese yen")),
    "CNY": (("CNY ", "RMB "), ("yuan", "Chinese yuan")),
    "CHF": (("CHF ", "SFr "), ("Swiss francs", "CHF")),
    "KRW": (("₩", "KRW "), ("won", "South Korean won")),
    "NGN": (("N", "₦", "NGN "), ("naira",)),
    "ZAR": (("R", "ZAR "), ("rand",)),
    "KES": (("KSh", "KSh ", "KES "), ("Kenyan shillings",)),
    "MYR": (("RM", "MYR "), ("ringgit",)),
    "PHP": (("₱", "PHP "), ("Philippine pesos",)),
    "IDR": (("Rp ", "Rp", "IDR "), ("rupiah",)),
    "BDT": (("Tk ", "BDT "), ("taka",)),
    "GHS": (("GH¢", "GH₵", "GHS "), ("Ghanaian cedis",)),
    "AED": (("Dh", "Dh ", "AED "), ("UAE dirhams",)),
}
"""Signs and codes before the number, and names and codes behind it."""
_SOLD = re.compile(
    r"(?i)\b(?:cost|costs|worth|paid|pay|fined?|fee|fees|raised|owes?|profits?|sales|takings|earns?"
    r"|bill|bids?|damages|permit|grant|lost|sold|deal|fined)\b"
)
_AMOUNT = re.compile(
    rf"(?P<minus>[-−–]|minus )?(?P<sign>[A-Za-z$£€₹¥¢.]{{1,4}} ?)?"
    rf"(?P<number>{NUMBER}(?:(?:-|–| to ){NUMBER})?"
    r"(?: ?(?:million|billion|trillion|lakh crore|lakh|crore|m|bn|tn|k))?)"
    r"(?: ?(?P<name>[A-Za-z€][A-Za-z ]*))?"
)
_NO_NOUN = re.compile(
    r"$|[.,;:)?!]| (?:a|an|and|or|at|by|for|from|in|is|of|on|per|to|was|were|will|are|came|each)\b"
)


_BARE = re.compile(r"[\d.,]+(?: ?(?:million|billion|trillion|m|bn))?")


def currency_styles(case: Case) -> Iterator[Edits]:
    """Signs, codes and names of the same currency, before or behind the number.

    A name goes behind only where no noun follows ("a $5 bid" stays); "pounds" only where the
    text speaks of paying.
    """
    for mark in case.marks:
        if mark.kind != "money" or mark.get("unit") not in _CURRENCIES:
            continue
        sums = [case.span(other) for other in case.marks if other.kind == "money"]
        if any(_BARE.fullmatch(words) for words in sums):
            continue  # it shares the currency of the other
        span = case.span(mark)
        found = _AMOUNT.fullmatch(span)
        before, behind = _CURRENCIES[mark.get("unit")]
        if found is None or (found["sign"] is None) == (found["name"] is None):
            continue
        if (found["sign"] or found["name"]) not in before + behind + ("Ksh ", "$ "):
            continue
        number, minus = found["number"], found["minus"] or ""
        for sign in before:
            glued_to_letter = sign[-1].isalpha() and case.before(mark)[-1:].isalnum()
            if sign == found["sign"] or glued_to_letter or (minus and sign[0].isalpha()):
                continue
            yield (Edit(mark.start, mark.end, f"{minus}{sign}{number}"),)
        if not _NO_NOUN.match(case.after(mark)) or number in {"1"}:
            continue
        if re.search(r"(?i)\ban? $", case.before(mark)):
            continue
        for name in behind:
            if name == found["name"] or (name == "pounds" and not _SOLD.search(case.text)):
                continue
            if number[-1].isalpha() and name == "€":
                continue
            yield (Edit(mark.start, mark.end, f"{minus}{number} {name}"),)


def currency_names(case: Case) -> Iterator[Edits]:
    """Write "US dollars" for "dollars" behind a number in words."""
    for mark in case.marks:
        span = case.span(mark)
        if mark.kind == "money" and mark.get("unit") == "USD" and re.match(r"[A-Za-z]", span):
            for place in matches_in(case, mark, re.compile(r"(?<=\w )dollars$")):
                yield (Edit(*place.span(), "US dollars"),)
                yield (Edit(*place.span(), "U.S. dollars"),)


def percent_styles(case: Case) -> Iterator[Edits]:
    """Write "%", "percent", "per cent", "pct", "pc", glued or spaced; words keep the long forms."""
    pattern = re.compile(r"(?i)(?<=\d)( ?%| percent| per cent| ?pc| pct)(?![\w-])")
    worded = re.compile(r"(?i)(?<=[a-z])( percent| per cent)(?![\w-])")
    for mark in case.marks:
        if mark.kind != "percent":
            continue
        for places, styles in (
            (
                matches_in(case, mark, pattern),
                ("%", " %", " percent", " per cent", " pct", "pct", "pc", " pc"),
            ),
            (matches_in(case, mark, worded), (" percent", " per cent")),
        ):
            for style in styles if places else ():
                if places[0].group() != style:
                    yield tuple(Edit(*place.span(), style) for place in places)


def points(case: Case) -> Iterator[Edits]:
    """Write "pp" for "percentage points"; "bps", "bp" for "basis points", and back."""
    styles = {
        "percentage_points": (" percentage points", "pp", " pp"),
        "basis_points": (" basis points", " bps", "bps", " bp", "bp"),
    }
    for mark in case.marks:
        names = styles.get(mark.kind, ())
        pattern = re.compile(rf"(?<=\d)({'|'.join(sorted(names, key=len, reverse=True))})$")
        for place in matches_in(case, mark, pattern) if names else ():
            for style in names:
                if style != place.group():
                    yield (Edit(*place.span(), style),)


_UNITS: dict[str, tuple[str, str, str]] = {
    # unit: singular names | plural names | short forms (a leading space: only spaced)
    "meter": ("metre|meter", "metres|meters", ""),
    "kilometer": ("kilometre|kilometer", "kilometres|kilometers", "km|kms"),
    "centimeter": ("centimetre|centimeter", "centimetres|centimeters", "cm"),
    "millimeter": ("millimetre|millimeter", "millimetres|millimeters", "mm"),
    "mile": ("mile", "miles", ""),
    "foot": ("foot", "feet", "ft"),
    "inch": ("inch", "inches", ""),
    "kilogram": ("kilogram|kilogramme|kilo", "kilograms|kilogrammes|kilos", "kg|kgs"),
    "gram": ("gram|gramme", "grams|grammes", ""),
    "metric_ton": ("tonne|metric ton", "tonnes|metric tons|metric tonnes", ""),
    "pound": ("pound", "pounds", "lb|lbs"),
    "stone": ("stone", "stone", "st"),
    "liter": ("litre|liter", "litres|liters", ""),
    "milliliter": ("millilitre|milliliter", "millilitres|milliliters", "ml"),
    "mile per hour": ("", "miles per hour|miles an hour", "mph"),
    "square mile": ("square mile", "square miles", " sq miles| sq mi"),
    "square kilometer": (
        "square kilometre|square kilometer",
        "square kilometres|square kilometers",
        " sq km|km²|km2|sq km",
    ),
    "cubic meter": ("cubic metre|cubic meter", "cubic metres|cubic meters", "m³| cu m|m3"),
    "degree_Celsius": (
        "",
        "degrees Celsius|degrees C|degrees centigrade",
        "°C|C|℃",
    ),
    "degree_Fahrenheit": ("", "degrees Fahrenheit|degrees F", "°F|F"),
    "kilowatt hour": ("kilowatt hour|kilowatt-hour", "kilowatt hours|kilowatt-hours", "kWh"),
    "watt": ("watt", "watts", "W"),
    "milliwatt": ("milliwatt", "milliwatts", "mW"),
    "terajoule": ("terajoule", "terajoules", "TJ"),
    "megabyte": ("megabyte", "megabytes", "MB"),
    "decibel": ("decibel", "decibels", "dB"),
    "nanogram": ("nanogram", "nanograms", "ng"),
    "oil_barrel per day": ("", "barrels a day|barrels per day|barrels daily", "bpd"),
    "gram per kilometer": ("", "grams per kilometre|grams a kilometre", "g/km"),
    "milligram per liter": ("", "milligrams per litre|mg per litre", "mg/l|mg/L"),
    "milligram per deciliter": ("", "milligrams per decilitre|mg per decilitre", "mg/dl|mg/dL"),
    "microgram per cubic meter": (
        "",
        "micrograms per cubic metre|micrograms per cubic meter",
        "µg/m3|µg/m³|μg/m³",
    ),
    "millimeter per hour": ("", "millimetres per hour|millimetres an hour", "mm/h"),
    "meter per second": ("", "metres per second|metres a second|meters per second", "m/s"),
    "cubic foot per second": ("", "cubic feet per second|cubic feet a second", ""),
    "psi": ("", "pounds per square inch", "psi"),
    "hour": ("hour", "hours", "hrs"),
    "minute": ("minute", "minutes", "mins| min"),
    "second": ("second", "seconds", "secs| sec"),
}


def _forms(part: str) -> list[str]:
    return [form for form in part.split("|") if form]


def unit_styles(case: Case) -> Iterator[Edits]:
    """Other spellings and short forms of the same unit behind a number in digits.

    A unit joined by a hyphen stays joined and singular; "m", "l", "t" and "g" are never made.
    """
    for mark in case.marks:
        unit = mark.get("unit")
        if mark.kind not in {"measure", "duration"} or unit not in _UNITS or "&" in case.text:
            continue
        singular, plural, short = (_forms(part) for part in _UNITS[unit])
        known = {*singular, *plural, *(form.strip() for form in short), _OLD.get(unit, "")} - {""}
        names = "|".join(map(re.escape, sorted(known, key=len, reverse=True)))
        pattern = re.compile(rf"(?<=[\dnds])(?P<gap>[ -]?)(?P<unit>{names})(?![\w²³/'’])")
        scaled = re.search(r"(?:million|billion|lakh|m|bn) ?$", case.text[mark.start : mark.end])
        places = matches_in(case, mark, pattern)
        if len(places) != len(re.findall(r"(?<![A-Za-z])(?:" + names + r")\b", case.span(mark))):
            continue
        if not places or scaled:
            continue
        place = places[-1]
        if len(places) > 1 and not (unit.startswith("degree") and mark.is_range):
            continue
        for style in _unit_forms(case, mark, place, (singular, plural, short)):
            if style != place.group():
                yield tuple(Edit(*each.span(), style) for each in places)


_OLD = {"meter": "m", "gram": "g", "liter": "l", "metric_ton": "t"}
"""Short forms that are read where they stand and never made."""


def _unit_forms(
    case: Case, mark: Mark, place: re.Match[str], forms: tuple[list[str], list[str], list[str]]
) -> Iterator[str]:
    singular, plural, short = forms
    number = case.text[mark.start : place.start()].split()[-1:] or [""]
    if place["gap"] == "-":
        yield from (f"-{form}" for form in [*singular, *short] if " " not in form)
        return
    follows = case.after(mark)
    attributive = re.match(r" [a-z]", follows) and not re.match(
        r" (?:a|ago|and|apart|at|away|before|by|east|for|from|high|in|later|left|long|of|off|on|or"
        r"|per|tall|thick|to|was|were|will|when|are|is|each|fell|hit|were|wide)\b",
        follows,
    )
    if attributive and place["unit"] not in plural:
        if re.search(r"(?i)\ban? $", case.before(mark)):
            yield from (f"-{form}" for form in singular if " " not in form)
    elif re.fullmatch(r"(?:1|one|a|an)", number[0], re.IGNORECASE):
        yield from (f" {form}" for form in singular)
    elif place["unit"] in plural or place["unit"] not in singular:
        yield from (f" {form}" for form in plural)
    if not re.search(r"\d$", case.text[: place.start()]):
        return
    for form in short:
        if not form.startswith(" "):
            yield form
        yield f" {form.strip()}"


def hyphen_before_unit(case: Case) -> Iterator[Edits]:
    """Write "80 mph" for "80-mph", "34 year old man" for "34-year-old man": no hyphens."""
    for mark in case.marks:
        if mark.is_range or mark.kind not in {"measure", "duration", "age", "money"}:
            continue
        span = case.span(mark)
        if re.fullmatch(r"[\w,.$£€ ]+-[a-z]{2,}(?:-old)?", span) and "foot-" not in span:
            places = matches_in(case, mark, re.compile(r"(?<=[\w])-(?=[a-z]+(?:-old)?$)|-(?=old$)"))
            # "one-year and four-month bans" hang together by their hyphens
            alone = case.text.count("-") == span.count("-")
            if places and alone:
                yield tuple(Edit(*place.span(), " ") for place in places)


def attributive_hyphen(case: Case) -> Iterator[Edits]:
    """Hyphens inside a figure between an article and a noun: "a 5-million-euro deal"."""
    for mark in case.marks:
        if mark.is_date or mark.kind not in {"measure", "duration", "money", "percent"}:
            continue
        span = case.span(mark)
        if not re.search(r"(?i)\b(?:a|an|the|its|his|her)\s$", case.before(mark)):
            continue
        if not re.match(r" [a-z]{3,}", case.after(mark)) or _NO_NOUN.match(case.after(mark)):
            continue
        if " " not in span or re.search(r"(?:s|feet|per cent|percent)$", span):
            continue
        if re.fullmatch(r"[$£€]?[\d.,]+(?: (?:million|billion))?(?: [a-z]+)?", span):
            yield tuple(Edit(*place.span(), "-") for place in matches_in(case, mark, _SPACE))


_SPACE = re.compile(" ")


def per_for_a(case: Case) -> Iterator[Edits]:
    """Write "per week" for "a week" behind a figure, and the other way round."""
    for mark in case.marks:
        if mark.kind not in {"money", "cardinal"}:
            continue
        found = re.compile(
            r"(?: [a-z]{4,})? (a|per) (?:share|litre|week|year|box|second|kilo)\b(?! ago)"
        )
        place = found.match(case.text, mark.end)
        if place:
            yield (Edit(*place.span(1), "a" if place.group(1) == "per" else "per"),)


def primes(case: Case) -> Iterator[Edits]:
    """Primes, and curly quotation marks, for the straight marks of feet and inches."""
    for mark in case.marks:
        if mark.get("unit") in {"foot", "inch"}:
            places = matches_in(case, mark, re.compile(r"(?<=\d)['\"]"))
            for feet, inches in (("′", "″"), ("’", "”")) if places else ():
                yield tuple(
                    Edit(*place.span(), feet if place.group() == "'" else inches)
                    for place in places
                )


def plus_sign(case: Case) -> Iterator[Edits]:
    """Write "500-plus" for "500+" and the other way round."""
    for mark in case.marks:
        if not mark.is_date and mark.get("hedge") == "at_least":
            after = case.after(mark)
            if re.match(r"-plus\b", after):
                yield (Edit(mark.end, mark.end + 5, "+"),)
            elif after.startswith("+"):
                yield (Edit(mark.end, mark.end + 1, "-plus"),)


OPERATORS: dict[str, Operator] = {
    operator.__name__: operator
    for operator in (
        scale_styles,
        scale_written_out,
        scale_taken_out,
        currency_styles,
        currency_names,
        percent_styles,
        points,
        unit_styles,
        hyphen_before_unit,
        attributive_hyphen,
        plus_sign,
        per_for_a,
        primes,
    )
}
