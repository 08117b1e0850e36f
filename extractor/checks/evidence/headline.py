"""Where the headline of a story stands, and where its first paragraph ends."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import islice

from extractor.checks.evidence.text_index import TextIndex
from extractor.scanning.document import Scan
from extractor.schemas.span import Span


def headline_of(story: TextIndex) -> Span | None:
    """The first paragraph, where it is no sentence: it ends without a full stop."""
    bodies = [p for p in story.scan.paragraphs[:4] if not story.is_furniture(p)]
    if len(bodies) < 2 or top_of_story(story.scan) <= bodies[0].end:
        return None
    return bodies[0] if len(bodies[0].text) < 200 else None


def top_of_story(scan: Scan) -> int:
    """Where the headline and the first paragraph end."""
    bodies = list(islice(_bodies(scan), 2))
    if not bodies:
        return 0
    ends_in_stop = bodies[0].text.rstrip("*_ \n\"'”’").endswith((".", "!", "?"))
    return bodies[0].end if ends_in_stop or len(bodies) == 1 else bodies[1].end


def _bodies(scan: Scan) -> Iterator[Span]:
    """The paragraphs that are more than furniture."""
    starts = [piece.span.start for piece in scan.furniture]
    for paragraph in scan.paragraphs:
        index = bisect_right(starts, paragraph.start) - 1
        if index < 0 or not scan.furniture[index].span.covers(paragraph):
            yield paragraph
