"""`kg dump`: write the published graph to a file."""

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.show import JsonOption, StoreOption, print_json, say
from kg.errors import BadInput


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("dump")(dump)


def dump(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The N-Quads file to write.")],
    without_licence: Annotated[
        list[str] | None,
        typer.Option(
            "--without-licence",
            metavar="IRI|unknown",
            help="Leave out records whose metadata have this licence, or none that is known; repeatable.",
        ),
    ] = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write the current generation as N-Quads: every triple with the graph it comes from.

    Says which licences the file mixes, here and in a note beside it. `kg load` takes the file into another
    store; union, statistics and indexes are made anew there.
    """
    from kg.cli.stores import current_of, home_to_read
    from kg.export import export
    from kg.store.counts import QUADS

    home = home_to_read(store)
    current = current_of(home)
    try:
        made = export(home.reader(current), file, without_licence or [], current.number)
    except OSError as error:
        raise BadInput(f"Cannot write {str(file)!r}: {error.strerror or error}.") from error
    if as_json:
        print_json({"file": str(file.absolute()), "generation": current.number, **made.as_json()})
        return
    say(f"{file}: {made.quads:,} quads of generation {current.number}; {QUADS}.")
    for title, counts in (("Licences in it", made.mixed), ("Left out", made.left_out)):
        if counts:
            say(f"{title}:")
        for of in counts:
            say(f"  {of.records:>9,} records {of.graphs:>6,} other graphs  {of.licence}")
