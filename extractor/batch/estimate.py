"""What a batch would take, before anything is asked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from extractor.asking.conversation import Request
from extractor.batch.budget import USUAL_COMPLETION
from extractor.batch.coding import CodePlan
from extractor.batch.feed import Item
from extractor.batch.opinion import OpinionPlan
from extractor.batch.plans import ExtractPlan, Plan, document_key
from extractor.batch.store import RunStore
from extractor.documents import checked_document
from extractor.errors import InputError
from extractor.llm.models import price_of
from extractor.llm.tokens import estimate_call


@dataclass(slots=True)
class Estimate:
    """Calls and tokens, without asking again or repairing, which add some."""

    documents: int = 0
    already: int = 0
    """Of these, done by an earlier run."""
    unreadable: int = 0
    calls: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cost_usd: Decimal | None = None
    """None where no price is known."""
    price_source: str = ""
    """Which list that price stands in; empty where it costs nothing or nothing says."""


def estimate_batch(items: Iterable[Item], plan: Plan, store: RunStore | None) -> Estimate:
    """Read the whole input and estimate what it would take; nothing is asked or written."""
    total = Estimate()
    asks = isinstance(plan, ExtractPlan | CodePlan | OpinionPlan) and plan.asks_model
    for item in items:
        total.documents += 1
        try:
            document = checked_document(item.document) if item.document else None
        except InputError:
            document = None
        if document is None:
            total.unreadable += 1
            continue
        key = document_key(plan, document, item.sources)
        if store is not None and store.states([key]):
            total.already += 1
        elif asks:
            assert isinstance(plan, ExtractPlan | CodePlan | OpinionPlan)
            if isinstance(plan, OpinionPlan):
                _add(total, plan.requests(document, item.sources))
            else:
                _add(total, plan.requests(document))
    if asks:
        assert isinstance(plan, ExtractPlan | CodePlan | OpinionPlan)
        price = price_of(plan.model, plan.options)
        if price is not None:
            total.cost_usd = price.cost_usd(total.prompt_tokens, total.completion_tokens)
            total.price_source = price.source
    return total


def _add(total: Estimate, requests: Iterable[Request]) -> None:
    for request in requests:
        total.calls += 1
        total.prompt_tokens += estimate_call(request.messages, request.shape)
        total.completion_tokens += request.max_tokens // USUAL_COMPLETION
