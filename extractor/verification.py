"""Any object against a source: every number, date and text in it, by its path."""

from __future__ import annotations

from extractor.checks.added import run_added
from extractor.checks.evidence.text_index import TextIndex
from extractor.checks.object.leaves import FigureText, Leaf, Quote, Role, SpeakerName, leaves
from extractor.checks.passes import run_passes
from extractor.documents import Story, whole_text
from extractor.languages import with_language
from extractor.languages.current import in_language
from extractor.scanning.document import scan_document
from extractor.schemas.finding import Findings

__all__ = ["FigureText", "Leaf", "Quote", "Role", "SpeakerName", "leaves", "verify"]


def verify(obj: object, source: Story) -> Findings:
    """A finding for every figure, date, name and quote in the object; `field` is the path.

    `obj` is a Pydantic object, a dataclass, a mapping, or a sequence of these; a `str` source is
    text, and a `Path` is read. A field `evidence` beside other fields narrows where they are looked
    for, and is itself checked as a quotation. A finding's `evidence` points into the source; it has
    no `span`, because the object is not a text. The result is a list, and its `problems` are the
    findings that say something is wrong.

    Raises:
        InputError: the source is not text, or it or a text of the object has a lone surrogate.
    """
    document = with_language(whole_text(source))
    index = TextIndex(scan_document(document))
    with in_language(index.scan.language):
        return Findings(run_passes("object", obj, index) + run_added(("object",), obj, index))
