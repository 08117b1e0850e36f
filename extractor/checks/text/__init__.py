"""Whole sentences of a draft against those of its sources.

`copied_sentences` finds sentences that are copied but for a word or two, and compares each
change place by place: a figure, a date, a name, a "not". What another check has reported already
is not reported again.
"""
