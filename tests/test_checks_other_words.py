"""The same thing in other words: round words, lists for counts, longer dates, denials, roles."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractor.checks.evidence.casualties import is_same_fate
from extractor.checks.evidence.text_index import index_of
from extractor.drafts import check_draft
from extractor.scanning.document import scan_document
from extractor.schemas.document import Document
from extractor.schemas.finding import Finding
from extractor.schemas.span import Span


def findings_on(draft: str, source: str, family: str) -> list[Finding]:
    """What one family of checks says of a draft against a source."""
    found = check_draft(draft, [source]).findings
    return [finding for finding in found if finding.check.startswith(family)]


def verdicts(draft: str, source: str, family: str) -> list[tuple[str, str]]:
    """Verdict and severity of each finding of a family."""
    return [(f.verdict, f.severity) for f in findings_on(draft, source, family)]


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("Dozens of people", "At least 72 people"),
        ("Dozens of people", "Some 18 people"),
        ("Scores of people", "Exactly 130 people"),
        ("Hundreds of people", "Some 340 people"),
        ("Hundreds of people", "1,900 people"),
        ("Several hundred people", "Some 640 people"),
        ("Thousands of people", "About 4,200 people"),
        ("Tens of thousands of people", "Some 60,000 people"),
        ("Hundreds of thousands of people", "More than 600,000 people"),
        ("Millions of people", "Some 7.4 million people"),
        ("Hundreds of people", "Several hundred people"),
    ],
)
def test_round_word_holds_for_the_number_it_may_stand_for(words: str, number: str) -> None:
    """A word that only says how large a number is agrees with every number of that size."""
    assert verdicts(f"{words} marched in Dorsby.", f"{number} marched in Dorsby.", "figure") == [
        ("rounded", "info")
    ]


@pytest.mark.parametrize(
    ("words", "number", "told"),
    [
        ("Dozens of people", "Seven people", "Far fewer there."),
        ("Dozens of people", "640 people", "Far more there."),
        ("Hundreds of people", "Some 34 people", "Far fewer there."),
        ("Hundreds of thousands of people", "Some 6,000 people", "Far fewer there."),
        ("Tens of thousands of people", "Some 600,000 people", "Far more there."),
        ("640 people", "Dozens of people", "Far fewer there."),
    ],
)
def test_round_word_of_another_size_differs(words: str, number: str, told: str) -> None:
    """No times are worked out of a word that gives no number."""
    (found,) = findings_on(f"{words} marched in Dorsby.", f"{number} marched in Dorsby.", "figure")
    assert (found.verdict, found.severity) == ("value_mismatch", "error")
    assert found.message.endswith(told)


def test_round_word_keeps_its_currency() -> None:
    """Hundreds of millions of dollars are borne out by no amount in euros."""
    draft, source = "Hundreds of millions of dollars went there.", "Some €300 million went there."
    assert verdicts(draft, source, "figure") == [("absent", "look")]


@pytest.mark.parametrize(
    ("draft", "source", "found"),
    [
        pytest.param(
            "Two men were held over the theft.",
            "A baker, 23, was held over the theft, as was a smith. Both men deny it.",
            ("equivalent", "info", "Both men"),
            id="both",
        ),
        pytest.param(
            "Two sons were held over the theft.",
            "A baker was held over the theft, as was a smith. Both of his young sons deny it.",
            ("equivalent", "info", "Both of his young sons"),
            id="both, a word before the noun",
        ),
        pytest.param(
            "Two women were held over the theft.",
            "A baker was held over the theft, as was a smith. Both men deny it.",
            ("absent", "warning", None),
            id="both of others",
        ),
        pytest.param(
            "Orlen lost 2-1 to Varn.",
            "Late goals won it for Varn. Match ends, Varn 2, Orlen Town 1.",
            ("equivalent", "info", "2, Orlen Town 1"),
            id="a result by its sides",
        ),
        pytest.param(
            "Orlen lost 2-0 to Varn.",
            "Late goals won it for Varn. Match ends, Varn 2, Orlen Town 1.",
            ("absent", "warning", None),
            id="another result",
        ),
        pytest.param(
            "The deal is worth more than £1m a year.",
            "The deal could soon top seven figures a year.",
            ("rounded", "look", "seven figures"),
            id="the digits of a sum",
        ),
        pytest.param(
            "The deal is worth £20,000 a year.",
            "The deal gives him a six-figure sum a year.",
            ("absent", "warning", None),
            id="another count of digits",
        ),
    ],
)
def test_number_in_another_turn_of_speech(
    draft: str, source: str, found: tuple[str, str, str | None]
) -> None:
    """A number that the source gives without saying it is found, and no other one is."""
    (finding,) = findings_on(draft, source, "figure.value")
    assert (finding.verdict, finding.severity, finding.expected) == found


SETS = "Lind won 6-3 6-2 against Orr. Brandt beat Holm 7-5, 6-7 (4-7), 6-4."


@pytest.mark.parametrize(
    ("draft", "verdict"),
    [
        ("Lind beat Orr 6-3 6-2.", "exact"),
        ("Lind beat Orr 6-3, 6-2.", "exact"),
        ("Lind beat Orr 6-2 6-3.", "value_mismatch"),
        ("Lind took a set from Orr by 6-3.", "exact"),
        ("Brandt won 7-5 6-7 (4-7) 6-4.", "exact"),
        ("Brandt won 7-5 6-4 6-7.", "value_mismatch"),
    ],
)
def test_result_in_sets_is_one_result(draft: str, verdict: str) -> None:
    """Sets that the source has, but in another order or result, are no such result."""
    assert {found for found, _ in verdicts(draft, SETS, "figure")} == {verdict}


@pytest.mark.parametrize(
    ("draft", "source", "verdict"),
    [
        ("Lind won a second gold medal.", "Brandt won gold, and Lind came second.", "absent"),
        ("Lind won a second gold medal.", "Lind, who fell in the second race, won gold.", "absent"),
        ("Lind won a second gold medal.", "It was the second gold Lind had won.", "exact"),
        ("Lind won a second gold medal.", "It was a second medal of gold for Lind.", "exact"),
        ("Lind won a third race in a row.", "The third race was won by Lind, again.", "exact"),
        ("Lind finished in second place.", "Lind came second.", "exact"),
        ("It was their first win in Varn.", "It was their first victory in Varn.", "exact"),
        ("Lind made a second bid.", "Lind, who came second, had made a bid before.", "absent"),
        ("Lind made a second bid.", "Lind, who came second, again made a bid.", "not_checked"),
        ("It is the first body to teach.", "To teach, it said, is a world-first.", "not_checked"),
    ],
)
def test_ordinal_is_of_what_it_numbers(draft: str, source: str, verdict: str) -> None:
    """A rank, or a second of something else, bears out no second thing."""
    assert [found for found, _ in verdicts(draft, source, "figure.")] == [verdict]


@pytest.mark.parametrize(
    ("draft", "source", "is_wrong"),
    [
        ("123 people died.", "The mayor told the radio 123 people had been trapped.", True),
        ("At least 123 people died.", "The mayor said that 123 were injured.", True),
        ("123 people were killed.", "The mayor said that 123 had died.", False),
        ("123 people were injured.", "The mayor said that 123 were in hospital.", False),
    ],
)
def test_dead_are_counted_apart(draft: str, source: str, is_wrong: bool) -> None:
    """A number of people to whom something else befell bears out no dead."""
    assert any(f.is_problem for f in findings_on(draft, source, "figure.")) is is_wrong


@pytest.mark.parametrize(
    ("draft", "source", "evidence"),
    [
        pytest.param(
            "Seven sailors were freed.",
            "Six Varnish sailors were freed on Monday. A seventh sailor was freed on Friday.",
            "seventh",
            id="an ordinal of the same things",
        ),
        pytest.param(
            "Seven sailors were freed.",
            "Six sailors were freed on Monday and a seventh, from Dorsby, on Friday.",
            "a seventh",
            id="an ordinal behind all but one",
        ),
        pytest.param(
            "Three clinics treated the girl for burns.",
            "The girl was treated for burns at Varn General, at Halden Clinic and at St Anne.",
            "Varn General, at Halden Clinic and at St Anne",
            id="names in a list",
        ),
        pytest.param(
            "Four people were charged with hiding the body.",
            "Charged with hiding the body were Karl and Donald Hale, both 29, Nora Lund, 23, and "
            "Piet Oakes, 23.",
            "Karl and Donald Hale, both 29, Nora Lund, 23, and Piet Oakes",
            id="names with ages",
        ),
        pytest.param(
            "Three clinics in Skarland were closed by a virus.",
            "The virus closed Varn Clinic, Orlen Valley Hospital and Halden Clinic, Skarland.",
            "Varn Clinic, Orlen Valley Hospital and Halden Clinic",
            id="names in a list, and where they are",
        ),
        pytest.param(
            "The keeper was banned for two matches.",
            "The keeper will now miss matches on 8 February against Orlen and 13 February.",
            "matches on 8 February against Orlen and 13 February",
            id="days",
        ),
        pytest.param(
            "A rider died in a two-vehicle crash.",
            "The vehicles involved were a blue Varn bicycle and a grey Halden van.",
            "vehicles involved were a blue Varn bicycle and a grey Halden van",
            id="things behind their noun",
        ),
        pytest.param(
            "The parents of three victims spoke.",
            "Ms Hale's daughters Sara, 19, and Vera, 15, and Ms Oakes' son Tomas, 18, drowned.",
            "Sara, 19, and Vera, 15, and Ms Oakes' son Tomas",
            id="people by their ages",
        ),
        pytest.param(
            "Three brothers were jailed for arson.",
            "Gavin Hale was jailed for arson with two brothers. The trio had denied it.",
            "trio",
            id="a word for the group",
        ),
    ],
)
def test_count_of_what_the_source_lists_is_shown(draft: str, source: str, evidence: str) -> None:
    """A count that the source only lists is for an eye to count, and no fault."""
    found = findings_on(draft, source, "figure.value")[0]
    assert (found.verdict, found.severity, found.expected) == ("derived", "look", evidence)


@pytest.mark.parametrize(
    ("draft", "source"),
    [
        pytest.param(
            "Four clinics treated the girl for burns.",
            "Three clinics treated the girl for burns: Varn General, Halden, Dorsby and St Anne.",
            id="another count of the same things",
        ),
        pytest.param(
            "Two schools treated the girl.",
            "The girl was treated by Nora Hale and Piet Lund.",
            id="two names say little",
        ),
        pytest.param(
            "Eight sailors were freed.",
            "Six sailors were freed on Monday and a seventh on Friday.",
            id="another ordinal",
        ),
    ],
)
def test_list_bears_out_no_other_count(draft: str, source: str) -> None:
    """What the source counts in so many words speaks against another count."""
    assert any(found.is_problem for found in findings_on(draft, source, "figure"))


def test_one_of_them_counts_nothing() -> None:
    """Who is one of the three says nothing against three; two of them do against one of them."""
    source = "Police seek three youths in Dorsby. One of the youths wore a red coat."
    assert not any(f.is_problem for f in findings_on("Police seek three youths.", source, "figure"))
    draft = "Two of the youths wore a red coat."
    assert any(f.is_problem for f in findings_on(draft, source, "figure"))


def test_ordinals_are_not_told_as_multiples() -> None:
    """The second is not twice the first."""
    draft, source = "He finished fourth in the race.", "He finished second in the race."
    (found,) = findings_on(draft, source, "figure")
    assert found.verdict == "value_mismatch"
    assert found.message.endswith("Another place in the order.")


@pytest.mark.parametrize(
    ("draft", "source", "expected"),
    [
        pytest.param(
            "The race takes place next year.",
            "The race takes place in September and October next year.",
            [("equivalent", "info")],
            id="the end of a longer date",
        ),
        pytest.param(
            "Piet Lund was hurt in a fall last year.",
            "Piet Lund was hurt in a fall last August.",
            [("not_checked", "look")],
            id="a year for a month of it",
        ),
        pytest.param(
            "The prizes for novels are given this year.",
            "The prizes for novels are given on 5 June.",
            [("not_checked", "look")],
            id="a year for a day of it",
        ),
        pytest.param(
            "The prizes for novels are given this year.",
            "The prizes for novels are given next year.",
            [("value_mismatch", "error")],
            id="another year",
        ),
        pytest.param(
            "The talks on water go on this week.",
            "The talks on water go on this year.",
            [("value_mismatch", "error")],
            id="a week for a year",
        ),
        pytest.param(
            "It is not every day that a mayor sings.",
            "It is rare that a mayor sings.",
            [],
            id="no date at all",
        ),
    ],
)
def test_times_told_otherwise(draft: str, source: str, expected: list[tuple[str, str]]) -> None:
    """A period is not told as another time where the source's words may lie in it."""
    assert verdicts(draft, source, "date") == expected


@pytest.mark.parametrize(
    ("draft", "source"),
    [
        (
            "The ship was not taken under tow.",
            "Reports that the ship had been taken under tow have been proved false.",
        ),
        ("The mayor did not take bribes.", "The claim that the mayor took bribes was untrue."),
        ("The ship was not stolen.", "It is not true that the ship was stolen."),
        (
            "The council said the bridge was not closed.",
            "The council denied that the bridge was closed.",
        ),
        ("Hale denies murdering the baker.", "Hale denied murdering the baker, the court heard."),
    ],
)
def test_denial_is_a_not(draft: str, source: str) -> None:
    """What is proved false or denied is negated as by a "not"."""
    assert findings_on(draft, source, "direction") == []


@pytest.mark.parametrize(
    ("draft", "source"),
    [
        (
            "The ship was taken under tow.",
            "Reports that the ship had been taken under tow have been proved false.",
        ),
        ("The minister took bribes.", "The minister denied taking bribes."),
        (
            "The council said the bridge was closed.",
            "The council denied that the bridge was closed.",
        ),
    ],
)
def test_denied_thing_stated_as_so_is_told(draft: str, source: str) -> None:
    """A draft that states what its source denies differs."""
    assert verdicts(draft, source, "direction.negation") == [("altered", "error")]


def test_what_was_denied_and_found_to_be_so_may_be_stated() -> None:
    """A denial that a source goes on to contradict negates nothing for good."""
    source = "Hale denied stealing the car, but a jury found that he stole the car in Dorsby."
    assert findings_on("Hale stole the car in Dorsby.", source, "direction") == []


@pytest.mark.parametrize(
    ("draft", "source"),
    [
        (
            "Dorsby Football Club have beaten Halden Football Club by four goals.",
            "Halden Football Club have beaten Dorsby Football Club by four goals.",
        ),
        (
            "Lundqvist followed Piet Oakes in the race to Dorsby.",
            "Piet Oakes followed Lundqvist in the race to Dorsby. It was hard for Lundqvist.",
        ),
    ],
)
def test_names_that_changed_places_are_told(draft: str, source: str) -> None:
    """Who beat whom is told, of two clubs and where one name opens the sentence."""
    found = findings_on(draft, source, "name.context")
    assert found
    assert all(finding.is_problem for finding in found)
    assert not any(f.is_problem for f in findings_on(source, source, "name.context"))


def test_role_of_a_speaker_is_not_another_speaker() -> None:
    """Who is called the mother of a man is his mother by name."""
    source = "Hale's mother Michelle said: “I had no idea that he had a fantasy in his head.”"
    draft = (
        "The mother of a man convicted of stalking singer Nora Lund has said she had no idea that "
        "her son had a “fantasy in his head” before he was jailed."
    )
    assert not any(f.is_problem for f in findings_on(draft, source, "quotation"))


def test_part_of_a_day_that_the_source_lacks_asks_for_an_eye() -> None:
    """Monday night is more than Monday."""
    draft, source = "The deal fell through on Monday night.", "The deal fell through on Monday."
    assert verdicts(draft, source, "date") == [("equivalent", "look")]


@pytest.mark.parametrize(
    ("draft", "source"),
    [
        pytest.param(
            "A survey suggests that Northern Ireland would back staying in the UK.",
            "The survey gave a majority for Northern Ireland remaining in the UK. "
            "More people back staying in the UK than the number who backed a united Ireland.",
            id="a part of a country and the country",
        ),
        pytest.param(
            "The head of Northern Ireland's Education Authority said there were no cuts in pay.",
            "There were no cuts in pay, Gavin Boyd said. Boyd is chief executive of the "
            "Education Authority. Teachers in Northern Ireland earn £40,000.",
            id="a person for a country",
        ),
    ],
)
def test_places_are_not_exchanged_for_what_they_are_not(draft: str, source: str) -> None:
    """A place is compared with places of its own kind, a role with nobody's name."""
    assert not any(f.is_problem for f in findings_on(draft, source, "name.context"))
    assert not any(f.is_problem for f in findings_on(draft, source, "attribution"))


def test_change_between_two_amounts_of_the_source_is_offered() -> None:
    """A percentage that the source leaves to be worked out is shown with its working."""
    draft = "The repairs will cost about 15 percent more than the €2.8 million first estimated."
    source = "Repairs were first estimated at €2.8 million. They will now cost €3.2 million."
    found = {f.span.text: f for f in findings_on(draft, source, "figure") if f.span}
    assert not found["€2.8 million"].is_problem
    percent = found["15 percent"]
    assert (percent.verdict, percent.severity) == ("not_checked", "look")
    assert "€3.2 million against €2.8 million, which is 14.3 percent more" in percent.message
    wrong = draft.replace("15 percent", "25 percent")
    assert any(f.is_problem for f in findings_on(wrong, source, "figure.value"))


@pytest.mark.parametrize(
    "other",
    ["The ferry had 208 passengers; 15 people were hurt.", "Item: Passengers; Value: 208"],
)
def test_sources_that_give_the_same_thing_otherwise_are_shown(other: str) -> None:
    """The number that another source has of the same things stands beside the one that agrees."""
    draft = "A ferry with 212 passengers ran aground; 14 people were hurt."
    found = check_draft(draft, ["The ferry had 212 passengers; 14 people were hurt.", other])
    told = [f for f in found.findings if f.check == "source.disagreement" and f.span]
    assert ("212", "look") in [(f.span.text, f.severity) for f in told if f.span]


def test_sources_about_other_things_do_not_differ() -> None:
    """A ship of another story with passengers of its own is no other number for this one."""
    other = "Another ship, in May, had 208 passengers on a cruise."
    found = check_draft(
        "A ferry with 212 passengers ran aground.", ["The ferry had 212 passengers.", other]
    )
    assert not [f for f in found.findings if f.check == "source.disagreement"]


@pytest.mark.parametrize(
    ("draft", "source", "verdict"),
    [
        ("It cost 40 million euros.", "It cost 40 million dollars.", "unit_mismatch"),
        ("Nobody was hurt.", "Four people were hurt.", "value_mismatch"),
        ("Four people were hurt.", "Nobody was hurt.", "value_mismatch"),
        ("Nearly 1,200 people came.", "1,214 people came.", "hedge_changed"),
        (
            "The ferry had 86 passengers and crew.",
            "The ferry had 86 passengers.",
            "misplaced",
        ),
        (
            "The ferry had 86 passengers.",
            "The ferry had 86 passengers and crew.",
            "misplaced",
        ),
    ],
)
def test_short_sentences_are_held_against_each_other(draft: str, source: str, verdict: str) -> None:
    """A sentence of four words says enough to tell another unit, count or hedge in it."""
    (found,) = findings_on(draft, source, "figure")
    assert found.is_problem
    assert found.verdict == verdict


@pytest.mark.parametrize(
    ("draft", "source"),
    [
        ("The ferry had 86 passengers and crew.", "The ferry had 86 passengers and crew."),
        ("The ferry had 86 passengers and sank.", "The ferry had 86 passengers."),
        ("The ferry had 86 passengers and 12 crew.", "The ferry had 86 passengers and 12 crew."),
        ("Nearly 1,200 people came.", "1,190 people came."),
    ],
)
def test_short_sentences_that_agree_are_quiet(draft: str, source: str) -> None:
    """The same count, or one that the hedge allows, is no problem."""
    assert not any(found.is_problem for found in findings_on(draft, source, "figure"))


def test_words_that_an_editor_put_in_brackets_are_no_misquotation() -> None:
    """A quotation stands as it was said but for what is in brackets."""
    source = "Hale said: “They lied.”"
    found = findings_on("Hale said “they [the council] lied”.", source, "quotation.wording")
    assert [(f.verdict, f.is_problem) for f in found] == [("trimmed", False)]
    other = findings_on("Hale said “they [the council] paid”.", source, "quotation.wording")
    assert [f.is_problem for f in other] == [True]


def test_place_of_a_bracketed_quotation_is_right_behind_any_letter() -> None:
    """A capital that has two small letters does not move the place of what stands behind it."""
    source = "İİİİ of İzmir came. Hale said: “They lied.”"
    (found,) = findings_on("Hale said “they [the council] lied”.", source, "quotation.wording")
    assert [(place.text, source[place.start : place.end]) for place in found.evidence] == [
        ("They lied", "They lied")
    ]


def test_number_said_without_one_is_held_against_what_befell_people() -> None:
    """ "A single soldier" is no figure of the text, and is compared like one."""
    here = index_of(scan_document(Document(text="A single soldier was killed on Friday.")))
    there = index_of(scan_document(Document(text="One soldier was killed on Friday.")))
    (one,) = there.scan.figures
    span = Span.of(here.text, 2, 8)
    single = replace(one, span=span, phrase=span)
    assert is_same_fate(single, here, one, there)
    other = index_of(scan_document(Document(text="One soldier was hurt on Friday.")))
    assert not is_same_fate(single, here, other.scan.figures[0], other)


@pytest.mark.parametrize(
    ("draft", "is_problem"),
    [
        ("The chief met residents. “The dam is sound.”", True),
        ("“The dam is sound.” Corrin said.", True),
        ("Shops in Dorsby sell “sound dam” shirts.", False),
    ],
)
def test_sentence_in_quotation_marks_needs_no_speaker_to_be_missed(
    draft: str, is_problem: bool
) -> None:
    """A whole sentence that no source has is invented speech, whoever is meant to say it."""
    source = "Ivo Corrin, the fire chief, met residents. “The dam is weak,” he said."
    found = findings_on(draft, source, "quotation.wording")
    assert [each.is_problem for each in found] == [is_problem]


@pytest.mark.parametrize(
    ("draft", "is_problem"),
    [
        ("Brackwater handled 512 tonnes.", False),
        ("Brackwater handled 513 tonnes.", True),
        ("Brackwater handled 412 tonnes.", True),
        ("Brackwater handled 512 litres.", True),
    ],
)
def test_number_under_a_heading_has_its_unit(draft: str, is_problem: bool) -> None:
    """A cell is read with the unit of its column, and belongs to its row."""
    source = "harbour; tonnes\nharbour: Brackwater; tonnes: 512\nharbour: Halden; tonnes: 412"
    assert [f.is_problem for f in findings_on(draft, source, "figure")] == [is_problem]
