"""The forms of datelines, bylines, copyright lines and page furniture, as patterns."""

from __future__ import annotations

import re

from extractor.languages.en.lexicon import UPPER, words

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_DAY = r"(?:Mon|Tue|Tues|Wed|Wednes|Thu|Thur|Thurs|Fri|Sat|Satur|Sun)(?:day)?\b\.?"
_CLOCK = (
    r"\d{1,2}(?:[:.]\d{2}){0,2}(?:\s?[ap]\.?m\b\.?|\s?[AP]\.?M\b\.?)?(?:\s?(?:hrs|hours"
    r"|[A-Z]{2,4}\b|[+-]\d{2}:?\d{2}))?"
)
_DATE = (
    rf"(?:{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+\d{{4}})?|\d{{1,2}}(?:st|nd|rd"
    rf"|th)?\s+{_MONTH}"
    rf"(?:,?\s+\d{{4}})?|\d{{4}}[-/.]\d{{2}}[-/.]\d{{2}}|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}})"
)
_FULL_DATE = (
    rf"(?:{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}|\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH},?"
    rf"\s+\d{{4}}|\d{{4}}[-/.]\d{{2}}[-/.]\d{{2}}(?:[T ]\d{{2}}:\d{{2}}(?::\d{{2}})?(?:\.\d+)?Z?)?"
    rf"|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}})"
)
_UNIX_DATE = (
    rf"{_DAY},?\s+(?:{_MONTH}\s+\d{{1,2}}|\d{{1,2}}\s+{_MONTH})(?:\s+\d{{4}})?,?\s+"
    rf"\d{{1,2}}:\d{{2}}(?::\d{{2}})?(?:\s+(?:[A-Z]{{2,5}}|[+-]\d{{4}}))?(?:\s+\d{{4}})?"
)
_STAMP_WORDS = (
    r"(?:(?:first |last |originally )?(?:published|posted|updated|modified|created|issued|filed|"
    r"released|dated|date|last update)(?: on| at| date)?\s*[:\-–|]?\s*)"
)
_FILLER = r"(?:\s*(?:[,|•·/–—-]|at|on|\|)\s*|\s+)"
STAMP = re.compile(
    rf"[*_\s]*(?:{_STAMP_WORDS})?(?:{_UNIX_DATE}|(?:{_DAY},?\s+)?{_FULL_DATE}|{_DAY},?\s+{_DATE})"
    rf"(?:{_FILLER}{_CLOCK})?"
    rf"(?:{_FILLER}{_STAMP_WORDS}(?:{_UNIX_DATE}|(?:{_DAY},?\s+)?{_DATE}"
    rf"|{_CLOCK})(?:{_FILLER}{_CLOCK})?)?"
    rf"[*_\s.]*",
    re.IGNORECASE,
)
STAMP_SHORT = re.compile(
    rf"[*_\s]*{_STAMP_WORDS}(?:(?:{_DAY},?\s+)?{_DATE}|{_CLOCK}|\d{{1,2}} (?:minutes?|hours?"
    rf"|days?) ago)"
    rf"(?:{_FILLER}{_CLOCK})?[*_\s.]*",
    re.IGNORECASE,
)
PREFIX_STAMP = re.compile(rf"({_UNIX_DATE})\s*(?::|[-–—|])\s*(?=\S)")
PREFIX_ISO = re.compile(
    r"(\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2}|"
    r" [A-Z]{3,4})?))"
    r"\s*(?::|[-–—|])\s*(?=\S)"
)

_CAPS = rf"[{UPPER}][{UPPER}’'.\-]+"
_PLACE_WORD = rf"(?:{_CAPS}|[{UPPER}][\w.’'-]*)"
PLACE_DATELINE = re.compile(
    rf"[*_]{{0,3}}(?P<place>{_CAPS}(?:[ /]{_CAPS}){{0,3}}"
    rf"(?:,\s+{_PLACE_WORD}(?:\s{_PLACE_WORD}){{0,2}}){{0,2}})"
    rf"(?P<date>,?\s+(?:{_DAY},?\s+)?{_DATE})?"
    rf"(?P<agency>,?\s*\([^()\n]{{2,40}}\))?"
    r"[*_]{0,3}\s*(?P<dash>[–—:]|--|-(?=\s))[*_]{0,3}(?=\s*\S)"
)
_TITLE_WORD = rf"[{UPPER}][\w.’']*+"
TITLE_DATELINE = re.compile(
    rf"[*_]{{0,3}}(?P<place>{_TITLE_WORD}(?:[ -](?:[a-z]{{1,3}}-)?{_TITLE_WORD}){{0,3}}+"
    rf"(?:,\s{_TITLE_WORD}(?:\s{_TITLE_WORD}){{0,2}}){{0,2}})"
    rf"(?:(?P<date>,?\s+(?:{_DAY},?\s+)?{_DATE})(?P<agency>,?\s*\([^()\n]{{2,40}}\))?"
    rf"|(?P<agency2>,?\s*\([A-Z][^()\n]{{1,40}}\)))"
    r"[*_]{0,3}\s*(?P<dash>[–—:]|--|-(?=\s))[*_]{0,3}(?=\s*\S)"
)

_NAME_WORD = rf"(?:[{UPPER}][\w’'.-]*+|de|van|von|der|al|bin|la|le|da|di|del)"
_NAME = rf"{_NAME_WORD}(?:\s{_NAME_WORD}){{1,4}}"
_DESK = (
    r"(?:,?\s*(?:\||–|—|-|,|in|for|at)?\s*(?:(?:[A-Z][\w.&’'/-]*+|and|of|the|for|in|at|@[\w.]++"
    r"|[a-z][\w.]*+@[\w.]++|staff|writer|reporter|correspondent|editor|agencies|political|senior"
    r"|chief|science|sports|business)(?:[,|]\s*|\s+|(?=[*_.]*$))){0,12})"
)
BYLINE = re.compile(
    rf"[*_\s]*(?:(?:[Bb]y|BY|[Ww]ritten by|[Rr]eport by|[Rr]eporting by|[Ss]tory by|[Ww]ords by"
    rf"|[Ee]diting by|Additional reporting by)\s*:?\s+"
    rf"[*_]*(?:{_NAME})(?:(?:,\s|\s(?:and|&|with)\s|,?\sand\s|;\s)(?:(?:[Ee]diting|[Ww]riting"
    rf"|[Rr]eporting)\s+by\s+)?{_NAME}){{0,5}}[*_]*{_DESK})[*_.\s]*"
)
BYLINE_ROLE = re.compile(
    rf"[*_\s]*{_NAME},?\s*(?:\||–|—|-|,)\s*(?:[A-Z][\w&’'-]*\s){{0,4}}"
    r"(?:[Ss]taff [Ww]riter|[Cc]orrespondent|[Rr]eporter|[Ee]ditor|[Cc]olumnist)s?[*_\s.]*"
)
CREDITED = re.compile(
    rf"[(\[]?(?:(?:Additional )?[Rr]eporting|[Ww]riting|[Ee]diting) by"
    rf" {_NAME}(?:[^.\n]{{0,200}})[)\].]?"
)
AGENCY = re.compile(
    r"[*_\s(]*(?:(?:AP|AFP|Reuters|REUTERS|PTI|ANI|IANS|AAP|UPI|PA|Xinhua|DPA|dpa|ANSA|TASS"
    r"|Bloomberg|"
    r"Associated Press|The Associated Press|Press Association|Agence France-Presse|Press Trust"
    r" of India)"
    r"(?:\s*[/,&|]\s*)?){1,3}[*_\s).]*"
)

COPYRIGHT = re.compile(
    r"(?:©|&copy;|\(c\)\s?\d{4}|copyright\s*(?:©|\(c\)|&copy;|\d{4}|[–-]|by\b|:)|"
    r".{0,200}\ball rights reserved\b)",
    re.IGNORECASE,
)
RIGHTS = re.compile(
    r"(?:this (?:material|article|story|content|report) (?:may|must|can) not be (?:published"
    r"|reproduced|copied)"
    r"|all rights reserved\b|.{0,120}[.!] ?©|.{0,80}© ?\d{4})",
    re.IGNORECASE,
)

EXACT_FURNITURE = frozenset(
    re.split(
        r"\s*\|\s*",
        """(ends) | -ends- | about us | add a comment | advertisement |
advertisement - scroll to continue | advertisements | advertising | also read | also read: |
article continues after advertisement | article continues below | back to top | breaking news
| caption | click here | close | comment | comments | contact us | continue reading |
continue reading the main story | cookie policy | copy link | don't miss | download our app |
download the app | editor's picks | email | email this | ends | external links | file image |
file photo | follow us | follow us on | follow us: | gallery | get the newsletter |
getty images | go to top | have your say | home | image | image caption | image source |
join the discussion | latest news | learn more | leave a comment | link copied | listen |
listen now | live updates | load more | loading | loading... | log in | media caption | menu |
more | more from this author | more from this section | more on this story | most popular |
most read | newsletter | next | next article | next story | no comments | photo | photos |
play video | post a comment | previous | previous article | print | print this |
privacy policy | promoted | promoted content | read more | read more: | recommended |
recommended for you | references | register | related | related articles | related content |
related news | related stories | related topics | related: | remove ads | report this ad |
reuters | save | see also | see also: | see more | share | share on facebook |
share on twitter | share on x | share this | share this article | share this story | show more
| sign in | sign up | skip to content | skip to main content | sources | sponsored |
sponsored content | story continues below | story continues below advertisement | subscribe |
subscribe now | subscribe today | tags | terms of use | top stories | topics | trending |
trending now | tweet | up next | video | view comments | watch | watch live | watch: |
what to read next | you may also like | you might also like""",
    )
)
"""Whole lines, in lower case, that are furniture wherever they stand."""
"""Whole lines, in lower case, that are furniture wherever they stand."""
OPENING_FURNITURE = re.compile(
    r"(?:read more\s*:|also read\s*[:|-]|read also\s*[:|-]|see also\s*:|related(?: \w+)?\s*:"
    r"|watch(?: \w+)?\s*:|"
    r"recommended\s*:|share (?:this (?:\w+ )?)?(?:on|via|with)\b|follow (?:us|@\w+|the \w+) on\b|"
    r"sign up (?:for|to) (?:our|the|get|receive)\b|"
    r"subscribe to (?:our|the)\b|click (?:here|the link)\b|download (?:our|the) (?:free )?app\b|"
    r"get (?:the latest|our|breaking) [\w ,’'-]{0,60}(?:inbox|newsletter|alerts?|app)\b|"
    r"like us on facebook|join (?:our|us on) (?:whatsapp|telegram|facebook)|"
    r"photos?(?: by| credit| courtesy(?: of)?)?\s*[:/]|image(?: credit| source| by| courtesy(?:"
    r" of)?)?\s*[:/]|"
    r"picture(?: credit)?\s*:|pic\s*:|credit\s*:|caption\s*:|file (?:photo|image|picture)\s*[:/.|]|"
    r"photograph\s*:|illustration\s*:|video\s*:|tags\s*:|topics\s*:|filed under\s*:|categories\s*:|"
    r"this (?:article|story) (?:was )?(?:originally|first) (?:appeared|published)\b|"
    r"\d+ (?:comments?|shares|views|min(?:ute)?s? read)\b[ .]*$|\[?(?:advertisement"
    r"|sponsored)\]?[ .:|-]*$)",
    re.IGNORECASE,
)
CAPTION = re.compile(
    r"(?:photos?|image|picture|pic|caption|photograph|illustration|video)\s*:\s*(?P<said>.+)",
    re.IGNORECASE,
)
"""What a picture shows, in words of its own, against who took it."""
CREDIT_WORDS = words("by of courtesy the and via for from at in on credit source file handout")
"""Small words of a credit line."""
RIGHTS_TAIL = re.compile(
    r"[.!?…][”\"’)]*\s+(?=(?:©|&copy;|\(c\)\s?\d{4}|copyright\b|all rights reserved\b))",
    re.IGNORECASE,
)
"""The end of a sentence behind which a line speaks of rights."""
LAST_STOP = re.compile(r"(?s:.*)[.!?…][”\"’)]*\s+(?=\S)")
"""Everything up to the last sentence of a line."""
CREDIT_TAIL = re.compile(
    r"(?:\b(?:Getty Images|AFP|Reuters|REUTERS|AP Photo|AAP|PA Wire|EPA|Shutterstock|Alamy|iStock|"
    r"Bloomberg|Anadolu|Xinhua)\b[\s/|,.)\]]*)$"
)
IMAGE_TAIL = re.compile(
    r"[.!?…)”\"’]\s*(?P<tail>\(?(?:[Ii]mage|[Pp]hoto|[Pp]icture|[Cc]redit)(?:\s+(?:by|credit|courtesy(?:"
    r" of)?))?\s*[:/]\s*[^.!?\n]{2,80}[.)\s]*)$"
)
MARKDOWN_IMAGE = re.compile(r"!\[[^\]\n]{0,200}\]\([^)\n]{0,300}\)\s*$")

RIGHTS_OPENINGS = (
    "copyright",
    "this material",
    "this article",
    "this story",
    "this content",
    "this report",
)
"""How a line about rights may begin without a sign."""
