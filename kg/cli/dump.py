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
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write the current generation as N-Quads: every triple with the graph it comes from.

    `kg load` takes the file into another store; union, statistics and indexes are made anew there.
    """
    from kg.cli.stores import current_of, home_to_read
    from kg.store.counts import QUADS

    home = home_to_read(store)
    current = current_of(home)
    try:
        quads = home.reader(current).dump(file)
    except OSError as error:
        raise BadInput(f"Cannot write {str(file)!r}: {error.strerror or error}.") from error
    if as_json:
        print_json({"file": str(file.absolute()), "quads": quads, "generation": current.number})
    else:
        say(f"{file}: {quads:,} quads of generation {current.number}; {QUADS}.")
