"""Check kind `listing`: entries of place lists against the gazetteer and the region they stand under."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Literal

from crossfoot.checks.comparing import evidence_of
from crossfoot.checks.kind import CheckKind, Settings
from crossfoot.checks.nesting import is_attribute_column, is_flat_tree
from crossfoot.checks.repetition import repeated_names
from crossfoot.checks.splits import Split, splits_of
from crossfoot.gazetteer import WIDE_KINDS, Gazetteer, Place
from crossfoot.ledger.ledger import Ledger
from crossfoot.model import CheckResult, Conflict, Entry, Listing, Span

Fault = Literal["merged", "split", "misplaced", "duplicate", "unknown", "overlap"]
_REST = re.compile(r"^(?:rest\b|other|others\b|row\b|and\b|etc|remaining|more\b|including)", re.IGNORECASE)
_COUNTRY_KINDS = frozenset({"country", "territory"})
_LEAST_PEERS = 4
_EXAMPLES = re.compile(
    r"\b(?:such as|including|includes?|like|particularly|especially|across)\s+(?:the\s+)?$", re.IGNORECASE
)
_COUNTRY_HEAD = re.compile(r"\bcountr(?:y|ies)\b|\bnations?\b", re.IGNORECASE)


class ListingSettings(Settings):
    """Which fault is looked for."""

    fault: Fault


def run(ledger: Ledger, gazetteer: Gazetteer, settings: ListingSettings) -> CheckResult:
    """Look for one fault in every list of places."""
    conflicts: list[Conflict] = []
    compared: list[tuple[Span, ...]] = []
    look = _LOOKS[settings.fault]
    for family in _families(ledger.listings):
        compared += [(entry.span,) for listing in family for entry in listing.entries]
        conflicts += look(ledger, gazetteer, family)
    if settings.fault == "duplicate":
        conflicts += _find_repeated_towns(ledger, gazetteer)
    if settings.fault == "overlap":
        conflicts += _find_nested_shares(ledger, gazetteer)
    return CheckResult(tuple(conflicts), tuple(compared))


def _families(listings: Sequence[Listing]) -> Iterator[list[Listing]]:
    families: dict[int, list[Listing]] = {}
    for listing in listings:
        families.setdefault(listing.family, []).append(listing)
    yield from families.values()


def _conflict(outcome: str, where: Sequence[tuple[str, Span]], **values: str) -> Conflict:
    known = {"entry": "", "other": "", "places": "", "region": "", "suggestion": "", "reason": ""}
    repairs = (values.pop("repair"),) if "repair" in values else ()
    return Conflict(outcome, evidence_of(where), known | values, repairs=repairs)


def _find_merged(ledger: Ledger, gazetteer: Gazetteer, family: Sequence[Listing]) -> Iterator[Conflict]:
    """An entry that is no place itself but splits wholly into several."""
    for listing in family:
        for entry in listing.entries:
            if entry.place or _REST.match(entry.text):
                continue
            split = gazetteer.split(entry.text)
            if split is None or split.joined_by is not None:
                continue
            names = " and ".join(place.name for place in split.places)
            sensitive = gazetteer.is_sensitive(entry.text)
            outcome = "sensitive" if sensitive else "contradiction"
            repair = (
                {}
                if sensitive
                else {"repair": "make it " + " and ".join(f"“{p.name}”" for p in split.places) + ", or drop one"}
            )
            yield _conflict(
                outcome, [("entry", entry.span)], entry=entry.text, places=names, region=listing.heading or "", **repair
            )


def _find_split(ledger: Ledger, gazetteer: Gazetteer, family: Sequence[Listing]) -> Iterator[Conflict]:
    """Neighbours that join into one place."""
    for listing in family:
        for one, other in zip(listing.entries, listing.entries[1:], strict=False):
            place = gazetteer.joins([one.text, other.text])
            if place is not None:
                places = [("entry", one.span), ("entry", other.span)]
                repair = f"one entry “{place.name}”"
                yield _conflict(
                    "contradiction", places, entry=one.text, other=other.text, places=place.name, repair=repair
                )


def _pieces(gazetteer: Gazetteer, listing: Listing) -> set[Span]:
    """Entries that are halves of one broken name."""
    broken: set[Span] = set()
    for one, other in zip(listing.entries, listing.entries[1:], strict=False):
        if gazetteer.joins([one.text, other.text]) is not None:
            broken |= {one.span, other.span}
    return broken


def _placed(gazetteer: Gazetteer, listing: Listing) -> list[tuple[Entry, Place]]:
    """The entries that are exactly one place, without broken halves and `rest of`."""
    broken = _pieces(gazetteer, listing)
    found = []
    for entry in listing.entries:
        place = gazetteer.find(entry.place) if entry.place else None
        if place is not None and entry.span not in broken and place.kind != "rest":
            found.append((entry, place))
    return found


def _find_misplaced(ledger: Ledger, gazetteer: Gazetteer, family: Sequence[Listing]) -> Iterator[Conflict]:
    """An entry under a region that contains it in no usual reading."""
    for listing in family:
        region = gazetteer.find(listing.region) if listing.region else None
        if region is None or region.kind not in WIDE_KINDS or listing.heading_span is None:
            continue
        placed = [(e, p) for e, p in _placed(gazetteer, listing) if p.name != region.name]
        inside = [(e, p) for e, p in placed if gazetteer.within(p, region)]
        if len(inside) * 2 < len(placed):
            continue
        for entry, place in placed:
            if gazetteer.within(place, region) or any(
                gazetteer.within(p, region) for p in gazetteer.ambiguous(entry.text)
            ):
                continue
            if gazetteer.within(region, place):
                continue
            places = [("entry", entry.span), ("region", listing.heading_span)]
            yield _conflict(
                "contradiction",
                places,
                entry=entry.text,
                region=region.name,
                places=place.name,
                repair=f"move “{entry.text}” out of {region.name}",
            )


def _find_duplicate(ledger: Ledger, gazetteer: Gazetteer, family: Sequence[Listing]) -> Iterator[Conflict]:
    """One place twice in a list, or under two regions that cannot both contain it."""
    seen: dict[str, tuple[Listing, Entry]] = {}
    for listing in family:
        if is_attribute_column(ledger.document, listing):
            continue
        for entry, place in _placed(gazetteer, listing):
            if place.kind in WIDE_KINDS and listing.form != "bullets":
                continue
            first = seen.setdefault(place.name, (listing, entry))
            if first[1] is entry or _both_usual(gazetteer, place, first[0], listing):
                continue
            outcome = "contradiction" if first[0] is listing else "uncertain"
            places = [("entry", first[1].span), ("entry", entry.span)]
            yield _conflict(
                outcome,
                places,
                entry=first[1].text,
                other=entry.text,
                places=place.name,
                repair=f"keep one entry for {place.name}",
            )


def _find_repeated_towns(ledger: Ledger, gazetteer: Gazetteer) -> Iterator[Conflict]:
    """A place that no gazetteer knows, twice in a list of places."""
    for each in repeated_names(ledger, gazetteer):
        if each.places:
            name = ledger.document.text[each.first.start : each.first.end]
            places = [("entry", each.first), ("entry", each.second)]
            repair = f"keep one entry for {name}"
            yield _conflict("contradiction", places, entry=name, other=name, places=name, repair=repair)


def _both_usual(gazetteer: Gazetteer, place: Place, one: Listing, other: Listing) -> bool:
    """Whether both regions usually take the place in (Mexico under North and Latin America)."""
    if one is other or one.region is None or other.region is None or one.region == other.region:
        return False
    return gazetteer.within(place, one.region) and gazetteer.within(place, other.region)


def _find_unknown(ledger: Ledger, gazetteer: Gazetteer, family: Sequence[Listing]) -> Iterator[Conflict]:
    """An entry among places that is none, or that is a city among countries."""
    for listing in family:
        broken = _pieces(gazetteer, listing)
        placed = _placed(gazetteer, listing)
        for entry in listing.entries:
            if entry.place or entry.span in broken or _REST.match(entry.text) or gazetteer.split(entry.text):
                continue
            suggestion = gazetteer.suggest(entry.text)
            if suggestion is not None and len(placed) >= 2 and _letters(suggestion) != _letters(entry.text):
                yield _conflict(
                    "spelling", [("entry", entry.span)], entry=entry.text, suggestion=suggestion,
                    reason=f"perhaps {suggestion} is meant", repair=f"“{suggestion}”, if that is meant",
                )  # fmt: skip
        yield from _odd_kind(ledger, listing, placed)


def _letters(name: str) -> str:
    """A name without what only sets it: `Washington DC` is `Washington, D.C.`."""
    return "".join(filter(str.isalnum, name.casefold()))


def _odd_kind(ledger: Ledger, listing: Listing, placed: Sequence[tuple[Entry, Place]]) -> Iterator[Conflict]:
    """One city in a list that is announced as countries."""
    if listing.form == "sentence":
        start = listing.entries[0].span.start
        lead = ledger.document.text[max(0, start - 60) : start]
    else:
        lead = listing.heading or ""
    under_region = listing.region is not None and listing.form != "sentence"
    plain = _COUNTRY_HEAD.search(lead) is not None and "region" not in lead.casefold() and "cit" not in lead.casefold()
    if not (plain or under_region):
        return
    odd = [(entry, place) for entry, place in placed if place.kind in ("city", "state", "province")]
    countries = [place for _, place in placed if place.kind in _COUNTRY_KINDS]
    if len(odd) == 1 and len(countries) >= 3:
        entry, place = odd[0]
        if ledger.document.text[entry.span.end : entry.span.end + 2].strip().startswith("("):
            return  # `California (USA)` says itself what it is
        yield _conflict(
            "kind",
            [("entry", entry.span)],
            entry=entry.text,
            places=place.name,
            reason=f"it is a {place.kind} in a list of countries",
        )


def _find_overlap(ledger: Ledger, gazetteer: Gazetteer, family: Sequence[Listing]) -> Iterator[Conflict]:
    """Peers in one list of which one contains the other."""
    told = {frozenset((str(m.place), str(w.place))) for split in _nested(ledger, gazetteer) for m, w in split.inner}
    for listing in family:
        if listing.form == "sentence" and (len(listing.entries) < _LEAST_PEERS or _gives_examples(ledger, listing)):
            continue
        where: dict[Span, None] = {}
        pairs: list[tuple[str, str]] = []
        placed = _placed(gazetteer, listing)
        if is_flat_tree(gazetteer, [place for _, place in placed]):
            continue
        for (one, a), (other, b) in combinations(placed, 2):
            if a.name == b.name or not gazetteer.overlaps(a, b) or frozenset((a.name, b.name)) in told:
                continue
            if listing.form == "sentence" and _reads_as_example(ledger, one, other):
                continue
            inner, outer = (a, b) if gazetteer.surely_within(a, b) else (b, a)
            pairs.append((inner.name, outer.name))
            where |= {one.span: None, other.span: None}
        if pairs:
            # Places of one list that overlap were put together by one decision.
            reason = " and ".join(f"{outer} contains {inner}" for inner, outer in pairs)
            places = " and ".join(dict.fromkeys(name for pair in pairs for name in pair))
            values = {"entry": pairs[0][0], "other": pairs[0][1], "places": places, "reason": reason}
            yield _conflict("contradiction", [("entry", span) for span in where], **values)


def _find_nested_shares(ledger: Ledger, gazetteer: Gazetteer) -> Iterator[Conflict]:
    """Shares that make 100 % only if a member is counted beside the region that contains it."""
    for split in _nested(ledger, gazetteer):
        member, whole = split.inner[0]
        every = [*split.parts, *(inner for inner, _ in split.inner), *([split.rest] if split.rest else [])]
        where = [("share", fact.span) for fact in sorted(every, key=lambda fact: fact.span)]
        reason = f"{whole.place} contains {member.place}, yet the shares make 100% only if both are counted"
        places = f"{member.place} and {whole.place}"
        values = {"entry": str(member.place), "other": str(whole.place), "places": places, "reason": reason}
        yield _conflict("contradiction", where, **values)


def _nested(ledger: Ledger, gazetteer: Gazetteer) -> list[Split]:
    return [split for split in splits_of(ledger, gazetteer) if split.nested_fill()]


def _gives_examples(ledger: Ledger, listing: Listing) -> bool:
    """Places after `such as` or `including` are examples and need not be apart."""
    start = listing.entries[0].span.start
    return bool(_EXAMPLES.search(ledger.document.text[max(0, start - 40) : start]))


def _reads_as_example(ledger: Ledger, one: Entry, other: Entry) -> bool:
    """A member in brackets behind its whole (`Asia (China)`) explains it and is no peer."""
    between = ledger.document.text[one.span.end : other.span.start]
    return "(" in between and ")" not in between


_LOOKS: Mapping[Fault, Callable[[Ledger, Gazetteer, Sequence[Listing]], Iterator[Conflict]]] = {
    "merged": _find_merged,
    "split": _find_split,
    "misplaced": _find_misplaced,
    "duplicate": _find_duplicate,
    "unknown": _find_unknown,
    "overlap": _find_overlap,
}

KIND = CheckKind(
    name="listing",
    settings=ListingSettings,
    outcomes=("contradiction", "uncertain", "sensitive", "spelling", "kind"),
    values=frozenset({"entry", "other", "places", "region", "suggestion", "reason"}),
    run=run,
)
