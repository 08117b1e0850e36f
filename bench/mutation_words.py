"""The words that the changes of `mutation_operators.py` are made of, by language."""

from __future__ import annotations

import re
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Words:
    """What one language says it with; what is left empty makes no cases."""

    scales: dict[str, str]
    units: dict[str, str]
    hedges: tuple[str, ...]
    """What may be dropped before a number."""
    reversed_hedges: dict[str, str]
    same_hedges: dict[str, str]
    percent: re.Pattern[str]
    points: str
    months: str
    days: str
    turned: dict[str, str]
    grains: list[list[str]]
    times: list[list[str]]
    ones: str
    """Numbers from nought to twenty; a dash for one whose form depends on the noun."""
    thousand: str
    grouping: str
    """The sign between thousands."""
    more_than: str
    about: str
    no: str
    nobody: tuple[str, ...]
    some_people: str
    not_after: re.Pattern[str]
    """What a "not" can stand behind, or before where `not_before`."""
    not_: str
    has_not: re.Pattern[str]
    not_before: bool
    other_words: tuple[str, ...]
    """Words that no quotation has."""
    opens_leaning: str
    """Words with which a sentence leans on the one before."""
    said: str
    """Verbs behind a quotation whose speaker follows."""
    unit_names: dict[str, str]
    """What units are called that others are converted to."""
    currencies: dict[str, str] = field(default_factory=dict)


WORDS = {
    "en": Words(
        scales={
            "million": "billion", "billion": "million", "thousand": "million",
            "hundred": "thousand",
        },
        units={
            "kilometres": "miles", "kilometers": "miles", "miles": "kilometres", "km": "miles",
            "metres": "feet", "meters": "feet", "feet": "metres", "kilograms": "pounds",
            "weeks": "days", "days": "weeks", "hours": "minutes", "minutes": "hours",
            "months": "years", "tonnes": "kilograms", "tons": "kilograms", "litres": "gallons",
            "acres": "hectares",
        },
        hedges=(
            "at least", "more than", "nearly", "about", "almost", "around", "over", "up to",
            "as many as", "fewer than", "less than", "approximately", "some",
        ),
        reversed_hedges={
            "at least": "at most", "more than": "less than", "over": "under",
            "nearly": "more than", "almost": "more than", "up to": "at least",
            "less than": "more than", "fewer than": "more than", "as many as": "at least",
        },
        same_hedges={
            "more than": "over", "over": "more than", "nearly": "almost", "almost": "nearly",
            "about": "around", "around": "about", "approximately": "about",
        },
        percent=re.compile(r"\s*(?:%|per ?cent)"),
        points=" percentage points",
        months="January February March April May June July August September October November "
        "December",
        days="Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
        turned={
            "rose": "fell", "fell": "rose", "increased": "decreased", "decreased": "increased",
            "increase": "decrease", "killed": "injured", "injured": "killed", "won": "lost",
            "lost": "won", "confirmed": "denied", "denied": "confirmed", "rejected": "accepted",
            "approved": "rejected", "opened": "closed", "closed": "opened",
            "arrested": "released", "released": "arrested", "higher": "lower", "lower": "higher",
            "supported": "opposed", "opposed": "supported", "defeated": "lost to",
            "banned": "allowed", "convicted": "acquitted", "charged": "convicted",
        },
        grains=[
            ["first quarter", "second quarter", "third quarter", "fourth quarter"],
            ["first half", "second half"],
            ["spring", "summer", "autumn", "winter"],
            # An evening runs into the night: one told for the other is no other time.
            ["morning", "afternoon", "evening"],
            ["morning", "afternoon", "night"],
            ["1960s", "1970s", "1980s", "1990s"],
            ["early", "late"],
        ],
        times=[
            ["last week", "last month", "last year"],
            ["this week", "this month", "this year"],
            ["next week", "next month", "next year"],
            ["yesterday", "today", "tomorrow"],
            ["hours", "days", "weeks", "months", "years"],
        ],
        ones="zero one two three four five six seven eight nine ten eleven twelve thirteen "
        "fourteen fifteen sixteen seventeen eighteen nineteen twenty",
        thousand="thousand",
        grouping=",",
        more_than="more than",
        about="about",
        no="no",
        nobody=("nobody", "no one"),
        some_people="two people",
        not_after=re.compile(r"\b(?:was|were|has|had|have|will|is|are)\b(?= [a-z])"),
        not_=" not",
        has_not=re.compile(r"\b(?:not|n't|never|no)\b|n[’']t\b"),
        not_before=False,
        other_words=("hardly", "purple", "concrete", "distant"),
        opens_leaning="He|She|They|His|Her|Their",
        said="said|says",
        unit_names={
            "mile": "miles", "kilometer": "kilometres", "foot": "feet", "meter": "metres",
            "pound": "pounds",
        },
    ),
    "es": Words(
        scales={"millones": "billones", "mil": "millones", "millón": "billón"},
        units={
            "kilómetros": "millas", "millas": "kilómetros", "km": "millas", "metros": "pies",
            "kilos": "libras", "kilogramos": "libras", "semanas": "días", "días": "semanas",
            "horas": "minutos", "minutos": "horas", "meses": "años", "toneladas": "kilos",
            "litros": "galones", "hectáreas": "acres", "megavatios": "gigavatios",
        },
        hedges=(
            "al menos", "más de", "casi", "unos", "unas", "cerca de", "alrededor de", "hasta",
            "menos de", "por lo menos",
        ),
        reversed_hedges={
            "al menos": "como mucho", "más de": "menos de", "casi": "más de", "hasta": "al menos",
            "menos de": "más de", "por lo menos": "como mucho",
        },
        same_hedges={
            "al menos": "por lo menos", "por lo menos": "al menos", "unos": "alrededor de",
            "unas": "alrededor de", "cerca de": "alrededor de", "alrededor de": "cerca de",
        },
        percent=re.compile(r"\s*(?:%|por ciento)"),
        points=" puntos porcentuales",
        months="enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre "
        "diciembre",
        days="lunes martes miércoles jueves viernes sábado domingo",
        turned={
            "subió": "bajó", "bajó": "subió", "subirá": "bajará", "bajará": "subirá",
            "aumentó": "disminuyó", "crecieron": "cayeron", "creció": "cayó", "cayó": "creció",
            "murieron": "resultaron heridas", "ganó": "perdió", "perdió": "ganó",
            "confirmó": "negó", "negó": "confirmó", "rechazó": "aceptó", "aprobó": "rechazó",
            "abrió": "cerró", "cerró": "abrió", "detuvo": "liberó", "aceptó": "rechazó",
            "más": "menos",
        },
        grains=[
            ["primer trimestre", "segundo trimestre", "tercer trimestre", "cuarto trimestre"],
            ["primavera", "verano", "otoño", "invierno"],
            ["madrugada", "mañana", "tarde"],
            ["principios", "finales"],
        ],
        times=[
            ["semana pasada", "mes pasado", "año pasado"],
            ["próxima semana", "próximo mes", "próximo año"],
            ["ayer", "hoy"],
            ["horas", "días", "semanas", "meses", "años"],
        ],
        ones="cero - dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce "
        "quince dieciséis diecisiete dieciocho diecinueve veinte",
        thousand="mil",
        grouping=".",
        more_than="más de",
        about="alrededor de",
        no="ninguno de los",
        nobody=("nadie",),
        some_people="dos personas",
        not_after=re.compile(
            r"(?<= )(?=(?:murieron|aprobó|creció|crecieron|subió|bajó|cubrió|anunció|abrirá|cerró"
            r"|cayeron|alcanzó|contratará|resultó|llegó|costará|pagó|firmó|compró) [a-z])"
        ),
        not_="no ",
        has_not=re.compile(r"\b(?:no|nunca|nadie|ningún|ninguna|tampoco|sin)\b", re.IGNORECASE),
        not_before=True,
        other_words=("apenas", "morado", "hormigón", "lejano"),
        opens_leaning="Él|Ella|Ellos|Ellas|Su|Sus",
        said="dijo|afirmó|relató|señaló|explicó",
        unit_names={
            "mile": "millas", "kilometer": "kilómetros", "foot": "pies", "meter": "metros",
            "pound": "libras",
        },
        currencies={"euros": "dólares", "dólares": "euros"},
    ),
}  # fmt: skip
