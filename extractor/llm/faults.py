"""Whose fault a failed call is: the document's, the server's, or not to be told from it alone.

The one table that says so. A story of its own is told what failed; a batch asks here before it
marks a document as failed, so that no archive is marked because of a server that was out of order.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from extractor.errors import (
    AnswerDeclinedError,
    AnswerError,
    AnswerFilteredError,
    AnswerTooLargeError,
    CertificateError,
    ConnectionLostError,
    ContentFilteredError,
    KeyRefusedError,
    NoCompletionError,
    ProviderError,
    QuotaSpentError,
    RedirectRefusedError,
    SchemaRefusedError,
    StoryTooLongError,
    TimeLimitError,
    TruncatedAnswerError,
    UnknownModelError,
    UnreachableError,
)
from extractor.schemas.report import FailureName

Whose = Literal["document", "server", "unknown"]


@dataclass(frozen=True, slots=True)
class Fault:
    """Whose fault an error is, and what is to be done about it."""

    whose: Whose
    refusals: int = 1
    """Of an unknown one: after so many refusals of a document by a server that answers others it
    is the document's."""
    is_tried_again: bool = False
    """Whether the same call may yet succeed in a while."""


_DOCUMENT = Fault("document")
_SERVER = Fault("server")
_REFUSED = Fault("unknown", refusals=2)
"""The server says that it will not have this request."""
_TROUBLE = Fault("unknown", refusals=3, is_tried_again=True)
"""The server has trouble, for as long as the call was tried: one more chance than a refusal has."""

FAULTS: tuple[tuple[type[Exception], int | None, Fault], ...] = (
    # error, status (none: any), whose fault
    (AnswerError, None, _DOCUMENT),
    (UnreachableError, None, Fault("server", is_tried_again=True)),
    (CertificateError, None, _SERVER),
    (RedirectRefusedError, None, _SERVER),
    (QuotaSpentError, None, _SERVER),
    (UnknownModelError, None, _SERVER),
    (KeyRefusedError, 403, _REFUSED),  # also what a filter before the server says of one story
    (KeyRefusedError, None, _SERVER),
    (SchemaRefusedError, None, _REFUSED),
    (ContentFilteredError, None, _REFUSED),
    (StoryTooLongError, None, _REFUSED),
    (TimeLimitError, None, _TROUBLE),
    (ConnectionLostError, None, _TROUBLE),
    (NoCompletionError, None, _TROUBLE),
    (AnswerTooLargeError, None, _REFUSED),
    (ProviderError, None, _REFUSED),
)
"""The first row that fits decides."""


def fault_of(error: Exception) -> Fault:
    """Whose fault an error is; what is no error of a call at all is the document's."""
    status = getattr(error, "status", None)
    for kind, wanted, fault in FAULTS:
        if isinstance(error, kind) and wanted in (None, status):
            return fault
    return _DOCUMENT


NAMES: tuple[tuple[type[Exception], FailureName], ...] = (
    (TruncatedAnswerError, "truncated"),
    (AnswerDeclinedError, "declined"),
    (AnswerFilteredError, "filtered"),
    (AnswerError, "invalid_answer"),
    (ContentFilteredError, "filtered"),
    (StoryTooLongError, "too_long"),
    (QuotaSpentError, "quota"),
    (TimeLimitError, "time_limit"),
    (ProviderError, "provider"),
)
"""How a failure is called in reports: the first row that fits decides."""


def failure_name(error: AnswerError | ProviderError) -> FailureName:
    """How a report calls the failure of a passage."""
    return next(name for kind, name in NAMES if isinstance(error, kind))


def meets_all_alike(error: Exception | None) -> bool:
    """Whether every other call would fail as this one did: a wrong key, a server that is gone."""
    return error is not None and fault_of(error).whose == "server"
