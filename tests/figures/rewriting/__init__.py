"""What a writer could equally have written.

`cases.py` reads the tables and knows where each figure and date stands; each other module holds
operators on one subject. An operator gets a case and yields sets of edits; each set makes one
variant. `variants.py` beside this folder collects the operators, makes the variants and says what
must stay equal. An operator's docstring is its rule; what is not surely neutral is not made.
"""
