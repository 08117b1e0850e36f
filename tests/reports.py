"""Reports built by hand from an invented story, for the tests of what comes out.

They hold every kind of verdict, so that each output can be tried without a pipeline or a model.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from itertools import count

from extractor.schemas.document import Document
from extractor.schemas.fact import Fact, FactKind, Grounding
from extractor.schemas.figure import DatePrecision, DateRef, Figure, FigureKind, Hedge
from extractor.schemas.finding import Finding, Severity, Verdict, usual_severity
from extractor.schemas.quotation import Quotation, QuotationKind
from extractor.schemas.report import Ledger, LedgerRow, PassageOutcome, Report, Run, Timing
from extractor.schemas.span import Span

FERRY = """\
Two dead, 31 hurt as night ferry strikes breakwater at Port Ellery

By Mara Lindqvist

PORT ELLERY, Nov. 14 (Coastal Wire) – A passenger ferry carrying 148 people struck the harbour \
breakwater at Port Ellery late on Thursday, killing two and injuring at least 31, the coastguard \
said.

The Saint Brannoc, a 62-metre vessel on the 90-minute crossing from Tarn Island, hit the outer \
wall at 11:40 p.m. as gusts reached nearly 70 mph. Crews lifted 115 people off the deck before \
dawn on Friday.

“We have never seen the sea come over the wall like that in 26 years,” said harbour master Ingrid \
Solheim. “On 3 March we asked for the lights to be replaced. Nobody came.” Sailors call the spot \
“the widow’s corner”.

The master of the vessel, Daniel Roe, 54, was questioned by police on Friday. He has not been \
charged.

Of the 31 injured, 19 were treated on the quay and 13 were taken to St Anselm’s Hospital, where \
five remained on Friday evening. “Heartbroken 💔 for everyone on board,” the mayor, Aldo Ferri, \
wrote.

Operator Northway Lines said it had spent £4.2 million on safety in the past two years, 12 per \
cent more than regulations require, and would “co-operate fully with every question we are \
asked”. Bookings had doubled since May.

© 2025 Coastal Wire. All rights reserved.
"""
"""A story with furniture, ranges of verdicts, nested marks and a character beyond the BMP."""


class Builder:
    """Spans by their words, so that no test counts characters."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._ids = count(1)

    def span(self, words: str, *, after: str = "") -> Span:
        """The first place of the words, after the words `after` if given."""
        start = self.text.index(words, self.text.index(after) if after else 0)
        return Span.of(self.text, start, start + len(words))

    def figure(
        self,
        words: str,
        value: str | None,
        *,
        phrase: str | None = None,
        kind: FigureKind = "cardinal",
        hedge: Hedge = "unhedged",
        unit: str | None = None,
        of: str | None = None,
        low: str | None = None,
        high: str | None = None,
        after: str = "",
    ) -> Figure:
        """A figure whose `phrase` begins no later than `after`'s next occurrence of it."""
        whole = self.span(phrase or words, after=after)
        start = self.text.index(words, whole.start)
        return Figure(
            span=Span.of(self.text, start, start + len(words)),
            kind=kind,
            value=None if value is None else Decimal(value),
            low=None if low is None else Decimal(low),
            high=None if high is None else Decimal(high),
            hedge=hedge,
            unit=unit,
            of=of,
            precision=None,
            phrase=whole,
        )

    def date(
        self, words: str, iso: str | None, precision: DatePrecision = "day", *, after: str = ""
    ) -> DateRef:
        """A date."""
        return DateRef(self.span(words, after=after), iso, precision if iso else None, True)

    def quotation(
        self, words: str, speaker: str | None = None, kind: QuotationKind = "speech"
    ) -> Quotation:
        """A quotation and the words for its speaker."""
        said_by = self.span(speaker) if speaker else None
        return Quotation(self.span(words), kind, said_by, said_by, None)

    def fact(
        self,
        kind: FactKind,
        statement: str,
        quote: str,
        *,
        figures: Iterable[Figure] = (),
        dates: Iterable[DateRef] = (),
        when: str | None = None,
        where: str | None = None,
        attributed_to: str | None = None,
        grounding: Grounding = "exact",
        passage: int = 0,
    ) -> Fact:
        """A fact that stands on the first place of `quote`, or nowhere if it is unlocated."""
        places: list[Span] = []
        if grounding == "ambiguous":
            at = self.text.find(quote)
            while at >= 0:
                places.append(Span.of(self.text, at, at + len(quote)))
                at = self.text.find(quote, at + 1)
        is_placed = grounding in ("exact", "typographic")
        return Fact(
            id=f"F{next(self._ids)}",
            kind=kind,
            statement=statement,
            quote=quote,
            span=self.span(quote) if is_placed else None,
            grounding=grounding,
            places=tuple(places),
            figures=tuple(figures),
            when=when,
            dates=tuple(dates),
            where=where,
            attributed_to=attributed_to,
            passage=passage,
        )


def finding(
    fact: Fact | None,
    check: str,
    verdict: Verdict,
    message: str,
    *,
    evidence: Sequence[Span] = (),
    span: Span | None = None,
    expected: str | None = None,
    found: str | None = None,
    field: str | None = None,
    severity: Severity | None = None,
) -> Finding:
    """A finding as the checks make it: its span is the fact's unless given."""
    return Finding(
        check=check,
        verdict=verdict,
        severity=severity or usual_severity(verdict),
        span=span or (fact.span if fact else None),
        evidence=tuple(evidence),
        expected=expected,
        found=found,
        message=message,
        fact=fact.id if fact else None,
        field=field,
    )


def make_report(
    text: str,
    *,
    facts: Sequence[Fact] = (),
    findings: Sequence[Finding] = (),
    figures: Sequence[Figure] = (),
    dates: Sequence[DateRef] = (),
    quotations: Sequence[Quotation] = (),
    passages: Sequence[PassageOutcome] = (),
    set_aside: dict[Span, str] | None = None,
    name: str | None = "story.txt",
    model: str = "local:small",
    timing: Timing | None = None,
) -> Report:
    """A report whose ledger follows from the facts' figures and dates."""
    aside = set_aside or {}
    claims: dict[Span, list[str]] = {}
    for fact in facts:
        for item in [figure.span for figure in fact.figures] + [when.span for when in fact.dates]:
            claims.setdefault(item, []).append(fact.id)
    found: list[Figure | DateRef] = [*figures, *dates]
    rows = [
        LedgerRow(
            figure=item if isinstance(item, Figure) else None,
            date=item if isinstance(item, DateRef) else None,
            claimed_by=tuple(claims.get(item.span, ())),
            set_aside=aside.get(item.span),
        )
        for item in sorted(found, key=lambda item: item.span.start)
    ]
    return Report(
        compared_with="this story only",
        document=Document(
            text=text, name=name, published=datetime(2025, 11, 14, 18, 30, tzinfo=UTC)
        ),
        facts=tuple(facts),
        findings=tuple(findings),
        ledger=Ledger(rows=tuple(rows)),
        quotations=tuple(quotations),
        passages=tuple(passages),
        run=Run(
            task="news",
            prompt=None if model == "none" else "news 1",
            prompt_hash=None if model == "none" else "0" * 64,
            schema_hash=None if model == "none" else "1" * 64,
            model=model,
            parameters={"temperature": 0, "seed": 1},
            calls=0 if model == "none" else 3,
            prompt_tokens=0 if model == "none" else 2141,
            completion_tokens=0 if model == "none" else 612,
            cost_usd=Decimal(0),
            versions={"fact-extractor": "0.1.0"},
        ),
        timing=timing,
    )


def ferry_report(*, timing: Timing | None = None) -> Report:
    """The ferry story with facts and findings of every kind, one passage failed."""
    b = Builder(FERRY)
    two_dead = b.figure("Two", "2", of="dead")
    hurt = b.figure("31", "31", of="people")
    aboard = b.figure("148", "148", phrase="148 people", of="people")
    killed = b.figure("two", "2", of="people", after="killing")
    injured = b.figure(
        "31", "31", phrase="at least 31", hedge="at_least", of="people", after="injuring"
    )
    length = b.figure("62-metre", "62", kind="measure", unit="metre", of="vessel")
    crossing = b.figure("90-minute", "90", kind="duration", unit="minute", of="crossing")
    gusts = b.figure(
        "70 mph", "70", phrase="nearly 70 mph", kind="measure", hedge="nearly", unit="mph"
    )
    lifted = b.figure("115", "115", phrase="115 people", of="people")
    years = b.figure("26 years", "26", kind="duration", unit="year")
    age = b.figure("54", "54", kind="age", unit="year")
    injured_again = b.figure("31", "31", of="injured", after="Of the")
    treated = b.figure("19", "19", of="injured")
    taken = b.figure("13", "13", of="injured")
    stayed = b.figure("five", "5", of="injured")
    spent = b.figure("£4.2 million", "4200000", kind="money", unit="GBP")
    more = b.figure("12 per cent", "12", kind="percent")
    doubled = b.figure("doubled", "2", kind="multiple")
    dateline = b.date("Nov. 14", "2025-11-14")
    thursday = b.date("late on Thursday", "2025-11-13", "part_of_day")
    hour = b.date("11:40 p.m.", "2025-11-13T23:40", "time")
    dawn = b.date("before dawn on Friday", "2025-11-14", "part_of_day")
    march = b.date("On 3 March", "2025-03-03")
    friday = b.date("on Friday", "2025-11-14", after="police")
    evening = b.date("on Friday evening", "2025-11-14", "part_of_day")
    past = b.date("in the past two years", "2023-11-14/2025-11-14")
    may = b.date("since May", "2025-05", "month")
    year = b.date("2025", "2025", "year", after="©")

    never = "We have never seen the sea come over the wall like that in 26 years,"
    lights = "On 3 March we asked for the lights to be replaced. Nobody came."
    heart = "Heartbroken 💔 for everyone on board,"
    cooperate = "co-operate fully with every question we are asked"
    lede = FERRY[FERRY.index("A passenger ferry") : FERRY.index("\n\nThe Saint Brannoc")]
    second = FERRY[FERRY.index("The Saint Brannoc") : FERRY.index(" Crews lifted")]

    f_aboard = b.fact(
        "figure",
        "The ferry that struck the breakwater carried 148 people.",
        lede,
        figures=[aboard],
        dates=[thursday],
        when="late on Thursday",
        where="Port Ellery",
        attributed_to="the coastguard",
    )
    f_killed = b.fact(
        "figure",
        "The accident killed two people.",
        lede,
        figures=[killed, two_dead],
        where="Port Ellery",
        attributed_to="harbour officials",
    )
    f_injured = b.fact(
        "figure",
        "31 people were injured.",
        lede,
        figures=[injured, hurt],
        dates=[thursday],
        when="late on Thursday",
        attributed_to="the coastguard",
    )
    f_length = b.fact(
        "figure",
        "The Saint Brannoc is 62 metres long and its crossing takes 90 minutes.",
        second,
        figures=[length, crossing],
        passage=1,
    )
    f_gusts = b.fact(
        "figure",
        "Gusts reached nearly 70 mph when the ship hit the wall.",
        second,
        figures=[gusts],
        dates=[hour],
        when="overnight",
        passage=1,
    )
    f_lifted = b.fact(
        "figure",
        "Crews lifted 115 people off the deck before dawn on Friday.",
        "Crews lifted 115 people off the deck before dawn on Friday.",
        figures=[lifted],
        dates=[dawn],
        when="before dawn on Friday",
        passage=1,
    )
    f_never = b.fact(
        "quotation",
        "Harbour master Ingrid Solheim said she had never seen such a sea.",
        never,
        figures=[years],
        attributed_to="Ingrid Solheim",
        passage=1,
    )
    f_lights = b.fact(
        "quotation",
        "Daniel Roe said that he had asked for new lights.",
        lights,
        dates=[march],
        when="On 3 March",
        attributed_to="Daniel Roe",
        passage=1,
    )
    f_roe = b.fact(
        "statement",
        "Daniel Roe, 54, was charged by police on Friday.",
        "The master of the vessel, Daniel Roe, 54, was questioned by police on Friday.",
        figures=[age],
        dates=[friday],
        when="on Friday",
        passage=1,
    )
    f_treated = b.fact(
        "figure",
        "19 of the injured were treated on the quay.",
        "Of the 31 injured, 19 were treated on the quay",
        figures=[treated, injured_again],
        where="on the quay",
        passage=2,
    )
    f_heart = b.fact(
        "quotation",
        "Mayor Aldo Ferri wrote that he was heartbroken.",
        heart,
        attributed_to="Aldo Ferri",
        passage=2,
    )
    f_asked = b.fact(
        "statement",
        "The coastguard asked for an inquiry.",
        "the coastguard has asked for a public inquiry",
        grounding="unlocated",
        attributed_to="the coastguard",
        passage=2,
    )
    f_place = b.fact(
        "statement", "It happened at Port Ellery.", "at Port Ellery", grounding="ambiguous"
    )
    facts = [
        f_aboard,
        f_killed,
        f_injured,
        f_length,
        f_gusts,
        f_lifted,
        f_never,
        f_lights,
        f_roe,
        f_treated,
        f_heart,
        f_asked,
        f_place,
    ]

    wants_eye = [
        finding(
            f_injured,
            "figure.value",
            "hedge_changed",
            '"31 people" here; the source says "at least 31" (paragraph 3). The hedge is gone.',
            evidence=[injured.phrase],
            expected="at least 31",
            found="31 people",
            field="statement",
        ),
        finding(
            f_roe,
            "legal.status",
            "value_mismatch",
            '"charged" here; the source says "questioned" and "has not been charged" '
            "(paragraph 6).",
            evidence=[b.span("questioned"), b.span("has not been charged")],
            expected="questioned",
            found="charged",
            field="statement",
        ),
        finding(
            f_lights,
            "quotation.speaker",
            "other_speaker",
            "Daniel Roe here; the source has Ingrid Solheim say this (paragraph 5).",
            evidence=[b.span("Ingrid Solheim")],
            expected="Ingrid Solheim",
            found="Daniel Roe",
            field="attributed_to",
        ),
        finding(
            None,
            "arithmetic.parts",
            "value_mismatch",
            "19 treated on the quay and 13 taken to hospital make 32; the story says 31 injured.",
            span=b.span("Of the 31 injured, 19 were treated on the quay and 13 were taken"),
            evidence=[injured_again.span, treated.span, taken.span],
            expected="31",
            found="19 + 13 = 32",
        ),
        finding(
            f_killed,
            "attribution.name",
            "absent",
            'The story names no "harbour officials".',
            found="harbour officials",
            field="attributed_to",
        ),
        finding(
            f_asked,
            "grounding.quote",
            "absent",
            "The story does not have the words that this fact stands on.",
            found="the coastguard has asked for a public inquiry",
            field="quote",
        ),
        finding(
            f_gusts,
            "date.value",
            "not_checked",
            '"overnight" is in no sentence of the story; it says "11:40 p.m." (paragraph 4).',
            evidence=[hour.span],
            expected="11:40 p.m.",
            found="overnight",
            field="when",
        ),
        finding(
            f_place,
            "grounding.quote",
            "ambiguous",
            '"at Port Ellery" stands in two places of the story.',
            field="quote",
        ),
        finding(
            f_never,
            "quotation.words",
            "trimmed",
            "The quotation goes on in the story after “years,”.",
            evidence=[b.span(never)],
            field="quote",
        ),
    ]
    matches: list[Finding] = []
    for fact in facts:
        if fact.grounding in ("unlocated", "ambiguous"):
            continue
        for item in fact.figures:
            if fact is not f_injured:
                matches.append(
                    finding(
                        fact,
                        "figure.value",
                        "exact",
                        f"As the source has it: {item.phrase.text}.",
                        evidence=[item.phrase],
                        field="statement",
                    )
                )
        if fact.when and fact is not f_gusts:
            matches.append(finding(fact, "date.value", "exact", "Same day.", field="when"))
        if fact.where:
            matches.append(finding(fact, "place.value", "matches", "It was there.", field="where"))
        if fact.kind == "quotation" and fact is not f_never:
            words = finding(fact, "quotation.words", "verbatim", "Word for word.", field="quote")
            matches.append(words)
        if fact.attributed_to and fact not in (f_killed, f_lights):
            check = "quotation.speaker" if fact.kind == "quotation" else "attribution.name"
            matches.append(finding(fact, check, "matches", "Same speaker.", field="attributed_to"))

    operator = FERRY.index("Operator Northway")
    return make_report(
        FERRY,
        name="ferry.txt",
        facts=facts,
        findings=[*wants_eye, *matches],
        figures=[
            two_dead,
            hurt,
            aboard,
            killed,
            injured,
            length,
            crossing,
            gusts,
            lifted,
            years,
            age,
            injured_again,
            treated,
            taken,
            stayed,
            spent,
            more,
            doubled,
        ],
        dates=[dateline, thursday, hour, dawn, march, friday, evening, past, may, year],
        quotations=[
            b.quotation(never, "Ingrid Solheim"),
            b.quotation(lights, "Ingrid Solheim"),
            b.quotation("the widow’s corner", kind="scare"),
            b.quotation(heart, "Aldo Ferri"),
            b.quotation(cooperate, "Operator Northway Lines"),
        ],
        passages=[
            PassageOutcome(index=0, start=0, end=FERRY.index("The Saint"), status="ok"),
            PassageOutcome(
                index=1, start=FERRY.index("The Saint"), end=operator, status="ok", reasks=1
            ),
            PassageOutcome(
                index=2,
                start=operator,
                end=len(FERRY),
                status="failed",
                failure="truncated",
                reason="The answer ran into max_tokens (900) before it was complete.",
                reasks=1,
            ),
        ],
        set_aside={dateline.span: "dateline", year.span: "copyright line"},
        timing=timing,
    )


HOSTILE = (
    "\ufeff<script>document.title = 'owned'</script> & \"quotes\" 'both' {{ 7*7 }} {% raw %} "
    "$name </style></script><!-- \x1b[31mred\x1b[0m \x1b]0;title\x07 \x9b2J \x00 \x08 "
    "[bold]not markup[/bold] \u202eright to left\u202c =HYPERLINK(1)\r\n\r\n"
    "Lone \ud800 half, 💔 12 <b onclick='x'>per cent</b>, “<img src=x onerror=alert(1)> 5 of "
    'them,” said Mr </a>"O\'Neil".\r\n'
)
"""Text that is an attack in HTML, in a template, on a terminal and in a spreadsheet."""


def hostile_report() -> Report:
    """A report whose story, facts, messages and names are all hostile."""
    b = Builder(HOSTILE)
    figure = b.figure("12", "12", phrase="12 <b onclick='x'>per cent</b>", kind="percent")
    five = b.figure("5", "5", phrase="5 of them", of="=them")
    speech = b.quotation("<img src=x onerror=alert(1)> 5 of them,", 'Mr </a>"O\'Neil"')
    lede = HOSTILE[1 : HOSTILE.index("\r\n")]
    fact = b.fact(
        "figure",
        "=cmd|' /C calc'!A1 " + lede,
        lede,
        figures=[figure],
        when="@SUM(1) \x1b[2J",
        where="+1<script>alert(1)</script>",
        attributed_to="-2+3",
    )
    said = b.fact("quotation", "[red]x[/red] {{ 7*7 }}", speech.span.text, figures=[five])
    return make_report(
        HOSTILE,
        name="<script>\x1b[31m.txt",
        facts=[fact, said],
        findings=[
            finding(
                fact,
                "figure.value",
                "value_mismatch",
                "\x1b[31m<script>alert(2)</script> [bold]x[/bold] {{ 7*7 }}",
                evidence=[figure.phrase],
                expected='"><script>',
                found="=1+1",
            ),
            finding(None, "name.\x1b", "absent", "\u202e-- <i>", span=speech.span),
        ],
        figures=[figure, five],
        quotations=[speech],
        passages=[
            PassageOutcome(
                index=0,
                start=0,
                end=len(HOSTILE),
                status="failed",
                failure="provider",
                reason="<script>\x1b[31m",
            )
        ],
    )


def plain_report(text: str = "Nothing is counted here.\n", **parts: object) -> Report:
    """A report of a story in which nothing was found and no model was asked."""
    return make_report(text, model="none", name=None, **parts)  # type: ignore[arg-type]  # as given
