"""What a store holds, as files: shards of reports and tables, an index, the failures."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from extractor.atomic import FULL, partials_of, writing_whole
from extractor.batch.manifest import (
    FAILURES,
    INDEX,
    MANIFEST,
    STEMS,
    STORIES,
    Manifest,
    ShardFiles,
    file_sha256,
    is_ours,
    manifest_text,
    read_manifest,
)
from extractor.batch.plans import own_version
from extractor.batch.records import codebook_in
from extractor.batch.shards import (
    BATCH_FORMATS,
    BatchFormat,
    Result,
    file_names,
    open_writer,
)
from extractor.batch.store import Entry, Kind, RunStore
from extractor.errors import InputError, OptionError, StorageError
from extractor.outputs.batch_index import IndexLine, index_page
from extractor.outputs.draft_page import draft_page
from extractor.outputs.jsonio import json_text
from extractor.outputs.page import report_page
from extractor.schemas.coding import Coding
from extractor.schemas.report import DraftReport, Report

SHARD = 1_000
"""Documents in a shard."""

PAGES = 1_000
"""Story pages at most, unless more are asked for."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written."""

    documents: int
    """With a result."""
    files: tuple[str, ...]
    """Names inside the folder."""


def export_store(
    store: RunStore,
    folder: str | Path,
    formats: Sequence[BatchFormat] = ("jsonl", "html"),
    *,
    shard: int = SHARD,
    pages: int = PAGES,
    on_shard: Callable[[int], None] | None = None,
) -> Exported:
    """Write what the store holds of its last run, in input order.

    Every file is written whole or not at all. Equal stores produce equal bytes, whatever was in the
    folder before: files of an earlier export that are not written now are removed, even if it was
    killed. A shard whose documents and files have not changed is left as it is. A run may write
    to the store meanwhile; the export shows one moment.

    Raises:
        OptionError: a format does not exist, or needs a package that is not installed.
        InputError: a file cannot be written.
        StorageError: the disk is full, or the store is damaged.
    """
    for each in formats:
        if each not in BATCH_FORMATS:
            raise OptionError(
                f"--format {each!r} does not exist: choose from {', '.join(BATCH_FORMATS)}"
            )
    try:
        with store.snapshot():
            return _Export(store, Path(folder), formats, shard, pages, on_shard).run()
    except OSError as error:
        if error.errno in FULL:
            raise StorageError(
                f"{str(folder)!r} cannot be written: {error.strerror}; make room and run the same "
                "command again"
            ) from None
        raise InputError(f"{str(folder)!r} cannot be written: {error.strerror or error}") from None


class _Export:
    def __init__(
        self,
        store: RunStore,
        folder: Path,
        formats: Sequence[BatchFormat],
        shard: int,
        pages: int,
        on_shard: Callable[[int], None] | None,
    ) -> None:
        self._store = store
        self._folder = folder
        self._formats = tuple(dict.fromkeys(formats))
        self._size = shard
        self._pages = pages
        self._on_shard = on_shard
        self._before = read_manifest(folder)
        self._codebook = codebook_in(store)
        columns = [field.model_dump_json() for field in self._codebook or ()]
        self._made_with = [own_version(), columns]
        """What every file depends on beside its documents."""
        self._files: list[str] = []
        self._shards: dict[str, ShardFiles] = {}
        self._documents = 0

    def run(self) -> Exported:
        if self._codebook is not None and "annotations" in self._formats:
            raise OptionError(
                "--format annotations is for reports; "
                "records can be written as jsonl, csv or parquet"
            )
        self._folder.mkdir(parents=True, exist_ok=True)
        self._clear_partials()
        chosen = self._pages_wanted()
        self._announce(chosen)
        for number, entries in enumerate(self._entries_by_shard()):
            self._write_shard(number, entries, chosen)
            if self._on_shard is not None:
                self._on_shard(self._documents)
        self._write_failures()
        if INDEX in self._others:
            self._write(INDEX, self._index(chosen))
        self._sweep()
        # Last, since it is what says that the rest is whole.
        self._write(MANIFEST, manifest_text(self._manifest()))
        return Exported(self._documents, tuple(self._files))

    @property
    def _others(self) -> list[str]:
        """The files beside the shards."""
        return [FAILURES, *([INDEX] if "html" in self._formats else [])]

    def _announce(self, chosen: set[int]) -> None:
        """Say in the manifest what may be written, so that nothing outlives a kill unnoticed."""
        planned = {
            name
            for number, entries in enumerate(self._entries_by_shard())
            for name in self._shard_files(_tag(number), entries, chosen)
        }
        planned.update(self._others)
        if planned <= set(self._before.names):
            return
        self._before = self._before.with_more(planned)
        with writing_whole(self._folder / MANIFEST) as file:
            file.write(manifest_text(self._before).encode())

    def _entries_by_shard(self) -> Iterator[list[Entry]]:
        start = 0
        while entries := list(self._store.entries(start, start + self._size)):
            yield entries
            start += self._size

    def _pages_wanted(self) -> set[int]:
        """The positions of the stories that get a page: those with most to fix come first."""
        if "html" not in self._formats or self._codebook is not None:
            return set()
        needs = [
            (-entry.outcome.counts.problems, -entry.outcome.counts.absent, entry.position)
            for entry in self._store.entries()
            if entry.outcome is not None and entry.outcome.cause != "unreadable"
        ]
        return {position for *_, position in sorted(needs)[: self._pages]}

    def _write_shard(self, number: int, entries: Sequence[Entry], pages: set[int]) -> None:
        tag = _tag(number)
        names = self._shard_files(tag, entries, pages)
        digest = self._digest(entries, names)
        self._documents += sum(_has_result(entry) for entry in entries)
        self._files += names
        before = self._before.shards.get(tag)
        if before is not None and before.digest == digest and before.are_whole(self._folder, names):
            self._shards[tag] = before
            return
        writers = [
            open_writer(each, self._folder, tag, self._codebook)
            for each in self._formats
            if each != "html"
        ]
        try:
            for entry in entries:
                raw = self._store.result(entry.key) if entry.key else None
                if raw is None:
                    continue
                report = read_result(entry.outcome.kind if entry.outcome else None, raw)
                for writer in writers:
                    writer.write(entry, report, raw)
                if entry.position in pages and not isinstance(report, Coding):
                    self._write(_page_name(entry.position), _page(report), is_listed=False)
        except BaseException:
            for writer in writers:
                writer.discard()
            raise
        for writer in writers:
            writer.close()
        hashes = {name: file_sha256(self._folder / name) or "" for name in names}
        self._shards[tag] = ShardFiles(digest=digest, files=hashes)

    def _digest(self, entries: Sequence[Entry], names: Sequence[str]) -> str:
        """SHA-256 of all that the files of a shard are made of."""
        digest = hashlib.sha256(json.dumps([*self._made_with, sorted(names)]).encode())
        for entry in entries:
            outcome = entry.outcome
            told = (
                entry.position,
                entry.name,
                entry.key,
                outcome and (outcome.state, outcome.kind),
            )
            digest.update(json.dumps(told).encode())
            packed = self._store.packed_result(entry.key) if entry.key else None
            digest.update(hashlib.sha256(packed or b"").digest())
        return digest.hexdigest()

    def _shard_files(self, tag: str, entries: Sequence[Entry], pages: set[int]) -> list[str]:
        names: list[str] = []
        for each in self._formats:
            if each == "html":
                names += [
                    _page_name(entry.position)
                    for entry in entries
                    if entry.position in pages and _has_result(entry)
                ]
            else:
                names += file_names(each, tag, are_records=self._codebook is not None)
        return names

    def _write_failures(self) -> None:
        lines = []
        for entry in self._store.entries():
            outcome = entry.outcome
            if outcome is not None and outcome.state != "done":
                lines.append(
                    json_text(
                        {
                            "position": entry.position,
                            "name": entry.name,
                            "state": outcome.state,
                            "cause": outcome.cause,
                            "reason": outcome.reason,
                        },
                        indent=None,
                    )
                )
        self._write(FAILURES, "".join(lines))

    def _index(self, pages: set[int]) -> str:
        lines = (
            IndexLine(
                number=entry.position + 1,
                name=entry.name,
                state=entry.outcome.state if entry.outcome else "to do",
                reason=(entry.outcome.reason if entry.outcome else None) or "",
                page=_page_name(entry.position)
                if entry.position in pages and _has_result(entry)
                else None,
                facts=entry.outcome.counts.facts if entry.outcome else 0,
                fix=entry.outcome.counts.problems if entry.outcome else 0,
                absent=entry.outcome.counts.absent if entry.outcome else 0,
                look=entry.outcome.counts.looks if entry.outcome else 0,
                match=entry.outcome.counts.matches if entry.outcome else 0,
                figures=entry.outcome.counts.figures if entry.outcome else 0,
                unclaimed=entry.outcome.counts.unclaimed if entry.outcome else 0,
                slips=entry.outcome.counts.slips if entry.outcome else 0,
            )
            for entry in self._store.entries()
        )
        return index_page(
            lines,
            label=self._store.listings.facts().get("plan", ""),
            causes=self._store.causes(),
            files=[name for name in self._files if not name.endswith(".html")],
            has_facts=self._store.totals().calls > 0,
        )

    def _manifest(self) -> Manifest:
        facts, totals = self._store.listings.facts(), self._store.totals()
        return Manifest(
            plan=facts.get("plan"),
            fingerprint=facts.get("fingerprint"),
            documents=dict(sorted(self._store.tally().items())),
            failures=self._store.causes(),
            calls=totals.calls,
            prompt_tokens=totals.prompt_tokens,
            completion_tokens=totals.completion_tokens,
            cost_usd=None if totals.cost_usd is None else str(totals.cost_usd),
            shards=self._shards,
            others=self._others,
        )

    def _clear_partials(self) -> None:
        """Take away what an export that was killed had begun to write."""
        for names in (*(f"{stem}-*" for stem in STEMS), "*.html", MANIFEST, FAILURES):
            for folder in (self._folder, self._folder / STORIES):
                for partial in partials_of(folder, names):
                    partial.unlink(missing_ok=True)

    def _sweep(self) -> None:
        """Take away what an earlier export wrote and this one does not: it would look current."""
        for name in set(self._before.names) - set(self._files):
            if is_ours(self._folder, name):
                (self._folder / name).unlink(missing_ok=True)
        with suppress(OSError):  # it is not there, or somebody else keeps something in it
            (self._folder / STORIES).rmdir()

    def _write(self, name: str, text: str, *, is_listed: bool = True) -> None:
        path = self._folder / name
        path.parent.mkdir(exist_ok=True)
        with writing_whole(path) as file:
            file.write(text.encode())
        if is_listed:
            self._files.append(name)


def read_result(kind: Kind | None, raw: bytes) -> Result:
    """A result of the store as the report or coding that it is."""
    if kind == "record":
        return Coding.model_validate_json(raw)
    return (DraftReport if kind == "draft" else Report).model_validate_json(raw)


def _page(report: Report | DraftReport) -> str:
    return draft_page(report) if isinstance(report, DraftReport) else report_page(report)


def _page_name(position: int) -> str:
    return f"{STORIES}/{position + 1:06d}.html"


def _has_result(entry: Entry) -> bool:
    return entry.outcome is not None and entry.outcome.kind is not None


def _tag(number: int) -> str:
    return f"{number:05d}"
