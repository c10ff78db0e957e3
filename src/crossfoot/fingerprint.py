"""A name for a finding that survives moved lines and reflowed text."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from crossfoot.model import Finding

_DIGITS = 16


def fingerprinted(findings: Iterable[Finding], text: str, mark: str = "") -> tuple[Finding, ...]:
    """The findings of one document, in order, each with its fingerprint.

    It is made of the rule and the words of every place (case, white space and the order in which the
    places stand do not count), never of offsets, so that it outlives sections that change their order.
    `mark` tells kinds of findings apart that may have the same words. Findings that are equal in all of
    these are numbered in the order of the document.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    named = []
    for finding in findings:
        parts = (*([mark] if mark else []), *_parts(finding, text))
        seen[parts] += 1
        named.append(replace(finding, fingerprint=digest((*parts, str(seen[parts])))))
    return tuple(named)


def _parts(finding: Finding, text: str) -> tuple[str, ...]:
    spans = (place.span for place in finding.evidence)
    return (finding.rule, *sorted(" ".join(text[span.start : span.end].casefold().split()) for span in spans))


def digest(parts: Sequence[str]) -> str:
    """A short name for some words, the same on every machine."""
    # The length of each part keeps ("a", "bc") and ("ab", "c") apart.
    joined = "".join(f"{len(part)}:{part}" for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]
