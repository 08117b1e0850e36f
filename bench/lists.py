"""Texts that list very many things, each of them another: numbers, amounts, days, rows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

_PLACES = ("harbour", "ferry", "council", "bridge", "school", "market", "river", "tower", "garden")
_FIRST_DAY = date(1950, 1, 1)
_LONGEST_WAIT = 26_000
"""Days, to 2021."""


def _amount(n: int) -> int:
    """A number of three to five digits; the next ones are far from it."""
    return 101 + n * 7_919 % 98_999


def _day(n: int) -> date:
    return _FIRST_DAY + timedelta(days=n * 17 % _LONGEST_WAIT)


def _date(n: int) -> str:
    day = _day(n)
    return f"{day.day} {day:%B} {day.year}"


def _place(n: int) -> str:
    return _PLACES[n * 5 % len(_PLACES)]


LISTS: dict[str, Callable[[int], str]] = {
    "rows": lambda n: f"Item {n}: {_amount(n):,} tonnes on {_date(n)}\n",
    "rows that count up": lambda n: f"Item {n}: 12,345 tonnes on 3 May 2024\n",
    "numbers": lambda n: f"{n}, ",
    "glued numbers": lambda n: f"{n},",
    "numbers with hyphens": lambda n: f"{n}-",
    "ordinals": lambda n: f"{n}th, ",
    "shares": lambda n: f"{_place(n)} {_amount(n) / 100} percent\n",
    "amounts": lambda n: f"${_amount(n):,}, ",
    "amounts in sentences": lambda n: (
        f"The {_place(n)} paid ${_amount(n):,} for the {_place(n + 4)}. "
    ),
    "days": lambda n: f"{_date(n)}, ",
    "days on lines": lambda n: f"{_date(n)}\n",
    "days in figures": lambda n: f"{_day(n).isoformat()} ",
    "days in sentences": lambda n: (
        f"On {_date(n)} the {_place(n)} opened with {_amount(n)} guests. "
    ),
    "years": lambda n: f"In {1500 + n % 525} the {_place(n)} opened. ",
    "times": lambda n: f"{n % 24}:{n * 13 % 60:02}, ",
    "ranges": lambda n: f"{n}–{n + 5}, ",
    "counts": lambda n: f"{_amount(n)} people saw the {_place(n)} and {n} left. ",
    "table": lambda n: f"{_place(n)} {n}\t{_amount(n)}\t{n % 90}%\t{_day(n):%d.%m.%Y}\n",
    "quotations": lambda n: (
        f"“We saw {_amount(n)} of the {_place(n)},” said {_place(n).title()} Lee. "
    ),
}
"""The n-th thing of each list."""


def listed(item: Callable[[int], str], size: int, first: int = 1) -> str:
    """The things of a list from the `first` on, cut at `size` characters."""
    parts: list[str] = []
    length, n = 0, first
    while length < size:
        parts.append(item(n))
        length += len(parts[-1])
        n += 1
    return "".join(parts)[:size]
