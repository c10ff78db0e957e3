"""The noun phrase that a bare number counts: `60,000 NVIDIA GPU cards`, `12 oil and gas fields`."""

from __future__ import annotations

import re
from collections.abc import Iterator

_WORD = re.compile(r"[\s\u00a0]+[\"“‘'(]?([^\W\d_][\w’'./&-]{0,40})[\"”’]?")
_OF = re.compile(r"\sof(?:\s(?:the|its|their|our|these|those|his|her|all))?(?=\s(?!past\b)[^\W\d_])")
_STOP = frozenset(
    """a an the of in on at to for from by with and or nor but than as per via into onto over under above below between
    among across during through throughout after before since until within without against about around up down out
    off is are was were be been being am has have had do does did will would can could may might shall should must
    that which who whom whose what when where while if because though although so not no only also more less most
    least each every both either neither other another such its their his her our your my this these those it they
    he she we you i there here then now respectively compared versus vs including excluding plus minus year-on-year
    yoy apiece alone together combined again ago later earlier yesterday today last next year month week quarter abroad
    overseas online said told came went made took saw got became began""".split()
)
_VERBS = frozenset(
    """represents accounts includes remains shows reflects marks comes stands makes gives sees gets takes goes uses
    follows reaches rises falls grows means contains covers provides offers starts ends helps needs wants says
    reports expects plans owns operates works serves announced reported rose fell grew declined""".split()
)
_NOT_PLURAL = frozenset(
    """various numerous previous business across less plus its this his has was gas always perhaps overseas express
    wireless analysis basis process access series-a sales-led as us times""".split()
)
_PLURALS = frozenset(
    """people men women children staff personnel feet teeth aircraft criteria media sheep cattle fish households
    workforce headcount alumni series species""".split()
)
# Words that say how many, not what; and plurals that stand before the noun which they belong to.
_NO_PART = frozenset("more additional further other extra".split())
_MODIFIERS = frozenset("sales sports savings systems electronics logistics communications operations series".split())
_ADJECTIVES = frozenset("new single major large small big final full".split())
_JOINING = frozenset("and or &".split())
_MOST_WORDS = 7


def counted_phrase(text: str, end: int, singular: bool) -> str:
    """The noun phrase that a number ending at `end` counts, its head last; empty where none is seen.

    It ends with the first plural within some words that nothing interrupts (`1,859 new homes`),
    or, after the number one, with the first word that is no adjective. The head is in lower
    case unless it is an acronym, as are the words of a phrase in title case.
    """
    words = _phrase(text, end, singular)
    if not words:
        return ""
    *modifiers, head = words
    if not head[0].isupper() or _is_acronym(head):
        return " ".join((*modifiers, head if _is_acronym(head) else head.lower()))
    return " ".join(word if _is_acronym(word) else word.lower() for word in words)


def phrase_of_a_part(text: str, end: int) -> str:
    """The noun phrase of a number in digits that counts a part: `12 of its restaurants`."""
    of = _OF.match(text, end)
    return counted_phrase(text, of.end(), False) if of else ""


def _phrase(text: str, end: int, singular: bool) -> list[str]:
    words: list[str] = []
    head = modifier = 0
    for word in _words(text, end):
        low = word.lower()
        if low in _NO_PART and not words:
            continue
        if low in _JOINING and words and not head and not modifier and low not in map(str.lower, words):
            words.append(word)
            continue
        if low in _STOP or (low in _VERBS and words) or (head and not _is_plural(low)):
            break
        words.append(word)
        if singular and word[0].islower() and low not in _ADJECTIVES:
            return words
        if _is_plural(low):
            head, modifier = (head, len(words)) if low in _MODIFIERS and not head else (len(words), modifier)
    return words[: head or modifier]


def _words(text: str, end: int) -> Iterator[str]:
    for count in range(_MOST_WORDS):
        match = _WORD.match(text, end)
        # What a bracket adds behind the first word (`1,204 homes (flats too)`) is not what is counted.
        if match is None or (count and "(" in text[end : match.start(1)]):
            return
        word = match[1].rstrip("./&-’'")
        yield word or match[1]
        if match.end(1) > match.start(1) + len(word) and match[1][len(word)] in "./":
            return
        end = match.end()


def _is_acronym(word: str) -> bool:
    return sum(letter.isupper() or letter.isdigit() for letter in word) > 1


def _is_plural(word: str) -> bool:
    if word in _PLURALS:
        return True
    if len(word) < 3 or not word.endswith("s") or word in _NOT_PLURAL:
        return False
    return not word.endswith(("ss", "us", "is", "’s", "'s"))
