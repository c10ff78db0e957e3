"""Rule files: what loads, what is refused and in which words, and which rules a name selects."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from pydantic import Field

from crossfoot.checks import expression
from crossfoot.checks.kind import CheckKind, Settings
from crossfoot.errors import RuleError, UsageError
from crossfoot.model import CheckResult, Concept, Conflict, Evidence, Severity, Span
from crossfoot.rulebook import Mark, Rule, RuleBook


class Side(Settings):
    concept: tuple[Concept, ...]
    within: int = 0


class CompareSettings(Settings):
    left: Side
    tolerance: float = Field(default=0.5, ge=0)
    tags: frozenset[str] = frozenset()


def compare(*_: object) -> CheckResult:
    return CheckResult((), ())


KINDS = {
    "compare": CheckKind(
        "compare", CompareSettings, ("contradiction", "rescued"), frozenset({"left", "left.period"}), compare
    )
}

VALID = """\
summary: Two sizes disagree
severity: error
severities: {rescued: off}
why: |
  A reader compares.
check: compare
left: {concept: [market-size, revenue], within: 3}
tolerance: 0.15
tags: [on, off, "2024"]
message: "{left} in {left.period} is {{odd}}."
messages:
  rescued: "{left} may round."
repair: Correct {left}.
examples:
  - bad: "It was $3 billion, and $3 million."
    marks: ["$3 billion", {quote: "$3", nth: 2}]
  - good: "It was $3 billion."
    because: there is nothing to compare
"""

WriteRule = Callable[..., Path]


@pytest.fixture
def write_rule(tmp_path: Path) -> WriteRule:
    def write(text: str = VALID, name: str = "value/conflict.yaml", folder: str = "rules") -> Path:
        path = tmp_path / folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8", "surrogateescape"))
        return tmp_path / folder

    return write


def conflict(
    outcome: str = "contradiction", values: Mapping[str, str] | None = None, repairs: tuple[str, ...] = ()
) -> Conflict:
    return Conflict(outcome, (Evidence(Span(0, 1), "left"),), values or {}, repairs=repairs)


def only_rule(folder: Path) -> Rule:
    (rule,) = RuleBook.load([folder], KINDS).rules
    return rule


def test_a_valid_file_becomes_a_rule_with_all_its_parts(write_rule: WriteRule) -> None:
    rule = only_rule(write_rule())
    assert (rule.id, rule.topic, rule.severity) == ("value/conflict", "value", Severity.ERROR)
    assert rule.settings == CompareSettings(
        left=Side(concept=(Concept.MARKET_SIZE, Concept.REVENUE), within=3),
        tolerance=0.15,
        tags=frozenset({"on", "off", "2024"}),
    )
    assert rule.severity_of("contradiction") is Severity.ERROR
    assert rule.severity_of("rescued") is None
    assert rule.examples[0].marks == ("$3 billion", Mark(quote="$3", nth=2))
    assert rule.examples[1].text == "It was $3 billion."


def test_messages_are_filled_by_outcome(write_rule: WriteRule) -> None:
    rule = only_rule(write_rule())
    values = {"left": "$3\n billion", "left.period": "2024"}
    assert rule.message_for(conflict(values=values)) == "$3 billion in 2024 is {odd}."
    assert rule.message_for(conflict("rescued", values)) == "$3 billion may round."
    with pytest.raises(KeyError):
        rule.message_for(conflict())


def test_the_repairs_of_the_check_come_before_the_advice_of_the_rule(write_rule: WriteRule) -> None:
    rule = only_rule(write_rule())
    assert rule.repairs_for(conflict(values={"left": "$3"}, repairs=("say $4bn",))) == ("say $4bn",)
    assert rule.repairs_for(conflict(values={"left": "$3"})) == ("Correct $3.",)


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("summary: Two", "summery: Two", 1, "unknown key `summery`; did you mean `summary`?"),
        ("tolerance: 0.15", "tolerence: 0.15", 8, "unknown key `tolerence`; did you mean `tolerance`?"),
        ("within: 3", "wihtin: 3", 7, "unknown key `wihtin`; did you mean `within`?"),
        ("nth: 2", "nht: 2", 16, "unknown key `nht`; did you mean `nth`?"),
        ("    because:", "    becuase:", 18, "unknown key `becuase`; did you mean `because`?"),
        ("check: compare", "check: compair", 6, "unknown kind of check `compair`; did you mean `compare`?"),
        ("check: compare\n", "", 1, "the key `check`"),
        ("severity: error\n", "", 1, "the key `severity` is missing"),
        ("left: {concept: [market-size, revenue], within: 3}\n", "", 1, "the key `left` is missing"),
        ("severity: error", "severity: eror", 2, "cannot be `eror`; did you mean `error`?"),
        ("{rescued: off}", "{rescued: of}", 3, "cannot be `of`; did you mean `off`?"),
        ("{rescued: off}", "{rescue: off}", 3, "no outcome `rescue`; did you mean `rescued`?"),
        ('  rescued: "', '  resqued: "', 12, "no outcome `resqued`; did you mean `rescued`?"),
        ("market-size, revenue", "market-sise, revenue", 7, "did you mean `market-size`?"),
        ("tolerance: 0.15", "tolerance: much", 8, "`tolerance`"),
        ("tolerance: 0.15", "tolerance: -0.15", 8, "`tolerance`"),
        ("{left.period} is", "{left.peroid} is", 10, "gives no value `left.peroid`; did you mean `left.period`?"),
        ('"{left} may', '"{lift} may', 12, "gives no value `lift`; did you mean `left`?"),
        ("Correct {left}", "Correct {leftt}", 13, "gives no value `leftt`; did you mean `left`?"),
        ("{{odd}}", "{odd", 10, "`message`: expected '}' before end of string"),
        ("{left} in", "{left!r} in", 10, "one name and nothing else"),
        ("{left} in", "{} in", 10, "one name and nothing else"),
        ("summary: Two sizes disagree", "summary: 2024", 1, 'put quotes around it: "2024"'),
        ("summary: Two sizes disagree", "summary:", 1, "`summary`"),
        ('  - good: "It', '  - bad: "It', 17, "marks the words that are found"),
        ("    because:", '    marks: ["It"]\n    because:', 17, "a `good` one has no marks"),
        ("    because:", '    bad: "It"\n    because:', 17, "either `bad` or `good`"),
        ("nth: 2", "nth: 0", 16, "greater than or equal to 1"),
        ("severity: error", "severity: error\nseverity: note", 3, "`severity` stands twice, first in line 2"),
        ("within: 3}", "within: 3, within: 4}", 7, "`within` stands twice, first in line 7"),
        ("summary: Two", "summary: !!python/name:os.system Two", 1, "has no place in a rule file"),
        ("summary: Two sizes", "summary: [Two sizes", 2, "not valid YAML"),
        ("summary: Two sizes", "? [a]\n: 1\nsummary: Two sizes", 1, "a key must be a word"),
        ("examples:", "---\nexamples:", 14, "not valid YAML"),
        ("A reader", "A \udcff reader", 5, "is not UTF-8 text"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_the_nearest_name(
    write_rule: WriteRule, old: str, new: str, line: int, said: str
) -> None:
    assert old in VALID
    folder = write_rule(VALID.replace(old, new, 1))
    with pytest.raises(RuleError) as caught:
        RuleBook.load([folder], KINDS)
    assert said in str(caught.value)
    assert str(caught.value).startswith(f"{folder / 'value' / 'conflict.yaml'}:{line}: ")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is empty"),
        ("# only a remark\n", "is empty"),
        ("- one\n- two\n", "keys and values"),
        ("word\n", "keys and values"),
        ("a: &a [*a]\n", "nested too deeply"),
        (
            "a: &a [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n"
            + "".join(
                f"{new}: &{new} [{', '.join(['*' + old] * 10)}]\n" for old, new in zip("abcde", "bcdef", strict=True)
            ),
            "grows too large through its aliases",
        ),
        ("a: " + "[" * 30 + "]" * 30 + "\n", "nested too deeply"),
        ("why: " + "x" * 1_000_000 + "\n", "larger than 1 MB"),
    ],
    ids=["empty", "remark", "list", "word", "alias of itself", "alias bomb", "deep", "large"],
)
def test_what_is_no_rule_file_is_refused(write_rule: WriteRule, text: str, said: str) -> None:
    with pytest.raises(RuleError, match=said):
        RuleBook.load([write_rule(text)], KINDS)


@pytest.mark.parametrize("name", ["conflict.yaml", "value/deep/conflict.yaml", "value/conflict.yml"])
def test_a_rule_in_the_wrong_place_is_refused(write_rule: WriteRule, name: str) -> None:
    with pytest.raises(RuleError, match=r"<topic>/<fault>\.yaml"):
        RuleBook.load([write_rule(name=name)], KINDS)


def test_geography_and_hidden_files_are_no_rules(write_rule: WriteRule) -> None:
    write_rule("- not a rule", "geography/places.yaml")
    write_rule("- not a rule", "value/.draft.yaml")
    write_rule("not a rule", "value/README.md")
    assert only_rule(write_rule()).id == "value/conflict"


def test_a_later_folder_replaces_rules_of_the_same_id(write_rule: WriteRule) -> None:
    ours = write_rule(folder="ours")
    write_rule(name="share/over-whole.yaml", folder="ours")
    theirs = write_rule(VALID.replace("Two sizes", "House sizes"), folder="theirs")
    book = RuleBook.load([ours, theirs], KINDS)
    assert [(rule.id, rule.summary) for rule in book.rules] == [
        ("share/over-whole", "Two sizes disagree"),
        ("value/conflict", "House sizes disagree"),
    ]


def test_a_folder_without_rules_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="holds no rule"):
        RuleBook.load([tmp_path], KINDS)
    with pytest.raises(UsageError, match="no such folder"):
        RuleBook.load([tmp_path / "missing"], KINDS)


@pytest.fixture
def book(write_rule: WriteRule) -> RuleBook:
    for name in ("growth/arithmetic", "growth/direction", "value/conflict", "value/scale"):
        folder = write_rule(name=f"{name}.yaml")
    return RuleBook.load([folder], KINDS)


@pytest.mark.parametrize(
    ("select", "ignore", "left"),
    [
        ((), (), ["growth/arithmetic", "growth/direction", "value/conflict", "value/scale"]),
        (("growth",), (), ["growth/arithmetic", "growth/direction"]),
        (("value/scale", "growth/direction"), (), ["growth/direction", "value/scale"]),
        (("*/*c*",), (), ["growth/arithmetic", "growth/direction", "value/conflict", "value/scale"]),
        (("value/s*",), (), ["value/scale"]),
        ((), ("growth",), ["value/conflict", "value/scale"]),
        (("growth",), ("growth/direction",), ["growth/arithmetic"]),
    ],
)
def test_names_topics_and_patterns_select(
    book: RuleBook, select: tuple[str, ...], ignore: tuple[str, ...], left: list[str]
) -> None:
    assert [rule.id for rule in book.select(select, ignore).rules] == left


@pytest.mark.parametrize(
    ("select", "ignore", "said"),
    [
        (("growht",), (), "`growht`; did you mean `growth`?"),
        ((), ("value/scales",), "`value/scales`; did you mean `value/scale`?"),
        (("z*",), (), r"`z\*`"),
        (("value/scale",), ("value",), "leaves no rule"),
    ],
)
def test_a_name_that_fits_nothing_is_refused(
    book: RuleBook, select: tuple[str, ...], ignore: tuple[str, ...], said: str
) -> None:
    with pytest.raises(UsageError, match=said):
        book.select(select, ignore)


def test_an_unknown_rule_names_the_nearest(book: RuleBook) -> None:
    assert book.rule("value/scale").id == "value/scale"
    with pytest.raises(UsageError, match="did you mean `growth/arithmetic`"):
        book.rule("growth/arithmetics")


def test_an_expression_that_would_never_end_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(expression, "TIME_LIMIT", 0.2)
    text = "a" * 60 + "!"
    with pytest.raises(TimeoutError):
        list(expression.places_of("(a|aa)+$", text, Span(0, len(text))))


def test_of_several_severities_the_last_one_counts(rulebook: RuleBook) -> None:
    pairs = [("growth", None), ("growth/arithmetic", Severity.NOTE)]
    chosen = rulebook.with_severities(pairs)
    assert [rule.id for rule in chosen.rules if rule.topic == "growth"] == ["growth/arithmetic"]
    assert chosen.rule("growth/arithmetic").severity is Severity.NOTE
    with pytest.raises(UsageError, match="leave no rule"):
        rulebook.select(["growth"]).with_severities([("growth", None)])
