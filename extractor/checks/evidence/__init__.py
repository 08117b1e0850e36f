"""The places in a source that bear on what a draft says, found and ranked.

A text is scanned once and becomes a `TextIndex`: its sentences, figures, dates and names, and
tables to look them up by. What a draft says becomes a `Claim`: the figure, its noun, and the
telling words beside it. `candidates` takes the source's figures that may be meant, by size, noun
and sentence; `nearness` and `alignment` say how much of the claim's surroundings each has around
it; `support` picks the likeliest one, and `rivals` and `context_rivals` say whether the source
gives the same thing another number. Nothing here makes a finding, and nothing here knows what a
check is.

Sentences are ranked in one way, by `ranking`: the share of the claim's telling words that a
sentence has, rare words weighing more, words of the sentence before less. Who wants the best
sentences asks it, `align` among others, and `context_of` for the sentence of a place. Places
inside a sentence are told apart by `nearness`, where words count by how close they stand.
`support` adds to the rank of a figure's sentence what the figure itself says, its noun, its hedge
and its size; it has no rank of its own.
"""
