"""Templates and static files of the desk; stories reach a template as values, never as source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cache
from hashlib import sha256
from importlib.resources import files

from jinja2 import ChoiceLoader, Environment, FunctionLoader, PackageLoader, StrictUndefined
from markupsafe import Markup

from extractor.batch.audit_report import kappa_words, percent, sample_words, share_words
from extractor.counting import counted
from extractor.languages.detecting import known_languages, language_name
from extractor.outputs.cards import Badge
from extractor.outputs.visible import visible
from extractor.outputs.words import NEED_COUNT, NEED_TITLE
from extractor.review.changes import rewording_pieces, word_pieces
from extractor.review.evidence_files import LARGEST_ATTACHMENT, LARGEST_RECORDING, size_words
from extractor.review.links import with_links
from extractor.review.sheets import source_line
from extractor.review.store.administration import due_words
from extractor.review.store.signoffs import clock
from extractor.review.story_records import Due
from extractor.review.time_codes import time_code
from extractor.review.uploads import KINDS
from extractor.review.words import (
    ACT,
    DUE_WHEN,
    KEYS,
    KIND,
    KIND_ONE,
    METHOD,
    PRIORITY,
    QUERY_STATE,
    QUIET_ACTS,
    QUIET_DETAILS,
    RUN_STATE,
    STANDING,
    STANDING_MEANING,
    STATUS,
    STATUS_MEANING,
    STATUS_SIGN,
    STORY_ORDER,
    STORY_STATE,
    UNDERLINED,
)

_PIECES = 500
"""So many pieces of a template go out together; a piece is a tag or a word."""

_STATIC: Mapping[str, tuple[str, str, str]] = {
    "common.css": ("extractor.outputs", "common.css", "text/css; charset=utf-8"),
    "desk.css": ("extractor.review", "static/desk.css", "text/css; charset=utf-8"),
    "page.js": ("extractor.review", "static/page.js", "text/javascript; charset=utf-8"),
    "desk.js": ("extractor.review", "static/desk.js", "text/javascript; charset=utf-8"),
    "list.js": ("extractor.review", "static/list.js", "text/javascript; charset=utf-8"),
    "rows.js": ("extractor.review", "static/rows.js", "text/javascript; charset=utf-8"),
    "signoff.js": ("extractor.review", "static/signoff.js", "text/javascript; charset=utf-8"),
    "underline.js": ("extractor.review", "static/underline.js", "text/javascript; charset=utf-8"),
    "queries.js": ("extractor.review", "static/queries.js", "text/javascript; charset=utf-8"),
    "live.js": ("extractor.review", "static/live.js", "text/javascript; charset=utf-8"),
    "stories.js": ("extractor.review", "static/stories.js", "text/javascript; charset=utf-8"),
    "legal.js": ("extractor.review", "static/legal.js", "text/javascript; charset=utf-8"),
    "open.js": ("extractor.review", "static/open.js", "text/javascript; charset=utf-8"),
    "fragments.js": ("extractor.review", "static/fragments.js", "text/javascript; charset=utf-8"),
    "sources.js": ("extractor.review", "static/sources.js", "text/javascript; charset=utf-8"),
    "files.js": ("extractor.review", "static/files.js", "text/javascript; charset=utf-8"),
    "audit.js": ("extractor.review", "static/audit.js", "text/javascript; charset=utf-8"),
    "icon.svg": ("extractor.review", "static/icon.svg", "image/svg+xml"),
}
"""Every file that is served, by name: what is not here is not on the disk either."""


def render(template: str, **values: object) -> str:
    """A page; what it prints of `values` is made visible and escaped, unless it is `Markup`."""
    return _environment().get_template(template).render(**values)


def stream(template: str, **values: object) -> Iterator[str]:
    """The same page in parts, as they are made."""
    made = _environment().get_template(template).stream(**values)
    made.enable_buffering(_PIECES)
    return made


def static_file(name: str) -> tuple[bytes, str] | None:
    """The bytes and the media type of a static file; none for another name."""
    if name not in _STATIC:
        return None
    package, path, media_type = _STATIC[name]
    return _bytes(package, path), media_type


@cache
def _bytes(package: str, path: str) -> bytes:
    return (files(package) / path).read_bytes()


def _address(name: str) -> str:
    """Where a static file is, with its content in the address, so that a cache never errs."""
    package, path, _ = _STATIC[name]
    return f"/static/{name}?{sha256(_bytes(package, path)).hexdigest()[:12]}"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=ChoiceLoader([PackageLoader("extractor.review"), FunctionLoader(_shared_template)]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finalize,
    )
    environment.globals |= {
        "static": _address,
        "STATUS": STATUS,
        "STATUS_SIGN": STATUS_SIGN,
        "STATUS_MEANING": STATUS_MEANING,
        "METHOD": METHOD,
        "RUN_STATE": RUN_STATE,
        "ACT": ACT,
        "QUIET_ACTS": QUIET_ACTS,
        "QUIET_DETAILS": QUIET_DETAILS,
        "KIND": KIND,
        "KIND_ONE": KIND_ONE,
        "KEYS": KEYS,
        "UNDERLINED": UNDERLINED,
        "QUERY_STATE": QUERY_STATE,
        "STORY_STATE": STORY_STATE,
        "STORY_ORDER": STORY_ORDER,
        "PRIORITY": PRIORITY,
        "DUE_WHEN": DUE_WHEN,
        "STANDING": STANDING,
        "STANDING_MEANING": STANDING_MEANING,
        "LARGEST_ATTACHMENT": LARGEST_ATTACHMENT,
        "LARGEST_RECORDING": LARGEST_RECORDING,
        "KINDS": ",".join(KINDS),
        "LANGUAGES": [(code, language_name(code)) for code in known_languages()],
        "NEED_COUNT": NEED_COUNT,
        "NEED_TITLE": NEED_TITLE,
    }
    environment.filters |= {
        "clock": clock,
        "when": _when,
        "due": _due,
        "badge_of": Badge,
        "word_pieces": lambda pair: word_pieces(*pair),
        "rewording_pieces": lambda pair: rewording_pieces(*pair),
        "source_line": source_line,
        "with_links": with_links,
        "sentence_id": lambda sentence: sha256(
            sentence.encode("utf-8", "surrogatepass")
        ).hexdigest()[:10],
        "number": lambda value: f"{value:,}",
        "counted": counted,
        "size": size_words,
        "time_code": time_code,
        "percent": percent,
        "share_words": share_words,
        "kappa_words": kappa_words,
        "sample_words": sample_words,
    }
    return environment


def _shared_template(name: str) -> str | None:
    return (files("extractor.outputs") / name).read_text("utf-8") if name == "parts.html" else None


def _when(at: datetime | None) -> Markup:
    """A moment, short for eyes and whole for machines."""
    if at is None:
        return Markup("")
    shown = at.astimezone().strftime("%d %b %H:%M").lstrip("0")
    return Markup('<time datetime="{}">{}</time>').format(at.isoformat(), shown)


def _due(due: Due | str) -> Markup:
    """The day and time by which a story has to be done, short for eyes and whole for machines."""
    given = due if isinstance(due, str) else due_words(due) or ""
    at = datetime.fromisoformat(given)
    year = "" if at.year == datetime.now().year else f" {at.year}"
    shown = f"{at:%a} {at.day} {at:%b}{year}" + (f", {at:%H:%M}" if "T" in given else "")
    return Markup('<time datetime="{}">{}</time>').format(given, shown)


def _finalize(value: object) -> object:
    """Whatever a template prints is made visible first, so that no hole is forgotten."""
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return visible(value)
