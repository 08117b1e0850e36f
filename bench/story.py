"""The main job against a story whose figures, dates and quotations are known.

    python bench/story.py STORY.txt EXPECTED.json [--model PROVIDER:MODEL]

EXPECTED has `figures` (start, end, value, hedge, of, attributed_to), `dates` (start, end, iso),
`quotations` (start, end, speaker) and `set_aside` (start, end). Prints one line per expectation
that is not met, the counts, and the seconds that the run took.
"""

from __future__ import annotations

import argparse
import json
import platform
import time
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

from extractor import Document, Report, extract
from extractor.scanning.names.names import same_name


def main() -> None:
    """Run the story and print what came out."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("story", type=Path)
    parser.add_argument("expected", type=Path)
    parser.add_argument("--model", default=None)
    parser.add_argument("--out", type=Path, help="write the report here as JSON")
    chosen = parser.parse_args()
    expected = json.loads(chosen.expected.read_text("utf-8"))
    clock = time.perf_counter()
    report = extract(Document.read(chosen.story), model=chosen.model)
    seconds = time.perf_counter() - clock
    if chosen.out:
        chosen.out.write_text(report.model_dump_json(indent=1), encoding="utf-8")
    tally: Counter[str] = Counter()
    for what, wrong in (*_figures(report, expected), *_rest(report, expected)):
        tally[what] += 1
        tally[f"{what}: right"] += wrong is None
        if wrong:
            print(f"MISS {what}: {wrong}")
    for what in sorted(name for name in tally if not name.endswith(": right")):
        print(f"{what:32} {tally[f'{what}: right']:3} of {tally[what]:3}")
    verdicts = Counter(finding.verdict for finding in report.findings)
    print(f"findings {sum(verdicts.values())}: {dict(verdicts.most_common())}")
    for finding in report.findings:
        if finding.severity != "info":
            print(f"  {finding.severity:8} {finding.fact} {finding.field}: {finding.message}")
    failed = [passage for passage in report.passages if passage.status == "failed"]
    run = report.run
    print(
        f"{run.calls} calls, {run.completion_tokens} tokens written, {len(failed)} failed passages"
    )
    print(f"{seconds:.1f} seconds, {run.model}, Python {platform.python_version()}, {run.versions}")


Judged = tuple[str, str | None]
"""What is judged, and what is wrong with it."""


def _figures(report: Report, expected: dict[str, Any]) -> list[Judged]:
    judged: list[Judged] = []
    rows = {row.figure.phrase.start: row for row in report.ledger if row.figure}
    facts = {fact.id: fact for fact in report.facts}
    said_of = {(f.fact, f.field) for f in report.findings if f.severity != "info"}
    for want in expected["figures"]:
        row = rows.get(want["start"])
        if row is None or row.figure is None:
            judged.append(("figure", f"{want['text']!r} is in no row"))
            continue
        got = row.figure
        differs = [
            name
            for name, is_same in (
                ("value", got.value == Decimal(want["value"])),
                ("hedge", got.hedge == want["hedge"]),
                ("of", got.of == want["of"]),
                ("unit", got.unit == want.get("unit")),
                ("place", (got.phrase.start, got.phrase.end) == (want["start"], want["end"])),
            )
            if not is_same
        ]
        judged.append(("figure", f"{want['text']!r}: {', '.join(differs)}" if differs else None))
        judged.append(("figure claimed", None if row.claimed_by else f"{want['text']!r}"))
        for fact in (facts[each] for each in row.claimed_by if each in facts):
            if fact.kind == "quotation":
                continue
            named, wanted = fact.attributed_to, want.get("attributed_to")
            is_right = same_name(named, wanted) if named and wanted else named == wanted
            is_said = is_right or (fact.id, "attributed_to") in said_of
            judged.append(
                ("figure: attribution right", None if is_right else f"{fact.id} {named!r}")
            )
            judged.append(
                ("figure: or its error is said", None if is_said else f"{fact.id} {named!r}")
            )
    return judged


def _rest(report: Report, expected: dict[str, Any]) -> list[Judged]:
    judged: list[Judged] = []
    places = {
        (span.start, span.end): row
        for row in report.ledger
        for span in [row.figure.span if row.figure else row.date.span]  # type: ignore[union-attr]
    }
    for want in expected["dates"]:
        row = places.get((want["start"], want["end"]))
        got = row.date.iso if row and row.date else None
        judged.append(("date", None if got == want["iso"] else f"{want['text']!r} read as {got}"))
    for want in expected["set_aside"]:
        row = places.get((want["start"], want["end"]))
        judged.append(("set aside", None if row and row.set_aside else f"{want['text']!r}"))
    quoted = {
        (fact.span.start, fact.span.end): fact
        for fact in report.facts
        if fact.kind == "quotation" and fact.span
    }
    open_speakers = {
        finding.fact
        for finding in report.findings
        if finding.check == "quotation.speaker" and finding.word != "matches"
    }
    for want in expected["quotations"]:
        fact = quoted.get((want["start"], want["end"]))
        judged.append(("quotation verbatim", None if fact else f"{want['text']!r}"))
        if fact:
            named = fact.attributed_to or ""
            is_right = bool(named) and same_name(named, want["speaker"])
            is_said = fact.id in open_speakers
            wrong = None if is_right or is_said else f"{fact.id} given to {named!r}"
            judged.append(("quotation: speaker right or open", wrong))
    texts = {row.figure.phrase.text for row in report.ledger if row.figure}
    for words in expected.get("not_figures", []):
        judged.append(("not a figure", words if words in texts else None))
    return judged


if __name__ == "__main__":
    main()
