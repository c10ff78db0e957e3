"""An editor for the tests: it starts the real server and talks to it as editors do."""

from __future__ import annotations

import asyncio
import sys
import threading
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.lsp.client import LanguageClient

from crossfoot.lsp.edits import edited
from crossfoot.lsp.offer import Change
from crossfoot.lsp.positions import Positions

PATIENCE = 60
"""How long a test waits for what must come, in seconds: long, for machines that do much else."""


def capabilities(
    related: bool = True,
    documents: bool = True,
    files: bool = True,
    markdown: bool = True,
    watches: bool = False,
    encodings: list[str] | None = None,
) -> types.ClientCapabilities:
    """What an editor announces that it can."""
    operations = [types.ResourceOperationKind.Create] if files else []
    edit = types.WorkspaceEditClientCapabilities(document_changes=documents, resource_operations=operations)
    watched = types.DidChangeWatchedFilesClientCapabilities(dynamic_registration=watches)
    formats = [types.MarkupKind.Markdown, types.MarkupKind.PlainText] if markdown else [types.MarkupKind.PlainText]
    return types.ClientCapabilities(
        workspace=types.WorkspaceClientCapabilities(workspace_edit=edit, did_change_watched_files=watched),
        text_document=types.TextDocumentClientCapabilities(
            publish_diagnostics=types.PublishDiagnosticsClientCapabilities(related_information=related),
            hover=types.HoverClientCapabilities(content_format=formats),
        ),
        general=types.GeneralClientCapabilities(position_encodings=encodings),
    )


class Editor:
    """One running server, with calls that wait for what they ask for."""

    def __init__(self, announced: types.ClientCapabilities, folder: Path) -> None:
        self._loop = asyncio.new_event_loop()
        threading.Thread(target=self._loop.run_forever, daemon=True).start()
        self._published: list[types.PublishDiagnosticsParams] = []
        self._arrived = asyncio.Event()
        self.messages: list[str] = []
        self.watched: list[types.Registration] = []
        self.client = LanguageClient("tests", "1")
        self.client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(lambda params: self._take(params))
        self.client.feature(types.WINDOW_SHOW_MESSAGE)(lambda params: self.messages.append(params.message))
        self.client.feature(types.CLIENT_REGISTER_CAPABILITY)(lambda params: self.watched.extend(params.registrations))
        command = (sys.executable, "-m", "crossfoot", "lsp")
        self.wait(self.client.start_io(*command, cwd=folder))
        self.announced = self.wait(self.client.initialize_async(types.InitializeParams(capabilities=announced)))
        self.tell(self.client.initialized, types.InitializedParams())
        encoding = self.announced.capabilities.position_encoding
        self.encoding = str(getattr(encoding, "value", encoding))

    @property
    def process(self) -> asyncio.subprocess.Process:
        process = self.client._server
        assert process is not None
        return process

    def wait(self, work: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(asyncio.wait_for(work, PATIENCE), self._loop).result()

    def tell(self, notify: Callable[[Any], None], params: Any) -> None:
        async def now() -> None:
            notify(params)

        self.wait(now())

    def _take(self, params: types.PublishDiagnosticsParams) -> None:
        self._published.append(params)
        self._arrived.set()

    def open(self, uri: str, text: str, language: str = "markdown", version: int = 1) -> list[types.Diagnostic]:
        """Open a document and wait for its marks."""
        self.start_to_open(uri, text, language, version)
        return self.marks(uri, version)

    def start_to_open(self, uri: str, text: str, language: str = "markdown", version: int = 1) -> None:
        item = types.TextDocumentItem(uri, language, version, text)
        self.tell(self.client.text_document_did_open, types.DidOpenTextDocumentParams(item))

    def change(self, uri: str, text: str, version: int) -> None:
        whole = types.TextDocumentContentChangeWholeDocument(text)
        document = types.VersionedTextDocumentIdentifier(uri=uri, version=version)
        self.tell(self.client.text_document_did_change, types.DidChangeTextDocumentParams(document, [whole]))

    def changed(self, uri: str, text: str, version: int) -> list[types.Diagnostic]:
        """Change a document and wait for its marks."""
        self.change(uri, text, version)
        return self.marks(uri, version)

    def save(self, uri: str) -> None:
        params = types.DidSaveTextDocumentParams(types.TextDocumentIdentifier(uri))
        self.tell(self.client.text_document_did_save, params)

    def close(self, uri: str) -> list[types.Diagnostic]:
        params = types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri))
        self.tell(self.client.text_document_did_close, params)
        return self.marks(uri, None)

    def marks(self, uri: str, version: int | None) -> list[types.Diagnostic]:
        """The marks of one version of a document, which are waited for; each is given once."""

        async def next_ones() -> list[types.Diagnostic]:
            while True:
                for params in self._published:
                    if params.uri == uri and params.version == version:
                        self._published.remove(params)
                        return list(params.diagnostics)
                self._arrived.clear()
                await self._arrived.wait()

        found: list[types.Diagnostic] = self.wait(next_ones())
        return found

    def versions(self, uri: str) -> list[int | None]:
        """The versions of which marks have come and were not asked for."""
        return [params.version for params in self._published if params.uri == uri]

    def hover(self, uri: str, position: types.Position) -> str | None:
        params = types.HoverParams(types.TextDocumentIdentifier(uri), position)
        found = self.wait(self.client.text_document_hover_async(params))
        return None if found is None else found.contents.value

    def hover_on(self, uri: str, text: str, words: str) -> str | None:
        """What is told of words of the text."""
        return self.hover(uri, Positions(text, self.encoding).position(text.index(words)))

    def actions(self, uri: str, mark: types.Diagnostic, **context: Any) -> dict[str, types.CodeAction]:
        told = types.CodeActionContext([mark], **context)
        params = types.CodeActionParams(types.TextDocumentIdentifier(uri), mark.range, told)
        return {each.title: each for each in self.wait(self.client.text_document_code_action_async(params)) or ()}

    def applied(self, text: str, action: types.CodeAction) -> str:
        """The text after an action that changes nothing else."""
        assert action.edit is not None
        if action.edit.document_changes is None:
            assert action.edit.changes is not None
            (edits,) = action.edit.changes.values()
        else:
            (document,) = action.edit.document_changes
            edits = document.edits
        return self.after(text, edits)

    def after(self, text: str, edits: list[types.TextEdit]) -> str:
        """The text after some edits."""
        at = Positions(text, self.encoding)
        return edited(
            text, [Change(at.offset(each.range.start), at.offset(each.range.end), each.new_text) for each in edits]
        )

    def end(self) -> int | None:
        """Say goodbye as the protocol has it; the exit code."""
        if self.process.returncode is None:
            self.wait(self.client.shutdown_async(None))
            self.tell(self.client.exit, None)
            self.wait(self.client.stop())
        return self.process.returncode


Start = Callable[..., Editor]
