"""Files that were chosen in a form."""

from __future__ import annotations

from collections.abc import Sequence

from fastapi import UploadFile
from starlette.concurrency import run_in_threadpool

from extractor.review.uploads import read_upload
from extractor.schemas.document import Document


async def chosen_files(files: Sequence[UploadFile] | None) -> list[tuple[bytes, str]]:
    """The bytes and names of the files that were chosen; an empty field sends one without name."""
    return [(await file.read(), file.filename) for file in files or () if file.filename]


async def chosen_documents(files: Sequence[UploadFile] | None) -> list[Document]:
    """The documents in the files that were chosen.

    Raises:
        WrongKindError, TooLargeError, InputError: one cannot be read.
    """
    return [await run_in_threadpool(read_upload, *each) for each in await chosen_files(files)]
