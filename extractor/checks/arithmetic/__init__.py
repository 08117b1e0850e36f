"""Sums that a text states itself, done again.

`sentence_sums` hands the figures of each sentence to `changes`, `margins`, `parts`, `sums` and
`rates`, each of which knows the words for one relation. `intervals` says what rounding leaves
open, so that only a result outside it is reported. `headline` compares the headline with the
body.
"""
