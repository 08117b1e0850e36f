"""Who says what: quotations, attributions, and the words that tie a speaker to them.

`words` lays out the tables of a language, `marks` pairs the quotation marks, `frames` makes the
tokens of each sentence, `clauses` finds cue verbs (`verbs`) with their speakers (`phrases`,
`phrases_ahead`, `subjects`), `references` the name that a pronoun stands for (`people`);
`quotations` (`kinds`) and `attribution` put them together.
"""
