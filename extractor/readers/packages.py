"""The parts of zip archives that hold XML, once the archive is known to be harmless."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import Any, Self
from zipfile import ZipFile

from extractor.errors import InputError
from extractor.readers.formats import Source
from extractor.readers.limits import check_archive


class Package:
    """An archive whose parts are read one by one; close it, or use it in a `with`."""

    def __init__(self, data: bytes, source: Source) -> None:
        """Check what it unpacks to; no part of it is read yet.

        Raises:
            InputError: it is no whole archive, is encrypted, or unpacks to too much.
        """
        self._data, self._source = data, source
        self.parts = frozenset(check_archive(data, source.name, source.limits, xml=()))
        """The names of its parts."""
        self._archive = ZipFile(BytesIO(data))

    def __enter__(self) -> Self:
        """The same."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self._archive.close()

    def bytes_of(self, part: str) -> bytes:
        """A part as it is. Raises `InputError` if there is none."""
        if part not in self.parts:
            raise InputError(
                f"{self._source.name} is damaged: it has no {part!r}; "
                "save it again in the program that made it"
            )
        return self._archive.read(part)

    def xml_of(self, *parts: str) -> list[Any]:
        """The root elements of parts, without comments; nothing outside of them is looked up.

        Raises:
            InputError: a part is missing, is no XML, or declares a document type.
        """
        from lxml.etree import XMLParser, fromstring

        check_archive(self._data, self._source.name, self._source.limits, xml=frozenset(parts))
        parser = XMLParser(
            resolve_entities=False,
            load_dtd=False,
            no_network=True,
            remove_comments=True,
            remove_pis=True,
        )
        return [fromstring(self.bytes_of(part), parser) for part in parts]


def local_name(element: Any) -> str:
    """An element's name without its namespace; empty for comments and instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def local_attribute(element: Any, name: str) -> str:
    """An attribute by its name without its namespace, empty where there is none."""
    return next(
        (str(value) for key, value in element.attrib.items() if key.rpartition("}")[2] == name), ""
    )


def named(elements: Iterable[Any], *names: str) -> list[Any]:
    """Those of the elements that have one of these local names."""
    return [element for element in elements if local_name(element) in names]
