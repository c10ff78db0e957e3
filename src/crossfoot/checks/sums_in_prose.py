"""The sums of sentences and lists: a total beside what it is said to consist of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from crossfoot.checks.comparing import AMOUNTS, by_sentence, counted_noun, figure_of, is_readable, words_before
from crossfoot.checks.summation import Summation, is_addable
from crossfoot.ledger.ledger import Ledger
from crossfoot.ledger.subjects import key_of
from crossfoot.model import BlockKind, Concept, Fact, MentionKind

_CONSISTS = re.compile(
    r"\b(?:compris(?:ing|ed of|es)|consist(?:ing|s|ed) of|made up of|composed of|divided into|split (?:into|between)|"
    r"broken down (?:into|as)|namely|that is)\b\s*:?\s*(?:the\s+|about\s+|some\s+)*$",
    re.IGNORECASE,
)
_OF_WHICH = re.compile(r"\b(?:of which|of whom|including|among them)\s+(?:the\s+|about\s+|some\s+|at least\s+)*$", re.I)
_TOTALS = re.compile(
    r"\b(?:total(?:s|l?ed|l?ing)|(?:adds?|added|adding|sums?|summed|summing) (?:up )?to|"
    r"amount(?:s|ed|ing)? together to|"
    r"(?:for|to|makes?|making|brings?|bringing) (?:a|the)\s+(?:\w+\s+){0,2}?total (?:of|to)|"
    r"brought the (?:\w+\s+){0,2}total to)\s+(?:about\s+|approximately\s+)?$",
    re.IGNORECASE,
)
_TOGETHER = re.compile(r"\b(?:combined with|together with|along with|plus|added to|coupled with)\b", re.IGNORECASE)
# `plus his fees, for a total of`: a part without a figure.
_UNTOLD = re.compile(r"\b(?:plus|and|as well as|in addition to|on top of|before|net of|less)\s", re.IGNORECASE)
# Groups that people fall into: `150 voters, comprising 70 women and 80 men`.
_PEOPLE = frozenset("male female man men woman women boy girl adult child children youth member".split())
_CLOSES_ROW = re.compile(
    r"[^,;.:]{0,40},\s*(?:(?:or|and)\s+)?(?:together|in total|in all|altogether|(?:for |making )?a total of|"
    r"making)\s+(?:about\s+)?",
    re.IGNORECASE,
)
_JOINS = re.compile(r",|\band\b|&|\bplus\b")
_REACH = 60
_AND = re.compile(r"[^.;:]{0,90}?(?:,\s*(?:and\s+)?|\band\s+|\bplus\s+|&\s*)[^.;:,]{0,50}", re.IGNORECASE)
_NEXT_CLAUSE = re.compile(
    r"[;.]\s|,\s*(?:while|whereas|but|compared|up|down|which)\b|\b(?:compared|versus|up from)\b", re.I
)
_COST = re.compile(r"\bcosts? of (?:goods(?: sold)?|sales|revenues?)\b[^,;]{0,30}$", re.IGNORECASE)
_GROSS = re.compile(r"\bgross (?:profit|margin)\b[^,;]{0,30}$", re.IGNORECASE)
_TOTAL_IN_LEAD = re.compile(r"\b(?:total|in all|overall|combined|sum)\b", re.IGNORECASE)
_MOST_PARTS = 12


def sums_in_prose(ledger: Ledger) -> Iterator[Summation]:
    """The sums of the report's sentences and lists."""
    for facts in by_sentence(ledger):
        values = [fact for fact in facts if _is_value(fact)]
        if len(values) > 2:
            yield from _consisting_of(ledger, values)
            yield from _totalling(ledger, values)
            yield from _closing(ledger, values)
            yield from _gross_profit(ledger, values)
        elif len(values) == 2:
            yield from _consisting_of(ledger, values)
    yield from _lists(ledger)


def _is_value(fact: Fact) -> bool:
    return is_readable(fact) and fact.kind in AMOUNTS and not fact.increment and "from" not in fact.qualifiers


def _between(ledger: Ledger, one: Fact, other: Fact) -> str:
    return ledger.document.text[one.span.end : other.quoted.start]


def _consisting_of(ledger: Ledger, values: Sequence[Fact]) -> Iterator[Summation]:
    """`a total of 300 voters, comprising 140 women and 160 men`; `$9m, including $4m from X and $2m from Y`."""
    for index, total in enumerate(values[:-1]):
        words = _between(ledger, total, values[index + 1])
        whole = bool(_CONSISTS.search(words))
        if len(words) > 120 or not (whole or _OF_WHICH.search(words)):
            continue
        parts = _row_from(ledger, values, index + 1)
        # `70 wards, including 603 men`: only what is said to be all tells that men are what is counted.
        alike = whole or all(_same_things(part, total) for part in parts)
        if len(parts) < (2 if whole else 1) or not alike or not _addable(total, parts):
            continue
        said_so = "all parts are named" if whole else "the parts named lie inside the total"
        yield Summation(total, tuple(parts), only_excess=not whole, assumptions=(said_so,))
        return


def _row_from(ledger: Ledger, values: Sequence[Fact], first: int) -> list[Fact]:
    """The values from one on that stand in a row with it."""
    row = [values[first]]
    for value in values[first + 1 : first + _MOST_PARTS]:
        words = _between(ledger, row[-1], value)
        if _NEXT_CLAUSE.search(words) or not _AND.fullmatch(words):
            break
        row.append(value)
    return row


def _totalling(ledger: Ledger, values: Sequence[Fact]) -> Iterator[Summation]:
    """`$199m of debt capacity, which, combined with $45m of cash, totalled $244m`."""
    for index in range(2, len(values)):
        total, parts = values[index], list(values[:index])
        lead = _between(ledger, parts[-1], total)
        if not _TOTALS.search(lead) or _UNTOLD.search(lead) or not _addable(total, parts):
            continue
        joints = [_between(ledger, one, other) for one, other in pairwise(parts)]
        if any(_TOGETHER.search(words) for words in joints):
            yield Summation(total, tuple(parts), assumptions=("the two are the whole of it",))
            return


def _closing(ledger: Ledger, values: Sequence[Fact]) -> Iterator[Summation]:
    """`the state pays €144 million and the port €96 million, together €240 million`: the total closes the row."""
    for index in range(2, len(values)):
        total = values[index]
        if not _CLOSES_ROW.fullmatch(_between(ledger, values[index - 1], total)):
            continue
        parts = [values[index - 1]]
        for value in reversed(values[max(0, index - _MOST_PARTS) : index - 1]):
            words = _between(ledger, value, parts[0])
            if _NEXT_CLAUSE.search(words) or len(words) > _REACH or not _JOINS.search(words):
                break
            parts.insert(0, value)
        if len(parts) > 1 and _addable(total, parts):
            yield Summation(total, tuple(parts), assumptions=("the row before it is the whole of it",))
            return


def _gross_profit(ledger: Ledger, values: Sequence[Fact]) -> Iterator[Summation]:
    """Revenue is the cost of goods sold and the gross profit together."""
    left = {id(v): words_before(ledger, v.sentence, v.quoted.start, 70) for v in values}
    cost = [v for v in values if _COST.search(left[id(v)])]
    gross = [v for v in values if _GROSS.search(left[id(v)])]
    revenue = [v for v in values if v.concept is Concept.REVENUE and v not in cost and v not in gross]
    if len(cost) == len(gross) == len(revenue) == 1 and _addable(revenue[0], [cost[0], gross[0]]):
        assumed = ("revenue is the cost of goods sold and the gross profit together",)
        yield Summation(revenue[0], (cost[0], gross[0]), "revenue", assumptions=assumed)


def _addable(total: Fact, parts: Sequence[Fact]) -> bool:
    if total.kind is MentionKind.COUNT:
        alike = all(part.kind is MentionKind.COUNT and _counts_some_of(part, total) for part in parts)
        return alike and all(figure_of(part).upper is None for part in (total, *parts))
    return is_addable([total, *parts])


def _counts_some_of(part: Fact, total: Fact) -> bool:
    """Whether a count may be one of the things of another: the same noun, none, or a group of people."""
    return _same_things(part, total) or not _PEOPLE.isdisjoint(key_of(figure_of(part).unit).split())


def _same_things(part: Fact, total: Fact) -> bool:
    return counted_noun(part) in ("", counted_noun(total))


def _lists(ledger: Ledger) -> Iterator[Summation]:
    """A line such as `a total of 1,780 tonnes, comprising:` with one value in each item of the list below."""
    text = ledger.document.text
    for items in ledger.item_lists:
        lead = ledger.document.blocks[items.lead] if items.lead is not None else None
        values = [fact for fact in ledger.facts_in(lead.span) if _is_value(fact)] if lead is not None else []
        if lead is None or not values or lead.kind in (BlockKind.LIST_ITEM, BlockKind.TABLE_CELL):
            continue
        words = text[values[-1].span.end : lead.span.end].rstrip()
        before = text[lead.span.start : values[-1].span.start]
        told = _CONSISTS.search(words.rstrip(" :")) or _TOTAL_IN_LEAD.search(before[-60:])
        parts = [[fact for fact in ledger.facts_in(item) if _is_value(fact)] for item in items.items]
        if words.endswith(":") and told and all(len(each) == 1 for each in parts):
            row = [each[0] for each in parts]
            if _addable(values[-1], row):
                yield Summation(values[-1], tuple(row), assumptions=("the list names all parts",))
