"""The forms of the cue verbs under short names, while two modules still ask for them here."""

from __future__ import annotations

from extractor.languages import load

_SPEECH = load("en").speech

CUE_FORMS = _SPEECH.cue_forms
FINITE_CUE = "|".join(sorted(form for verb in _SPEECH.forms for form in (verb.past, verb.third)))
"""The past and third-person forms, for a pattern."""
