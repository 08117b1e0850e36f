"""Numbers that are right and may still mislead: remarks for an editor, never problems.

`remarks` reads one text; `small_bases` asks the sources how few cases a percentage was made
from.
"""
