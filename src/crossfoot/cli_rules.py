"""The commands about rules: `explain`, and `rules` with what stands below it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from crossfoot.cli_options import Geography, Output, RuleFolders, rule_book, rule_names, screen, write

FINDINGS = 1

rules_app = typer.Typer(invoke_without_command=True, rich_markup_mode=None)


def explain(
    rule: Annotated[
        str, typer.Argument(metavar="RULE", autocompletion=rule_names, help="The id of a rule: growth/arithmetic.")
    ],
    rules: RuleFolders = None,
) -> None:
    """Tell why a rule exists and how it computes."""
    from crossfoot.report.rules_text import explained_text
    from crossfoot.report.screen import PLAIN_WIDTH

    write([explained_text(rule_book(rules).rule(rule), screen(None, PLAIN_WIDTH))], None)


@rules_app.callback()
def list_rules(context: typer.Context, rules: RuleFolders = None) -> None:
    """List the rules; `rules test` runs the examples inside rule files."""
    if context.invoked_subcommand is not None:
        return
    from crossfoot.report.rules_text import rules_text
    from crossfoot.report.screen import PLAIN_WIDTH

    write([rules_text(rule_book(rules).rules, screen(None, PLAIN_WIDTH))], None)


@rules_app.command("test")
def run_rule_examples(
    folder: Annotated[Path | None, typer.Argument(metavar="[DIR]", help="A folder of rules; without it, ours.")] = None,
    geography: Geography = None,
) -> None:
    """Run every example inside the rule files; exit with 1 where one does not give exactly its marks."""
    from crossfoot.gazetteer import Gazetteer
    from crossfoot.report.rules_text import mismatches_text
    from crossfoot.report.screen import PLAIN_WIDTH
    from crossfoot.rule_examples import run_examples
    from crossfoot.rulebook import RuleBook

    rules = RuleBook.load(None if folder is None else [folder]).rules
    mismatches = list(run_examples(rules, Gazetteer.load(geography or "default")))
    write([mismatches_text(rules, mismatches, screen(None, PLAIN_WIDTH))], None)
    raise typer.Exit(FINDINGS if mismatches else 0)


@rules_app.command("schema")
def print_rule_schema(output: Output = None) -> None:
    """Print the JSON Schema of rule files, with which an editor completes and checks them."""
    from crossfoot.rule_schema import schema_text

    write([schema_text()], output)


@rules_app.command("catalogue")
def print_rule_catalogue(rules: RuleFolders = None, output: Output = None) -> None:
    """Print all rules as one Markdown page: why, what they may say, and examples."""
    from crossfoot.report.catalogue import catalogue_text

    write([catalogue_text(rule_book(rules).rules)], output)
