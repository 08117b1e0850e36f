"""Who says what: quotations, attributions, and the words that tie a speaker to them.

`marks` pairs the quotation marks, `frames` makes the tokens of each sentence, `clauses` finds cue
verbs with their speakers (`cues`, `phrases`, `phrases_ahead`, `subjects`), `references` the name
that a pronoun stands for; `quotations` and `attribution` put them together.
"""
