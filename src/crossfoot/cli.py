"""The commands: parse, call, print. Everything heavy is imported when a command runs."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Annotated, NoReturn

import typer

from crossfoot.cli_check import check
from crossfoot.cli_facts import facts
from crossfoot.cli_house import allow, baseline, cache, init, show_config
from crossfoot.cli_lsp import lsp
from crossfoot.cli_outputs import OrderedCommand
from crossfoot.cli_rules import explain, rules_app
from crossfoot.errors import CrossfootError

USAGE, INCOMPLETE, PIPE_CLOSED, INTERRUPTED = 2, 3, 141, 130

app = typer.Typer(no_args_is_help=True, pretty_exceptions_enable=False, rich_markup_mode=None)


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


app.command(cls=OrderedCommand)(check)
app.command()(facts)
app.command()(baseline)
app.command()(allow)
app.command()(init)
app.command()(cache)
app.command("config")(show_config)
app.command()(explain)
app.command()(lsp)
app.add_typer(rules_app, name="rules", help="List the rules; `rules test` tests rule files.")
