"""The changes that `mutations.py` makes to a sentence: altering ones, and faithful rewordings.

Each operator gets a story, one of its sentences and a source of chance, and yields the sentence
after the change with the place of the change in it.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from mutation_words import WORDS, Words

from extractor.scanning.document import Scan
from extractor.schemas.document import Document
from extractor.schemas.figure import Figure
from extractor.schemas.span import Span


@dataclass(frozen=True, slots=True)
class Story:
    """A story and what was found in it."""

    name: str
    document: Document
    scan: Scan


@dataclass(frozen=True, slots=True)
class Case:
    """One sentence with one change."""

    operator: str
    story: Story
    sentence: Span
    text: str
    """The sentence after the change."""
    changed: tuple[int, int]
    """Where the change is in `text`."""


Operator = Callable[[Story, Span, random.Random], Iterator[tuple[str, tuple[int, int]]]]

ALTERING: dict[str, Operator] = {}
FAITHFUL: dict[str, Operator] = {}


def _words(story: Story) -> Words:
    return WORDS[story.scan.language]


def altering(operator: Operator) -> Operator:
    """Register an operator whose result is wrong."""
    ALTERING[operator.__name__] = operator
    return operator


def faithful(operator: Operator) -> Operator:
    """Register an operator whose result says the same."""
    FAITHFUL[operator.__name__] = operator
    return operator


def replaced(sentence: Span, start: int, end: int, new: str) -> tuple[str, tuple[int, int]]:
    """The sentence with story[start:end] replaced, and where the new words are."""
    left = sentence.text[: start - sentence.start]
    right = sentence.text[end - sentence.start :]
    # A word taken out changes the words beside it: look at the next ones.
    width = len(new) or 25
    return left + new + right, (len(left), len(left) + width)


def figures_in(story: Story, sentence: Span) -> list[Figure]:
    """The figures of a sentence that are not parts of dates or of furniture."""
    aside = [piece.span for piece in story.scan.furniture] + [d.span for d in story.scan.dates]
    return [
        figure
        for figure in story.scan.figures
        if sentence.covers(figure.span)
        and figure.kind not in ("year", "identifier")
        and not any(span.overlaps(figure.span) for span in aside)
    ]


def with_digits(story: Story, sentence: Span) -> list[tuple[Figure, int, int]]:
    """The figures written in digits, with the place of the digits."""
    found = []
    for figure in figures_in(story, sentence):
        digits = re.search(r"\d[\d,.]*\d|\d", figure.span.text)
        if digits:
            start = figure.span.start + digits.start()
            found.append((figure, start, start + len(digits.group())))
    return found


@altering
def digit_changed(story: Story, sentence: Span, rng: random.Random) -> Iterator:
    """ "539" becomes "579"."""
    for _, start, end in with_digits(story, sentence):
        digits = list(story.scan.text[start:end])
        places = [i for i, c in enumerate(digits) if c.isdigit()]
        place = rng.choice(places)
        choices = [c for c in "123456789" if c != digits[place]]
        digits[place] = rng.choice(choices)
        yield replaced(sentence, start, end, "".join(digits))


@altering
def digits_swapped(story: Story, sentence: Span, rng: random.Random) -> Iterator:
    """ "539" becomes "593"."""
    for _, start, end in with_digits(story, sentence):
        text = story.scan.text[start:end]
        pairs = [
            i
            for i in range(len(text) - 1)
            if text[i].isdigit()
            and text[i + 1].isdigit()
            and text[i] != text[i + 1]
            and not (i == 0 and text[1] == "0")
        ]
        if pairs:
            i = rng.choice(pairs)
            yield replaced(sentence, start, end, text[:i] + text[i + 1] + text[i] + text[i + 2 :])


@altering
def plus_minus_one(story: Story, sentence: Span, rng: random.Random) -> Iterator:
    """ "539" becomes "540"."""
    for _, start, end in with_digits(story, sentence):
        sign = _words(story).grouping
        text = story.scan.text[start:end].replace(sign, "")
        if text.isdigit() and int(text) > 1:
            number = int(text) + rng.choice((-1, 1))
            is_grouped = sign in story.scan.text[start:end]
            shown = f"{number:,}".replace(",", sign) if is_grouped else str(number)
            yield replaced(sentence, start, end, shown)


def _swap_words(pairs: dict[str, str]) -> Callable[[Story, Span], Iterator]:
    pattern = re.compile(
        r"(?<!\w)(?:" + "|".join(sorted(map(re.escape, pairs), key=len, reverse=True)) + r")(?!\w)",
        re.IGNORECASE,
    )

    def swap(story: Story, sentence: Span) -> Iterator:
        for found in pattern.finditer(sentence.text):
            new = pairs[found.group().lower()]
            if found.group()[0].isupper():
                new = new[0].upper() + new[1:]
            start = sentence.start + found.start()
            yield replaced(sentence, start, start + len(found.group()), new)

    return swap


def _beside_a_figure(story: Story, sentence: Span, result: tuple[str, tuple[int, int]]) -> bool:
    start = sentence.start + result[1][0]
    return any(
        figure.phrase.start - 1 <= start <= figure.phrase.end + 2
        for figure in figures_in(story, sentence)
    )


@altering
def scale_word(story: Story, sentence: Span, rng: random.Random) -> Iterator:
    """ "4.2 million" becomes "4.2 billion"."""
    for result in _swap_words(_words(story).scales)(story, sentence):
        if _beside_a_figure(story, sentence, result):
            yield result


@altering
def unit(story: Story, sentence: Span, rng: random.Random) -> Iterator:
    """ "12 miles" becomes "12 kilometres"."""
    for figure in figures_in(story, sentence):
        if figure.kind not in ("measure", "duration"):
            continue
        for result in _swap_words(_words(story).units)(story, sentence):
            start = sentence.start + result[1][0]
            if figure.span.start <= start < figure.span.end + 1:
                yield result


@altering
def currency(story: Story, sentence: Span, rng: random.Random) -> Iterator:
    """ "$4m" becomes "£4m"."""
    for figure in figures_in(story, sentence):
        names = _words(story).currencies
        word = figure.span.text.split()[-1]
        if figure.kind == "money" and word in names:
            end = figure.span.end
            yield replaced(sentence, end - len(word), end, names[word])
            continue
        sign = re.search(r"[$£€]", figure.span.text)
        if sign and figure.kind == "money":
            new = rng.choice([c for c in "$£€" if c != sign.group()])
            start = figure.span.start + sign.start()
            yield replaced(sentence, start, start + 1, new)


@altering
def percent_points(story: Story, sentence: Span, rng: random.Random) -> Iterator:
    """ "3 percent" becomes "3 percentage points"."""
    for figure in figures_in(story, sentence):
        sign = _words(story).percent.search(figure.span.text)
        if sign and figure.kind == "percent":
            start = figure.span.start + sign.start()
            yield replaced(sentence, start, start + len(sign.group()), _words(story).points)


def _hedges(story: Story, sentence: Span) -> Iterator[tuple[Figure, str, int, int]]:
    for figure in figures_in(story, sentence):
        before = story.scan.text[figure.phrase.start : figure.span.start]
        for words in _words(story).hedges:
            found = re.match(rf"{words}\b\s*", before, re.IGNORECASE)
            if re.fullmatch(r"(?:1[5-9]|20)\d\d", figure.span.text) or words == "some":
                continue  # "over 2000 - 2050" hedges nothing, and "some 500" is 500
            if re.match(r" or so\b", story.scan.text[figure.span.end :][:10]) or re.search(
                r"(?:roughly|about)\s+$", before[found.end() :] if found else "", re.IGNORECASE
            ):
                continue  # another hedge remains
            if found:
                start = figure.phrase.start
                yield figure, words, start, start + len(found.group())


@altering
def hedge_dropped(story: Story, sentence: Span, rng: random.Random) -> Iterator:
    """ "at least 23 people" becomes "23 people"."""
    for figure, _, start, end in _hedges(story, sentence):
        text, (at, _) = replaced(sentence, start, end, "")
        yield text, (at, at + len(figure.span.text))


@altering
def hedge_reversed(story: Story, sentence: Span, rng: random.Random) -> Iterator:
    """ "at least 23 people" becomes "at most 23 people"."""
    for figure, words, start, end in _hedges(story, sentence):
        other = _words(story).reversed_hedges.get(words)
        if other is not None:
            text, (at, _) = replaced(sentence, start, end, other + " ")
            yield text, (at, at + len(other) + 1 + len(figure.span.text))


@altering
def range_end(story: Story, sentence: Span, rng: random.Random) -> Iterator:
    """ "30 to 40" becomes "30 to 60"."""
    for figure in figures_in(story, sentence):
        if figure.low is None or figure.high is None:
            continue
        numbers = list(re.finditer(r"\d+", figure.span.text))
        if numbers:
            last = numbers[-1]
            start = figure.span.start + last.start()
            new = str(int(last.group()) + rng.choice((2, 5, 20)))
            yield replaced(sentence, start, start + len(last.group()), new)


def _dates(story: Story, sentence: Span) -> list[Span]:
    aside = [piece.span for piece in story.scan.furniture]
    return [
        ref.span
        for ref in story.scan.dates
        if sentence.covers(ref.span) and not any(span.overlaps(ref.span) for span in aside)
    ]


def _others_of(groups: list[list[str]]) -> dict[str, list[str]]:
    """Each word with the others of its group."""
    return {word: [other for other in group if other != word] for group in groups for word in group}


def _in_dates(
    story: Story, sentence: Span, rng: random.Random, groups: list[list[str]]
) -> Iterator[tuple[str, tuple[int, int]]]:
    """A word of a date or time changed for another of its group."""
    others = _others_of(groups)
    pattern = re.compile(r"\b(?:" + "|".join(sorted(others, key=len, reverse=True)) + r")\b")
    for ref in _dates(story, sentence):
        found = pattern.search(ref.text)
        if found:
            start = ref.start + found.start()
            new = rng.choice(others[found.group()])
            yield replaced(sentence, start, start + len(found.group()), new)


@altering
def date_shifted(story: Story, sentence: Span, rng: random.Random) -> Iterator:
    """ "July 8" becomes "July 9", "2014" becomes "2012"."""
    for ref in _dates(story, sentence):
        number = re.search(r"\b\d{1,2}\b|\b(?:19|20)\d\d\b", ref.text)
        if number:
            old = int(number.group())
            step = rng.choice((-2, -1, 1, 2))
            new = old + step if old > 31 or 1 <= old + step <= 28 else max(1, old - abs(step))
            if new != old:
                start = ref.start + number.start()
                yield replaced(sentence, start, start + len(number.group()), str(new))


@altering
def weekday(story: Story, sentence: Span, rng: random.Random) -> Iterator:
    """ "Tuesday" becomes "Thursday"."""
    yield from _in_dates(story, sentence, rng, [_words(story).days.split()])


@altering
def month(story: Story, sentence: Span, rng: random.Random) -> Iterator:
    """ "July 8" becomes "May 8"."""
    yield from _in_dates(story, sentence, rng, [_words(story).months.split()])


@altering
def figures_exchanged(story: Story, sentence: Span, rng: random.Random) -> Iterator:
    """ "539 drones and 11 missiles" becomes "11 drones and 539 missiles"."""
    counted = [f for f in figures_in(story, sentence) if f.kind == "cardinal" and f.of]
    for one, other in pairwise(counted):
        if one.span.text == other.span.text or one.of == other.of:
            continue
        text = story.scan.text
        middle = text[one.span.end : other.span.start]
        yield replaced(
            sentence, one.span.start, other.span.end, other.span.text + middle + one.span.text
        )


@altering
def noun_exchanged(story: Story, sentence: Span, rng: random.Random) -> Iterator:
    """ "539 drones" becomes "539 missiles"."""
    nouns = sorted({f.of for f in story.scan.figures if f.of and f.kind == "cardinal"})
    for figure in figures_in(story, sentence):
        if figure.kind != "cardinal" or not figure.of:
            continue
        mine = figure.of.split()[-1].lower()
        others = [noun for noun in nouns if not _may_be_one(mine, noun.split()[-1].lower())]
        end = story.scan.text.find(figure.of, figure.span.end)
        if others and 0 <= end - figure.span.end < 20 and end + len(figure.of) <= sentence.end:
            text, (_, upto) = replaced(sentence, end, end + len(figure.of), rng.choice(others))
            yield text, (figure.span.start - sentence.start, upto)


def _may_be_one(noun: str, new: str) -> bool:
    """ "23 victims" may be "23 people", "three vessels" "three ships": nothing is altered."""
    if noun == new or (noun in _PEOPLE and new in _PEOPLE):
        return True
    return any(noun in group and new in group for group in _SAME)


_SAME = [
    frozenset(["ships", "vessels"]),
    frozenset(["staff", "workers", "employees"]),
    frozenset(["inhabitants", "residents", "others", "people"]),
]
_PEOPLE = frozenset(
    [
        "people",
        "persons",
        "victims",
        "men",
        "women",
        "children",
        "residents",
        "passengers",
        "soldiers",
        "officers",
        "workers",
        "members",
        "civilians",
        "troops",
        "voters",
        "students",
        "police",
        "bodies",
        "dead",
        "wounded",
        "adults",
        "fans",
        "others",
        "student",
        "militants",
        "injured",
        "fellow",
        "person",
        "crew",
    ]
)


def _speakers(story: Story) -> list[str]:
    names = [
        q.speaker_name.text for q in story.scan.quotations if q.speaker_name and q.kind == "speech"
    ]
    return sorted(set(names))


@altering
def speaker_exchanged(story: Story, sentence: Span, rng: random.Random) -> Iterator:
    """The words of one speaker in another's mouth."""
    for quotation in story.scan.quotations:
        name = quotation.speaker_name
        if quotation.kind != "speech" or name is None or quotation.speaker != name:
            continue
        if not sentence.covers(quotation.span) or not sentence.covers(name):
            continue
        last = name.text.split()[-1]
        others = [other for other in _speakers(story) if last not in other]
        if others:
            yield replaced(sentence, name.start, name.end, rng.choice(others))


@altering
def name_changed(story: Story, sentence: Span, rng: random.Random) -> Iterator:
    """A name that the story does not have."""
    for name in story.scan.names:
        if sentence.covers(name) and len(name.text) > 3:
            new = rng.choice(("Orlo Pennington", "Marit Veldkamp", "Tobias Quist"))
            yield replaced(sentence, name.start, name.end, new)


@altering
def name_misspelt(story: Story, sentence: Span, rng: random.Random) -> Iterator:
    """A letter of a name left out."""
    for name in story.scan.names:
        if sentence.covers(name) and len(name.text) > 6 and name.text.isalpha():
            cut = rng.randrange(2, len(name.text) - 1)
            yield replaced(sentence, name.start, name.end, name.text[:cut] + name.text[cut + 1 :])


@altering
def quotation_word(story: Story, sentence: Span, rng: random.Random) -> Iterator:
    """One word of a quotation changed."""
    for quotation in story.scan.quotations:
        if quotation.kind != "speech" or not sentence.covers(quotation.span):
            continue
        words = list(re.finditer(r"[a-z]{4,}", quotation.span.text))
        if len(words) >= 4:
            word = rng.choice(words)
            start = quotation.span.start + word.start()
            new = rng.choice(_words(story).other_words)
            text, _ = replaced(sentence, start, start + len(word.group()), new)
            at = quotation.span.start - sentence.start
            yield text, (at, at + len(quotation.span.text))


@altering
def quotation_stitched(story: Story, sentence: Span, rng: random.Random) -> Iterator:
    """The beginning of one quotation and the end of another."""
    quotations = [
        q for q in story.scan.quotations if q.kind == "speech" and len(q.span.text.split()) >= 6
    ]
    for quotation in quotations:
        if not sentence.covers(quotation.span):
            continue
        others = [q for q in quotations if q != quotation]
        if not others:
            continue
        other = rng.choice(others).span.text.split()
        mine = quotation.span.text.split()
        new = " ".join(mine[: len(mine) // 2] + other[len(other) // 2 :])
        yield replaced(sentence, quotation.span.start, quotation.span.end, new)


@altering
def negation(story: Story, sentence: Span, rng: random.Random) -> Iterator:
    """A "not" put in."""
    words = _words(story)
    if words.has_not.search(sentence.text):
        return
    quoted = [q.span for q in story.scan.quotations]
    for found in words.not_after.finditer(sentence.text):
        at = sentence.start + found.end()
        if not any(span.start <= at <= span.end for span in quoted):
            text, (start, _) = replaced(sentence, at, at, words.not_)
            yield text, (start, start + 30)
            return


@altering
def direction_word(story: Story, sentence: Span, rng: random.Random) -> Iterator:
    """ "rose" becomes "fell"."""
    quoted = [q.span for q in story.scan.quotations]
    for text, (start, end) in _swap_words(_words(story).turned)(story, sentence):
        at = sentence.start + start
        if not any(span.start <= at <= span.end for span in quoted):
            yield text, (start, end)


@altering
def grain(story: Story, sentence: Span, rng: random.Random) -> Iterator:
    """ "Monday night" becomes "Monday morning", "the third quarter" the second."""
    yield from _in_dates(story, sentence, rng, _words(story).grains)


@altering
def time_expression(story: Story, sentence: Span, rng: random.Random) -> Iterator:
    """ "last week" becomes "last month"."""
    yield from _in_dates(story, sentence, rng, _words(story).times)


@altering
def value_moved(story: Story, sentence: Span, rng: random.Random) -> Iterator:
    """A count of something else in the story: "12 crew" becomes "208 crew" of 208 passengers."""
    counts = [f for f in story.scan.figures if f.kind == "cardinal" and f.of and f.value]
    for figure in figures_in(story, sentence):
        if figure.kind != "cardinal" or not figure.of or figure.hedge != "unhedged":
            continue
        mine = figure.of.split()[-1].lower()
        others = [
            other.span.text
            for other in counts
            if other.value != figure.value
            and other.hedge == "unhedged"
            and not sentence.covers(other.span)
            and not _may_be_one(mine, (other.of or "").split()[-1].lower())
            and all(o.value != other.value for o in counts if o.of == figure.of)
        ]
        if others:
            yield replaced(sentence, figure.span.start, figure.span.end, rng.choice(others))


@altering
def none_for_some(story: Story, sentence: Span, rng: random.Random) -> Iterator:
    """ "Four people were hurt" becomes "No people were hurt", and "nobody" becomes "two people"."""
    for figure in figures_in(story, sentence):
        at, end = figure.span.start, figure.span.end
        words = _words(story)
        if figure.value == 0 and figure.span.text.lower() in words.nobody:
            new = words.some_people
            yield replaced(sentence, at, end, new.capitalize() if at == sentence.start else new)
        elif (
            figure.kind == "cardinal"
            and figure.value
            and figure.hedge == "unhedged"
            and story.scan.text[end : end + 1] == " "
            and (figure.of or "").endswith("s")
        ):
            new = words.no
            yield replaced(sentence, at, end, new.capitalize() if at == sentence.start else new)


@altering
def short_quotation(story: Story, sentence: Span, rng: random.Random) -> Iterator:
    """A word of a quotation of up to four words changed."""
    for quotation in story.scan.quotations:
        words = list(re.finditer(r"[a-z]{4,}", quotation.span.text))
        is_short = len(quotation.span.text.split()) <= 4
        if not sentence.covers(quotation.span) or not is_short or not words:
            continue
        word = rng.choice(words)
        start = quotation.span.start + word.start()
        new = rng.choice(_words(story).other_words[1:])
        text, _ = replaced(sentence, start, start + len(word.group()), new)
        at = quotation.span.start - sentence.start
        yield text, (at, at + len(quotation.span.text))


@altering
def roles(story: Story, sentence: Span, rng: random.Random) -> Iterator:
    """Who does it and whom it is done to change places: "A beat B" becomes "B beat A", and "A was
    seized by two men" becomes "Two men was seized by A"."""
    text = story.scan.text
    names = [name for name in story.scan.names if sentence.covers(name)]
    for one, other in pairwise(names):
        between = text[one.end : other.start]
        if _DOES.fullmatch(between) and one.text not in other.text and other.text not in one.text:
            yield replaced(sentence, one.start, other.end, other.text + between + one.text)
    for found in _IS_DONE.finditer(sentence.text):
        one, between, other = found.groups()
        start = sentence.start + found.start()
        yield replaced(sentence, start, sentence.start + found.end(), other + between + one)


_DOES = re.compile(
    r" (?:(?:has|had|have|will|would) )?"
    r"(?:beat|defeated|sued|accused|attacked|killed|criticised|criticized|replaced|succeeded|bought"
    r"|invaded|arrested|condemned|shot|thanked|blamed|told|warned|urged|followed|led|won against)"
    r" (?:the )?"
)


_NOUNS = (
    r"(?:[Tt]he|[Aa]n?|[Oo]ne|[Tt]wo|[Tt]hree) (?:[a-z]+ )?[a-z]{3,}|[A-Z][a-z]+(?: [A-Z][a-z]+)?"
)
_IS_DONE = re.compile(
    rf"\b({_NOUNS})( (?:was|were|is|are|has been|have been|had been) (?:[a-z]+ly )?[a-z]+ed by )"
    rf"({_NOUNS})\b"
)


@faithful
def copied(story: Story, sentence: Span, rng: random.Random) -> Iterator:
    """The sentence as it stands."""
    yield sentence.text, (0, len(sentence.text))


@faithful
def words_for_digits(story: Story, sentence: Span, rng: random.Random) -> Iterator:
    """ "5" becomes "five", "3,000" "three thousand"."""
    for figure, start, end in with_digits(story, sentence):
        if figure.kind != "cardinal" or figure.value is None:
            continue
        text, words = story.scan.text[start:end], _words(story)
        ones = words.ones.split()
        if text.isdigit() and int(text) <= 20 and figure.span.text == text:
            if ones[int(text)] != "-":
                yield replaced(sentence, start, end, ones[int(text)])
        elif re.fullmatch(rf"\d{{1,2}}{re.escape(words.grouping)}000", text) and (
            int(text[:-4]) <= 20
        ):
            yield replaced(sentence, start, end, f"{ones[int(text[:-4])]} {words.thousand}")


@faithful
def digits_for_words(story: Story, sentence: Span, rng: random.Random) -> Iterator:
    """ "five" becomes "5"."""
    for figure in figures_in(story, sentence):
        word = figure.span.text.lower()
        ones = _words(story).ones.split()
        if figure.kind == "cardinal" and word in ones[2:]:
            yield replaced(sentence, figure.span.start, figure.span.end, str(ones.index(word)))


@faithful
def short_scale(story: Story, sentence: Span, rng: random.Random) -> Iterator:
    """ "5,000" becomes "5K", "$4 million" becomes "$4m"."""
    for figure, start, end in with_digits(story, sentence):
        text = story.scan.text[start:end]
        if figure.kind == "cardinal" and re.fullmatch(r"\d{1,3},000", text):
            yield replaced(sentence, start, end, text[:-4] + "K")
        elif figure.kind == "money" and re.search(r"\d (?:million|billion)$", figure.span.text):
            short = figure.span.text.replace(" million", "m").replace(" billion", "bn")
            yield replaced(sentence, figure.span.start, figure.span.end, short)


@faithful
def hedge_reworded(story: Story, sentence: Span, rng: random.Random) -> Iterator:
    """ "more than" becomes "over", "nearly" "almost"."""
    same = _words(story).same_hedges
    for _, words, start, end in _hedges(story, sentence):
        if words in same:
            yield replaced(sentence, start, end, same[words] + " ")


@faithful
def rounded_with_a_hedge(story: Story, sentence: Span, rng: random.Random) -> Iterator:
    """ "539" becomes "more than 500", "4,187" "about 4,200"."""
    for figure, start, end in with_digits(story, sentence):
        if figure.hedge != "unhedged" or figure.kind != "cardinal" or figure.value is None:
            continue
        words = _words(story)
        text = story.scan.text[start:end].replace(words.grouping, "")
        if (
            figure.span.text.replace(words.grouping, "") != text
            or not text.isdigit()
            or int(text) < 110
        ):
            continue
        if re.search(r"[\w-]$", story.scan.text[max(0, start - 1) : start]):
            continue
        step = 10 ** (len(text) - 2)
        down, near = int(text) // step * step, round(int(text) / step) * step
        if down != int(text):
            for hedge, number in ((words.more_than, down), (words.about, near)):
                shown = f"{number:,}".replace(",", words.grouping)
                yield replaced(sentence, start, end, f"{hedge} {shown}")


@faithful
def unit_converted(story: Story, sentence: Span, rng: random.Random) -> Iterator:
    """ "10 kilometres" becomes "about 6.2 miles"."""
    words = _words(story)
    factors = {
        "kilometer": ("mile", Decimal("0.621371")),
        "mile": ("kilometer", Decimal("1.609344")),
        "meter": ("foot", Decimal("3.28084")),
        "foot": ("meter", Decimal("0.3048")),
        "kilogram": ("pound", Decimal("2.204623")),
    }
    for figure in figures_in(story, sentence):
        if figure.kind == "measure" and figure.value and figure.unit in factors:
            if figure.hedge != "unhedged" or "-" in figure.span.text:
                continue
            if any(q.span.covers(figure.span) for q in story.scan.quotations):
                continue
            name, factor = factors[figure.unit]
            new = f"{(figure.value * factor).quantize(Decimal('0.1')).normalize():f}"
            shown = new.replace(".", "," if words.grouping == "." else ".")
            said = f"{words.about} {shown} {words.unit_names[name]}"
            yield replaced(sentence, figure.span.start, figure.span.end, said)


@faithful
def speech_turned(story: Story, sentence: Span, rng: random.Random) -> Iterator:
    """'"…," said Ann Lee.' becomes 'Ann Lee said: "…"'."""
    verbs = _words(story).said
    found = re.fullmatch(
        rf"([“\"«][^“”\"«»]+[”\"»]),? (?:{verbs}) ([A-Z][\w.’' -]+)\.?", sentence.text
    )
    if found:
        words = found.group(1)
        verb = verbs.split("|")[0]
        text = f"{found.group(2)} {verb}: {words[0]}{words[1:-1].rstrip(',')}.{words[-1]}"
        yield text, (0, len(text))


@faithful
def voice_turned(story: Story, sentence: Span, rng: random.Random) -> Iterator:
    """ "A sued B" becomes "B was sued by A", and "A was sued by B" becomes "B sued A"."""
    text = story.scan.text
    names = [name for name in story.scan.names if sentence.covers(name)]
    for one, other in pairwise(names):
        found = re.fullmatch(r" ([a-z]+ed) (the )?", text[one.end : other.start])
        is_longer = re.match(r", [A-Z]", text[other.end : other.end + 3])  # "Skar, Norway"
        if found and _DOES.fullmatch(text[one.end : other.start]) and not is_longer:
            new = f"{found[2] or ''}{other.text} was {found[1]} by {one.text}"
            yield replaced(sentence, one.start, other.end, new)
    for found in _IS_DONE.finditer(sentence.text):
        verb = re.search(r"([a-z]+ed) by $", found[2])
        if verb:
            start, end = sentence.start + found.start(), sentence.start + found.end()
            yield replaced(sentence, start, end, f"{found[3]} {verb[1]} {found[1]}")


@faithful
def typography(story: Story, sentence: Span, rng: random.Random) -> Iterator:
    """Curly quotation marks and dashes made straight."""
    table = str.maketrans({"“": '"', "”": '"', "’": "'", "–": "-", "—": "-"})
    text = sentence.text.translate(table)
    if text != sentence.text:
        yield text, (0, len(text))


@faithful
def joined(story: Story, sentence: Span, rng: random.Random) -> Iterator:
    """Two neighbouring sentences, the later one first."""
    sentences = story.scan.sentences
    place = sentences.index(sentence)
    if place + 1 < len(sentences) and figures_in(story, sentence):
        if re.match(rf"\W*(?:{_words(story).opens_leaning})\b", sentences[place + 1].text):
            return  # a text that opens with "He" is at fault
        text = f"{sentences[place + 1].text} {sentence.text}"
        yield text, (0, len(text))
