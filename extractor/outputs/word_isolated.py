"""Comments into a stranger's Word document, in a process of its own; run as a module it is that."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from extractor.outputs.word import Comment, commented_docx
from extractor.outputs.word_changes import Rewording
from extractor.readers import isolated_child
from extractor.readers.isolated import answer_of
from extractor.schemas.span import Span

_MODULE = "extractor.outputs.word_isolated"


def commented_docx_isolated(
    text: str,
    comments: Sequence[Comment],
    *,
    rewordings: Sequence[Rewording] = (),
    head: str,
    original: bytes,
    name: str,
    timeout_s: float,
    memory_mb: int,
) -> bytes:
    """The bytes of what `commented_docx` makes, from a child process that is ended in time.

    Raises:
        InputError: the original is no Word document, or took too long or too much memory.
    """
    order = {
        "text": text,
        "comments": [[*_given(each), each.text, each.by] for each in comments],
        "rewordings": [[*_given(each), each.words, each.by] for each in rewordings],
        "head": head,
    }
    answer = answer_of(_MODULE, original, name, order, timeout_s=timeout_s, memory_mb=memory_mb)
    return b64decode(answer["docx"])


def _given(each: Comment | Rewording) -> tuple[int | None, int | None, str | None]:
    """Where it stands and when it was said."""
    start, end = (each.span.start, each.span.end) if each.span else (None, None)
    return start, end, each.at.isoformat() if each.at else None


def _commented(order: dict[str, Any], data: bytes) -> dict[str, Any]:
    text = order["text"]

    def span_of(start: int | None, end: int | None) -> Span | None:
        return None if start is None or end is None else Span.of(text, start, end)

    def moment_of(at: str | None) -> datetime | None:
        return datetime.fromisoformat(at) if at else None

    comments = [
        Comment(span_of(start, end), words, by, moment_of(at))
        for start, end, at, words, by in order["comments"]
    ]
    rewordings = [
        Rewording(Span.of(text, start, end), words, by, moment_of(at))
        for start, end, at, words, by in order["rewordings"]
    ]
    made = commented_docx(
        text,
        comments,
        rewordings=rewordings,
        head=order["head"],
        original=data,
        name=order["name"],
    )
    return {"docx": b64encode(made.data).decode("ascii")}


if __name__ == "__main__":
    isolated_child.main(_commented)
