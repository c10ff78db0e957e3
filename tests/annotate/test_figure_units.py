from __future__ import annotations

import pytest

from crossfoot.annotate.figure_unit_names import physical_unit


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("MW", "megawatt"),
        ("MWp", "megawatt peak"),
        ("megawatts", "megawatt"),
        ("kilowatt-hours", "kilowatt hour"),
        ("kWh", "kilowatt hour"),
        ("tonnes", "tonne"),
        ("metric tons", "tonne"),
        ("metric-tons", "tonne"),
        ("tons", "ton"),
        ("kilos", "kilogram"),
        ("lbs", "pound"),
        ("square feet", "square foot"),
        ("square-foot", "square foot"),
        ("sq ft", "square foot"),
        ("sq. ft.", "square foot"),
        ("sq.ft", "square foot"),
        ("square meters", "square metre"),
        ("sqm", "square metre"),
        ("m²", "square metre"),
        ("km2", "square kilometre"),
        ("cubic metres", "cubic metre"),
        ("m³", "cubic metre"),
        ("cu ft", "cubic foot"),
        ("barrels a day", "barrel per day"),
        ("barrels per day", "barrel per day"),
        ("bbl/d", "barrel per day"),
        ("bpd", "barrel per day"),
        ("kilometers", "kilometre"),
        ("nautical miles", "nautical mile"),
        ("inches", "inch"),
        ("liters", "litre"),
        ("° C", "degree celsius"),
        ("degrees Fahrenheit", "degree fahrenheit"),
        ("GHz", "gigahertz"),
        ("TEUs", "twenty-foot equivalent unit"),
        # Those that only the unit parser knows.
        ("kVA", "kilovolt ampere"),
        ("kPa", "kilopascal"),
        ("m/s", "metre per second"),
    ],
)
def test_a_unit_has_one_name_however_it_is_printed(printed: str, name: str) -> None:
    assert physical_unit(printed) == name
