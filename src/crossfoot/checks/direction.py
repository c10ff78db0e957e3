"""Check kind `direction`: words that say up beside figures that go down, or the reverse."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crossfoot import periods
from crossfoot.checks.change_arithmetic import is_upside_down, sides_of
from crossfoot.checks.comparing import (
    LEVELS,
    by_sentence,
    evidence_of,
    figure_of,
    is_readable,
    lies_above,
    printed,
    said,
    words_before,
)
from crossfoot.checks.kind import CheckKind, Settings
from crossfoot.checks.steps import Step, steps_of
from crossfoot.figures import meets, negate, show_interval
from crossfoot.gazetteer import Gazetteer
from crossfoot.ledger.ledger import Ledger
from crossfoot.ledger.naming import measure_key
from crossfoot.ledger.subjects import key_of
from crossfoot.model import Bound, CheckResult, Concept, Conflict, Fact, Interval, MentionKind, Span

# Words that say of themselves which way a value went. The reader of facts takes more (`improved`, `eased`)
# to tell a change from a level; of those some say up of a thing that goes down.
_UP = (
    r"gr[eo]wn?|grows|growing|rose|risen|rises|rising|increase[sd]?|increasing|climb(?:s|ed|ing)|jump(?:s|ed|ing)|"
    r"surg(?:es|ed|ing)|soar(?:s|ed|ing)|advanced|expanded|went up|up|higher|above|rise|growth|climb|jump|surge|"
    r"gain(?:s|ed)?|raise[sd]|lift(?:s|ed)"
)
_DOWN = (
    r"fell|fallen|falls|falling|declin(?:es|ed|ing)|decreas(?:es|ed|ing)|dropp?(?:s|ed|ing)|slipp(?:ed|ing)|dipp(?:ed|ing)|"
    r"plung(?:ed|ing)|slump(?:ed|ing)|shr[au]nk|shrinking|contracted|tumbled|reduced|went down|down|lower|below|fewer|"
    r"decline|decrease|drop|fall|reduction|slump|cut|lower(?:s|ed)"
)
DIRECTION = re.compile(rf"(?<![\w-])(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?![\w-])", re.IGNORECASE)
# Between the verb and the figure stand only adverbs, a change of its own, and `to` or `from`.
_LEADS_TO = re.compile(
    r"(?:\s+(?:\w+ly|further|again|year[- ]o(?:n|ver)[- ]year|yoy|slightly|by|of|in|the|its|\(|\)))*"
    r"(?:[^,;]{0,45}?\s)?(?:from|to|than|at)\s[^,;]{0,25}$",
    re.IGNORECASE,
)
_COMPARES = re.compile(r"\s+(?:than|from)\b[^,;]{0,60}$", re.IGNORECASE)
_THAN = re.compile(r"\bthan\s+(?:Q[1-4][’']?s?\s+|[^,;\d]){0,40}$", re.IGNORECASE)
_NEW_CLAUSE = re.compile(
    r"[;:]|,\s*(?:while|whereas|but|although|and|which)\b|\b(?:while|whereas|but|although)\b", re.I
)
_NEGATED = re.compile(
    r"\b(?:not|never|no|n[’']t|without|failed to|instead of|rather than|despite|fewer|less)\s+(?:\w+\s+)?$", re.I
)
_LOSSES = re.compile(r"\b(?:loss(?:es)?|deficit|negative|outflows?|impairments?)\b", re.IGNORECASE)
_LOSS_MOVES = re.compile(r"\b(?:loss(?:es)?|deficit|outflows?)\b[^,;.]{0,40}$", re.IGNORECASE)
_REACH = 160
_ANOTHER_SIZE = 100
_WORD_REACH = 60


class DirectionSettings(Settings):
    """This kind has nothing to set."""


@dataclass(frozen=True, slots=True)
class Move:
    """Two values, the earlier one `before`, and the word that says which way they went."""

    before: Fact
    after: Fact
    word: Span
    up: bool


def run(ledger: Ledger, gazetteer: Gazetteer, settings: DirectionSettings) -> CheckResult:
    """Compare every move of a sentence with its word of direction."""
    conflicts: list[Conflict] = []
    compared: list[tuple[Span, ...]] = []
    for facts in by_sentence(ledger):
        for move in _moves_in(ledger, facts):
            compared.append((move.before.span, move.after.span))
            if _contradicts(move):
                conflicts.append(_conflict(ledger, move))
    told = {place.span for conflict in conflicts for place in conflict.evidence}
    for step in steps_of(ledger):
        turned = _turned(ledger, step)
        if turned is not None and turned.after.span not in told:
            conflicts.append(_conflict(ledger, turned))
            told.update(place.span for place in conflicts[-1].evidence)
    return CheckResult(tuple(conflicts), tuple(compared))


def _moves_in(ledger: Ledger, facts: Sequence[Fact]) -> Iterator[Move]:
    levels = [fact for fact in facts if _is_level(fact)]
    if len(levels) < 2:
        return
    for before in levels:
        if not _is_base(ledger, before):
            continue
        others = [f for f in levels if f is not before and not _is_base(ledger, f) and _alike(f, before)]
        near = [f for f in others if _one_clause(ledger, f, before)]
        after = min(near, key=lambda f: abs(f.span.start - before.span.start), default=None)
        if after is None or _is_later(before, after):
            continue
        word = _word_of(ledger, before, after)
        if word is not None and not _loss_of_its_own(ledger, before, after, word):
            yield Move(before, after, Span(*word.span()), word["up"] is not None)


def _turned(ledger: Ledger, step: Step) -> Move | None:
    """A change of the right size whose word says the wrong way: `down 6.3 % to £412m from £388m`."""
    stated, real, _, unit = sides_of(step)
    if unit == "times" or meets(real, stated) or not is_upside_down(stated, real):
        return None
    start = max(step.change.sentence.start, step.change.span.start - _WORD_REACH)
    words = list(DIRECTION.finditer(ledger.document.text, start, step.change.span.start))
    if not words or _is_negated(ledger.document.text, words[-1]):
        return None
    move = Move(step.before, step.after, Span(*words[-1].span()), words[-1]["up"] is not None)
    return move if _contradicts(move) else None


def _is_level(fact: Fact) -> bool:
    """A value, or a percentage that is a level (`margin`); no change, no yearly rate, no amount that is added."""
    if fact.kind is MentionKind.COUNT and fact.figure is not None and fact.concept is None:
        return bool(fact.qualifiers & {"from", "to"})  # `fell from 1,240 to 1,345`, whatever it is
    if not is_readable(fact) or fact.increment or fact.concept in (Concept.CHANGE, Concept.GROWTH_RATE):
        return False
    if fact.kind is MentionKind.PERCENT:
        return fact.concept is Concept.SHARE and figure_of(fact).unit == "percent"
    return fact.concept in LEVELS and fact.kind is not MentionKind.MULTIPLE


def _is_base(ledger: Ledger, fact: Fact) -> bool:
    left = words_before(ledger, fact.sentence, fact.span.start, 60)
    return "from" in fact.qualifiers or bool(_THAN.search(left))


def _alike(one: Fact, other: Fact) -> bool:
    return (
        one.kind is other.kind
        and figure_of(one).unit == figure_of(other).unit
        and key_of(one.subject) == key_of(other.subject)
        and measure_key(one) == measure_key(other)
        and (one.place == other.place)
    )


def _one_clause(ledger: Ledger, one: Fact, other: Fact) -> bool:
    first, last = sorted((one.span, other.span))
    between = ledger.document.text[first.end : last.start]
    return len(between) < _REACH and not _NEW_CLAUSE.search(between)


def _is_later(before: Fact, after: Fact) -> bool:
    """Whether the value that is measured against is the later one, so that nothing is said of a move."""
    if before.period is None or after.period is None or before.period == after.period:
        return False
    return periods.before(after.period, before.period)


def _word_of(ledger: Ledger, before: Fact, after: Fact) -> re.Match[str] | None:
    """The word of direction that leads to the first of the two values, or compares them (`lower than`)."""
    text = ledger.document.text
    first, last = sorted((before.span, after.span))
    for found in DIRECTION.finditer(text, first.end, last.start):
        if last == before.span and _COMPARES.fullmatch(text, found.end(), last.start):
            return None if _is_negated(text, found) else found
    start = max(before.sentence.start, first.start - _REACH)
    cuts = [cut.end() for cut in _NEW_CLAUSE.finditer(text, start, first.start)]
    start = max([start, *cuts])
    words = list(DIRECTION.finditer(text, start, first.start))
    if not words or len({word["up"] is None for word in words}) > 1 or _is_negated(text, words[-1]):
        return None
    return words[-1] if _LEADS_TO.fullmatch(text, words[-1].end(), first.start) else None


def _is_negated(text: str, word: re.Match[str]) -> bool:
    return bool(_NEGATED.search(text, max(0, word.start() - 30), word.start()))


def _loss_of_its_own(ledger: Ledger, before: Fact, after: Fact, word: re.Match[str]) -> bool:
    """Where losses are told, only `losses rose` says which way; `the result improved to a loss of` does not."""
    text = ledger.document.text
    low = min(before.span.start, after.span.start, word.start())
    high = max(before.span.end, after.span.end)
    told = _LOSSES.search(text, max(before.sentence.start, low - 60), high)
    negative = figure_of(before).value < 0 or figure_of(after).value < 0
    if told is None and not negative:
        return False
    return _LOSS_MOVES.search(text, max(before.sentence.start, word.start() - 60), word.start()) is None


def _size(fact: Fact) -> Interval:
    """How large a value is; losses are compared as printed, without their sign."""
    figure = figure_of(fact)
    # In `$62m was lower than $53m` the words compare; they are no bound of the second figure.
    half = figure.step / 2
    compared = figure.bound in (Bound.OVER, Bound.UNDER) and figure.upper is None
    narrow = Interval(figure.value - half, figure.value + half) if compared else figure.narrow
    return narrow if figure.value >= 0 else negate(narrow)


def _contradicts(move: Move) -> bool:
    before, after = _size(move.before), _size(move.after)
    larger, smaller = sorted((abs(figure_of(f).value) for f in (move.before, move.after)), reverse=True)
    if larger > _ANOTHER_SIZE * smaller:
        return False  # `fell from 9.486 to 8,368`: a slip of size, not of direction
    return lies_above(before, after) if move.up else lies_above(after, before)


def _conflict(ledger: Ledger, move: Move) -> Conflict:
    word = ledger.document.text[move.word.start : move.word.end]
    goes = "less" if move.up else "more"
    arithmetic = (
        f"{printed(move.after)} ({show_interval(_size(move.after), figure_of(move.after).unit)}) is {goes} than "
        f"{printed(move.before)} ({show_interval(_size(move.before), figure_of(move.before).unit)})"
    )
    values = {
        "word": word,
        "before": said(ledger, move.before),
        "after": said(ledger, move.after),
        "goes": goes,
    }
    places = evidence_of((("before", move.before.span), ("after", move.after.span), ("word", move.word)))
    opposite = "a word for a fall" if move.up else "a word for a rise"
    repairs = (f"{opposite} instead of “{word}”", "or the two figures the other way round")
    return Conflict("contradiction", places, values, arithmetic, (), repairs)


KIND = CheckKind(
    name="direction",
    settings=DirectionSettings,
    outcomes=("contradiction",),
    values=frozenset({"word", "before", "after", "goes"}),
    run=run,
)
