"""`kg load`: put RDF files into the store as they are."""

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.show import JsonOption, StoreOption, print_json, progress, say
from kg.errors import BadInput


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("load")(load)


def load(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="ttl, nt, nq, trig, rdf or jsonld.")],
    graph: Annotated[
        str | None,
        typer.Option("--graph", metavar="IRI", help="The graph for a file of triples (default: its own)."),
    ] = None,
    publish: Annotated[
        bool, typer.Option("--publish/--no-publish", help="Show the result to readers.")
    ] = True,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Load RDF files, each whole: triples into one named graph, quads into the graphs they name.

    Each of these graphs is replaced. A file of `kg dump` brings a store over from another release or engine.
    """
    from kg import pipeline
    from kg.cli.stores import encoder_of, home_of
    from kg.loading import load_files
    from kg.rdf.terms import iri

    name = iri(graph)
    if graph and name is None:
        raise BadInput(f"--graph {graph!r} is no absolute IRI, such as https://example.org/graph/1.")
    home = home_of(store)
    generation = None
    with progress(as_json) as show:
        loaded = load_files(home, files, name, show)
        if publish:
            generation = pipeline.publish(home, encoder_of(), show).number
    if as_json:
        total = sum(one["triples"] for one in loaded)
        print_json({"files": loaded, "triples": total, "generation": generation})
        return
    for one in loaded:
        unchanged = "" if one["changed"] else ", unchanged"
        where = one["graph"] or f"{one['graphs']:,} graphs"
        say(f"{one['file']}: {one['triples']:,} triples in {where}{unchanged}")
    if generation is not None:
        say(f"Readers now see generation {generation}.")
