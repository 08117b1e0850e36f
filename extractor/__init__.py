"""Facts from news stories, with every figure, date and quotation checked against the source.

The names are imported on first use: tables and schemas take half a second to load, and
`extractor check --help` must not wait for them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractor.codebooks.coding import code_document, code_document_async
    from extractor.drafts import check_draft
    from extractor.errors import AnswerError, ExtractorError, ProviderError, UsageError
    from extractor.figures import scan_dates, scan_figures
    from extractor.options import Options
    from extractor.pipeline import extract, extract_async, extract_stream
    from extractor.schemas.coding import Amount, Codebook, Coding, EventDate, Toll
    from extractor.schemas.document import Document
    from extractor.schemas.fact import Fact
    from extractor.schemas.figure import DateRef, Figure
    from extractor.schemas.finding import Finding
    from extractor.schemas.quotation import Quotation
    from extractor.schemas.report import DraftReport, Ledger, Report
    from extractor.schemas.span import Span
    from extractor.verification import verify

__all__ = [
    "Amount",
    "AnswerError",
    "Codebook",
    "Coding",
    "DateRef",
    "Document",
    "DraftReport",
    "EventDate",
    "ExtractorError",
    "Fact",
    "Figure",
    "Finding",
    "Ledger",
    "Options",
    "ProviderError",
    "Quotation",
    "Report",
    "Span",
    "Toll",
    "UsageError",
    "check_draft",
    "code_document",
    "code_document_async",
    "extract",
    "extract_async",
    "extract_stream",
    "scan_dates",
    "scan_figures",
    "verify",
]

_MODULES = {
    "Amount": "extractor.schemas.coding",
    "AnswerError": "extractor.errors",
    "Codebook": "extractor.schemas.coding",
    "Coding": "extractor.schemas.coding",
    "DateRef": "extractor.schemas.figure",
    "Document": "extractor.schemas.document",
    "DraftReport": "extractor.schemas.report",
    "EventDate": "extractor.schemas.coding",
    "ExtractorError": "extractor.errors",
    "Fact": "extractor.schemas.fact",
    "Figure": "extractor.schemas.figure",
    "Finding": "extractor.schemas.finding",
    "Ledger": "extractor.schemas.report",
    "Options": "extractor.options",
    "ProviderError": "extractor.errors",
    "Quotation": "extractor.schemas.quotation",
    "Report": "extractor.schemas.report",
    "Span": "extractor.schemas.span",
    "Toll": "extractor.schemas.coding",
    "UsageError": "extractor.errors",
    "check_draft": "extractor.drafts",
    "code_document": "extractor.codebooks.coding",
    "code_document_async": "extractor.codebooks.coding",
    "extract": "extractor.pipeline",
    "extract_async": "extractor.pipeline",
    "extract_stream": "extractor.pipeline",
    "scan_dates": "extractor.figures",
    "scan_figures": "extractor.figures",
    "verify": "extractor.verification",
}
"""Where each name is defined."""


def __getattr__(name: str) -> object:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_MODULES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
