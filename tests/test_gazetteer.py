"""Which words name a place, and what lies inside what."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfoot.errors import RuleError
from crossfoot.gazetteer import Gazetteer, profile_names
from crossfoot.rules_folder import rules_folder

GAZETTEER = Gazetteer.load()
CONTINENTS = ("Africa", "Americas", "Asia", "Europe", "Oceania")
COUNTRIES = [name for name, kind in GAZETTEER._geography.kinds.items() if kind == "country"]

NAMED = """
US=United States
U.S.=United States
USA=United States
United States of America=United States
the United States=United States
UK=United Kingdom
U.K.=United Kingdom
Great Britain=United Kingdom
UAE=United Arab Emirates
U.A.E.=United Arab Emirates
KSA=Saudi Arabia
Korea=South Korea
Republic of Korea=South Korea
S. Korea=South Korea
Korea, South=South Korea
Türkiye=Turkey
Turkiye=Turkey
Turkey (Türkiye)=Turkey
Holland=Netherlands
The Netherlands=Netherlands
Czechia=Czech Republic
Ivory Coast=Ivory Coast
Cote d'Ivoire=Ivory Coast
Côte d’Ivoire=Ivory Coast
Burma=Myanmar
Viet Nam=Vietnam
PRC=China
Mainland China=China
Hong Kong SAR=Hong Kong
Taiwan, China=Taiwan
Taiwan (China)=Taiwan
Macao=Macau
Russian Federation=Russia
DRC=Democratic Republic of the Congo
Bosnia-Herzegovina=Bosnia and Herzegovina
Swaziland=Eswatini
Asia Pacific=Asia-Pacific
Asia-Pacific=Asia-Pacific
APAC=Asia-Pacific
Asia/Pacific=Asia-Pacific
Asia-Pacific region=Asia-Pacific
Middle East & Africa=Middle East and Africa
Middle East and Africa:=Middle East and Africa
MEA=Middle East and Africa
Latin America=Latin America
LATAM=Latin America
LatAm=Latin America
North America:=North America
EMEA=EMEA
GCC Countries=GCC
Nordic Countries=Nordics
European Union=European Union
EU=European Union
ASEAN=ASEAN
CEE=Central and Eastern Europe
Rest of Europe=Rest of Europe
Rest of the World=Rest of World
RoW=Rest of World
Rest of Asia Pacific=Rest of Asia-Pacific
Rest of the Middle East & Africa=Rest of Middle East and Africa
New York=New York
Mexico City=Mexico City
São Paulo=São Paulo
Sao Paulo=São Paulo
New South Wales=New South Wales
Washington, D.C.=Washington, D.C.
Georgia=Georgia
england=England
Guinea-Bissau=Guinea-Bissau
Papua New Guinea=Papua New Guinea
Trinidad and Tobago=Trinidad and Tobago
germany=Germany
"""
CASES = [tuple(pair.split("=")) for pair in NAMED.split("\n") if pair]


@pytest.mark.parametrize(("words", "name"), CASES)
def test_find(words: str, name: str) -> None:
    place = GAZETTEER.find(words)
    assert place is not None
    assert place.name == name


@pytest.mark.parametrize(
    "words", ["us", "uk", "Saudi", "Arabia", "Frnace", "", "  ", "the", "Market", "eu", "and", "Rest of", "me"]
)
def test_what_is_no_place(words: str) -> None:
    assert GAZETTEER.find(words) is None


INSIDE = """
China in Asia-Pacific
United States in North America
Canada in North America
Germany in Europe
Brazil in Latin America
Brazil in South America
Saudi Arabia in Middle East
Saudi Arabia in Middle East and Africa
Saudi Arabia in EMEA
Nigeria in Africa
Nigeria in Sub-Saharan Africa
South Africa in Middle East and Africa
France in European Union
France in EMEA
Japan in Asia
India in Asia-Pacific
Australia in Asia-Pacific
Australia in Oceania
New Zealand in Australasia
Thailand in ASEAN
Egypt in Middle East and Africa
California in United States
California in North America
Ontario in Canada
England in Europe
Dubai in United Arab Emirates
Dubai in Middle East
Sweden in Nordics
Austria in DACH
Estonia in Baltics
Argentina in Mercosur
Europe in EMEA
Africa in Middle East and Africa
"""


@pytest.mark.parametrize("pair", INSIDE.strip().split("\n"))
def test_what_everybody_puts_inside(pair: str) -> None:
    part, whole = pair.split(" in ")
    assert GAZETTEER.surely_within(part, whole)
    assert GAZETTEER.within(part, whole)
    assert not GAZETTEER.within(whole, part)


USUAL = """
Mexico in North America
Mexico in Latin America
Turkey in Europe
Turkey in Middle East
Turkey in Asia
Russia in Europe
Russia in Asia
Israel in Middle East
Israel in Europe
Kazakhstan in Europe
Central America in Latin America
Caribbean in North America
Egypt in Middle East
Middle East in Asia
Iran in Middle East
"""


@pytest.mark.parametrize("pair", USUAL.strip().split("\n"))
def test_what_some_put_inside(pair: str) -> None:
    part, whole = pair.split(" in ")
    assert GAZETTEER.within(part, whole)
    assert not GAZETTEER.surely_within(part, whole)


@pytest.mark.parametrize(
    "pair",
    [
        "South Korea in Middle East",
        "South Korea in Latin America",
        "Kenya in Asia-Pacific",
        "Brazil in Europe",
        "Germany in DACH region of Asia",
        "India in Middle East and Africa",
        "Japan in Europe",
        "France in Nordics",
        "United Kingdom in Eurozone",
        "China in ASEAN",
    ],
)
def test_what_nobody_puts_inside(pair: str) -> None:
    assert not GAZETTEER.within(*pair.split(" in "))


@pytest.mark.parametrize("country", COUNTRIES)
def test_every_country_lies_on_a_continent(country: str) -> None:
    assert any(GAZETTEER.within(country, continent) for continent in CONTINENTS)


def test_no_writing_names_two_places() -> None:
    seen: dict[tuple[str, bool], str] = {}
    for words, place, exact, _ in GAZETTEER.surfaces():
        key = (words if exact else words.casefold(), exact)
        assert seen.setdefault(key, place.name) == place.name


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Argentina Korea", ("Argentina", "South Korea")),
        ("China Taiwan", ("China", "Taiwan")),
        ("Saudi Arabia Egypt", ("Saudi Arabia", "Egypt")),
        ("Japan South Korea", ("Japan", "South Korea")),
        ("New Zealand Papua New Guinea", ("New Zealand", "Papua New Guinea")),
    ],
)
def test_split(words: str, names: tuple[str, ...]) -> None:
    split = GAZETTEER.split(words)
    assert split is not None
    assert split.joined_by is None
    assert tuple(place.name for place in split.places) == names


@pytest.mark.parametrize(
    "words",
    [
        "Guinea-Bissau",
        "Papua New Guinea",
        "Trinidad and Tobago",
        "Korea Republic",
        "South Africa",
        "North Macedonia",
        "Mexico City",
        "Kansas City",
        "American Samoa",
        "Dominican Republic",
        "UK & Ireland",
        "Australia & New Zealand",
        "US and Canada",
        "Rest of Europe",
        "Turkey (Türkiye)",
        "China Mobile",
    ],
)
def test_what_is_not_split(words: str) -> None:
    assert GAZETTEER.split(words) is None


def test_a_joined_pair_says_what_joins_it() -> None:
    split = GAZETTEER.split("China & India")
    assert split is not None
    assert split.joined_by == "&"


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        (("Saudi", "Arabia"), "Saudi Arabia"),
        (("South", "Africa"), "South Africa"),
        (("United", "Kingdom"), "United Kingdom"),
        (("Sri", "Lanka"), "Sri Lanka"),
        (("China", "India"), None),
        (("Rest of", "Europe"), None),
        (("Saudi:", "Arabia"), None),
        (("Market", "Size"), None),
    ],
)
def test_joins(parts: tuple[str, str], name: str | None) -> None:
    place = GAZETTEER.joins(parts)
    assert (place.name if place else None) == name


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Germnay", "Germany"),
        ("Frnace", "France"),
        ("Phillipines", "Philippines"),
        ("Vietnm", "Vietnam"),
        ("Untied States", "United States"),
        ("Germany", None),
        ("Apple", None),
        ("Irak", None),
        ("Software", None),
    ],
)
def test_suggest(words: str, name: str | None) -> None:
    assert GAZETTEER.suggest(words) == name


@pytest.mark.parametrize(
    ("pair", "shared"),
    [
        (("Asia-Pacific", "China"), True),
        (("EMEA", "Europe"), True),
        (("Australia", "Oceania"), True),
        (("European Union", "Eurozone"), True),
        (("Europe", "Asia"), False),
        (("Latin America", "North America"), False),
        (("Middle East", "Africa"), False),
        (("Asia", "Middle East"), False),
        (("China", "China"), False),
    ],
)
def test_overlaps(pair: tuple[str, str], shared: bool) -> None:
    assert GAZETTEER.overlaps(*pair) is shared
    assert GAZETTEER.overlaps(*reversed(pair)) is shared


def test_a_name_of_two_places() -> None:
    assert [place.name for place in GAZETTEER.ambiguous("Korea")] == ["South Korea", "North Korea"]
    assert GAZETTEER.ambiguous("France") == ()


@pytest.mark.parametrize(
    ("words", "sensitive"),
    [("China Taiwan", True), ("Serbia Kosovo", True), ("Argentina Korea", False), ("Taiwan Korea", False)],
)
def test_sensitive(words: str, sensitive: bool) -> None:
    assert GAZETTEER.is_sensitive(words) is sensitive


@pytest.mark.parametrize(
    ("profile", "place", "whole", "inside"),
    [
        ("un-m49", "Mexico", "North America", False),
        ("un-m49", "Mexico", "Latin America", True),
        ("emea", "Turkey", "Europe", True),
        ("emea", "Turkey", "Middle East", False),
        ("americas-split", "Mexico", "North America", True),
        ("americas-split", "Mexico", "Latin America", False),
    ],
)
def test_a_house_decides(profile: str, place: str, whole: str, inside: bool) -> None:
    assert Gazetteer.load(profile).within(place, whole) is inside


def test_every_profile_loads() -> None:
    assert set(profile_names()) >= {"default", "un-m49", "emea", "americas-split"}
    for name in profile_names():
        assert Gazetteer.load(name).profile == name


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("regions.yaml", "regions:\n  Europe: {kind: continent, members: [Atlantis]}\n", "Atlantis"),
        ("names.yaml", "names:\n  Frnace: {}\nambiguous: {}\ngroupings: []\n", "did you mean `France`"),
        ("profiles/default.yaml", "summary: x\nplces: {}\n", "did you mean `places`"),
        ("disputed.yaml", "open: [Nowhere]\nsensitive: {}\n", "Nowhere"),
    ],
)
def test_a_mistake_in_a_file_is_named_with_its_place(tmp_path: Path, file: str, text: str, said: str) -> None:
    folder = tmp_path / "geography"
    shutil.copytree(rules_folder() / "geography", folder)
    (folder / file).write_text(text, encoding="utf-8")
    with pytest.raises(RuleError, match=said) as refused:
        Gazetteer.load(folder=folder)
    assert Path(file).name in str(refused.value)


@given(st.text(max_size=60))
def test_find_and_split_never_raise(text: str) -> None:
    GAZETTEER.find(text)
    GAZETTEER.split(text)
    GAZETTEER.suggest(text)


@given(st.lists(st.sampled_from(["France", "Korea", "New Zealand", "Peru", "Saudi Arabia"]), min_size=2, max_size=5))
def test_split_loses_no_place(names: list[str]) -> None:
    split = GAZETTEER.split(" ".join(names))
    assert split is not None
    assert [place.name for place in split.places] == [name.replace("Korea", "South Korea") for name in names]
