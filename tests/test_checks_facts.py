"""What the checks say of a fact of a story."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.checks import check_fact
from extractor.scanning.document import Scan, scan_document
from extractor.schemas.document import Document
from extractor.schemas.fact import Fact
from extractor.schemas.finding import Finding
from extractor.schemas.span import Span

STORY = (
    "Coast guard officials said at least 23 people were hurt when a ferry struck a barge overnight"
    " into Friday. The ferry carried 312 passengers and 11 crew, and the port railway was damaged"
    " by the wash.\n\n“We had no time to turn,” said Captain Ilse Romero, who has run the ferry"
    " since 2019. Harbour master Tomas Adeyemi rejected that account after speaking to Romero. “The"
    " barge was lit,” he said.\n\nThe company sold 40,000 tickets in June."
)
SCAN = scan_document(Document(text=STORY))


def fact(quote: str, scan: Scan = SCAN, **fields: Any) -> Fact:
    """A fact on these words, with the figures that they hold."""
    start = scan.text.find(quote)
    span = Span.of(scan.text, start, start + len(quote)) if start >= 0 else None
    figures = tuple(f for f in scan.figures if span is not None and span.covers(f.span))
    kind = fields.pop("kind", "figure" if figures else "statement")
    return Fact(
        id="F1",
        kind=kind,
        quote=quote,
        statement=fields.pop("statement", quote),
        span=span,
        grounding="exact" if span else "unlocated",
        figures=figures,
        passage=0,
        **fields,
    )


def verdicts(subject: Fact) -> dict[str, set[str]]:
    """The verdicts by field."""
    found: dict[str, set[str]] = {}
    for finding in check_fact(subject, SCAN):
        found.setdefault(finding.field or "", set()).add(finding.verdict)
    return found


def test_true_fact_has_matches_only() -> None:
    """A true fact has a verdict for its quote, figure, time and speaker, and no problem."""
    found = check_fact(
        fact(
            "at least 23 people were hurt",
            statement="At least 23 people were hurt.",
            when="overnight into Friday",
            attributed_to="Coast guard officials",
        ),
        SCAN,
    )
    assert {f.field for f in found} == {"quote", "statement", "when", "attributed_to"}
    assert {f.severity for f in found} == {"info"}


MARKET = scan_document(
    Document(
        text="The market in Orlen shut in May. The mayor of Velm, who lives in Skar, said on Monday"
        " that Orlen needs it. It opens again in June."
    )
)


@pytest.mark.parametrize(
    ("quote", "field", "words", "verdict"),
    [
        ("The market in Orlen shut in May", "where", "Orlen", "matches"),
        ("The market in Orlen shut in May", "where", "in Orlen", "matches"),
        ("The market in Orlen shut in May", "where", "Velm", "misplaced"),
        ("Orlen needs it", "where", "Orlen", "misplaced"),
        ("Orlen needs it", "where", "Skar", "matches"),
        ("Orlen needs it", "where", "Tarn", "absent"),
        ("The market in Orlen shut in May", "when", "May", "exact"),
        ("The market in Orlen shut in May", "when", "Monday", "misplaced"),
        ("Orlen needs it", "when", "Monday", "exact"),
        ("Orlen needs it", "when", "May", "misplaced"),
        ("It opens again in June", "when", "Monday", "misplaced"),
    ],
)
def test_time_and_place_belong_to_their_sentence(
    quote: str, field: str, words: str, verdict: str
) -> None:
    """Another sentence's day dates nothing here, and who speaks is no place."""
    given = {field: words}
    found = check_fact(fact(quote, MARKET, **given), MARKET)
    assert [(f.verdict, f.is_problem) for f in found if f.field == field] == [
        (verdict, verdict == "absent")
    ]


@pytest.mark.parametrize(
    ("statement", "verdict"),
    [
        ("At least 23 people were hurt.", "exact"),
        ("At least twenty-three people were hurt.", "equivalent"),
        ("23 people were hurt.", "hedge_changed"),
        ("Over 23 people were hurt.", "equivalent"),
        ("At least 32 people were hurt.", "value_mismatch"),
        ("At least 230 people were hurt.", "scale_mismatch"),
        ("At least 312 people were hurt.", "hedge_changed"),
    ],
)
def test_statement_is_held_against_its_own_figure(statement: str, verdict: str) -> None:
    """The figure in the model's sentence is compared with the figure that the fact claims."""
    assert (
        verdict in verdicts(fact("at least 23 people were hurt", statement=statement))["statement"]
    )


def test_exchanged_figures_are_misplaced_both() -> None:
    """Two numbers of one sentence that have changed places are each a problem."""
    subject = fact(
        "The ferry carried 312 passengers and 11 crew",
        statement="The ferry carried 11 passengers and 312 crew.",
    )
    found = [f for f in check_fact(subject, SCAN) if f.check == "figure.context"]
    assert [(f.found, f.expected) for f in found] == [("11", "312 passengers"), ("312", "11 crew")]


@pytest.mark.parametrize(
    "statement",
    [
        "Many people were hurt.",
        "The ferry carried 312 people.",
        "People were hurt overnight into Friday.",
        "It happened on Friday.",
    ],
)
def test_statement_without_its_figure_is_a_problem(statement: str) -> None:
    """A figure fact whose sentence leaves its figure out, or gives another, claims it wrongly."""
    subject = fact("at least 23 people were hurt", statement=statement)
    assert "value_mismatch" in verdicts(subject)["statement"]


def test_statement_that_only_repeats_the_figure_asks_for_an_eye() -> None:
    """ "At least 23 people" says nothing of them."""
    subject = fact("at least 23 people were hurt", statement="At least 23 people")
    assert "not_checked" in verdicts(subject)["statement"]


def test_figure_inside_another_is_not_stated() -> None:
    """ "5p" does not stand in "6.5p"."""
    text = "The company will pay 6.5p a share, against 5p last year."
    scan = scan_document(Document(text=text, published=date(2026, 3, 4)))
    subject = fact("against 5p last year", scan, statement="The company will pay 6.5p a share.")
    wrong = [f for f in check_fact(subject, scan) if f.is_problem]
    assert [finding.expected for finding in wrong] == ["5p"]


def test_date_of_a_later_sentence_asks_for_an_eye() -> None:
    """A date holds for the sentences after it; that it dates an earlier one is open."""
    text = "Three buses collided in Dorsby. The road stays shut until Monday."
    scan = scan_document(Document(text=text, published=date(2026, 3, 4)))
    subject = fact("Three buses collided in Dorsby", scan, when="Monday")
    (finding,) = [f for f in check_fact(subject, scan) if f.field == "when"]
    assert (finding.verdict, finding.severity) == ("misplaced", "look")


@pytest.mark.parametrize(
    ("when", "verdict"),
    [
        ("overnight into Friday", "exact"),
        ("overnight to Friday", "value_mismatch"),
        ("in June", "misplaced"),
        ("last Sunday", "absent"),
    ],
)
def test_when_must_be_in_the_passage(when: str, verdict: str) -> None:
    """Words of the passage match, words of another place ask for an eye, others are a problem."""
    assert verdicts(fact("at least 23 people were hurt", when=when))["when"] == {verdict}


@pytest.mark.parametrize(
    ("speaker", "verdict", "is_problem"),
    [
        ("Coast guard officials", "matches", False),
        ("officials", "matches", False),
        ("Russian officials", "absent", True),
        ("Tomas Adeyemi", "other_speaker", True),
        (None, "unattributed", False),
    ],
)
def test_speaker_of_a_claim(speaker: str | None, verdict: str, is_problem: bool) -> None:
    """Who says so is compared with whom the sentence names."""
    found = check_fact(fact("at least 23 people were hurt", attributed_to=speaker), SCAN)
    (finding,) = [f for f in found if f.field == "attributed_to"]
    assert (finding.verdict, finding.is_problem) == (verdict, is_problem)


def test_thing_that_never_speaks_is_no_speaker() -> None:
    """A railway that the story names, but nowhere as a speaker, is a problem."""
    subject = fact("312 passengers", attributed_to="the port railway")
    (finding,) = [f for f in check_fact(subject, SCAN) if f.field == "attributed_to"]
    assert (finding.verdict, finding.severity) == ("absent", "warning")


@pytest.mark.parametrize(
    ("quote", "speaker", "verdict"),
    [
        ("We had no time to turn,", "Ilse Romero", "matches"),
        ("We had no time to turn,", "Tomas Adeyemi", "other_speaker"),
        ("The barge was lit,", "Adeyemi", "matches"),
        ("The barge was lit,", "Romero", "other_speaker"),
    ],
)
def test_speaker_of_a_quotation(quote: str, speaker: str, verdict: str) -> None:
    """A quotation's speaker is compared with the name that the story gives, through pronouns."""
    subject = fact(quote, kind="quotation", statement="x", attributed_to=speaker)
    (finding,) = [f for f in check_fact(subject, SCAN) if f.check == "quotation.speaker"]
    assert finding.verdict == verdict


def test_unlocated_quote_is_an_error() -> None:
    """Words that the story does not have are never a fact."""
    (finding, *_) = check_fact(fact("the ferry sank"), SCAN)
    assert (finding.check, finding.verdict, finding.severity) == (
        "quote.grounding",
        "absent",
        "error",
    )


def test_name_that_the_story_lacks_is_reported() -> None:
    """A name in the model's sentence alone is absent."""
    subject = fact("at least 23 people were hurt", statement="Orlo Pennington hurt 23 people.")
    found = [f for f in check_fact(subject, SCAN) if f.check == "name.absent"]
    assert [f.found for f in found] == ["Orlo Pennington"]


@settings(max_examples=80)
@given(st.text(max_size=200), st.text(max_size=60), st.text(max_size=30), st.text(max_size=30))
def test_every_span_is_of_the_story(
    story: str, statement: str, when: str, attributed_to: str
) -> None:
    """Spans and evidence are slices of the story, whatever the model wrote."""
    scan = scan_document(Document(text=story))
    subject = Fact(
        id="F1",
        kind="statement",
        statement=statement,
        quote=story[:10],
        span=Span.of(story, 0, len(story[:10])),
        grounding="exact",
        when=when,
        where=attributed_to,
        attributed_to=attributed_to,
        passage=0,
    )
    for finding in check_fact(subject, scan):
        for span in spans_of(finding):
            assert story[span.start : span.end] == span.text


def spans_of(finding: Finding) -> list[Span]:
    """The span and the evidence of a finding."""
    return [*finding.evidence, *([finding.span] if finding.span else [])]


PLANE = scan_document(
    Document(
        text="ORLEN (Wire) - A plane carrying 113 passengers and crew was hijacked on Tuesday by"
        " one sailor. It flew on to Velm, Wire reported. It was seen in Dorsby, Skarland."
    )
)


def checks_of(statement: str, quote: str) -> set[str]:
    """The checks that find a problem in a statement on these words."""
    found = check_fact(fact(quote, PLANE, kind="statement", statement=statement), PLANE)
    return {f.check for f in found if f.is_problem and f.field == "statement"}


@pytest.mark.parametrize(
    ("statement", "quote", "check"),
    [
        ("113 passengers were on board.", "113 passengers and crew", "figure.context"),
        ("113 passengers and crew were on board.", "113 passengers and crew", None),
        ("One sailor was hijacked.", "hijacked on Tuesday by one sailor", "direction.roles"),
        ("One sailor hijacked a plane.", "hijacked on Tuesday by one sailor", None),
        ("A plane was hijacked.", "hijacked on Tuesday by one sailor", None),
    ],
)
def test_statement_is_asked_what_a_draft_is(statement: str, quote: str, check: str | None) -> None:
    """What is counted together, and who does it to whom, is asked of a statement, too."""
    problems = checks_of(statement, quote) - {"figure.value"}  # a figure that is left out
    assert problems == ({check} if check else set())


@pytest.mark.parametrize(
    ("where", "verdict"),
    [("Velm", "matches"), ("Wire", "misplaced"), ("Skarland", "misplaced"), ("Skar", "absent")],
)
def test_who_reports_it_is_no_place(where: str, verdict: str) -> None:
    """Behind "to Velm," a place may follow, but not the one who says so."""
    found = check_fact(fact("It flew on to Velm", PLANE, where=where), PLANE)
    assert [f.verdict for f in found if f.field == "where"] == [verdict]


def test_place_behind_another_is_one() -> None:
    """ "In Dorsby, Skarland" says twice where it was."""
    found = check_fact(fact("It was seen in Dorsby, Skarland", PLANE, where="Skarland"), PLANE)
    assert [f.verdict for f in found if f.field == "where"] == ["matches"]


@pytest.mark.parametrize(("signs", "severity"), [(2, "error"), (9, "look")])
def test_statement_is_weighed_as_a_draft_is(
    monkeypatch: pytest.MonkeyPatch, signs: int, severity: str
) -> None:
    """A value that the story gives of something else is a problem where enough signs agree."""
    # From inside: no story has a sign less or more for being told as a fact.
    monkeypatch.setattr("extractor.checks.confirming._LEAST_SIGNS", signs)
    text = "Some 4,100 people watched from the bridge and 320 sailors took part."
    scan = scan_document(Document(text=text))
    found = check_fact(
        fact(text, scan, kind="statement", statement="Some 320 people watched from the bridge."),
        scan,
    )
    assert [f.severity for f in found if f.check == "figure.context"] == [severity]
