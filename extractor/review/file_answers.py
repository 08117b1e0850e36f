"""Files that editors brought, as they go back to a browser: kept, or played, and never run."""

from __future__ import annotations

from urllib.parse import quote

from fastapi import Request, Response
from sqlalchemy.orm import Session
from starlette.responses import StreamingResponse

from extractor.review.desk import Desk
from extractor.review.ranges import UnsatisfiableError, wanted_bytes
from extractor.review.store.attachments import attachment_of
from extractor.review.store.recordings import pieces_of, recording_of
from extractor.review.store.signoffs import item_of
from extractor.review.tables import Story

_SANDBOX = "sandbox; default-src 'none'; frame-ancestors 'none'"
"""Whatever is in a file, a browser that opens it all the same lets it do nothing."""


def attached_file(desk: Desk, key: str, item: int, number: int) -> Response:
    """A file that is attached to a sign-off, to be kept.

    Raises:
        NotThereError: there is no such story, fact or file.
    """

    def view(session: Session, story: Story) -> tuple[bytes, str, str]:
        row = attachment_of(session, item_of(session, story, item), number)
        return row.data, row.media_type, row.name

    data, media_type, name = desk.read(key, view)
    return Response(data, media_type=media_type, headers=_kept("attachment", name))


def recorded_sound(request: Request, desk: Desk, key: str, number: int) -> Response:
    """The recording beside a source, or the bytes of it that are asked for.

    Raises:
        NotThereError: there is no such story, source or recording.
    """
    source, recording = desk.read(key, lambda s, story: recording_of(s, story, number))
    tag = f'"{recording.digest}"'
    headers = _kept("inline", recording.name) | {"Accept-Ranges": "bytes", "ETag": tag}
    # What was begun with another recording is not gone on with in this one.
    is_of_this = request.headers.get("if-range", tag) == tag
    try:
        wanted = wanted_bytes(request.headers.get("range") if is_of_this else None, recording.size)
    except UnsatisfiableError as error:
        headers["Content-Range"] = f"bytes */{error.size}"
        return Response(status_code=error.status, headers=headers)
    start, end = wanted or (0, recording.size)
    headers["Content-Length"] = str(end - start)
    if wanted:
        headers["Content-Range"] = f"bytes {start}-{end - 1}/{recording.size}"
    pieces = pieces_of(desk.database, source, start, end)
    status = 206 if wanted else 200
    return StreamingResponse(pieces, status, headers, media_type=recording.media_type)


def _kept(how: str, name: str) -> dict[str, str]:
    return {
        "Content-Disposition": f"{how}; filename*=UTF-8''{quote(name, safe='')}",
        "Content-Security-Policy": _SANDBOX,
        "X-Content-Type-Options": "nosniff",
    }
