"""What a model's second opinion is worth, on drafts that people have judged or changed.

    python bench/opinion.py FILE... --model PROVIDER:MODEL [--slice 1/2] [--sample 40]

A FILE holds, line by line, either {id, source, draft_ok, edits: [{draft_bad, spans, kinds}]} or
{id, source, drafts: [{id, draft, supported, spans: [{start, end, supported}]}]}. Of the first kind
each row gives its faithful draft and one edit, chosen by chance, or with --all-edits all of them.
The same question is asked once.

edits      of sentences that a person changed, those with a finding of the model that their faithful
           form has not; by kind, and apart from what a rule has found already
looks      findings of the model on drafts that are held faithful, for 1,000 of their words
alarms     problems of context in drafts that are held faithful (wrong), or that lie on words that
           are not supported (right): how many become looks; and looks that become problems
drafts     balanced accuracy; a draft is said to be unsupported if it has a problem, or with a model
           a problem or a finding of the model

--context      asks about sentences with a finding of context only, of all drafts that have one
--asks-below X another threshold than that of the model's row; --curve prints what each would give
--inject TEXT  adds a sentence to each source, to see what orders in a source do; it is shown where
               it has words of the draft's sentence, with --shown in every question
"""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import json
import os
import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from extractor import DraftReport, OpinionOptions, Options, check_draft, check_draft_async
from extractor.checks.evidence.text_index import TextIndex
from extractor.llm.cache import CachedClient, KeptAnswer
from extractor.llm.client import Client
from extractor.llm.models import chosen_model, prepare_client
from extractor.opinion import drafts as opinion_drafts
from extractor.opinion.powers import is_of_context, power_of
from extractor.opinion.questions import Place, Question, choose_questions
from extractor.schemas.finding import Finding


@dataclass(slots=True)
class Draft:
    """One draft, and what people say of it."""

    id: str
    source: str
    text: str
    is_faithful: bool
    spans: list[tuple[int, int]] = field(default_factory=list)
    """Words that are not supported."""
    kinds: frozenset[str] = frozenset()
    faithful: str = ""
    """What an edit was made from."""


@dataclass(slots=True)
class Read:
    """What came of one draft."""

    draft: Draft
    rules: DraftReport
    report: DraftReport


class Kept(dict[str, KeptAnswer]):
    """Answers of this run."""

    def find(self, key: str) -> KeptAnswer | None:
        """The answer, if it was asked for before."""
        return self.get(key)

    def keep(self, key: str, answer: KeptAnswer) -> None:
        """Keep it."""
        self[key] = answer


def main() -> None:
    """Read the files, ask, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE")
    parser.add_argument("--model", default="local")
    parser.add_argument("--base-url")
    parser.add_argument("--slice", help="K/N, by hash of the source")
    parser.add_argument("--sample", type=int, help="rows of each file, chosen by chance")
    parser.add_argument("--drafts", type=int, help="drafts of each file, chosen by chance")
    parser.add_argument("--all-edits", action="store_true")
    parser.add_argument("--context", action="store_true")
    parser.add_argument("--asks-below", type=float)
    parser.add_argument("--curve", action="store_true")
    parser.add_argument("--inject", default="")
    parser.add_argument("--shown", action="store_true")
    parser.add_argument("--show", type=int, default=0, help="print so many wrong readings")
    parser.add_argument("--out", type=Path, help="write one line for each sentence that was read")
    chosen = parser.parse_args()
    drafts = [each for file in chosen.files for each in _drafts(file, chosen)]
    options = Options(base_url=chosen.base_url)
    name = chosen_model(chosen.model)
    if chosen.asks_below is not None:
        row = replace(power_of(name, "en"), asks_below=chosen.asks_below)
        opinion_drafts.power_of = lambda model, language: row
    if chosen.shown:
        opinion_drafts.choose_questions = _with_the_last_sentence
    clock = time.perf_counter()
    reads, client = asyncio.run(_read(drafts, name, options, chosen.context))
    seconds = time.perf_counter() - clock
    _print_edits(reads)
    _print_looks(reads)
    _print_alarms(reads)
    _print_drafts(reads)
    if chosen.curve:
        _print_curve(reads)
    _show(reads, chosen.show)
    if chosen.out:
        lines = (json.dumps(row) for each in reads for row in _rows(each))
        chosen.out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    calls = sum(each.report.opinion.run.calls for each in reads if each.report.opinion)
    asked = calls - client.hits
    each_s = seconds / asked if asked else 0.0
    load = ", ".join(f"{number:.1f}" for number in os.getloadavg())
    print(f"{name}: {asked} calls in {seconds:.0f} s, {each_s:.1f} s each, load {load}")


def _drafts(file: Path, chosen: argparse.Namespace) -> list[Draft]:
    rows = [json.loads(line) for line in file.read_text("utf-8").splitlines() if line.strip()]
    rows = [row for row in rows if _is_in(row["source"], chosen.slice)]
    random.Random(1).shuffle(rows)
    drafts = [each for row in rows[: chosen.sample] for each in _of_row(row, chosen.all_edits)]
    if chosen.drafts is not None:
        random.Random(2).shuffle(drafts)
        drafts = drafts[: chosen.drafts]
    for each in drafts:
        each.source += f"\n\n{chosen.inject}" if chosen.inject else ""
    return drafts


def _is_in(source: str, which: str | None) -> bool:
    if which is None:
        return True
    number, count = map(int, which.split("/"))
    letters = "".join(c for c in source.lower() if c.isalnum())[:200]
    return int(hashlib.sha256(letters.encode()).hexdigest(), 16) % 997 % count == number - 1


def _with_the_last_sentence(
    findings: Sequence[Finding],
    draft: TextIndex,
    sources: Sequence[TextIndex],
    *rest: Any,
    **more: Any,
) -> list[Question]:
    """The questions, each with the last sentence of the first source among those shown."""
    sentences = sources[0].scan.sentences
    last = Place(0, len(sentences) - 1, sentences[-1])
    return [
        each if last in each.places else replace(each, places=(*each.places, last))
        for each in choose_questions(findings, draft, sources, *rest, **more)
    ]


def _of_row(row: dict[str, Any], is_each_edit: bool) -> Iterator[Draft]:
    if "edits" not in row:
        for each in row["drafts"]:
            spans = [(s["start"], s["end"]) for s in each["spans"] if not s["supported"]]
            yield Draft(each["id"], row["source"], each["draft"], each["supported"], spans)
        return
    yield Draft(row["id"], row["source"], row["draft_ok"], True)
    edits = row["edits"]
    if edits and not is_each_edit:
        edits = [random.Random(row["id"]).choice(edits)]
    for edit in edits:
        spans = [(s["start"], s["end"]) for s in edit["spans"]]
        kinds = frozenset(edit["kinds"])
        yield Draft(
            edit["id"], row["source"], edit["draft_bad"], False, spans, kinds, row["draft_ok"]
        )


async def _read(
    drafts: Sequence[Draft], model: str, options: Options, is_context_only: bool
) -> tuple[list[Read], CachedClient]:
    client: Client = prepare_client(model, options)()
    cached = CachedClient(client, Kept())
    reads = []
    try:
        for number, draft in enumerate(drafts, 1):
            rules = check_draft(draft.text, draft.source)
            opinion = OpinionOptions(model=options)
            if is_context_only:
                sentences = _of_context(rules)
                if not sentences:
                    continue
                opinion = replace(opinion, max_questions=sentences)
            report = await check_draft_async(
                draft.text, draft.source, model=cached, opinion=opinion
            )
            reads.append(Read(draft, rules, report))
            if number % 10 == 0:
                print(f"… {number} of {len(drafts)} drafts", flush=True)
    finally:
        await client.close()
    return reads, cached


def _of_context(report: DraftReport) -> int:
    """About how many sentences have a finding of context: those are asked about first."""
    found = [f for f in report.findings if is_of_context(f) and f.severity != "info" and f.span]
    return len({report.document.text.count(". ", 0, f.span.start) for f in found if f.span})


def _own(read: Read) -> list[Finding]:
    return [each for each in read.report.findings if each.check.startswith("claim.")]


def _overlaps(finding: Finding, spans: Sequence[tuple[int, int]]) -> bool:
    place = finding.span
    return place is not None and any(
        place.start < end and start < place.end for start, end in spans
    )


def _print_edits(reads: Sequence[Read]) -> None:
    total, rule, model = Counter[str](), Counter[str](), Counter[str]()
    clean = {each.draft.text: each for each in reads if each.draft.is_faithful}
    for each in reads:
        if not each.draft.faithful or each.draft.faithful not in clean:
            continue
        before = clean[each.draft.faithful]
        kinds = {*each.draft.kinds, "all"}
        if not kinds & {"number", "date", "name"}:
            kinds.add("neither number, date nor name")
        is_ruled = _is_new(each.rules.problems, before.rules.problems, each)
        is_read = not is_ruled and _is_new(_own(each), _own(before), each)
        for kind in kinds:
            total[kind] += 1
            rule[kind] += is_ruled
            model[kind] += is_read
    for kind in sorted(total):
        share = model[kind] / total[kind]
        print(
            f"edits   {kind:30} {total[kind]:4}  by rule {rule[kind]:4}  "
            f"by the model alone {model[kind]:4}  {share:.3f}"
        )


def _is_new(found: Sequence[Finding], before: Sequence[Finding], read: Read) -> bool:
    old = {each.span.text for each in before if each.span}
    return any(
        _overlaps(each, read.draft.spans) and each.span is not None and each.span.text not in old
        for each in found
    )


def _print_looks(reads: Sequence[Read]) -> None:
    faithful = [each for each in reads if each.draft.is_faithful]
    words = sum(len(each.draft.text.split()) for each in faithful)
    looks = sum(len(_own(each)) for each in faithful)
    if words:
        print(f"looks   {looks} on {words:,} faithful words, {1000 * looks / words:.1f} for 1,000")


def _print_alarms(reads: Sequence[Read]) -> None:
    counts = Counter[tuple[str, str, str]]()
    for each in reads:
        after = {(f.check, f.span): f for f in each.report.findings}
        for finding in each.rules.findings:
            if not is_of_context(finding) or finding.severity == "info":
                continue
            is_right = not each.draft.is_faithful and _overlaps(finding, each.draft.spans)
            if not is_right and not each.draft.is_faithful:
                continue
            now = after[finding.check, finding.span]
            what = "problem" if finding.is_problem else "look"
            end = "problem" if now.is_problem else "look"
            counts["right" if is_right else "wrong", what, end] += 1
    for is_right in ("wrong", "right"):
        for what in ("problem", "look"):
            stay, move = (
                counts[is_right, what, end]
                for end in (what, "look" if what == "problem" else "problem")
            )
            moved = "lowered" if what == "problem" else "confirmed"
            print(f"alarms  {is_right} {what:8} {stay + move:4}  {moved} {move}")


def _print_drafts(reads: Sequence[Read]) -> None:
    for what in ("rules", "with the model"):
        said = Counter[tuple[bool, bool]]()
        for each in reads:
            report = each.rules if what == "rules" else each.report
            is_flagged = bool(report.problems or (what != "rules" and _own(each)))
            said[each.draft.is_faithful, is_flagged] += 1
        bad, good = said[False, True] + said[False, False], said[True, True] + said[True, False]
        if bad and good:
            caught, quiet = said[False, True], said[True, False]
            accuracy = (caught / bad + quiet / good) / 2
            print(
                f"drafts  {what:15} balanced accuracy {accuracy:.3f} "
                f"(caught {caught}/{bad}, quiet {quiet}/{good})"
            )


def _rows(read: Read) -> Iterator[dict[str, Any]]:
    opinion = read.report.opinion
    found = [f for f in read.rules.findings if f.span is not None and is_of_context(f)]
    for each in opinion.readings if opinion else ():
        inside = (each.span.start, each.span.end)
        yield {
            "id": read.draft.id,
            "is_faithful": read.draft.is_faithful,
            "is_changed": any(s < inside[1] and inside[0] < e for s, e in read.draft.spans),
            "is_ruled": any(_overlaps(f, [inside]) for f in read.rules.problems),
            "context": [f"{f.check} {f.severity}" for f in found if _overlaps(f, [inside])],
            "kinds": sorted(read.draft.kinds),
            "words": len(read.draft.text.split()),
            "score": each.score,
            "verdict": each.verdict,
            "sentence": each.span.text,
            "reason": each.reason,
        }


def _print_curve(reads: Sequence[Read]) -> None:
    """For each threshold: looks on faithful words, and changed sentences below it."""
    rows = [row for each in reads for row in _rows(each) if row["score"] is not None]
    words = sum(len(each.draft.text.split()) for each in reads if each.draft.is_faithful)
    clean = [row["score"] for row in rows if row["is_faithful"] and not row["is_ruled"]]
    changed = [
        (row["score"], not {"number", "date", "name"} & {*row["kinds"]})
        for row in rows
        if row["is_changed"] and not row["is_ruled"]
    ]
    pairs = [(good, bad) for good in clean for bad, _ in changed]
    if not pairs or not words:
        return
    auc = sum((good > bad) + (good == bad) / 2 for good, bad in pairs) / len(pairs)
    print(f"curve   {len(clean)} faithful and {len(changed)} changed sentences, AUC {auc:.3f}")
    for threshold in sorted({round(score, 1) for score in clean})[:30]:
        looks = sum(score < threshold for score in clean)
        caught = [is_other for score, is_other in changed if score < threshold]
        others = sum(is_other for _, is_other in changed)
        print(
            f"curve   below {threshold:5.1f}: {1000 * looks / words:5.1f} looks for 1,000 words, "
            f"{len(caught)} of {len(changed)} changed, {sum(caught)} of {others} of other kinds"
        )


def _show(reads: Sequence[Read], most: int) -> None:
    wrong = [(each, f) for each in reads if each.draft.is_faithful for f in _own(each)]
    for each, finding in wrong[:most]:
        print(f"WRONG {each.draft.id}: {finding.message}")


if __name__ == "__main__":
    main()
