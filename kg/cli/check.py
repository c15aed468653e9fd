"""`kg check`: do the data keep to the shapes?"""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.show import JsonOption, StoreOption, complain, print_json, say
from kg.errors import BadInput

if TYPE_CHECKING:
    from kg.check.report import Report, Result
    from kg.check.shapes import Shapes


class EngineName(StrEnum):
    """Who judges."""

    compiled = "compiled"
    pyshacl = "pyshacl"


class ReportForm(StrEnum):
    """How the whole report is written."""

    turtle = "turtle"


FilesArgument = Annotated[
    list[Path] | None,
    typer.Argument(metavar="[FILE]...", help="RDF files (default: the store)."),
]
ShapesOption = Annotated[
    Path | None,
    typer.Option("--shapes", metavar="PATH", help="Turtle file or folder (default: ours)."),
]
EngineOption = Annotated[EngineName, typer.Option("--engine", help="Compiled to SPARQL, or by pySHACL.")]
ReportOption = Annotated[
    ReportForm | None, typer.Option("--report", help="Write the SHACL validation report instead of counts.")
]
DetailsOption = Annotated[int, typer.Option("--details", metavar="N", help="Show at most so many results.")]


def register(app: typer.Typer) -> None:
    """Add the command `check`."""
    app.command()(check)


def check(
    files: FilesArgument = None,
    shapes: ShapesOption = None,
    engine: EngineOption = EngineName.compiled,
    report: ReportOption = None,
    details: DetailsOption = 100,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Check RDF files, or the store, against SHACL shapes; exit code 1 when there are violations."""
    from kg.check.shapes import load_shapes
    from kg.rdf.shipped import shipped

    found = _judged(files or [], load_shapes(shapes or shipped("shapes")), engine, store)
    if report is not None:
        say(found.turtle().decode())
    elif as_json:
        print_json(_answer(found, details))
    else:
        _tell(found, details)
    if found.violations:
        raise typer.Exit(1)


def _judged(files: list[Path], shapes: "Shapes", engine: EngineName, store: str | None) -> "Report":
    from kg.check.verdict import check_files, check_store

    if files:
        return check_files(files, shapes, engine.value)
    from kg.cli.stores import home_to_read

    home = home_to_read(store)
    generation = home.current()
    if generation is None:
        raise BadInput(f"The store {home.path} has no generation yet: name files to check, or harvest first.")
    return check_store(home.reader(generation).select, shapes, engine.value)


def _answer(found: "Report", details: int) -> dict[str, Any]:
    return {
        "conforms": found.conforms,
        "results": len(found.results),
        "by_shape": found.by_shape,
        "by_severity": found.by_severity,
        "engine": found.engine,
        "fallback": list(found.fallback),
        "seconds": found.seconds,
        "details": [_plain(result) for result in found.results[:details]],
    }


def _plain(result: "Result") -> dict[str, str | None]:
    return {
        "focus": str(result.focus.value),
        "path": str(result.path) if result.path is not None else None,
        "value": str(result.value.value) if result.value is not None else None,
        "component": result.component.value,
        "shape": result.owner,
        "severity": result.severity.value,
        "message": result.message,
    }


def _tell(found: "Report", details: int) -> None:
    counts = ", ".join(f"{number} {name}" for name, number in found.by_severity.items())
    say(f"{counts} ({found.engine}, {found.seconds} s)")
    for shape, number in found.by_shape.items():
        say(f"{number:7}  {shape}")
    for result in found.results[:details]:
        line = _plain(result)
        value = f' Found: "{line["value"]}"' if line["path"] and line["value"] is not None else ""
        say(f"{line['focus']}\n    {result.severity.value.rpartition('#')[2]}: {line['message']}{value}")
    if len(found.results) > details:
        complain(f"{len(found.results) - details} more results are not shown; use --details or --report.")
