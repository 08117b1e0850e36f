"""Exit codes, the same for every command."""

DONE = 0
OUR_ERROR = 1
WRONG_USAGE = 2
SOME_FAILED = 3
"""Some documents, or some passages of one, could not be read."""
PROBLEMS_FOUND = 4
"""Only under --strict."""
INTERRUPTED = 130
