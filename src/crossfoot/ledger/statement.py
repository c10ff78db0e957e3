"""A whole report stated as a ledger."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from crossfoot.annotate import AnnotatedBlock, annotate
from crossfoot.annotate.language import is_supported, language_of
from crossfoot.annotate.periods import report_date
from crossfoot.gazetteer import Gazetteer
from crossfoot.ledger.aliases import aliases
from crossfoot.ledger.attribution import SubjectReader
from crossfoot.ledger.graph import SubjectGraph
from crossfoot.ledger.house import PLAIN, House
from crossfoot.ledger.ledger import Ledger
from crossfoot.ledger.listings import listings_of
from crossfoot.ledger.prose import ProseReader
from crossfoot.ledger.reporting_period import reporting_period
from crossfoot.ledger.split_parts import with_split_parts
from crossfoot.ledger.subjects import main_company, main_subject, markets_named, title_span
from crossfoot.ledger.tables import TableReader
from crossfoot.ledger.times import Moment
from crossfoot.ledger.windows import forecast_window, window_claims
from crossfoot.model import BlockKind, Document, Fact, Mention, MentionKind


def state_report(document: Document, gazetteer: Gazetteer, house: House = PLAIN) -> Ledger:
    """Everything that a report states; a report in a language that is not read says so and states nothing.

    What the house says of it counts more than what the report says itself.
    """
    language = language_of(document.text)
    if not is_supported(language):
        return _unread(
            document, f"the report seems to be in another language than English ({language}); none of it was checked"
        )
    annotated = annotate(document, gazetteer)
    claims = window_claims(document, annotated)
    date = house.report_date or report_date(document)
    main = main_subject(document, annotated)
    moment = Moment(forecast_window(claims), date, reporting_period(document, annotated))
    facts = tuple(with_split_parts(document, _facts(document, annotated, gazetteer, main, moment)))
    return Ledger(
        document=document,
        facts=facts,
        listings=listings_of(document, annotated, gazetteer),
        windows=claims,
        periods=_mentions(annotated, MentionKind.PERIOD),
        places=_mentions(annotated, MentionKind.PLACE),
        sentences=tuple(sentence for block in annotated for sentence in block.sentences),
        report_date=date,
        main_subject=main,
        graph=graph_of(facts, gazetteer, house),
        names=_mentions(annotated, MentionKind.NAME),
        markets=_mentions(annotated, MentionKind.MARKET),
    )


def _unread(document: Document, why: str) -> Ledger:
    return Ledger(document, (), (), (), (), (), (), None, None, SubjectGraph((), ()), why)


def _mentions(annotated: Sequence[AnnotatedBlock], kind: MentionKind) -> tuple[Mention, ...]:
    return tuple(mention for block in annotated for mention in block.mentions if mention.kind is kind)


def _facts(
    document: Document, annotated: Sequence[AnnotatedBlock], gazetteer: Gazetteer, main: str | None, moment: Moment
) -> Iterator[Fact]:
    home = _home(document, annotated)
    subjects = SubjectReader(main, main_company(document, annotated), markets_named(annotated))
    prose = ProseReader(document, subjects, moment, home)
    tables = TableReader(document, annotated, gazetteer, home, prose.read)
    by_group = {table.group: table for table in document.tables}
    number = 0
    for block in annotated:
        shape = document.blocks[block.block]
        if shape.kind is BlockKind.TABLE_CELL and shape.group is not None:
            table = by_group.pop(shape.group, None)
            found = tables.read(table, main) if table is not None else []
        else:
            found = prose.read(block)
        for fact in found:
            yield replace(fact, number=number)
            number += 1


def _home(document: Document, annotated: Sequence[AnnotatedBlock]) -> str | None:
    """The one place that the title names, which then holds for every figure that names none."""
    span = title_span(document)
    if span is None:
        return None
    named = {
        str(mention.value)
        for block in annotated
        for mention in block.mentions
        if mention.kind is MentionKind.PLACE and span.start <= mention.span.start < span.end
    }
    return named.pop() if len(named) == 1 else None


def graph_of(facts: Sequence[Fact], gazetteer: Gazetteer, house: House) -> SubjectGraph:
    """Places of the facts with part-of edges where every usual reading agrees, subjects with their abbreviations."""
    names = sorted({fact.place for fact in facts if fact.place})
    inside = [
        (part, whole) for part in names for whole in names if part != whole and gazetteer.surely_within(part, whole)
    ]
    same = (*aliases(fact.subject for fact in facts if fact.subject), *house.pairs())
    return SubjectGraph(inside, same)
