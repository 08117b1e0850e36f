"""What follows from the size of a model: how much it reads at once, and how much it is asked."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.options import Options

SMALL_PASSAGE_CHARS = 600
LARGE_PASSAGE_CHARS = 6_000
"""A small model forgets what it was asked when it reads more; a large one wants the context."""

SMALL_FREE_FACTS = 1
LARGE_FREE_FACTS = 5


@dataclass(frozen=True, slots=True)
class Sizing:
    """How a story is put to a model: as the options say, else as suits the model's size."""

    is_small: bool
    """A local model, which takes one passage at a time."""
    options: Options

    @property
    def passage_chars(self) -> int:
        """Longest passage in characters."""
        usual = SMALL_PASSAGE_CHARS if self.is_small else LARGE_PASSAGE_CHARS
        return self.options.passage_chars or usual

    @property
    def free_facts(self) -> int:
        """Most facts without a figure to ask for in a passage."""
        if self.options.free_facts is not None:
            return self.options.free_facts
        return SMALL_FREE_FACTS if self.is_small else LARGE_FREE_FACTS

    @property
    def concurrency(self) -> int:
        """How many passages are asked at once."""
        return 1 if self.is_small else self.options.concurrency
