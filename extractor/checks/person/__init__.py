"""What a text says of a person: age, year of birth and office.

`ages`, `births` and `offices` read what stands beside each name. Ages and titles are compared
inside one text, and those of a draft with those of its sources; `title_owners` asks whose office
it is.
"""
