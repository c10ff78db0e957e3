"""The command `lsp`: reports are checked in an editor while they are written."""

from __future__ import annotations

import importlib.util

import typer

from crossfoot.errors import UsageError


def lsp() -> None:
    """Start the language server for an editor.

    The editor talks to it over standard input and output. It marks findings in HTML, Markdown and plain text
    while they are written, tells how each figure was read, and offers repairs and allows. The settings are
    those of the crossfoot.toml above each report.
    """
    if importlib.util.find_spec("pygls") is None:
        raise UsageError('the language server needs pygls: pip install "crossfoot[lsp]"')
    from crossfoot.lsp.server import report_server

    server = report_server()
    server.start_io()
    # An editor that ends without a word of goodbye is a failure, as the protocol has it.
    raise typer.Exit(0 if server.was_shut_down else 1)
