#!/usr/bin/env python3
"""What the checks catch, one change at a time, and how often they cry wolf.

    python bench/mutations.py                                the project's own example stories
    python bench/mutations.py news.jsonl --limit 40          rows with `text` and `date`
    python bench/mutations.py news.jsonl --misses 20 --operator digit_changed
    python bench/mutations.py --peers                        the same cases through other tools

The true facts of a story are its own sentences. Each operator makes one altered fact of a sentence
(a digit, a hedge, a speaker, ...), or one faithful rewording that must pass. A case goes through
`check_fact` as a fact on its sentence and through `check_draft` as a draft of one sentence.

problem   a finding that is a problem overlaps the changed words (of a fact: concerns them)
eye       the same, with findings that ask for an eye counted too
alarm     any problem at all, on a faithful rewording
"""

from __future__ import annotations

import argparse
import json
import random
import re
import subprocess
import sys
import time
from collections import defaultdict
from datetime import date
from pathlib import Path

from mutation_operators import ALTERING, FAITHFUL, Case, Operator, Story
from mutation_words import WORDS

from extractor.checks import check_fact
from extractor.drafts import check_draft
from extractor.scanning.document import scan_document
from extractor.schemas.document import Document
from extractor.schemas.fact import Fact
from extractor.schemas.finding import Finding
from extractor.schemas.span import Span

FIGURE_DATE_QUOTATION = [
    "digit_changed",
    "digits_swapped",
    "plus_minus_one",
    "scale_word",
    "unit",
    "currency",
    "percent_points",
    "hedge_dropped",
    "hedge_reversed",
    "range_end",
    "date_shifted",
    "weekday",
    "figures_exchanged",
    "noun_exchanged",
    "speaker_exchanged",
    "quotation_word",
    "quotation_stitched",
    "grain",
    "time_expression",
    "value_moved",
    "none_for_some",
    "short_quotation",
]


def read_stories(paths: list[Path], limit: int) -> list[Story]:
    """The stories of .jsonl files (rows with `text`, perhaps `date`) and of text files; a folder
    stands for its .jsonl files."""
    stories = []
    paths = [
        file
        for path in paths
        for file in (sorted(path.glob("*.jsonl")) if path.is_dir() else [path])
    ]
    for path in paths:
        if path.suffix == ".jsonl":
            for line in path.read_text(encoding="utf-8").splitlines()[:limit]:
                row = json.loads(line)
                day = date.fromisoformat(row["date"]) if row.get("date") else None
                document = Document(text=row["text"], name=row.get("id"), published=day)
                stories.append(Story(str(row.get("id")), document, scan_document(document)))
        else:
            document = Document(text=path.read_text(encoding="utf-8"), name=path.name)
            stories.append(Story(path.name, document, scan_document(document)))
    return stories


def make_cases(
    operators: dict[str, Operator], stories: list[Story], per_story: int, rng: random.Random
) -> list[Case]:
    """At most `per_story` cases of each operator from each story."""
    cases = []
    for story in stories:
        aside = [piece.span for piece in story.scan.furniture]
        words = WORDS[story.scan.language]
        sentences = [
            s
            for s in story.scan.sentences
            if 30 < len(s.text) < 600
            and not re.match(rf"\W*(?:{words.opens_leaning})\b", s.text)
            and not any(span.overlaps(s) for span in aside)
        ]
        for name, operator in operators.items():
            made = [
                Case(name, story, sentence, text, changed)
                for sentence in sentences
                for text, changed in operator(story, sentence, rng)
                if name in ("copied",) or text != sentence.text
            ]
            rng.shuffle(made)
            cases += made[:per_story]
    return cases


def as_draft(case: Case) -> list[tuple[Finding, bool]]:
    """The findings on the sentence as a draft, each with whether it touches the change."""
    scan = case.story.scan
    language = case.story.document.language or scan.language
    draft = Document(text=case.text, published=scan.published, language=language)
    report = check_draft(draft, [case.story.document])
    return [
        (finding, bool(finding.span and _touches(finding.span, case.changed)))
        for finding in report.findings
    ]


def _touches(span: Span, changed: tuple[int, int]) -> bool:
    return span.start < changed[1] and changed[0] < span.end


def as_fact(case: Case) -> list[tuple[Finding, bool]]:
    """The findings on the sentence as the statement of a fact that stands on it."""
    figures = tuple(f for f in case.story.scan.figures if case.sentence.covers(f.span))
    fact = Fact(
        id="F1",
        kind="figure" if figures else "statement",
        statement=case.text,
        quote=case.sentence.text,
        span=case.sentence,
        grounding="exact",
        figures=figures,
        passage=0,
    )
    return [
        (finding, finding.field == "statement") for finding in check_fact(fact, case.story.scan)
    ]


def report(cases: list[Case], is_faithful: bool, args: argparse.Namespace) -> None:
    """One line per operator."""
    table: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    words = shown = 0
    for case in cases:
        words += len(case.text.split())
        row = table[case.operator]
        row["cases"] += 1
        for way, run in (("draft", as_draft), ("fact", as_fact)):
            found = run(case)
            hits = [f for f, touches in found if f.is_problem and (touches or is_faithful)]
            eyes = [f for f, touches in found if f.severity != "info" and touches]
            row[f"{way} problem"] += bool(hits)
            row[f"{way} eye"] += bool(eyes or hits)
            row[f"{way} alarms"] += len([f for f, _ in found if f.is_problem])
            wrong = bool(hits) if is_faithful else not hits
            if wrong and way in args.show and shown < args.misses:
                shown += 1
                what = "ALARM" if is_faithful else "MISSED"
                words_changed = case.text[case.changed[0] : case.changed[1]]
                print(f"{what} {way} {case.operator} [{case.story.name}] {words_changed!r}")
                print(f"        {case.text!r}")
                for finding in hits if is_faithful else [f for f, t in found if t][:3]:
                    print(f"        {finding.check} {finding.verdict}: {finding.message}")
    total: dict[str, int] = defaultdict(int)
    kind = "alarm" if is_faithful else "caught"
    print(f"\n{kind:22s} {'cases':>6s} {'draft':>7s} {'or eye':>7s} {'fact':>7s} {'or eye':>7s}")
    for operator, row in table.items():
        _line(operator, row)
        for key, value in row.items():
            total[key] += value
    _line("ALL", total)
    if not is_faithful:
        strict: dict[str, int] = defaultdict(int)
        for operator in FIGURE_DATE_QUOTATION:
            for key, value in table.get(operator, {}).items():
                strict[key] += value
        _line("figure/date/quotation", strict)
    for way in ("draft", "fact") if words else ():
        if is_faithful:
            rate = 1000 * total[f"{way} alarms"] / words
            print(f"{way}: {rate:.2f} alarms per 1,000 words of {words} faithful words")
        else:
            caught = 1000 * total[f"{way} problem"] / words
            made = 1000 * total["cases"] / words
            print(f"{way}: {caught:.1f} of {made:.1f} changes per 1,000 words caught")


def _line(name: str, row: dict[str, int]) -> None:
    cases = row["cases"] or 1
    shares = [
        row[key] / cases for key in ("draft problem", "draft eye", "fact problem", "fact eye")
    ]
    print(f"{name:22s} {row['cases']:6d} " + " ".join(f"{100 * share:6.1f}%" for share in shares))


def peers(cases: list[Case], is_faithful: bool, python: str) -> None:
    """The same cases through other tools: does each accept the changed words as a quote?

    The tools are asked in `python`, which may be another environment than this one: LangExtract
    and the project need not share their dependencies.
    """
    questions = [
        {
            "operator": case.operator,
            "source": case.story.scan.text,
            "quote": " ".join(_around(case).split()),
        }
        for case in cases
    ]
    script = Path(__file__).with_name("mutation_peers.py")
    answer = subprocess.run(
        [python, str(script)],
        input=json.dumps(questions),
        capture_output=True,
        text=True,
        check=True,
    )
    for tool, accepted in json.loads(answer.stdout).items():
        if accepted is None:
            print(f"{tool:34s} not installed in {python}")
            continue
        hits = sum(accepted)
        verb = "accepted (should be all)" if is_faithful else "accepted (should be none)"
        print(f"{tool:34s} {100 * hits / max(1, len(cases)):5.1f}% of {len(cases)} {verb}")
        if not is_faithful:
            strict = [
                answer
                for case, answer in zip(cases, accepted, strict=True)
                if case.operator in FIGURE_DATE_QUOTATION
            ]
            share = 100 * sum(strict) / max(1, len(strict))
            print(f"{'':34s} {share:5.1f}% of {len(strict)} of figures, dates and quotations")


def _around(case: Case) -> str:
    """The changed words with thirty characters on either side, cut at whole words."""
    start = case.text.rfind(" ", 0, max(0, case.changed[0] - 30)) + 1
    end = case.text.find(" ", min(len(case.text), case.changed[1] + 30))
    return case.text[start : end if end >= 0 else len(case.text)]


def main() -> None:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("paths", type=Path, nargs="*")
    parser.add_argument("--limit", type=int, default=30, help="stories of each file")
    parser.add_argument("--per-story", type=int, default=4, help="cases of an operator per story")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--misses", type=int, default=0, help="print this many misses and alarms")
    parser.add_argument("--operator", help="only of this operator")
    parser.add_argument("--show", default="draft,fact", help="print misses of these ways")
    parser.add_argument("--peers", action="store_true", help="other tools on the same cases")
    parser.add_argument(
        "--peer-python",
        default=sys.executable,
        help="the Python of an environment that has langextract and instructor",
    )
    args = parser.parse_args()
    paths = args.paths or sorted((Path(__file__).parent.parent / "examples").glob("*.txt"))
    stories = read_stories(paths, args.limit)
    rng = random.Random(args.seed)
    started = time.perf_counter()
    for operators, is_faithful in ((ALTERING, False), (FAITHFUL, True)):
        chosen = {k: v for k, v in operators.items() if args.operator in (None, k)}
        cases = make_cases(chosen, stories, args.per_story, rng)
        if not cases:
            continue
        report(cases, is_faithful, args)
        if args.peers:
            peers(cases, is_faithful, args.peer_python)
    print(f"{len(stories)} stories, seed {args.seed}, {time.perf_counter() - started:.1f} s")


if __name__ == "__main__":
    main()
