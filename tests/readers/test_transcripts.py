"""Subtitles and transcripts: what is said, by whom, and when."""

from __future__ import annotations

import pytest

from extractor.errors import InputError
from extractor.readers.formats import parse_bytes
from extractor.readers.parsed import Parsed

MEETING = """WEBVTT - Harbour board
Kind: captions

STYLE
::cue { color: red }

NOTE typed by hand, 12 cues

intro
00:01.000 --> 00:03.500 align:start
<v Marit Aasen>We counted 1,340 households

00:03.600 --> 00:05.000
<v Marit Aasen>below the <i>line</i> &amp; above it.</v>

00:05.100 --> 00:07.000
<v.loud Ola Vik>Nobody told us.
In 2019, I mean.</v>

01:02:30.000 --> 01:02:31.000
- Is that all?
- It is.
"""

SUBTITLES = """1\r
00:00:01,000 --> 00:00:02,500\r
{\\an8}The gate costs\r
\r
2\r
00:00:02,600 --> 00:00:04,000\r
$4.2 million.\r
\r
3\r
00:00:09,000 --> 00:00:10,000\r
A pause came first.\r
"""


def read(text: str, name: str = "meeting.vtt") -> Parsed:
    """The text and marks of a transcript."""
    return parse_bytes(text.encode(), name)


def cues(parsed: Parsed) -> list[tuple[str, str]]:
    """Each cue's time and words."""
    return [(mark.label, parsed.text[mark.start : mark.end]) for mark in parsed.marks]


def test_voices_become_paragraphs_with_their_names() -> None:
    """A new speaker begins a paragraph; headers, notes, styles and cue names are not text."""
    assert read(MEETING).text.split("\n\n") == [
        "Marit Aasen: We counted 1,340 households below the line & above it.",
        "Ola Vik: Nobody told us. In 2019, I mean.",
        "Is that all?",
        "It is.",
    ]


def test_each_cue_keeps_its_time() -> None:
    """The words of a cue lead back to the second they are said at."""
    assert cues(read(MEETING)) == [
        ("00:00:01", "Marit Aasen: We counted 1,340 households"),
        ("00:00:03", "below the line & above it."),
        ("00:00:05", "Ola Vik: Nobody told us. In 2019, I mean."),
        ("01:02:30", "Is that all?\n\nIt is."),
    ]


def test_sentence_over_two_cues_is_one() -> None:
    """Cues that follow closely are one paragraph; a pause begins the next."""
    parsed = read(SUBTITLES, "film.srt")
    assert parsed.text == "The gate costs $4.2 million.\n\nA pause came first."
    assert cues(parsed)[1] == ("00:00:02", "$4.2 million.")


def test_rolling_captions_give_each_line_once() -> None:
    """Captions that repeat the line before, as recognised speech has them, are read once."""
    rolling = """WEBVTT

00:00:00.000 --> 00:00:02.000
 
the<00:00:00.500><c> tide</c><00:00:01.000><c> gate</c>

00:00:02.000 --> 00:00:02.010
the tide gate

00:00:02.010 --> 00:00:04.000
the tide gate
costs<00:00:02.500><c> more</c>
"""  # noqa: W293  # the blank that such files have
    assert read(rolling).text == "the tide gate costs more"


def test_notes_and_styles_between_cues_are_not_said() -> None:
    """The figures of a note, of a style, and of a cue's name are no figures of the transcript."""
    text = """WEBVTT

first of 3
00:01.000 --> 00:02.000
Six came.

NOTE The fine was 5
and then 7

STYLE
::cue { width: 40% }

second of 3
00:02.100 --> 00:03.000
Two left.
"""
    assert read(text).text == "Six came. Two left."


def test_line_said_twice_stays_twice() -> None:
    """Where captions do not roll, a repetition is what was said."""
    twice = "1\n00:00:01,000 --> 00:00:02,000\nNo.\n\n2\n00:00:02,000 --> 00:00:03,000\nNo.\n"
    assert read(twice, "film.srt").text == "No. No."


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1\n00:00:01,000 --> 00:00:02,000\nA\n2\n00:00:02,100 --> 00:00:03,000\nB", "A B"),
        (
            "1\n00:00:01,000 --> 00:00:02,000\nA\n\nstill A\n\n2\n00:00:02,100 --> 00:00:03,000\nB",
            "A still A B",
        ),
        ("1\n0:00:01.0 --> 0:00:02.0\nNOTE that 5 came", "NOTE that 5 came"),
        ("\ufeff1\n00:00:01,000 --> 00:00:02,000\n12 < 13 & 5 > 4", "12 < 13 & 5 > 4"),
        ("1\n00:00:01,000 --> 00:00:02,000\n\n2\n00:00:02,000 --> 00:00:03,000\nB", "B"),
        ("00:00:01,000 --> 00:00:02,000\nA\n00:00:02,100 --> 00:00:03,000\nB", "A B"),
        ("1\n00:00:01,000 --> 00:00:02,000\n41\n", "41"),
        ("00:00:01,000 --> 00:00:02,000\nA\n12\n\n00:00:02,100 --> 00:00:03,000\nB", "A 12 B"),
        ("1\n00:01,500 --> 00:02,500\nA", "A"),
        ("1\n00:00:01 --> 00:00:02\nA", "A"),
        ("1\n00:00:01,000 --> 00:00:02,000\nC:\\Notes", "C:\\Notes"),
        ("1\n00:00:01,000 --> 00:00:02,000\n{1}{2} of {them}", "{1}{2} of {them}"),
        ("1\r00:00:01,000 --> 00:00:02,000\rA\r\r2\r00:00:02,000 --> 00:00:03,000\rB", "A B"),
    ],
)
def test_untidy_cues_lose_no_words(text: str, said: str) -> None:
    """Missing and surplus blank lines, odd times and bare signs lose nothing that is said."""
    assert read(text, "film.srt").text == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Just words, no times.", "has text before its first time code"),
        ("WEBVTT\n\nNOTE nothing\n", "has no cue with a time"),
        ("1\n00:00:01,000 -> 00:00:02,000\nA", "has text before its first time code"),
        ("40 left\n\n1\n00:00:01,000 --> 00:00:02,000\nA", "has text before its first time code"),
    ],
)
def test_transcript_without_times_is_refused(text: str, said: str) -> None:
    """A file without cues is named as such, not read as if it were empty."""
    with pytest.raises(InputError, match=said):
        read(text, "film.srt")
