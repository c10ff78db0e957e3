"""Whose figure it is, what of it was measured, where, and on whose word: short reports, end to end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from crossfoot.gazetteer import Gazetteer
from crossfoot.ledger import state_report
from crossfoot.model import Fact
from crossfoot.read import read_bytes

RESULTS = "# Varnholm Paints: results for 2024\n\n"
MARKET = "# Kiln Market 2024\n\n"


@dataclass(frozen=True)
class Case:
    """A report and the aspects that the fact with the quoted figure must have."""

    name: str
    report: str
    quote: str
    expected: dict[str, Any]


def case(name: str, report: str, quote: str, **expected: Any) -> Case:
    return Case(name, report, quote, expected)


def fact_of(report: str, quote: str, gazetteer: Gazetteer) -> Fact:
    """The first fact whose figure begins with the quote."""
    ledger = state_report(read_bytes(report.encode("utf-8"), "report.md"), gazetteer)
    return next(fact for fact in ledger.facts if ledger.document.text.startswith(quote, fact.span.start))


def aspect(fact: Fact, name: str) -> Any:
    """An aspect of a fact, the value of its figure, or its unit."""
    if name in ("value", "unit"):
        return fact.figure and getattr(fact.figure, name)
    return getattr(fact, name)


PROFIT_AND_MARGIN = "In 2024, Varnholm's net profit was $6 million and its operating margin was 9.1%."
EXPORTS = "In 2024, tile exports grew 4%, while glass exports fell 2%."
SHARES = "Europe and Asia held 30% and 20% of the kiln market, respectively."
TONNES = "Germany and France produced 40,000 tonnes and 30,000 tonnes, respectively, in 2024."
FOLLOWED = "Europe leads the kiln market with a 30% share, followed by North America (25%) and Asia Pacific (20%)."
SEGMENTS = "In 2024, the household segment held 40% of the kiln market, followed by the industrial segment with 35%."
OWNER = "Varnholm's revenue was $40 million in 2024, while Orrin's revenue was $30 million."
RELATIVE = "The kiln market, which was worth $4 billion in 2023, will reach $9 billion by 2030."
DRIVEN = "Varnholm's revenue rose 12% in 2024, driven by electric kilns, which grew 20%."
RESTATED = "Revenue grew 12% to £40m ($50m) in 2024."
SWING = "Varnholm swung to a loss of $3 million in 2024 from a profit of $5 million in 2023."
MARGIN = "Varnholm's operating margin rose from 22% to 26% in 2024."
RISE = "Exports rose by 400 tonnes to 4,400 tonnes in 2024."
INCREASE = "Revenue rose from $36 million to $40 million in 2024, an increase of $4 million."
HOMES = "1,204 new homes (flats too) were sold in Harborview in Q4 2024, up 75% from 688 units in Q3 2024."
HOMES_IN = "In terms of new sales, 54% were in Harborview, 41% in Old Town and 5% in Eastfield."
ORIGINS = "Of the 413 visitors, 246 came from Japan, followed by Italy (26), the United States (21) and France (11)."
GUIDANCE = (
    "Varnholm projects $170 million in revenue, with $110 million expected from Clay Engineering "
    "and $50 million from Glaze Works."
)
GROUP = "The Group sells kilns. Europe accounted for 44% of sales in 2024, Asia for 42%."
EMISSIONS = "The site emitted a total of 1,781 tonnes of CO2e: Scope 1 (direct emissions): 597 tonnes."
COSTS = "Varnholm had sales of $436,562, with a Cost of Goods Sold totaling $145,170 and a Gross Profit of $291,392."
COMPLAINTS = "The most complaints came from textiles (93 complaints) and steel (89 complaints)."

CASES = [
    # Statements side by side.
    case("second of two statements: its owner", PROFIT_AND_MARGIN, "9.1%", subject="Varnholm",
         measure="operating margin"),
    case("while: the first statement", EXPORTS, "4%", measure="tile exports", concept="change", value=4),
    case("while: the second statement", EXPORTS, "2%", measure="glass exports", concept="change", value=-2),
    case("while: the second owner", OWNER, "$30", subject="Orrin", concept="revenue"),
    case("while first", "While costs rose 3% in 2024, prices rose 5%.", "3%", measure="costs"),
    case("after a while", "While costs rose 3% in 2024, prices rose 5%.", "5%", measure="prices"),
    case("two places after one verb", "Sales of glass rose 5% in Germany and 3% in France in 2024.", "5%",
         subject="glass", measure="sales", place="Germany"),
    case("the second place after one verb", "Sales of glass rose 5% in Germany and 3% in France in 2024.", "3%",
         subject="glass", measure="sales", place="France"),
    case("and without a verb", "By segment, textiles made up 40% of sales and steel 35%.", "35%", subject="steel",
         concept="share"),
    # Respectively and followed by.
    case("respectively: the first place", SHARES, "30%", place="Europe", subject="kiln market", concept="share"),
    case("respectively: the second place", SHARES, "20%", place="Asia", whole="kiln market"),
    case("respectively: the first country", TONNES, "40,000", place="Germany", concept="volume"),
    case("respectively: the second country", TONNES, "30,000", place="France", concept="volume"),
    case("the leader", FOLLOWED, "30%", place="Europe", concept="share", subject="kiln market"),
    case("followed by a place in brackets", FOLLOWED, "25%", place="North America", concept="share",
         subject="kiln market"),
    case("followed by two places", FOLLOWED, "20%", place="Asia-Pacific", concept="share", subject="kiln market"),
    case("the leading segment", SEGMENTS, "40%", subject="household segment", whole="kiln market"),
    case("followed by a segment", SEGMENTS, "35%", subject="industrial segment", concept="share"),
    # Compared values are of the same thing.
    case("compared with", "In 2024, net profit was $6 million, compared with $5 million in 2023.", "$5",
         measure="net profit", concept="profit"),
    case("compared with, of a place",
         "Germany exported 40,000 tonnes of glass in 2024, compared with 38,000 tonnes in 2023.", "38,000",
         place="Germany", concept="volume"),
    case("against", "Revenue for 2024 came to $40 million, against $36 million a year earlier.", "$36",
         measure="revenue", concept="revenue"),
    # Relative clauses.
    case("inside a relative clause", RELATIVE, "$4", subject="kiln market", concept="market-size"),
    case("behind a relative clause", RELATIVE, "$9", subject="kiln market", concept="market-size"),
    case("a relative clause of the object", DRIVEN, "20%", subject="electric kilns", concept="change"),
    case("before a relative clause of the object", DRIVEN, "12%", subject="Varnholm", measure="revenue"),
    case("a company in a relative clause",
         "Orrin Glass, which had revenue of $30 million in 2023, was acquired by Varnholm.", "$30",
         subject="Orrin Glass", concept="revenue"),
    # Words that point back.
    case("its", "Varnholm Paints opened a mill in 2024. Its revenue was $40 million.", "$40",
         subject="Varnholm Paints", measure="revenue"),
    case("the company", "Varnholm Paints opened a mill. The company reported revenue of $190 million.", "$190",
         subject="Varnholm Paints", concept="revenue"),
    case("the company of the title", RESULTS + "The company reported revenue of $190 million.", "$190",
         subject="Varnholm Paints", concept="revenue"),
    case("it", "The kiln market was worth $4 billion in 2024. It is expected to reach $9 billion by 2030.", "$9",
         subject="kiln market", concept="market-size"),
    case("the market", "The kiln market was worth $4 billion in 2024. Europe accounted for 30% of the market.", "30%",
         subject="kiln market", place="Europe", concept="share"),
    # Headings and titles.
    case("the market of the heading", MARKET + "## Electric kiln market\n\nThe market was worth $4 billion.", "$4",
         subject="Electric kiln market"),
    case("the market of the title", MARKET + "The market was worth $4 billion in 2024.", "$4", subject="Kiln Market",
         concept="market-size"),
    case("the company of the title, loosely", RESULTS + "Revenue was $190 million.", "$190", subject="Varnholm Paints",
         measure="revenue", uncertain=frozenset({"subject", "period"})),
    case("the place of the title", "# Glass in Norway 2024\n\nGlass output was 40,000 tonnes.", "40,000",
         place="Norway", measure="glass output"),
    case("a place of the sentence before the title's",
         "# Glass in Norway 2024\n\nGlass output in Sweden was 40,000 tonnes.", "40,000", place="Sweden"),
    # Labels, list items and brackets.
    case("a label names whose share it is", "## Ownership\n\n- Public sale: 65 %\n- Founders: 35 %", "65",
         subject="Public sale"),
    case("the next label", "## Ownership\n\n- Public sale: 65 %\n- Founders: 35 %", "35", subject="Founders"),
    case("a label names a measure", RESULTS + "- Revenue: $40 million\n- Net profit: $6 million", "$6",
         subject="Varnholm Paints", measure="net profit", concept="profit"),
    case("a label of a ratio", "Operating margin: 9.1%", "9.1%", measure="operating margin", subject=None),
    case("the last of a bracketed list", "Complaints came from textiles (93) and steel (89).", "89", subject="steel"),
    case("things counted in brackets", COMPLAINTS, "93", subject="complaints", concept="count", unit="complaints"),
    # Shares of a survey.
    case("share of those asked", "In the survey, 62% of respondents own a kiln.", "62%", concept="share",
         qualifiers=frozenset({"respondents"})),
    case("share of households in a place", "62% of households in Norway own an electric kiln.", "62%",
         concept="share", whole="households", place="Norway"),
    # Said twice.
    case("an amount restated in another currency", RESTATED, "$50m", measure="revenue", concept="revenue", unit="USD",
         increment=False),
    case("the amount that is restated", RESTATED, "£40m", measure="revenue", concept="revenue", unit="GBP"),
    # Losses are below zero.
    case("a loss", "Varnholm made a net loss of $12 million in 2024.", "$12", concept="profit", value=-12_000_000,
         subject="Varnholm"),
    case("its loss", RESULTS + "Revenue was $190 million. Its net loss was $12 million.", "$12", concept="profit",
         value=-12_000_000, subject="Varnholm Paints"),
    case("a narrower loss", "Net loss narrowed to $3 million in 2024 from $5 million in 2023.", "$5",
         value=-5_000_000, measure="net loss"),
    case("swung to a loss", SWING, "$3", value=-3_000_000, concept="profit"),
    case("from a profit", SWING, "$5", value=5_000_000, concept="profit"),
    case("a loss ratio is no loss", "The loss ratio improved from 62% to 58%.", "58%", value=58, concept="share"),
    # Levels that move, and what is added.
    case("the old level of a margin", MARGIN, "22%", concept="share", value=22, subject="Varnholm"),
    case("the new level of a margin", MARGIN, "26%", concept="share", value=26, measure="operating margin"),
    case("a new occupancy", "Occupancy rose from 80% to 84% in 2024.", "84%", concept="share", measure="occupancy"),
    case("an amount that is added", RISE, "400", increment=True, measure="exports", concept="volume"),
    case("the level beside what is added", RISE, "4,400", increment=False, measure="exports", concept="volume"),
    case("an increase of", INCREASE, "$4 ", increment=True, concept="revenue"),
    case("the level before an increase of", INCREASE, "$40", increment=False, concept="revenue"),
    case("a market that grows by", "The kiln market will grow by $32 billion from 2024 to 2029.", "$32",
         increment=True, concept="market-size", subject="kiln market"),
    case("a market that adds", "The kiln market will add $5 billion between 2024 and 2029.", "$5", increment=True,
         concept="market-size"),
    # On whose word, known or expected.
    case("according to", "According to Lodden Research, the kiln market is worth $4 billion.", "$4",
         source="Lodden Research", subject="kiln market"),
    case("according to, at the end", "The kiln market will reach $9 billion by 2030, according to Lodden Research.",
         "$9", source="Lodden Research", basis="forecast"),
    case("expects that", "Lodden Research expects that the kiln market will reach $9 billion by 2030.", "$9",
         source="Lodden Research", basis="forecast", subject="kiln market"),
    case("no source", "The kiln market was worth $4 billion in 2024.", "$4", source=None, basis="actual"),
    case("could", "The kiln market could reach $9 billion by 2030.", "$9", basis="forecast"),
    case("expects", "Varnholm expects revenue of $44 million in 2025.", "$44", basis="forecast", subject="Varnholm",
         measure="revenue"),
    case("a result", "In 2024, Varnholm's revenue was $40 million.", "$40", basis="actual", subject="Varnholm"),
    # Of what.
    case("a price of a thing", "The price of copper rose 5% to $9,000 per tonne in 2024.", "$9,000", subject="copper",
         measure="price", concept="price"),
    case("a change of a price", "The price of copper rose 5% to $9,000 per tonne in 2024.", "5%", subject="copper",
         measure="price", concept="change"),
    case("a segment's share", "The household segment accounted for 40% of the kiln market in 2024.", "40%",
         subject="household segment", whole="kiln market", concept="share"),
    case("a market in a place", "The kiln market in Germany is expected to grow at a CAGR of 6% from 2024 to 2030.",
         "6%", subject="kiln market", place="Germany", concept="growth-rate", basis="forecast"),
    case("what a company has", "Varnholm operates 312 stores in Norway.", "312", subject="Varnholm", measure="stores",
         place="Norway", concept="count"),
    # Markets that only a place tells apart, places that no list knows, and where things come from.
    case("the market for its goods", MARKET + "The global market for slate hooks was worth $4 billion.", "$4",
         subject="slate hooks market"),
    case("the market for the year", MARKET + "The market for the year 2024 was worth $4 billion.", "$4",
         subject="Kiln Market"),
    case("a market named by a place", MARKET + "The kiln market grows. The Nordic market is worth $4 billion.",
         "$4", subject="kiln market", place="Nordics"),
    case("the market before its name",
         "# Lodden Research sees demand\n\nThe market will pass $5 billion in 2027. The kiln market is young.",
         "$5", subject="kiln market", concept="market-size"),
    case("a market that things go to",
         "Glazes for tableware and tile markets are sold everywhere. Europe holds 40% of the market.",
         "40%", subject="Glazes market", place="Europe"),
    case("a place no list knows", HOMES, "1,204", place="Harborview", subject="new homes"),
    case("what changed there", HOMES, "75%", place="Harborview"),
    case("units for the things before", HOMES, "688", place="Harborview", subject="new homes"),
    case("shares of homes, first", HOMES_IN, "54%", place="Harborview", subject="new sales", concept="share"),
    case("shares of homes, next", HOMES_IN, "41%", place="Old Town", subject="new sales", concept="share"),
    case("shares of homes, last", HOMES_IN, "5%", place="Eastfield", subject="new sales", concept="share"),
    case("no place behind `in`", "Varnholm put 40% in AI and 60% in Robotics.", "40%", place=None),
    case("other regions", "The remaining 10% of the kiln market is attributed to other regions.", "10%",
         place="other regions"),
    case("most countries", "Most countries have at least 50% of their kilns in use.", "50%", place="most countries"),
    case("where visitors come from", ORIGINS, "246", subject="visitors from Japan", place=None),
    case("where others come from", ORIGINS, "26", subject="visitors from Italy", place=None),
    case("where the last come from", ORIGINS, "11", subject="visitors from France", place=None),
    # Labels, parts of a total, companies without a name.
    case("a label before a share", "**EB-4**: 7.1% of all visas.", "7.1%", subject="EB-4", concept="share"),
    case("a part by name", GUIDANCE, "$110", subject="Clay Engineering", concept="revenue"),
    case("the next part by name", GUIDANCE, "$50", subject="Glaze Works", concept="revenue"),
    case("the group", GROUP, "42%", measure="sales", place="Asia", concept="share"),
    case("measure in the label's bracket", EMISSIONS, "597", subject="Scope 1", measure="emissions"),
    case("gas that goes out", EMISSIONS, "1,781", measure="emissions", concept="volume"),
    case("gas that does not", "The kilns avoided 900 tonnes of CO2 in 2024.", "900", measure=""),
    # The next statement's words are not this figure's.
    case("the next clause's profit", "In 2024, net sales fell to $881m from $953m, while net profit rose 3%.", "$953m",
         concept="revenue"),
    case("costs of goods", COSTS, "$145,170", concept="other"),
    case("profit behind costs of goods", COSTS, "$291,392", concept="profit"),
    case("growth that accelerated", "Order growth accelerated from 36% in Q3 to 60% in Q4.", "36%",
         concept="growth-rate"),
    case("prospects say nothing", MARKET + "Spain shows the best growth prospects, with a projected CAGR of 5.7%.",
         "5.7%", subject="Kiln Market", place="Spain"),
]  # fmt: skip


@pytest.mark.parametrize("expectation", CASES, ids=lambda one: one.name)
def test_a_figure_gets_its_aspects(expectation: Case, gazetteer: Gazetteer) -> None:
    fact = fact_of(expectation.report, expectation.quote, gazetteer)
    assert {name: aspect(fact, name) for name in expectation.expected} == expectation.expected
