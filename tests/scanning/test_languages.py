"""A language is a folder of tables, checked when it is loaded."""

from __future__ import annotations

import pytest

from extractor.comparing.conversion import is_known_unit
from extractor.errors import OptionError
from extractor.languages import known_languages, load
from extractor.languages.units import unit_names


def test_a_language_that_has_no_folder_is_refused_by_name() -> None:
    """The error names the language and what there is."""
    with pytest.raises(OptionError, match="'xx'"):
        load("xx")


@pytest.mark.parametrize("code", known_languages())
def test_every_unit_can_be_converted(code: str) -> None:
    """Each unit, with every prefix and multiple, is known to pint or has its own conversion."""
    names = {unit.name for _, unit in unit_names(load(code).units, code)}
    assert [name for name in sorted(names) if not is_known_unit(name)] == []
