"""Every figure of a text, in one pass: numbers first, then what stands around each."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal

from extractor.figures.ages import ends_with_persons
from extractor.figures.classify import classify
from extractor.figures.draft import Draft
from extractor.figures.hedges import hedge_after, hedge_before
from extractor.figures.nouns import noun_after, opens_clause
from extractor.figures.numerals import Number, find_numbers
from extractor.figures.plain import Page, blocks, plain
from extractor.figures.ranges import join_ranges
from extractor.figures.rates import rate_of_count
from extractor.figures.roman import find_numerals
from extractor.figures.scores import join_scores
from extractor.schemas.figure import Figure
from extractor.schemas.span import Span

_WINDOW = 26


def scan_figures(text: str, *, published: date | datetime | None = None) -> list[Figure]:
    """The figures of a text, in reading order.

    `published` changes nothing here yet; it is taken so that both scans are called alike.
    """
    found: list[Figure] = []
    for place, block in blocks(text):
        page = plain(block)
        drafts = join_ranges(page.low, _drafts(page.low, page.case))
        drafts = join_scores(page.low, page.case, drafts)
        for draft in drafts:
            _qualify(page.low, page.case, draft)
        _take_elided(page.low, drafts)
        end = 0
        for draft in drafts:
            draft.start = max(draft.start, end)
            end = draft.end
            found.append(_figure(text, page, draft, place))
    return found


def _drafts(low: str, case: str) -> list[Draft]:
    """One draft per number that is a figure."""
    drafts: list[Draft] = []
    before: Number | None = None
    done = 0
    numbers = find_numbers(low)
    named = find_numerals(low, case)
    if named:
        numbers = sorted([*numbers, *named], key=lambda number: number.start)
    for number in numbers:
        start = number.start
        if start < done:
            continue
        window = low[start - _WINDOW if start > _WINDOW else 0 : start]
        words = window[window.rfind("\n") + 1 :].split() if window else []
        floor = before.end if before is not None and before.kind == "date" else done
        draft = classify(low, case, number, before, words, max(floor, done))
        before = number
        if draft is not None:
            if draft.start < done:
                # The sign between two numbers went with the first: "10 $ 30".
                draft.start = draft.number_start
                if draft.sign_money:
                    draft.kind, draft.unit = "cardinal", None
            drafts.append(draft)
            done = draft.end
    return drafts


def _qualify(low: str, case: str, draft: Draft) -> None:
    """Find the hedge and the noun of a draft."""
    draft.phrase_start = draft.start
    draft.phrase_end = draft.end
    kind = draft.kind
    if kind in ("identifier", "year", "score"):
        return
    end = draft.end
    after = hedge_after(low, end)
    if draft.can_count or kind == "percent" or kind == "ordinal":
        noun = None
        if kind == "percent":
            if low.startswith(" of ", end):
                noun = noun_after(low, case, end, singular=True)
        elif kind == "ordinal":
            paired = _PAIRED.match(low, end)
            begin = paired.end() if paired is not None else end
            if low[begin : begin + 1] == " " and not low.startswith(" of ", begin):
                noun = noun_after(low, case, begin, singular=True)
                if noun is not None and opens_clause(low[noun[0] : noun[1]]):
                    noun = None
        else:
            noun = noun_after(
                low,
                case,
                after[1] if after else end,
                singular=kind == "fraction" or draft.value == 1,
            )
        if noun is not None:
            draft.of = noun
            draft.phrase_end = rate_of_count(low, noun[1])
            if after is None:
                after = hedge_after(low, draft.phrase_end)
    before = hedge_before(low, draft.start)
    if (kind == "multiple" and before is not None and low.startswith("around", before[1])) and (
        low.startswith(("twice", "thrice"), draft.start)
    ):
        # "the boat was turned around twice"
        before = None
    if before is not None and draft.hedge in ("unhedged", "between", "at_least", "about"):
        if (kind == "duration" and low.startswith("over ", before[1])) and (
            not _COMPARED.search(low, max(0, before[1] - 12), before[1])
        ):
            # "over three days" says how long, not that it was longer
            before = None
        if before is not None:
            draft.hedge = before[0]
            draft.phrase_start = before[1]
            if kind == "cardinal" and draft.of is None and draft.value is not None:
                _take_age(low, draft)
    if after is not None:
        if draft.hedge in ("unhedged", "about") or (
            draft.hedge == "between" and after[0] == "about"
        ):
            draft.hedge = after[0]
        draft.phrase_end = max(draft.phrase_end, after[1])


def _take_elided(low: str, drafts: list[Draft]) -> None:
    """Give a count that names no noun the one that goes without saying.

    "Forty people died and at least 120 were hurt"; "12 seats in Ohio and 5 in Iowa". The noun is
    looked for in the sentence, and for people who come to harm in the paragraph.
    """
    last: Draft | None = None
    for draft in drafts:
        if not draft.can_count or draft.kind == "fraction":
            continue
        if draft.of is not None:
            if low[draft.of[0] : draft.of[1]] not in _NO_NOUN:
                last = draft
            continue
        if last is None or last.of is None or draft.start - last.phrase_end > 260:
            continue
        between = low[last.phrase_end : draft.phrase_start]
        if "\n" in between:
            last = None
            continue
        following = _ELIDED.match(low, draft.phrase_end)
        if following is None:
            if between not in (" to ", " and ", ", ", " or "):
                continue
            if draft.value is None or low[draft.phrase_end : draft.phrase_end + 2].strip(" ,.;)\n"):
                continue
        elif following.group(1) is None and (". " in between or "; " in between):
            continue
        draft.of = last.of


# "the second and last test"
_PAIRED = re.compile(r" and (?:last|final|decisive|deciding)(?= [a-z])")
_NO_NOUN = frozenset({"dead", "injured", "wounded", "missing", "homeless", "others", "killed"})
_ELIDED = re.compile(
    r" (?:(?:more |others? |of them |people )?(?:were |was |are |have been |had been |has been |"
    r"had |have |remain |remained |remains |are still |also |still |reportedly |then |later "
    r"|been )*(?:also |still |reportedly |believed"
    r" |badly |seriously |critically |slightly )?(died|killed|injured|wounded|hurt|arrested|missing"
    r"|rescued|evacuated|hospitali[sz]ed|survived|dead|displaced|detained|trapped|perished"
    r"|drowned|aboard|onboard|taken|freed|released|treated|confirmed)(?![a-z])"
    r"|(?:in|near|ahead|behind|at|on|from|were|was|are|more|less|fewer|to|against)(?![a-z]))"
)


def _take_age(low: str, draft: Draft) -> None:
    """Make an age of the number in "aged under 18" and "those over 65"."""
    begin = draft.phrase_start
    if draft.value is None or not 0 < draft.value < 120:
        return
    if low.endswith(("aged ", "age "), 0, begin) or (
        low.startswith(("under ", "over "), begin) and ends_with_persons(low, begin)
    ):
        draft.kind, draft.unit = "age", "year"
        draft.can_count = False


_COMPARED = re.compile(r"(?:just|well|little|slightly|for|lasted|took|lasting|of|in|after|is) $")


def _figure(text: str, page: Page, draft: Draft, place: int) -> Figure:
    """The finished figure; `place` is where the page begins in the text."""
    if page.starts:
        start, end = page.source(draft.start, draft.end)
        phrase_start, phrase_end = page.source(draft.phrase_start, draft.phrase_end)
    else:
        start, end = draft.start, draft.end
        phrase_start, phrase_end = draft.phrase_start, draft.phrase_end
    if place:
        start, end = start + place, end + place
        phrase_start, phrase_end = phrase_start + place, phrase_end + place
    of = None
    if draft.of is not None:
        of = page.case[draft.of[0] : draft.of[1]]
    value = draft.value
    precision = None
    if value is not None:
        if draft.step != 1:
            value = _tidy(value)
        half = draft.step / 2
        precision = (value - half, value + half)
    return Figure(
        Span(start, end, text[start:end]),
        draft.kind,
        value,
        _tidy(draft.low) if value is None and draft.low is not None else None,
        _tidy(draft.high) if value is None and draft.high is not None else None,
        draft.hedge,
        draft.unit,
        of,
        precision,
        Span(phrase_start, phrase_end, text[phrase_start:phrase_end]),
    )


def _tidy(value: Decimal) -> Decimal:
    """The same number without a point or an exponent that it does not need."""
    whole = value.to_integral_value() if value.adjusted() < 40 else value
    return (
        whole.quantize(Decimal(1))
        if whole == value and value.adjusted() < 27
        else value.normalize()
    )
