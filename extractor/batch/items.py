"""Files and rows as the input of a batch."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import zip_longest
from pathlib import Path

from extractor.batch.feed import Item
from extractor.documents import ReadFailure, read_documents
from extractor.readers.inputs import Entry, find_files
from extractor.readers.isolated import IsolatedParser
from extractor.readers.limits import Limits
from extractor.schemas.document import Document


def read_items(
    inputs: Sequence[str],
    *,
    text_field: str | None = None,
    id_field: str | None = None,
    date_field: str | None = None,
    source_field: str | None = None,
    published: date | datetime | None = None,
    day_first: bool | None = None,
    language: str | None = None,
    encoding: str | None = None,
    skip: Collection[str | Path] = (),
    limits: Limits | None = None,
    parser: IsolatedParser | None = None,
) -> Iterator[Item]:
    """Every document in files, folders, patterns and lists, one at a time, in a stable order.

    With `source_field` each row also has the source that its draft is checked against. With a
    `parser` files are read within its limits on time and memory, as in `read_documents`.
    """

    def read(field: str | None) -> Iterable[Document | ReadFailure]:
        return read_documents(
            inputs,
            text_field=field,
            id_field=id_field,
            date_field=date_field,
            published=published,
            day_first=day_first,
            language=language,
            encoding=encoding,
            skip=skip,
            limits=limits,
            parser=parser,
        )

    if source_field is None:
        yield from map(_item, read(text_field))
        return
    # The same rows once more, for the other field: neither is ever held as a whole.
    for draft, source in zip_longest(read(text_field), read(source_field)):
        yield _with_source(draft, source)


def count_items(inputs: Sequence[str], *, skip: Collection[str | Path] = ()) -> int | None:
    """About how many documents there are, without reading them; none for a list on stdin.

    Lines that are no stories are counted too: it is for saying how long it may take.
    """
    if "-" in inputs:
        return None
    count = 0
    for entry in find_files(inputs, skip=skip):
        is_lines = isinstance(entry, Entry) and entry.path.endswith((".jsonl", ".ndjson"))
        count += _lines_in(entry.path) if isinstance(entry, Entry) and is_lines else 1
    return count


def _lines_in(path: str) -> int:
    try:
        with open(path, "rb") as file:
            blocks = iter(lambda: file.read(1 << 20), b"")
            return sum(block.count(b"\n") for block in blocks)
    except OSError:
        return 1


def _item(read: Document | ReadFailure) -> Item:
    if isinstance(read, ReadFailure):
        return Item(read.name, None, reason=read.reason)
    return Item(read.name or "", read)


def _with_source(
    draft: Document | ReadFailure | None, source: Document | ReadFailure | None
) -> Item:
    for each in (draft, source):
        if isinstance(each, ReadFailure):
            return Item(each.name, None, reason=each.reason)
    if not isinstance(draft, Document) or not isinstance(source, Document):
        named = draft or source
        name = named.name if named is not None else None
        return Item(name or "", None, reason="the row has a draft without a source, or no draft")
    own = source.model_copy(update={"name": f"source of {draft.name}"})
    return Item(draft.name or "", draft, (own,))
