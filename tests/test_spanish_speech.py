"""Who says what in Spanish: dialogue between dashes, and names that stand behind their office."""

from __future__ import annotations

import pytest

from extractor import Document
from extractor.scanning.document import scan_document

DIALOGUE = [
    (
        "—No hay tiempo que perder —dijo Ana Ruiz—. El puente no aguanta.",
        [("No hay tiempo que perder", "Ana Ruiz"), ("El puente no aguanta.", "Ana Ruiz")],
    ),
    (
        "— Vamos — dijo Ana. — No hay tiempo.",
        [("Vamos", "Ana"), ("No hay tiempo.", "Ana")],
    ),
    (
        "—¿Quién viene? —preguntó Marta.\n\n—Nadie —respondió Luis—. ¡Vete!\n\n—Mejor.",
        [("¿Quién viene?", "Marta"), ("Nadie", "Luis"), ("¡Vete!", "Luis"), ("Mejor.", None)],
    ),
    (
        "—No pienso pagar la multa —dijo el alcalde, Julián Ortega—, porque es injusta.",
        [("No pienso pagar la multa", "Julián Ortega"), ("porque es injusta.", "Julián Ortega")],
    ),
    (
        "—Hay 20 casas «inservibles» —afirmó Teresa Lafuente—. Las tiraremos.",
        [
            ("Hay 20 casas «inservibles»", "Teresa Lafuente"),
            ("inservibles", None),
            ("Las tiraremos.", "Teresa Lafuente"),
        ],
    ),
]

NO_DIALOGUE = [
    "El balance:\n\n— Más de 20 heridos\n\n— Tres casas quemadas",
    "El puerto —el mayor del país— abrió ayer, dijo Ana Ruiz.",
    "MONTELUNA, 12 de agosto — El fuego quemó 20 casas, dijo el alcalde.",
]

APPOSED = [
    "El consejero de Interior, Ramón de la Fuente, dijo que hay que esperar.",
    "«Hay que esperar», dijo el consejero de Interior, Ramón de la Fuente.",
    "Según el consejero de Interior, Ramón de la Fuente, el fuego está controlado.",
]


@pytest.mark.parametrize(("text", "said"), DIALOGUE, ids=lambda value: str(value)[:30])
def test_dashes_hold_speech(text: str, said: list[tuple[str, str | None]]) -> None:
    """A line that opens with a dash is speech up to who says it, and again behind that; a line
    without a speaker is nobody's."""
    quotations = scan_document(Document(text=text, language="es")).quotations
    assert [(q.span.text, q.speaker_name and q.speaker_name.text) for q in quotations] == said


@pytest.mark.parametrize("text", NO_DIALOGUE, ids=lambda text: text[:20])
def test_other_dashes_hold_none(text: str) -> None:
    """Items of a list, an aside and a dateline are no speech."""
    assert scan_document(Document(text=text, language="es")).quotations == ()


@pytest.mark.parametrize("text", APPOSED, ids=lambda text: text[:20])
def test_an_office_and_the_name_behind_it_are_one_person(text: str) -> None:
    """The name stands for the office, small words inside it or not."""
    said = scan_document(Document(text=text, language="es")).attributions
    assert [one.speaker_name and one.speaker_name.text for one in said] == ["Ramón de la Fuente"]


def test_a_surname_may_begin_with_a_particle() -> None:
    """ "Dijo De la Fuente" has a speaker."""
    text = "Ramón de la Fuente visitó la zona. «Hay que esperar», dijo De la Fuente."
    [quotation] = scan_document(Document(text=text, language="es")).quotations
    assert quotation.speaker is not None
    assert quotation.speaker.text == "De la Fuente"
