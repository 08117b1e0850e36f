"""Sentences that a model does not find borne out, as findings: looks, marked as its reading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.checks.check import declare
from extractor.checks.evidence.text_index import TextIndex
from extractor.checks.findings import make_finding, quoted, where
from extractor.checks.passes import on_readings
from extractor.schemas.finding import Finding
from extractor.schemas.opinion import Reading

CONTRADICTED = declare(
    "claim.contradicted", "A sentence that a model reads otherwise in the source", severity="look"
)
NOT_STATED = declare(
    "claim.not_stated", "A sentence that a model does not find in the source", severity="look"
)

_LONGEST = 120


@on_readings(CONTRADICTED, NOT_STATED)
def find_claims(readings: Sequence[Reading], sources: Sequence[TextIndex]) -> Iterator[Finding]:
    """One finding for each reading that speaks against its sentence."""
    for reading in readings:
        if reading.verdict not in ("contradicted", "not_stated") or not reading.evidence:
            continue
        words, place = reading.words or reading.span, reading.evidence[0]
        at = where(sources[reading.source or 0], place)
        if reading.verdict == "contradicted":
            said = f"a model reads otherwise in the source: {quoted(place.text, _LONGEST)} ({at})."
        elif reading.basis == "quoted":
            said = (
                "a model does not find that in the source, which says "
                f"{quoted(place.text, _LONGEST)} ({at})."
            )
        else:
            said = (
                f"a model does not find that in the source. Nearest, by our own ranking, is "
                f"{quoted(place.text, _LONGEST)} ({at})."
            )
        finding = make_finding(
            f"claim.{reading.verdict}",
            "not_checked",
            words,
            f"{quoted(words.text)} here; {said}",
            evidence=reading.evidence,
            source=reading.source,
            expected=place.text,
        )
        yield finding.model_copy(update={"opinion": reading.verdict})
