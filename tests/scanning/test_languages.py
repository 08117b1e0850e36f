"""A language is a folder of tables, checked when it is loaded."""

from __future__ import annotations

import pytest

from extractor.comparing.conversion import is_known_unit
from extractor.errors import OptionError
from extractor.languages import load
from extractor.languages.units import unit_names


def test_a_language_that_has_no_folder_is_refused_by_name() -> None:
    """The error names the language and what there is."""
    with pytest.raises(OptionError, match="'xx'"):
        load("xx")


def test_every_unit_can_be_converted() -> None:
    """Each unit, with every prefix and multiple, is known to pint or has its own conversion."""
    names = {unit.name for _, unit in unit_names(load("en").units, "en")}
    assert [name for name in sorted(names) if not is_known_unit(name)] == []
