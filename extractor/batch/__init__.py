"""Many documents: stopped and started at will, nothing lost or paid for twice.

The names are imported on first use, as those of `extractor` are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.lazy import lazy_names

if TYPE_CHECKING:
    from extractor.batch.coding import CodePlan
    from extractor.batch.engine import Limits
    from extractor.batch.estimate import Estimate, estimate_batch
    from extractor.batch.export import Exported, export_store
    from extractor.batch.feed import Item
    from extractor.batch.items import read_items
    from extractor.batch.opinion import OpinionPlan
    from extractor.batch.plans import CheckPlan, ExtractPlan
    from extractor.batch.runner import Ran, run_batch
    from extractor.batch.store import Outcome, RunStore

__all__ = [
    "CheckPlan",
    "CodePlan",
    "Estimate",
    "Exported",
    "ExtractPlan",
    "Item",
    "Limits",
    "OpinionPlan",
    "Outcome",
    "Ran",
    "RunStore",
    "estimate_batch",
    "export_store",
    "read_items",
    "run_batch",
]

_MODULES = {
    "CheckPlan": "extractor.batch.plans",
    "CodePlan": "extractor.batch.coding",
    "Estimate": "extractor.batch.estimate",
    "Exported": "extractor.batch.export",
    "ExtractPlan": "extractor.batch.plans",
    "Item": "extractor.batch.feed",
    "Limits": "extractor.batch.engine",
    "OpinionPlan": "extractor.batch.opinion",
    "Outcome": "extractor.batch.store",
    "Ran": "extractor.batch.runner",
    "RunStore": "extractor.batch.store",
    "estimate_batch": "extractor.batch.estimate",
    "export_store": "extractor.batch.export",
    "read_items": "extractor.batch.items",
    "run_batch": "extractor.batch.runner",
}
"""Where each name is defined."""

__getattr__, __dir__ = lazy_names(__name__, _MODULES)
