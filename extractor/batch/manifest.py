"""The manifest of an export: what is in its folder, and how to tell whether it still is."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

MANIFEST = "manifest.json"
INDEX = "index.html"
FAILURES = "failures.jsonl"
STORIES = "stories"

STEMS = ("records", "reports", "annotations", "facts", "findings", "ledger")
"""What the files of shards begin with."""

_SHARD_FILE = re.compile(rf"(?:{'|'.join(STEMS)})-\d{{5,}}\.(?:jsonl|csv|parquet)")
_PAGE = re.compile(rf"{STORIES}/\d{{6,}}\.html")
_OWN_PAGE = b'name="generator" content="fact-extractor'


class _Told(BaseModel):
    """What a later version tells beside is passed over."""

    model_config = ConfigDict(frozen=True, extra="ignore", use_attribute_docstrings=True)


class ShardFiles(_Told):
    """The files of one shard."""

    digest: str = ""
    """SHA-256 of all that they are made of."""
    files: dict[str, str] = Field(default_factory=dict)
    """SHA-256 of each, by name."""

    def are_whole(self, folder: Path, names: Sequence[str]) -> bool:
        """Whether just these files are there, and as they were written."""
        return set(self.files) == set(names) and all(
            file_sha256(folder / name) == self.files[name] for name in names
        )


class Manifest(_Told):
    """What an export wrote."""

    is_whole: bool = True
    """Not while an export writes, or after one was killed."""
    plan: str | None = None
    fingerprint: str | None = None
    documents: dict[str, int] = Field(default_factory=dict)
    """By state."""
    failures: dict[str, int] = Field(default_factory=dict)
    """By cause."""
    calls: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cost_usd: str | None = None
    shards: dict[str, ShardFiles] = Field(default_factory=dict)
    others: list[str] = Field(default_factory=list)
    """Files that belong to no shard, and those that an export was about to write."""

    @property
    def names(self) -> list[str]:
        """Every file but the manifest."""
        in_shards = [name for shard in self.shards.values() for name in shard.files]
        return [*dict.fromkeys((*in_shards, *self.others))]

    def with_more(self, names: Iterable[str]) -> Manifest:
        """The same while these files are being written: what is not to be believed is left out."""
        others = sorted({*self.others, *names})
        return self.model_copy(update={"is_whole": False, "others": others})


def read_manifest(folder: Path) -> Manifest:
    """The manifest in a folder; one that names nothing where there is none that can be read."""
    try:
        data = (folder / MANIFEST).read_bytes()
    except OSError:
        return Manifest()
    try:
        return Manifest.model_validate_json(data)
    except ValidationError:
        return _of_first_release(data)


class _OldShard(_Told):
    files: list[str]


class _OldManifest(_Told):
    shards: dict[str, _OldShard]


def _of_first_release(data: bytes) -> Manifest:
    """What version 0.1.0 wrote: it hashed no files, and named the index nowhere."""
    try:
        old = _OldManifest.model_validate_json(data)
    except ValidationError:
        return Manifest()
    names = [name for shard in old.shards.values() for name in shard.files]
    return Manifest(others=[*names, FAILURES, INDEX])


def manifest_text(manifest: Manifest) -> str:
    """It as JSON."""
    return manifest.model_dump_json(indent=2) + "\n"


def is_ours(folder: Path, name: str) -> bool:
    """Whether a name in a manifest is one that we write: the file may have been tampered with."""
    if name == INDEX:
        try:
            with (folder / name).open("rb") as file:
                return _OWN_PAGE in file.read(2048)
        except OSError:
            return False
    return bool(name == FAILURES or _SHARD_FILE.fullmatch(name) or _PAGE.fullmatch(name))


def file_sha256(path: Path) -> str | None:
    """SHA-256 of a file, in hex; none where it is not there."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None
