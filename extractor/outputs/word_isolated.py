"""Comments into a stranger's Word document, in a process of its own; run as a module it is that."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Sequence
from typing import Any

from extractor.outputs.word import Comment, commented_docx
from extractor.readers import isolated_child
from extractor.readers.isolated import answer_of
from extractor.schemas.span import Span

_MODULE = "extractor.outputs.word_isolated"


def commented_docx_isolated(
    text: str,
    comments: Sequence[Comment],
    *,
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
    said = [[each.span.start, each.span.end, each.text, each.by] for each in comments]
    order = {"text": text, "comments": said, "head": head}
    answer = answer_of(_MODULE, original, name, order, timeout_s=timeout_s, memory_mb=memory_mb)
    return b64decode(answer["docx"])


def _commented(order: dict[str, Any], data: bytes) -> dict[str, Any]:
    text = order["text"]
    comments = [
        Comment(Span.of(text, start, end), words, by) for start, end, words, by in order["comments"]
    ]
    made = commented_docx(text, comments, head=order["head"], original=data, name=order["name"])
    return {"docx": b64encode(made.data).decode("ascii")}


if __name__ == "__main__":
    isolated_child.main(_commented)
