"""`kg ontology`: classify an ontology, write the PaNET table."""

from pathlib import Path
from time import perf_counter
from typing import Annotated

import typer

from kg.cli.show import JsonOption, complain, print_json, say

ontology = typer.Typer(help="Classify an ontology; write the facts-only PaNET table.", no_args_is_help=True)

OntologyFile = Annotated[
    Path, typer.Argument(metavar="FILE", help="RDF/XML, Turtle, OWL/XML, functional or Manchester.")
]
TableOption = Annotated[
    Path | None, typer.Option("--out", metavar="PATH", help="Write here instead of stdout.")
]
PairsOption = Annotated[
    Path | None, typer.Option("--out", metavar="PATH", help="Write all pairs (narrower, broader) as CSV.")
]


def register(app: typer.Typer) -> None:
    """Add the group `ontology`."""
    app.add_typer(ontology, name="ontology")


@ontology.command()
def snapshot(
    file: OntologyFile,
    out: TableOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write the facts-only table of a released PaNET: names and classified hierarchy, no definitions."""
    from kg.ontology.owl import read_owl
    from kg.ontology.snapshot import snapshot as table

    text = table(read_owl(file))
    if out is None and not as_json:
        say(text.decode().rstrip("\n"))
        return
    if out is not None:
        out.write_bytes(text)
        complain(f"Wrote {len(text):,} bytes to {out}.")
    if as_json:
        print_json({"file": str(out.resolve()) if out else None, "bytes": len(text)})


@ontology.command()
def classify(
    file: OntologyFile,
    as_json: JsonOption = False,
    out: PairsOption = None,
) -> None:
    """Count what a reasoner infers; exit code 1 when a class cannot have members."""
    from kg.ontology.classify import REASONER
    from kg.ontology.classify import classify as classified
    from kg.ontology.owl import read_owl

    start = perf_counter()
    found = classified(read_owl(file))
    answer = {
        "classes": len(found.broader) + len(found.unsatisfiable),
        "subsumptions": found.subsumptions,
        "equivalences": found.equivalences,
        "unsatisfiable": found.unsatisfiable,
        "reasoner": REASONER,
        "complete": found.complete,
        "seconds": round(perf_counter() - start, 3),
    }
    if out is not None:
        pairs = sorted((iri, other) for iri, broader in found.broader.items() for other in broader)
        out.write_text("narrower,broader\n" + "".join(f"{low},{high}\n" for low, high in pairs))
    if as_json:
        print_json(answer)
    else:
        for name, value in answer.items():
            say(f"{name}: {value}")
    if found.unsatisfiable:
        raise typer.Exit(1)
