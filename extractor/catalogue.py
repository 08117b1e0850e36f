"""Every type by the name that `extractor schema` knows."""

from __future__ import annotations

from typing import Any

from extractor.options import Options
from extractor.schemas import coding, document, fact, figure, finding, news, quotation, report, span

TYPES: dict[str, Any] = {
    "span": span.Span,
    "figure": figure.Figure,
    "date": figure.DateRef,
    "quotation": quotation.Quotation,
    "attribution": quotation.Attribution,
    "document": document.Document,
    "proposed_fact": fact.ProposedFact,
    "fact": fact.Fact,
    "finding": finding.Finding,
    "ledger": report.Ledger,
    "report": report.Report,
    "draft_report": report.DraftReport,
    "coding": coding.Coding,
    "run": report.Run,
    "options": Options,
    "news.claim": news.ClaimAnswer,
    "news.quotation": news.QuotationAnswer,
}
"""The last two are what the model must answer in the task `news`."""
