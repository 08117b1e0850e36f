"""When "the source has this, but of something else" is a problem, and when it only asks for an eye.

That a value is in the source is seen; that it belongs to another thing is concluded from how alike
sentences are. One sign of that is right too seldom. So a finding of context stays a problem only
where two signs that do not depend on each other agree; otherwise it becomes a look. The signs:

- place: the rival stands in the sentence of the source that says the most of what the draft says,
  for a date in the one of those that give a date as fine: a story gives the day of a thing once,
  and speaks of it again without;
- words: nearly all telling words of the draft's sentence stand there;
- neighbours: the same telling words stand right beside both;
- noun: the rival counts the very thing that the draft counts;
- elsewhere: where the value itself stands, the source speaks of something else, by the words of
  that sentence or by what is counted there.

Two things that have changed places confirm each other. A rival that the draft's sentence has as
well is likely what it says beside it, and needs one sign more, unless the source has the two in one
sentence. A number held against itself, of which only the noun differs, is decided by the nouns
alone, where it is found.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.checks.evidence.date_parts import date_precision
from extractor.checks.evidence.folding import fold
from extractor.checks.evidence.nouns import nouns_agree
from extractor.checks.evidence.ranking import Ranking
from extractor.checks.evidence.stems import content_stems
from extractor.checks.evidence.text_index import TextIndex
from extractor.schemas.figure import Figure
from extractor.schemas.finding import Finding
from extractor.schemas.span import Span

_CONTEXT = ("figure.context", "date.context", "name.context")
_LEAST_SIGNS = 2
_LEAST_PLACE, _TIE = 0.3, 0.05
"""Share of the draft's words that a sentence must have to be the best for it, and how far behind
the best it may lie."""
_NEARLY_ALL = 0.75
_APART = 0.3
"""How much more of the draft's words must stand around the rival than around the value itself."""
_BESIDE = 2.0
"""`Slot.agreement` of two words on one side, or one on each."""


def confirm_context(
    findings: Sequence[Finding], claim: TextIndex, sources: Sequence[TextIndex]
) -> list[Finding]:
    """The findings, those of context that no second sign confirms as looks."""
    return [
        finding
        if not _is_of_context(finding) or _is_confirmed(finding, findings, claim, sources)
        else finding.model_copy(update={"severity": "look"})
        for finding in findings
    ]


def _is_of_context(finding: Finding) -> bool:
    if finding.check not in _CONTEXT or finding.verdict != "misplaced" or not finding.is_problem:
        return False
    span = finding.span
    return bool(finding.evidence and span) and not _is_itself(finding)


def _is_itself(finding: Finding) -> bool:
    """Whether the draft's number is held against the same number of something else."""
    said = finding.span.text if finding.span is not None else ""
    return finding.check == "figure.context" and fold(said) == fold(finding.evidence[0].text)


def _is_confirmed(
    finding: Finding, findings: Sequence[Finding], claim: TextIndex, sources: Sequence[TextIndex]
) -> bool:
    span, rival, source = finding.span, finding.evidence[0], sources[finding.source or 0]
    number = None if span is None else claim.sentence_index(span.start)
    if span is None or number is None:
        return True
    if _is_exchanged(finding, findings):
        return True
    signs = _signs(finding, span, claim, source, claim.stems[number] - content_stems(span.text))
    beside = finding.expected and claim.find(rival.text, within=claim.scan.sentences[number])
    home = source.sentence_index(rival.start)
    own = (source.sentence_index(place.start) for place in _own_places(finding, span, source))
    return sum(signs) >= _LEAST_SIGNS + (bool(beside) and home not in own)


def _is_exchanged(finding: Finding, findings: Sequence[Finding]) -> bool:
    """Whether the thing that the source has in its place is found misplaced, too."""
    rival = finding.evidence[0].text
    return any(
        other is not finding
        and other.check == finding.check
        and other.verdict == "misplaced"
        and other.span is not None
        and (other.span.text in rival or rival in other.span.text)
        for other in findings
    )


def _signs(
    finding: Finding, span: Span, claim: TextIndex, source: TextIndex, stems: frozenset[str]
) -> Iterator[bool]:
    rival = finding.evidence[0]
    ranking = source.ranking(stems)
    score = _score(ranking, rival, source)
    best = _best_score(finding, ranking, max(score, _LEAST_PLACE), source)
    yield best is not None and score >= best - _TIE
    yield score >= _NEARLY_ALL
    yield claim.slots.of(span).agreement(source.slots.of(rival)) >= _BESIDE
    mine = claim.noun_of(figure) if (figure := _figure_at(span, claim)) else None
    theirs = source.noun_of(other) if (other := _figure_at(rival, source)) else None
    yield nouns_agree(mine, theirs) is True
    own = _own_places(finding, span, source)
    figures = [figure for place in own if (figure := _figure_at(place, source)) is not None]
    is_other = any(nouns_agree(mine, source.noun_of(figure)) is False for figure in figures)
    yield is_other or score - max((_score(ranking, at, source) for at in own), default=0) >= _APART


def _best_score(
    finding: Finding, ranking: Ranking, least: float, source: TextIndex
) -> float | None:
    """The most that a sentence holds which could give the rival; none where none holds `least`."""
    homes = ranking.best_alone(least)
    if finding.check == "date.context":
        grain = _grain_at(finding.evidence[0], source)
        homes = [
            (home, score)
            for home, score in homes
            if any(date_precision(date) == grain for date in source.dates_at(home))
        ]
    return homes[0][1] if homes else None


def _grain_at(place: Span, source: TextIndex) -> str | None:
    date = source.date_over(place)
    return date_precision(date) if date is not None else None


def _own_places(finding: Finding, span: Span, source: TextIndex) -> Sequence[Span]:
    """Where the source has the value itself."""
    if finding.check == "name.context":
        return source.forms_of(span.text)
    return finding.evidence[1:]


def _score(ranking: Ranking, place: Span, source: TextIndex) -> float:
    index = source.sentence_index(place.start)
    return 0.0 if index is None else ranking.alone(index)


def _figure_at(place: Span, index: TextIndex) -> Figure | None:
    return next(iter(index.figures_near(place)), None)
