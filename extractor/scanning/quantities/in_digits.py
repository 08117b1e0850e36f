"""Numbers in digits: what touches them and what stands beside them says what they are."""

from __future__ import annotations

from extractor.languages import Language
from extractor.scanning.numbers import Numeral
from extractor.scanning.quantities.draft import Draft
from extractor.scanning.quantities.glued import spaced_end, unread_end
from extractor.scanning.quantities.kinds.names import NameFinder
from extractor.scanning.quantities.lettered import LetteredNumbers
from extractor.scanning.quantities.measuring import Measures
from extractor.scanning.quantities.units import UnitReader
from extractor.scanning.tokens import Tokens


class DigitReader:
    """Reads numbers in digits, in one language; made once."""

    def __init__(
        self,
        language: Language,
        measures: Measures,
        units: UnitReader,
        names: NameFinder,
        lettered: LetteredNumbers,
    ) -> None:
        """Read with the readers of the parts."""
        self._language = language
        self._measures = measures
        self._units = units
        self._names = names
        self._lettered = lettered
        self._stopped_ordinals = language.numbers.stopped_ordinals
        self._joining_for = frozenset(word.strip(" -") for word in language.joining.joiners("for"))

    def read(
        self, tokens: Tokens, numeral: Numeral, before: Draft | None, floor: int
    ) -> Draft | None:
        """The figure of a number in digits; none where it is no figure at all."""
        words, at, end = tokens.words, numeral.start, numeral.end
        names = self._names
        word, after = words[at], words[end]
        if (after == ":" or len(word) == 1) and names.is_verse(tokens, numeral):
            return names.draft(tokens, numeral, at)
        if len(word) == 3 and names.is_emergency_call(tokens, numeral):
            return names.draft(tokens, numeral, at)
        if end - at == 3 and "".join(words[at:end]) in self._language.kinds.idioms:
            draft = names.draft(tokens, numeral, at)
            draft.value = None
            return draft
        draft = Draft(numeral, "fraction" if numeral.kind == "fraction" else "cardinal")
        currency = self._measures.currency(tokens, draft, floor)
        if after == ":" and not currency and self._lettered.timed(tokens, draft):
            return draft
        cluster = unread_end(tokens, numeral, is_sum=currency)
        if cluster is not None:
            return draft.leave_unread(cluster)
        if currency:
            self._lettered.money(tokens, draft)
            is_booked = words[at - 1] == "(" and draft.start < at - 1 and words[draft.end] == ")"
            draft.end += is_booked
            return draft
        named = self._named_by_left(tokens, numeral, before, floor)
        if named is not None:
            return named
        spaced = spaced_end(words, numeral)
        if spaced is not None:
            unit = self._units.after(tokens, spaced, draft)
            if unit is None or unit.kind != "money":
                return draft.leave_unread(spaced)
            self._measures.group(tokens, draft)  # "12 500 €"
        may_go_on = (
            after
            and after in " -.)"
            and len(word) < 6
            and ("0" <= words[end + 1] < ":" or after == ")")
        )
        phone = names.phone_end(tokens, at) if may_go_on else None
        if phone is not None:
            draft = names.draft(tokens, numeral, floor)
            draft.value, draft.end, draft.phrase_end = None, phone, phone
            if at and words[at - 1] in ("+", "("):
                draft.start = draft.phrase_start = at - 1
            return draft
        if self._is_chain(tokens, at, end):
            draft = names.draft(tokens, numeral, at)
            if words[end + 1].isalpha():
                draft.end = draft.phrase_end = end + 2  # "7-Eleven"
            return draft
        return self._right_of(tokens, draft, floor)

    def _right_of(self, tokens: Tokens, draft: Draft, floor: int) -> Draft | None:
        """What stands right of the digits decides: letters, primes, crosses, or a unit."""
        words, end = tokens.words, draft.number_end
        after = words[end]
        lettered = self._lettered
        product = lettered.crossed(tokens, draft)
        if product is not None:
            return product
        if after[:1].isalpha() or after in ("°", "µ"):
            return lettered.attached(tokens, draft, floor)
        if after == "." and words[end + 1] in self._stopped_ordinals:
            return lettered.stopped_ordinal(tokens, draft)
        if after == "×" and not words[end + 1][:1].isalnum():
            draft.measure("multiple", None, end + 1)
            return draft
        if after in ("'", '"', "”") or (after == " " and words[end + 1] == '"'):
            primed = lettered.primed(tokens, draft)
            if primed is not None:
                return primed
            if after == "'" and "0" <= words[end + 1] < ":":
                return draft.leave_unread(end + 3 if words[end + 2] == '"' else end + 2)
        if words[draft.start][0] == "7" and self._names.is_aircraft(tokens, draft.numeral):
            return self._names.draft(tokens, draft.numeral, draft.start)
        if after == " " and self._names.is_address(tokens, end):
            return self._names.draft(tokens, draft.numeral, draft.start)
        return self._measures.measured(tokens, draft, floor)

    def _named_by_left(
        self, tokens: Tokens, numeral: Numeral, before: Draft | None, floor: int
    ) -> Draft | None:
        """The draft of a number that what stands left of it makes a name."""
        words, at = tokens.words, numeral.start
        names = self._names
        left = words[at - 1] if at else ""
        follows = before is not None and before.end == at - 1
        if (
            left
            and (left[-1].isalpha() or left in "_#@§№")
            and not (left in ("x", "×") and before is not None and before.number_end >= at - 1)
        ):
            return names.draft(tokens, numeral, floor)
        if (
            left in ("-", "–", ":")
            and follows
            and before is not None
            and (before.kind == "identifier")
        ):
            return names.draft(tokens, numeral, at)  # "pages 12–14"
        if (
            left == "-"
            and at > 1
            and words[at - 2][-1:].isalpha()
            and not follows
            and (
                words[at - 2] not in self._language.kinds.open_prefixes
                and words[at - 2] not in self._language.hedges.fillers
                and words[at - 2] not in self._language.numbers.joints.minus
            )
        ):
            if words[at - 2] in self._joining_for and before is not None and before.end == at - 3:
                return None
            found = self._units.after(tokens, numeral.end, Draft(numeral))
            if found is None or (found.kind == "measure" and words[numeral.end][:1].isalpha()):
                return names.draft(tokens, numeral, floor)
        if left == "/" and at > 1 and words[at - 2][-1:].isalnum() and not follows:
            return names.draft(tokens, numeral, at)
        if names.has_name_before(tokens, numeral) and not self._is_measured(tokens, numeral):
            return names.draft(tokens, numeral, at)
        return None

    def _is_measured(self, tokens: Tokens, numeral: Numeral) -> bool:
        """Whether a magnitude or a unit says that a number is an amount, whatever stands before."""
        if numeral.scale > 1:
            return True
        words, end = tokens.words, numeral.end
        if words[end][:1].isalpha():
            return False
        found = self._units.after(tokens, end, Draft(numeral))
        return found is not None and found.kind in ("percent", "money", "percentage_points")

    def _is_chain(self, tokens: Tokens, at: int, end: int) -> bool:
        """Whether digits and hyphens go on behind a number: "12-34-56", "1-800-Bakers",
        "7-Eleven", "555-0173"."""
        words = tokens.words
        if words[end] != "-":
            return False
        if words[end + 1].isalpha():
            is_capital = tokens.written(end + 1)[0].isupper() and not (
                tokens.written(end + 1).isupper()
            )
            return is_capital and self._units.name_at(tokens, end + 1) is None
        if not words[end + 1].isdecimal():
            return False
        if words[end + 2] == "-" and words[end + 3][:1].isalpha():
            return tokens.written(end + 3)[0].isupper()
        if len(words[end + 1]) == 4 and words[end + 1][0] == "0" and len(words[at]) == 3:
            return True
        if words[end + 2] == "-" and words[end + 3].isdecimal() and words[end + 4] != "%":
            return True
        return words[end + 2] == "/" and words[end + 3].isdecimal() and len(words[end + 3]) == 4
