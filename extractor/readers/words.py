"""Words that readers look for, as data."""

from __future__ import annotations


def _words(table: str) -> frozenset[str]:
    return frozenset(table.split())


PUBLICATION_DAY_NAMES = _words("""
    article.published article:published_time citation_publication_date date datepublished dc.date
    dc.date.issued dcterms.created dcterms.date dcterms.issued og:published_time parsely-pub-date
    pubdate publication_date publish-date publish_date publishdate published_time sailthru.date
""")
"""How web pages name the day of publication; that of a change is another."""

BEFORE_HYPHEN = _words("""
    all anti co cross east eight eighty ex fifty first five forty four full half high hundred long
    low mid month nine ninety non north one part second self semi seven seventy short six sixty so
    south ten then third thirty three twenty two vice well west year
""")
"""Words that a hyphen at the end of a line most often joins to a compound."""

BEHIND_HYPHEN = _words("""
    backed based day hour in led level like made month off old out owned run scale term time to up
    week wide year years
""")
"""Words that are most often the second of a compound."""
