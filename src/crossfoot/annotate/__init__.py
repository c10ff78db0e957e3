"""Document -> Mentions: what each run of words stands for, at which offsets."""

from __future__ import annotations

from crossfoot.annotate.pipeline import FIGURE_KINDS, AnnotatedBlock, annotate

__all__ = ["FIGURE_KINDS", "AnnotatedBlock", "annotate"]
