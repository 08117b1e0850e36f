"""The base of every shape that a model must answer in."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from pydantic import BaseModel, ConfigDict


class AnswerShape(BaseModel):
    """Frozen; unknown fields are refused; its JSON Schema is made once."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @classmethod
    def model_json_schema(cls, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Made once for each shape: it takes longer than sending it does."""
        if args or kwargs:
            return super().model_json_schema(*args, **kwargs)
        return _schema_of(cls)

    @classmethod
    def make_schema(cls) -> dict[str, Any]:
        """The schema, made anew."""
        return super().model_json_schema()


@lru_cache(maxsize=256)  # shapes whose words are chosen come once each and must not pile up
def _schema_of(answer: type[AnswerShape]) -> dict[str, Any]:
    return answer.make_schema()
