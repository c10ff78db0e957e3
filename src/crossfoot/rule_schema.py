"""The JSON Schema of rule files, made from the models that load them, so that editors complete them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from crossfoot.checks import KINDS, CheckKind
from crossfoot.rulebook_fields import RuleFields

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_SEVERITY_WORDS = ["error", "warning", "note", "off"]


def rule_schema(kinds: Mapping[str, CheckKind] = KINDS) -> dict[str, Any]:
    """The schema (JSON Schema 2020-12) of a rule file over these kinds of check.

    The keys of a kind, its outcomes and the outcomes that may have a severity or a message of
    their own depend on the value of `check`. What only a run can tell (whether a message
    names a value that the check gives, whether marks stand in their text) is not in it.
    """
    common = RuleFields.model_json_schema(ref_template="#/$defs/{model}")
    definitions = dict(common.pop("$defs", {}))
    properties = common["properties"] | {"check": {"enum": sorted(kinds), "description": "The kind of check."}}
    branches = []
    for name in sorted(kinds):
        branch, own = _branch(kinds[name])
        definitions |= own
        branches.append(branch)
    return {
        "$schema": DIALECT,
        "title": "A rule of Crossfoot",
        "description": "A rule lives in <topic>/<fault>.yaml and is called <topic>/<fault>.",
        "type": "object",
        "properties": properties,
        "required": common["required"],
        "allOf": branches,
        "unevaluatedProperties": False,
        "$defs": dict(sorted(definitions.items())),
    }


def _branch(kind: CheckKind) -> tuple[dict[str, Any], dict[str, Any]]:
    """What holds where `check` is this kind, and the definitions that it needs."""
    own = kind.settings.model_json_schema(ref_template=f"#/$defs/{kind.name}.{{model}}")
    definitions = {f"{kind.name}.{name}": each for name, each in own.pop("$defs", {}).items()}
    outcomes = {"enum": list(kind.outcomes)}
    then = {
        "properties": own.get("properties", {})
        | {
            "severities": {"propertyNames": outcomes, "additionalProperties": {"enum": _SEVERITY_WORDS}},
            "messages": {"propertyNames": outcomes},
        },
        "required": own.get("required", []),
    }
    if told := own.get("description"):
        then["description"] = told
    condition = {"properties": {"check": {"const": kind.name}}, "required": ["check"]}
    return {"if": condition, "then": then}, definitions


def schema_text() -> str:
    """The schema as the file that editors are pointed at."""
    return json.dumps(rule_schema(), indent=2, ensure_ascii=False) + "\n"
