"""The model's side of a story: what it is asked, and what becomes of its answers.

`passages` cuts a scanned story into pieces of a length that `sizing` takes from the model. A task
(`tasks`) is a prompt file, read by `prompting`, and the shape of an answer. For each passage
`answers` lists what was recognised in it and makes the shape for that list; `asker` puts it to a
client of `llm/`, and asks again where an answer is of no use. `locating` finds the words of what is
proposed in the story, and `answered` has it checked. `concurrent` does so for many passages at
once; `repair` gives the model what failed once more and keeps only what is better. `pipeline` goes
this way with a whole story; a codebook has a way of its own, and takes passages, sizes and prompts
from here.
"""
