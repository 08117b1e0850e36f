"""Claims that a text puts in somebody's mouth, quoted or not."""

from __future__ import annotations

from extractor.languages import DEFAULT
from extractor.scanning.speech.clauses import Cue
from extractor.scanning.speech.frames import Framed, read_frames
from extractor.scanning.speech.references import References
from extractor.scanning.speech.words import SpeechWords, speech_words
from extractor.schemas.quotation import Attribution
from extractor.schemas.span import Span


def find_attributions(text: str, *, code: str = DEFAULT) -> list[Attribution]:
    """Every claim with a speaker, in reading order; words inside quotations are not looked at."""
    framed, words = read_frames(text, code=code), speech_words(code)
    return attributions_of(framed, References(framed.frames, words), words)


def attributions_of(
    framed: Framed, references: References, words: SpeechWords
) -> list[Attribution]:
    """The attributions of a text whose sentences are already read."""
    found: list[Attribution] = []
    for index, frame in enumerate(framed.frames):
        if words.may_claim.isdisjoint(frame.words):
            continue  # most sentences have no cue at all, and are read no further
        scope: Span | None = None
        seen: set[int] = set()
        for cue in references.cues_of(index):
            if not cue.is_claim or cue.first in seen:
                continue
            seen.add(cue.first)
            scope = scope or Span.of(framed.text, frame.start, frame.end)
            found.append(_attribution(framed, index, cue, references, scope))
    return found


def _attribution(
    framed: Framed, index: int, cue: Cue, references: References, scope: Span
) -> Attribution:
    tokens = framed.frames[index].tokens
    speaker = Span.of(framed.text, tokens[cue.speaker.first].start, tokens[cue.speaker.last].end)
    name = references.name_of(index, cue.speaker)
    return Attribution(
        speaker=speaker,
        speaker_name=Span.of(framed.text, *name) if name else None,
        cue=Span.of(framed.text, tokens[cue.first].start, tokens[cue.last].end),
        scope=scope,
    )
