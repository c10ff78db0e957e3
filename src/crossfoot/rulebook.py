"""The rule book: loads, validates and selects the rule files.

A rule lives in `<topic>/<fault>.yaml` and is called `<topic>/<fault>`. A rule that cannot
load stops the run, because checking less in silence is the worst failure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from crossfoot.checks import KINDS, CheckKind, Settings
from crossfoot.errors import RuleError, UsageError
from crossfoot.lined_file import LinedFile
from crossfoot.model import Conflict, Severity
from crossfoot.rulebook_fields import COMMON_KEYS, Example, Mark, RuleFields
from crossfoot.rulebook_message import fill, names_in
from crossfoot.rulebook_names import fits
from crossfoot.rules_folder import rules_folder
from crossfoot.suggestion import did_you_mean
from crossfoot.yaml_file import read_yaml
from crossfoot.yaml_model import validated

__all__ = ["Example", "Mark", "Rule", "RuleBook"]

_NOT_RULES = frozenset({"geography"})


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule file, valid.

    `severities` and `messages` replace `severity` and `message` for some outcomes of the
    check; None in `severities` means that the outcome is no finding at all.
    """

    id: str
    path: Path
    summary: str
    severity: Severity
    severities: Mapping[str, Severity | None]
    why: str
    kind: CheckKind
    settings: Settings
    message: str
    messages: Mapping[str, str]
    repair: str | None
    examples: tuple[Example, ...]

    @property
    def topic(self) -> str:
        """The part of the id before the slash."""
        return self.id.partition("/")[0]

    def severity_of(self, outcome: str) -> Severity | None:
        """How severe an outcome is, or None where it is no finding."""
        return self.severities.get(outcome, self.severity)

    def message_for(self, conflict: Conflict) -> str:
        """The sentence for an editor. KeyError where the check left out a value that it names."""
        return _one_line(fill(self.messages.get(conflict.outcome, self.message), conflict.values))

    def repairs_for(self, conflict: Conflict) -> tuple[str, ...]:
        """The repairs that the check solved, else the rule's own advice."""
        if conflict.repairs or self.repair is None:
            return conflict.repairs
        return (_one_line(fill(self.repair, conflict.values)),)


@dataclass(frozen=True, slots=True)
class RuleBook:
    """Rules in the order of their ids; `known` holds the ids of all rules there are, selected or not."""

    rules: tuple[Rule, ...]
    known: frozenset[str] = frozenset()

    @staticmethod
    def load(folders: Sequence[Path] | None = None, kinds: Mapping[str, CheckKind] | None = None) -> RuleBook:
        """Load every rule file of the folders; a later folder's rule replaces an earlier one.

        Without `folders` the rules that come with Crossfoot, without `kinds` its kinds of
        check. Raises RuleError for a file that is not valid, UsageError for a folder that is
        missing or holds no rule.
        """
        known = KINDS if kinds is None else kinds
        rules: dict[str, Rule] = {}
        for folder in folders if folders is not None else (rules_folder(),):
            rules |= {rule.id: rule for rule in (load_rule(path, known) for path in _rule_files(folder))}
        return RuleBook(tuple(rules[name] for name in sorted(rules)), frozenset(rules))

    def select(self, select: Sequence[str] = (), ignore: Sequence[str] = ()) -> RuleBook:
        """The rules that any of `select` names (all, where it is empty) and none of `ignore`.

        A name is an id, a topic, or a pattern with `*`. UsageError for a name that fits no
        rule, and where no rule is left.
        """
        for name in (*select, *ignore):
            self._refuse_unknown(name)
        chosen = tuple(
            rule
            for rule in self.rules
            if (not select or any(fits(rule.id, name) for name in select))
            and not any(fits(rule.id, name) for name in ignore)
        )
        if not chosen:
            raise UsageError("the selection leaves no rule to check")
        return RuleBook(chosen, self.known)

    def with_severities(self, severities: Iterable[tuple[str, Severity | None]]) -> RuleBook:
        """The rules with the severities of a house; later pairs win, None leaves a rule out.

        A name is an id, a topic or a pattern. A rule's softer outcomes (`rescued`) stay as soft as the rule
        file has them. UsageError for a name that fits no rule.
        """
        pairs = list(severities)
        for name, _ in pairs:
            self._refuse_unknown(name)
        rules = []
        for rule in self.rules:
            given = [severity for name, severity in pairs if fits(rule.id, name)]
            if not given:
                rules.append(rule)
            elif given[-1] is not None:
                rules.append(_with_severity(rule, given[-1]))
        if not rules:
            raise UsageError("the severities leave no rule to check")
        return RuleBook(tuple(rules), self.known)

    def _refuse_unknown(self, name: str) -> None:
        known = self.known or {rule.id for rule in self.rules}
        if not any(fits(rule, name) for rule in known):
            names = known | {rule.partition("/")[0] for rule in known}
            raise UsageError(f"no rule or topic is called `{name}`{did_you_mean(name, names)}")

    def rule(self, name: str) -> Rule:
        """The rule of that id; UsageError with the nearest id where there is none."""
        for rule in self.rules:
            if rule.id == name:
                return rule
        raise UsageError(f"no rule is called `{name}`{did_you_mean(name, (rule.id for rule in self.rules))}")


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _with_severity(rule: Rule, severity: Severity) -> Rule:
    ranks = list(Severity)
    softened = {
        outcome: own if own is None else max(own, severity, key=ranks.index) for outcome, own in rule.severities.items()
    }
    # An outcome that had the rule's own severity by name follows it up as well as down.
    softened |= {outcome: severity for outcome, own in rule.severities.items() if own is rule.severity}
    return replace(rule, severity=severity, severities=softened)


def _rule_files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise UsageError(f"{folder}: no such folder of rules")
    files = []
    for path in sorted(folder.rglob("*.y*ml")):
        place = path.relative_to(folder).parts
        if place[0] in _NOT_RULES or any(part.startswith(".") for part in place):
            continue
        if len(place) != 2 or path.suffix != ".yaml":
            raise RuleError(str(path), "a rule lives in <topic>/<fault>.yaml, its id is `<topic>/<fault>`")
        files.append(path)
    if not files:
        raise UsageError(f"{folder}: holds no rule; a rule lives in <topic>/<fault>.yaml")
    return files


def load_rule(path: Path, kinds: Mapping[str, CheckKind]) -> Rule:
    """Load and validate one rule file; RuleError, with file and line, for any mistake."""
    file = read_yaml(path)
    if isinstance(name := file.values.get("check"), str) and name not in kinds:
        raise file.mistake(f"unknown kind of check `{name}`{did_you_mean(name, kinds)}", ("check",))
    kind = kinds[name] if isinstance(name, str) else None
    own = {key: value for key, value in file.values.items() if key not in COMMON_KEYS}
    # The kind's keys come first: a misspelt common key lands among them, and says so best.
    settings = validated(kind.settings, own, file, COMMON_KEYS) if kind is not None else None
    fields = validated(
        RuleFields, {key: file.values[key] for key in file.values if key in COMMON_KEYS}, file, COMMON_KEYS
    )
    if kind is None or settings is None:
        raise file.mistake("the key `check` must name a kind of check")
    _refuse_wrong_names(file, fields, kind)
    given = {key: getattr(fields, key) for key in ("summary", "why", "message", "messages", "repair", "examples")}
    return Rule(
        id=f"{path.parent.name}/{path.stem}",
        path=path,
        kind=kind,
        settings=settings,
        severity=Severity(fields.severity),
        severities={outcome: None if word == "off" else Severity(word) for outcome, word in fields.severities.items()},
        **given,
    )


def _refuse_wrong_names(file: LinedFile, fields: RuleFields, kind: CheckKind) -> None:
    for key, named in (("severities", fields.severities), ("messages", fields.messages)):
        for outcome in named:
            if outcome not in kind.outcomes:
                said = f"`{kind.name}` has no outcome `{outcome}`{did_you_mean(outcome, kind.outcomes)}"
                raise file.mistake(said, (key, outcome))
    templates: list[tuple[Iterable[str], str]] = [(("message",), fields.message), (("repair",), fields.repair or "")]
    templates += [(("messages", outcome), text) for outcome, text in fields.messages.items()]
    for where, template in templates:
        try:
            names = names_in(template)
        except ValueError as error:
            raise file.mistake(f"`{'.'.join(where)}`: {error}", where) from error
        for name in names:
            if name not in kind.values:
                said = f"`{kind.name}` gives no value `{name}`{did_you_mean(name, kind.values)}"
                raise file.mistake(said, where)
