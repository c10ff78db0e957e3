"""Mentions -> Facts: who, what, where and when of every figure; the lists; the graph."""

from __future__ import annotations

from crossfoot.ledger.house import House
from crossfoot.ledger.ledger import Ledger
from crossfoot.ledger.statement import state_report

__all__ = ["House", "Ledger", "state_report"]
