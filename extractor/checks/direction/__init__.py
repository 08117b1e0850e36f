"""Which way a sentence points: up or down, done or not done, sure or only possible.

`clauses` reads the verbs of a sentence with who does what, aligned with the sentences of the
sources. `opposite_words`, `negation` and `certainty` compare them; `movements` compares moves of
a number by the way that `headings` reads for it.
"""
