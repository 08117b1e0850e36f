"""One fact of a model's against its story, field by field.

`grounding` takes the quote, `statement` reads the statement as a draft whose source is the story
and hands it to the checks of the other folders, `when`, `where` and `speaker` take the fields of
these names. `passage` says where in the story a fact stands.
"""
