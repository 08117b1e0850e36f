"""The words of the trade that the desk uses, in one place."""

from __future__ import annotations

from typing import Literal

from extractor.batch.audit_numbers import Judged

Status = Literal[
    "to_check",
    "confirmed",
    "could_not_verify",
    "wrong",
    "on_author",
    "legal",
    "stet",
    "not_needed",
]
"""What an editor decided of one fact."""

Method = Literal["document", "call", "email", "transcript", "database"]
"""How a fact was checked."""

STATUS: dict[Status, str] = {
    "to_check": "to check",
    "confirmed": "confirmed",
    "could_not_verify": "could not verify",
    "wrong": "wrong",
    "on_author": "on author",
    "legal": "legal",
    "stet": "stet",
    "not_needed": "not needed",
}

STATUS_MEANING: dict[Status, str] = {
    "to_check": "nobody has decided yet",
    "confirmed": "checked against a source and right",
    "could_not_verify": "looked for and not found: cut it, change it, or find a source",
    "wrong": "the draft has to change",
    "on_author": "rests on the author’s word",
    "legal": "waits for the lawyer",
    "stet": "let it stand as it is, knowingly",
    "not_needed": "nothing here to check",
}

STATUS_SIGN: dict[Status, str] = {
    "to_check": "·",
    "confirmed": "✓",
    "could_not_verify": "?",
    "wrong": "✗",
    "on_author": "A",
    "legal": "§",
    "stet": "=",
    "not_needed": "–",
}

SETTLED: frozenset[Status] = frozenset({"confirmed", "on_author", "stet", "not_needed"})
"""What does not stand in the way of signing. The others are open: somebody still has to act."""

OPEN: frozenset[Status] = frozenset({"could_not_verify", "wrong", "legal"})
"""What an editor has decided, and what stands in the way of signing for that."""

ACT: dict[str, str] = {
    "opened": "opened the story",
    "new draft": "brought in a new version",
    "source added": "attached a source",
    "source removed": "took a source away",
    "began": "began",
    "done": "ended",
    "failed": "broke off",
    "stop": "stopped the model",
    "stopped": "was stopped",
    "checked": "checked the story",
    "model facts": "wrote down what the model said",
    "kept": "kept a sign-off from before",
    "decided": "decided",
    "undone": "took a decision back",
    "claimed": "claimed",
    "released": "gave back",
    "underlined": "underlined",
    "not underlined any more": "took an underlining back",
    "file attached": "attached a file to a sign-off",
    "file removed": "took an attached file away",
    "file kept": "kept an attached file from before",
    "standing set": "said whether a source is primary",
    "recording added": "put a recording beside a transcript",
    "recording removed": "took a recording away",
    "signed": "signed the story",
    "unsigned": "took the signature back",
}
"""A line of the history in words; an act that is not here is shown by its own name."""

QUIET_ACTS = frozenset({"progress"})
"""Lines that tell open pages of every step, and a reader of the history nothing."""

QUIET_DETAILS = frozenset({"version", "run", "line", "items"})
"""What lines have for programs."""

RUN_STATE: dict[str, str] = {
    "running": "at work",
    "done": "done",
    "failed": "failed",
    "stopped": "stopped",
}
"""How it stands with a run of the checks, or of the model."""

METHOD: dict[Method, str] = {
    "document": "document",
    "call": "call",
    "email": "e-mail",
    "transcript": "transcript, with time code",
    "database": "database",
}

KIND: dict[str, str] = {
    "legal": "Legal",
    "quotation": "Quotations",
    "figure": "Figures",
    "date": "Dates",
    "superlative": "Superlatives",
    "claim": "Claims and sentences",
    "name": "Names",
}
"""The checklists, in the order in which they stand."""

KIND_ONE: dict[str, str] = {
    "legal": "legal",
    "quotation": "quotation",
    "figure": "figure",
    "date": "date",
    "superlative": "superlative",
    "claim": "claim",
    "name": "name",
}

UnderlinedKind = Literal["claim", "name", "figure", "date", "quotation", "legal"]
"""What an editor can underline words as."""

UNDERLINED: dict[UnderlinedKind, str] = {
    kind: KIND_ONE[kind] for kind in ("claim", "name", "figure", "date", "quotation", "legal")
}

QUERY_STATE: dict[str, str] = {
    "open": "query open",
    "answered": "query answered",
    "closed": "query closed",
}

StoryState = Literal["open", "to_sign", "signed", "archived"]
"""How far a story is."""

STORY_STATE: dict[StoryState, str] = {
    "open": "open",
    "to_sign": "to sign",
    "signed": "signed",
    "archived": "archived",
}

Priority = Literal["high", "normal", "low"]
"""How much a story presses; the most pressing first."""

PRIORITY: dict[str, str] = {"high": "high", "normal": "normal", "low": "low"}

DueWhen = Literal["late", "today", "week", "none"]
"""When a story has to be done."""

DUE_WHEN: dict[DueWhen, str] = {
    "late": "late",
    "today": "today",
    "week": "within seven days",
    "none": "no day set",
}

Standing = Literal["primary", "secondary", "unknown"]
"""How near a source is to what it tells of: it was there, or has it from others."""

STANDING: dict[Standing, str] = {
    "unknown": "not said",
    "primary": "primary",
    "secondary": "secondary",
}
"""As a form has it."""

STANDING_MEANING: dict[Standing, str] = {
    "unknown": "nobody has said yet",
    "primary": "was there, or made the record: a witness, a document, a dataset",
    "secondary": "has it from others: a report, a summary, a clipping",
}

StoryOrder = Literal["newest", "due", "priority", "assigned", "title"]
"""What the list of stories is ordered by."""

STORY_ORDER: dict[StoryOrder, str] = {
    "newest": "newest first",
    "due": "when due",
    "priority": "priority",
    "assigned": "assigned to",
    "title": "title",
}

KEYS: tuple[tuple[str, str], ...] = (
    ("j, ↓", "next fact"),
    ("k, ↑", "fact before"),
    ("a", "accept: confirmed, with the source shown"),
    ("A", "accept the rest of this sentence, but for what a check found wrong or somebody decided"),
    ("r", "reject: wrong, the draft has to change"),
    ("R", "reject it, and accept the rest of this sentence"),
    ("p", "skip: nothing here to check"),
    ("P", "skip the rest of this sentence"),
    ("t", "stet: let it stand as it is"),
    ("v", "could not verify"),
    ("w", "on author: it rests on the writer’s word"),
    ("l", "legal: it waits for the lawyer"),
    ("z", "undo what you decided last"),
    ("m", "underline: the selected words become a fact"),
    ("q", "query: ask the writer about it"),
    ("Q", "query about the whole story; all queries"),
    ("f", "fix: suggest other words for it, or for its sentence"),
    ("Ctrl+Enter", "send the query, answer or wording that you are typing"),
    ("e", "edit the sign-off: status, method, sources"),
    ("n", "write a note"),
    ("b", "bring a file as evidence: attach it to the sign-off"),
    ("c", "claim it, or give it back"),
    ("2", "sign it second, under another person’s decision, or take that back"),
    ("u", "back to “to check”"),
    ("o", "only what is open, or all"),
    ("h", "only what rests on secondary sources alone, or all"),
    ("s", "go to the place in the source"),
    ("g", "go to the place in the story"),
    ("d", "dig: search in the sources; ↓ ↑ and Enter go to what is found"),
    ("y", "play the recording from this place, or pause it"),
    ("S", "sign the story, once nothing is open"),
    ("x", "files to take away: worksheet, Word, annotations"),
    ("i", "bring in a new version, sources, a worksheet"),
    ("/", "search"),
    ("?", "these keys"),
    ("Esc", "close, or leave a field"),
)

STORY_KEYS: tuple[tuple[str, str], ...] = (
    ("j, ↓", "next story"),
    ("k, ↑", "story before"),
    ("Enter", "open it"),
    ("e", "its settings: title, whose it is, when it is due, archive, delete"),
    ("f", "filter and order the list"),
    ("/", "words of a title"),
    ("l", "what waits for the lawyer"),
    ("i", "put a story on the desk"),
    ("?", "these keys"),
    ("Esc", "close, or leave a field"),
)
"""Of the desk's first page."""

LEGAL_KEYS: tuple[tuple[str, str], ...] = (
    ("j, ↓", "next fact"),
    ("k, ↑", "fact before"),
    ("a", "cleared: confirmed"),
    ("r", "wrong, the draft has to change"),
    ("t", "stet: let it stand as it is"),
    ("n", "write a note; it is saved with your next decision"),
    ("z", "undo what you decided last"),
    ("Enter", "the fact on the desk of its story"),
    ("?", "these keys"),
    ("Esc", "close, or leave the note"),
)
"""Of the legal queue."""

CLEARED: dict[Status, tuple[str, str]] = {
    "confirmed": ("Confirmed", "a"),
    "wrong": ("Wrong", "r"),
    "stet": ("Stet", "t"),
}
"""What a lawyer decides of a fact: as a button has it, and its key."""

JUDGE_BUTTONS: tuple[tuple[Judged, str, str], ...] = (
    ("right", "Right", "r"),
    ("wrong", "Wrong", "w"),
    ("cannot tell", "Cannot tell", "c"),
)
"""What a judge of an audit says of an item: the word, as a button has it, and its key."""

AUDIT_KEYS: tuple[tuple[str, str], ...] = (
    ("r", "right: the story bears out all of it"),
    ("w", "wrong: something in it is not what the story says"),
    ("c", "cannot tell"),
    ("n", "write a note; it is saved with your next decision"),
    ("j, →", "next item"),
    ("k, ←", "item before"),
    ("u", "next item that is not judged"),
    ("v", "what the checks say: open it, or fold it away"),
    ("s", "the evidence in the story; arrows scroll there"),
    ("?", "these keys"),
    ("Esc", "close, or leave the note"),
)
