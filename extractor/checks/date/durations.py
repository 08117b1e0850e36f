"""Dates of one text against each other: how long from A to B, and how long after what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal

from extractor.checks.check import declare
from extractor.checks.evidence.stems import content_stems
from extractor.checks.evidence.text_index import TextIndex
from extractor.checks.findings import make_finding, quoted, where
from extractor.checks.passes import on_story
from extractor.languages.current import by_language
from extractor.languages.language import Language
from extractor.languages.patterns import SPACE, either, maybe
from extractor.scanning.scanner import scan_dates
from extractor.schemas.figure import DateRef, Figure
from extractor.schemas.finding import Finding
from extractor.schemas.span import Span

_NEAR = 60
"""Characters between a duration and the two ends that belong to it."""
_DAYS_IN: dict[str, Decimal] = {
    "day": Decimal(1),
    "week": Decimal(7),
    "month": Decimal("30.44"),
    "year": Decimal("365.25"),
}
_SLACK = {"day": 1, "week": 3, "month": 16, "year": 190}
"""Days that a count of whole units leaves open: "three weeks" may be 19 days or 23."""
_MOST_IN_WORDS = 12


class _Words:
    """The patterns of one language."""

    def __init__(self, language: Language) -> None:
        words = language.periods.durations
        self.lasting = re.compile(
            rf"(?:\s+(?!{either(words.not_lasting)}\b)[\w’'-]+){{1,3}},?\s+"
            rf"(?:{either(words.relatives)}\s+{either(words.lasting)}\s+)?{maybe(words.before_ends)}",
            re.IGNORECASE,
        )
        """ "strike", "visit to Arden", "fair, which runs": the thing that a "three-day" lasts."""
        self.at_once = re.compile(rf"(?:,?\s+\(?|\s*\(){maybe(words.before_ends)}", re.IGNORECASE)
        self.before_it = re.compile(rf"[\s,)–—-]+{maybe(words.articles)}", re.IGNORECASE)
        self.two_ends = re.compile(rf"^{either(words.ends_of)}\b|^\d", re.IGNORECASE)
        cardinals = language.numbers.cardinals.items()
        self.counts = {word: count for word, count in cardinals if 0 < count <= _MOST_IN_WORDS}
        self.counts |= dict.fromkeys(language.numbers.joints.article, 1)
        self.units = {word: unit for unit, said in words.units.items() for word in said}
        self.apart = re.compile(
            rf"\b(?:(?P<count>\d{{1,3}}|{either(self.counts)})\s+(?P<unit>{either(self.units)})"
            rf"|(?P<vague>{either(words.vague)}))\s+"
            rf"(?:(?P<after>{either(words.after, SPACE)})|{either(words.before, SPACE)})"
            r"\s+(?P<event>[^\W\d_][\w’'-]*(?:\s[^\W\d_][\w’'-]*){0,2})",
            re.IGNORECASE,
        )
        self.event_ends = words.event_ends
        self.no_link = re.compile(rf"\b(?:{either(words.no_link)}|[.;])\b", re.IGNORECASE)


_words = by_language(_Words)
_WITH_DAY = frozenset({"day", "part_of_day", "time", "second", "hundredth"})
_LINK = 45
"""Characters between an event and its date."""


DURATION = declare(
    "date.duration", "A duration that its start and end contradict", severity="warning"
)
ORDER = declare("date.order", "A number of days that the two dates contradict", severity="warning")


@on_story(DURATION, ORDER, order=40)
def check_periods(story: TextIndex) -> Iterator[Finding]:
    """Durations that their two ends do not give, and events that are not so far apart."""
    for ref in story.scan.dates:
        if ref.iso and "/" in ref.iso and _words().two_ends.match(ref.span.text):
            yield from _duration(ref, story)
    for found in _words().apart.finditer(story.text):
        yield from _apart(found, story)


def _duration(ref: DateRef, story: TextIndex) -> Iterator[Finding]:
    """ "a three-day strike from Monday to Friday": five days, or four."""
    index = story.sentence_index(ref.span.start)
    fits = _lengths(ref)
    if index is None or fits is None:
        return
    unit, least, most = fits
    for figure in story.figures_by_sentence.get(index, ()):
        if figure.kind != "duration" or figure.unit != unit or not _is_plain(figure):
            continue
        value = figure.value
        if value is None or least <= value <= most or not _belongs(figure, ref, story):
            continue
        shown = f"{least} {'or' if most - least == 1 else 'to'} {most}"
        yield make_finding(
            "date.duration",
            "value_mismatch",
            figure.span,
            f"{quoted(figure.span.text)} here; {quoted(ref.span.text)} is {shown} {unit}s.",
            severity="warning",
            evidence=(ref.span,),
            expected=f"{shown} {unit}s",
        )


def _is_plain(figure: Figure) -> bool:
    return (
        figure.hedge == "unhedged"
        and figure.value is not None
        and figure.value == figure.value.to_integral_value()
    )


def _belongs(figure: Figure, ref: DateRef, story: TextIndex) -> bool:
    """Whether only the thing that lasts stands between a duration and its ends."""
    if figure.span.end <= ref.span.start:
        gap = story.text[figure.span.end : ref.span.start]
        is_joined = "-" in figure.span.text
        return len(gap) <= _NEAR and bool(
            (_words().lasting if is_joined else _words().at_once).fullmatch(gap)
        )
    gap = story.text[ref.span.end : figure.span.start]
    return len(gap) <= _NEAR and bool(_words().before_it.fullmatch(gap))


def _lengths(ref: DateRef) -> tuple[str, int, int] | None:
    """The unit of two ends and how many lie between them, without and with the last."""
    start, _, end = (ref.iso or "").partition("/")
    if ref.precision == "day":
        one, other = _day(start), _day(end)
        if one is None or other is None or other <= one:
            return None
        days = (other - one).days
        return "day", days, days + 1
    if ref.precision == "year" and re.fullmatch(r"\d{4}/\d{4}", ref.iso or ""):
        years = int(end) - int(start)
        # From May 1990 to March 2010 is 19 years, and 1990 and 2010 make 21.
        return ("year", years - 1, years + 1) if years > 0 else None
    if ref.precision == "month" and re.fullmatch(r"\d{4}-\d\d/\d{4}-\d\d", ref.iso or ""):
        months = (int(end[:4]) - int(start[:4])) * 12 + int(end[5:7]) - int(start[5:7])
        return ("month", months - 1, months + 1) if months > 0 else None
    return None


def _day(iso: str | None) -> date | None:
    try:
        return datetime.fromisoformat(iso).date() if iso and len(iso) >= 10 else None
    except ValueError:
        return None


def _apart(found: re.Match[str], story: TextIndex) -> Iterator[Finding]:
    """ "on 6 March, two days after the vote", where the vote was on 3 March."""
    place = Span.of(story.text, *found.span())
    event = _event(found["event"])
    index = story.sentence_index(place.start)
    if index is None or not event or story.is_furniture(place):
        return
    mine = _own_date(place, index, story)
    theirs = _date_of(event, index, story)
    if mine is None or theirs is None:
        return
    ref, day = theirs
    sign = 1 if found["after"] else -1
    days = sign * (mine - day).days
    if _fits(found, days):
        return
    apart = abs(days)
    side = f"{'after' if sign * days > 0 else 'before'}"
    said = f"{apart} day{'s' if apart > 1 else ''} {side}" if apart else "the same day"
    yield make_finding(
        "date.order",
        "value_mismatch",
        place,
        f"{quoted(place.text)} here; by the dates given it is {said} "
        f"({quoted(ref.span.text)}, {where(story, ref.span)}).",
        severity="warning",
        evidence=(ref.span,),
        expected=ref.span.text,
    )


def _fits(found: re.Match[str], days: int) -> bool:
    if found["vague"]:
        return days >= 0
    word, unit = found["count"].casefold(), _words().units[found["unit"].casefold()]
    count = int(word) if word.isdigit() else _words().counts[word]
    slack = _SLACK[unit] if unit != "day" else 0
    return abs(days - count * _DAYS_IN[unit]) <= slack


def _event(words: str) -> frozenset[str]:
    """The telling words of "vote in parliament": up to the first small word."""
    kept: list[str] = []
    for word in words.split():
        if word.casefold() in _words().event_ends:
            break
        kept.append(word)
    return content_stems(" ".join(kept))


def _own_date(place: Span, index: int, story: TextIndex) -> date | None:
    """The one day that the sentence itself gives, right before the words or right after."""
    sentence = story.scan.sentences[index]
    days = []
    for ref in story.dates_in(sentence):
        if ref.span.start >= place.start and ref.span.overlaps(place):
            continue  # "two days after" is itself read as a day
        gap = (
            story.text[ref.span.end : place.start]
            if ref.span.start < place.start
            else story.text[place.end : ref.span.start]
        )
        day = _exact_day(ref, story)
        if day is not None:
            days.append((day, len(gap) <= _LINK and not _words().no_link.search(gap)))
    return days[0][0] if len(days) == 1 and days[0][1] else None


def _exact_day(ref: DateRef, story: TextIndex) -> date | None:
    """The day of a date; of "Thursday, a day after" that of its first words."""
    if ref.iso is None and "," in ref.span.text:
        first = scan_dates(
            ref.span.text.split(",")[0],
            published=story.scan.published,
            day_first=story.scan.day_first,
        )
        return _exact_day(first[0], story) if len(first) == 1 and first[0].iso else None
    if ref.precision not in _WITH_DAY or not ref.iso or "/" in ref.iso:
        return None
    return _day(ref.iso[:10])


def _date_of(event: frozenset[str], index: int, story: TextIndex) -> tuple[DateRef, date] | None:
    """The one day that the text gives to an event in its other sentences."""
    places = frozenset.intersection(*(story.sentences_with(stem) for stem in event))
    found: list[tuple[DateRef, date]] = []
    for other in sorted(places - {index}):
        dates = story.dates_in(story.scan.sentences[other])
        if len(dates) != 1:
            continue
        day = _exact_day(dates[0], story)
        if day is not None and _is_dated(event, dates[0].span, other, story):
            found.append((dates[0], day))
    return found[0] if found and all(day == found[0][1] for _, day in found) else None


def _is_dated(event: frozenset[str], place: Span, index: int, story: TextIndex) -> bool:
    """Whether an event's words stand right beside a date: "the vote was held on 3 March"."""
    sentence = story.scan.sentences[index]
    before = story.text[max(sentence.start, place.start - _LINK) : place.start]
    after = story.text[place.end : min(sentence.end, place.end + _LINK)]
    return any(
        event <= content_stems(words) and not _words().no_link.search(words)
        for words in (before, after)
    )
