"""A name for a finding that survives moved lines and reflowed text."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from crossfoot.model import Finding

_DIGITS = 16


def fingerprinted(findings: Iterable[Finding], text: str) -> tuple[Finding, ...]:
    """The findings of one document, in order, each with its fingerprint.

    It is made of the rule, the words of every place (case and white space do not count) and
    their roles, never of offsets. Findings that are equal in all of these are numbered in the
    order of the document.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    named = []
    for finding in findings:
        parts = _parts(finding, text)
        seen[parts] += 1
        named.append(replace(finding, fingerprint=_digest((*parts, str(seen[parts])))))
    return tuple(named)


def _parts(finding: Finding, text: str) -> tuple[str, ...]:
    places = finding.evidence
    quotes = (" ".join(text[place.span.start : place.span.end].casefold().split()) for place in places)
    return (finding.rule, *(part for place, quote in zip(places, quotes, strict=True) for part in (place.role, quote)))


def _digest(parts: Sequence[str]) -> str:
    # The length of each part keeps ("a", "bc") and ("ab", "c") apart.
    joined = "".join(f"{len(part)}:{part}" for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]
