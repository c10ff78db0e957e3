"""The keys that every rule file has, and what is said about a wrong one."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, Literal, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import ErrorDetails

from crossfoot.rulebook_yaml import YamlFile
from crossfoot.suggestion import did_you_mean

SeverityWord = Literal["error", "warning", "note", "off"]
Model = TypeVar("Model", bound=BaseModel)


class _Keys(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Mark(_Keys):
    """The `nth` place (from 1) where `quote` stands in an example."""

    quote: str = Field(min_length=1)
    nth: int = Field(default=1, ge=1)


class Example(_Keys):
    """A text that must give exactly its marks (`bad`) or nothing (`good`).

    A mark that is repeated word for word stands for the next place of the same words.
    `name` is a file name, for rules that read one; `format` says how to read the text.
    """

    bad: str | None = Field(default=None, min_length=1)
    good: str | None = Field(default=None, min_length=1)
    marks: tuple[str | Mark, ...] = ()
    because: str | None = None
    format: Literal["markdown", "html", "text"] = "markdown"
    name: str | None = None

    @model_validator(mode="after")
    def _is_one_of_two(self) -> Example:
        if (self.bad is None) == (self.good is None):
            raise ValueError("an example is either `bad` or `good`")
        if (self.bad is None) != (not self.marks):
            raise ValueError("a `bad` example marks the words that are found; a `good` one has no marks")
        return self

    @property
    def text(self) -> str:
        """The text, good or bad."""
        return self.bad if self.bad is not None else self.good or ""


class RuleFields(_Keys):
    """The keys that all rule files share; every other key belongs to the kind of check."""

    summary: str = Field(min_length=1)
    severity: Literal["error", "warning", "note"]
    severities: dict[str, SeverityWord] = {}
    why: str = Field(min_length=1)
    check: str
    message: str = Field(min_length=1)
    messages: dict[str, str] = {}
    repair: str | None = None
    examples: tuple[Example, ...] = ()


COMMON_KEYS = frozenset(RuleFields.model_fields)


def validated(model: type[Model], values: Mapping[str, Any], file: YamlFile) -> Model:
    """The values as a model; RuleError with the line of the first mistake otherwise.

    They pass through JSON, because strict models refuse a list where a tuple stands and a
    word where an enumeration stands, except in JSON, which has neither.
    """
    try:
        return model.model_validate_json(json.dumps(values))
    except ValidationError as error:
        # Of the readings that a union tried, the one that got deepest is the one that was meant.
        first = min(error.errors(), key=lambda mistake: (file.line_of(mistake["loc"]), -len(mistake["loc"])))
        raise file.mistake(_explained(model, first, file), first["loc"]) from error


def _explained(model: type[BaseModel], mistake: ErrorDetails, file: YamlFile) -> str:
    where, kind = mistake["loc"], mistake["type"]
    key = str(where[-1]) if where else ""
    named = ".".join(step for step in file.known(where) if isinstance(step, str))
    if kind == "extra_forbidden":
        valid = _keys_at(model, where[:-1])
        return f"unknown key `{key}`{did_you_mean(key, valid | COMMON_KEYS if len(where) == 1 else valid)}"
    if kind == "missing":
        return f"the key `{f'{named}.{key}' if named else key}` is missing"
    said = mistake["msg"].removeprefix("Value error, ")
    said = said[:1].lower() + said[1:]
    given = mistake["input"]
    if kind in {"literal_error", "enum"} and isinstance(given, str):
        valid = set(re.findall(r"'([^']+)'", str(mistake.get("ctx", {}).get("expected", ""))))
        return f"`{named}` cannot be `{given}`{did_you_mean(given, valid)}"
    if kind == "string_type" and isinstance(given, int | float):
        said += f'; put quotes around it: "{given}"'
    return f"`{named}`: {said}" if named else said


def _keys_at(model: type[BaseModel], where: tuple[int | str, ...]) -> set[str]:
    """The keys that the models at a place of the file know."""
    models = [model]
    for step in where:
        fields = [field for each in models for name, field in each.model_fields.items() if step in (name, field.alias)]
        if fields:
            models = [inner for field in fields for inner in _models_in(field.annotation)]
    return {field.alias or name for each in models for name, field in each.model_fields.items()}


def _models_in(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for inner in get_args(annotation) for model in _models_in(inner)]
