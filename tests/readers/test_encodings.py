"""Files that are not UTF-8: read where there is no doubt in what they are, else refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.documents import told_guess
from extractor.errors import InputError
from extractor.readers.formats import parse_bytes
from extractor.readers.plain import decode
from extractor.schemas.document import Document

SPOKEN = "The council’s lamp bill fell to £1.2 million – from €3 million, “officials” said…"
QUOTED = "He said ‘no’ to Zoë’s façade; 5\xa0million walked 2½ miles at 31°C."
NORDIC = "Bjørn Åse of Malmö: “Bra.”"
SPANISH = "¿Qué pasó? El niño Óscar murió – “solo”."
POLISH = "“Wałęsa” w Łodzi: źródło – urząd."


@pytest.mark.parametrize(
    ("text", "encoding", "guessed"),
    [
        (SPOKEN, "cp1252", "cp1252"),
        (SPOKEN, "mac_roman", "mac_roman"),
        (SPOKEN, "utf-16-le", "utf-16-le"),
        (SPOKEN, "utf-16-be", "utf-16-be"),
        (SPOKEN, "utf-16", None),
        (SPOKEN, "utf-32", None),
        (SPOKEN, "utf-8", None),
        (SPOKEN, "utf-8-sig", None),
        (QUOTED, "cp1252", "cp1252"),
        ("The council’s bill was $12.", "cp1252", "cp1252"),
        ("It cost £5.", "latin-1", "cp1252"),
        ("It cost €5.", "cp1252", "cp1252"),
        ("It cost 5 €.", "cp1252", "cp1252"),
        ("It cost £5.", "cp850", "cp850"),
        ("The café on Rue Zoé was shut.", "latin-1", "cp1252"),
        ("The mayor of Köln left.", "latin-1", "cp1252"),
        ("« C’est élevé », a dit Mme Lœuvre à l’été.", "cp1252", "cp1252"),
        ("CAFÉ “ZOÉ” SHUT", "cp1252", "cp1252"),
        ("© 2026 The Vale Post", "cp1252", "cp1252"),
        ("• one\n• two\n", "cp1252", "cp1252"),
        ("• one\n• two\n", "mac_roman", "mac_roman"),
        (NORDIC, "cp1252", "cp1252"),
        (NORDIC, "mac_roman", "mac_roman"),
        (SPANISH, "cp1252", "cp1252"),
        (SPANISH, "mac_roman", "mac_roman"),
        (POLISH, "cp1250", "cp1250"),
        ("id;status;note\r\nf1;confirmed;Zoë rang: 5 €\r\n", "cp1252", "cp1252"),
        ("x" * 100_000 + " It cost £5.", "cp1252", "cp1252"),
    ],
)
def test_text_of_old_programs_is_read(text: str, encoding: str, guessed: str | None) -> None:
    """The characters are those that were written, and a guess is told, never made of UTF-8."""
    decoded = decode(text.encode(encoding), "story.txt")
    assert decoded.text.removeprefix("\ufeff") == text
    assert decoded.guessed == guessed


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("Zoë’s café – £5".encode().replace("ë".encode(), b"\xc3", 1), "with a broken character"),
        ("The café society.".encode().replace(b"\xa9", b""), "is not UTF-8"),
        ("The council’s bill".encode().replace(b"\x99", b""), "is not UTF-8"),
        ("The council’s café".encode()[:-1], "ends within a character"),
        ("It ends with “".encode()[:-1], "ends within a character"),
        ("The mayor of Köln".encode("mac_roman"), "Windows-1252 (“Kšln”) or Mac Roman (“Köln”)"),
        ("Miloš Vale left.".encode("cp1252"), "Windows-1252 (“Miloš”) or Mac Roman (“Miloö”)"),
        ("The mayor of Köln".encode("cp437"), "is not UTF-8"),
        ("Привет мир, это новости.".encode("cp1251"), "is not UTF-8"),
        ("Привет мир, это новости.".encode("utf-16-le"), "is not a text file"),
        ("日本の市長は去りました。".encode("shift_jis"), "is not UTF-8"),
        (bytes(range(256)) * 4, "is not a text file"),
        (b"\x7fELF\x02\x01\x01" + bytes(40) + b"\xff\xfe", "is not a text file"),
        (b"\x01\x02\x03\x04\x05\x06\x07\x08 no text", "is not a text file"),
        ("Bill".encode("utf-16-le")[:-1], "is not UTF-16-LE"),
        ("Bill".encode("utf-16")[:-1], "is not UTF-16-LE"),
        (b"bytes \xff", "is not UTF-8"),
        (b"\x80\x81\x82\x83\x84\x85", "is not UTF-8"),
    ],
)
def test_what_would_be_a_guess_in_the_dark_is_refused(data: bytes, said: str) -> None:
    """Damaged UTF-8, two readings that fit alike, and what is no text: one line, no mojibake."""
    with pytest.raises(InputError) as refused:
        decode(data, "story.txt")
    assert said in str(refused.value)
    assert str(refused.value).startswith("story.txt ")
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("name", ["wire.txt", "wire.csv", "wire.srt"])
def test_guess_is_a_mark_of_the_document(name: str) -> None:
    """Every format that is text tells its guess in the same way, and has no such mark without."""
    text = "1\n00:00:01,000 --> 00:00:02,000\nThe council’s bill: £5\n"
    (mark,) = (m for m in parse_bytes(text.encode("cp1252"), name).marks if m.kind == "encoding")
    assert (mark.start, mark.end, mark.label) == (0, 0, "Windows-1252")
    plain = parse_bytes(text.encode(), name).marks
    assert not any(each.kind == "encoding" for each in plain)


def test_encoding_that_is_named_is_no_guess(tmp_path: Path) -> None:
    """What the caller names is believed, and nothing is told."""
    file = tmp_path / "wire.txt"
    file.write_bytes("Köln".encode("mac_roman"))
    document = Document.read(file, encoding="mac_roman")
    assert (document.text, told_guess(document)) == ("Köln", None)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_utf_8_is_never_guessed(text: str) -> None:
    """Whatever is UTF-8 is read as that, whatever else it could be."""
    assert decode(text.encode(), "story.txt").text == text


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    """No bytes raise anything but our error, and what is guessed gives the same bytes again."""
    try:
        decoded = decode(data, "story.txt")
    except InputError:
        return
    if decoded.guessed:
        assert decoded.text.encode(decoded.guessed) == data
