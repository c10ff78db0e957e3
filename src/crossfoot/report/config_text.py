"""What `crossfoot config` shows: each key, its value, and where it comes from."""

from __future__ import annotations

from typing import Any

from crossfoot.config import Settings
from crossfoot.report.printable import printable


def config_text(settings: Settings, file: str | None) -> str:
    """One line a key, the names of origins at the end."""
    lines = [f"configuration: {printable(file) if file else 'none found; `crossfoot init` writes one'}", ""]
    shown = {key: _shown(True if key == "cache" and value is None else value) for key, value in settings.values.items()}
    key_width = max(map(len, shown))
    value_width = max(map(len, shown.values()))
    for key, value in shown.items():
        origins = ", ".join(map(printable, settings.origins[key]))
        lines.append(f"{key:<{key_width}}  {value:<{value_width}}  {origins}")
    return "\n".join(lines) + "\n"


def _shown(value: Any) -> str:
    if value is None or value == ():
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ", ".join(_part(each) for each in value)
    return printable(str(value))


def _part(value: Any) -> str:
    return " = ".join(map(str, value)) if isinstance(value, tuple) else str(value)
