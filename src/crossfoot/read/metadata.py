"""Title, date and language that a page states outside its visible text."""

from __future__ import annotations

from collections.abc import Mapping

from crossfoot.read.line_text import LineText

_DATE_NAMES = (
    "article:published_time",
    "date",
    "dc.date",
    "dcterms.date",
    "dc.date.issued",
    "dcterms.created",
    "datepublished",
    "publish-date",
    "pubdate",
)
_TIME_ELEMENT = len(_DATE_NAMES)


class MetadataCollector:
    """Gathers what HTML says about itself; for a date the most telling source wins."""

    def __init__(self) -> None:
        self._title = LineText()
        self._shared_title = ""
        self._date = ""
        self._date_rank = _TIME_ELEMENT + 1
        self._language = ""

    def add_title(self, text: str, at: int) -> None:
        """Take text of the `title` element."""
        self._title.add(text, at, bold=False)

    def add_meta(self, attributes: Mapping[str, str]) -> None:
        """Take a `meta` element."""
        content = " ".join(attributes.get("content", "").split())
        name = (attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or "").lower()
        if not content:
            return
        if name in _DATE_NAMES:
            self._offer_date(content, _DATE_NAMES.index(name))
        elif name == "og:title":
            self._shared_title = self._shared_title or content

    def add_time(self, attributes: Mapping[str, str]) -> None:
        """Take a `time` element; the first of a page counts."""
        self._offer_date(attributes.get("datetime", "").strip(), _TIME_ELEMENT)

    def add_language(self, attributes: Mapping[str, str]) -> None:
        """Take the attributes of the `html` element."""
        self._language = self._language or attributes.get("lang", attributes.get("xml:lang", "")).strip()

    def _offer_date(self, value: str, rank: int) -> None:
        if value and rank < self._date_rank:
            self._date, self._date_rank = value, rank

    def collected(self) -> dict[str, str]:
        """What was found, keyed `title`, `date` and `language`."""
        found = {"title": self._title.text or self._shared_title, "date": self._date, "language": self._language}
        return {name: value for name, value in found.items() if value}
