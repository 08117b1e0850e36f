"""Run stores to audit, and an audit as its tests speak to it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any

from batch.plans import items
from starlette.testclient import TestClient

from extractor import Document, extract
from extractor.asking.locating import Locator
from extractor.batch.audit import Sample, draw_sample
from extractor.batch.coding import coding_outcome
from extractor.batch.plans import report_outcome
from extractor.batch.store import Outcome, RunStore
from extractor.checks import check_fact
from extractor.review.audit_pages import create_audit_app
from extractor.review.auditing import Audit
from extractor.review.safety import Rules
from extractor.scanning.document import scan_document
from extractor.schemas.coding import CodebookField, CodedField, CodedRecord, CodedValue, Coding
from extractor.schemas.fact import ProposedFact
from extractor.schemas.report import Report
from extractor.schemas.span import Span
from review.desks import LOCAL

CODED = "WELBY, May 6, 2026 — The fire burned 14 homes on Monday. Firemen came from three towns."


def unmended(document: Document, statement_of: Callable[[str], str]) -> Report:
    """A report with a fact of each figure as a model said it, checked and left as it is."""
    scan = scan_document(document)
    locator = Locator(scan)
    whole = Span.of(document.text, 0, len(document.text))
    facts = tuple(
        locator.fact(
            ProposedFact(
                kind="figure",
                key=f"f{number}",
                passage=0,
                recognised=figure.phrase,
                statement=statement_of(figure.phrase.text),
            )
        )
        for number, figure in enumerate(locator.recogniser.figures(whole.start, whole.end), 1)
    )
    findings = tuple(finding for fact in facts for finding in check_fact(fact, scan))
    read = extract(document, model="none")
    return read.model_copy(update={"facts": facts, "findings": findings})


def careless(phrase: str) -> str:
    """A statement of a figure that raises every "At least 41" and "At least 43" to 900."""
    return f"There were {phrase.replace('41', '900').replace('43', '900')}."


@cache
def reports(number: int = 6) -> tuple[Report, ...]:
    """So many stories as a careless model has read them: two facts each, some of them wrong."""
    stories = (each.document for each in items(number))
    return tuple(unmended(story, careless) for story in stories if story is not None)


def report_of(text: str, statement: str = "") -> Report:
    """A story of which the model says this of every figure."""
    document = Document(text=text, name=f"{text[:60]}.txt")
    return unmended(document, lambda phrase: statement or f"There were {phrase}.")


def coding() -> Coding:
    """A coded story with one field that it states and one that it does not."""
    place = Span.of(CODED, CODED.index("14 homes"), CODED.index(" on Monday"))
    value = CodedValue(
        value="14", words="14 homes", evidence=place, verdict="exact", word="matches"
    )
    return Coding(
        compared_with="this story only",
        document=Document(text=CODED, name="coded.txt"),
        codebook="Fire",
        is_list=False,
        columns=tuple(
            CodebookField(path=path, kind="number", description=f"how many {path}")
            for path in ("homes", "deaths")
        ),
        records=(
            CodedRecord(
                id="r1",
                fields=(
                    CodedField(path="homes", status="stated", values=(value,)),
                    CodedField(path="deaths", status="not_stated"),
                ),
            ),
        ),
        findings=(),
        passages=(),
        run=reports(1)[0].run,
    )


def store_of(path: Path, results: Iterable[Report | Coding]) -> Path:
    """A run store with these results."""
    with RunStore(path) as store:
        store.listings.begin({"task": "news"})
        for number, result in enumerate(results):
            store.listings.add([(number, result.document.name or "", f"k{number}", 10)])
            store.finish(f"k{number}", outcome_of(result))
    return path


def outcome_of(result: Report | Coding) -> Outcome:
    """What a batch keeps of it."""
    return report_outcome(result) if isinstance(result, Report) else coding_outcome(result)


def rows_in(path: Path) -> list[tuple[str, str, str]]:
    """Every line that was ever written: judge, word, note."""
    with closing(sqlite3.connect(path)) as db:
        if not db.execute("SELECT 1 FROM sqlite_schema WHERE name = 'judgements'").fetchall():
            return []  # the table is made for the first word
        return db.execute("SELECT judge, judged, note FROM judgements ORDER BY number").fetchall()


class AuditClient:
    """Requests to the audit of a store, without a socket."""

    def __init__(
        self, path: Path, judge: str = "ann", *, size: int = 200, rules: Rules = LOCAL, **by: Any
    ) -> None:
        self.path = path
        self.store = RunStore(path, read_only=True)
        self.sample: Sample = draw_sample(self.store, size, **by)
        self.audit = Audit(self.store, self.sample, judge)
        app = create_audit_app(self.audit, rules)
        self.http = TestClient(
            app,
            base_url="http://127.0.0.1:8017",
            raise_server_exceptions=False,
            follow_redirects=False,
            headers={"Accept": "text/html"},
        )

    def close(self) -> None:
        """Let go of the store."""
        self.http.close()
        self.store.close()

    def page(self, path: str) -> str:
        """A page's HTML, at the end of where the path leads."""
        answer = self.http.get(path, follow_redirects=True)
        assert answer.status_code == 200, answer.text
        return answer.text

    def unit(self, number: int) -> str:
        """The id of an item, as its page has it."""
        return self.audit.item(number).unit.id  # type: ignore[union-attr]  # one that is there

    def judge(self, number: int, judged: str, note: str = "", **more: str) -> Any:
        """Send the form of an item; gives the answer."""
        unit = more.get("unit") or self.unit(number)
        given = {"unit": unit, "judged": judged, "note": note}
        return self.http.post(f"/items/{number}", data=given)

    def words(self) -> list[str | None]:
        """What the store has for each item."""
        return [each.said.judged if each.said else None for each in self.audit.listed()]
