"""What a sentence says of a number, a person or a thing: up or down, not, sure, guilty, most."""

import pytest

from extractor import Document, check_draft
from extractor.schemas.finding import Finding


def found(draft: str, source: str, check: str) -> list[Finding]:
    """The findings of one check, those that only say that it was checked left out."""
    findings = check_draft(draft, [source]).findings
    return [f for f in findings if f.check == check and f.severity != "info"]


MARKET = (
    "Shares in the brewer Holt dropped by more than 163 points, to 9,963.03. Sales at its pubs went"
    " up 4% in May, and its debt is down to €18m after a year of saving. Wheat narrowed a fall of"
    " 6% to close 2% lower. The Orchard party shed 12 seats. Barley rose from 90p to 110p. The"
    " crown fell 7% against the thaler. Rents did not rise by 9%. Workers make up 5% of the board."
)


@pytest.mark.parametrize(
    ("draft", "words"),
    [
        ("Shares in Holt gained more than 163 points.", ["gained"]),
        ("Holt shares put on 163 points.", ["put on"]),
        ("Shares in Holt were down more than 163 points.", []),
        ("Sales at its pubs went down four per cent.", ["went down"]),
        ("Sales at the pubs were 4% lower.", ["lower"]),
        ("Its pubs had a fall of 4% in sales.", ["fall"]),
        ("Its pubs had a 4% rise in sales.", []),
        ("Sales at the pubs were 4% higher.", []),
        ("Its debt rose to €18m.", ["rose"]),
        ("Its debt fell to €18m.", []),
        ("Its debt may be up to €18m.", []),
        ("Wheat closed 2% higher.", ["higher"]),
        ("Wheat at first fell 6%.", []),
        ("The Orchard party gained 12 seats.", ["gained"]),
        ("Barley dropped to 110p from 90p.", ["dropped"]),
        ("Barley climbed by 20p to 110p.", []),
        ("The thaler rose 7% against the crown.", []),
        ("The crown rose 7% against the thaler.", ["rose"]),
        ("Rents fell by 9%.", []),
    ],
)
def test_word_that_governs_a_number_says_which_way_it_went(draft: str, words: list[str]) -> None:
    """A verb, a particle, an adjective or a noun turns the move of a number that agrees."""
    told = {f.span.text for f in found(draft, MARKET, "direction.opposite") if f.span}
    assert sorted(told) == words


@pytest.mark.parametrize(
    ("draft", "source", "is_reported"),
    [
        (
            "Shares in Holt fell on Friday after news of the Arden deal.",
            "Shares in Holt rose on Friday after it won the Arden contract. Nobody was surprised.",
            True,
        ),
        (
            "Shares in Holt fell on Friday after news of the Arden deal.",
            "Shares in Holt rose on Friday after it won the Arden contract, then fell again.",
            False,
        ),
        (
            "Marle was beaten by Rowan in the race for the brewer.",
            "Marle lost out to the drinks firm Rowan in the race for the brewer.",
            False,
        ),
        (
            "Marle beat Rowan in the race for the brewer.",
            "Marle lost out to the drinks firm Rowan in the race for the brewer.",
            True,
        ),
        ("Holt bought the mill from Arden.", "Arden sold the mill to Holt.", False),
        (
            "The crown rose against the thaler on Monday.",
            "The thaler fell against the crown on Monday.",
            False,
        ),
        (
            "The crown rose against the thaler on Monday.",
            "The crown fell against the thaler on Monday.",
            True,
        ),
    ],
)
def test_opposite_of_the_same_subject(draft: str, source: str, is_reported: bool) -> None:
    """Who rose or lost decides: the other side of a contest, told of the other, says the same."""
    assert bool(found(draft, source, "direction.opposite")) == is_reported


@pytest.mark.parametrize(
    ("draft", "source", "is_reported"),
    [
        (
            "Holt has contacted the owners of the mill.",
            "Holt has yet to contact the owners of the mill.",
            True,
        ),
        (
            "The board of Holt has approved the sale of the mill.",
            "The board of Holt declined to approve the sale of the mill.",
            True,
        ),
        (
            "The minister failed to mention the Tarrant mine in her speech.",
            "The minister mentioned the Tarrant mine in her speech.",
            True,
        ),
        (
            "The minister did not fail to mention the Tarrant mine in her speech.",
            "The minister mentioned the Tarrant mine in her speech.",
            False,
        ),
        (
            "The council did not pay for the bridge.",
            "The council refused to pay for the bridge.",
            False,
        ),
        (
            "The bridge will close if the council does not pay for repairs.",
            "The bridge will close unless the council pays for repairs.",
            False,
        ),
        (
            "Marsh ran in the county trials before her fall.",
            "Marsh, who was hurt in a fall, did not run in the county trials.",
            True,
        ),
        (
            "Marsh, who fell in March, ran in the county trials, her trainer said on Monday.",
            "Marsh did not run in the county trials last year. She ran in them in May.",
            False,
        ),
        (
            "Runners who didn't start the race trained in Arden.",
            "Runners that didn;t start in the race trained on the track in Arden.",
            False,
        ),
    ],
)
def test_negation_of_the_same_verb(draft: str, source: str, is_reported: bool) -> None:
    """ "Yet to", "failed to" and "refused to" negate the verb behind them, and twice is once."""
    assert bool(found(draft, source, "direction.negation")) == is_reported


@pytest.mark.parametrize(
    ("draft", "source", "severities"),
    [
        (
            "Half of the workers at the mine will lose their jobs, the union said.",
            "Half of the workers at the mine could lose their jobs, the union said.",
            ["warning"],
        ),
        (
            "The mine will close in the spring.",
            "The mine in Tarrant is expected to close in the spring.",
            [],
        ),
        (
            "The council has approved the bridge in Arden.",
            "The council in Arden is likely to approve the bridge next week.",
            ["warning"],
        ),
        (
            "A short daily walk prevents colds in older people.",
            "A short daily walk may prevent colds in older people.",
            ["look"],
        ),
        (
            "Short daily walk prevents colds",
            "A short daily walk may prevent colds in older people.",
            [],
        ),
        (
            "As many as 900 workers at the mill will go in two years, its owner says.",
            "Holt could shed up to 900 workers at the mill over two years, its owner says.",
            ["warning"],
        ),
        (
            "As many as 900 workers at the mill may go in two years, its owner says.",
            "Holt could shed up to 900 workers at the mill over two years, its owner says.",
            [],
        ),
        (
            "The mill will close in May.",
            "The mill could close in May, Marsh feared. On Monday Holt said the mill will close.",
            [],
        ),
    ],
)
def test_draft_that_is_surer_than_its_source(
    draft: str, source: str, severities: list[str]
) -> None:
    """A "could" that became a "will" is told; "will" for "is expected to" is usual."""
    assert [f.severity for f in found(draft, source, "direction.certainty")] == severities


COURT = (
    "Dorian Pell was found guilty on Monday of the manslaughter of his brother. Pell had been"
    " charged with murder. Karl Brandt was charged with theft, and Ida Marsh with burglary."
)


@pytest.mark.parametrize(
    ("draft", "source", "words"),
    [
        ("Dorian Pell was found guilty of murder.", COURT, ["murder"]),
        ("Dorian Pell was found guilty of manslaughter.", COURT, []),
        ("Dorian Pell, once charged with murder, was convicted of manslaughter.", COURT, []),
        ("Dorian Pell was charged with manslaughter in May.", COURT, ["charged", "manslaughter"]),
        ("Karl Brandt was charged with robbery.", COURT, ["robbery"]),
        ("Karl Brandt was charged with stealing a boat.", COURT, []),
        (
            "A man who pleaded guilty to the manslaughter of his brother got 12 years.",
            "The man pleaded guilty to the murder of his brother and got 12 years.",
            ["manslaughter"],
        ),
        (
            "Pell pleaded guilty to manslaughter after he had denied murder.",
            "Pell pleaded guilty to the lesser charge of manslaughter. He was charged with murder.",
            [],
        ),
        (
            "Ola Bern was arrested on suspicion of rape.",
            "Ola Bern was arrested on suspicion of sexual assault.",
            ["rape"],
        ),
    ],
)
def test_crime_belongs_to_the_status(draft: str, source: str, words: list[str]) -> None:
    """One convicted of manslaughter is no murderer, whatever the charge was."""
    told = [f.span.text for f in found(draft, source, "legal.status") if f.span]
    assert sorted(told) == words


@pytest.mark.parametrize(
    ("draft", "words"),
    [
        ("Arlo Finch robbed the Dorsby bank.", ["robbed"]),
        ("Arlo Finch, who had openly robbed the bank, ran.", ["robbed"]),
        ("Ida Marsh met Arlo Finch, who robbed the Dorsby bank.", ["robbed"]),
        ("Arlo Finch watched how two men robbed the Dorsby bank.", []),
        ("Arlo Finch met the two men who robbed the Dorsby bank.", []),
        ("Arlo Finch met Ida Marsh, who robbed the Dorsby bank.", []),
        ("Two men robbed the Dorsby bank.", []),
        ("Ida Marsh said Arlo Finch robbed the Dorsby bank.", []),
    ],
)
def test_a_deed_is_of_the_name_right_before_it(draft: str, words: list[str]) -> None:
    """What a man is accused of is no fact of his; what others did in his sentence is not his."""
    source = "Arlo Finch is accused of robbing the Dorsby bank, police said on Friday."
    assert [f.span.text for f in found(draft, source, "legal.status") if f.span] == words


def test_conviction_told_as_a_charge_asks_for_an_eye() -> None:
    """ "Charged" says too little of one whom the source calls convicted, unless the draft does."""
    source = "Tom Harder was charged in May. Tom Harder was convicted of fraud on Monday."
    (finding,) = found("Tom Harder was charged in May.", source, "legal.status")
    assert finding.severity == "look"
    whole = "Tom Harder was charged in May. On Monday Tom Harder was convicted."
    assert found(whole, source, "legal.status") == []


STAFF = (
    "Ida Marsh, chief executive of Calda, said sales rose. Labour spokesman Karl Brandt was against"
    " it. The Bexor chairman, Tom Harder, left. French president Ola Bern came. Nobody else spoke."
    " Later Dorian Pell, the director of the Arden Trust, spoke."
)


@pytest.mark.parametrize(
    ("draft", "words"),
    [
        ("Ida Marsh, chief executive of Bexor, said sales rose.", ["Bexor"]),
        ("Ida Marsh, chief executive of Calda, said sales rose.", []),
        ("Calda's chief executive, Ida Marsh, said sales rose.", []),
        ("Conservative spokesman Karl Brandt was against it.", ["Conservative"]),
        ("Labour spokesman Karl Brandt was against it.", []),
        ("Ola Bern, president of France, came.", []),
        ("Dorian Pell, director of the Holt Society, spoke.", ["Holt Society"]),
        ("Dorian Pell, the trust's director, spoke.", []),
        ("Ida Marsh, a former chief executive of Bexor, said sales rose.", ["former"]),
    ],
)
def test_office_is_of_one_firm_or_party(draft: str, words: list[str]) -> None:
    """An office at another firm or in another party than the source's is another office."""
    told = [f.span.text for f in found(draft, STAFF, "person.title") if f.span]
    assert [word in text for word, text in zip(words, told, strict=True)] == [True] * len(words)


@pytest.mark.parametrize(
    ("draft", "source", "verdict"),
    [
        ("the country's oldest bank", "the country's largest bank", "not_checked"),
        ("the country's smallest bank", "the country's largest bank", "altered"),
        ("the country's biggest bank", "the country's largest bank", "matches"),
        ("the country's biggest lender", "the country's largest bank", "matches"),
        ("the country's second-largest bank", "the country's largest bank", "altered"),
        ("the banks' second-largest hall", "the banks' largest hall", "altered"),
        ("the deadliest flood on record", "the worst flood since 1998", "altered"),
        ("the deadliest flood", "the worst flood since 1998", "not_checked"),
        ("the deadliest flood since 1998", "the worst flood ever", "matches"),
        ("the worst flood since 1998", "the worst flood since 1889", "altered"),
        ("the worst flood in ten years", "the worst flood in 12 years", "altered"),
        ("the worst day of the year", "over the last 10 sessions it fell, one day", "not_checked"),
        ("the best player of all", "a player with the most goals of all", "not_checked"),
        ("a record crowd", "the largest crowd ever", "matches"),
        ("a record crowd", "the largest crowd of the year", "not_checked"),
    ],
)
def test_superlative_is_compared_by_core_rank_and_scope(
    draft: str, source: str, verdict: str
) -> None:
    """Another superlative is no match, its contrary is a problem, "ever" is more than "since"."""
    report = check_draft(
        f"Solbank in Arden was {draft}, said Marsh.",
        [f"Solbank in Arden was {source}, said Marsh."],
    )
    assert [f.verdict for f in report.findings if f.check == "superlative.claim"] == [verdict]


def test_superlative_of_another_thing_is_no_answer() -> None:
    """Where only the one word is shared, another rank does not contradict the claim."""
    (claim,) = found(
        "Halden opened the country's largest bank in a former mill by the river.",
        "Karl Orley ran the second-largest bank of a far land until he died.",
        "superlative.claim",
    )
    assert (claim.verdict, claim.evidence) == ("not_checked", ())


def test_stretch_of_time_is_no_superlative() -> None:
    """ "The last ten sessions" claims nothing."""
    report = check_draft("It fell in the last 10 sessions and the last few days.", ["It fell."])
    assert [f for f in report.findings if f.check == "superlative.claim"] == []


@pytest.mark.parametrize(
    ("language", "source", "word", "other"),
    [
        ("en", "MONTELUNA - The senate approved the reform by 17 votes.", "rejected", "approved"),
        ("en", "MONTELUNA, May 3 — The company denied the loss of data.", "confirmed", "denied"),
        ("es", "MONTELUNA — El Senado aprobó la reforma por 17 votos.", "rechazó", "aprobó"),
        ("es", "LIMA, 8 ene (Andina) - El salario mínimo subirá en mayo.", "bajará", "subirá"),
    ],
)
def test_the_sentence_behind_a_dateline_is_checked(
    language: str, source: str, word: str, other: str
) -> None:
    """A lead says something though its dateline does not: the opposite of the source is
    reported."""
    told = Document(text=source, language=language)
    turned = Document(text=source.replace(other, word), language=language)
    assert [f.span and f.span.text for f in check_draft(turned, [told]).problems] == [word]
    assert check_draft(told, [told]).problems == ()
