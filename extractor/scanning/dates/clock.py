"""Times of the clock: "7.30 p.m.", "18:00 BST", "half past nine", "between 3 and 8am"."""

from __future__ import annotations

from extractor.scanning.dates.context import DASHES, GAPS, Context
from extractor.scanning.dates.piece import Clock, Piece

_FARTHEST = 14
"""Hours that the clocks of a zone may differ from Greenwich's."""
_BEFORE = frozenset({" ", "\n", "("})
"""What may stand right before a time that only its neighbours show."""


def find_clock(text: Context, at: int) -> list[Piece]:
    """The time of day that digits give, with an hour before it that shares its half of the day."""
    word = text.words[at]
    if word.isdecimal() and len(word) in (3, 4):
        time = _run_together(text, at) or (_four(text, at) if len(word) == 4 else None)
    else:
        time = _digits(text, at)
    return [] if time is None else [*_hour_before(text, time), time]


def _time(start: int, end: int, clock: Clock) -> Piece:
    return Piece(start, end, "time", clock=clock)


# Hours and minutes with a colon or a point, or with "pm" behind them.


def _digits(text: Context, at: int) -> Piece | None:
    """The time of day that begins with one or two digits."""
    words = text.words
    hour, _, minute = words[at].partition(".")
    if not hour.isdecimal() or len(hour) > 2 or len(minute) not in (0, 2):
        return None
    if at > 1 and words[at - 1] in ("/", ":", ".") and words[at - 2][-1].isdigit():
        return None
    if int(hour) > 24 or (minute and not 0 <= int(minute) < 60):
        return None
    clock = Clock(int(hour), int(minute or 0))
    if words[at + 1] in text.calendar.tables.clock.hour_signs and not minute:
        return _lettered(text, at, clock)
    if words[at + 1] != ":" or minute:
        return _with_half(text, _time(at, at + 1, clock), has_point=bool(minute))
    coloned = _colon(text, at, clock)
    return None if coloned is None else _with_half(text, coloned, is_time=True)


def _run_together(text: Context, at: int) -> Piece | None:
    """Hours and minutes without a sign between them: "340pm"."""
    words, word = text.words, text.words[at]
    half = text.calendar.halves.ahead(words, at + 2 if words[at + 1] == " " else at + 1)
    hour, minute = int(word[:-2]), int(word[-2:])
    if half is None or not 1 <= hour <= 12 or minute > 59 or words[half[0]][:1].isalnum():
        return None
    if at and words[at - 1] not in _BEFORE:
        return None
    return zoned(text, _time(at, half[0], _in_half(Clock(hour, minute), half[1])))


def _colon(text: Context, at: int, clock: Clock) -> Piece | None:
    """The time with the minutes and seconds behind colons."""
    words = text.words
    minute = text.integer(at + 2)
    if minute is None or minute > 59 or len(words[at + 2]) != 2:
        return None
    if text.word_before(at) in text.calendar.tables.clock.books:
        return None  # "Mark 5:30"
    clock = clock._replace(minute=minute)
    if words[at + 3] != ":":
        return _time(at, at + 3, clock)
    second, _, fraction = words[at + 4].partition(".")
    is_second = len(second) == 2 and second.isdecimal() and int(second) < 60
    if not is_second or (fraction and not fraction.isdecimal()):
        return None
    if text.back(text.calendar.tables.clock.taken, at) is not None:
        return None  # a stretch of time: "won in 1:07:42"
    return _time(at, at + 5, clock._replace(second=words[at + 4]))


def _lettered(text: Context, at: int, clock: Clock) -> Piece | None:
    """Hours and minutes with a letter between them, where a preposition, a day or another such time
    says that it is no stretch of time: "at 17h30"."""
    words, minute = text.words, text.integer(at + 2)
    end = at + 2 if minute is None else at + 3
    before, after = text.joint_before(at), text.joint_after(end)
    signs = text.calendar.tables.clock.hour_signs
    is_joined = before is not None and not signs.isdisjoint(words[before.place - 2 : before.place])
    is_joined |= after is not None and after.is_range and words[after.place + 1] in signs
    is_shown = text.word_before(at) in text.calendar.words.list_before or _is_day_before(text, at)
    is_shown |= text.back(text.calendar.tables.clock.spoken_at, at) is not None
    if (minute or 0) > 59 or (minute is not None and len(words[at + 2]) != 2):
        return None
    if not (is_shown or is_joined) or words[end][:1].isalnum():
        return None
    if words[end] == "-" and not is_joined:
        return None  # "a 4h30-long wait"
    return zoned(text, _time(at, end, clock._replace(minute=minute or 0)))


def _with_half(
    text: Context, piece: Piece, *, is_time: bool = False, has_point: bool = False
) -> Piece | None:
    """The time with "am", "o'clock" and the zone; none where nothing makes a time of it."""
    words, calendar = text.words, text.calendar
    clock, end = piece.clock, piece.end
    assert clock is not None
    place = end + 1 if words[end] == " " else end
    half = calendar.halves.ahead(words, place)
    oclock = calendar.tables.clock.oclock.ahead(words, place)
    if half is not None and not words[half[0]][:1].isalnum():
        if clock.hour > 12 and not is_time:
            return None
        piece, is_time = piece._replace(end=half[0], clock=_in_half(clock, half[1])), True
    elif oclock is not None:
        piece, is_time = piece._replace(end=oclock[0]), True
    elif words[end] and words[end] == calendar.tables.clock.ish:
        piece, is_time = piece._replace(end=end + 1), True
    elif words[end][:1].isalpha() and words[end] not in calendar.tables.zones:
        return None
    piece = zoned(text, piece)
    if is_time or (piece.clock is not None and piece.clock.zone):
        return piece
    if has_point and text.ahead(calendar.tables.clock.local, piece.end) is not None:
        return piece
    return piece if _is_shown(text, piece, has_point=has_point) else None


def _in_half(clock: Clock, half: str) -> Clock:
    """The time in its half of the day."""
    hour = clock.hour
    if hour <= 12 and half != "either":
        hour = hour % 12 + (12 if half == "pm" else 0)
    return clock._replace(hour=hour % 24, half=half)


def zoned(text: Context, piece: Piece) -> Piece:
    """The time with its zone: "GMT", "(CET)", "hours GMT", "+02:00"."""
    words, clock_words = text.words, text.calendar.tables.clock
    zones, place = text.calendar.tables.zones, piece.end
    if words[place] in ("+", "-"):
        return _offset(text, piece)
    hours = place + 1 if words[place] == " " else place
    if words[hours] in clock_words.hours and words[hours + 1] == " " and words[hours + 2] in zones:
        place = hours + 1
    glued = words[place] != " "
    place = place if glued else place + 1
    bracket = words[place] == "("
    word = words[place + 1] if bracket else words[place]
    zone = zones.get(word)
    if zone is None or (word == "z" and not glued) or (bracket and words[place + 2] != ")"):
        return piece
    if not zone and not text.tokens.written(place + bracket).isupper():
        return piece
    return _in_zone(piece, place + (3 if bracket else 1), zone)


def _offset(text: Context, piece: Piece) -> Piece:
    """The time with its distance from Greenwich: "+0200", "+02:00"."""
    words, place = text.words, piece.end
    sign, first = words[place], words[place + 1]
    is_dated = words[piece.start - 1] == "t" and words[piece.start - 2][:1].isdigit()
    is_iso = is_dated or (piece.clock and piece.clock.second)
    if sign == "-" and not is_iso:
        return piece  # "18:00-20:30"
    if not first[:2].isdecimal() or int(first[:2]) > _FARTHEST:
        return piece
    if len(first) == 4 and first.isdecimal() and int(first[2:]) < 60:
        return _in_zone(piece, place + 2, f"{sign}{first[:2]}:{first[2:]}")
    last = words[place + 3]
    if words[place + 2] == ":" and len(first) == len(last) == 2 and (first + last).isdecimal():
        return _in_zone(piece, place + 4, f"{sign}{first}:{last}")
    return piece


def _in_zone(piece: Piece, end: int, zone: str) -> Piece:
    clock = piece.clock
    return piece._replace(end=end, clock=None if clock is None else clock._replace(zone=zone))


# Numbers that only their neighbours make a time of.


def _is_shown(text: Context, piece: Piece, *, has_point: bool) -> bool:
    """Whether a part of the day behind, or a weekday before, makes a time of a number."""
    start, end = piece.start, piece.end
    hour = piece.clock.hour if piece.clock is not None else 0
    if (start and text.words[start - 1] not in _BEFORE) or not 1 <= hour <= 23:
        return False
    at = text.back(text.calendar.points["hour"], start)
    if hour <= 12 and _part_behind(text, piece, with_word=at is not None or has_point):
        return True
    # "Monday at 2.30", "tonight at 7"
    if at is None or text.words[at[0]] not in text.calendar.tables.clock.at:
        return False
    if has_point and _is_day_behind(text, end) and _happens(text, at[0]):
        return True  # "left at 10.30 on Friday"; "valued at 10.30 on Friday" is none
    return _is_day_before(text, at[0]) and (hour <= 12 or has_point) and _counts_nothing(text, end)


def _is_day_behind(text: Context, end: int) -> bool:
    """Whether a day follows a time: "on Friday", "yesterday"."""
    calendar = text.calendar
    word = text.word_after(end)
    if word in calendar.words.on:
        return text.word_after(end + 2) in calendar.weekdays
    return word in calendar.tables.near


def _is_day_before(text: Context, at: int) -> bool:
    """Whether a day of the week, "tomorrow" or "tonight" stands before a token."""
    calendar, head = text.calendar, text.before(at)
    if head > 0 and text.words[head] == ",":
        head -= 1
    word = text.words[head] if head >= 0 else ""
    if word in calendar.weekdays or word in calendar.tables.near or word in calendar.words.rhythms:
        return True
    if word in calendar.tables.part_words.tonight:
        return True
    return calendar.parts.back(text.words, head + 1) is not None


def _part_behind(text: Context, piece: Piece, *, with_word: bool) -> bool:
    """Whether a part of the day behind a number makes an hour of it: "3 in the morning"."""
    words, calendar = text.words, text.calendar
    end = piece.end
    place = end + 1 if words[end] == "," else end
    if words[place] != " ":
        return False
    if words[place + 1] in calendar.tables.part_words.tonight:
        return with_word
    head = calendar.which.ahead(words, place + 1) or calendar.near.ahead(words, place + 1)
    if head is not None and head[1] == "past":
        return False
    if head is not None:
        return with_word and text.ahead(calendar.parts, head[0]) is not None
    part = text.ahead(calendar.tables.part_words.heads, end)
    if part is None or not (with_word or text.word_before(piece.start) in calendar.words.hedges):
        return False
    found = text.ahead(calendar.parts, part[0])
    if found is None:
        return False
    after = text.word_after(found[0])
    return text.ends_here(found[0]) or after in text.vocabulary.after_part


def _four(text: Context, at: int) -> Piece | None:
    """Hours and minutes without a colon, where a zone, "hours" or what happened says so."""
    words, hours = text.words, text.calendar.tables.clock.hours
    hour, minute = int(words[at][:2]), int(words[at][2:])
    before = words[at - 1] if at else " "
    if hour > 23 or minute > 59 or before not in _BEFORE | DASHES:
        return None
    piece = _time(at, at + 1, Clock(hour, minute, half="either"))
    has_nought = words[at][0] == "0"
    if before in DASHES:
        other = words[at - 2]
        return piece if len(other) == 4 and other[0] == "0" and other.isdecimal() else None
    in_zone = zoned(text, piece)
    if in_zone.end > piece.end and words[at + 1] not in ("+", "-"):
        return in_zone
    is_at = text.is_pointed("hour", at)
    for place in (at + 1, at + 2):
        if words[place] in hours and (place == at + 1 or words[at + 1] == " "):
            is_time = place == at + 1 or is_at or has_nought
            return piece._replace(end=place + 1) if is_time else None
    if has_nought and (is_at or text.word_before(at) in text.calendar.words.list_before):
        return piece
    head = text.back(text.calendar.tables.clock.at, at)
    if head is None or not _counts_nothing(text, at + 1):
        return None
    return piece if _happens(text, head[0]) else None


def _happens(text: Context, at: int) -> bool:
    """Whether what happens at a time of day is said up to three words before a token."""
    place = at
    for _ in range(4):
        if text.back(text.calendar.tables.clock.happens, place) is not None:
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


def _hour_before(text: Context, time: Piece) -> list[Piece]:
    """The hour that a dash or "to" joins to a time and that shares its half of the day."""
    words, calendar = text.words, text.calendar
    joint = text.joint_before(time.start)
    if joint is None or joint.sign == "," or time.clock is None:
        return []
    at, end = joint.place - 1, joint.place
    hour, _, minute = words[at].partition(".")
    if not hour.isdecimal():
        number = text.cardinal_before(end)
        if number is None:
            return []
        hour, at = str(number[1]), number[0]
    if at and words[at - 1] not in _BEFORE:
        return []
    if not hour.isdecimal() or not 1 <= int(hour) <= 23 or len(minute) not in (0, 2):
        return []
    is_from = text.word_before(at) in calendar.words.list_before
    if not joint.is_range and not is_from and not text.is_pointed("hour", at):
        return []
    if time.clock.half is None and not is_from:
        return []
    return [_time(at, end, Clock(int(hour), int(minute or 0)))]


# Times in words.


def find_past(text: Context, at: int) -> list[Piece]:
    """A time said by what is past an hour or to it: "half past nine", "twenty past nine"."""
    words, clock_words = text.words, text.calendar.tables.clock
    last = words[at - 2] if at > 1 else ""
    if not (last in text.vocabulary.minute_ends or last.isdecimal()):
        return []
    minutes, start = _minutes_before(text, at)
    hour, end = _hour_said(text, at + 2) if words[at + 1] == " " else (0, 0)
    if not minutes or not hour or words[end] == "-":
        return []
    is_quarter = words[start] in clock_words.quarters
    if not (is_quarter and words[at] in clock_words.past):
        # "a quarter to six million", "from ten to nine": only "at" says that it is a time
        if text.word_before(start) in text.calendar.words.list_before:
            return []
        is_at = text.is_pointed("hour", start)
        is_at = is_at and text.word_before(start) not in clock_words.scored  # "won by five to one"
        is_named = is_quarter or last in clock_words.minutes
        if not (is_at or is_named) or not _counts_nothing(text, end):
            return []
    minutes = -minutes if words[at] in clock_words.to else minutes
    named = text.calendar.tables.parts.get(words[at + 2])
    if named is not None:  # "five past midnight"
        total = ((named.hour or 0) * 60 + minutes) % (24 * 60)
        clock = Clock(total // 60, total % 60, half="either")
    else:
        total = hour * 60 + minutes
        clock = Clock((total // 60 - 1) % 12 + 1, total % 60)
    time = _with_half(text, _time(start, end, clock), is_time=True)
    return [] if time is None else [time]


def _minutes_before(text: Context, at: int) -> tuple[int, int]:
    """The minutes that stand before "past" or "to", and their first token."""
    found = text.back(text.calendar.tables.clock.quarters, at)
    if found is not None:
        return found[1], found[0]
    end = at - 1
    if end > 2 and text.words[end - 1] in text.calendar.tables.clock.minutes:
        end -= 2
    number = text.cardinal_before(end) if text.words[end] == " " else None
    return (number[1], number[0]) if number is not None and 1 <= number[1] < 60 else (0, at)


def _hour_said(text: Context, at: int) -> tuple[int, int]:
    """The hour in digits or in words that begins at a token, and its end; else nought."""
    part = text.calendar.parts.ahead(text.words, at)
    if part is not None and text.calendar.tables.parts[part[1]].hour is not None:
        return 12, part[0]
    digits = text.integer(at)
    number = text.cardinal_at(at) if digits is None else (at + 1, digits)
    return (number[1], number[0]) if number is not None and 1 <= number[1] <= 12 else (0, at)


def find_spoken(text: Context, at: int) -> list[Piece]:
    """An hour in words with its minutes, "o'clock" or "pm": "three thirty", "nine o'clock"."""
    words, following = text.words, text.words[at + 2]
    goes_on = words[at + 1] == " " and following in text.vocabulary.after_number
    if not goes_on and following not in text.numerals.starters:
        return []
    hour, end = _hour_said(text, at)
    if not hour or (at and words[at - 1] == "-"):
        return []
    minutes = text.cardinal_at(end + 1) if words[end] in GAPS else None
    if minutes is None:
        return _completed(text, _time(at, end, Clock(hour)), is_said=False)
    stop, minute = minutes
    if not 10 <= minute < 60:
        return []
    piece = _time(at, stop, Clock(hour, minute))
    if text.word_after(stop) in text.calendar.tables.clock.minutes:
        is_at = text.is_pointed("hour", at)
        return [piece._replace(end=stop + 2)] if is_at else []
    is_free = _counts_nothing(text, stop)
    is_said = is_free and text.back(text.calendar.tables.clock.spoken_at, at) is not None
    found = _completed(text, piece, is_said=is_said)
    return found or ([piece._replace(is_weak=True)] if is_free else [])


def _completed(text: Context, piece: Piece, *, is_said: bool) -> list[Piece]:
    """The spoken time with what stands around it."""
    time = _with_half(text, piece, is_time=is_said)
    return [] if time is None else [*_hour_before(text, time), time]


def find_hour(text: Context, at: int) -> list[Piece]:
    """An hour with its article, and the minutes behind it: "las ocho y media", "la una menos
    cuarto", "las 15.30 horas"."""
    words, clock_words = text.words, text.calendar.tables.clock
    if words[at + 1] != " ":
        return []
    first = at + 2
    clock, end, is_said = _hour_and_point(text, first)
    if clock is None:
        return []
    minutes = _minutes_behind(text, end) if not clock.minute else None
    if minutes is not None:
        total = clock.hour * 60 + minutes[1]
        end, is_said = minutes[0], True
        clock = clock._replace(hour=total // 60 % 24, minute=total % 60)
    local = text.ahead(clock_words.local, end)
    if local is not None:
        end = local[0]
    elif words[end] in clock_words.hour_signs:
        end += 1
    is_pointed = text.is_pointed("hour", first) and text.back(clock_words.at, first) is not None
    head = text.back(clock_words.spoken_at, first)
    is_said = is_said or (head is not None and (local is not None or _counts_nothing(text, end)))
    piece = _time(first, end, clock)
    if not is_said and is_pointed and _part_behind(text, piece, with_word=True):
        is_said = True
    time = _with_half(text, piece, is_time=is_said)
    return [] if time is None else [time]


def _hour_and_point(text: Context, at: int) -> tuple[Clock | None, int, bool]:
    """The hour that begins at a token, with minutes behind a point or a colon, its end, and whether
    a colon makes a time of it by itself."""
    words = text.words
    hour, _, minute = words[at].partition(".")
    if not hour.isdecimal():
        said = text.vocabulary.cardinals.get(words[at], 0)
        return (Clock(said) if 1 <= said <= 12 else None), at + 1, False
    if len(hour) > 2 or int(hour) > 24 or len(minute) not in (0, 2):
        return None, at, False
    if not minute and words[at + 1] == ":" and text.integer(at + 2) is not None:
        value = int(words[at + 2])
        return (Clock(int(hour), value), at + 3, True) if value < 60 else (None, at, False)
    if int(minute or 0) > 59:
        return None, at, False
    return Clock(int(hour), int(minute or 0)), at + 1, False


def _minutes_behind(text: Context, end: int) -> tuple[int, int] | None:
    """The end and the number of the minutes that stand behind an hour; fewer than none where they
    are taken away."""
    words, clock_words = text.words, text.calendar.tables.clock
    link = text.word_after(end)
    if link not in clock_words.plus_minutes and link not in clock_words.less_minutes:
        return None
    found = text.ahead(clock_words.quarters, end + 2)
    if found is None:
        digits = text.integer(end + 3) if words[end + 2] == " " else None
        found = (end + 4, digits) if digits is not None else text.cardinal_at(end + 3)
    if found is None or not 1 <= found[1] < 60 or not _counts_nothing(text, found[0]):
        return None
    return found[0], -found[1] if link in clock_words.less_minutes else found[1]
