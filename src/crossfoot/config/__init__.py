"""The configuration of a house: `crossfoot.toml`, or `[tool.crossfoot]` in `pyproject.toml`."""

from __future__ import annotations

from crossfoot.config.discovery import Configurations
from crossfoot.config.settings import CheckSettings, Settings

__all__ = ["CheckSettings", "Configurations", "Settings"]
