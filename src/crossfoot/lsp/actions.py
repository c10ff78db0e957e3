"""What an editor may do about a finding with one click: a repair that can be made as it stands, or an allow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lsprotocol import types

from crossfoot.lsp.allowing import can_be_allowed, comment_offer, entry_edit, title_of
from crossfoot.lsp.checking import Checked
from crossfoot.lsp.client import Client
from crossfoot.lsp.edits import workspace_edit
from crossfoot.lsp.offer import Offer
from crossfoot.lsp.repairs import repair_offers
from crossfoot.model_checked import PlacedFinding

# Every offer is tried by checking the text again, several times for one click: not for the text of a whole book.
_LONGEST_TRIED = 100_000


def wants_fixes(only: Sequence[types.CodeActionKind | str] | None) -> bool:
    """Whether a request that names the kinds of action it wants would take ours."""
    return only is None or any(kind in ("", types.CodeActionKind.QuickFix, "quickfix") for kind in only)


def actions_in(
    result: Checked, params: types.CodeActionParams, version: int | None, client: Client
) -> list[types.CodeAction]:
    """The actions for all findings of which a place touches the range asked for."""
    start, end = result.positions.offset(params.range.start), result.positions.offset(params.range.end)
    return [
        action
        for finding in result.record.findings
        if any(each.place.start <= end and each.place.end >= start for each in result.own_places(finding))
        for action in _actions(result, finding, params.context.diagnostics, version, client)
    ]


def _actions(
    result: Checked,
    finding: PlacedFinding,
    told: Sequence[types.Diagnostic],
    version: int | None,
    client: Client,
) -> Iterator[types.CodeAction]:
    about = [each for each in told if each.data == finding.fingerprint]
    offers = _offers(result, finding)
    for offer in offers:
        edit = workspace_edit(result, offer.changes, version, client)
        yield types.CodeAction(offer.title, types.CodeActionKind.QuickFix, about, edit=edit)
    if can_be_allowed(finding) and not any(offer.title == title_of(finding) for offer in offers):
        beside = entry_edit(result, finding, client)
        if beside is not None:
            yield types.CodeAction(title_of(finding), types.CodeActionKind.QuickFix, about, edit=beside)


def _offers(result: Checked, finding: PlacedFinding) -> list[Offer]:
    """The changes of the text, worked out once for each finding of a text."""
    kept = result.offered.get(finding.fingerprint)
    if kept is None:
        kept = []
        if len(result.report.document.text) <= _LONGEST_TRIED:
            kept += repair_offers(result, finding)
            allow = comment_offer(result, finding) if can_be_allowed(finding) else None
            kept += [] if allow is None else [allow]
        result.offered[finding.fingerprint] = kept
    return kept
