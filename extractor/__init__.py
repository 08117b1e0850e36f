"""Facts from news stories, with every figure, date and quotation checked against the source.

The names are imported on first use: tables and schemas take half a second to load, and
`extractor check --help` must not wait for them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.lazy import lazy_names

if TYPE_CHECKING:
    from extractor.asking.answered import PassageDone
    from extractor.checks.options import CheckOptions, Suppression
    from extractor.codebooks.coding import code_document, code_document_async
    from extractor.documents import ReadFailure, read_documents
    from extractor.errors import AnswerError, ExtractorError, ProviderError, UsageError
    from extractor.llm.client import Client
    from extractor.opinion.drafts import (
        Checked,
        OpinionOptions,
        SentenceRead,
        check_draft,
        check_draft_async,
        check_draft_stream,
    )
    from extractor.options import Options
    from extractor.pipeline import Finished, Scanned, extract, extract_async, extract_stream
    from extractor.scanning.scanner import scan_dates, scan_figures
    from extractor.schemas.coding import Amount, Codebook, Coding, EventDate, Toll
    from extractor.schemas.document import Document
    from extractor.schemas.fact import Fact
    from extractor.schemas.figure import DateRef, Figure
    from extractor.schemas.finding import Finding, Findings
    from extractor.schemas.quotation import Quotation
    from extractor.schemas.report import DraftReport, Ledger, Report
    from extractor.schemas.span import Span
    from extractor.verification import verify

__version__: str
"""Which release this is; the command says it with `--version`."""

__all__ = [
    "Amount",
    "AnswerError",
    "CheckOptions",
    "Checked",
    "Client",
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
    "Findings",
    "Finished",
    "Ledger",
    "OpinionOptions",
    "Options",
    "PassageDone",
    "ProviderError",
    "Quotation",
    "ReadFailure",
    "Report",
    "Scanned",
    "SentenceRead",
    "Span",
    "Suppression",
    "Toll",
    "UsageError",
    "check_draft",
    "check_draft_async",
    "check_draft_stream",
    "code_document",
    "code_document_async",
    "extract",
    "extract_async",
    "extract_stream",
    "read_documents",
    "scan_dates",
    "scan_figures",
    "verify",
]

_MODULES = {
    "__version__": "extractor.version",
    "Amount": "extractor.schemas.coding",
    "AnswerError": "extractor.errors",
    "CheckOptions": "extractor.checks.options",
    "Checked": "extractor.opinion.drafts",
    "Client": "extractor.llm.client",
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
    "Findings": "extractor.schemas.finding",
    "Finished": "extractor.pipeline",
    "Ledger": "extractor.schemas.report",
    "OpinionOptions": "extractor.opinion.drafts",
    "Options": "extractor.options",
    "PassageDone": "extractor.asking.answered",
    "ProviderError": "extractor.errors",
    "Quotation": "extractor.schemas.quotation",
    "ReadFailure": "extractor.documents",
    "Report": "extractor.schemas.report",
    "Scanned": "extractor.pipeline",
    "SentenceRead": "extractor.opinion.drafts",
    "Span": "extractor.schemas.span",
    "Suppression": "extractor.checks.options",
    "Toll": "extractor.schemas.coding",
    "UsageError": "extractor.errors",
    "check_draft": "extractor.opinion.drafts",
    "check_draft_async": "extractor.opinion.drafts",
    "check_draft_stream": "extractor.opinion.drafts",
    "code_document": "extractor.codebooks.coding",
    "code_document_async": "extractor.codebooks.coding",
    "extract": "extractor.pipeline",
    "extract_async": "extractor.pipeline",
    "extract_stream": "extractor.pipeline",
    "read_documents": "extractor.documents",
    "scan_dates": "extractor.scanning.scanner",
    "scan_figures": "extractor.scanning.scanner",
    "verify": "extractor.verification",
}
"""Where each name is defined."""

__getattr__, __dir__ = lazy_names(__name__, _MODULES)
