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


SHORT = "Vidal ganó US$ 5 MM."
"""Too little to show its language."""


def test_the_desk_is_told_the_language_of_a_story(client: DeskClient) -> None:
    """A text that is too short to show its language is read in the one that is named, and so is its
    next version."""
    given = {
        "draft": {"text": SHORT, "name": "nota.txt", "language": "es"},
        "sources": [{"text": "Vidal ganó US$ 5 MM.", "name": "cable.txt"}],
        "initials": "AB",
    }
    key = client.checked(client.ok(client.http.post("/api/stories", json=given))["key"])
    assert [item["words"] for item in client.items(key)] == ["US$ 5 MM"]
    newer = {"document": {"text": "Vidal ganó US$ 6 MM.", "name": "nota.txt"}, "initials": "AB"}
    client.ok(client.http.post(f"/api/stories/{key}/drafts", json=newer))
    client.checked(key)
    assert "US$ 6 MM" in [item["words"] for item in client.items(key)]


def test_a_language_that_is_not_read_is_refused_by_its_code(client: DeskClient) -> None:
    """One line says which languages there are."""
    given = {"draft": {"text": SHORT, "language": "xx"}, "sources": [], "initials": "AB"}
    answer = client.http.post("/api/stories", json=given)
    assert answer.status_code == 400
    assert answer.json()["error"] == "language 'xx' is not read: choose en or es"


def test_the_page_asks_for_the_language(client: DeskClient) -> None:
    """A new story is read in the language that is chosen on the page."""
    assert '<option value="es">Spanish</option>' in client.http.get("/").text
    form = {"initials": "AB", "text": SHORT, "language": "es"}
    answer = client.http.post("/stories", data=form, follow_redirects=False)
    key = client.checked(answer.headers["location"].split("/")[2].split("?")[0])
    assert "US$ 5 MM" in [item["words"] for item in client.items(key)]


def test_a_spanish_story_says_what_was_not_checked(client: DeskClient) -> None:
    """What does not run in Spanish is told with the checks."""
    key = client.open(DRAFT, SOURCE)
    [run] = [run for run in client.story(key)["story"]["runs"] if run["kind"] == "checks"]
    assert any(note.startswith("Not checked in Spanish") for note in run["notes"])
