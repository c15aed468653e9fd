"""`kg publish`: show readers what the store holds now."""

import typer

from kg.cli.show import JsonOption, StoreOption, print_json, progress, say


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("publish")(publish)


def publish(store: StoreOption = None, as_json: JsonOption = False) -> None:
    """Make the next generation: graph, indexes and counts as of now. Nothing is made when nothing changed."""
    from kg import pipeline
    from kg.cli.stores import encoder_of, home_of
    from kg.store.counts import things_told, told

    home = home_of(store)
    with progress(as_json) as show:
        facts = pipeline.publish(home, encoder_of(), show).facts
    if as_json:
        print_json(facts)
    else:
        say(
            f"Generation {facts['generation']}: {things_told(facts)}, "
            f"{facts['files']:,} files, {told(facts)}."
        )
