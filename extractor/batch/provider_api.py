"""A provider's Files and Batch API, through OpenAI's SDK with retries of ours.

Follows https://platform.openai.com/docs/api-reference/batch and `files` beside it.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import IO, TYPE_CHECKING, Final, TypeVar

from extractor.batch.provider_files import URL, request_line
from extractor.errors import ProviderError, SchemaRefusedError
from extractor.llm.client import open_server
from extractor.llm.endpoint import Endpoint
from extractor.llm.retry import with_retries

if TYPE_CHECKING:
    from openai.types import Batch

ResultT = TypeVar("ResultT")

TAG = "extractor_batch"
"""The name in a batch's metadata under which we find it again."""

WINDOW: Final = "24h"
"""The one completion window that there is."""

IN_MEMORY = 8_000_000
"""Bytes of a request file that are kept in memory before it goes to disk."""

TRANSFER_TIMEOUT_S = 600.0
"""A file of 200 MB takes a while."""


@dataclass(frozen=True, slots=True)
class Look:
    """What the provider says of a batch."""

    state: str
    """Its status: `validating`, `in_progress`, `completed`, …; `gone` if nothing is known of it."""
    is_over: bool
    files: tuple[str, ...] = ()
    """The ids of its output and error files, as far as there are any."""
    codes: tuple[str, ...] = ()
    """Of the errors that it failed with."""
    reason: str = ""
    """Those errors on one line."""


_OVER = frozenset({"completed", "failed", "expired", "cancelled"})


class FileGoneError(ProviderError):
    """The provider no longer has a file, or never will give it out."""


_GONE = frozenset({400, 404, 410, 422})
"""What a server says of a file or batch that it has not, and will not have tomorrow."""


class ProviderApi:
    """The batches of one server."""

    def __init__(self, endpoint: Endpoint) -> None:
        """Import the SDK, which takes about a second; nothing is sent."""
        self._endpoint = endpoint
        self._openai, self._explainer = open_server(endpoint, TRANSFER_TIMEOUT_S, most_bytes=None)
        self.server = self._explainer.server
        """The address without credentials."""

    async def close(self) -> None:
        """Give the connection back."""
        await self._openai.close()

    async def submit(self, tag: str, calls: Iterable[tuple[str, bytes]]) -> str:
        """Hand in calls, keys and bodies, as one batch; the provider's name for it.

        Raises:
            ProviderError: the server does not take it.
        """
        with SpooledTemporaryFile(max_size=IN_MEMORY) as file:
            for key, body in calls:
                file.write(request_line(key, body))

            async def upload() -> str:
                file.seek(0)
                sent = await self._openai.files.create(
                    file=(f"{tag}.jsonl", file, "application/jsonl"),
                    purpose="batch",
                )
                return sent.id

            file_id = await self._call(upload)
        is_first = True

        async def create() -> str:
            nonlocal is_first
            # What failed may have failed on its way back only: the batch would be paid for twice.
            found = None if is_first else await self._find(tag)
            is_first = False
            if found is not None:
                return found
            batch = await self._openai.batches.create(
                input_file_id=file_id,
                endpoint=URL,
                completion_window=WINDOW,
                metadata={TAG: tag},
            )
            return batch.id

        return await self._call(create)

    async def find(self, tag: str) -> str | None:
        """The provider's name for a batch that we handed in under this tag; none if it has none."""
        return await self._call(lambda: self._find(tag))

    async def _find(self, tag: str) -> str | None:
        async for batch in self._openai.batches.list(limit=100):
            if (batch.metadata or {}).get(TAG) == tag:
                return batch.id
        return None

    async def look(self, id: str) -> Look:
        """How far a batch is."""
        import openai

        async def retrieve() -> Look:
            try:
                return _look(await self._openai.batches.retrieve(id))
            except openai.APIStatusError as error:
                if error.status_code not in _GONE:
                    raise
                return Look("gone", True, reason="the provider no longer knows the batch")

        return await self._call(retrieve)

    @asynccontextmanager
    async def fetched(self, file_id: str) -> AsyncIterator[IO[bytes]]:
        """An output or error file, there while the block runs.

        Raises:
            FileGoneError: it is not there any more.
            ProviderError: it cannot be fetched now.
        """
        import httpx2
        import openai

        with SpooledTemporaryFile(max_size=IN_MEMORY) as file:

            async def fetch() -> None:
                file.seek(0)
                file.truncate()
                files = self._openai.files.with_streaming_response
                try:
                    async with files.content(file_id) as response:
                        async for chunk in response.iter_bytes():
                            file.write(chunk)
                except openai.APIStatusError as error:
                    if error.status_code in _GONE:
                        raise FileGoneError(self._explainer.said(error)) from None
                    raise
                except httpx2.TransportError as error:  # the SDK does not wrap one in mid-body
                    request = httpx2.Request("GET", self.server)
                    raise openai.APIConnectionError(request=request) from error

            await self._call(fetch)
            file.seek(0)
            yield file

    async def _call(self, call: Callable[[], Awaitable[ResultT]]) -> ResultT:
        import httpx2
        import openai

        async def attempt() -> ResultT:
            try:
                return await call()
            except (openai.OpenAIError, httpx2.HTTPError) as error:
                failure = self._explained(error)
            raise failure

        return await with_retries(attempt, limit_s=self._endpoint.retry_limit_s, server=self.server)

    def _explained(self, error: Exception) -> ProviderError:
        import openai

        explained = self._explainer.explain(error)
        if isinstance(error, openai.NotFoundError):
            absent = ProviderError(
                f"{self.server} has no Files and Batch API: write the requests into files with "
                f"--requests-out, or use --engine process ({self._explainer.said(error)})",
                status=404,
            )
            absent.__cause__ = explained.__cause__
            return absent
        if isinstance(explained, SchemaRefusedError):
            refused = ProviderError(
                f"{self.server} refuses: {self._explainer.said(error)}", status=explained.status
            )
            refused.__cause__ = explained.__cause__
            return refused
        return explained


def _look(batch: Batch) -> Look:
    files = tuple(id for id in (batch.output_file_id, batch.error_file_id) if id)
    errors = (batch.errors.data if batch.errors else None) or []
    codes = tuple(error.code for error in errors if error.code)
    reason = "; ".join(f"{error.code}: {error.message}" for error in errors)
    return Look(batch.status, batch.status in _OVER, files, codes, " ".join(reason.split())[:200])
