"""Files that come to the desk from anywhere: their limits, and what an editor is told."""

from __future__ import annotations

import csv
import zipfile
from io import BytesIO, StringIO
from typing import Any

import pytest

from extractor.errors import InputError
from extractor.outputs.word import Comment, commented_docx
from extractor.outputs.word_isolated import commented_docx_isolated
from extractor.outputs.worksheet_isolated import read_worksheet_isolated
from extractor.readers.formats import parse_bytes
from extractor.review.uploads import read_upload
from extractor.schemas.span import Span
from review.desks import DRAFT, SOURCE, DeskClient

OPTIONS = ("--encoding", "max_bytes", "max_unpacked", "encode(")


def workbook(rows: int, columns: int = 2, cell: str = "confirmed") -> bytes:
    """A workbook with a head and so many rows; its text is in the sheet itself."""
    head = "".join(f'<c t="inlineStr"><is><t>{name}</t></is></c>' for name in ("id", "status"))
    line = "".join(f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for _ in range(columns - 1))
    body = "".join(
        f'<row><c t="inlineStr"><is><t>figure-{n}</t></is></c>{line}</row>' for n in range(rows)
    )
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{sheet}.sheet.main+xml"/>'
        f'<Override PartName="/xl/s.xml" ContentType="{sheet}.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r" '
        f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
        '<sheet name="Worksheet" sheetId="1" r:id="r"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="r" Type="{office}/worksheet" Target="s.xml"/></Relationships>',
        "xl/s.xml": f'<worksheet xmlns="{main}"><sheetData><row>{head}</row>{body}</sheetData>'
        "</worksheet>",
    }
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


def send(client: DeskClient, key: str, data: bytes, name: str) -> Any:
    """Bring a worksheet back; gives the answer."""
    path = f"/api/stories/{key}/worksheet?initials=ZZ"
    return client.http.post(path, files={"file": (name, data)})


def test_worksheets_come_back_from_their_own_process(local: DeskClient) -> None:
    """Both kinds are read as before, the rows that cannot be used named."""
    key = local.open(DRAFT, SOURCE)
    for kind in ("csv", "xlsx"):
        file = local.http.get(f"/api/stories/{key}/files/{kind}").content
        assert local.ok(send(local, key, file, f"back.{kind}"))["changed"] == 0
    done = local.ok(send(local, key, b"id,status\nfigure-1,perhaps\n", "back.csv"))
    assert "the status 'perhaps' does not exist" in done["refused"][0]
    done = local.ok(send(local, key, workbook(2), "back.xlsx"))
    assert ["is no fact of this story" in line for line in done["refused"]] == [True, True]


def test_no_upload_is_read_by_the_desk_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """Plain text, too, is decoded in a process with limits; the desk's own reads nothing."""

    def read(*_: object, **__: object) -> None:
        raise AssertionError("read in the desk's own process")

    for name in ("formats.parse_bytes", "formats.decode", "plain.decode"):
        monkeypatch.setattr(f"extractor.readers.{name}", read)
    for name, data in (("boats.txt", b"12 boats sank."), ("boats.html", b"<p>12 boats sank.</p>")):
        assert read_upload(data, name).text == "12 boats sank."


@pytest.mark.parametrize(
    ("data", "name", "status", "words"),
    [
        (b"", "back.csv", 400, "is empty"),
        (b"x" * 20_000_001, "back.csv", 413, "20,000,001 bytes"),
        (b"%PDF-1.4\n", "back.csv", 415, "is a PDF: give the worksheet as .csv or .xlsx"),
        (b"\x89PNG\r\n", "back.xlsx", 415, "is a picture"),
        (b"note\nwords\n", "back.csv", 400, "no column called id"),
        (b"id,note\nf,K\x9aln\n", "back.csv", 400, "save it as CSV UTF-8"),
        (b"PK\x03\x04broken", "back.xlsx", 400, "is damaged"),
        (b"id\n" + b"f\n" * 100_001, "back.csv", 400, "more than 100,000 rows"),
        (b"id,note\n" + b"f,x\n" * 9, "../../etc/back.csv", 200, ""),
    ],
)
def test_worksheet_that_cannot_be_used_says_why(
    local: DeskClient, data: bytes, name: str, status: int, words: str
) -> None:
    """One sentence that an editor can act on; no path and no option of a program."""
    answer = send(local, local.open(DRAFT), data, name)
    assert answer.status_code == status, answer.text
    if status != 200:
        said = answer.json()["error"]
        assert words in said
        assert not any(option in said for option in OPTIONS)


def test_large_desk_makes_no_file_large() -> None:
    """What the desk itself has in memory says nothing about why a file cannot be read."""
    own = bytearray(400_000_000)
    own[::4096] = b"x" * len(own[::4096])  # pages that are only asked for take no memory
    with pytest.raises(InputError, match="is damaged"):
        read_worksheet_isolated(b"PK\x03\x04broken", "back.xlsx", timeout_s=60, memory_mb=600)


def test_worksheets_have_limits_of_time_memory_and_length() -> None:
    """What takes too much is ended or refused, and the desk goes on."""
    data = workbook(20_000)
    with pytest.raises(InputError, match=r"took longer than 0\.3 s"):
        read_worksheet_isolated(data, "back.xlsx", timeout_s=0.3, memory_mb=1_000)
    wide = "id,note\n" + "".join(f"f{n},{'x' * 90_000}\n" for n in range(230))
    with pytest.raises(InputError, match="more than 20,000,000 characters"):
        read_worksheet_isolated(wide.encode(), "back.csv", timeout_s=60, memory_mb=1_000)
    with pytest.raises(InputError, match="180 MB"):
        read_worksheet_isolated(wide.encode() * 2, "back.csv", timeout_s=60, memory_mb=180)


def unpacking_to(megabytes: int) -> bytes:
    """A workbook with a part that is this large unpacked."""
    out = BytesIO(workbook(1))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/big.bin", bytes(megabytes * 1_000_000))
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        ("Crew;14\nCity;Köln\n".encode("mac_roman"), "wire.csv", "save it as CSV UTF-8"),
        ("Crew;14\nPrice;€2\n".encode().replace(b"\x82", b""), "wire.tsv", "save it as CSV UTF-8"),
        ("The crew of 14 at the café".encode()[:-1], "wire.txt", "saved as UTF-8"),
        (unpacking_to(301), "wire.xlsx", "unpacks to more than 300 MB: split it"),
    ],
)
def test_editor_is_told_what_a_browser_can_do(
    local: DeskClient, data: bytes, name: str, words: str
) -> None:
    """A page and the JSON name the file and the way out; the command line names its options too."""
    key = local.open(DRAFT)
    page = local.http.post(
        f"/stories/{key}/sources",
        files={"files": (name, data)},
        data={"initials": "AB"},
        headers={"Accept": "text/html"},
    )
    path = f"/api/stories/{key}/files?initials=AB"
    spoken = local.http.post(path, files={"files": (name, data)})
    assert (page.status_code, spoken.status_code) == (400, 400)
    for said in (page.text, spoken.json()["error"]):
        assert words in said
        assert name in said
        assert not any(option in said for option in OPTIONS)
    with pytest.raises(InputError) as refused:
        parse_bytes(data, name)
    assert any(option in str(refused.value) for option in OPTIONS)


@pytest.mark.parametrize(
    ("encoding", "delimiter", "guessed"),
    [
        ("utf-8-sig", ";", None),
        ("cp1252", ";", "Windows-1252"),
        ("mac_roman", ",", "Mac Roman"),
        ("utf-16", "\t", None),
        ("utf-16-le", "\t", "UTF-16"),
    ],
)
def test_worksheet_as_a_spreadsheet_saves_it_comes_back(
    local: DeskClient, encoding: str, delimiter: str, guessed: str | None
) -> None:
    """What a spreadsheet saves as CSV, of any kind in its list, is taken, and a guess is told."""
    key = local.open(DRAFT, SOURCE)
    file = local.http.get(f"/api/stories/{key}/files/csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(StringIO(file, newline="")))
    row = next(row for row in rows if "Piet Lund" in row["words"])
    row |= {"status": "confirmed", "note": "Café Zürich, 5 €"}
    out = StringIO(newline="")
    writer = csv.DictWriter(out, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    data = out.getvalue().encode(encoding)
    done = local.ok(send(local, key, data, "back.csv"))
    assert (done["changed"], done["refused"], done["guessed"]) == (1, [], guessed)
    assert local.item(key, "Piet Lund")["note"] == "Café Zürich, 5 €"


def test_word_comes_back_commented_from_its_own_process() -> None:
    """The document that was uploaded is opened where a crafted one can take only so much."""
    docx = pytest.importorskip("docx")
    document = docx.Document()
    document.add_paragraph("Nine men paid $5.")
    out = BytesIO()
    document.save(out)
    text = "Nine men paid $5."
    comments = [Comment(Span.of(text, 0, 8), "six\npolice"), Comment(Span.of(text, 14, 16), "€ ✓")]
    whole: dict[str, Any] = {
        "head": "Compared with: wire",
        "original": out.getvalue(),
        "name": "draft.docx",
    }
    made = commented_docx_isolated(text, comments, **whole, timeout_s=60, memory_mb=1_000)
    said = [each.text for each in docx.Document(BytesIO(made)).comments]
    here = commented_docx(text, comments, **whole).data
    assert said == [each.text for each in docx.Document(BytesIO(here)).comments]
    assert len(said) == 3
    with pytest.raises(InputError, match=r"took longer than 0\.05 s"):
        commented_docx_isolated(text, comments, **whole, timeout_s=0.05, memory_mb=1_000)
    with pytest.raises(InputError, match=r"draft\.docx"):
        commented_docx_isolated(
            text, comments, **{**whole, "original": b"PK\x03\x04"}, timeout_s=60, memory_mb=1_000
        )


def test_guessed_encoding_of_a_source_is_told_on_the_page(local: DeskClient) -> None:
    """A source that an old program saved is compared as it was written, and the guess is told."""
    key = local.open("The council’s bill was £5 million on Friday.")
    words = "The council’s bill – “far too high” – was £5 million on Friday."
    path = f"/api/stories/{key}/files?initials=AB"
    local.ok(local.http.post(path, files={"files": ("wire.txt", words.encode("cp1252"))}))
    assert local.item(key, "£5 million")["need"] == "match"
    page = local.http.get(f"/stories/{key}", headers={"Accept": "text/html"}).text
    assert "wire.txt was read as Windows-1252, which is a guess" in page
