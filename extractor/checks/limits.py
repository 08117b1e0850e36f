"""What the checks leave out in the language of a text: no silence is taken for a verdict."""

from __future__ import annotations

from collections.abc import Iterable

from extractor.checks.check import Stage, left_out
from extractor.languages.current import current
from extractor.languages.detecting import language_name
from extractor.schemas.report import LanguageLimits


def language_limits(stages: Iterable[Stage]) -> LanguageLimits | None:
    """The checks of these stages that do not run in the language in force; none where all do."""
    not_run, in_part = left_out(stages)
    if not not_run and not in_part:
        return None
    return LanguageLimits(language=language_name(current().code), not_run=not_run, in_part=in_part)
