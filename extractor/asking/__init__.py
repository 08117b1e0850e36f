"""The model's side of a story: what it is asked, and what becomes of its answers.

`passages` cuts a scanned story into pieces of a length that `sizing` takes from the model. A task
(`tasks`) is a prompt file, read by `prompting`, and the shape of an answer. For each passage
`answers` lists what was recognised in it and makes the shape for that list; `asker` puts it to a
client of `llm/` in a `conversation`, which asks again where an answer is of no use, and
`concurrent` has many of these at once. `locating` finds the words of what is proposed in the story,
`answered` has it checked, and `repair` gives the model what failed once more and keeps only what is
better. `pipeline` goes this way with a whole story; a codebook has questions of its own, and takes
the sizes, the prompts and the conversations from here.
"""
