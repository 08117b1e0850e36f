"""Figures: `scan_figures` gives every quantity of a text.

`reading` goes through the numerals; `signs` and `units` read what stands before and behind one,
`lettered` what touches it; `joining` makes one figure of neighbours; `kinds` says what a bare
number is; `phrases` adds the hedge and the noun counted.
"""
