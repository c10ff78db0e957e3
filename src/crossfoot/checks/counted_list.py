"""Check kind `counted-list`: a stated number of things against the list that follows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crossfoot.checks.comparing import evidence_of, figure_of, quote, said
from crossfoot.checks.kind import CheckKind, Settings
from crossfoot.gazetteer import Gazetteer
from crossfoot.ledger.item_lists import ItemList
from crossfoot.ledger.ledger import Ledger
from crossfoot.model import BlockKind, Bound, CheckResult, Conflict, Fact, MentionKind, Span

_MOST = 30
# Between the number and its list stand the things counted and what introduces the list.
_LEADS_TO_LIST = re.compile(
    r"[\s*_”\"]*[^.;:()\d]{0,60}?\s*(?:[,—–:(-]\s*)?(?:(?:including|include[sd]?|such as|namely|which are|these are|"
    r"they are|are|as follows|comprising|for example|like|featuring|the following)\b[\s:,]*)?[:—–\s*_(]*(?:the\s+)?",
    re.IGNORECASE,
)
_PROMISES = re.compile(
    r"\b(?:following|these|those|below|covers?|lists?|offers?|comes? in|here are|there are|"
    r"as follows|namely|are|include[sd]?|"
    r"(?:divided|segmented|split|classified|categori[sz]ed|grouped) into|falls? into)\b",
    re.I,
)
# `Six of the top 10 markets`: the ten are not listed.
_OF_THE = re.compile(r"\b(?:of|among) (?:the|its|our|their|these|those|all)\s+(?:\w+\s+)?$", re.IGNORECASE)
_TIMES = frozenset("year years month months week weeks day days hour hours minute minutes time times percent".split())
_SEVERAL_EACH = re.compile(r"\s(?:for|with|from|by|between|per)\s", re.IGNORECASE)


class CountedListSettings(Settings):
    """This kind has nothing to set."""


def run(ledger: Ledger, gazetteer: Gazetteer, settings: CountedListSettings) -> CheckResult:
    """Count the items of each list that a number announces."""
    conflicts: list[Conflict] = []
    compared: list[tuple[Span, ...]] = []
    for fact, items in _announced(ledger):
        compared.append((fact.span, *items.items))
        number = int(figure_of(fact).value)
        more, fewer = items.least > number, items.most < number and items.closed and not items.open_ended
        if more or fewer:
            conflicts.append(_conflict(ledger, fact, items, "more" if more else "fewer"))
    return CheckResult(tuple(conflicts), tuple(compared))


def _announced(ledger: Ledger) -> Iterator[tuple[Fact, ItemList]]:
    for items in ledger.item_lists:
        if items.form == "row":
            continue
        fact = _number_before(ledger, items) if items.form == "sentence" else _number_of_lead(ledger, items.lead)
        if fact is not None:
            yield fact, items


def _is_number_of_things(fact: Fact) -> bool:
    figure = fact.figure
    if fact.kind is not MentionKind.COUNT or figure is None or figure.upper is not None or not figure.unit:
        return False
    whole = figure.value == figure.value.to_integral_value() and 2 <= figure.value <= _MOST
    return whole and figure.bound is Bound.EXACT and figure.unit.split()[-1].casefold() not in _TIMES


def _number_before(ledger: Ledger, items: ItemList) -> Fact | None:
    """The number in the sentence of a list that nothing but its things parts from the list."""
    sentence = ledger.sentence_at(items.start)
    if sentence is None:
        return None
    before = [f for f in ledger.facts_in(sentence) if f.span.end <= items.start]
    fact = before[-1] if before else None
    if fact is None or not _is_number_of_things(fact):
        return None
    text = ledger.document.text
    if not _LEADS_TO_LIST.fullmatch(text, fact.span.end, items.items[0].start):
        return None
    if _OF_THE.search(text, max(sentence.start, fact.span.start - 30), fact.span.start):
        return None
    inner = (text[span.start : span.end] for span in items.items)
    return None if any(_SEVERAL_EACH.search(words) for words in inner) else fact


def _number_of_lead(ledger: Ledger, lead: int | None) -> Fact | None:
    """The number of a line such as `Here are four companies to watch:`, or of a heading `5 key trends`."""
    block = ledger.document.blocks[lead] if lead is not None else None
    facts = ledger.facts_in(block.span) if block is not None else ()
    if block is None or not facts:
        return None
    words = ledger.document.text[block.span.start : block.span.end].strip(" *_\n")
    fact = facts[-1]
    if not _is_number_of_things(fact) or block.kind is BlockKind.TABLE_CELL:
        return None
    if _OF_THE.search(ledger.document.text, max(block.span.start, fact.span.start - 30), fact.span.start):
        return None
    if words.endswith(":"):
        behind = ledger.document.text[fact.span.end : block.span.end]
        near = not re.search(r"[.!?]\s", behind) and len(behind) < 120
        return fact if near and _PROMISES.search(ledger.document.text, fact.sentence.start, block.span.end) else None
    opens = ledger.document.text[block.span.start : fact.span.start].strip(" *_").casefold()
    heading = block.kind in (BlockKind.HEADING, BlockKind.TITLE)
    return fact if heading and opens in ("", "the", "top", "the top", "our", "our top") else None


def _conflict(ledger: Ledger, fact: Fact, items: ItemList, outcome: str) -> Conflict:
    counted = str(items.least) if items.least == items.most else f"{items.least} or {items.most}"
    names = [quote(ledger, span) for span in items.items]
    shown = names if len(names) <= 12 else [*names[:11], "…"]
    numbered = ", ".join(f"{n} {name if len(name) <= 40 else name[:39] + '…'}" for n, name in enumerate(shown, 1))
    values = {"number": said(ledger, fact), "counted": counted, "things": figure_of(fact).unit}
    places = evidence_of((("number", fact.span), *(("item", span) for span in items.items)))
    repairs = (f"{counted} for {quote(ledger, fact.span)}", "or the list with the right items")
    return Conflict(outcome, places, values, numbered, (f"the list names the {figure_of(fact).unit}",), repairs)


KIND = CheckKind(
    name="counted-list",
    settings=CountedListSettings,
    outcomes=("more", "fewer"),
    values=frozenset({"number", "counted", "things"}),
    run=run,
)
