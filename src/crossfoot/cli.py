"""The commands: parse, call, print. Everything heavy is imported when a command runs."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn, TypeVar

import typer

from crossfoot.errors import CrossfootError, UsageError

if TYPE_CHECKING:
    from crossfoot.engine import Failure, Report, Result
    from crossfoot.ledger.ledger import Ledger
    from crossfoot.report.screen import Screen
    from crossfoot.rulebook import RuleBook

FINDINGS, USAGE, INCOMPLETE, PIPE_CLOSED, INTERRUPTED = 1, 2, 3, 141, 130

_CHECK_FORMATS = ("text", "json")
_FACTS_FORMATS = ("text", "csv", "json")
_FAIL_ON = ("error", "warning", "note", "never")
_SEVERITIES = ("note", "warning", "error")

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
rules_app = typer.Typer(invoke_without_command=True, rich_markup_mode=None)
app.add_typer(rules_app, name="rules", help="List the rules; `rules test` runs the examples inside rule files.")

Paths = Annotated[list[str], typer.Argument(metavar="PATH…", help="Files, folders, or - for standard input.")]
Output = Annotated[Path | None, typer.Option("--output", "-o", help="Write to this file instead of the screen.")]
RuleFolders = Annotated[
    list[Path] | None,
    typer.Option("--rules", metavar="DIR", help="A folder of your own rules; ours of the same id yield."),
]
RuleNames = Annotated[
    list[str] | None, typer.Option(metavar="RULES", help="Ids, topics or patterns (growth/*), with commas between.")
]
Geography = Annotated[
    str, typer.Option(metavar="PROFILE", help="Which places belong to which region: the profile of a house.")
]


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and exit: 0 clean, 1 findings, 2 usage or rule error, 3 not all was checked."""
    sys.exit(_run(arguments))


def _run(arguments: Sequence[str] | None) -> int:
    try:
        app(args=arguments, prog_name="crossfoot")
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 0
    except CrossfootError as error:
        return _complain(str(error), USAGE)
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:
        from crossfoot.crash import described
        from crossfoot.report.output import PipeClosedError

        if isinstance(error, PipeClosedError):
            return PIPE_CLOSED
        return _complain(f"an internal error, please send in this line: {described(error)}", INCOMPLETE)
    return 0


def _complain(message: str, code: int) -> int:
    # A path may hold bytes that are no text, which standard error's own handler escapes.
    print(f"crossfoot: {message}", file=sys.stderr)
    return code


def _print_version(wanted: bool) -> None:
    if wanted:
        from crossfoot import __version__

        print(f"crossfoot {__version__}")
        raise typer.Exit


@app.callback()
def _crossfoot(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Read a report before publication and show where its own facts disagree."""


@app.command()
def check(
    paths: Paths,
    format_name: Annotated[str, typer.Option("--format", "-f", help="text or json.")] = "text",
    output: Output = None,
    fail_on: Annotated[str, typer.Option(help="Exit with 1 from here on: error, warning, note, never.")] = "error",
    select: RuleNames = None,
    ignore: RuleNames = None,
    rules: RuleFolders = None,
    geography: Geography = "default",
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="List everything that was not checked.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Findings only, without coverage and summary.")] = False,
) -> None:
    """Check reports and show every place where their facts disagree."""
    _one_of("--format", format_name, _CHECK_FORMATS)
    _one_of("--fail-on", fail_on, _FAIL_ON)
    if verbose and quiet:
        raise UsageError("--verbose and --quiet cannot be used together")
    from crossfoot.engine import check_paths
    from crossfoot.gazetteer import Gazetteer
    from crossfoot.inputs import expand, read_input

    rulebook = _rule_book(rules).select(_names(select), _names(ignore))
    results = check_paths(expand(paths), read_input, rulebook, Gazetteer.load(geography))
    codes = {0}
    watched = _watched(results, codes, fail_on, aloud=format_name != "text" or output is not None)
    _write(_check_chunks(watched, format_name, output, verbose, quiet), output)
    raise typer.Exit(max(codes))


def _check_chunks(
    results: Iterable[Result], format_name: str, output: Path | None, verbose: bool, quiet: bool
) -> Iterator[str]:
    if format_name == "json":
        from crossfoot.report.json import json_text

        yield json_text(results)
    else:
        from crossfoot.report.screen import PLAIN_WIDTH
        from crossfoot.report.text import Detail, text_chunks

        yield from text_chunks(results, _screen(output, PLAIN_WIDTH), Detail(verbose, quiet))


@app.command()
def facts(
    paths: Paths,
    format_name: Annotated[str, typer.Option("--format", "-f", help="text, csv or json.")] = "text",
    output: Output = None,
    unread: Annotated[bool, typer.Option("--unread", help="Only the figures that were not understood.")] = False,
    geography: Geography = "default",
) -> None:
    """Show how every figure of a report was read: what it measures, of whom, where, when, how exactly.

    text is a table to read: the figures of each company or market, oldest period first,
    then the figures that were not understood, with the reason.

    csv is a file for Excel or any other spreadsheet: UTF-8, one row a figure. Text that begins
    with = + - or @ gets an apostrophe in front, so that no spreadsheet takes it for a formula.

    json is for programs: the same with the exact position of each figure in the file.

    Two examples:

    \b
      crossfoot facts report.html
      crossfoot facts --format csv --output figures.csv drafts/
    """
    _one_of("--format", format_name, _FACTS_FORMATS)
    from crossfoot.engine import state_paths
    from crossfoot.gazetteer import Gazetteer
    from crossfoot.inputs import expand, read_input

    results = state_paths(expand(paths), read_input, Gazetteer.load(geography))
    codes = {0}
    watched = _watched(results, codes, "never", aloud=format_name != "text" or output is not None)
    _write(_facts_chunks(watched, format_name, output, unread), output)
    raise typer.Exit(max(codes))


def _facts_chunks(
    results: Iterable[Ledger | Failure], format_name: str, output: Path | None, unread: bool
) -> Iterator[str]:
    if format_name == "json":
        from crossfoot.report.facts_json import facts_json_text

        yield facts_json_text(results, unread)
    elif format_name == "csv":
        from crossfoot.report.facts_csv import facts_csv_chunks

        yield from facts_csv_chunks(_unsupported_told(results), unread)
    else:
        from crossfoot.report.facts_text import FACTS_WIDTH, facts_text_chunks

        yield from facts_text_chunks(results, _screen(output, FACTS_WIDTH), unread)


def _unsupported_told(results: Iterable[Ledger | Failure]) -> Iterator[Ledger | Failure]:
    """The results as they come; a report that cannot be read is told, for rows have no room to say it."""
    from crossfoot.engine import Failure
    from crossfoot.report.printable import printable, printable_path

    for result in results:
        if not isinstance(result, Failure) and result.unsupported is not None:
            path = printable_path(result.document.path)
            _complain(f"{path}: nothing was read: {printable(result.unsupported)}", INCOMPLETE)
        yield result


@app.command()
def explain(
    rule: Annotated[str, typer.Argument(metavar="RULE", help="The id of a rule: growth/arithmetic.")],
    rules: RuleFolders = None,
) -> None:
    """Tell why a rule exists, how it computes, and what it finds and does not find."""
    from crossfoot.report.rules_text import explained_text
    from crossfoot.report.screen import PLAIN_WIDTH

    _write([explained_text(_rule_book(rules).rule(rule), _screen(None, PLAIN_WIDTH))], None)


@rules_app.callback()
def list_rules(context: typer.Context, rules: RuleFolders = None) -> None:
    """List the rules; `rules test` runs the examples inside rule files."""
    if context.invoked_subcommand is not None:
        return
    from crossfoot.report.rules_text import rules_text
    from crossfoot.report.screen import PLAIN_WIDTH

    _write([rules_text(_rule_book(rules).rules, _screen(None, PLAIN_WIDTH))], None)


@rules_app.command("test")
def run_rule_examples(
    folder: Annotated[Path | None, typer.Argument(metavar="[DIR]", help="A folder of rules; without it, ours.")] = None,
    geography: Geography = "default",
) -> None:
    """Run every example inside the rule files; exit with 1 where one does not give exactly its marks."""
    from crossfoot.gazetteer import Gazetteer
    from crossfoot.report.rules_text import mismatches_text
    from crossfoot.report.screen import PLAIN_WIDTH
    from crossfoot.rule_examples import run_examples
    from crossfoot.rulebook import RuleBook

    rules = RuleBook.load(None if folder is None else [folder]).rules
    mismatches = list(run_examples(rules, Gazetteer.load(geography)))
    _write([mismatches_text(rules, mismatches, _screen(None, PLAIN_WIDTH))], None)
    raise typer.Exit(FINDINGS if mismatches else 0)


@rules_app.command("schema")
def print_rule_schema(output: Output = None) -> None:
    """Print the JSON Schema of rule files, with which an editor completes and checks them."""
    from crossfoot.rule_schema import schema_text

    _write([schema_text()], output)


@rules_app.command("catalogue")
def print_rule_catalogue(rules: RuleFolders = None, output: Output = None) -> None:
    """Print all rules as one Markdown page: why, what they may say, and examples."""
    from crossfoot.report.catalogue import catalogue_text

    _write([catalogue_text(_rule_book(rules).rules)], output)


def _one_of(option: str, given: str, valid: Sequence[str]) -> None:
    if given not in valid:
        from crossfoot.suggestion import did_you_mean

        raise UsageError(f"{option} cannot be `{given}`{did_you_mean(given, valid)}")


def _names(given: Iterable[str] | None) -> tuple[str, ...]:
    return tuple(name for each in given or () for name in map(str.strip, each.split(",")) if name)


def _rule_book(folders: Iterable[Path] | None) -> RuleBook:
    from crossfoot.rulebook import RuleBook
    from crossfoot.rules_folder import rules_folder

    return RuleBook.load([rules_folder(), *(folders or ())])


Seen = TypeVar("Seen", "Report | Failure", "Ledger | Failure")


def _watched(results: Iterable[Seen], codes: set[int], fail_on: str, aloud: bool) -> Iterator[Seen]:
    """The results as they come; their exit codes are noted, and failures told on standard error if `aloud`."""
    for result in results:
        from crossfoot.engine import Failure, Report

        if isinstance(result, Failure):
            codes.add(INCOMPLETE)
            if aloud:
                from crossfoot.report.printable import printable, printable_path

                _complain(f"{printable_path(result.path)}: {printable(result.reason)}", INCOMPLETE)
        elif result.unsupported is not None or (isinstance(result, Report) and result.crashes):
            codes.add(INCOMPLETE)
        if isinstance(result, Report) and fail_on != "never":
            least = _SEVERITIES.index(fail_on)
            if any(_SEVERITIES.index(finding.severity) >= least for finding in result.findings):
                codes.add(FINDINGS)
        yield result


def _screen(output: Path | None, plain_width: int) -> Screen:
    from crossfoot.report.screen import Screen

    if output is not None or not sys.stdout.isatty():
        return Screen(plain_width)
    colour = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return Screen(shutil.get_terminal_size().columns, colour)


def _write(chunks: Iterable[str], output: Path | None) -> None:
    from crossfoot.report.output import write_out

    write_out(chunks, output)
