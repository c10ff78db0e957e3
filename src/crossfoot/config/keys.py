"""The keys of a configuration: their types, and what each is for (the reference is made from here)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from crossfoot.yaml_model import Keys

SeverityWord = Literal["error", "warning", "note", "off"]
FailOn = Literal["error", "warning", "note", "never"]
Names = tuple[str, ...]
NamesOfOne = tuple[Annotated[Names, Field(min_length=2)], ...]


def _kebab(name: str) -> str:
    return name.replace("_", "-")


class _Kebab(Keys):
    model_config = ConfigDict(alias_generator=_kebab)


class ReportKeys(_Kebab):
    """Keys that may differ from report to report."""

    select: Names | None = Field(
        None, description="Only these rules: ids, topics or patterns.", examples=['["growth", "region/merged"]']
    )
    ignore: Names = Field((), description="Not these rules.", examples=['["period/tense"]'])
    severities: dict[str, SeverityWord] = Field(
        {},
        description="How severe the findings of a rule or topic are; `off` leaves the rule out. Softer outcomes of a "
        "rule (a reading rescues the text) never become harder than their rule file has them.",
        examples=['{ "template/repeated" = "off", share = "warning" }'],
    )
    geography: str | None = Field(
        None,
        description="Which places belong to which region: a profile's name, or a YAML file of your own.",
        examples=['"emea"'],
    )
    report_date: str | None = Field(
        None,
        description="The day, month or year of the report, where it does not say it or says it wrongly: it decides "
        "which years are past.",
        examples=['"2025-03"'],
    )
    fail_on: FailOn | None = Field(
        None, description="From which severity on the exit code is 1.", examples=['"warning"']
    )


class OverrideKeys(ReportKeys):
    """`[[override]]`: other values for some of the reports; of several that fit, the last wins."""

    paths: Annotated[Names, Field(min_length=1)] = Field(
        description="Which reports: patterns as in `.gitignore`, seen from the folder of the configuration.",
        examples=['["press/", "*.draft.md"]'],
    )


class PublicationKeys(_Kebab):
    """`[[publication]]`: files that are published together and must agree."""

    name: str | None = Field(None, description="How the set is called in the output.", examples=['"Q3 results"'])
    files: Annotated[Names, Field(min_length=1)] = Field(
        description="Its files, or patterns, seen from the folder of the configuration.",
        examples=['["q3/report.pdf", "q3/release.docx", "q3/summary.html"]'],
    )


class ConfigKeys(ReportKeys):
    """All keys of a configuration."""

    rules: Names = Field((), description="Folders of your own rules.", examples=['["house-rules"]'])
    same_company: NamesOfOne = Field(
        (), description="Names that are one company.", examples=['[["Lindqvist AB", "Lindqvist Group"]]']
    )
    same_market: NamesOfOne = Field(
        (),
        description="Names of subjects that are one market or segment.",
        examples=['[["oak barrel market", "wine cask market"]]'],
    )
    exclude: Names = Field(
        (),
        description="Files and folders that a folder given to Crossfoot does not stand for, beside those of "
        "`.gitignore`: patterns as there.",
        examples=['["archive/2019/"]'],
    )
    baseline: str | None = Field(
        None, description="The file of old findings, which do not count.", examples=['"crossfoot-baseline.json"']
    )
    facts: str | None = Field(
        None, description="The figures of record that every report must agree with.", examples=['"figures.csv"']
    )
    cache: bool | str | None = Field(
        None,
        description="Whether results of unchanged files are kept, or the folder in which they are.",
        examples=["false"],
    )
    jobs: Annotated[int, Field(ge=0)] | None = Field(
        None, description="How many reports are checked at the same time; 0 is one for each core.", examples=["0"]
    )
    max_megabytes: Annotated[int, Field(ge=1)] | None = Field(
        None, description="The largest file that is read.", examples=["200"]
    )
    max_pages: Annotated[int, Field(ge=1)] | None = Field(
        None, description="The most pages of a PDF that are read.", examples=["500"]
    )
    max_seconds: Annotated[float, Field(gt=0)] | None = Field(
        None, description="How long reading one file may take.", examples=["60.0"]
    )
    override: tuple[OverrideKeys, ...] = Field((), description="Other values for some of the reports.")
    publication: tuple[PublicationKeys, ...] = Field((), description="Files that are published together.")
