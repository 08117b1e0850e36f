"""The quick looks of a text index give what a look at everything would give."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.checks.evidence.figure_table import FigureTable
from extractor.checks.evidence.nearness import Nearness, words_beside
from extractor.checks.evidence.ranking import Ranking
from extractor.checks.evidence.text_index import TextIndex
from extractor.checks.legal.statuses import find_statuses
from extractor.comparing.figures import compare_figures
from extractor.scanning.document import scan_document
from extractor.scanning.scanner import scan_figures
from extractor.schemas.document import Document
from extractor.schemas.figure import Figure

STORY = (
    "At least 23 miners were rescued near Oldenby on Friday after a lift failed, police said.\n\n"
    "The lift fell 40 metres. Of the 23 miners, 5 were treated in Oldenby and 2 in Varley.\n\n"
    "Rescue crews worked for 9 hours. Varley has lost 300 jobs since its lift works closed."
)


def read(text: str) -> TextIndex:
    """A text with its index."""
    return TextIndex(scan_document(Document(text=text)))


WORDS = st.frozensets(st.sampled_from("abcdefgh"), min_size=1)
PLACES = st.dictionaries(
    st.sampled_from("abcdefgh"), st.frozensets(st.integers(0, 9), min_size=1), min_size=1
)


@given(WORDS, PLACES, st.floats(0, 1))
def test_best_sentences_are_those_of_all(
    words: frozenset[str], places: dict[str, frozenset[int]], least: float
) -> None:
    """The best sentences are what scoring every sentence gives, in the same order."""
    weighed = [(1 + ord(w) % 3 / 4, w, places.get(w, frozenset())) for w in words]
    ranking = Ranking(weighed)
    every = sorted(((ranking.at(i), -i) for i in range(10)), reverse=True)
    wanted = [(-i, score) for score, i in every if score >= least and score > 0][:3]
    found = [pair for pair in ranking.best(3, least, 10) if pair[1] > 0]
    assert found == wanted


@given(st.lists(st.integers(1, 3000), min_size=1, max_size=8), st.integers(1, 3000))
@settings(max_examples=60)
def test_every_support_is_likely(numbers: list[int], claimed: int) -> None:
    """No figure that gives the claimed number is left out of those worth comparing."""
    units = ("%", " km", " people", " miles", " million")
    words = [f"about {n}{units[n % 5]}" if n % 2 else f"{n}{units[n % 5]}" for n in numbers]
    figures = scan_figures("There were " + ", and then ".join(words) + ".")
    table = FigureTable(figures)
    for text in (f"nearly {claimed}%", f"{claimed} miles", f"{claimed} people", f"over {claimed}"):
        for claim in scan_figures(f"It was {text}."):
            likely = {figure.span for figure in table.may_support(claim)}
            for figure in figures:
                assert figure.span in likely or not compare_figures(claim, figure).is_support


def test_figures_are_found_by_each_of_their_numbers() -> None:
    """A range is found by both its ends, and by no number between."""
    (figure,) = scan_figures("Between 30 and 50 people came.")
    table = FigureTable([figure])

    def of(value: int) -> list[Figure]:
        return table.by_value.get(Decimal(value), [])

    assert (of(30), of(50), of(40)) == ([figure], [figure], [])


@given(st.sampled_from([sentence.text for sentence in read(STORY).scan.sentences]))
def test_no_place_is_nearer_than_its_sentence_allows(claim: str) -> None:
    """The bound of a sentence holds for every figure in it."""
    source, draft = read(STORY), read(claim)
    for figure in draft.scan.figures:
        nearness = Nearness(words_beside(draft, figure.span), source)
        most = nearness.at_most()
        for other in source.scan.figures:
            index = source.sentence_index(other.span.start)
            assert index is not None
            assert nearness.at(other.span) <= most.get(index, 0.0) + 1e-9


LEGAL = (
    "acquitted", "cleared of theft", "exonerated", "convicted", "found guilty", "sentenced",
    "imprisoned for", "pleaded guilty", "admitted manslaughter", "pleaded not guilty",
    "denied the charges", "denies wrongdoing", "charged", "facing charges", "indicted",
    "prosecuted", "on trial", "arrested", "detained", "in custody", "accused", "allegedly",
    "suspected", "suspects", "allegations",
)  # fmt: skip


def test_no_legal_status_is_overlooked() -> None:
    """Every way to say where somebody stands with the law is found in a sentence of its own."""
    for words in LEGAL:
        assert find_statuses(read(f"The miner Karl Lund was {words} last week.")), words


def test_place_of_words_is_found_whatever_their_case() -> None:
    """A word is found whole and in any case, also behind a letter whose small form is longer."""
    reading = read("İ and OLDENBYSIDE lie by Oldenby.")
    place = reading.first_place("oldenby")
    assert place is not None
    assert (place.text, place.start) == ("Oldenby", 25)
    assert reading.first_place("lden") is None


def test_answer_is_worked_out_once() -> None:
    """What is asked of a text twice is worked out once."""
    asked: list[str] = []

    def make(reading: TextIndex, key: str) -> int:
        asked.append(key)
        return len(reading.text)

    reading = read(STORY)
    assert reading.once(make, "a") == reading.once(make, "a") == len(STORY)
    assert asked == ["a"]
