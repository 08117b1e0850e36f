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

    from extractor.batch.audit import By, Unit
    from extractor.batch.audit_numbers import Judged
    from extractor.batch.judgements import Judgement, Judgements

BYS = ("verdict", "field")

ReadKey = Callable[[], str]
ReadLine = Callable[[], str]

KEYS = "[r]ight  [w]rong  [c]annot tell  [n]ote  [s]tory  [b]ack  [q]uit"

_ENDS = ("q", "\x03", "\x04", "\x1b", "")
"""Keys that end the judging: quit, Ctrl-C, Ctrl-D, Escape, and the end of the input."""


def audit(
    store: Annotated[Path, typer.Argument(metavar="STORE", help="The run store, or its folder.")],
    sample: Annotated[int, typer.Option(min=1, help="How many facts or fields to judge.")] = 200,
    seed: Annotated[int, typer.Option(help="Another number draws another sample.")] = 1,
    by: Annotated[
        str | None,
        typer.Option(help="Draw as many from each verdict, or each field: verdict, field."),
    ] = None,
    judge: Annotated[str, typer.Option(metavar="NAME", help="Who judges.")] = "judge",
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
    """Judge a sample of what a batch found; prints the error rate with its 95 % interval."""
    from extractor.batch.audit import draw_sample, read_unit
    from extractor.batch.audit_report import audit_report, report_lines
    from extractor.batch.judgements import Judgements
    from extractor.batch.store import RunStore
    from extractor.cli.batch import STORE_NAME
    from extractor.cli.exits import SOME_FAILED
    from extractor.cli.parameters import one_of, say
    from extractor.errors import OptionError

    if by is not None:
        one_of("--by", by, BYS)
    if sum((export is not None, import_ is not None, summary)) > 1:
        raise OptionError("--export, --import and --summary are three things: choose one")
    is_judging = not (export or import_ or summary)
    if is_judging and not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise OptionError(
            "judging wants a terminal: use --export FILE.csv, fill it in, and --import it"
        )
    if not judge.strip():
        raise OptionError("--judge is empty: give a name")
    path = store / STORE_NAME if store.is_dir() else store
    with RunStore(path, read_only=True) as opened, Judgements(path) as judgements:
        drawn = draw_sample(opened, sample, seed=seed, by=cast("By | None", by))
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
        for line in report_lines(audit_report(drawn, units, judgements.by_judge())):
            typer.echo(line)
    if has_errors:
        say("extractor: some rows of the sheet were not used")
        raise typer.Exit(SOME_FAILED)


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
    """The first item from `start` that is not judged; past the end when there is none."""
    for at in range(start, len(units)):
        if units[at].id not in said:
            return at
    # Those that were passed over on the way back stay open.
    return next((at for at in range(start) if units[at].id not in said), len(units))


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
    from extractor.errors import InputError

    try:
        data = file.read_bytes()
    except OSError as error:
        raise InputError(f"{str(file)!r} cannot be read: {error.strerror or error}") from None
    sheet = read_sheet(data, file.name, {unit.id: unit for unit in units})
    before = judgements.by_judge().get(judge, {})
    new = [each for each in sheet.judgements if before.get(each.unit) != each]
    judgements.add(judge, new)
    for refused in sheet.errors:
        say(f"extractor: {file.name}: {refused}")
    say(f"Read: {len(new):,} new judgements, {sheet.empty:,} rows without one")
    return bool(sheet.errors)
