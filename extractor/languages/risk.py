"""What a story can be sued for, by its words."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from extractor.languages.lexicon import Block


class RiskTables(BaseModel):
    """`risk.toml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    accusations: Block
