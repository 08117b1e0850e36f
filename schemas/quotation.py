"""Words between quotation marks, and who said them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from extractor.schemas.span import RECORD, Span

QuotationKind = Literal["speech", "scare", "title"]
"""`speech` is somebody's words; `scare` quotes, nicknames and titles of works are not checked."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quotation marks."""

    __pydantic_config__ = RECORD

    span: Span
    """The words between the marks, without the marks."""
    kind: QuotationKind
    """Whether somebody is quoted."""
    speaker: Span | None
    """Who said it, in the text's own words beside the quotation ("he"); none where it is open."""
    speaker_name: Span | None
    """The name that `speaker` stands for, where it is sure: the place of "President Trump"."""
    cue: Span | None
    """The word that ties the speaker to the words: "said", "according to"."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """A clause that the text puts in somebody's mouth, quoted or not."""

    __pydantic_config__ = RECORD

    speaker: Span
    """Who said it, in the text's own words."""
    speaker_name: Span | None
    """The name that a pronoun or short form stands for, where it is sure."""
    cue: Span
    """The word that says so: "said", "reported", "according to"."""
    scope: Span
    """The sentence that holds the claim."""
