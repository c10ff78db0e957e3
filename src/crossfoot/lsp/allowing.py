"""Allows that an editor may write: a comment above the words, or an entry in the file beside the report."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from lsprotocol import types

from crossfoot.errors import CrossfootError
from crossfoot.lsp.checking import Checked, Outlook, outlook
from crossfoot.lsp.client import Client
from crossfoot.lsp.diagnostics import uri_of_path
from crossfoot.lsp.edits import outlook_of
from crossfoot.lsp.offer import Change, Offer
from crossfoot.lsp.positions import Positions
from crossfoot.model_checked import ABOUT_ALLOWS, PlacedEvidence, PlacedFinding, Standing
from crossfoot.model_document import Block
from crossfoot.read.source_map import to_file
from crossfoot.suppress.sidecar import sidecar_of, with_allow

_WITH_COMMENTS = frozenset({"html", "markdown"})
_INDENT = re.compile(r"[ \t]*")
_TRIED = "it was tried"


def can_be_allowed(finding: PlacedFinding) -> bool:
    """Whether an allow would say anything new of a finding."""
    return finding.standing is not Standing.ALLOWED and finding.rule not in ABOUT_ALLOWS


def title_of(finding: PlacedFinding) -> str:
    """What an editor calls the action."""
    return f"Allow {finding.rule} here (give a reason)"


def comment_offer(result: Checked, finding: PlacedFinding) -> Offer | None:
    """The comment at the place where it settles this finding and as few others as can be; None if there is none.

    Each place is tried with a reason in the comment: only the check itself knows what a comment there does to a
    list, a table or the text. The reason is left out of what is offered, for the writer to give.
    """
    if result.record.format not in _WITH_COMMENTS:
        return None
    before = outlook(result)
    best: tuple[int, Change] | None = None
    for change in _comments(result, finding):
        tried = Change(change.start, change.end, change.words.replace("because ", f"because {_TRIED}", 1))
        after = outlook_of(result, (tried,))
        if before is None or after is None or not _reads_the_same(before, after):
            continue
        settled = [name for name, standing in after.standings.items() if standing is not before.standings[name]]
        if finding.fingerprint in settled and (best is None or len(settled) < best[0]):
            best = (len(settled), change)
        if best is not None and best[0] == 1:
            break
    return None if best is None else Offer(title_of(finding), (best[1],))


def _reads_the_same(one: Outlook, other: Outlook) -> bool:
    return one.standings.keys() == other.standings.keys() and one.comparisons == other.comparisons


def _comments(result: Checked, finding: PlacedFinding) -> Iterator[Change]:
    """Where the comment could stand: above the block, above its list or table, at its end, before its words."""
    comment = f"<!-- crossfoot: allow {finding.rule} because  -->"
    sign = result.positions.line_end_sign
    blocks = result.report.document.blocks
    for place in result.own_places(finding):
        block = _block_at(result, place)
        if block is None:
            continue
        span = to_file(result.report.document, block.span)
        group = [each for each in blocks if block.group is not None and each.group == block.group]
        tops = [span.start, *(to_file(result.report.document, each.span).start for each in group[:1])]
        for top in dict.fromkeys(result.positions.line_start(each) for each in tops):
            indent = _INDENT.match(result.text, top)
            yield Change(top, top, f"{indent.group() if indent else ''}{comment}{sign}")
        yield Change(span.end, span.end, f" {comment}")
        yield Change(span.start, span.start, f"{comment} ")


def _block_at(result: Checked, place: PlacedEvidence) -> Block | None:
    document = result.report.document
    for block in document.blocks:
        span = to_file(document, block.span)
        if span.start <= place.place.start < span.end:
            return block
    return None


def entry_edit(result: Checked, finding: PlacedFinding, client: Client) -> types.WorkspaceEdit | None:
    """An entry in the file beside the report, which is made where there is none; None where that cannot be done."""
    places = result.own_places(finding)
    if not result.source.on_disk or not places:
        return None
    path = sidecar_of(result.source.path)
    is_new = not path.exists()
    if is_new and not client.new_files:
        return None
    try:
        whole = with_allow(result.source.path, finding.rule, places[0].place.quote, "")
        written = "" if is_new else path.read_bytes().decode("utf-8")
    except (CrossfootError, OSError, UnicodeDecodeError):
        return None  # what is wrong with the file is told when it is used
    return _beside(path, is_new, written, whole, result.positions.encoding, client)


def _beside(path: Path, is_new: bool, written: str, whole: str, encoding: str, client: Client) -> types.WorkspaceEdit:
    """The edit that makes `whole` of what is written: only lines at the end are added."""
    kept = len(written.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").rstrip())
    added = whole[kept:].removeprefix("\n")
    if written and not written.endswith(("\n", "\r")):
        added = "\n" + added
    uri = uri_of_path(str(path))
    end = Positions(written.removeprefix("\ufeff"), encoding).position(len(written))
    edit = types.TextEdit(types.Range(end, end), added)
    if not client.versioned_edits:
        return types.WorkspaceEdit(changes={uri: [edit]})
    document = types.TextDocumentEdit(types.OptionalVersionedTextDocumentIdentifier(uri=uri), [edit])
    if not is_new:
        return types.WorkspaceEdit(document_changes=[document])
    create = types.CreateFile(uri=uri, options=types.CreateFileOptions(ignore_if_exists=True))
    return types.WorkspaceEdit(document_changes=[create, document])
