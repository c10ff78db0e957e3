from __future__ import annotations

from collections.abc import Mapping

import pytest

from crossfoot.annotate.periods import report_date
from crossfoot.model import Document, Link, SourceMap, Span


def _document(text: str, metadata: Mapping[str, str] | None = None, addresses: tuple[str, ...] = ()) -> Document:
    links = tuple(Link(Span(0, 0), address) for address in addresses)
    return Document("report.txt", "text", text, (), (), links, text, SourceMap((), (), (), ()), metadata or {})


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("OSLO, October 07, 2024 /24-7PressWire/ -- Kiln makers met.", "2024-10-07"),
        ("OSLO, March 3, 2024 /NordWire/ -- Kiln makers met.", "2024-03-03"),
        ("OSLO, Aug. 5, 2024 (NORD NEWSWIRE) -- Kiln makers met.", "2024-08-05"),
        ("OSLO--(NORD WIRE)--April 2, 2024--Kiln makers met.", "2024-04-02"),
        ("OSLO (3 May 2024) - Kiln makers met.", "2024-05-03"),
        ("August 08, 2025 – Oslo – Kiln makers met.", "2025-08-08"),
        ("Oslo, 5 June 2024 – Kiln makers met.", "2024-06-05"),
        ("Kiln makers meet\n\nJune 4, 2024\n\nThey met in Oslo.", "2024-06-04"),
        ("Kiln makers meet\nPublished: 3 May 2024\nThey met in Oslo.", "2024-05-03"),
        ("Kiln makers meet\nDate: 2024-05-03\nThey met in Oslo.", "2024-05-03"),
        ("Kiln makers meet\nLast updated: Jan 2024\nThey met in Oslo.", "2024-01"),
        ("Press release | 5 June 2024\nKiln makers met.", "2024-06-05"),
        ("Kiln orders grew in 2024.\nBy May 3, 2024 they had doubled.", None),
        ("As of June 30, 2024 - the end of the quarter - orders fell.", None),
        ("Orders rose from March 31, 2024 – a record.", None),
        ("Kiln makers met.", None),
        ("", None),
    ],
)
def test_the_date_that_the_text_gives(text: str, label: str | None) -> None:
    found = report_date(_document(text))
    assert (found.label if found else None) == label


@pytest.mark.parametrize(
    ("addresses", "label"),
    [
        (("https://kilns.example/?utm_term=18042025",), "2025-04-18"),
        (("https://kilns.example/2025/04/18/orders", "https://kilns.example/2025/04/kilns"), "2025-04-18"),
        (("https://kilns.example/2025-04-18-orders",), "2025-04-18"),
        (("https://kilns.example/2025/04/orders",), "2025-04"),
        (("https://kilns.example/20250418", "https://kilns.example/20250519"), None),
        (("https://kilns.example/31062025",), None),
        (("https://kilns.example/orders-2025-2032",), None),
        ((), None),
    ],
)
def test_the_date_that_links_agree_on(addresses: tuple[str, ...], label: str | None) -> None:
    found = report_date(_document("Kiln makers met.", addresses=addresses))
    assert (found.label if found else None) == label


def test_metadata_goes_before_the_text_and_the_text_before_links() -> None:
    text = "OSLO, March 3, 2024 /NordWire/ -- Kiln makers met."
    addresses = ("https://kilns.example/2025/04/18/orders",)
    dated = report_date(_document(text, {"Date": "2024-05-01T10:00:00+01:00"}, addresses))
    plain = report_date(_document(text, {"title": "Kilns in 2019"}, addresses))
    assert dated is not None
    assert dated.label == "2024-05-01"
    assert plain is not None
    assert plain.label == "2024-03-03"
