"""A second opinion on a draft: a model reads its sentences, and our own code holds the model.

The checks have had their say first, without a model. `questions` chooses the sentences of the draft
that a model is asked about, each with the sentences of the sources that bear on it; how a model is
asked is a row in `forms`. `asker` puts a question in that form, and `wording` finds the words that
the model quotes: an answer whose words are in no source counts for nothing. What is left is a
`Reading`. `powers` says what readings of which model may do, and `effects` does it: they confirm or
lower a finding of context and make findings of their own, which ask for an eye and are never more.
`reading` goes this way with a whole draft, and `coverage` counts what was decided by whom.
"""
