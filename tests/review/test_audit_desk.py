"""An audit at the desk: its pages and JSON without a socket, several judges, a store that moves."""

from __future__ import annotations

import builtins
import os
import re
import signal
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from queue import Queue
from typing import Any

import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from parsed_page import Page
from typer.testing import CliRunner

from extractor.batch.audit import Unit, draw_sample, place_in, read_unit
from extractor.batch.audit_report import audit_report, report_lines
from extractor.batch.judgements import Judgement, Judgements, next_open
from extractor.batch.store import Outcome, RunStore
from extractor.cli.main import app
from extractor.errors import ExtractorError, OptionError, StoreError
from extractor.outputs.visible import visible
from extractor.review.auditing import sentence_pieces, story_html
from extractor.review.safety import rules_for
from extractor.review.serving import PageServer
from extractor.review.words import AUDIT_KEYS
from extractor.schemas.span import Span
from review.audits import AuditClient, coding, outcome_of, report_of, reports, rows_in, store_of

HOSTILE = (
    "<script>document.title='owned'</script> {{ 7*7 }} {% raw %} <img src=x onerror=alert(1)>"
    ' \x1b[31m \x00 \u202e “</template><b>12 boats</b>” sank, said Ann O\'Neil & "Co".\r\n'
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store of six stories with two facts each, some of them wrong."""
    return store_of(tmp_path / "run.sqlite", reports())


@pytest.fixture
def client(path: Path) -> Iterator[AuditClient]:
    """Ann's audit of that store."""
    opened = AuditClient(path)
    yield opened
    opened.close()


def test_first_page_shows_the_first_unjudged_item(client: AuditClient) -> None:
    """The claim, the story with sentence and evidence marked, and the place in the sample."""
    client.judge(1, "right")
    page = Page(client.page("/"))
    unit = read_unit(client.store, client.sample.items[1])
    assert page.one("h1").words == "Item 2 of 12"
    assert "1 of 12 judged by ann" in page.one(".state").words
    claim = page.one(".claim").words.split("\n")
    assert [line for line in claim if line] == list(unit.claim)
    assert unit.evidence is not None
    assert unit.sentence is not None
    marked = [e for e in page.elements if "evidence" in e.attributes.get("data-near", "").split()]
    assert "".join(each.words for each in marked) == unit.evidence.text
    around = [e for e in page.elements if "sentence" in e.attributes.get("data-near", "").split()]
    assert "".join(each.words for each in around) == unit.sentence.text
    assert page.one(".story").words.strip() == unit.text
    assert page.one("mark").words == unit.evidence.text
    anchor = page.one(".to-evidence").attributes["href"].removeprefix("#")
    assert marked[0].attributes["id"] == anchor


def test_checks_are_folded_until_the_judge_has_spoken(client: AuditClient) -> None:
    """What the checks say is shut on an unjudged item and open on a judged one; no colour leads."""
    before = client.page("/items/1")
    assert "open" not in Page(before).one(".checks").attributes
    story = before.partition('<article class="story">')[2]
    assert "s-differs" not in story
    assert "s-matches" not in story
    client.judge(1, "wrong")
    after = Page(client.page("/items/1"))
    assert "open" in after.one(".checks").attributes
    unit = read_unit(client.store, client.sample.items[0])
    assert unit.verdict in after.one(".checks").words
    assert all(message in after.one(".checks").words for message in unit.messages)


@pytest.mark.parametrize("word", ["right", "wrong", "cannot tell"])
def test_form_keeps_a_word_and_leads_on(client: AuditClient, word: str) -> None:
    """Without scripts: the form is posted, the word is in the store, the next page says so."""
    answer = client.judge(1, word, " for\r\nsure\x1b ")
    assert (answer.status_code, answer.headers["location"]) == (303, "/items/2?saved=1")
    assert rows_in(client.path) == [("ann", word, "for\nsure")]
    page = Page(client.page(answer.headers["location"]))
    assert page.one(".kept").words == f"Item 1: {word} ✓ saved"
    assert "saved" in page.one("title").words
    back = Page(client.page("/items/1"))
    assert f"You said: {word}" in back.one(".said-before").words
    assert back.one("textarea").words == "for\nsure"
    pressed = [b.attributes["value"] for b in back.all("button") if _is_pressed(b.attributes)]
    assert pressed == [word]


def _is_pressed(attributes: dict[str, str]) -> bool:
    return attributes.get("aria-pressed") == "true"


def test_saved_is_only_shown_of_what_is_in_the_store(client: AuditClient) -> None:
    """An address that claims a word was saved shows nothing unless the store has it."""
    for number in (1, 12, 999_999):
        assert not Page(client.page(f"/items/2?saved={number}")).all(".kept")
    assert not Page(client.page("/result?saved=3")).all(".kept")


def test_last_word_counts_and_the_first_stays(client: AuditClient) -> None:
    """A change of mind is one more line; the same word twice is one line."""
    client.judge(1, "right")
    client.judge(1, "right")
    client.judge(1, "wrong", "read it again")
    assert rows_in(client.path) == [("ann", "right", ""), ("ann", "wrong", "read it again")]
    assert client.words()[0] == "wrong"


def test_way_leads_to_what_is_open_and_ends_at_the_result(client: AuditClient) -> None:
    """After a word the next open item is shown, then those passed over, then the result."""
    for number in range(2, 12):
        client.judge(number, "right")
    assert client.judge(12, "right").headers["location"] == "/items/1?saved=12"
    assert client.http.get("/?after=5").headers["location"] == "/items/1"
    assert client.judge(1, "right").headers["location"] == "/result?saved=1"
    assert client.judge(5, "wrong").headers["location"] == "/items/6?saved=5"
    assert client.judge(12, "wrong").headers["location"] == "/result?saved=12"
    assert client.http.get("/").headers["location"] == "/result"
    assert "judged them all" in client.page("/result")


@pytest.mark.parametrize(
    ("words", "start", "place"),
    [
        ("", 0, None),
        ("..", 0, 0),
        ("x.", 0, 1),
        ("x.x.", 2, 3),
        (".xx", 1, 0),
        (".xx", 3, 0),
        ("xx", 1, None),
        ("..", 9, 0),
    ],
)
def test_next_open_item(words: str, start: int, place: int | None) -> None:
    """The next without a word from the start, then from the beginning, then none."""
    listed = [None if sign == "." else Judgement("u", "right") for sign in words]
    assert next_open(listed, start) == place


def test_same_over_json(client: AuditClient) -> None:
    """What the pages do can be done by a program: read the items, judge one, read the result."""
    item = client.http.get("/api/items/1").json()
    assert (item["number"], item["total"], item["said"]) == (1, 12, None)
    given = {"unit": item["unit"]["id"], "judged": "wrong", "note": "no"}
    kept = client.http.post("/api/items/1", json=given)
    assert kept.json() == {"number": 1, "judged": "wrong", "next": "/items/2?saved=1"}
    listed = client.http.get("/api/items").json()
    assert len(listed) == 12
    assert listed[0]["said"] == {"unit": item["unit"]["id"], "judged": "wrong", "note": "no"}
    result = client.http.get("/api/result").json()
    assert result["judges"][0]["rate"]["wrong"] == 1
    assert client.http.get("/api/openapi.json").json()["info"]["title"] == "An audit"


@pytest.mark.parametrize(
    ("number", "change", "status"),
    [
        (1, {"judged": "maybe"}, 422),
        (1, {"judged": ""}, 422),
        (1, {"unit": "k0:000000000000:1.f1"}, 409),
        (1, {"note": "x" * 5_001}, 422),
        (13, {}, 404),
        (0, {}, 422),
        (2**40, {}, 422),
    ],
)
def test_word_that_cannot_be_kept_is_one_line(
    client: AuditClient, number: int, change: dict[str, str], status: int
) -> None:
    """What is no judgement, or of no item that was shown, is refused and nothing is kept."""
    given = {"unit": client.unit(1), "judged": "right", **change}
    for answer in (
        client.http.post(f"/api/items/{number}", json=given),
        client.http.post(f"/items/{number}", data=given),
    ):
        assert answer.status_code == status, answer.text
    error = client.http.post(f"/api/items/{number}", json=given).json()["error"]
    assert error
    assert "\n" not in error
    assert rows_in(client.path) == []


def test_result_has_the_numbers_of_the_terminal(path: Path) -> None:
    """Every number that the terminal prints of a judge is in that judge's part of the page."""
    ann, ben = AuditClient(path, by="verdict"), AuditClient(path, "ben", by="verdict")
    for number, drawn in enumerate(ann.sample.items, 1):
        ann.judge(number, "wrong" if drawn.is_flagged else "right")
        if number <= 7:
            ben.judge(number, ("wrong", "right", "cannot tell")[number % 3])
    head, *blocks = "\n".join(report_lines(ann.audit.report())).split("\n\n")
    html = ann.page("/result")
    page = Page(html.replace("</td>", " </td>").replace("</th>", " </th>"))
    assert head == page.one(".compared").words
    sections = page.all("section")
    assert [each.words.split()[0] for each in page.all("h2")] == ["ann", "ben", "Between"]
    assert len(blocks) == len(sections)
    for block, section in zip(blocks, sections, strict=True):
        missing = Counter(numbers_in(block)) - Counter(numbers_in(section.words))
        assert set(missing) <= {"95"}, block  # which stands once at the head of the column
        assert len(numbers_in(block)) >= 3
    for client in (ann, ben):
        client.close()


def numbers_in(text: str) -> list[str]:
    """The numbers of a text, as written."""
    return re.findall(r"\d+(?:,\d{3})*(?:\.\d+)?%?", text)


def test_result_is_what_the_summary_prints(client: AuditClient) -> None:
    """`--summary` on the same store gives the very lines of the desk's report."""
    for number, word in enumerate(("right", "wrong", "cannot tell", "right"), 1):
        client.judge(number, word)
    said = CliRunner().invoke(app, ["audit", str(client.path), "--summary", "--judge", "ann"])
    assert said.stdout.splitlines() == list(report_lines(client.audit.report()))
    units = [read_unit(client.store, drawn) for drawn in client.sample.items]
    with Judgements(client.path) as judgements:
        whole = audit_report(client.sample, units, judgements.by_judge())
    assert client.audit.report() == whole


def test_unjudged_sample_has_no_rates(client: AuditClient) -> None:
    """Before the first word the result says so, and after only "cannot tell" too."""
    assert "Nothing of it has been judged yet." in client.page("/result")
    client.judge(1, "cannot tell")
    page = client.page("/result")
    assert "Error rate not known" in page
    assert "nobody could tell: 1" in page


def test_items_are_listed_with_what_was_said(client: AuditClient) -> None:
    """The list leads to every item and shows this judge's word and note."""
    client.judge(3, "wrong", "off by one")
    rows = [row.words for row in Page(client.page("/items")).all("tr")][1:]
    assert len(rows) == 12
    assert "wrong" in rows[2]
    assert "off by one" in rows[2]
    assert "–" in rows[0]


def test_judges_see_only_their_own_words(path: Path) -> None:
    """Another judge's word is on no item's page, and both are in the result."""
    ann, ben = AuditClient(path), AuditClient(path, "ben")
    ann.judge(1, "wrong", "ann's secret")
    page = ben.page("/items/1")
    assert "Not judged yet" in page
    assert "secret" not in page
    assert ben.http.get("/").headers["location"] == "/items/1"
    ben.judge(1, "right")
    assert "ann and ben say the same of 0 of 1 items" in " ".join(
        Page(ben.page("/result")).one("main").words.split()
    )
    for client in (ann, ben):
        client.close()


def test_judges_at_once_lose_no_word(path: Path) -> None:
    """Three judges on one store while a batch writes to it: every answered word is kept."""
    clients = [AuditClient(path, name) for name in ("ann", "ben", "eve")]
    is_over = threading.Event()
    failed: list[str] = []

    def judge(client: AuditClient) -> None:
        for number in range(1, 13):
            answer = client.judge(number, "wrong", f"{client.audit.judge} {number}")
            if answer.status_code != 303:
                failed.append(answer.text)

    def run() -> None:
        with RunStore(path) as store:
            number = 0
            while not is_over.is_set():
                store.finish(f"new{number}", Outcome("failed", "truncated", "cut off"))
                store.listings.begin({"at": str(number)})
                number += 1

    batch = threading.Thread(target=run)
    batch.start()
    judges = [threading.Thread(target=judge, args=(client,)) for client in clients]
    for each in judges:
        each.start()
    for each in judges:
        each.join()
    is_over.set()
    batch.join()
    assert failed == []
    assert sorted(note for _, _, note in rows_in(path)) == sorted(
        f"{name} {number}" for name in ("ann", "ben", "eve") for number in range(1, 13)
    )
    for client in clients:
        assert client.words() == ["wrong"] * 12
        client.close()


def test_documents_are_read_when_they_are_shown(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page reads its own item, and of the rest only, once, those that were judged."""
    earlier = AuditClient(path)
    for number in (1, 2):
        earlier.judge(number, "right")
    earlier.close()
    read: list[str] = []
    monkeypatch.setattr(
        "extractor.review.auditing.read_unit",
        lambda store, drawn: read.append(drawn.item) or read_unit(store, drawn),  # type: ignore[func-returns-value]
    )
    client = AuditClient(path)
    client.page("/items/5")
    assert len(read) == 3
    client.page("/items/5")
    client.page("/result")
    assert len(read) == 4
    client.close()


def test_changed_item_is_to_be_judged_anew(client: AuditClient) -> None:
    """A word on a page that is out of date is refused; the new page takes one."""
    shown = client.unit(1)
    key = client.sample.items[0].document
    report = reports()[int(key[1:])]
    changed = tuple(replaced(fact, statement="It is otherwise.") for fact in report.facts)
    with RunStore(client.path) as store:
        store.finish(key, outcome_of(report.model_copy(update={"facts": changed})))
    assert "It is otherwise." in client.page("/items/1")
    answer = client.judge(1, "right", unit=shown)
    assert answer.status_code == 409
    assert "judge what it shows" in answer.text
    assert client.judge(1, "wrong").status_code == 303
    assert client.words()[0] == "wrong"


def replaced(fact: Any, **change: object) -> Any:
    """A fact with something else in it."""
    return fact.model_copy(update=change)


def test_item_that_is_gone_is_said_so_and_counts_nowhere(client: AuditClient) -> None:
    """Of a document that was forgotten the page says so; the way on and the result stay."""
    client.judge(1, "wrong")
    with RunStore(client.path) as store:
        store.forget([client.sample.items[0].document])
    page = client.page("/items/1")
    assert "not in the store any more" in page
    assert "form class" not in page
    assert client.http.get("/api/items/1").json()["unit"] is None
    assert "Nothing of it has been judged yet." in client.page("/result")
    given = {"unit": "", "judged": "right"}
    assert client.http.post("/api/items/1", json=given).status_code == 409
    with pytest.raises(StoreError, match="not in the store any more"):
        read_unit(client.store, client.sample.items[0])


@pytest.mark.parametrize("change", ["facts", "records", "columns", "status"])
def test_item_that_a_later_run_took_out_is_one_line(tmp_path: Path, change: str) -> None:
    """A fact, record or field that its document no longer has is named in one line."""
    given = coding()
    later: Any = given
    if change == "facts":
        path = store_of(tmp_path / "run.sqlite", reports(1))
        later = reports(1)[0].model_copy(update={"facts": ()})
    else:
        path = store_of(tmp_path / "run.sqlite", [given])
        fields = [f.model_copy(update={"status": "not_checked"}) for f in given.records[0].fields]
        record = given.records[0].model_copy(update={"fields": tuple(fields)})
        told = {"records": (), "columns": ()}.get(change, (record,))
        later = given.model_copy(update={"records" if change == "status" else change: told})
    with RunStore(path) as store:
        drawn = draw_sample(store, 1).items[0]
        store.finish("k0", outcome_of(later))
        with pytest.raises(StoreError, match="start the audit again"):
            read_unit(store, drawn)


def test_field_of_a_codebook_is_judged_too(tmp_path: Path) -> None:
    """A stated field has its evidence; one that is not stated has none, and the whole story."""
    client = AuditClient(store_of(tmp_path / "run.sqlite", [coding()]))
    pages = {
        client.sample.items[number - 1].item: Page(client.page(f"/items/{number}"))
        for number in (1, 2)
    }
    stated, silent = pages["r1/homes"], pages["r1/deaths"]
    assert stated.one("mark").words == "14 homes"
    assert "is not stated" in silent.one(".claim").words
    assert silent.all("mark") == []
    assert "read the whole of it" in silent.one(".none").words
    assert "not stated" in silent.one(".checks").words
    assert silent.one(".story").words.strip() == coding().document.text
    client.close()


@given(st.text(alphabet="ab. \n\r\x0b“é😀\x00", max_size=80), st.data())
def test_marks_hold_just_the_evidence(text: str, data: st.DataObject) -> None:
    """Whatever the story: what is marked as evidence is the evidence, as far as it is printed."""
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    evidence = Span.of(text, start, end)
    left, right = data.draw(st.integers(0, start)), data.draw(st.integers(end, len(text)))
    unit = unit_of(text, evidence, Span.of(text, left, right))
    html, _ = story_html(unit)
    page = Page(str(html))
    assert words_near(page, "evidence") == printed(evidence.text)
    assert words_near(page, "sentence") == printed(text[left:right])
    pieces = sentence_pieces(unit)
    assert pieces is not None
    assert "".join(pieces) == text[left:right]


def unit_of(text: str, evidence: Span, sentence: Span) -> Unit:
    """An item that stands on this."""
    return Unit("k:0:1.f1", "k", "a.txt", "1.f1", ("c",), "matches", (), sentence, evidence, text)


def words_near(page: Page, name: str) -> str:
    """The letters of what is marked so."""
    found = [e.words for e in page.elements if name in e.attributes.get("data-near", "").split()]
    return printed("".join(found))


def printed(text: str) -> str:
    """The text without white space, of which paragraphs leave some out."""
    return "".join(visible(text).split())


def test_sentence_of_pages_is_cut() -> None:
    """Beside the claim a sentence without an end is cut on both sides, and so is long evidence."""
    text = "a" * 3_000 + "b" * 2_000 + "c" * 3_000
    whole = Span.of(text, 0, len(text))
    pieces = sentence_pieces(unit_of(text, Span.of(text, 3_000, 5_000), whole))
    assert pieces is not None
    assert max(map(len, pieces)) < 1_600
    assert pieces[0].startswith("… a")
    assert pieces[1].endswith("b …")
    assert pieces[2].endswith("c …")


@pytest.mark.parametrize(
    ("unit", "place"),
    [
        ("k0:0123456789ab:1.f1", ("k0", "1.f1")),
        ("a:b:0123456789ab:r1/place.town", ("a:b", "r1/place.town")),
        ("of another sample", ("of another sample", "of another sample")),
        ("", ("", "")),
    ],
)
def test_place_in_an_id(unit: str, place: tuple[str, str]) -> None:
    """An id names its document and item; other words name what no sample has."""
    assert place_in(unit) == place


def test_hostile_story_is_data_on_every_page(tmp_path: Path) -> None:
    """Markup, templates and control characters in whatever is shown run nowhere."""
    path = store_of(tmp_path / "run.sqlite", [report_of(HOSTILE, HOSTILE)])
    client = AuditClient(path, judge="<b>'\"\ud800\x1b[31m")
    client.judge(1, "wrong", HOSTILE)
    for page in ("/items/1", "/items/1?saved=1", "/items", "/result?saved=1", "/items/99"):
        text = client.http.get(page).text
        assert "<script>" not in text, page
        assert "<img" not in text, page
        assert "<b>'" not in text, page
        assert "<b>12" not in text, page
        assert "\x1b" not in text, page
        assert "\u202e" not in text, page
    assert "{{ 7*7 }}" in client.page("/items/1")
    assert client.words()[0] == "wrong"
    client.close()


def test_no_page_has_inline_script_or_style(client: AuditClient) -> None:
    """Every page does with the scripts and styles that are served as files, under the policy."""
    client.judge(1, "right")
    for path in ("/items/1", "/items", "/result", "/nowhere"):
        answer = client.http.get(path)
        page = answer.text
        assert page.count("<script") == page.count('<script type="module" src="/static/'), path
        assert "<style" not in page
        assert " style=" not in page
        assert " onclick=" not in page
        policy = answer.headers["content-security-policy"]
        assert "script-src 'self'" in policy
        assert "unsafe" not in policy
        assert answer.headers["cache-control"] == "no-store"
    script = client.page("/items/1").partition('src="/static/audit.js')[2].partition('"')[0]
    assert client.http.get(f"/static/audit.js{script}").status_code == 200


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 303),
        ({"Origin": "http://127.0.0.1:8017", "Sec-Fetch-Site": "same-origin"}, 303),
        ({"Origin": "https://evil.example"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Host": "evil.example"}, 421),
    ],
)
def test_only_the_judges_own_page_may_write(
    client: AuditClient, headers: dict[str, str], status: int
) -> None:
    """A judgement that a page of another site sends, or under another name, is refused."""
    given = {"unit": client.unit(1), "judged": "right"}
    assert client.http.post("/items/1", data=given, headers=headers).status_code == status
    assert len(rows_in(client.path)) == (status == 303)


def test_token_is_wanted_beyond_loopback(path: Path) -> None:
    """Without the token neither a page nor a judgement goes through."""
    client = AuditClient(path, rules=rules_for("0.0.0.0", token="s3cret"))
    for page in ("/", "/items/1", "/result", "/api/items", "/static/audit.js"):
        assert client.http.get(page).status_code == 401
    assert client.judge(1, "right").status_code == 401
    assert rows_in(path) == []
    assert client.http.get("/result?token=s3cret").status_code == 303
    assert client.http.get("/result").status_code == 200
    client.close()


def test_locked_store_says_not_saved(client: AuditClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the file cannot be written the answer says so, and names nothing of the inside."""
    import sqlite3

    def fail(*_: object) -> None:
        raise sqlite3.OperationalError("database is locked: secret")

    monkeypatch.setattr(Judgements, "add", fail)
    answer = client.judge(1, "right")
    assert answer.status_code == 503
    assert "not saved" in answer.text
    assert "secret" not in answer.text


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[PageServer]]:
    """The servers that were started; none of them serves."""
    servers: list[PageServer] = []
    monkeypatch.setattr(PageServer, "serve_until_stopped", lambda self: servers.append(self))
    yield servers
    for server in servers:
        for each in server._sockets:  # nobody else closes what never served
            each.close()


def run(*arguments: object) -> Any:
    """Run the command; our own errors come as they are."""
    result = CliRunner().invoke(app, ["audit", *map(str, arguments)])
    if isinstance(result.exception, ExtractorError):
        raise result.exception
    return result


def test_command_serves_and_then_prints_the_result(
    client: AuditClient, started: list[PageServer]
) -> None:
    """One command serves the sample on loopback, on a free port; at the end it prints the rates."""
    client.judge(1, "wrong")
    result = run(client.path, "--desk", "--no-browser", "--judge", "ann")
    assert result.exit_code == 0, result.output
    assert re.search(r"The audit: http://127\.0\.0\.1:\d{2,}/\n", result.stderr)
    assert "token" not in result.stderr
    assert "ann: 1 of 12 judged" in result.stdout
    assert len(started) == 1


def test_command_opens_the_browser(
    client: AuditClient, started: list[PageServer], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Unless told not to, it opens the page that it printed."""
    opened: Queue[str] = Queue()
    monkeypatch.setattr("webbrowser.open", opened.put)
    result = run(client.path, "--desk")
    assert opened.get(timeout=600) in result.stderr


def test_command_asks_for_a_token_beyond_loopback(
    client: AuditClient, started: list[PageServer]
) -> None:
    """An audit that others can reach prints an address with a token."""
    result = run(client.path, "--desk", "--no-browser", "--host", "0.0.0.0")
    assert re.search(r"\?token=\S{32,}", result.stderr)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--desk", "--summary"), "choose one"),
        (("--desk", "--export", "x.csv"), "choose one"),
        (("--summary", "--port", "8020"), "go with --desk"),
        (("--summary", "--host", "0.0.0.0"), "go with --desk"),
        (("--summary", "--no-browser"), "go with --desk"),
        (("--desk", "--judge", " "), "give a name"),
    ],
)
def test_wrong_usage_is_named(path: Path, words: tuple[str, ...], said: str) -> None:
    """What does not go together is refused before anything is read."""
    with pytest.raises(OptionError, match=said):
        run(path, *words)


def test_missing_package_is_named(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the extra the command says which package is missing and how to get it."""
    real = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name == "fastapi":
            raise ImportError(name="fastapi")
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(OptionError, match=r"fastapi, which is not installed: pip install .*review"):
        run(path, "--desk", "--no-browser")


@pytest.mark.parametrize("words", [("--help",), ("{path}", "--summary")])
def test_nothing_of_the_desk_is_loaded_without_it(path: Path, words: tuple[str, ...]) -> None:
    """Neither `--help` nor an audit at the terminal imports a server or the desk's database."""
    arguments = ["audit", *(word.format(path=path) for word in words)]
    script = (
        "import sys; from typer.testing import CliRunner; from extractor.cli.main import app; "
        f"result = CliRunner().invoke(app, {arguments!r}); assert result.exit_code == 0, result; "
        "print(sorted({'fastapi', 'sqlalchemy', 'uvicorn', 'alembic'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, env=os.environ
    )
    assert done.stdout.strip() == "[]"


@pytest.mark.server
@pytest.mark.parametrize(("end", "code"), [(signal.SIGINT, 130), (signal.SIGKILL, -9)])
def test_ended_desk_has_kept_what_it_answered(path: Path, end: int, code: int) -> None:
    """Ctrl-C prints the result; however it ends, the word that was answered is in the store."""
    command = [sys.executable, "-m", "extractor", "audit", str(path), "--desk", "--no-browser"]
    # No proxy of the machine stands between a test and its own server.
    environment = {k: v for k, v in os.environ.items() if not k.lower().endswith("_proxy")}
    with subprocess.Popen(
        [*command, "--judge", "ann"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
    ) as process:
        assert process.stderr
        address = process.stderr.readline().removeprefix("The audit: ").strip()
        with httpx2.Client(base_url=address, trust_env=False, timeout=600) as http:
            unit = http.get("/api/items/1").json()["unit"]["id"]
            given = {"unit": unit, "judged": "wrong"}
            assert http.post("/api/items/1", json=given).status_code == 200
        process.send_signal(end)
        printed, _ = process.communicate(timeout=600)
    assert process.returncode == code
    assert ("ann: 1 of 12 judged" in printed) == (end == signal.SIGINT)
    assert rows_in(path) == [("ann", "wrong", "")]


def test_every_key_is_in_the_documentation() -> None:
    """Each key that the page lists is named under "An audit"."""
    page = (Path(__file__).parent.parent.parent / "docs" / "codebooks.md").read_text("utf-8")
    section = page.partition("## An audit")[2]
    for keys, _ in AUDIT_KEYS:
        for key in keys.split(", "):
            assert f"`{key}`" in section, key
