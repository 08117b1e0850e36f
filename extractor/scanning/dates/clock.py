"""Times of the clock: "7.30 p.m.", "18:00 BST", "half past nine", "between 3 and 8am"."""

from __future__ import annotations

from dataclasses import replace

from extractor.scanning.dates.context import GAPS, Context
from extractor.scanning.dates.piece import Piece

_DASHES = frozenset({"-", "–"})


def find_clock(text: Context, at: int) -> list[Piece]:
    """The time of day that digits give, with an hour before it that shares its half of the day."""
    time = _digits(text, at)
    if time is None:
        return []
    return [*_hour_before(text, time), time]


def _digits(text: Context, at: int) -> Piece | None:
    """The time of day that begins with the digits at a token."""
    words = text.words
    word = words[at]
    if at and (words[at - 1] in ("-", "/", ":", ".") and words[at - 2 : at - 1] != ["t"]
               and words[at - 2][-1:].isdigit() and words[at - 1] != "-"):  # fmt: skip
        return None
    if len(word) == 4 and word.isdecimal():
        return _four(text, at)
    hour, _, minute = word.partition(".")
    if not hour.isdecimal() or len(hour) > 2 or (minute and len(minute) != 2):
        return None
    piece = Piece(at, at + 1, "time", hour=int(hour), minute=int(minute or 0))
    has_colon = False
    if not minute and words[at + 1] == ":":
        found = _colon(text, piece)
        if found is None:
            return None
        piece, has_colon = found, True
    if piece.minute > 59 or int(hour) > 24:
        return None
    return _with_half(text, piece, has_colon=has_colon, has_point=bool(minute))


def _colon(text: Context, piece: Piece) -> Piece | None:
    """The time with the minutes and seconds behind colons."""
    words = text.words
    at = piece.end
    minute = text.integer(at + 1)
    if minute is None or len(words[at + 1]) != 2 or _follows_book(text, piece.start):
        return None
    piece = replace(piece, end=at + 2, minute=minute)
    if words[at + 2] != ":":
        return piece
    second, _, fraction = words[at + 3].partition(".")
    if len(second) != 2 or not second.isdecimal() or int(second) > 59:
        return None
    if fraction and not fraction.isdecimal():
        return None
    return replace(piece, end=at + 4, second=words[at + 3])


def _with_half(text: Context, piece: Piece, *, has_colon: bool, has_point: bool) -> Piece | None:
    """The time with "am", "o'clock" and the zone; none where nothing makes a time of it."""
    words, calendar, vocabulary = text.words, text.calendar, text.vocabulary
    end = piece.end
    place = end + 1 if words[end] == " " else end
    half = calendar.halves.ahead(words, place)
    oclock = vocabulary.oclock.ahead(words, place)
    made = has_colon
    if half is not None and not words[half[0]][:1].isalnum():
        if piece.hour is None or piece.hour > 12 and not has_colon:
            return None
        piece, made = replace(_in_half(piece, half[1]), end=half[0]), True
    elif oclock is not None:
        piece, made = replace(piece, end=oclock[0]), True
    elif words[end] == calendar.tables.clock.ish:
        piece, made = replace(piece, end=end + 1), True
    elif words[end][:1].isalpha() and words[end] not in calendar.tables.zones:
        return None
    piece = _zoned(text, piece)
    made = made or piece.zone is not None
    local = text.ahead(vocabulary.local, piece.end)
    if local is not None and (made or has_point):
        return piece
    if not made and has_point:
        made = _part_behind(text, piece.end, with_word=True)
    return piece if made else _bare_hour(text, piece)


def _in_half(piece: Piece, half: str) -> Piece:
    """The time in its half of the day."""
    hour = piece.hour or 0
    if half == "pm" and hour < 12:
        hour += 12
    elif half == "am" and hour == 12:
        hour = 0
    return replace(piece, hour=hour % 24, half=half)


def _zoned(text: Context, piece: Piece) -> Piece:
    """The time with its zone: "GMT", "(CET)", "+02:00"."""
    words, zones = text.words, text.calendar.tables.zones
    place = piece.end
    if words[place] in text.calendar.tables.clock.hours and words[place + 1] == " ":
        place += 1
    if words[place] == " " and words[place + 1] in text.calendar.tables.clock.hours:
        if words[place + 3] not in zones:
            return piece
        place += 2
    if words[place] == " ":
        place += 1
    bracket = words[place] == "("
    word = words[place + 1] if bracket else words[place]
    if word in zones and (not bracket or words[place + 2] == ")") and (word != "z" or place == piece.end):
        return replace(piece, end=place + (3 if bracket else 1), zone=zones[word])
    if words[place] in ("+", "-") and place == piece.end:
        if len(words[place + 1]) == 4 and words[place + 1].isdecimal():
            zone = f"{words[place]}{words[place + 1][:2]}:{words[place + 1][2:]}"
            return replace(piece, end=place + 2, zone=zone)
        if words[place + 2] == ":" and len(words[place + 1]) == len(words[place + 3]) == 2:
            if words[place + 1].isdecimal() and words[place + 3].isdecimal():
                zone = "".join(words[place : place + 4])
                return replace(piece, end=place + 4, zone=zone)
    return piece


def _follows_book(text: Context, at: int) -> bool:
    """Whether a name before makes chapter and verse of two numbers: "Mark 5:30"."""
    return text.word_before(at) in text.calendar.tables.clock.books


def _four(text: Context, at: int) -> Piece | None:
    """Hours and minutes without a colon, where a zone, "hours" or what happened says so."""
    words, calendar = text.words, text.calendar
    hour, minute = int(words[at][:2]), int(words[at][2:])
    if hour > 23 or minute > 59:
        return None
    if at > 1 and words[at - 1] in _DASHES and words[at - 2][0] == "0" and len(words[at - 2]) == 4:
        return Piece(at, at + 1, "time", hour=hour, minute=minute, half="either")
    if at and words[at - 1] not in (" ", "\n", "("):
        return None
    piece = Piece(at, at + 1, "time", hour=hour, minute=minute, half="either")
    zoned = _zoned(text, piece)
    if zoned.zone is not None and text.words[at + 1] not in ("+", "-"):
        return zoned
    glued = words[at + 1] in calendar.tables.clock.hours
    if glued or text.word_after(at + 1) in calendar.tables.clock.hours:
        is_count = not glued and not _is_at(text, piece) and words[at][0] != "0"
        return None if is_count else replace(piece, end=at + (2 if glued else 3))
    if words[at][0] == "0" and (_is_at(text, piece) or text.word_before(at) in calendar.words.list_before):
        return piece
    head = text.back(text.vocabulary.at, at)
    if head is None or not _counts_nothing(text, at + 1):
        return None
    return piece if _happens(text, head[0]) else None


def _happens(text: Context, at: int) -> bool:
    """Whether what happens at a time of day is said up to three words before a token."""
    place = at
    for _ in range(4):
        if text.back(text.vocabulary.happens, place) is not None:
            return True
        place = text.before(place)
        if place < 0 or not text.words[place].isalpha():
            return False
    return False


def _counts_nothing(text: Context, end: int) -> bool:
    """Whether a number is followed by nothing that it could count."""
    if text.words[end] == "-":
        return False
    return text.ends_here(end) or text.word_after(end) in text.calendar.tables.clock.after_bare


def _is_at(text: Context, piece: Piece) -> bool:
    """Whether "at", "by" or "from" stands before a time."""
    return text.back(text.calendar.points["hour"], piece.start) is not None


def _bare_hour(text: Context, piece: Piece) -> Piece | None:
    """An hour that its weekday or the part of the day beside it shows, or nothing."""
    calendar, words = text.calendar, text.words
    hour, end = piece.hour or 0, piece.end
    if piece.start and words[piece.start - 1] not in (" ", "\n", "("):
        return None
    at = text.back(calendar.points["hour"], piece.start)
    if words[piece.end - 1].find(".") >= 0:
        # "Monday at 2.30"
        is_day = at is not None and _is_day_before(text, at[0])
        return piece if is_day and 1 <= hour <= 23 and _counts_nothing(text, end) else None
    if not 1 <= hour <= 12:
        return None
    if _part_behind(text, end, with_word=at is not None):
        return piece
    if at is None or words[at[0]] not in calendar.tables.clock.at or not _is_day_before(text, at[0]):
        return None
    return piece if _counts_nothing(text, end) else None


def _is_day_before(text: Context, at: int) -> bool:
    """Whether a day of the week, "tomorrow" or "tonight" stands before a token."""
    head = text.before(at)
    if head >= 0 and text.words[at - 1] == " " and text.words[head] == ",":
        head -= 1
    word = text.words[head] if head >= 0 else ""
    calendar = text.calendar
    return (
        word in calendar.weekdays
        or word in calendar.tables.near
        or word in calendar.tables.part_words.tonight
        or calendar.parts.back(text.words, head + 1) is not None
    )


def _part_behind(text: Context, end: int, *, with_word: bool) -> bool:
    """Whether a part of the day behind a number makes an hour of it: "3 in the morning"."""
    words, calendar = text.words, text.calendar
    place = end + 1 if words[end] == "," else end
    if words[place] != " ":
        return False
    word = words[place + 1]
    if word in calendar.tables.part_words.tonight:
        return with_word
    which = calendar.which.ahead(words, place + 1)
    near = calendar.near.ahead(words, place + 1)
    head = which or near
    if head is not None:
        return with_word and text.ahead(calendar.parts, head[0]) is not None
    part = text.ahead(text.vocabulary.part_heads, end)
    if part is None or not (with_word or text.word_before(end - 1) in calendar.words.hedges):
        return False
    found = text.ahead(calendar.parts, part[0])
    if found is None:
        return False
    return text.ends_here(found[0]) or text.word_after(found[0]) in (
        calendar.words.after_listed_day | calendar.weekdays.keys() | calendar.tables.clock.after_bare
    )


def _hour_before(text: Context, time: Piece) -> list[Piece]:
    """The hour that a dash or "to" joins to a time and that shares its half of the day."""
    words, calendar = text.words, text.calendar
    joint = text.joint_before(time.start)
    if joint is None or joint.sign == ",":
        return []
    at, end = joint.place - 1, joint.place
    hour, _, minute = words[at].partition(".")
    if not hour.isdecimal():
        number = text.numeral_before(end)
        if number is None or number.kind != "cardinal" or number.value is None:
            return []
        hour, at = str(number.value), number.start
    if at and words[at - 1] not in (" ", "\n", "("):
        return []
    if not hour.isdecimal() or not 1 <= int(hour) <= 23 or len(minute) not in (0, 2):
        return []
    is_from = text.word_before(at) in calendar.words.list_before
    if not joint.is_range and not is_from and text.back(calendar.points["hour"], at) is None:
        return []
    if time.half is None and not is_from:
        return []
    return [Piece(at, end, "time", hour=int(hour), minute=int(minute or 0))]


def find_past(text: Context, at: int) -> list[Piece]:
    """A time said by what is past an hour or to it: "half past nine", "twenty past nine"."""
    words, calendar = text.words, text.calendar
    clock = calendar.tables.clock
    way = words[at]
    end = words[at - 2] if at > 1 else ""
    if not (end in text.vocabulary.minute_ends or end.isdecimal()):
        return []
    minutes, start = _minutes_before(text, at)
    hour, end = _hour_said(text, at + 2) if words[at + 1] == " " else (0, 0)
    if not minutes or not hour or words[end] == "-":
        return []
    is_to = way in clock.to
    if not (start < at and words[start] in clock.quarters and way in clock.past):
        # "a quarter to six million", "from ten to nine": only "at" says that it is a time
        named = words[start] in clock.quarters or words[at - 2] in clock.minutes
        if text.back(calendar.points["hour"], start) is None and not (
            named and _counts_nothing(text, end)
        ):
            return []
        if text.word_before(start) in calendar.words.list_before or not _counts_nothing(text, end):
            return []
    total = hour * 60 + (-minutes if is_to else minutes)
    piece = Piece(start, end, "time", hour=(total // 60 - 1) % 12 + 1, minute=total % 60)
    time = _with_half(text, piece, has_colon=True, has_point=False)
    return [] if time is None else [time]


def _minutes_before(text: Context, at: int) -> tuple[int, int]:
    """The minutes that stand before "past" or "to", and their first token."""
    clock = text.calendar.tables.clock
    found = text.back(text.vocabulary.quarters, at)
    if found is not None:
        return found[1], found[0]
    end = at - 1
    if end > 2 and text.words[end - 1] in clock.minutes:
        end -= 2
    numeral = text.numeral_before(end) if text.words[end] == " " else None
    if numeral is None or numeral.value is None or numeral.kind != "cardinal":
        return 0, at
    value = numeral.value
    return (int(value), numeral.start) if 1 <= value < 60 and value == int(value) else (0, at)


def _hour_said(text: Context, at: int) -> tuple[int, int]:
    """The hour in digits or in words that begins at a token, and its end; else nought."""
    words = text.words
    number = text.integer(at)
    if number is not None and 1 <= number <= 12:
        return number, at + 1
    if words[at] not in text.numerals.starters:
        return 0, at
    numeral = text.numerals.read(text.tokens, at)
    if numeral is None or numeral.kind != "cardinal" or numeral.value is None:
        return 0, at
    if numeral.start != at or not 1 <= numeral.value <= 12:
        return 0, at
    return int(numeral.value), numeral.end


def find_spoken(text: Context, at: int) -> list[Piece]:
    """An hour in words with its minutes, "o'clock" or "pm": "three thirty", "nine o'clock"."""
    words, calendar = text.words, text.calendar
    following = words[at + 2]
    if following not in text.numerals.starters and (
        following not in text.vocabulary.after_number or words[at + 1] != " "
    ):
        return []
    hour, end = _hour_said(text, at)
    if not hour or words[at].isdigit() or (at and words[at - 1] == "-"):
        return []
    minutes = None
    if words[end] in GAPS and words[end + 1] in text.numerals.starters:
        numeral = text.numerals.read(text.tokens, end + 1)
        if numeral is not None and numeral.kind == "cardinal" and numeral.value is not None:
            minutes = int(numeral.value) if 10 <= numeral.value < 60 else None
            stop = numeral.end
    piece = Piece(at, end, "time", hour=hour)
    if minutes is not None and numeral is not None and numeral.step == 1:
        piece = replace(piece, end=stop, minute=minutes)
        if text.word_after(stop) in calendar.tables.clock.minutes and _is_at(text, piece):
            return [replace(piece, end=stop + 2)]
        is_said = text.back(text.vocabulary.spoken_at, at) is not None
        is_said = is_said and _counts_nothing(text, stop)
        time = _with_half(text, piece, has_colon=is_said, has_point=False)
        if time is None and _counts_nothing(text, stop):
            return [replace(piece, is_weak=True)]
    else:
        time = _with_half(text, piece, has_colon=False, has_point=False)
    if time is None or (time.end == piece.end and minutes is None and time.half is None
                        and not _part_behind(text, end, with_word=_is_at(text, piece))):  # fmt: skip
        return []
    return [*_hour_before(text, time), time]
