"""Roman numerals, as far as anything is numbered with them."""

from __future__ import annotations

ROMANS = {
    (tens + ones).lower(): 10 * ten + one
    for ten, tens in enumerate(("", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX"))
    for one, ones in enumerate(("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"))
    if ten or one
}
"""Their values, in small letters."""
