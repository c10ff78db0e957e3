"""Where digits are no figures: dates, references, names, addresses, numbering."""

from __future__ import annotations

import re
from bisect import bisect_right

from crossfoot.annotate.stretches import stretches_near

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
    r"Nov(?:ember)?|Dec(?:ember)?)"
)
_YEAR = r"(?:19|20)[0-9]{2}"
_NO_FIGURE_AFTER = (
    r"(?![0-9]|[.,][0-9]|\s?(?:%|percent\b|per\scent\b|million\b|billion\b|trillion\b|bn\b|mn\b|crore\b))"
)

_DATES = (
    rf"\b{_MONTH}\.?\s+[0-9]{{1,2}}(?:st|nd|rd|th)?(?:\s?[-–]\s?(?:{_MONTH}\s+)?[0-9]{{1,2}})?{_NO_FIGURE_AFTER}"
    rf"(?:,?\s+{_YEAR})?",
    rf"(?<![0-9.,$€£])[0-9]{{1,2}}(?:st|nd|rd|th)?(?:\s?[-–]\s?[0-9]{{1,2}})?\s+(?:of\s+)?{_MONTH}\b(?:,?\s+{_YEAR})?",
    rf"(?<![0-9.,]){_YEAR}[-.][01]?[0-9](?:[-.][0-3]?[0-9])?(?![0-9%])(?!\s?(?:%|percent|per\scent))",
    rf"(?<![0-9.,$€£]){_YEAR}[EFAef]?\s?[-–—−/‑]\s?(?:{_YEAR}|[0-9]{{2}})[EFAef]?{_NO_FIGURE_AFTER}",
    r"(?<![0-9.,])[0-9]{1,2}(?:\.[0-9]{2})?\s?(?:[ap]\.m\.|[AP]\.M\.|[ap]m\b|[AP]M\b|o['’]clock)",
    r"\b(?:FY|CY|fiscal|Fiscal)\s?['’]?[0-9]{2,4}(?:\s?[-–/]\s?['’]?[0-9]{2,4})?\b(?![.,][0-9])",
    rf"\b[QH][1-4]\s?[-–/]\s?[QH]?[1-4]\b|\b[QH][1-4](?:\s?['’]?(?:FY)?(?:{_YEAR}[1-9]?|[0-9]{{2}}))?\b"
    rf"{_NO_FIGURE_AFTER}",
    r"(?<![0-9.,])[1-4][QH]\s?['’]?(?:FY)?(?:[0-9]{2}(?:[0-9]{2})?)?\b",
    r"(?<![0-9.,])[0-9]+(?:,[0-9]{3})*(?:st|nd|rd|th)\b",
)
_REFERENCE_WORDS = (
    r"(?:(?i:sections?|sec\.|chapters?|rules?|regulations?|clauses?|paragraphs?|appendix|annex|phases?|pages?|no\.|nos\.|"
    r"number|version|vol\.|volume|figs?\.)|Figures?|Tables?|Charts?|Exhibits?|Notes?|Articles?|Parts?|Items?|Forms?|"
    r"Schedules?|Levels?|Types?|Class|Series|Stages?|Tiers?|Models?|Days?|Weeks?|Months?|Years?|Steps?|Grades?|Category|"
    r"Questions?|Rounds?|Waves?|Scopes?|Gen|Generation|Issue|Suite|Room|Floor|Box|Route|Highway|Lot|Block|Gate|Flight|"
    r"Zone|Chapter|Volume|Directive|Act|Title|Pillar|Basel|Resolution|Decree|Proposition|Lots|ISO|IEC|EN|DIN|ASTM|"
    r"IFRS|IAS|ASC|SFAS|UN|HTTP|CIK|SIC|NAICS|HS|CAS|DOI)"
)
_TAIL = r"[0-9]+(?:[.-][0-9A-Za-z]+|\([a-z0-9]\)|[A-Za-z]\b){0,4}"
_NAMED = (
    r"(?:iPhone|iPad|Galaxy|Windows|Android|iOS|Boeing|Airbus|Falcon|PlayStation|Xbox|Pixel|Industry|Web|Office|"
    r"GPT|Llama|Claude|Gemini|S&P|S&amp;P|Fortune|FTSE|Nifty|Nikkei|Russell|Forbes|DAX|CAC|Stoxx|STOXX|ASX|TSX|"
    r"Nikkei Index|"
    r"Exynos|Snapdragon|Dimensity|Ryzen|GeForce|RTX|Radeon|Xeon|Bluetooth|USB|HDMI|PCIe|ThinkPad|OnePlus|Redmi|"
    r"KOSPI|Inc\.|Poor['’]s|Global|Fast|Euronext|Society|Agenda|Vision|Horizon|Formula|Opus|Deloitte|Mach|Channel|Area)"
)
_STATES = (
    "AL|AK|AZ|AR|CA|CO|CT|DE|FL|GA|HI|ID|IL|IN|IA|KS|KY|LA|ME|MD|MA|MI|MN|MS|MO|MT|NE|NV|NH|NJ|NM|NY|NC|ND|OH|OK|"
    "OR|PA|RI|SC|SD|TN|TX|UT|VT|VA|WA|WV|WI|WY|DC"
)
_EXCHANGES = (
    r"NSE|BSE|TSE|TYO|TSX|LSE|AIM|HKEX|HKG|SEHK|HKSE|KRX|KOSDAQ|KOSPI|KS|TWSE|TPEX|SZSE|SHE|SSE|SHA|SGX|KLSE|Tadawul|"
    r"TADAWUL|ISIN|WKN|CUSIP|(?i:stock code|scrip code|code|ticker|CIK|CIN|SKU|Report ID|ID)"
)
_REFERENCES = (
    rf"\b{_REFERENCE_WORDS}\s?#?{_TAIL}{_NO_FIGURE_AFTER}"
    rf"(?:(?:\s?[-–,&]\s?|,?\s(?:and|to|or)\s){_TAIL}{_NO_FIGURE_AFTER}){{0,4}}",
    rf"(?<![A-Za-z]){_NAMED}\s[0-9]{{1,4}}(?:\.[0-9]+|-[0-9]{{1,4}})?\b{_NO_FIGURE_AFTER}",
    rf"\b(?:{_EXCHANGES})\s?[:#]?\s?[A-Z]?[0-9]{{3,12}}\b{_NO_FIGURE_AFTER}",
    r"\b[0-9]{1,2}-[KQF]\b",
    r"(?:\(|\b[Ss]ee\s)(?:figure|table|chart|exhibit)s?\s[0-9]{1,2}\b",
    r"\b[vV][0-9]+(?:\.[0-9]+){0,4}\b",
    rf"{_YEAR}[1-9](?:(?<=\b(?i:in|by)\s[0-9]{{5}})|(?<=\b(?i:since|until)\s[0-9]{{5}}))(?![0-9]|[,.][0-9]|\s?%)",
    r"\b[A-Z][a-z]+[A-Z]\w{0,20}\s[0-9]{1,4}(?=\s?[,.;:)](?![0-9])|\s(?:is|has|was|will|in|for|to|at|and)\b)",
    r"(?<=\s)[0-9]{1,3}(?=\s{1,3}\.(?:\s|\Z))",
    r"(?<![0-9.,])[0-9]{1,3}[-–]\s(?=(?:to|and|or)\s[0-9])",
)
_ADDRESSES = (
    rf"\b(?:{_STATES}|D\.C\.)\s[0-9]{{5}}(?:-[0-9]{{4}})?\b(?!,[0-9])",
    r"\b[0-9]{1,5}[A-Z]?\s(?:(?:North|South|East|West|N\.|S\.|E\.|W\.|[A-Z][\w.]{1,20})\s){1,3}"
    r"(?:Street|St\.|Avenue|Ave\b|Road|Rd\b|Boulevard|Blvd|Drive|Lane|Way|Court|Plaza|Parkway|Pkwy|Square|Highway)",
    r"(?<![0-9.,])(?:1[-.\s])?[0-9]{3}[-.][0-9]{3}[-.][0-9]{4}(?![0-9])",
)

_CITED = r"\s?(?:§{1,2}\s?|[Pp]arts?\s|[Ss]ec(?:tion|\.)\s)?[0-9][0-9A-Za-z.-]{0,12}(?:\([a-zA-Z0-9]{1,4}\)){0,4}"
_AGE = (
    rf"\b[Aa]ge[sd]?\s(?:of\s|between\s|from\s|over\s|under\s)?[0-9]{{1,2}}"
    rf"(?:\s?(?:[-–+]|to|and)\s?[0-9]{{1,2}})?\b{_NO_FIGURE_AFTER}"
)
_PEOPLE = r"\b(?i:workers|people|adults|children|women|men|those)"
_CLOCK = r"(?<![0-9.,])[0-2][0-9][0-5][0-9]\s"
# Tried only where their sign stands in the text.
_SIGNED_MASKS = tuple(
    (sign, re.compile(pattern))
    for sign, pattern in (
        ("/", r"(?<![0-9.,$€£])[0-9]{1,4}/[0-9]{1,4}(?:/[0-9]{2,4})?(?![0-9])(?!\sof\b)"),
        (":", r"(?<![0-9.,])[0-9]{1,3}:[0-9]{1,2}(?::[0-9]{2})?(?![0-9])(?:\s?[AaPp]\.?[Mm]\b\.?)?"),
        ("[", r"\[[0-9]{1,3}(?:\s?[,–-]\s?[0-9]{1,3}){0,8}\]"),
        ("#", r"#[0-9]+\b"),
        ("ge", _AGE),
        ("older", rf"{_PEOPLE}\s[0-9]{{1,2}}\s(?=(?:and|or)\solder\b)"),
        ("over", rf"{_PEOPLE}\s[0-9]{{1,2}}\s(?=(?:and|or)\sover\b)"),
        ("under", rf"{_PEOPLE}\s[0-9]{{1,2}}\s(?=(?:and|or)\sunder\b)"),
        ("T", rf"{_CLOCK}(?:GMT|EST|EDT|CET|CEST|BST|IST)\b"),
        ("UTC", rf"{_CLOCK}UTC\b"),
        ("ISBN", r"\bISBN(?:-1[03])?:?\s?[0-9][0-9-]{8,16}[0-9X]\b"),
        ("§", r"§{1,2}\s?[0-9][0-9A-Za-z.-]{0,12}(?:\([a-zA-Z0-9]{1,4}\)){0,4}"),
        ("U.S.C", rf"\b[0-9]{{1,2}}\sU\.S\.C(?:\.A)?\.{_CITED}"),
        ("USC", rf"\b[0-9]{{1,2}}\sUSC{_CITED}"),
        ("C.F.R", rf"\b[0-9]{{1,2}}\sC\.F\.R\.{_CITED}"),
        ("CFR", rf"\b[0-9]{{1,2}}\sCFR{_CITED}"),
        ("Stat.", r"\b[0-9]{1,3}\sStat\.\s[0-9]{1,4}\b"),
        ("Pub. L.", r"\bPub\. L\.\s(?:No\.\s)?[0-9]{1,3}[-–‑][0-9]{1,4}"),
        ("Reg.", r"\b[0-9]{1,3}\sFed\.\sReg\.\s[0-9,]{1,7}"),
        (" F.", r"\b[0-9]{1,4}\sF\.(?:2d|3d|4th|\s?Supp\.(?:\s?[23]d)?)\s[0-9]{1,4}\b"),
        (" Ct.", r"\b[0-9]{1,4}\sS\.\s?Ct\.\s[0-9]{1,4}\b"),
        ("x7", r"\b[0-9]{2}x7\b"),
        ("(", rf"\b{_YEAR}\([0-9]\)"),
        ("(", r"\b[0-9]{2,4}\([a-z]\)"),
        ("+", r"\+[0-9][0-9() .‑–-]{6,20}[0-9]"),
        ("(", r"\([0-9]{3}\)\s?[0-9]{3}[-.\s][0-9]{4}\b"),
        ("1-8", r"\b1-8[0-9]{2}-[A-Z0-9-]{3,12}\b"),
        ("0s", rf"(?<![0-9.,$€£]){_YEAR}s\b"),
        ("=", r"\b[A-Za-z_][\w\\-]{0,40}=['\"‘’“”][0-9]{1,12}['\"‘’“”]"),
        ("op ", r"\b[Tt]op\s[0-9]\s(?=position|spot|place|rank|slot)"),
        ("M", rf"(?<![0-9.,$€£])(?:[369]|12)M\s?['’]?(?:{_YEAR}[0-9]?|[0-9]{{2}})\b"),
    )
)

# Masks of any length, which digits may stand far inside of.
_LONG_MASKS = (
    ("://", re.compile(r"https?://\S+")),
    ("www.", re.compile(r"www\.\S+")),
    ("@", re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w.-]{1,255}")),
    # The axes of a chart drawn with characters: `15 |    *  *`, and the numbers under `+--+--+`.
    ("|", re.compile(r"^[ \t]*[0-9]{1,6}[ \t]?\|[ \t*.#xo•?_-]*$", re.M)),
    ("--", re.compile(r"^[ \t]*[+|][-+=|_]{6,}[ \t]*\n[ \t]*[0-9]{1,4}(?:[ \t]+[0-9]{1,4}){2,}[ \t]*$", re.M)),
)
_ENDINGS = re.compile(r"\.(?:pdf|docx?|xlsx?|csv|html?|md|png|jpe?g|svg|json|zip|com|org|net|gov|io)\b")
_FILE = re.compile(
    r"(?<![\w./-])[\w./-]{0,120}\.(?:pdf|docx?|xlsx?|csv|html?|md|png|jpe?g|svg|json|zip|com|org|net|gov|io)\b(?:/\S*)?"
)

# `7.15 The production`, `1. Outlook`, `(3) Costs`, `a) …` at the start of a block or sentence.
_NUMBERING = (
    re.compile(r"(?:^\W{0,8}|(?<=[.?!:;]\s))\(?[0-9]{1,3}[.)](?=\s+\S)", re.M),
    re.compile(r"^\s{0,8}[0-9]{1,3}\s{1,8}(?=https?:|[Ii]bid\b)", re.M),
    re.compile(
        r"(?:^\W{0,8}|(?<=[.?!:;]\s))[0-9]{1,3}(?:\.[0-9]{1,3}){1,4}\.?\s+"
        r"(?=[A-Z][a-z])(?!(?:Million|Billion|Trillion|Crore|Lakh|Thousand|Per|Percent|Times|Points?|Stars?)\b)",
        re.M,
    ),
    re.compile(
        r"\((?:(?<=\A\()|(?<=[:;,]\s\()|(?<=\band\s\()|(?<=\bor\s\())(?:[0-9]|1[0-9]|20)\)(?=\s+[A-Za-z])"
        r"(?!\s+(?:million|billion|percent|per\scent)\b)"
    ),
)

_MASKS = (*(re.compile(pattern) for pattern in (*_DATES, *_REFERENCES, *_ADDRESSES)), *_NUMBERING)

# How far the words of a mask reach before its first digit, and on from a digit to its end.
_REACH_BEFORE, _REACH_AFTER = 40, 100
_DIGITS = re.compile(r"[0-9]+")


class Masks:
    """The masked spans of a text, merged so that one search answers for a position."""

    def __init__(self, text: str) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in _masked_spans(text):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(end, self._ends[-1])
            else:
                self._starts.append(start)
                self._ends.append(end)

    def cover(self, position: int) -> bool:
        """Whether the digits at `position` are no figure."""
        index = bisect_right(self._starts, position) - 1
        return index >= 0 and position < self._ends[index]


def _masked_spans(text: str) -> list[tuple[int, int]]:
    """The spans of `text` whose digits are no figures, sorted; they may overlap."""
    patterns = [*_MASKS, *(pattern for sign, pattern in _SIGNED_MASKS if sign in text)]
    spans = [
        match.span()
        for start, end in stretches_near(text, _DIGITS, _REACH_BEFORE, _REACH_AFTER)
        for pattern in patterns
        for match in pattern.finditer(text, start, end)
    ]
    spans += [match.span() for sign, pattern in _LONG_MASKS if sign in text for match in pattern.finditer(text)]
    if "." in text and _ENDINGS.search(text) is not None:
        spans += [match.span() for match in _FILE.finditer(text)]
    return sorted(spans)
