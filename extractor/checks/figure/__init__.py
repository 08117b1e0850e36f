"""Numbers of a draft against the numbers of its sources.

`values` takes each figure as a claim, asks `evidence.support` for the place in the sources that
bears on it, and tries in turn what else may give the number: other words for it
(`other_phrasings`), a sum or difference (`derived_numbers`), another currency, another period.
`verdicts` puts the outcome into words. `single_items` and `reversed_results` read numbers that
are said without digits or in pairs.
"""
