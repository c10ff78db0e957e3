"""What each cell of a table states: small tables, and the fact that one figure of them must become."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

import pytest

from crossfoot.gazetteer import Gazetteer
from crossfoot.ledger import state_report
from crossfoot.model import Fact
from crossfoot.read import read_bytes

MARKET = "# Global Tidal Power Market 2024\n\nThe tidal power market is growing.\n\n"
COMPANY = "# Norwick Foods Group plc annual results\n\nNorwick Foods Group plc reported its year.\n\n"
STREAMING = """# Nordic Streaming Report

## Streaming Revenue Growth

| Year | Streaming Revenue | Share of Total | Paid Subs |
|---|---|---|---|
| 2022 | €2.4bn | 34% | 40M |
| 2023 | €3.9bn | 51% | 55M+ |
"""
YEARS = """# Irish Cider Revenue Data

## Annual Revenue (2019–2021)

| Year | Revenue (Millions) | YoY Change | Notes |
|---|---|---|---|
| 2019 | €146M | — | Peak year; keg sales reached €55M |
| 2020 | €131M | -10% | 12.5% cumulative decline from 2017 |
| 2021 | €137M | 5% | 41 new taprooms |
"""
GROUPED = """<h1>Global Tidal Power Market</h1><table>
<tr><th rowspan="2">Region</th><th colspan="2">2023</th><th colspan="2">2024</th></tr>
<tr><th>Revenue (US$ mn)</th><th>Share</th><th>Revenue (US$ mn)</th><th>Share</th></tr>
<tr><td>Europe</td><td>120</td><td>40.5</td><td>135</td><td>41</td></tr>
<tr><td>Japan</td><td>60</td><td>20</td><td>66</td><td>20</td></tr>
<tr><td>Total</td><td>296</td><td>100</td><td>330</td><td>100</td></tr></table>"""
SECTIONS = (
    COMPANY
    + """| US$ million | 2023 | 2024 |
|---|---|---|
| **Europe** | | |
| Germany | 41 | 44 |
| Total | 61 | 63 |
| **Asia** | | |
| Japan | 31 | 33 |
| Total | 35 | 39 |
"""
)
NESTED = (
    MARKET
    + """| Region | Country | Capacity (MW) |
|---|---|---|
| Europe | France | 240 |
| | Spain | 35 |
| | Total | 275 |
| Asia | Japan | 12 |
"""
)
RESULTS = (
    COMPANY
    + """Amounts in £ million unless stated.

| | FY23 | FY24 | Change |
|---|---|---|---|
| Revenue | 1,204.5 | 1,310.2 | 8.8% |
| Bakery revenue | 402.0 | 431.1 | 7.2% |
| Operating profit | 96.3 | (12.4) | n/a |
| Operating margin | 8.0% | (0.9)% | -8.9 pp |
| Basic EPS (pence) | 14.2 | 15.0 | 5.6% |
| Number of stores | 312 | 330 | 18 |
"""
)
KEY_FACTS = (
    MARKET
    + """| Metric | Value |
|---|---|
| Base year | 2023 |
| Market size in 2024 | USD 4.2 billion |
| Revenue forecast in 2030 | USD 7.1 billion |
| CAGR (2024-2030) | 9.1% |
| Growth rate | CAGR of 8.8% from 2025 to 2031 |
| Largest region | Europe (38% share) |
| Number of companies profiled | 25 |
"""
)
TRANSPOSED = """# Belgian Beer Market Review

| Metric | 2022 | 2023 | 2024E |
|---|---|---|---|
| Craft volume (million hl) | 3.1 | 3.4 | 3.6 |
| YoY growth (%) | – | 9.7 | 5.9 |
| Sales (€ mn) | 1.250 | 1.310 | 1.402 |
| Price per litre (€) | 4.1 | 3.9 | 3.9 |
"""
SUP = """<h1>Solar Panel Market</h1><table><tr><th>Maker</th><th>Shipments (MW) 2024<sup>1</sup></th></tr>
<tr><td>Sunfold</td><td>1,234<sup>2</sup></td></tr><tr><td>Raylith<sup>a</sup></td><td>981</td></tr></table>"""


@dataclass(frozen=True)
class Case:
    """A table, the figure meant (as the text has it; the n-th one), and what its fact must say."""

    name: str
    source: str
    quote: str
    nth: int = 1
    want: dict[str, object] = field(default_factory=dict)


def case(name: str, source: str, quote: str, nth: int = 1, **want: object) -> Case:
    return Case(name, source, quote, nth, want)


def table(*rows: str, over: str = MARKET) -> str:
    """A Markdown table with `over` in front of it; the first row is its head."""
    width = rows[0].count("|")
    return over + "\n".join([f"| {rows[0]} |", "|" + "---|" * (width + 1), *(f"| {row} |" for row in rows[1:])]) + "\n"


def facts_of(source: str) -> list[tuple[str, Fact]]:
    name = "report.html" if source.startswith("<") else "report.md"
    ledger = state_report(read_bytes(source.encode(), name), Gazetteer.load())
    return [(ledger.document.text[f.span.start : f.span.end], f) for f in ledger.facts if f.cell is not None]


def said(fact: Fact, aspect: str) -> object:
    assert fact.figure is not None
    shown: dict[str, object] = {
        "value": fact.figure.value,
        "upper": fact.figure.upper,
        "unit": fact.figure.unit,
        "concept": fact.concept and fact.concept.value,
        "subject": (fact.subject or "").casefold(),
        "measure": fact.measure,
        "place": fact.place,
        "period": fact.period and fact.period.label,
        "basis": fact.basis.value,
        "whole": fact.whole,
        "uncertain": sorted(fact.uncertain),
        "increment": fact.increment,
        "bound": fact.figure.bound.value,
    }
    if aspect in ("total", "subtotal"):
        return aspect in fact.qualifiers
    return shown[aspect]


CASES = [
    # A head that only names a measure is no subject.
    case("row entity", table("Company | Revenue", "Marlow | $12M", "Tern | $9M"), "$12M", subject="marlow",
         measure="revenue", concept="revenue", value=12000000, unit="USD", uncertain=[]),
    case("years in rows, measure alone", YEARS, "€146M", subject="irish cider", measure="revenue", period="2019",
         concept="revenue", uncertain=["subject"]),
    case("change of the one money column", YEARS, "-10%", subject="irish cider", measure="revenue", concept="change",
         period="2019/2020", value=-10),
    case("years in rows, entity in the column head", STREAMING, "€2.4bn", subject="streaming", measure="revenue",
         period="2022", uncertain=[]),
    case("entity from the heading", STREAMING, "51%", subject="streaming", measure="share", concept="share",
         whole="total", period="2023", uncertain=["subject"]),
    case("counted things are a measure", STREAMING, "55M+", subject="streaming", measure="paid subs", concept="count",
         value=55000000, bound="over"),
    case("measure in the row, entity in the column", table("Measure | Marlow | Tern", "Revenue | $12M | $9M",
         "Net profit | $2M | $1M"), "$1M", subject="tern", measure="net profit", concept="profit"),
    case("both name something", table("Company | EV sales (units)", "Marlow | 1,200", "Tern | 900"), "1,200",
         subject="marlow", measure="ev sales", value=1200),
    case("names in a bracket", table("Format | Revenue", "Physical (vinyl-led) | $2.0M", "Other | $1M"), "$2.0M",
         subject="physical (vinyl-led)"),
    case("an abbreviation in a bracket", table("Format | Revenue", "Compact discs (CD) | $2.0M", "Other | $1M"),
         "$2.0M",
         subject="compact discs"),
    case("entity before market size", table("Year | Wave buoy market size", "2023 | $5M", "2024 | $6M"), "$6M",
         subject="wave buoy market", measure="market size", concept="market-size", period="2024"),
    case("measure of something", table("Year | Revenue from licences", "2023 | $5M", "2024 | $6M"), "$5M",
         subject="licences", measure="revenue"),
    case("caption names the entity", "<h1>Annual digest</h1><table><caption>Table 3: Oyster exports by country (€ mn)"
         "</caption><tr><th>Year</th><th>Value</th></tr><tr><td>2023</td><td>41</td></tr></table>", "41",
         subject="oyster", measure="exports", unit="EUR", value=41000000, period="2023"),
    case("a measure names nobody in a heading", table("Year | Amount", "2023 | $5M", over=MARKET + "## Revenue\n\n"),
         "$5M", subject="tidal power market", concept="revenue", measure="revenue"),
    case("generic heading", table("Year | Revenue", "2023 | $5M", over=MARKET + "## Key figures\n\n"), "$5M",
         subject="tidal power market", concept="revenue"),
    case("a name that holds a measure word", table("Company | Revenue", "Capital Growth Farms | $5M", "Tern | $1M"),
         "$5M", subject="capital growth farms", concept="revenue"),
    # Remarks.
    case("remark with its own subject", YEARS, "€55M", measure="keg sales", concept="revenue", period="2019",
         uncertain=["subject"]),
    case("remark about a change since a year", YEARS, "12.5%", concept="change", value=Decimal("-12.5"),
         period="2017/2020", subject="irish cider"),
    case("remark that counts", YEARS, "41", concept="count", subject="new taprooms", period="2021"),
    case("aside in brackets", table("Format | Revenue", "Downloads | ~$3.0M (41% of total)", "Tapes | $1M"), "41%",
         concept="share", whole="total", subject="downloads"),
    case("hedged value beside an aside", table("Format | Revenue", "Downloads | ~$3.0M (41% of total)", "Tapes | $1M"),
         "$3.0M", concept="revenue", value=3000000, bound="approx"),
    case("signed aside is a change", table("Company | Sales 2024 (€ mn)", "Marlow | 120 (+4.5%)", "Tern | 80 (-2%)"),
         "+4.5%", concept="change", value=Decimal("4.5"), subject="marlow", period="2023/2024"),
    # Heads of two and three rows.
    case("two rows of heads", GROUPED, "135", subject="tidal power market", measure="revenue", place="Europe",
         period="2024", value=135000000, unit="USD", concept="revenue"),
    case("share under a year", GROUPED, "40.5", concept="share", unit="percent", place="Europe", period="2023"),
    case("total row", GROUPED, "330", total=True, place=None, value=330000000),
    case("no total elsewhere", GROUPED, "66", total=False, place="Japan"),
    case("unmarked second row of heads", table("Segment | 2023 | | 2024 | ",
         " | Sales (€ mn) | Growth | Sales (€ mn) | Growth",
         "Pumps | 10 | 4 | 12 | 20", "Valves | 9 | 1 | 9 | 0"), "20", concept="change", unit="percent", measure="sales",
         subject="pumps"),
    case("three rows of heads",
         "<h1>Seed Market</h1><table><tr><th></th><th colspan=4>Revenue (€ " "mn)</th></tr><tr><th></th>"
         "<th colspan=2>2023</th><th colspan=2>2024</th></tr>"
         "<tr><th></th><th>H1</th><th>H2</th><th>H1</th><th>H2</th></tr>"
         "<tr><td>Maize</td><td>11</td><td>12</td><td>13</td><td>14</td></tr></table>", "14", subject="maize",
         measure="revenue", period="2024-H2", value=14000000, unit="EUR"),
    case("title row over the whole width",
         "<h1>Seed Market</h1><table><tr><td colspan=2>Sales by crop, 2023 (€ mn)</td></tr>"
         "<tr><td>Crop</td><td>Sales</td></tr><tr><td>Maize</td><td>12</td></tr></table>", "12", subject="maize",
         concept="revenue", period="2023", value=12000000),
    case("row head in two columns", NESTED, "35", place="Spain", unit="megawatt", concept="volume", measure="capacity"),
    case("total of a region", NESTED, "275", place="Europe", total=True),
    case("section gives the place's rows", SECTIONS, "44", place="Germany", value=44000000, unit="USD", period="2024"),
    case("subtotal of a section", SECTIONS, "39", place="Asia", subtotal=True, period="2024"),
    case("section gives the measure", table("€ mn | Pumps | Valves", "**Revenue** | | ", "2023 | 10 | 20",
         "2024 | 11 | 21",
         "**Operating profit** | | ", "2023 | 1 | 2", "2024 | 3 | 4", over=COMPANY), "4", subject="valves",
         measure="operating profit", concept="profit", period="2024", value=4000000),
    case("section gives the subject", table("Year | Revenue", "Marlow | ", "2023 | $12M", "Tern | ", "2023 | $9M"),
         "$9M",
         subject="tern", period="2023", uncertain=[]),
    case("spanning section row", "<h1>Seed Market</h1><table><tr><th>Crop</th><th>2023</th><th>2024</th></tr>"
         "<tr><th colspan=3>Europe</th></tr><tr><td>Maize</td><td>€11m</td><td>€12m</td></tr></table>", "€12m",
         place="Europe", subject="maize", period="2024"),
    case("same name in two sections", table("Type | Sales", "Retail | ", "Online | €4m", "Wholesale | ",
         "Online | €5m"),
         "€5m", subject="wholesale online"),
    # Units.
    case("unit in the column head", table("Region | Market size (US$ bn)", "Europe | 1.4", "Asia | 2"), "1.4",
         value=1400000000, unit="USD", concept="market-size", measure="market size", place="Europe"),
    case("unit on the line above", RESULTS, "1,310.2", value=1310200000, unit="GBP", concept="revenue", period="FY2024",
         subject="norwick foods group plc", measure="revenue"),
    case("entity before a measure in the row", RESULTS, "431.1", subject="bakery", measure="revenue", uncertain=[]),
    case("negative in brackets", RESULTS, "(12.4)", value=-12400000, concept="profit", measure="operating profit"),
    case("percent in a money table", RESULTS, "8.0%", unit="percent", concept="share", measure="operating margin",
         value=8),
    case("negative percent in brackets", RESULTS, "(0.9)%", value=Decimal("-0.9"), unit="percent"),
    case("change beside the years", RESULTS, "7.2%", concept="change", period="FY2023/FY2024", subject="bakery",
         measure="revenue"),
    case("a value of each is not scaled", RESULTS, "15.0", value=15, period="FY2024"),
    case("counts take no currency", RESULTS, "330", value=330, concept="count", measure="number of stores"),
    case("points of change", RESULTS, "-8.9 pp", unit="percentage-point", concept="change", period="FY2023/FY2024"),
    case("the cell's own unit wins", table("Segment | Revenue (US$ mn)", "Pumps | $1.2 billion", "Valves | 30"),
         "$1.2 billion", value=1200000000),
    case("scale of thousands", table("Item | 2024", "Sales | $ 1,234,567", "Costs | 1,001,000",
         over=COMPANY + "(in thousands)\n\n"), "1,001,000", value=1001000000, unit="USD"),
    case("sign with a scale of thousands", table("Item | 2024", "Sales | $ 1,234,567", "Costs | 1,001,000",
         over=COMPANY + "(in thousands)\n\n"), "$ 1,234,567", value=1234567000, concept="revenue"),
    case("per cent in the caption",
         "<h1>Tidal Power Market</h1><table><caption>Market share by region (%)</caption><tr><th>"
         "Region</th><th>2023</th></tr><tr><td>Europe</td><td>41.5</td></tr></table>", "41.5", unit="percent",
         concept="share", place="Europe", period="2023"),
    case("percent head in a money table", table("Segment | Sales | Growth (%)", "Pumps | 12 | 4.5", "Valves | 9 | 1.0",
         over=MARKET + "€ million\n\n"), "4.5", unit="percent", concept="change"),
    case("currency in the corner", table("€ bn | 2023 | 2024", "Pumps | 1.2 | 1.3", "Valves | 2 | 3"), "1.3",
         unit="EUR",
         value=1300000000, subject="pumps"),
    case("pounds sterling in short", table("Segment | Sales, £m", "Pumps | 12.5", "Valves | 3"), "12.5", unit="GBP",
         value=12500000),
    case("crore of rupees", table("Segment | Revenue (₹ crore)", "Pumps | 1,23,456.5", "Valves | 98,765"), "1,23,456.5",
         unit="INR", value=1234565000000),
    case("lakh in the head", table("Segment | Sales (Rs lakh)", "Pumps | 4,56,789", "Valves | 3"), "4,56,789",
         unit="INR",
         value=45678900000),
    case("a unit column", table("Item | Unit | 2024", "Sales | € mn | 45", "Headcount | people | 230", over=COMPANY),
         "45",
         unit="EUR", value=45000000, concept="revenue"),
    case("physical unit with a scale", table("Year | Production (million tonnes)", "2023 | 4.5", "2024 | 5"), "4.5",
         unit="tonne", value=4500000, concept="volume"),
    case("thousands of units", table("Brand | Shipments ('000 units)", "Marlow | 450", "Tern | 5"), "450", value=450000,
         concept="volume", subject="marlow"),
    case("rate without a sign", table("Segment | CAGR 2020-25", "Pumps | 4.5", "Valves | 6"), "4.5", unit="percent",
         concept="growth-rate", period="2020/2025", subject="pumps"),
    # Totals, marks, blanks.
    case("total of an entity", table("Segment | Sales", "Pumps | €4m", "Total pumps | €9m", "Grand total | €20m"),
         "€20m",
         total=True, subject="tidal power market"),
    case("word of a subtotal", table("Segment | Sales", "Pumps | €4m", "Subtotal | €9m", "Total | €20m"), "€9m",
         subtotal=True, total=False),
    case("total column", table("Segment | 2022 | 2023 | Total", "Pumps | €4m | €5m | €9m"), "€9m", total=True),
    case("share of total is no total", STREAMING, "34%", total=False),
    case("star behind a figure", table("Segment | Sales (€ mn)", "Pumps* | 12.4*", "Valves | 3"), "12.4",
         value=12400000,
         subject="pumps"),
    case("letter in brackets", table("Segment | Sales (€ mn)", "Pumps (a) | 12.4 (a)", "Valves | 3"), "12.4",
         value=12400000, subject="pumps"),
    case("number in brackets", table("Segment | Sales (€ mn)", "Pumps | 1,234(1)", "Valves | 3"), "1,234",
         value=1234000000),
    case("raised digit", table("Segment | Sales (€ mn)", "Pumps¹ | 1,234¹", "Valves | 3"), "1,234", value=1234000000,
         subject="pumps"),
    case("raised digit in HTML", SUP, "1,234", value=1234, unit="megawatt", period="2024", subject="sunfold"),
    case("raised letter in a row head", SUP, "981", subject="raylith"),
    case("letter glued to a figure", table("Segment | Sales (€ mn)", "Pumps | 12.4b", "Valves | 13.7r"), "13.7",
         value=13700000),
    case("zero is a figure", table("Segment | Sales (€ mn)", "Pumps | 0", "Valves | -"), "0", value=0, unit="EUR"),
    # Times.
    case("quarters across", table("Segment | Q1 2024 | Q2 2024", "Pumps | €1m | €2m"), "€2m", period="2024-Q2"),
    case("short fiscal year", table("Segment | FY24 | FY25", "Pumps | €1m | €2m"), "€1m", period="FY2024"),
    case("short half-year", table("Segment | H1 24 | H1 25", "Pumps | €1m | €2m"), "€2m", period="2025-H1"),
    case("estimate", table("Segment | 2023A | 2024E", "Pumps | €1m | €2m"), "€2m", period="2024", basis="forecast"),
    case("actual", table("Segment | 2023A | 2024E", "Pumps | €1m | €2m"), "€1m", period="2023", basis="actual"),
    case("forecast", table("Segment | 2024 | 2025F", "Pumps | €1m | €2m"), "€2m", period="2025", basis="forecast"),
    case("months ended", table("Segment | 12 months ended 31 March 2024", "Pumps | €1m"), "€1m",
         period="2023-04/2024-03"),
    case("months ended over a year",
         "<h1>Norwick plc</h1><table><tr><th></th><th colspan=2>Three months ended June " "30,</th></tr>"
         "<tr><th></th><th>2024</th><th>2023</th></tr><tr><td>Net sales</td><td>$ 41</td><td>$ "
         "39</td></tr></table>", "$ 41",
         period="2024-Q2", concept="revenue"),
    case("quarter in the row, year in the column", table("Quarter | 2023 | 2024", "Q1 | €1m | €2m", "Q2 | €3m | €4m"),
         "€4m",
         period="2024-Q2"),
    case("year as a section", table("Quarter | Sales", "2024 | ", "Q1 | €1m", "Q2 | €4m"), "€4m", period="2024-Q2"),
    case("year in the heading", table("Format | Sales", "Tapes | €1m", over=MARKET + "## Sales\n\n### 2019\n\n"), "€1m",
         period="2019", subject="tapes"),
    case("the cell's own time", table("Item | Sales", "Peak | €9m (2021)", "Trough | €1m (2015)"), "€9m",
         period="2021"),
    # Changes.
    case("window in the head", table("Segment | Sales | Change 2019-2024", "Pumps | €4m | 12%"), "12%",
         period="2019/2024", concept="change", measure="sales"),
    case("window of a rate", table("Segment | Sales | CAGR 2020-25", "Pumps | €4m | 12%"), "12%", period="2020/2025",
         concept="growth-rate"),
    case("two years compared", table("Segment | Sales | 2024 vs 2023", "Pumps | €4m | 12%"), "12%", period="2023/2024",
         concept="change"),
    case("change over a school year's dash", table("Segment | Sales | % change 2023–24", "Pumps | €4m | 12"), "12",
         period="2023/2024", unit="percent"),
    case("growth of quarters", table("Quarter | Sales | YoY growth", "Q1 2024 | €4m | 12%"), "12%",
         period="2023-Q1/2024-Q1"),
    case("sequential growth", table("Quarter | Sales | QoQ growth", "Q1 2024 | €4m | 12%"), "12%",
         period="2023-Q4/2024-Q1"),
    case("rate over the columns", table("Segment | 2020 | 2022 | 2025 | CAGR", "Pumps | €4m | €5m | €6m | 8.4%"),
         "8.4%",
         period="2020/2025", concept="growth-rate"),
    case("annual growth of one year", table("Year | Sales | Annual growth", "2023 | €4m | 12%", "2024 | €5m | 8%"),
         "8%",
         period="2023/2024", concept="change", measure="sales"),
    case("change in money", table("Segment | 2023 | 2024 | Change", "Pumps | €4m | €5m | €1m"), "€1m", increment=True,
         period="2023/2024"),
    # Measures in rows, years across.
    case("transposed level", TRANSPOSED, "3.4", subject="craft", measure="volume", period="2023", concept="volume"),
    case("transposed estimate", TRANSPOSED, "3.6", period="2024", basis="forecast"),
    case("transposed growth takes the row above", TRANSPOSED, "9.7", subject="craft", measure="volume", unit="percent",
         concept="change", period="2022/2023"),
    case("transposed price", TRANSPOSED, "4.1", concept="price", unit="EUR", value=Decimal("4.1"), period="2022"),
    # Separators.
    case("European separators", table("Segment | Umsatz (€)", "Pumps | 1.234,5", "Valves | 2.500"), "2.500",
         value=2500),
    case("European decimals", table("Segment | Sales (€)", "Pumps | 1.234,5", "Valves | 2.500"), "1.234,5",
         value=Decimal("1234.5")),
    case("English decimals stay", table("Segment | Sales (€)", "Pumps | 1.25", "Valves | 2.500"), "2.500",
         value=Decimal("2.500")),
    case("spaces between groups", table("Segment | Sales (€)", "Pumps | 12 345", "Valves | 2 500"), "12 345",
         value=12345),
    # Lists of key facts.
    case("market size in a list of facts", KEY_FACTS, "USD 4.2 billion", concept="market-size", period="2024",
         subject="tidal power market", uncertain=[]),
    case("forecast in a list of facts", KEY_FACTS, "USD 7.1 billion", concept="market-size", period="2030",
         basis="forecast", uncertain=[]),
    case("rate in a list of facts", KEY_FACTS, "9.1%", concept="growth-rate", period="2024/2030", uncertain=[]),
    case("words in the value", KEY_FACTS, "8.8%", concept="growth-rate", period="2025/2031", uncertain=[]),
    case("share in a list of facts", KEY_FACTS, "38%", concept="share", place="Europe", uncertain=["subject"]),
    case("count in a list of facts", KEY_FACTS, "25", concept="count", uncertain=["subject"]),
    case("list without heads",
         "<h1>Tidal Power Market</h1><table><tr><td>Base " "year</td><td>2023</td></tr><tr><td>Market value "
         "2024</td><td>$3.1bn</td></tr><tr><td>CAGR</td><td>6%</td></tr></table>", "$3.1bn", period="2024",
         concept="market-size", uncertain=[]),
    # Places.
    case("place in a bracket", table("Year | Paid Subs (US)", "2023 | 4M", "2024 | 5M"), "5M", place="United States"),
    case("adjective of a place", table("Year | Japanese revenue", "2023 | $4M", "2024 | $5M"), "$5M", place="Japan",
         subject="tidal power market", measure="revenue"),
    case("column of a place", table("Year | France | Spain", "2023 | $4M | $3M", over=MARKET + "## Sales\n\n"), "$3M",
         place="Spain", period="2023", concept="revenue"),
    case("rest of a region", table("Region | Sales", "France | $4M", "Rest of Europe | $3M"), "$3M",
         place="Rest of Europe"),
    case("rank is no head", table("Rank | Company | Sales", "1 | Marlow | $4M", "2 | Tern | $3M"), "$3M",
         subject="tern"),
]  # fmt: skip


@pytest.mark.parametrize("each", CASES, ids=lambda each: each.name)
def test_a_cell_states(each: Case) -> None:
    found = [fact for words, fact in facts_of(each.source) if words == each.quote]
    assert len(found) >= each.nth, [words for words, _ in facts_of(each.source)]
    fact = found[each.nth - 1]
    assert {aspect: said(fact, aspect) for aspect in each.want} == each.want


@pytest.mark.parametrize("blank", ["", "-", "–", "—", "n/a", "..", "(x)", "nil", "n.m.", "*"])
def test_a_blank_states_nothing(blank: str) -> None:
    source = table("Segment | Sales (€ mn)", f"Pumps | {blank}", "Valves | 3")
    assert [words for words, _ in facts_of(source)] == ["3"]


def test_a_column_without_a_head_stands_beside_columns_of_two_heads() -> None:
    source = table(" | | Sales", " | | FY2024", "Pumps | €3m | €4m")
    (fact,) = [fact for words, fact in facts_of(source) if words == "€4m"]
    assert said(fact, "period") == "FY2024"
