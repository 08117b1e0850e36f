"""Settings of the command line: options, environment, file, defaults, in this order."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from extractor.cli import main
from extractor.cli.variables import VARIABLES

Command = Callable[..., tuple[int, str, str]]
DRAFT = "The council has 40 members, and Orlo Pennington leads it."
SOURCE = "The council has 41 members."


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder below one with a draft and its source, and no variable set."""
    for variable in VARIABLES:
        monkeypatch.delenv(variable.name, raising=False)
    (tmp_path / "draft.txt").write_text(DRAFT, "utf-8")
    (tmp_path / "source.txt").write_text(SOURCE, "utf-8")
    inner = tmp_path / "desk" / "monday"
    inner.mkdir(parents=True)
    monkeypatch.chdir(inner)
    return tmp_path


@pytest.fixture
def command(
    folder: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Command:
    """`extractor` in that folder: exit code, stdout and stderr."""

    def run(*words: object) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["extractor", *map(str, words)])
        code = 0
        try:
            main()
        except SystemExit as stop:
            code = int(stop.code or 0)
        out, err = capfd.readouterr()
        return code, out, err

    return run


def found(command: Command, folder: Path, *options: str) -> set[str]:
    """The checks whose findings on the draft are problems."""
    against = ("check", folder / "draft.txt", "--against", folder / "source.txt", "-f", "json")
    code, out, err = command(*against, *options)
    assert code in (0, 4), err
    problems = [each for each in json.loads(out)["findings"] if each["is_problem"]]
    return {each["check"] for each in problems}


def settings(command: Command, *words: object) -> dict[tuple[str, str], tuple[str, str, str]]:
    """Value, origin and default by command and setting."""
    code, out, err = command("config", "-f", "json", *words)
    assert code == 0, err
    return {
        (row["command"], row["setting"]): (row["value"], row["origin"], row["default"])
        for row in json.loads(out)["settings"]
    }


@pytest.mark.parametrize(
    ("name", "before"),
    [("fact-extractor.toml", ""), ("pyproject.toml", "tool.fact-extractor.")],
)
def test_nearest_file_above_holds(command: Command, folder: Path, name: str, before: str) -> None:
    """A file in a folder above the working folder holds, in either of its two forms."""
    assert found(command, folder) == {"figure.value", "name.absent"}
    text = f'[{before}check]\nstrict = true\n[{before}checks]\ndisabled = ["figure.*"]\n'
    (folder / name).write_text(text, "utf-8")
    assert found(command, folder) == {"name.absent"}
    code, _, _ = command("check", folder / "draft.txt", "--against", folder / "source.txt")
    assert code == 4


def test_nearer_file_hides_the_one_above(command: Command, folder: Path) -> None:
    """Files are not merged; a pyproject.toml without the table is passed over."""
    (folder / "fact-extractor.toml").write_text('[checks]\ndisabled = ["figure.*"]\n', "utf-8")
    (folder / "desk" / "pyproject.toml").write_text("[tool.other]\nname = 1\n", "utf-8")
    assert found(command, folder) == {"name.absent"}
    (folder / "desk" / "fact-extractor.toml").write_text("strict = true\n", "utf-8")
    assert found(command, folder) == {"figure.value", "name.absent"}


def test_named_file_comes_before_the_found_one(
    command: Command, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """--config and EXTRACTOR_CONFIG name another file, or none."""
    (folder / "fact-extractor.toml").write_text('[checks]\ndisabled = ["figure.*"]\n', "utf-8")
    other = folder / "other.toml"
    other.write_text('[checks]\naccepted = ["Orlo Pennington"]\n', "utf-8")
    assert found(command, folder, "--config", str(other)) == {"figure.value"}
    assert found(command, folder, "--config", "none") == {"figure.value", "name.absent"}
    monkeypatch.setenv("EXTRACTOR_CONFIG", str(other))
    assert found(command, folder) == {"figure.value"}
    assert found(command, folder, "--config", "none") == {"figure.value", "name.absent"}


def test_option_environment_file_default_in_this_order(
    command: Command, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`extractor config` names the origin of a value: the first of the four that has one."""
    model, rows = ("", "model (EXTRACTOR_MODEL)"), ("batch run", "in-flight")
    assert settings(command)[model] == ("local", "default", "local")
    assert settings(command)[rows] == ("16", "default", "16")
    (folder / "fact-extractor.toml").write_text('model = "none"\n[batch]\nin_flight = 4\n', "utf-8")
    assert settings(command)[model] == ("none", "file", "local")
    assert settings(command)[rows] == ("4", "file", "16")
    assert settings(command)["extract", "model"] == ("none", "file", "local")
    monkeypatch.setenv("EXTRACTOR_MODEL", "openai:tiny")
    assert settings(command)[model] == ("openai:tiny", "environment", "local")
    assert settings(command, "extract")["extract", "model"][:2] == ("openai:tiny", "environment")
    asked = settings(command, "batch", "stories", "--in-flight", "9", "-m", "local")
    assert asked["batch run", "in-flight"] == ("9", "option", "16")
    assert asked["batch run", "model"] == ("local", "option", "none")


def test_table_of_a_command_comes_before_the_top(command: Command, folder: Path) -> None:
    """A key at the top holds for every command that has it; the command's own table is nearer."""
    (folder / "fact-extractor.toml").write_text(
        "max-characters = 900\n[figures]\nmax-characters = 10\n", "utf-8"
    )
    shown = settings(command)
    assert shown["check", "max-characters"][:2] == ("900", "file")
    assert shown["figures", "max-characters"][:2] == ("10", "file")
    assert "10 characters" in command("figures", folder / "draft.txt")[2]
    assert command("figures", folder / "draft.txt", "--max-characters", "500")[0] == 0


def test_every_option_is_a_setting_or_about_one_run(command: Command) -> None:
    """`extractor config` has each variable and each option that may stand in a file."""
    shown = settings(command)
    names = {setting for place, setting in shown if not place}
    assert all(any(each.name in name for name in names) for each in VARIABLES)
    assert ("batch run", "timeout") in shown
    assert not {setting for _, setting in shown} & {"output", "published", "against", "resume"}


def test_file_holds_for_this_run_only(command: Command, folder: Path) -> None:
    """What a file puts into the environment is gone when the command has ended."""
    import os

    (folder / "fact-extractor.toml").write_text('model = "none"\n', "utf-8")
    assert command("extract", folder / "draft.txt")[0] == 0  # no weights were wanted
    assert "EXTRACTOR_MODEL" not in os.environ


SECRET = "s3cr3t"


def test_no_secret_is_shown(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of keys and tokens only that they are set, and no address with its password."""
    monkeypatch.setenv("OPENAI_API_KEY", SECRET)
    monkeypatch.setenv("EXTRACTOR_DESK_TOKEN", SECRET)
    monkeypatch.setenv("EXTRACTOR_DESK", f"postgresql://desk:{SECRET}/@{SECRET}@host/name")
    monkeypatch.setenv("OPENAI_BASE_URL", f"https://user:{SECRET}@host/v1?api_key={SECRET}&x=1")
    for words in ((), ("-f", "json"), ("review",), ("extract", "--base-url", f"http://{SECRET}@h")):
        _, out, err = command("config", *words)
        assert "host" in out or "***@h" in out
        assert SECRET not in out + err


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('modle = "local"', "modle is not a setting: did you mean model?"),
        ("[check]\npartial-source = true", "did you mean partial-sources?"),
        ("[chek]\nstrict = true", "did you mean check?"),
        ("[checks]\ndisbled = []", "did you mean disabled?"),
        ('[checks]\ndisabled = ["figur.hedge"]', "Did you mean figure.hedge?"),
        ('timeout = "soon"', 'timeout = "soon": '),
        ('strict = "yes"', 'strict = "yes": write true or false'),
        ("max-characters = true", "max-characters = true: write one value"),
        ("[batch]\nin-flight = 0", "greater than or equal to 1"),
        ("[batch]\nformat = 3.5", "'3.5' does not exist"),
        ("read-seconds = true", "read-seconds = true: write a number"),
        ('disabled = ["figure.hedge"]', "belongs in the table [checks]"),
        ('output = "x.html"', "give it as --output"),
        ('format = "json"', "write it in a table"),
        ("[model]\nname = 1", "write model = …"),
        ("check = 3", "write [check]"),
        ('openai-api-key = "sk-1"', "set OPENAI_API_KEY"),
        ("= =", "is no TOML"),
    ],
)
def test_wrong_file_is_one_line(command: Command, folder: Path, text: str, said: str) -> None:
    """A wrong key or value is refused with what to do; help is given all the same."""
    (folder / "fact-extractor.toml").write_text(text + "\n", "utf-8")
    words = ["check", folder / "draft.txt", "--against", folder / "source.txt"]
    if text.startswith("[batch]\nformat"):
        words = ["batch", folder / "draft.txt", "-m", "none", "-o", folder / "out"]
    code, _, err = command(*words)
    assert (code, len(err.splitlines())) == (2, 1)
    assert said in err
    assert "sk-1" not in err
    assert command("check", "--help")[0] == 0


@pytest.mark.parametrize(
    "text",
    [
        'base-url = "http://elsewhere.example/v1"',
        'model = "openai:gpt"',
        'model = "local:sent/model.gguf"',
        '[review]\nmodel = "openai:gpt"',
        '[checks]\nfiles = ["own.py"]',
        '[batch]\ncodebook = "own.py:Strike"',
        '[review]\nhost = "0.0.0.0"',
        'cache = "weights"',
        '[mcp]\nfolder = "."',
    ],
)
def test_found_file_neither_runs_code_nor_sends_stories(
    command: Command, folder: Path, text: str
) -> None:
    """A file that lies in the way is refused such a key, until the user names the file."""
    ran = folder / "ran"
    (folder / "own.py").write_text(f"open({str(ran)!r}, 'w').close()\n", "utf-8")
    file = folder / "fact-extractor.toml"
    file.write_text(text + "\n", "utf-8")
    code, _, err = command("figures", folder / "draft.txt")
    assert code == 2
    assert "a file that was only found may not" in err
    assert not ran.exists()
    assert command("--config", file, "figures", folder / "draft.txt")[0] == 0


def test_paths_of_a_file_are_beside_it(command: Command, folder: Path) -> None:
    """A file with checks is looked for in the folder of the settings file."""
    from extractor.checks.added import unregister

    (folder / "own.py").write_text(
        "from extractor.checks.added import register\n"
        "@register('house.beside', 'Nothing')\n"
        "def nothing(text, sources):\n    return ()\n",
        "utf-8",
    )
    file = folder / "fact-extractor.toml"
    file.write_text('[checks]\nfiles = ["own.py"]\n', "utf-8")
    try:
        _, out, err = command("--config", file, "checks", "list")
        assert "house.beside" in out, err
    finally:
        unregister("house.beside")


def test_named_project_without_the_table_is_refused(command: Command, folder: Path) -> None:
    """A pyproject.toml that says nothing for us is no settings file."""
    project = folder / "pyproject.toml"
    project.write_text("[tool.other]\n", "utf-8")
    code, _, err = command("--config", project, "figures", folder / "draft.txt")
    assert (code, "[tool.fact-extractor]" in err) == (2, True)


def test_examples_of_the_page_are_good_settings(
    command: Command, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every TOML block of docs/configuration.md is a file that is accepted."""
    page = (Path(__file__).parent.parent / "docs" / "configuration.md").read_text("utf-8")
    blocks = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    assert len(blocks) >= 3
    (folder / "house_checks.py").write_text("", "utf-8")
    for block in blocks:
        name = "pyproject.toml" if "tool" in tomllib.loads(block) else "fact-extractor.toml"
        file = folder / name
        file.write_text(block, "utf-8")
        code, _, err = command("--config", file, "config")
        assert code == 0, err


def test_batch_with_sources_takes_the_checks_of_the_file(command: Command, folder: Path) -> None:
    """What a file switches off is off in a batch too, and another file makes it another plan."""
    words = ["batch", folder / "draft.txt", "--checks-only", "--against", folder / "source.txt"]
    out = folder / "out"
    assert command(*words, "-o", out, "--strict")[0] == 4
    off = '[checks]\ndisabled = ["name.*", "figure.*", "text.*"]\n'
    (folder / "fact-extractor.toml").write_text(off, "utf-8")
    assert command(*words, "-o", out, "--strict")[0] == 0
