"""What several commands of the group take."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

VERSION = "A file (ROBOT template CSV, RDF/XML, Turtle, OWL/XML, …) or REV:PATH of the git repository here."

BeforeArgument = Annotated[str, typer.Argument(metavar="BEFORE", help=VERSION)]
AfterArgument = Annotated[str, typer.Argument(metavar="AFTER", help="The version to judge, as BEFORE.")]
FileArgument = Annotated[str, typer.Argument(metavar="FILE", help=VERSION)]
ImportOption = Annotated[
    list[str] | None,
    typer.Option("--import", metavar="IRI=FILE", help="The local file of an imported ontology; repeatable."),
]
ConfigOption = Annotated[
    Path | None,
    typer.Option(
        "--config", metavar="FILE", help="Rule switches (default: .kg-ontology.toml at AFTER or above)."
    ),
]
UsageOption = Annotated[
    Path | None,
    typer.Option("--usage", metavar="CSV", help="How many datasets use each technique: technique,datasets."),
]
RuleOption = Annotated[
    list[str] | None, typer.Option("--rule", metavar="NAME", help="Only this rule; repeatable.")
]
SkipOption = Annotated[
    list[str] | None, typer.Option("--skip", metavar="NAME", help="Not this rule; repeatable.")
]


class Reasoner(StrEnum):
    """Who classifies."""

    rustdl = "rustdl"
    hermit = "hermit"


class FailOn(StrEnum):
    """From which verdict on the exit code is 1."""

    fail = "fail"
    warn = "warn"
