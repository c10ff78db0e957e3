"""The keys that every rule file has."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from crossfoot.yaml_model import Keys

SeverityWord = Literal["error", "warning", "note", "off"]


class Mark(Keys):
    """The `nth` place (from 1) where `quote` stands in an example."""

    quote: str = Field(min_length=1)
    nth: int = Field(default=1, ge=1)


class Example(Keys):
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
    def quotes(self) -> tuple[str, ...]:
        """The words of its marks."""
        return tuple(mark.quote if isinstance(mark, Mark) else mark for mark in self.marks)

    @property
    def text(self) -> str:
        """The text, good or bad."""
        return self.bad if self.bad is not None else self.good or ""


class RuleFields(Keys):
    """The keys that all rule files share; every other key belongs to the kind of check."""

    summary: str = Field(min_length=1)
    severity: Literal["error", "warning", "note"]
    severities: dict[str, SeverityWord] = Field(default={})
    why: str = Field(min_length=1)
    check: str
    message: str = Field(min_length=1)
    messages: dict[str, str] = Field(default={})
    repair: str | None = None
    examples: tuple[Example, ...] = ()


COMMON_KEYS = frozenset(RuleFields.model_fields)
