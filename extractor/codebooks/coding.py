"""The way of one story through a codebook: scan → passages → ask → check → merge → coding."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from extractor.asking.sizing import Sizing
from extractor.blocking import run_blocking
from extractor.checks.evidence.text_index import TextIndex
from extractor.checks.findings import Subject, make_finding, quoted
from extractor.codebooks.asking import Answered, CodebookAsker
from extractor.codebooks.checking import ValueChecker
from extractor.codebooks.merging import Merged, Row, join_rows, merge_row
from extractor.codebooks.requests import Given, Piece, Requests, split_for_coding
from extractor.codebooks.shape import Book, read_codebook
from extractor.documents import Story, checked_document
from extractor.errors import InputError, OptionError
from extractor.languages.current import in_language
from extractor.llm.client import Client, learned_of
from extractor.llm.models import NO_MODEL, check_client, chosen_model, prepare_client, split_model
from extractor.options import Options, given_options
from extractor.pipeline import installed_versions
from extractor.scanning.document import Scan, scan_document
from extractor.schemas.coding import Coding
from extractor.schemas.document import Document
from extractor.schemas.finding import Finding
from extractor.schemas.report import PassageOutcome, Run


def code_document(
    document: Story,
    schema: Any,
    *,
    model: str | Client | None = None,
    options: Options | None = None,
) -> Coding:
    """Code a story by a codebook, with every field checked against the story without a model.

    Args:
        document: the story; a string is its text, and a `Path` is read.
        schema: a pydantic class whose fields are described, for one record of the whole story;
            `list[...]` of one for a record of each event in it.
        model: as for `extract`; a codebook cannot be filled in without one.
        options: how the story is read. Repairs are not made.

    Raises:
        UsageError: the codebook, the story, the model string or an option cannot be used.
        ProviderError: the server refuses every call, or cannot be reached at all. What fails in
            one passage only is in `Coding.passages`.
    """
    return run_blocking(code_document_async(document, schema, model=model, options=options))


async def code_document_async(
    document: Story,
    schema: Any,
    *,
    model: str | Client | None = None,
    options: Options | None = None,
) -> Coding:
    """The same as `code_document`, without blocking the event loop while the model answers."""
    options = given_options(options)
    book = read_codebook(schema)
    document = checked_document(document)
    if model is None or isinstance(model, str):
        name = chosen_model(model)
        if name == NO_MODEL:
            raise OptionError("a codebook cannot be filled in without a model: name one")
        sizing = Sizing(split_model(name)[0] == "local", options)
        opener, is_ours = prepare_client(name, options), True
    else:
        check_client(model)
        given = model
        sizing = Sizing(given.is_local, options)
        opener, is_ours = (lambda: given), False

    scan = scan_document(document)
    requests = Requests(book, sizing, scan.language)
    pieces = split_for_coding(scan, sizing.passage_chars)
    to_ask = [piece for piece in pieces if piece.not_asked is None]
    _refuse_too_long(document, len(to_ask) * len(requests.groups), options)
    client = opener()
    try:
        asker = CodebookAsker(client, requests, options.max_reasks)
        answers = await asker.ask_all(to_ask, sizing.concurrency)
    finally:
        if is_ours:
            await client.close()
    run = _run_record(book, asker, sizing)
    with in_language(scan.language):
        return _coding(document, book, scan, pieces, answers, run)


def _refuse_too_long(document: Document, calls: int, options: Options) -> None:
    if calls > options.max_passages:
        raise InputError(
            f"{document.name or 'the text'} takes {calls:,} calls for this codebook, and the limit "
            f"is {options.max_passages:,}: raise --max-passages, or split the story"
        )


def _coding(
    document: Document,
    book: Book,
    scan: Scan,
    pieces: Sequence[Piece],
    answers: Sequence[Answered],
    run: Run,
) -> Coding:
    checker, reading = ValueChecker(scan), TextIndex(scan)
    unread = {
        field.path for answered in answers if answered.failure for _, field in answered.group.fields
    }
    by_piece: dict[int, list[Row]] = {}
    for answered in answers:
        rows = [_checked_row(row, answered.piece, checker) for row in answered.rows]
        by_piece.setdefault(answered.piece.index, []).extend(rows)
    all_rows = [row for index in sorted(by_piece) for row in by_piece[index]]
    if book.is_list:
        joined = join_rows([row for row in all_rows if row.stated], book.fields)
    else:
        joined = [Row()]
        for row in all_rows:
            joined[0].add(row)
    merged = [
        merge_row(row, book.fields, unread, reading, number) for number, row in enumerate(joined, 1)
    ]
    return Coding(
        compared_with="this story only",
        document=document,
        codebook=book.name,
        is_list=book.is_list,
        columns=book.fields,
        records=tuple(each.record for each in merged),
        findings=tuple(finding for each in merged for finding in each.findings),
        passages=tuple(_outcome(piece, answers, merged) for piece in pieces),
        run=run,
    )


def _checked_row(givens: Sequence[Given], piece: Piece, checker: ValueChecker) -> Row:
    row = Row()
    for given in givens:
        path = given.field.path
        if given.status == "unknown":
            words = given.values[0][0] if given.values else None
            row.unknown[path] = [checker.check_unknown(given.field, words, piece.span)]
        elif given.status == "stated":
            checked = [
                checker.check(given.field, value, words, piece.span)
                for words, value in given.values
                if value is not None
            ]
            if checked:
                row.stated[path] = checked
            else:
                row.remarks.append(_remark(given, "said to be stated, without a value"))
            continue
        for _, value in given.values:
            if value is not None:
                said = "unknown" if given.status == "unknown" else "not stated"
                row.remarks.append(_remark(given, f"said to be {said}, and yet given", value))
    return row


def _remark(given: Given, what: str, value: str | bool | None = None) -> Finding:
    """An answer at odds with itself: its status is believed, and what was given is told."""
    shown = f" as {quoted(str(value))}" if value is not None else ""
    return make_finding(
        "text.value",
        "not_checked",
        None,
        f"{given.field.path} is {what}{shown}; the model's answer is at odds with itself.",
        subject=Subject("in the record", None, given.field.path, None),
        severity="info",
        found=None if value is None else str(value),
    )


def _outcome(piece: Piece, answers: Sequence[Answered], merged: Sequence[Merged]) -> PassageOutcome:
    mine = [answered for answered in answers if answered.piece.index == piece.index]
    failed = [answered for answered in mine if answered.failure]
    return PassageOutcome(
        index=piece.index,
        start=piece.span.start,
        end=piece.span.end,
        status="not_asked" if not mine else "failed" if failed else "ok",
        failure=failed[0].failure if failed else None,
        reason=failed[0].reason if failed else piece.not_asked,
        reasks=sum(answered.reasks for answered in mine),
        facts=tuple(_records_of(piece, merged)),
    )


def _records_of(piece: Piece, merged: Sequence[Merged]) -> Iterator[str]:
    for each in merged:
        spans = (value.evidence for field in each.record.fields for value in field.values)
        if any(span is not None and span.overlaps(piece.span) for span in spans):
            yield each.record.id


def _run_record(book: Book, asker: CodebookAsker, sizing: Sizing) -> Run:
    usage, prompt, client = asker.usage, asker.requests.prompt, asker.client
    return Run(
        task=f"codebook {book.name}",
        prompt=f"{prompt.name} {prompt.version}",
        prompt_hash=prompt.sha256,
        schema_hash=book.sha256,
        model=client.model,
        parameters={
            **client.parameters,
            **learned_of(client),
            "passage_chars": sizing.passage_chars,
            "max_reasks": asker.max_reasks,
        },
        calls=usage.calls,
        prompt_tokens=usage.prompt_tokens,
        completion_tokens=usage.completion_tokens,
        cost_usd=client.cost_usd(usage.prompt_tokens, usage.completion_tokens),
        is_estimated=usage.is_estimated,
        versions=installed_versions(),
    )
