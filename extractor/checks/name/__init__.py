"""Names of a draft against the names of its sources.

`unknown_names` says which names no source has, with `spelling` for those that are a letter off
and `sentence_openers` for words that may be no name at all. For names that the source has,
`misplaced_names` asks whether it says this of somebody else, by `exchanged_names` and
`places_with_figures`. `inconsistent_spellings` and `opening_pronoun` read one text by itself.
"""
