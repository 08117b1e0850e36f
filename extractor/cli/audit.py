"""`extractor audit`: a sample of what a batch found, judged by people."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from extractor.batch.audit import By, Sample, Unit
    from extractor.batch.audit_numbers import Judged
    from extractor.batch.audit_report import AuditReport
    from extractor.batch.judgements import Judgement, Judgements
    from extractor.batch.store import RunStore
    from extractor.review.safety import Rules

BYS = ("verdict", "field")

ReadKey = Callable[[], str]
ReadLine = Callable[[], str]

KEYS = "[r]ight  [w]rong  [c]annot tell  [n]ote  [s]tory  [b]ack  [q]uit"

_ENDS = ("q", "\x03", "\x04", "\x1b", "")
"""Keys that end the judging: quit, Ctrl-C, Ctrl-D, Escape, and the end of the input."""

_LOOPBACK = "127.0.0.1"


def audit(
    store: Annotated[Path, typer.Argument(metavar="STORE", help="The run store, or its folder.")],
    sample: Annotated[int, typer.Option(min=1, help="How many facts or fields to judge.")] = 200,
    seed: Annotated[int, typer.Option(help="A different number draws a different sample.")] = 1,
    by: Annotated[
        str | None,
        typer.Option(
            metavar="WHAT", help="Draw as many from each verdict, or each field: verdict, field."
        ),
    ] = None,
    judge: Annotated[str, typer.Option(metavar="NAME", help="Who judges.")] = "judge",
    desk: Annotated[
        bool, typer.Option("--desk", help="Judge in the browser, the story beside each item.")
    ] = False,
    host: Annotated[
        str,
        typer.Option(
            metavar="ADDRESS",
            help="Where the desk listens. Anything but loopback needs a token: "
            "EXTRACTOR_DESK_TOKEN, or a new one, which is printed.",
        ),
    ] = _LOOPBACK,
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="The desk's; 0 picks any free port.")
    ] = 0,
    allow_host: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME", help="A name by which browsers may call the desk; may be repeated."
        ),
    ] = None,
    no_browser: Annotated[
        bool, typer.Option("--no-browser", help="Print the desk's address and open nothing.")
    ] = False,
    export: Annotated[
        Path | None,
        typer.Option("--export", metavar="FILE.csv", help="Write a sheet to judge instead."),
    ] = None,
    import_: Annotated[
        Path | None,
        typer.Option("--import", metavar="FILE.csv", help="Read the judgements of such a sheet."),
    ] = None,
    summary: Annotated[
        bool, typer.Option("--summary", help="Judge nothing; only print what was judged so far.")
    ] = False,
) -> None:
    """Judge a sample of a batch's results, and print the error rate with its 95 % interval."""
    from extractor.batch.audit import draw_sample, read_unit
    from extractor.batch.audit_report import audit_report
    from extractor.batch.judgements import Judgements
    from extractor.batch.store import RunStore
    from extractor.cli.batch_options import STORE_NAME
    from extractor.cli.endings import AUDIT
    from extractor.cli.exits import SOME_FAILED
    from extractor.cli.parameters import one_of, say
    from extractor.cli.serving import desk_rules
    from extractor.errors import OptionError

    if by is not None:
        one_of("--by", by, BYS)
    if sum((desk, export is not None, import_ is not None, summary)) > 1:
        raise OptionError("--desk, --export, --import and --summary are four things: choose one")
    if not desk and (host != _LOOPBACK or port or allow_host or no_browser):
        raise OptionError("--host, --port, --allow-host and --no-browser go with --desk")
    if export is not None:
        AUDIT.chosen(None, export, option="--export")
    is_judging = not (desk or export or import_ or summary)
    if is_judging and not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise OptionError(
            "judging needs a terminal: use --desk for the browser, or --export FILE.csv, fill it "
            "in, and --import it"
        )
    if not judge.strip():
        raise OptionError("--judge is empty: give a name")
    rules = desk_rules(host, allow_host or []) if desk else None
    path = store / STORE_NAME if store.is_dir() else store
    with RunStore(path, read_only=True) as opened, Judgements(path) as judgements:
        if not (export or summary):
            judgements.check_writable()
        drawn = draw_sample(opened, sample, seed=seed, by=cast("By | None", by))
        if rules is not None:
            _judge_at_desk(opened, drawn, judge, rules, host, port, opens_browser=not no_browser)
            return
        units = [read_unit(opened, each) for each in drawn.items]
        if export is not None:
            _export(export, units, judgements, judge)
            return
        has_errors = _import(import_, units, judgements, judge) if import_ is not None else False
        if is_judging:
            from rich.console import Console

            judge_units(
                units,
                judgements,
                judge,
                read_key=typer.getchar,
                read_line=sys.stdin.readline,
                console=Console(highlight=False),
            )
        _print_report(audit_report(drawn, units, judgements.by_judge()))
    if has_errors:
        say("extractor: some rows of the sheet were not used")
        raise typer.Exit(SOME_FAILED)


def _judge_at_desk(
    store: RunStore,
    sample: Sample,
    judge: str,
    rules: Rules,
    host: str,
    port: int,
    *,
    opens_browser: bool,
) -> None:
    """Serve the sample until the judge ends it, then print what was judged."""
    from extractor.cli.parameters import say
    from extractor.cli.serving import announce, own_address, run_desk
    from extractor.review.audit_pages import create_audit_app
    from extractor.review.auditing import Audit
    from extractor.review.serving import PageServer

    audit = Audit(store, sample, judge)
    server = PageServer(create_audit_app(audit, rules), host=host, port=port)
    for line in announce("The audit", rules, host, server.port):
        say(line)
    say(f"Judgements are kept in {store.path}. Ctrl-C ends it; nothing is lost.")
    try:
        run_desk(server, own_address(rules, host, server.port), opens_browser=opens_browser)
    finally:
        _print_report(audit.report())


def _print_report(report: AuditReport) -> None:
    from extractor.batch.audit_report import report_lines

    for line in report_lines(report):
        typer.echo(line)


def judge_units(
    units: Sequence[Unit],
    judgements: Judgements,
    judge: str,
    *,
    read_key: ReadKey,
    read_line: ReadLine,
    console: Console,
) -> None:
    """Show what this judge has not judged yet, one item at a time, and keep each word at once.

    Back shows the item before, whatever was said of it; a note goes with the next word.
    """
    from extractor.batch.judgements import Judgement

    said = dict(judgements.by_judge().get(judge, {}))
    at, note = _next_open(units, said, 0), ""
    is_shown = False
    while at < len(units):
        unit = units[at]
        if not is_shown:
            console.print(_card(unit, at, len(units), said))
            is_shown = True
        console.print(KEYS, end=" ", markup=False)
        key = _pressed(read_key)
        console.print(key if key.isprintable() else "", markup=False)
        if key in _ENDS:
            return
        if key in _WORDS:
            judged = Judgement(unit.id, _WORDS[key], note)
            judgements.add(judge, [judged])
            said[unit.id] = judged
            at, note, is_shown = _next_open(units, said, at + 1), "", False
        elif key == "b":
            at, note, is_shown = max(0, at - 1), "", False
        elif key == "s":
            from extractor.outputs.visible import visible

            console.print(visible(unit.text), markup=False, soft_wrap=True)
        elif key == "n":
            console.print("Note: ", end="", markup=False)
            note = read_line().strip()


_WORDS: dict[str, Judged] = {"r": "right", "w": "wrong", "c": "cannot tell", "?": "cannot tell"}


def _pressed(read_key: ReadKey) -> str:
    try:
        return read_key().lower()
    except (EOFError, KeyboardInterrupt):
        return "q"


def _next_open(units: Sequence[Unit], said: dict[str, Judgement], start: int) -> int:
    """The next item from `start` that is not judged; past the end when there is none."""
    from extractor.batch.judgements import next_open

    at = next_open([said.get(unit.id) for unit in units], start)
    return len(units) if at is None else at


def _card(unit: Unit, at: int, total: int, said: dict[str, Judgement]) -> Text:
    """One item; built as text, never as markup, every word of it made visible."""
    from rich.text import Text

    from extractor.outputs.visible import one_line

    card = Text()
    card.append(f"\n{at + 1} of {total}  {one_line(unit.name)}  {one_line(unit.item)}\n", "dim")
    for number, line in enumerate(unit.claim):
        card.append(f"  {one_line(line)}\n", "bold" if number == 0 else "")
    if unit.sentence is not None and unit.evidence is not None:
        start, end = unit.sentence.start, unit.sentence.end
        place = unit.evidence
        card.append("  “")
        for words, style in (
            (unit.text[start : place.start], ""),
            (place.text, "reverse"),
            (unit.text[place.end : end], ""),
        ):
            # Spaces at the border of the two belong to the sentence.
            card.append(_spaced(words), style)
        card.append("”\n")
    else:
        card.append("  No place in the story: read it with [s].\n", "dim")
    card.append(f"  Checks: {unit.verdict}")
    for message in unit.messages[:3]:
        card.append(f"\n    {one_line(message)}")
    if unit.id in said:
        before = said[unit.id]
        card.append(f"\n  Judged before: {before.judged} {one_line(before.note)}".rstrip())
    return card


def _spaced(words: str) -> str:
    from extractor.outputs.visible import one_line

    line = one_line(words)
    before = " " if words[:1].isspace() else ""
    after = " " if line and words[-1:].isspace() else ""
    return f"{before}{line}{after}"


def _export(file: Path, units: Sequence[Unit], judgements: Judgements, judge: str) -> None:
    from extractor.batch.audit_sheet import sheet_csv
    from extractor.cli.parameters import say, write_text

    write_text(sheet_csv(units, judgements.by_judge().get(judge, {})), file)
    say(f"Written: {file} ({len(units):,} rows); judge with right, wrong or cannot tell")


def _import(file: Path, units: Sequence[Unit], judgements: Judgements, judge: str) -> bool:
    """Whether rows were refused."""
    from extractor.batch.audit_sheet import read_sheet
    from extractor.cli.parameters import say
    from extractor.readers.files import read_file

    sheet = read_sheet(read_file(file), file.name, {unit.id: unit for unit in units})
    before = judgements.by_judge().get(judge, {})
    new = [each for each in sheet.judgements if before.get(each.unit) != each]
    judgements.add(judge, new)
    for refused in sheet.errors:
        say(f"extractor: {file.name}: {refused}")
    say(f"Read: {len(new):,} new judgements, {sheet.empty:,} rows without one")
    return bool(sheet.errors)
