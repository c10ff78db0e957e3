"""Changes of the text that an editor may make for its user."""

from __future__ import annotations

from collections.abc import Sequence

from lsprotocol import types

from crossfoot.lsp.checking import Checked, Outlook, outlook
from crossfoot.lsp.client import Client
from crossfoot.lsp.offer import Change


def edited(text: str, changes: Sequence[Change]) -> str:
    """The text after the changes, which do not overlap."""
    for change in sorted(changes, reverse=True):
        text = text[: change.start] + change.words + text[change.end :]
    return text


def outlook_of(result: Checked, changes: Sequence[Change]) -> Outlook | None:
    """What the check would say after the changes."""
    return outlook(result, edited(result.text, changes))


def workspace_edit(
    result: Checked, changes: Sequence[Change], version: int | None, client: Client
) -> types.WorkspaceEdit:
    """The changes as the client takes them; one that knows versions refuses them for any other text than this."""
    edits = [types.TextEdit(result.positions.range(each.start, each.end), each.words) for each in changes]
    if not client.versioned_edits:
        return types.WorkspaceEdit(changes={result.source.uri: edits})
    document = types.OptionalVersionedTextDocumentIdentifier(uri=result.source.uri, version=version)
    return types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(document, [*edits])])
