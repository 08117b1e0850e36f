"""What a number counts, is for and comes to; relative days; the place beside a number."""

from datetime import date

import pytest

from extractor.drafts import check_documents, check_draft
from extractor.schemas.document import Document
from extractor.schemas.finding import Finding


def spoken_of(draft: str, source: str, *checks: str) -> list[tuple[str, str]]:
    """Severity and words of what is no mere match, of these checks."""
    found = check_draft(draft, [source]).findings
    return [(f.severity, f.span.text) for f in found if _is_spoken_of(f, checks) and f.span]


def _is_spoken_of(finding: Finding, checks: tuple[str, ...]) -> bool:
    return finding.severity != "info" and finding.check.startswith(checks)


@pytest.mark.parametrize(
    ("story", "words"),
    [
        ("Ida Marsh, 33.5 percent, and Karl Brandt, 12.1, came next. Marsh, 68, left.", []),
        ("Ida Marsh (33.5 seconds) won the race. Marsh, 20, left.", []),
        ("Ida Marsh is 40, Brandt 35 percent behind. Marsh, 68, left.", []),
        ("Ida Marsh, 33, left. Later Marsh is 40.", ["40"]),
        ("Ida Marsh, 33, left. Brandt followed Marsh, 34, out.", []),
    ],
)
def test_only_a_bare_number_beside_a_name_is_an_age(story: str, words: list[str]) -> None:
    """Decimals, seconds and shares beside a name tell no age."""
    found = check_documents(story, []).problems
    assert [f.span.text for f in found if f.check == "person.age" and f.span] == words


@pytest.mark.parametrize(
    ("story", "words"),
    [
        ("Six of his 3-point attempts went in.", []),
        ("Ten of the two-bedroom flats were sold.", []),
        ("Eight of the 4-person teams left early.", []),
        ("Twelve of the 8 teams left early.", ["Twelve"]),
    ],
)
def test_half_of_an_adjective_is_no_whole(story: str, words: list[str]) -> None:
    """ "3-point" says what sort of attempts, not how many there were."""
    found = check_documents(story, []).problems
    assert [f.span.text for f in found if f.check == "arithmetic.part" and f.span] == words


MEMBERS = "Membership fell from 2,150 in 2021 to 1,680 last year."


@pytest.mark.parametrize(
    ("ending", "is_right"),
    [
        ("a drop of about 22 percent", True),
        ("a drop of about 32 percent", False),
        ("down by about a fifth", True),
        ("a fall of more than a fifth", True),
        ("a fall of more than a quarter", False),
        ("a drop of nearly 500", True),
    ],
)
def test_hedged_change_is_worked_out(ending: str, is_right: bool) -> None:
    """A hedge before the change leaves room, but does not hide it."""
    report = check_draft(f"Membership fell from 2,150 to 1,680, {ending}.", [MEMBERS])
    assert (not report.problems) == is_right


@pytest.mark.parametrize(
    ("draft", "source", "is_right"),
    [
        ("Marsh had 42.5% and Brandt 35.5%, a lead of 7 points.", "42.5% Marsh, 35.5%.", True),
        ("Marsh had 42.5% and Brandt 35.5%, a lead of 9 points.", "42.5% Marsh, 35.5%.", False),
        ("Rye closed at $44.50, a gain of $1.50 on the day, or 3.5%.", "Up $1.50 to $44.50.", True),
        (
            "Rye closed at $44.50, a gain of $1.50 on the day, or 5.3%.",
            "Up $1.50 to $44.50.",
            False,
        ),
        (
            "Rye lost $1.50, or 3.3%, to close at $44.50.",
            "Rye lost $1.50. It closed at $44.50.",
            True,
        ),
        ("The mill made £5.7m, its rival £5m: a gap of £700,000.", "Mill £5.7m, rival £5m.", True),
        ("More than three-quarters of the 80 seats, 62, are new.", "62 of 80 seats are new.", True),
        ("More than half of the 80 seats, 22, are new.", "22 of 80 seats are new.", False),
    ],
)
def test_gap_and_share_are_borne_out_by_the_figures_beside(
    draft: str, source: str, is_right: bool
) -> None:
    """A lead of two shares that stand there, and a share of two counts, need no source."""
    assert (not spoken_of(draft, source, "figure.", "arithmetic.")) == is_right


def test_sum_of_one_sentence_is_offered_and_no_problem() -> None:
    """That two numbers of the source come to it is for the editor to weigh."""
    source = "The yard had 539 welders in May, and 476 of the welders stayed on in June."
    report = check_draft("In June 63 welders had left the yard.", [source])
    assert report.problems == ()
    offered = [f for f in report.findings if f.severity == "look"]
    assert [f.verdict for f in offered] == ["not_checked"]
    assert "539 − 476" in offered[0].message


_FRAUD = "A jury in Sund found Marsh guilty of 21 counts of fraud and six of theft."


@pytest.mark.parametrize(
    ("draft", "source", "verdict", "working"),
    [
        ("Marsh faced 27 counts.", _FRAUD, "derived", "21 + six"),
        ("Marsh faced 28 counts.", _FRAUD, "value_mismatch", ""),
        ("It hit 8 boats.", "It hit five boats of the pilots, and three boats.", "derived", ""),
        ("Eight people fled.", "Five men and three women fled.", "not_checked", "Five + three"),
        ("Nine animals fled.", "Two dogs, three cats and four birds fled.", "not_checked", ""),
        ("Eight dogs fled.", "Five dogs and three cats fled.", "value_mismatch", ""),
        (
            "Eight animals fled.",
            "Five dogs and three cats fled. Six animals died.",
            "value_mismatch",
            "",
        ),
        (
            "Eight people died.",
            "Five people died and three people were hurt.",
            "value_mismatch",
            "",
        ),
        ("Eight people died.", "The fire left five dead and three injured.", "value_mismatch", ""),
        ("It left 8 casualties.", "It left five dead and three injured.", "not_checked", ""),
    ],
)
def test_list_of_the_source_bears_out_its_sum(
    draft: str, source: str, verdict: str, working: str
) -> None:
    """Counts of one thing add up; the dead and the hurt do not, nor one thing and another."""
    first = next(f for f in check_draft(draft, [source]).findings if f.check == "figure.value")
    assert (first.verdict, working in first.message) == (verdict, True)


_RISE = "The cost of the pier rose from €1.8m to €2.4m."


@pytest.mark.parametrize(
    ("draft", "source", "is_offered"),
    [
        ("Costs went up by about 34 percent.", _RISE, True),
        ("Costs went up by 33 percent.", _RISE, True),
        ("Costs went up by 43 percent.", _RISE, False),
        ("Costs went up by a third.", _RISE, True),
        ("Costs went up by a half.", _RISE, False),
        ("The cost doubled.", "The cost rose from €1.8m to €3.6m.", True),
        ("The cost nearly doubled.", "The cost rose to €3.4m from €1.8m.", True),
        ("The cost tripled.", "The cost rose to €3.4m from €1.8m.", False),
        ("Fares fell by a quarter.", "Fares fell to 300 crowns from 400 crowns.", True),
        ("Fares fell by a quarter.", "Fares were 300 crowns here, 400 crowns there.", False),
    ],
)
def test_change_of_two_amounts_is_worked_out(draft: str, source: str, is_offered: bool) -> None:
    """The rise that a source gives by its two ends is offered for a percentage that it has not."""
    report = check_draft(draft, [source])
    assert ("It could be" in " ".join(f.message for f in report.findings)) == is_offered


def test_sum_of_two_sentences_is_chance() -> None:
    """Numbers from here and there give any number."""
    source = "The yard had 539 welders in May. A mill in Sund had 476 welders at Easter."
    assert check_draft("In June 63 welders had left the yard.", [source]).problems


@pytest.mark.parametrize(
    ("draft", "source", "severities"),
    [
        ("The sky held 539 kites.", "The sky held 539 balloons. Sund saw 11 kites.", ["error"]),
        ("The sky held 539 kites.", "The sky held 539 balloons.", ["look"]),
        ("It hurt 40 protesters.", "It hurt 40 officers.", ["look"]),
        ("The boat held 12 women.", "The boat held 12 children.", ["error"]),
        ("The boat held 12 people.", "The boat held 12 children.", []),
        ("Marsh won four gold medals.", "Marsh won four silver medals.", ["error"]),
        ("Marsh won four medals.", "Marsh won four silver medals.", []),
        ("The storm left 40 dead.", "The storm left 40 injured.", ["error"]),
        ("Marsh has three sons.", "Marsh has three children.", []),
    ],
)
def test_lone_number_must_count_the_same(draft: str, source: str, severities: list[str]) -> None:
    """Nouns that exclude each other are an error, plainly different ones ask for an eye."""
    assert [severity for severity, _ in spoken_of(draft, source, "figure.")] == severities


INDEX = (
    "Oil sent shares down on Monday, the Sund index losing more than 160 points.\n\n"
    "The wider Arden index dropped 17.93 to 1,080.70, and the Veria index was at 1,821.63.\n\n"
    "The group will cut up to 45,000 jobs over five years. It told investors that the new company"
    " must shed thousands of jobs."
)


@pytest.mark.parametrize(
    "draft",
    [
        "Oil sent shares down. The Veria index lost ground, to 1,821.63, from a high on Friday.",
        "The group may shed 45,000 jobs, the new company told investors.",
        "Shares fell. The Arden index gave up nearly 18 points.",
    ],
)
def test_rare_number_outweighs_its_neighbours(draft: str) -> None:
    """A number of many digits that both texts have is the one that is meant."""
    assert spoken_of(draft, INDEX, "figure.context") == []


PAGES = (
    "Readers look at about 1,400 pages per month. The flat costs £900 a week. Prices rose at an"
    " annual rate of 4%. The mine yields 300 tonnes daily. It cut 7,000 jobs a year after the sale."
)


@pytest.mark.parametrize(
    ("draft", "words"),
    [
        ("Readers look at about 1,400 pages a week on average.", ["1,400 pages a week"]),
        ("Readers look at about 1,400 pages a month.", []),
        ("Readers look at about 1,400 pages.", []),
        ("The flat costs £900 a month.", ["£900 a month"]),
        ("The flat costs £900 every week.", []),
        ("Prices rose 4% a year.", []),
        ("Prices rose 4% a month.", ["4% a month"]),
        ("The mine yields 300 tonnes a day.", []),
        ("It cut 7,000 jobs a month later.", []),
    ],
)
def test_what_a_number_is_for_is_compared(draft: str, words: list[str]) -> None:
    """A week for a month is another unit; "a year after" is no period."""
    assert [found for _, found in spoken_of(draft, PAGES, "figure.")] == words


MEETING = "The board met in Arden today to vote on the ferry. The yard may close there next month."


@pytest.mark.parametrize(
    ("draft", "words"),
    [
        ("The yard there may close next year.", ["next year"]),
        ("The yard there may close next month.", []),
        ("The yard there may close this year.", []),
        ("The board met in Arden tomorrow to vote on the ferry.", ["tomorrow"]),
        ("The board met in Arden yesterday to vote on the ferry.", []),
        ("The board met in Arden last month to vote on the ferry.", ["last month"]),
    ],
)
def test_days_from_the_day_of_writing_are_compared(draft: str, words: list[str]) -> None:
    """A longer period that runs holds the day, and a draft may be of the day after."""
    assert [found for _, found in spoken_of(draft, MEETING, "date.")] == words


@pytest.mark.parametrize(("day", "is_reported"), [(9, False), (23, True)])
def test_known_days_decide(day: int, is_reported: bool) -> None:
    """With both days of publication, what the words come to is compared."""
    source = Document(text="The board met yesterday to vote.", published=date(2026, 6, 4))
    draft = Document(text="The board met last week to vote.", published=date(2026, 6, day))
    found = [f for f in check_draft(draft, [source]).problems if f.check.startswith("date.")]
    assert bool(found) == is_reported


TURNS = (
    "One in five members confessed. Karl Brandt is a two-time winner. Losers outran winners by 3 to"
    " 1. The guards, Ida Marsh and Tom Harder, were fined."
)


@pytest.mark.parametrize(
    ("draft", "words"),
    [
        ("Of the members, 20 percent confessed.", []),
        ("Of the members, 30 percent confessed.", ["30 percent"]),
        ("Karl Brandt won twice.", []),
        ("Karl Brandt won thrice.", ["thrice"]),
        ("Losers outran winners by three to one.", []),
        ("Losers outran winners by five to one.", ["five to one"]),
        ("The guards were Ida Marsh and Tom Harder. The two were fined.", []),
        ("The guards were late. The two were fined.", ["two"]),
    ],
)
def test_turns_of_number_meet(draft: str, words: list[str]) -> None:
    """Shares, times and odds are one number in either form; "the two" leans on two named."""
    source = TURNS if "two" not in draft or "Karl" in draft else TURNS.replace("two-time", "proud")
    assert [found for _, found in spoken_of(draft, source, "figure.")] == words


def test_duration_meets_a_day_so_long_ago() -> None:
    """ "11 months after it began" is borne out by "it began 11 months ago"."""
    day = date(2026, 6, 9)
    source = Document(text="The strike began 11 months ago.", published=day)
    for months, is_right in ((11, True), (12, False)):
        draft = Document(text=f"That was {months} months after the strike began.", published=day)
        assert (not check_draft(draft, [source]).problems) == is_right


STAFF = (
    "The firm works in Norland, Veria and Sund. It employs 50,000 people in Arden, Peru, and has 12"
    " ships."
)


@pytest.mark.parametrize(
    ("draft", "words"),
    [
        ("The firm has 50,000 people in Veria.", ["Veria"]),
        ("The firm has 50,000 people in Arden.", []),
        ("The firm has 50,000 people in Peru.", []),
        ("The firm has 12 ships in Veria.", []),
    ],
)
def test_place_beside_a_number_is_that_of_the_source(draft: str, words: list[str]) -> None:
    """Another place asks for an eye; the country around the place is none."""
    assert [found for _, found in spoken_of(draft, STAFF, "name.context")] == words


@pytest.mark.parametrize(
    ("draft", "is_reported"),
    [("Nearly 1,700 have died.", True), ("More than 1,700 have died.", False)],
)
def test_what_is_nearly_reached_is_not_passed(draft: str, is_reported: bool) -> None:
    """ "Nearly" bounds from above what "more than" bounds from below."""
    assert bool(spoken_of(draft, "More than 1,700 have died.", "figure.hedge")) == is_reported


@pytest.mark.parametrize(
    ("story", "places"),
    [
        ("It lost $482.5 million, or 84 cents a share.", []),
        ("It lost $50 million, or 84 pesos a share.", []),
        ("It lost $5 million, or 4 million euros.", [("4 million euros", "$5 million")]),
        ("It lost £3 million (about $4 million) in May.", [("$4 million", "£3 million")]),
    ],
)
def test_rate_is_shown_for_two_moneys_of_one_sum(story: str, places: list[tuple[str, str]]) -> None:
    """The second is marked, with the first as evidence; what falls to one share is neither."""
    found = [f for f in check_documents(story, []).findings if f.check == "remark.currency_pair"]
    assert [(f.span.text, f.evidence[0].text) for f in found if f.span] == places


@pytest.mark.parametrize(
    ("shares", "is_reported"),
    [
        (("40", "45", "30"), True),
        (("50", "50", "50"), True),
        (("50", "50", "51"), False),
        (("33", "33", "34"), False),
        (("33.5", "33.5", "34.5"), False),
        (("33.5", "33.5", "34.6"), True),
    ],
)
def test_shares_past_the_whole_are_marked_at_the_last(
    shares: tuple[str, str, str], is_reported: bool
) -> None:
    """A list of shares of one whole may pass 100 by what rounding adds; half as much again is no
    list of one whole."""
    story = "Asked, {} percent like tea, {} percent like milk and {} percent like rum."
    found = [
        f
        for f in check_documents(story.format(*shares), []).findings
        if f.check == "remark.shares_past_100"
    ]
    assert [f.span.text for f in found if f.span] == [f"{shares[-1]} percent"] * is_reported
    assert all(
        [place.text for place in f.evidence] == [f"{s} percent" for s in shares] for f in found
    )


@pytest.mark.parametrize(
    ("draft", "is_reported"),
    [
        ("The grants of the county had halved since 1960.", False),
        ("The county promised schools in 1960.", True),
    ],
)
def test_year_named_in_passing_is_in_the_source(draft: str, is_reported: bool) -> None:
    """ "Half their 1960 levels" has the year, but only for what it says."""
    source = "The county promised schools in 1970. Its grants are half their 1960 levels."
    assert bool(spoken_of(draft, source, "date.")) == is_reported


def test_number_that_is_not_understood_is_compared_as_it_is_written() -> None:
    """A run of digits and signs without a value is in a source that has the very same run."""
    unread = ",".join(str(number) for number in range(1, 300))
    assert spoken_of(unread, unread, "figure.") == []
    assert spoken_of(unread, f"{unread},301", "figure.") == [("warning", unread)]
