"""A worksheet's row is a decision: it names the version that its writer saw, or is refused."""

from __future__ import annotations

import csv
from io import StringIO
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractor.drafts import check_draft
from extractor.outputs.worksheet import worksheet_csv, worksheet_rows
from extractor.review.words import METHOD, STATUS
from extractor.schemas.document import Document
from review.desks import DRAFT, SECOND, SOURCE, DeskClient

Rows = list[dict[str, str]]


def export(client: DeskClient, key: str, kind: str = "csv") -> bytes:
    """The worksheet as it leaves the desk."""
    return bytes(client.http.get(f"/api/stories/{key}/files/{kind}").content)


def rows_in(data: bytes) -> Rows:
    """The rows of a CSV worksheet."""
    return list(csv.DictReader(StringIO(data.decode("utf-8"), newline="")))


def csv_of(rows: Rows) -> bytes:
    """The rows as a CSV worksheet again."""
    file = StringIO(newline="")
    writer = csv.DictWriter(file, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue().encode()


def read_back(client: DeskClient, key: str, data: bytes, who: str = "ZZ") -> Any:
    """Send a worksheet to the desk."""
    path = f"/api/stories/{key}/worksheet?initials={who}"
    return client.ok(client.http.post(path, files={"file": ("sheet", data)}))


def fill(rows: Rows, words: str, **cells: str) -> Rows:
    """The rows, the first one with these words filled in."""
    row = next(row for row in rows if words in row["words"])
    return [{**each, **cells} if each is row else each for each in rows]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_old_sheet_overwrites_nothing(client: DeskClient, kind: str) -> None:
    """A sheet from before others decided leaves their decisions and claims, and the signature."""
    key = client.open(DRAFT, SOURCE)
    old = export(client, key, kind)
    for item in client.items(key):
        client.decide(key, item, note="rang the port", initials="AA")
    client.ok(client.sign(key, initials="CH"))
    before = client.story(key)
    done = read_back(client, key, old)
    assert done["changed"] == 0
    assert len(done["refused"]) == len(client.items(key))
    assert all(": AA changed this fact on " in line for line in done["refused"])
    assert client.story(key) == before


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_untouched_sheet_changes_nothing(client: DeskClient, kind: str) -> None:
    """Read back as it went out it leaves the signature, the history and who decided as they are."""
    key = client.open(DRAFT, SOURCE)
    client.settle(key)
    client.ok(client.sign(key, initials="CH"))
    before, lines = client.story(key), client.get(f"/stories/{key}/history")
    done = read_back(client, key, export(client, key, kind))
    assert (done["changed"], done["refused"]) == (0, [])
    assert (client.story(key), client.get(f"/stories/{key}/history")) == (before, lines)


def test_rest_of_a_sheet_is_taken(client: DeskClient) -> None:
    """Of two editors' sheets the second one's rows are taken, but for those that the first took."""
    key = client.open(DRAFT, SOURCE)
    rows = rows_in(export(client, key))
    first = fill(rows, "40 workers", status="wrong", initials="AA")
    second = fill(rows, "40 workers", status="stet", initials="BB")
    second = fill(second, "Piet Lund", status="confirmed", initials="BB")
    assert read_back(client, key, csv_of(first))["changed"] == 1
    done = read_back(client, key, csv_of(second))
    assert done["changed"] == 1
    (line,) = done["refused"]
    assert line.startswith("“40 workers”: AA changed this fact on ")
    assert client.item(key, "40 workers")["status"] == "wrong"
    assert client.item(key, "Piet Lund")["decided_by"] == "BB"


def test_sheet_read_back_twice_is_taken_once(client: DeskClient) -> None:
    """What the desk says already is no second decision."""
    key = client.open(DRAFT, SOURCE)
    rows = fill(rows_in(export(client, key)), "Piet Lund", status="confirmed", note="spelt so")
    assert read_back(client, key, csv_of(rows))["changed"] == 1
    before = client.story(key)
    done = read_back(client, key, csv_of(rows))
    assert (done["changed"], done["refused"]) == (0, [])
    assert client.story(key) == before


def test_decision_taken_back_is_a_later_version(client: DeskClient) -> None:
    """A fact that was decided and set back to what it was has moved on all the same."""
    key = client.open(DRAFT, SOURCE)
    rows = fill(rows_in(export(client, key)), "Piet Lund", status="confirmed")
    item = client.decide(key, client.item(key, "Piet Lund"), "wrong", initials="AA")["item"]
    client.decide(key, item, "to_check", initials="AA")
    done = read_back(client, key, csv_of(rows))
    assert done["changed"] == 0
    assert "AA changed this fact" in done["refused"][0]


def test_claims_hold_against_sheets(client: DeskClient) -> None:
    """A row of a fact that somebody else has is refused by name; one's own is taken."""
    key = client.open(DRAFT, SOURCE)
    rows = rows_in(export(client, key))
    client.ok(client.claim(key, client.item(key, "Piet Lund"), "AA"))
    client.ok(client.claim(key, client.item(key, "12 tonnes"), "ZZ"))
    rows = fill(rows, "Piet Lund", status="wrong")
    done = read_back(client, key, csv_of(fill(rows, "12 tonnes", status="stet")))
    assert done["changed"] == 1
    assert "AA has claimed this fact since" in done["refused"][0]
    assert client.item(key, "12 tonnes")["status"] == "stet"
    assert client.item(key, "Piet Lund")["status"] == "to_check"


@pytest.mark.parametrize(
    ("written", "is_taken"),
    [
        ("{}", True),
        ("{}.0", True),
        (" {},00 ", True),
        ("v{}", True),
        ("{}9", False),
        ("01.02.2026", False),
        ("-{}", False),
        ("0", False),
        ("#REF!", False),
    ],
)
def test_version_as_spreadsheets_write_it(client: DeskClient, written: str, is_taken: bool) -> None:
    """A version is read with the zeros of a spreadsheet; what is none is refused, not guessed."""
    key = client.open(DRAFT, SOURCE)
    rows = rows_in(export(client, key))
    version = written.format(next(r["version"] for r in rows if r["words"] == "Piet Lund"))
    rows = fill(rows, "Piet Lund", status="stet", version=version)
    done = read_back(client, key, csv_of(rows))
    assert (done["changed"], len(done["refused"])) == ((1, 0) if is_taken else (0, 1))


def test_line_of_the_history_counts_beside_the_version(client: DeskClient) -> None:
    """A version that is right is refused with a line from before the decision, or from no past."""
    key = client.open(DRAFT, SOURCE)
    rows = rows_in(export(client, key))
    now = client.decide(key, client.item(key, "Piet Lund"), "wrong", initials="AA")["item"]
    rows = fill(rows, "Piet Lund", status="stet", version=str(now["version"]))
    assert "AA changed this fact" in read_back(client, key, csv_of(rows))["refused"][0]
    rows = fill(rows, "Piet Lund", history=f"{key}/999999")
    assert "after line 999999" in read_back(client, key, csv_of(rows))["refused"][0]
    assert client.item(key, "Piet Lund") == now


def test_sheet_without_versions_only_fills(client: DeskClient) -> None:
    """With the column gone a row fills what nobody decided, and takes nothing away."""
    key = client.open(DRAFT, SOURCE)
    client.decide(key, client.item(key, "Piet Lund"), "wrong", initials="AA")
    rows = fill(rows_in(export(client, key)), "Piet Lund", status="confirmed")
    rows = fill(rows, "12 tonnes", status="confirmed", source_link="Port log")
    bare = [{name: cell for name, cell in row.items() if name != "version"} for row in rows]
    done = read_back(client, key, csv_of(bare))
    assert done["changed"] == 1
    assert "does not say which version" in done["refused"][0]
    assert client.item(key, "Piet Lund")["status"] == "wrong"
    item = client.item(key, "12 tonnes")
    assert (item["status"], item["sources"][0]["title"]) == ("confirmed", "Port log")


def test_sheet_of_the_library_fills_the_desk(client: DeskClient) -> None:
    """A worksheet of `extractor check` has no versions; it is taken where nobody decided."""
    key = client.open(DRAFT, SOURCE)
    report = check_draft(Document(text=DRAFT, name="draft.txt"), [Document(text=SOURCE, name="s")])
    rows = rows_in(worksheet_csv(worksheet_rows(report)).encode())
    assert "version" not in rows[0]
    done = read_back(client, key, csv_of(fill(rows, "Piet Lund", status="stet")))
    assert (done["changed"], done["refused"]) == (1, [])


def test_sheet_of_another_story_is_refused(client: DeskClient) -> None:
    """The same text twice on the desk: a sheet of the one is not taken for the other's."""
    key, other = client.open(DRAFT, SOURCE), client.open(DRAFT, SOURCE)
    rows = fill(rows_in(export(client, key)), "Piet Lund", status="stet")
    path = f"/api/stories/{other}/worksheet?initials=ZZ"
    answer = client.http.post(path, files={"file": ("sheet", csv_of(rows))})
    assert answer.status_code == 400
    assert "another story" in answer.json()["error"]
    mixed = [*rows, *rows_in(export(client, other))][len(rows) - 1 :]
    assert read_back(client, other, csv_of(mixed))["changed"] == 0


def test_sheet_from_before_a_new_draft(client: DeskClient) -> None:
    """Rows of words that still stand are taken; of words that are gone it is said so."""
    key = client.open(DRAFT, SOURCE)
    rows = rows_in(export(client, key))
    client.new_draft(key, SECOND)
    rows = fill(fill(rows, "40 workers", status="wrong"), "Piet Lund", status="confirmed")
    done = read_back(client, key, csv_of(rows))
    assert done["changed"] == 1
    assert "gone from version 2 of the draft" in done["refused"][0]


def test_row_that_stands_twice_is_not_guessed(client: DeskClient) -> None:
    """Two rows that say different things of one fact are both left, and named."""
    key = client.open(DRAFT, SOURCE)
    rows = rows_in(export(client, key))
    twice = [*fill(rows, "Piet Lund", status="stet"), *fill(rows, "Piet Lund", status="wrong")]
    done = read_back(client, key, csv_of(twice))
    assert done["changed"] == 0
    assert any("“Piet Lund”: two rows say different things" in line for line in done["refused"])


def test_sheet_does_not_settle_a_problem_that_it_does_not_show(client: DeskClient) -> None:
    """Confirmed on a sheet from before a contradicting source, a fact stays open and is named."""
    key = client.open(DRAFT)
    rows = fill(rows_in(export(client, key)), "40 workers", status="confirmed")
    client.new_source(key, SOURCE)
    done = read_back(client, key, csv_of(rows))
    assert (done["changed"], len(done["still_open"])) == (1, 1)
    item = client.item(key, "40 workers")
    assert (item["status"], item["is_open"], item["has_new_problem"]) == ("confirmed", True, True)


def test_exported_initials_sign_for_nobody(client: DeskClient) -> None:
    """Who changes a row and leaves its initials as they were is not taken for whoever they name."""
    key = client.open(DRAFT, SOURCE)
    client.decide(key, client.item(key, "Piet Lund"), initials="AA")
    rows = fill(rows_in(export(client, key)), "Piet Lund", status="wrong")
    read_back(client, key, csv_of(rows), who="MW")
    assert client.item(key, "Piet Lund")["decided_by"] == "MW"


def test_what_is_too_long_for_the_desk_is_refused_whole(client: DeskClient) -> None:
    """A note is never cut short in silence."""
    key = client.open(DRAFT, SOURCE)
    rows = fill(rows_in(export(client, key)), "Piet Lund", note="x" * 5_001)
    rows = fill(rows, "12 tonnes", initials="\x07", status="stet")
    done = read_back(client, key, csv_of(rows))
    assert client.item(key, "Piet Lund")["note"] == ""
    assert any("“Piet Lund”: note" in line for line in done["refused"])


def test_marking_a_fact_not_needed_is_a_decision(client: DeskClient) -> None:
    """“not needed” on a sheet is taken, but for what is set aside and goes out with it."""
    key = client.open(DRAFT, SOURCE)
    rows = fill(rows_in(export(client, key)), "Piet Lund", status="not needed")
    assert read_back(client, key, csv_of(rows))["changed"] == 1
    assert client.item(key, "Piet Lund")["status"] == "not_needed"


def test_printed_sheet_says_which_versions_it_shows(client: DeskClient) -> None:
    """On paper each row has the fact's version, and the page the history's last line."""
    key = client.open(DRAFT, SOURCE)
    client.decide(key, client.item(key, "Piet Lund"))
    row = next(r for r in rows_in(export(client, key)) if r["words"] == "Piet Lund")
    last = client.get(f"/stories/{key}/history")["entries"][0]["id"]
    assert (row["version"], row["history"]) == ("2", f"{key}/{last}")
    page = export(client, key, "html").decode()
    assert f"History line {key}/{last}" in page
    assert ">v2<" in page


WORDS = st.text(
    st.one_of(st.characters(codec="utf-8"), st.sampled_from("=+-@'\t\n ·,;\"")), max_size=40
)


@settings(
    max_examples=10,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    kind=st.sampled_from(["csv", "xlsx"]),
    status=st.sampled_from(sorted(STATUS)),
    method=st.sampled_from([None, *METHOD]),
    note=WORDS,
    sources=st.lists(st.fixed_dictionaries({"title": WORDS, "note": WORDS}), max_size=3),
)
def test_any_decision_survives_the_way_out_and_back(
    client: DeskClient, kind: str, **decision: Any
) -> None:
    """Whatever was decided, its worksheet read back untouched is no decision."""
    keys: list[str] = client.__dict__.setdefault("keys", [])
    key = keys[0] if keys else client.open("Piet Lund sold 12 boats.\n")
    keys[:] = [key]
    client.decide(key, client.item(key, "12 boats"), **decision)
    before = client.story(key)
    done = read_back(client, key, export(client, key, kind))
    assert (done["changed"], done["refused"]) == (0, [])
    assert client.story(key) == before


def test_no_key_begins_as_a_formula_does(
    client: DeskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A spreadsheet shows "-x1" as a formula, so that its worksheet would name another story."""
    drawn = iter(["-rY2", "_rY2", "rY2-"])
    monkeypatch.setattr("secrets.token_urlsafe", lambda length: next(drawn))
    assert client.open(DRAFT, SOURCE) == "rY2-"
