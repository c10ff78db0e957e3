"""The verbs that reports use around figures, as one pattern for where a statement's predicate begins.

There is no parser behind this: a closed list of verb forms finds the predicates that matter
for figures, in one linear pass, and what stands before one is its subject.
"""

from __future__ import annotations

import re

from crossfoot.word_pattern import any_of

AUXILIARIES = (
    "is are was were be been being has have had will would could can may might should must shall does did do isn't "
    "aren't wasn't weren't won't".split()
)
# Base forms count only behind `to` or a modal; the other forms wherever they stand.
_BASES = (
    "account represent hold capture contribute command comprise constitute grow rise increase fall decline decrease "
    "drop jump surge climb soar improve expand widen narrow shrink contract advance gain lose slip dip ease edge tick "
    "plunge tumble slump accelerate slow double triple quadruple halve reach hit total stand "
    "come amount exceed surpass "
    "top average range remain stay report post record generate earn book achieve deliver sell produce ship raise "
    "announce complete employ operate own serve spend invest pay open add see expect project forecast estimate "
    "anticipate plan target aim guide say find show reveal lead dominate follow boast receive secure sign include "
    "become make give take get go attract register witness experience suggest indicate note predict claim believe "
    "cite agree use prefer consider rank return swing strengthen weaken recover rebound retreat outpace outperform "
    "continue begin start end close trade sit run yield consume export import install manufacture provide offer "
    "support cover process handle move carry transport host house treat distribute allocate reserve belong cost save "
    "cut reduce lower boost lift push drive help bring keep leave need want plan intend host attend contest vote elect "
    "participate adopt deploy divert diversify occupy compare reflect equal correspond translate imply mean leap "
    "skyrocket balloon swell spike erode plummet slide creep inch hover fluctuate vary "
    "differ depend rely originate derive "
    "stem result arise emerge appear seem feel think know work live buy purchase order "
    "request apply enrol enroll play reserve generate launch acquire face score win visit "
    "read lie value spur pose highlight demonstrate illustrate underscore signal confirm "
    "encompass maintain scale".split()
)
_IRREGULAR = (
    "held grew grown rose risen fell fallen drew drawn shrank shrunk lost slid came stood hit made gave given took "
    "taken got went gone sold paid spent saw seen said found shown led became begun began ran run cut brought kept "
    "driven led left meant leapt leaped felt thought knew known bought won overtook overtaken put set built".split()
)
# Forms that are far more often a noun than a verb in reports.
_NOUNS = frozenset(
    "reports report records record orders order totals projects project forecasts forecast estimates estimate targets "
    "target plans plan aims uses costs cost cuts houses hosts books posts ships deals results result exports imports "
    "export import needs means offers claims ranges range shows drives works lives closes ends gains gain drops drop "
    "rises rise falls fall increases increase declines decline decreases decrease sees moves leads slips dips jumps "
    "surges tops averages average yields yield covers runs returns return processes notes accounts account supports "
    "spikes stands trades hits sales spending working building living shipping manufacturing processing funding "
    "operating mean closing opening beginning ending leading running housing farming trading "
    "training average estimated "
    "combined reported adjusted installed registered increased reduced planned expected "
    "projected forecasted opens ranks "
    "signs follows attempts swings feels votes purchases requests buys scale".split()
)
# Nouns of that list which are verbs too where a subject stands before them.
_ALSO_VERBS = frozenset(
    "increased reported expected projected leads follows shows holds sees rises falls grows "
    "gains drops declines reports "
    "forecasts projects estimates expects plans aims targets totals stands forecasted expect "
    "anticipate predict believe represent contribute comprise constitute encompass remain "
    "include exceed own employ operate generate say agree prefer dominate averages ranges "
    "exceeds includes accounts".split()
)


def _forms(base: str) -> list[str]:
    stem = base[:-1] if base.endswith("e") else base
    doubled = base + base[-1] if re.fullmatch(r"(?:[^aeiou]*[aeiou][bdgklmnprt]|control|refer)", base) else stem
    past = base[:-1] + "ied" if base[-1] == "y" and base[-2] not in "aeiou" else doubled + "ed"
    third = base[:-1] + "ies" if base[-1] == "y" and base[-2] not in "aeiou" else base + "s"
    third = base + "es" if base.endswith(("ss", "sh", "ch", "x")) else third
    return [past, third]


_FINITE = sorted(
    ({form for base in _BASES for form in _forms(base)} | set(_IRREGULAR)) - _NOUNS | _ALSO_VERBS,
    key=lambda form: (-len(form), form),
)
# As adjectives these stand before nouns (`operating margin`) much more often than they are predicates.
_ADJECTIVES = frozenset(
    "operating working manufacturing processing housing trading running leading closing opening ending beginning "
    "importing exporting shipping handling funding".split()
)
_PARTICIPLES = sorted(
    {(b[:-1] if b.endswith("e") else b) + "ing" for b in _BASES} - _ADJECTIVES | {"totalling", "hitting", "cutting"},
    key=lambda form: (-len(form), form),
)
_ADVERB = r"(?:(?:\w+ly|also|now|still|already|then|not|again|even|just|only|further|likely|jointly|alone)\s+)"
_AUX = "|".join(AUXILIARIES)
_INFINITIVES = sorted({*_BASES, "be", "have"}, key=lambda base: (-len(base), base))

PREDICATE = re.compile(
    rf"(?<![\w’'-])(?:(?P<aux>(?:{_AUX})(?:\s+(?:not|also|now|still|currently|likely|already|\w+ly))*)(?![\w’'-])"
    rf"|to\s+{_ADVERB}?(?P<infinitive>{any_of(_INFINITIVES)})(?![\w’'-])"
    rf"|(?P<finite>{any_of(_FINITE)})(?![\w’'-])"
    r"|(?P<regular>[a-z]{3,20}ed(?=\s+(?:the|its|a|an|their|our|his|her|all|more|by|to|from|in|at|on|up|off|that)\s))"
    rf"|(?P<participle>{any_of(_PARTICIPLES)})(?![\w’'-]))",
    re.IGNORECASE,
)
# Who speaks, not what is spoken of, when a statement follows: `Analysts expect sales to …`.
SAYING = re.compile(
    r"(?:said|says?|reports?|reported|expects?|expected|projects?|projected|forecasts?|forecasted|estimates?|estimated|"
    r"anticipates?|predicts?|predicted|finds?|found|shows?|showed|reveals?|revealed|suggests?|indicates?|notes?|noted|"
    r"believes?|believed|announced|announces?|claims?|claimed|calculated|thinks?|see|sees|saw)$",
    re.IGNORECASE,
)
