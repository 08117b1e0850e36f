"""`FILE.py:Class` and `package.module:Class` into a codebook; the file's code is run."""

from __future__ import annotations

import hashlib
import re
import sys
from functools import lru_cache
from importlib import import_module
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

from extractor.codebooks.shape import read_codebook
from extractor.errors import OptionError

_CLASS = re.compile(r"(list\[)?([^\W\d]\w*)(?(1)\])")


def find_codebook(reference: str) -> str:
    """The same reference with the file's whole path, for use in another folder or process.

    Raises:
        OptionError: there is no such file, module or class, or it is no codebook.
    """
    place, colon, name = reference.rpartition(":")
    if not colon or not place or not _CLASS.fullmatch(name):
        raise OptionError(
            f"--codebook {reference!r} does not name a class: write FILE.py:Class, module:Class "
            "or, for a record per event, FILE.py:list[Class]"
        )
    if place.endswith(".py"):
        place = str(Path(place).resolve())
    whole = f"{place}:{name}"
    read_codebook(load_schema(whole))
    return whole


@lru_cache(maxsize=16)
def load_schema(reference: str) -> Any:
    """The class, or `list[...]` of it, that a reference of `find_codebook` names.

    Raises:
        OptionError: it cannot be loaded.
    """
    place, _, name = reference.rpartition(":")
    found = _CLASS.fullmatch(name)
    assert found is not None
    module = _module(place)
    schema = getattr(module, found[2], None)
    if not isinstance(schema, type):
        raise OptionError(f"{place} has no class {found[2]!r}: check --codebook")
    return list[schema] if found[1] else schema  # type: ignore[valid-type]  # a class, as checked


def _module(place: str) -> ModuleType:
    try:
        if not place.endswith(".py"):
            return import_module(place)
        # Registered by a name of its own: pydantic looks annotations up there.
        name = f"extractor_codebook_{hashlib.sha256(place.encode()).hexdigest()[:12]}"
        spec = spec_from_file_location(name, place)
        if spec is None or spec.loader is None or not Path(place).is_file():
            raise OptionError(f"there is no file {place!r}: check --codebook")
        module = sys.modules[name] = module_from_spec(spec)
        spec.loader.exec_module(module)
        return module
    except OptionError:
        raise
    except (Exception, SystemExit) as error:  # whatever somebody's own file may raise
        said = " ".join(str(error).split())
        raise OptionError(f"{place} cannot be loaded: {type(error).__name__}: {said}") from None
