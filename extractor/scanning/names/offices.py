"""Who holds which office in one text: "Tory leader Ann Lee", "Jo Marek, the Chelsea manager"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from extractor.languages import DEFAULT, Language, load
from extractor.scanning.names.name_forms import same_name
from extractor.scanning.speech.frames import Frame, Token
from extractor.scanning.speech.phrases import Phrase

_MOST_HOLDERS = 40
"""So many introductions with one role are a list, or no story."""
_MOST_WORDS = 5
"""Words of a name or before a role; more are a list of something."""


class Office(NamedTuple):
    """One introduction of somebody with an office."""

    role: str
    of: frozenset[str]
    """The words that say which: "shadow", "chelsea"; initials of a body count as a word."""
    person: str
    place: tuple[int, int]
    """Where the name stands."""


class OfficeReader:
    """Reads the offices of one language; made once."""

    def __init__(self, language: Language) -> None:
        """Lay the language's words out."""
        names, classes = language.names, language.classes
        self._offices = names.single_offices
        self._endings = language.endings
        self._office_words = frozenset(
            word for office in names.single_offices for word in office.split("-")
        )
        self._other_offices = names.other_offices
        self._of = names.links.of
        self._article = names.links.article
        self._articles = names.office_articles
        self._determiners = classes.determiners
        self._particles = names.particles
        self._honorifics = names.honorifics
        self._weekdays = language.calendar.weekdays
        self._no_person = names.organisation_words | names.places
        self._no_modifier = (
            classes.no_nouns
            | classes.prepositions
            | classes.adverbs
            | classes.determiners
            | classes.time_nouns
            | language.calendar.weekdays.keys()
            | language.finite_verbs
            | (language.speech.cue_forms - names.office_nouns)
        )
        self._code = language.code

    def find(self, frames: Sequence[Frame]) -> dict[str, list[Office]]:
        """Everybody whom the text introduces with an office, by role; see `find_offices`."""
        found: dict[str, dict[tuple[frozenset[str], str], Office]] = {}
        for frame in frames:
            if self._office_words.isdisjoint(frame.words):
                continue
            for office in self._offices_of(frame):
                found.setdefault(office.role, {}).setdefault((office.of, office.person), office)
        return {
            role: list(offices.values())
            for role, offices in found.items()
            if len(offices) <= _MOST_HOLDERS
        }

    def holder(
        self, tokens: list[Token], phrase: Phrase, offices: dict[str, list[Office]]
    ) -> tuple[int, int] | None:
        """Where the name stands of the one person who holds an office; see `holder`."""
        head = next(
            (k - 1 for k in range(phrase.first + 1, phrase.last + 1) if tokens[k].low in self._of),
            phrase.last,
        )
        held = offices.get(tokens[head].low)
        if not held:
            return None
        first = self._first_modifier(tokens, head)
        opening = tokens[phrase.first].low
        if not (
            (opening in self._article and first == phrase.first + 1)
            or (self._is_owner(opening) and first == phrase.first)
        ):
            return None
        wanted = self._words_of(tokens, first, head)
        if head < phrase.last:
            behind = self._behind_of(tokens, head)
            if behind != phrase.last + 1:
                return None
            wanted |= self._words_of(tokens, head + 2, behind)
        fitting = [office for office in held if self._agree(wanted, office.of)]
        if not fitting:
            return None
        person = max((office.person for office in fitting), key=len)
        if not all(same_name(person, office.person, code=self._code) for office in fitting):
            return None
        return fitting[0].place

    def _agree(self, wanted: frozenset[str], has: frozenset[str]) -> bool:
        """Whether two descriptions of one role may be of one office: neither says other than
        both."""
        if wanted & self._other_offices != has & self._other_offices:
            return False
        return wanted <= has or bool(has - self._other_offices and has <= wanted)

    def _offices_of(self, frame: Frame) -> Iterator[Office]:
        tokens = frame.tokens
        for i, token in enumerate(tokens):
            if token.low not in self._offices:
                continue
            first = self._first_modifier(tokens, i)
            behind = self._behind_of(tokens, i)
            of = self._words_of(tokens, first, i) | self._words_of(tokens, i + 2, behind)
            name = self._name_after(tokens, behind) or self._name_before(tokens, first, behind)
            if name is not None:
                start = tokens[name.first].start
                person = frame.masked[start : tokens[name.last].end]
                person = self._endings.without_genitive(person).rstrip("'’")
                yield Office(token.low, of, person, (start, start + len(person)))

    def _first_modifier(self, tokens: list[Token], role: int) -> int:
        """The first of the words before a role that say which it is."""
        i = role
        while i > 0 and role - i < _MOST_WORDS:
            token = tokens[i - 1]
            low = token.low
            if (
                not token.is_word
                or low in self._no_modifier
                or self._endings.regular_past.fits(low)
            ):
                break
            i -= 1
            if self._is_owner(low):
                break
        return i

    def _behind_of(self, tokens: list[Token], role: int) -> int:
        """Past "of the Ruritanian Republic" behind a role, or just past the role."""
        i = role + 1
        if i + 1 >= len(tokens) or tokens[i].low not in self._of:
            return i
        i += 2 if tokens[i + 1].low in self._article else 1
        begin = i
        while i < len(tokens) and i - begin < _MOST_WORDS and tokens[i].is_capital:
            i += 1
        return i if i > begin else role + 1

    def _words_of(self, tokens: list[Token], first: int, end: int) -> frozenset[str]:
        """The words between two tokens, and the initials of those with a capital letter."""
        between = tokens[first:end]
        lows = {
            self._endings.without_genitive(token.low).rstrip("'")
            for token in between
            if token.is_word
        }
        initials = "".join(token.low[0] for token in between if token.is_capital)
        if len(initials) > 1:
            lows.add(initials)
        return frozenset(lows - self._article)

    def _name_after(self, tokens: list[Token], at: int) -> Phrase | None:
        """The name behind an office: "chairman Lord Hale", "the chairman, Ann Lee,"."""
        in_commas = at < len(tokens) and tokens[at].text == ","
        first = last = at + in_commas
        while last < len(tokens) and last - first < _MOST_WORDS and self._may_name(tokens[last]):
            last += 1
            if self._endings.without_genitive(tokens[last - 1].low) != tokens[last - 1].low:
                break
        if not self._is_person(tokens[first:last]) or (in_commas and last - first < 2):
            return None
        if in_commas and last < len(tokens) and tokens[last].text not in ",.;":
            return None
        return Phrase(first, last - 1)

    def _name_before(self, tokens: list[Token], first: int, behind: int) -> Phrase | None:
        """The name before an office in commas: "Ann Lee, the chairman,"."""
        if behind < len(tokens) and tokens[behind].text not in ",.;)":
            return None
        comma = first - 1
        if comma > 0 and tokens[comma].low in self._articles:
            comma -= 1
        if comma < 1 or tokens[comma].text != ",":
            return None
        begin = comma
        while begin > 0 and comma - begin < _MOST_WORDS and self._may_name(tokens[begin - 1]):
            begin -= 1
        while begin < comma and not tokens[begin].is_capital:
            begin += 1
        if comma - begin < 2 or not self._is_person(tokens[begin:comma]):
            return None
        return Phrase(begin, comma - 1)

    def _may_name(self, token: Token) -> bool:
        if token.low in self._particles:
            return True
        return token.is_word and token.is_capital and token.low not in self._weekdays

    def _is_person(self, tokens: Sequence[Token]) -> bool:
        """Whether some tokens are a name that ends as people's do."""
        if not tokens or not (tokens[0].is_capital and tokens[-1].is_capital):
            return False
        lows = [self._endings.without_genitive(token.low) for token in tokens]
        if not self._no_person.isdisjoint(lows) or lows[-1].strip(".") in self._honorifics:
            return False
        return not any(low in self._offices or low in self._determiners for low in lows)

    def _is_owner(self, low: str) -> bool:
        """Whether a word says whose an office is: "Ruritania's", "the banks'"."""
        return low.endswith("'") or self._endings.genitive.fits(low)


@cache
def office_reader(code: str = DEFAULT) -> OfficeReader:
    """The reader of a language's offices, made when it is first asked for."""
    return OfficeReader(load(code))


def find_offices(frames: Sequence[Frame], *, code: str = DEFAULT) -> dict[str, list[Office]]:
    """Everybody whom the text introduces with an office that one person holds, by role.

    Each introduction comes once; roles with too many of them are left out.
    """
    return office_reader(code).find(frames)


def holder(
    tokens: list[Token], phrase: Phrase, offices: dict[str, list[Office]], *, code: str = DEFAULT
) -> tuple[int, int] | None:
    """Where the name stands of the one person whose office the phrase gives; else none."""
    return office_reader(code).holder(tokens, phrase, offices)
