"""One self-contained HTML page of a report: its text, its findings, its figures as they were read."""

from __future__ import annotations

from crossfoot.report.page.whole import page_text

__all__ = ["page_text"]
