"""Where a function becomes a pass, and the one runner that walks them.

Each decorator says what its function is given, which checks' findings it makes, and its place
among the passes of the same stage.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Protocol, TypeVar

from extractor.checks.check import LAST, Check, Pass, Stage, add_pass, passes_of
from extractor.checks.evidence.text_index import TextIndex
from extractor.checks.findings import DRAFT, Subject
from extractor.schemas.fact import Fact
from extractor.schemas.finding import Finding
from extractor.schemas.opinion import Reading


class Comparison(Protocol):
    """A function that holds a text against its sources."""

    def __call__(
        self, claim: TextIndex, sources: Sequence[TextIndex], *, subject: Subject
    ) -> Iterable[Finding]:
        """The findings on `claim`, about `subject`."""
        ...


ComparisonT = TypeVar("ComparisonT", bound=Comparison)
OnText = Callable[[TextIndex], Iterable[Finding]]
OnTextT = TypeVar("OnTextT", bound=OnText)
OnReadings = Callable[[Sequence[Reading], Sequence[TextIndex]], Iterable[Finding]]
OnReadingsT = TypeVar("OnReadingsT", bound=OnReadings)
OnFact = Callable[[Fact, TextIndex], Iterable[Finding]]
OnFactT = TypeVar("OnFactT", bound=OnFact)
OnObject = Callable[[object, TextIndex], Iterable[Finding]]
OnObjectT = TypeVar("OnObjectT", bound=OnObject)


def on_story(*makes: Check | str, order: int = LAST) -> Callable[[OnTextT], OnTextT]:
    """A pass over a text by itself: a story, or a draft before it is compared."""

    def add(function: OnTextT) -> OnTextT:
        _add(function, lambda text, _, __: function(text), makes, story=order)
        return function

    return add


def on_draft_alone(*makes: Check | str, order: int = LAST) -> Callable[[OnTextT], OnTextT]:
    """The same over a draft only, after it has been compared with its sources if it has any."""

    def add(function: OnTextT) -> OnTextT:
        _add(function, lambda text, _, __: function(text), makes, alone=order)
        return function

    return add


def on_draft(
    *makes: Check | str, order: int = LAST, in_statements: int | None = None
) -> Callable[[ComparisonT], ComparisonT]:
    """A pass over a draft with its sources.

    With a place `in_statements` it also runs over the statement of a fact with its story.
    """

    def add(function: ComparisonT) -> ComparisonT:
        _add(function, _compare(function), makes, draft=order, statement=in_statements)
        return function

    return add


def on_changes(*makes: Check | str, order: int = LAST) -> Callable[[ComparisonT], ComparisonT]:
    """The same over sentences taken from a source, whose findings give way to earlier ones."""

    def add(function: ComparisonT) -> ComparisonT:
        _add(function, _compare(function), makes, changes=order)
        return function

    return add


def on_readings(*makes: Check | str, order: int = LAST) -> Callable[[OnReadingsT], OnReadingsT]:
    """A pass over what a model has said of a draft's sentences, with the sources."""

    def add(function: OnReadingsT) -> OnReadingsT:
        _add(function, lambda said, sources, _: function(said, sources), makes, reading=order)
        return function

    return add


def on_fact(*makes: Check | str, order: int = LAST) -> Callable[[OnFactT], OnFactT]:
    """A pass over a fact with its story."""

    def add(function: OnFactT) -> OnFactT:
        _add(function, lambda fact, story, _: function(fact, story), makes, fact=order)
        return function

    return add


def on_object(*makes: Check | str, order: int = LAST) -> Callable[[OnObjectT], OnObjectT]:
    """A pass over an object with its source."""

    def add(function: OnObjectT) -> OnObjectT:
        _add(function, lambda obj, source, _: function(obj, source), makes, object=order)
        return function

    return add


def run_passes(
    stages: Stage | Iterable[Stage],
    about: object,
    against: object,
    subject: Subject = DRAFT,
    *,
    added: bool = False,
) -> list[Finding]:
    """The findings of the passes of these stages, each pass once, in their order.

    What the two things are, the stage says; texts are given with their indexes.

    Raises:
        OptionError: an added check fails, or yields what is no finding of its own.
    """
    wanted = (stages,) if isinstance(stages, str) else stages
    return [
        finding
        for each in passes_of(wanted, added=added)
        for finding in each.run(about, against, subject)
    ]


def _compare(function: Comparison) -> Callable[[Any, Any, Subject], Iterable[Finding]]:
    return lambda claim, sources, subject: function(claim, sources, subject=subject)


def _add(
    function: Callable[..., object],
    run: Callable[[Any, Any, Any], Iterable[Finding]],
    makes: Sequence[Check | str],
    **places: int | None,
) -> None:
    name = f"{function.__module__}.{function.__qualname__}"
    ids = tuple(each.id if isinstance(each, Check) else each for each in makes)
    known: dict[Any, int] = {stage: at for stage, at in places.items() if at is not None}
    add_pass(Pass(name, run, ids, known))
