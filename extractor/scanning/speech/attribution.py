"""Claims that a text puts in somebody's mouth, quoted or not."""

from __future__ import annotations

from extractor.languages.en.cues import CLAIM_FORMS
from extractor.scanning.speech.clauses import PHRASE_CUES, Cue
from extractor.scanning.speech.frames import Framed, read_frames
from extractor.scanning.speech.references import References
from extractor.schemas.quotation import Attribution
from extractor.schemas.span import Span

_CUES = CLAIM_FORMS | PHRASE_CUES


def find_attributions(text: str) -> list[Attribution]:
    """Every claim with a speaker, in reading order; words inside quotations are not looked at."""
    framed = read_frames(text)
    return attributions_of(framed, References(framed.frames, {}))


def attributions_of(framed: Framed, references: References) -> list[Attribution]:
    """The attributions of a text whose sentences are already read."""
    found: list[Attribution] = []
    for index, frame in enumerate(framed.frames):
        if _CUES.isdisjoint(frame.words):
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
