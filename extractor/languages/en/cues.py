"""The forms of the cue verbs under short names, while modules still ask for them one by one."""

from __future__ import annotations

from extractor.languages import load

_SPEECH = load("en").speech

ALWAYS_SPEECH = _SPEECH.always_speech
AFTER_QUOTE_ONLY = _SPEECH.after_quote_only
NEEDS_OUT = _SPEECH.needs_out
NEEDS_CLAUSE = _SPEECH.needs_clause
CLAIM_FORMS = _SPEECH.claim_forms
PAST = _SPEECH.past_forms
BASE = _SPEECH.base_forms
ING = _SPEECH.ing_forms
THIRD = _SPEECH.third_forms
CUE_FORMS = _SPEECH.cue_forms
FINITE_CUE = "|".join(sorted(form for verb in _SPEECH.forms for form in (verb.past, verb.third)))
"""The past and third-person forms, for a pattern."""
