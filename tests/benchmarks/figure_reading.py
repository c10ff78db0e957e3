"""How well and how fast figures are read: `python tests/benchmarks/figure_reading.py`.

Crossfoot, quantulum3 and spaCy's small English model read the money and percentages of forty
sentences that we wrote (`figure_sample/sentences.jsonl`). A reading counts where it touches the
printed figure and has its value and unit, and the upper end of a range; spaCy names spans and
no values, so that for it a touch is enough. Precision, recall and F1, and words a second after
a first run that warms up.
"""

from __future__ import annotations

import json
import time
import warnings
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from quantulum3 import classifier, parser

from crossfoot.annotate.figures import find_figures
from crossfoot.model import Figure, MentionKind

SAMPLE = Path(__file__).with_name("figure_sample") / "sentences.jsonl"
MODEL = "en_core_web_sm"
TIMES = 20
_NEAR = Decimal("0.001")  # a third is 33.33 for one reader and 33.333333 for another

# quantulum3's names of units, as Crossfoot names them; cents are a hundredth of their currency.
_UNITS = {
    "percentage": ("percent", 0),
    "per cent": ("percent", 0),
    "percentage point": ("percentage-point", 0),
    "basis point": ("basis-point", 0),
    "dollar": ("USD", 0),
    "united states dollar": ("USD", 0),
    "cent": ("USD", -2),
    "euro": ("EUR", 0),
    "pound sterling": ("GBP", 0),
    "penny": ("GBP", -2),
    "japanese yen": ("JPY", 0),
    "yen": ("JPY", 0),
    "indian rupee": ("INR", 0),
    "rupee": ("INR", 0),
    "swedish krona": ("SEK", 0),
    "norwegian krone": ("NOK", 0),
    "swiss franc": ("CHF", 0),
    "hong kong dollar": ("HKD", 0),
    "brazilian real": ("BRL", 0),
}


@dataclass(frozen=True, slots=True)
class Reading:
    """A figure somewhere in a sentence; without a value where a reader gives the span only."""

    start: int
    end: int
    value: Decimal | None = None
    high: Decimal | None = None
    unit: str = ""


Reader = Callable[[str], list[Reading]]


def load(path: Path) -> list[tuple[str, list[Reading]]]:
    """The sentences of the sample with the figures that stand in them."""
    sentences = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row: dict[str, Any] = json.loads(line)
        sentences.append((row["text"], [_label(label) for label in row["figures"]]))
    return sentences


def _label(label: dict[str, Any]) -> Reading:
    end = label["start"] + len(label["quote"])
    high = None if label["high"] is None else Decimal(label["high"])
    return Reading(label["start"], end, Decimal(label["value"]), high, label["unit"])


def crossfoot_readings(text: str) -> list[Reading]:
    """The money and percentages that Crossfoot reads."""
    return [
        Reading(mention.span.start, mention.span.end, mention.value.value, mention.value.upper, mention.value.unit)
        for mention in find_figures(text)
        if mention.kind in {MentionKind.MONEY, MentionKind.PERCENT} and isinstance(mention.value, Figure)
    ]


def quantulum_readings(text: str) -> list[Reading]:
    """The money and percentages that quantulum3 reads; its uncertainty is half of a range."""
    readings = []
    for quantity in parser.parse(text):
        name = quantity.unit.name
        if name not in _UNITS and quantity.unit.entity.name != "currency":
            continue
        unit, exponent = _UNITS.get(name, (name, 0))
        spread = Decimal(str(quantity.uncertainty or 0))
        middle = Decimal(str(quantity.value))
        low, high = (middle - spread).scaleb(exponent), (middle + spread).scaleb(exponent)
        start, end = quantity.span
        readings.append(Reading(start, end, low, high if spread else None, unit))
    return readings


def spacy_reader(model: str) -> Reader | None:
    """A reader of spans by a trained pipeline, or None where spaCy or the model is not installed."""
    try:
        import spacy  # no part of Crossfoot: measured where someone has installed it
    except ImportError:
        return None
    if not spacy.util.is_package(model):
        return None
    pipeline = spacy.load(model)

    def read(text: str) -> list[Reading]:
        return [Reading(e.start_char, e.end_char) for e in pipeline(text).ents if e.label_ in {"MONEY", "PERCENT"}]

    return read


def score(sentences: Iterable[tuple[str, list[Reading]]], read: Reader) -> tuple[float, float, float]:
    """Precision, recall and F1 over all sentences, each figure paired at most once."""
    true = found = labelled = 0
    for text, labels in sentences:
        readings = read(text)
        found, labelled = found + len(readings), labelled + len(labels)
        for label in labels:
            match = next((reading for reading in readings if _says(reading, label)), None)
            if match is not None:
                readings.remove(match)
                true += 1
    precision, recall = true / max(found, 1), true / max(labelled, 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def _says(reading: Reading, label: Reading) -> bool:
    touches = reading.start < label.end and label.start < reading.end
    if reading.value is None:
        return touches
    return touches and reading.unit == label.unit and _near(reading.value, label.value) and _ends_alike(reading, label)


def _ends_alike(reading: Reading, label: Reading) -> bool:
    if reading.high is None or label.high is None:
        return reading.high is label.high
    return _near(reading.high, label.high)


def _near(value: Decimal | None, wanted: Decimal | None) -> bool:
    return value is not None and wanted is not None and abs(value - wanted) <= abs(wanted) * _NEAR


def words_per_second(texts: Sequence[str], read: Reader) -> float:
    """How many words of the sample a reader takes in a second, once it is warm."""
    for text in texts:
        read(text)
    start = time.perf_counter()
    for _ in range(TIMES):
        for text in texts:
            read(text)
    return TIMES * sum(len(text.split()) for text in texts) / (time.perf_counter() - start)


def main() -> None:
    """Measure all readers and print a table."""
    # quantulum3 warns that its classifier is not installed: Crossfoot uses it without.
    warnings.simplefilter("ignore")
    classifier.USE_CLF = False
    sentences = load(SAMPLE)
    texts = [text for text, _ in sentences]
    readers = {
        "Crossfoot": crossfoot_readings,
        "quantulum3": quantulum_readings,
        f"spaCy {MODEL} (spans only)": spacy_reader(MODEL),
    }
    count = sum(len(figures) for _, figures in sentences)
    print(f"{len(sentences)} sentences, {count} money amounts and percentages")
    print(f"{'':34}{'precision':>10}{'recall':>8}{'F1':>8}{'words/s':>10}")
    for name, read in readers.items():
        if read is None:
            print(f"{name:34}  not installed")
            continue
        precision, recall, f1 = score(sentences, read)
        print(f"{name:34}{precision:10.3f}{recall:8.3f}{f1:8.3f}{words_per_second(texts, read):10.0f}")


if __name__ == "__main__":
    main()
