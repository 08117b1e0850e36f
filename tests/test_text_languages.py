"""A text shows its language, is read in it, and is compared with texts in others by its figures."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from extractor import Document, DraftReport, check_draft, scan_figures
from extractor.errors import InputError, OptionError
from extractor.languages import known_languages, load
from extractor.languages.detecting import detect
from extractor.scanning.document import scan_document

EXAMPLES = Path(__file__).parent.parent / "examples"
SPANISH = EXAMPLES / "es" / "crecida-del-orba.txt"
ENGLISH = """\
VALDORBA, July 3, 2026 – At least 14 people died and 37 others were injured when the river Orba
burst its banks. About 2,300 residents were evacuated, and the water covered 6,400 hectares.
The regional government approved aid of 48.5 million euros, it said.
"""


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (SPANISH.read_text("utf-8"), "es"),
        ((EXAMPLES / "es" / "astillero-resultados.txt").read_text("utf-8"), "es"),
        ((EXAMPLES / "ferry-collision.txt").read_text("utf-8"), "en"),
        (ENGLISH, "en"),
        ("El alcalde dijo que no habrá más cortes de agua en la ciudad.", "es"),
        ("The mayor of San José said that there would be no more cuts.", "en"),
        ("No reading, no checks, no store, no answers.", None),
        ("12 de 40", None),
        ("Tsunami, 2004", None),
        ("", None),
    ],
)
def test_a_text_shows_its_language(text: str, code: str | None) -> None:
    """The small words of a text say which language it is in, and too few say nothing."""
    assert detect(text) == code


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "Le maire de la ville a dit que les travaux ne sont pas finis et que le pont sera "
            "fermé pour deux mois, mais les habitants n'ont pas été consultés par la mairie.",
            "French",
        ),
        (
            "Der Bürgermeister sagte, dass die Brücke nicht vor dem Winter fertig wird und die "
            "Kosten auf zwei Millionen Euro steigen, weil es mit dem Bau nicht so schnell geht.",
            "German",
        ),
        (
            "O prefeito disse que a ponte não será reaberta antes do inverno e que os custos são "
            "mais altos do que os da obra anterior, mas ele não quis falar com a imprensa.",
            "Portuguese",
        ),
        (
            "Il sindaco ha detto che il ponte non sarà riaperto prima dell'inverno e che i costi "
            "della strada sono più alti di quelli che erano stati previsti per la città.",
            "Italian",
        ),
        (
            "Мэр города сказал, что мост не откроют до зимы и что расходы на дорогу выросли "
            "на два миллиона рублей по сравнению с прошлым годом.",
            "no Latin script",
        ),
    ],
)
def test_a_text_in_a_language_that_is_not_read_is_refused(text: str, language: str) -> None:
    """One line names the document, its language, and those that are read; nothing is misread."""
    with pytest.raises(InputError, match=rf"note seems to be in {language}, .*Spanish.* are read"):
        scan_document(Document(text=text, name="note"))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Der Bürgermeister sagte, dass die Brücke nicht vor dem Winter fertig wird.", "German"),
        ("Bei dem Unfall auf der Autobahn sind zwei Menschen ums Leben gekommen.", "German"),
        ("Le maire a dit que les travaux ne sont pas finis.", "French"),
        ("Il sindaco ha detto che il ponte non sarà riaperto prima dell'inverno.", "Italian"),
        ("O prefeito disse que a ponte não será reaberta antes do inverno.", "Portuguese"),
        ("De burgemeester zei dat de brug niet voor de winter klaar is.", "Dutch"),
    ],
)
def test_one_sentence_is_enough_where_its_language_is_plain(text: str, language: str) -> None:
    """A sentence of a dozen words is refused as a long text is."""
    with pytest.raises(InputError, match=f"seems to be in {language}"):
        detect(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (
            'The film "Der Mann, der die Frau mit dem Hund sah" won the main prize of the jury.',
            "en",
        ),
        ("Die Zeit and Le Monde de la Musique reported it.", None),
        ("I just did what I needed to do.", None),
        ("He went to Rio de Janeiro and to São João da Boa Vista in the state of Minas.", "en"),
        ("El diario «La Voz do Povo e da Terra» publicó que no habrá más obras en la ría.", "es"),
        ("El Ayuntamiento de Sant Joan de les Abadesses aprobó la obra por un millón.", "es"),
    ],
)
def test_foreign_names_in_a_sentence_do_not_make_it_foreign(text: str, code: str | None) -> None:
    """A title or a name of another language does not outweigh the sentence around it."""
    assert detect(text) == code


def test_a_text_that_is_refused_again_is_called_by_its_own_name() -> None:
    """The language of a text is kept for the next one with its words; the name is not."""
    text = (
        "Le maire a dit que la ville ne peut pas payer les travaux du pont et que le chantier sera "
        "arrêté dans les semaines à venir, mais les habitants ne sont pas du même avis."
    )
    for name in ("pont.txt", "route.txt"):
        with pytest.raises(InputError, match=f"{name} seems to be in French"):
            scan_document(Document(text=text, name=name))


def test_a_named_language_is_not_looked_for() -> None:
    """What the document names is how it is read, whatever its words show."""
    text = "El precio subió a 2,500 euros"
    assert scan_figures(Document(text=text, language="es"))[0].value == Decimal("2.5")
    assert scan_figures(text, language="es")[0].value == Decimal("2.5")
    assert scan_figures(Document(text=text, language="en"))[0].value == 2500


def test_an_unknown_language_is_named() -> None:
    """A code without a folder is an error that lists those with one."""
    with pytest.raises(OptionError, match=r"language 'tlh' is not read: choose en.* or "):
        scan_figures("qapla'", language="tlh")
    with pytest.raises(OptionError, match="'tlh'"):
        scan_document(Document(text="qapla'", language="tlh"))


@pytest.mark.parametrize("code", known_languages())
def test_every_language_loads(code: str) -> None:
    """The tables of each folder fit what a language must give, and its stems are found."""
    evidence = load(code).evidence
    assert evidence.stop
    assert evidence.opposites.keys() >= evidence.alike.keys()
    assert evidence.fates


def test_words_of_one_base_have_one_stem() -> None:
    """Forms of a verb and of a noun are one word to the Spanish checks."""
    stem = load("es").evidence.stem
    for words in (
        "murió murieron muertos fallecidos",
        "subió suben subida subirá",
        "avión aviones",
        "herida heridos",
    ):
        assert len({stem(word) for word in words.split()}) == 1, words


def _words(report: DraftReport, verdict: str) -> set[str]:
    return {f.span.text for f in report.findings if f.span and f.verdict == verdict}


def test_figures_and_days_are_compared_across_languages() -> None:
    """A Spanish draft against an English source: numbers and days match or differ by their value,
    whatever signs they are written with; names and quotations are said not to be compared."""
    draft = Document(
        text="Al menos 14 personas murieron y 38 resultaron heridas el 3 de julio de 2026 en la "
        "crecida del río Orba. El agua cubrió 6.400 hectáreas y las ayudas son de 48,5 millones "
        "de euros, dijo la alcaldesa Adela Urrutia.",
        name="borrador",
    )
    report = check_draft(draft, [ENGLISH])
    matched = {f.span.text for f in report.findings if f.span and f.word == "matches"}
    assert {"14", "6.400 hectáreas", "48,5 millones de euros", "el 3 de julio de 2026"} <= matched
    assert [f.span.text for f in report.problems if f.span] == ["38"]
    assert "in English" in report.problems[0].message
    assert "Adela Urrutia" in _words(report, "not_checked")


def test_a_source_in_another_language_bears_out_what_the_own_one_lacks() -> None:
    """With a source in each language a number that either has is no problem."""
    draft = "Murieron al menos 14 personas en la crecida, y 210 casas quedaron sin luz en la zona."
    sources = [
        "Al menos 14 personas murieron en la crecida del río, según el servicio de emergencias.",
        "The flood left 210 homes without power in the area, and the mayor said it was over.",
    ]
    report = check_draft(draft, sources)
    assert report.problems == ()
    found = next(f for f in report.findings if f.span and f.span.text == "210")
    assert (found.word, found.source) == ("matches", 1)


def test_a_short_source_is_read_as_the_draft_is() -> None:
    """A line that shows no language is in that of the texts around it."""
    report = check_draft(SPANISH, ["Valdorba: 2.300 evacuados, 48,5 millones de euros"])
    figures = {f.span.text for f in report.findings if f.span and f.word == "matches"}
    assert "48,5 millones de euros" in figures


FAULTS = {
    "41": "14 dead, in the headline and in the text",
    "2.300": "about 2,300, not more than",
    "en la madrugada del sábado": "Friday",
    "6.400 kilómetros cuadrados": "hectares",
    "21,25 litros por metro cuadrado": "212.5",
    "El puente nuevo cedió en menos de diez minutos": "the old bridge",
    "Román": "Ramón",
    "48,5 mil millones de euros": "million",
    "menos": "12 % more",
    "bajará": "it will go up",
}
"""What is wrong in the Spanish draft of `examples/`, by the words found fault with."""


def test_ten_faults_of_a_spanish_draft_are_found_and_nothing_else() -> None:
    """Each planted fault is a problem, and every problem is a planted fault."""
    report = check_draft(EXAMPLES / "es" / "crecida-borrador.txt", [SPANISH])
    assert {f.span.text for f in report.problems if f.span} == FAULTS.keys()


@pytest.mark.parametrize("name", ["crecida-del-orba.txt", "astillero-resultados.txt"])
def test_a_faithful_spanish_text_raises_no_alarm(name: str) -> None:
    """A story held against itself has no problem, and nothing to look at."""
    story = EXAMPLES / "es" / name
    report = check_draft(story, [story])
    assert [f.message for f in report.findings if f.is_problem or f.severity == "look"] == []
