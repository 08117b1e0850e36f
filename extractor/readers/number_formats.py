"""Excel's number formats (ECMA-376, part 1, 18.8.31): what a cell shows for the value it holds.

Applied are the section for the value's sign or condition, words, currency, percent, thousands and
scaling commas, leading zeros, and how much of a day or a duration is shown. Not applied are
rounding (checks compare with what the file holds), exponents and fractions (digits stand for them),
colours, fill and the order of a day's parts (days are ISO 8601).
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from extractor.readers.parsed import one_line

_TOKEN = re.compile(
    r"""
    "(?P<quoted>[^"]*)"? | \\(?P<escaped>.) | _(?P<gap>.) | \*(?P<fill>.)
    | \[\$(?P<currency>[^\]\-]*)[^\]]*\]
    | \[(?P<condition>[<>=]{1,2})(?P<limit>-?[\d.]+)\]
    | \[(?P<elapsed>h+|m+|s+)\]
    | \[[^\]]*\]
    | (?P<general>General) | (?P<halves>AM/PM|A/P)
    | (?P<exponent>E[+-]0*) | (?P<digit>[0#?]) | (?P<mark>[.,%;@/]) | (?P<day>[ymdhs]+)
    | (?P<word>.)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_COMPARISONS: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "<": operator.lt,
    ">": operator.gt,
    "<=": operator.le,
    ">=": operator.ge,
    "=": operator.eq,
    "<>": operator.ne,
}

Kind = Literal["words", "digits", "value", "mark", "day"]


@dataclass(frozen=True, slots=True)
class _Part:
    """One piece of a section, in its order."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class _Section:
    """How values of one sign, or for which a condition holds, are shown."""

    parts: tuple[_Part, ...]
    percents: int
    scale: int
    """By how many thousands the value is divided."""
    is_grouped: bool
    zeros: int
    """How many digits there are at least before the decimal sign."""
    elapsed: str
    """The unit that a duration is counted in: "h", "m" or "s"; empty for none."""
    condition: tuple[str, Decimal] | None


def shown(value: object, number_format: str) -> str:
    """A cell's value as its format shows it, with every digit that the file holds.

    "12.5%" for 0.125 in a percent format, "5 million" for 5,000,000 in `0.0,,"  million"`, "26:03"
    for a duration, "2026-03-05" for a day, "March 2026" where only the month is shown.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    sections = _sections(number_format)
    if isinstance(value, int | float):
        return _number(value, sections)
    if isinstance(value, timedelta):
        return _duration(value, sections[0])
    if isinstance(value, date | time):
        return _moment(value, sections[0])
    return _text(str(value), sections)


@lru_cache(maxsize=512)
def _sections(number_format: str) -> tuple[_Section, ...]:
    sections: list[_Section] = []
    matches: list[re.Match[str]] = []
    for found in _TOKEN.finditer(number_format or "General"):
        if found["mark"] == ";":
            sections.append(_section(matches))
            matches = []
        else:
            matches.append(found)
    return (*sections, _section(matches))[:4]


def _section(matches: Sequence[re.Match[str]]) -> _Section:
    parts: list[_Part] = []
    elapsed = ""
    condition = None
    for found in matches:
        if found["condition"] in _COMPARISONS:
            condition = found["condition"], Decimal(found["limit"].rstrip(".") or 0)
        elif found["elapsed"]:
            elapsed = elapsed or found["elapsed"][0].lower()
            parts.append(_Part("day", found["elapsed"].lower()))
        elif (words := _words(found)) is not None:
            parts.append(_Part("words", words))
        elif found["digit"]:
            parts.append(_Part("digits", found["digit"]))
        elif found["general"] or found["mark"] == "@":
            parts.append(_Part("value", ""))
        elif found["mark"] or found["exponent"]:
            parts.append(_Part("mark", found["mark"] or "E"))
        elif found["day"] or found["halves"]:
            parts.append(_Part("day", (found["day"] or "").lower()))
    places = [at for at, part in enumerate(parts) if part.kind == "digits"]
    commas = [at for at, part in enumerate(parts) if part == _Part("mark", ",")]
    last = places[-1] if places else -1
    scale = 0
    while last + 1 + scale in commas:
        scale += 1
    points = [at for at, part in enumerate(parts) if part == _Part("mark", ".")]
    whole_ends = points[0] if points else last + 1
    return _Section(
        parts=tuple(parts),
        percents=sum(part == _Part("mark", "%") for part in parts),
        scale=scale,
        is_grouped=any(places[0] < at < last for at in commas) if places else False,
        zeros=sum(parts[at].text == "0" for at in places if at < whole_ends),
        elapsed=elapsed,
        condition=condition,
    )


def _words(found: re.Match[str]) -> str | None:
    """What a token writes as it stands; a gap and a fill are white space."""
    for name in ("quoted", "escaped", "currency", "word"):
        if found[name] is not None:
            return found[name]
    if found["gap"] or found["fill"]:
        return " " if found["gap"] == " " else ""
    return None


def _number(value: int | float, sections: tuple[_Section, ...]) -> str:
    # Spreadsheets hold 15 digits; the 17 of a float would show 0.30000000000000004.
    number = Decimal(value) if isinstance(value, int) else Decimal(f"{value:.15g}")
    if not number.is_finite():
        return str(value)
    section = _chosen(number, sections)
    if not any(part.kind in ("digits", "value") for part in section.parts):
        # A format that hides the value, or shows it as a day that the library did not see.
        return _digits(number, is_grouped=False, zeros=0)
    scaled = number * 100**section.percents / 1000**section.scale
    zeros = section.zeros if section.zeros > 1 else 0
    text = _digits(abs(scaled), is_grouped=section.is_grouped, zeros=zeros)
    line = _filled(section, text)
    # A section of its own may show a negative number in brackets or in red.
    if number < 0:
        if "(" in line and line.rstrip().endswith(")"):
            line = line.replace("(", "", 1).rstrip().removesuffix(")")
        line = "-" + line.strip().removeprefix("-")
    return one_line(line)


def _chosen(number: Decimal, sections: tuple[_Section, ...]) -> _Section:
    for section in sections[:3]:
        if section.condition and _COMPARISONS[section.condition[0]](number, section.condition[1]):
            return section
    if any(section.condition for section in sections[:3]):
        return next((each for each in sections[:3] if each.condition is None), sections[0])
    if number < 0 and len(sections) > 1:
        return sections[1]
    if number == 0 and len(sections) > 2 and sections[2].zeros:  # else a dash stands for nothing
        return sections[2]
    return sections[0]


def _filled(section: _Section, digits: str) -> str:
    """The section with the digits at the place of its placeholders."""
    parts = section.parts
    places = [at for at, part in enumerate(parts) if part.kind in ("digits", "value")]
    first, last = places[0], places[-1]
    has_inner = any(part.kind == "words" and part.text.strip() for part in parts[first:last])
    if has_inner and set(digits) <= set("0123456789"):
        return _filled_digit_by_digit(section, digits)
    return _beside(parts[:first]) + digits + _beside(parts[last + 1 :])


def _beside(parts: Sequence[_Part]) -> str:
    """What is written before or behind the digits."""
    return "".join(
        part.text for part in parts if part.kind == "words" or part == _Part("mark", "%")
    )


def _filled_digit_by_digit(section: _Section, digits: str) -> str:
    """As telephone numbers are written: words stand between the digits, the last digit last."""
    left = list(digits)
    written: list[str] = []
    places = [at for at, part in enumerate(section.parts) if part.kind == "digits"]
    for at in range(len(section.parts) - 1, -1, -1):
        part = section.parts[at]
        if part.kind == "words":
            written.append(part.text)
        elif part.kind == "digits":
            written.append(left.pop() if left else "0" if part.text == "0" else "")
            if at == places[0]:
                written.append("".join(left))
    return "".join(written[::-1])


def _digits(number: Decimal, *, is_grouped: bool, zeros: int) -> str:
    text = f"{number:,f}" if is_grouped else f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    whole, point, rest = text.partition(".")
    return whole.zfill(zeros) + point + rest


def _text(text: str, sections: tuple[_Section, ...]) -> str:
    """Text goes into the fourth section, or the only one with a place for it; else as it is."""
    section = sections[3] if len(sections) == 4 else sections[-1]
    if not any(part.kind == "value" for part in section.parts):
        return text
    return one_line(
        "".join({"words": part.text, "value": text}.get(part.kind, "") for part in section.parts)
    )


def _duration(value: timedelta, section: _Section) -> str:
    seconds = abs(value).total_seconds()
    whole = round(seconds) if seconds == round(seconds) else seconds
    letters = {part.text[0] for part in section.parts if part.kind == "day" and part.text}
    sign = "-" if value < timedelta() else ""
    rest = f"{whole % 60:02d}" if isinstance(whole, int) else f"{whole % 60:06.3f}".rstrip("0")
    total = int(whole)
    if section.elapsed == "s":
        clock = f"{whole}"
    elif section.elapsed == "m":
        clock = f"{total // 60}:{rest}" if "s" in letters or total % 60 else f"{total // 60}"
    elif total % 60 or "s" in letters or whole != total:
        clock = f"{total // 3600}:{total // 60 % 60:02d}:{rest}"
    elif total // 60 % 60 or "m" in letters or not section.elapsed:
        clock = f"{total // 3600}:{total // 60 % 60:02d}"
    else:
        clock = f"{total // 3600}"
    words = [part.text for part in section.parts if part.kind == "words"]
    behind = "".join(word for word in words if word.strip(" :.-"))
    return one_line(f"{sign}{clock}{behind}")


def _month(number: int) -> str:
    from babel import Locale

    return str(Locale.parse("en").months["format"]["wide"][number])


def _moment(value: date | time, section: _Section) -> str:
    """As much of a day or moment as is shown; all of it where the format is no format of days."""
    letters = "".join(part.text for part in section.parts if part.kind == "day")
    if isinstance(value, time):
        return _clock(value)
    moment = value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)
    has_clock = "h" in letters or "s" in letters
    if letters and has_clock and not ("d" in letters or "y" in letters) and moment.year <= 1900:
        return _clock(moment.time())  # a time of day with whole days before it, which are not shown
    if letters and not has_clock and "d" not in letters and "y" in letters:
        return f"{_month(moment.month)} {moment.year}" if "m" in letters else f"{moment.year}"
    day = moment.date().isoformat()
    if moment.time() == time():
        return day
    return f"{day} {_clock(moment.time())}"


def _clock(value: time) -> str:
    return value.isoformat(timespec="seconds" if value.second else "minutes")
