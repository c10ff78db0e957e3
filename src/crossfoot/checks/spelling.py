"""One company, product or person under two spellings, and one ticker under two names."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from crossfoot.ledger.ledger import Ledger
from crossfoot.ledger.subjects import key_of
from crossfoot.model import Mention, Span

_LEGAL = re.compile(
    r"(?:inc|corp|ltd|llc|plc|gmbh|ag|s\.?a|se|n\.?v|co|ab|asa|oyj|pty|lp|limited|corporation|company)\.?"
)
_GENERIC = frozenset({"group", "holding", "holdings", "the", "international"})
_TICKER = re.compile(
    r"\s*\((?:the )?[“\"]?(?:nasdaq|nyse|otc\w*|tsx\w*|tsxv|lse|asx|amex|cse|hkex|sehk|nse|bse|euronext|xetra|"
    r"frankfurt|aim|sgx|krx|six|omx)[\w /.-]{0,16}:\s*(?P<code>[A-Z0-9.]{1,7})",
    re.IGNORECASE,
)
_RENAMED = re.compile(
    r"\b(?:formerly|renam\w+|d/b/a|dba|f/k/a|fka|chang\w+ (?:its|the) (?:corporate )?name|now known|also known|"
    r"previously known|doing business|rebrand\w*|name change)\b",
    re.IGNORECASE,
)
_VARIANTS = (("re", "er"), ("our", "or"), ("ise", "ize"), ("isation", "ization"), ("ogue", "og"), ("ence", "ense"))
_ENDINGS = re.compile(r"(?:ies|ing|ed|es|s|al|ly|er|ers|ian|an|n|y|ion|ions|ic|e|or|ist|able|ive|ment)$")
_SOUNDS = (("ght", "t"), ("ph", "f"), ("ck", "k"), ("qu", "k"), ("c", "k"), ("z", "s"), ("y", "i"), ("w", "v"))
_SHORTEST, _SHORTEST_BY_LETTER = 4, 6
_COMMON = 3  # a spelling that stands so often, against one that stands once, is the one that is meant
_MOST_ALIKE = 40  # names that share a word with so many others are no names


@dataclass(frozen=True, slots=True)
class TwoNames:
    """A rare spelling and the usual one, each with its places; `ticker` is what shows that both are one."""

    rare: str
    usual: str
    rare_spans: tuple[Span, ...]
    usual_spans: tuple[Span, ...]
    ticker: str = ""


def misspelt_names(ledger: Ledger) -> Iterator[TwoNames]:
    """Two words of a name of which one is nearly, but not quite, what it is everywhere else."""
    places: dict[tuple[str, str], list[tuple[Mention, int]]] = defaultdict(list)
    beside: dict[tuple[bool, str], set[str]] = defaultdict(set)
    for name in ledger.names:
        words = str(name.value).split()
        if len(words) > 1:
            plain = [_bare(word) for word in words]
            for at, pair in enumerate(pairwise(plain)):
                places[pair].append((name, at))
                beside[True, pair[0]].add(pair[1])
                beside[False, pair[1]].add(pair[0])
    for (is_first, kept), others in beside.items():
        if 1 < len(others) <= _MOST_ALIKE:
            for one, other in combinations(sorted(others), 2):
                a, b = ((kept, one), (kept, other)) if is_first else ((one, kept), (other, kept))
                rare, usual = (a, b) if len(places[a]) < len(places[b]) else (b, a)
                if len(places[rare]) == 1 and len(places[usual]) >= _COMMON and is_misspelling(one, other):
                    rare_spans, usual_spans = (
                        [_pair_span(ledger, name, at) for name, at in places[pair]] for pair in (rare, usual)
                    )
                    yield _two(ledger, rare_spans, usual_spans)


def _bare(word: str) -> str:
    return word.strip(".,:;*_’'()“”\"").removesuffix("’s").removesuffix("'s").casefold()


def _pair_span(ledger: Ledger, name: Mention, at: int) -> Span:
    """Where the word at a place of a name and the next one stand, without the signs at their ends."""
    words = list(re.finditer(r"[^\s,;()“”\"]+", ledger.document.text[name.span.start : name.span.end]))
    first, last = words[min(at, len(words) - 1)], words[min(at + 1, len(words) - 1)]
    return Span(name.span.start + first.start(), name.span.start + last.end())


def _two(ledger: Ledger, rare: Sequence[Span], usual: Sequence[Span], ticker: str = "") -> TwoNames:
    text = ledger.document.text
    names = [" ".join(text[spans[0].start : spans[0].end].split()) for spans in (rare, usual)]
    return TwoNames(names[0], names[1], tuple(rare), tuple(usual), ticker)


def is_misspelling(one: str, other: str) -> bool:
    """Whether two words are one word spelt in two ways, and neither an inflection nor a variant of the other."""
    short = min(len(one), len(other))
    if one == other or short < _SHORTEST or not (one + other).isalpha() or one[0] != other[0]:
        return False
    plain = _without_marks(one), _without_marks(other)
    if plain[0] == plain[1]:
        return _without_marks(one) != one and _without_marks(other) != other
    if _stem(one) == _stem(other) or _variant(one) == _variant(other) or one.startswith(other) or other.startswith(one):
        return False
    return _sound(plain[0]) == _sound(plain[1]) or (short >= _SHORTEST_BY_LETTER and _one_letter_apart(one, other))


def _without_marks(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def _stem(word: str) -> str:
    shorter = _ENDINGS.sub("", word)
    return _ENDINGS.sub("", shorter) if len(shorter) > _SHORTEST else shorter


def _variant(word: str) -> str:
    """A word in American spelling."""
    for british, american in _VARIANTS:
        word = word.replace(british, american)
    return word


def _sound(word: str) -> str:
    for letters, sound in _SOUNDS:
        word = word.replace(letters, sound)
    word = re.sub(r"(.)\1", r"\1", word)
    return word.removesuffix("e") if len(word) > _SHORTEST - 1 else word


def _one_letter_apart(one: str, other: str) -> bool:
    """Whether one letter was changed, added, lost, or changed places with its neighbour."""
    if abs(len(one) - len(other)) > 1:
        return False
    first = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    a, b = one[first:], other[first:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])


def company_variants(ledger: Ledger) -> Iterator[TwoNames]:
    """A company with its legal form that is `Orrin Resources Inc.` here and `Orrin Resource Group Inc.` there."""
    places: dict[str, dict[tuple[str, ...], list[Span]]] = defaultdict(lambda: defaultdict(list))
    for name in ledger.names:
        words = _core(name)
        if words and _LEGAL.fullmatch(str(name.value).split()[-1].casefold()):
            length = len(_company_of(name))
            span = Span(name.span.end - length, name.span.end)
            places[key_of(" ".join(word for word in words if word not in _GENERIC))][words].append(span)
    for spellings in places.values():
        ranked = sorted(spellings.items(), key=lambda each: len(each[1]))
        for (rare, spans), (usual, others) in combinations(ranked, 2):
            plain = [word for word in rare if word not in _GENERIC], [word for word in usual if word not in _GENERIC]
            if len(spans) == 1 and len(others) > 1 and plain[0] != plain[1]:
                yield _two(ledger, spans, others)


def _core(name: Mention) -> tuple[str, ...]:
    """The words of a name in small letters, without its legal form."""
    words = [word.strip(".,").casefold() for word in _company_of(name).split()]
    while words and _LEGAL.fullmatch(words[-1]):
        words.pop()
    return tuple(words)


def _company_of(name: Mention) -> str:
    """`Chairman of Orrin Inc`: the company is what stands behind."""
    return str(name.value).rpartition(" of ")[2]


def names_of_tickers(ledger: Ledger) -> Iterator[TwoNames]:
    """Two names before one ticker that share a word and differ in another, where nothing tells of a new name."""
    text = ledger.document.text
    if ":" not in text or _RENAMED.search(text):
        return
    named: dict[str, dict[tuple[str, ...], list[Span]]] = defaultdict(lambda: defaultdict(list))
    for name in ledger.names:
        found = _TICKER.match(text, name.span.end)
        if found is not None and (words := tuple(word for word in _core(name) if word not in _GENERIC)):
            named[found["code"].upper()][words].append(name.span)
    for code, names in named.items():
        ranked = sorted(names.items(), key=lambda each: len(each[1]))
        for (rare, spans), (usual, others) in combinations(ranked, 2):
            apart = set(rare) - set(usual), set(usual) - set(rare)
            if rare[0] == usual[0] and all(apart):
                yield _two(ledger, spans, others, ticker=code)
