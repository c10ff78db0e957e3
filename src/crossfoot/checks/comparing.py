"""Which facts may be compared at all, and how they are named in messages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby

from crossfoot import periods
from crossfoot.figures import show_value
from crossfoot.ledger.ledger import Ledger
from crossfoot.ledger.naming import is_plain, measure_key
from crossfoot.ledger.subjects import key_of
from crossfoot.model import Concept, Evidence, Fact, Figure, Interval, MentionKind, Period, Span

AMOUNTS = frozenset({MentionKind.MONEY, MentionKind.COUNT, MentionKind.QUANTITY})
"""The kinds of figures that are so much of something, neither a part nor a multiple."""
LEVELS = frozenset(Concept) - {Concept.GROWTH_RATE, Concept.CHANGE, Concept.SHARE}
_REPEATED = 4
_APART = frozenset(
    {"constant-currency", "adjusted", "respondents", "target", "of-growth", "combined", "remaining", "peak", "former"}
)
_SCENARIO = "scenario:"


def figure_of(fact: Fact) -> Figure:
    """The figure of a fact that is known to have one (callers select with `is_readable`)."""
    if fact.figure is None:
        raise ValueError("a fact without a figure cannot be compared")
    return fact.figure


def is_readable(fact: Fact) -> bool:
    """Whether a fact has a figure and a concept."""
    return fact.figure is not None and fact.concept is not None


def is_share(fact: Fact) -> bool:
    """Whether a figure of the running text is a share in percent."""
    percent = fact.figure is not None and fact.figure.unit == "percent"
    return fact.concept is Concept.SHARE and percent and fact.cell is None


def same_subject(ledger: Ledger, one: Fact, other: Fact) -> bool:
    """Whether two facts are about the same market, company or segment in the same place.

    Cells of a table are set against other files alone: inside a report the table's own checks speak of them.
    """
    subjects = ledger.graph.same(key_of(one.subject), key_of(other.subject)) or key_of(one.subject) == key_of(
        other.subject
    )
    in_text = one.cell is None and other.cell is None
    return subjects and one.place == other.place and (in_text or ledger.are_between(one, other))


def same_source(ledger: Ledger, one: Fact, other: Fact) -> bool:
    """Whether nothing says that two different forecasters speak.

    Where a report names one source only, its own figures are taken to be that source's; where it
    compares several, a figure with a named source is not the report's own.
    """
    if one.source is None or other.source is None:
        return one.source == other.source or len(ledger.sources) <= 1
    return one.source == other.source


def same_basis(one: Fact, other: Fact) -> bool:
    """Whether the words that make figures incomparable are the same beside both."""
    return _setting_apart(one) == _setting_apart(other)


def _setting_apart(fact: Fact) -> set[str]:
    return {word for word in fact.qualifiers if word in _APART or word.startswith(_SCENARIO)}


def same_measure(ledger: Ledger, one: Fact, other: Fact) -> bool:
    """Whether both measure the same thing in the same unit (`net revenue` is not `gross revenue`).

    Between files a figure without a measure is what its concept alone says (`revenue`, `net sales`).
    """
    if one.concept is not other.concept or one.figure is None or other.figure is None:
        return False
    if one.concept is Concept.MARKET_SIZE:
        return one.figure.unit == other.figure.unit
    same = measure_key(one) == measure_key(other)
    plain = bool(ledger.members) and ledger.are_between(one, other) and is_plain(one) and is_plain(other)
    return one.figure.unit == other.figure.unit and (same or (plain and not (one.measure and other.measure)))


def distinct(facts: Iterable[Fact]) -> list[Fact]:
    """The facts without the further repetitions of one statement.

    A statement that stands word for word in every section is compared where it stands first
    and a few times more; comparing all with all would take the square of a long report.
    """
    seen: Counter[tuple[object, ...]] = Counter()
    kept = []
    for fact in facts:
        statement = (
            key_of(fact.subject),
            fact.place,
            fact.period,
            fact.figure,
            fact.concept,
            fact.source,
            fact.qualifiers,
        )
        seen[statement] += 1
        if seen[statement] <= _REPEATED:
            kept.append(fact)
    return kept


def year_of(period: Period | None) -> int | None:
    """The calendar year at whose end a level stands, None for a span of years or no date."""
    if period is None or period.window:
        return None
    return periods.end_year(period)


def quote(ledger: Ledger, span: Span) -> str:
    """The report's own words, on one line, at most 80 characters."""
    words = " ".join(ledger.document.text[span.start : span.end].split())
    return words if len(words) <= 80 else words[:77] + "…"


def words_before(ledger: Ledger, sentence: Span, at: int, reach: int) -> str:
    """The words of a sentence right before an offset, at most `reach` characters."""
    return ledger.document.text[max(sentence.start, at - reach) : at]


def counted_noun(fact: Fact) -> str:
    """The noun that a count counts, without its adjectives; empty where it names none."""
    return key_of(figure_of(fact).unit).rpartition(" ")[2]


def lies_above(one: Interval, other: Interval) -> bool:
    """Whether every value of one interval is larger than every value of the other."""
    return one.low is not None and other.high is not None and one.low > other.high


def said(ledger: Ledger, fact: Fact) -> str:
    """A figure as the report prints it, with its hedge."""
    return quote(ledger, fact.quoted)


def values_of_equation(
    start: str, end: str, rate: str, implied: str, years: str, periods: tuple[str, str] = ("before", "after")
) -> dict[str, str]:
    """What the messages of equations may name: the figures as printed, and what follows from them."""
    return {
        "start": start,
        "end": end,
        "rate": rate,
        "start.period": periods[0],
        "end.period": periods[1],
        "implied": implied,
        "years": years,
        "computed": f"From {start} to {end} is {implied}",
    }


def evidence(**roles: Span) -> tuple[Evidence, ...]:
    """Evidence in the order of the report, one place for each role."""
    return tuple(
        sorted((Evidence(span, role) for role, span in roles.items()), key=lambda place: (place.span, place.role))
    )


def evidence_of(places: Iterable[tuple[str, Span]]) -> tuple[Evidence, ...]:
    """Evidence in the order of the report from (role, span) pairs."""
    return tuple(sorted((Evidence(span, role) for role, span in places), key=lambda place: (place.span, place.role)))


def printed(fact: Fact) -> str:
    """The nominal value of a fact's figure, short."""
    figure = figure_of(fact)
    return show_value(figure.value, figure.unit)


def by_subject(ledger: Ledger, facts: Iterable[Fact]) -> dict[tuple[str, str | None], list[Fact]]:
    """Facts grouped by subject and place, in the order of the report."""
    groups: dict[tuple[str, str | None], list[Fact]] = {}
    for fact in facts:
        groups.setdefault((ledger.graph.head(key_of(fact.subject)), fact.place), []).append(fact)
    return groups


def by_block(facts: Iterable[Fact]) -> dict[int, list[Fact]]:
    """Facts grouped by the block that they stand in, in the order of the report."""
    groups: dict[int, list[Fact]] = {}
    for fact in facts:
        groups.setdefault(fact.block, []).append(fact)
    return groups


def by_sentence(ledger: Ledger) -> Iterator[list[Fact]]:
    """The facts of running text, sentence by sentence."""
    prose = (fact for fact in ledger.facts if fact.cell is None)
    for _, facts in groupby(prose, key=lambda fact: fact.sentence):
        yield list(facts)
