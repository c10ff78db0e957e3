"""Repairs of a finding that are a change of the text and nothing else.

What a repair means is read from its words; whether the change is right is left to the check. It is offered only
if the changed text no longer gives the finding, gives no other, and leaves as much to compare as before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation

from crossfoot.lsp.checking import Checked, outlook
from crossfoot.lsp.edits import outlook_of
from crossfoot.lsp.offer import Change, Offer
from crossfoot.model_checked import STALE_ALLOW, PlacedEvidence, PlacedFinding
from crossfoot.report.finding_words import quoted
from crossfoot.report.printable import printable

_BOTH = re.compile(r"(?:or )?(?P<words>.+) in both places")
_EVERY = re.compile(r"(?:or )?“(?P<words>.+)” in every place")
_OF_ROLE = re.compile(r"(?:or )?(?P<part>rate|change|end value|start value|total|share|part) (?P<words>.+)")
_INSTEAD = re.compile(r"(?:or )?(?P<words>.+?) for (?P<old>.+)")
_ROLES = {"end value": ("end",), "start value": ("start",), "change": ("rate", "change")}
_NUMBER = re.compile(r"\d(?:[\d.,]*\d)?")
_FARTHEST = 5
"""How many times as large an amount may become, or as small: beyond that, a separator or a scale is wrong."""


def repair_offers(result: Checked, finding: PlacedFinding) -> list[Offer]:
    """The repairs that can be made by themselves."""
    candidates = [_stale_taken_out(result, finding)] if finding.rule == STALE_ALLOW else _repaired(result, finding)
    return [offer for offer in candidates if offer is not None and _is_right(result, finding, offer)]


def _is_right(result: Checked, finding: PlacedFinding, offer: Offer) -> bool:
    before, after = outlook(result), outlook_of(result, offer.changes)
    return (
        before is not None
        and after is not None
        and finding.fingerprint not in after.standings
        and after.standings.keys() <= before.standings.keys()
        and all(after.comparisons.get(rule, 0) >= number for rule, number in before.comparisons.items())
    )


def _repaired(result: Checked, finding: PlacedFinding) -> Iterator[Offer | None]:
    places = result.own_places(finding)
    if len(places) < len(finding.evidence) or not all(_is_as_quoted(result, each) for each in places):
        return  # words with markup among them, or in another file, are for a person to change
    parts = [found["part"] for repair in finding.repairs if (found := _OF_ROLE.fullmatch(repair))]
    for repair in finding.repairs:
        if (found := _BOTH.fullmatch(repair)) is not None:
            yield _in_both(places, found["words"])
        elif (found := _EVERY.fullmatch(repair)) is not None:
            yield _in_every(places, found["words"])
        elif (found := _OF_ROLE.fullmatch(repair)) is not None:
            # Two rates for one finding are those of two conflicts: either alone puts nothing right.
            if parts.count(found["part"]) == 1:
                roles = _ROLES.get(found["part"], (found["part"],))
                yield _renumbered([each for each in places if each.role in roles], found["words"])
        elif (found := _INSTEAD.fullmatch(repair)) is not None:
            yield _renumbered([each for each in places if quoted(each) == found["old"]], found["words"])
        else:
            yield _repunctuated(places, repair)


def _is_as_quoted(result: Checked, evidence: PlacedEvidence) -> bool:
    place = evidence.place
    return result.text[place.start : place.end] == place.quote


def _in_both(places: Sequence[PlacedEvidence], words: str) -> Offer | None:
    """The words of the one place at the other; a hedge before them is said in the repair and stays where it is."""
    if len(places) != 2:
        return None
    kept = [each for each in places if quoted(each) == words] or [
        each for each in places if words.endswith(" " + quoted(each))
    ]
    if len(kept) != 1:
        return None
    meant = kept[0].place.quote
    (other,) = (each for each in places if each is not kept[0])
    if meant[:1].isalpha() and other.place.quote[:1].isalpha() and meant[0].isupper() != other.place.quote[0].isupper():
        return None
    return Offer(f"“{quoted(kept[0])}” in both places", (_change(other, meant),))


def _in_every(places: Sequence[PlacedEvidence], words: str) -> Offer | None:
    """The usual spelling of a name at the places of the rare one."""
    kept = [each for each in places if quoted(each) == words]
    others = [each for each in places if quoted(each) != words]
    if not kept or len({quoted(each) for each in others}) != 1:
        return None
    meant = kept[0].place.quote
    return Offer(f"“{printable(words)}” in every place", tuple(_change(each, meant) for each in others))


def _renumbered(places: Sequence[PlacedEvidence], words: str) -> Offer | None:
    """The number of the repair in the words of the text: `end value $17.0bn` makes `$21.7 billion` `$17.0 billion`."""
    if len(places) != 1:
        return None
    old, new = _NUMBER.findall(places[0].place.quote), _NUMBER.findall(words)
    if len(old) != 1 or len(new) != 1 or old == new or _is_far(places[0].place.quote, old[0], new[0]):
        return None
    meant = places[0].place.quote.replace(old[0], new[0])
    return Offer(f"Replace “{quoted(places[0])}” with “{printable(meant)}”", (_change(places[0], meant),))


def _is_far(quote: str, old: str, new: str) -> bool:
    """Whether an amount would change beyond what its digits can be a slip for; rates may."""
    try:
        one, other = (Decimal(number.replace(",", "")) for number in (old, new))
    except InvalidOperation:
        return True
    return "%" not in quote and not (one < _FARTHEST * other and other < _FARTHEST * one)


def _repunctuated(places: Sequence[PlacedEvidence], words: str) -> Offer | None:
    """A figure with another separator, where the repair is nothing but that."""
    plain = re.sub("[.,]", "", words)
    same = [each for each in places if re.sub("[.,]", "", quoted(each)) == plain and quoted(each) != words]
    if len(same) != 1:
        return None
    return Offer(f"Replace “{quoted(same[0])}” with “{printable(words)}”", (_change(same[0], words),))


def _change(evidence: PlacedEvidence, words: str) -> Change:
    return Change(evidence.place.start, evidence.place.end, words)


def _stale_taken_out(result: Checked, finding: PlacedFinding) -> Offer | None:
    """The comment of an allow that is of no use any more; with its line, where it stands alone on it."""
    places = result.own_places(finding)
    if len(places) != 1 or not result.text[places[0].place.start : places[0].place.end].startswith("<!--"):
        return None
    start, end = places[0].place.start, places[0].place.end
    line_start = result.positions.line_start(start)
    rest = re.compile(r"[ \t]*(?:\r\n|\n|\r)").match(result.text, end)
    if rest is not None and not result.text[line_start:start].strip(" \t"):
        start, end = line_start, rest.end()
    return Offer("Take this allow out", (Change(start, end, ""),))
