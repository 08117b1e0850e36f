"""Facts from news stories, with every figure, date and quotation checked against the source."""

from extractor.drafts import check_draft
from extractor.errors import AnswerError, ExtractorError, ProviderError, UsageError
from extractor.figures import scan_dates, scan_figures
from extractor.options import Options
from extractor.pipeline import extract, extract_async, extract_stream
from extractor.schemas.document import Document
from extractor.schemas.fact import Fact
from extractor.schemas.figure import DateRef, Figure
from extractor.schemas.finding import Finding
from extractor.schemas.quotation import Quotation
from extractor.schemas.report import DraftReport, Ledger, Report
from extractor.schemas.span import Span
from extractor.verification import verify

__all__ = [
    "AnswerError",
    "DateRef",
    "Document",
    "DraftReport",
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
    "UsageError",
    "check_draft",
    "extract",
    "extract_async",
    "extract_stream",
    "scan_dates",
    "scan_figures",
    "verify",
]
