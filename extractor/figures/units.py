"""Units and currencies as data: the words a text uses, and the name they stand for.

Measures and durations carry a name that pint reads ("square kilometer", "mile per hour");
money carries its ISO 4217 code. Coins below the unit keep their own name ("cent", "pence"),
because a text that says "50 cents" seldom says of which dollar.
"""

from __future__ import annotations

from extractor.figures.prefixes import prefixed_units
from extractor.figures.tables import named_words, word_set

_MEASURES = """
meter: meter metre meters metres m
kilometer: kilometer kilometre kilometers kilometres km kms
centimeter: centimeter centimetre centimeters centimetres cm cms
millimeter: millimeter millimetre millimeters millimetres mm
decimeter: decimeter decimetre decimeters decimetres dm
micrometer: micrometer micrometre micrometers micrometres micron microns µm μm
nanometer: nanometer nanometre nanometers nanometres nm
picometer: picometer picometre picometers picometres
inch: inch inches in ins
foot: foot feet ft
yard: yard yards yd yds
mile: mile miles mi
nautical_mile: nmi
light_year: light-year light-years
fathom: fathom fathoms
furlong: furlong furlongs
hectare: hectare hectares ha
acre: acre acres
square kilometer: km2 km² sqkm km^2
square meter: m2 m² sqm m^2
square centimeter: cm2 cm²
square foot: sqft ft2 ft²
square mile: mi2 mi²
cubic meter: m3 m³ m^3
cubic centimeter: cm3 cm³ cc
cubic kilometer: km3 km³ km^3
liter: liter litre liters litres l ltr
milliliter: milliliter millilitre milliliters millilitres ml
centiliter: centiliter centilitre centiliters centilitres cl
gallon: gallon gallons gal gals
pint: pint pints
quart: quart quarts
fluid_ounce: floz
cup: cup cups
teaspoon: teaspoon teaspoons tsp
tablespoon: tablespoon tablespoons tbsp
oil_barrel: barrel barrels bbl bbls
oil_barrel per day: bpd
bushel: bushel bushels
gram: gram grams gramme grammes g
kilogram: kilogram kilograms kilogramme kilogrammes kilo kilos kg kgs
milligram: milligram milligrams milligramme mg
microgram: microgram micrograms mcg µg μg
pound: pound pounds lb lbs
ounce: ounce ounces oz
stone: stone stones
ton: ton tons
metric_ton: tonne tonnes t
carat: carat carats
hertz: hertz hz
kilohertz: kilohertz khz
megahertz: megahertz mhz
gigahertz: gigahertz ghz
watt: watt watts w
kilowatt: kilowatt kilowatts kw
megawatt: megawatt megawatts mw
gigawatt: gigawatt gigawatts gw
terawatt: terawatt terawatts tw
watt hour: wh
kilowatt hour: kwh
megawatt hour: mwh
gigawatt hour: gwh
terawatt hour: twh
horsepower: horsepower hp bhp
volt: volt volts
kilovolt: kilovolt kilovolts kv
ampere: amp amps ampere amperes
joule: joule joules
kilojoule: kilojoule kilojoules kj
calorie: calorie calories
kilocalorie: kilocalorie kilocalories kcal
newton: newton newtons
pascal: pascal pascals
bar: bars
millibar: millibar millibars mbar
hectopascal: hectopascal hectopascals hpa
psi: psi
decibel: decibel decibels db
bit: bit bits
byte: byte bytes
kilobyte: kilobyte kilobytes kb
megabyte: megabyte megabytes mb
gigabyte: gigabyte gigabytes gb
terabyte: terabyte terabytes tb
petabyte: petabyte petabytes pb
exabyte: exabyte exabytes
kilobit: kilobit kilobits
megabit: megabit megabits
gigabit: gigabit gigabits
kilobit per second: kbps
megabit per second: mbps
gigabit per second: gbps
electron_volt: ev
pixel: pixel pixels
megapixel: megapixel megapixels mp
knot: knot knots kt kts
mile per hour: mph
kilometer per hour: kph kmh kmph km/h km/hr
meter per second: m/s
degree: degree degrees deg °
degree_Celsius: celsius celcius centigrade centigrate °c ℃
degree_Fahrenheit: fahrenheit farenheit °f ℉
kelvin: kelvin kelvins
becquerel: becquerel becquerels
sievert: sievert sieverts
millisievert: millisievert millisieverts msv
gray: gray grays
milligray: mgy
lumen: lumens
lux: lux
part_per_million: ppm
part_per_billion: ppb
revolution_per_minute: rpm
turn: turn turns
frame_per_second: fps
mile_per_gallon: mpg
kibibyte: kibibyte kibibytes
british_thermal_unit: btu btus
nanogram: ng
picogram: pg
deciliter: dl
gigajoule: gj
terajoule: tj
petajoule: pj
gigaliter: gl
"""

_DURATIONS = """
millisecond: millisecond milliseconds ms
second: second seconds sec secs
minute: minute minutes min mins
hour: hour hours hr hrs
day: day days
week: week weeks wk wks
fortnight: fortnight fortnights
month: month months
year: year years yr yrs
decade: decade decades
century: century centuries
millennium: millennium millennia millenniums
"""

_MONEY = """
USD: dollar dollars buck bucks usd us$
EUR: euro euros eur
GBP: gbp quid sterling
JPY: yen jpy
CNY: yuan renminbi rmb cny 元
INR: rupee rupees inr rs
PKR: pkr
LKR: lkr
NPR: npr
IDR: rupiah idr
KRW: won krw
CHF: chf
franc: franc francs
peso: peso pesos
krone: krone kroner
dinar: dinar dinars
shilling: shilling shillings
SEK: krona kronor sek
NOK: nok
DKK: dkk
ISK: isk
RUB: ruble rubles rouble roubles rub
UAH: hryvnia hryvnias hryvnya uah
PLN: zloty zlotys pln zł
CZK: koruna korunas czk
HUF: forint forints huf
TRY: lira liras try
ILS: shekel shekels ils nis
SAR: riyal riyals sar
AED: dirham dirhams aed dhs
KWD: kwd
IRR: rial rials irr
IQD: iqd
EGP: egp
ZAR: rand zar
BWP: pula bwp
ETB: birr etb
ZMW: zmw
MWK: mwk
kwacha: kwacha kwachas
NGN: naira ngn
KES: kes
GHS: cedi cedis ghs
TZS: tzs
UGX: ugx
MXN: mxn
BRL: reais brl
ARS: ars
CLP: clp
COP: cop
PEN: pen
MYR: ringgit myr
SGD: sgd
HKD: hkd
TWD: twd
THB: baht thb
PHP: php
VND: dong vnd
AUD: aud
NZD: nzd
CAD: cad
BDT: taka bdt
BTC: bitcoin bitcoins btc
ETH: ether eth
DEM: deutschmark deutschmarks
ITL: itl
ESP: peseta pesetas
GEL: lari gel
LAK: kip lak
CRC: colon colones crc
MMK: kyat kyats
KZT: tenge
cent: cent cents ¢
pence: pence penny pennies
dime: dime dimes
sen: sen
paise: paise paisa
kopek: kopek kopeks kopeck kopecks
"""

SYMBOLS: dict[str, str] = {
    "$": "USD", "£": "GBP", "€": "EUR", "¥": "JPY", "₹": "INR", "₽": "RUB", "₩": "KRW",
    "₪": "ILS", "₺": "TRY", "₴": "UAH", "₦": "NGN", "₫": "VND", "฿": "THB", "₱": "PHP",
    "₡": "CRC", "₾": "GEL", "₭": "LAK", "₵": "GHS", "₸": "KZT", "₿": "BTC", "元": "CNY",
    "₨": "INR", "￥": "JPY", "円": "JPY",
}  # fmt: skip
"""Signs of currencies, before or after the number."""

DOLLARS: dict[str, str] = {
    "us": "USD", "u.s.": "USD", "u.s": "USD", "usd": "USD", "a": "AUD", "au": "AUD",
    "aud": "AUD", "c": "CAD", "ca": "CAD", "can": "CAD", "cad": "CAD", "hk": "HKD", "hkd": "HKD",
    "nz": "NZD", "nzd": "NZD", "s": "SGD", "sg": "SGD", "sgd": "SGD", "nt": "TWD", "r": "BRL",
    "mex": "MXN", "mx": "MXN", "z": "ZWL", "j": "JMD", "tt": "TTD", "fj": "FJD", "n": "NAD",
    "bz": "BZD",
}  # fmt: skip
"""What stands before a dollar sign and says which dollar."""

NATIONS: dict[str, dict[str, str]] = {
    "us": {"dollar": "USD"}, "u.s.": {"dollar": "USD"}, "american": {"dollar": "USD"},
    "australian": {"dollar": "AUD"}, "canadian": {"dollar": "CAD"},
    "singapore": {"dollar": "SGD"}, "jamaican": {"dollar": "JMD"}, "fijian": {"dollar": "FJD"},
    "taiwan": {"dollar": "TWD"}, "taiwanese": {"dollar": "TWD"},
    "hong kong": {"dollar": "HKD"}, "new zealand": {"dollar": "NZD"},
    "zimbabwe": {"dollar": "ZWL"}, "zimbabwean": {"dollar": "ZWL"},
    "swiss": {"franc": "CHF"}, "french": {"franc": "FRF"}, "belgian": {"franc": "BEF"},
    "cfa": {"franc": "XOF"},
    "british": {"pound": "GBP"}, "egyptian": {"pound": "EGP"}, "syrian": {"pound": "SYP"},
    "lebanese": {"pound": "LBP", "lira": "LBP"}, "sudanese": {"pound": "SDG"},
    "irish": {"pound": "IEP"}, "pounds": {"sterling": "GBP"}, "pound": {"sterling": "GBP"},
    "turkish": {"lira": "TRY"}, "italian": {"lira": "ITL"},
    "indian": {"rupee": "INR"}, "pakistani": {"rupee": "PKR"}, "pakistan": {"rupee": "PKR"},
    "nepali": {"rupee": "NPR"}, "nepalese": {"rupee": "NPR"}, "sri lankan": {"rupee": "LKR"},
    "indonesian": {"rupiah": "IDR"}, "japanese": {"yen": "JPY"},
    "chinese": {"yuan": "CNY", "renminbi": "CNY"},
    "south korean": {"won": "KRW"}, "korean": {"won": "KRW"}, "north korean": {"won": "KPW"},
    "swedish": {"krona": "SEK", "kronor": "SEK"}, "icelandic": {"krona": "ISK", "kronur": "ISK"},
    "danish": {"krone": "DKK", "kroner": "DKK"}, "norwegian": {"krone": "NOK", "kroner": "NOK"},
    "russian": {"ruble": "RUB", "rouble": "RUB"}, "belarusian": {"ruble": "BYN"},
    "mexican": {"peso": "MXN"}, "philippine": {"peso": "PHP"}, "argentine": {"peso": "ARS"},
    "argentinian": {"peso": "ARS"}, "chilean": {"peso": "CLP"}, "colombian": {"peso": "COP"},
    "cuban": {"peso": "CUP"}, "uruguayan": {"peso": "UYU"},
    "saudi": {"riyal": "SAR"}, "qatari": {"riyal": "QAR"}, "omani": {"rial": "OMR"},
    "iranian": {"rial": "IRR"}, "yemeni": {"rial": "YER"},
    "uae": {"dirham": "AED"}, "emirati": {"dirham": "AED"}, "moroccan": {"dirham": "MAD"},
    "kuwaiti": {"dinar": "KWD"}, "iraqi": {"dinar": "IQD"}, "jordanian": {"dinar": "JOD"},
    "bahraini": {"dinar": "BHD"}, "libyan": {"dinar": "LYD"}, "serbian": {"dinar": "RSD"},
    "tunisian": {"dinar": "TND"}, "algerian": {"dinar": "DZD"},
    "brazilian": {"real": "BRL", "reais": "BRL", "reals": "BRL"},
    "deutsche": {"mark": "DEM"}, "german": {"mark": "DEM"},
    "kenyan": {"shilling": "KES"}, "ugandan": {"shilling": "UGX"},
    "tanzanian": {"shilling": "TZS"}, "somali": {"shilling": "SOS"},
    "zambian": {"kwacha": "ZMW"}, "malawian": {"kwacha": "MWK"},
    "czech": {"koruna": "CZK", "crown": "CZK"}, "israeli": {"shekel": "ILS"},
    "australian and": {},
}  # fmt: skip
"""A nation's word before a currency word: "Hong Kong dollars", "Swiss francs"."""


MEASURES: dict[str, str] = prefixed_units() | named_words(_MEASURES)
"""Words of measure."""
DURATIONS: dict[str, str] = named_words(_DURATIONS)
"""Words of time."""
SHORT_TIMES: dict[str, str] = {
    "hr": "hour", "h": "hour", "s": "second", "sec": "second", "min": "minute", "d": "day",
    "yr": "year",
}  # fmt: skip
"""What else a rate may name time by."""
MONEY: dict[str, str] = named_words(_MONEY)
"""Words and codes of money."""

CODES: frozenset[str] = frozenset(
    word for word, name in MONEY.items() if word == name.lower() and len(word) == 3
) | {"rmb"}
"""Three-letter codes: in capitals in a text, before or after the number."""

WORD_CODES: frozenset[str] = frozenset({"try", "cop", "pen", "all", "php", "sar", "gel", "lak"})
"""Codes that are words too: capitals and a number are not enough."""

POWERS: dict[str, str] = {"square": "square", "sq": "square", "cubic": "cubic", "cu": "cubic"}
"""Words before a unit of length."""

AFTER_POWERS: dict[str, str] = {"squared": "square", "cubed": "cubic"}
"""Words after one."""

BASIS_POINTS: frozenset[str] = frozenset({"bp", "bps"})
"""Short forms of hundredths of a percentage point."""

SHY_UNITS: frozenset[str] = word_set(
    """
    m in ins g l w h mp kt bars turn turns stone stones min ms t db gray cup cups mb cc ft
    foot mi ha pb tb tw hp ev kv
    """
)
"""Short or common words that are units only where nothing else fits."""
