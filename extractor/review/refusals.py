"""What the desk refuses, and how it says so."""

from __future__ import annotations

from typing import ClassVar

from extractor.errors import UsageError


class RefusedError(UsageError):
    """A request that the desk does not do."""

    status: ClassVar[int] = 400
    """What it is in HTTP."""


class NotThereError(RefusedError):
    """A story, fact, source or version that does not exist."""

    status = 404


class AmbiguousError(RefusedError):
    """What was named could be several things."""

    status = 409


class WrongStateError(RefusedError):
    """What is asked does not go with the fact as it is."""

    status = 409


class StaleError(RefusedError):
    """Somebody else changed the fact since the page was loaded."""

    status = 409


class GoneError(RefusedError):
    """The words of the fact stand in an earlier version of the draft, not in the present one."""

    status = 410


class ClaimedError(RefusedError):
    """Somebody else is at work on the fact."""

    status = 409


class StillOpenError(RefusedError):
    """A story cannot be signed while something in it is open."""

    status = 409


class ArchivedError(RefusedError):
    """The story is archived, and so only read."""

    status = 409


class SamePersonError(RefusedError):
    """Who decided on a fact cannot be its second signature too."""

    status = 409


class TooLargeError(RefusedError):
    """More was sent than the desk takes."""

    status = 413


class WrongKindError(RefusedError):
    """A file of a kind that is not read here, or of an unknown format."""

    status = 415


class NoModelError(RefusedError):
    """The model was asked for at a desk that has none."""

    status = 409

    def __init__(self) -> None:
        super().__init__(
            "this desk was started without a model: ask whoever runs it to start it with one",
            option="start it with --model PROVIDER:MODEL",
        )
