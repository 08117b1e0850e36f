"""Tolls: a number is that of the dead or hurt only where the words say that it befell them."""

from __future__ import annotations

from typing import Any

import pytest
from test_codebook import answering

from extractor import Codebook, Options, Toll, code_document
from extractor.schemas.coding import CodedField


class Attack(Codebook):
    """One attack or accident."""

    killed: Toll | None
    """How many people were killed in it."""
    injured: Toll | None
    """How many people were injured in it."""
    missing: Toll | None
    """How many people are missing."""


def toll(sentence: str, field: str, value: Any) -> CodedField:
    """A field of a story of one sentence, for which a model gave the sentence and this value."""
    model = answering(**{field: (sentence, "stated", value)})
    coding = code_document(sentence, Attack, model=model, options=Options(passage_chars=6000))
    (record,) = coding.records
    return record.field(field)


@pytest.mark.parametrize(
    ("sentence", "field", "value", "best"),
    [
        ("Two farmers were killed by the blast.", "killed", "2", 2),
        ("Two farmers were killed by the blast.", "killed", "{2}", 2),
        ("A mine killed 14 herders and injured 31 others.", "killed", "14", 14),
        ("A mine killed 14 herders and injured 31 others.", "injured", "31", 31),
        ("The blaze left four dead and 17 wounded.", "killed", "4", 4),
        ("The blaze left four dead and 17 wounded.", "injured", "17", 17),
        ("The death toll rose to 26 on Friday.", "killed", "26", 26),
        ("Eleven passengers drowned when the boat sank.", "killed", "eleven", 11),
        ("Eight miners are still missing after the collapse.", "missing", "8", 8),
        ("The storm caused six deaths.", "killed", "6", 6),
        ("A teacher was killed by the blast.", "killed", "1", 1),
        ("Marta Quill was killed when the wall fell.", "killed", "{Marta Quill}", 1),
        ("The wall killed Marta Quill on Monday.", "killed", "1", 1),
    ],
)
def test_toll_of_those_whom_it_befell_matches(
    sentence: str, field: str, value: str, best: int
) -> None:
    """A number or a named victim whom the words tie to the field's fate is borne out."""
    (said,) = toll(sentence, field, value).values
    assert said.word == "matches"
    assert said.best == best


@pytest.mark.parametrize(
    ("sentence", "field", "value", "verdict"),
    [
        ("Five harbour guards were hurt by the blast.", "killed", "5", "misplaced"),
        ("Five guards were hurt and two were killed.", "killed", "5", "misplaced"),
        ("A mine killed 14 herders and injured 31 others.", "killed", "31", "misplaced"),
        ("Sixty people were hurt, six of whom are nurses.", "injured", "six", "misplaced"),
        ("The fire killed 30 people, including three children.", "killed", "3", "misplaced"),
        ("Of the dead, 7 of the 12 miners came from Lyn.", "killed", "7", "misplaced"),
        ("Two gunmen killed five shoppers.", "killed", "2", "not_checked"),
        ("Ten officers searched for the missing.", "missing", "10", "not_checked"),
        ("Thirty people were killed or injured.", "killed", "30", "not_checked"),
        ("A bomb that killed nobody he knew broke 40 windows.", "killed", "40", "not_checked"),
        ("A farmer killed the dog.", "killed", "1", "not_checked"),
        ("Marta Quill saw how the wall killed the horses.", "killed", "1", "absent"),
    ],
)
def test_toll_of_others_is_not_borne_out(
    sentence: str, field: str, value: str, verdict: str
) -> None:
    """Those whom something else befell, a part of a group and the doers are no toll."""
    (said,) = toll(sentence, field, value).values
    assert (said.verdict, said.best) == (verdict, None)


@pytest.mark.parametrize("value", ["value", "{number}", "<count>", "[Value]", "{}", "string"])
@pytest.mark.parametrize("field", ["killed", "injured"])
def test_placeholder_is_no_value(field: str, value: str) -> None:
    """What a model writes in place of a value leaves the field not stated, never a value."""
    done = toll("Police warned of threats to the market.", field, value)
    assert (done.status, done.values) == ("not_stated", ())


@pytest.mark.parametrize(
    ("sentence", "field", "value", "word"),
    [
        ("Cinco personas murieron en el incendio de la nave.", "killed", "5", "matches"),
        ("El choque dejó 12 heridos en la autopista.", "injured", "12", "matches"),
        ("La explosión mató a cinco obreros en el puerto.", "killed", "5", "matches"),
        ("Cinco personas resultaron heridas en el incendio.", "killed", "5", "differs"),
        ("Hay 12 heridos, cinco de ellos menores.", "injured", "5", "differs"),
    ],
)
def test_tolls_in_spanish(sentence: str, field: str, value: str, word: str) -> None:
    """A story in Spanish is read the same way, with the words of its own table."""
    (said,) = toll(f"{sentence} La policía lo confirmó.", field, value).values
    assert said.word == word
