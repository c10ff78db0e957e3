"""How a report prints a currency, before and after the number."""

from __future__ import annotations

import re

ISO_CODES = (
    "AED|ARS|AUD|BDT|BGN|BHD|BRL|CAD|CHF|CLP|CNH|CNY|COP|CZK|DKK|EGP|EUR|GBP|GHS|HKD|HUF|IDR|ILS|INR|ISK|JOD|JPY|"
    "KES|KRW|KWD|KZT|LKR|MAD|MXN|MYR|NGN|NOK|NPR|NZD|OMR|PEN|PHP|PKR|PLN|QAR|RON|RSD|RUB|SAR|SEK|SGD|THB|TND|TRY|"
    "TWD|TZS|UAH|UGX|USD|UYU|VND|XAF|XOF|ZAR|ZMW"
)

_SYMBOLS = {
    "$": "USD",
    "US$": "USD",
    "USD$": "USD",
    "$US": "USD",
    "$A": "AUD",
    "$C": "CAD",
    "$NZ": "NZD",
    "U.S.$": "USD",
    "A$": "AUD",
    "AU$": "AUD",
    "C$": "CAD",
    "CA$": "CAD",
    "CAD$": "CAD",
    "Cdn$": "CAD",
    "HK$": "HKD",
    "S$": "SGD",
    "SG$": "SGD",
    "NZ$": "NZD",
    "NT$": "TWD",
    "R$": "BRL",
    "MX$": "MXN",
    "Mex$": "MXN",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "￥": "JPY",
    "CN¥": "CNY",
    "JP¥": "JPY",
    "₹": "INR",
    "Rs": "INR",
    "Rs.": "INR",
    "Re.": "INR",
    "Re": "INR",
    "RMB": "CNY",
    "RMB¥": "CNY",
    "₩": "KRW",
    "₽": "RUB",
    "₺": "TRY",
    "฿": "THB",
    "₱": "PHP",
    "₫": "VND",
    "₦": "NGN",
    "₪": "ILS",
    "RM": "MYR",
    "Rp": "IDR",
    "zł": "PLN",
    "R": "ZAR",
}

CURRENCY_CODES = frozenset(ISO_CODES.split("|"))
CURRENCIES = _SYMBOLS | {code: code for code in ISO_CODES.split("|")} | {"CNH": "CNY"}

_PREFIXES = "|".join(re.escape(sign) for sign in sorted(CURRENCIES, key=len, reverse=True))
# Codes that carry their scale in front (`MSEK`, `TEUR`) or behind (`SEK M`, `EURm`), as Nordic reports print them.
_SCALED_CODES = "[MTKk](?:SEK|NOK|DKK|EUR|USD|GBP|CHF|ISK|PLN|CZK)"
_FRONT_SCALES = {"M": 6, "T": 3, "K": 3, "k": 3}
_BACK_SCALES = {"m": 6, "M": 6, "mn": 6, "million": 6, "bn": 9, "billion": 9, "k": 3}
# The sign before a number, with a minus or an opening bracket of a negative in between. A letter may run into a
# sign (`of$5`), never into letters.
CURRENCY_BEFORE = re.compile(
    rf"(?:(?<![A-Za-z$])(?=[A-Za-z])|(?<![A-Z$])(?=[^A-Za-z]))"
    rf"(?:(?P<scaled>{_SCALED_CODES})|(?P<coded>{ISO_CODES})\s?(?P<scale>{'|'.join(_BACK_SCALES)})(?=[ \u00a0\u202f])"
    rf"|(?P<currency>US \$|{_PREFIXES}))[ \u00a0\u202f]?(?P<sign>[-−–(]?)$"
)
CURRENCY_REACH = 14


def currency_before(match: re.Match[str]) -> tuple[str, int | None]:
    """The ISO code that a match of CURRENCY_BEFORE names, and the power of ten that it carries (None without)."""
    if match["scaled"]:
        return match["scaled"][1:], _FRONT_SCALES[match["scaled"][0]]
    if match["coded"]:
        return CURRENCIES[match["coded"]], _BACK_SCALES[match["scale"]]
    return CURRENCIES[match["currency"].replace(" ", "")], None


_NAMED = {
    "dollar": "USD",
    "euro": "EUR",
    "yen": "JPY",
    "yuan": "CNY",
    "renminbi": "CNY",
    "rupee": "INR",
    "won": "KRW",
    "pound sterling": "GBP",
    "pounds sterling": "GBP",
    "reais": "BRL",
    "rand": "ZAR",
    "rupiah": "IDR",
    "ringgit": "MYR",
    "baht": "THB",
    "zloty": "PLN",
    "zlotys": "PLN",
    "kronor": "SEK",
    "dirham": "AED",
    "riyal": "SAR",
    "naira": "NGN",
    "rouble": "RUB",
    "ruble": "RUB",
    "shekel": "ILS",
    "forint": "HUF",
    "hryvnia": "UAH",
    "taka": "BDT",
    "lira": "TRY",
}
_NATIONAL = {
    "us": "USD",
    "u.s.": "USD",
    "american": "USD",
    "canadian": "CAD",
    "australian": "AUD",
    "hong kong": "HKD",
    "singapore": "SGD",
    "new zealand": "NZD",
    "taiwan": "TWD",
    "swiss": "CHF",
    "swedish": "SEK",
    "norwegian": "NOK",
    "danish": "DKK",
    "czech": "CZK",
    "icelandic": "ISK",
    "saudi": "SAR",
    "kuwaiti": "KWD",
    "mexican": "MXN",
    "philippine": "PHP",
    "british": "GBP",
    "indian": "INR",
    "japanese": "JPY",
    "korean": "KRW",
    "chinese": "CNY",
    "south african": "ZAR",
    "brazilian": "BRL",
}
_SUFFIX_ISO = "|".join(code for code in ISO_CODES.split("|") if code != "TRY")
_NATIONS = "|".join(re.escape(name) for name in _NATIONAL)
_NAMES = "|".join(sorted(_NAMED, key=len, reverse=True))
CURRENCY_AFTER = re.compile(
    rf"[\s-]?(?:(?P<iso>(?:{_SUFFIX_ISO}|RMB|{_SCALED_CODES}))"
    r"(?![A-Za-z]|[ \u00a0]?[0-9]{2}|[0-9][.,][0-9]|[ \u00a0][0-9])"
    r"|(?P<symbol>US\$|[$€£¥₹]|zł)(?![ \u00a0]?[0-9])"
    rf"|(?i:(?P<nation>{_NATIONS})(?:[\s-]|(?<=\.))(?:dollars?|francs?|kron(?:or|er|a|e|ur)|crowns?|pesos?|pounds?|rupees?|yen|won|"
    r"yuan|rand|reais|riyals?|dinars?)\b)"
    r"|(?P<small>(?i:(?:euro[ -]?|us[ -])?cents?|pence|penny(?=\s(?:an?|per)\s))\b"
    r"|(?<=[0-9])c(?=/|\s(?:an?|per|each|apiece|dividends?|interim|final|fully|higher|lower|yesterday)\b|\sto\s[A-Z]{0,2}\$)"
    r"|(?<=[0-9])(?<!480)(?<!720)(?<!1080)(?<!1440)(?<!2160)p(?![A-Za-z0-9]))"
    rf"|(?i:(?P<name>(?!won\s(?:the|an?|its|their|his|her|gold|first)\b)(?:{_NAMES}))s?\b)"
    r")"
)


# `US10.5 cents`: the nation of the cents that stand behind the number.
CENTS_BEFORE = re.compile(r"(?<![A-Za-z])(?P<nation>US|A|C|NZ|HK|S)\s?$")
CENTS_AFTER = re.compile(r"\s?cents?\b")
# Whose hundredth part is a cent too, so that `12 cents` beside `A$3.1 billion` are Australian.
CENT_CURRENCIES = frozenset("USD AUD CAD NZD HKD SGD EUR ZAR".split())


def cents_of(match: re.Match[str]) -> str:
    """The ISO code of the nation that a match of CENTS_BEFORE names."""
    return _SYMBOLS[match["nation"] + "$"]


def currency_after(match: re.Match[str]) -> tuple[str, int]:
    """The ISO code that a match of CURRENCY_AFTER names and its power of ten (-2 for cents)."""
    if match["iso"]:
        code = match["iso"]
        return (CURRENCIES[code], 0) if code in CURRENCIES else (code[1:], _FRONT_SCALES[code[0]])
    if match["symbol"]:
        return CURRENCIES[match["symbol"]], 0
    if match["nation"]:
        return _NATIONAL[match["nation"].lower()], 0
    if match["small"]:
        word = match["small"].lower()
        return ("GBP" if word in {"p", "pence"} else "EUR" if word.startswith("euro") else "USD"), -2
    return _NAMED[match["name"].lower()], 0
