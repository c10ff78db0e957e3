"""The server: takes an editor's messages, and tells it what the newest text of each report gives."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from urllib.parse import unquote

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from crossfoot import __version__
from crossfoot.batch.checking import forget_loaded
from crossfoot.crash import described
from crossfoot.lsp.actions import actions_in, wants_fixes
from crossfoot.lsp.checking import Checked, Unchecked, checked
from crossfoot.lsp.client import Client, client_of
from crossfoot.lsp.diagnostics import diagnostics_of
from crossfoot.lsp.documents import Source, sound, source_of
from crossfoot.lsp.hover import hover_at
from crossfoot.lsp.worker import Worker

_PAUSE_IN_WRITING = 0.3
"""How long a text has to stay as it is before it is checked, in seconds."""

_WATCHED = ("**/crossfoot.toml", "**/pyproject.toml", "**/*.{yaml,yml,json,csv}")
"""Settings, allows and rules, baselines and figures of record."""

Result = Checked | Unchecked | None


@dataclass(slots=True)
class _Open:
    """An open report: the task that is to check its newest text, and what that gave (None before it has)."""

    source: Source
    task: asyncio.Task[None] | None = None
    result: Result = None
    version: int | None = None
    told: str = ""


class ReportServer(LanguageServer):
    """Holds the open reports. Each change of a text replaces the check of the text before, so the newest one wins."""

    def __init__(self) -> None:
        # Whole texts: a report is short, and libraries do not agree at which signs a line ends.
        super().__init__("crossfoot", __version__, text_document_sync_kind=types.TextDocumentSyncKind.Full)
        self.was_shut_down = False
        self._open: dict[str, _Open] = {}
        self._worker = Worker()

    @property
    def client(self) -> Client:
        """What the editor can take."""
        return client_of(self.client_capabilities)

    def opened(self, item: types.TextDocumentItem) -> None:
        """Check a document from now on, if it is a report."""
        source = source_of(item.uri, item.language_id, self.workspace.root_path)
        if source is not None:
            self._open[unquote(item.uri)] = _Open(source)
            self.check(item.uri, 0)

    def check(self, uri: str, pause: float) -> None:
        """Check the newest text of a report after a pause; a check that was to come or goes on is given up."""
        open_ = self._open.get(unquote(uri))
        if open_ is not None:
            if open_.task is not None:
                open_.task.cancel()
            open_.task = asyncio.get_running_loop().create_task(self._check(open_, pause))

    def check_all(self) -> None:
        """Check every open report again: a file that decides what is found has changed."""
        for uri in self._open:
            self.check(uri, _PAUSE_IN_WRITING)

    def closed(self, uri: str) -> None:
        """Forget a report, and take its marks away."""
        open_ = self._open.pop(unquote(uri), None)
        if open_ is not None:
            if open_.task is not None:
                open_.task.cancel()
            self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(open_.source.uri, []))

    async def _check(self, open_: _Open, pause: float) -> None:
        await asyncio.sleep(pause)
        document = self.workspace.get_text_document(open_.source.uri)
        version, text = document.version, sound(document.source)
        encoding = str(getattr(self.workspace.position_encoding, "value", self.workspace.position_encoding))
        # The task is cancelled as soon as there is a newer text, so what comes back here is of the newest one.
        open_.result = await self._worker.done(partial(checked, text, open_.source, encoding))
        open_.version = version
        self._tell_wrong_setting(open_)
        try:
            marks = diagnostics_of(open_.result, self.client)
        except Exception as error:
            marks = diagnostics_of(Unchecked(described(error), crashed=True), self.client)
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(open_.source.uri, marks, version))

    def _tell_wrong_setting(self, open_: _Open) -> None:
        """Say once, not at every key, that the house's files are wrong, however many reports they hold for."""
        result = open_.result
        wrong = result.reason if isinstance(result, Unchecked) and result.wrong_setting else ""
        is_told = any(each.told == wrong for each in self._open.values())
        open_.told = wrong
        if wrong and not is_told:
            said = f"Crossfoot cannot check with these settings: {wrong}"
            self.window_show_message(types.ShowMessageParams(types.MessageType.Error, said))

    async def newest(self, uri: str) -> tuple[Checked, int | None] | None:
        """What the newest text gave, once it is known, and its version; None where it could not be checked."""
        open_ = self._open.get(unquote(uri))
        while open_ is not None and open_.task is not None and not open_.task.done():
            await asyncio.wait([open_.task])
        if open_ is None or self._open.get(unquote(uri)) is not open_ or not isinstance(open_.result, Checked):
            return None
        return open_.result, open_.version

    async def worked_out(self, work: Callable[[], list[types.CodeAction]]) -> list[types.CodeAction]:
        """What takes too long for the loop of messages."""
        return await self._worker.done(work)

    def watch_files(self) -> None:
        """Ask the editor to tell of changes of the files that decide what is found."""
        if not self.client.watches:
            return
        options = types.DidChangeWatchedFilesRegistrationOptions([types.FileSystemWatcher(each) for each in _WATCHED])
        method = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
        registration = types.Registration(id="crossfoot-files", method=method, register_options=options)
        self.client_register_capability(types.RegistrationParams([registration]))


def report_server() -> ReportServer:
    """The server with everything that it answers to."""
    server = ReportServer()
    _synchronise(server)
    _answer(server)
    return server


def _synchronise(server: ReportServer) -> None:
    """What the editor tells."""

    @server.feature(types.INITIALIZED)
    def _initialized(ls: ReportServer, _: types.InitializedParams) -> None:
        ls.watch_files()

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def _opened(ls: ReportServer, params: types.DidOpenTextDocumentParams) -> None:
        ls.opened(params.text_document)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def _changed(ls: ReportServer, params: types.DidChangeTextDocumentParams) -> None:
        ls.check(params.text_document.uri, _PAUSE_IN_WRITING)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def _saved(ls: ReportServer, params: types.DidSaveTextDocumentParams) -> None:
        # The allows beside it and the baseline may have changed, and not every editor watches files.
        ls.check(params.text_document.uri, 0)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def _closed(ls: ReportServer, params: types.DidCloseTextDocumentParams) -> None:
        ls.closed(params.text_document.uri)

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def _files_changed(ls: ReportServer, _: types.DidChangeWatchedFilesParams) -> None:
        forget_loaded()
        ls.check_all()

    @server.feature(types.SHUTDOWN)
    def _shut_down(ls: ReportServer, *_: object) -> None:
        ls.was_shut_down = True


def _answer(server: ReportServer) -> None:
    """What the editor asks."""

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    async def _hover(ls: ReportServer, params: types.HoverParams) -> types.Hover | None:
        known = await ls.newest(params.text_document.uri)
        return None if known is None else hover_at(known[0], params.position, ls.client)

    @server.feature(
        types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix])
    )
    async def _actions(ls: ReportServer, params: types.CodeActionParams) -> list[types.CodeAction]:
        known = await ls.newest(params.text_document.uri) if wants_fixes(params.context.only) else None
        if known is None:
            return []
        result, version = known
        return await ls.worked_out(partial(actions_in, result, params, version, ls.client))
