"""Dates and durations: against the sources, and against each other in one text.

`values` compares each date of a draft with the dates of the sources (`evidence.date_table`),
with `relative_dates` for days that are told from the day of writing. `weekdays` and `durations`
need one text only: they do the calendar's own arithmetic.
"""
