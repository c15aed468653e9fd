"""`kg backup` and `kg restore`: everything that cannot be made again, as one folder."""

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.show import JsonOption, StoreOption, print_json, progress, say


def register(app: typer.Typer) -> None:
    """Add both commands."""
    app.command("backup")(backup)
    app.command("restore")(restore)


def backup(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder that does not exist yet.")],
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Copy graph, ledger and raw payloads; on the same disk the graph costs no space."""
    from kg import archive
    from kg.cli.stores import home_of

    home = home_of(store)
    records = archive.backup(home, folder)
    current = home.current()
    if as_json:
        generation = current.number if current else None
        print_json({"folder": str(folder.absolute()), "records": records, "generation": generation})
    else:
        say(f"{folder}: {sum(records.values()):,} records. Copy the folder to another disk.")


def restore(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="What `kg backup` wrote.")],
    force: Annotated[
        bool, typer.Option("--force", help="Also where a store is: it is moved aside, not removed.")
    ] = False,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Put a backup in the place of the store, and publish it."""
    from kg import archive, pipeline
    from kg.cli.stores import encoder_of, home_of
    from kg.store.counts import things_told, told

    home = home_of(store)
    aside = archive.restore(home, folder, force=force)
    with progress(as_json) as show:
        facts = pipeline.publish(home, encoder_of(), show).facts
    if as_json:
        print_json(facts | {"former": str(aside) if aside else None})
        return
    say(f"Generation {facts['generation']}: {things_told(facts)}, {told(facts)}.")
    if aside:
        say(f"The former store is kept in {aside}.")
