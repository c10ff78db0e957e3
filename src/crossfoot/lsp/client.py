"""What the editor at the other end can take."""

from __future__ import annotations

from dataclasses import dataclass

from lsprotocol import types
from pygls.capabilities import get_capability


@dataclass(frozen=True, slots=True)
class Client:
    """The capabilities that make a difference to what is sent."""

    related: bool
    """Whether a diagnostic may name other places."""
    markdown: bool
    versioned_edits: bool
    new_files: bool
    """Whether an edit may create a file."""
    watches: bool
    """Whether it tells of changed files if it is asked to."""


def client_of(capabilities: types.ClientCapabilities) -> Client:
    """The client that announced itself with these capabilities."""
    formats = get_capability(capabilities, "text_document.hover.content_format", [])
    edit = get_capability(capabilities, "workspace.workspace_edit")
    operations = (edit and edit.resource_operations) or ()
    versioned = bool(edit and edit.document_changes)
    return Client(
        related=bool(get_capability(capabilities, "text_document.publish_diagnostics.related_information", False)),
        markdown=types.MarkupKind.Markdown in (formats or [types.MarkupKind.Markdown]),
        versioned_edits=versioned,
        new_files=versioned and types.ResourceOperationKind.Create in operations,
        watches=bool(get_capability(capabilities, "workspace.did_change_watched_files.dynamic_registration", False)),
    )
