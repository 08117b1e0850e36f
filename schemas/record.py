"""The base of every pydantic model that leaves or enters the library."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, model_validator


class Record(BaseModel):
    """Frozen; unknown fields are refused; field docstrings are the descriptions."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    @model_validator(mode="before")
    @classmethod
    def _leave_out_computed_fields(cls, data: Any) -> Any:
        """What is computed is written to JSON; reading that JSON back computes it again."""
        if isinstance(data, dict):
            computed = cls.model_computed_fields
            return {key: value for key, value in data.items() if key not in computed}
        return data
