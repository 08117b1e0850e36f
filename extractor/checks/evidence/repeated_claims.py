"""Claims that only their place tells apart: what is said of one is said of them all."""

from __future__ import annotations

from collections.abc import Hashable

from extractor.checks.evidence.text_index import TextIndex
from extractor.schemas.figure import DateRef, Figure
from extractor.schemas.finding import Finding


class Alike:
    """The findings on the figures, or the dates, of one text by what they look like.

    Nothing is taken over in a text of the usual length. In a list of ten thousand ones the
    sources are asked about a few of them.
    """

    def __init__(self, claim: TextIndex) -> None:
        """`claim` is the text that is checked."""
        self._claim = claim
        self._known: dict[Hashable, list[Finding]] = {}

    def findings_on(self, claimed: Figure | DateRef) -> list[Finding] | None:
        """What was found on one that looks the same, said of this place; none if nothing was."""
        look = self._claim.look_of(claimed)
        if look is None or look not in self._known:
            return None
        place = {"span": claimed.span}
        return [finding.model_copy(update=place) for finding in self._known[look]]

    def keep(self, claimed: Figure | DateRef, findings: list[Finding]) -> None:
        """Keep what was found, unless some of it stands on other words than the claimed ones."""
        look = self._claim.look_of(claimed)
        if look is not None and all(finding.span == claimed.span for finding in findings):
            self._known[look] = findings
