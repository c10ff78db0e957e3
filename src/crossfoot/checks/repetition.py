"""Check kind `repetition`: one thing twice in a list of names, or one thing under two names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from crossfoot.checks.comparing import evidence_of, quote
from crossfoot.checks.kind import CheckKind, Settings
from crossfoot.checks.spelling import TwoNames, company_variants, misspelt_names, names_of_tickers
from crossfoot.gazetteer import Gazetteer
from crossfoot.ledger.item_lists import ItemList
from crossfoot.ledger.ledger import Ledger
from crossfoot.model import CheckResult, Conflict, Span

Look = Literal["list", "spelling", "company", "ticker"]
_LEAST = {"bullets": 3, "sentence": 4, "row": 5}
_LONGEST = 8
_TOWNS = re.compile(
    r"\b(?:cit(?:y|ies)|towns?|locations?|communities|areas|counties|suburbs|villages|municipalities|districts|ports)\b",
    re.IGNORECASE,
)
_REACH = 60
_COMPANY_END = re.compile(r",?\s+(?:inc|ltd|llc|corp|co|plc|ag|gmbh|s\.?a|limited|corporation|company|group)\b\.?$")
_NO_NAME = re.compile(r"(?:others?|rest|row|more|etc|yes|no|n/?a|none|total|and|the)\b", re.IGNORECASE)


class RepetitionSettings(Settings):
    """What is looked for.

    `list`: a name twice in one list. `spelling`: a name that is nearly another one.
    `company`: a company with its legal form under two names. `ticker`: two names before one ticker.
    """

    looks: tuple[Look, ...]


@dataclass(frozen=True, slots=True)
class Repeated:
    """Two items of one list with one name; `places` says that the list is of places."""

    first: Span
    second: Span
    places: bool


def run(ledger: Ledger, gazetteer: Gazetteer, settings: RepetitionSettings) -> CheckResult:
    """Look for each of what the settings name."""
    conflicts: list[Conflict] = []
    compared: list[tuple[Span, ...]] = []
    for look in settings.looks:
        if look == "list":
            conflicts += (_conflict(ledger, each) for each in repeated_names(ledger, gazetteer) if not each.places)
            compared += (each.items for each in ledger.item_lists if len(each.items) >= _LEAST[each.form])
        else:
            conflicts += (_two_names(each) for each in _TWO_NAMES[look](ledger))
            compared += ((name.span,) for name in ledger.names)
    return CheckResult(tuple(conflicts), tuple(compared))


def _two_names(each: TwoNames) -> Conflict:
    """The rare spelling is the likely slip; of the usual one the first place is shown."""
    places = evidence_of([*(("name", span) for span in each.rare_spans), ("usual", each.usual_spans[0])])
    counted = f"{len(each.usual_spans)} times" if len(each.usual_spans) > 1 else "once"
    reason = f"both carry the ticker {each.ticker}" if each.ticker else f"the first stands once, the second {counted}"
    values = {"name": each.rare, "other": each.usual, "reason": reason}
    repairs = (f"“{each.usual}” in every place",)
    return Conflict("ticker" if each.ticker else "spelling", places, values, "", (), repairs, each.rare_spans[0])


def repeated_names(ledger: Ledger, gazetteer: Gazetteer) -> Iterator[Repeated]:
    """The names that stand twice in a list, except places that the gazetteer knows."""
    told: set[tuple[int, int]] = set()
    for items in ledger.item_lists:
        if len(items.items) < _LEAST[items.form]:
            continue
        seen: dict[str, Span] = {}
        for span in items.items:
            words = ledger.document.text[span.start : span.end]
            key = _key(words)
            if not key or gazetteer.find(words) is not None:
                continue
            first = seen.setdefault(key, span)
            if first is not span and (first.start, span.start) not in told:
                told.add((first.start, span.start))
                yield Repeated(first, span, _is_of_places(ledger, gazetteer, items))


def _key(words: str) -> str:
    """A name without case, article, punctuation and company suffix; empty for what is no short name."""
    plain = " ".join(words.split()).strip(" .,;:*–-“”\"'").casefold()
    if len(plain.split()) > _LONGEST:
        return plain  # a whole sentence stands twice only by a slip
    if len(plain) < 3 or _NO_NAME.fullmatch(plain) or plain[0].isdigit():
        return ""
    if not any(letter.isupper() for letter in words) and " " not in plain:
        return ""
    return _COMPANY_END.sub("", plain.removeprefix("the ").removesuffix("’s").removesuffix("'s"))


def _is_of_places(ledger: Ledger, gazetteer: Gazetteer, items: ItemList) -> bool:
    text = ledger.document.text
    sentence = ledger.sentence_at(items.start)
    start = max(sentence.start if sentence else 0, items.start - _REACH)
    if _TOWNS.search(text, start, items.start) or _TOWNS.search(text, items.items[-1].start, items.items[-1].end + 30):
        return True
    known = sum(gazetteer.find(text[span.start : span.end]) is not None for span in items.items)
    return known * 4 >= len(items.items)


def _conflict(ledger: Ledger, each: Repeated) -> Conflict:
    name = quote(ledger, each.first)
    places = evidence_of((("item", each.first), ("item", each.second)))
    repairs = (f"keep one “{name}”", "or put the name that was meant in its place")
    return Conflict(
        "contradiction", places, {"name": name, "other": name, "reason": "both stand in one list"}, "", (), repairs
    )


_TWO_NAMES = {"spelling": misspelt_names, "company": company_variants, "ticker": names_of_tickers}

KIND = CheckKind(
    name="repetition",
    settings=RepetitionSettings,
    outcomes=("contradiction", "spelling", "ticker"),
    values=frozenset({"name", "other", "reason"}),
    run=run,
    joint=True,
)
