"""What goes out as a file, what comes in as one, and the worksheet's way there and back."""

from __future__ import annotations

import csv
import json
import zipfile
from html import unescape
from io import BytesIO, StringIO
from typing import Any

import pytest

from extractor.outputs.worksheet import COLUMNS
from review.desks import DRAFT, SOURCE, DeskClient


def rows_of(client: DeskClient, key: str) -> list[dict[str, str]]:
    """The worksheet's rows."""
    answer = client.http.get(f"/api/stories/{key}/files/csv")
    assert answer.headers["content-disposition"].startswith("attachment; filename*=UTF-8''")
    return list(csv.DictReader(StringIO(answer.content.decode("utf-8"), newline="")))


def send_worksheet(client: DeskClient, key: str, rows: list[dict[str, str]]) -> Any:
    """Read these rows back."""
    file = StringIO(newline="")
    writer = csv.DictWriter(file, COLUMNS)
    writer.writeheader()
    writer.writerows(rows)
    path = f"/api/stories/{key}/worksheet?initials=ZZ"
    return client.ok(client.http.post(path, files={"file": ("back.csv", file.getvalue())}))


def test_worksheet_has_the_sign_offs(client: DeskClient) -> None:
    """Each fact is a row with what the checks and the editors say."""
    key = client.open(DRAFT, SOURCE)
    source = {"title": "Port office", "place": "call", "date": "2026-05-05"}
    item = client.item(key, "3.4 million")
    client.decide(key, item, "on_author", method="call", sources=[source], note="he knows")
    row = next(row for row in rows_of(client, key) if "3.4 million" in row["words"])
    assert (row["status"], row["method"], row["note"]) == ("on author", "call", "he knows")
    assert row["source_link"] == "Port office · call · 2026-05-05"
    assert (row["initials"], row["verdict"]) == ("AB", "not in sources")


def test_worksheet_comes_back_as_it_went(client: DeskClient) -> None:
    """A worksheet that nobody touched changes nothing."""
    key = client.open(DRAFT, SOURCE)
    client.decide(key, client.item(key, "12 tonnes"), sources=[{"title": "A", "link": "https://a"}])
    done = send_worksheet(client, key, rows_of(client, key))
    assert (done["changed"], done["refused"]) == (0, [])


def test_filled_in_worksheet_is_taken(client: DeskClient) -> None:
    """What a checker wrote into the worksheet stands on the desk, with the checker's initials."""
    key = client.open(DRAFT, SOURCE)
    rows = rows_of(client, key)
    row = next(row for row in rows if "Piet Lund" in row["words"])
    row |= {"status": "Confirmed", "method": "e-mail", "note": "spelt so", "initials": "PQ"}
    row["source_link"] = "Union list https://union.example/list"
    done = send_worksheet(client, key, rows)
    assert (done["changed"], done["refused"]) == (1, [])
    item = client.item(key, "Piet Lund")
    assert (item["status"], item["method"], item["decided_by"]) == ("confirmed", "email", "PQ")
    assert (item["sources"][0]["title"], item["sources"][0]["link"]) == (
        "Union list",
        "https://union.example/list",
    )


def test_worksheet_does_not_overwrite_what_came_later(client: DeskClient) -> None:
    """A row older than the desk's decision, an unknown fact and an unknown status are refused."""
    key = client.open(DRAFT, SOURCE)
    rows = rows_of(client, key)
    client.decide(key, client.item(key, "Piet Lund"), "wrong", initials="CD", note="it is Lundt")
    row = next(row for row in rows if "Piet Lund" in row["words"])
    row |= {"status": "confirmed"}
    other = {**row, "id": "figure-0000000000"}
    odd = {**rows[0], "status": "perhaps"}
    done = send_worksheet(client, key, [odd, row, other])
    assert done["changed"] == 0
    assert len(done["refused"]) == 3
    line = next(line for line in done["refused"] if line.startswith("“Piet Lund”: CD changed"))
    assert "(now: wrong, “it is Lundt”)" in line
    assert client.item(key, "Piet Lund")["status"] == "wrong"


def test_formulas_leave_as_text(client: DeskClient) -> None:
    """What a spreadsheet would run is written so that it does not."""
    openpyxl = pytest.importorskip("openpyxl")
    key = client.open("=HYPERLINK(1) and 12 boats sank, @SUM(1) said.\n")
    client.decide(key, client.item(key, "12"), note='=cmd|" /C calc"!A1', initials="+1+1")
    for row in rows_of(client, key):
        assert not any(cell.startswith(("=", "+", "-", "@", "\t")) for cell in row.values())
    data = client.http.get(f"/api/stories/{key}/files/xlsx").content
    for line in openpyxl.load_workbook(BytesIO(data)).worksheets[0].iter_rows():
        assert all(cell.data_type != "f" for cell in line)


def test_worksheet_to_print_opens_in_the_browser(client: DeskClient) -> None:
    """The page to print has a policy of its own and no script."""
    key = client.open("<script>alert(1)</script> 12 boats sank.\n")
    answer = client.http.get(f"/stories/{key}/files/html")
    assert answer.headers["content-disposition"].startswith("inline")
    assert "<script" not in answer.text
    assert "default-src 'none'" in unescape(answer.text)


def test_word_draft_has_findings_and_sign_offs_as_comments(client: DeskClient) -> None:
    """The draft for Word says at each fact what the checks found; what somebody decided is a
    comment of theirs."""
    pytest.importorskip("docx")
    key = client.open(DRAFT, SOURCE)
    client.decide(key, client.item(key, "3.4 million"), "legal", note="ask counsel")
    data = client.http.get(f"/api/stories/{key}/files/docx").content
    with zipfile.ZipFile(BytesIO(data)) as archive:
        comments = archive.read("word/comments.xml").decode("utf-8")
    assert "At least 40" in comments
    assert 'w:author="fact-extractor"' in comments
    own = comments.partition('w:author="AB"')[2]
    assert "legal" in own
    assert "ask counsel" in own


def test_annotations_and_json_are_whole(client: DeskClient) -> None:
    """The annotations name the same findings; the JSON is the page's own data."""
    key = client.open(DRAFT, SOURCE)
    found = client.http.get(f"/api/stories/{key}/files/annotations").json()
    assert found["type"] == "AnnotationPage"
    assert any("At least 40" in json.dumps(each) for each in found["items"])
    assert client.http.get(f"/api/stories/{key}/files/json").json() == client.story(key)


def word_file(paragraph: str, words: str, comment: str) -> bytes:
    """A Word document with a comment at some words."""
    docx = pytest.importorskip("docx")
    document = docx.Document()
    before, _, after = paragraph.partition(words)
    line = document.add_paragraph(before)
    run = line.add_run(words)
    line.add_run(after)
    document.add_comment(run, text=comment, author="Ines Petrov", initials="IP")
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def upload(client: DeskClient, name: str, data: bytes, **more: Any) -> Any:
    """Open a story from a file, as the page does."""
    files = [("draft", (name, data)), *more.pop("sources", [])]
    return client.http.post(
        "/stories", data={"initials": "AB", **more}, files=files, follow_redirects=False
    )


@pytest.mark.server
def test_notes_of_a_word_draft_become_sources(client: DeskClient) -> None:
    """A comment in an annotated copy is the source of the fact that it stands at."""
    data = word_file(
        "The mill burnt for 30 hours on Friday.",
        "30 hours",
        "Fire log p. 3, https://fire.example/log",
    )
    answer = upload(client, "copy.docx", data)
    assert answer.status_code == 303, answer.text
    key = answer.headers["location"].rpartition("/")[2]
    source = client.item(key, "30 hours")["sources"][0]
    assert source["title"].startswith("Fire log p. 3")
    assert source["link"] == "https://fire.example/log"
    assert "Ines Petrov" in source["note"]
    assert client.item(key, "Friday")["sources"] == []


@pytest.mark.server
def test_cells_and_time_codes_are_evidence(client: DeskClient) -> None:
    """A figure is found in the cell of a table and in a transcript, and the place says where."""
    table = b"harbour,tonnes\nBrackwater,512\n"
    cues = b"1\n00:01:05,000 --> 00:01:09,000\nWe lost 77 containers in the storm.\n"
    draft = b"Brackwater handled 512 tonnes. The port lost 77 containers in the storm.\n"
    sources = [("sources", ("port.csv", table)), ("sources", ("call.srt", cues))]
    answer = upload(client, "draft.txt", draft, sources=sources)
    assert answer.status_code == 303, answer.text
    key = answer.headers["location"].rpartition("/")[2]
    for words, label in (("512", "B2"), ("77", "00:01:05")):
        item = client.item(key, words)
        page = client.get(f"/stories/{key}/items/{item['id']}")
        labels = [p["label"] for f in page["findings"] for p in f["evidence"]]
        assert any(label in each for each in labels), (words, labels)


@pytest.mark.parametrize(
    ("name", "data", "status"),
    [
        ("virus.exe", b"MZ", 415),
        ("picture.png", b"\x89PNG\r\n", 415),
        ("old.doc", b"\xd0\xcf\x11\xe0", 415),
        ("../../etc/passwd", b"\xff\xfe\x00", 400),
        ("empty.txt", b"", 400),
        ("blank.txt", b" \n ", 400),
        ("latin.txt", b"K\x9aln for 12", 400),
    ],
)
def test_unreadable_uploads_are_refused(
    client: DeskClient, name: str, data: bytes, status: int
) -> None:
    """What is no story is refused in one line, and nothing stands on the desk."""
    answer = upload(client, name, data)
    assert answer.status_code == status, answer.text
    assert "\n" not in answer.json()["error"]
    assert client.get("/stories")["stories"] == []


def test_names_of_uploads_are_only_words(client: DeskClient) -> None:
    """A path in a file's name is cut off, and no file is made of it."""
    answer = upload(client, "..\\..\\etc/boats.txt", b"12 boats sank.")
    assert answer.status_code == 303
    key = answer.headers["location"].rpartition("/")[2]
    assert client.story(key)["story"]["name"] == "boats.txt"
