"""Turns the plain values of a YAML file into a model, and says what is wrong with them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

from crossfoot.lined_file import LinedFile
from crossfoot.suggestion import did_you_mean

Model = TypeVar("Model", bound=BaseModel)


class Keys(BaseModel):
    """Keys and values of a file: unknown keys are refused, nothing is converted in silence."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


def validated(
    model: type[Model], values: Mapping[str, Any], file: LinedFile, other_keys: frozenset[str] = frozenset()
) -> Model:
    """The values as a model; RuleError with the line of the first mistake otherwise.

    `other_keys` are those that the top level may have beside the model's, for suggestions.

    They pass through JSON, because strict models refuse a list where a tuple stands and a
    word where an enumeration stands, except in JSON, which has neither.
    """
    try:
        return model.model_validate_json(json.dumps(values))
    except ValidationError as error:
        mistakes = error.errors()
        # A misspelt key is both unknown and missing: the editor is led to the word that stands there.
        unknown = any(mistake["type"] == "extra_forbidden" for mistake in mistakes)
        told = [mistake for mistake in mistakes if not (unknown and mistake["type"] == "missing")]
        # A list is also said to be too short where one of its items is wrong: the item is what is meant.
        told = [one for one in told if not any(_is_above(one["loc"], other["loc"]) for other in told)]
        # Of the readings that a union tried, the one that got deepest is the one that was meant.
        first = min(told, key=lambda mistake: (file.line_of(mistake["loc"]), -len(mistake["loc"])))
        raise file.mistake(_explained(model, first, file, other_keys), first["loc"]) from error


def _is_above(one: tuple[int | str, ...], other: tuple[int | str, ...]) -> bool:
    return len(one) < len(other) and other[: len(one)] == one


def _explained(model: type[BaseModel], mistake: ErrorDetails, file: LinedFile, other_keys: frozenset[str]) -> str:
    where, kind = mistake["loc"], mistake["type"]
    key = str(where[-1]) if where else ""
    named = ".".join(step for step in file.known(where) if isinstance(step, str))
    if kind == "extra_forbidden":
        valid = _keys_at(model, where[:-1])
        return f"unknown key `{key}`{did_you_mean(key, valid | other_keys if len(where) == 1 else valid)}"
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
