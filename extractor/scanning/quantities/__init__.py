"""Figures: `scan_figures` gives every quantity of a text.

`reading` goes through the numerals and gives digits to `in_digits`; `measuring` says what one
measures, with `signs` before it, `units` behind it, and `lettered` and `glued` for what touches it;
`joining` makes one figure of neighbours, with `ranges`; `kinds` says what a bare number is;
`phrases` adds the hedge and the noun counted.
"""
