"""Reads HTML, well-formed or not, into the blocks that a browser shows."""

from __future__ import annotations

from crossfoot.model import Document
from crossfoot.read.assembly import assemble
from crossfoot.read.entities import references
from crossfoot.read.flow import Flow
from crossfoot.read.html_scanner import CommentToken, StartTag, TextToken, scan
from crossfoot.read.limits import Limits
from crossfoot.read.placement import WHOLE_FILE, Placement
from crossfoot.read.remarks import ADDRESS


def read_html(source: str, name: str, limits: Limits) -> Document:
    """The document that a browser would show for `source`.

    Raises ReadError when it shows no text or has too many blocks.
    """
    flow = Flow(name, limits)
    feed_html(flow, source, 0, len(source), WHOLE_FILE)
    return assemble(flow.finish(), name, "html", source, limits)


def feed_html(flow: Flow, markup: str, start: int, end: int, placement: Placement) -> None:
    """Pass the tags and the text of `markup[start:end]` on to a flow."""
    for token in scan(markup, start, end):
        if isinstance(token, TextToken):
            feed = feed_text if token.raw else _feed_text_with_references
            feed(flow, markup, token.start, token.end, placement)
        elif isinstance(token, CommentToken):
            address = ADDRESS.match(markup, token.said_start, token.said_end)
            if address is not None:
                said = " ".join(markup[address.end() : token.said_end].split())
                flow.remark(said, *placement.extent(token.start, token.end))
        elif token.name == "br":  # browsers read </br> as <br>, too
            flow.line_break(*placement.extent(token.start, token.end))
        elif isinstance(token, StartTag):
            flow.start(token.name, token.attributes)
        else:
            flow.end(token.name)


def _feed_text_with_references(flow: Flow, text: str, start: int, end: int, placement: Placement) -> None:
    """Pass text on with its character references replaced."""
    done = start
    for reference_start, reference_end, value in references(text, start, end):
        feed_text(flow, text, done, reference_start, placement)
        flow.whole(value, *placement.extent(reference_start, reference_end))
        done = reference_end
    feed_text(flow, text, done, end, placement)


def feed_text(flow: Flow, text: str, start: int, end: int, placement: Placement) -> None:
    """Pass text on as it stands."""
    for piece_start, piece_end, at in placement.stretches(start, end):
        flow.text(text[piece_start:piece_end], at)
