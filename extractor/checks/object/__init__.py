"""The values of a program's object against a source.

`leaves` walks an object and gives each value with its path; `values` hands it to the check for
its kind: a number, a text, a quote or a speaker, and to `days` what holds a date or a time of
day.
"""
