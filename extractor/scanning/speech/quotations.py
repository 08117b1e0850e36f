"""Words between quotation marks, and who said them."""

from __future__ import annotations

from typing import NamedTuple

from extractor.languages import DEFAULT
from extractor.scanning.layout.layout import Layout
from extractor.scanning.speech.attribution import attributions_of
from extractor.scanning.speech.clauses import Cue
from extractor.scanning.speech.dialogue import DASHES
from extractor.scanning.speech.frames import Frame, Framed, Token, read_frames
from extractor.scanning.speech.kinds import kind_of, nested_kind
from extractor.scanning.speech.marks import Quoted
from extractor.scanning.speech.phrases import Phrase, can_speak
from extractor.scanning.speech.phrases_ahead import subject_of
from extractor.scanning.speech.references import References
from extractor.scanning.speech.words import SpeechWords, speech_words
from extractor.schemas.quotation import Attribution, Quotation, QuotationKind
from extractor.schemas.span import Span

_FARTHEST = 150
"""No verb reaches further over tokens to its quotation."""
_FARTHEST_AHEAD = 4
"""No quotation waits for its speaker over more sentences."""
_FARTHEST_BEHIND = 24
"""No verb stands further behind its quotation, in tokens."""
_LONGEST_SCRIPT = 7
"""Tokens of a name before a colon: Smith: "…"."""


class Speech(NamedTuple):
    """What is said in a text, and by whom."""

    quotations: list[Quotation]
    attributions: list[Attribution]


class _Said(NamedTuple):
    """A speaker as found for one quotation."""

    frame: int
    phrase: Phrase
    cue: tuple[int, int] | None


def find_quotations(text: str, *, code: str = DEFAULT) -> list[Quotation]:
    """Every quotation in reading order, nested ones after the one they stand in.

    A quotation over several paragraphs gives one per paragraph, all with the same speaker.
    """
    framed, words = read_frames(text, code=code), speech_words(code)
    return _quotations(framed, References(framed.frames, words), words)


def find_speech(text: str, layout: Layout | None = None, *, code: str = DEFAULT) -> Speech:
    """The quotations and attributions of a text, read in one go."""
    framed, words = read_frames(text, layout, code=code), speech_words(code)
    references = References(framed.frames, words)
    quotations = _quotations(framed, references, words)
    return Speech(quotations, attributions_of(framed, references, words))


def _quotations(framed: Framed, references: References, words: SpeechWords) -> list[Quotation]:
    reader = _Reader(framed, references, words)
    said: dict[int, _Said | None] = {}
    kinds: dict[int, QuotationKind] = {}
    for index, frame in enumerate(framed.frames):
        for pair in frame.quoted:
            kind, speaker = reader.read(index, frame, pair)
            kinds[pair.outer[0]] = kind
            said[pair.outer[0]] = speaker
    found: list[Quotation] = []
    for pair in framed.quoted:
        inner = Span.of(framed.text, *_trimmed(framed.text, *pair.inner))
        if not inner.text:
            continue
        if pair.depth:
            found.append(Quotation(inner, nested_kind(inner.text), None, None, None))
            continue
        kind = kinds.get(pair.outer[0], "scare")
        speaker = said.get(pair.outer[0])
        if speaker is None:
            found.append(Quotation(inner, kind, None, None, None))
        else:
            found.append(_spoken(framed, references, inner, speaker))
    return found


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    return start, start + len(piece.strip())


def _spoken(framed: Framed, references: References, inner: Span, said: _Said) -> Quotation:
    tokens = framed.frames[said.frame].tokens
    speaker = Span.of(framed.text, tokens[said.phrase.first].start, tokens[said.phrase.last].end)
    name = references.name_of(said.frame, said.phrase)
    return Quotation(
        inner,
        "speech",
        speaker,
        Span.of(framed.text, *name) if name else None,
        Span.of(framed.text, *said.cue) if said.cue else None,
    )


class _Reader:
    """Reads the quotations of one text from its first sentence to its last."""

    def __init__(self, framed: Framed, references: References, words: SpeechWords) -> None:
        self._framed = framed
        self._words = words
        self._references = references
        self._last: _Said | None = None
        self._last_frame = -9
        self._is_open = False
        self._speakers: dict[int, _Said | None] = {}

    def read(self, index: int, frame: Frame, pair: Quoted) -> tuple[QuotationKind, _Said | None]:
        """The kind of one quotation and its speaker; quotations must come in reading order."""
        tokens = frame.tokens
        at = frame.token_of(pair)
        inner = self._framed.text[slice(*pair.inner)].strip()
        if at is None:
            return "scare", None
        said = self._speaker(index, tokens, at, inner, pair)
        if any(
            cue.speaker.first <= at <= cue.speaker.last for cue in self._references.cues_of(index)
        ):
            return "scare", None  # the "senior source" who says something
        cue_at = said.cue[0] if said is not None and said.cue is not None else None
        kind = kind_of(self._words, tokens, at, inner, has_speaker=said is not None, cue_at=cue_at)
        if kind != "speech":
            return kind, None
        if said is not None:
            self._last, self._last_frame = said, index
        elif not self._framed.frames[index].is_only_quotes:
            self._last = None
        self._is_open = pair.is_open
        return kind, said

    def _speaker(
        self, index: int, tokens: list[Token], at: int, inner: str, pair: Quoted
    ) -> _Said | None:
        cues = self._references.cues_of(index)
        if self._framed.frames[index].is_only_quotes:
            return self._carried(index, pair)
        direct = self._direct(index, tokens, at, cues)
        if direct is not None:
            return direct
        if pair.outer[0] == self._framed.frames[index].start and self._is_continued(index):
            return self._last
        for cue in reversed(cues):
            if cue.last < at and cue.speaker.last < at and _governs(tokens, cue, at):
                return self._said(index, tokens, cue)
            if at - cue.last > _FARTHEST:
                break
        colon = self._script(index, tokens, at)
        if colon is not None:
            return colon
        after = [
            cue
            for cue in cues
            if cue.first > at and (cue.side == "by" or tokens[cue.first - 1].text == ",")
        ] or [cue for cue in cues if cue.first > at and _is_closing(tokens, cue)]
        if after:
            return self._said(index, tokens, after[0])
        return self._unnamed(index, tokens, at)

    def _unnamed(self, index: int, tokens: list[Token], at: int) -> _Said | None:
        """Whoever the sentence before is of, where a verb behind the quotation has no subject."""
        if at + 2 >= len(tokens) or tokens[at + 1].text != ",":
            return None
        is_alone = at + 3 == len(tokens) or not tokens[at + 3].is_word
        if not is_alone or tokens[at + 2].low not in self._words.finite:
            return None
        return self._from_before(index - 1)

    def _said(self, index: int, tokens: list[Token], cue: Cue) -> _Said:
        return _Said(index, cue.speaker, (tokens[cue.first].start, tokens[cue.last].end))

    def _direct(self, index: int, tokens: list[Token], at: int, cues: list[Cue]) -> _Said | None:
        """The cue that stands right behind the quotation: "…," said X, or X said."""
        limit = at + 1
        if limit < len(tokens) and tokens[limit].text in ",—–-":
            limit += 1
        for cue in cues:
            if cue.first < limit or cue.first > limit + _FARTHEST_BEHIND:
                continue
            if cue.first == limit and cue.side == "after":
                return self._said(index, tokens, cue)
            if (
                cue.side == "before"
                and cue.speaker.first > at
                and (self._is_next(tokens, limit, cue))
            ):
                return self._said(index, tokens, cue)
            if cue.first == limit and cue.side == "by":
                return self._said(index, tokens, cue)
        return None

    def _is_next(self, tokens: list[Token], limit: int, cue: Cue) -> bool:
        """Whether the clause behind the quotation belongs to it."""
        between = tokens[limit : cue.speaker.first]
        if len(between) > 2 or any(t.low not in self._words.next_clause for t in between):
            return False
        quote = tokens[limit - 1] if tokens[limit - 1].is_quote else tokens[max(0, limit - 2)]
        text = self._framed.text
        tail = text[max(quote.start, quote.end - 3) : quote.end]
        return tokens[limit - 1].text in ",—–" or any(mark in tail for mark in ",?!—–…-")

    def _is_continued(self, index: int) -> bool:
        return self._is_open and self._last is not None

    def _carried(self, index: int, pair: Quoted) -> _Said | None:
        """The speaker of a sentence that is nothing but quotation."""
        frames = self._framed.frames
        if self._framed.text[pair.outer[0]] in DASHES:
            return None  # a line of a dialogue is another's
        here = frames[index].paragraph
        if self._is_open and self._last is not None:
            return self._last
        ahead = self._ahead(index, pair)
        if index == 0 or frames[index - 1].paragraph < here:
            if ahead is not None:
                return ahead
            return self._from_before(index - 1) if index else None
        if self._last is not None and self._last_frame == index - 1:
            return self._last
        return self._from_before(index - 1) or ahead

    def _ahead(self, index: int, pair: Quoted) -> _Said | None:
        """The speaker that the next sentences give, if they open quoted.

        They stand in the same paragraph, or go on with a quotation that the one before left open.
        """
        frames = self._framed.frames
        is_open = pair.is_open
        for k in range(index + 1, min(index + _FARTHEST_AHEAD, len(frames))):
            if not frames[k].quoted or not (
                is_open or frames[k].paragraph == frames[k - 1].paragraph
            ):
                return None
            is_open = frames[k].quoted[-1].is_open
            tokens = frames[k].tokens
            if not tokens or not tokens[0].is_quote:
                return None
            if not frames[k].is_only_quotes:
                return self._direct(k, tokens, 0, self._references.cues_of(k))
        return None

    def _from_before(self, index: int) -> _Said | None:
        """The one who speaks in the sentence before."""
        if index < 0:
            return None
        if (
            self._last is not None
            and self._last_frame == index
            and self._framed.frames[index].quoted
        ):
            return self._last
        if index not in self._speakers:
            self._speakers[index] = self._last_speaker(index)
        return self._speakers[index]

    def _last_speaker(self, index: int) -> _Said | None:
        frame = self._framed.frames[index]
        cues = self._references.cues_of(index)
        speakers = [cue for cue in cues if cue.side != "by" or len(cues) == 1]
        if speakers:
            return self._said(index, frame.tokens, speakers[-1])
        tokens = frame.tokens
        if any(token.low in self._words.quotation_papers for token in tokens):
            # "Doe issued a statement." and then nothing but quotation
            subject = subject_of(self._words, tokens, len(tokens))
            if subject is not None and can_speak(self._words, tokens, subject):
                return _Said(index, subject, None)
        return None

    def _script(self, index: int, tokens: list[Token], at: int) -> _Said | None:
        """A name and a colon before the quotation: Smith: "…"."""
        if at < 2 or tokens[at - 1].text != ":" or at > _LONGEST_SCRIPT + 1:
            return None
        name = tokens[: at - 1]
        if all(token.is_word for token in name) and name[0].is_capital and name[-1].is_capital:
            return _Said(index, Phrase(0, at - 2), None)
        return None


def _governs(tokens: list[Token], cue: Cue, at: int) -> bool:
    """Whether the quotation still belongs to the cue: no full stop or semicolon between."""
    if cue.side == "by" and cue.first > 2:
        # in mid-sentence "according to X" speaks of what stands before it
        return at - max(cue.last, cue.speaker.last) <= 2
    return at - cue.last <= _FARTHEST and not any(
        token.text == ";" for token in tokens[cue.last + 1 : at]
    )


def _is_closing(tokens: list[Token], cue: Cue) -> bool:
    """Whether a cue closes its sentence: "…, officials said."."""
    rest = tokens[cue.last + 1 :]
    return cue.side == "before" and len([t for t in rest if t.is_word]) <= 4
