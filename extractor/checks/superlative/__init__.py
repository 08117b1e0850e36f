"""Claims such as "record", "first" or "only".

`superlative_claims` reads each into its parts: the most of what, of which rank, since when.
`superlatives` looks for the same claim in the sources and lists both.
"""
