"""What stands in a text, found without a model: figures, dates, speech, names, layout.

The way of the data, room by room:

- `folding` writes the text one way and keeps the way back to its own offsets;
- `tokens` makes one stream of it, which everything else reads;
- `numbers` reads a numeral, in digits, words or both, at one place of the stream;
- `quantities` adds currency, unit, hedge and noun, joins neighbours, and says last what a
  number is: a count, a year, an age, a name;
- `dates` does the same for days and times.
"""
