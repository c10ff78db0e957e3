"""The reference of the configuration as a Markdown page, made from the keys themselves."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from crossfoot.config.keys import ConfigKeys, OverrideKeys, PublicationKeys, ReportKeys
from crossfoot.config.settings import DEFAULTS

_HEAD = """# Configuration

Made by `crossfoot config --reference`; do not edit it by hand.

A configuration is a file `crossfoot.toml`, or the table `[tool.crossfoot]` of a `pyproject.toml`. For each
report the nearest one counts, in the report's folder or above it, and no other. Paths and patterns in it are seen
from its own folder. `crossfoot init` writes one in which every key stands as a comment, and this shows what is in
force for a report, and from which line:

```console
crossfoot config reports/report.md
```

The command line wins over the file, an override over the keys above it. Of most keys the last value counts;
`ignore`, `severities`, `rules`, `exclude`, `same-company` and `same-market` add up. A key that does not exist is
refused, with the nearest one that does.
"""


def reference_text() -> str:
    """All keys with their defaults, what they are for, and an example."""
    return "\n".join(_lines()).rstrip() + "\n"


def _lines() -> Iterator[str]:
    yield _HEAD
    yield "## Keys of a report"
    yield ""
    yield "These may also stand in an `[[override]]`."
    yield from _keys(ReportKeys, frozenset())
    yield ""
    yield "## Keys of a house"
    yield from _keys(ConfigKeys, frozenset(ReportKeys.model_fields) | {"override", "publication"})
    for name, model in (("override", OverrideKeys), ("publication", PublicationKeys)):
        yield ""
        yield f"## [[{name}]]"
        yield ""
        yield " ".join((model.__doc__ or "").split())
        yield from _keys(model, frozenset(ReportKeys.model_fields))


def _keys(model: type[BaseModel], left_out: frozenset[str]) -> Iterator[str]:
    for name, field in model.model_fields.items():
        if name in left_out:
            continue
        key = field.alias or name
        yield ""
        yield f"### `{key}`"
        yield ""
        yield field.description or ""
        yield ""
        if key in DEFAULTS:
            yield f"Without it: {_default(key)}."
            yield ""
        yield "```toml"
        yield f"{key} = {field.examples[0] if field.examples else ''}"
        yield "```"


_SAID = {
    "select": "all rules",
    "cache": "in the cache folder of the user",
    "report-date": "what the report says itself",
    "baseline": "every finding counts",
}


def _default(key: str) -> str:
    value = DEFAULTS[key]
    if key in _SAID:
        return _SAID[key]
    return "none" if value is None or value == () else f"`{value}`"
