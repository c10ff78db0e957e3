"""The words of table heads: which name a measure, which qualify one, which say nothing."""

from __future__ import annotations

import re

MEASURES = frozenset(
    """revenue revenues sales turnover receipts billings bookings profit profits income earnings ebitda ebita ebit pat
    loss losses margin margins share size value valuation volume volumes shipment shipments unit units production
    output delivery deliveries capacity consumption demand supply export exports import imports price prices cost
    costs expense expenses fee fees rate rates ratio eps dividend dividends capex opex cash debt assets liabilities
    equity tax taxes depreciation amortisation amortization backlog orders investment investments spend spending
    expenditure headcount employees staff jobs customers subscribers subs users stores outlets respondents number
    count percentage percent proportion weight mix penetration contribution gmv arr mrr arpu aum gdp tonnage index
    score rank ranking amount population installations visits asp yield inflation unemployment occupancy utilisation
    utilization churn surplus deficit balance interest salary salaries wage wages rent funding aum people members
    shares growth change changes cagr variation increase decrease decline difference delta yoy qoq y-o-y y/y q/q q-o-q
    ttm goods sold intangibles equivalents receivable receivables payable payables inventories inventory goodwill
    attributable shareholders outstanding comprehensive flow flows tariff premium premiums deposits loans
    provisions""".split()
)
CHANGES = frozenset(
    """growth change changes cagr variation increase decrease decline difference delta yoy qoq y-o-y y/y q/q q-o-q
    year-on-year year-over-year quarter-on-quarter quarter-over-quarter vs vs. versus δ""".split()
)
MODIFIERS = frozenset(
    """net gross operating adjusted total annual average avg avg. mean median underlying reported organic quarterly
    monthly yearly diluted basic pre-tax pretax after-tax free recurring annualised annualized compound comparable
    like-for-like consolidated estimated projected expected forecast forecasted actual market global worldwide overall
    group paid active daily new cumulative year-on-year year-over-year quarter-on-quarter quarter-over-quarter nominal
    real constant currency capita installed current prior previous latest end opening closing weighted approx. est.
    guidance budget budgeted target targets outlook plan planned year quarter period gaap non-gaap acquired share
    estimate estimates current-year base""".split()
)
FUNCTION = frozenset(
    "of in by for from to the and & per a an on at vs vs. versus as with or over – — - / : | "
    "+ tonnes tons mt kt mw gw twh gwh mwh litres barrels".split()
)
GENERIC = frozenset(
    """data table tables figure figures fig fig. annual selected years year key statistics stats overview summary
    analysis report reports breakdown highlights historical history results performance trend trends outlook insights
    insight snapshot glance details information metrics metric indicators financial financials statement statements
    main regional region regions country countries segment segments segmentation comparison comparative split
    structure distribution evolution development forecast forecasts projection projections estimates estimate
    milestones notes note source chart exhibit market markets scope facts fact profile quarterly monthly top leading
    major by consolidated condensed unaudited audited appendix introduction conclusion methodology executive
    dynamics landscape competitive business review reconciliation reconciliations divisions divisional results
    operations global level rankings ranking""".split()
)
# Leading words that only say how a measure was taken: `Total streaming revenue` is that of streaming.
IDLE_BEFORE = frozenset(
    "total annual average avg avg. estimated projected expected overall reported consolidated actual forecast".split()
)
NO_VALUE = frozenset("amount value values figure figures detail details data number statistic description".split())

METRIC_CORNER = re.compile(
    r"\W*(?:(?:report|key|financial)\s+)?(?:metrics?|indicators?|parameters?|attributes?|items?|line items?|"
    r"particulars|measures?|kpis?|aspects?|features?|key figures?|facts?|figures?|statistics?|details|scope|"
    r"coverage)[^\w(]*(?:\([^)]*\))?\W*",
    re.IGNORECASE,
)
ENTITY_CORNER = re.compile(
    r"\W*(?:(?:business|product|end[- ]use|sales|operating|reporting|market|key|top|leading|vehicle|customer|asset|"
    r"sub)[\s-]*)?"
    r"(?:compan(?:y|ies)|segments?|products?|brands?|formats?|categor(?:y|ies)|vendors?|manufacturers?|players?|firms?|"
    r"suppliers?|types?|applications?|sectors?|industr(?:y|ies)|channels?|divisions?|units?|models?|makers?|names?|"
    r"end[- ]users?|technolog(?:y|ies)|materials?|lines?|banks?|issuers?|groups?|commodit(?:y|ies)|crops?|platforms?|"
    r"services?|answers?|responses?|options?|regions?|countr(?:y|ies)|cit(?:y|ies)|states?|territor(?:y|ies)|"
    r"markets?|geograph(?:y|ies)|areas?|provinces?|locations?)[^\w(]*(?:\([^)]*\))?\W*",
    re.IGNORECASE,
)
TIME_CORNER = re.compile(
    r"\W*(?:(?:fiscal|financial|calendar)\s+)?(?:years?|quarters?|periods?|months?|dates?|fy|time|half)\W*",
    re.IGNORECASE,
)
RANK_CORNER = re.compile(r"\W*(?:#|no\.?|rank(?:ing)?|position|pos\.?|s\.?\s?no\.?|sr\.?\s?no\.?)\W*", re.IGNORECASE)
UNIT_CORNER = re.compile(r"\W*(?:units?|uom|currency|unit of measure)\W*", re.IGNORECASE)
# A part of a year that a head names without the year.
PART_OF_YEAR = re.compile(
    r"\W*(?:(?:Q[1-4]|H[12]|[1-4]Q|[12]H|[369]M)|(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
    r"Nov(?:ember)?|Dec(?:ember)?)\.?|"
    r"(?:first|second|third|fourth|1st|2nd|3rd|4th) (?:quarter|half)|(?:three|six|nine|twelve|\d{1,2}) months\b.*|"
    r"(?:year|quarter) end(?:ed|ing)\b.*)\W*",
    re.IGNORECASE | re.DOTALL,
)
VALUE_HEAD = re.compile(
    r"\W*(?:values?|details?|figures?|data|amounts?|numbers?|statistics?|descriptions?|estimates?|insights?|information)?\W*"
    r"(?:\([^)]*\))?\W*",
    re.IGNORECASE,
)
NOTES_HEAD = re.compile(
    r"\W*(?:(?:key|main|additional|analyst)\s+)?(?:notes?|comments?|commentary|remarks?|descriptions?|details?|drivers?|"
    r"highlights?|observations?|context|explanations?|what happened|events?|developments?|insights?|rationale|"
    r"implications?|significance|takeaways?|(?:data )?sources?(?: notes?| / notes?)?)\W*",
    re.IGNORECASE,
)
TOTAL = re.compile(
    r"\W*(?:grand |group |overall )?total\b|\W*all\b|\W*(?:world|worldwide|global|overall|"
    r"group|consolidated)\W*$|.*\bin total\b|"
    r".*\btotal\W*$",
    re.IGNORECASE | re.DOTALL,
)
GRAND = re.compile(r"\W*(?:world(?: total)?|worldwide|global|overall|group|consolidated|grand total)\W*", re.IGNORECASE)
STATEMENT = re.compile(
    r"\b(?:balance sheets?|income statements?|cash flows? statements?|statements? of|profit (?:and|&) loss|p&l)\b",
    re.IGNORECASE,
)
SUBTOTAL = re.compile(r"\bsub-?\s?total\b", re.IGNORECASE)
FORECAST = re.compile(
    r"\b(?:forecast\w*|projected|projections?|expected|estimated|estimate|outlook|guidance|budget|target)\b|"
    r"\((?:e|f|p|est\.?|proj\.?)\)",
    re.IGNORECASE,
)
ACTUAL = re.compile(r"\bactuals?\b|\((?:a|act\.?)\)", re.IGNORECASE)
