"""Stories that the command line puts on the desk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from extractor.batch.export import read_result
from extractor.batch.store import RunStore
from extractor.errors import InputError
from extractor.review.desk import Desk
from extractor.review.example import example
from extractor.review.store.results import end_run, save_facts, told_of, under_way
from extractor.review.store.stories import find_by_origin
from extractor.review.words import Standing
from extractor.schemas.document import Document
from extractor.schemas.report import DraftReport, Report

MOST_OF_A_BATCH = 20
"""So many documents of a run are opened where none is named."""


def open_file(
    desk: Desk,
    document: Document,
    path: str,
    sources: Mapping[Standing, Sequence[Document]],
    *,
    who: str,
) -> str:
    """The key of the story of a file: a new one, or the one that it was opened as before.

    If its text has changed since, that is a new version of the draft.
    """
    given = [(source, standing) for standing, each in sources.items() for source in each]
    new = partial(
        desk.add_story,
        document,
        [source for source, _ in given],
        standings=[standing for _, standing in given],
        who=who,
    )
    if path == "-":
        return new()
    file = Path(path).resolve()
    original = file.read_bytes() if file.suffix.lower() == ".docx" else None
    with desk.database.reading() as session:
        story = find_by_origin(session, str(file))
    if story is None:
        return new(origin=str(file), original=original)
    desk.add_draft(story.key, document, who=who, original=original)
    for standing, each in sources.items():
        if each:
            desk.add_sources(story.key, each, who=who, standing=standing)
    return story.key


def open_batch(desk: Desk, store: Path, names: Sequence[str], *, who: str) -> list[str]:
    """The keys of stories that a batch run has read: those named, or those with most problems.

    What the run's model said of them comes along; nothing is asked again.

    Raises:
        StoreError: the file is no run store.
        InputError: it has no document of a name that was given, or none with a result.
    """
    with RunStore(store, read_only=True) as run:
        done = [entry for entry in run.entries() if entry.key and entry.outcome]
        if names:
            by_name = {entry.name: entry for entry in done}
            missing = [name for name in names if name not in by_name]
            if missing:
                raise InputError(f"{store.name} has no document {missing[0]!r} with a result")
            chosen = [by_name[name] for name in names]
        else:
            done.sort(key=lambda entry: -entry.outcome.counts.problems if entry.outcome else 0)
            chosen = done[:MOST_OF_A_BATCH]
        keys = []
        for entry in chosen:
            raw = run.result(entry.key) if entry.key else None
            if raw is None or entry.outcome is None:
                continue
            result = read_result(entry.outcome.kind, raw)
            if isinstance(result, Report | DraftReport):
                keys.append(_open_report(desk, f"{store.resolve()}#{entry.key}", result, who))
    if not keys:
        raise InputError(f"{store.name} has no document with a report: run the batch first")
    return keys


def _open_report(desk: Desk, origin: str, report: Report | DraftReport, who: str) -> str:
    with desk.database.reading() as session:
        story = find_by_origin(session, origin)
    if story is not None:
        return story.key
    sources = report.sources if isinstance(report, DraftReport) else ()
    key = desk.add_story(report.document, sources, who=who, origin=origin)
    if isinstance(report, Report) and report.facts:
        desk.runner.wait(key)
        told = told_of(report)
        with under_way(desk.database, key, "model", model=report.run.model) as run:
            save_facts(desk.database, key, 1, told, is_all=True)
            end_run(desk.database, key, run)
    return key


def open_example(desk: Desk, *, who: str) -> str:
    """The key of the example, opened afresh."""
    draft, sources = example()
    return desk.add_story(draft, sources, who=who)


def read_along(desk: Desk, keys: Sequence[str]) -> None:
    """Ask the desk's model, if it has one, about each story that it has not read as it stands."""
    if desk.runner.model is None:
        return
    for key in keys:
        read = [run for run in desk.view(key).runs if run.kind == "model"]
        if not any(run.state in ("running", "done", "stopped") for run in read):
            desk.runner.ask(key)
