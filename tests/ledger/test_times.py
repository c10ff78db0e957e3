"""Which period a figure of running text gets, and how sure of it the ledger is."""

from __future__ import annotations

import pytest

from crossfoot.gazetteer import Gazetteer
from crossfoot.ledger import state_report
from crossfoot.model import Fact
from crossfoot.read import read_bytes


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


def fact_of(text: str, quote: str, gazetteer: Gazetteer) -> Fact:
    """The fact whose figure begins with the quote."""
    ledger = state_report(read_bytes(text.encode("utf-8"), "report.md"), gazetteer)
    printed = {ledger.document.text[f.span.start : f.span.end]: f for f in reversed(ledger.facts)}
    return next(fact for words, fact in printed.items() if words.startswith(quote))


RESULTS = "# Varnholm Paints: third quarter 2024 results\n\n"
YEAR_RESULTS = "# Varnholm Paints: results for the year ended 31 March 2025\n\n"
MARKET = "# Kiln Market Size and Forecast 2025-2032\n\n"
DATED = "---\ndate: 2025-02-11\n---\n# Varnholm Paints opens a mill\n\n"

NAMED = [
    # fiscal years, quarters and halves
    ("Varnholm's revenue was $40 million in FY25.", "$40", "FY2025"),
    ("Varnholm's revenue was $40 million in fiscal 2025.", "$40", "FY2025"),
    ("Varnholm's revenue was Rs 40 crore in the financial year 2024-25.", "Rs 40", "FY2024-25"),
    ("Varnholm's revenue for the year ended March 31, 2025 was $40 million.", "$40", "2024-04/2025-03"),
    ("Varnholm's revenue for the fiscal year ended December 31, 2022 was $40 million.", "$40", "2022"),
    ("Varnholm's net profit was Rs 9 crore in H1 FY26.", "Rs 9", "FY2026-H1"),
    ("Varnholm's net profit was Rs 9 crore in Q3 FY25.", "Rs 9", "FY2025-Q3"),
    (
        "Net profit came to Rs 9 crore for the third quarter (Q3) of the financial year 2024-25 (FY25).",
        "Rs 9",
        "FY2024-25-Q3",
    ),
    ("Revenue was $12 million in the first nine months of 2024.", "$12", "2024-9M"),
    ("Sales of $12 million in the second half of 2023 set a record.", "$12", "2023-H2"),
    ("Revenue of $12 million for the three months ended June 30, 2024 was a record.", "$12", "2024-Q2"),
    # current and compared values
    ("In Q3 2024, revenue rose 19% year-on-year to $50 million from $42 million.", "19%", "2023-Q3/2024-Q3"),
    ("In Q3 2024, revenue rose 19% year-on-year to $50 million from $42 million.", "$50", "2024-Q3"),
    ("In Q3 2024, revenue rose 19% year-on-year to $50 million from $42 million.", "$42", "2023-Q3"),
    ("In Q3 2024, revenue rose 19% Y-o-Y to $50 million from $42 million.", "$42", "2023-Q3"),
    ("In Q3 2024, revenue rose 6% sequentially to $50 million from $47 million.", "6%", "2024-Q2/2024-Q3"),
    ("In Q3 2024, revenue rose 6% sequentially to $50 million from $47 million.", "$47", "2024-Q2"),
    ("In Q1 2024, revenue fell 6% quarter-on-quarter to $47 million.", "6%", "2023-Q4/2024-Q1"),
    ("In Q1 2024, revenue fell to $47 million from $50 million in the preceding quarter.", "$50", "2023-Q4"),
    ("In Q2 2024, 640 flats were sold, up 20% from 533 in the previous quarter.", "20%", "2024-Q1/2024-Q2"),
    ("In the third quarter of 2024, net income rose to $9 million from $7 million a year ago.", "$7", "2023-Q3"),
    ("In the third quarter of 2024, net income was $9 million, up from $7 million a year earlier.", "$7", "2023-Q3"),
    ("In Q3 2024, net income was $9 million against $7 million in the prior-year quarter.", "$7", "2023-Q3"),
    ("In Q3 2024, net income was $9 million versus $7 million in the same quarter last year.", "$7", "2023-Q3"),
    ("In Q3 2024, net income was $9 million compared with $7 million in the same period of 2022.", "$7", "2022-Q3"),
    ("Net income in Q3 2024 was 12% higher than in the comparable quarter last year.", "12%", "2023-Q3/2024-Q3"),
    ("Net sales fell 7% to Rs 88 crore in December 2024 from Rs 95 crore a year ago.", "Rs 88", "2024-12"),
    ("Net sales fell 7% to Rs 88 crore in December 2024 from Rs 95 crore a year ago.", "Rs 95", "2023-12"),
    ("Net sales fell 7% to Rs 88 crore in December 2024 from Rs 95 crore a year ago.", "7%", "2023-12/2024-12"),
    ("Prices rose 0.4% month-on-month in May 2024.", "0.4%", "2024-04/2024-05"),
    ("In FY2024-25, net profit grew 8% from a year earlier to Rs 31 crore.", "8%", "FY2023-24/FY2024-25"),
    ("Revenue for Q2 FY25 rose 8% year over year to Rs 31 crore.", "8%", "FY2024-Q2/FY2025-Q2"),
    (
        "The company reported a 15% increase in revenue for Q3 2024 compared to the same period in 2023.",
        "15%",
        "2023-Q3/2024-Q3",
    ),
    ("Revenue was $6 million in 2023 and $5 million in 2022, up 20%.", "$6", "2023"),
    ("Varnholm closed the year with revenue of $6 million in 2023 and $5 million in 2022.", "$5", "2022"),
    # a named base
    ("Revenue increased to $5 million, up 25% from $4 million in Q3 2023.", "$5", "2024-Q3"),
    ("Revenue increased 25% to $5 million, up from $4 million in Q3 2023.", "25%", "2023-Q3/2024-Q3"),
    ("Net loss was $5 million compared to a net loss of $4 million in Q3 2023.", "$5", "2024-Q3"),
    (
        "The median price in December 2025 was $424,900, a 1.2% increase compared with December 2024.",
        "1.2%",
        "2024-12/2025-12",
    ),
    ("The median price of homes sold in 2025 was $433,000, up 1.9% from 2024.", "1.9%", "2024/2025"),
    ("Across the homes sold in 2025, the median price was $433,000, up 1.9% from 2024.", "$433", "2025"),
    ("The average price in 2025 reached $479,000, 3.6% higher than 2024.", "3.6%", "2024/2025"),
    ("Output in 2024 fell 4% compared to 2019.", "4%", "2019/2024"),
    ("Sales grew 4% in 2024.", "4%", "2023/2024"),
    ("Sales rose 30% between 2019 and 2023.", "30%", "2019/2023"),
    # said twice, in rows, in parts
    ("Revenue was €18.4 million ($20.1 million) in 2023.", "€18", "2023"),
    ("Revenue for 2023 fell from €18.4 million ($20.1 million) in 2022 to €17 million.", "€18", "2022"),
    ("Of all new flats, 54% were in the north, 42% in the south and 4% abroad in Q4 2024.", "54%", "2024-Q4"),
    ("The plants emitted 1,781 tonnes in 2024, made up of: heat 597 tonnes and power 1,184 tonnes.", "597", "2024"),
    # yearly rates
    ("The kiln market will grow at a CAGR of 7% from 2024 to 2030.", "7%", "2024/2030"),
    (
        "The kiln market will expand, reaching $9 billion by 2030, from $6 billion in 2024, at a CAGR of 7%.",
        "7%",
        "2024/2030",
    ),
    ("The kiln market was worth $6 billion in 2024 and will grow at a CAGR of 7% through 2030.", "7%", "2024/2030"),
    (
        "The kiln market was worth $6 billion in 2024. It is expected to grow at a CAGR of 7% until 2030.",
        "7%",
        "2024/2030",
    ),
    ("Kiln sales will grow by 7% a year until 2028.", "7%", "/2028"),
    ("Kiln spending will keep growing through at least 2027, at an annual rate of 7%.", "7%", "/2027"),
    ("The kiln market will reach $9 billion by 2029, growing at a CAGR of 7%.", "7%", "/2029"),
    (
        "The kiln market, $6 billion in 2025, will grow at a CAGR of 7% through 2030, reaching $8.4 billion.",
        "$8.4",
        "2030",
    ),
    ("The kiln market was $4 billion in 2023. It grew at a CAGR of 7% over the past five years.", "7%", "2018/2023"),
    (
        "The kiln market will reach $9 billion by 2029 at a CAGR of 7%, while the oven market will rise "
        "from $2 billion in 2024 to $4 billion by 2034.",
        "7%",
        "/2029",
    ),
    (MARKET + "The kiln market will grow at a CAGR of 7% during the forecast period.", "7%", "2025/2032"),
    (
        "From 2019 to 2023 the kiln trade was slow. The kiln market grew at a CAGR of 2% during this period.",
        "2%",
        "2019/2023",
    ),
    (
        "Sales are expected to double between 2024 and 2030. Kiln exports should grow 6% a year over the same period.",
        "6%",
        "2024/2030",
    ),
    ("The market will grow until 2028 and be worth $7 billion by the same time.", "$7", "2028"),
    # by the report's date
    (DATED + "Varnholm's revenue was $40 million last year.", "$40", "2024"),
    (DATED + "Varnholm expects revenue of $44 million this year.", "$44", "2025"),
    (DATED + "Varnholm expects revenue of $60 million by the end of the decade.", "$60", "2030"),
    (DATED + "Kiln demand will grow at a CAGR of 7% over the next five years.", "7%", "2025/2030"),
]

CARRIED = [
    (
        "Kiln sales will grow at a CAGR of 9% over the six years from 2024 to 2030, from $2.0 billion to $2.6 billion.",
        "$2.0",
        "2024",
    ),
    (
        "Kiln sales will grow at a CAGR of 9% over the six years from 2024 to 2030, from $2.0 billion to $2.6 billion.",
        "$2.6",
        "2030",
    ),
    ("In 2023, North America holds 35% of the kiln market. Europe follows with a 30% share.", "30%", "2023"),
    ("The third quarter of 2024 was strong. Revenue rose 12% year-on-year to $50 million.", "12%", "2023-Q3/2024-Q3"),
    ("The third quarter of 2024 was strong. Revenue rose 12% year-on-year to $50 million.", "$50", "2024-Q3"),
    ("Net profit was Rs 9 crore in Q3 FY25. Sequentially, profit rose 6% from Rs 8.5 crore.", "Rs 8.5", "FY2025-Q2"),
    (
        "Net profit was Rs 9 crore in Q3 FY25. Sequentially, profit rose 6% from Rs 8.5 crore.",
        "6%",
        "FY2025-Q2/FY2025-Q3",
    ),
    ("Sales were $5 billion in 2020, while Lodden Tiles had sales of $2 billion in the same year.", "$2", "2020"),
    (RESULTS + "Revenue rose 12% year-on-year to $50 million from $44.6 million.", "$50", "2024-Q3"),
    (RESULTS + "Revenue rose 12% year-on-year to $50 million from $44.6 million.", "$44.6", "2023-Q3"),
    (RESULTS + "Revenue rose 12% year-on-year to $50 million from $44.6 million.", "12%", "2023-Q3/2024-Q3"),
    (RESULTS + "Net profit was $6 million, compared with $5 million in the preceding quarter.", "$5", "2024-Q2"),
    (RESULTS + "The operating margin was 9.1%.", "9.1%", "2024-Q3"),
    (RESULTS + "The order backlog stood at $70 million.", "$70", "2024-Q3"),
    (RESULTS + "Revenue for the year was $190 million.", "$190", "2024"),
    (YEAR_RESULTS + "Revenue was $190 million.", "$190", "2024-04/2025-03"),
    ("# Varnholm Paints earnings\n\n## Fourth quarter 2024\n\nRevenue was $52 million.", "$52", "2024-Q4"),
    (
        "# Phone sales fall in Q3\n\nPhone sales fell in the third quarter of 2019. Orrin sold 65 million phones.",
        "65",
        "2019-Q3",
    ),
    (DATED + "In Q4, Varnholm's revenue was $11 million.", "$11", "2024-Q4"),
]

UNSAID = [
    (RESULTS + "The global paint market is worth $190 billion.", "$190"),
    (RESULTS + "Varnholm expects revenue of $210 million.", "$210"),
    (RESULTS + "Varnholm employs 1,200 people.", "1,200"),
    (MARKET + "Varnholm's revenue was $40 million.", "$40"),
    ("Revenue rose to $5 million from $4 million.", "$5"),
    ("In Q3 2024, revenue rose to $5 million from $4 million.", "$4"),
    (
        "In 2023, North America holds 35% of the kiln market.\n\nEurope holds 30% of the oven market.",
        "30%",
    ),
    ("OSLO, May 4, 2025 /Wire/ -- Varnholm has sold 25 units of its mixer.", "25"),
    ("The kiln market is projected to grow to $9 billion from $6 billion in 2024 at a CAGR of 7% until 2030.", "$9"),
]


@pytest.mark.parametrize(("text", "quote", "label"), [*NAMED, *CARRIED])
def test_a_figure_gets_its_period(text: str, quote: str, label: str, gazetteer: Gazetteer) -> None:
    period = fact_of(text, quote, gazetteer).period
    assert (period.label if period else None) == label


@pytest.mark.parametrize(("text", "quote", "label"), CARRIED)
def test_what_is_carried_over_is_uncertain_and_says_where_it_is_from(
    text: str, quote: str, label: str, gazetteer: Gazetteer
) -> None:
    fact = fact_of(text, quote, gazetteer)
    assert "period" in fact.uncertain
    assert fact.readings["period"]


@pytest.mark.parametrize(("text", "quote"), UNSAID)
def test_a_figure_without_a_period_is_given_none(text: str, quote: str, gazetteer: Gazetteer) -> None:
    assert fact_of(text, quote, gazetteer).period is None


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("In Q3 2024, revenue rose 19% year-on-year to $50 million from $42 million in Q3 2023.", "$42"),
        ("Revenue was $6 million in 2023 and $5 million in 2022, up 20%.", "20%"),
        ("The median price in 2025 reached $479,000, 3.6% higher than 2024.", "3.6%"),
        ("The kiln market will grow at a CAGR of 7% from 2024 to 2030.", "7%"),
    ],
)
def test_a_printed_period_is_certain(text: str, quote: str, gazetteer: Gazetteer) -> None:
    assert "period" not in fact_of(text, quote, gazetteer).uncertain
