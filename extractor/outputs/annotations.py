"""Findings and facts as W3C Web Annotations (JSON-LD), which other tools can lay over the text.

Positions are in Unicode code points, as the Web Annotation Data Model demands of a
TextPositionSelector ("in terms of unicode code points, not in terms of code units"), and these are
what Python counts. A browser's own strings count UTF-16 code units, which differ after a character
beyond the basic plane: `units="utf-16"` gives those to a program that needs them.
"""

from __future__ import annotations

from base64 import urlsafe_b64encode
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any, Literal
from uuid import NAMESPACE_URL, uuid5

from extractor.outputs.comparison import Comparison
from extractor.outputs.jsonio import json_text
from extractor.outputs.reading import Reading
from extractor.schemas.document import Document
from extractor.schemas.fact import Fact
from extractor.schemas.finding import Finding
from extractor.schemas.report import DraftReport, Report
from extractor.schemas.span import Span

Units = Literal["code points", "utf-16"]

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_CONTEXT_LENGTH = 32
"""Characters of prefix and suffix."""


def annotations_json(report: Report | DraftReport, *, units: Units = "code points") -> str:
    """The annotations of a report as indented JSON-LD with a line end."""
    return json_text(annotation_page(report, units=units), indent=2)


def annotation_page(
    report: Report | DraftReport, *, units: Units = "code points"
) -> dict[str, Any]:
    """An AnnotationPage with one annotation per finding and per fact, as JSON values.

    A text is named by its content (RFC 6920: `ni:///sha-256;…`), so the same story has the same
    name everywhere; an annotation by what it says and where, so equal reports give equal ids.
    """
    maker = _Maker(report, units)
    items = list(maker.items())
    return {
        "@context": CONTEXT,
        "id": _urn("page", maker.target.iri, report.compared_with, *(i["id"] for i in items)),
        "type": "AnnotationPage",
        "summary": f"Compared with: {report.compared_with}",
        "items": items,
    }


class _Text:
    """One text as a target: its name, and places in it."""

    def __init__(self, document: Document, units: Units) -> None:
        self.text = document.text
        digest = sha256(self.text.encode("utf-8", "surrogatepass")).digest()
        self.iri = "ni:///sha-256;" + urlsafe_b64encode(digest).decode().rstrip("=")
        self._label = document.name
        self._wide: list[int] = []
        if units == "utf-16" and not self.text.isascii():
            self._wide = [at for at, char in enumerate(self.text) if char > "\uffff"]

    def resource(self) -> dict[str, Any]:
        """The text itself."""
        named = {"label": self._label} if self._label else {}
        return {"id": self.iri, "type": "Text", "format": "text/plain", **named}

    def place(self, span: Span) -> dict[str, Any]:
        """A place in the text, by its words and by its position."""
        text, start, end = self.text, span.start, span.end
        return {
            "type": "SpecificResource",
            "source": self.resource(),
            "selector": [
                {
                    "type": "TextQuoteSelector",
                    "exact": text[start:end],
                    "prefix": text[max(0, start - _CONTEXT_LENGTH) : start],
                    "suffix": text[end : end + _CONTEXT_LENGTH],
                },
                {
                    "type": "TextPositionSelector",
                    "start": start + bisect_left(self._wide, start),
                    "end": end + bisect_left(self._wide, end),
                },
            ],
        }

    def holds(self, span: Span) -> bool:
        return span.start < span.end and self.text[span.start : span.end] == span.text


class _Maker:
    def __init__(self, report: Report | DraftReport, units: Units) -> None:
        self.report = report
        self.target = _Text(report.document, units)
        self._comparison: Comparison | None = None
        self._reading: Reading | None = None
        self._sources: tuple[_Text, ...] = ()
        if isinstance(report, DraftReport):
            self._comparison = Comparison(report)
            self._sources = tuple(_Text(source, units) for source in report.sources)
        else:
            self._reading = Reading(report)
        self._ids: set[str] = set()

    def items(self) -> Iterator[dict[str, Any]]:
        """The facts, then the findings, each in the report's order."""
        if self._reading is not None:
            for fact in self._reading.report.facts:
                yield self._fact(fact, self._reading)
        for finding in self.report.findings:
            yield self._finding(finding)

    def _fact(self, fact: Fact, reading: Reading) -> dict[str, Any]:
        bodies = [_words(fact.statement, "describing"), _words(reading.word_of(fact), "tagging")]
        spans = reading.places_of(fact)
        return self._annotation("describing", bodies, spans, "fact", fact.id, fact.statement)

    def _finding(self, finding: Finding) -> dict[str, Any]:
        bodies = [
            _words(finding.message, "assessing"),
            _words(finding.word, "tagging"),
            _words(f"{finding.check}: {finding.verdict}", "tagging"),
        ]
        spans = [finding.span] if finding.span else []
        evidence: list[tuple[_Text, Span]] = []
        if self._comparison is not None:
            for place in self._comparison.evidence_of(finding):
                text = self.target if place.source is None else self._sources[place.source]
                evidence.append((text, place.span))
        elif finding.fact is None:
            evidence = [(self.target, span) for span in finding.evidence]
        else:
            # The span of a fact's finding is the whole fact; its evidence is the words.
            spans = list(finding.evidence) or spans
        bodies += [
            {**text.place(span), "purpose": "linking"}
            for text, span in dict.fromkeys(evidence)
            if text.holds(span)
        ]
        return self._annotation(
            "assessing",
            bodies,
            spans,
            finding.check,
            finding.fact or "",
            finding.field or "",
            finding.verdict,
            finding.message,
        )

    def _annotation(
        self,
        motivation: str,
        bodies: list[dict[str, Any]],
        spans: Iterable[Span],
        *identity: str,
    ) -> dict[str, Any]:
        places = [span for span in dict.fromkeys(spans) if self.target.holds(span)]
        targets: list[Any] = [self.target.place(span) for span in places]
        at = [f"{span.start}-{span.end}" for span in places]
        # Words that have no place are about the text as a whole.
        return {
            "id": self._new_id(self.target.iri, *at, *identity),
            "type": "Annotation",
            "motivation": motivation,
            "body": bodies,
            "target": targets[0] if len(targets) == 1 else targets or self.target.resource(),
        }

    def _new_id(self, *identity: str) -> str:
        name = _urn(*identity)
        again = 1
        while name in self._ids:
            again += 1
            name = _urn(*identity, str(again))
        self._ids.add(name)
        return name


def _words(text: str, purpose: str) -> dict[str, Any]:
    return {"type": "TextualBody", "value": text, "format": "text/plain", "purpose": purpose}


def _urn(*identity: str) -> str:
    content = "\x1f".join(identity).encode("utf-8", "surrogatepass")
    return uuid5(NAMESPACE_URL, sha256(content).hexdigest()).urn
