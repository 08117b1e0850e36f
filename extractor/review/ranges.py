"""Which bytes of a file a request asks for, as RFC 9110 has it."""

from __future__ import annotations

import re

from extractor.review.refusals import RefusedError

_ONE = re.compile(r"bytes=[ \t]*(\d{0,18})-(\d{0,18})[ \t]*", re.IGNORECASE)


class UnsatisfiableError(RefusedError):
    """The bytes that are asked for lie behind the end of the file."""

    status = 416

    def __init__(self, size: int) -> None:
        super().__init__(f"the file has {size:,} bytes, and none of those that are asked for")
        self.size = size


def wanted_bytes(header: str | None, size: int) -> tuple[int, int] | None:
    """The first byte and one past the last that a Range header asks for; none for the whole file.

    Several ranges at once, and what is no range, are answered with the whole, as the standard
    allows.

    Raises:
        UnsatisfiableError: the file ends before them.
    """
    found = _ONE.fullmatch(header.strip()) if header else None
    if found is None or not (found[1] or found[2]):
        return None
    if not found[1]:
        length = int(found[2])
        if not length or not size:
            raise UnsatisfiableError(size)
        return max(0, size - length), size
    start = int(found[1])
    if found[2] and int(found[2]) < start:
        return None
    if start >= size:
        raise UnsatisfiableError(size)
    return start, min(size, int(found[2]) + 1) if found[2] else size
