"""`kg replay`: map the kept payloads again, without network."""

from typing import Annotated

import typer

from kg.cli.show import JsonOption, StoreOption, print_json, progress, say


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("replay")(replay)


def replay(
    sources: Annotated[
        list[str] | None, typer.Argument(metavar="[SOURCE...]", help="Sources; none named: all in the store.")
    ] = None,
    publish: Annotated[
        bool, typer.Option("--publish/--no-publish", help="Show the result to readers.")
    ] = True,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Map all kept payloads again, as after a new mapping; quarantined records have another chance."""
    from kg import pipeline
    from kg.cli.harvest import summarise
    from kg.cli.stores import encoder_of, home_of
    from kg.settings import Settings

    with progress(as_json) as show:
        report = pipeline.replay(
            home_of(store),
            sources or (),
            pipeline.Wish(keep_email=Settings().keep_email),
            publish=publish,
            encoder=encoder_of() if publish else None,
            progress=show,
        )
    if as_json:
        print_json(report)
        return
    for source in report["sources"]:
        summarise(source)
    if report["generation"] is not None:
        say(f"Readers now see generation {report['generation']}.")
