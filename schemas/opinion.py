"""A second opinion: what a model must answer about one sentence of a draft, and what is kept of it.

The field docstrings of an answer are what the model reads of each field.
"""

from __future__ import annotations

from typing import Literal

from extractor.schemas.answer import AnswerShape
from extractor.schemas.record import Record
from extractor.schemas.span import Span

Support = Literal["supported", "contradicted", "not_stated"]
"""Whether a source bears a sentence out, says otherwise, or does not say."""

Basis = Literal["quoted", "ranked"]
"""`quoted`: words that the model copied, found in the source by our own code. `ranked`: the model
copied none, and these are the sentences that it was shown, by our own ranking."""


class OpinionAnswer(AnswerShape, use_attribute_docstrings=True):
    """Whether the source bears out one sentence of a draft."""

    source_words: str | None
    """the words of the source that decide it, copied exactly, or null."""
    draft_words: str | None
    """the words of the draft that the source does not bear out, copied exactly, or null."""
    verdict: Support
    """supported, contradicted or not_stated."""


class YesNoAnswer(AnswerShape, use_attribute_docstrings=True):
    """Yes or no, and how far the model leans to either.

    It is not asked for as JSON: the model writes one word, and the client reads it.
    """

    says: Literal["yes", "no"]
    """The word."""
    log_odds: float | None = None
    """The logarithm of the odds of yes against no; none where the server gives no scores."""


class Reading(Record):
    """What a model says of one sentence of a draft."""

    span: Span
    """The sentence."""
    verdict: Support | None = None
    """What it comes to; none where the answer counts for nothing."""
    score: float | None = None
    """How far the model leans to yes, as the logarithm of the odds; none without scores."""
    words: Span | None = None
    """The words of the sentence that the model does not find borne out, where it names them."""
    source: int | None = None
    """Which source the evidence stands in, counted from 0, where there are several."""
    evidence: tuple[Span, ...] = ()
    """The words of the source that the answer rests on."""
    basis: Basis = "ranked"
    """Whose choice the evidence is."""
    reason: str | None = None
    """Why the answer counts for nothing, in one line."""


class Coverage(Record):
    """The sentences of a draft, each in one of three counts."""

    sentences: int
    """All of them but datelines, bylines and the like."""
    by_model: int
    """A model has read them."""
    by_rule: int
    """Of the others, those that a source has word for word, and those of which a rule has said that
    something is wrong, or that a figure, a date or a quotation matches; a name decides nothing."""
    open: int
    """Neither has said anything of them."""
