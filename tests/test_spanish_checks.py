"""What the checks find in Spanish, and what they leave alone: rows of a draft and its source."""

from __future__ import annotations

import pytest

from extractor import Document, Finding, check_draft

FOUND = [
    (
        "El tribunal absolvió a Marta Quiroga de estafa.",
        "El tribunal condenó a Marta Quiroga por estafa.",
        "legal.status",
        "absolvió",
    ),
    (
        "La jueza condenó a Ramón Vidal por el robo de la joyería de Monteluna.",
        "La Policía detuvo el lunes a Ramón Vidal por el robo de la joyería de Monteluna.",
        "legal.status",
        "condenó",
    ),
    (
        "Ramón Vidal fue acusado de asesinato por la fiscalía de Monteluna.",
        "La fiscalía de Monteluna acusó el martes a Ramón Vidal de homicidio.",
        "legal.status",
        "asesinato",
    ),
    (
        "La fábrica es la mayor exportadora de la región desde 2015.",
        "La fábrica es la segunda mayor exportadora de la región desde 2015.",
        "superlative.claim",
        "la mayor exportadora de",
    ),
    (
        "Es la peor sequía desde 1995, según la agencia.",
        "Es la peor sequía desde 2005, según la agencia.",
        "superlative.claim",
        "la peor sequía desde",
    ),
    (
        "Las ventas cayeron un 12 % el año pasado.",
        "Las ventas crecieron un 12 % el año pasado.",
        "direction.opposite",
        "cayeron",
    ),
    (
        "La mina cerrará en enero, según la empresa.",
        "La mina podría cerrar en enero, según la empresa.",
        "direction.certainty",
        "cerrará",
    ),
    (
        "Ana Ruiz, de 34 años, dirige la biblioteca de Velmar.",
        "Ana Ruiz, de 43 años, dirige la biblioteca de Velmar desde 2019.",
        "person.age",
        "34",
    ),
    (
        "El alcalde Julián Ortega presentó las cuentas.",
        "El gobernador Julián Ortega presentó las cuentas en Velmar.",
        "person.title",
        "El alcalde",
    ),
    (
        "Karl Brandt (1948-2016) murió a los 78 años en su casa.",
        "Karl Brandt murió en su casa.",
        "person.born",
        "78",
    ),
    (
        "Teresa Lafuente anunció la subida de tarifas del puerto.",
        "Marta Quiroga anunció la subida de tarifas del puerto. Teresa Lafuente asistió al acto.",
        "name.context",
        "Teresa Lafuente",
    ),
    (
        "Teresa Lafuente habló ayer. Teresa Lafuante no volverá.",
        "Teresa Lafuente habló ayer.",
        "name.inconsistent",
        "Teresa Lafuante",
    ),
    (
        "Él dijo que no volvería. Nadie le creyó.",
        "Pedro Sanz dijo que no volvería.",
        "name.pronoun",
        "Él",
    ),
    (
        "El mercado, de tres días, del 4 al 9 de julio de 2025, abre hoy.",
        "El mercado abre hoy.",
        "date.duration",
        "tres días",
    ),
    (
        "La votación fue el 3 de marzo de 2025. El ministro dimitió el 6 de marzo de 2025, "
        "dos días después de la votación.",
        "La votación fue el 3 de marzo de 2025.",
        "date.order",
        "dos días después de la votación",
    ),
    (
        "La feria abre el lunes 4 de julio de 2025 en Velmar.",
        "La feria abre el 4 de julio de 2025 en Velmar.",
        "date.weekday",
        "lunes 4 de julio de 2025",
    ),
    (
        "El pleno se celebró en la madrugada del viernes.",
        "El pleno se celebró en la madrugada del sábado.",
        "date.value",
        "en la madrugada del viernes",
    ),
    (
        "Una única torre cayó en Velmar durante el temporal.",
        "Dos torres cayeron en Velmar durante el temporal.",
        "figure.value",
        "única",
    ),
    (
        "Votaron 75 de los 60 diputados, según el acta.",
        "Votaron 45 de los 60 diputados, según el acta.",
        "arithmetic.part",
        "75",
    ),
    (
        "El bloque obtuvo 45 de los 60 escaños (el 85 %).",
        "El bloque obtuvo 45 de los 60 escaños.",
        "arithmetic.percent",
        "85 %",
    ),
    (
        "Murieron 12 personas, entre ellas 15 niños.",
        "Murieron 12 personas.",
        "arithmetic.part",
        "15",
    ),
    (
        "Gastó 20 euros en pan, 30 euros en leche y 40 euros en queso, un total de 80 euros.",
        "Gastó 20 euros en pan.",
        "arithmetic.sum",
        "80 euros",
    ),
    (
        "Compraron 200 coches por 4 millones de euros, o 25.000 euros cada uno.",
        "Compraron 200 coches.",
        "arithmetic.rate",
        "25.000 euros",
    ),
    (
        "El precio subió de 40 a 50 euros, un aumento de 15 euros.",
        "El precio subió de 40 a 50 euros.",
        "arithmetic.change",
        "15 euros",
    ),
    (
        "Las ventas fueron tres veces más que en 2024.",
        "Las ventas crecieron en 2024.",
        "remark.times_more",
        "tres veces más que",
    ),
]

FAITHFUL = [
    (
        "Ramón Vidal fue detenido el lunes por el robo de la joyería de Monteluna.",
        "La Policía detuvo el lunes a Ramón Vidal por el robo de la joyería de Monteluna.",
    ),
    (
        "Si es condenado, Ramón Vidal irá a prisión.",
        "Ramón Vidal fue detenido el lunes por robo. Si es condenado, irá a prisión.",
    ),
    ("Ramón Vidal no ha sido acusado de nada.", "Ramón Vidal no ha sido acusado de nada."),
    ("Las ventas aumentaron un 12 % el año pasado.", "Las ventas crecieron un 12 % el año pasado."),
    (
        "Ana Ruiz, de 43 años, dirige la biblioteca.",
        "Ana Ruiz, de 43 años, dirige la biblioteca de Velmar.",
    ),
    (
        "El alcalde de Velmar, Julián Ortega, presentó las cuentas.",
        "El alcalde Julián Ortega presentó las cuentas en Velmar.",
    ),
    ("La ministra Olga Ferrer dimitió ayer.", "La ministra de Defensa, Olga Ferrer, dimitió ayer."),
    ("Evacuaron a 1.200 vecinos de cuatro aldeas.", "Evacuaron a 1.200 vecinos de cuatro aldeas."),
    (
        "El bloque obtuvo 45 de los 60 escaños (el 75 %).",
        "El bloque obtuvo 45 de los 60 escaños (el 75 %).",
    ),
    (
        "Marta Quiroga anunció la subida de tarifas del puerto.",
        "Marta Quiroga anunció la subida de tarifas del puerto. Teresa Lafuente asistió al acto.",
    ),
    ("La mina cerrará en enero.", "La mina cerrará en enero y podría vender los terrenos."),
    (
        "La feria abre el viernes 4 de julio de 2025 en Velmar.",
        "La feria abre el 4 de julio de 2025 en Velmar.",
    ),
]


def _checked(draft: str, source: str) -> tuple[Finding, ...]:
    texts = [Document(text=text, language="es") for text in (draft, source)]
    return check_draft(texts[0], [texts[1]]).findings


@pytest.mark.parametrize(("draft", "source", "check", "words"), FOUND, ids=lambda text: text[:40])
def test_what_a_spanish_draft_has_otherwise_is_found(
    draft: str, source: str, check: str, words: str
) -> None:
    """The check reports these very words."""
    found = [
        finding.span.text
        for finding in _checked(draft, source)
        if finding.check == check and finding.span is not None and finding.severity != "info"
    ]
    assert words in found


@pytest.mark.parametrize(("draft", "source"), FAITHFUL, ids=lambda text: text[:40])
def test_a_faithful_spanish_sentence_raises_no_problem(draft: str, source: str) -> None:
    """What says the same, more shortly or in other words, is no problem."""
    assert not [finding for finding in _checked(draft, source) if finding.is_problem]


def test_messages_have_no_number_words_of_the_text() -> None:
    """A message in English says in digits what the text says in Spanish words."""
    findings = _checked("Las ventas fueron tres veces más que en 2024.", "Las ventas crecieron.")
    said = next(one.message for one in findings if one.check == "remark.times_more")
    assert "3 times as much, or 4 times as much" in said
