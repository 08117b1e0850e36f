"""The sample as a worksheet to judge in a spreadsheet, and its judgements read back."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import StringIO

from extractor.batch.audit import Unit
from extractor.batch.audit_numbers import Judged
from extractor.batch.judgements import JUDGED, Judgement
from extractor.errors import InputError
from extractor.outputs.cells import cell_text, safe_cell
from extractor.readers.plain import decode_text

COLUMNS = (
    "number",
    "document",
    "item",
    "claim",
    "verdict",
    "checks",
    "sentence",
    "evidence",
    "judgement",
    "note",
    "id",
)
"""A judge fills in `judgement` (right, wrong, cannot tell) and, if need be, `note`."""

_SHORT: dict[str, Judged] = {
    "r": "right",
    "w": "wrong",
    "c": "cannot tell",
    "cannot_tell": "cannot tell",
    "?": "cannot tell",
}
_MOST_ROWS = 100_000
_MOST_COLUMNS = 200
_ZIP = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """What came back."""

    judgements: tuple[Judgement, ...]
    empty: int
    """Rows that nobody judged."""
    errors: tuple[str, ...]
    """Rows that cannot be used, a line each."""


def sheet_csv(units: Sequence[Unit], judged: Mapping[str, Judgement]) -> str:
    """The sample as CSV (lines end in CR LF), with what is judged already filled in.

    No cell is one that a spreadsheet runs.
    """
    file = StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for number, unit in enumerate(units, 1):
        said = judged.get(unit.id)
        cells = (
            str(number),
            unit.name,
            unit.item,
            "\n".join(unit.claim),
            unit.verdict,
            "\n".join(unit.messages),
            unit.sentence.text if unit.sentence is not None else "",
            unit.evidence.text if unit.evidence is not None else "",
            said.judged if said is not None else "",
            said.note if said is not None else "",
            unit.id,
        )
        writer.writerow([safe_cell(cell) for cell in cells])
    return file.getvalue()


def read_sheet(data: bytes, name: str, known: Mapping[str, Unit]) -> ReadSheet:
    """The judgements in a sheet called `name`; `known` are the items of the same sample by id.

    Raises:
        InputError: the file is no table, or has no columns `id` and `judgement`.
    """
    if data.startswith(_ZIP):
        raise InputError(f"{name} is a workbook, not CSV: save it as CSV UTF-8 and import that")
    text = decode_text(data, name).removeprefix("\ufeff")
    header = text.partition("\n")[0]
    # Where a comma is the decimal sign, spreadsheets write semicolons.
    delimiter = max(",;\t", key=header.count)
    if header.count(delimiter) >= _MOST_COLUMNS:
        raise InputError(
            f"{name} is not the sheet of an audit: "
            f"its first row has more than {_MOST_COLUMNS} columns"
        )
    judgements: dict[str, Judgement] = {}
    errors: list[str] = []
    empty = 0
    try:
        rows = csv.DictReader(StringIO(text, newline=""), delimiter=delimiter, restval="")
        if not {"id", "judgement"} <= set(rows.fieldnames or ()):
            raise InputError(f"{name} has no columns id and judgement: keep the sheet's header")
        for number, row in enumerate(rows, 2):
            if number > _MOST_ROWS:
                raise InputError(f"{name} has more than {_MOST_ROWS:,} rows: split it")
            unit, word = cell_text(row["id"].strip()), " ".join(row["judgement"].casefold().split())
            word = _SHORT.get(word, word)
            if not word:
                empty += 1
            elif word not in JUDGED:
                errors.append(f"row {number}: {word!r} is no judgement: {', '.join(JUDGED)}")
            elif wrong := _wrong_id(unit, known, judgements):
                errors.append(f"row {number}: {wrong}")
            else:
                note = cell_text((row.get("note") or "").strip())
                judgements[unit] = Judgement(unit, word, note)
    except csv.Error as error:
        raise InputError(f"{name} is not CSV ({error}): save it again as CSV") from None
    return ReadSheet(tuple(judgements.values()), empty, tuple(errors))


def _wrong_id(
    unit: str, known: Mapping[str, Unit], judgements: Mapping[str, Judgement]
) -> str | None:
    """Why the judgement of an item cannot be taken."""
    if unit not in known:
        return (
            f"the id {unit[:80]!r} is not in this sample: import with the --sample, --seed and "
            "--by that it was exported with; what a new run changed is to be judged anew"
        )
    if unit in judgements:
        return "the id stands in an earlier row too: keep one"
    return None
