"""Check kind `membership`: two lists of the same things in one report must name the same things."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crossfoot.checks.comparing import evidence_of, quote
from crossfoot.checks.kind import CheckKind, Settings
from crossfoot.checks.spelling import is_misspelling
from crossfoot.gazetteer import Gazetteer
from crossfoot.ledger.item_lists import ItemList
from crossfoot.ledger.ledger import Ledger
from crossfoot.ledger.subjects import key_of
from crossfoot.model import CheckResult, Conflict, Span

_WORD = re.compile(r"[^\W_]+")
_CUT = re.compile(r"\s*(?:[:(–—]|\s-\s)")
_REST = re.compile(r"\b(?:others?|rest|etc|more|additional|miscellaneous)\b", re.IGNORECASE)
_LONGEST = 6
_LEAST_SHARED = 2


class MembershipSettings(Settings):
    """How alike two lists must be to be lists of the same things.

    `least_shared` is the part (0 to 1) of the shorter list that must stand in the longer one,
    `most_missing` how many items may stand in one of them alone.
    """

    least_shared: float
    most_missing: int


@dataclass(frozen=True, slots=True)
class _Named:
    """A list with its items by key."""

    items: ItemList
    keys: dict[str, Span]

    @property
    def complete(self) -> bool:
        """Whether the list is presented as the whole: bullets, or a row after `namely` or a colon."""
        return self.items.closed and not self.items.open_ended and not any(map(_REST.search, self.keys))


def run(ledger: Ledger, gazetteer: Gazetteer, settings: MembershipSettings) -> CheckResult:
    """Set every two lists side by side that share most of their items."""
    conflicts: list[Conflict] = []
    compared: list[tuple[Span, ...]] = []
    lists = [named for items in ledger.item_lists if (named := _named(ledger, gazetteer, items)) is not None]
    for one, other in _alike(ledger, lists, settings):
        compared.append((*one.keys.values(), *other.keys.values()))
        if (conflict := _compared(ledger, one, other, settings)) is not None:
            conflicts.append(conflict)
    return CheckResult(tuple(conflicts), tuple(compared))


def _named(ledger: Ledger, gazetteer: Gazetteer, items: ItemList) -> _Named | None:
    """A list of short names; None for lists of places, which are checked as such, and of sentences."""
    if items.form == "row":
        return None
    keys: dict[str, Span] = {}
    places = told = 0
    for span in items.items:
        words = ledger.document.text[span.start : span.end]
        cut = _CUT.search(words)
        if cut is not None and cut.start():
            told += bool(_WORD.search(words, cut.end()))
            words = words[: cut.start()]
        tokens = [token.lower() for token in _WORD.findall(words)]
        if not tokens or len(tokens) > _LONGEST:
            return None
        places += gazetteer.find(words.strip()) is not None
        keys.setdefault(key_of(" ".join(tokens)), span)
    # Bullets that go on after the name say something of each; they need not name all.
    if places * 3 >= len(items.items) or told * 2 > len(items.items) or len(keys) < _LEAST_SHARED + 1:
        return None
    return _Named(items, keys)


def _alike(ledger: Ledger, lists: Sequence[_Named], settings: MembershipSettings) -> Iterator[tuple[_Named, _Named]]:
    """Every two lists that share enough items; found by their items, so that unlike lists cost nothing."""
    holders: dict[str, list[int]] = defaultdict(list)
    for number, named in enumerate(lists):
        for key in named.keys:
            holders[key].append(number)
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for numbers in holders.values():
        # The first list that names a thing is set against the others: all against all would be the square.
        for number in numbers[1:]:
            shared[numbers[0], number] += 1
    for (one, other), count in sorted(shared.items()):
        shorter = min(len(lists[one].keys), len(lists[other].keys))
        if count >= _LEAST_SHARED and count >= settings.least_shared * shorter:
            leads = [lead for number in (one, other) if (lead := _lead(ledger, lists[number])) is not None]
            if len(set(leads)) < 2:
                yield lists[one], lists[other]


def _lead(ledger: Ledger, named: _Named) -> str | None:
    """The line over bullets, which says of what they are the list; None for a row in a sentence, which fits any."""
    if named.items.lead is None:
        return None
    span = ledger.document.blocks[named.items.lead].span
    return key_of(ledger.document.text[span.start : span.end].rstrip(" :*_"))


def _compared(ledger: Ledger, one: _Named, other: _Named, settings: MembershipSettings) -> Conflict | None:
    missing = [*_missing(one, other), *_missing(other, one)]
    if not missing or len(missing) > settings.most_missing:
        return None
    spans = [span for _, span in missing]
    here = [("missing", span) for span in spans]
    elsewhere = [
        ("list", named.items.items[0]) for named in (one, other) if any(lacking is named for lacking, _ in missing)
    ]
    names = " and ".join(f"“{quote(ledger, span)}”" for span in spans)
    rest = [key for key in one.keys if key in other.keys]
    values = {
        "names": names,
        "shared": ", ".join(quote(ledger, one.keys[key]) for key in rest[:3]),
        "count": str(len(rest)),
    }
    repairs = (f"name {names} in both lists", "or in neither")
    return Conflict("contradiction", evidence_of([*here, *elsewhere]), values, "", (), repairs)


def _missing(complete: _Named, other: _Named) -> Iterator[tuple[_Named, Span]]:
    """The items of another list that a list lacks, although it is presented as the whole."""
    if not complete.complete:
        return
    for key, span in other.keys.items():
        if not any(_one_thing(key, known) for known in complete.keys) and not _REST.search(key):
            yield complete, span


def _one_thing(one: str, other: str) -> bool:
    """Whether two names may be of one thing: the same, a shorter form, another spelling, an acronym."""
    if one == other:
        return True
    first, second = set(one.split()), set(other.split())
    if first <= second or second <= first or one in other or other in one:
        return True
    for short, words in ((one, other.split()), (other, one.split())):
        if " " not in short and len(words) > 1 and short == "".join(word[0] for word in words):
            return True
    mine, theirs = one.split(), other.split()
    # `Artel Data` may be `Artel Systems`: companies are often called by their first word.
    return (mine[0] == theirs[0] and len(mine[0]) > _LEAST_SHARED) or any(
        is_misspelling(a, b) for a, b in zip(mine, theirs, strict=False)
    )


KIND = CheckKind(
    name="membership",
    settings=MembershipSettings,
    outcomes=("contradiction",),
    values=frozenset({"names", "shared", "count"}),
    run=run,
)
