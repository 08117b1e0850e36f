"""What a batch would take, before anything is asked."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from extractor.asking import Asker, Request
from extractor.batch.budget import USUAL_COMPLETION
from extractor.batch.coding import CodePlan
from extractor.batch.feed import Item
from extractor.batch.plans import ExtractPlan, Plan, document_key
from extractor.batch.store import RunStore
from extractor.documents import checked_document
from extractor.errors import InputError
from extractor.llm.models import split_model
from extractor.llm.offline import OfflineClient
from extractor.llm.prices import find_price
from extractor.llm.tokens import CHARS_PER_TOKEN, estimate_tokens
from extractor.passages import split_into_passages
from extractor.scan import scan_document
from extractor.schemas.document import Document
from extractor.sizing import Sizing
from extractor.tasks import find_task


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
    priced_on: date | None = None
    """The day of that price; none where it costs nothing or the user's table does not say."""


def estimate_batch(items: Iterable[Item], plan: Plan, store: RunStore | None) -> Estimate:
    """Read the whole input and reckon what it would take; nothing is asked or written."""
    total = Estimate()
    asks = isinstance(plan, ExtractPlan | CodePlan) and plan.asks_model
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
            assert isinstance(plan, ExtractPlan | CodePlan)
            _add(total, plan, document)
    if asks:
        assert isinstance(plan, ExtractPlan | CodePlan)
        price = find_price(plan.model, plan.options.prices)
        if price is not None:
            total.cost_usd = price.cost_usd(total.prompt_tokens, total.completion_tokens)
            total.priced_on = price.as_of
    return total


def _add(total: Estimate, plan: ExtractPlan | CodePlan, document: Document) -> None:
    requests = plan.requests(document) if isinstance(plan, CodePlan) else _asked(plan, document)
    for request in requests:
        schema = json.dumps(request.shape.model_json_schema())
        total.calls += 1
        total.prompt_tokens += estimate_tokens(request.messages)
        total.prompt_tokens += round(len(schema) / CHARS_PER_TOKEN)
        total.completion_tokens += request.max_tokens // USUAL_COMPLETION


def _asked(plan: ExtractPlan, document: Document) -> Iterator[Request]:
    is_small = split_model(plan.model)[0] == "local"
    sizing = Sizing(is_small, plan.options)
    task = find_task(plan.task)
    client = OfflineClient(plan.model, is_local=is_small)
    asker = Asker(client, task, task.load_prompt(), sizing.free_facts, plan.options.max_reasks)
    for passage in split_into_passages(scan_document(document), sizing.passage_chars):
        if passage.not_asked is None:
            yield asker.request(passage)
