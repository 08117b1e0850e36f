"""What follows from the size of a model: how much it reads at once, and how much it is asked."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.asking.passages import Portion
from extractor.options import Options

SMALL_PASSAGE_CHARS = 600
LARGE_PASSAGE_CHARS = 6_000
"""A small model forgets what it was asked when it reads more; a large one wants the context."""

SMALL_FREE_FACTS = 1
LARGE_FREE_FACTS = 5

SMALL_REPAIRS = 0
LARGE_REPAIRS = 3


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
        """Most sentences without a figure or a quotation to ask about in a passage."""
        if self.options.free_facts is not None:
            return self.options.free_facts
        return SMALL_FREE_FACTS if self.is_small else LARGE_FREE_FACTS

    @property
    def max_repairs(self) -> int:
        """Most calls for a story about facts that failed a check and figures left out."""
        if self.options.max_repairs is not None:
            return self.options.max_repairs
        return SMALL_REPAIRS if self.is_small else LARGE_REPAIRS

    @property
    def portion(self) -> Portion:
        """What a story is cut into."""
        return Portion(self.passage_chars, self.free_facts, whole_sentences=self.is_small)

    @property
    def concurrency(self) -> int:
        """How many passages are asked at once."""
        return 1 if self.is_small else self.options.concurrency
