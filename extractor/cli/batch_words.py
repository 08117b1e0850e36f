"""What `extractor batch` says of a run: what is done, what it has cost or would cost."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from extractor.batch.estimate import Estimate
    from extractor.batch.listing import Listed
    from extractor.batch.plans import Plan
    from extractor.batch.store import Counts

NOT_DONE = ("partial", "failed", "unreadable")
"""The states of documents that a run could not do, or not wholly."""


def how_to_go_on(resume: bool) -> str:
    """How to go on: the same command, but for what would do again what is done."""
    return f"Run the same command again{'' if resume else ', without --no-resume,'} to go on."


def tally_line(tally: dict[str, int]) -> str:
    """How many documents are in which state."""
    order = ("done", *NOT_DONE, "to do")
    return " · ".join(f"{tally[state]:,} {state}" for state in order if tally.get(state)) or "empty"


def listing_lines(listed: Listed) -> list[str]:
    """What to know of the documents that are counted: whether they are all of the input."""
    if not listed.is_whole and listed.documents:
        return [f"The input was not read to its end: {listed.documents:,} documents so far."]
    if listed.newer is not None:
        return [
            f"A later run has not read its input to the end ({listed.newer:,} documents so far); "
            "these are the documents of the run before."
        ]
    return []


def cost_lines(
    totals: Counts, paid: tuple[int, int, int], uncounted: int, lost: int
) -> Iterator[str]:
    """What a store's answers took; what no server counted is said to be estimated."""
    answers, prompt, completion = paid
    took = f"{prompt:,} tokens read, {completion:,} written"
    if uncounted == answers > 0:
        took = "how many tokens is unknown: the server counted none"
    elif uncounted:
        took += f", {uncounted:,} of them not counted by the server"
    yield f"Answers kept: {answers:,} ({took})"
    if lost:
        yield f"Answers that broke off on the way, paid for beside these: {lost:,}"
    if not totals.calls:
        cost = "nothing yet, since none with a call has ended" if answers else "nothing"
    elif totals.cost_usd is None:
        cost = "unknown: no price is known for the model; --prices FILE takes yours"
    elif uncounted:
        cost = f"about ${totals.cost_usd:.4f}, estimated: the server counted no tokens"
    else:
        cost = f"${totals.cost_usd:.4f}"
    yield f"Cost of these documents: {cost}"


def print_estimate(estimate: Estimate, plan: Plan) -> None:
    """Print what a run would take."""
    typer.echo(f"Plan: {plan.label}")
    typer.echo(
        f"Documents: {estimate.documents:,} ({estimate.already:,} done already, "
        f"{estimate.unreadable:,} cannot be read)"
    )
    typer.echo(
        f"Calls: about {estimate.calls:,} ({estimate.prompt_tokens:,} tokens read, "
        f"{estimate.completion_tokens:,} written), before repairs"
    )
    if estimate.calls:
        typer.echo(f"Cost: {_reckoned(estimate)}")


def _reckoned(estimate: Estimate) -> str:
    if estimate.cost_usd is None:
        return "no price known; --prices FILE takes yours"
    if not estimate.cost_usd:
        return "nothing"
    named = estimate.price_source
    of = f" at the price of {named}; --prices FILE takes another" if named else ""
    return f"about ${estimate.cost_usd:.{2 if estimate.cost_usd >= 1 else 4}f}{of}"
