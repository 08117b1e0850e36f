"""Small number words that are often something else: "one", "half", "a third", "zero", "double"."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Literal

from extractor.languages import Language
from extractor.scanning.look import word_after, word_before
from extractor.scanning.numbers import Numeral
from extractor.scanning.tokens import Tokens

_TWO_QUARTERS = Decimal("0.5")
"""Nobody calls a half two quarters."""
_STRIPPED = "(\"'[“,"


class SmallWords:
    """Tells small number words from other uses of them in one language; made once."""

    def __init__(self, language: Language) -> None:
        """Lay the tables out."""
        self._kinds = kinds = language.kinds
        self._stop = language.stop
        self._endings = language.endings
        self._nouns = language.nouns
        self._joining = language.joining.words
        joints = language.numbers.joints
        self._of = joints.of
        self._articles = joints.article
        self._after = language.hedges.behind
        self._speech = kinds.figures_of_speech
        self._steps = kinds.steps
        self._zero_before = kinds.zero_before
        self._periods = kinds.period_after
        self._words = language.numbers
        self._not_one_after = kinds.not_one_after | {*self._words.ordinals} | {
            *self._words.ordinal_endings
        }  # fmt: skip
        self._share = [
            re.findall(r"\w+|.", joiner)
            for joiner in language.joining.joiners("share") if joiner[0] == " "
        ]  # fmt: skip
        self._plural_quarters = frozenset(
            word for part in language.numbers.parts.values() if part.by == 4 for word in part.plural
        )

    def is_one(self, tokens: Tokens, numeral: Numeral) -> bool:
        """Whether "one" is a number, and no pronoun or figure of speech."""
        words, kinds = tokens.words, self._kinds
        at, end = numeral.start, numeral.end
        last = word_before(words, at)
        after = words[end]
        if self._opens_range(words, at, end) or self._is_least(words, end):
            return True
        if last in kinds.only and word_before(words, at - 2) not in kinds.definite:
            following = word_after(words, end)
            return bool(following) and following not in self._stop  # "only one militant survived"
        if self._is_share_of(words, end):
            return True
        is_conjunction = last in kinds.that and word_before(words, at - 2) in kinds.that_after
        is_pronoun = last in self._not_one_after
        if (is_pronoun and not is_conjunction) or self._is_superlative(words, end):
            return False
        if after == " " and self._steps.ahead(words, end + 1) is not None:
            return False
        if at > 1 and self._speech.ahead(words, at - 2) is not None:
            return False
        if last in kinds.one_after:
            return True
        if last in kinds.harm and (
            not after or after in ".,;" or after[0] == "\n" or words[end + 1] in kinds.after_harm
        ):
            return True
        if after == "-":
            return words[end + 1] not in kinds.not_one_hyphened or self._is_share(words, end)
        if after == "'":
            return False
        if after != " ":
            return (
                last in kinds.before_last_one
                or at == 0
                or words[at - 1] in "(–"
                or (words[at - 1][0] == "\n")
            )
        word = words[end + 1]
        if not word[:1].isalpha():
            return word[:1].isdecimal() or word == "("
        if word in kinds.not_one_before:
            return False
        if word in self._of:
            return words[end + 3] in self._nouns.partitive_determiners or (
                self._endings.genitive_like.fits(words[end + 3])
            )
        return word not in kinds.not_one_links or (
            word in kinds.one_links or last in kinds.one_link_after
        )

    def _is_least(self, words: list[str], end: int) -> bool:
        """Whether "or more" follows."""
        found = self._after.ahead(words, end + 1) if words[end] == " " else None
        return found is not None and found[1] == "at_least"

    def _opens_range(self, words: list[str], at: int, end: int) -> bool:
        """Whether a greater number follows behind "to", "or", a dash, or "and" after "between"."""
        joint = words[end + 1] if words[end] == " " else words[end]
        place = end + 3 if words[end] == " " else end + 1
        if joint in self._words.joints.conjunction:
            if word_before(words, at) not in self._joining.between:
                return False
        elif joint not in self._joining.opens_range:
            return False
        other = words[place]
        value = self._words.cardinals.get(other, 0) if not other.isdecimal() else int(other[:9])
        return value > 1 and not (joint.isalpha() and words[place + 1] == "-")

    def _is_share(self, words: list[str], end: int) -> bool:
        """Whether "one-in-five" follows."""
        return (
            words[end + 1] in self._kinds.share_joints
            and words[end + 2] == "-"
            and (words[end + 3][:1].isdecimal() or words[end + 3] in self._words.cardinals)
        )

    def _is_share_of(self, words: list[str], end: int) -> bool:
        """Whether "in five", "out of ten" follows; "one in 2024" is one of a year."""
        for joiner in self._share:
            size = len(joiner)
            if words[end : end + size] == joiner:
                number = words[end + size]
                is_digits = number.isdecimal() and not (len(number) == 4 and number[0] in "12")
                return is_digits or self._words.cardinals.get(number, 0) > 1
        return False

    def _is_superlative(self, words: list[str], end: int) -> bool:
        """Whether "of the most …", "of my favourite", "of the useful things" follows."""
        if words[end] != " " or words[end + 1] not in self._of:
            return False
        place = end + 3
        if words[place] not in self._nouns.partitive_determiners and (
            not self._endings.genitive_like.fits(words[place])
        ):
            return False
        place += 2 if words[place + 1] == " " else 3
        for _ in range(3):
            word = words[place]
            if self._endings.superlative.fits(word) or word in self._kinds.superlatives:
                return True
            if word in self._kinds.of_kinds:
                return True
            if words[place + 1] != " ":
                return False
            place += 2
        return False

    def part(
        self, tokens: Tokens, numeral: Numeral, *, is_hedged: bool
    ) -> Literal["fraction", "ordinal", "none"]:
        """Whether a single part is a fraction, an ordinal ("a third suspect"), or neither."""
        words = tokens.words
        at, end = numeral.start, numeral.end
        first = words[at]
        name = words[end - 1]
        length = end - at
        has_article = first in self._words.joints.article and length == 3
        by = next((p.by for p in self._words.parts.values() if name in p.words), None)
        if by == 2 and (length == 1 or has_article):
            return self._half(words, at, end, is_hedged)
        if by == 4 and length == 1:
            return "none"
        if by == 4 and has_article:
            return self._quarter(words, at, end)
        if has_article and numeral.value and 1 / numeral.value < 100:
            return self._of_ordinal(words, at, end, is_hedged)
        return "fraction"

    def _half(
        self, words: list[str], at: int, end: int, is_hedged: bool
    ) -> Literal["fraction", "none"]:
        kinds = self._kinds
        last = word_before(words, at).strip(_STRIPPED)
        after = words[end]
        if after == "-":
            return "fraction" if words[end + 1] in kinds.half_hyphened else "none"
        if at and words[at - 1] == "-":
            return "none"
        if last in kinds.not_half_after:
            return "fraction" if last in kinds.half_of and words[end + 1] in self._of else "none"
        following = word_after(words, end)
        if following in kinds.of_half or following in kinds.half_before:
            return "fraction"
        is_alone = at == 0 or words[at - 1] in "(" or words[at - 1][:1] == "\n"
        if last in kinds.part_after or (is_alone and (after in ("", ".") or after[:1] == "\n")):
            return "fraction"
        return "fraction" if is_hedged else "none"

    def _quarter(self, words: list[str], at: int, end: int) -> Literal["fraction", "none"]:
        kinds = self._kinds
        if words[end] == "-":
            return "fraction" if words[end + 1] in kinds.half_hyphened else "none"
        following = word_after(words, end)
        if following in kinds.not_quarter_before:
            return "none"
        if following in kinds.quarter_before:
            return "fraction"
        return "none" if word_before(words, at) in kinds.not_quarter_after else "fraction"

    def _of_ordinal(
        self, words: list[str], at: int, end: int, is_hedged: bool
    ) -> Literal["fraction", "ordinal"]:
        kinds = self._kinds
        after = words[end]
        if after == "-":
            return "ordinal"
        following = word_after(words, end)
        if following and following not in self._stop and following not in kinds.part_comparatives:
            return "ordinal"
        if not following and (after in ("", ".", ",", ")", ";") or after[:1] == "\n"):
            return "fraction"
        if following in kinds.ordinal_before:
            if following in self._joining.opens_range and words[end + 3] in self._articles:
                return "fraction"  # "a third to a half"
            is_part = is_hedged or word_before(words, at) in kinds.part_after
            return "fraction" if is_part else "ordinal"
        return "fraction"

    def counts_quarters(self, tokens: Tokens, numeral: Numeral) -> bool:
        """Whether "three quarters" are stretches of time: "the last three quarters"."""
        words, end = tokens.words, numeral.end
        at = numeral.start
        if end - at != 3 or words[at + 1] != " " or words[end - 1] not in self._plural_quarters:
            return False
        before = word_before(words, at)
        if before in self._kinds.period_before or numeral.value == _TWO_QUARTERS:
            return True
        if words[end] == " " and self._periods.ahead(words, end + 1) is not None:
            return True
        return before in self._kinds.period_in and word_after(words, end) not in self._of

    def is_zero(self, tokens: Tokens, numeral: Numeral) -> bool:
        """Whether "zero" is a number and not "ground zero" or "zero tolerance"."""
        words, end = tokens.words, numeral.end
        ahead = self._zero_before.ahead(words, end + 1) if words[end] in (" ", "-") else None
        return word_before(words, numeral.start) not in self._kinds.zero_after and ahead is None

    def is_multiple(self, tokens: Tokens, numeral: Numeral) -> bool:
        """Whether a word multiplies ("doubled", "twice as many"); a double bed does not."""
        words, kinds = tokens.words, self._kinds
        at, end = numeral.start, numeral.end
        if words[end] == "-" or (at and words[at - 1] == "-"):
            return False
        if words[at] not in kinds.doubles:
            return True
        following = word_after(words, end)
        is_followed = (
            following in kinds.of_double
            or words[end] in ("", ".", ",", ";", ")")
            or (words[end][:1] == "\n")
        )
        return is_followed and word_before(words, at) not in kinds.not_double_after
