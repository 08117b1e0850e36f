"""What a report can be turned into: the one way from schemas up to the outputs."""

from __future__ import annotations

from extractor.schemas.record import Record


class Shown(Record):
    """A record with a page, a table and JSON of its own; a notebook shows the page."""

    def to_html(self) -> str:
        """The report as one HTML page that loads nothing."""
        # The outputs know reports, and not the other way round; the methods stand here so that
        # there is one Report, not two.
        from extractor.outputs.showing import page_of

        return page_of(self)

    def to_json(self, *, with_timing: bool = False) -> str:
        """The report as indented JSON with a line end; `model_validate_json` reads it back.

        Clock times, which differ between two equal runs, are left out unless asked for.
        """
        from extractor.outputs.showing import json_of

        return json_of(self, with_timing=with_timing)

    def to_rows(self) -> list[dict[str, str]]:
        """The report as a table, a dictionary for each row, as `pandas.DataFrame` takes them.

        The columns are those of the CSV file of a report, and of the worksheet of a draft.
        """
        from extractor.outputs.showing import rows_of

        return rows_of(self)

    def _repr_html_(self) -> str:
        from extractor.outputs.showing import frame_of

        return frame_of(self)
