"""The text of an office file as it is taken out, each stretch with the place that it came from."""

from __future__ import annotations

from dataclasses import replace

from crossfoot.errors import ReadError
from crossfoot.model import Anchor, Document
from crossfoot.read.assembly import assemble
from crossfoot.read.flow import Flow
from crossfoot.read.limits import Limits

NO_RUN = -1
"""The run of text that stands in no text element: a tab, a mark of ours."""


class Extraction:
    """Passes text on to a Flow and keeps it, with its anchors, as the source of the document."""

    def __init__(self, name: str, limits: Limits) -> None:
        self.flow = Flow(name, limits)
        self.anchors: list[Anchor] = []
        self.name = name
        self._limits = limits
        self._pieces: list[str] = []
        self._length = 0

    @property
    def source(self) -> str:
        """All that was taken out so far."""
        return "".join(self._pieces)

    @property
    def length(self) -> int:
        """How many characters were taken out so far."""
        return self._length

    def document(self, form: str) -> Document:
        """The document of all that was taken out; ReadError where that is nothing."""
        document = assemble(self.flow.finish(), self.name, form, self.source, self._limits)
        return replace(document, anchors=tuple(self.anchors))

    def text(self, text: str, part: str, paragraph: int, run: int, label: str) -> None:
        """Take the whole text of an element."""
        if not text:
            return
        self.anchors.append(Anchor(self._length, part, paragraph, run, label))
        if len(self.anchors) > self._limits.max_pieces:
            raise ReadError(self.name, f"is cut into more than {self._limits.max_pieces:,} pieces; split it")
        at = self._keep(text)
        self.flow.text(text, at)

    def space(self, part: str, paragraph: int, label: str) -> None:
        """A gap that the program draws: a tab."""
        self.text("\t", part, paragraph, NO_RUN, label)

    def mark(self, mark: str) -> None:
        """Note in the source how the text that follows is set; the mark is no text of the report."""
        self._keep(mark)

    def line_break(self) -> None:
        """Break the line."""
        at = self._keep("\n")
        self.flow.line_break(at, at + 1)

    def end_paragraph(self) -> None:
        """Keep paragraphs apart in the source."""
        self._keep("\n")

    def _keep(self, text: str) -> int:
        at = self._length
        self._pieces.append(text)
        self._length += len(text)
        return at
