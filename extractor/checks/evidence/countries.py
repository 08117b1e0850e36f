"""Countries and the words made from them: "Dutch" is of "the Netherlands"."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.languages.current import current

_GROUPS = """
america american americans united-states us usa u.s u.s.a washington
britain british briton britons united-kingdom uk u.k england english scotland scottish wales welsh
england english englishman englishmen englishwoman
scotland scottish scots scot scotsman
wales welsh welshman
ireland irish irishman irishmen
france french frenchman frenchmen
germany german germans
netherlands dutch dutchman holland
belgium belgian belgians
switzerland swiss
austria austrian
italy italian italians
spain spanish spaniard spaniards
portugal portuguese
greece greek greeks
cyprus cypriot
malta maltese
denmark danish dane danes
norway norwegian norwegians
sweden swedish swede swedes
finland finnish finn finns
iceland icelandic
poland polish pole poles
czech-republic czech czechia czechs
slovakia slovak slovaks
hungary hungarian
romania romanian romanians
bulgaria bulgarian
serbia serbian serb serbs
croatia croatian croat
bosnia bosnian
albania albanian
kosovo kosovar
slovenia slovenian
ukraine ukrainian ukrainians
russia russian russians moscow kremlin
belarus belarusian
georgia georgian
armenia armenian
azerbaijan azerbaijani
turkey turkish turk turks türkiye
israel israeli israelis
palestine palestinian palestinians
lebanon lebanese
syria syrian syrians
jordan jordanian
iraq iraqi iraqis
iran iranian iranians tehran
saudi-arabia saudi saudis
yemen yemeni
egypt egyptian egyptians
libya libyan
tunisia tunisian
algeria algerian
morocco moroccan
sudan sudanese
ethiopia ethiopian
kenya kenyan kenyans
uganda ugandan
rwanda rwandan
tanzania tanzanian
somalia somali somalis
nigeria nigerian nigerians
ghana ghanaian
senegal senegalese
mali malian
congo congolese
south-africa south-african south-africans
zimbabwe zimbabwean
zambia zambian
angola angolan
china chinese beijing
japan japanese tokyo
north-korea north-korean
south-korea south-korean
korea korean koreans
taiwan taiwanese
mongolia mongolian
india indian indians
pakistan pakistani pakistanis
bangladesh bangladeshi bangladeshis
sri-lanka sri-lankan
nepal nepali nepalese
afghanistan afghan afghans
kazakhstan kazakh
vietnam vietnamese
thailand thai thais
cambodia cambodian
laos laotian
myanmar burma burmese
malaysia malaysian
singapore singaporean
indonesia indonesian indonesians
philippines filipino filipinos philippine
australia australian australians aussie
new-zealand new-zealander kiwi
canada canadian canadians
mexico mexican mexicans
cuba cuban cubans
haiti haitian
jamaica jamaican
brazil brazilian brazilians
argentina argentine argentinian
chile chilean
peru peruvian
colombia colombian colombians
venezuela venezuelan venezuelans
ecuador ecuadorian
bolivia bolivian
uruguay uruguayan
paraguay paraguayan
europe european europeans eu e.u european-union
africa african africans
asia asian asians
antarctica antarctic
texas texan texans
california californian
hawaii hawaiian
alaska alaskan
london londoner londoners
paris parisian
islam islamic muslim muslims
christianity christian christians
judaism jewish jew jews
hinduism hindu hindus
catholic catholics catholicism
"""

KIN: dict[str, frozenset[str]] = {}
"""Each word with those that stand for the same place or people; joined words have a hyphen."""

SEATS = frozenset({"beijing", "kremlin", "moscow", "tehran", "tokyo", "washington"})
"""Those that stand for a government: "Moscow said" is Russia, but "in Moscow" is a place."""

for _line in _GROUPS.split("\n"):
    _group = frozenset(_line.split())
    for _word in _group:
        KIN[_word] = KIN.get(_word, frozenset()) | _group


def part_of_place(tokens: Sequence[str]) -> frozenset[str]:
    """What makes a place of its own of the name of another: "Northern Ireland", "New York"."""
    if len(tokens) < 2:
        return frozenset()
    return frozenset(
        token.removesuffix("ern") for token in tokens[:-1] if token in current().names.directions
    )


def is_known_place(tokens: Sequence[str]) -> bool:
    """Whether a name is that of a country, a large city or the like."""
    return bool(tokens) and tokens[-1] in current().names.places
