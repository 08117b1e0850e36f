"""Stories in other languages than English at the desk."""

from __future__ import annotations

from pathlib import Path

from review.desks import DeskClient

EXAMPLES = Path(__file__).parent.parent.parent / "examples" / "es"
DRAFT = (EXAMPLES / "crecida-borrador.txt").read_text("utf-8")
SOURCE = (EXAMPLES / "crecida-del-orba.txt").read_text("utf-8")
FRENCH = """\
Le maire de la ville a dit que les travaux ne sont pas finis et que le pont sera fermé pour deux \
mois, mais les habitants n'ont pas été consultés par la mairie, qui ne veut pas répondre.
"""


def test_a_spanish_draft_is_checked_at_the_desk(client: DeskClient) -> None:
    """The ten faults of the Spanish draft are the ten items that have to be put right."""
    key = client.open(DRAFT, SOURCE)
    items = client.items(key)
    wrong = {item["words"] for item in items if item["state"] in ("differs", "not in sources")}
    assert wrong == {
        *("41 muertos", "41 personas"),  # the toll stands in the headline and in the text
        *("en la madrugada del sábado", "Más de 2.300 vecinos", "6.400 kilómetros cuadrados"),
        *("21,25 litros por metro cuadrado", "48,5 mil millones de euros", "menos", "bajará"),
        *("El puente nuevo cedió en menos de diez minutos", "Román de la Fuente"),
    }


def test_a_draft_in_a_language_that_is_not_read_is_refused(client: DeskClient) -> None:
    """The desk says so in one line, and opens no story."""
    given = {"draft": {"text": FRENCH, "name": "pont.txt"}, "sources": [], "initials": "AB"}
    answer = client.http.post("/api/stories", json=given)
    assert answer.status_code == 400
    assert answer.json()["error"].startswith("pont.txt seems to be in French, and only English")
    assert client.get("/stories")["stories"] == []
