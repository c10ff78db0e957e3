"""Builds rules/geography/places.yaml from Unicode CLDR.

    npm pack cldr-core cldr-localenames-full, unpacked side by side in FOLDER, then
    python tools/build_geography.py FOLDER

Everything that CLDR knows (which territories there are, their ISO codes, their English names
and the United Nations' regions that hold them) comes from there; all that publishers do with
those names is written by hand in the other files of rules/geography and never overwritten.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

TARGET = Path(__file__).parent.parent / "rules" / "geography" / "places.yaml"

# The United Nations' regions by their M49 codes, named as reports name them.
CONTINENTS = ("002", "019", "142", "150", "009")
SUBREGIONS = {
    "005": "South America",
    "011": "West Africa",
    "013": "Central America",
    "014": "East Africa",
    "015": "North Africa",
    "017": "Central Africa",
    "018": "Southern Africa",
    "021": "Northern America",
    "029": "Caribbean",
    "030": "East Asia",
    "034": "South Asia",
    "035": "Southeast Asia",
    "039": "Southern Europe",
    "053": "Australasia",
    "054": "Melanesia",
    "057": "Micronesian Region",
    "061": "Polynesia",
    "143": "Central Asia",
    "145": "West Asia",
    "151": "Eastern Europe",
    "154": "Northern Europe",
    "155": "Western Europe",
}
# Codes that CLDR places but ISO 3166-1 only reserves; Antarctica is a continent of its own.
NOT_ASSIGNED = {"AC", "CP", "CQ", "DG", "EA", "IC", "TA"}
ANTARCTICA = "AQ"
SHORTEST_ALIAS = 3
# Where reports use another name than CLDR's first one.
USUAL_NAMES = {
    "CD": "Democratic Republic of the Congo",
    "CG": "Republic of the Congo",
    "CI": "Ivory Coast",
    "CZ": "Czech Republic",
    "FK": "Falkland Islands",
    "HK": "Hong Kong",
    "MM": "Myanmar",
    "MO": "Macau",
    "PS": "Palestine",
    "TR": "Turkey",
    "UM": "United States Minor Outlying Islands",
    "VI": "United States Virgin Islands",
}
HEAD = """\
# Countries and territories: English names, ISO 3166-1 codes, the United Nations' regions.
# Built by tools/build_geography.py from Unicode CLDR {version} (npm packages cldr-core and
# cldr-localenames-full); do not edit: other names, adjectives and regions stand in the files
# beside this one. Copyright Unicode, Inc.; Unicode License v3 (https://www.unicode.org/license.txt),
# SPDX Unicode-3.0.
# kind: a member state of the United Nations is a country, any other ISO entry a territory;
# the word says nothing of its status. un: the region that holds it.
"""


def read(path: Path) -> Any:
    """One JSON file of CLDR."""
    return json.loads(path.read_text(encoding="utf-8"))


def spelled_out(name: str) -> str:
    """A CLDR name as reports print it: `and` for `&`, `Saint` for `St.`, a plain apostrophe."""
    return name.replace("&", "and").replace("St.", "Saint").replace("U.S.", "United States").replace("’", "'")


def english_names(names: dict[str, str], code: str) -> tuple[str, list[str]]:
    """The usual English name of a territory, and CLDR's other ones."""
    given = [spelled_out(name) for key, name in names.items() if key == code or key.startswith(f"{code}-alt-")]
    usual = USUAL_NAMES.get(code, given[0])
    return usual, sorted(set(given) - {usual})


def territory_line(code: str, names: dict[str, str], kind: str, region: str | None) -> str:
    """One territory as a line of YAML (JSON strings are YAML strings, so `"NO"` stays text)."""
    usual, others = english_names(names, code)
    line = f"  {json.dumps(usual, ensure_ascii=False)}: {{kind: {kind}, iso: {json.dumps(code)}"
    if region is not None:
        line += f", un: {region}"
    # Abbreviations are other words in small letters (`us`): names.yaml has them with their case.
    others = [name for name in others if len(name) > SHORTEST_ALIAS]
    if others:
        line += f", aliases: {json.dumps(others, ensure_ascii=False)}"
    return line + "}"


def places(folder: Path) -> str:
    """The text of places.yaml, from CLDR's files under a folder."""
    core, english = folder / "cldr-core", folder / "cldr-localenames-full" / "main" / "en" / "territories.json"
    version = read(core / "package.json")["version"]
    names = read(english)["main"]["en"]["localeDisplayNames"]["territories"]
    contained = {
        code: entry["_contains"]
        for code, entry in read(core / "supplemental" / "territoryContainment.json")["supplemental"][
            "territoryContainment"
        ].items()
    }
    members = set(contained["UN"])
    lines = [territory_line(ANTARCTICA, names, "continent", None)]
    for continent in CONTINENTS:
        for region in contained[continent]:
            if region not in SUBREGIONS:
                continue
            for code in sorted(set(contained[region]) - NOT_ASSIGNED):
                kind = "country" if code in members else "territory"
                lines.append(territory_line(code, names, kind, SUBREGIONS[region]))
    return HEAD.format(version=version) + "places:\n" + "\n".join(sorted(lines)) + "\n"


def main() -> None:
    """Writes places.yaml anew."""
    parser = argparse.ArgumentParser(description="Build rules/geography/places.yaml from Unicode CLDR.")
    parser.add_argument("folder", type=Path, help="holds cldr-core and cldr-localenames-full, unpacked")
    TARGET.write_text(places(parser.parse_args().folder), encoding="utf-8")


if __name__ == "__main__":
    main()
