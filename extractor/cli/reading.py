"""How commands read files: in processes of their own, with limits that the user may raise."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from extractor.cli.parameters import say
from extractor.documents import read_document, told_guess
from extractor.errors import OptionError
from extractor.readers.isolated import MEMORY_LIMIT_MB, TIME_LIMIT_S, IsolatedParser
from extractor.readers.limits import Limits
from extractor.schemas.document import Document

SECONDS = "EXTRACTOR_READ_SECONDS"
MEGABYTES = "EXTRACTOR_READ_MB"


@contextmanager
def reading(
    encoding: str | None, max_characters: int, **others: Any
) -> Iterator[Callable[..., Document]]:
    """A function that reads a command's files one by one, as `read_document` does.

    `others` holds for all of them. Where a file's encoding was guessed, a line says so.
    """
    with file_parser() as parser:

        def read(path: str | Path, **own: Any) -> Document:
            document = read_document(
                path,
                encoding=encoding,
                limits=read_limits(max_characters),
                parser=parser,
                **others,
                **own,
            )
            tell_guesses([document])
            return document

        yield read


def file_parser() -> IsolatedParser:
    """What parses a command's files; its processes end with it, or with this one.

    Raises:
        OptionError: the environment gives a limit that is no number.
    """
    return IsolatedParser(
        timeout_s=_limit(SECONDS, TIME_LIMIT_S),
        memory_mb=round(_limit(MEGABYTES, MEMORY_LIMIT_MB)),
        advice=f"split it, or raise {SECONDS} or {MEGABYTES}",
    )


def tell_guesses(documents: Iterable[Document]) -> None:
    """Say of which files the encoding was guessed."""
    for document in documents:
        if told := told_guess(document):
            say(f"extractor: {told}: --encoding NAME names another")


def read_limits(max_characters: int) -> Limits:
    """How much is read of a command's files where a text may have so many characters."""
    return Limits(max_characters=max_characters)


def _limit(name: str, usual: float) -> float:
    words = os.environ.get(name)
    if not words:
        return usual
    try:
        value = float(words)
    except ValueError:
        value = 0
    if not 0 < value <= 1_000_000:
        raise OptionError(f"{name}={words!r} is no limit: write a number, such as {usual:g}")
    return value
