"""How a report prints a currency, before and after the number."""

from __future__ import annotations

import re

ISO_CODES = (
    "AED|ARS|AUD|BDT|BHD|BRL|CAD|CHF|CLP|CNH|CNY|COP|CZK|DKK|EGP|EUR|GBP|GHS|HKD|HUF|IDR|ILS|INR|JOD|JPY|KES|KRW|"
    "KWD|KZT|LKR|MAD|MXN|MYR|NGN|NOK|NZD|OMR|PEN|PHP|PKR|PLN|QAR|RON|RUB|SAR|SEK|SGD|THB|TRY|TWD|UAH|USD|VND|ZAR"
)

_SYMBOLS = {
    "$": "USD",
    "US$": "USD",
    "USD$": "USD",
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

CURRENCIES = _SYMBOLS | {code: code for code in ISO_CODES.split("|")} | {"CNH": "CNY"}

_PREFIXES = "|".join(re.escape(sign) for sign in sorted(CURRENCIES, key=len, reverse=True))
# The sign before a number, with a minus or an opening bracket of a negative in between.
CURRENCY_BEFORE = re.compile(rf"(?<![A-Za-z$])(?P<currency>US \$|{_PREFIXES})[ \u00a0\u202f]?(?P<sign>[-−–(]?)$")

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
    rf"[\s-]?(?:(?P<iso>(?:{_SUFFIX_ISO}|RMB))(?![A-Za-z]|[ \u00a0]?[0-9]{{2}}|[0-9][.,][0-9]|[ \u00a0][0-9])"
    rf"|(?P<symbol>US\$|[$€£¥₹]|zł)(?![ \u00a0]?[0-9])"
    rf"|(?i:(?P<nation>{_NATIONS})[\s-](?:dollars?|francs?|kron(?:or|er|a)|pesos?|pounds?|rupees?|yen|won|yuan|rand|reais)\b)"
    r"|(?P<small>(?i:(?:euro[ -]?|us[ -])?cents?|pence)\b"
    r"|(?<=[0-9])(?<!480)(?<!720)(?<!1080)(?<!1440)(?<!2160)p(?![A-Za-z0-9]))"
    rf"|(?i:(?P<name>(?!won\s(?:the|an?|its|their|his|her|gold|first)\b)(?:{_NAMES}))s?\b)"
    r")"
)


def currency_after(match: re.Match[str]) -> tuple[str, int]:
    """The ISO code that a match of CURRENCY_AFTER names and its power of ten (-2 for cents)."""
    if match["iso"]:
        return CURRENCIES[match["iso"]], 0
    if match["symbol"]:
        return CURRENCIES[match["symbol"]], 0
    if match["nation"]:
        return _NATIONAL[match["nation"].lower()], 0
    if match["small"]:
        word = match["small"].lower()
        return ("GBP" if word[0] == "p" else "EUR" if word.startswith("euro") else "USD"), -2
    return _NAMED[match["name"].lower()], 0
