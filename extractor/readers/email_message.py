"""E-mails (.eml): the subject, then the words of the message and of those that it passes on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from email import message_from_bytes, policy
from email.message import Message

from extractor.errors import InputError
from extractor.readers.days import read_day
from extractor.readers.formats import Source
from extractor.readers.html import whole_runs
from extractor.readers.html_runs import key_of, write_runs
from extractor.readers.parsed import Builder, Parsed, one_line

_DEEPEST = 30
"""Parts within parts; mail programs make five or six."""

_BREAK = "\n\n"
_PEOPLE = ("From", "To", "Cc", "Date")
_ENCRYPTED = frozenset(
    {"multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"}
)
_SIGNATURES = frozenset({"application/pgp-signature", "application/pkcs7-signature"})

_FLOWING = re.compile(r"(?<![\n ]) \n(?![\n>]|-- ?\n)")
"""The end of a line that the sending program broke and the reading one joins again."""

_WHAT_HEADERS_RAISE = (AttributeError, IndexError, KeyError, LookupError, TypeError, ValueError)
"""What Python's reading of a broken header may raise."""


def parse(data: bytes, source: Source) -> Parsed:
    """The subject as the first paragraph, then the text; each message is marked with its people.

    Of a text in two forms the plain one is read, unless half of the words are missing in it. What
    is attached is named in marks and not read, but for messages that are passed on.

    Raises:
        InputError: it is no e-mail, is encrypted, or has no text of its own.
    """
    message = message_from_bytes(data, policy=policy.default)
    if not any(name in message for name in ("From", "Subject", "Date", "MIME-Version", "To")):
        raise InputError(
            f"{source.name} is not an e-mail, despite its ending: it has no sender, date or "
            "subject; rename it with the right ending"
        )
    letter = _Letter(source)
    letter.write(message)
    if not letter.has_text:
        raise InputError(_without_text(source.name, letter))
    return letter.finished(_day(message))


def _without_text(name: str, letter: _Letter) -> str:
    if letter.is_encrypted:
        return f"{name} is encrypted: open it in your mail program and save its text as .txt"
    if letter.attached:
        listed = ", ".join(letter.attached[:5])
        return f"{name} has no text but what is attached ({listed}): save that and give it"
    return f"{name} has no text: save it again in your mail program"


class _Letter:
    """The text of an e-mail under construction."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._builder: Builder = source.builder()
        self._messages = 0
        self.has_text = False
        """Whether there is more than a subject."""
        self.is_encrypted = False
        self.attached: list[str] = []
        """The names of what is attached, in order."""

    def finished(self, day: date | None) -> Parsed:
        """What was written."""
        return self._builder.finished(published=day)

    def write(self, message: Message, depth: int = 0) -> None:
        """Write a message and what it passes on."""
        self._messages += 1
        number = self._messages
        before = self._builder.length
        if subject := _header(message, "Subject"):
            self._paragraph(subject)
        self._part(message, depth)
        end = self._builder.length
        people = (f"{name}: {said}" for name in _PEOPLE if (said := _header(message, name)))
        self._builder.mark(
            before + len(_BREAK) if 0 < before < end else before,
            end,
            "message",
            f"message {number}",
            note="; ".join(people) or None,
        )

    def _part(self, part: Message, depth: int) -> None:
        if depth > _DEEPEST:
            raise InputError(
                f"{self._source.name} has more than {_DEEPEST} parts within parts: "
                "save its text as .txt"
            )
        kind = part.get_content_type()
        if kind in _ENCRYPTED and part.get_param("smime-type") != "signed-data":
            self.is_encrypted = True
            self._attach(part)
        elif kind == "message/rfc822":
            for passed_on in _children(part):
                self.write(passed_on, depth + 1)
        elif _is_attached(part):
            self._attach(part)
        elif kind == "multipart/alternative":
            self._alternative(part, depth)
        elif part.is_multipart():
            self._parts(part, depth)
        else:
            self._leaf(part)

    def _parts(self, part: Message, depth: int) -> None:
        inner = _children(part)
        # Of related parts the first is the text, the others are its pictures.
        read = 1 if part.get_content_type() == "multipart/related" else len(inner)
        for each in inner[:read]:
            self._part(each, depth + 1)
        for each in inner[read:]:
            self._attach(each)

    def _leaf(self, part: Message) -> None:
        kind = part.get_content_type()
        if kind == "text/html":
            self._page(part)
        elif kind in ("text/plain", "text/markdown"):
            self._words(_plain(part, self._source.encoding))
        else:
            self._attach(part)

    def _alternative(self, part: Message, depth: int) -> None:
        """One of several forms of the same: the plain one, unless it says much less."""
        forms = [each for each in _children(part) if not _is_attached(each)]
        plain = next((each for each in forms if each.get_content_type() == "text/plain"), None)
        rich = [each for each in forms if each.get_content_type() != "text/calendar"]
        rich = [each for each in rich if each is not plain]
        if plain is not None:
            words = _plain(plain, self._source.encoding)
            pages = [page for each in rich for page in _pages(each)]
            seen = max((self._length(page) for page in pages), default=0)
            if 2 * len(key_of(words)) >= seen and words.strip():
                self._words(words)
                return
        for each in reversed(rich):  # the last is the one that the writer likes best
            self._part(each, depth + 1)
            return

    def _length(self, page: Message) -> int:
        return sum(len(run.key) for run in whole_runs(_payload(page), self._html_source(page)))

    def _page(self, part: Message) -> None:
        runs = whole_runs(_payload(part), self._html_source(part))
        if runs:
            self.has_text = True
            write_runs(runs, self._builder)

    def _html_source(self, part: Message) -> Source:
        """The page's encoding is the message's, which knows better than the page."""
        charset = self._source.encoding or _known(part.get_content_charset())
        data = _payload(part)
        if charset is not None:
            try:
                data.decode(charset)
            except UnicodeError:
                charset = None
        return Source(self._source.name, charset, self._source.limits)

    def _words(self, text: str) -> None:
        if text.strip():
            self.has_text = True
            self._paragraph(text.strip("\n"))

    def _paragraph(self, text: str) -> None:
        self._builder.part_with(_BREAK)
        self._builder.add(text)

    def _attach(self, part: Message) -> None:
        kind = part.get_content_type()
        if kind in _SIGNATURES:
            return
        name = one_line(_filename(part)) or f"without a name ({kind})"
        self.attached.append(name)
        place = self._builder.length
        size = len(_payload(part))
        self._builder.mark(
            place,
            place,
            "attachment",
            f"attachment {len(self.attached)}",
            note=f"{name}, {kind}, {size:,} bytes, not read",
        )


def _children(part: Message) -> list[Message]:
    # What calls itself several parts and has none, as broken programs write it, is a string.
    payload: object = part.get_payload()
    if not isinstance(payload, list):
        return []
    return [each for each in payload if isinstance(each, Message)]


def _pages(part: Message) -> Iterator[Message]:
    return (each for each in part.walk() if each.get_content_type() == "text/html")


def _is_attached(part: Message) -> bool:
    try:
        return part.get_content_disposition() == "attachment"
    except _WHAT_HEADERS_RAISE:
        return False


def _filename(part: Message) -> str:
    try:
        return part.get_filename() or ""
    except _WHAT_HEADERS_RAISE:
        return ""


def _payload(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _plain(part: Message, encoding: str | None) -> str:
    data = _payload(part)
    text = _decoded(data, encoding or _known(part.get_content_charset()))
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if str(part.get_param("format", "")).lower() == "flowed":
        joined = "" if str(part.get_param("delsp", "")).lower() == "yes" else " "
        text = _FLOWING.sub(joined, text)
    return text


def _decoded(data: bytes, charset: str | None) -> str:
    """By what the part says, else as UTF-8, else as the usual encoding of old programs."""
    for each in (charset, "utf-8"):
        try:
            return data.decode(each) if each else data.decode("utf-8")
        except UnicodeError:
            continue
    return data.decode("cp1252", "replace")


def _known(charset: str | None) -> str | None:
    """The encoding, if there is one of that name; what says ASCII and is none is something else."""
    try:
        "".encode(charset or "ascii")
    except (LookupError, UnicodeError, ValueError):
        return None
    return None if charset in (None, "us-ascii", "ascii") else charset


def _header(message: Message, name: str) -> str:
    """A header in words on one line; empty where there is none, raw where it is broken."""
    try:
        said = str(message.get(name, ""))
    except _WHAT_HEADERS_RAISE:
        said = next((v for key, v in message.raw_items() if key.lower() == name.lower()), "")
    return one_line(_decoded(str(said).encode("utf-8", "surrogateescape"), None))


def _day(message: Message) -> date | None:
    """When it was sent; what is no date is none."""
    return read_day(_header(message, "Date"))
