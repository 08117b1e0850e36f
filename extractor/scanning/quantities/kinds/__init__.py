"""What a number is, decided last: a name, a year, an age, a score, a part, or just a count.

Each module answers one question about a number whose unit, scale and sign are known.
"""
