"""Quoted words, and who is said to have said them.

`wording` looks for the words of each quotation in the sources, and for their speaker there.
`attributions` does the same for claims without quotation marks. `speakers` compares the speaker
that a fact names with the story's own; `open_quotations` finds speech that nobody is given.
"""
