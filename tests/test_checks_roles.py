"""Who does it and whom it is done to, in the active and in the passive."""

from __future__ import annotations

import pytest

from extractor import check_draft

FERRY = "A ferry with 64 people on board was seized on Monday by one sailor. It lay off Skar."
TAKEN = "On Monday a ferry was seized off Skar. It lay there until Friday."
GUILD = "The guild, which sued the mill over the flood, won in May."
BANKS = "The head of Arden Bank warned Holt Mills about the loan."
DOG = "A dog that had bitten the mayor was caught by two boys on the quay."
POLICE = "Petra Lind arrested Ola Brandt in Skar, police said. Brandt was held for a day."


def problems(draft: str, source: str) -> list[str]:
    """The checks of who did what to whom that call something wrong."""
    findings = check_draft(draft, [source]).findings
    families = ("direction.", "name.context", "figure.context")
    return [f.check for f in findings if f.is_problem and f.check.startswith(families)]


@pytest.mark.parametrize(
    ("draft", "source"),
    [
        ("One sailor was seized by a ferry off Skar.", FERRY),
        ("A ferry with 64 people on board seized one sailor on Monday.", FERRY),
        ("The guild was sued by the mill over the flood.", GUILD),
        ("The mill sued the guild over the flood in May.", GUILD),
        ("The head of Holt Mills warned Arden Bank about the loan.", BANKS),
        ("Arden Bank was warned by the head of Holt Mills about the loan.", BANKS),
        ("The mayor had bitten a dog that was caught.", DOG),
        ("Ola Brandt arrested Petra Lind in Skar, police said.", POLICE),
        # a passive that does not say by whom
        ("One sailor was seized.", FERRY),
        ("One sailor was seized on Monday.", FERRY),
        ("A sailor has been seized on a ferry off Skar.", FERRY),
        ("One sailor was seized on Monday.", "On Monday one sailor seized a ferry off Skar."),
        ("The guild was sued over the flood.", GUILD),
        ("Petra Lind was arrested in Skar.", POLICE),
        # a passive of the source that does not say by whom
        ("A ferry seized one sailor off Skar.", TAKEN),
        ("One sailor was seized by a ferry off Skar on Monday.", TAKEN),
        ("The guild sued the mill over the flood.", "The guild was sued over the flood in May."),
        ("The guild sued the mill.", "The guild was sued over the flood in May."),
        ("Ola Brandt arrested Petra Lind in Skar.", "Brandt, 41, was arrested in Skar on Friday."),
        ("A dog has bitten the mayor on the quay.", "On the quay a dog was bitten, she said."),
    ],
)
def test_sides_that_have_changed_places_differ(draft: str, source: str) -> None:
    """Who acts in the draft is acted on in the source, by the same verb."""
    assert problems(draft, source)


@pytest.mark.parametrize(
    ("draft", "source"),
    [
        ("One sailor seized a ferry on Monday.", FERRY),
        ("On Monday a ferry was seized by one sailor off Skar.", FERRY),
        ("A ferry seized by one sailor lay off Skar.", FERRY),
        ("The mill was sued by the guild over the flood.", GUILD),
        ("The guild that sued the mill over the flood won.", GUILD),
        ("Holt Mills was warned by the head of Arden Bank about the loan.", BANKS),
        ("The mayor was bitten by a dog, which two boys caught.", DOG),
        ("Two boys caught the dog on the quay.", DOG),
        ("Ola Brandt was arrested by Petra Lind in Skar, police said.", POLICE),
        ("A ferry was seized off Skar.", FERRY),
        ("The mill was sued over the flood.", GUILD),
        ("Ola Brandt was arrested in Skar.", POLICE),
        ("The guild was sued.", f"{GUILD} The mill then sued the guild."),
        ("Lind was hurt in the race.", "Lind hurt her knee in the race."),
        ("One sailor seized a ferry off Skar.", TAKEN),
        ("The guild sued the mill.", "The mill was sued over the flood in May."),
        ("The guild sued the mill.", "The guild was sued in May. It sued the mill in June."),
        ("The guild sued the mill in June.", "The guild was sued over the flood in May."),
        ("The guild sued the mill.", "The guild was sued in May. The guild then sued the mill."),
        ("A man shot a rival in Orlen.", "A man was shot in Orlen."),
        ("Lind hurt her knee in the race.", "Lind was hurt in the race."),
        ("A man was shot in Orlen.", "A man shot a rival in Orlen."),
        ("Lind was beaten in May by a friend.", "Orr fell. In June, Lind had beaten Ola Brandt."),
        ("The mayor met the smith in Orlen.", "The smith met the mayor in Orlen on Friday."),
        (
            "The smith blamed the mayor.",
            "The mayor blamed the smith for the fire, and the smith blamed the mayor.",
        ),
    ],
)
def test_the_same_sides_told_the_other_way_agree(draft: str, source: str) -> None:
    """Active and passive of the same roles say the same, and so do verbs that go both ways."""
    assert problems(draft, source) == []
