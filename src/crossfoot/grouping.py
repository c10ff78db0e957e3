"""Conflicts of one rule that share a cause become one finding."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from crossfoot.ledger.ledger import Ledger
from crossfoot.model import Conflict, Evidence, Finding, Severity, Span
from crossfoot.rulebook import Rule

_RANK = {severity: rank for rank, severity in enumerate(Severity)}


@dataclass(frozen=True, slots=True)
class CauseSpans:
    """The spans that can be a cause: what is figure, and what is list entry or period."""

    figures: frozenset[Span]
    others: frozenset[Span]

    @classmethod
    def of(cls, ledger: Ledger) -> CauseSpans:
        """The cause spans of a ledger."""
        entries = (entry.span for listing in ledger.listings for entry in listing.entries)
        periods = (mention.span for mention in ledger.periods)
        return cls(frozenset(fact.span for fact in ledger.facts), frozenset((*entries, *periods)))

    def within(self, conflict: Conflict) -> frozenset[Span]:
        """What may have caused a conflict: its figures, or without any its entries and periods.

        A heading, a sentence or the year of two different figures is shared by innocent
        neighbours, so it joins nothing.
        """
        spans = frozenset(place.span for place in conflict.evidence)
        return spans & self.figures or spans & self.others

    def anchors(self, conflict: Conflict) -> frozenset[Span]:
        """The places of a conflict that are no figures: the year and the verb of a sentence."""
        return frozenset(place.span for place in conflict.evidence) - self.figures


@dataclass(frozen=True, slots=True)
class _Judged:
    conflict: Conflict
    severity: Severity
    causes: frozenset[Span]
    anchors: frozenset[Span]
    message: str

    @property
    def order(self) -> tuple[int, tuple[Span, ...], str]:
        """The most severe first, then by place."""
        return _RANK[self.severity], tuple(place.span for place in self.conflict.evidence), self.conflict.outcome


def findings_of(rule: Rule, conflicts: Iterable[Conflict], causes: CauseSpans, text: str) -> list[Finding]:
    """The findings of one rule in one document, without fingerprints and in no set order.

    Raises ValueError for a conflict that the kind of check may not give, KeyError for one
    that lacks a value which the rule's message names.
    """
    judged = []
    for conflict in _distinct(conflicts):
        _refuse_malformed(rule, conflict, text)
        severity = rule.severity_of(conflict.outcome)
        if severity is not None:
            message = rule.message_for(conflict)
            judged.append(_Judged(conflict, severity, causes.within(conflict), causes.anchors(conflict), message))
    return [_merged(rule, sorted(group, key=lambda each: each.order), text) for group in _connected(judged)]


def _refuse_malformed(rule: Rule, conflict: Conflict, text: str) -> None:
    if conflict.outcome not in rule.kind.outcomes:
        raise ValueError(f"`{rule.kind.name}` gave the outcome `{conflict.outcome}` that it does not declare")
    if not conflict.evidence:
        raise ValueError(f"`{rule.kind.name}` gave a conflict without any place")
    for place in conflict.evidence:
        if not 0 <= place.span.start <= place.span.end <= len(text):
            raise ValueError(f"`{rule.kind.name}` gave {place.span}, which lies outside the text")


def _distinct(conflicts: Iterable[Conflict]) -> list[Conflict]:
    """Without the same places told twice (A against B, B against A)."""
    kept: dict[tuple[str, frozenset[Span]], Conflict] = {}
    for conflict in conflicts:
        kept.setdefault((conflict.outcome, frozenset(place.span for place in conflict.evidence)), conflict)
    return list(kept.values())


def _connected(judged: Sequence[_Judged]) -> list[list[_Judged]]:
    """Groups in which every conflict shares a cause with another: union-find over the spans.

    Conflicts that say the same words of the same anchors are one as well: two figures of one
    sentence whose verb does not fit its year are one slip, and would be told twice.
    """
    leader = list(range(len(judged)))

    def lead(member: int) -> int:
        while leader[member] != member:
            leader[member] = leader[leader[member]]
            member = leader[member]
        return member

    holder: dict[Span | tuple[str, frozenset[Span]], int] = {}
    for number, each in enumerate(judged):
        said: list[tuple[str, frozenset[Span]]] = [(each.message, each.anchors)] if each.anchors else []
        joints: tuple[Span | tuple[str, frozenset[Span]], ...] = (*each.causes, *said)
        for joint in joints:
            leader[lead(number)] = lead(holder.setdefault(joint, number))
    groups: dict[int, list[_Judged]] = {}
    for number, each in enumerate(judged):
        groups.setdefault(lead(number), []).append(each)
    return list(groups.values())


def _merged(rule: Rule, group: Sequence[_Judged], text: str) -> Finding:
    conflicts = [each.conflict for each in group]
    message = group[0].message
    others = sum(each.message != message for each in group)
    assumptions = [assumption for conflict in conflicts for assumption in conflict.assumptions]
    culprit, blamed = _culprit(group)
    if culprit is not None:
        quote = "“" + " ".join(text[culprit.start : culprit.end].split()) + "”"
        if blamed > 1:
            assumptions.append(f"{quote} stands in {blamed} of these {len(group)} conflicts: the likely slip")
        else:
            assumptions.append(f"{quote} is the likely slip")
    if others:
        message += f" ({_more(others)} a figure or entry with it.)"
    return Finding(
        rule=rule.id,
        severity=group[0].severity,
        message=message,
        evidence=_evidence(conflicts),
        arithmetic="\n".join(_once(conflict.arithmetic for conflict in conflicts)),
        assumptions=tuple(_once(assumptions)),
        repairs=tuple(_once(repair for conflict in conflicts for repair in rule.repairs_for(conflict))),
        fingerprint="",
        slips=tuple(_once(conflict.slip for conflict in conflicts)),
    )


def _more(number: int) -> str:
    return "1 more conflict shares" if number == 1 else f"{number} more conflicts share"


def _culprit(group: Sequence[_Judged]) -> tuple[Span | None, int]:
    """The span that stands in most conflicts, where one stands out, and in how many it stands."""
    if len(group) == 1:
        return group[0].conflict.culprit, 1
    counted = Counter(span for each in group for span in each.causes).most_common(2)
    if len(counted) < 2 or counted[0][1] > counted[1][1]:
        return counted[0]
    return None, 0


def _evidence(conflicts: Iterable[Conflict]) -> tuple[Evidence, ...]:
    places: dict[Span, Evidence] = {}
    for conflict in conflicts:
        for place in conflict.evidence:
            places.setdefault(place.span, place)
    return tuple(places[span] for span in sorted(places))


def _once(texts: Iterable[str]) -> list[str]:
    return [text for text in dict.fromkeys(texts) if text]
