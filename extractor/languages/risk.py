"""What a story can be sued for, by its words."""

from __future__ import annotations

from extractor.languages.table import Table, Words


class RiskTables(Table):
    """`risk.toml`."""

    accusations: Words
