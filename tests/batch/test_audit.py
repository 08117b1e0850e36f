"""Audits: intervals, samples, judging at a terminal and in a sheet, what judges agree on."""

from __future__ import annotations

import csv
import io
import os
import pty
import subprocess
import sys
import termios
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from extractor import Document
from extractor.batch.audit import Sample, Unit, draw_sample, read_unit
from extractor.batch.audit_numbers import (
    Case,
    Judged,
    cohens_kappa,
    detection,
    plain_rate,
    shared_out,
    weighted_rate,
    wilson,
)
from extractor.batch.audit_report import audit_report, report_lines
from extractor.batch.audit_sheet import COLUMNS, read_sheet, sheet_csv
from extractor.batch.coding import coding_outcome
from extractor.batch.judgements import Judgement, Judgements
from extractor.batch.plans import report_outcome
from extractor.batch.store import Outcome, RunStore
from extractor.cli import main
from extractor.cli.audit import judge_units
from extractor.errors import InputError, OptionError, StorageError, StoreError
from extractor.schemas.coding import CodebookField, CodedField, CodedRecord, CodedValue, Coding
from extractor.schemas.fact import Fact
from extractor.schemas.finding import Finding, Verdict
from extractor.schemas.report import Ledger, Report, Run
from extractor.schemas.span import Span

RUN = Run(
    task="news",
    prompt=None,
    prompt_hash=None,
    schema_hash=None,
    model="local:function",
    parameters={},
    versions={},
)

TEXT = "WELBY — The fire [bold]burned[/bold] 14 homes on Monday.\nNobody was hurt.\x1b[2J"


def report_of(number: int, verdicts: Sequence[Verdict]) -> Report:
    """A report with a fact for each verdict; "exact" has a finding, None has none."""
    span = Span.of(TEXT, TEXT.index("14 homes"), TEXT.index(" on Monday"))
    facts = tuple(
        Fact(
            id=f"1.f{n}",
            kind="figure" if n % 2 else "statement",
            statement=f"={number} claim {n}",
            quote=span.text,
            span=span,
            grounding="exact",
            when="on Monday",
            passage=0,
        )
        for n in range(len(verdicts))
    )
    findings = tuple(
        Finding(
            check="figure.value",
            verdict=verdict,
            severity="error" if verdict == "value_mismatch" else "info",
            span=None,
            message=f"says {verdict}",
            fact=f"1.f{n}",
        )
        for n, verdict in enumerate(verdicts)
    )
    return Report(
        compared_with="this story only",
        document=Document(text=TEXT, name=f"s{number}"),
        facts=facts,
        findings=findings,
        ledger=Ledger(rows=()),
        quotations=(),
        passages=(),
        run=RUN,
    )


def coding_of() -> Coding:
    """A coding with a stated field, one not stated and one not checked."""
    place = Span.of(TEXT, TEXT.index("14 homes"), TEXT.index(" on Monday"))
    value = CodedValue(
        value="14", words="14 homes", evidence=place, verdict="exact", word="matches"
    )
    columns = tuple(
        CodebookField(path=path, kind="number", description=f"the {path}")
        for path in ("homes", "deaths", "cost")
    )
    fields = (
        CodedField(path="homes", status="stated", values=(value,)),
        CodedField(path="deaths", status="not_stated"),
        CodedField(path="cost", status="not_checked"),
    )
    return Coding(
        compared_with="this story only",
        document=Document(text=TEXT, name="coded"),
        codebook="Fire",
        is_list=False,
        columns=columns,
        records=(CodedRecord(id="r1", fields=fields),),
        findings=(),
        passages=(),
        run=RUN,
    )


def filled(path: Path, outcomes: Sequence[Outcome]) -> Path:
    """A store with these outcomes."""
    with RunStore(path) as store:
        store.listings.begin({"plan": "a test"})
        listed = [(n, f"s{n}", f"key{n:03}", 10) for n in range(len(outcomes))]
        store.listings.add(listed)
        for (_, _, key, _), outcome in zip(listed, outcomes, strict=True):
            store.finish(key, outcome)
    return path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store of 40 documents: 120 facts of which 40 are flagged."""
    verdicts: Sequence[Verdict] = ("exact", "value_mismatch", "exact")
    outcomes = [report_outcome(report_of(n, verdicts)) for n in range(40)]
    return filled(tmp_path / "run.sqlite", outcomes)


def units_of(path: Path, size: int, **wanted: object) -> tuple[Sample, list[Unit]]:
    """A sample and its items."""
    with RunStore(path, read_only=True) as store:
        sample = draw_sample(store, size, **wanted)  # type: ignore[arg-type]
        return sample, [read_unit(store, drawn) for drawn in sample.items]


@pytest.mark.parametrize(
    ("wrong", "judged", "low", "high"),
    [
        # Newcombe (1998), Statistics in Medicine 17, table I, method 3
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
        # the same from the other side
        (20, 20, 0.8389, 1.0),
        (28, 29, 0.8282, 0.9939),
    ],
)
def test_wilson_interval_against_published_values(
    wrong: int, judged: int, low: float, high: float
) -> None:
    """The score interval agrees with the published examples to four places."""
    assert [round(end, 4) for end in wilson(wrong, judged)] == [low, high]


@given(st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_interval_holds_its_share(counts: tuple[int, int]) -> None:
    """An interval lies between 0 and 1, holds the share, and mirrors that of the other outcome."""
    wrong, judged = counts
    low, high = wilson(wrong, judged)
    assert 0 <= low <= wrong / judged <= high <= 1
    mirrored = wilson(judged - wrong, judged)
    assert (1 - mirrored[1], 1 - mirrored[0]) == pytest.approx((low, high))


def cases(
    stratum: str, wrong: int, right: int, unsure: int = 0, *, flagged: bool = False
) -> list[Case]:
    """Judged items of one stratum."""
    counts: dict[Judged, int] = {"wrong": wrong, "right": right, "cannot tell": unsure}
    return [Case(stratum, flagged, word) for word, n in counts.items() for _ in range(n)]


def test_what_nobody_could_tell_is_in_no_rate() -> None:
    """Items that cannot be told are counted apart, and alone make no rate."""
    rate = plain_rate(cases("a", 1, 3, 5))
    assert (rate.judged, rate.wrong, rate.cannot_tell, rate.share) == (4, 1, 5, 0.25)
    assert plain_rate(cases("a", 0, 0, 5)).share is None


def test_strata_are_weighted_by_their_size() -> None:
    """Half of a small stratum wrong and none of a large one is a small rate overall."""
    sizes = {"flagged": 100, "quiet": 900}
    judged = cases("flagged", 20, 20, flagged=True) + cases("quiet", 0, 40)
    rate = weighted_rate(judged, sizes)
    assert rate.share == pytest.approx(0.05)
    assert rate.low is not None
    assert rate.high is not None
    assert 0 < rate.low < 0.05 < rate.high < plain_rate(judged).share  # type: ignore[operator]
    found = detection(judged, sizes)
    assert found.precision == pytest.approx(0.5)
    assert found.recall == pytest.approx(1.0)
    assert found.agreement == pytest.approx(0.95)


def test_sample_in_proportion_is_weighted_to_the_plain_rate() -> None:
    """Strata drawn in proportion to their size give the same estimate as no strata."""
    judged = cases("a", 3, 27) + cases("b", 6, 4)
    assert weighted_rate(judged, {"a": 300, "b": 100}).share == pytest.approx(
        plain_rate(judged).share
    )


def test_detection_counts_each_kind_of_agreement() -> None:
    """Precision is over what is flagged, recall over what is wrong; undefined ones are none."""
    judged = [
        *cases("x", 6, 2, flagged=True),
        *cases("x", 3, 9, 4),
    ]
    found = detection(judged)
    assert found.counts == (6, 2, 3, 9)
    assert (found.precision, found.agreement) == (0.75, 0.75)
    assert found.recall == pytest.approx(2 / 3)
    nothing = detection(cases("x", 0, 3))
    assert (nothing.precision, nothing.recall, nothing.agreement) == (None, None, 1.0)


@pytest.mark.parametrize(
    ("both_right", "one_right", "other_right", "both_wrong", "kappa"),
    [
        (20, 5, 10, 15, 0.4),  # 0.7 seen, 0.5 by chance
        (10, 0, 0, 10, 1.0),
        (0, 10, 10, 0, -1.0),
        (25, 25, 25, 25, 0.0),
        (10, 0, 0, 0, None),
        (0, 0, 0, 0, None),
    ],
)
def test_cohens_kappa(
    both_right: int, one_right: int, other_right: int, both_wrong: int, kappa: float | None
) -> None:
    """Agreement beyond chance; none where chance alone would agree always."""
    right: Judged = "right"
    wrong: Judged = "wrong"
    pairs: list[tuple[Judged, Judged]] = [("cannot tell", wrong)]
    pairs += [(right, right)] * both_right + [(wrong, wrong)] * both_wrong
    pairs += [(right, wrong)] * one_right + [(wrong, right)] * other_right
    found = cohens_kappa(pairs)
    assert found == (None if kappa is None else pytest.approx(kappa))


@given(st.integers(1, 300), st.dictionaries(st.text(max_size=3), st.integers(1, 90), min_size=1))
def test_shares_of_strata_add_up(sample: int, sizes: dict[str, int]) -> None:
    """No stratum gives more than it has, all together the sample, and none lags without need."""
    drawn = shared_out(sample, sizes)
    assert sum(drawn.values()) == min(sample, sum(sizes.values()))
    most = max(drawn.values())
    assert all(drawn[name] >= min(sizes[name], most - 1) for name in sizes)


def test_sample_is_the_same_for_the_same_seed(path: Path) -> None:
    """The seed decides the sample; a larger sample begins with the smaller one."""
    first, again, other = (units_of(path, 20, seed=seed)[0] for seed in (1, 1, 2))
    assert first.items == again.items
    assert set(first.items) != set(other.items)
    assert units_of(path, 50, seed=1)[0].items[:20] == first.items
    assert len(set(first.items)) == 20
    assert (first.population, first.verdicts) == (120, {"matches": 80, "differs": 40})


def test_every_item_is_as_likely_as_any_other(path: Path) -> None:
    """Over many seeds each fact is drawn about equally often."""
    counts: Counter[str] = Counter()
    with RunStore(path, read_only=True) as store:
        for seed in range(60):
            for drawn in draw_sample(store, 40, seed=seed).items:
                counts[f"{drawn.document}/{drawn.item}"] += 1
    # 60 draws at 1/3: outside 5 to 35 lies less than one in a million
    assert len(counts) == 120
    assert 5 < min(counts.values()) <= max(counts.values()) < 35


def test_strata_are_drawn_alike(path: Path) -> None:
    """By verdict, the few flagged facts are half of the sample; by field, each kind is."""
    by_verdict, _ = units_of(path, 30, by="verdict")
    assert Counter(map(by_verdict.stratum_of, by_verdict.items)) == {"matches": 15, "differs": 15}
    by_field, _ = units_of(path, 30, by="field")
    assert Counter(map(by_field.stratum_of, by_field.items)) == {"figure": 15, "statement": 15}
    assert by_field.sizes == {"figure": 40, "statement": 80}


def test_story_that_is_listed_twice_counts_once(tmp_path: Path) -> None:
    """A document with two places in the input is one in the population."""
    path = filled(tmp_path / "run.sqlite", [report_outcome(report_of(0, ["exact"]))])
    with RunStore(path) as store:
        store.listings.add([(1, "again", "key000", 10)])
        assert draw_sample(store, 10).population == 1


def test_fields_of_records_are_judged_but_for_those_not_checked(tmp_path: Path) -> None:
    """A record's stated and not stated fields are in the population, each with its own claim."""
    path = filled(tmp_path / "run.sqlite", [coding_outcome(coding_of())])
    _, units = units_of(path, 10)
    by_item = {unit.item: unit for unit in units}
    assert set(by_item) == {"r1/homes", "r1/deaths"}
    assert by_item["r1/homes"].claim == ("homes (the homes)", "= 14")
    assert by_item["r1/homes"].sentence is not None
    deaths = by_item["r1/deaths"]
    assert (deaths.claim[1], deaths.verdict, deaths.evidence) == (
        "is not stated",
        "not stated",
        None,
    )


def test_store_without_facts_has_nothing_to_judge(tmp_path: Path) -> None:
    """A store in which nothing was found is refused in one line; so is what is no store."""
    path = filled(tmp_path / "run.sqlite", [Outcome("failed", "truncated", "cut off")])
    with RunStore(path) as store, pytest.raises(OptionError, match="holds no facts"):
        draw_sample(store, 10)
    (tmp_path / "other.sqlite").write_bytes(b"no database at all")
    with pytest.raises(StorageError):
        Judgements(tmp_path / "other.sqlite")
    with pytest.raises(StoreError, match="no run store"):
        Judgements(tmp_path / "missing.sqlite")


def test_last_word_counts_and_the_first_is_kept(path: Path) -> None:
    """A judgement is never overwritten; the latest of a judge on an item is the one that counts."""
    with Judgements(path) as judgements:
        judgements.add("ann", [Judgement("u", "wrong", "hm"), Judgement("v", "right")])
        judgements.add("ann", [Judgement("u", "right")])
        judgements.add("ben", [Judgement("u", "cannot tell")])
    with Judgements(path) as judgements:
        said = judgements.by_judge()
        assert said["ann"] == {"u": Judgement("u", "right"), "v": Judgement("v", "right")}
        assert said["ben"]["u"].judged == "cannot tell"
        with pytest.raises(Exception, match="CHECK"):
            judgements.add("ann", [Judgement("u", "wrong"), Judgement("v", "maybe")])  # type: ignore[arg-type]
        assert judgements.by_judge()["ann"]["u"].judged == "right"


def pressing(keys: str) -> Callable[[], str]:
    """A keyboard on which these keys are pressed, then none."""
    pressed = iter(keys)
    return lambda: next(pressed, "q")


def judged_with(path: Path, keys: str, *, size: int = 5, lines: Sequence[str] = ()) -> str:
    """What the terminal shows while these keys are pressed; judgements are in the store."""
    _, units = units_of(path, size)
    shown = io.StringIO()
    typed = iter(lines)
    with Judgements(path) as judgements:
        judge_units(
            units,
            judgements,
            "ann",
            read_key=pressing(keys),
            read_line=lambda: next(typed, ""),
            console=Console(file=shown, width=100, force_terminal=False),
        )
    return shown.getvalue()


def said_by(path: Path, judge: str = "ann") -> list[str | None]:
    """What a judge said of a sample of five, in its order."""
    _, units = units_of(path, 5)
    with Judgements(path) as judgements:
        said = judgements.by_judge().get(judge, {})
    return [said[unit.id].judged if unit.id in said else None for unit in units]


def test_keys_judge_one_item_after_the_other(path: Path) -> None:
    """Right, wrong and cannot tell are kept at once; what is quit is gone on with later."""
    shown = judged_with(path, "rwxq")
    assert said_by(path) == ["right", "wrong", None, None, None]
    assert "1 of 5" in shown
    assert "3 of 5" in shown
    again = judged_with(path, "cRw")
    assert said_by(path) == ["right", "wrong", "cannot tell", "right", "wrong"]
    assert "1 of 5" not in again
    assert "3 of 5" in again


def test_back_judges_the_item_before_anew(path: Path) -> None:
    """Back shows what was said before and lets it be changed; open items are not lost by it."""
    shown = judged_with(path, "rrbwrrr")
    assert said_by(path) == ["right", "wrong", "right", "right", "right"]
    assert "Judged before: right" in shown


def test_note_goes_with_the_next_word(path: Path) -> None:
    """A note is kept with the judgement that follows it, and with no other."""
    judged_with(path, "nwr", lines=["the mayor said 40\n"])
    _, units = units_of(path, 5)
    with Judgements(path) as judgements:
        said = judgements.by_judge()["ann"]
    assert [said[unit.id].note for unit in units[:2]] == ["the mayor said 40", ""]


def test_card_shows_story_words_and_obeys_none_of_them(path: Path) -> None:
    """Markup and terminal sequences in a story are shown as they are, never obeyed."""
    shown = judged_with(path, "s")
    assert "The fire [bold]burned[/bold] 14 homes on Monday." in shown
    assert "\x1b" not in shown
    assert "⟨U+001B⟩" in shown
    assert "Checks: " in shown


@pytest.mark.parametrize("key", ["\x03", "\x04", "\x1b", ""])
def test_every_way_out_ends_the_judging(path: Path, key: str) -> None:
    """Ctrl-C, Ctrl-D, Escape and the end of input quit; what was judged stays."""
    pressed = iter(["r", key])
    _, units = units_of(path, 5)
    with Judgements(path) as judgements:
        judge_units(
            units,
            judgements,
            "ann",
            read_key=lambda: next(pressed),
            read_line=str,
            console=Console(file=io.StringIO()),
        )
    assert said_by(path) == ["right", None, None, None, None]


def test_sheet_goes_out_and_comes_back(path: Path) -> None:
    """A sheet filled in by hand gives the judgements, formulas never having been any."""
    _, units = units_of(path, 5)
    text = sheet_csv(units, {})
    assert text.splitlines()[0] == ",".join(COLUMNS)
    rows = list(csv.DictReader(io.StringIO(text)))
    assert all(row["claim"].startswith("'=") for row in rows)
    for row, word in zip(rows, ["right", " Wrong", "c", "maybe", ""], strict=True):
        row["judgement"], row["note"] = word, "'=note" if word == "right" else ""
    rows.append(rows[0] | {"judgement": "wrong"})
    rows.append({"id": "key000:0:1.f0", "judgement": "r"})
    for delimiter in (",", ";"):
        file = io.StringIO()
        writer = csv.DictWriter(file, COLUMNS, delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)
        data = ("\ufeff" + file.getvalue()).encode()
        sheet = read_sheet(data, "sheet.csv", {unit.id: unit for unit in units})
        assert [(each.unit, each.judged, each.note) for each in sheet.judgements] == [
            (units[0].id, "right", "=note"),
            (units[1].id, "wrong", ""),
            (units[2].id, "cannot tell", ""),
        ]
        assert (sheet.empty, len(sheet.errors)) == (1, 3)
        assert "row 5: 'maybe' is no judgement" in sheet.errors[0]
        assert "earlier row" in sheet.errors[1]
        assert "not in this sample" in sheet.errors[2]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "no columns"),
        (b"id,note\n1,2\n", "no columns"),
        (b"\x00\x01\x02\xff", "."),
        (b"id,judgement" + b"," * 200 + b"\n", "more than 200 columns"),
        (b"PK\x03\x04" + b"\x00" * 40, "is a workbook, not CSV: save it as CSV"),
        (b'id,judgement\n"' + b"x" * 200_000 + b'",right\n', "no CSV"),
    ],
)
def test_file_that_is_no_sheet_is_one_line(data: bytes, said: str) -> None:
    """What cannot be read as a sheet is an error in one line."""
    before = csv.field_size_limit(131_072)  # reading a table of stories raises it for the process
    try:
        with pytest.raises(InputError, match=said) as caught:
            read_sheet(data, "sheet.csv", {})
    finally:
        csv.field_size_limit(before)
    assert "\n" not in str(caught.value)


def test_sheet_of_odd_bytes_never_breaks() -> None:
    """Ragged rows are read as far as they go."""
    sheet = read_sheet(b"id,judgement\r\nx\r\n,right,1,2\r\n", "s.csv", {})
    assert (sheet.empty, len(sheet.errors)) == (1, 1)


def test_changed_fact_is_to_be_judged_anew(path: Path) -> None:
    """A judgement is of what was shown: when a new run words the fact otherwise, it is gone."""
    judged_with(path, "rrrrr")
    assert None not in said_by(path)
    with RunStore(path) as store:
        for n in range(40):
            store.finish(f"key{n:03}", report_outcome(report_of(n + 100, ["exact"] * 3)))
    assert said_by(path) == [None] * 5


def test_report_gives_rates_and_agreement(path: Path) -> None:
    """The lines name each judge's rate and interval, the strata, the checks and kappa."""
    sample, units = units_of(path, 12, by="verdict")
    flagged = [drawn.is_flagged for drawn in sample.items]
    words: list[Judged] = ["wrong" if is_flagged else "right" for is_flagged in flagged]
    with Judgements(path) as judgements:
        pairs = list(zip(units, words, strict=True))
        judgements.add("ann", [Judgement(unit.id, word) for unit, word in pairs])
        judgements.add("ben", [Judgement(unit.id, word) for unit, word in pairs[:6]])
        judgements.add("eve", [Judgement("of another sample", "right")])
        report = audit_report(sample, units, judgements.by_judge())
    lines = "\n".join(report_lines(report))
    assert [each.judge for each in report.judges] == ["ann", "ben"]
    assert report.judges[0].rate.share == pytest.approx(40 / 120)
    assert "Error rate 33.3% (95 % interval" in lines
    assert "ann and ben say the same of 6 of 6 items that both judged; Cohen's kappa 1.00" in lines
    assert "of what they call a problem 100% is wrong (6 of 6 judged)" in lines


def test_stratum_that_nobody_judged_is_left_out_and_said_so(path: Path) -> None:
    """A rate that leaves out a stratum names it."""
    sample, units = units_of(path, 12, by="verdict")
    quiet = [
        Judgement(unit.id, "right")
        for drawn, unit in zip(sample.items, units, strict=True)
        if not drawn.is_flagged
    ]
    report = audit_report(sample, units, {"ann": {each.unit: each for each in quiet}})
    assert report.judges[0].left_out == ("differs",)
    assert "left out of the rate: differs" in "\n".join(report_lines(report))


def test_unjudged_sample_says_so(path: Path) -> None:
    """Without a judgement there is no rate, and no error."""
    sample, units = units_of(path, 12)
    assert list(report_lines(audit_report(sample, units, {})))[-1].startswith("Nothing of it")


def command(monkeypatch: pytest.MonkeyPatch, *words: object) -> int:
    """The exit code of `extractor` with these words."""
    monkeypatch.setattr("sys.argv", ["extractor", *map(str, words)])
    try:
        main()
    except SystemExit as stop:
        return int(stop.code or 0)
    return 0


def test_command_exports_imports_and_sums_up(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`extractor audit` works through a spreadsheet alone, and reads a folder as its store."""
    sheet = path.parent / "sheet.csv"
    same = ["--sample", 8, "--seed", 3, "--judge", "ann"]
    assert command(monkeypatch, "audit", path.parent, *same, "--export", sheet) == 0
    rows = list(csv.DictReader(io.StringIO(sheet.read_text("utf-8"))))
    rows[0]["judgement"], rows[1]["judgement"], rows[2]["judgement"] = "wrong", "right", "hm"
    with sheet.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows(rows)
    assert command(monkeypatch, "audit", path, *same, "--import", sheet) == 3
    out, err = capsys.readouterr()
    assert "Error rate 50.0%" in out
    assert "2 new judgements, 5 rows without one" in err
    assert command(monkeypatch, "audit", path, *same, "--summary") == 0
    assert "ann: 2 of 8 judged" in capsys.readouterr().out
    assert command(monkeypatch, "audit", path, *same, "--export", sheet) == 0
    again = list(csv.DictReader(io.StringIO(sheet.read_text("utf-8"))))
    assert [row["judgement"] for row in again[:3]] == ["wrong", "right", ""]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "--export"),
        (["--by", "length"], "verdict, field"),
        (["--summary", "--export", "x.csv"], "choose one"),
        (["--judge", " ", "--summary"], "give a name"),
        (["--import", "missing.csv"], "there is no file 'missing.csv'"),
        (["--import", "/dev/zero"], "is a device, not a file"),
    ],
)
def test_wrong_usage_is_one_line(
    path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: list[str],
    said: str,
) -> None:
    """What cannot be done is one line that says what to do."""
    assert command(monkeypatch, "audit", path, *words) == 2
    err = capsys.readouterr().err
    assert (err.count("\n"), said in err) == (1, True)


class Terminal:
    """A terminal from the side of whoever sits at it."""

    def __init__(self, master: int) -> None:
        self.master = master
        self.shown = ""

    def read_until(self, words: str, times: int) -> None:
        """Read until the words were shown so often; to the end where the program ends first."""
        while self.shown.count(words) < times:
            try:
                data = os.read(self.master, 4096)
            except OSError:  # how Linux says that the other end is closed
                data = b""
            if not data:
                return
            self.shown += data.decode()

    def press(self, key: str) -> None:
        """Press a key once the program waits for one: what comes earlier is flushed away."""
        for _ in range(1000):
            if not termios.tcgetattr(self.master)[3] & termios.ICANON:
                break
            time.sleep(0.01)
        os.write(self.master, key.encode())


def test_judging_at_a_real_terminal(path: Path) -> None:
    """At a terminal single keys judge, without Return, and the rate is printed at the end."""
    master, slave = pty.openpty()
    words = ["audit", str(path), "--sample", "3", "--judge", "ann"]
    with subprocess.Popen(
        [sys.executable, "-m", "extractor", *words],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        env={**os.environ, "TERM": "xterm", "COLUMNS": "100"},
    ) as process:
        os.close(slave)
        terminal = Terminal(master)
        for number, key in enumerate("wrr", 1):
            terminal.read_until("[q]uit", number)
            terminal.press(key)
        terminal.read_until("never shown", 1)
        assert process.wait(60) == 0
    os.close(master)
    assert "3 of 3" in terminal.shown
    assert "Error rate 33.3%" in terminal.shown
    assert said_by(path)[:3] == ["wrong", "right", "right"]
