"""Where somebody stands with the law, in a draft and in its sources.

`statuses` reads accused, charged, convicted and the like with their bearer; `changed_status`
compares the two, and `crimes` compares the crime that the status is about.
"""
